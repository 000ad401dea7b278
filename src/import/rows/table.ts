/** A table of text as any format hands it over, before anybody knows what its columns mean. */
import type { ByteDict } from '../../core/base/byteDict.ts'
import type { Layer, UntoldTable } from '../contract.ts'
import type { DateOrder } from '../meaning/dates.ts'
import { StringCells } from './cells.ts'
import type { Cells } from './cells.ts'
import type { Spans } from './columns.ts'

/** Some rows of a table in file order. */
export interface Batch {
  readonly n: number
  /** the cells of row i; the same object is moved from row to row */
  at(i: number): Cells
  /** 1-based line (or row, or record) number in the file where row i begins */
  line(i: number): number
  /** share of the file read so far, 0..1 */
  readonly share: number
  /**
   * A column of some of its rows, where its cells lie in the bytes of a file; the answer is overwritten by the next.
   */
  spans?(column: number, rows: Int32Array): Spans
  /** A column's numbers of all rows, overwritten by the next question; NaN where the cell itself must be asked. */
  numbers?(column: number): Float64Array | undefined
  /** Reads the plain moments of a column beforehand, so that its cells need only be asked. */
  knowMoments?(column: number, order: DateOrder): void
  /** Writes the codes that a dictionary gives a column of some rows; false where it did not. */
  codes?(column: number, rows: Int32Array, dict: ByteDict, into: Uint32Array, at: number): boolean
  /** The texts of a column of some rows behind each other, and where each ends from `used` on; overwritten by the next. */
  copied?(
    column: number,
    rows: Int32Array,
    used: number,
  ): { bytes: Uint8Array; ends: Uint32Array } | undefined
}

/** Rows of texts as a batch. */
export function stringBatch(
  rows: readonly (readonly string[])[],
  line: (i: number) => number,
  share: number,
): Batch {
  const cells = new StringCells()
  return {
    n: rows.length,
    share,
    line,
    at(i) {
      cells.current = rows[i]
      return cells
    },
  }
}

/** How many rows a format keeps for guessing. */
export const SAMPLE_ROWS = 2000

/** A table that can be read as often as needed: guesses are made on a sample and checked on the whole. */
export interface RawTable {
  /** file name; inside an archive "archive.zip › path" */
  readonly name: string
  /** header texts, trimmed, each one different; "column 1" … where the file has no header */
  readonly header: readonly string[]
  readonly headerless: boolean
  /** first rows below the header, for guessing and for the preview */
  readonly sample: readonly (readonly string[])[]
  /** what was found about the format, a sentence each */
  readonly notes: readonly string[]
  /** what the file is, in words: "CSV, UTF-8" */
  readonly format: string
  /** why a row has no coordinates, where the format knows better than "no coordinates" */
  readonly unplaced?: string
  /** how many rows there are, where that is known beforehand */
  readonly rows?: number
  /** days by which the calendar of its numbers is behind the usual one, where the workbook says so: it begins in 1904 */
  readonly since1904?: number
  /** the layers of its file that hold incidents, this one among them */
  readonly layers?: readonly Layer[]
  batches(): AsyncGenerator<Batch>
}

/** The non-blank sample values of a column. */
export function valuesOf(table: RawTable, column: number, most = 500): string[] {
  const found: string[] = []
  for (const row of table.sample) {
    const v = row[column]
    // a header repeated among the rows is no value
    if (v !== undefined && v.trim() !== '' && v !== table.header[column]) found.push(v)
    if (found.length >= most) break
  }
  return found
}

/**
 * A file that cannot be used. `message` is a sentence for the user: what is wrong, expected, to do.
 * Several files declined with the same `family` are told in one breath: "36 files, the first …: family".
 */
export class Declined extends Error {
  constructor(
    message: string,
    readonly family?: string,
    /** the table itself, where only its columns are in doubt */
    readonly table?: UntoldTable,
    /** what it is, where it is plainly no table: "text", "a PDF" */
    readonly plainly?: string,
  ) {
    super(message)
  }
}

/** A table that lies in memory already, for formats that cannot be read in pieces. */
export function memoryTable(
  name: string,
  format: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  {
    notes = [],
    headerless = false,
    firstLine = 1,
    unplaced,
  }: { notes?: string[]; headerless?: boolean; firstLine?: number; unplaced?: string } = {},
): RawTable {
  return {
    name,
    format,
    header: tidyHeader(header),
    headerless,
    notes,
    rows: rows.length,
    ...(unplaced && { unplaced }),
    sample: rows.slice(0, SAMPLE_ROWS),
    async *batches() {
      const step = 5000
      for (let at = 0; at < rows.length; at += step) {
        const part = rows.slice(at, at + step)
        yield stringBatch(part, (i) => firstLine + at + i, Math.min(1, (at + step) / rows.length))
      }
    },
  }
}

/** Signs of no width that some systems put into their headings: nobody sees them, and no name has them. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

/** Header texts made usable: trimmed, blanks named by position, repeats numbered. */
export function tidyHeader(cells: readonly string[], width = cells.length): string[] {
  const seen = new Map<string, number>()
  return Array.from({ length: Math.max(width, cells.length) }, (_, i) => {
    const name = (cells[i] ?? '').replace(UNSEEN, '').replace(/\s+/g, ' ').trim() || `column ${i + 1}`
    const n = (seen.get(name) ?? 0) + 1
    seen.set(name, n)
    return n > 1 ? `${name} (${n})` : name
  })
}
