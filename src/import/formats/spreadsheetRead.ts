/**
 * Old and odd workbooks: .xls (BIFF), XML of 2003, OpenDocument, and web tables named .xls. They are read by
 * SheetJS, loaded with this file only for them. Its authors left the package registry at 0.18.5, which has known holes (prototype
 * pollution, CVE-2023-30533; slow patterns, CVE-2024-22363); @e965/xlsx is the current release, 0.20.3, published
 * there from the authors' own repository, its change log naming both as mended.
 */
import { MS_PER_DAY } from '../../core/base/time.ts'
import type { CellObject, WorkBook } from '@e965/xlsx'
import { cellText } from '../rows/cellText.ts'
import { Declined } from '../rows/table.ts'
import { allBytes, textOf } from './bytes.ts'
import { refused } from './format.ts'
import type { Found, Incoming } from './format.ts'
import { notTooDeepXml } from './nesting.ts'
import { SPREADSHEET } from './refusals.ts'
import { BEHIND_1904, sheetTables } from './sheets.ts'
import type { Sheet } from './sheets.ts'
import { hiddenInOpenDocument } from './hiddenInOpenDocument.ts'
import { entriesOf } from './zip.ts'

/** The whole book lies in memory, as bytes and as cells. */
const MAX_BYTES = 64 * 2 ** 20
/** Most bytes of XML that an OpenDocument may unpack to. */
const MAX_XML = 256 * 2 ** 20
/** Most cells of all sheets. */
const MAX_CELLS = 20_000_000

/** Opens a workbook that is known to be of this kind, as the words of KINDS in spreadsheet.ts. Throws Declined where it cannot. */
export async function openSpreadsheet({ name, bytes, head }: Incoming, kind: string): Promise<Found> {
  const raw = await allBytes(bytes, MAX_BYTES)
  const xml = head.text === '' ? undefined : textOf(raw)
  if (xml !== undefined) {
    if (kind !== 'web table') notTooDeepXml(name, xml)
    mustFit(name, xml)
  }
  const document = head.directory === '' ? xml : await mustUnpack(name, new Blob([raw]))
  const { CFB, read, SSF } = await import('@e965/xlsx')
  let book: WorkBook
  const hidden = hiddenInOpenDocument(document ?? '')
  try {
    // texts of web tables and numbers of workbooks stay what they are: dates are told here
    book = quietly(() =>
      xml === undefined
        ? read(withValues(raw, document, CFB as Containers), OPTIONS)
        : read(kind === 'web table' ? withClosedCells(xml) : withValuedCells(xml), {
            ...OPTIONS,
            type: 'string',
            raw: true,
          }),
    )
  } catch {
    throw refused(name, SPREADSHEET)
  }
  return {
    tables: sheetTables(
      bytes.name,
      kind,
      sheetsOf(name, book, (z) => SSF.is_date(z)).map((sheet, i) => ({ ...sheet, ...hidden[i] })),
      behind(book),
    ),
  }
}

/** What the reader's own way with archives offers. */
interface Containers {
  read: (bytes: Uint8Array, options: { type: 'array' }) => object
  find: (archive: object, path: string) => { content: Uint8Array } | null
  write: (archive: object, options: { fileType: 'zip'; type: 'array' }) => Uint8Array
}

/** Numbers without words, as GDAL and QGIS write them into OpenDocument, stand in tags that end by themselves: to the reader such are empty. */
const withValuedCells = (xml: string): string =>
  // two plain searches: one that looks for the attribute too takes the square of the length of a tag made long to harm
  xml.replace(/<table:table-cell\b[^<>]*\/>/g, (cell) =>
    /\boffice:value-type="(?!string)/.test(cell) ? `${cell.slice(0, -2)}></table:table-cell>` : cell,
  )

/** The bytes of an OpenDocument with such cells told in a way the reader takes. */
function withValues(raw: Uint8Array, content: string | undefined, archives: Containers): Uint8Array {
  if (content === undefined) return raw
  const told = withValuedCells(content)
  if (told === content) return raw
  const archive = archives.read(raw, { type: 'array' })
  const entry = archives.find(archive, '/content.xml')
  if (!entry) return raw
  entry.content = new TextEncoder().encode(told)
  return archives.write(archive, { fileType: 'zip', type: 'array' })
}

/** A web table whose cells all end: HTML lets the next cell or row end one. */
function withClosedCells(html: string): string {
  const count = (form: RegExp) => html.match(form)?.length ?? 0
  if (count(/<t[dh][\s>]/gi) <= count(/<\/t[dh]\s*>/gi)) return html
  let open = ''
  return html.replace(/<(\/?)(td|th|tr|table)\b[^<>]*>/gi, (tag, end: string, name: string) => {
    const before = open !== '' && !(end && /^t[dh]$/i.test(name)) ? `</${open}>` : ''
    open = !end && /^t[dh]$/i.test(name) ? name : ''
    return before + tag
  })
}

const OPTIONS = {
  type: 'array',
  dense: true,
  cellDates: false,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellFormula: false,
  cellStyles: true,
  bookVBA: false,
} as const

/** Runs the reader without what it says of odd records, which would stand among our own words in a terminal. */
function quietly<T>(run: () => T): T {
  const { error } = console
  console.error = () => {}
  try {
    return run()
  } finally {
    console.error = error
  }
}

/** Refuses an OpenDocument whose cells are said to be repeated a million times. */
function mustFit(name: string, xml: string): void {
  let cells = 0
  let times = 1
  for (const [tag, kind] of xml.matchAll(/<table:table-(row|cell)\b[^<>]*>/g)) {
    const n = Number(/number-(?:rows|columns)-repeated="(\d+)"/.exec(tag)?.[1] ?? 1)
    if (kind === 'row') times = tag.endsWith('/>') ? 0 : n
    // cells without a value are passed over by the reader
    else if (/office:value|string-value|-value=/.test(tag)) cells += times * n
    if (cells > MAX_CELLS)
      throw new Declined(
        `${name} has more cells than a page can hold. Delete what stands far from the table, or save the table as CSV.`,
      )
  }
}

/** Refuses a packed workbook that unpacks to more than fits, before the reader unpacks it at once. Gives its content. */
async function mustUnpack(name: string, blob: Blob): Promise<string | undefined> {
  let size = 0
  let content: string | undefined
  for await (const entry of entriesOf(name, blob)) {
    if (!entry) continue
    size += entry.blob.size
    if (size > MAX_XML)
      throw new Declined(
        `${name} unpacks to more than ${MAX_XML / 2 ** 20} MB, more than a browser can read as a workbook. Save the sheet as CSV and drop that.`,
      )
    if (entry.path === 'content.xml') {
      const xml = await entry.blob.text()
      notTooDeepXml(name, xml)
      mustFit(name, xml)
      content = xml
    }
  }
  return content
}

const behind = (book: WorkBook): number => (book.Workbook?.WBProps?.date1904 ? BEHIND_1904 : 0)

function sheetsOf(name: string, book: WorkBook, isDate: (format: string) => boolean): Sheet[] {
  const later = behind(book)
  let cells = 0
  const text = (cell: CellObject | undefined): string => {
    cells++
    if (!cell || cell.t === 'e' || cell.t === 'z') return ''
    if (cell.t === 'n' && typeof cell.v === 'number' && typeof cell.z === 'string' && isDate(cell.z))
      // day 25569 of Excel's 1900 calendar is 1970-01-01
      return cellText(new Date((cell.v + later - 25_569) * MS_PER_DAY))
    return cellText(cell.v)
  }
  return book.SheetNames.map((title, i) => {
    const sheet = book.Sheets[title]
    const data = (sheet['!data'] ?? []) as (readonly (CellObject | undefined)[] | undefined)[]
    const rows = Array.from(data, (row) => Array.from(row ?? [], text))
    if (cells > MAX_CELLS)
      throw new Declined(
        `${name} has more cells than a page can hold. Delete what stands far from the table, or save the table as CSV.`,
      )
    return {
      name: title,
      rows,
      hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
      merged: (sheet['!merges'] ?? [])
        .filter(({ s, e }) => e.r > s.r)
        .map(({ s, e }) => ({ column: s.c, top: s.r, bottom: e.r })),
      hiddenRows: (sheet['!rows'] ?? []).filter((r, k) => r?.hidden && rows[k]?.some((c) => c !== '')).length,
    }
  })
}
