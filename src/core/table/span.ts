/**
 * Which days a table speaks of. Found once, at import, and kept with the table: an analysis that looked for its first
 * day itself would take one row dated 01/01/1900 for the beginning of the file.
 */
import { dayOf, MINUTES_PER_DAY, partsOf, dayFrom } from '../base/time.ts'
import { countOf } from '../base/words.ts'
import { FLAG, type Incidents, NOT_REPORTED } from './incidents.ts'
import type { Days } from './lookBack.ts'

/** Day numbers. Rows dated outside `first`..`last` exist, but say nothing of what the file covers. */
export interface Span {
  /** first and last day of the believable dates, by the start of the occurrence window */
  readonly first: number
  readonly last: number
  /**
   * Last day of which all may be in the file: the day before its newest report, or before its newest incident where
   * reports are not dated, unless that day runs past 23:00. Of a table of months the last day of its last month.
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
  const days = new Int32Array(t.n)
  let n = 0
  for (let i = 0; i < t.n; i++) if (!(t.flags[i] & FLAG.oddDate)) days[n++] = dayOf(t.from[i])
  if (n === 0) for (let i = 0; i < t.n; i++) days[n++] = dayOf(t.from[i])
  if (n === 0) return { first: 0, last: 0, complete: 0 }
  const [first, last] = withoutStrays(days.subarray(0, n).sort())
  return { first, last, complete: Math.max(first, completeOf(t, first, last, now)) }
}

/** First and last of sorted days, the few that lie far before or after the rest apart. */
function withoutStrays(days: Int32Array): Days {
  let [a, b] = [0, days.length - 1]
  if (days.length >= STRAY_LEAST) {
    const most = Math.max(1, Math.floor(days.length * STRAY_SHARE))
    for (let k = 0; k < most; k++) if (days[k + 1] - days[k] >= STRAY_GAP) a = k + 1
    for (let k = 0; k < most; k++)
      if (days[days.length - 1 - k] - days[days.length - 2 - k] >= STRAY_GAP) b = days.length - 2 - k
  }
  return [days[a], days[b]]
}

function completeOf(t: Dated, first: number, last: number, now: number): number {
  if (t.precision === 'month') {
    const { year, month } = partsOf(last * MINUTES_PER_DAY)
    return dayFrom(year, month + 1, 0)
  }
  let newest = -Infinity
  for (let i = 0; i < t.n; i++) {
    const day = dayOf(t.from[i])
    if (day < first || day > last) continue
    newest = Math.max(newest, t.from[i])
    const reported = t.reported?.[i] ?? NOT_REPORTED
    if (reported !== NOT_REPORTED && reported <= now) newest = Math.max(newest, reported)
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
  const dated = rows.filter((i) => !(table.flags[i] & FLAG.oddDate))
  return dated.length > 0 ? dated : rows
}

/** "3 incidents with an unlikely date left out."; nothing where there are none. */
export const oddNote = (left: number): readonly string[] =>
  left > 0 ? [`${countOf(left, 'incident')} with an unlikely date left out.`] : []

/** First and last minute at which these rows begin, odd dates apart, and how many are odd; undefined without rows. */
export function minutesOf(
  table: Pick<Incidents, 'from' | 'flags'>,
  rows: Uint32Array,
): { first: number; last: number; odd: number } | undefined {
  let odd = 0
  for (const i of rows) if (table.flags[i] & FLAG.oddDate) odd++
  const all = odd === rows.length
  let [first, last] = [Infinity, -Infinity]
  for (const i of rows) {
    if (!all && table.flags[i] & FLAG.oddDate) continue
    if (table.from[i] < first) first = table.from[i]
    if (table.from[i] > last) last = table.from[i]
  }
  return rows.length ? { first, last, odd: all ? 0 : odd } : undefined
}
