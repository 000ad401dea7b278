/** Columns of a cut piece are read alike by WebAssembly and cell by cell, whatever stands in them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteDict } from '../../src/core/base/byteDict.ts'
import { FastCutter } from '../../src/import/formats/cutWasm.ts'
import { Piece } from '../../src/import/formats/piece.ts'
import { Tokeniser } from '../../src/import/formats/tokens.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { DateReader } from '../../src/import/meaning/dates.ts'
import { Dict, Texts } from '../../src/import/rows/columns.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const cutter = new FastCutter()
const quote = 34

/** The piece with its columns read by WebAssembly, and the same cut and read the plain way. */
function pieces(text: string) {
  const bytes = encoder.encode(text)
  const plain = new Tokeniser(44, quote)
  const { tokens } = plain.cut(bytes, false, true)
  const slow = new Piece(bytes, tokens, 1, quote, 0, room())
  const place = cutter.room(bytes.length)!
  place.set(bytes)
  const quick = cutter.cut(place, new Tokeniser(44, quote), 1)!
  const columns = cutter.columnsOf(quick.tokens)
  expect(columns).toBeDefined()
  return { slow, fast: new Piece(place, quick.tokens, 1, quote, 0, room(), columns) }
}

const room = () => ({ from: new Int32Array(0), to: new Int32Array(0) })

/** Texts of all lengths around those that are compared sixteen bytes at a time, alike at both ends. */
const word = fc.oneof(
  fc.string({ maxLength: 40 }).map((s) => s.replace(/[",\r\n]/g, '')),
  fc
    .tuple(
      fc.constantFrom('a', 'On or near '),
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom('', 'x', 'é', ' Road'),
    )
    .map(([a, n, b]) => a + 'm'.repeat(n) + b),
  fc.tuple(fc.constantFrom('a', 'b'), fc.nat(40)).map(([c, n]) => 'x'.repeat(n) + c + 'x'.repeat(n)),
  fc.constantFrom('', ' ', '\t a \t', '"a ""b"" c"', '""', '" "', '"a,b"', '"two\nlines"', 'ü', '"""'),
)

const cell = fc.oneof(
  word,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer().map(String),
  fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(99_999_999)).map(([a, b]) => `${a}.${b}`),
  fc.constantFrom(
    '-',
    '.',
    '-.',
    '5.',
    '.5',
    '-.5',
    '-0',
    '+1',
    '1.2.3',
    '1,5',
    '1e5',
    '0'.repeat(20),
    '-1.' + '0'.repeat(14),
    '1' + '0'.repeat(15),
    '12 ',
    ' -7.25 ',
    '"3.5"',
    '"1""2"',
    '१',
  ),
)

const table = fc.array(fc.array(cell, { maxLength: 4 }), { minLength: 1, maxLength: 60 })
const written = (rows: readonly (readonly string[])[]) => rows.map((r) => r.join(',')).join('\n') + '\n'

/** Some of the rows of a piece, ascending. */
const someOf = (n: number, every: number) =>
  Int32Array.from(Array.from({ length: n }, (_, i) => i).filter((i) => every === 1 || i % every !== 0))

describe('columns by WebAssembly', () => {
  it('gives the codes, texts and numbers that the cells give one by one', () => {
    fc.assert(
      fc.property(
        fc.array(table, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 3 }),
        (tables, every) => {
          cutter.forget()
          const [a, b] = [[0, 1, 2].map(() => new Dict()), [0, 1, 2].map(() => new Dict())]
          const [s, t] = [new Texts(), new Texts()]
          for (const rows of tables) {
            const { slow, fast } = pieces(written(rows))
            expect(fast.n).toBe(slow.n)
            for (let c = 0; c < 3; c++) {
              const numbers = fast.numbers(c)!
              for (let i = 0; i < slow.n; i++) {
                const known = slow.at(i).number(c, false)
                // NaN sends the caller to the cell
                if (!Number.isNaN(numbers[i])) expect(numbers[i]).toBe(known)
                else if (
                  /^-?(\d+\.?\d*|\.\d+)$/.test(slow.at(i).text(c)) &&
                  !slow.at(i).row()[c].includes('""')
                )
                  expect(slow.at(i).text(c).replace(/\D/g, '').length).toBeGreaterThan(15)
              }
            }
            const chosen = someOf(slow.n, every)
            for (let c = 0; c < 3; c++) {
              a[c].take({ spans: (...asked) => slow.spans(...asked) }, chosen, c)
              b[c].take(fast, chosen, c)
            }
            s.take({ spans: (...asked) => slow.spans(...asked) }, chosen, 1)
            t.take(fast, chosen, 1)
          }
          for (let c = 0; c < 3; c++) expect(b[c].finish()).toEqual(a[c].finish())
          const [x, y] = [s.finish(), t.finish()]
          expect([...y.offsets]).toEqual([...x.offsets])
          expect(decoder.decode(y.bytes)).toBe(decoder.decode(x.bytes))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('tells the moments and the evidence of their order that the cells tell', () => {
    const two = fc.oneof(
      fc.integer({ min: 0, max: 31 }).map((n) => String(n).padStart(2, '0')),
      fc.constantFrom('12', '13', '28', '29', '30', '31', '24', '59', '60', '1', '0a', ':0', '/9', 'é'),
    )
    const year = fc.constantFrom('2026', '2024', '1970', '1969', '2098', '2099', '1900', '20a6', '26', '9999')
    const sign = fc.constantFrom('/', '/', '-', '.', '|')
    const clock = fc.oneof(
      fc.constant(''),
      fc
        .tuple(fc.constantFrom(' ', ' ', 'T', '  '), two, fc.constantFrom(':', ':', '.'), two)
        .map((parts) => parts.join('')),
      fc.tuple(two, two, two).map(([h, m, s]) => ` ${h}:${m}:${s}`),
      fc.constantFrom(' 10:15Z', ' 10:15:20.5', ' 09:30 pm'),
    )
    const date = fc.oneof(
      fc.tuple(two, sign, two, sign, year, clock).map(([a, s, b, , y, c]) => `${a}${s}${b}${s}${y}${c}`),
      fc.tuple(year, sign, two, two, clock).map(([y, s, a, b, c]) => `${y}${s}${a}${s}${b}${c}`),
      fc.tuple(year, sign, two).map((parts) => parts.join('')),
      fc.tuple(two, sign, two, sign, year, clock).map((parts) => parts.join('')),
      fc.constantFrom('', ' ', '"01/02/2026"', '"01/02""026"', 'not known', '45000', '2026-02-28T23:59:59'),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(date, fc.constantFrom('', ' ')), { minLength: 1, maxLength: 60 }),
        fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const),
        (cells, order) => {
          const { slow, fast } = pieces(written(cells.map(([d, blank]) => ['x', blank + d + blank])))
          const [a, b] = [new DateReader(order, undefined), new DateReader(order, undefined)]
          fast.knowMoments(1, order)
          for (let i = 0; i < slow.n; i++) {
            const expected = { ...slow.at(i).stamp(1, a) }
            const { sentinel, above, ...rest } = fast.at(i).stamp(1, b)
            expect({ sentinel, above, ...rest }).toEqual({
              sentinel: expected.sentinel,
              above: expected.above,
              ...expected,
            })
          }
          for (const of of ['firstAbove12', 'secondAbove12', 'ordered', 'zoned'] as const)
            expect(b[of]).toEqual(a[of])
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('asks hardly a plain date of its cell', () => {
    const { fast } = pieces(
      written([['13/06/2026 18:30'], ['2026-06'], ['2026-06-13'], ['2026-06-13T18:30:00']]),
    )
    const reader = new DateReader('dmy', undefined)
    reader.readBytes = () => expect.fail('a plain date was read from its cell')
    fast.knowMoments(0, 'dmy')
    const told = [0, 1, 2, 3].map((i) => {
      const { minute, hasTime, monthOnly } = fast.at(i).stamp(0, reader)
      return [minute, hasTime, monthOnly]
    })
    const evening = minuteOf(2026, 6, 13, 18, 30)
    expect(told).toEqual([
      [evening, true, false],
      [minuteOf(2026, 6, 1), false, true],
      [minuteOf(2026, 6, 13), false, false],
      [evening, true, false],
    ])
  })

  it('gives the same codes where there are more texts than it keeps', () => {
    cutter.forget()
    const [a, b] = [new Dict(), new Dict()]
    for (let piece = 0; piece < 6; piece++) {
      const rows = Array.from({ length: 3000 }, (_, i) => [`Street ${(i * 7919 + piece * 1009) % 9000}`])
      const { slow, fast } = pieces(written(rows))
      const all = someOf(slow.n, 1)
      a.take({ spans: (...asked) => slow.spans(...asked) }, all, 0)
      b.take(fast, all, 0)
    }
    expect(a.values.length).toBeGreaterThan(5000)
    expect(b.finish()).toEqual(a.finish())
  })

  it('tells more dictionaries than it has tables for, and none of another file', () => {
    cutter.forget()
    const { fast } = pieces(
      written([
        ['a', 'b'],
        ['b', 'a'],
      ]),
    )
    const all = someOf(2, 1)
    const dicts = Array.from({ length: 12 }, () => new Dict())
    for (const dict of dicts) dict.take(fast, all, 1)
    for (const dict of dicts)
      expect(dict.finish()).toEqual({ codes: Uint32Array.of(1, 2), values: ['', 'b', 'a'] })
    const known = new ByteDict()
    const answers = new Uint32Array(2)
    cutter.forget()
    expect(fast.codes(0, all, known, answers, 0)).toBe(true)
    expect([...answers]).toEqual([1, 2])
    expect(known.values).toEqual(['', 'a', 'b'])
  })
})
