/** Excel workbooks: every sheet that holds a table. */
import { zipSync } from 'fflate'
import { cellText } from '../rows/cellText.ts'
import { Declined, memoryTable, tidyHeader } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import { findHeader } from './csv.ts'
import { entriesOf } from './zip.ts'

/** Larger workbooks fill a browser tab's memory when unpacked. */
const MAX_BYTES = 100 * 2 ** 20
/** Most XML that a book may unpack to. */
const MAX_XML = 800 * 2 ** 20
/** Most cells of a sheet from A1 to its last one: the reader makes one for each, filled or not. */
const MAX_CELLS = 40_000_000

/** The sheets of a workbook as tables, empty ones left away. Throws Declined for damaged or huge books. */
export async function openXlsx(name: string, blob: Blob): Promise<RawTable[]> {
  if (blob.size > MAX_BYTES)
    throw new Declined(
      `${name} is an Excel workbook of more than 100 MB. Save the sheet as CSV and drop that.`,
    )
  const book = (await fitting(name, blob)) ?? (await blob.arrayBuffer())
  const { default: readSheets } = await import('read-excel-file/universal')
  let sheets: { sheet: string; data: unknown[][] }[]
  try {
    sheets = await readSheets(book)
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

/** Sheets with more empty rows than this are thinned: the reader's time grows with their square. */
const MANY_EMPTY = 5000
const READ =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/
const EMPTY_ROW = /<row\b[^>]*\/>|<row\b[^>]*>(?:<c\b[^>]*\/>)*<\/row>/g

/**
 * Refuses a book that would fill the memory, before it is read: by the size of its XML and the addresses of its cells.
 * Gives the book without its empty rows where it has very many; undefined = as it is.
 */
async function fitting(name: string, blob: Blob): Promise<ArrayBuffer | undefined> {
  const parts: Record<string, Uint8Array> = {}
  let size = 0
  let empty = 0
  for await (const entry of entriesOf(name, blob, (path) => READ.test(path))) {
    if (!entry) continue
    size += entry.blob.size
    if (size > MAX_XML)
      throw new Declined(
        `${name} unpacks to more than ${MAX_XML / 2 ** 20} MB, more than a browser can read as a workbook. Save the sheet as CSV and drop that.`,
      )
    const xml = new Uint8Array(await entry.blob.arrayBuffer())
    parts[entry.path] = xml
    if (!entry.path.startsWith('xl/worksheets/')) continue
    const { row, column, filled, rows } = reachOf(xml)
    if (row * column > MAX_CELLS)
      throw new Declined(
        `${name} has a cell at row ${row.toLocaleString('en-GB')} and one at column ${column.toLocaleString('en-GB')}: a sheet that wide and long cannot be read. Delete what stands far from the table, or save the table as CSV and drop that.`,
      )
    if (rows - filled < MANY_EMPTY) continue
    empty += rows - filled
    parts[entry.path] = new TextEncoder().encode(new TextDecoder().decode(xml).replace(EMPTY_ROW, ''))
  }
  return empty === 0 ? undefined : (zipSync(parts, { level: 0 }).buffer as ArrayBuffer)
}

const [LESS, GREATER, SLASH, BLANK] = [60, 62, 47, 32]
const [LETTER_C, LETTER_R, LETTER_O] = [99, 114, 111]

/** The last row and the last column of a sheet's XML that hold something, and how many of its rows do. */
function reachOf(xml: Uint8Array): { row: number; column: number; filled: number; rows: number } {
  const reach = { row: 0, column: 0, filled: 0, rows: 0 }
  let here = -1
  for (let i = xml.indexOf(LESS); i >= 0; i = xml.indexOf(LESS, i + 1)) {
    if (xml[i + 1] === LETTER_R && xml[i + 2] === LETTER_O) reach.rows++
    if (xml[i + 1] !== LETTER_C || xml[i + 2] !== BLANK) continue
    const end = xml.indexOf(GREATER, i)
    // a cell closed at once has a look and no value
    if (end < 0 || xml[end - 1] === SLASH) continue
    const m = /\br="([A-Z]{1,4})(\d+)"/.exec(String.fromCharCode(...xml.subarray(i, Math.min(end, i + 60))))
    if (!m) continue
    let column = 0
    for (const letter of m[1]) column = column * 26 + letter.charCodeAt(0) - 64
    if (+m[2] !== here) reach.filled++
    here = +m[2]
    reach.row = Math.max(reach.row, here)
    reach.column = Math.max(reach.column, column)
  }
  return reach
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
