/** Everything that is said of a series, reckoned once: order, pace, place, hours, the days of the next. */
import { hoursOfDay, type WindowCounts, type Windows, windowsOf } from '../table/dayProfile.ts'
import { FLAG, type Incidents } from '../table/incidents.ts'
import { datedRows } from '../table/span.ts'
import { Stream } from '../base/random.ts'
import { dayOf } from '../base/time.ts'
import { nightOf, weekDraws } from '../stats/evenHours.ts'
import { pValue } from '../stats/monteCarlo.ts'
import { sequenceOf, type Step } from './series.ts'
import { deviationalEllipse, type Ellipse, meanCentre, medianCentre } from './place.ts'
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
  /** share of sets of as many windows, as long, each night's moved to any minute together, whose shortest run is as short */
  readonly hoursByChance?: number
  readonly windows: WindowCounts
  /** windows longer than 12 hours among those that know their hours */
  readonly wide: number
  /** seven weights, Monday first */
  readonly weekdays: Float64Array
  /** share of sets, the days of their nights drawn at random, with as many on some day of the week */
  readonly dayByChance: number
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

/** How often windows as long as these, those of one night moved together, have 60% of their time in a run of hours as short. */
function shortByChance(windows: Windows, length: number): number {
  const draw = weekDraws(windows)
  let asShort = 0
  for (let k = 0; k < SETS; k++) if (shortestRun(hoursOfDay(draw(k))).length <= length) asShort++
  return pValue(asShort, SETS)
}

/** Sets drawn for the days of the week, and how much of a day is a rounding. */
const DAY_SETS = 1999
const SAME = 1e-9

/** How often some day of the week holds as many, where those of one night, noon to noon, lie on any day together. */
function dayByChance(t: Incidents, rows: Uint32Array): number {
  const nights = new Map<number, Float64Array>()
  for (const i of rows) {
    const known = t.precision === 'minute' && !(t.flags[i] & FLAG.noTime)
    const night = known ? nightOf(t.from[i]) : dayOf(t.from[i])
    if (!nights.has(night)) nights.set(night, new Float64Array(7))
    weekdaysOf(t, [i]).forEach((v, d) => (nights.get(night)![d] += v))
  }
  const list = [...nights.values()]
  const sum = (shift: () => number) => {
    const held = new Float64Array(7)
    for (const night of list) {
      const by = shift()
      for (let d = 0; d < 7; d++) held[(d + by) % 7] += night[d]
    }
    return Math.max(...held)
  }
  const most = sum(() => 0)
  let asMany = 0
  for (let k = 0; k < DAY_SETS; k++) {
    const stream = new Stream(1, k)
    if (sum(() => stream.below(7)) >= most - SAME) asMany++
  }
  return pValue(asMany, DAY_SETS)
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
  const windows = windowsOf(t, timed)
  const { week, counts } = windows
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
    next: nextGap(gaps),
    back: backTest(gaps),
    hours,
    busiest,
    hoursByChance: busiest && shortByChance(windows, busiest.length),
    windows: { ...counts, noTime: rows.length - timed.length },
    wide: timed.filter((i) => t.to[i] - t.from[i] > WIDE).length,
    weekdays: weekdaysOf(t, rows),
    dayByChance: dayByChance(t, rows),
  }
}
