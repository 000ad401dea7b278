/** Small places that hold most incidents: squares of a grid, or circles laid one after another. */
import { boundsOfPoints, cellAt, gridOver } from '../../core/geometry/grid.ts'
import type { Points } from '../../core/table/points.ts'
import type { Shape } from '../../core/geometry/tracks.ts'

/** A place before it is ranked; metres. */
export interface Candidate {
  readonly x: number
  readonly y: number
  readonly shape: Shape
  /** closed outline, flat coordinates */
  readonly outline: Float64Array
  /** indices into the points */
  readonly members: readonly number[]
}

/** At most this many are ranked. */
const MOST = 400

/** Squares whose sides lie at whole multiples of their size, so that a filter does not shift them; most incidents first. */
export function squares(points: Points, size: number, least: number): Candidate[] {
  // by a map and not a grid: a whole force in squares of 150 m would be mostly empty cells
  const cells = new Map<string, number[]>()
  points.x.forEach((x, k) => {
    const key = `${Math.floor(x / size)},${Math.floor(points.y[k] / size)}`
    const members = cells.get(key)
    if (members) members.push(k)
    else cells.set(key, [k])
  })
  return [...cells]
    .filter(([, members]) => members.length >= least)
    .sort(([, a], [, b]) => b.length - a.length || a[0] - b[0])
    .slice(0, MOST)
    .map(([key, members]) => {
      const [x0, y0] = key.split(',').map((v) => +v * size)
      const [x1, y1] = [x0 + size, y0 + size]
      const outline = Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0)
      return {
        x: x0 + size / 2,
        y: y0 + size / 2,
        shape: { kind: 'rings', rings: [outline] },
        outline,
        members,
      }
    })
}

/** Corners of the outline of a circle: its area is 0.3% too small. */
const CORNERS = 48

/**
 * Circles one after another: the one that holds most incidents not yet taken, its middle moved to the mean of
 * those incidents so that it names nobody's door. Each incident belongs to one circle.
 */
export function* circles(points: Points, size: number, least: number): Generator<number, Candidate[], void> {
  const radius = size / 2
  const n = points.x.length
  const { grid } = gridOver(boundsOfPoints(points.x, points.y)!, size, { most: 4_000_000 })
  const buckets = new Map<number, number[]>()
  points.x.forEach((x, k) => {
    const c = cellAt(grid, x, points.y[k])
    const bucket = buckets.get(c)
    if (bucket) bucket.push(k)
    else buckets.set(c, [k])
  })
  const taken = new Uint8Array(n)
  const around = (x: number, y: number, reach: number): number[] => {
    const out: number[] = []
    const steps = Math.ceil(reach / grid.cell)
    const [column, row] = [Math.floor((x - grid.x0) / grid.cell), Math.floor((y - grid.y0) / grid.cell)]
    for (let r = Math.max(0, row - steps); r <= Math.min(grid.ny - 1, row + steps); r++)
      for (let c = Math.max(0, column - steps); c <= Math.min(grid.nx - 1, column + steps); c++)
        for (const k of buckets.get(r * grid.nx + c) ?? [])
          if (!taken[k] && (points.x[k] - x) ** 2 + (points.y[k] - y) ** 2 <= reach * reach) out.push(k)
    return out
  }
  const counts = Int32Array.from({ length: n }, (_, k) => around(points.x[k], points.y[k], radius).length)
  const out: Candidate[] = []
  while (out.length < MOST) {
    let best = -1
    for (let k = 0; k < n; k++) if (!taken[k] && (best < 0 || counts[k] > counts[best])) best = k
    if (best < 0 || counts[best] < least) break
    let [x, y]: readonly [number, number] = [points.x[best], points.y[best]]
    let members = around(x, y, radius)
    const mean = (of: Float64Array) => members.reduce((s, k) => s + of[k], 0) / members.length
    const moved = [mean(points.x), mean(points.y)] as const
    const there = around(...moved, radius)
    if (there.length >= least) {
      ;[x, y] = moved
      members = there
    }
    for (const k of members) taken[k] = 1
    // the counts of those near enough to have counted a taken one are made anew
    for (const k of around(x, y, 2.001 * radius)) counts[k] = around(points.x[k], points.y[k], radius).length
    out.push({ x, y, shape: { kind: 'circle', x, y, radius }, outline: ringOf(x, y, radius), members })
    yield out.length / MOST
  }
  return out.sort((a, b) => b.members.length - a.members.length)
}

function ringOf(x: number, y: number, radius: number): Float64Array {
  const ring = new Float64Array(2 * (CORNERS + 1))
  for (let k = 0; k <= CORNERS; k++) {
    const angle = (2 * Math.PI * (k % CORNERS)) / CORNERS
    ring.set([x + radius * Math.cos(angle), y + radius * Math.sin(angle)], 2 * k)
  }
  return ring
}
