/** A table on paper says what it says on the screen. */
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { PaperTable } from '../../src/print/index.ts'
import { cellText, type Cell, type TableColumn } from '../../src/ui/table.ts'

it('has the same figures: digits, a true minus, nothing where nothing is known', () => {
  const values: Cell[] = [0.1234, -2.5, 1234567, NaN, null, Infinity, 0]
  for (const digits of [undefined, 0, 1, 2]) {
    const column: TableColumn = { key: 'v', label: 'V', kind: 'number', digits, value: (i) => values[i] }
    const html = renderToStaticMarkup(
      <PaperTable table={{ caption: 'T', n: values.length, key: String, columns: [column] }} />,
    )
    const cells = [...html.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map((m) => m[1])
    expect(cells).toEqual(values.map((_, i) => cellText(column, i)))
  }
})

it('writes days in words', () => {
  const column: TableColumn = { key: 'd', label: 'D', kind: 'date', value: () => 20_776 }
  const html = renderToStaticMarkup(
    <PaperTable table={{ caption: 'T', n: 1, key: String, columns: [column] }} />,
  )
  expect(html).toMatch(/<td[^>]*>\d{1,2} \w{3} \d{4}<\/td>/)
})
