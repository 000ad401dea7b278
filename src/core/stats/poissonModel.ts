/** A Poisson regression of a few columns with an offset: iteratively reweighted least squares. */

/** A fitted model: coefficients in the order of the columns. */
export interface PoissonModel {
  readonly coef: Float64Array
  /** taking counts as Poisson */
  readonly se: Float64Array
  /** of the coefficients, row by row, taking counts as Poisson */
  readonly covariance: Float64Array
  readonly mu: Float64Array
  /** Pearson's χ² ÷ df */
  readonly phi: number
  readonly df: number
}

/**
 * ln μ = Σ coefficient × column + offset. Equals R's glm(…, poisson). Undefined where the columns depend on one
 * another or the counts are all 0.
 */
export function fitPoisson(
  columns: readonly ArrayLike<number>[],
  count: ArrayLike<number>,
  offset: ArrayLike<number>,
): PoissonModel | undefined {
  const [n, p] = [count.length, columns.length]
  const mu = Float64Array.from(count, (y) => y + 0.1)
  const eta = mu.map(Math.log)
  let coef = new Float64Array(p)
  let inverse: Float64Array | undefined
  for (let round = 0; round < 100; round++) {
    const [a, b] = [new Float64Array(p * p), new Float64Array(p)]
    for (let i = 0; i < n; i++) {
      const z = eta[i] - offset[i] + (count[i] - mu[i]) / mu[i]
      for (let r = 0; r < p; r++) {
        const w = mu[i] * columns[r][i]
        b[r] += w * z
        for (let c = 0; c <= r; c++) a[r * p + c] += w * columns[c][i]
      }
    }
    inverse = inverseOf(a, p)
    if (!inverse) return undefined
    const next = new Float64Array(p)
    for (let r = 0; r < p; r++) for (let c = 0; c < p; c++) next[r] += inverse[r * p + c] * b[c]
    let most = 0
    for (let r = 0; r < p; r++) most = Math.max(most, Math.abs(next[r] - coef[r]))
    coef = next
    for (let i = 0; i < n; i++) {
      eta[i] = offset[i]
      for (let r = 0; r < p; r++) eta[i] += coef[r] * columns[r][i]
      mu[i] = Math.exp(eta[i])
    }
    if (!Number.isFinite(most)) return undefined
    if (most < 1e-12) break
  }
  let chi = 0
  for (let i = 0; i < n; i++) chi += (count[i] - mu[i]) ** 2 / mu[i]
  const df = n - p
  return {
    coef,
    se: coef.map((_, r) => Math.sqrt(inverse![r * p + r])),
    covariance: inverse!,
    mu,
    phi: chi / df,
    df,
  }
}

/** Inverse of a symmetric positive matrix given by its lower half (Cholesky); undefined where it has none. */
function inverseOf(a: Float64Array, p: number): Float64Array<ArrayBuffer> | undefined {
  const l = new Float64Array(p * p)
  for (let r = 0; r < p; r++)
    for (let c = 0; c <= r; c++) {
      let sum = a[r * p + c]
      for (let k = 0; k < c; k++) sum -= l[r * p + k] * l[c * p + k]
      if (r !== c) l[r * p + c] = sum / l[c * p + c]
      else if (sum > 1e-10 * a[r * p + r]) l[r * p + r] = Math.sqrt(sum)
      else return undefined
    }
  const inverse = new Float64Array(p * p)
  for (let e = 0; e < p; e++) {
    const x = new Float64Array(p)
    for (let r = 0; r < p; r++) {
      let sum = r === e ? 1 : 0
      for (let k = 0; k < r; k++) sum -= l[r * p + k] * x[k]
      x[r] = sum / l[r * p + r]
    }
    for (let r = p - 1; r >= 0; r--) {
      let sum = x[r]
      for (let k = r + 1; k < p; k++) sum -= l[k * p + r] * x[k]
      x[r] = sum / l[r * p + r]
    }
    for (let r = 0; r < p; r++) inverse[r * p + e] = x[r]
  }
  return inverse
}
