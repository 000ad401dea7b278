/** Tail probabilities of the normal distribution, to full double precision also far out. */

/** Complementary error function for x ≥ 0: series below 2.5, continued fraction (modified Lentz) above. */
function erfc(x: number): number {
  const x2 = x * x
  if (x < 2.5) {
    let term = x
    let sum = x
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= (2 * x2) / (2 * k + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x2) * sum
  }
  // erfc = exp(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …))))
  let f = x
  let c = x
  let d = 0
  for (let k = 1; k < 200; k++) {
    const a = k / 2
    d = 1 / (x + a * d)
    c = x + a / c
    const step = c * d
    f *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return Math.exp(-x2) / (Math.sqrt(Math.PI) * f)
}

/** Chance that a standard normal lies at least this far from 0 on either side. */
export const twoSided = (z: number): number => (Number.isNaN(z) ? NaN : erfc(Math.abs(z) / Math.SQRT2))
