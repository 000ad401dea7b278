/** Plain dates of a column in WebAssembly. */
import { op } from '../../core/base/assembler.ts'
import type { Code, Func } from '../../core/base/assembler.ts'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { FIRST_YEAR, LAST_YEAR, STAMP } from '../meaning/plainDates.ts'
import { answer, byteAt, findCell, LOCAL, LOCALS, next } from './columnsWasm.ts'
import type { Layout } from './columnsWasm.ts'

const { get, set, tee } = op
const { I, N, LAST, RECORD, K, A, B, H, LEN, SLOT, P, Q, TRIES, LONG } = LOCAL

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
