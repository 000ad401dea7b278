/** Rows of any incident table into growing columns, every row kept or counted by reason. */
import { FLAG, NOT_REPORTED } from '../core/incidents.ts'
import { MINUTES_PER_DAY, minuteOf, partsOf } from '../core/time.ts'
import { NotUtf8 } from './bytes.ts'
import type { Cells } from './cells.ts'
import type { Collector } from './collector.ts'
import { KIND_HEADER, unguarded } from './export.ts'
import { readGridRef } from './coords.ts'
import { DateReader, readClock, ukClock } from './dates.ts'
import type { Stamp } from './dates.ts'
import type { ImportOptions, Problem } from './contract.ts'
import { withoutPersonal } from './guess.ts'
import type { Mapping } from './guess.ts'
import type { Batch, RawTable } from './table.ts'

/** Incidents dated before this are implausible: 1990-01-01. */
const OLDEST = minuteOf(1990, 1, 1)
/** Why rows are left out where the user said so. */
export const LEFT_OUT = {
  reversed: 'the window ends before it starts',
  placeholder: 'clock time is a placeholder',
  odd: 'unlikely date',
  outlier: 'far from all the rest',
  point: 'at a default point',
  outside: 'outside the country',
} as const satisfies Record<Problem, string>
const COMMON_PLACEHOLDERS = new Set([0, 1, 23 * 60 + 59])

/** Reads a table into the collector; yields after each batch so that a cancel can land. */
export async function* readIncidents(
  table: RawTable,
  mapping: Mapping,
  into: Collector,
  { clock = 'written', treat = {} }: ImportOptions = {},
): AsyncGenerator<{ share: number; rows: number }> {
  let use = mapping
  for (let attempt = 0; ; attempt++) {
    const rewind = into.mark()
    const start = into.n
    const before = into.rows
    const reader = new RowReader(table, use, into, clock, treat)
    try {
      for await (const batch of table.batches()) {
        reader.take(batch)
        yield { share: batch.share, rows: into.rows - before }
      }
    } catch (error) {
      // the text was not UTF-8 after all: the table has changed its mind and is read again
      if (!(error instanceof NotUtf8) || attempt > 2) throw error
      rewind()
      continue
    }
    const dates = reader.tally()
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
  readonly #from: DateReader
  readonly #to: DateReader
  readonly #reported: DateReader
  readonly #now = Date.now() / 60_000 + MINUTES_PER_DAY
  readonly #headerKey: string
  readonly #own: boolean

  constructor(
    readonly table: RawTable,
    readonly m: Mapping,
    readonly into: Collector,
    readonly clock: 'written' | 'utc',
    readonly treat: NonNullable<ImportOptions['treat']>,
  ) {
    this.#from = new DateReader(m.order, m.serials.from ?? m.serials.month)
    this.#to = new DateReader(m.order, m.serials.to)
    this.#reported = new DateReader(m.order, m.serials.reported)
    this.#own = table.header.includes(KIND_HEADER) && table.format.startsWith('CSV')
    this.#headerKey = table.header.join('\u0001').toLowerCase()
  }

  tally() {
    const readers = [this.#from, this.#to, this.#reported]
    const sum = (of: (r: DateReader) => number) => readers.reduce((s, r) => s + of(r), 0)
    return {
      first: sum((r) => r.firstAbove12),
      second: sum((r) => r.secondAbove12),
      ordered: sum((r) => r.ordered),
      z: sum((r) => r.zoned.z),
      offset: sum((r) => r.zoned.offset),
      fromFirst: this.#from.firstAbove12,
      fromSecond: this.#from.secondAbove12,
    }
  }

  /** what is doubtful about the row being read */
  readonly #doubts: string[] = []

  #warn(what: string): void {
    this.into.warn(what)
    this.#doubts.push(what)
  }

  take(batch: Batch): void {
    for (let i = 0; i < batch.n; i++) {
      this.into.rows++
      const cells = batch.at(i)
      this.#doubts.length = 0
      const reason = this.#row(cells)
      if (reason === undefined) {
        this.into.line.push(batch.line(i))
        for (const doubt of this.#doubts)
          this.into.example(doubt, this.table.name, batch.line(i), () => withoutPersonal(cells.row(), this.m))
      } else {
        const row = cells.row()
        const why = this.#kindOfBad(row) ?? reason
        this.into.leftOut.add(why, this.table.name, batch.line(i), withoutPersonal(row, this.m))
      }
    }
  }

  /** Rows that are no incidents at all get the reason that says so. */
  #kindOfBad(row: readonly string[]): string | undefined {
    let filled = 0
    for (const c of row) if (c.trim() !== '') filled++
    if (filled === 0) return 'blank row'
    if (
      row
        .map((c) => c.replace(/\s+/g, ' ').trim())
        .join('\u0001')
        .toLowerCase() === this.#headerKey
    )
      return 'repeated header'
    const first = row.find((c) => c.trim() !== '')!
    return filled <= Math.max(2, row.length / 3) && FOOTER.test(first.trim()) ? 'footer' : undefined
  }

  #row(row: Cells): string | undefined {
    const { m, into } = this
    const { col } = m
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
      x = row.number(cx, m.decimalComma)
      y = row.number(cy, m.decimalComma)
      if (x !== x || y !== y)
        return isBlank(row.text(cx)) || isBlank(row.text(cy))
          ? 'no coordinates'
          : 'coordinates are not numbers'
      if (m.swapped) [x, y] = [y, x]
    }
    if (x === 0 && y === 0) return 'coordinates 0,0'
    const refused = m.crs.refuse(x, y)
    if (refused !== undefined) return refused
    let flags = 0
    if (m.britain && !(x > -8.8 && x < 2.2 && y > 49.7 && y < 61)) {
      if (this.treat.outside !== 'keep') return 'outside the country'
      flags = FLAG.outlier
      this.#doubts.push('outlier')
    }
    let from: number
    let to: number
    if (m.monthly) {
      const month = this.#month(row)
      if (typeof month === 'string') return month
      from = month
      to = this.#endOfMonth(from)
      flags |= FLAG.noTime
    } else {
      const start = this.#start(row)
      if (typeof start === 'string') return start
      from = start.minute
      if (!start.hasTime) flags |= FLAG.noTime
      else if (COMMON_PLACEHOLDERS.has(((from % 1440) + 1440) % 1440)) {
        if (this.treat.placeholder === 'out') return LEFT_OUT.placeholder
        if (this.treat.placeholder === 'fix') {
          from = Math.floor(from / MINUTES_PER_DAY) * MINUTES_PER_DAY
          flags |= FLAG.noTime
        } else {
          flags |= FLAG.placeholderTime
          this.#doubts.push('placeholder')
        }
      }
      const end = this.#end(row)
      if (end === undefined) {
        to = from
        flags |= FLAG.noEnd
      } else {
        // a last day without a clock time runs to its last minute
        to = end.hasTime ? end.minute : end.minute + MINUTES_PER_DAY - 1
        if (to < from) {
          if (this.treat.reversed === 'out') return LEFT_OUT.reversed
          if (this.treat.reversed === 'fix') [from, to] = [to, from]
          else {
            flags |= FLAG.reversed
            this.#doubts.push('reversed')
          }
        }
      }
    }

    const reported = this.#told(row)
    // nothing is reported before it happens; a day's grace for clocks and time zones
    const early = reported !== NOT_REPORTED && from > reported + MINUTES_PER_DAY
    if (!m.monthly && (from < OLDEST || from > this.#now || early)) {
      if (this.treat.odd === 'out') return LEFT_OUT.odd
      flags |= FLAG.oddDate
      this.#doubts.push('odd')
    }
    if (!m.monthly && (flags & (FLAG.noTime | FLAG.placeholderTime)) === 0) into.timed++

    into.x.push(x)
    into.y.push(y)
    into.from.push(from)
    into.to.push(to)
    into.reported.push(reported)
    into.flags.push(flags)
    if (this.#own) this.#ownTexts(row)
    else this.#texts(row)
    into.uprn.push(col.uprn === undefined ? '' : row.text(col.uprn).replace(/^0+|\.0+$/g, ''))
    into.address.push(m.monthly ? '' : this.#address(row))
    return undefined
  }

  #texts(row: Cells): void {
    const { col } = this.m
    const { into } = this
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
    const { col } = this.m
    const { into } = this
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

  readonly #monthEnds = new Map<number, number>()

  /** Last minute of the month that begins at a minute; there are few months. */
  #endOfMonth(from: number): number {
    let end = this.#monthEnds.get(from)
    if (end === undefined) {
      const p = partsOf(from)
      this.#monthEnds.set(from, (end = minuteOf(p.year, p.month + 1, 1) - 1))
    }
    return end
  }

  #told(row: Cells): number {
    const { col } = this.m
    const stamp =
      col.reported === undefined
        ? undefined
        : this.#stamp(this.#reported, row.text(col.reported), row.text(col.reportedTime))
    return stamp ? stamp.minute : NOT_REPORTED
  }

  #address(row: Cells): string {
    const { col } = this.m
    const line = this.#own ? unguarded(row.text(col.address)) : row.text(col.address)
    if (line !== '' || col.street === undefined) return line
    const parts = [
      `${row.text(col.houseNumber)} ${row.text(col.street)}`.trim(),
      row.text(col.town),
      row.text(col.postcode),
    ]
    return parts.filter((p) => p !== '').join(', ')
  }

  #month(row: Cells): number | string {
    const { col } = this.m
    if (col.month !== undefined) {
      const raw = row.text(col.month)
      const stamp = this.#from.read(raw)
      if (stamp.minute !== stamp.minute) return isBlank(raw) ? 'no date' : 'not a date'
      if (stamp.monthOnly) return stamp.minute
      const p = partsOf(stamp.minute)
      return minuteOf(p.year, p.month, 1)
    }
    const year = +row.text(col.year)
    const month = +row.text(col.monthOfYear)
    if (!(year >= 1900 && month >= 1 && month <= 12)) return 'not a date'
    return minuteOf(year, month, 1)
  }

  #start(row: Cells): Stamp | string {
    const { col } = this.m
    if (col.from === undefined) return this.#parts(row)
    const raw = row.text(col.from)
    if (isBlank(raw)) {
      // an end or a report date says more than nothing; the warning says whose dates these are
      const end =
        col.to === undefined ? undefined : this.#stamp(this.#to, row.text(col.to), row.text(col.toTime))
      if (end) {
        this.#warn('no start of the window: its end stands for it')
        return end
      }
      const told =
        col.reported === undefined ? undefined : this.#stamp(this.#reported, row.text(col.reported), '')
      if (told) {
        this.#warn('no date of the offence: the reporting date stands for it')
        return told
      }
      return 'no date'
    }
    return this.#stamp(this.#from, raw, row.text(col.fromTime)) ?? 'not a date'
  }

  #end(row: Cells): Stamp | undefined {
    const { col } = this.m
    if (col.to === undefined) {
      // only the end's clock time is given: it is of the same day
      const end =
        col.toTime === undefined || col.from === undefined ? undefined : readClock(row.text(col.toTime))
      const day = end && this.#stamp(this.#from, row.text(col.from), '')
      return end && day
        ? { ...day, minute: Math.floor(day.minute / 1440) * 1440 + end.minute, hasTime: true }
        : undefined
    }
    const raw = row.text(col.to)
    if (isBlank(raw)) return undefined
    const end = this.#stamp(this.#to, raw, row.text(col.toTime))
    if (!end) this.#warn('the end of the window is not a date: the window has no end')
    return end
  }

  #stamp(reader: DateReader, raw: string | undefined, time: string): Stamp | undefined {
    const stamp = reader.read(raw ?? '')
    if (stamp.minute !== stamp.minute) return undefined
    if (time !== '') {
      // a date column may carry an empty 00:00 beside the real time column
      const clock = readClock(time) ?? readClock(time.slice(time.indexOf(' ') + 1))
      if (clock)
        return {
          ...stamp,
          minute: Math.floor(stamp.minute / MINUTES_PER_DAY) * MINUTES_PER_DAY + clock.minute,
          hasTime: true,
        }
      this.#warn('the clock time cannot be read: only the day is kept')
    }
    return this.clock === 'utc' && stamp.zone === 'Z' ? { ...stamp, minute: ukClock(stamp.minute) } : stamp
  }

  #parts(row: Cells): Stamp | string {
    const { col } = this.m
    const part = (f: 'year' | 'monthOfYear' | 'day' | 'hour' | 'minuteOfHour') => {
      const text = row.text(col[f])
      return text === '' ? NaN : +text
    }
    const year = part('year')
    if (Number.isNaN(year)) return 'no date'
    const month = part('monthOfYear')
    const day = part('day')
    const iso = `${year}-${month}-${day}`
    const stamp = this.#from.read(iso)
    if (Number.isNaN(stamp.minute)) return 'not a date'
    const hour = part('hour')
    const minute = part('minuteOfHour')
    if (!(hour >= 0 && hour < 24)) return stamp
    return {
      ...stamp,
      minute: stamp.minute + hour * 60 + (minute >= 0 && minute < 60 ? minute : 0),
      hasTime: true,
    }
  }
}

/** Nothing, or one of the words systems write for nothing. */
const isBlank = (s: string): boolean =>
  s === '' || /^\s*(n\/?a|nan|null|none|nil|#n\/a|unknown|not known|-+|\?+)?\s*$/i.test(s)
