/** Dates in which a spreadsheet of another country exchanged day and month: it can do so only up to the twelfth. */
import { dayOf, MINUTES_PER_DAY, minuteOf, partsOf } from '../../core/base/time.ts'

/** Dates that may be exchanged. */
export interface Damage {
  /** rows, ascending, with a day up to 12 */
  readonly rows: readonly number[]
  /** how many of them lie outside the days of the others */
  readonly outside: number
  /** first and last minute of the dates that cannot be exchanged */
  readonly span: readonly [number, number]
}

/** Fewer dates than this prove nothing, on either side. */
const FEW = 5
/** At least this share of the dates in doubt must lie outside. */
const MANY = 0.3
/** The span of all must shrink to this share of what it is. */
const SHORTER = 0.8

/** By how many minutes the exchange of day and month moves the moments of a day; NaN where it makes no date. */
function moves(day: number): number {
  const p = partsOf(day * MINUTES_PER_DAY)
  return p.day > 12 ? NaN : minuteOf(p.year, p.day, p.month) - day * MINUTES_PER_DAY
}

/** The same moment with day and month exchanged; itself where that is no date. */
export function exchanged(minute: number): number {
  const moved = moves(dayOf(minute))
  return Number.isNaN(moved) ? minute : minute + moved
}

/** Number, earliest and latest moment of the dates of each day from `first` on, those of minute 0 left away. */
function byDay(from: Int32Array, n: number) {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    if (from[i] === 0) continue
    if (from[i] < low) low = from[i]
    if (from[i] > high) high = from[i]
  }
  const first = low > high ? 0 : dayOf(low)
  const days = low > high ? 0 : dayOf(high) - first + 1
  const counts = new Uint32Array(days)
  const earliest = new Int32Array(days)
  const latest = new Int32Array(days)
  for (let i = 0; i < n; i++) {
    if (from[i] === 0) continue
    const k = dayOf(from[i]) - first
    if (counts[k]++ === 0) earliest[k] = latest[k] = from[i]
    else if (from[i] < earliest[k]) earliest[k] = from[i]
    else if (from[i] > latest[k]) latest[k] = from[i]
  }
  return { first, counts, earliest, latest }
}

/**
 * The dates with a day up to 12, where they lie outside the span of the others and exchanged would not: sound dates lie
 * among the others as they stand. Undefined where nothing speaks for it. Minute 0 of 1970 is no date.
 */
export function findDamage(from: Int32Array, n: number): Damage | undefined {
  // a table has many rows and few days, and an exchange moves a day as a whole
  const { first: firstDay, counts, earliest, latest } = byDay(from, n)
  const moved = Float64Array.from(counts, (rows, k) => (rows > 0 ? moves(firstDay + k) : NaN))
  let [low, high] = [Infinity, -Infinity]
  let others = 0
  let doubtful = 0
  counts.forEach((rows, k) => {
    if (rows === 0) return
    if (!Number.isNaN(moved[k])) return void (doubtful += rows)
    others += rows
    low = Math.min(low, earliest[k])
    high = Math.max(high, latest[k])
  })
  if (doubtful < FEW || others < FEW) return undefined
  let [first, last] = [low, high]
  let [first2, last2] = [low, high]
  counts.forEach((rows, k) => {
    if (rows === 0 || Number.isNaN(moved[k])) return
    first = Math.min(first, earliest[k])
    last = Math.max(last, latest[k])
    first2 = Math.min(first2, earliest[k] + moved[k])
    last2 = Math.max(last2, latest[k] + moved[k])
  })
  // whatever lies outside the others is none of them
  const [early, late] = [low - MINUTES_PER_DAY, high + MINUTES_PER_DAY]
  let outside = 0
  for (let i = 0; i < n; i++) if ((from[i] < early || from[i] > late) && from[i] !== 0) outside++
  if (outside < 3 || outside < doubtful * MANY || last2 - first2 >= (last - first) * SHORTER) return undefined
  // only now a list of them is worth its room
  const rows: number[] = []
  for (let i = 0; i < n; i++)
    if (from[i] !== 0 && !Number.isNaN(moved[dayOf(from[i]) - firstDay])) rows.push(i)
  return { rows, outside, span: [low, high] }
}
