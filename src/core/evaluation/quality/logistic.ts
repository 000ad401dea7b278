/** Logistic regression by iterated weighted least squares: small tables, exact to the last digits. */

/** A fitted model. */
export interface Logistic {
  /** intercept first (where there is one), then one per column */
  readonly coef: Float64Array
  readonly se: Float64Array
  /** false where a column tells solved from unsolved without fail, or columns say the same: coefficients then mean nothing */
  readonly converged: boolean
}

/** The chance behind a log odds. */
export const chanceOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

/**
 * Fits y (0 or 1) to columns of numbers. `offset`: log odds taken as known per row. Without `intercept` the line passes
 * through the offset alone.
 */
export function fitLogistic(
  y: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
  { intercept = true, offset }: { intercept?: boolean; offset?: ArrayLike<number> } = {},
): Logistic {
  const n = y.length
  const lead = intercept ? 1 : 0
  const p = columns.length + lead
  const x = (i: number, k: number): number => (k < lead ? 1 : columns[k - lead][i])
  const coef = new Float64Array(p)
  let deviance = Infinity
  for (let round = 0; round < 50; round++) {
    const information = new Float64Array(p * p)
    const score = new Float64Array(p)
    let now = 0
    for (let i = 0; i < n; i++) {
      let eta = offset ? offset[i] : 0
      for (let k = 0; k < p; k++) eta += coef[k] * x(i, k)
      const mu = chanceOf(eta)
      const w = mu * (1 - mu)
      now -= 2 * Math.log(Math.max(1e-300, y[i] ? mu : 1 - mu))
      for (let a = 0; a < p; a++) {
        score[a] += (y[i] - mu) * x(i, a)
        for (let b = 0; b <= a; b++) information[a * p + b] += w * x(i, a) * x(i, b)
      }
    }
    for (let a = 0; a < p; a++)
      for (let b = a + 1; b < p; b++) information[a * p + b] = information[b * p + a]
    const inverse = inverseOf(information, p)
    if (!inverse) break
    const done = Math.abs(deviance - now) < 1e-12 * (Math.abs(now) + 0.1)
    deviance = now
    for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) coef[a] += inverse[a * p + b] * score[b]
    if (!coef.every((c) => Math.abs(c) < 30)) break
    if (done)
      return { coef, se: Float64Array.from(coef, (_, a) => Math.sqrt(inverse[a * p + a])), converged: true }
  }
  return { coef, se: new Float64Array(p).fill(NaN), converged: false }
}

/** Inverse of a symmetric positive p × p matrix (Gauss–Jordan with pivots); undefined when it has none. */
function inverseOf(matrix: Float64Array, p: number): Float64Array | undefined {
  const a = matrix.slice()
  const out = new Float64Array(p * p)
  for (let i = 0; i < p; i++) out[i * p + i] = 1
  const swap = (m: Float64Array, r: number, s: number): void => {
    for (let k = 0; k < p; k++) {
      const held = m[r * p + k]
      m[r * p + k] = m[s * p + k]
      m[s * p + k] = held
    }
  }
  for (let c = 0; c < p; c++) {
    let pivot = c
    for (let r = c + 1; r < p; r++) if (Math.abs(a[r * p + c]) > Math.abs(a[pivot * p + c])) pivot = r
    const head = a[pivot * p + c]
    if (!(Math.abs(head) > 1e-10 * Math.max(1, matrix[c * p + c]))) return undefined
    swap(a, c, pivot)
    swap(out, c, pivot)
    for (let k = 0; k < p; k++) {
      a[c * p + k] /= head
      out[c * p + k] /= head
    }
    for (let r = 0; r < p; r++) {
      const factor = a[r * p + c]
      if (r === c || factor === 0) continue
      for (let k = 0; k < p; k++) {
        a[r * p + k] -= factor * a[c * p + k]
        out[r * p + k] -= factor * out[c * p + k]
      }
    }
  }
  return out
}
