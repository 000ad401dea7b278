/** Many tests at once: what is left of a p-value when thousands of cells are looked at. */
import { firstEqual, numbered } from '../base/equalRows.ts'

/**
 * Benjamini–Hochberg adjusted p-values: q = min over larger p of p·m/rank. NaN stays NaN and is not
 * counted in m. A test with q ≤ 0.05 belongs to a list in which 5% are expected to be false.
 */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  // cells that hold little share few figures: only those that differ are sorted
  const bits = new Uint32Array(p.buffer, p.byteOffset, 2 * p.length)
  const hash = (i: number) => {
    const h = Math.imul(bits[2 * i] ^ Math.imul(bits[2 * i + 1], 0x85ebca6b), 0x9e3779b1)
    return h ^ (h >>> 15)
  }
  const missing = (i: number) => p[i] !== p[i]
  const { of, first } = numbered(firstEqual(p.length, hash, (a, b) => p[a] === p[b], missing))
  const sorted = Float64Array.from(first, (i) => p[i]).sort()
  const rank = new Uint32Array(first.length)
  for (let k = 0; k < first.length; k++) {
    let lo = 0
    for (let hi = sorted.length - 1; lo < hi;) {
      const mid = (lo + hi) >> 1
      if (sorted[mid] < p[first[k]]) lo = mid + 1
      else hi = mid
    }
    rank[k] = lo
  }
  // ties share the rank of the last of them
  const upTo = new Uint32Array(sorted.length)
  let m = 0
  for (const k of of)
    if (k >= 0) {
      upTo[rank[k]]++
      m++
    }
  for (let r = 1; r < upTo.length; r++) upTo[r] += upTo[r - 1]
  const adjusted = new Float64Array(sorted.length)
  for (let r = sorted.length - 1, least = 1; r >= 0; r--)
    adjusted[r] = least = Math.min(least, (sorted[r] * m) / upTo[r])
  const q = new Float64Array(p.length)
  for (let i = 0; i < q.length; i++) q[i] = of[i] < 0 ? NaN : adjusted[rank[of[i]]]
  return q
}
