/** Whole windows of the past: what tells how much counts vary from one to the next. */
import type { Gap } from './gaps.ts'
import type { Days } from './lookBack.ts'
import { stepsOf } from './steps.ts'
import type { Incidents } from './incidents.ts'
import { countOf } from '../base/words.ts'

/** Windows of equal length before a day, the nearest first. */
export interface Earlier {
  readonly list: readonly Days[]
  /** which window a day lies in; -1 = in none */
  of(day: number): number
  /** "28 days", "month" */
  readonly unit: string
}

/** Windows are at most this long: of longer ones no file holds enough. */
export const LONGEST = 28
/** Fewer earlier windows than these do not tell how much counts vary. */
export const LEAST_WINDOWS = 12
/** Days looked back at most: older windows say less of today. */
const YEARS = 3 * 364

/** Whether two stretches of days share a day. */
const meet = ([a, b]: Days, [c, d]: Days) => a <= d && c <= b

/**
 * The windows of `length` days (at most 28; months where only months are known) that end before the day `before`, lie
 * wholly in what the table covers from `firstDay` on, and touch no missing month; at most three years back.
 */
export function earlierWindows(
  table: Pick<Incidents, 'precision' | 'span' | 'gaps'>,
  before: number,
  length: number,
  firstDay: number,
): Earlier {
  const gaps: readonly Gap[] = table.gaps ?? []
  const list: Days[] = []
  const add = (days: Days) => {
    if (!gaps.some((g) => meet(g, days))) list.push(days)
  }
  if (table.precision === 'month') {
    const steps = stepsOf(table, before - 1, 1)
    for (let k = 0; k < 36 && steps.days(k)[0] >= firstDay; k++) add(steps.days(k) as Days)
    return { list, of: (day) => list.findIndex(([a, b]) => day >= a && day <= b), unit: 'month' }
  }
  const size = Math.min(length, LONGEST)
  const most = Math.floor(Math.min(YEARS, before - firstDay) / size)
  const place = new Int16Array(Math.max(0, most)).fill(-1)
  for (let k = 0; k < most; k++) {
    const n = list.length
    add([before - (k + 1) * size, before - k * size - 1])
    if (list.length > n) place[k] = n
  }
  return {
    list,
    of: (day) => (day >= before ? -1 : (place[Math.floor((before - 1 - day) / size)] ?? -1)),
    unit: size === 1 ? 'day' : `${size} days`,
  }
}

/** Days without those of missing months. */
export const withoutGaps = (list: readonly Days[], gaps: readonly Gap[] = []): Days[] =>
  gaps.reduce<Days[]>(
    (left, gap) =>
      left.flatMap((days): Days[] =>
        meet(days, gap)
          ? [
              ...(days[0] < gap[0] ? [[days[0], gap[0] - 1] as const] : []),
              ...(days[1] > gap[1] ? [[gap[1] + 1, days[1]] as const] : []),
            ]
          : [days],
      ),
    [...list],
  )

/** How many of these days the files hold: all but those of missing months. */
export const daysHeld = (days: Days, gaps?: readonly Gap[]): number =>
  withoutGaps([days], gaps).reduce((sum, [a, b]) => sum + b - a + 1, 0)

/**
 * Why it is not known how much counts vary: "only 6 earlier windows of 28 days, 12 needed to know how much such counts
 * vary", or that the windows are there and too little is in them.
 */
export function fewWindows(windows: number, unit: string): string {
  const one = unit === 'month' ? 'earlier month' : 'earlier window'
  const long = unit === 'month' ? '' : ` of ${/^\d/.test(unit) ? unit : `a ${unit}`}`
  const of = `${countOf(windows, one)}${long}`
  if (windows >= LEAST_WINDOWS) return `too few incidents in ${of} to know how much such counts vary`
  return `${windows === 0 ? `no ${one}${long}` : `only ${of}`}, ${LEAST_WINDOWS} needed to know how much such counts vary`
}
