/** Equal points found once, so that what costs per point is done once: open data repeats them a hundred-fold. */
import { firstEqual, numbered, surelyAlone } from '../../core/base/equalRows.ts'

/** `of[i]` is the number of row i's point; `first[k]` a row that lies at point k, `rows[k]` how many lie there. */
export interface DistinctPoints {
  readonly of: Int32Array
  readonly first: Uint32Array
  readonly rows: Uint32Array
}

/** Rows from which memory counts for more than time. */
const LARGE = 1 << 20

/** A hash of two numbers by their bits; 0 and −0 are one number, and have one hash. */
function hashOf(x: number, y: number, bitsX: Uint32Array, bitsY: Uint32Array, i: number): number {
  let h = x === 0 ? 0 : Math.imul(bitsX[2 * i] ^ (bitsX[2 * i + 1] * 31), 0x9e3779b1)
  h ^= h >>> 15
  if (y !== 0) h ^= bitsY[2 * i] ^ (bitsY[2 * i + 1] * 17)
  h = Math.imul(h, 0x85ebca6b)
  return h ^ (h >>> 13)
}

/** How many rows surely lie at a point of their own: at least so many. Cheaper than the points. */
export function rowsAlone(x: Float64Array, y: Float64Array): number {
  const bitsX = new Uint32Array(x.buffer, x.byteOffset, x.length * 2)
  const bitsY = new Uint32Array(y.buffer, y.byteOffset, y.length * 2)
  return surelyAlone(x.length, (i) => hashOf(x[i], y[i], bitsX, bitsY, i))
}

/** Numbers the distinct pairs of two columns by a hash over their bits. */
export function distinctPoints(x: Float64Array, y: Float64Array, start = 0, end = x.length): DistinctPoints {
  if (end - start < LARGE) return amongFew(x, y, start, end)
  const bitsX = new Uint32Array(x.buffer, x.byteOffset, x.length * 2)
  const bitsY = new Uint32Array(y.buffer, y.byteOffset, y.length * 2)
  const hash = (row: number) => hashOf(x[start + row], y[start + row], bitsX, bitsY, start + row)
  const same = (a: number, b: number) => x[start + a] === x[start + b] && y[start + a] === y[start + b]
  const { of, first } = numbered(firstEqual(end - start, hash, same))
  if (start > 0) for (let k = 0; k < first.length; k++) first[k] += start
  const rows = new Uint32Array(first.length)
  for (let i = 0; i < of.length; i++) rows[of[i]]++
  return { of, first, rows }
}

/** The same with the points copied close together, where what they are compared with is near at hand. */
function amongFew(x: Float64Array, y: Float64Array, start: number, end: number): DistinctPoints {
  const bitsX = new Uint32Array(x.buffer, x.byteOffset, x.length * 2)
  const bitsY = new Uint32Array(y.buffer, y.byteOffset, y.length * 2)
  // grows with the points, of which there may be few
  let size = 1 << 12
  let table = new Int32Array(size).fill(-1)
  let hashes = new Int32Array(size)
  let points = new Float64Array(size + 2)
  let rows = new Uint32Array(size)
  const of = new Int32Array(end - start)
  const first = new Uint32Array(end - start)
  let k = 0
  for (let i = start; i < end; i++) {
    const h = hashOf(x[i], y[i], bitsX, bitsY, i)
    let at = h & (size - 1)
    let p = table[at]
    while (p >= 0 && (points[2 * p] !== x[i] || points[2 * p + 1] !== y[i])) {
      at = (at + 1) & (size - 1)
      p = table[at]
    }
    if (p < 0) {
      p = table[at] = k
      hashes[at] = h
      points[2 * k] = x[i]
      points[2 * k + 1] = y[i]
      first[k++] = i
      if (k * 2 > size) {
        const [codes, old] = [table, hashes]
        size *= 4
        table = new Int32Array(size).fill(-1)
        hashes = new Int32Array(size)
        const more = new Float64Array(size + 2)
        more.set(points)
        points = more
        const counted = new Uint32Array(size)
        counted.set(rows)
        rows = counted
        for (let from = 0; from < codes.length; from++) {
          if (codes[from] < 0) continue
          let free = old[from] & (size - 1)
          while (table[free] >= 0) free = (free + 1) & (size - 1)
          table[free] = codes[from]
          hashes[free] = old[from]
        }
      }
    }
    of[i - start] = p
    rows[p]++
  }
  return { of, first: first.slice(0, k), rows: rows.slice(0, k) }
}
