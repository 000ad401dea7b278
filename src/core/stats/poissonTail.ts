/** Probabilities of Poisson counts by their recursion: apart from poisson.ts, whose special functions a reader of files need not fetch. */

/** Poisson probabilities of all counts that matter: what is left out sums to less than 1e-13. */
export function poissonTerms(mean: number): { from: number; p: Float64Array } {
  const reach = 9 * Math.sqrt(mean) + 20
  const from = Math.max(0, Math.floor(mean - reach))
  const to = Math.ceil(mean + reach)
  const p = new Float64Array(to - from + 1)
  // log of mean^from · e^−mean / from!
  let log = -mean
  for (let k = 1; k <= from; k++) log += Math.log(mean / k)
  for (let k = from; k <= to; k++) {
    if (k > from) log += Math.log(mean / k)
    p[k - from] = Math.exp(log)
  }
  return { from, p }
}

/** P(X ≥ count) of a Poisson count of this mean, summed on the shorter side; exact to 1e-12. `count` is whole. */
export function poissonAtLeast(count: number, mean: number): number {
  if (count <= 0) return 1
  if (!(mean > 0)) return 0
  const { from, p } = poissonTerms(mean)
  const at = Math.max(0, count - from)
  const sumOf = (terms: Float64Array) => terms.reduce((sum, v) => sum + v, 0)
  return count > mean ? Math.min(1, sumOf(p.subarray(at))) : Math.max(0, 1 - sumOf(p.subarray(0, at)))
}
