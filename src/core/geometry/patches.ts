/** Contiguous areas above a level of a surface, as polygons, and tiers of them that do not repeat each other. */
import { contours } from 'd3'
import type { Polygon } from 'geojson'
import { ringArea, scanRings } from './area.ts'
import { firstCentre, rowCentre, rowStep, type Grid } from './grid.ts'
import { planeOf } from './plane.ts'

/** One contiguous area above a level. */
export interface Patch {
  /** outer ring counter-clockwise, then holes clockwise; closed, flat coordinates, metres */
  readonly rings: Float64Array[]
  /** cells whose centres lie inside, ascending */
  readonly cells: Uint32Array
  /** the cell with the highest value */
  readonly peak: number
  /** m², holes taken off */
  readonly size: number
}

/**
 * The contiguous areas where a surface on a square grid lies above `level`, by marching squares with linear
 * interpolation (d3-contour). Values that are not finite count as far below. Largest peak first.
 */
export function patchesAbove(grid: Grid, values: ArrayLike<number>, level: number): Patch[] {
  const shape = contours()
    .size([grid.nx, grid.ny])
    .smooth(true)
    .contour(values as unknown as number[], level)
  const lattice = {
    x0: (row: number) => firstCentre(grid, row),
    y0: rowCentre(grid, 0),
    dx: grid.cell,
    dy: rowStep(grid),
    nx: grid.nx,
    ny: grid.ny,
  }
  const found: Patch[] = []
  for (const polygon of shape.coordinates) {
    const rings = polygon.map((ring, k) => {
      const flat = new Float64Array(ring.length * 2)
      ring.forEach(([c, r], i) => {
        flat[2 * i] = grid.x0 + c * grid.cell
        flat[2 * i + 1] = grid.y0 + r * grid.cell
      })
      return ringArea(flat) > 0 === (k === 0) ? flat : reversed(flat)
    })
    // runs of cells first: their number is then known, and a large patch needs no growing list
    const runs: number[] = []
    let count = 0
    scanRings(rings, lattice, (row, from, to) => {
      runs.push(row * grid.nx + from, to - from)
      count += to - from
    })
    const cells = new Uint32Array(count)
    let peak = -1
    for (let k = 0, n = 0; k < runs.length; k += 2)
      for (let c = runs[k]; c < runs[k] + runs[k + 1]; c++) {
        cells[n++] = c
        if (peak < 0 || values[c] > values[peak]) peak = c
      }
    // a sliver between centres holds no cell: nothing was measured in it
    if (peak >= 0)
      found.push({
        rings,
        cells,
        peak,
        size: rings.reduce((s, r) => s + ringArea(r), 0),
      })
  }
  return found.sort((a, b) => values[b.peak] - values[a.peak] || a.peak - b.peak)
}

function reversed(r: Float64Array): Float64Array {
  const out = new Float64Array(r.length)
  for (let i = 0; i < r.length; i += 2) {
    out[i] = r[r.length - 2 - i]
    out[i + 1] = r[r.length - 1 - i]
  }
  return out
}

/**
 * The level above which the `k` highest positive values lie, between the k-th and the next lower value; ties
 * at the k-th are all taken in. Infinity where no value is positive.
 */
export function levelOfTop(values: Float32Array, k: number): number {
  // positive floats order as their bits do: count by the upper half, then sort one bucket and the next
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const counts = new Uint32Array(1 << 15)
  for (let i = 0; i < values.length; i++) if (values[i] > 0) counts[bits[i] >>> 16]++
  let bucket = counts.length - 1
  let above = 0
  const wanted = Math.max(1, k)
  let last = -1
  for (; bucket >= 0; bucket--) {
    if (!counts[bucket]) continue
    last = bucket
    if (above + counts[bucket] >= wanted) break
    above += counts[bucket]
  }
  if (last < 0) return Infinity
  // fewer than k: the lowest of all is the k-th
  if (bucket < 0) {
    bucket = last
    above -= counts[last]
  }
  let next = bucket - 1
  while (next >= 0 && !counts[next]) next--
  const near: number[] = []
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) continue
    const b = bits[i] >>> 16
    if (b === bucket || b === next) near.push(values[i])
  }
  const sorted = Float32Array.from(near).sort().reverse()
  const at = Math.min(wanted - above, sorted.length) - 1
  // in the last bucket with fewer than k the k-th is its lowest value
  const kth = sorted[Math.min(at, counts[bucket] - 1)]
  for (let j = 0; j < sorted.length; j++) if (sorted[j] < kth) return (kth + sorted[j]) / 2
  return kth / 2
}

/** A patch and its tier: 0 for the highest level. */
export interface Tiered {
  readonly tier: number
  readonly patch: Patch
}

/**
 * Patches of several levels without repeating one place: every patch of the first level, then of each lower
 * level those that hold no patch of a higher one.
 */
export function tiersOf(levels: readonly (readonly Patch[])[]): Tiered[] {
  const out: Tiered[] = []
  const peaks = new Set<number>()
  // the shorter list is walked: a large patch has more cells than there are peaks, a speck fewer
  const holdsPeak = ({ cells }: Patch) =>
    peaks.size < cells.length ? [...peaks].some((c) => holds(cells, c)) : cells.some((c) => peaks.has(c))
  levels.forEach((patches, tier) => {
    for (const patch of patches) if (!holdsPeak(patch)) out.push({ tier, patch })
    for (const p of patches) peaks.add(p.peak)
  })
  return out
}

/** Whether an ascending list holds a number. */
function holds(ascending: Uint32Array, wanted: number): boolean {
  let lo = 0
  for (let hi = ascending.length; lo < hi;) {
    const mid = (lo + hi) >> 1
    if (ascending[mid] < wanted) lo = mid + 1
    else hi = mid
  }
  return ascending[lo] === wanted
}

/** Rings on a plane as a GeoJSON polygon in WGS84 degrees, to seven digits (about a centimetre). */
export function polygonOf(rings: readonly Float64Array[], crs: string): Polygon {
  const plane = planeOf(crs)
  const round = (v: number) => Math.round(v * 1e7) / 1e7
  return {
    type: 'Polygon',
    coordinates: rings.map((r) => {
      const ring: [number, number][] = []
      for (let i = 0; i < r.length; i += 2) {
        const [lng, lat] = plane.inverse(r[i], r[i + 1])
        ring.push([round(lng), round(lat)])
      }
      return ring
    }),
  }
}
