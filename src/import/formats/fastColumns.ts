/** The columns of a piece as its cutter's memory gives them: the questions, and what is remembered between them. */
import type { ByteDict } from '../../core/base/byteDict.ts'
import { minuteOf } from '../../core/base/time.ts'
import { DAYS, FIRST_YEAR, LAST_YEAR } from '../meaning/plainDates.ts'
import type { DateOrder } from '../meaning/plainDates.ts'
import type { Tokens } from '../rows/cells.ts'
import { PLACE, PLACES, PROBES, TOLD } from './columnsWasm.ts'
import type { Layout } from './columnsWasm.ts'

/** Months whose beginnings are known. */
export const MONTHS = (LAST_YEAR - FIRST_YEAR) * 12

type Asked = (column: number, i: number, n: number, more: number) => void

/** What the functions answer: by their names. */
export interface Exports {
  readonly codes: Asked
  readonly copy: Asked
  readonly numbers: Asked
  readonly stamps: Asked
}

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd']

/** Tables there is room for. */
const TABLES = 8
/** Bytes of the texts of a table. */
const TEXTS = 1 << 18
const TABLE = PLACES * PLACE + TEXTS
/** Bytes the tables take. */
export const TABLES_SIZE = TABLES * TABLE

/** What is known of a dictionary. */
interface Known {
  readonly at: number
  n: number
  used: number
  /** too few of its texts are known to be worth asking */
  off: boolean
}

/** The cells of the piece. */
interface PieceCells {
  readonly bytes: Uint8Array
  readonly tokens: Tokens
  /** Takes the doubled quotes out of a cell's bytes where they lie. */
  undouble(cell: number): void
}

/** Reads columns of the piece that was cut last. The answers are overwritten by the next question. */
export class FastColumns {
  readonly #l: Layout
  readonly #ask: Exports
  readonly #bytes: Uint8Array
  readonly #words: Int32Array
  readonly #state: Int32Array
  readonly #records: Int32Array
  readonly #answers: Uint32Array<ArrayBuffer>
  readonly #numbers: Float64Array
  readonly #texts: Uint8Array
  readonly #known = new Map<ByteDict, Known>()

  constructor(memory: ArrayBuffer, ask: Exports, l: Layout, most: number) {
    this.#l = l
    this.#ask = ask
    this.#bytes = new Uint8Array(memory)
    this.#words = new Int32Array(memory)
    this.#state = new Int32Array(memory, l.state, 5)
    this.#records = new Int32Array(memory, l.records, most)
    this.#answers = new Uint32Array(memory, l.answers, most)
    this.#numbers = new Float64Array(memory, l.numbers, most)
    this.#texts = new Uint8Array(memory, l.texts)
    new Float64Array(memory, l.powers, 32).forEach((_, i, powers) => {
      powers[i] = (i < 16 ? 1 : -1) * 10 ** (i % 16)
    })
    new Int32Array(memory, l.months, MONTHS).forEach((_, k, months) => {
      months[k] = minuteOf(FIRST_YEAR, k + 1, 1)
    })
    new Uint8Array(memory, l.days, 12).set(DAYS.slice(1))
  }

  /** Forgets the dictionaries of the last file. */
  forget(): void {
    this.#known.clear()
  }

  /** Says which records of the piece the next questions are about. */
  choose(records: Int32Array): void {
    this.#records.set(records)
  }

  /** The numbers of a column, as a number is read byte by byte; NaN where that says nothing. */
  numbers(column: number, n: number): Float64Array {
    this.#ask.numbers(column, 0, n, 0)
    return this.#numbers.subarray(0, n)
  }

  /** The moments of a column, told as in `STAMP`; -1 where the cell itself must be asked. */
  stamps(column: number, n: number, order: DateOrder): Uint32Array {
    this.#ask.stamps(column, 0, n, ORDERS.indexOf(order))
    return this.#answers.subarray(0, n)
  }

  /** Writes the codes of a column's texts; false where they are better looked up one by one. */
  codes(
    column: number,
    n: number,
    dict: ByteDict,
    cells: PieceCells,
    into: Uint32Array,
    at: number,
  ): boolean {
    const known = this.#table(dict)
    if (!known || known.off) return false
    const [state, answers] = [this.#state, this.#answers]
    let unknown = 0
    for (let i = 0; ;) {
      this.#ask.codes(column, i, n, known.at)
      i = state[TOLD.row]
      if (i >= n) break
      const cell = state[TOLD.cell]
      if (cells.tokens.quoted[cell] === 2) {
        cells.undouble(cell)
        continue
      }
      const [from, to] = [state[TOLD.from], state[TOLD.to]]
      const code = dict.codeOf(cells.bytes, from, to)
      answers[i++] = code
      unknown++
      this.#learn(known, state[TOLD.hash], from, to - from, code)
    }
    into.set(answers.subarray(0, n), at)
    if (known.n >= PLACES / 2 && unknown > n / 4) known.off = true
    return true
  }

  /** The texts of a column behind each other, and where each ends from `used` on. */
  copied(
    column: number,
    n: number,
    used: number,
    cells: PieceCells,
  ): { bytes: Uint8Array; ends: Uint32Array } {
    const state = this.#state
    // where the first text is copied to is not where it belongs
    let end = 0
    for (let i = 0; ;) {
      this.#ask.copy(column, i, n, end)
      i = state[TOLD.row]
      end = state[TOLD.from]
      if (i >= n) break
      cells.undouble(state[TOLD.cell])
    }
    const ends = this.#answers.subarray(0, n)
    if (used > 0) for (let i = 0; i < n; i++) ends[i] += used
    return { bytes: this.#texts.subarray(0, end), ends }
  }

  #table(dict: ByteDict): Known | undefined {
    let known = this.#known.get(dict)
    if (known || this.#known.size === TABLES) return known
    known = { at: this.#l.tables + this.#known.size * TABLE, n: 0, used: 0, off: false }
    this.#bytes.fill(0, known.at, known.at + PLACES * PLACE)
    this.#known.set(dict, known)
    return known
  }

  /** Puts a text into a table where there is room. */
  #learn(known: Known, hash: number, from: number, length: number, code: number): void {
    if (known.n >= PLACES / 2 || known.used + length > TEXTS) return
    const words = this.#words
    for (let k = 0; k < PROBES; k++) {
      const place = (known.at + ((hash + k) & (PLACES - 1)) * PLACE) >> 2
      if (words[place] !== 0) continue
      const text = known.at + PLACES * PLACE + known.used
      words[place] = code
      words[place + 1] = hash
      words[place + 2] = length
      words[place + 3] = text
      this.#bytes.copyWithin(text, this.#l.bytes + from, this.#l.bytes + from + length)
      known.n++
      known.used += (length + 15) & ~15
      return
    }
  }
}
