/** A stretch of days that ends with the last complete day up to the as-at date, in whole months where only months are known. */
import type { Input } from './method.ts'
import { lastFilledDay } from './delay.ts'
import { coveredDays } from './span.ts'
import { stepsOf, showSteps } from './steps.ts'
import { showDay, MINUTES_PER_DAY } from '../base/time.ts'

export interface Window {
  /** days, both included */
  readonly from: number
  readonly to: number
  /** "23 Nov 2025 to 22 Nov 2026", "Jan 2025 to Dec 2025" */
  readonly words: string
}

/** Days of a month, for turning days into months. */
const MONTH = 30.4

/**
 * The last `days` up to the last day that is complete, filled with reports and let through by the filter, and no further
 * back than table and filter cover; without `days` all of that.
 */
export function windowOf(
  { table, period, today: asAt }: Pick<Input<unknown>, 'table' | 'period' | 'today'>,
  days?: number,
): Window {
  const today = lastFilledDay(table, asAt, period).day
  const first = Math.min(today, coveredDays({ table, period })[0])
  if (table.precision === 'month') {
    const steps = stepsOf(table, today, 1)
    const oldest = Math.min(
      Math.max(0, steps.of(first * MINUTES_PER_DAY)),
      days === undefined ? Infinity : Math.max(1, Math.round(days / MONTH)) - 1,
    )
    return { from: steps.days(oldest)[0], to: steps.days(0)[1], words: showSteps(steps, 0, oldest) }
  }
  const from = days === undefined ? first : Math.max(first, today - days + 1)
  return { from, to: today, words: `${showDay(from)} to ${showDay(today)}` }
}
