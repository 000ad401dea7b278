/** One clock for list, paper, phone, board and terminal: when a visit is late, and when a police day turns. */
import { dayOf, MINUTES_PER_DAY, showDay, showTime } from '../core/base/time.ts'

/** How late a visit is: its minute has passed · it comes before the police day is over · after that. */
export type DueStatus = 'overdue' | 'today' | 'later'

/** The police day a minute falls in, as a day number; `turns` is the hour at which the day turns. */
export const policeDay = (minute: number, turns: number): number => dayOf(minute - turns * 60)

/** The first minute of a police day. */
export const dayStart = (day: number, turns: number): number => day * MINUTES_PER_DAY + turns * 60

/** The status of what is due at a minute, as of another. */
export const dueStatus = (due: number, moment: number, turns: number): DueStatus =>
  due < moment ? 'overdue' : due < dayStart(policeDay(moment, turns) + 1, turns) ? 'today' : 'later'

/**
 * The minute a list of a day is of: the clock's, while that day lasts, else the minute the day began. A day that is over or
 * to come has no hour of its own, and nothing due on it is late yet.
 */
export const momentOf = (day: number, turns: number, now?: number): number =>
  now !== undefined && policeDay(now, turns) === day ? now : dayStart(day, turns)

/** The last minute whose reports a list of a day knows: past midnight only while a night shift's clock is there. */
export const lastMinute = (day: number, moment: number): number =>
  Math.max(day * MINUTES_PER_DAY + MINUTES_PER_DAY - 1, moment)

/** When a list is of, and by which hour its days turn. */
export interface Dated {
  readonly asAt: number
  readonly moment: number
  readonly protocol: { readonly dayTurns: number }
}

/** The minute to hold its due times against: the clock's while the list's day lasts, else the list's own. */
export const clockOf = ({ asAt, moment, protocol }: Dated, now: number): number =>
  policeDay(now, protocol.dayTurns) === asAt ? Math.max(now, moment) : moment

/** "Mon 23 Nov 2026 22:00" of a list made while its day lasts, "Mon 23 Nov 2026" of any other: what follows "as of". */
export function momentWords({ asAt, moment, protocol }: Dated): string {
  const day = showDay(asAt, { weekday: true })
  if (moment === dayStart(asAt, protocol.dayTurns)) return day
  // past midnight the hour is the next day's, the police day is not
  return `${day} ${showTime(moment)}${dayOf(moment) > asAt ? ' the night after' : ''}`
}
