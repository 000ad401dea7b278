/** Grid lines of the data's plane and the scale bar: what an empty ground can honestly show. */
import type { Feature, FeatureCollection, LineString } from 'geojson'
import { scaleStep, type Units } from '../core/base/lengths.ts'
import { planeOf, type Plane, UNKNOWN_UNIT } from '../core/geometry/plane.ts'
import { showNumber } from '../core/base/words.ts'

/** West, south, east, north in WGS84 degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** Radius of the web Mercator sphere times 2π / 512: metres per pixel at the equator, zoom 0. */
const EQUATOR = 40_075_016.686 / 512

/** Metres on the ground under one pixel at a zoom and latitude. */
export const metresPerPixel = (zoom: number, lat: number): number =>
  (EQUATOR * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom

/** Metres between grid lines such that they stand at least `apart` pixels from each other; 100 m at least. */
export function graticuleStep(zoom: number, lat: number, apart = 60): number {
  const least = metresPerPixel(zoom, lat) * apart
  // the National Grid is drawn in tens: 100 m, 1 km, 10 km, 100 km; a one-kilometre square is a known size
  return [100, 1000, 10_000, 100_000].find((s) => s >= least) ?? 1_000_000
}

/** The scale bar that fits in `maxPixels`: its length in metres and pixels, and "500 m", "2 km" or "1 mile". */
export function scaleBar(perPixel: number, maxPixels: number, units?: Units) {
  const { metres, label } = scaleStep(perPixel * maxPixels, units)
  return { metres, pixels: metres / perPixel, label }
}

/** Of numbers whose unit nobody told only the numbers are known. */
const lineLabel = (code: string, axis: 'E' | 'N', value: number, step: number) =>
  code === UNKNOWN_UNIT
    ? `${showNumber(value)} ${axis}`
    : step >= 1000
      ? `${value / 1000} km ${axis}`
      : `${(value / 1000).toFixed(1)} km ${axis}`

/** The box on the plane that holds the view, with a margin of half the view so that panning shows no gap. */
function planeBox(plane: Plane, [w, s, e, n]: Bounds) {
  const mx = (e - w) / 2
  const my = (n - s) / 2
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  // the plane is turned against north: corners alone would miss the bulge of the edges
  for (let i = 0; i <= 8; i++)
    for (let j = 0; j <= 8; j++) {
      if (i % 8 && j % 8) continue
      const lat = Math.max(-80, Math.min(84, s - my + ((n - s + 2 * my) * j) / 8))
      const [x, y] = plane.forward(w - mx + ((e - w + 2 * mx) * i) / 8, lat)
      if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined
      x0 = Math.min(x0, x)
      x1 = Math.max(x1, x)
      y0 = Math.min(y0, y)
      y1 = Math.max(y1, y)
    }
  return [x0, y0, x1, y1]
}

/**
 * Grid lines of plane `code` over a view, as lines with `label`, `axis` and `major` (every tenth). Empty when
 * the view is too wide for the plane to mean anything (more than 30 degrees) or would need over 400 lines.
 */
export function graticule(code: string, bounds: Bounds, step: number): FeatureCollection<LineString> {
  const none: FeatureCollection<LineString> = { type: 'FeatureCollection', features: [] }
  if (!(bounds[2] - bounds[0] < 30) || !(bounds[3] - bounds[1] < 30)) return none
  const plane = planeOf(code)
  const box = planeBox(plane, bounds)
  if (!box) return none
  const [x0, y0, x1, y1] = box
  if ((x1 - x0 + y1 - y0) / step > 400) return none
  const features: Feature<LineString>[] = []
  const add = (axis: 'E' | 'N', value: number, at: (t: number) => [number, number]) =>
    features.push({
      type: 'Feature',
      properties: {
        axis,
        label: lineLabel(code, axis, value, step),
        major: Math.round(value / step) % 10 === 0,
      },
      // straight on the plane is a curve on the map: sixteen pieces are finer than a pixel at these extents
      geometry: { type: 'LineString', coordinates: Array.from({ length: 17 }, (_, i) => at(i / 16)) },
    })
  for (let x = Math.ceil(x0 / step) * step; x <= x1; x += step)
    add('E', x, (t) => plane.inverse(x, y0 + t * (y1 - y0)))
  for (let y = Math.ceil(y0 / step) * step; y <= y1; y += step)
    add('N', y, (t) => plane.inverse(x0 + t * (x1 - x0), y))
  return { type: 'FeatureCollection', features }
}
