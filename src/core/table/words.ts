/** Periods and places of a table as notes and answers word them. */
import { dictAt } from '../base/text.ts'
import { dayOf, MINUTES_PER_DAY, monthName, partsOf, showDay } from '../base/time.ts'
import { commonest, countOf } from '../base/words.ts'
import { FLAG, type Incidents } from './incidents.ts'

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
