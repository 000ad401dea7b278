import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell } from '../../src/core/base/csv.ts'
import { showDay } from '../../src/core/base/time.ts'
import {
  cellNumber,
  cellText,
  tableToCsv,
  type Cell,
  type TableColumn,
  type TableModel,
} from '../../src/ui/table.ts'
import { rankTexts } from '../../src/ui/textRank.ts'
import { columnWidths, fitWidths, nextSort, sortedRows, tableToTsv } from '../../src/ui/tableView.ts'

const table = (values: Cell[], kind: 'text' | 'number' | 'date' | 'tier' = 'text'): TableModel => ({
  caption: 'Things',
  n: values.length,
  key: String,
  columns: [
    { key: 'v', label: 'Value', unit: kind === 'number' ? 'm' : undefined, kind, value: (i) => values[i] },
  ],
})
const sorted = (values: Cell[], descending = false) =>
  [...sortedRows(table(values, 'number'), { key: 'v', descending })].map((i) => values[i])

describe('sorting', () => {
  it('puts numbers in text by size and unknown values last, both ways', () => {
    expect(sorted(['10 High Street', null, '2 High Street', ''])).toEqual([
      '2 High Street',
      '10 High Street',
      null,
      '',
    ])
    expect(sorted([3, null, -1, NaN, 10], true)).toEqual([10, 3, -1, null, NaN])
    expect(sorted([3, Infinity, -Infinity])).toEqual([-Infinity, 3, Infinity])
  })

  it('holds equal rows in their order, rising and falling', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom('a', 'A', 'b', '', null), fc.constantFrom('x 2', 'x 10'))),
        fc.boolean(),
        (values, descending) => {
          const rows = [...sortedRows(table(values), { key: 'v', descending })]
          expect([...rows].sort((a, b) => a - b)).toEqual(values.map((_, i) => i))
          const order = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })
          for (let k = 1; k < rows.length; k++) {
            const [x, y] = [values[rows[k - 1]], values[rows[k]]]
            if (!x) expect(y || null).toBeNull()
            else if (y) {
              const c = order.compare(x, y) * (descending ? -1 : 1)
              expect(c).toBeLessThanOrEqual(0)
              if (c === 0) expect(rows[k]).toBeGreaterThan(rows[k - 1])
            }
          }
        },
      ),
    )
  })

  it('puts thousands of texts in the order of the dictionary', () => {
    const order = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })
    const parts = [
      '1',
      '02',
      '10',
      'a',
      'B',
      'Ab',
      ' ',
      '-',
      '/',
      "'",
      '.',
      'é',
      'E',
      'z',
      '(',
      '&',
      '0',
      '007',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), { minLength: 40, maxLength: 60 }),
        (made) => {
          // two thousand and more texts take the quick way
          const texts = [
            ...new Set(made.flatMap((m, k) => made.map((o, j) => [...m, ...o].join('') + k * j))),
          ]
          fc.pre(texts.length > 2100)
          const ranks = rankTexts(texts)
          const sorted = [...texts.keys()].sort((a, b) => ranks[a] - ranks[b])
          for (let k = 1; k < sorted.length; k++) {
            const [a, b] = [sorted[k - 1], sorted[k]]
            const c = order.compare(texts[a], texts[b])
            expect([texts[a], texts[b], c === 0 ? 'equal' : c < 0]).toEqual([
              texts[a],
              texts[b],
              ranks[a] === ranks[b] ? 'equal' : true,
            ])
          }
        },
      ),
      { numRuns: 12 },
    )
  })

  it('orders whole numbers by counting as by comparing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 20_000, max: 20_100 }), fc.constantFrom(null, 1e9))),
        fc.boolean(),
        (values, descending) => {
          const known = values.filter((v) => v !== null).sort((a, b) => (descending ? b - a : a - b))
          expect(sorted(values, descending)).toEqual([
            ...known,
            ...Array.from({ length: values.length - known.length }, () => null),
          ])
        },
      ),
    )
  })

  it('leaves the order alone without a sort or for a column that is gone', () => {
    expect([...sortedRows(table(['b', 'a']), undefined)]).toEqual([0, 1])
    expect([...sortedRows(table(['b', 'a']), { key: 'gone', descending: false })]).toEqual([0, 1])
  })

  it('goes falling, rising, off for numbers and rising, falling, off for text', () => {
    const number = table([1], 'number').columns[0]
    const text = table(['a']).columns[0]
    expect(nextSort(undefined, number)).toEqual({ key: 'v', descending: true })
    expect(nextSort({ key: 'v', descending: true }, number)).toEqual({ key: 'v', descending: false })
    expect(nextSort({ key: 'v', descending: false }, number)).toBeUndefined()
    expect(nextSort({ key: 'other', descending: true }, text)).toEqual({ key: 'v', descending: false })
  })
})

describe('export', () => {
  it.each(['=1+1', '+44', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1'])(
    'disarms %j for a spreadsheet',
    (text) => {
      expect(csvCell(text).replace(/^"/, '').startsWith("'")).toBe(true)
    },
  )

  it('leaves numbers, also negative ones, as numbers', () => {
    expect(csvCell(-2.5)).toBe('-2.5')
    expect(csvCell(NaN)).toBe('')
    expect(csvCell(null)).toBe('')
  })

  it('quotes what needs it and ends lines with CRLF', () => {
    expect(tableToCsv(table(['a,b', 'say "no"', 'two\nlines']))).toBe(
      'Value\r\n"a,b"\r\n"say ""no"""\r\n"two\nlines"\r\n',
    )
  })

  it('writes whole dates, however short the page writes them', () => {
    const t = table([20_779], 'date')
    const short = {
      ...t.columns[0],
      show: (i: number) => showDay(t.columns[0].value(i) as number, { year: false }),
    }
    expect(tableToCsv(t)).toBe('Value\r\n2026-11-22\r\n')
    expect(tableToCsv({ ...t, columns: [short] })).toBe('Value\r\n2026-11-22\r\n')
    expect(tableToTsv([short], [0])).toBe('Value\n2026-11-22\n')
  })

  it('copies in the order and choice of rows, no cell able to shift the next', () => {
    const t = table(['a\tb', '=x', 'c\nd'])
    expect(tableToTsv(t.columns, [2, 1, 0])).toBe("Value\nc d\n'=x\na b\n")
    expect(tableToTsv(table([1.5, null], 'number').columns, [0, 1])).toBe('Value (m)\n1.5\n\n')
    expect(tableToTsv(table(['"a" b']).columns, [0])).toBe('Value\n"""a"" b"\n')
  })
})

describe('cells', () => {
  it('reads numbers with commas, a true minus and the digits asked for', () => {
    expect(cellNumber(1234567.891)).toBe('1,234,567.891')
    expect(cellNumber(-2, 1)).toBe('−2.0')
    expect(cellNumber(51.123456, 5)).toBe('51.12346')
    expect(cellNumber(Infinity)).toBe('∞')
    expect(cellNumber(NaN)).toBe('')
    expect(cellText(table([null]).columns[0], 0)).toBe('')
  })
})

describe('widths', () => {
  const t: TableModel = {
    caption: '',
    n: 1,
    key: String,
    columns: [
      {
        key: 'a',
        label: 'A',
        kind: 'text',
        value: () => 'a rather long text that wants much room in the row',
      },
      { key: 'b', label: 'Homes', kind: 'number', value: () => 12 },
    ],
  }
  it('fill the room from the text and never cut a number', () => {
    const wished = columnWidths(t, t.columns)
    for (const room of [180, 300, 900]) {
      const w = fitWidths(wished, t.columns, room)
      expect(w[1]).toBe(wished[1])
      expect(w[0] + w[1]).toBeCloseTo(room)
    }
    expect(fitWidths(wished, t.columns, 60)).toEqual([96, wished[1]])
    // names do not push the first figure out of sight
    const wide = [300, 80, 80, 80, 80]
    const columns = [t.columns[0], ...Array.from({ length: 4 }, () => t.columns[1])]
    expect(fitWidths(wide, columns, 300)).toEqual([135, 80, 80, 80, 80])
    expect(fitWidths(wished, t.columns, 0)).toEqual(wished)
  })
})

it('writes a moment whole into a file and the clipboard, however short it reads on the page', () => {
  const column: TableColumn = {
    ...{ key: 'due', label: 'Due', kind: 'date' },
    value: () => '2027-01-01 05:27',
    order: () => 1,
    show: () => 'Fri 1 Jan 05:27',
  }
  const model = { caption: '', n: 1, columns: [column], key: () => '' }
  expect(cellText(column, 0)).toBe('Fri 1 Jan 05:27')
  expect(tableToCsv(model)).toBe('Due\r\n2027-01-01 05:27\r\n')
  expect(tableToTsv([column], [0])).toBe('Due\n2027-01-01 05:27\n')
})
