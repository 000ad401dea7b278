/** Concentration: how much of the whole the worst few areas hold. */

export interface LorenzCurve {
  /** share of areas, worst first, 0..1; begins at 0 */
  readonly x: Float64Array
  /** share of incidents those areas hold, 0..1 */
  readonly y: Float64Array
  /** areas, those without any included */
  readonly n: number
  readonly total: number
}

/** The curve of counts per area, worst area first. Areas without incidents belong in the list: they are part of the n. */
export function lorenzCurve(counts: ArrayLike<number>): LorenzCurve {
  const sorted = Float64Array.from(counts).sort().reverse()
  const n = sorted.length
  const total = sorted.reduce((a, b) => a + b, 0)
  const x = new Float64Array(n + 1)
  const y = new Float64Array(n + 1)
  let sum = 0
  for (let i = 0; i < n; i++) {
    sum += sorted[i]
    x[i + 1] = (i + 1) / n
    y[i + 1] = total > 0 ? sum / total : 0
  }
  return { x, y, n, total }
}

/** Share of the whole held by the worst `share` of areas; between two areas by straight line. NaN without areas. */
export function shareInWorst(curve: LorenzCurve, share: number): number {
  if (curve.n === 0) return NaN
  const at = Math.min(curve.n, Math.max(0, share * curve.n))
  const i = Math.min(curve.n - 1, Math.floor(at))
  return curve.y[i] + (at - i) * (curve.y[i + 1] - curve.y[i])
}
