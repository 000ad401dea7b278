/** A table as data: what a panel shows, the paper prints and the export writes. No crime in it. */
import { isoDay } from '../core/base/time.ts'
import { csvCell } from '../core/base/csv.ts'
import { showExact, showNumber } from '../core/base/words.ts'

/** A cell: text, a number, or nothing known. */
export type Cell = string | number | null

export interface TableColumn {
  readonly key: string
  readonly label: string
  /** printed after the label in the header, such as "m" or "per km²" */
  readonly unit?: string
  /** number = right-aligned tabular figures · tier = a letter chip · date = sortable day number, shown in words */
  readonly kind: 'text' | 'number' | 'tier' | 'date'
  /** what the row is judged by: it never gives way on a narrow page */
  readonly deciding?: boolean
  /** text that is read whole or not at all, such as a case number: never pressed narrower than it is written */
  readonly whole?: boolean
  /** text that takes two lines where one is too short, such as a long name */
  readonly wrap?: boolean
  /** digits after the point, for numbers */
  readonly digits?: number
  readonly value: (row: number) => Cell
  /** what rows are ordered by, where that is not the value: the minute behind a window in words */
  readonly order?: (row: number) => Cell
  /** how the cell reads, where it differs from the plain value */
  readonly show?: (row: number) => string
  /** a second, fainter line on screen; the export leaves it out, so it repeats what other columns say */
  readonly detail?: (row: number) => string
}

/** Makes columns of figures over rows of one kind; what is no finite number stays blank. */
export const figureColumns =
  <T>(rows: readonly T[]) =>
  (key: string, label: string, digits: number, of: (row: T) => number, unit?: string): TableColumn => ({
    key,
    label,
    ...(unit ? { unit } : {}),
    kind: 'number',
    digits,
    value: (i) => (Number.isFinite(of(rows[i])) ? of(rows[i]) : null),
  })

export interface TableModel {
  /** a sentence that says what the rows are; the table's accessible name */
  readonly caption: string
  readonly n: number
  readonly columns: readonly TableColumn[]
  /** stable key of a row, for selection */
  readonly key: (row: number) => string
  /** where the row is, to fly to: WGS84 degrees */
  readonly at?: (row: number) => readonly [lng: number, lat: number] | undefined
}

/** The table with these columns right after the first and never dropped; keys it has not are passed over. */
export function decidingFirst(table: TableModel, keys: readonly string[] = []): TableModel {
  const [name, ...others] = table.columns
  if (!name || keys.length === 0) return table
  const first = keys.flatMap((k) => others.filter((c) => c.key === k)).map((c) => ({ ...c, deciding: true }))
  return { ...table, columns: [name, ...first, ...others.filter((c) => !keys.includes(c.key))] }
}

/** A number of a cell, a chart or a field: `digits` after the point, by default as many as it has; '' where there is none. */
export const cellNumber = (value: number, digits?: number): string =>
  Number.isNaN(value) ? '' : digits === undefined ? showExact(value) : showNumber(value, digits)

const dateText = (day: number): string => (Number.isFinite(day) ? isoDay(day) : '')

/** A cell as it reads on screen and on paper; empty when nothing is known. */
export function cellText(column: TableColumn, row: number): string {
  if (column.show) return column.show(row)
  const v = column.value(row)
  if (v === null) return ''
  if (typeof v === 'string') return v
  if (column.kind === 'date') return dateText(v)
  return cellNumber(v, column.digits)
}

/** A cell as a file holds it: a day is a whole date there, however short the page writes it. */
export function written(column: TableColumn, row: number): Cell {
  const v = column.value(row)
  return column.kind === 'date' && typeof v === 'number' ? dateText(v) : v
}

/** The whole table as CSV with CRLF line ends. */
export function tableToCsv(table: TableModel): string {
  const lines = [table.columns.map((c) => csvCell(c.unit ? `${c.label} (${c.unit})` : c.label)).join(',')]
  for (let i = 0; i < table.n; i++) lines.push(table.columns.map((c) => csvCell(written(c, i))).join(','))
  return lines.join('\r\n') + '\r\n'
}
