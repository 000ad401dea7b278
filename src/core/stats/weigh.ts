/** The inner loop of a symmetric kernel that is a product of one factor per axis: weighted sums along rows, then across. */

/** Cells added to a row that is to be summed across: widths of powers of two contend for the same lines of a core's cache. */
export const PADDING = 8

/**
 * Writes n sums weight[0] · from[at] + Σ weight[t] · (from[at − t·step] + from[at + t·step]), at = mid, mid + 1, …: with a
 * step of 1 along a row, with the width of a row across it. Every sum is added up in the order of the weights; eight at a
 * time, so that they stay in registers until all weights are through.
 */
export function weigh(
  from: Float64Array,
  mid: number,
  step: number,
  weight: Float64Array,
  out: Float64Array,
  to: number,
  n: number,
): void {
  let c = 0
  for (; c + 8 <= n; c += 8) {
    let a = mid + c
    let b = a
    const w0 = weight[0]
    let [s0, s1, s2, s3] = [w0 * from[a], w0 * from[a + 1], w0 * from[a + 2], w0 * from[a + 3]]
    let [s4, s5, s6, s7] = [w0 * from[a + 4], w0 * from[a + 5], w0 * from[a + 6], w0 * from[a + 7]]
    for (let t = 1; t < weight.length; t++) {
      a -= step
      b += step
      const w = weight[t]
      s0 += w * (from[a] + from[b])
      s1 += w * (from[a + 1] + from[b + 1])
      s2 += w * (from[a + 2] + from[b + 2])
      s3 += w * (from[a + 3] + from[b + 3])
      s4 += w * (from[a + 4] + from[b + 4])
      s5 += w * (from[a + 5] + from[b + 5])
      s6 += w * (from[a + 6] + from[b + 6])
      s7 += w * (from[a + 7] + from[b + 7])
    }
    const o = to + c
    out[o] = s0
    out[o + 1] = s1
    out[o + 2] = s2
    out[o + 3] = s3
    out[o + 4] = s4
    out[o + 5] = s5
    out[o + 6] = s6
    out[o + 7] = s7
  }
  for (; c < n; c++) {
    let sum = weight[0] * from[mid + c]
    for (let t = 1; t < weight.length; t++)
      sum += weight[t] * (from[mid + c - t * step] + from[mid + c + t * step])
    out[to + c] = sum
  }
}
