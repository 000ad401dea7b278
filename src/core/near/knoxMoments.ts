/** Exact expectation and standard deviation of a Knox cell when the dates are shuffled among the places. */
import type { GraphSums } from './knoxDays.ts'

/** Mean and standard deviation over all n! orders of the dates. */
export interface Moments {
  readonly mean: number
  readonly sd: number
}

/**
 * Moments of the number of pairs in both graphs at once, n points each. From the sums alone:
 * mean = mS·mT/N, E[X²] = mean + As·At/[n(n−1)(n−2)] + 4·Bs·Bt/[n(n−1)(n−2)(n−3)], N = n(n−1)/2,
 * A = Σ d(d−1), B = m(m−1) − A (Barton & David 1966). In whole numbers of any size, because the variance
 * is a small difference of large terms.
 */
export function momentsOf(n: number, space: GraphSums, time: GraphSums): Moments {
  if (n < 2) return { mean: 0, sd: 0 }
  const [mS, mT] = [BigInt(space.pairs), BigInt(time.pairs)]
  const big = BigInt(n)
  const pairs = (big * (big - 1n)) / 2n
  const mean = Number(mS * mT) / Number(pairs)
  const [aS, aT] = [space.paths, time.paths]
  const [bS, bT] = [mS * (mS - 1n) - aS, mT * (mT - 1n) - aT]
  // each term over the common divisor 2 · pairs² · two · three; with n < 4 the missing terms are 0
  const two = n > 2 ? big - 2n : 1n
  const three = n > 3 ? big - 3n : 1n
  const divisor = 2n * pairs * pairs * two * three
  let sum = 2n * pairs * two * three * mS * mT - 2n * two * three * mS * mS * mT * mT
  if (n > 2) sum += pairs * three * aS * aT
  if (n > 3) sum += 4n * pairs * bS * bT
  return { mean, sd: Math.sqrt(Math.max(0, Number(sum) / Number(divisor))) }
}
