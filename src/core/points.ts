/** What a method counts: the rows left by the filter that have a place, and sentences about the others. */
import { polygonHull } from 'd3'
import { areaOf, areaTest, boundsOfArea, inRings, type Bounds } from './area.ts'
import { boundsOfPoints } from './grid.ts'
import { FLAG } from './incidents.ts'
import type { Area, Input } from './method.ts'
import { planeOf } from './plane.ts'
import { countOf, showPeriod } from './words.ts'

/** Rows with coordinates, inside the study area where there is one, outliers apart. */
export interface Points {
  readonly rows: Uint32Array
  readonly x: Float64Array
  readonly y: Float64Array
  /** rows flagged far from the rest: counted in n, left off the grid */
  readonly outliers: number
  /** rows outside the study area */
  readonly outside: number
  /** rows without usable coordinates */
  readonly nowhere: number
}

/** Takes the rows of the input apart. Throws a sentence when none is left. */
export function pointsOf(input: Pick<Input<unknown>, 'table' | 'rows' | 'area'>): Points {
  const { table, rows, area } = input
  const inside = area ? areaTest(area) : undefined
  const kept = new Uint32Array(rows.length)
  const x = new Float64Array(rows.length)
  const y = new Float64Array(rows.length)
  let n = 0
  let [outliers, outside, nowhere] = [0, 0, 0]
  for (const i of rows) {
    if (!Number.isFinite(table.x[i]) || !Number.isFinite(table.y[i])) nowhere++
    else if (table.flags[i] & FLAG.outlier) outliers++
    else if (inside && !inside(table.x[i], table.y[i])) outside++
    else {
      kept[n] = i
      x[n] = table.x[i]
      y[n++] = table.y[i]
    }
  }
  if (n === 0)
    throw new Error(
      rows.length === 0
        ? 'No incident passes the filter. Widen the period, the area or the offences.'
        : 'None of the incidents that pass the filter has a usable place inside the study area. Check the area or the coordinates.',
    )
  return { rows: kept.slice(0, n), x: x.slice(0, n), y: y.slice(0, n), outliers, outside, nowhere }
}

/** The notes every map method owes: n, period, plane, and what was left out. */
export function pointNotes(input: Pick<Input<unknown>, 'table' | 'area'>, p: Points): string[] {
  const { table, area } = input
  const notes = [
    `${countOf(p.rows.length, 'incident')}, ${showPeriod(table, p.rows)}; straight-line distances in metres on ${planeOf(table.crs).label}.`,
  ]
  if (table.source === 'open')
    notes.push(
      'Open data: places are snap points that each stand for eight or more addresses, dates are months. One point holding several incidents is no repeat address.',
    )
  if (p.outliers)
    notes.push(
      `${countOf(p.outliers, 'incident')} far from all others: kept in the table, left off the grid.`,
    )
  if (p.outside)
    notes.push(`${countOf(p.outside, 'incident')} outside the study area (${area?.name}) left out.`)
  if (p.nowhere) notes.push(`${countOf(p.nowhere, 'incident')} without coordinates left out.`)
  return notes
}

/** Where incidents could have been, for shares of the area. */
export interface Study {
  readonly bounds: Bounds
  /** m² */
  readonly size: number
  /** the polygon; a hull when no study area was given */
  readonly area: Area
  readonly given: boolean
  readonly note: string
}

/**
 * The study area, or in its place the convex hull of every incident of the table (all offences and dates,
 * outliers apart), so that a change of filter does not change what "1 % of the area" means.
 */
export function studyOf(input: Pick<Input<unknown>, 'table' | 'area'>): Study {
  const { table, area } = input
  const box = area && boundsOfArea(area)
  if (area && box)
    return {
      bounds: box,
      size: areaOf(area),
      area,
      given: true,
      note: `Study area: ${area.name}, ${showKm2(areaOf(area))}.`,
    }
  const at: [number, number][] = []
  for (let i = 0; i < table.n; i++)
    if (!(table.flags[i] & FLAG.outlier) && Number.isFinite(table.x[i]) && Number.isFinite(table.y[i]))
      at.push([table.x[i], table.y[i]])
  const hull = polygonHull(at)
  const bounds = boundsOfPoints(
    Float64Array.from(at, (p) => p[0]),
    Float64Array.from(at, (p) => p[1]),
  ) ?? [0, 0, 0, 0]
  const [a, b, c, d] = bounds
  // fewer than three places, or all on one line: the box stands in
  const ring = hull && hull.length > 2 ? [...hull, hull[0]].flat() : [a, b, c, b, c, d, a, d, a, b]
  const made: Area = { name: 'the area around all incidents', polygons: [[Float64Array.from(ring)]] }
  const size = areaOf(made)
  return {
    bounds,
    size,
    area: made,
    given: false,
    note: `No study area was given; shares of the area are of the convex hull of all incidents of the table, ${showKm2(size)}. Land where nothing could happen (water, fields) is in it.`,
  }
}

/** "12.3 km²" of square metres. */
export const showKm2 = (m2: number): string =>
  `${(m2 / 1e6).toLocaleString('en-GB', { maximumSignificantDigits: 3 })} km²`

/** A search for the rows inside rings; points are sorted once, so that rings meet only those of their own width. */
export function insideOf(points: Points): (rings: readonly Float64Array[]) => Uint32Array {
  const order = Uint32Array.from(points.x.keys()).sort((a, b) => points.x[a] - points.x[b])
  const xs = Float64Array.from(order, (i) => points.x[i])
  return (rings) => {
    const box = boundsOfArea({ name: '', polygons: [rings] })
    if (!box) return new Uint32Array(0)
    const [minX, minY, maxX, maxY] = box
    let lo = 0
    for (let hi = xs.length; lo < hi;) {
      const mid = (lo + hi) >> 1
      if (xs[mid] < minX) lo = mid + 1
      else hi = mid
    }
    const rows: number[] = []
    for (; lo < xs.length && xs[lo] <= maxX; lo++) {
      const i = order[lo]
      if (points.y[i] >= minY && points.y[i] <= maxY && inRings(rings, xs[lo], points.y[i]))
        rows.push(points.rows[i])
    }
    return Uint32Array.from(rows).sort()
  }
}
