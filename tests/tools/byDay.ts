/** Days as tests write them, counted by day. */
import { MINUTES_PER_DAY } from '../../src/core/base/time.ts'
import { rowsByDay, type RowsByDay } from '../../src/core/table/span.ts'

/** How many of a list of days there are of each. */
export const byDay = (days: ArrayLike<number>): RowsByDay =>
  rowsByDay(
    days.length,
    Int32Array.from(days, (d) => d * MINUTES_PER_DAY),
    new Uint16Array(days.length),
  )
