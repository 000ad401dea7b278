/** In which order the dates of a table stand, and whether they are days at all. */
import type { Field, ImportOptions } from '../contract.ts'
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import { DateReader, serialOf, yearsFirst } from './dates.ts'
import type { DateOrder } from './dates.ts'
import { monthsOrder } from './monthsAsDays.ts'
import type { MonthRule } from './monthsAsDays.ts'

type Columns = Partial<Record<Field, number>>

/** The order of day and month that the sample speaks for: two-digit years in front where only that makes sense. */
export function orderOf(table: RawTable, cols: Columns, options: ImportOptions): DateOrder {
  if (options.dateOrder) return options.dateOrder
  let first = 0
  let second = 0
  const all: string[] = []
  for (const f of ['from', 'to', 'reported', 'month'] as const) {
    if (cols[f] === undefined) continue
    const values = valuesOf(table, cols[f])
    const reader = new DateReader('dmy', serialOf(values))
    for (const v of values) reader.read(v)
    first += reader.firstAbove12
    second += reader.secondAbove12
    if (f !== 'month') all.push(...values)
  }
  if (yearsFirst(all)) return 'ymd'
  return second > first ? 'mdy' : 'dmy'
}

/**
 * Turns a column of first or last days of months into one of months, in `cols` itself; the order of day and month under
 * which they are that and what stands for a month, undefined where the dates are days.
 */
export function foldDays(
  table: RawTable,
  cols: Columns,
  order: DateOrder,
  open: boolean,
): { order: DateOrder; rule: MonthRule } | undefined {
  if (cols.from === undefined) return foldParts(table, cols) ? { order, rule: {} } : undefined
  const { from, to, fromTime } = cols
  const serial = serialOf(valuesOf(table, from))
  const found = monthsOrder(table, { from, to, fromTime, serial }, order, open)
  if (found === undefined) return undefined
  cols.month = from
  for (const f of ['from', 'fromTime', 'to', 'toTime'] as const) delete cols[f]
  return found
}

/** The same where year, month and day stand in columns of their own, and the day is always the first. */
function foldParts(table: RawTable, cols: Columns): boolean {
  const { year, monthOfYear, day, hour } = cols
  if (year === undefined || monthOfYear === undefined || day === undefined) return false
  const days = valuesOf(table, day)
  const months = new Set(table.sample.map((r) => `${r[year]}|${r[monthOfYear]}`))
  if (days.length === 0 || months.size < 2 || days.some((d) => +d !== 1)) return false
  if (hour !== undefined && valuesOf(table, hour).some((h) => +h !== 0)) return false
  for (const f of ['day', 'hour', 'minuteOfHour'] as const) delete cols[f]
  return true
}
