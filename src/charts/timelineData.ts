/** What the bars by time are made of, in words and as a table. */
import { showDay } from '../core/base/time.ts'
import { cellNumber, type TableModel } from '../ui/table.ts'

/** One bar for each step. All arrays have the length of `starts`; days are day numbers since 1970-01-01. */
export interface TimelineData {
  readonly step: 'day' | 'week' | 'month'
  /** first day of each bar, ascending */
  readonly starts: ArrayLike<number>
  /** first day after the last bar */
  readonly end: number
  readonly counts: ArrayLike<number>
  readonly expected?: ArrayLike<number>
  /** limits of the expected band */
  readonly lower?: ArrayLike<number>
  readonly upper?: ArrayLike<number>
  /** the last bar is not whole yet */
  readonly partial?: boolean
  /** so many of the last bars hold days that are not complete in the file: hatched */
  readonly young?: number
}

/** A day, or days, that a comparison should not reach over. */
export interface SeriesBreak {
  readonly day: number
  /** last day, where it is more than one */
  readonly to?: number
  readonly label: string
  /** what stands beside the line in the low strip: "Apr 2023" */
  readonly short?: string
}

/** The breaks that touch bar i. */
export const breaksAt = (d: TimelineData, breaks: readonly SeriesBreak[], i: number): SeriesBreak[] => {
  const end = i + 1 < d.starts.length ? d.starts[i + 1] : d.end
  return breaks.filter((b) => b.day < end && (b.to ?? b.day) >= d.starts[i])
}

/** The entry of a column that may be missing; NaN where it is. */
export const at = (a: ArrayLike<number> | undefined, i: number) => a?.[i] ?? NaN

/** What one bar says: "week of 16 Nov 2026: 29, 21 expected (14 to 30), above the range". */
export function barSentence(d: TimelineData, i: number): string {
  const when =
    d.step === 'day'
      ? showDay(d.starts[i], { weekday: true })
      : d.step === 'week'
        ? `week of ${showDay(d.starts[i])}`
        : showDay(d.starts[i]).replace(/^\d+ /, '')
  const e = at(d.expected, i)
  const [lo, hi] = [at(d.lower, i), at(d.upper, i)]
  const range = Number.isFinite(lo) ? ` (${cellNumber(lo, 0)} to ${cellNumber(hi, 0)})` : ''
  const verdict = d.counts[i] > hi ? ', above the range' : d.counts[i] < lo ? ', below the range' : ''
  const so =
    i >= d.counts.length - (d.young ?? 0)
      ? ' so far, not complete in the file'
      : d.partial && i === d.counts.length - 1
        ? ' so far'
        : ''
  return `${when}: ${cellNumber(d.counts[i])}${so}${Number.isFinite(e) ? `, ${cellNumber(e, e < 10 ? 1 : 0)} expected${range}` : ''}${verdict}`
}

/** The chart's twin: a row for each bar. */
export function timelineTable(
  title: string,
  d: TimelineData,
  breaks: readonly SeriesBreak[] = [],
): TableModel {
  const list = (key: string, label: string, a: ArrayLike<number> | undefined, digits: number) =>
    a ? [{ key, label, kind: 'number' as const, digits, value: (i: number) => a[i] }] : []
  return {
    caption: `${title}: a row for each ${d.step}`,
    n: d.starts.length,
    key: (i) => String(d.starts[i]),
    columns: [
      {
        key: 'start',
        label: d.step === 'day' ? 'Day' : `${d.step === 'week' ? 'Week' : 'Month'} from`,
        kind: 'date',
        value: (i) => d.starts[i],
        show: (i) => showDay(d.starts[i]),
      },
      ...list('count', 'Count', d.counts, 0),
      ...list('expected', 'Expected', d.expected, 1),
      ...list('lower', 'Lower', d.lower, 1),
      ...list('upper', 'Upper', d.upper, 1),
      ...(breaks.length > 0
        ? [
            {
              key: 'break',
              label: 'Series break',
              kind: 'text' as const,
              value: (i: number) =>
                breaksAt(d, breaks, i)
                  .map((b) => b.label)
                  .join('; '),
            },
          ]
        : []),
    ],
  }
}
