/** Rows of which a week or a month is known and no day. */
import { FLAG, type Incidents } from '../../core/table/incidents.ts'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import type { Unplaced } from '../../core/table/unplaced.ts'
import { isOfWeeks } from '../report/problems.ts'
import type { Side } from './join.ts'

/** What a table tells of when. */
export interface Times extends Pick<Incidents, 'precision' | 'from' | 'to' | 'flags'> {
  /** some of its dates are those of weeks: nothing else tells seven whole days from the window of one crime */
  readonly weeks: boolean
}

/** The same of rows without a place. */
export const timesOfUnplaced = (u: Unplaced, beside: Times): Times => ({
  ...{ precision: beside.precision, weeks: beside.weeks, from: u.from, to: u.to, flags: u.flags },
})

export const timesOf = ({ incidents, report }: Side): Times => ({
  ...{ precision: incidents.precision, from: incidents.from, to: incidents.to, flags: incidents.flags },
  weeks: report.warnings.some(({ what }) => isOfWeeks(what)),
})

/** Whether a row's window is one whole week. */
export const isWeek = ({ from, to, flags }: Pick<Times, 'from' | 'to' | 'flags'>, i: number): boolean =>
  (flags[i] & (FLAG.noTime | FLAG.noEnd)) === FLAG.noTime && to[i] - from[i] === 7 * MINUTES_PER_DAY - 1

/** Whether a row tells no day: its window is the week or the month in which it began. */
export const tellsNoDay = (t: Times, i: number): boolean =>
  t.precision === 'month' || (t.weeks && isWeek(t, i))

/** Whether a row begins on a day of the week or the month that another tells. */
export const beginsIn = (s: Times, i: number, t: Times, j: number): boolean =>
  tellsNoDay(t, j) && s.from[i] >= t.from[j] && s.from[i] <= t.to[j]
