/** A table as data: what a panel shows, the paper prints and the export writes. No crime in it. */

/** A cell: text, a number, or nothing known. */
export type Cell = string | number | null

export interface TableColumn {
  readonly key: string
  readonly label: string
  /** printed after the label in the header, such as "m" or "per km²" */
  readonly unit?: string
  /** number = right-aligned tabular figures · tier = a letter chip · date = sortable day number, shown in words */
  readonly kind: 'text' | 'number' | 'tier' | 'date'
  /** digits after the point, for numbers */
  readonly digits?: number
  readonly value: (row: number) => Cell
  /** how the cell reads, where it differs from the plain value */
  readonly show?: (row: number) => string
}

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

const NEUTRALISE = /^[=+\-@\t\r]/

/** A cell as CSV writes it: quoted where needed, and with a leading apostrophe where a spreadsheet would run it. */
export function csvCell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = NEUTRALISE.test(value) ? "'" + value : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The whole table as CSV with CRLF line ends; dates as they read. */
export function tableToCsv(table: TableModel): string {
  const lines = [table.columns.map((c) => csvCell(c.unit ? `${c.label} (${c.unit})` : c.label)).join(',')]
  for (let i = 0; i < table.n; i++)
    lines.push(
      table.columns.map((c) => csvCell(c.kind === 'date' && c.show ? c.show(i) : c.value(i))).join(','),
    )
  return lines.join('\r\n') + '\r\n'
}
