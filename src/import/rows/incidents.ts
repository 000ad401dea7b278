/** Rows of any incident table into growing columns, every row kept or counted by reason. */
import { FLAG } from '../../core/table/incidents.ts'
import { NotUtf8 } from '../formats/bytes.ts'
import type { Cells } from './cells.ts'
import type { Collector } from './collector.ts'
import type { ImportOptions } from '../contract.ts'
import { readGridRef } from '../meaning/coords.ts'
import { unguarded } from '../../core/base/csv.ts'
import { KIND_HEADER } from '../formats/export.ts'
import { withoutPersonal } from '../meaning/guess.ts'
import type { Mapping } from '../meaning/guess.ts'
import { LEFT_OUT } from './reasons.ts'
import type { Batch, RawTable } from './table.ts'
import { isBlank, WindowReader } from './window.ts'

/** Reads a table into the collector; yields after each batch so that a cancel can land. */
export async function* readIncidents(
  table: RawTable,
  mapping: Mapping,
  into: Collector,
  options: ImportOptions = {},
): AsyncGenerator<{ share: number; rows: number }> {
  let use = mapping
  for (let attempt = 0; ; attempt++) {
    const rewind = into.mark()
    const start = into.n
    const before = into.rows
    const reader = new RowReader(table, use, into, options)
    try {
      for await (const batch of table.batches()) {
        reader.take(batch)
        const share = Math.max(batch.share, 0.001)
        into.foresee(Math.min(2 ** 26, Math.ceil(start + ((into.n - start) / share) * 1.03)))
        yield { share: batch.share, rows: into.rows - before }
      }
    } catch (error) {
      // the text was not UTF-8 after all: the table has changed its mind and is read again
      if (!(error instanceof NotUtf8) || attempt > 2) throw error
      rewind()
      continue
    }
    const dates = reader.window.tally()
    const better = dates.second > dates.first ? 'mdy' : 'dmy'
    if (!use.orderFixed && dates.first !== dates.second && better !== use.order && attempt < 2) {
      // the sample said one order, the whole column another
      rewind()
      use = { ...use, order: better }
      continue
    }
    into.segments.push({
      name: table.name,
      what:
        use.monthly && table.header.some((h) => /^falls within$/i.test(h))
          ? `data.police.uk, ${table.format}`
          : table.format,
      start,
      end: into.n,
      rows: into.rows - before,
      mapping: use,
      table,
      dates,
    })
    return
  }
}

const FOOTER =
  /^\W*(grand )?(sub)?(total|count|rows? (count|returned|affected)|number of (rows|records)|end of (report|file|extract)|report (run|generated|produced)|\(?\d+ rows?|official|source|filters? applied)/i

/** Converts rows one by one. */
class RowReader {
  readonly window: WindowReader
  readonly #table: RawTable
  readonly #m: Mapping
  readonly #into: Collector
  readonly #keepOutside: boolean
  readonly #own: boolean
  /** coordinates of the row being read */
  #x = 0
  #y = 0
  #outside = false

  constructor(table: RawTable, m: Mapping, into: Collector, options: ImportOptions) {
    this.#table = table
    this.#m = m
    this.#into = into
    this.#keepOutside = options.treat?.outside === 'keep'
    this.window = new WindowReader(m, options)
    this.#own = table.header.includes(KIND_HEADER) && table.format.startsWith('CSV')
  }

  take(batch: Batch): void {
    const into = this.#into
    const { name } = this.#table
    const { doubts } = this.window
    into.reserve(batch.n)
    let n = into.n
    for (let i = 0; i < batch.n; i++) {
      into.rows++
      const cells = batch.at(i)
      const reason = this.#place(cells) ?? this.window.read(cells)
      if (reason !== undefined) {
        into.leftOut.add(kindOfBad(cells, this.#table.header) ?? reason, name, batch.line(i), () =>
          withoutPersonal(cells.row(), this.#m),
        )
        continue
      }
      this.#numbers(n)
      into.line.data[n++] = batch.line(i)
      this.#texts(cells)
      for (const doubt of doubts)
        into.doubt(doubt, name, batch.line(i), () => withoutPersonal(cells.row(), this.#m))
    }
    into.setRows(n)
  }

  /** Reads the coordinates; why they are no place, or undefined. */
  #place(row: Cells): string | undefined {
    const { col, crs, britain, decimalComma, swapped } = this.#m
    let x: number
    let y: number
    if (col.gridRef !== undefined && col.x === undefined && col.lng === undefined) {
      const text = row.text(col.gridRef)
      if (text === '') return 'no coordinates'
      const ref = readGridRef(text)
      if (!ref) return 'not a grid reference'
      x = ref.x
      y = ref.y
    } else {
      const [cx, cy] = col.x !== undefined ? [col.x, col.y] : [col.lng, col.lat]
      x = row.number(cx, decimalComma)
      y = row.number(cy, decimalComma)
      if (x !== x || y !== y)
        return isBlank(row.text(cx)) || isBlank(row.text(cy))
          ? (this.#table.unplaced ?? 'no coordinates')
          : 'coordinates are not numbers'
      if (swapped) [x, y] = [y, x]
    }
    if (x === 0 && y === 0) return 'coordinates 0,0'
    const refused = crs.refuse(x, y)
    if (refused !== undefined) return refused
    this.#outside = britain && !(x > -8.8 && x < 2.2 && y > 49.7 && y < 61)
    if (this.#outside && !this.#keepOutside) return LEFT_OUT.outside
    this.#x = x
    this.#y = y
    return undefined
  }

  /** Writes the numbers of the row that was read as row n. */
  #numbers(n: number): void {
    const into = this.#into
    const { window } = this
    const { flags } = window
    if (!this.#m.monthly && (flags & (FLAG.noTime | FLAG.placeholderTime)) === 0) into.timed++
    if (this.#outside) window.doubts.push('outlier')
    into.x.data[n] = this.#x
    into.y.data[n] = this.#y
    into.from.data[n] = window.from
    into.to.data[n] = window.to
    into.reported.data[n] = window.reported
    into.flags.data[n] = this.#outside ? flags | FLAG.outlier : flags
  }

  #texts(row: Cells): void {
    const { col, monthly } = this.#m
    const into = this.#into
    row.intoText(col.uprn, into.uprn)
    if (monthly) into.address.push('')
    else this.#address(row)
    if (this.#own) return this.#ownTexts(row)
    row.intoDict(col.offence ?? col.offenceCode, into.wording)
    row.intoDict(col.offence === undefined ? undefined : col.offenceCode, into.code)
    row.intoDict(col.kind, into.kind)
    row.intoDict(col.beat, into.beat)
    row.intoDict(col.outcome, into.outcome)
    row.intoDict(col.street, into.street)
    row.intoText(col.id, into.id)
    row.intoText(col.mo, into.mo)
  }

  /** The same from a CSV that Cocoon saved: the apostrophes it put before formulas come off again. */
  #ownTexts(row: Cells): void {
    const { col } = this.#m
    const into = this.#into
    const text = (column: number | undefined) => unguarded(row.text(column))
    into.wording.push(text(col.offence ?? col.offenceCode))
    into.code.push(col.offence === undefined ? '' : text(col.offenceCode))
    into.kind.push(text(col.kind))
    into.beat.push(text(col.beat))
    into.outcome.push(text(col.outcome))
    into.street.push(text(col.street))
    into.id.push(text(col.id))
    into.mo.push(text(col.mo))
  }

  #address(row: Cells): void {
    const { col } = this.#m
    const into = this.#into.address
    if (col.address !== undefined && !row.isEmpty(col.address)) {
      if (this.#own) into.push(unguarded(row.text(col.address)))
      else row.intoText(col.address, into)
      return
    }
    into.push(joinedAddress(row, col))
  }
}

/** The address of a row whose house, street, town and postcode stand in columns of their own; '' without a street. */
export function joinedAddress(row: Cells, col: Mapping['col']): string {
  if (col.street === undefined) return ''
  const house = `${row.text(col.houseNumber)} ${row.text(col.street)}`.trim()
  return [house, row.text(col.town), row.text(col.postcode)].filter((p) => p !== '').join(', ')
}

/** Why a row is no record at all: blank, the header once more, or a footer; undefined for every other. */
export function kindOfBad(cells: Cells, header: readonly string[]): string | undefined {
  let filled = 0
  let first = -1
  for (let c = header.length - 1; c >= 0; c--)
    if (!cells.isEmpty(c)) {
      first = c
      filled++
    }
  // most bad rows are records with something missing: they are told without making their texts
  if (filled === 0) return cells.row().every((c) => c.trim() === '') ? 'blank row' : undefined
  const text = cells.text(first)
  if (keyOf([text]) === keyOf([header[first]]) && keyOf(cells.row()) === keyOf(header))
    return 'repeated header'
  return filled <= Math.max(2, header.length / 3) && FOOTER.test(text) ? 'footer' : undefined
}

/** A row as it is compared with the header. */
const keyOf = (row: readonly string[]): string =>
  row
    .map((c) => c.replace(/\s+/g, ' ').trim())
    .join('\u0001')
    .toLowerCase()
