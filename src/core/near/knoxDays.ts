/** The time side of a Knox table: days made small, and the pairs of every band of days without looking at pairs. */
import { MAX_DAY } from './wasm/knoxKernel.ts'

/** Days as a kernel takes them, and what bands of days apart hold. */
export interface Days {
  readonly days: Uint16Array
  /** largest of `days`; the smallest is 0 */
  readonly span: number
  /** per day number: incidents up to and with it, after one leading 0 */
  readonly upTo: Uint32Array
}

/** Days from the first to the last, gaps between them included: 27,000 years. */
const WIDE = 1e7

const tooLong = () =>
  new Error(
    `The dates span more than ${Math.floor(MAX_DAY / 365.25)} years; a shorter period was expected. Check the dates, or filter by period.`,
  )

/**
 * Days as small numbers. A gap longer than the largest finite threshold is shortened to it, which moves no
 * pair into another band. Throws when the days still span more than 89 years.
 */
export function smallDays(days: ArrayLike<number>, limits: readonly number[]): Days {
  const gap = Math.max(1, ...limits)
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < days.length; i++) {
    if (days[i] < low) low = days[i]
    if (days[i] > high) high = days[i]
  }
  if (!(high - low < WIDE)) throw tooLong()
  // which days there are, then the small number of each
  const small = new Uint32Array(days.length > 0 ? high - low + 1 : 0)
  for (let i = 0; i < days.length; i++) small[days[i] - low] = 1
  let span = 0
  for (let d = 1, before = 0; d < small.length; d++) {
    if (small[d] === 0) continue
    span += Math.min(gap, d - before)
    small[d] = span
    before = d
  }
  small[0] = 0
  if (span > MAX_DAY) throw tooLong()
  const out = new Uint16Array(days.length)
  for (let i = 0; i < out.length; i++) out[i] = small[days[i] - low]
  const upTo = new Uint32Array(span + 2)
  for (const d of out) upTo[d + 1]++
  for (let d = 0; d <= span; d++) upTo[d + 1] += upTo[d]
  return { days: out, span, upTo }
}

/** Edges of a graph and the sum over its points of degree · (degree − 1). */
export interface GraphSums {
  readonly pairs: number
  readonly paths: bigint
}

/** The graph of incidents whose days apart d have lo ≤ d < hi (whole numbers, hi may be Infinity): counted day by day. */
export function daysGraph({ span, upTo }: Days, lo: number, hi: number): GraphSums {
  // incidents less than `limit` days from this day, its own included
  const within = (day: number, limit: number) =>
    limit <= 0 ? 0 : upTo[Math.min(span, day + limit - 1) + 1] - upTo[Math.max(0, day - limit + 1)]
  let ends = 0
  let paths = 0n
  for (let day = 0; day <= span; day++) {
    const here = upTo[day + 1] - upTo[day]
    if (here === 0) continue
    const degree = within(day, hi) - within(day, lo) - (lo <= 0 && hi > 0 ? 1 : 0)
    ends += here * degree
    paths += BigInt(here) * BigInt(degree) * BigInt(Math.max(0, degree - 1))
  }
  return { pairs: ends / 2, paths }
}

/** The same sums from the degrees of the points. */
export function degreesGraph(degrees: Uint32Array): GraphSums {
  let ends = 0
  let paths = 0n
  for (let i = 0; i < degrees.length;) {
    // doubles hold a few hundred of these products exactly; then they are put by
    let part = 0
    for (const stop = Math.min(degrees.length, i + 500); i < stop; i++) {
      ends += degrees[i]
      part += degrees[i] * (degrees[i] - 1)
    }
    paths += BigInt(part)
  }
  return { pairs: ends / 2, paths }
}
