/** How likely chance alone gives so many. Apart from poisson.ts, whose library of special functions a reader of files need not fetch. */

/** ln n!, by its terms below 32, above by Stirling's series (error below 1e-12). */
function logFactorial(n: number): number {
  if (n < 32) {
    let product = 1
    for (let i = 2; i <= n; i++) product *= i
    return Math.log(product)
  }
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3)
}

/** P(X ≥ count) of a Poisson count of this mean: the sum of its terms, on the shorter side. `count` is whole. */
export function poissonAtLeast(count: number, mean: number): number {
  if (count <= 0) return 1
  if (!(mean > 0)) return 0
  const upper = count > mean
  const from = upper ? count : count - 1
  let term = Math.exp(from * Math.log(mean) - mean - logFactorial(from))
  let sum = 0
  for (let k = from; k >= 0 && term > sum * 1e-17; k += upper ? 1 : -1) {
    sum += term
    term *= upper ? mean / (k + 1) : k / mean
  }
  return upper ? Math.min(1, sum) : Math.max(0, 1 - sum)
}
