/** The records of one piece of separated text, without the blank ones. */
import { ByteCells } from '../rows/cells.ts'
import type { Tokens } from '../rows/cells.ts'
import type { Spans } from '../rows/columns.ts'
import type { ByteDict } from '../../core/base/byteDict.ts'
import type { DateOrder } from '../meaning/dates.ts'
import type { Batch } from '../rows/table.ts'
import type { FastColumns } from './fastColumns.ts'

/** Where spans are written, one batch after the other. */
export interface Room {
  from: Int32Array
  to: Int32Array
}

/** Those records as a batch. A class, because closures made anew for each piece would be compiled anew for each file. */
export class Piece implements Batch {
  readonly share: number
  readonly n: number
  /** records of the title that are still to be passed over */
  readonly toSkip: number
  readonly #cells: ByteCells
  readonly #tokens: Tokens
  readonly #keep: Int32Array
  readonly #room: Room
  readonly #fast: FastColumns | undefined
  #rows: Int32Array | undefined
  #records = new Int32Array(0)

  /**
   * `skip`: so many records at the top are passed over; `room`: where spans are written; `fast` where it can read the
   * columns of this piece.
   */
  constructor(
    bytes: Uint8Array,
    tokens: Tokens,
    share: number,
    quote: number,
    skip: number,
    room: Room,
    fast?: FastColumns,
  ) {
    const cells = new ByteCells(bytes, tokens, quote)
    const keep = new Int32Array(tokens.n)
    let n = 0
    for (let i = 0; i < tokens.n; i++) {
      if (tokens.rows[i + 1] - tokens.rows[i] === 1 && cells.place(i).text(0) === '') continue
      if (skip > 0) skip--
      else keep[n++] = i
    }
    this.share = share
    this.n = n
    this.toSkip = skip
    this.#cells = cells
    this.#tokens = tokens
    this.#keep = keep
    this.#room = room
    this.#fast = fast
  }

  line(i: number): number {
    return this.#tokens.lines[this.#keep[i]]
  }

  at(i: number): ByteCells {
    return this.#cells.place(this.#keep[i])
  }

  spans(column: number, rows: Int32Array): Spans {
    const room = this.#room
    const records = this.#recordsOf(rows)
    if (room.from.length < rows.length) {
      room.from = new Int32Array(rows.length)
      room.to = new Int32Array(rows.length)
    }
    this.#cells.spans(column, records, room.from, room.to)
    return { bytes: this.#cells.bytes, from: room.from, to: room.to }
  }

  numbers(column: number): Float64Array | undefined {
    if (!this.#fast) return undefined
    this.#rows = undefined
    this.#fast.choose(this.#keep.subarray(0, this.n))
    return this.#fast.numbers(column, this.n)
  }

  knowMoments(column: number, order: DateOrder): void {
    if (!this.#fast) return
    this.#rows = undefined
    const keep = this.#keep
    this.#fast.choose(keep.subarray(0, this.n))
    const told = this.#fast.stamps(column, this.n, order)
    const moments = new Int32Array(this.#tokens.n)
    if (this.n === moments.length) moments.set(told)
    else for (let i = 0; i < told.length; i++) moments[keep[i]] = told[i]
    this.#cells.know(column, moments)
  }

  codes(column: number, rows: Int32Array, dict: ByteDict, into: Uint32Array, at: number): boolean {
    if (!this.#fast) return false
    this.#recordsOf(rows)
    return this.#fast.codes(column, rows.length, dict, this.#cells, into, at)
  }

  copied(column: number, rows: Int32Array, used: number): ReturnType<FastColumns['copied']> | undefined {
    if (!this.#fast) return undefined
    this.#recordsOf(rows)
    return this.#fast.copied(column, rows.length, used, this.#cells)
  }

  /** The records of these rows, which are most often those asked for before. */
  #recordsOf(rows: Int32Array): Int32Array {
    if (rows === this.#rows) return this.#records
    this.#rows = rows
    const records = (this.#records = new Int32Array(rows.length))
    for (let k = 0; k < rows.length; k++) records[k] = this.#keep[rows[k]]
    this.#fast?.choose(records)
    return records
  }
}
