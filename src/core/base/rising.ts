/** Sorting of the same kind of column again and again, or of its highest alone: by digits, noughts apart. */

/** Bits of a digit, and the digits of a number of 64 bits. */
const BITS = 11
const DIGITS = 6
const MASK = (1 << BITS) - 1

/** The upper half of a number above nothing, less its last bits: enough to tell the highest from the rest. */
const SHIFT = 18
const BUCKETS = 1 << (31 - SHIFT)
/** The upper half of what is above infinity: no number, or below nothing. */
const BEYOND = 0x7ff0_0001

/** Whole numbers below this are tallied, not sorted. */
const SMALL = 4096

/**
 * A sort for columns of n numbers, mostly not below nothing: each call gives them rising, in an array that the next call may
 * write over. With `most` perhaps the highest of them alone: at least so many, and every number that equals one of them. Maps
 * of crime are mostly noughts and hold few digits: a sort by comparing takes several times as long.
 */
export function risingOf(n: number): (values: Float64Array, most?: number) => Float64Array {
  const out = new Float64Array(n)
  let [a, b] = [new Float64Array(n), new Float64Array(n)]
  const counts = new Uint32Array(DIGITS << BITS)
  const buckets = new Uint32Array(BUCKETS)
  const tally = new Uint32Array(SMALL)
  return (values, most = n) => {
    let small = true
    for (let i = 0; small && i < n; i++)
      small = values[i] >= 0 && values[i] < SMALL && values[i] === (values[i] | 0)
    if (small) {
      tally.fill(0)
      for (let i = 0; i < n; i++) tally[values[i]]++
      for (let v = 0, at = 0; at < n; v++) out.fill(v, at, (at += tally[v]))
      return out
    }
    const halves = new Uint32Array(values.buffer, values.byteOffset, 2 * n)
    buckets.fill(0)
    let strange = false
    for (let i = 0; i < n; i++) {
      const high = halves[2 * i + 1]
      buckets[high >>> SHIFT]++
      if (high >= BEYOND) strange = true
    }
    // bits do not tell the order of what lies below nothing, or is no number
    if (strange) return values.slice().sort()
    // the lowest bucket that is needed; noughts lie in the lowest of all
    let bucket = BUCKETS - 1
    for (let sum = buckets[bucket]; bucket > 0 && sum < most;) sum += buckets[--bucket]
    const whole = bucket === 0
    let m = 0
    for (let i = 0; i < n; i++) if (halves[2 * i + 1] >>> SHIFT >= bucket && values[i] > 0) a[m++] = values[i]
    // numbers of one sign are in the order of their bits: those of the lower half first
    counts.fill(0)
    const bits = new Uint32Array(a.buffer)
    for (let i = 0; i < m; i++) {
      const [low, high] = [bits[2 * i], bits[2 * i + 1]]
      counts[low & MASK]++
      counts[(1 << BITS) + ((low >>> 11) & MASK)]++
      counts[(2 << BITS) + (((low >>> 22) | (high << 10)) & MASK)]++
      counts[(3 << BITS) + ((high >>> 1) & MASK)]++
      counts[(4 << BITS) + ((high >>> 12) & MASK)]++
      counts[(5 << BITS) + (high >>> 23)]++
    }
    for (let d = 0; d < DIGITS; d++) {
      const from = new Uint32Array(a.buffer)
      const at = counts.subarray(d << BITS, (d + 1) << BITS)
      if (m === 0 || at[digit(from[0], from[1], d)] === m) continue
      for (let k = 0, sum = 0; k < at.length; k++) {
        const held = at[k]
        at[k] = sum
        sum += held
      }
      for (let i = 0; i < m; i++) b[at[digit(from[2 * i], from[2 * i + 1], d)]++] = a[i]
      ;[a, b] = [b, a]
    }
    // what was left out lies below all that is here; what ties with it is none of it
    if (!whole) return a.subarray(0, m)
    out.fill(0, 0, n - m)
    out.set(a.subarray(0, m), n - m)
    return out
  }
}

/** The d-th digit of a number by its two halves, the lowest first. */
function digit(low: number, high: number, d: number): number {
  if (d === 0) return low & MASK
  if (d === 1) return (low >>> 11) & MASK
  if (d === 2) return ((low >>> 22) | (high << 10)) & MASK
  if (d === 3) return (high >>> 1) & MASK
  return d === 4 ? (high >>> 12) & MASK : high >>> 23
}
