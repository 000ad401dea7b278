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
  /** cells whose centres lie inside */
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
    const cells: number[] = []
    let peak = -1
    scanRings(rings, lattice, (row, from, to) => {
      for (let c = from; c < to; c++) {
        const at = row * grid.nx + c
        cells.push(at)
        if (peak < 0 || values[at] > values[peak]) peak = at
      }
    })
    // a sliver between centres holds no cell: nothing was measured in it
    if (peak >= 0)
      found.push({
        rings,
        cells: Uint32Array.from(cells),
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
 * The level above which the `k` highest values lie, between the k-th and the next lower value; ties at the
 * k-th are all taken in. `sorted` descends and holds positive values only.
 */
export function levelOfTop(sorted: ArrayLike<number>, k: number): number {
  if (!sorted.length) return Infinity
  const at = Math.min(Math.max(1, k), sorted.length) - 1
  for (let j = at + 1; j < sorted.length; j++) if (sorted[j] < sorted[at]) return (sorted[at] + sorted[j]) / 2
  return sorted[at] / 2
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
  let peaks = new Set<number>()
  levels.forEach((patches, tier) => {
    for (const patch of patches) if (!patch.cells.some((c) => peaks.has(c))) out.push({ tier, patch })
    peaks = new Set([...peaks, ...patches.map((p) => p.peak)])
  })
  return out
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
