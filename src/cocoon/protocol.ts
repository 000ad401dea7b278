/** The protocol: whom to visit, when, and how the evening is split. The form, the URL and the terminal derive from it. */
import { DUE_HOURS, EACH_SIDE, FIRST_DAYS, NEAR_DAYS } from '../core/base/published.ts'
import { schema, type Values } from '../core/base/params.ts'

/** What a home is to the burgled one; the words of the terminal's contract. `ring` = by distance alone. */
export type Relation = 'victim' | 'same side' | 'rear' | 'opposite' | 'ring'

/** Priority of a visit; the letter is always printed, colour never stands alone. */
export type Tier = 'A' | 'B' | 'C'

/**
 * Every choice of a cocooning list. Four either side within 48 hours follows Operation Swordfish (West Midlands)
 * and Gorton (Greater Manchester); rings, minutes and walking speed are local choices without a published norm.
 */
export const protocolSchema = schema({
  eachSide: {
    type: 'number',
    label: 'Homes each side',
    unit: '',
    min: 0,
    max: 20,
    step: 1,
    default: EACH_SIDE,
    help: 'How many doors to either side of the burgled home, on its own side of the street.',
  },
  tiers: {
    type: 'choice',
    label: 'Tiers',
    default: 'near',
    options: [
      { value: 'near', label: 'A burgled home and nearest, B others on the same side, C rings' },
      { value: 'victim-first', label: 'A burgled home, B nearest, C all others' },
    ],
    help: 'Which homes come first when time is short.',
  },
  nearest: {
    type: 'number',
    label: 'Nearest, each side',
    unit: '',
    min: 0,
    max: 20,
    step: 1,
    default: 2,
    advanced: true,
    help: 'How many doors each side count as nearest when tiers are given.',
  },
  names: {
    type: 'choice',
    label: 'Tier names',
    default: 'letters',
    options: [
      { value: 'letters', label: 'A, B, C' },
      { value: 'metals', label: 'A gold, B silver, C bronze' },
    ],
    advanced: true,
    help: 'Names printed after the letters.',
  },
  rear: {
    type: 'number',
    label: 'Homes behind',
    unit: '',
    min: 0,
    max: 20,
    step: 1,
    default: 0,
    help: 'The nearest homes whose plots back on to the burgled one; 0 leaves them out.',
  },
  rearWithin: {
    type: 'number',
    label: 'Behind means within',
    unit: 'm',
    min: 10,
    max: 150,
    step: 5,
    default: 50,
    advanced: true,
    help: 'How far behind the burgled home a home may stand.',
  },
  opposite: {
    type: 'number',
    label: 'Homes opposite',
    unit: '',
    min: 0,
    max: 20,
    step: 1,
    default: 0,
    help: 'The nearest homes on the other side of the same street; 0 leaves them out.',
  },
  oppositeWithin: {
    type: 'number',
    label: 'Opposite means within',
    unit: 'm',
    min: 10,
    max: 150,
    step: 5,
    default: 50,
    advanced: true,
    help: 'How far across the street a home may stand.',
  },
  ring: {
    type: 'number',
    label: 'Leaflet ring',
    unit: 'homes',
    min: 0,
    max: 500,
    step: 1,
    default: 0,
    help: 'Further homes by distance alone, nearest first; 0 leaves the ring out.',
  },
  ringRadius: {
    type: 'number',
    label: 'Leaflet ring within',
    unit: 'm',
    min: 10,
    max: 400,
    step: 10,
    default: 100,
    advanced: true,
    help: 'How far the leaflet ring may reach.',
  },
  flats: {
    type: 'choice',
    label: 'Flats',
    default: 'building',
    options: [
      { value: 'building', label: 'One call per building, flats listed' },
      { value: 'doors', label: 'Each flat its own call' },
    ],
    help: 'How flats that share a building are listed.',
  },
  window: {
    type: 'number',
    label: 'Live for',
    unit: 'days',
    min: 1,
    max: 90,
    step: 1,
    default: NEAR_DAYS,
    help: 'How long after a burglary its neighbours are listed; the last day counts.',
  },
  lookBack: {
    type: 'number',
    label: 'Burglaries of the last',
    unit: 'days',
    min: 0,
    max: 90,
    step: 1,
    default: FIRST_DAYS,
    help: 'Which burglaries this list covers: next door is most at risk within one week (Bowers and Johnson 2005). Older ones that are still live are counted, not listed.',
  },
  dueHours: {
    type: 'number',
    label: 'Due within',
    unit: 'hours',
    min: 1,
    max: 336,
    step: 1,
    default: DUE_HOURS,
    help: 'Hours from the report to the visit; from the end of the occurrence where no report time is known.',
  },
  notAgain: {
    type: 'number',
    label: 'Not again within',
    unit: 'days',
    min: 0,
    max: 365,
    step: 1,
    default: 28,
    help: 'A home visited this recently is not listed again; nobody answering does not count as a visit.',
  },
  knocks: {
    type: 'number',
    label: 'Visits before a leaflet',
    unit: '',
    min: 0,
    max: 5,
    step: 1,
    default: 2,
    help: 'Where nobody answers, the next day’s list has the home again, for another part of the day; after so many visits without an answer a leaflet is left.',
  },
  hide: {
    type: 'choice',
    label: 'Version without the burgled homes',
    default: 'among',
    options: [
      { value: 'among', label: 'The burgled home is an ordinary call' },
      { value: 'some', label: 'Homes drawn by lot are withheld too' },
    ],
    advanced: true,
    help: 'How it hides them if a sheet is lost: among whole runs of homes, or with one home in four withheld by a lot that does not know which was burgled.',
  },
  dayTurns: {
    type: 'number',
    label: 'A police day turns at',
    unit: 'o’clock',
    min: 0,
    max: 12,
    step: 1,
    default: 6,
    advanced: true,
    help: 'Until this hour a night shift’s list stays that of the day before. 0 = midnight.',
  },
  tolerance: {
    type: 'number',
    label: 'Match by position within',
    unit: 'm',
    min: 0,
    max: 100,
    step: 1,
    default: 20,
    advanced: true,
    help: 'How far a burglary without a matching address may lie from the home it is taken for.',
  },
  officers: {
    type: 'number',
    label: 'Officers',
    unit: '',
    min: 0,
    max: 30,
    step: 1,
    default: 0,
    help: 'How many rounds to split the list into, fairly by minutes; 0 = as many as it takes for rounds of up to 90 minutes, or of the minutes per officer.',
  },
  byBeat: {
    type: 'flag',
    label: 'Keep rounds within beats',
    default: false,
    help: 'No round crosses a beat boundary unless there are fewer officers than beats. Needs a column of beats in the address file, or an open file of beat boundaries.',
  },
  capacity: {
    type: 'number',
    label: 'Minutes per officer',
    unit: 'min',
    min: 0,
    max: 720,
    step: 5,
    default: 0,
    help: 'With a number of officers, cuts the list by priority to what fits and says what is left out; 0 = no limit.',
  },
  minutesPerDoor: {
    type: 'number',
    label: 'Minutes per call',
    unit: 'min',
    min: 0.5,
    max: 30,
    step: 0.5,
    default: 3,
    advanced: true,
    help: 'Assumed time at one door. A local choice; no published norm.',
  },
  minutesPerFlat: {
    type: 'number',
    label: 'Minutes per further flat',
    unit: 'min',
    min: 0,
    max: 30,
    step: 0.5,
    default: 1.5,
    advanced: true,
    help: 'Assumed time at each further flat of one building.',
  },
  speed: {
    type: 'number',
    label: 'Walking speed',
    unit: 'km/h',
    min: 1,
    max: 8,
    step: 0.5,
    default: 4.5,
    advanced: true,
    help: 'Assumed speed between doors.',
  },
  travel: {
    type: 'choice',
    label: 'Between places that lie apart',
    default: 'walk',
    options: [
      { value: 'walk', label: 'On foot' },
      { value: 'car', label: 'By car' },
    ],
    advanced: true,
    help: 'By car, a way longer than the next setting is driven where that is quicker, parking counted; shorter ones are walked.',
  },
  driveFrom: {
    type: 'number',
    label: 'Driven if longer than',
    unit: 'm',
    min: 100,
    max: 5000,
    step: 50,
    default: 400,
    advanced: true,
    help: 'A local choice; no published norm.',
  },
  driveSpeed: {
    type: 'number',
    label: 'Speed by car',
    unit: 'km/h',
    min: 5,
    max: 80,
    step: 5,
    default: 25,
    advanced: true,
    help: 'Assumed between places, stops at junctions counted in. A local choice.',
  },
  parking: {
    type: 'number',
    label: 'Minutes to park',
    unit: 'min',
    min: 0,
    max: 15,
    step: 0.5,
    default: 3,
    advanced: true,
    help: 'Added to every way that is driven.',
  },
  base: {
    type: 'text',
    label: 'Rounds begin and end at',
    blank: 'their first and last door',
    default: '',
    advanced: true,
    help: 'An address of the address file, or easting and northing as the incidents have them (430100, 340250). The way there and back is then counted in; empty = it is not.',
  },
})

/** The values of the protocol. */
export type Protocol = Values<typeof protocolSchema>

/** What each letter stands for under this protocol, as the sheet's footer prints it. */
export function tiersExplained(p: Protocol): { tier: Tier; name: string; says: string }[] {
  const names = p.names === 'metals' ? ['gold', 'silver', 'bronze'] : ['', '', '']
  const nearest = `nearest ${p.nearest} each side`
  const rings = [p.rear && 'behind', p.opposite && 'opposite', p.ring && 'ring'].filter(Boolean)
  const says =
    p.tiers === 'near'
      ? [`burgled home and ${nearest}`, 'others on the same side', rings.join(', ')]
      : ['burgled home', nearest, ['others on the same side', ...rings].join(', ')]
  const tiers = ['A', 'B', 'C'] as const
  return tiers.map((tier, i) => ({ tier, name: names[i], says: says[i] })).filter((t) => t.says !== '')
}

/** The tier of a home: `rank` counts doors from the burgled home, 0 = itself. */
export function tierOf(p: Protocol, relation: Relation, rank: number, row = relation === 'same side'): Tier {
  const near = row && rank <= p.nearest
  if (p.tiers === 'victim-first') return relation === 'victim' ? 'A' : near ? 'B' : 'C'
  return relation === 'victim' || near ? 'A' : row ? 'B' : 'C'
}
