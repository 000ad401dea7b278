/** Socrata's export of rows: the columns described apart, each row a list of values. */
import { cellText } from '../rows/cellText.ts'
import { memoryTable } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import { isObject, viewOf } from './records.ts'
import type { Obj } from './records.ts'

/** Opens such a file. A column of places becomes two, longitude and latitude. */
export function fromSocrata(name: string, json: Obj): RawTable {
  const columns = (viewOf(json)!.columns as unknown[]).map((c) => (isObject(c) ? c : {}))
  const header: string[] = []
  const readers: ((row: readonly unknown[]) => string)[] = []
  columns.forEach((c, i) => {
    // Socrata's own columns (":sid", ":created_at") say nothing of the crime
    if (c.dataTypeName === 'meta_data' || String(c.fieldName).startsWith(':')) return
    const title = cellText(c.name) || cellText(c.fieldName)
    if (c.dataTypeName === 'location') {
      const part = (row: readonly unknown[], k: number) => (Array.isArray(row[i]) ? cellText(row[i][k]) : '')
      header.push('Longitude', 'Latitude')
      readers.push(
        (row) => part(row, 2),
        (row) => part(row, 1),
      )
      return
    }
    header.push(title)
    readers.push((row) => cellText(row[i]))
  })
  const rows = (json.data as unknown[]).filter((r) => Array.isArray(r)) as unknown[][]
  return memoryTable(
    name,
    'Socrata, JSON',
    header,
    rows.map((row) => readers.map((read) => read(row))),
  )
}
