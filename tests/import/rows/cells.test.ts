/** Cells taken from bytes beside the same cells taken from texts, and what the rows of a table are made of. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QUOTE, Tokeniser } from '../../../src/import/formats/tokens.ts'
import { kindOfBad } from '../../../src/import/rows/badRows.ts'
import { ByteCells, StringCells } from '../../../src/import/rows/cells.ts'
import { memoryTable, tidyHeader, valuesOf } from '../../../src/import/rows/table.ts'

/** The rows of a separated text as cells of bytes. */
function bytesOf(text: string): { cells: ByteCells; n: number } {
  const bytes = new TextEncoder().encode(text)
  const { tokens } = new Tokeniser(44).cut(bytes, true, true)
  return { cells: new ByteCells(bytes, tokens, QUOTE), n: tokens.n }
}
const written = (cell: string) => (/[",\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const csv = (rows: readonly (readonly string[])[]) => rows.map((r) => r.map(written).join(',')).join('\n')

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', 'é', '7', '!'), maxLength: 8 }),
  fc.constantFrom('450000', '-1.5', '.5', '5.', '1.2.3', '-', '', ' 12 ', '12,5', '1e5', '£5', '0', '/7'),
  fc.constantFrom('123456789012345', '1234567890123456', '0.000000000000001', '9007199254740993.25'),
)

describe('cells of bytes', () => {
  it('say what cells of texts say: texts, numbers, blanks and whole rows', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        fc.pre(rows.every((r) => r.some((c) => c !== '')))
        const { cells, n } = bytesOf(csv(rows))
        expect(n).toBe(rows.length)
        const plain = new StringCells()
        rows.forEach((row, i) => {
          cells.place(i)
          plain.current = row
          for (const c of [0, 1, 2, 3, undefined]) {
            expect(cells.text(c)).toBe(plain.text(c))
            expect(cells.number(c, false)).toBe(plain.number(c, false))
            if (c !== undefined && /^[\x21-\x7e]*$/.test(row[c] ?? ''))
              expect(cells.isEmpty(c)).toBe(plain.isEmpty(c))
          }
          expect(cells.row()).toEqual(row)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('read numbers to the last digit, and with a decimal comma where one is written', () => {
    const { cells } = bytesOf('-450000.25,-0.5,123456789012345,1234567890123456,"12,5",450000,x')
    cells.place(0)
    const all = [0, 1, 2, 3].map((c) => cells.number(c, false))
    expect(all).toEqual([-450000.25, -0.5, 123456789012345, 1234567890123456])
    expect([cells.number(4, true), cells.number(5, true), cells.number(6, false)]).toEqual([
      12.5,
      450000,
      NaN,
    ])
  })

  it('lie where their column is asked for: without blanks and doubled quotes, and nowhere in a short row', () => {
    const { cells } = bytesOf('a, b ,c\nd\n"say ""no""","  "" ",e\n1,2,!3!')
    const records = Int32Array.of(0, 1, 2, 3)
    const [from, to] = [new Int32Array(4), new Int32Array(4)]
    const texts = (column: number) => {
      cells.spans(column, records, from, to)
      return [...records].map((_, i) => new TextDecoder().decode(cells.bytes.subarray(from[i], to[i])))
    }
    expect(texts(1)).toEqual(['b', '', '"', '2'])
    expect([from[1], to[1]]).toEqual([0, 0])
    expect(texts(0)).toEqual(['a', 'd', 'say "no"', '1'])
    // asked again they are the same, in spans as in texts
    expect(texts(0)).toEqual(['a', 'd', 'say "no"', '1'])
    expect(texts(2)).toEqual(['c', '', 'e', '!3!'])
    expect(cells.place(2).row()).toEqual(['say "no"', '  " ', 'e'])
  })
})

describe('a row that is no record', () => {
  const header = ['Ref', 'Date', 'Easting', 'Northing', 'Offence', 'Beat', 'Street', 'Town', 'MO']
  const kind = (row: string[]) => {
    const cells = new StringCells()
    cells.current = row
    return kindOfBad(cells, header)
  }
  it('is blank, the header once more, or a footer with little beside it', () => {
    expect(kind(['', ' ', ''])).toBe('blank row')
    expect(kind(header.map((h) => ` ${h.toUpperCase()}  `))).toBe('repeated header')
    // the header's first word, and other things after it
    expect(kind(['Ref', '03/02/2026', ...Array<string>(7).fill('x')])).toBeUndefined()
    expect(kind(['A1', ...header.slice(1)])).toBeUndefined()
    expect(kind(['Total', '12'])).toBe('footer')
    expect(kind(['', '', 'Grand total', '12', '13'])).toBe('footer')
    expect(kind(['Total', '12', '13', '14'])).toBeUndefined()
    expect(kind(['Totnes', '12'])).toBeUndefined()
    // in a narrow table too two cells may stand
    const cells = new StringCells()
    cells.current = ['Total', '12']
    expect(kindOfBad(cells, ['Ref', 'Date', 'X'])).toBe('footer')
    cells.current = ['Total', '12', '13']
    expect(kindOfBad(cells, ['Ref', 'Date', 'X'])).toBeUndefined()
  })
})

describe('a table in memory', () => {
  it('has its header trimmed, blanks named by their place, and repeats numbered', () => {
    expect(tidyHeader([' Ref ', '', 'Date  of', 'Ref', 'Ref', ''], 7)).toEqual([
      ...['Ref', 'column 2', 'Date of', 'Ref (2)', 'Ref (3)', 'column 6', 'column 7'],
    ])
  })
  it('comes in pieces of 5,000 rows, each with its lines and the share read', async () => {
    const rows = Array.from({ length: 10_001 }, (_, i) => [`R${i}`, i % 3 === 0 ? ' ' : 'x'])
    const table = memoryTable('a.xlsx', 'Excel', ['Ref', 'Note'], rows, { firstLine: 4, unplaced: 'why' })
    expect([table.rows, table.sample.length, table.unplaced, table.headerless]).toEqual([
      ...[10_001, 2000, 'why', false],
    ])
    expect(table.sample[0]).toEqual(['R0', ' '])
    const seen: [number, number, number, string][] = []
    for await (const b of table.batches()) seen.push([b.n, b.line(0), b.share, b.at(b.n - 1).text(0)])
    expect(seen).toEqual([
      [5000, 4, 5000 / 10_001, 'R4999'],
      [5000, 5004, 10_000 / 10_001, 'R9999'],
      [1, 10_004, 1, 'R10000'],
    ])
    expect('unplaced' in memoryTable('a', 'b', [], [])).toBe(false)
    // as many values as are asked for, without blanks and the header once more
    const few = memoryTable('a', 'b', ['Ref'], [[''], ['Ref'], [' '], ['1'], ['2'], ['3']])
    expect([valuesOf(few, 0), valuesOf(few, 0, 2), valuesOf(few, 5)]).toEqual([['1', '2', '3'], ['1', '2'], []]) // prettier-ignore
  })
})
