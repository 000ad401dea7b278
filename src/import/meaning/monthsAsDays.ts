/** Months that a spreadsheet or a script wrote as days: a column of nothing but first or last days of months knows no days. */
import { MINUTES_PER_DAY, minuteOf, partsOf } from '../../core/base/time.ts'
import { normaliseHeader } from './aliases.ts'
import { DateReader, readClock, ukClock } from './dates.ts'
import type { DateOrder, Serial } from './dates.ts'
import type { RawTable } from '../rows/table.ts'

/** Columns of data.police.uk without blanks, whatever their case and joints. */
const OPEN_COLUMNS = new Set([
  ...['crimeid', 'month', 'reportedby', 'fallswithin', 'lsoacode', 'lsoaname', 'crimetype'],
  'lastoutcomecategory',
])
/** With so many of them a table is of that origin. */
const ENOUGH = 4
/** How data.police.uk names a snap point. */
const ON_OR_NEAR = /^\s*on or near\b/i

/** Whether a table is open data by its columns, or by places "On or near" a street. */
export function isOpenData(table: RawTable): boolean {
  const names = table.header.map((h) => normaliseHeader(h).replaceAll(' ', ''))
  const known = names.filter((n) => OPEN_COLUMNS.has(n))
  if (known.length >= ENOUGH && known.some((n) => n !== 'crimeid' && n !== 'month')) return true
  return table.header.some((_, column) => {
    const filled = table.sample.map((row) => row[column] ?? '').filter((v) => v.trim() !== '')
    return filled.length > 0 && filled.filter((v) => ON_OR_NEAR.test(v)).length > filled.length / 2
  })
}

/** The month, as its first minute, of a moment that stands for one: its first day at 00:00, or its last; else undefined. */
export function monthOf(minute: number): number | undefined {
  const p = partsOf(minute)
  const first = minuteOf(p.year, p.month, 1)
  const next = minuteOf(p.year, p.month + 1, 1)
  const ofDay = minute % MINUTES_PER_DAY
  if (minute === first) return first
  return minute >= next - MINUTES_PER_DAY && (ofDay === 0 || ofDay === MINUTES_PER_DAY - 1)
    ? first
    : undefined
}

/** More than this share of other days, and the column is one of days. */
export const FEW_OTHERS = 0.01

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
 * The order of day and month under which a sample's dates are months, undefined where they are days. Content asks for
 * two months and more; `open`, the origin, for one, and there the order that makes months of them is taken.
 */
export function monthsOrder(
  table: RawTable,
  { from, to, fromTime, serial }: Columns,
  order: DateOrder,
  open: boolean,
): DateOrder | undefined {
  const texts = (column: number) =>
    table.sample.map((row) => (row[column] ?? '').trim()).filter((v) => v !== '')
  if (fromTime !== undefined && texts(fromTime).some((t) => (readClock(t)?.minute ?? 0) !== 0))
    return undefined
  const values = texts(from)
  const fits = (o: DateOrder): boolean => {
    const months = monthsIn(values, new DateReader(o, serial))
    if (months < (open ? 1 : 2)) return false
    return to === undefined || monthsIn(texts(to), new DateReader(o, serial)) >= 0
  }
  if (fits(order)) return order
  const other = order === 'mdy' ? 'dmy' : 'mdy'
  if (open) return fits(other) ? other : undefined
  // "1/1/2025, 2/1/2025 … 12/1/2025": under a header that says so, or by half a year of them, they are no days of January
  const named = /\bmonth\b/.test(normaliseHeader(table.header[from]))
  const swapped = new DateReader(other, serial)
  const past = values.every((v) => !(swapped.read(v).minute > Date.now() / 60_000))
  return fits(other) && (named || (past && monthsIn(values, swapped) >= HALF_A_YEAR)) ? other : undefined
}

/** How many different months the dates of a column stand for; -1 where they are days. A single cell in a hundred may be anything. */
function monthsIn(values: readonly string[], reader: DateReader): number {
  const months = new Set<number>()
  let others = 0
  let dates = 0
  for (const v of values) {
    const stamp = reader.read(v)
    if (stamp.minute !== stamp.minute) continue
    dates++
    const month = monthOf(stamp.minute) ?? (stamp.zone === 'UTC' ? monthOf(ukClock(stamp.minute)) : undefined)
    if (month === undefined) others++
    else months.add(month)
  }
  return others > dates * FEW_OTHERS ? -1 : months.size
}
