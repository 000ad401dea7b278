/** What a week's count is held against: the weeks before it, with the spread that chance alone gives. */

/** Counts in bins of `width` days that end on `lastDay`, oldest first. */
export interface Bins {
  readonly counts: Uint32Array
  /** first day of the first bin */
  readonly firstDay: number
  readonly width: number
}

/** Counts days into bins; the last bin ends on `lastDay` inclusive, the first holds `firstDay`. Days outside are left out. */
export function binDays(days: ArrayLike<number>, firstDay: number, lastDay: number, width: number): Bins {
  const n = Math.max(0, Math.ceil((lastDay - firstDay + 1) / width))
  const start = lastDay + 1 - n * width
  const counts = new Uint32Array(n)
  for (let i = 0; i < days.length; i++) {
    const bin = Math.floor((days[i] - start) / width)
    if (bin >= 0 && bin < n) counts[bin]++
  }
  return { counts, firstDay: start, width }
}

export interface Band {
  /** NaN where too few bins lie before */
  readonly expected: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** Weeks before that make the expectation, and how few will do. */
export const LOOK_BACK = 12
export const AT_LEAST = 6

/**
 * Expected count of each bin: the mean of up to `lookBack` bins before it, never itself. The band is where
 * 95% of counts would fall if the next count and the mean both varied by chance alone (Poisson, through
 * Anscombe's square root: sqrt(x + 3/8) has variance about 1/4). A steady trend or a season widens nothing
 * here: the band is for noticing, not for proof.
 */
export function expectedBand(counts: ArrayLike<number>, lookBack = LOOK_BACK, atLeast = AT_LEAST): Band {
  const n = counts.length
  const expected = new Float64Array(n).fill(NaN)
  const lower = new Float64Array(n).fill(NaN)
  const upper = new Float64Array(n).fill(NaN)
  for (let i = atLeast; i < n; i++) {
    const from = Math.max(0, i - lookBack)
    let sum = 0
    for (let k = from; k < i; k++) sum += counts[k]
    const bins = i - from
    const mean = sum / bins
    const root = Math.sqrt(mean + 3 / 8)
    const half = 1.96 * Math.sqrt(0.25 + 0.25 / bins)
    expected[i] = mean
    lower[i] = Math.max(0, Math.max(0, root - half) ** 2 - 3 / 8)
    upper[i] = (root + half) ** 2 - 3 / 8
  }
  return { expected, lower, upper }
}
