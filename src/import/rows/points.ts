/** Equal points found once, so that what costs per point is done once: open data repeats them a hundred-fold. */
import { firstEqual, numbered } from '../../core/base/equalRows.ts'

/** `of[i]` is the number of row i's point; `first[k]` a row that lies at point k. */
export interface DistinctPoints {
  readonly of: Int32Array
  readonly first: Uint32Array
}

/** Numbers the distinct pairs of two columns by a hash over their bits. */
export function distinctPoints(x: Float64Array, y: Float64Array, start = 0, end = x.length): DistinctPoints {
  const bitsX = new Uint32Array(x.buffer, x.byteOffset, x.length * 2)
  const bitsY = new Uint32Array(y.buffer, y.byteOffset, y.length * 2)
  const hash = (row: number) => {
    const i = 2 * (start + row)
    let h = Math.imul(bitsX[i] ^ (bitsX[i + 1] * 31), 0x9e3779b1)
    h = Math.imul(h ^ (h >>> 15) ^ bitsY[i] ^ (bitsY[i + 1] * 17), 0x85ebca6b)
    return h ^ (h >>> 13)
  }
  const same = (a: number, b: number) => x[start + a] === x[start + b] && y[start + a] === y[start + b]
  const { of, first } = numbered(firstEqual(end - start, hash, same))
  if (start > 0) for (let k = 0; k < first.length; k++) first[k] += start
  return { of, first }
}
