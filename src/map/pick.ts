/**
 * What lies under a place on the map, found in the data itself and not in drawn pixels: it costs a scan of the
 * numbers (2 ms for a million points), also finds what was thinned away, and works from the keyboard.
 */
import { inShape } from '../core/geometry/area.ts'
import { KeptWeakMap } from '../core/base/kept.ts'
import type { Position } from 'geojson'
import type { AreasLayer, GridLayer, LayerGroup, LayerSpec, MapPick } from './kit.ts'

type At = readonly [lng: number, lat: number]

/** Nearest point within `dx`, `dy` degrees of `at`; the last of equals, as it is drawn on top. -1 when none. */
export function nearestPoint(positions: Float64Array, at: At, dx: number, dy: number): number {
  let best = -1
  let least = 1
  for (let i = 0; i < positions.length; i += 2) {
    const u = (positions[i] - at[0]) / dx
    if (u > 1 || u < -1) continue
    const v = (positions[i + 1] - at[1]) / dy
    const d = u * u + v * v
    if (d <= least) {
      least = d
      best = i >> 1
    }
  }
  return best
}

type Box = [number, number, number, number]
const boxes = new KeptWeakMap<AreasLayer, Box[]>()

/** Boxes of the areas, worked out once per layer. */
export function areaBoxes(spec: AreasLayer): Box[] {
  let found = boxes.get(spec)
  if (!found) {
    found = spec.areas.map(({ geometry }) => {
      const box: Box = [Infinity, Infinity, -Infinity, -Infinity]
      const rings: Position[][] =
        geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
      for (const ring of rings)
        for (const [x, y] of ring) {
          box[0] = Math.min(box[0], x)
          box[1] = Math.min(box[1], y)
          box[2] = Math.max(box[2], x)
          box[3] = Math.max(box[3], y)
        }
      return box
    })
    boxes.set(spec, found)
  }
  return found
}

/** The topmost area that holds the place; outlines without fill are passed over unless nothing else can be meant. */
export function areaAt(spec: AreasLayer, at: At): number {
  const found = areaBoxes(spec)
  for (let i = spec.areas.length - 1; i >= 0; i--) {
    const [w, s, e, n] = found[i]
    if (at[0] < w || at[0] > e || at[1] < s || at[1] > n) continue
    if (inShape(spec.areas[i].geometry, at)) return i
  }
  return -1
}

/** Cell of a grid that holds the place, by undoing the bilinear map of its corners; -1 outside. */
export function cellAt(spec: GridLayer, at: At): number {
  const [a, b, c, d] = spec.corners
  // Newton's steps on the two coordinates within the quadrilateral; a nearly straight one needs two
  let [u, v] = [0.5, 0.5]
  for (let k = 0; k < 8; k++) {
    const [fx, fy] = [0, 1].map(
      (i) => (1 - u) * (1 - v) * a[i] + u * (1 - v) * b[i] + u * v * c[i] + (1 - u) * v * d[i] - at[i],
    )
    const [ux, uy] = [0, 1].map((i) => (1 - v) * (b[i] - a[i]) + v * (c[i] - d[i]))
    const [vx, vy] = [0, 1].map((i) => (1 - u) * (d[i] - a[i]) + u * (c[i] - b[i]))
    const det = ux * vy - vx * uy
    if (det === 0) return -1
    u -= (fx * vy - fy * vx) / det
    v -= (fy * ux - fx * uy) / det
  }
  if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return -1
  return (
    Math.min(spec.ny - 1, Math.floor(v * spec.ny)) * spec.nx + Math.min(spec.nx - 1, Math.floor(u * spec.nx))
  )
}

function indexAt(spec: LayerSpec, at: At, perPixel: At): number {
  switch (spec.kind) {
    case 'points': {
      const r = spec.radius + 4
      return nearestPoint(spec.positions, at, r * perPixel[0], r * perPixel[1])
    }
    case 'areas':
      return areaAt(spec, at)
    case 'grid': {
      const i = cellAt(spec, at)
      return i >= 0 && spec.values[i] >= spec.breaks[0] ? i : -1
    }
    case 'labels': {
      let best = -1
      spec.labels.forEach((l, i) => {
        const near =
          Math.abs(l.at[0] - at[0]) <= 11 * perPixel[0] && Math.abs(l.at[1] - at[1]) <= 11 * perPixel[1]
        if (near) best = i
      })
      return best
    }
    case 'lines':
      return -1
  }
}

/**
 * The thing at a place: points and labels before areas before grids, upper layers before lower ones, and only
 * layers that have something to say (a `tip`, or rows to select). `perPixel` is degrees per pixel, both ways.
 */
export function pickAt(groups: readonly LayerGroup[], at: At, perPixel: At): MapPick | undefined {
  const small = (s: LayerSpec) => s.kind === 'points' || s.kind === 'labels'
  const layers = groups
    .filter((g) => g.visible)
    .flatMap((g) => g.layers.map((spec) => ({ group: g.id, spec })))
    .filter(({ spec }) => spec.tip !== undefined || (spec.kind === 'points' && spec.rows !== undefined))
    .reverse()
  for (const pass of [
    layers.filter((l) => small(l.spec)),
    layers.filter((l) => l.spec.kind === 'areas'),
    layers.filter((l) => l.spec.kind === 'grid'),
  ])
    for (const { group, spec } of pass) {
      const index = indexAt(spec, at, perPixel)
      if (index < 0) continue
      const row = spec.kind === 'points' && spec.rows ? spec.rows[index] : index
      return { group, layer: spec.id, index, row, at, tip: spec.tip?.(index) }
    }
  return undefined
}
