/** The records of one piece of separated text, without the blank ones. */
import { ByteCells } from '../rows/cells.ts'
import type { Tokens } from '../rows/cells.ts'
import type { Spans } from '../rows/columns.ts'
import type { Batch } from '../rows/table.ts'

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
  #rows: Int32Array | undefined
  #records = new Int32Array(0)

  /** `skip`: so many records at the top are passed over; `room`: where spans are written. */
  constructor(bytes: Uint8Array, tokens: Tokens, share: number, quote: number, skip: number, room: Room) {
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
  }

  line(i: number): number {
    return this.#tokens.lines[this.#keep[i]]
  }

  at(i: number): ByteCells {
    return this.#cells.place(this.#keep[i])
  }

  spans(column: number, rows: Int32Array): Spans {
    const room = this.#room
    if (rows !== this.#rows) {
      this.#rows = rows
      const records = (this.#records = new Int32Array(rows.length))
      for (let k = 0; k < rows.length; k++) records[k] = this.#keep[rows[k]]
      if (room.from.length < rows.length) {
        room.from = new Int32Array(rows.length)
        room.to = new Int32Array(rows.length)
      }
    }
    this.#cells.spans(column, this.#records, room.from, room.to)
    return { bytes: this.#cells.bytes, from: room.from, to: room.to }
  }
}
