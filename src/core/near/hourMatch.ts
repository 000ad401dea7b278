/** Whether incidents that follow another come at the same time of day, beside what re-pairing them at random gives. */
import { hoursOfDay, windowsOf } from '../table/dayProfile.ts'
import { FLAG, type Incidents } from '../table/incidents.ts'

/** Hours apart, round midnight too, up to which two moments count as the same time of day. */
export const SAME_HOURS = 3
/** Windows longer than this do not know their time of day, minutes. */
const LONGEST = 8 * 60

export interface HourMatch {
  /** pairs of which both windows are known and short */
  readonly pairs: number
  /** mean chance that the two moments of a pair lie within three hours of each other; NaN without pairs */
  readonly share: number
  /** the same for every earlier one with every later one: what it would be without a link */
  readonly byChance: number
}

/** Sum of the products of two days of 24 weights over hours up to `SAME_HOURS` apart. */
function together(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let h = 0; h < 24; h++)
    if (a[h] > 0) for (let d = -SAME_HOURS; d <= SAME_HOURS; d++) sum += a[h] * b[(h + d + 24) % 24]
  return sum
}

/** Looks at pairs of table rows, the earlier first. Each window is shared among its hours, by the minute. */
export function hourMatch(
  table: Pick<Incidents, 'from' | 'to' | 'flags' | 'precision'> & Partial<Pick<Incidents, 'crs'>>,
  pairs: Iterable<readonly [earlier: number, later: number]>,
): HourMatch {
  const known = (i: number) =>
    table.precision === 'minute' &&
    !(table.flags[i] & (FLAG.noTime | FLAG.reversed)) &&
    table.to[i] - table.from[i] <= LONGEST
  const day = (i: number) => hoursOfDay(windowsOf(table, [i]).week)
  const earlier = new Float64Array(24)
  const later = new Float64Array(24)
  let [n, sum] = [0, 0]
  for (const [i, j] of pairs) {
    if (!known(i) || !known(j)) continue
    const [a, b] = [day(i), day(j)]
    n++
    sum += together(a, b)
    for (let h = 0; h < 24; h++) {
      earlier[h] += a[h]
      later[h] += b[h]
    }
  }
  return { pairs: n, share: sum / n, byChance: together(earlier, later) / (n * n) }
}
