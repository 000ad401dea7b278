/** Study areas as fast tests, masks of cells, outlines and sizes. Even-odd rings. */
import type { MultiPolygon, Polygon } from 'geojson'

/** A study area or beat: polygons on the table's plane, metres; rings as flat [x0, y0, x1, y1, …], closed. */
export interface Area {
  readonly name: string
  /** polygons → rings (outer first, then holes) → flat coordinates */
  readonly polygons: readonly (readonly Float64Array[])[]
}

/** An area of a loaded file of boundaries, with the numbers the file gives it. */
export interface Boundary extends Area {
  /** name of the file it came from */
  readonly set: string
  /** what the file calls the kind of area, such as "beat"; '' where it does not say */
  readonly kind: string
  /** number properties by their name in the file, such as "households" */
  readonly numbers: Readonly<Record<string, number>>
}

/** minX, minY, maxX, maxY in metres. */
export type Bounds = readonly [minX: number, minY: number, maxX: number, maxY: number]

/** The box around an area; undefined when it has no points. */
export function boundsOfArea(area: Area): Bounds | undefined {
  let [a, b, c, d] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const rings of area.polygons)
    for (const r of rings)
      for (let i = 0; i < r.length; i += 2) {
        a = Math.min(a, r[i])
        c = Math.max(c, r[i])
        b = Math.min(b, r[i + 1])
        d = Math.max(d, r[i + 1])
      }
  return a <= c ? [a, b, c, d] : undefined
}

/** Signed area of a closed ring, m²; positive when counter-clockwise. */
export function ringArea(r: Float64Array): number {
  let sum = 0
  // relative to the first point: national grid coordinates squared would cost digits
  const [x0, y0] = r
  for (let i = 0; i + 3 < r.length; i += 2)
    sum += (r[i] - x0) * (r[i + 3] - y0) - (r[i + 2] - x0) * (r[i + 1] - y0)
  return sum / 2
}

/** Size of an area, m²: outer rings less holes. */
export const areaOf = (area: Area): number =>
  area.polygons.reduce(
    (sum, rings) =>
      sum + rings.reduce((s, r, i) => s + (i === 0 ? Math.abs(ringArea(r)) : -Math.abs(ringArea(r))), 0),
    0,
  )

/**
 * The one crossing of the even-odd rule: whether a line from the point eastward meets this edge. An edge holds its lower
 * end and not its upper, so that a corner counts once; what lies on an edge is in on its west and south sides.
 */
export const crosses = (x: number, y: number, xi: number, yi: number, xj: number, yj: number): boolean =>
  yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi

/** Whether a point lies in one polygon (even-odd over its rings). */
export function inRings(rings: readonly Float64Array[], x: number, y: number): boolean {
  let inside = false
  for (const r of rings)
    for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2)
      if (crosses(x, y, r[i], r[i + 1], r[j], r[j + 1])) inside = !inside
  return inside
}

/** Whether a point lies in the area: in any of its polygons. */
export const inArea = (area: Area, x: number, y: number): boolean =>
  area.polygons.some((rings) => inRings(rings, x, y))

/** Whether a place lies in a shape of GeoJSON, in its own coordinates; a hole is outside. */
export function inShape(shape: Polygon | MultiPolygon, [x, y]: readonly number[]): boolean {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  return polygons.some((rings) => {
    let inside = false
    for (const r of rings)
      for (let i = 0, j = r.length - 1; i < r.length; j = i++)
        if (crosses(x, y, r[i][0], r[i][1], r[j][0], r[j][1])) inside = !inside
    return inside
  })
}

/** Edges of a slab on average, and the most slabs: a patch of forty corners needs no five hundred of them. */
const PER_SLAB = 4
const MOST_SLABS = 512

/**
 * The same answer as `inArea`, for many points: edges lie in horizontal slabs, so a point meets only the
 * edges of its own slab.
 */
export function areaTest(area: Area): (x: number, y: number) => boolean {
  const box = boundsOfArea(area)
  if (!box) return () => false
  const [, minY, , maxY] = box
  const polygons = area.polygons.map((rings) => {
    const corners = rings.reduce((sum, r) => sum + r.length / 2, 0)
    const slabs = Math.min(MOST_SLABS, Math.max(1, Math.ceil(corners / PER_SLAB)))
    const per = (maxY - minY) / slabs || 1
    const slab = (y: number) => Math.min(slabs - 1, Math.max(0, Math.floor((y - minY) / per)))
    // counted first, then laid down: no list grows
    const starts = new Uint32Array(slabs + 1)
    const eachEdge = (each: (first: number, last: number, r: Float64Array, i: number, j: number) => void) => {
      for (const r of rings)
        for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2)
          if (r[i + 1] !== r[j + 1])
            each(slab(Math.min(r[i + 1], r[j + 1])), slab(Math.max(r[i + 1], r[j + 1])), r, i, j)
    }
    eachEdge((first, last) => {
      for (let s = first; s <= last; s++) starts[s + 1]++
    })
    for (let s = 0; s < slabs; s++) starts[s + 1] += starts[s]
    const edges = new Float64Array(4 * starts[slabs])
    const next = starts.slice(0, slabs)
    eachEdge((first, last, r, i, j) => {
      for (let s = first; s <= last; s++) {
        const at = 4 * next[s]++
        edges[at] = r[i]
        edges[at + 1] = r[i + 1]
        edges[at + 2] = r[j]
        edges[at + 3] = r[j + 1]
      }
    })
    return { slab, starts, edges }
  })
  return (x, y) => {
    if (!(y >= minY && y <= maxY)) return false
    for (const { slab, starts, edges: e } of polygons) {
      const s = slab(y)
      let inside = false
      for (let k = 4 * starts[s]; k < 4 * starts[s + 1]; k += 4)
        if (crosses(x, y, e[k], e[k + 1], e[k + 2], e[k + 3])) inside = !inside
      if (inside) return true
    }
    return false
  }
}

/**
 * Calls back with each run of cells whose centres lie in a polygon, row by row.
 * Centres of row r: y = y0 + r·dy; of column c: x = x0(r) + c·dx.
 */
export function scanRings(
  rings: readonly Float64Array[],
  lattice: { x0: (row: number) => number; y0: number; dx: number; dy: number; nx: number; ny: number },
  run: (row: number, from: number, to: number) => void,
): void {
  const { y0, dx, dy, nx, ny } = lattice
  const crossings = new Map<number, number[]>()
  for (const r of rings)
    for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2) {
      const [xi, yi, xj, yj] = [r[i], r[i + 1], r[j], r[j + 1]]
      if (yi === yj) continue
      const first = Math.max(0, Math.floor((Math.min(yi, yj) - y0) / dy))
      const last = Math.min(ny - 1, Math.ceil((Math.max(yi, yj) - y0) / dy))
      for (let row = first; row <= last; row++) {
        const y = y0 + row * dy
        if (yi > y === yj > y) continue
        const x = ((xj - xi) * (y - yi)) / (yj - yi) + xi
        const at = crossings.get(row)
        if (at) at.push(x)
        else crossings.set(row, [x])
      }
    }
  for (const row of [...crossings.keys()].sort((a, b) => a - b)) {
    const xs = crossings.get(row)!.sort((a, b) => a - b)
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const from = Math.max(0, Math.ceil((xs[k] - lattice.x0(row)) / dx))
      const to = Math.min(nx, Math.ceil((xs[k + 1] - lattice.x0(row)) / dx))
      if (to > from) run(row, from, to)
    }
  }
}
