/** What has to be said beside a comparison: what the file covers, and what its figures rest on. */
import { coarseOf, coarseSays } from '../../core/table/coarse.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { lastFilledDay, whyEnds } from '../../core/table/delay.ts'
import { fewWindows } from '../../core/table/earlier.ts'
import { breaksWithin } from '../../core/table/lookBack.ts'
import type { Input } from '../../core/table/method.ts'
import { coveredDays } from '../../core/table/span.ts'
import { showDay } from '../../core/base/time.ts'
import { capital, countOf, showNumber } from '../../core/base/words.ts'
import { FEW } from './params.ts'
import type { Span } from './periods.ts'
import type { KindRow } from './result.ts'
import type { P, Past } from './compute.ts'

/** What is said where two spans are not of one length. */
export const unequal = (a: number, b: number, rest = false): string[] =>
  a === b
    ? []
    : [
        rest
          ? 'The periods are of unequal length, which the beat and the others share: the ratio of their changes needs no allowance for it, the counts by themselves do.'
          : 'The periods are of unequal length: changes are by the day.',
      ]

/** The days of a period that the table, and what the filters leave of it, cover: days without a file are no days without crime. */
export function coveredPart(input: Input<P>, s: Span): Span {
  const { table } = input
  const from = Math.max(s.from, coveredDays(input)[0], table.span.first)
  const to =
    table.precision === 'month' ? s.to : Math.min(s.to, lastFilledDay(table, input.today, input.period).day)
  return (from === s.from && to === s.to) || from > to
    ? s
    : { from, to, words: `${showDay(from)} to ${showDay(to)}` }
}

/** What the table, and the rows the filters leave, do not cover. */
export function coverage(input: Input<P>, spans: readonly Span[]): string[] {
  const { table } = input
  const earlier = spans.at(-1)!
  const { first } = table.span
  const [mine] = coveredDays(input)
  const ends = lastFilledDay(table, input.today, input.period)
  const end = ends.day
  // dates of one's own may lie after the as-at date, never after what can be counted
  const last = lastFilledDay(table, Infinity, input.period)
  for (const [k, s] of spans.entries()) {
    const which = `The ${k === 0 ? 'recent' : 'earlier'} period (${s.words})`
    if (spans.length > 1 && first > s.to)
      throw new Error(
        `${which} lies before the table begins, on ${showDay(first)}. Choose fewer days or load earlier incidents.`,
      )
    if (s.from > last.day)
      throw new Error(
        `${which} lies after ${last.filtered ? 'the filter by period ends' : 'the last day that the file tells whole'}, ${showDay(last.day)}: nothing can be counted there. Choose earlier dates.`,
      )
  }
  if (spans.length > 1 && mine > earlier.to)
    throw new Error(
      `The filter by period leaves nothing before ${showDay(mine)}, so nothing of the earlier period (${earlier.words}). Take it off.`,
    )
  const notes: string[] = []
  const [what, byDay] =
    spans.length > 1 ? ['earlier period', ', and changes are by the day'] : ['period of both beats', '']
  if (first > earlier.from)
    notes.push(
      `The table begins on ${showDay(first)}, inside a period that is compared: only the days from then on count${byDay}.`,
    )
  else if (mine > earlier.from)
    notes.push(
      `The filter by period leaves nothing before ${showDay(mine)}: the ${what} is cut short${byDay}.`,
    )
  if (table.precision !== 'month' && input.today > end)
    notes.push(
      `Figures end on ${showDay(end)}, ${countOf(input.today - end, 'day')} before the as-at date: ${whyEnds(ends)}.`,
    )
  if (table.precision !== 'month' && end < spans[0].to)
    notes.push(
      `${ends.filtered ? 'The filter by period ends on' : 'The file is filled up to'} ${showDay(end)}, ${countOf(spans[0].to - end, 'day')} before the recent period ends: only the days up to then count, and changes are by the day.`,
    )
  if (table.crs === 'EPSG:27700')
    for (const s of breaksWithin([earlier.from, spans[0].to]))
      notes.push(`The comparison reaches over a break: ${s}.`)
  return notes
}

/** What a comparison rests on, a sentence each. */
export function methodNotes(
  input: Input<P>,
  rows: readonly KindRow[],
  { earlier }: Past,
  hours: boolean,
): string[] {
  const { table, params } = input
  const coarse = coarseOf(table)
  const kinds = rows.length
  const swings = rows.flatMap((k) =>
    k.swing ? [`${k.label.toLowerCase()} ${showNumber(k.swing.phi, 2)}`] : [],
  )
  const odd = input.rows.reduce((s, i) => s + (table.flags[i] & FLAG.oddDate ? 1 : 0), 0)
  const few = rows.some((k) => k.a + k.b < FEW)
  return [
    swings.length
      ? `Dispersion (variance ÷ mean, at least 1) in ${countOf(earlier.list.length, 'earlier window')} of ${/^\d/.test(earlier.unit) ? earlier.unit : `a ${earlier.unit}`}${params.mode === 'periods' ? '' : ', pooled over the beats'}: ${swings.join('; ')}. Intervals and p are widened by it; season and trend are part of it, swings slower than a window are not.`
      : `${capital(fewWindows(earlier.list.length, earlier.unit))}: intervals are those of chance alone, and nothing is called different.`,
    'Intervals of 95%; one that leaves out “no change” goes with p of 0.05 or less.',
    ...(kinds > 1
      ? [
          `${countOf(kinds, 'kind')} of crime are looked at: adjusted p (Benjamini–Hochberg) at ${params.level}%. All kinds together are not among them. Hours, weekdays and repeats have tests of their own, which are not adjusted.`,
        ]
      : []),
    ...(few ? ['Fewer than five incidents on the two sides together carry no verdict, whatever the p.'] : []),
    ...(hours
      ? [
          'Hours: drawn from whole windows, shared among the hours they touch; tested in classes of three hours with windows of up to 8 hours, by their middle. Weekdays: windows of up to a day.',
        ]
      : []),
    ...(coarse
      ? [
          `${coarseSays(table)}, so ${coarse.months ? 'hours, weekdays and repeats are' : 'repeats at one place are'} not known.`,
        ]
      : []),
    'A difference says that the counts differ, not why. Nothing here shows that an action worked.',
    ...(odd ? [`${countOf(odd, 'incident')} with an unlikely date left out.`] : []),
  ]
}
