/** Sheets of any workbook as tables: title rows and cover sheets passed over, what is hidden read and said. */
import { countOf } from '../../core/base/words.ts'
import { fieldsOfHeader } from '../meaning/aliases.ts'
import { Declined, memoryTable, SAMPLE_ROWS, tidyHeader } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import { findHeader } from './findHeader.ts'

/** One sheet as texts. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  /** the sheet itself is hidden */
  readonly hidden?: boolean
  /** rows in it that are hidden, by hand or by a filter */
  readonly hiddenRows?: number
  /** cells that reach over several rows; rows and columns from 0, the last one in it */
  readonly merged?: readonly Merged[]
}

/** A cell over several rows of one column: its text stands in the first. */
export interface Merged {
  readonly column: number
  readonly top: number
  readonly bottom: number
}

/**
 * A cell address range such as "B2:B3" as cells over several rows, one for the column its text is in; undefined where it
 * reaches over one row only.
 */
export function mergedOf(ref: string): Merged | undefined {
  const m = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})$/.exec(ref)
  if (!m || m[2] === m[3]) return undefined
  const column = [...m[1]].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, top: +m[2] - 1, bottom: +m[3] - 1 }
}

/** Most rows that all merged cells of a sheet may reach over: more is a look and no table. */
const MOST_MERGED = 2_000_000

/** The rows with the text of each merged cell in every filled row it reaches over, and how many such cells there are. */
function filledDown({ rows, merged = [] }: Sheet): { rows: readonly (readonly string[])[]; n: number } {
  let left = MOST_MERGED
  let n = 0
  let out: (readonly string[])[] | undefined
  for (const { column, top, bottom } of merged) {
    const text = rows[top]?.[column] ?? ''
    const last = Math.min(bottom, rows.length - 1)
    if (text === '' || (left -= last - top) < 0) continue
    let reaches = false
    for (let i = top + 1; i <= last; i++) {
      const row = (out ?? rows)[i]
      // a row with nothing else in it is none
      if ((row[column] ?? '') !== '' || row.every((c) => c === '')) continue
      out ??= [...rows]
      out[i] = Array.from({ length: Math.max(row.length, column + 1) }, (_, k) =>
        k === column ? text : (row[k] ?? ''),
      )
      reaches = true
    }
    if (reaches) n++
  }
  return { rows: out ?? rows, n }
}

/** Days by which the calendar of 1904, that of old Macs, is behind the usual one. */
export const BEHIND_1904 = 1462

/**
 * The sheets of a book that hold a table; `since1904` as in RawTable, of numbers that no format tells to be dates. Throws
 * Declined where none holds anything.
 */
export function sheetTables(
  name: string,
  format: string,
  sheets: readonly Sheet[],
  since1904 = 0,
): RawTable[] {
  const filled = sheets.flatMap((given) => {
    const { rows, n } = filledDown(given)
    const sheet = { ...given, rows, mergedCells: n }
    const at = sheet.rows.map((_, i) => i).filter((i) => sheet.rows[i].some((c) => c.trim() !== ''))
    return at.length > 0 ? [{ sheet, at, known: namesOf(sheet, at) }] : []
  })
  if (filled.length === 0)
    throw new Declined(`${name} is ${format} with nothing in it. Save the sheet with its table, or as CSV.`)
  // beside a sheet of known columns, one without any is a cover, a key or a chart
  const best = Math.max(...filled.map((f) => f.known))
  const tables = best >= 2 ? filled.filter((f) => f.known >= 2) : filled
  const covers = filled.filter((f) => !tables.includes(f)).map((f) => `“${f.sheet.name}”`)
  return tables.map(({ sheet, at }, i) => {
    const notes = notesOf(sheet)
    if (i === 0 && covers.length > 0)
      notes.push(
        `${countOf(covers.length, 'sheet')} without a table passed over: ${covers.slice(0, 6).join(', ')}.`,
      )
    const table = tableOf(filled.length > 1 ? `${name} › ${sheet.name}` : name, format, sheet, at, notes)
    return since1904 > 0 ? { ...table, since1904 } : table
  })
}

/** How many fields the likeliest header row of a sheet names. */
function namesOf({ rows }: Sheet, at: readonly number[]): number {
  const counts = at
    .slice(0, 25)
    .map((i) => new Set(rows[i].flatMap((c) => fieldsOfHeader(c)[0]?.field ?? [])).size)
  return Math.max(...counts)
}

function notesOf({
  name,
  hidden,
  hiddenRows = 0,
  mergedCells,
}: Sheet & { readonly mergedCells: number }): string[] {
  return [
    ...(mergedCells > 0
      ? [
          `${countOf(mergedCells, 'cell')} of the sheet “${name}” ${mergedCells === 1 ? 'reaches' : 'reach'} over several rows: the text stands for each of them.`,
        ]
      : []),
    ...(hidden ? [`The sheet “${name}” is hidden in the workbook: its rows were read.`] : []),
    ...(hiddenRows > 0
      ? [
          `${countOf(hiddenRows, 'row')} of the sheet “${name}” ${hiddenRows === 1 ? 'is' : 'are'} hidden, by hand or by a filter: ${hiddenRows === 1 ? 'it was' : 'they were'} read too.`,
        ]
      : []),
  ]
}

function tableOf(
  name: string,
  format: string,
  { rows }: Sheet,
  filled: readonly number[],
  notes: string[],
): RawTable {
  const found = findHeader(filled.slice(0, SAMPLE_ROWS).map((i) => rows[i]))
  const at = found.at < 0 ? -1 : filled[found.at]
  const width = filled.slice(0, 200).reduce((w, i) => Math.max(w, rows[i].length), 0)
  if (found.above > 0) notes.push(`${countOf(found.above, 'title row')} above the header skipped.`)
  // a sheet row is a line: blank rows between keep the numbers true
  const table = memoryTable(name, format, tidyHeader(found.names, width), rows.slice(at + 1), {
    headerless: at < 0,
    firstLine: at + 2,
    notes,
  })
  return dropBlank(table)
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
