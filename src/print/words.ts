/** Words of the sheets that are decided once: advice, what to say, how times and addresses are shortened. */
import { NEAR_DAYS } from '../core/base/published.ts'
import { dayOf, showDay, showTime } from '../core/base/time.ts'

/** Security advice in the order of its initials (College of Policing, neighbourhood crime interventions). */
export const WIDE: readonly { readonly initial: string; readonly item: string; readonly plain: string }[] = [
  { initial: 'W', item: 'Window locks', plain: 'Lock windows, downstairs above all, and take the keys out.' },
  {
    initial: 'I',
    item: 'Interior lights on a timer',
    plain: 'Have a lamp switch itself on in the evening when nobody is in.',
  },
  {
    initial: 'D',
    item: 'Double or deadlocks on doors',
    plain: 'Turn the key or lift the handle, front and back, even when you are at home.',
  },
  {
    initial: 'E',
    item: 'External lights on a sensor',
    plain: 'A light that comes on as someone walks up to the back of the house.',
  },
]

/** What to say at the door, in four steps. */
export const SAY: readonly string[] = [
  'Inform: a burglary near; not which home.',
  'Reassure: officers are calling all around.',
  'Ask: anything seen? Any camera?',
  'Advise: WIDE. Leave the leaflet.',
]

/** What to say where cars were broken into. */
export const SAY_VEHICLES: readonly string[] = [
  'Inform: thefts from vehicles here; not whose.',
  'Reassure: officers are walking these streets.',
  'Ask: anything seen? Any camera, at home or in the car?',
  'Advise: as beside. Leave the leaflet.',
]

/** Advice for those who park here. */
export const PARKING: readonly string[] = [
  'Take everything out, tools above all.',
  'Lock it, close the windows, try the handle.',
  'Park where there is light and people pass.',
  'Keep keys out of sight and away from the door.',
]

/** What to say there where the advice stands below it and not beside, such as on a phone. */
export const SAY_VEHICLES_BELOW: readonly string[] = [
  ...SAY_VEHICLES.slice(0, -1),
  'Advise, and leave the leaflet:',
  ...PARKING,
]

/** "Mon 23 17:40" of a minute. */
export function dueShort(minute: number): string {
  const day = showDay(dayOf(minute), { weekday: true, year: false })
  return `${day.split(' ').slice(0, 2).join(' ')} ${showTime(minute)}`
}

export { minuteNow } from '../core/base/time.ts'

/** "2 Jan 2027 15:42" of a minute. */
export const atWords = (minute: number): string => `${showDay(dayOf(minute))} ${showTime(minute)}`

/** "Printed by Sgt Hale at 2 Jan 2027 15:42.", with room to write where nobody gave a name. */
export const printedWords = ({
  printedBy,
  printedAt,
}: {
  readonly printedBy: string
  readonly printedAt: number
}): string => `Printed by ${printedBy || '…………………'} at ${atWords(printedAt)}.`

/** Days a sheet that names no day of its own may lie about: as long as what it says is of use. */
const PAPER_DAYS = NEAR_DAYS

/** "Destroy by 3 Jan 2027." of a sheet printed at a minute. */
export const destroyWords = (printedAt: number): string =>
  `Destroy by ${showDay(dayOf(printedAt) + PAPER_DAYS)}.`

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i
const partsOf = (address: string): string[] => address.split(',').map((p) => p.trim())

/**
 * The part that all addresses end with ("Thornby, TB1"), so that it is printed once and not in every row. Postcodes
 * that differ are no hindrance: number and street say which door. At least one part of every address is left standing.
 */
export function sharedEnd(addresses: readonly string[]): string {
  let parts = addresses.map(partsOf)
  if (parts.length < 2) return ''
  const codes = parts.map((p) => p.at(-1)!)
  if (codes.every((c) => POSTCODE.test(c)) && codes.some((c) => c !== codes[0]))
    parts = parts.map((p) => p.slice(0, -1))
  let k = 0
  while (parts.every((p) => p.length > k + 1 && p.at(-1 - k) === parts[0].at(-1 - k))) k++
  return k === 0 ? '' : parts[0].slice(-k).join(', ')
}

/** An address without what `sharedEnd` found. */
export function withoutEnd(address: string, end: string): string {
  if (end === '') return address
  const parts = partsOf(address)
  const shared = partsOf(end)
  if (POSTCODE.test(parts.at(-1)!) && !POSTCODE.test(shared.at(-1)!)) parts.pop()
  return parts.slice(0, -shared.length).join(', ')
}

/** Whether a due minute has passed at the minute a list is of. */
export const isOverdue = (due: number, moment: number): boolean => due < moment
