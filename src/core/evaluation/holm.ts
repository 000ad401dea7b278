/** Several outcomes looked at: what is left of each p (Holm 1979). */

/** Holm's adjusted p-values in the order given; NaN stays NaN and is not counted. */
export function holm(p: readonly number[]): number[] {
  const order = p
    .map((v, i) => [v, i] as const)
    .filter(([v]) => !Number.isNaN(v))
    .sort((a, b) => a[0] - b[0])
  const out = p.map(() => NaN)
  let most = 0
  order.forEach(([v, i], k) => {
    most = Math.max(most, Math.min(1, v * (order.length - k)))
    out[i] = most
  })
  return out
}
