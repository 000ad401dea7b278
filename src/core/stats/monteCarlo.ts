/** What random permutations say: the one home of the Monte-Carlo p-value. */

/**
 * One-sided p of r simulated values at least as large as the observed one, among n: (r + 1) / (n + 1).
 * The observed arrangement is one of those possible, so p is never 0. NaN when nothing was simulated.
 */
export const pValue = (r: number, n: number): number => (n > 0 ? (r + 1) / (n + 1) : NaN)

/** Mean, median and how many values are at least `observed`. */
export interface Spread {
  readonly mean: number
  readonly median: number
  readonly atLeast: number
}

/** Sums up simulated values; mean and median are NaN when there are none. */
export const spreadOf = (values: Float64Array, observed: number): Spread =>
  spreadOfSorted(values.slice().sort(), observed)

/** The same of values in rising order. */
export function spreadOfSorted(sorted: Float64Array, observed: number): Spread {
  const n = sorted.length
  if (n === 0) return { mean: NaN, median: NaN, atLeast: 0 }
  let sum = 0
  let atLeast = 0
  for (const v of sorted) {
    sum += v
    if (v >= observed) atLeast++
  }
  const mid = n >> 1
  return { mean: sum / n, median: n % 2 ? sorted[mid] : (sorted[mid - 1] + sorted[mid]) / 2, atLeast }
}
