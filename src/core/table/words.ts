/** Periods and places of a table as notes and answers word them. */
import { dictAt } from '../base/text.ts'
import { dayOf, showDay, showMonth } from '../base/time.ts'
import { commonest, countOf } from '../base/words.ts'
import type { Incidents } from './incidents.ts'
import { minutesOf } from './span.ts'

/** "3 Jan 2026 to 22 Nov 2026" of the windows' starts, or "Mar 2026 to Nov 2026" where only months are known. */
export function showPeriod(
  table: Pick<Incidents, 'from' | 'precision' | 'flags'>,
  rows: Uint32Array,
): string {
  const found = minutesOf(table, rows)
  if (!found) return 'no dates'
  const show = table.precision === 'month' ? showMonth : (day: number) => showDay(day)
  const [from, to] = [show(dayOf(found.first)), show(dayOf(found.last))]
  const apart = found.odd ? ` (${countOf(found.odd, 'unlikely date')} apart)` : ''
  return (from === to ? from : `${from} to ${to}`) + apart
}

/** What open data writes where a place has no street of its own: names of kinds, not of places. */
const KINDS =
  /^(supermarket|parking area|shopping area|petrol station|sports\/recreation area|nightclub|hospital|prison|police station|park\/open space|theatre\/concert hall|further\/higher educational building|pedestrian subway|bus\/coach station|conference\/exhibition centre|airport\/airfield|no location|motorway service area|rail station|tube station|tram station|shopping centre|public house|school|unknown)$/i

/** A street as the file names it, without "On or near"; its capitals are kept. */
export const cleanStreet = (street: string) => street.replace(/^on or near\s*/i, '').trim()

/** Whether a name is that of a kind of place, such as "Parking Area": then it is no street. */
export const isKindOfPlace = (street: string): boolean => KINDS.test(cleanStreet(street))

/** The name people would use for where these rows are: the commonest street, else beat, else ''. */
export const nameOfPlace = (table: Incidents, rows: ArrayLike<number>): string =>
  cleanStreet(commonest(table.street, rows, isKindOfPlace)) ||
  commonest(table.beat, rows) ||
  cleanStreet(commonest(table.street, rows))

/** "Mill Street" of one row, else its beat, else ''. */
export const streetOf = (table: Incidents, row: number): string =>
  cleanStreet(dictAt(table.street, row)) || dictAt(table.beat, row)
