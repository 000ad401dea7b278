/**
 * Which days a table speaks of. Found once, at import, and kept with the table: an analysis that looked for its first
 * day itself would take one row dated 01/01/1900 for the beginning of the file.
 */
import { dayOf, MINUTES_PER_DAY, partsOf, dayFrom } from '../base/time.ts'
import { countOf } from '../base/words.ts'
import { FLAG, type Incidents } from './incidents.ts'
import type { Days } from './lookBack.ts'

/** Day numbers. Rows dated outside `first`..`last` exist, but say nothing of what the file covers. */
export interface Span {
  /** first and last day of the believable dates, by the start of the occurrence window */
  readonly first: number
  readonly last: number
  /**
   * Last day of which all may be in the file: the day before its newest report, or before its newest incident where
   * reports are not dated, unless that day runs past 23:00. Of a table of months the last day of its last month that is over.
   */
  readonly complete: number
}

/** What a span is read from. */
type Dated = Pick<Incidents, 'n' | 'precision' | 'from' | 'flags' | 'reported'>

/** A day that was still told of after this minute of it is taken for whole. */
const LATE = 23 * 60
/** Rows this many days away from all others, and this few among them, are slips: 1 in 200, at least one row. */
const STRAY_GAP = 365
const STRAY_SHARE = 0.005
/** Smaller tables may well hold one incident in a year. */
const STRAY_LEAST = 30

/**
 * The span of a table. Rows flagged with an odd date do not count (unless all are), nor do a few rows that lie a year
 * or more away from all others. `now`, in minutes, is the newest that a report can be.
 */
export function spanOf(t: Dated, now = Infinity): Span {
  let days = rowsByDay(t.n, t.from, t.flags)
  if (days.rows.length === 0) days = rowsByDay(t.n, t.from, t.flags, true)
  if (days.rows.length === 0) return { first: 0, last: 0, complete: 0 }
  const [first, last] = withoutStrays(days)
  return { first, last, complete: Math.max(first, completeOf(t, first, last, now)) }
}

/** First and last day of the rows, the few that lie far before or after the rest apart. */
function withoutStrays({ first, rows }: RowsByDay): Days {
  const all = rows.reduce((sum, n) => sum + n, 0)
  const last = rows.length - 1
  if (all < STRAY_LEAST) return [first, first + last]
  const most = Math.max(1, Math.floor(all * STRAY_SHARE))
  /** the end of the days seen from one side, once the strays there are passed */
  const end = (start: number, step: 1 | -1): number => {
    let passed = 0
    let at = start
    for (let day = start, before = start; passed <= most && day >= 0 && day <= last; day += step) {
      if (rows[day] === 0) continue
      if (Math.abs(day - before) >= STRAY_GAP) at = day
      before = day
      passed += rows[day]
    }
    return at
  }
  return [first + end(0, 1), first + end(last, -1)]
}

/** The largest of the first n minutes that lies in [begin, end); -Infinity where none does. */
function newestOf(minutes: Int32Array, n: number, begin: number, end: number): number {
  let newest = begin - 1
  for (let i = 0; i < n; i++) if (minutes[i] > newest && minutes[i] < end) newest = minutes[i]
  return newest < begin ? -Infinity : newest
}

function completeOf(t: Dated, first: number, last: number, now: number): number {
  if (t.precision === 'month') {
    const { year, month } = partsOf(last * MINUTES_PER_DAY)
    const end = dayFrom(year, month + 1, 0)
    // a month that is not over yet is told of in part
    return (end + 1) * MINUTES_PER_DAY > now ? dayFrom(year, month, 0) : end
  }
  const { n, from, reported } = t
  const [begin, end] = [first * MINUTES_PER_DAY, (last + 1) * MINUTES_PER_DAY]
  let newest = newestOf(from, n, begin, end)
  if (reported)
    for (let i = 0; i < n; i++) {
      // what is not known lies below every minute
      if (reported[i] > newest && reported[i] <= now && from[i] >= begin && from[i] < end)
        newest = reported[i]
    }
  const day = dayOf(newest)
  return newest - day * MINUTES_PER_DAY >= LATE ? day : day - 1
}

/**
 * Last day that the table tells of, up to the as-at date. It may be told in part: for two sides that lose it alike, or
 * for how far a table reaches; a count of days ends on `lastFilledDay` instead.
 */
export const lastTold = ({ last, complete }: Pick<Span, 'last' | 'complete'>, today = Infinity): number =>
  Math.min(today, Math.max(last, complete))

/**
 * The days an analysis may look at: those of the table, cut to the period that the filter lets through. Empty (the
 * first after the last) where the two do not meet.
 */
export function coveredDays({ table, period }: { table: Pick<Incidents, 'span'>; period?: Days }): Days {
  const { first, last } = table.span
  return period ? [Math.max(first, period[0]), Math.min(last, period[1])] : [first, last]
}

/** The rows whose date can be believed: those flagged at import are used by no method, unless all of them are. */
export function datedRows(table: Pick<Incidents, 'flags'>, rows: Uint32Array): Uint32Array {
  const { flags } = table
  let odd = 0
  for (let k = 0; k < rows.length; k++) if (flags[rows[k]] & FLAG.oddDate) odd++
  if (odd === 0 || odd === rows.length) return rows
  const dated = new Uint32Array(rows.length - odd)
  for (let k = 0, n = 0; k < rows.length; k++) if (!(flags[rows[k]] & FLAG.oddDate)) dated[n++] = rows[k]
  return dated
}

/** "3 incidents with an unlikely date left out."; nothing where there are none. */
export const oddNote = (left: number): readonly string[] =>
  left > 0 ? [`${countOf(left, 'incident')} with an unlikely date left out.`] : []

/** First and last minute at which these rows begin, odd dates apart, and how many are odd; undefined without rows. */
export function minutesOf(
  table: Pick<Incidents, 'from' | 'flags'>,
  rows: Uint32Array,
): { first: number; last: number; odd: number } | undefined {
  const { from, flags } = table
  let odd = 0
  for (let k = 0; k < rows.length; k++) if (flags[rows[k]] & FLAG.oddDate) odd++
  const all = odd === rows.length
  let [first, last] = [Infinity, -Infinity]
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if (!all && flags[i] & FLAG.oddDate) continue
    if (from[i] < first) first = from[i]
    if (from[i] > last) last = from[i]
  }
  return rows.length ? { first, last, odd: all ? 0 : odd } : undefined
}

/** Rows by day: `rows[k]` of them begin on day number `first + k`. */
export interface RowsByDay {
  readonly first: number
  readonly rows: Uint32Array
}

/** Counts the rows of each day, those with an odd date left away (`odd` counts them as well); no days where there are no rows. */
export function rowsByDay(n: number, from: Int32Array, flags: Uint16Array, odd = false): RowsByDay {
  const left = odd ? 0 : FLAG.oddDate
  let [low, high] = [0x7fffffff, -0x80000000]
  for (let i = 0; i < n; i++) {
    if ((flags[i] & left) !== 0) continue
    const minute = from[i]
    if (minute < low) low = minute
    if (minute > high) high = minute
  }
  if (low > high) return { first: 0, rows: new Uint32Array(0) }
  // minutes are whole numbers of 32 bits, so that there are three million days at most
  const first = dayOf(low)
  const rows = new Uint32Array(dayOf(high) - first + 1)
  // never before the first day, so that cutting off is rounding down
  const base = first * MINUTES_PER_DAY
  for (let i = 0; i < n; i++) if ((flags[i] & left) === 0) rows[((from[i] - base) / MINUTES_PER_DAY) | 0]++
  return { first, rows }
}

/**
 * Counts the days of some rows, those with an odd date left away, and of some rows without a place. `over` = first and last
 * day that any row of the table has, so that the rows are walked once and no list of their days is made.
 */
export function daysAmong(
  { from, flags, unplaced }: Pick<Incidents, 'from' | 'flags' | 'unplaced'>,
  rows: Uint32Array,
  without: Uint32Array,
  [first, last]: Days,
): RowsByDay {
  const counts = new Uint32Array(Math.max(0, last - first + 1))
  const base = first * MINUTES_PER_DAY
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if ((flags[i] & FLAG.oddDate) === 0) counts[((from[i] - base) / MINUTES_PER_DAY) | 0]++
  }
  for (const i of without) counts[dayOf(unplaced!.from[i]) - first]++
  return { first, rows: counts }
}

/** First and last day that any row of a table has, with a place or without; odd dates of those with one apart. */
export function daysHad({
  n,
  from,
  flags,
  unplaced,
}: Pick<Incidents, 'n' | 'from' | 'flags' | 'unplaced'>): Days {
  const days = rowsByDay(n, from, flags)
  let [first, last] =
    days.rows.length > 0 ? [days.first, days.first + days.rows.length - 1] : [Infinity, -Infinity]
  for (const minute of unplaced?.from ?? []) {
    first = Math.min(first, dayOf(minute))
    last = Math.max(last, dayOf(minute))
  }
  return first <= last ? [first, last] : [0, -1]
}

/** The last day to look at: the as-at date, or the end of a filter by period that ends sooner than the table. */
export const lastLooked = ({
  table: { span },
  period,
  today,
}: {
  table: Pick<Incidents, 'span'>
  period?: Days
  today: number
}): number => (period && period[1] < span.last ? Math.min(today, period[1]) : today)
