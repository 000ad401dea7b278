/** Which days are compared. */
import type { Incidents } from '../../core/table/incidents.ts'
import type { Values } from '../../core/base/params.ts'
import { stepsOf, showSteps } from '../../core/table/steps.ts'
import { MINUTES_PER_DAY, parseIsoDay, showDay } from '../../core/base/time.ts'
import type { SCHEMA } from './params.ts'

/** First and last day, both included, and how they read. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly words: string
}

/** 52 weeks: the same weekdays of the year before. */
const YEAR = 364
const MONTH = 30.4

/** Whole months that stand for so many days, where only months are known. */
export const monthsOf = (days: number): number => Math.max(1, Math.round(days / MONTH))

const span = (from: number, to: number): Span => ({ from, to, words: `${showDay(from)} to ${showDay(to)}` })
export const daysOf = (s: Span): number => s.to - s.from + 1

/**
 * The recent and the earlier days. Of tables that know only months, whole months: those that the days touch.
 * Throws a sentence where dates of one's own end before they begin, or the two overlap.
 */
export function spansOf(
  table: Pick<Incidents, 'precision' | 'span'>,
  today: number,
  p: Values<typeof SCHEMA>,
): readonly [recent: Span, earlier: Span] {
  const againstItself = p.mode !== 'beats' && p.against === 'own'
  if (table.precision === 'month') {
    const steps = stepsOf(table, today, 1)
    const months = monthsOf(p.days)
    const shift = p.mode !== 'beats' && p.against === 'year' ? 12 : months
    const whole = (newest: number, oldest: number): Span => ({
      from: steps.days(oldest)[0],
      to: steps.days(newest)[1],
      words: showSteps(steps, newest, oldest),
    })
    const usual = [whole(0, months - 1), whole(shift, shift + months - 1)] as const
    if (!againstItself) return checked(usual)
    const step = (text: string, otherwise: number) =>
      text === '' ? otherwise : steps.of(parseIsoDay(text) * MINUTES_PER_DAY)
    return checked([
      whole(step(p.toA, 0), step(p.fromA, months - 1)),
      whole(step(p.toB, shift), step(p.fromB, shift + months - 1)),
    ])
  }
  const shift = p.mode !== 'beats' && p.against === 'year' ? Math.ceil(p.days / YEAR) * YEAR : p.days
  const [toA, fromA] = [today, today - p.days + 1]
  if (!againstItself) return [span(fromA, toA), span(fromA - shift, toA - shift)]
  const given = (text: string, otherwise: number) => (text === '' ? otherwise : parseIsoDay(text))
  const recent = span(given(p.fromA, fromA), given(p.toA, toA))
  const before = recent.from - 1
  return checked([recent, span(given(p.fromB, before - p.days + 1), given(p.toB, before))])
}

function checked(spans: readonly [Span, Span]): readonly [Span, Span] {
  for (const [k, s] of spans.entries())
    if (s.to < s.from)
      throw new Error(
        `The ${k === 0 ? 'recent' : 'earlier'} period ends before it begins (${s.words}). Change its dates.`,
      )
  const [a, b] = spans
  if (a.from <= b.to && b.from <= a.to)
    throw new Error(
      `The two periods overlap (${a.words}; ${b.words}): the same incidents would count on both sides. Change the dates.`,
    )
  return spans
}
