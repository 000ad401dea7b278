/** The cutting of separated text in WebAssembly SIMD: 64 bytes are asked at once where a cell may end. */
import { assemble, op } from '../../core/base/assembler.ts'
import type { Code, Func } from '../../core/base/assembler.ts'
import { keeps } from '../../core/base/kept.ts'
import type { Tokens } from '../rows/cells.ts'
import { codesFunc, copyFunc, numbersFunc } from './columnsWasm.ts'
import { FastColumns, MONTHS, TABLES_SIZE } from './fastColumns.ts'
import type { Exports } from './fastColumns.ts'
import { stampsFunc } from './stampsWasm.ts'
import type { Cut } from './tokens.ts'

const { get, set, tee } = op
const LF = 10
const CR = 13
const BLANK = 32

/** Longest piece that is cut here, bytes. */
const MOST_BYTES = 3 << 20
/** Most cells of a piece; one of shorter cells is cut the plain way. */
const MOST_CELLS = 1 << 18
/** Bytes looked at together. */
const STEP = 64
/** What follows the piece, so that it can be read by whole steps: a byte that ends nothing. */
const BEHIND = 97

/** Told in place of where the unfinished record begins. */
const NO_ROOM = -1

/** Where in the memory what lies. */
const STATE = 0
const FROM = 64
const TO = FROM + MOST_CELLS * 4
const ROWS = TO + MOST_CELLS * 4
const LINES = ROWS + MOST_CELLS * 4
const QUOTED = LINES + MOST_CELLS * 4
const BYTES = QUOTED + MOST_CELLS
const RECORDS = BYTES + MOST_BYTES + 2 * STEP
const ANSWERS = RECORDS + MOST_CELLS * 4
const NUMBERS = ANSWERS + MOST_CELLS * 4
const POWERS = NUMBERS + MOST_CELLS * 8
const MONTH_STARTS = POWERS + 32 * 8
const DAYS = MONTH_STARTS + MONTHS * 4
const TABLES = DAYS + 16
const TEXTS = TABLES + TABLES_SIZE
const PAGES = Math.ceil((TEXTS + MOST_BYTES + STEP) / 65_536)

/** The same for what reads the columns of a piece. */
const LAYOUT = {
  ...{ state: STATE, from: FROM, to: TO, rows: ROWS, quoted: QUOTED, bytes: BYTES, records: RECORDS },
  ...{ answers: ANSWERS, numbers: NUMBERS, powers: POWERS, tables: TABLES, texts: TEXTS },
  ...{ months: MONTH_STARTS, days: DAYS },
}

/** cut(end, separator, quote, line): the whole records of the bytes up to `end`, as `Tokeniser.cut` cuts them. */
function cutFunc(): Func {
  const [end, separator, quote, line] = [0, 1, 2, 3]
  const [base, p, skip, b, start, stop, i, kind, k, rowCell, n, rowLine, inner, used] = Array.from(
    { length: 14 },
    (_, x) => x + 4,
  )
  const mask = 18
  const [v, all, ofSeparator, ofQuote, ofLf, ofCr] = [19, 20, 21, 22, 23, 24]
  const byteAt = (local: number, behind = 0): Code => [get(local), op.load8(BYTES + behind)]
  const is = (local: number, value: Code): Code => [get(local), value, op.eq]
  const endsCell: Code = [
    [is(b, get(separator)), is(b, op.const(LF)), op.or],
    [is(b, op.const(CR)), op.or],
  ]
  const sixteen = (at: number): Code => [
    [get(base), op.loadV(BYTES + at), tee(v), get(all), op.orV, set(all)],
    [get(v), get(ofSeparator), op.eq8, get(v), get(ofQuote), op.eq8, op.orV],
    [get(v), get(ofLf), op.eq8, op.orV, get(v), get(ofCr), op.eq8, op.orV],
    [op.bits8, op.extendU, op.const64(at), op.shl64],
  ]
  const begin: Code = [
    [get(start), set(skip), op.const(0), set(kind)],
    [byteAt(start), get(quote), op.eq],
    op.if([get(start), op.const(1), op.add, tee(start), set(skip), op.const(1), set(kind)]),
  ]
  // each of these is left by going on to the next mark: `depth` says how many blocks up that is
  const inQuotes = (next: number, ended: number, done: number): Code => [
    is(b, get(quote)),
    op.if(
      [byteAt(p, 1), get(quote), op.eq],
      // doubled: one quote is meant
      op.if([op.const(2), set(kind), get(p), op.const(2), op.add, set(skip), op.br(next + 2)]),
      // blanks may stand between the closing quote and the separator
      [get(p), op.const(1), op.add, set(i)],
      [get(separator), op.const(BLANK), op.ne],
      op.if(
        op.block(
          op.loop(
            [byteAt(i), op.const(BLANK), op.ne, op.brIf(1)],
            [get(i), op.const(1), op.add, set(i), op.br(0)],
          ),
        ),
      ),
      [get(i), get(end), op.geU, op.brIf(done + 1)],
      [byteAt(i), set(b), endsCell, op.eqz, op.brIf(next + 1)],
      [get(p), set(stop), op.br(ended + 1)],
    ),
    // a line end inside of quotes
    [is(b, op.const(LF)), is(b, op.const(CR)), byteAt(p, 1), op.const(LF), op.ne, op.and, op.or],
    op.if([get(inner), op.const(1), op.add, set(inner)]),
    op.br(next),
  ]
  const endCell: Code = [
    [get(k), get(start), op.store(FROM), get(k), get(stop), op.store(TO)],
    [get(k), op.const(2), op.shrU, get(kind), op.store8(QUOTED)],
    [get(k), op.const(4), op.add, set(k)],
    [get(line), get(inner), op.add, set(line), op.const(0), set(inner)],
  ]
  const endRecord = (done: number): Code => [
    is(b, op.const(CR)),
    op.if(
      // the line feed may come with the next piece
      [get(i), op.const(1), op.add, get(end), op.geU, op.brIf(done + 1)],
      [byteAt(i, 1), op.const(LF), op.eq, get(i), op.add, set(i)],
    ),
    [get(n), get(rowCell), op.store(ROWS), get(n), get(rowLine), op.store(LINES)],
    [get(n), op.const(4), op.add, set(n), get(k), op.const(2), op.shrU, set(rowCell)],
    [get(line), op.const(1), op.add, tee(line), set(rowLine)],
    [get(i), op.const(1), op.add, set(used)],
  ]
  return {
    name: 'cut',
    params: 4,
    i32: 14,
    i64: 1,
    v128: 6,
    body: [
      [get(separator), op.splat8, set(ofSeparator), get(quote), op.splat8, set(ofQuote)],
      [op.const(LF), op.splat8, set(ofLf), op.const(CR), op.splat8, set(ofCr)],
      [get(line), set(rowLine)],
      begin,
      op.block(
        op.loop(
          [get(base), get(end), op.geU, op.brIf(1)],
          // no room for as many cells as the next bytes may hold
          [get(k), op.const((MOST_CELLS - STEP - 2) * 4), op.gtU],
          op.if([op.const(NO_ROOM), set(used), op.const(0), set(n), op.br(2)]),
          [0, 16, 32, 48].map((at, x) => [sixteen(at), x > 0 ? op.or64 : []]),
          set(mask),
          op.block(
            op.loop(
              [get(mask), op.eqz64, op.brIf(1)],
              [get(base), get(mask), op.ctz64, op.wrap, op.add, set(p)],
              [get(mask), get(mask), op.const64(1), op.sub64, op.and64, set(mask)],
              [get(p), get(skip), op.ltU, op.brIf(0)],
              [byteAt(p), set(b)],
              op.block(
                get(kind),
                op.if(inQuotes(2, 1, 5)),
                // a quote within a cell is a letter like others
                [endsCell, op.eqz, op.brIf(1)],
                [get(p), tee(stop), set(i)],
              ),
              endCell,
              [is(b, get(separator)), op.eqz],
              op.if(endRecord(4)),
              [get(i), op.const(1), op.add, set(start)],
              begin,
              op.br(0),
            ),
          ),
          [get(base), op.const(STEP), op.add, set(base), op.br(0)],
        ),
      ),
      [get(n), get(rowCell), op.store(ROWS)],
      [op.const(STATE), get(n), op.store(0), op.const(STATE), get(used), op.store(4)],
      [op.const(STATE), get(rowLine), op.store(8), op.const(STATE), get(all), op.bits8, op.store(12)],
    ],
  }
}

type Cutting = (end: number, separator: number, quote: number, line: number) => void

/** Cuts the pieces of one file at a time, within a memory of its own. */
export class FastCutter {
  readonly #memory: ArrayBuffer
  readonly #state: Int32Array
  readonly #tokens: Tokens
  readonly #cut: Cutting
  readonly #columns: FastColumns

  /** Throws where WebAssembly SIMD is missing, forbidden, or has no memory left. */
  constructor() {
    const memory = new WebAssembly.Memory({ initial: PAGES })
    const functions = [cutFunc(), ...[codesFunc, copyFunc, numbersFunc, stampsFunc].map((f) => f(LAYOUT))]
    const made = new WebAssembly.Instance(new WebAssembly.Module(assemble(functions)), { env: { memory } })
    const { buffer } = memory
    const words = (at: number) => new Int32Array(buffer, at, MOST_CELLS)
    this.#memory = buffer
    this.#state = new Int32Array(buffer, STATE, 4)
    this.#tokens = {
      from: words(FROM),
      to: words(TO),
      quoted: new Uint8Array(buffer, QUOTED, MOST_CELLS),
      rows: words(ROWS),
      lines: words(LINES),
      n: 0,
    }
    this.#cut = made.exports.cut as Cutting
    this.#columns = new FastColumns(buffer, made.exports as unknown as Exports, LAYOUT, MOST_CELLS)
  }

  /** Room for a piece of so many bytes, to be written before it is cut; undefined where it is too long. */
  room(size: number): Uint8Array<ArrayBuffer> | undefined {
    return size > MOST_BYTES ? undefined : new Uint8Array(this.#memory, BYTES, size)
  }

  /**
   * The whole records of a piece written to its room, which is not the last, as `Tokeniser.cut` gives them;
   * undefined where there is no room for so many cells. `line` is that of the first record, and of the one that follows
   * in the answer. The tokens are overwritten by the next call.
   */
  cut(
    piece: Uint8Array,
    { separator, quote }: { separator: number; quote: number },
    line: number,
  ): (Cut & { line: number }) | undefined {
    if (piece.buffer !== this.#memory || piece.byteOffset !== BYTES) return undefined
    new Uint8Array(this.#memory, BYTES + piece.length, 2 * STEP).fill(BEHIND)
    this.#cut(piece.length, separator, quote, line)
    const [n, used, next, above] = this.#state
    if (used === NO_ROOM) return undefined
    this.#tokens.n = n >> 2
    return { tokens: this.#tokens, used, open: false, plain: above === 0, line: next }
  }

  /** What reads the columns of the piece with these tokens; undefined where they were cut another way. */
  columnsOf(tokens: Tokens): FastColumns | undefined {
    return tokens === this.#tokens ? this.#columns : undefined
  }

  /** Forgets what was learned of a file. */
  forget(): void {
    this.#columns.forget()
  }
}

/** Cutters that no file needs at the moment: their memory is large, and files come one after the other. */
const idle: FastCutter[] = []
keeps(() => void (idle.length = 0))

/** A cutter, to be given back when the file is read; undefined where there can be none. */
export function takeCutter(): FastCutter | undefined {
  try {
    return idle.pop() ?? new FastCutter()
  } catch {
    return undefined
  }
}

/** Gives a cutter back. */
export function giveBack(cutter: FastCutter): void {
  cutter.forget()
  idle.push(cutter)
}
