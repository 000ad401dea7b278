/** In a narrow panel headings break into lines before a deciding column is cut. */
import { expect, it } from 'vitest'
import type { TableColumn, TableModel } from '../../src/ui/table.ts'
import { columnWidths, fitWidths, layout, unitBelow } from '../../src/ui/tableView.ts'

const figure = (label: string, unit?: string): TableColumn => ({
  key: label,
  label,
  unit,
  kind: 'number',
  digits: 1,
  deciding: true,
  value: () => 62.7,
})
const columns: TableColumn[] = [
  { key: 'name', label: 'Area', kind: 'text', value: () => 'Beat 4 Hallam and Larkrise' },
  figure('p'),
  figure('Adjusted p'),
  figure('Ratio'),
  figure('Rate', 'per 1,000 homes'),
  figure('Burglaries'),
]
const table: TableModel = { caption: '', n: 8, key: String, columns }
const sum = (w: readonly number[]) => w.reduce((a, b) => a + b, 0)

it('keeps every deciding column in the room of the panel at 1280 and of the usual one', () => {
  // as one line each, the headings alone would not fit
  expect(sum(fitWidths(columnWidths(table, columns), columns, 408))).toBeGreaterThan(408)
  for (const room of [408, 452]) {
    const { widths } = layout(table, columns, room)
    expect(Math.round(sum(widths)), `in ${room}`).toBeLessThanOrEqual(room)
    // no figure is narrower than it is written
    for (const w of widths.slice(1)) expect(w).toBeGreaterThanOrEqual(36)
  }
  expect(layout(table, columns, 408).tight).toBe(true)
})

it('leaves headings on one line where there is room, and before anything is laid out', () => {
  expect(layout(table, columns, 900).tight).toBe(false)
  expect(layout(table, columns, 0)).toEqual({ widths: columnWidths(table, columns), tight: false })
})

it('writes a long unit below its heading, a short one beside it', () => {
  expect([unitBelow(columns[4]), unitBelow(figure('Walk', 'km')), unitBelow(columns[1])]).toEqual([
    true,
    false,
    false,
  ])
})

it('never cuts a case number, and gives a long name two lines', () => {
  const name = 'Victim’s view recorded with the outcome'
  const mixed: TableColumn[] = [
    { key: 'case', label: 'Case', kind: 'text', whole: true, value: () => 'LW/007582/26' },
    { key: 'name', label: 'Measure', kind: 'text', wrap: true, value: () => name },
    { key: 'plain', label: 'Team', kind: 'text', value: () => 'Criminal investigation, north' },
    figure('Ratio'),
  ]
  const t: TableModel = { caption: '', n: 3, key: String, columns: mixed }
  const wished = columnWidths(t, mixed)
  // twelve letters and figures of a case number take about 95 px, and the cell 12 more
  expect(wished[0]).toBeGreaterThan(105)
  const tightest = fitWidths(wished, mixed, wished[0] + 144 + 96 + wished[3])
  expect(tightest.map(Math.round)).toEqual([wished[0], 144, 96, wished[3]])
  // where it scrolls the number in front stays whole as well
  expect(fitWidths(wished, mixed, 200)[0]).toBe(wished[0])
})
