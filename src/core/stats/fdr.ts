/** Many tests at once: what is left of a p-value when thousands of cells are looked at. */

/**
 * Benjamini–Hochberg adjusted p-values: q = min over larger p of p·m/rank. NaN stays NaN and is not
 * counted in m. A test with q ≤ 0.05 belongs to a list in which 5% are expected to be false.
 */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  const sorted = p.filter((v) => !Number.isNaN(v)).sort()
  const m = sorted.length
  const adjusted = new Float64Array(m)
  let least = 1
  for (let k = m - 1; k >= 0; k--) {
    least = Math.min(least, (sorted[k] * m) / (k + 1))
    adjusted[k] = least
  }
  // ties share the figure of the last of them, which is where the search must land
  return p.map((v) => {
    if (Number.isNaN(v)) return NaN
    let lo = 0
    for (let hi = m; lo < hi;) {
      const mid = (lo + hi) >> 1
      if (sorted[mid] <= v) lo = mid + 1
      else hi = mid
    }
    return adjusted[lo - 1]
  })
}
