/** What a week's count is held against: the weeks before it, with the spread that the counts before had. */

import type { RowsByDay } from '../table/span.ts'
import { LEAST_WINDOWS } from '../table/earlier.ts'
import { rangeOfBase } from './against.ts'
import type { Swing } from './swing.ts'

/** Counts in bins of `width` days that end on `lastDay`, oldest first. */
export interface Bins {
  readonly counts: Uint32Array
  /** first day of the first bin */
  readonly firstDay: number
  readonly width: number
}

/** Counts days into bins; the last bin ends on `lastDay` inclusive, the first holds `firstDay`. Days outside are left out. */
export function binDays({ first, rows }: RowsByDay, firstDay: number, lastDay: number, width: number): Bins {
  const n = Math.max(0, Math.ceil((lastDay - firstDay + 1) / width))
  const start = lastDay + 1 - n * width
  const counts = new Uint32Array(n)
  for (let k = 0; k < rows.length; k++) {
    const bin = Math.floor((first + k - start) / width)
    if (bin >= 0 && bin < n) counts[bin] += rows[k]
  }
  return { counts, firstDay: start, width }
}

export interface Band {
  /** NaN where too few bins lie before */
  readonly expected: Float64Array
  /** both ends belong to it; NaN where nothing is expected, or the spread is not known */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** how much the counts vary around what was expected of them; absent = too few bins */
  readonly swing?: Swing
  /** bins it could be measured on */
  readonly measured: number
}

/** Weeks before that make the expectation, and how few will do. */
export const LOOK_BACK = 12
export const AT_LEAST = 6

/**
 * Expected count of each bin: the mean of up to `lookBack` bins before it, never itself. The band is where 95% of counts
 * would fall were nothing to change: negative binomial, with the dispersion that the counts before the last had around
 * their own expectations (at least 1; Student's t for its few bins), the mean's own uncertainty included. Without twelve
 * such counts there is no band. A steady trend or a season is part of the dispersion: the band is for noticing, not
 * for proof. The last `young` bins are not over yet: nothing is expected of them, and they measure nothing. Nor do
 * those of which the files hold no row (`missing`): they are not weeks without crime.
 */
export function expectedBand(
  counts: ArrayLike<number>,
  lookBack = LOOK_BACK,
  atLeast = AT_LEAST,
  young = 0,
  missing: (bin: number) => boolean = () => false,
): Band {
  const n = counts.length
  const until = n - young
  const expected = new Float64Array(n).fill(NaN)
  const lower = new Float64Array(n).fill(NaN)
  const upper = new Float64Array(n).fill(NaN)
  const sums = new Float64Array(n)
  const bins = new Int32Array(n)
  let [chi, measured] = [0, 0]
  for (let i = atLeast; i < until; i++) {
    if (missing(i)) continue
    for (let k = Math.max(0, i - lookBack); k < i; k++)
      if (!missing(k)) {
        sums[i] += counts[k]
        bins[i]++
      }
    if (bins[i] < atLeast) continue
    const e = sums[i] / bins[i]
    expected[i] = e
    // the newest count is what is judged: it does not widen its own band
    if (i === until - 1) break
    if (e > 0) chi += (counts[i] - e) ** 2 / (e * (1 + 1 / bins[i]))
    if (e > 0 || counts[i] > 0) measured++
  }
  if (measured < LEAST_WINDOWS) return { expected, lower, upper, measured }
  const swing = { phi: Math.max(1, chi / measured), df: measured }
  for (let i = atLeast; i < until; i++)
    if (!Number.isNaN(expected[i])) [lower[i], upper[i]] = rangeOfBase(sums[i], bins[i], 0.95, swing)
  return { expected, lower, upper, swing, measured }
}
