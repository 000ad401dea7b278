/** Quantiles and tails of the normal and of Student's t: where the degrees of freedom are not finite, the normal. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'

/** How many standard errors an interval of this level reaches to either side. NaN for df ≤ 0. */
export function critical(df = Infinity, level = 0.95): number {
  const upper = 1 - (1 - level) / 2
  return df === Infinity ? normalQuantile(upper, 0, 1) : df > 0 ? tQuantile(upper, df) : NaN
}

/** Chance of lying at least this many standard errors from 0 on either side. NaN for df ≤ 0. */
export function twoSidedP(z: number, df = Infinity): number {
  if (Number.isNaN(z)) return NaN
  const below = -Math.abs(z)
  return 2 * (df === Infinity ? normalCdf(below, 0, 1) : df > 0 ? tCdf(below, df) : NaN)
}

/** Chance that a standard normal, or Student's t with these degrees of freedom, lies below z. */
export const chanceBelow = (z: number, df = Infinity): number =>
  df === Infinity ? normalCdf(z, 0, 1) : tCdf(z, df)

/** The z below which a standard normal lies with this chance. */
export const normalAt = (chance: number): number => normalQuantile(chance, 0, 1)
