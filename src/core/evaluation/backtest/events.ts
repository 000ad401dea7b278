/** Incidents as a back-test takes them: by day (or month), with the day from which each was known. */
import { FLAG, NOT_REPORTED, type Incidents } from '../../table/incidents.ts'
import { coarseOf } from '../../table/coarse.ts'
import { dayOf, monthOf } from '../../base/time.ts'
import type { Plane } from '../../geometry/plane.ts'

/** Columns of length n, in order of `day`. */
export interface Events {
  readonly unit: 'day' | 'month'
  readonly n: number
  /** metres */
  readonly x: Float64Array
  readonly y: Float64Array
  /** day number, or month number (12 · year + month − 1), of the start of the window */
  readonly day: Int32Array
  /** the day it was reported, where that is later and known; else `day`. A map of day o may use it when both are before o */
  readonly known: Int32Array
  /** row of the table */
  readonly row: Uint32Array
  /** reported on a later day than it happened */
  readonly late: number
  /** whether the table says when incidents were reported */
  readonly reports: boolean
  /** the points are snap points: incidents share them more often than they did */
  readonly snapped?: boolean
  /** rows left out: without a place or far from all others, and with an unlikely date */
  readonly nowhere: number
  readonly odd: number
}

/** Metres east and north of a point of reference; the equirectangular plane of the reference results. */
export interface Equirect {
  readonly lng: number
  readonly lat: number
}
const METRES_PER_DEGREE = 111319.49079327358

/** The way from degrees to that plane. */
export function equirectPlane({ lng: lng0, lat: lat0 }: Equirect): Pick<Plane, 'forward'> {
  const east = Math.cos((lat0 * Math.PI) / 180)
  return {
    forward: (lng, lat) => [(lng - lng0) * east * METRES_PER_DEGREE, (lat - lat0) * METRES_PER_DEGREE],
  }
}

/** Takes rows of a table as events. With `plane` the places are projected anew from degrees. */
export function eventsOf(table: Incidents, rows: Uint32Array, plane?: Equirect): Events {
  const unit = table.precision === 'month' ? 'month' : 'day'
  const { flags, lng, lat } = table
  const { forward } = plane ? equirectPlane(plane) : {}
  const px = (i: number) => (forward ? forward(lng[i], lat[i])[0] : table.x[i])
  const py = (i: number) => (forward ? forward(lng[i], lat[i])[1] : table.y[i])
  const unitOf = (minute: number) => (unit === 'day' ? dayOf(minute) : monthOf(dayOf(minute)))
  let [nowhere, odd, late] = [0, 0, 0]
  const kept: number[] = []
  for (const i of rows) {
    if (flags[i] & FLAG.oddDate) odd++
    else if (!Number.isFinite(px(i)) || !Number.isFinite(py(i)) || flags[i] & FLAG.outlier) nowhere++
    else kept.push(i)
  }
  const when = new Map(kept.map((i) => [i, unitOf(table.from[i])]))
  kept.sort((a, b) => when.get(a)! - when.get(b)! || a - b)
  const day = Int32Array.from(kept, (i) => when.get(i)!)
  const known = Int32Array.from(kept, (i, k) => {
    const said = table.reported?.[i] ?? NOT_REPORTED
    const reported = said === NOT_REPORTED ? day[k] : unitOf(said)
    if (reported > day[k]) late++
    return Math.max(day[k], reported)
  })
  return {
    ...{ unit, n: kept.length, day, known, late, nowhere, odd },
    x: Float64Array.from(kept, px),
    y: Float64Array.from(kept, py),
    row: Uint32Array.from(kept),
    reports: table.reported !== undefined,
    snapped: coarseOf(table)?.points !== undefined,
  }
}

/** Index of the first event on or after a day, by the rising days. */
export function firstOn(day: Int32Array, wanted: number): number {
  let lo = 0
  for (let hi = day.length; lo < hi;) {
    const mid = (lo + hi) >> 1
    if (day[mid] < wanted) lo = mid + 1
    else hi = mid
  }
  return lo
}
