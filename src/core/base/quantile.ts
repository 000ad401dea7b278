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

/** Columns longer than this are looked at by pieces of their range instead of sorted. */
const LONG = 100_000
const PIECES = 1 << 16

/** The same of a column in any order, none of it NaN: of a long one only the pieces of its range that matter are sorted. */
export function quantilesOf(values: Float64Array, shares: readonly number[]): number[] {
  const n = values.length
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    if (values[i] < low) low = values[i]
    if (values[i] > high) high = values[i]
  }
  const per = PIECES / (high - low)
  if (n <= LONG || !Number.isFinite(per)) {
    const sorted = values.slice().sort()
    return shares.map((s) => quantile(sorted, s))
  }
  // the largest alone falls in the last
  const counts = new Uint32Array(PIECES + 1)
  for (let i = 0; i < n; i++) counts[((values[i] - low) * per) | 0]++
  const starts = new Float64Array(PIECES + 2)
  for (let p = 0; p <= PIECES; p++) starts[p + 1] = starts[p] + counts[p]
  const pieceOf = (k: number): number => {
    let p = 0
    for (let hi = PIECES; p < hi;) {
      const mid = (p + hi) >> 1
      if (starts[mid + 1] <= k) p = mid + 1
      else hi = mid
    }
    return p
  }
  const places = shares.map((share) => {
    const at = (n - 1) * share
    const k = Math.floor(at)
    return { k, next: Math.min(k + 1, n - 1), share: at - k }
  })
  const wanted = new Map(
    places.flatMap(({ k, next }) => [pieceOf(k), pieceOf(next)]).map((p) => [p, new Float64Array(counts[p])]),
  )
  const is = new Uint8Array(PIECES + 1)
  for (const p of wanted.keys()) is[p] = 1
  counts.fill(0)
  for (let i = 0; i < n; i++) {
    const p = ((values[i] - low) * per) | 0
    if (is[p]) wanted.get(p)![counts[p]++] = values[i]
  }
  for (const list of wanted.values()) list.sort()
  /** the k-th of all, from 0 */
  const kth = (k: number): number => wanted.get(pieceOf(k))![k - starts[pieceOf(k)]]
  return places.map(({ k, next, share }) => kth(k) + share * (kth(next) - kth(k)))
}

/** The middle one of some numbers; of two the larger, so that it is one of them. NaN of none. */
export const medianOf = (values: Iterable<number>): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? NaN : sorted[sorted.length >> 1]
}
