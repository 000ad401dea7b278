/** Columns of a cut piece in WebAssembly: texts looked up, texts copied and numbers read where the cutter left them. */
import { op } from '../../core/base/assembler.ts'
import type { Code, Func } from '../../core/base/assembler.ts'
import type { ByteDict } from '../../core/base/byteDict.ts'
import { MINUTES_PER_DAY, minuteOf } from '../../core/base/time.ts'
import type { Tokens } from '../rows/cells.ts'
import { DAYS, FIRST_YEAR, LAST_YEAR, STAMP } from '../meaning/plainDates.ts'
import type { DateOrder } from '../meaning/plainDates.ts'

const { get, set, tee } = op

/** Where in the memory what lies that these functions read, as the cutter lays it out. */
export interface Layout {
  readonly state: number
  readonly from: number
  readonly to: number
  readonly rows: number
  readonly quoted: number
  readonly bytes: number
  /** the records asked for */
  readonly records: number
  /** answers, one for each of them: codes, or where texts end */
  readonly answers: number
  /** numbers, of eight bytes each */
  readonly numbers: number
  /** texts that are copied, behind each other */
  readonly texts: number
  /** powers of ten from 0 to 15, then the same below nought, as numbers of eight bytes */
  readonly powers: number
  /** minute at which each month from January 1970 on begins, four bytes each, then how many days months have, a byte each */
  readonly months: number
  readonly days: number
  /** tables of known texts, each followed by its texts */
  readonly tables: number
}

/** Months whose beginnings are known. */
export const MONTHS = (LAST_YEAR - FIRST_YEAR) * 12

/** Places of a table of known texts, a power of two. */
export const PLACES = 1 << 13
/** Bytes of a place: its code (0 is free), the hash of its text, the text's length and where it lies. */
export const PLACE = 16
/** So many places are looked at for a text. */
const PROBES = 16

/** What a function tells in the state: the row it stopped at, then what it found there. */
export const TOLD = { row: 0, from: 1, to: 2, hash: 3, cell: 4 } as const

/** Locals of all these functions: the first parameters, then these. */
const [COLUMN, I, N, LAST] = [0, 1, 2, 3]
const [RECORD, K, A, B, H, LEN, SLOT, P, Q, TRIES] = Array.from({ length: 10 }, (_, x) => x + 4)
const LONG = 14
const LOCALS = { params: 4, i32: 10, i64: 1, v128: 0 }

const byteAt = (l: Layout, local: number, behind = 0): Code => [get(local), op.load8(l.bytes + behind)]

/**
 * The cell of row I, blanks around it left away, in A and B; LEN is its length, 0 for a missing one. Leaves the loop over
 * the rows, `depth` blocks up, where doubled quotes stand inside.
 */
const findCell = (l: Layout, depth: number): Code => [
  [get(I), op.const(2), op.shl, op.load(l.records), op.const(2), op.shl, tee(RECORD)],
  [op.load(l.rows), get(COLUMN), op.add, set(K), op.const(0), tee(A), set(B)],
  [get(K), get(RECORD), op.load(l.rows + 4), op.ltU],
  op.if(
    [get(K), op.load8(l.quoted), op.const(2), op.eq, op.brIf(depth + 1)],
    [get(K), op.const(2), op.shl, tee(P), op.load(l.from), set(A), get(P), op.load(l.to), set(B)],
    op.block(
      op.loop(
        [get(A), get(B), op.geU, op.brIf(1), byteAt(l, A), op.const(32), op.gtU, op.brIf(1)],
        [get(A), op.const(1), op.add, set(A), op.br(0)],
      ),
    ),
    op.block(
      op.loop(
        [get(B), get(A), op.leU, op.brIf(1)],
        [get(B), op.const(1), op.sub, op.load8(l.bytes), op.const(32), op.gtU, op.brIf(1)],
        [get(B), op.const(1), op.sub, set(B), op.br(0)],
      ),
    ),
  ),
  [get(B), get(A), op.sub, set(LEN)],
]

const answer = (l: Layout, value: Code): Code => [[get(I), op.const(2), op.shl, value, op.store(l.answers)]]
const next: Code = [get(I), op.const(1), op.add, set(I), op.br(0)]
const tell = (l: Layout): Code =>
  [I, A, B, H, K].map((local, at) => [op.const(l.state), get(local), op.store(at * 4)])

/** A hash of the cell's first, middle and last eight bytes, which may overlap, and its length. */
const hash = (l: Layout): Code => [
  [get(LEN), op.const(8), op.ltU],
  op.ifElse(
    [
      [get(LEN), op.const(4), op.ltU],
      op.ifElse(
        [
          [byteAt(l, A), get(A), get(LEN), op.const(1), op.shrU, op.add, op.load8(l.bytes)],
          [op.const(8), op.shl, op.or, get(B), op.const(1), op.sub, op.load8(l.bytes)],
          [op.const(16), op.shl, op.or, op.extendU, set(LONG)],
        ],
        [
          [get(A), op.load(l.bytes), op.extendU, op.const64(32), op.shl64],
          [get(B), op.const(4), op.sub, op.load(l.bytes), op.extendU, op.or64, set(LONG)],
        ],
      ),
    ],
    [
      [get(A), op.load64(l.bytes), op.const64(0x9e3779b1), op.mul64],
      [get(B), op.const(8), op.sub, op.load64(l.bytes), op.xor64, op.const64(0x85ebca6b), op.mul64],
      [get(A), get(LEN), op.const(8), op.sub, op.const(1), op.shrU, op.add, op.load64(l.bytes)],
      [op.xor64, set(LONG)],
    ],
  ),
  [get(LONG), get(LEN), op.extendU, op.xor64, op.const64(0x27d4eb2f), op.mul64, tee(LONG)],
  [get(LONG), op.const64(32), op.shrU64, op.xor64, op.wrap, tee(H)],
  [get(H), op.const(15), op.shrU, op.xor, set(H)],
]

/** Leaves `depth` blocks where the text of the place SLOT is not that of the cell. P runs over the cell, Q over the text. */
const sameText = (l: Layout, depth: number): Code => {
  const differ: Code = [
    [get(P), op.loadV(l.bytes), get(Q), op.loadV(0), op.eq8, op.bits8, op.const(0xffff), op.xor],
  ]
  return [
    [get(A), set(P), get(SLOT), op.load(12), set(Q)],
    op.block(
      op.loop(
        [get(B), get(P), op.sub, op.const(16), op.leU, op.brIf(1)],
        [differ, op.brIf(depth + 2)],
        [get(P), op.const(16), op.add, set(P), get(Q), op.const(16), op.add, set(Q), op.br(0)],
      ),
    ),
    // of the last sixteen only those that belong to it: the others are shifted out
    [differ, op.const(32), get(B), get(P), op.sub, op.sub, op.shl, op.brIf(depth)],
  ]
}

/** codes(column, i, n, table): answers the codes of a column's texts, up to one that the table does not know. */
export const codesFunc = (l: Layout): Func => ({
  name: 'codes',
  ...LOCALS,
  body: [
    op.block(
      op.loop(
        [get(I), get(N), op.geU, op.brIf(1)],
        findCell(l, 1),
        [get(LEN), op.eqz],
        op.if([answer(l, op.const(0)), get(I), op.const(1), op.add, set(I), op.br(1)]),
        hash(l),
        [get(H), op.const(PLACES - 1), op.and, op.const(4), op.shl, get(LAST), op.add, set(SLOT)],
        [op.const(PROBES), set(TRIES)],
        op.block(
          op.loop(
            [get(SLOT), op.load(0), op.eqz, op.brIf(3)],
            op.block(
              [get(SLOT), op.load(4), get(H), op.ne, op.brIf(0)],
              [get(SLOT), op.load(8), get(LEN), op.ne, op.brIf(0)],
              sameText(l, 0),
              op.br(2),
            ),
            [get(TRIES), op.const(1), op.sub, tee(TRIES), op.eqz, op.brIf(3)],
            [get(SLOT), get(LAST), op.sub, op.const(PLACE), op.add, op.const(PLACES * PLACE - 1), op.and],
            [get(LAST), op.add, set(SLOT), op.br(0)],
          ),
        ),
        answer(l, [get(SLOT), op.load(0)]),
        next,
      ),
    ),
    tell(l),
  ],
})

/** copy(column, i, n, used): copies a column's texts behind each other and answers where each ends, from `used` on. */
export const copyFunc = (l: Layout): Func => ({
  name: 'copy',
  ...LOCALS,
  body: [
    op.block(
      op.loop(
        [get(I), get(N), op.geU, op.brIf(1)],
        findCell(l, 1),
        [get(A), set(P), get(LAST), set(Q)],
        // up to fifteen bytes more than there are, which the next text overwrites
        op.block(
          op.loop(
            [get(P), get(B), op.geU, op.brIf(1)],
            [get(Q), get(P), op.loadV(l.bytes), op.storeV(l.texts)],
            [get(P), op.const(16), op.add, set(P), get(Q), op.const(16), op.add, set(Q), op.br(0)],
          ),
        ),
        [get(LAST), get(LEN), op.add, set(LAST)],
        answer(l, get(LAST)),
        next,
      ),
    ),
    tell(l),
    [op.const(l.state), get(LAST), op.store(4)],
  ],
})

/** numbers(column, i, n, 0): answers the numbers of a column as `ByteCells.number` reads them; NaN where it asks a pattern. */
export const numbersFunc = (l: Layout): Func => {
  const [minus, digits, behindPoint, b] = [H, TRIES, Q, SLOT]
  return {
    name: 'numbers',
    ...LOCALS,
    body: op.block(
      op.loop(
        [get(I), get(N), op.geU, op.brIf(1)],
        op.block(
          op.block(
            findCell(l, 0),
            [get(LEN), op.eqz, op.brIf(0)],
            [op.const(0), tee(digits), set(behindPoint), op.const64(0), set(LONG)],
            [byteAt(l, A), op.const(45), op.eq, tee(minus), get(A), op.add, set(P)],
            op.block(
              op.loop(
                [get(P), get(B), op.geU, op.brIf(1)],
                [byteAt(l, P), op.const(48), op.sub, tee(b), op.const(10), op.ltU],
                op.ifElse(
                  [
                    [get(LONG), op.const64(10), op.mul64, get(b), op.extendU, op.add64, set(LONG)],
                    [get(digits), op.const(1), op.add, set(digits)],
                  ],
                  [
                    [get(b), op.const(-2), op.ne, get(behindPoint), op.or, op.brIf(3)],
                    [get(P), op.const(1), op.add, set(behindPoint)],
                  ],
                ),
                [get(P), op.const(1), op.add, set(P), op.br(0)],
              ),
            ),
            [get(digits), op.const(1), op.sub, op.const(15), op.geU, op.brIf(0)],
            [get(behindPoint)],
            op.if([get(B), get(behindPoint), op.sub, set(behindPoint)]),
            [get(I), op.const(3), op.shl, get(LONG), op.toFloat],
            [get(minus), op.const(4), op.shl, get(behindPoint), op.or, op.const(3), op.shl],
            [op.loadF(l.powers), op.divF, op.storeF(l.numbers), op.br(1)],
          ),
          [get(I), op.const(3), op.shl, op.nan, op.storeF(l.numbers)],
        ),
        next,
      ),
    ),
  }
}

/**
 * stamps(column, i, n, order): answers the moments of a column as `readPlainDate` reads those whose numbers have their
 * full width, told as in `STAMP`; -1 for all others. The order is 0 where days come first, 1 months, 2 years.
 */
export const stampsFunc = (l: Layout): Func => {
  // what findCell uses serves again when the cell is found
  const [yearFirst, bad, year, month, day, v, value, a, separator] = [RECORD, K, H, P, Q, TRIES, SLOT, LEN, B]
  /** the number of two figures at A and so many bytes, `bad` where one is none */
  const two = (behind: number, into: number): Code => [
    [get(A), op.load16(l.bytes + behind), op.const(0x3030), op.xor, tee(v), op.const(0x7676), op.add],
    [get(v), op.or, get(bad), op.or, set(bad)],
    [get(v), op.const(255), op.and, op.const(10), op.mul, get(v), op.const(8), op.shrU, op.add, set(into)],
  ]
  const isSeparator = (code: Code): Code => [[code, op.const(45), op.sub, tee(v), op.const(2), op.leU]]
  /** a sign at A that must be this one, else the cell is of another form: `out` blocks up */
  const must = (behind: number, sign: Code, out: number): Code => [
    byteAt(l, A, behind),
    sign,
    op.ne,
    op.brIf(out),
  ]
  const length = LONG
  const isLength = (n: number): Code => [get(length), op.wrap, op.const(n), op.eq]
  return {
    name: 'stamps',
    ...LOCALS,
    body: op.block(
      op.loop(
        [get(I), get(N), op.geU, op.brIf(1)],
        op.block(
          op.block(
            findCell(l, 0),
            [get(LEN), op.extendU, set(length), op.const(0), set(bad), op.const(-1), set(value)],
            [isLength(10), isLength(16), op.or, isLength(19), op.or, isLength(7), op.or, op.eqz, op.brIf(0)],
            [isSeparator(byteAt(l, A, 4)), set(yearFirst)],
            [get(yearFirst), op.eqz, isLength(7), op.and, op.brIf(0)],
            get(yearFirst),
            op.ifElse(
              [
                [two(0, year), two(2, a), two(5, month), byteAt(l, A, 4), set(separator)],
                [op.const(1), set(day)],
                isLength(7),
                op.ifElse(
                  [get(separator), op.const(46), op.eq, op.brIf(2)],
                  [two(8, day), must(7, get(separator), 2)],
                ),
                [op.const(STAMP.noOrder), set(value)],
              ],
              [
                [get(LAST), op.const(2), op.eq, op.brIf(1)],
                [byteAt(l, A, 2), set(separator), isSeparator(get(separator)), op.eqz, op.brIf(1)],
                must(5, get(separator), 1),
                [two(0, day), two(3, month), two(6, year), two(8, a)],
                // which of the two numbers can be no month
                [get(day), op.const(12), op.gtU, get(month), op.const(12), op.leU, op.and],
                [get(month), op.const(12), op.gtU, get(day), op.const(12), op.leU, op.and],
                [op.const(1), op.shl, op.or, set(value)],
                [get(LAST), op.const(1), op.eq],
                op.if([get(day), get(month), set(day), set(month)]),
              ],
            ),
            [get(year), op.const(100), op.mul, get(a), op.add, op.const(FIRST_YEAR), op.sub, tee(year)],
            [op.const(LAST_YEAR - FIRST_YEAR), op.geU, op.brIf(0)],
            [get(month), op.const(1), op.sub, tee(month), op.const(12), op.geU, op.brIf(0)],
            [get(day), op.const(1), op.sub, tee(day), get(month), op.load8(l.days), op.geU, op.brIf(0)],
            [get(year), op.const(12), op.mul, get(month), op.add, op.const(2), op.shl, op.load(l.months)],
            [get(day), op.const(MINUTES_PER_DAY), op.mul, op.add, set(year)],
            [get(length), op.wrap, op.const(10), op.gtU],
            op.if(
              [two(11, month), two(14, day), must(13, op.const(58), 1)],
              [
                byteAt(l, A, 10),
                op.const(32),
                op.ne,
                byteAt(l, A, 10),
                op.const(84),
                op.ne,
                op.and,
                op.brIf(1),
              ],
              [get(month), op.const(23), op.gtU, get(day), op.const(59), op.gtU, op.or, op.brIf(1)],
              isLength(19),
              op.if([must(16, op.const(58), 2), two(17, a)]),
              [get(year), get(month), op.const(60), op.mul, op.add, get(day), op.add, set(year)],
              [get(value), op.const(STAMP.hasTime), op.or, set(value)],
            ),
            isLength(7),
            op.if([get(value), op.const(STAMP.monthOnly), op.or, set(value)]),
            [get(bad), op.const(0x8080), op.and, op.brIf(0)],
            answer(l, [get(year), op.const(STAMP.bits), op.shl, get(value), op.or]),
            op.br(1),
          ),
          answer(l, op.const(-1)),
        ),
        next,
      ),
    ),
  }
}

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
