/** How uncertain a small count is. */
import logGamma from '@stdlib/math-base-special-gammaln'

/**
 * Regularised lower incomplete gamma P(a, x): series below a + 1, continued fraction (modified Lentz) above. By hand,
 * because @stdlib/math-base-special-gammainc 0.3.1 errs by 4 in 100,000 for shapes above a thousand
 * (P(1431.2, 1531.5); the test has the digits), which moves the limits of counts that large.
 */
export function gammaP(a: number, x: number): number {
  if (!(x > 0)) return 0
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let k = 1; term > sum * 1e-16 && k < 10_000; k++) {
      term *= x / (a + k)
      sum += term
    }
    return Math.min(1, front * sum)
  }
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let f = d
  for (let k = 1; k < 10_000; k++) {
    const an = -k * (k - a)
    b += 2
    d = 1 / (an * d + b || 1e-300)
    c = b + an / c || 1e-300
    const step = c * d
    f *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return Math.max(0, 1 - front * f)
}

/** The x with P(a, x) = p, by halving: slow and sure. */
function gammaQuantile(a: number, p: number): number {
  let [low, high] = [0, a + 10 * Math.sqrt(a) + 20]
  for (let k = 0; k < 200 && high - low > 1e-12 * high; k++) {
    const middle = (low + high) / 2
    if (gammaP(a, middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Exact (Garwood) interval of a Poisson mean given a count: never too narrow. A count with fractions, such as
 * a sum of aoristic shares, is taken through the same gamma quantiles.
 */
export function poissonInterval(count: number, level = 0.95): readonly [low: number, high: number] {
  const tail = (1 - level) / 2
  return [count > 0 ? gammaQuantile(count, tail) : 0, gammaQuantile(count + 1, 1 - tail)]
}
