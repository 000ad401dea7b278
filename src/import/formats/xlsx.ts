/** Excel workbooks: every sheet that holds a table. */
import { cellText } from '../cellText.ts'
import { Declined, memoryTable, tidyHeader } from '../table.ts'
import type { RawTable } from '../table.ts'
import { findHeader } from './csv.ts'

/** Larger workbooks fill a browser tab's memory when unpacked. */
const MAX_BYTES = 100 * 2 ** 20

/** The sheets of a workbook as tables, empty ones left away. Throws Declined for damaged or huge books. */
export async function openXlsx(name: string, blob: Blob): Promise<RawTable[]> {
  if (blob.size > MAX_BYTES)
    throw new Declined(
      `${name} is an Excel workbook of more than 100 MB. Save the sheet as CSV and drop that.`,
    )
  const { default: readSheets } = await import('read-excel-file/universal')
  let sheets: { sheet: string; data: unknown[][] }[]
  try {
    sheets = await readSheets(await blob.arrayBuffer())
  } catch {
    throw new Declined(
      `${name} is an Excel workbook that is damaged or locked. Save it anew without a password, or as CSV.`,
    )
  }
  const tables = sheets.flatMap(({ sheet, data }) => {
    const rows = data.map((r) => r.map(cellText))
    const filled = rows.map((_, i) => i).filter((i) => rows[i].some((c) => c.trim() !== ''))
    if (filled.length === 0) return []
    const found = findHeader(filled.map((i) => rows[i]))
    const at = found < 0 ? -1 : filled[found]
    const width = Math.max(...filled.slice(0, 200).map((i) => rows[i].length))
    const body = rows.slice(at + 1)
    // a sheet row is a line: blank rows between keep the numbers true
    const table = memoryTable(
      sheets.length > 1 ? `${name} › ${sheet}` : name,
      'Excel workbook',
      tidyHeader(at < 0 ? [] : rows[at], width),
      body,
      {
        headerless: at < 0,
        firstLine: at + 2,
        notes: found > 0 ? [`${found} title ${found === 1 ? 'row' : 'rows'} above the header skipped.`] : [],
      },
    )
    return [dropBlank(table)]
  })
  if (tables.length === 0) throw new Declined(`${name} is an Excel workbook with nothing in it.`)
  return tables
}

/** The same table without rows that hold nothing, line numbers kept. */
function dropBlank(table: RawTable): RawTable {
  return {
    ...table,
    sample: table.sample.filter((r) => r.some((c) => c.trim() !== '')),
    async *batches() {
      for await (const b of table.batches()) {
        const keep = Array.from({ length: b.n }, (_, i) => i).filter((i) =>
          b
            .at(i)
            .row()
            .some((c) => c.trim() !== ''),
        )
        yield { n: keep.length, share: b.share, at: (i) => b.at(keep[i]), line: (i) => b.line(keep[i]) }
      }
    },
  }
}
