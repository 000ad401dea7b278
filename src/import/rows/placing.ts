/** Everything onto one plane: the file's own when all agree, else the one for the middle of the points. */
import { planeFor, planeOf } from '../../core/geometry/plane.ts'
import type { Plane } from '../../core/geometry/plane.ts'
import type { SourceCrs } from '../meaning/coords.ts'
import type { Collector } from './collector.ts'
import { distinctPoints } from './points.ts'
import type { DistinctPoints } from './points.ts'

/** Where the rows of a collection lie. */
export interface Placed {
  /** metres on the plane */
  readonly x: Float64Array
  readonly y: Float64Array
  /** WGS84 */
  readonly lng: Float64Array
  readonly lat: Float64Array
  readonly plane: Plane
  /** equal points of all rows; of a lean table found when first asked for */
  readonly points: DistinctPoints
  /** true where nobody has asked for the points yet */
  readonly unasked: boolean
}

/** Turns the coordinates of each file, each distinct point once. `lean` leaves degrees at 0 where the files' own plane serves. */
export function placeRows(c: Collector, lean = false): Placed {
  let x = c.x.finish()
  let y = c.y.finish()
  const lng = new Float64Array(c.n)
  const lat = new Float64Array(c.n)
  // files of one system are one piece of work
  const codes = new Set(c.segments.map((s) => s.mapping.crs.code))
  const one = codes.size === 1
  const pieces = one ? [{ start: 0, end: c.n, mapping: c.segments[0].mapping }] : c.segments
  const plain = lean && one && pieces[0].mapping.crs.plane !== undefined
  const parts = pieces.map(({ start, end, mapping: { crs } }) =>
    plain ? { points: undefined, start, crs } : toDegrees(x, y, lng, lat, start, end, crs),
  )
  const planes = new Set(parts.map((p) => p.crs.plane))
  const own = planes.size === 1 ? [...planes][0] : undefined
  const feet = parts.every((p) => p.crs.code === 'feet')
  const plane: Plane =
    own !== undefined ? planeOf(own) : feet ? planeOf('plane') : planeFor(middle(lng), middle(lat))
  // what the file says is needed again where rows are left out
  if (parts.some((p) => p.crs.plane !== plane.code)) [x, y] = [x.slice(), y.slice()]
  for (const { points, start, crs } of parts) {
    if (crs.plane === plane.code || !points) continue
    for (const i of points.first) {
      const [a, b] = plane.forward(lng[i], lat[i])
      x[i] = a
      y[i] = b
    }
    spread(points, start, x, y)
  }
  let points = one ? parts[0].points : distinctPoints(x, y)
  return {
    ...{ x, y, lng, lat, plane },
    get points() {
      return (points ??= distinctPoints(x, y))
    },
    get unasked() {
      return points === undefined
    },
  }
}

/** Fills in the degrees of the rows of one piece. */
function toDegrees(
  x: Float64Array,
  y: Float64Array,
  lng: Float64Array,
  lat: Float64Array,
  start: number,
  end: number,
  crs: SourceCrs,
): { points: DistinctPoints; start: number; crs: SourceCrs } {
  const points = distinctPoints(x, y, start, end)
  for (const i of points.first) {
    const [a, b] = crs.toWgs84(x[i], y[i])
    lng[i] = a
    lat[i] = b
  }
  spread(points, start, lng, lat)
  return { points, start, crs }
}

/** Gives each row from `start` on what the first row of its point has. */
function spread({ of, first }: DistinctPoints, start: number, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < of.length; i++) {
    const from = first[of[i]]
    a[start + i] = a[from]
    b[start + i] = b[from]
  }
}

/** Median of a column, from at most 10,001 rows spread over it. */
function middle(values: Float64Array): number {
  if (values.length === 0) return 0
  const step = Math.max(1, Math.floor(values.length / 10_001))
  const some = new Float64Array(Math.ceil(values.length / step))
  for (let k = 0; k < some.length; k++) some[k] = values[k * step]
  return some.sort()[some.length >> 1]
}
