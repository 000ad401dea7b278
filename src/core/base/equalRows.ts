/** Equal rows of a large table found piece by piece, each piece small enough to stay near at hand. */
import { giveBack } from './giveBack.ts'

/** Rows of a piece: its table of twice as many places fits the cache of a processor's core. */
const PIECE = 1 << 14

/** In place of a first row: the row counts as none, or has no equal. */
const NONE = -1
const ALONE = -2

/** Rows up to which a tally of their hashes lies near at hand, and places of that tally for each row. */
const TALLIED = 1 << 20
const PLACES = 4

/** Tallies the hashes of `n` rows: a row whose place was hit once has no equal. */
class Tally {
  readonly hits: Uint8Array
  readonly #mask: number

  constructor(n: number) {
    let size = 16
    while (size < n * PLACES) size *= 2
    this.hits = new Uint8Array(size)
    this.#mask = size - 1
  }

  place(h: number): number {
    return (h ^ (h >>> 16)) & this.#mask
  }

  add(h: number): void {
    const at = this.place(h)
    // one or more than one is all that is asked
    if (this.hits[at] < 2) this.hits[at]++
  }
}

/**
 * How many of `n` rows surely have no equal, by their hashes alone: at least so many, and nearly all of them where most have
 * none. Costs a fraction of finding out who equals whom.
 */
export function surelyAlone(n: number, hash: (row: number) => number): number {
  const tally = new Tally(n)
  for (let i = 0; i < n; i++) tally.add(hash(i))
  let alone = 0
  for (let k = 0; k < tally.hits.length; k++) if (tally.hits[k] === 1) alone++
  return alone
}

/**
 * The first row equal to each row: its own number where it is the first, -1 where `skip` says that it counts as none.
 * `hash` gives 32 bits, equal for equal rows; `same` compares two rows, the earlier one last. Ten million rows by one
 * table would wait for the memory at each of them.
 */
export function firstEqual(
  n: number,
  hash: (row: number) => number,
  same: (row: number, earlier: number) => boolean,
  skip?: (row: number) => boolean,
): Int32Array {
  const bits = Math.max(0, Math.min(12, Math.ceil(Math.log2(Math.max(1, n / PIECE)))))
  const shift = 32 - bits
  const pieces = 1 << bits
  const piece = (h: number) => (bits === 0 ? 0 : h >>> shift)
  const starts = new Uint32Array(pieces + 1)
  const first = new Int32Array(n)
  const tally = n <= TALLIED ? new Tally(n) : undefined
  // of millions of rows the hash lies where the answer will: it is asked for no more once that is known
  const hashes = tally ? new Uint32Array(n) : new Uint32Array(first.buffer)
  for (let i = 0; i < n; i++) {
    if (skip?.(i)) {
      first[i] = NONE
      continue
    }
    const h = hash(i)
    hashes[i] = h
    if (tally) tally.add(h)
    else starts[piece(h >>> 0) + 1]++
  }
  // numbers of crimes stand mostly once each: only the rest is looked for among each other
  if (tally)
    for (let i = 0; i < n; i++) {
      if (first[i] === NONE) continue
      if (tally.hits[tally.place(hashes[i])] > 1) starts[piece(hashes[i]) + 1]++
      else first[i] = ALONE
    }
  let largest = 0
  for (let p = 0; p < pieces; p++) {
    if (starts[p + 1] > largest) largest = starts[p + 1]
    starts[p + 1] += starts[p]
  }
  // rows of each piece, ascending, with their hashes beside them
  const order = new Uint32Array(starts[pieces])
  const beside = new Uint32Array(starts[pieces])
  const at = starts.slice(0, pieces)
  for (let i = 0; i < n; i++) {
    if (tally ? first[i] < 0 : skip?.(i)) continue
    const k = at[piece(hashes[i])]++
    order[k] = i
    beside[k] = hashes[i]
  }
  let size = 16
  while (size < largest * 2) size *= 2
  const whole = new Int32Array(size)
  for (let p = 0; p < pieces; p++) {
    const [from, to] = [starts[p], starts[p + 1]]
    let room = 16
    while (room < (to - from) * 2) room *= 2
    const mask = room - 1
    // 0 is free: places hold the number of an entry plus one
    const table = whole.subarray(0, room).fill(0)
    for (let k = from; k < to; k++) {
      const h = beside[k]
      const i = order[k]
      let place = h & mask
      let found = i
      for (let e = table[place]; e > 0; e = table[place]) {
        if (beside[e - 1] === h && same(i, order[e - 1])) {
          found = order[e - 1]
          break
        }
        place = (place + 1) & mask
      }
      if (found === i) table[place] = k + 1
      first[i] = found
    }
  }
  if (tally) for (let i = 0; i < n; i++) if (first[i] === ALONE) first[i] = i
  giveBack(order, beside)
  return first
}

/** Numbers the rows by their first equal one, in the order of those: `of` per row (-1 where there is none), `first` per number. */
export function numbered(firsts: Int32Array): { of: Int32Array; first: Uint32Array } {
  let k = 0
  for (let i = 0; i < firsts.length; i++) if (firsts[i] === i) k++
  const first = new Uint32Array(k)
  k = 0
  // an equal row stands earlier and is numbered already: the same array serves for both
  for (let i = 0; i < firsts.length; i++) {
    if (firsts[i] === i) {
      first[k] = i
      firsts[i] = k++
    } else if (firsts[i] >= 0) firsts[i] = firsts[firsts[i]]
  }
  return { of: firsts, first }
}
