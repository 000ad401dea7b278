/** Equal texts of a column found by their bytes, so that what costs per text is done once and no string is made. */
import { firstEqual } from './equalRows.ts'
import { textEquals } from './text.ts'
import type { TextColumn } from './text.ts'

/** A hash of some bytes, taken four at a time; all its bits serve to pick a place in a table. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5 ^ (to - from)
  let i = from
  for (; i + 3 < to; i += 4) {
    const word = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24)
    h = Math.imul(h ^ word, 0x9e3779b1)
    h ^= h >>> 15
  }
  for (; i < to; i++) h = Math.imul(h ^ bytes[i], 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}

/** The first row with the text of each row of a column; -1 for empty ones. Cheaper than `TextIndex` where nothing is looked up afterwards. */
export function firstEqualText(column: TextColumn): Int32Array {
  const { bytes, offsets } = column
  return firstEqual(
    offsets.length - 1,
    (i) => hashBytes(bytes, offsets[i], offsets[i + 1]),
    (i, k) => textEquals(column, i, column, k),
    (i) => offsets[i] === offsets[i + 1],
  )
}

/** The distinct texts of a column, numbered in the order of their first rows. The empty text has no number: -1. */
export class TextIndex {
  readonly column: TextColumn
  /** number of the text of each row */
  readonly of: Int32Array
  /** a row that holds text k */
  readonly first: Uint32Array
  readonly #hashes: Uint32Array
  readonly #table: Int32Array

  constructor(column: TextColumn) {
    const n = column.offsets.length - 1
    this.column = column
    this.of = new Int32Array(n).fill(-1)
    // a column without any text needs no table
    let size = 16
    while (column.bytes.length > 0 && size < n * 2) size *= 2
    this.#table = new Int32Array(size).fill(-1)
    this.#hashes = new Uint32Array(n)
    const first = new Uint32Array(n)
    this.first = first
    const { bytes, offsets } = column
    let k = 0
    for (let i = 0; i < n; i++) {
      const [from, to] = [offsets[i], offsets[i + 1]]
      if (from === to) continue
      const hash = hashBytes(bytes, from, to)
      const at = this.#seek(bytes, from, to, hash)
      let code = this.#table[at]
      if (code < 0) {
        code = this.#table[at] = k
        this.#hashes[k] = hash
        first[k++] = i
      }
      this.of[i] = code
    }
    this.first = first.slice(0, k)
  }

  /** Number of a text of any column; -1 when this one does not hold it. */
  find(bytes: Uint8Array, from: number, to: number): number {
    return from === to ? -1 : this.#table[this.#seek(bytes, from, to, hashBytes(bytes, from, to))]
  }

  /** Place in the table where a text stands, or could. */
  #seek(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = this.#table.length - 1
    let at = hash & mask
    for (let code = this.#table[at]; code >= 0; code = this.#table[at]) {
      if (this.#hashes[code] === hash && this.#same(this.first[code], bytes, from, to)) break
      at = (at + 1) & mask
    }
    return at
  }

  #same(row: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { bytes: mine, offsets } = this.column
    const start = offsets[row]
    if (offsets[row + 1] - start !== to - from) return false
    for (let i = from, j = start; i < to; i++, j++) if (bytes[i] !== mine[j]) return false
    return true
  }
}
