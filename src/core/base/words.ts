/** Numbers, periods and places as notes and answers word them. */
import { FLAG, type Incidents } from '../table/incidents.ts'
import { dictAt, type DictColumn } from './text.ts'
import { dayOf, MINUTES_PER_DAY, monthName, partsOf, showDay } from './time.ts'

/** "12,345"; with digits after the point where told. */
export const showNumber = (value: number, digits = 0): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** "1 incident", "12,345 incidents". */
export const countOf = (n: number, one: string, many = one + 's'): string =>
  `${showNumber(n)} ${n === 1 ? one : many}`

/** "12 %" of a share 0..1, with a space that does not break; one digit below 10 %. */
export const showShare = (share: number): string =>
  Number.isFinite(share)
    ? `${showNumber(share * 100, share > 0 && share < 0.0995 ? 1 : 0)}\u00a0%`
    : 'unknown'

/** "3 Jan 2026 to 22 Nov 2026" of the windows' starts, or "Mar 2026 to Nov 2026" where only months are known. */
export function showPeriod(
  table: Pick<Incidents, 'from' | 'precision' | 'flags'>,
  rows: Uint32Array,
): string {
  if (!rows.length) return 'no dates'
  // one row dated years ahead must not make the period of all
  let odd = 0
  for (const i of rows) if (table.flags[i] & FLAG.oddDate) odd++
  const all = odd === rows.length
  let a = Infinity
  let b = -Infinity
  for (const i of rows) {
    if (!all && table.flags[i] & FLAG.oddDate) continue
    if (table.from[i] < a) a = table.from[i]
    if (table.from[i] > b) b = table.from[i]
  }
  const show =
    table.precision === 'month'
      ? (day: number) => {
          const p = partsOf(day * MINUTES_PER_DAY)
          return `${monthName(p.month)} ${p.year}`
        }
      : (day: number) => showDay(day)
  const [from, to] = [show(dayOf(a)), show(dayOf(b))]
  const apart = odd && !all ? ` (${countOf(odd, 'unlikely date')} apart)` : ''
  return (from === to ? from : `${from} to ${to}`) + apart
}

/** The commonest value of a column among rows, empty values apart; '' when all are empty. Ties: by alphabet. */
export function commonest(column: DictColumn, rows: Iterable<number>): string {
  const counts = new Map<number, number>()
  for (const i of rows) {
    const code = column.codes[i]
    if (column.values[code]) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  let best = 0
  let most = 0
  for (const [code, n] of counts)
    if (n > most || (n === most && column.values[code] < column.values[best])) {
      most = n
      best = code
    }
  return column.values[best] ?? ''
}

/** What open data writes where a place has no street of its own: names of kinds, not of places. */
const KINDS =
  /^(supermarket|parking area|shopping area|petrol station|sports\/recreation area|nightclub|hospital|prison|police station|park\/open space|theatre\/concert hall|further\/higher educational building|pedestrian subway|bus\/coach station|conference\/exhibition centre|airport\/airfield|no location)$/i

const clean = (street: string) => street.replace(/^on or near\s*/i, '').trim()

/** The name people would use for where these rows are: the commonest street, else beat, else ''. */
export function nameOfPlace(table: Incidents, rows: Iterable<number>): string {
  const all = [...rows]
  const named = all.filter((i) => !KINDS.test(clean(dictAt(table.street, i))))
  return (
    clean(commonest(table.street, named)) || commonest(table.beat, all) || clean(commonest(table.street, all))
  )
}

/** "Mill Street" of one row, else its beat, else ''. */
export const streetOf = (table: Incidents, row: number): string =>
  clean(dictAt(table.street, row)) || dictAt(table.beat, row)
