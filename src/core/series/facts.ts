/** Everything that is said of a series, reckoned once: order, pace, place, hours, the days of the next. */
import { addWindow, hoursOfDay, weekOf, type WindowCounts } from '../table/dayProfile.ts'
import { FLAG, type Incidents } from '../table/incidents.ts'
import { datedRows } from '../table/span.ts'
import { Stream } from '../base/random.ts'
import { MINUTES_PER_DAY } from '../base/time.ts'
import { pValue } from '../stats/monteCarlo.ts'
import { sequenceOf, type Step } from './series.ts'
import { deviationalEllipse, type Drift, driftOf, type Ellipse, meanCentre, medianCentre } from './place.ts'
import { type BackTest, backTest, type NextGap, nextGap, type Pace, paceOf, weekdaysOf } from './time.ts'

export interface SeriesFacts {
  /** members whose date was flagged at import: they stand in no figure */
  readonly odd: number
  readonly steps: readonly Step[]
  /** days from each to the next */
  readonly gaps: readonly number[]
  readonly pace: Pace
  /** metres from each to the next */
  readonly ways: Pace
  /** incidents with a known place */
  readonly placed: number
  readonly mean?: readonly [x: number, y: number]
  readonly median?: readonly [x: number, y: number]
  readonly ellipse: Ellipse | 'few' | 'line'
  readonly drift?: Drift
  readonly next?: NextGap
  readonly back: BackTest
  /** 24 weights of the windows that know their hours; absent where none does */
  readonly hours?: Float64Array
  /** the shortest run of hours, over midnight too, that holds most of them: `to` exclusive, `length` in hours */
  readonly busiest?: {
    readonly from: number
    readonly to: number
    readonly length: number
    readonly share: number
  }
  /** share of sets of as many windows, as long, begun at any minute of the day, whose shortest run is as short */
  readonly hoursByChance?: number
  readonly windows: WindowCounts
  /** windows longer than 12 hours among those that know their hours */
  readonly wide: number
  /** seven weights, Monday first */
  readonly weekdays: Float64Array
}

const WIDE = 12 * 60
/** A run of hours must hold this share to be named. */
const MOST = 0.6

/** The shortest run of hours that holds at least 60% of a day's weight; the fullest of equal length. */
function shortestRun(hours: Float64Array): NonNullable<SeriesFacts['busiest']> {
  const total = hours.reduce((s, v) => s + v, 0)
  for (let length = 1; length < 24; length++) {
    let best = -1
    let most = 0
    for (let h = 0; h < 24; h++) {
      let sum = 0
      for (let k = 0; k < length; k++) sum += hours[(h + k) % 24]
      if (sum > most + 1e-9) [best, most] = [h, sum]
    }
    if (most >= MOST * total - 1e-9)
      return { from: best, to: (best + length) % 24, length, share: most / total }
  }
  return { from: 0, to: 0, length: 24, share: 1 }
}

/** Sets drawn for what chance gives, and their seed. */
const SETS = 499

/** How often windows as long as these, begun at any minute, have 60% of their time in a run of hours as short. */
function shortByChance(t: Incidents, rows: readonly number[], length: number): number {
  let asShort = 0
  for (let k = 0; k < SETS; k++) {
    const stream = new Stream(1, k)
    const week = new Float64Array(168)
    for (const i of rows) {
      const at = stream.below(MINUTES_PER_DAY)
      addWindow(week, at, at + t.to[i] - t.from[i], t.flags[i])
    }
    if (shortestRun(hoursOfDay(week)).length <= length) asShort++
  }
  return pValue(asShort, SETS)
}

/** Reckons a series from the rows of its members, those with an unlikely date apart. The table must know days. */
export function factsOf(t: Incidents, members: Uint32Array): SeriesFacts {
  const rows = datedRows(t, members)
  const steps = sequenceOf(t, rows)
  const gaps = steps.slice(1).map((s) => s.gap)
  const placed = steps.filter((s) => Number.isFinite(t.x[s.row]) && Number.isFinite(t.y[s.row]))
  const x = placed.map((s) => t.x[s.row])
  const y = placed.map((s) => t.y[s.row])
  const timed = t.precision === 'minute' ? [...rows].filter((i) => !(t.flags[i] & FLAG.noTime)) : []
  const { week, counts } = weekOf(t, timed)
  const hours = timed.length > 0 ? hoursOfDay(week) : undefined
  const busiest = hours && shortestRun(hours)
  return {
    odd: members.length - rows.length,
    steps,
    gaps,
    pace: paceOf(gaps),
    ways: paceOf(steps.slice(1).map((s) => s.metres)),
    placed: placed.length,
    ...(placed.length > 0 && { mean: meanCentre(x, y), median: medianCentre(x, y) }),
    ellipse: deviationalEllipse(x, y),
    drift: driftOf(x, y),
    next: nextGap(gaps),
    back: backTest(gaps),
    hours,
    busiest,
    hoursByChance: busiest && shortByChance(t, timed, busiest.length),
    windows: { ...counts, noTime: rows.length - timed.length },
    wide: timed.filter((i) => t.to[i] - t.from[i] > WIDE).length,
    weekdays: weekdaysOf(t, rows),
  }
}
