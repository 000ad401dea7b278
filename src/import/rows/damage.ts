/** Dates in which a spreadsheet of another country exchanged day and month: it can do so only up to the twelfth. */
import { MINUTES_PER_DAY, minuteOf, partsOf } from '../../core/base/time.ts'

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

/** Days whose exchange is remembered: eleven years of them, a power of two. */
const KEPT = 4096

/** By how many minutes the exchange of day and month moves the moments of a day; NaN where it makes no date. */
class Exchange {
  // a table has many rows and few days: the answers of the last ones are kept
  readonly #days = new Int32Array(KEPT).fill(-1)
  readonly #moved = new Float64Array(KEPT)

  of(minute: number): number {
    const day = minute >= 0 ? (minute / MINUTES_PER_DAY) | 0 : Math.floor(minute / MINUTES_PER_DAY)
    const k = day & (KEPT - 1)
    if (this.#days[k] !== day || day < 0) {
      const p = partsOf(minute)
      this.#days[k] = day
      this.#moved[k] = p.day > 12 ? NaN : minuteOf(p.year, p.day, p.month) - day * MINUTES_PER_DAY
    }
    return this.#moved[k]
  }
}

/** The same moment with day and month exchanged; itself where that is no date. */
export function exchanged(minute: number): number {
  const moved = new Exchange().of(minute)
  return Number.isNaN(moved) ? minute : minute + moved
}

/**
 * The dates with a day up to 12, where they lie outside the span of the others and exchanged would not: sound dates lie
 * among the others as they stand. Undefined where nothing speaks for it. `usable` says which rows are looked at.
 */
export function findDamage(
  from: Int32Array,
  n: number,
  usable: (row: number) => boolean,
): Damage | undefined {
  let low = Infinity
  let high = -Infinity
  let others = 0
  let doubtful = 0
  const exchange = new Exchange()
  for (let i = 0; i < n; i++) {
    if (!usable(i)) continue
    const as = from[i]
    if (Number.isNaN(exchange.of(as))) {
      others++
      if (as < low) low = as
      if (as > high) high = as
    } else doubtful++
  }
  if (doubtful < FEW || others < FEW) return undefined
  let [first, last] = [low, high]
  let [first2, last2] = [low, high]
  let outside = 0
  const [early, late] = [low - MINUTES_PER_DAY, high + MINUTES_PER_DAY]
  for (let i = 0; i < n; i++) {
    if (!usable(i)) continue
    const as = from[i]
    const other = as + exchange.of(as)
    if (Number.isNaN(other)) continue
    if (as < early || as > late) outside++
    if (as < first) first = as
    if (as > last) last = as
    if (other < first2) first2 = other
    if (other > last2) last2 = other
  }
  if (outside < 3 || outside < doubtful * MANY || last2 - first2 >= (last - first) * SHORTER) return undefined
  // only now a list of them is worth its room
  const rows: number[] = []
  for (let i = 0; i < n; i++) if (usable(i) && !Number.isNaN(exchange.of(from[i]))) rows.push(i)
  return { rows, outside, span: [low, high] }
}
