/** Columns of a cut piece in WebAssembly: texts looked up, texts copied and numbers read where the cutter left them. */
import { op } from '../../core/base/assembler.ts'
import type { Code, Func } from '../../core/base/assembler.ts'

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

/** Places of a table of known texts, a power of two. */
export const PLACES = 1 << 13
/** Bytes of a place: its code (0 is free), the hash of its text, the text's length and where it lies. */
export const PLACE = 16
/** So many places are looked at for a text. */
export const PROBES = 16

/** What a function tells in the state: the row it stopped at, then what it found there. */
export const TOLD = { row: 0, from: 1, to: 2, hash: 3, cell: 4 } as const

/** Locals of all these functions by their numbers: the parameters, ten of 32 bits, one of 64. */
export const LOCAL = {
  ...{
    COLUMN: 0,
    I: 1,
    N: 2,
    LAST: 3,
    RECORD: 4,
    K: 5,
    A: 6,
    B: 7,
    H: 8,
    LEN: 9,
    SLOT: 10,
    P: 11,
    Q: 12,
    TRIES: 13,
  },
  LONG: 14,
} as const
const { COLUMN, I, N, LAST, RECORD, K, A, B, H, LEN, SLOT, P, Q, TRIES, LONG } = LOCAL
/** The same as a function declares them. */
export const LOCALS = { params: 4, i32: 10, i64: 1, v128: 0 }

/** The byte that lies so far behind where a local says. */
export const byteAt = (l: Layout, local: number, behind = 0): Code => [get(local), op.load8(l.bytes + behind)]

/**
 * The cell of row I, blanks around it left away, in A and B; LEN is its length, 0 for a missing one. Leaves the loop over
 * the rows, `depth` blocks up, where doubled quotes stand inside.
 */
export const findCell = (l: Layout, depth: number): Code => [
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

/** Answers the row with a number. */
export const answer = (l: Layout, value: Code): Code => [
  [get(I), op.const(2), op.shl, value, op.store(l.answers)],
]
/** Goes on to the next row. */
export const next: Code = [get(I), op.const(1), op.add, set(I), op.br(0)]
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
