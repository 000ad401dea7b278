/** Rows of one crime of which one tells less than the other: no number, no clock time, no day, or only when it was reported. */
import { FLAG, type Incidents, NOT_REPORTED } from '../../core/table/incidents.ts'
import { lengthAt } from '../../core/base/text.ts'
import { dayOf } from '../../core/base/time.ts'
import { isUntimed } from './columnRows.ts'
import type { Side } from './join.ts'
import { isWeek } from './times.ts'

/** The day on which a row was reported, as far as its table tells: a start that is told by another moment is that of the report. */
export const reportDay = ({ from, flags, reported }: Incidents, i: number): number =>
  flags[i] & FLAG.standIn
    ? dayOf(from[i])
    : reported && reported[i] !== NOT_REPORTED
      ? dayOf(reported[i])
      : NaN

/** What one of two rows of a crime may tell and the other not. */
export interface Less {
  readonly less: (side: Side, row: number) => boolean
  /** what of its time both tell; NaN = nothing. `monday`: a day on which weeks begin */
  readonly key: (t: Incidents, row: number, monday: number) => number
  readonly alike?: (s: Incidents, t: Incidents, i: number, j: number, noEnds: boolean) => boolean
  /** two rows that both tell less may be one too: a day, and the same with 00:00 for a time not known */
  readonly both?: boolean
  /** of rows on points that many share too: their days and kinds tell them, as far as anything does */
  readonly ofPoints?: boolean
}

export const isStandIn = ({ flags }: Incidents, i: number): boolean => (flags[i] & FLAG.standIn) !== 0

/** What least is missing first. */
export const LESS: readonly Less[] = [
  {
    // a row without a number, and the same once it has one
    less: ({ text }, i) => lengthAt(text.id, i) === 0,
    key: ({ from }, i) => from[i],
    alike: (s, t, i, j, noEnds) => noEnds || s.to[i] === t.to[j],
  },
  {
    // a day, and the same with its clock time
    less: ({ incidents }, i) => isUntimed(incidents.flags[i]),
    key: ({ from }, i) => dayOf(from[i]),
    alike: (s, t, i, j, noEnds) =>
      isStandIn(s, i) === isStandIn(t, j) && (noEnds || dayOf(s.to[i]) === dayOf(t.to[j])),
    both: true,
    ofPoints: true,
  },
  {
    // the week of a day, and the same with its day
    less: ({ incidents }, i) => isWeek(incidents, i),
    key: ({ from }, i, monday) => Math.floor((dayOf(from[i]) - monday) / 7),
    alike: (s, t, i, j) => isStandIn(s, i) === isStandIn(t, j),
    ofPoints: true,
  },
  // the day of the report in place of a start, and a start with its report
  { less: ({ incidents }, i) => isStandIn(incidents, i), key: reportDay },
]
