/** Counts through time as bars of days, weeks or months, each against what was expected of it. */
import { binDays, expectedBand, type Band } from './expected.ts'
import { type Days, SERIES_BREAKS } from '../table/lookBack.ts'
import type { Gap } from '../table/gaps.ts'
import type { RowsByDay } from '../table/span.ts'
import { dayOf, MINUTES_PER_DAY, minuteOf, partsOf } from '../base/time.ts'

export type BarStep = 'day' | 'week' | 'month'

/** Arrays have one entry for each bar; days are day numbers. */
export interface TimeBars extends Band {
  readonly step: BarStep
  readonly starts: readonly number[]
  /** first day after the last bar */
  readonly end: number
  readonly counts: Uint32Array
  /** the last month is not over: nothing is expected of it */
  readonly partial: boolean
  /** so many of the last bars hold days that are not complete in the file: nothing is expected of them */
  readonly young: number
  /** bars before each that its expectation rests on, at most */
  readonly lookBack: number
  /** the first bar that counts for an expectation: 1 where the one before holds only a part of its days */
  readonly base: number
}

/** Four whole weeks stand behind a day, so that each weekday counts alike; twelve bars behind a week or a month. */
const BACK: Record<BarStep, readonly [most: number, least: number]> = {
  day: [28, 14],
  week: [12, 6],
  month: [12, 6],
}

/** Starts of the calendar months from one day to another, and the day after the last of them. */
export function monthsOver([first, last]: Days): { starts: number[]; end: number } {
  const starts: number[] = []
  let { year, month } = partsOf(first * MINUTES_PER_DAY)
  let day = dayOf(minuteOf(year, month, 1))
  while (day <= last) {
    starts.push(day)
    month = (month % 12) + 1
    if (month === 1) year++
    day = dayOf(minuteOf(year, month, 1))
  }
  return { starts, end: day }
}

/** How many rows there are from one day to another. */
function sumOver({ first, rows }: RowsByDay, from: number, to: number): number {
  let n = 0
  for (let k = Math.max(0, from - first); k <= to - first && k < rows.length; k++) n += rows[k]
  return n
}

/**
 * Counts rows by day into bars over `span`, both ends included. Weeks end on the last day of the span, or on `filled`, the last
 * day that is complete: what comes after it stands in bars of its own, of which nothing is expected. `whole` months are
 * known to be over, as those of a table that knows only months. Nothing is expected of bars that touch
 * a gap of the files, and no expectation rests on them.
 */
export function timeBars(
  days: RowsByDay,
  span: Days,
  step: BarStep,
  whole = false,
  filled = Infinity,
  gaps: readonly Gap[] = [],
): TimeBars {
  const [first, last] = span
  let bars: { starts: number[]; end: number; counts: Uint32Array }
  if (step === 'month') {
    const { starts, end } = monthsOver(span)
    const counts = new Uint32Array(starts.length)
    for (let k = 0; k < starts.length; k++)
      counts[k] = sumOver(days, starts[k], Math.min(last, (starts[k + 1] ?? end) - 1))
    bars = { starts, end, counts }
  } else {
    const width = step === 'day' ? 1 : 7
    // weeks end on the last complete day; the days after it are a bar of their own
    const whole = Math.min(last, Math.max(first, filled))
    const bins = binDays(days, first, whole, width)
    const after: number[] = []
    for (let day = whole + 1; day <= last; day += width) after.push(day)
    const counts = new Uint32Array(bins.counts.length + after.length)
    counts.set(bins.counts)
    after.forEach((day, k) => {
      counts[bins.counts.length + k] = sumOver(days, day, Math.min(last, day + width - 1))
    })
    bars = {
      starts: [...Array.from(bins.counts, (_, i) => bins.firstDay + i * width), ...after],
      end: last + 1,
      counts,
    }
  }
  const partial = step === 'month' && !whole && bars.end > last + 1
  // the first bar may begin before the span and hold a part of its days: what follows is not measured against it
  const short = !whole && bars.starts[0] < first ? 1 : 0
  const ends = (i: number) => (i + 1 < bars.starts.length ? bars.starts[i + 1] : bars.end) - 1
  let young = 0
  while (
    !whole &&
    step !== 'month' &&
    young < bars.starts.length &&
    ends(bars.starts.length - 1 - young) > filled
  )
    young++
  const unfinished = Math.max(young, partial ? 1 : 0)
  const missing = (i: number) => gaps.some(([a, b]) => a <= ends(i + short) && b >= bars.starts[i + short])
  const band = later(expectedBand(bars.counts.subarray(short), ...BACK[step], unfinished, missing), short)
  return { step, ...bars, ...band, partial, young, lookBack: BACK[step][0], base: short }
}

/** A band with so many bars before it that nothing is expected of. */
function later(band: Band, bars: number): Band {
  if (bars === 0) return band
  const shift = (a: Float64Array) =>
    Float64Array.from({ length: a.length + bars }, (_, i) => a[i - bars] ?? NaN)
  return { ...band, expected: shift(band.expected), lower: shift(band.lower), upper: shift(band.upper) }
}

/** Which step suits so many days: days for a quarter, weeks for six years, months beyond. */
export const stepFor = (days: number): BarStep => (days <= 92 ? 'day' : days <= 6 * 366 ? 'week' : 'month')

/** The breaks among these days that concern what is shown: two are about burglary only. */
export const breaksFor = ([from, to]: Days, burglary: boolean) =>
  SERIES_BREAKS.filter((b) => (burglary || !b.burglary) && b.days[0] <= to && b.days[1] >= from)

/** The breaks between bar i and the oldest bar its expectation rests on, i included. */
export function breaksBehind(bars: TimeBars, i: number, burglary: boolean) {
  const oldest = Math.max(bars.base, i - bars.lookBack)
  const end = (i + 1 < bars.starts.length ? bars.starts[i + 1] : bars.end) - 1
  // a change on the very first day of the window lies behind nothing
  return breaksFor([bars.starts[oldest] + 1, end], burglary)
}
