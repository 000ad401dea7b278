/** Rows of any incident table into growing columns, every row kept or counted by reason. */
import { FLAG } from '../../core/table/incidents.ts'
import { NotUtf8 } from '../formats/bytes.ts'
import { kindOfBad } from './badRows.ts'
import { hasLostNumber, joinedAddress } from './joinedAddress.ts'
import type { Cells } from './cells.ts'
import type { Collector } from './collector.ts'
import type { Dict, Texts } from './columns.ts'
import type { ImportOptions } from '../contract.ts'
import { FEW_OTHERS } from '../meaning/monthsAsDays.ts'
import { isNoLonger, statusText } from '../meaning/noCrime.ts'
import { coordinatesOf, isPlace, lngLatApart } from '../meaning/place.ts'
import { unguarded } from '../../core/base/csv.ts'
import { KIND_HEADER } from '../formats/kindHeader.ts'
import { withoutPersonal } from '../meaning/guess.ts'
import type { Mapping } from '../meaning/guess.ts'
import { LEFT_OUT } from './reasons.ts'
import type { Batch, RawTable } from './table.ts'
import { isBlank, WindowReader } from './window.ts'

/** A column of first days of months in its sample turns out to hold other days too: the table is to be read as one of days. */
export class NotMonths extends Error {}

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
    const months = into.n - start
    if (use.monthsAsDays && reader.window.noMonths > months * FEW_OTHERS) {
      rewind()
      throw new NotMonths()
    }
    const dates = reader.window.tally()
    const better = dates.second > dates.first ? 'mdy' : 'dmy'
    const settled = use.orderFixed || use.order === 'ymd'
    if (!settled && dates.first !== dates.second && better !== use.order && attempt < 2) {
      // the sample said one order, the whole column another
      rewind()
      use = { ...use, order: better }
      continue
    }
    const inTime = into.unplaced
    const segment = {
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
    }
    into.segments.push(segment)
    if (inTime.n > reader.unplacedBefore)
      inTime.segments.push({ ...segment, start: reader.unplacedBefore, end: inTime.n })
    return
  }
}

/** Two coordinates of a row further apart than this are told. */
const APART_M = 100
const APART = 'the two pairs of coordinates lie more than 100 m apart: placed by the first'
const FILLED = 'its coordinates are blank or no place: placed by the other coordinates of the file'

const NUMBER_LOST =
  'the house or flat number is a date, as a spreadsheet makes one of 12-14: which number it was is not known'

const NO_ROWS = new Int32Array(0)
const NO_NUMBERS = new Float64Array(0)

/** A column's numbers of all rows of a batch, in a room that is used again; none where they are asked cell by cell. */
function numbersOf(batch: Batch, column: number, room: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const found = batch.numbers?.(column)
  if (!found) return NO_NUMBERS
  const values = room.length < found.length ? new Float64Array(found.length) : room
  values.set(found)
  return values
}

/** Converts rows one by one. */
class RowReader {
  readonly window: WindowReader
  /** dates of rows without a place: read apart, so that they are no evidence of how the file writes its dates */
  readonly #inTime: WindowReader
  readonly unplacedBefore: number
  readonly #table: RawTable
  readonly #m: Mapping
  readonly #into: Collector
  readonly #keepOutside: boolean
  readonly #own: boolean
  /** whether the columns of reports and of changes are written */
  readonly #tellsReport: boolean
  readonly #tellsChange: boolean
  /** coordinates of the row being read */
  #x = 0
  #y = 0
  /** the numbers of its batch in the two columns of coordinates, where they are read beforehand */
  #across = NO_NUMBERS
  #up = NO_NUMBERS
  #outside = false
  /** what its two sets of coordinates say of each other */
  #doubt: string | undefined

  constructor(table: RawTable, m: Mapping, into: Collector, options: ImportOptions) {
    this.#table = table
    this.#m = m
    this.#into = into
    this.#keepOutside = options.treat?.outside === 'keep'
    this.window = new WindowReader(m, options)
    this.#inTime = new WindowReader(m, options)
    this.unplacedBefore = into.unplaced.n
    if (m.col.reported !== undefined) into.tell('reported')
    if (m.updated) into.tell('updated')
    this.#tellsReport = into.tells('reported')
    this.#tellsChange = into.tells('updated')
    this.#own = table.header.includes(KIND_HEADER) && table.format.startsWith('CSV')
  }

  take(batch: Batch): void {
    const into = this.#into
    const { name } = this.#table
    const { doubts } = this.window
    into.reserve(batch.n)
    // texts are taken a column at a time where that can be
    const whole = batch.spans !== undefined && !this.#own
    const kept = whole ? new Int32Array(batch.n) : NO_ROWS
    const first = into.n
    const { at } = this.#m.place
    this.#across = at.length === 1 ? NO_NUMBERS : numbersOf(batch, at[0], this.#across)
    this.#up = at.length === 1 ? NO_NUMBERS : numbersOf(batch, at[1], this.#up)
    for (const column of this.window.columns) batch.knowMoments?.(column, this.#m.order)
    let n = first
    for (let i = 0; i < batch.n; i++) {
      into.rows++
      const cells = batch.at(i)
      const noPlace = this.#place(cells, i)
      const reason = noPlace ?? this.window.read(cells)
      if (noPlace !== undefined && noPlace !== LEFT_OUT.outside) this.#overTime(cells, batch.line(i))
      if (reason !== undefined) {
        if (noPlace === undefined && doubts.length > 0 && doubts.includes('sentinel'))
          this.#notKnown(cells, batch.line(i))
        into.leftOut.add(kindOfBad(cells, this.#table.header) ?? reason, name, batch.line(i), () =>
          withoutPersonal(cells.row(), this.#m),
        )
        continue
      }
      this.#numbers(n)
      if (whole) kept[n - first] = i
      else this.#texts(cells, batch.line(i))
      into.line.data[n++] = batch.line(i)
      if (doubts.length === 0) continue
      for (const doubt of doubts)
        if (doubt === 'sentinel') this.#notKnown(cells, batch.line(i))
        else into.doubt(doubt, name, batch.line(i), () => withoutPersonal(cells.row(), this.#m))
    }
    into.setRows(n)
    if (whole) this.#columns(batch, kept.subarray(0, n - first))
  }

  /** Adds the texts of these rows of a batch, column by column. */
  #columns(batch: Batch, rows: Int32Array): void {
    const into = this.#into
    const { col, monthly, statuses } = this.#m
    const take = (column: number | undefined, texts: Dict | Texts) => texts.take(batch, rows, column)
    const each = (add: (cells: Cells, line: number) => void) => {
      for (const i of rows) add(batch.at(i), batch.line(i))
    }
    take(col.uprn, into.uprn)
    if (monthly || col.street === undefined) take(monthly ? undefined : col.address, into.address)
    else each((cells, line) => this.#address(cells, into, line))
    take(col.offence ?? col.offenceCode, into.wording)
    take(col.offence === undefined ? undefined : col.offenceCode, into.code)
    take(col.kind, into.kind)
    take(col.beat, into.beat)
    take(col.outcome, into.outcome)
    if (statuses.length === 0) take(undefined, into.status)
    else if (statuses.length === 1 && statuses[0].says === 'words') take(statuses[0].column, into.status)
    else each((cells) => this.#status(cells, into))
    take(col.street, into.street)
    take(col.id, into.id)
    take(col.mo, into.mo)
    take(col.warning, into.warning)
  }

  /** Keeps a row that has no place for the figures over time, where it is a record with a date to be believed. */
  #overTime(cells: Cells, line: number): void {
    const read = this.#inTime
    if (read.read(cells) !== undefined || read.flags & FLAG.oddDate || kindOfBad(cells, this.#table.header))
      return
    const into = this.#into.unplaced
    const n = into.n
    into.reserve(1)
    into.x.data[n] = NaN
    into.y.data[n] = NaN
    into.from.data[n] = read.from
    into.to.data[n] = read.to
    into.reported.data[n] = read.reported
    into.updated.data[n] = read.updated
    into.flags.data[n] = read.flags
    into.line.data[n] = line
    into.setRows(n + 1)
    this.#texts(cells, line, into)
  }

  /** Counts a row with a date that stands for "not known", kept or not. */
  #notKnown(cells: Cells, line: number): void {
    this.#into.sentinels++
    this.#into.example('sentinel', this.#table.name, line, () => withoutPersonal(cells.row(), this.#m))
  }

  /** Reads the coordinates of row i of the batch; why they are no place, or undefined. */
  #place(row: Cells, i: number): string | undefined {
    const { place, others, britain } = this.#m
    const { at, crs, decimalComma, swapped } = place
    let x: number
    let y: number
    if (at.length === 1) [x, y] = coordinatesOf(row, place)
    else {
      x = i < this.#across.length ? this.#across[i] : NaN
      y = i < this.#up.length ? this.#up[i] : NaN
      if (x !== x) x = row.number(at[0], decimalComma)
      if (y !== y) y = row.number(at[1], decimalComma)
      if (swapped) [x, y] = [y, x]
    }
    let refused =
      x !== x || y !== y ? this.#unread(row) : x === 0 && y === 0 ? 'coordinates 0,0' : crs.refuse(x, y)
    this.#doubt = undefined
    if (others.length > 0) {
      const second = this.#fromOthers(row)
      if (second && refused !== undefined) {
        ;[x, y] = crs.fromWgs84(...second)
        refused = crs.refuse(x, y)
        this.#doubt = FILLED
      } else if (second && lngLatApart(crs.toWgs84(x, y), second) > APART_M) this.#doubt = APART
    }
    if (refused !== undefined) return refused
    this.#outside = britain && !(x > -8.8 && x < 2.2 && y > 49.7 && y < 61)
    if (this.#outside && !this.#keepOutside) return LEFT_OUT.outside
    this.#x = x
    this.#y = y
    return undefined
  }

  /** Why a row's own coordinates are none. */
  #unread(row: Cells): string {
    const { at } = this.#m.place
    if (at.some((c) => isBlank(row.text(c)))) return this.#table.unplaced ?? 'no coordinates'
    return at.length === 1 ? 'not a grid reference' : 'coordinates are not numbers'
  }

  /** Where the other coordinates of the file put the row, in degrees. */
  #fromOthers(row: Cells): [number, number] | undefined {
    for (const reading of this.#m.others) {
      const [x, y] = coordinatesOf(row, reading)
      if (isPlace(x, y, reading.crs)) return reading.crs.toWgs84(x, y)
    }
    return undefined
  }

  /** Writes the numbers of the row that was read as row n. */
  #numbers(n: number): void {
    const into = this.#into
    const { window } = this
    const { flags } = window
    if (!this.#m.monthly && (flags & (FLAG.noTime | FLAG.placeholderTime)) === 0) into.timed++
    if (this.#outside) window.doubts.push('outlier')
    if (this.#doubt !== undefined) window.doubts.push(this.#doubt)
    into.x.data[n] = this.#x
    into.y.data[n] = this.#y
    into.from.data[n] = window.from
    into.to.data[n] = window.to
    if (this.#tellsReport) into.reported.data[n] = window.reported
    if (this.#tellsChange) into.updated.data[n] = window.updated
    into.flags.data[n] = this.#outside ? flags | FLAG.outlier : flags
  }

  #texts(row: Cells, line: number, into = this.#into): void {
    const { col, monthly } = this.#m
    row.intoText(col.uprn, into.uprn)
    if (monthly) into.address.push('')
    else this.#address(row, into, line)
    if (this.#own) return this.#ownTexts(row, into)
    row.intoDict(col.offence ?? col.offenceCode, into.wording)
    row.intoDict(col.offence === undefined ? undefined : col.offenceCode, into.code)
    row.intoDict(col.kind, into.kind)
    row.intoDict(col.beat, into.beat)
    row.intoDict(col.outcome, into.outcome)
    this.#status(row, into)
    row.intoDict(col.street, into.street)
    row.intoText(col.id, into.id)
    row.intoText(col.mo, into.mo)
    row.intoText(col.warning, into.warning)
  }

  /** The same from a CSV that Cocoon saved: the apostrophes it put before formulas come off again. */
  #ownTexts(row: Cells, into: Collector): void {
    const { col } = this.#m
    const text = (column: number | undefined) => unguarded(row.text(column))
    into.wording.push(text(col.offence ?? col.offenceCode))
    into.code.push(col.offence === undefined ? '' : text(col.offenceCode))
    into.kind.push(text(col.kind))
    into.beat.push(text(col.beat))
    into.outcome.push(text(col.outcome))
    into.status.push('')
    into.street.push(text(col.street))
    into.id.push(text(col.id))
    into.mo.push(text(col.mo))
    into.warning.push(text(col.warning))
  }

  /** What columns beside the outcome say of whether it still is a crime. */
  #status(row: Cells, { status }: Collector): void {
    const { statuses } = this.#m
    if (statuses.length === 0) status.push('')
    else if (statuses.length === 1 && statuses[0].says === 'words') row.intoDict(statuses[0].column, status)
    else status.push(statuses.map((s) => statusText(row.text(s.column), s.says)).find(isNoLonger) ?? '')
  }

  #address(row: Cells, collector: Collector, line: number): void {
    const { col } = this.#m
    const { address: into } = collector
    if (col.address !== undefined && !row.isEmpty(col.address)) {
      if (this.#own) into.push(unguarded(row.text(col.address)))
      else row.intoText(col.address, into)
      return
    }
    const joined = joinedAddress(row, col)
    if (hasLostNumber(joined))
      collector.doubt(NUMBER_LOST, this.#table.name, line, () => withoutPersonal(row.row(), this.#m))
    into.push(joined)
  }
}
