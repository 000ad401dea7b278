/** Which of many areas each of many points lies in: a grid of boxes, then the edges of a slab. */
import { boundsOfArea } from './area.ts'
import type { Area } from './area.ts'

/** For point k the areas `area[start[k]] … area[start[k + 1] − 1]`, ascending. */
export interface Membership {
  readonly start: Uint32Array
  readonly area: Uint32Array
}

/** One polygon of an area, its edges by horizontal slabs: of slab s those from `first[s]` to `first[s + 1]`. */
interface Part {
  readonly area: number
  readonly box: readonly [minX: number, minY: number, maxX: number, maxY: number]
  readonly rings: readonly Float64Array[]
  slabs?: { readonly per: number; readonly first: Uint32Array; readonly edges: Float64Array }
}

/** Four numbers an edge, the lower end first: an edge two areas share then gives both the same answer. */
function slabsOf({ rings, box: [, minY, , maxY] }: Part): NonNullable<Part['slabs']> {
  const edges: number[] = []
  for (const r of rings)
    for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2)
      if (r[i + 1] < r[j + 1]) edges.push(r[i], r[i + 1], r[j], r[j + 1])
      else if (r[i + 1] > r[j + 1]) edges.push(r[j], r[j + 1], r[i], r[i + 1])
  const n = Math.max(1, Math.min(512, edges.length >> 4))
  const per = (maxY - minY) / n || 1
  const slab = (y: number) => Math.min(n - 1, Math.max(0, Math.floor((y - minY) / per)))
  const first = new Uint32Array(n + 1)
  const each = (f: (s: number, e: number) => void) => {
    for (let e = 0; e < edges.length; e += 4) {
      const last = slab(edges[e + 3])
      for (let s = slab(edges[e + 1]); s <= last; s++) f(s, e)
    }
  }
  each((s) => first[s + 1]++)
  for (let s = 0; s < n; s++) first[s + 1] += first[s]
  const at = first.slice()
  const sorted = new Float64Array(4 * first[n])
  each((s, e) => {
    const k = 4 * at[s]++
    for (let c = 0; c < 4; c++) sorted[k + c] = edges[e + c]
  })
  return { per, first, edges: sorted }
}

function holds(part: Part, x: number, y: number): boolean {
  const [minX, minY, maxX, maxY] = part.box
  if (x < minX || x > maxX || y < minY || y > maxY) return false
  const { per, first, edges } = (part.slabs ??= slabsOf(part))
  const s = Math.min(first.length - 2, Math.floor((y - minY) / per))
  let inside = false
  for (let k = 4 * first[s]; k < 4 * first[s + 1]; k += 4)
    if (
      edges[k + 1] <= y &&
      edges[k + 3] > y &&
      x < ((edges[k + 2] - edges[k]) * (y - edges[k + 1])) / (edges[k + 3] - edges[k + 1]) + edges[k]
    )
      inside = !inside
  return inside
}

/**
 * A search for the areas of a point: even-odd over the rings of each polygon, a point in any polygon of an area
 * counts once. Of areas that tile the ground exactly one holds a point on their common edge.
 */
export function areaFinder(areas: readonly Area[]): (x: number, y: number) => readonly number[] {
  const parts = areas.flatMap(({ polygons }, area) =>
    polygons.flatMap((rings): Part[] => {
      const box = boundsOfArea({ name: '', polygons: [rings] })
      return box ? [{ area, box, rings }] : []
    }),
  )
  const world = boundsOfArea({ name: '', polygons: parts.map((p) => p.rings) })
  if (!world) return () => []
  const [x0, y0, x1, y1] = world
  // about two boxes to a cell
  const side = Math.max(1, Math.min(1024, Math.ceil(Math.sqrt(parts.length * 4))))
  const [dx, dy] = [(x1 - x0) / side || 1, (y1 - y0) / side || 1]
  const column = (x: number) => Math.min(side - 1, Math.floor((x - x0) / dx))
  const row = (y: number) => Math.min(side - 1, Math.floor((y - y0) / dy))
  const cells: number[][] = Array.from({ length: side * side }, () => [])
  parts.forEach(({ box: [a, b, c, d] }, k) => {
    for (let r = row(b); r <= row(d); r++)
      for (let q = column(a); q <= column(c); q++) cells[r * side + q].push(k)
  })
  const found: number[] = []
  return (x, y) => {
    found.length = 0
    if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1)) return found
    for (const k of cells[row(y) * side + column(x)]) {
      const part = parts[k]
      // parts stand in the order of their areas, so that only the last found can be the same
      if (found[found.length - 1] !== part.area && holds(part, x, y)) found.push(part.area)
    }
    return found
  }
}

/** The areas of every point. */
export function areasOfPoints(areas: readonly Area[], x: Float64Array, y: Float64Array): Membership {
  const find = areaFinder(areas)
  const start = new Uint32Array(x.length + 1)
  let area = new Uint32Array(x.length + 16)
  let n = 0
  for (let k = 0; k < x.length; k++) {
    for (const a of find(x[k], y[k])) {
      if (n === area.length) {
        const wide = new Uint32Array(2 * n)
        wide.set(area)
        area = wide
      }
      area[n++] = a
    }
    start[k + 1] = n
  }
  return { start, area: area.subarray(0, n) }
}

/** A place inside an area for its label: the middle of the widest stretch at a share of its height, half unless told. */
export function labelPoint(area: Area, height = 0.5): readonly [x: number, y: number] | undefined {
  let best: { width: number; at: readonly [number, number] } | undefined
  for (const rings of area.polygons) {
    const box = boundsOfArea({ name: '', polygons: [rings] })
    if (!box) continue
    // not at a whole share, where a corner may lie
    const y = box[1] + (box[3] - box[1]) * height * 0.9999
    const xs: number[] = []
    for (const r of rings)
      for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2)
        if (r[i + 1] > y !== r[j + 1] > y)
          xs.push(((r[j] - r[i]) * (y - r[i + 1])) / (r[j + 1] - r[i + 1]) + r[i])
    xs.sort((a, b) => a - b)
    for (let k = 0; k + 1 < xs.length; k += 2)
      if (!best || xs[k + 1] - xs[k] > best.width)
        best = { width: xs[k + 1] - xs[k], at: [(xs[k] + xs[k + 1]) / 2, y] }
  }
  return best?.at
}
