/** Excel workbooks: every sheet that holds a table. */
import { showNumber } from '../../core/base/words.ts'
import { cellText, MAX_CELL } from '../rows/cellText.ts'
import { Declined } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import { refused } from './format.ts'
import { XLSX } from './refusals.ts'
import { BEHIND_1904, mergedOf, sheetTables } from './sheets.ts'
import type { Merged, Sheet } from './sheets.ts'
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
  const { thinned, hidden, since1904 } = await fitting(name, blob)
  const book = thinned ?? (await blob.arrayBuffer())
  const { default: readSheets } = await import('read-excel-file/universal')
  let sheets: { sheet: string; data: unknown[][] }[]
  try {
    sheets = await readSheets(book)
  } catch {
    throw refused(name, XLSX)
  }
  return sheetTables(
    name,
    'Excel workbook',
    sheets.map(({ sheet, data }, i) => ({
      name: sheet,
      rows: data.map((r) => r.map(cellText)),
      ...hidden(sheet, i),
    })),
    since1904,
  )
}

/** Sheets with more empty rows than this are thinned: the reader's time grows with their square. */
const MANY_EMPTY = 5000
const READ =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/
const EMPTY_ROW = /<row\b[^<>]*\/>|<row\b[^<>]*>(?:<c\b[^<>]*\/>)*<\/row>/g

/**
 * Refuses a book that would fill the memory, before it is read: by the size of its XML and the addresses of its cells.
 * Counts what is hidden on the way.
 */
async function fitting(name: string, blob: Blob): Promise<Fitting> {
  const parts: Record<string, Uint8Array> = {}
  const hiddenRows = new Map<string, Of>()
  let size = 0
  let empty = 0
  let cut = false
  let since1904 = 0
  for await (const entry of entriesOf(name, blob, (path) => READ.test(path))) {
    if (!entry) continue
    size += entry.blob.size
    if (size > MAX_XML)
      throw new Declined(
        `${name} unpacks to more than ${MAX_XML / 2 ** 20} MB, more than a browser can read as a workbook. Save the sheet as CSV and drop that.`,
      )
    const whole = new Uint8Array(await entry.blob.arrayBuffer())
    const short = withoutLongTexts(whole)
    const xml = entry.path.startsWith('xl/worksheets/') ? withReferences(short) : short
    if (xml !== whole) cut = true
    parts[entry.path] = xml
    if (entry.path === 'xl/workbook.xml') {
      // the reader knows the calendar of old Macs by "1" alone
      const text = new TextDecoder().decode(xml)
      const plain = text.replace(/\bdate1904\s*=\s*["']\s*true\s*["']/i, 'date1904="1"')
      if (/\bdate1904\s*=\s*["']\s*1\s*["']/.test(plain)) since1904 = BEHIND_1904
      if (plain !== text) {
        cut = true
        parts[entry.path] = new TextEncoder().encode(plain)
      }
    }
    if (!entry.path.startsWith('xl/worksheets/')) continue
    const { row, column, filled, rows, hidden } = reachOf(xml)
    hiddenRows.set(entry.path, { hiddenRows: hidden, merged: mergedIn(xml) })
    if (row * column > MAX_CELLS)
      throw new Declined(
        `${name} has a cell at row ${showNumber(row)} and one at column ${showNumber(column)}: a sheet that wide and long cannot be read. Delete what stands far from the table, or save the table as CSV and drop that.`,
      )
    if (rows - filled < MANY_EMPTY) continue
    empty += rows - filled
    parts[entry.path] = new TextEncoder().encode(new TextDecoder().decode(xml).replace(EMPTY_ROW, ''))
  }
  const { zipSync } = await import('fflate')
  return {
    thinned: empty === 0 && !cut ? undefined : (zipSync(parts, { level: 0 }).buffer as ArrayBuffer),
    hidden: hiddenIn(parts, hiddenRows),
    since1904,
  }
}

/** The same XML with texts longer than any cell is kept cut: the reader's time grows with their square. */
function withoutLongTexts(xml: Uint8Array): Uint8Array {
  const keep: Uint8Array[] = []
  let from = 0
  for (let i = xml.indexOf(LESS); i >= 0;) {
    const next = xml.indexOf(LESS, i + 1)
    if (next - i > MAX_CELL) {
      let end = xml.indexOf(GREATER, i) + MAX_CELL
      if (end < next) {
        // neither a letter nor an entity is cut in two
        while ((xml[end] & 0xc0) === 0x80) end--
        const entity = xml.lastIndexOf(AMPERSAND, end)
        if (end - entity < 10) end = entity
        keep.push(xml.subarray(from, end))
        from = next
      }
    }
    i = next
  }
  if (keep.length === 0) return xml
  keep.push(xml.subarray(from))
  const all = new Uint8Array(keep.reduce((n, k) => n + k.length, 0))
  let at = 0
  for (const k of keep) {
    all.set(k, at)
    at += k.length
  }
  return all
}

const NO_REFERENCE = /<c(?![^<>]*\sr=)[\s/>]/

/** The same XML with the reference that a cell may leave out: it stands behind the one before. */
function withReferences(xml: Uint8Array): Uint8Array {
  // the first cells tell how a file is written
  if (!NO_REFERENCE.test(new TextDecoder().decode(xml.subarray(0, FIRST_CELLS)))) return xml
  let [row, column] = [0, 0]
  const text = new TextDecoder()
    .decode(xml)
    .replace(/<(row|c)((?:\s[^<>]*|\/)?)>/g, (tag, kind, rest: string) => {
      const [, letters = '', figures] = /\sr="([A-Z]*)(\d+)"/.exec(rest) ?? []
      if (kind === 'row') {
        row = figures === undefined ? row + 1 : +figures
        column = 0
        return figures === undefined ? `<row r="${row}"${rest}>` : tag
      }
      column = letters === '' ? column + 1 : columnOf(letters)
      return letters === '' ? `<c r="${lettersOf(column)}${row}"${rest}>` : tag
    })
  return new TextEncoder().encode(text)
}

const FIRST_CELLS = 20_000

const columnOf = (letters: string): number =>
  [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0)

const lettersOf = (column: number): string =>
  column === 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))

/** A book that fits into memory. */
interface Fitting {
  /** without its empty rows, where it has very many */
  readonly thinned: ArrayBuffer | undefined
  /** as in RawTable */
  readonly since1904: number
  /** what is hidden of a sheet, and its cells over several rows */
  hidden(sheet: string, i: number): Pick<Sheet, 'hidden' | 'hiddenRows' | 'merged'>
}

/** What the XML of one sheet tells beside its cells. */
type Of = Pick<Sheet, 'hiddenRows' | 'merged'>

const CELLS_END = new TextEncoder().encode('</sheetData>')

/** The cells of a sheet that reach over several rows: they are listed behind all cells. */
function mergedIn(xml: Uint8Array): Merged[] {
  let at = xml.length - CELLS_END.length
  while (at > 0 && !CELLS_END.every((b, k) => xml[at + k] === b)) at = xml.lastIndexOf(LESS, at - 1)
  if (at <= 0) return []
  const refs = new TextDecoder()
    .decode(xml.subarray(at))
    .matchAll(/<(?:\w+:)?mergeCell\b[^<>]*\bref="([^"]{1,40})"/g)
  return [...refs].flatMap(([, ref]) => mergedOf(ref) ?? [])
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

/** Which sheets are hidden, by the list of sheets, and how many of their rows. */
function hiddenIn(
  parts: Readonly<Record<string, Uint8Array>>,
  hiddenRows: ReadonlyMap<string, Of>,
): Fitting['hidden'] {
  const text = (path: string) => new TextDecoder().decode(parts[path] ?? new Uint8Array())
  const tags = [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\b[^<>]*>/g)].map(([tag]) => tag)
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/'),
    ]),
  )
  return (_, i) => ({
    hidden: /hidden/i.test(attribute(tags[i] ?? '', 'state')),
    ...hiddenRows.get(targets.get(attribute(tags[i] ?? '', 'r:id')) ?? ''),
  })
}

const [LESS, GREATER, SLASH, BLANK, AMPERSAND] = [60, 62, 47, 32, 38]
const [LETTER_C, LETTER_R, LETTER_O] = [99, 114, 111]

const HIDDEN = /^<row\b.*\bhidden="(1|true)"/
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.max(from, to)))

/** The last row and column of a sheet's XML that hold something, how many rows do, and how many are hidden. */
function reachOf(xml: Uint8Array): Record<'row' | 'column' | 'filled' | 'rows' | 'hidden', number> {
  const reach = { row: 0, column: 0, filled: 0, rows: 0, hidden: 0 }
  let here = -1
  for (let i = xml.indexOf(LESS); i >= 0; i = xml.indexOf(LESS, i + 1)) {
    if (xml[i + 1] === LETTER_R && xml[i + 2] === LETTER_O) {
      reach.rows++
      const end = xml.indexOf(GREATER, i)
      if (HIDDEN.test(ascii(xml, i, Math.min(end, i + 300)))) reach.hidden++
    }
    if (xml[i + 1] !== LETTER_C || xml[i + 2] !== BLANK) continue
    const end = xml.indexOf(GREATER, i)
    // a cell closed at once has a look and no value
    if (end < 0 || xml[end - 1] === SLASH) continue
    const m = /\br="([A-Z]{1,4})(\d+)"/.exec(ascii(xml, i, Math.min(end, i + 60)))
    if (!m) continue
    const column = columnOf(m[1])
    if (+m[2] !== here) reach.filled++
    here = +m[2]
    reach.row = Math.max(reach.row, here)
    reach.column = Math.max(reach.column, column)
  }
  return reach
}
