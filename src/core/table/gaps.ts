/** Whole months without a row inside the span of a table: files that are missing, not months without crime. */
import { firstOfMonth, isoDay, monthOf, showMonth } from '../base/time.ts'
import type { Incidents } from './incidents.ts'
import { rowsByDay } from './span.ts'

/** A stretch of whole months without a row: its first and last day. */
export type Gap = readonly [from: number, to: number]

/** With fewer rows a month on average an empty month may be chance. */
const FEW = 6

/** The whole months between the first and the last row in which none lies. Empty where rows are so few that this may be chance. */
export function gapsOf({
  n,
  from,
  flags,
  precision,
}: Pick<Incidents, 'n' | 'from' | 'flags' | 'precision'>): Gap[] {
  // counted by days first: there are few of them, and each costs a look at the calendar
  const days = rowsByDay(n, from, flags)
  const months = new Map<number, number>()
  days.rows.forEach((rows, k) => {
    if (rows === 0) return
    const month = monthOf(days.first + k)
    months.set(month, (months.get(month) ?? 0) + rows)
  })
  const held = [...months.keys()].sort((a, b) => a - b)
  const rows = [...months.values()].reduce((s, v) => s + v, 0)
  // the months that have rows tell what a month holds
  if (held.length < 2 || (precision !== 'month' && rows / held.length < FEW)) return []
  const gaps: Gap[] = []
  for (let k = 1; k < held.length; k++)
    if (held[k] > held[k - 1] + 1) gaps.push([firstOfMonth(held[k - 1] + 1), firstOfMonth(held[k]) - 1])
  return gaps
}

/** "Feb 2026, Apr 2026 to Jun 2026" */
export function gapWords(gaps: readonly Gap[]): string {
  return gaps
    .map(([from, to]) =>
      isoDay(from).slice(0, 7) === isoDay(to).slice(0, 7)
        ? showMonth(from)
        : `${showMonth(from)} to ${showMonth(to)}`,
    )
    .join(', ')
}

/** How many months the gaps hold. */
export const monthsIn = (gaps: readonly Gap[]): number =>
  gaps.reduce((sum, [from, to]) => sum + Math.round((to - from + 1) / 30.44), 0)

/** What a result over these days must say of the gaps it touches; undefined where it touches none. */
export function gapNote(gaps: readonly Gap[] | undefined, from: number, to: number): string | undefined {
  const met = (gaps ?? []).filter(([a, b]) => a <= to && b >= from)
  if (met.length === 0) return undefined
  return `No row is of ${gapWords(met)}: those months are missing from the files, so whatever is counted over them is too low.`
}
