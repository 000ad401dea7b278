/** A table model on paper. */
import { showNumber } from '../core/base/words.ts'
import type { ReactNode } from 'react'
import { showDay } from '../core/base/time.ts'
import { cellText, type TableModel } from '../ui/table.ts'

/** A cell as the screen has it, but for days, which paper writes in words. */
function cell(table: TableModel, c: number, row: number): string {
  const column = table.columns[c]
  const v = column.kind === 'date' && !column.show ? column.value(row) : null
  return typeof v === 'number' && Number.isFinite(v) ? showDay(v) : cellText(column, row)
}

/** Rows of a table model, header repeated on each page; at most `limit` rows, and a line that says so. */
export function DataTable({
  table,
  limit = Infinity,
  extra,
  extraHead,
}: {
  table: TableModel
  limit?: number
  /** further cells after each row, such as boxes to tick */
  extra?: (row: number) => ReactNode
  extraHead?: ReactNode
}) {
  const n = Math.min(table.n, limit)
  const align = (kind: string) => (kind === 'number' ? 'number' : kind === 'tier' ? 'tier' : undefined)
  return (
    <>
      <table className="sheet-table data-table" data-short={n <= 12 || undefined}>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((c) => (
              <th key={c.key} scope="col" className={align(c.kind)}>
                {c.label}
                {c.unit && <small> {c.unit}</small>}
              </th>
            ))}
            {extraHead}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: n }, (_, row) => (
            <tr key={table.key(row)}>
              {table.columns.map((c, k) => (
                <td key={c.key} className={align(c.kind)}>
                  {cell(table, k, row)}
                </td>
              ))}
              {extra?.(row)}
            </tr>
          ))}
        </tbody>
      </table>
      {n < table.n && (
        <p className="more">
          The first {showNumber(n)} of {showNumber(table.n)} rows.
        </p>
      )}
    </>
  )
}
