/** Months that a spreadsheet or a script wrote as days: a column of nothing but first or last days of months knows no days. */
import { MINUTES_PER_DAY, minuteOf, partsOf } from '../../core/base/time.ts'
import { normaliseHeader } from './aliases.ts'
import { DateReader, readClock, ukClock } from './dates.ts'
import type { DateOrder, Serial, Stamp } from './dates.ts'
import type { RawTable } from '../rows/table.ts'

/** Columns of data.police.uk without blanks, whatever their case and joints. */
const OPEN_COLUMNS = new Set([
  ...['crimeid', 'month', 'reportedby', 'fallswithin', 'lsoacode', 'lsoaname', 'crimetype'],
  'lastoutcomecategory',
])
/** With so many of them a table is of that origin. */
const ENOUGH = 4
/** How data.police.uk names a snap point, and how it numbers a crime. */
const ON_OR_NEAR = /^\s*on or near\b/i
const CRIME_ID = /^\s*[0-9a-f]{64}\s*$/i

/** Whether a table is open data by its columns, by places "On or near" a street, or by crime numbers of 64 hex digits. */
export function isOpenData(table: RawTable): boolean {
  const names = table.header.map((h) => normaliseHeader(h).replaceAll(' ', ''))
  const known = names.filter((n) => OPEN_COLUMNS.has(n))
  if (known.length >= ENOUGH && known.some((n) => n !== 'crimeid' && n !== 'month')) return true
  return table.header.some((_, column) => {
    const filled = table.sample.map((row) => row[column] ?? '').filter((v) => v.trim() !== '')
    const most = (form: RegExp) => filled.filter((v) => form.test(v)).length > filled.length / 2
    return filled.length > 0 && (most(ON_OR_NEAR) || most(CRIME_ID))
  })
}

/** What stands for a month in a column of days, beside its first and its last day at midnight. */
export interface MonthRule {
  /** every day of the column has one and the same clock time, which tells nothing: only the day is looked at */
  readonly clockless?: boolean
  /** the one day of the month that stands for all of them, such as the fifteenth */
  readonly day?: number
}

/** The month, as its first minute, of a moment that stands for one: its first day at 00:00, or its last; else undefined. */
function exactMonth(minute: number): number | undefined {
  const p = partsOf(minute)
  const first = minuteOf(p.year, p.month, 1)
  const next = minuteOf(p.year, p.month + 1, 1)
  const ofDay = minute % MINUTES_PER_DAY
  if (minute === first) return first
  return minute >= next - MINUTES_PER_DAY && (ofDay === 0 || ofDay === MINUTES_PER_DAY - 1)
    ? first
    : undefined
}

/** Whether a moment is told in UTC, or may be. */
const inUtc = (zone: string): boolean => zone === 'UTC' || zone === 'Z'

/** The month, as its first minute, that a moment stands for under a rule; undefined where it is a day. */
export function monthOf({ minute, zone }: Moment, rule: MonthRule = {}): number | undefined {
  const p = partsOf(minute)
  const first = minuteOf(p.year, p.month, 1)
  if (rule.day !== undefined) return p.day === rule.day ? first : undefined
  const found = exactMonth(minute) ?? (inUtc(zone) ? exactMonth(ukClock(minute)) : undefined)
  if (found !== undefined || !rule.clockless) return found
  return p.day === 1 || minute >= minuteOf(p.year, p.month + 1, 1) - MINUTES_PER_DAY ? first : undefined
}

type Moment = Pick<Stamp, 'minute' | 'zone'>

/** More than this share of other days, and the column is one of days. With fewer the coarser reading stands. */
export const FEW_OTHERS = 0.05

/** So many months under the other order of day and month, and no day among them. */
const HALF_A_YEAR = 6

/** Columns that tell when an incident was. */
interface Columns {
  readonly from: number
  readonly to?: number
  readonly fromTime?: number
  readonly serial?: Serial
}

/**
 * The order of day and month under which a sample's dates are months, and what stands for one; undefined where they are
 * days. Content asks for two months and more; `open`, the origin, for one, and there the order that makes months of them
 * is taken.
 */
export function monthsOrder(
  table: RawTable,
  { from, to, fromTime, serial }: Columns,
  order: DateOrder,
  open: boolean,
): { order: DateOrder; rule: MonthRule } | undefined {
  const texts = (column: number) =>
    table.sample.map((row) => (row[column] ?? '').trim()).filter((v) => v !== '')
  if (fromTime !== undefined && texts(fromTime).some((t) => (readClock(t)?.minute ?? 0) !== 0))
    return undefined
  const values = texts(from)
  const ends = to === undefined ? [] : texts(to)
  const fits = (o: DateOrder): MonthRule | undefined => {
    const found = monthsIn(values, new DateReader(o, serial), open)
    if (!found || found.months < (open ? 1 : 2)) return undefined
    return to === undefined || monthsIn(ends, new DateReader(o, serial), open) ? found.rule : undefined
  }
  const rule = fits(order)
  if (rule) return { order, rule }
  const other = order === 'mdy' ? 'dmy' : 'mdy'
  const turned = fits(other)
  if (!turned) return undefined
  if (open) return { order: other, rule: turned }
  // "1/1/2025, 2/1/2025 … 12/1/2025": under a header that says so, or by half a year of them, they are no days of January
  const named = /\bmonth\b/.test(normaliseHeader(table.header[from]))
  const swapped = new DateReader(other, serial)
  const past = values.every((v) => !(swapped.read(v).minute > Date.now() / 60_000))
  const many = (monthsIn(values, swapped, open)?.months ?? 0) >= HALF_A_YEAR
  return turned.day === undefined && (named || (past && many)) ? { order: other, rule: turned } : undefined
}

/** One day of the month for so many dates in so many months is no accident. */
const SAME_DAY = { dates: 10, months: 3 }

/**
 * How many different months the dates of a column stand for, and by what rule; undefined where they are days. Five
 * cells in a hundred may be anything.
 */
function monthsIn(
  values: readonly string[],
  reader: DateReader,
  open: boolean,
): { months: number; rule: MonthRule } | undefined {
  const moments: Moment[] = []
  for (const v of values) {
    const { minute, zone } = reader.read(v)
    if (minute === minute) moments.push({ minute, zone })
  }
  const under = (rule: MonthRule) => {
    const months = moments.map((m) => monthOf(m, rule)).filter((m) => m !== undefined)
    return moments.length - months.length > moments.length * FEW_OTHERS
      ? undefined
      : { months: new Set(months).size, rule }
  }
  const plain = under({})
  if (plain || !oneClock(moments) || (!open && moments.length < SAME_DAY.dates)) return plain
  const clockless = under({ clockless: true })
  if (clockless) return clockless
  const { day } = partsOf(moments[0].minute)
  const same = under({ day })
  if (!same) return undefined
  const enough = open ? same.months >= 2 : same.months >= SAME_DAY.months && moments.length >= SAME_DAY.dates
  return enough ? same : undefined
}

/** One weekday for so many dates in so many weeks is no accident. */
const SAME_WEEKDAY = { dates: 20, weeks: 4 }

/**
 * Which end of a week stands for it, where all dates of a column are of one weekday and none has a clock time; undefined
 * where they are days. Weeks begin on a Monday or end on a Friday, Saturday or Sunday; any other day begins them.
 */
export function weeksIn(values: readonly string[], reader: DateReader): 'first' | 'last' | undefined {
  const days: number[] = []
  for (const v of values) {
    const { minute, monthOnly } = reader.read(v)
    if (minute !== minute) continue
    if (monthOnly || minute % MINUTES_PER_DAY !== 0) return undefined
    days.push(minute / MINUTES_PER_DAY)
  }
  if (days.length < SAME_WEEKDAY.dates || new Set(days).size < SAME_WEEKDAY.weeks) return undefined
  if (days.some((d) => (d - days[0]) % 7 !== 0)) return undefined
  // day 0 was a Thursday
  const weekday = (days[0] + 3) % 7
  return weekday >= 4 ? 'last' : 'first'
}

/** Whether all moments have one clock time, or two an hour apart, as a midnight told by the clock of another zone. */
export function oneClock(moments: readonly Pick<Stamp, 'minute'>[]): boolean {
  const clocks = [...new Set(moments.map((m) => m.minute % MINUTES_PER_DAY))]
  if (clocks.length === 2) {
    const apart = Math.abs(clocks[0] - clocks[1])
    return Math.min(apart, MINUTES_PER_DAY - apart) === 60
  }
  return clocks.length === 1
}
