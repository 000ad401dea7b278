/**
 * How much more than chance counts vary (over-dispersion), measured on the past, and what that does to tests that
 * take counts for Poisson or binomial.
 */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { LEAST_WINDOWS } from '../table/earlier.ts'

/** φ = variance ÷ mean of counts. */
export interface Swing {
  /** at least 1: counts never vary less than by chance */
  readonly phi: number
  /** degrees of freedom it was estimated with; Infinity = taken for certain */
  readonly df: number
}

/** Counts that vary as chance alone makes them. */
export const STEADY: Swing = { phi: 1, df: Infinity }

/** A one-sided normal tail as the tail of Student's t: what a φ that was estimated does to it. */
export const tailOf = (tail: number, df: number): number =>
  df === Infinity || !(tail > 0) || tail >= 1 ? tail : tCdf(normalQuantile(tail, 0, 1), df)

/** The two-sided p of an exact test, were the counts to vary φ times as much: its z divided by √φ, read by t. */
export function widerP(p: number, { phi, df }: Swing): number {
  if (Number.isNaN(p) || p >= 1 || (phi === 1 && df === Infinity)) return p
  // chances below the least of doubles have no z
  const z = normalQuantile(Math.max(p / 2, 1e-300), 0, 1) / Math.sqrt(phi)
  return 2 * (df === Infinity ? normalCdf(z, 0, 1) : tCdf(z, df))
}

/**
 * The tail at which an exact limit must be taken so that it holds for counts that vary φ times as much. Agrees with
 * `widerP`: a value lies beyond the limits exactly where its wider p is at most twice the tail.
 */
export const widerTail = (tail: number, { phi, df }: Swing): number =>
  phi === 1 && df === Infinity
    ? tail
    : normalCdf(Math.sqrt(phi) * (df === Infinity ? normalQuantile(tail, 0, 1) : tQuantile(tail, df)), 0, 1)

/** A swing with what it rests on. */
export interface Measured extends Swing {
  /** as measured, before the floor of 1 */
  readonly raw: number
  readonly windows: number
  /** series that hold any incident */
  readonly series: number
}

/**
 * φ pooled over series (areas, kinds) from counts in the same windows: Σ (x − e)² ÷ e over Σ (windows − 1), where e is
 * the series' own total shared out by `weights` (equal by default). Under chance alone its mean is exactly 1. A series
 * is the window of each of its incidents (-1 = none), those of a window next to each other, as ascending days give
 * them: thousands of nearly empty series cost nothing. `lost` degrees of freedom go to what the weights were fitted
 * with. Undefined with fewer than 12 windows or without incidents.
 */
export function swingOf(
  series: Iterable<Iterable<number>>,
  windows: number,
  weights?: ArrayLike<number>,
  lost = 0,
): Measured | undefined {
  function* sums(): Generator<Sums> {
    for (const incidents of series) {
      let [total, squares, run, at] = [0, 0, 0, -1]
      for (const w of incidents) {
        if (w !== at) {
          if (at >= 0) squares += (run * run) / (weights ? weights[at] : 1)
          run = 0
          at = w
        }
        if (w >= 0) {
          run++
          total++
        }
      }
      if (at >= 0) squares += (run * run) / (weights ? weights[at] : 1)
      yield [total, squares]
    }
  }
  return pooled(sums(), windows, weights, lost)
}

/** The same of series that are counts by window already, the newest window first. */
export function swingOfCounts(
  series: Iterable<ArrayLike<number>>,
  windows: number,
  weights?: ArrayLike<number>,
  lost = 0,
): Measured | undefined {
  function* sums(): Generator<Sums> {
    for (const counts of series) {
      let [total, squares] = [0, 0]
      // oldest first, as ascending days come
      for (let w = windows - 1; w >= 0; w--) {
        total += counts[w]
        squares += (counts[w] * counts[w]) / (weights ? weights[w] : 1)
      }
      yield [total, squares]
    }
  }
  return pooled(sums(), windows, weights, lost)
}

/** Incidents of a series, and Σ x² ÷ weight over its windows. */
type Sums = readonly [total: number, squares: number]

function pooled(
  series: Iterable<Sums>,
  windows: number,
  weights: ArrayLike<number> | undefined,
  lost: number,
): Measured | undefined {
  if (windows < LEAST_WINDOWS) return undefined
  let whole = windows
  if (weights) {
    whole = 0
    for (let w = 0; w < windows; w++) whole += weights[w]
  }
  let [chi, df, n] = [0, 0, 0]
  for (const [total, squares] of series) {
    if (total === 0) continue
    // Σ (x − e)² / e = Σ x² / e − Σ x
    chi += (squares * whole) / total - total
    df += windows - 1
    n++
  }
  if (n === 0 || df <= lost) return undefined
  const raw = chi / (df - lost)
  return { phi: raw > 1 ? raw : 1, df: df - lost, raw, windows, series: n }
}
