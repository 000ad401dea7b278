/** When the incident of a row happened and when it was reported, with what is doubtful about that. */
import { FLAG, NOT_REPORTED } from '../../core/table/incidents.ts'
import { MINUTES_PER_DAY, minuteOf, partsOf } from '../../core/base/time.ts'
import type { Cells } from './cells.ts'
import type { ImportOptions } from '../contract.ts'
import {
  DateReader,
  monthNumber,
  neverShown,
  offsetOf,
  readClock,
  readClocks,
  ukClock,
} from '../meaning/dates.ts'
import type { Stamp } from '../meaning/dates.ts'
import type { Mapping } from '../meaning/guess.ts'
import { monthOf } from '../meaning/monthsAsDays.ts'
import { LEFT_OUT } from './reasons.ts'

/** Incidents dated before this are implausible: 1990-01-01. */
const OLDEST = minuteOf(1990, 1, 1)
const FOUR_WEEKS = 28 * MINUTES_PER_DAY
const LAST_MINUTE = MINUTES_PER_DAY - 1

/** The newest minute that a row can speak of: a day from now, for clocks and time zones. */
export const newestMinute = (): number => Date.now() / 60_000 + MINUTES_PER_DAY

/** Nothing, or one of the words systems write for nothing. */
export const isBlank = (s: string): boolean =>
  s === '' || /^\s*(n\/?a|nan|null|none|nil|#n\/a|unknown|not known|-+|\?+)?\s*$/i.test(s)

const dayStart = (minute: number): number => Math.floor(minute / MINUTES_PER_DAY) * MINUTES_PER_DAY

/** What is said of rows whose start is told by another moment. */
export const STAND_INS: readonly string[] = [
  'no start of the window: its end stands for it',
  'no date of the offence: the reporting date stands for it',
]

/** A report of tomorrow is a slip of the pen; when the crime was reported is then not known. */
const REPORT_TO_COME = 'the report is dated in the future: when it was reported is taken as not known'

/** Reads the window of one row after the other; the fields hold that of the last one. */
export class WindowReader {
  from = 0
  to = 0
  reported: number = NOT_REPORTED
  /** when the row was last changed, where the file says so */
  updated: number = NOT_REPORTED
  flags = 0
  /** what is doubtful about the row: problems of ours, or sentences */
  readonly doubts: string[] = []
  /** the columns that each row is asked for a moment */
  readonly columns: readonly number[]
  readonly #m: Mapping
  readonly #clock: ImportOptions['clock']
  readonly #treat: NonNullable<ImportOptions['treat']>
  readonly #from: DateReader
  readonly #to: DateReader
  readonly #reported: DateReader
  readonly #updated: DateReader
  readonly #now = newestMinute()
  /** last minutes of months by the number of four weeks at their beginning: no two months begin in the same */
  readonly #monthEnds: number[] = []
  #shifted = 0
  /** the start of the window was told by another column than its own */
  #instead = false
  /** rows whose date is neither the first nor the last of a month, where a column of such days is read as months */
  noMonths = 0

  constructor(m: Mapping, { clock, treat = {} }: ImportOptions) {
    this.#m = m
    this.#clock = clock
    this.#treat = treat
    const { col, monthly, updated } = m
    const asked = [...(monthly ? [col.month] : [col.from, col.to]), col.reported, updated?.column]
    this.columns = [...new Set(asked.filter((c) => c !== undefined))]
    this.#from = new DateReader(m.order, m.serials.from ?? m.serials.month)
    this.#to = new DateReader(m.order, m.serials.to)
    this.#reported = new DateReader(m.order, m.serials.reported)
    this.#updated = new DateReader(m.order, m.updated?.serial)
  }

  /** What all dates so far say of their order and zone. */
  tally() {
    const readers = [this.#from, this.#to, this.#reported]
    const sum = (of: (r: DateReader) => number) => readers.reduce((s, r) => s + of(r), 0)
    return {
      first: sum((r) => r.firstAbove12),
      second: sum((r) => r.secondAbove12),
      ordered: sum((r) => r.ordered),
      z: sum((r) => r.zoned.z),
      utc: sum((r) => r.zoned.utc),
      shifted: this.#shifted,
      offset: sum((r) => r.zoned.offset),
      fromFirst: this.#from.firstAbove12,
      fromSecond: this.#from.secondAbove12,
    }
  }

  /** Why the row cannot stay; undefined when it can. */
  read(row: Cells): string | undefined {
    this.flags = 0
    // hardly a row has any, and emptying an empty list is not free
    if (this.doubts.length > 0) this.doubts.length = 0
    const { monthly } = this.#m
    const why = monthly ? this.#readMonth(row) : this.#readWindow(row)
    if (why !== undefined) return why
    this.reported = this.#reportedAt(row)
    if (this.#m.updated) {
      const { minute } = row.stamp(this.#m.updated.column, this.#updated)
      this.updated = minute === minute ? minute : NOT_REPORTED
    }
    if (monthly) return undefined
    if (this.#instead || this.#m.standIn) this.flags |= FLAG.standIn
    if (this.reported !== NOT_REPORTED && this.reported > this.#now) {
      this.doubts.push(REPORT_TO_COME)
      this.reported = NOT_REPORTED
    }
    // nothing is reported before it happens; a day's grace for clocks and time zones
    const early = this.reported !== NOT_REPORTED && this.from > this.reported + MINUTES_PER_DAY
    if (this.from < OLDEST || this.from > this.#now || early) {
      if (this.#treat.odd === 'out') return LEFT_OUT.odd
      this.#flag(FLAG.oddDate, 'odd')
    }
    return undefined
  }

  /** Whether a row's start is written as the end of its day, and no other moment as its end. */
  #endsDay(row: Cells): boolean {
    const { from, fromTime, to, toTime } = this.#m.col
    const [start, end] = [`${row.text(from)} ${row.text(fromTime)}`, `${row.text(to)} ${row.text(toTime)}`]
    return ENDS_DAY.test(start) && (end.trim() === '' || ENDS_DAY.test(end))
  }

  #flag(bit: number, doubt: string): void {
    this.flags |= bit
    this.doubts.push(doubt)
  }

  #readMonth(row: Cells): string | undefined {
    const month = this.#month(row)
    if (typeof month === 'string') return month
    this.from = month
    this.to = this.#endOfMonth(month)
    this.flags = FLAG.noTime
    return undefined
  }

  #readWindow(row: Cells): string | undefined {
    this.#instead = false
    const start = this.#start(row)
    if (typeof start === 'string') return start
    this.from = start.minute
    if (this.#m.weeks !== undefined && !this.#instead) {
      // any day of the week
      this.from = dayStart(this.from) - (this.#m.weeks === 'last' ? 6 * MINUTES_PER_DAY : 0)
      this.to = this.from + 7 * MINUTES_PER_DAY - 1
      this.flags = FLAG.noTime
      return undefined
    }
    // the midnight that ends a day begins no window: a system that writes it knows the day alone
    if (start.hasTime && this.from % MINUTES_PER_DAY === 0 && !this.#instead && this.#endsDay(row)) {
      this.from -= MINUTES_PER_DAY
      this.flags = FLAG.noTime
      this.doubts.push(FROM_24)
    }
    // the reader's next answer may overwrite it
    const zone = start.hasTime ? start.zone : ''
    if (start.hasTime && zone === '' && this.#m.uk && neverShown(this.from)) this.doubts.push(NEVER_SHOWN)
    if (!start.hasTime || this.flags !== 0) this.flags = FLAG.noTime
    else if (isPlaceholder(this.from)) {
      if (this.#treat.placeholder === 'out') return LEFT_OUT.placeholder
      if (this.#treat.placeholder === 'fix') {
        this.from = dayStart(this.from)
        this.flags = FLAG.noTime
      } else this.#flag(FLAG.placeholderTime, 'placeholder')
    }
    const end = this.#end(row)
    if (end === undefined) {
      this.to = this.from
      this.flags |= FLAG.noEnd
      return undefined
    }
    // a last day without a clock time runs to its last minute
    this.to = end.hasTime ? end.minute : end.minute + LAST_MINUTE
    if (zone !== '' && end.zone !== zone && end.hasTime) this.#acrossClocks(zone, end.zone)
    if (this.to >= this.from) return undefined
    if (this.#treat.reversed === 'out') return LEFT_OUT.reversed
    if (this.#treat.reversed === 'fix') [this.from, this.to] = [this.to, this.from]
    else this.#flag(FLAG.reversed, 'reversed')
    return undefined
  }

  /** True minutes: the end of a window across a change of the clock is told by the clock of its start. */
  #acrossClocks(start: string, end: string): void {
    const [ahead, behind] = [offsetOf(start), offsetOf(end)]
    if (ahead === undefined || behind === undefined || ahead === behind) return
    this.to += ahead - behind
    this.#shifted++
  }

  /** Last minute of the month that begins at a minute; there are few months. */
  #endOfMonth(from: number): number {
    const k = Math.floor(from / FOUR_WEEKS)
    const known = this.#monthEnds[k]
    if (known !== undefined) return known
    const p = partsOf(from)
    const end = minuteOf(p.year, p.month + 1, 1) - 1
    if (k >= 0) this.#monthEnds[k] = end
    return end
  }

  #month(row: Cells): number | string {
    const { col } = this.#m
    if (col.month !== undefined) {
      const stamp = row.stamp(col.month, this.#from)
      if (stamp.minute !== stamp.minute) {
        if (stamp.sentinel) this.doubts.push('sentinel')
        return stamp.sentinel || isBlank(row.text(col.month)) ? 'no date' : 'not a date'
      }
      if (stamp.monthOnly) return stamp.minute
      const month = monthOf(stamp, this.#m.monthsAsDays)
      if (month === undefined) this.noMonths++
      if (month !== undefined) return month
      const p = partsOf(stamp.minute)
      return minuteOf(p.year, p.month, 1)
    }
    const year = +row.text(col.year)
    const month = monthOfText(row.text(col.monthOfYear))
    return year >= 1900 && month >= 1 && month <= 12 ? minuteOf(year, month, 1) : 'not a date'
  }

  #start(row: Cells): Stamp | string {
    const { col } = this.#m
    if (col.from === undefined) return this.#parts(row)
    const stamp = this.#stamp(this.#from, row, col.from, col.fromTime)
    if (stamp) return stamp
    const unknown = this.doubts.includes('sentinel')
    if (unknown && this.#treat.sentinel === 'out') return LEFT_OUT.sentinel
    if (!unknown && !isBlank(row.text(col.from))) return 'not a date'
    // an end or a report date says more than nothing; the warning says whose dates these are
    this.#instead = true
    const end = col.to === undefined ? undefined : this.#stamp(this.#to, row, col.to, col.toTime)
    if (end) {
      this.doubts.push(STAND_INS[0])
      return end
    }
    const reported = col.reported === undefined ? undefined : this.#stamp(this.#reported, row, col.reported)
    if (reported) {
      this.doubts.push(STAND_INS[1])
      return reported
    }
    return 'no date'
  }

  #end(row: Cells): Stamp | undefined {
    const { col } = this.#m
    if (col.to === undefined) {
      if (col.toTime === undefined) return this.#endOfClocks(row)
      // only the end's clock time is given: it is of the same day
      if (col.from === undefined) return undefined
      const end = readClock(row.text(col.toTime))
      const day = end && this.#stamp(this.#from, row, col.from)
      return end && day ? { ...day, minute: dayStart(day.minute) + end.minute, hasTime: true } : undefined
    }
    const end = this.#stamp(this.#to, row, col.to, col.toTime)
    if (!end && !isBlank(row.text(col.to)) && !isNotKnown(row.stamp(col.to, this.#to)))
      this.doubts.push('the end of the window is not a date: the window has no end')
    const clocks = end && !end.hasTime && col.toTime === undefined ? this.#clocks(row) : undefined
    return clocks ? { ...end!, minute: dayStart(end!.minute) + clocks[1], hasTime: true } : end
  }

  /** Two clock times in the cell that should hold one; those of a whole day tell none. */
  #clocks(row: Cells): readonly [from: number, to: number] | undefined {
    const text = row.text(this.#m.col.fromTime)
    const clocks = text.length > 4 ? readClocks(text) : undefined
    return clocks && !isWholeDay(clocks) ? clocks : undefined
  }

  /** The end of a window whose two clock times stand in one cell: of the same day, or of the next where it is earlier. */
  #endOfClocks(row: Cells): Stamp | undefined {
    const { col } = this.#m
    const clocks = col.from === undefined || this.#instead ? undefined : this.#clocks(row)
    const day = clocks && this.#stamp(this.#from, row, col.from!)
    if (!clocks || !day) return undefined
    const next = clocks[1] < clocks[0] ? MINUTES_PER_DAY : 0
    return { ...day, minute: dayStart(day.minute) + clocks[1] + next, hasTime: true }
  }

  #reportedAt(row: Cells): number {
    const { col } = this.#m
    if (col.reported === undefined) return NOT_REPORTED
    return this.#stamp(this.#reported, row, col.reported, col.reportedTime)?.minute ?? NOT_REPORTED
  }

  /** The moment of a cell of dates with the clock time of another; undefined where it is no date. */
  #stamp(reader: DateReader, row: Cells, column: number, time?: number): Stamp | undefined {
    const stamp = row.stamp(column, reader)
    if (isNotKnown(stamp)) {
      if (!this.doubts.includes('sentinel')) this.doubts.push('sentinel')
      return undefined
    }
    if (stamp.minute !== stamp.minute) return undefined
    const text = row.text(time)
    if (stamp.contrary && text === '') this.doubts.push(NO_CLOCK)
    if (text !== '') {
      const clocks = text.length > 4 ? readClocks(text) : undefined
      if (clocks && isWholeDay(clocks)) return this.#local(stamp)
      if (clocks) {
        const minute = clocks[time === this.#m.col.toTime ? 1 : 0]
        return { ...stamp, minute: dayStart(stamp.minute) + minute, hasTime: true }
      }
      // a date column may carry an empty 00:00 beside the real time column
      const clock = readClock(text) ?? readClock(text.slice(text.indexOf(' ') + 1))
      if (clock) return { ...stamp, minute: dayStart(stamp.minute) + clock.minute, hasTime: true }
      this.doubts.push(NO_CLOCK)
    }
    return this.#local(stamp)
  }

  /** The moment by the clock of the place, where the cell told it in UTC. */
  #local(stamp: Stamp): Stamp {
    const utc =
      stamp.zone === 'UTC'
        ? this.#clock === 'utc' || (this.#clock === undefined && this.#m.uk)
        : stamp.zone === 'Z' && (this.#clock === 'utc' || this.#m.zulu)
    if (!utc) return stamp
    const minute = ukClock(stamp.minute)
    return { ...stamp, minute, zone: minute === stamp.minute ? 'UTC' : '+01:00' }
  }

  /** Date and time spread over columns of numbers. */
  #parts(row: Cells): Stamp | string {
    const { col } = this.#m
    const part = (column: number | undefined) => {
      const text = row.text(column)
      return text === '' ? NaN : +text
    }
    const year = part(col.year)
    if (Number.isNaN(year)) return 'no date'
    const stamp = this.#from.read(`${year}-${monthOfText(row.text(col.monthOfYear))}-${part(col.day)}`)
    if (Number.isNaN(stamp.minute)) return 'not a date'
    const clock = col.hour === undefined ? readClock(row.text(col.fromTime)) : undefined
    if (clock) return { ...stamp, minute: stamp.minute + clock.minute, hasTime: true }
    if (col.hour === undefined && !isBlank(row.text(col.fromTime))) this.doubts.push(NO_CLOCK)
    const hour = part(col.hour)
    const minute = part(col.minuteOfHour)
    if (!(hour >= 0 && hour < 24)) return stamp
    return {
      ...stamp,
      minute: stamp.minute + hour * 60 + (minute >= 0 && minute < 60 ? minute : 0),
      hasTime: true,
    }
  }
}

/** The number of a month, told by number or by name. */
const monthOfText = (text: string): number => (/^\p{L}/u.test(text) ? monthNumber(text) : +text)

/** From midnight to midnight, or to a minute before it. */
const isWholeDay = ([from, to]: readonly [from: number, to: number]): boolean =>
  from <= 1 && to >= LAST_MINUTE

const NO_CLOCK = 'the clock time cannot be read: only the day is kept'

const ENDS_DAY = /(^|\D)24[:.]?00/
const FROM_24 = 'the start is written 24:00: the day stands, its clock time is taken as not known'

const NEVER_SHOWN = 'a clock time that does not exist: the clocks went forward from 01:00 to 02:00 that night'

/** Whether a date is one that systems write where they know none; the first minute of 1970 is their null too. */
const isNotKnown = (stamp: Stamp): boolean => stamp.sentinel === true || stamp.minute === 0

/** 00:00, 00:01 and 23:59 stand for "time not known" in many systems. */
export function isPlaceholder(minute: number): boolean {
  const ofDay = minute - dayStart(minute)
  return ofDay <= 1 || ofDay === LAST_MINUTE
}
