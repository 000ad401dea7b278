/** Time cut into equal steps that end today: days where the table knows them, else calendar months. */
import type { Incidents } from './incidents.ts'
import { dayOf, firstOfMonth, monthOf, showDay, showMonth } from '../base/time.ts'

/** Step 0 is the latest. */
export interface Steps {
  /** step of a minute number; negative after the end */
  of(minute: number): number
  /** first and last day of a step */
  days(step: number): readonly [first: number, last: number]
  /** "28 days" or "month" */
  readonly unit: string
  /** how many steps make a year, for the same season of the year before */
  readonly year: number
}

/** Steps of `length` days ending on `today`; for a table of months, months ending with its last. */
export function stepsOf(table: Pick<Incidents, 'precision' | 'span'>, today: number, length: number): Steps {
  if (table.precision !== 'month')
    return {
      of: (minute) => Math.floor((today - dayOf(minute)) / length),
      days: (step) => [today - (step + 1) * length + 1, today - step * length],
      unit: `${length} days`,
      // whole weeks, so that weekdays match
      year: Math.round(364 / length),
    }
  const end = monthOf(Math.min(today, table.span.complete))
  return {
    of: (minute) => end - monthOf(dayOf(minute)),
    days: (step) => [firstOfMonth(end - step), firstOfMonth(end - step + 1) - 1],
    unit: 'month',
    year: 12,
  }
}

/** "3 Jan 2026 to 30 Jan 2026", or "Jan 2026 to Mar 2026" for months, of steps newest..oldest. */
export function showSteps(steps: Steps, newest: number, oldest: number): string {
  const [a, b] = [steps.days(oldest)[0], steps.days(newest)[1]]
  if (steps.unit !== 'month') return `${showDay(a)} to ${showDay(b)}`
  const [from, to] = [showMonth(a), showMonth(b)]
  return from === to ? from : `${from} to ${to}`
}
