/** Who a plan of places is compared with: areas that were named, or squares like it in their past. */
import type { Area } from '../geometry/area.ts'
import { areaFinder } from '../geometry/whichArea.ts'
import { countDay, type EventPoints, type Frame, type Windows } from './frame.ts'
import type { Past } from './matching.ts'
import { matchSquares } from './matchSquares.ts'
import { distanceTo } from './surroundings.ts'

/** A square found by matching, for the map. */
export interface MatchedPlace {
  /** treated area it stands for */
  readonly area: number
  readonly x: number
  readonly y: number
  readonly side: number
  readonly before: number
  readonly after: number
}

/** Counts of areas, by area. */
export type Counts = ReturnType<typeof emptyCounts>
/** Nothing counted yet. */
export const emptyCounts = (n: number) => ({
  n,
  before: new Int32Array(n),
  after: new Int32Array(n),
  quarters: new Int32Array(4 * n),
})
/** A comparison, and the ring around it. */
export interface Compared {
  readonly counts: Counts
  readonly ring: Counts
  readonly places: readonly MatchedPlace[]
  /** treated area each comparison area was found for; absent = none in particular */
  readonly standsFor?: readonly number[]
  readonly subtracted: number
}

/** Areas the user named: what the plan and its ring hold is no part of them. */
export function givenComparison(
  {
    points,
    comparison,
    windows,
    ring,
  }: {
    readonly points: EventPoints
    readonly comparison: readonly Area[]
    readonly windows: Windows
    readonly ring: number
  },
  inPlan: Uint8Array,
): Compared {
  const { x, y, day } = points
  const counts = emptyCounts(comparison.length)
  const around = emptyCounts(1)
  const shared = emptyCounts(1)
  const find = areaFinder(comparison)
  const to = distanceTo(comparison, ring)
  for (let i = 0; i < x.length; i++) {
    const found = find(x[i], y[i])
    if (found.length) countDay(day[i], windows, inPlan[i] ? 0 : found[0], inPlan[i] ? shared : counts)
    else if (!inPlan[i] && to(x[i], y[i]) <= ring) countDay(day[i], windows, 0, around)
  }
  return { counts, ring: around, places: [], subtracted: shared.before[0] + shared.after[0] }
}

/** Squares like the treated areas in their past. */
export function matchedComparison(
  { points, windows }: { readonly points: EventPoints; readonly windows: Windows },
  frames: readonly Frame[],
  treated: Past,
  each: number,
  ring: number,
  inPlan: Uint8Array,
  allowed: (year: number, area: number, square: number) => boolean,
): Compared {
  const found = matchSquares(frames, treated, each, (area, s) => allowed(0, area, s))
  const counts = emptyCounts(found.length)
  const places = found.map(({ area, square }, k) => {
    const f = frames[area]
    counts.before[k] = f.before[square]
    counts.after[k] = f.after[square]
    counts.quarters.set(f.quarters.subarray(4 * square, 4 * square + 4), 4 * k)
    return {
      ...{ area, x: f.cx[square], y: f.cy[square], side: f.side },
      before: f.before[square],
      after: f.after[square],
    }
  })
  const around = emptyCounts(1)
  const to = distanceTo(places.map(squareArea), ring)
  for (let i = 0; i < points.x.length; i++) {
    if (inPlan[i]) continue
    const d = to(points.x[i], points.y[i])
    if (d > 0 && d <= ring) countDay(points.day[i], windows, 0, around)
  }
  return { counts, ring: around, places, standsFor: found.map((f) => f.area), subtracted: 0 }
}

/** A square as an area. */
function squareArea({ x, y, side }: { readonly x: number; readonly y: number; readonly side: number }): Area {
  const [a, b, c, d] = [x - side / 2, y - side / 2, x + side / 2, y + side / 2]
  return { name: '', polygons: [[Float64Array.of(a, b, c, b, c, d, a, d, a, b)]] }
}
