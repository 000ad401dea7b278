/** Equal points found once, so that what costs per point is done once: open data repeats them a hundred-fold. */

/** `of[i]` is the number of row i's point; `first[k]` a row that lies at point k. */
export interface DistinctPoints {
  readonly of: Uint32Array
  readonly first: Uint32Array
}

/** Numbers the distinct pairs of two columns by an open-addressing hash over their bits. */
export function distinctPoints(x: Float64Array, y: Float64Array, start = 0, end = x.length): DistinctPoints {
  const n = end - start
  const bitsX = new Uint32Array(x.buffer, x.byteOffset, x.length * 2)
  const bitsY = new Uint32Array(y.buffer, y.byteOffset, y.length * 2)
  // grows with the points, of which there may be few: a small table stays near at hand
  let size = 1 << 12
  let table = new Int32Array(size).fill(-1)
  let hashes = new Int32Array(size)
  const of = new Uint32Array(n)
  const first = new Uint32Array(n)
  let k = 0
  for (let i = start; i < end; i++) {
    let h = Math.imul(bitsX[2 * i] ^ (bitsX[2 * i + 1] * 31), 0x9e3779b1)
    h = Math.imul(h ^ (h >>> 15) ^ bitsY[2 * i] ^ (bitsY[2 * i + 1] * 17), 0x85ebca6b)
    h ^= h >>> 13
    let at = h & (size - 1)
    let p = table[at]
    while (p >= 0 && (x[first[p]] !== x[i] || y[first[p]] !== y[i])) {
      at = (at + 1) & (size - 1)
      p = table[at]
    }
    if (p < 0) {
      p = table[at] = k
      hashes[at] = h
      first[k++] = i
      if (k * 2 > size) {
        const [points, old] = [table, hashes]
        size *= 4
        table = new Int32Array(size).fill(-1)
        hashes = new Int32Array(size)
        points.forEach((q, from) => {
          if (q < 0) return
          let free = old[from] & (size - 1)
          while (table[free] >= 0) free = (free + 1) & (size - 1)
          table[free] = q
          hashes[free] = old[from]
        })
      }
    }
    of[i - start] = p
  }
  return { of, first: first.slice(0, k) }
}
