/** What the offence columns and the free text of the invented register say. */
import type { Kind } from './incidents.ts'
import type { Random } from './random.ts'

/** An offence as one of several systems would write it, with its weight. */
type Wording = readonly [code: string, text: string, weight: number]

const WORDINGS: Record<Kind, readonly Wording[]> = {
  'burglary-home': [
    ['28E', 'Residential Burglary of a Home - Theft Act 1968 Sec 9', 60],
    ['28E', 'BURGLARY - RESIDENTIAL', 18],
    ['28E', '28E Residential burglary of a home', 14],
    ['28E', 'Burglary Residential - Home', 8],
  ],
  'theft-from-vehicle': [
    ['45/10', 'Theft from a motor vehicle', 70],
    ['45/10', 'THEFT FROM MOTOR VEHICLE', 20],
    ['45/10', '45/10 Theft from vehicle', 10],
  ],
  'theft-of-vehicle': [
    ['48/1', 'Theft or unauthorised taking of a motor vehicle', 70],
    ['48/1', 'THEFT OF MOTOR VEHICLE', 20],
    ['48/1', '48/1 Theft of a vehicle', 10],
  ],
  'robbery-personal': [
    ['34B', 'Robbery of personal property', 80],
    ['34B', 'ROBBERY - PERSONAL', 20],
  ],
  'theft-from-person': [
    ['39', 'Theft from the person', 80],
    ['39', 'THEFT FROM PERSON', 20],
  ],
  other: [],
}

/** The kinds hidden behind "other". */
export const OTHERS = {
  business: [
    ['30C', 'Burglary - business and community', 75],
    ['30C', 'BURGLARY BUSINESS AND COMMUNITY', 25],
  ],
  shed: [['28E', 'Residential burglary of unconnected building', 100]],
  interference: [['126', 'Interference with a motor vehicle', 100]],
} as const satisfies Record<string, readonly Wording[]>

const weighted = (list: readonly Wording[], random: Random): Wording => {
  let left = random.next() * list.reduce((s, w) => s + w[2], 0)
  for (const w of list) if ((left -= w[2]) < 0) return w
  return list[0]
}

/** Code and wording of an offence. */
export function wordingOf(
  kind: Kind,
  other: keyof typeof OTHERS,
  random: Random,
): { code: string; text: string } {
  const [code, text] = weighted(kind === 'other' ? OTHERS[other] : WORDINGS[kind], random)
  return { code, text }
}

const ENTRY = [
  'rear patio door',
  'rear kitchen window',
  'front door',
  'side door',
  'ground floor window',
  'conservatory door',
  'first floor window from flat roof',
  'bathroom window',
  'rear garden gate then back door',
]
const FLAT_ENTRY = [
  'communal door tailgated then flat front door',
  'flat front door',
  'balcony door',
  'communal door left on latch then flat front door',
  'kitchen window over bin store',
]
const METHOD = [
  'forced with a flat tool',
  'lock snapped',
  'left insecure',
  'glass broken',
  'lever used on frame',
  'window left on latch',
  'cylinder drilled',
  'keys taken from hook inside letterbox',
  'kicked in',
]
const SEARCH = [
  'tidy search of bedrooms',
  'untidy search throughout',
  'downstairs only searched',
  'drawers emptied',
  'no search made',
  'one bedroom searched',
  'disturbed by occupant, made off',
]
const GOODS = [
  'jewellery and cash taken',
  'car keys taken, car left',
  'laptop and tablet taken',
  'bank cards taken',
  'games console taken',
  'watch taken',
  'nothing believed stolen',
  'handbag and phone taken',
  'power tools taken',
  'two pedal cycles taken',
  'vehicle taken with keys',
]
const VEHICLE_WHERE = [
  'parked on street',
  'parked on drive',
  'in rear car park',
  'in garage court',
  'outside home',
  'in pay car park',
  'on grass verge',
]
const VEHICLE_HOW = [
  'nearside window smashed',
  'doors tried, left insecure',
  'lock punched',
  'no damage, believed keyless',
  'quarterlight broken',
  'rear door forced',
  'van side panel peeled',
]
const VEHICLE_WHAT = [
  'tools taken from van',
  'loose change and sunglasses taken',
  'number plates removed',
  'catalytic converter cut away',
  'satnav taken',
  'rucksack taken from seat',
  'dash camera taken',
  'nothing seen missing',
  'wheels removed',
]
const TAKEN = [
  'car taken without keys',
  'car taken, keys from hall table',
  'moped wheeled away',
  'van taken from kerb',
  'motorcycle chain cut and taken',
  'car found abandoned next day',
]
const PERSON = [
  'phone snatched by rider on pedal cycle',
  'phone taken from hand',
  'purse dipped from bag',
  'wallet taken in crowd',
  'necklace pulled',
  'bag taken from chair',
]
const THREAT = [
  'two males demanded phone',
  'group of youths surrounded victim, cash taken',
  'victim pushed, bag taken',
  'threat made, bank card demanded',
  'bike taken by threat',
  'victim followed from station, phone taken',
]

/** A short free text, put together from parts. */
export function methodText(kind: Kind, other: keyof typeof OTHERS, flat: boolean, random: Random): string {
  const p = random.pick.bind(random)
  let text: string
  if (kind === 'burglary-home')
    text = `Entry via ${p(flat ? FLAT_ENTRY : ENTRY)}, ${p(METHOD)}. ${p(SEARCH)}, ${p(GOODS)}.`
  else if (kind === 'theft-from-vehicle')
    text = `Vehicle ${p(VEHICLE_WHERE)}, ${p(VEHICLE_HOW)}, ${p(VEHICLE_WHAT)}.`
  else if (kind === 'theft-of-vehicle') text = `Vehicle ${p(VEHICLE_WHERE)}, ${p(TAKEN)}.`
  else if (kind === 'robbery-personal') text = `${p(THREAT)}.`
  else if (kind === 'theft-from-person') text = `${p(PERSON)}.`
  else if (other === 'business')
    text = `Premises closed, ${p(['shutter forced', 'rear door levered', 'window smashed', 'roof light lifted'])}, ${p(['till emptied', 'cigarettes taken', 'stock taken', 'tools taken', 'nothing seen missing'])}.`
  else if (other === 'shed')
    text = `${p(['Shed', 'Garage', 'Outbuilding'])} in garden, ${p(['padlock cut', 'hasp forced', 'left insecure'])}, ${p(['pedal cycle taken', 'garden tools taken', 'fishing tackle taken', 'nothing taken'])}.`
  else
    text = `Vehicle ${p(VEHICLE_WHERE)}, ${p(['door handles tried', 'lock damaged, not entered', 'male seen looking in windows'])}.`
  const [first, ...rest] = text
  text = first.toUpperCase() + rest.join('')
  return random.chance(0.12) ? text.toUpperCase() : text
}

/** How the invented register says a case ended. */
export const OUTCOMES = [
  'Investigation complete - no suspect identified',
  'Under investigation',
  'Charged',
  'Evidential difficulties - victim does not support',
  'Evidential difficulties - suspect identified',
  'Community resolution',
] as const
