/** Quantiles of rising numbers, and the plain middle: one home, since definitions differ. */

/**
 * The value below which a share 0..1 of rising numbers lies, straight between neighbours (Hyndman and Fan's type 7, the
 * default of R and NumPy); NaN of none.
 */
export function quantile(rising: ArrayLike<number>, share: number): number {
  const n = rising.length
  if (n === 0) return NaN
  const at = (n - 1) * share
  const k = Math.floor(at)
  return rising[k] + (at - k) * (rising[Math.min(k + 1, n - 1)] - rising[k])
}

/** The middle one of some numbers; of two the larger, so that it is one of them. NaN of none. */
export const medianOf = (values: Iterable<number>): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? NaN : sorted[sorted.length >> 1]
}
