/** What was delivered, read from what is recorded here: minutes of tracks in the places, doors of visits in them. */
import { settles, type Visit } from '../../cocoon/visits.ts'
import { homeKey } from '../../cocoon/address.ts'
import { textAt } from '../../core/base/text.ts'
import { dayOf, MINUTES_PER_DAY, parseIsoDay } from '../../core/base/time.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { areaOnPlane } from '../../core/geometry/onPlane.ts'
import { type Plane, planeOf } from '../../core/geometry/plane.ts'
import { minutesIn, type Shape, staysIn, type Track } from '../../core/geometry/tracks.ts'
import { areaFinder } from '../../core/geometry/whichArea.ts'
import type { Homes } from '../../core/places/homes.ts'

/** Minutes of silence after which a track counts no further, as the patrol plan takes it. */
export const SILENCE = 3

/** Minutes spent in the places between the plan's first and last day; two officers at once count twice. */
export function minutesRecorded(plan: PlanRecord, tracks: readonly Track[], plane: Plane): number {
  const shapes: Shape[] = plan.places.map((p) => ({
    kind: 'rings',
    rings: areaOnPlane(p.name, p.shape, plane).polygons.flat(),
  }))
  const { stays } = staysIn(tracks, shapes, plane, SILENCE)
  const [from, to] = [
    parseIsoDay(plan.start) * MINUTES_PER_DAY,
    (parseIsoDay(plan.end) + 1) * MINUTES_PER_DAY,
  ]
  return Math.round(shapes.reduce((s, _, k) => s + minutesIn(stays, k, from, to), 0))
}

/** Homes of the places that were called on in the plan's days and need no further call, each once. */
export function doorsRecorded(plan: PlanRecord, visits: readonly Visit[], homes: Homes): number {
  const [from, to] = [parseIsoDay(plan.start), parseIsoDay(plan.end)]
  const done = new Set(
    visits
      .filter((v) => !v.removed && settles(v) && dayOf(v.at) >= from && dayOf(v.at) <= to)
      .map((v) => v.home),
  )
  if (done.size === 0) return 0
  const find = areaFinder(plan.places.map((p) => areaOnPlane(p.name, p.shape, planeOf(homes.crs))))
  let n = 0
  for (let i = 0; i < homes.n; i++)
    if (
      done.has(homeKey(textAt(homes.uprn, i), textAt(homes.address, i))) &&
      find(homes.x[i], homes.y[i]).length > 0
    )
      n++
  return n
}
