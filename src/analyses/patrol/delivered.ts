/** Recorded tracks held against a plan. */
import type { Plane } from '../../core/geometry/plane.ts'
import {
  minutesDone,
  minutesIn,
  staysIn,
  walk,
  type Gap,
  type Shape,
  type Track,
} from '../../core/geometry/tracks.ts'
import type { PlannedVisit } from './plan.ts'

/** What tracks say of a shift. */
export interface Delivered {
  readonly tracks: number
  /** minutes recorded in all, and within the shift */
  readonly recorded: number
  readonly inShift: number
  /** minutes in each place within the shift; two tracks at once count twice */
  readonly byPlace: Float64Array
  /** minutes that count towards the plan: place by place, what goes beyond its planned minutes left out */
  readonly onPlan: number
  /** minutes of each planned visit during which someone was there */
  readonly byVisit: Float64Array
  /** silences that touch the shift, wall clock */
  readonly gaps: readonly Gap[]
  /** wall clock of the first and last timed position; absent = no position carries a time */
  readonly span?: readonly [from: number, to: number]
  readonly untimed: number
  readonly backwards: number
}

/** Joins tracks to places and planned visits. `from`, `to`: the shift's wall-clock minutes. */
export function deliveredOf(
  tracks: readonly Track[],
  shapes: readonly Shape[],
  visits: readonly PlannedVisit[],
  plane: Pick<Plane, 'forward'>,
  gap: number,
  from: number,
  to: number,
): Delivered {
  let inShift = 0
  let span: [number, number] | undefined
  walk(tracks, plane, gap, (s) => {
    inShift += Math.max(0, Math.min(s.from + s.minutes, to) - Math.max(s.from, from))
    span = [Math.min(span?.[0] ?? Infinity, s.from), Math.max(span?.[1] ?? -Infinity, s.from + s.minutes)]
  })
  const { stays, minutes, gaps, untimed, backwards } = staysIn(tracks, shapes, plane, gap)
  const byPlace = Float64Array.from(shapes, (_, k) => minutesIn(stays, k, from, to))
  const planned = new Float64Array(shapes.length)
  for (const v of visits) planned[v.place] += v.to - v.from
  return {
    tracks: tracks.length,
    recorded: minutes,
    inShift,
    byPlace,
    onPlan: byPlace.reduce((sum, m, k) => sum + Math.min(m, planned[k]), 0),
    byVisit: Float64Array.from(visits, (v) => minutesDone({ shape: v.place, from: v.from, to: v.to }, stays)),
    gaps: gaps.filter((g) => g.to > from && g.from < to),
    ...(span ? { span } : {}),
    untimed,
    backwards,
  }
}
