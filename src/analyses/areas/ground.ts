/** The areas that are counted: which of the loaded ones, how much of each the study area holds, and how they are drawn. */
import type { MultiPolygon, Polygon } from 'geojson'
import { areaOf, areaTest, boundsOfArea, inRings } from '../../core/geometry/area.ts'
import { FLAG, type Incidents } from '../../core/table/incidents.ts'
import type { Area, Boundary } from '../../core/geometry/area.ts'
import { polygonOf } from '../../core/geometry/patches.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import type { Study } from '../../core/table/points.ts'
import { areaFinder, labelPoint } from '../../core/geometry/whichArea.ts'
import { countOf } from '../../core/base/words.ts'

/** An area that is counted. */
export interface Ground {
  readonly area: Boundary
  /** of the part inside the study area */
  readonly km2: number
  /** part of it lies outside the study area that was given */
  readonly cut: boolean
}

/** Points looked at in an area, on a side of its box. */
const LATTICE = 16

/** Share of an area that a test accepts, by a lattice of points inside it; NaN for a sliver between the points. */
export function shareOf(area: Area, accepts: (x: number, y: number) => boolean): number {
  const box = boundsOfArea(area)
  if (!box) return NaN
  const [x0, y0, x1, y1] = box
  let [inside, held] = [0, 0]
  for (let r = 0; r < LATTICE; r++)
    for (let c = 0; c < LATTICE; c++) {
      const x = x0 + ((c + 0.5) * (x1 - x0)) / LATTICE
      const y = y0 + ((r + 0.5) * (y1 - y0)) / LATTICE
      if (!area.polygons.some((rings) => inRings(rings, x, y))) continue
      inside++
      if (accepts(x, y)) held++
    }
  return inside ? held / inside : NaN
}

/** What is counted of an area; undefined where it reaches neither into the study area nor into what stands in for it. */
export function groundOf(area: Boundary, study: Study, inStudy = areaTest(study.area)): Ground | undefined {
  const box = boundsOfArea(area)
  const [x0, y0, x1, y1] = study.bounds
  // a file of the whole country has thousands of areas that cannot touch
  if (!box || box[0] > x1 || box[2] < x0 || box[1] > y1 || box[3] < y0) return undefined
  const share = shareOf(area, inStudy)
  // a sliver between the points is taken; a few points outside may be two outlines of one border
  const part = Number.isNaN(share) ? 1 : share
  if (part < (study.given ? 0.02 : 1e-9)) return undefined
  const cut = study.given && part < 0.98
  return { area, km2: (areaOf(area) * (cut ? part : 1)) / 1e6, cut }
}

/**
 * The areas to count, of the file that was chosen, else of the newest and of all others that lie beside it: all that reach into the study area; where none was given those that hold an incident
 * of the table, whatever the filter, or reach into the ground near one. A file for the whole country then says nothing of counties the extract does not cover.
 */
export function groundsOf(
  areas: readonly Boundary[],
  set: string,
  study: Study,
  table: Incidents,
  within?: Uint32Array,
): { grounds: readonly Ground[]; set: string; notes: readonly string[] } {
  // the outline of the whole town is no area of it
  const usable = areas.filter((a) => a.kind !== 'study-area')
  const sets = [...new Set(usable.map((a) => a.set))]
  const chosen = set || sets.at(-1)
  if (chosen === undefined)
    throw new Error(
      'No boundaries are loaded. Drop wards, LSOAs or beats as GeoJSON, Shapefile or GeoPackage, or count by the beats of the file.',
    )
  if (!sets.includes(chosen))
    throw new Error(`The boundary file “${chosen}” is not loaded. Drop it again, or choose another file.`)
  const counted = set ? [chosen] : together(sets, chosen, usable)
  const mine = usable.filter((a) => counted.includes(a.set))
  const inStudy = areaTest(study.area)
  const held = study.given ? undefined : withIncidents(mine, table, within)
  const kept = mine.flatMap((area, k): readonly Ground[] => {
    // an area of other beats has no incident under this filter, and no count either
    if (within && !held?.[k]) return []
    const ground = groundOf(area, study, inStudy)
    // a few incidents in a wide area lie between the points that are looked at
    return ground ? [ground] : held?.[k] ? [{ area, km2: areaOf(area) / 1e6, cut: false }] : []
  })
  if (kept.length === 0)
    throw new Error(
      `None of the ${countOf(mine.length, 'area')} of ${chosen} lies where the incidents are. Load boundaries of the same place.`,
    )
  const cut = kept.filter((g) => g.cut).length
  const away = mine.length - kept.length
  return {
    grounds: kept,
    set: counted.join(', '),
    notes: [
      ...(counted.length > 1
        ? [
            `${countOf(counted.length, 'boundary file')} that lie side by side are counted together: ${counted.join(', ')}.`,
          ]
        : []),
      ...(!set && counted.length < sets.length
        ? [
            `${sets.filter((s) => !counted.includes(s)).join(', ')} ${sets.length - counted.length === 1 ? 'covers' : 'cover'} the same ground in other areas and ${sets.length - counted.length === 1 ? 'is' : 'are'} not counted beside ${chosen}; choose the file to count by it.`,
          ]
        : []),
      ...(away
        ? [
            `${countOf(away, 'area')} of ${chosen} outside ${study.given ? 'the study area' : within ? 'the beats and streets of the filter' : 'the ground near any incident of the table'} left out.`,
          ]
        : []),
      ...(cut
        ? [
            `${countOf(cut, 'area')} only partly inside the study area: counted there alone, with the homes and the ground of that part.`,
          ]
        : []),
      ...(study.given
        ? []
        : within
          ? [
              'The filter keeps some beats or streets only: an area that lies partly elsewhere is counted by their incidents alone, but with all its homes, so its rate is too low.',
            ]
          : [
              'No study area was given, so areas at the edge of the file may be only partly covered by it: a low count there may mean only that.',
            ]),
    ],
  }
}

/** Areas of a file that may lie inside those of another before the two are of the same ground: borders seldom agree to the metre. */
const SHARED = 0.1

/** The newest file with those that lie beside it, in the order they were loaded: wards of four towns are one map, wards and the sectors above them are two. */
function together(sets: readonly string[], newest: string, areas: readonly Boundary[]): string[] {
  const of = (s: string) => areas.filter((a) => a.set === s)
  const inside = (some: readonly Boundary[], others: readonly Boundary[]): number => {
    const find = areaFinder(others)
    const points = some.flatMap((a) => labelPoint(a) ?? [])
    let n = 0
    for (let k = 0; k < points.length; k += 2) if (find(points[k], points[k + 1]).length > 0) n++
    return n / Math.max(1, some.length)
  }
  const taken = [newest]
  for (const s of sets.toReversed()) {
    if (taken.includes(s)) continue
    const here = taken.flatMap(of)
    if (inside(of(s), here) <= SHARED && inside(here, of(s)) <= SHARED) taken.push(s)
  }
  return sets.filter((s) => taken.includes(s))
}

/** Which areas hold an incident of the table, outliers apart. */
function withIncidents(areas: readonly Area[], table: Incidents, within?: Uint32Array): Uint8Array {
  const held = new Uint8Array(areas.length)
  const find = areaFinder(areas)
  for (let k = 0; k < (within ?? table.flags).length; k++) {
    const i = within ? within[k] : k
    if (!(table.flags[i] & FLAG.outlier)) for (const a of find(table.x[i], table.y[i])) held[a] = 1
  }
  return held
}

/** An area as it is drawn, in degrees. */
export function geometryOf(area: Area, crs: string): Polygon | MultiPolygon {
  const parts = area.polygons.map((rings) => polygonOf(rings, crs).coordinates)
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0] }
    : { type: 'MultiPolygon', coordinates: parts }
}

/** Slanting lines across an area, `apart` metres from each other: what tells it apart without colour. */
export function hatchOf(
  area: Area,
  crs: string,
  apart: number,
): (readonly (readonly [lng: number, lat: number])[])[] {
  const plane = planeOf(crs)
  const lines: (readonly (readonly [number, number])[])[] = []
  const step = apart * Math.SQRT2
  for (const rings of area.polygons) {
    const box = boundsOfArea({ name: '', polygons: [rings] })
    if (!box) continue
    // lines on which x + y is a whole multiple of the step
    const last = Math.floor((box[2] + box[3]) / step)
    for (let m = Math.ceil((box[0] + box[1]) / step); m <= last; m++) {
      const c = m * step
      const crossed: [x: number, y: number][] = []
      for (const r of rings)
        for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2) {
          const [a, b] = [r[i] + r[i + 1], r[j] + r[j + 1]]
          if (a > c === b > c) continue
          const t = (c - a) / (b - a)
          crossed.push([r[i] + t * (r[j] - r[i]), r[i + 1] + t * (r[j + 1] - r[i + 1])])
        }
      crossed.sort((p, q) => p[0] - q[0])
      for (let k = 0; k + 1 < crossed.length; k += 2)
        // a line that grazes a corner is no line
        if (crossed[k + 1][0] - crossed[k][0] > 1)
          lines.push([plane.inverse(...crossed[k]), plane.inverse(...crossed[k + 1])])
    }
  }
  return lines
}
