/** The map files: the ground to draw on, and the boundaries to count in. */
import { smooth } from './geometry.ts'
import { ORIGIN, PARKS, RIVER_WIDTH, TOWN, type XY } from './plan.ts'
import type { Town } from './town.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'

const grid = planeOf('EPSG:27700')
const degrees = (p: XY): string => {
  const [lng, lat] = grid.inverse(ORIGIN[0] + p[0], ORIGIN[1] + p[1])
  return `[${+lng.toFixed(6)},${+lat.toFixed(6)}]`
}
const chain = (line: readonly XY[]): string => `[${line.map(degrees).join(',')}]`
const ringText = (ring: readonly XY[]): string => `[${chain([...ring, ring[0]])}]`

const feature = (
  properties: Record<string, string>,
  type: 'Polygon' | 'LineString',
  coordinates: string,
): string =>
  `{"type":"Feature","properties":${JSON.stringify(properties)},"geometry":{"type":"${type}","coordinates":${coordinates}}}`

const collection = (features: readonly string[]): string =>
  `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`

/** Middle line every few metres thinned to what the eye needs. */
function thin(line: readonly XY[], tolerance: number): XY[] {
  if (line.length < 3) return [...line]
  const [a, b] = [line[0], line[line.length - 1]]
  const len = Math.hypot(b[0] - a[0], b[1] - a[1])
  let [far, at] = [0, 0]
  for (let i = 1; i < line.length - 1; i++) {
    const p = line[i]
    const d =
      len < 1e-9
        ? Math.hypot(p[0] - a[0], p[1] - a[1])
        : Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / len
    if (d > far) [far, at] = [d, i]
  }
  if (far <= tolerance) return [a, b]
  return [...thin(line.slice(0, at + 1), tolerance).slice(0, -1), ...thin(line.slice(at), tolerance)]
}

/** The river as an area: its middle line pushed out to both banks, a little wider downstream. */
function riverArea(line: readonly XY[]): XY[] {
  const bank = (side: number): XY[] =>
    line.map((p, i) => {
      const [a, b] = [line[Math.max(0, i - 1)], line[Math.min(line.length - 1, i + 1)]]
      const len = Math.hypot(b[0] - a[0], b[1] - a[1])
      const half = (RIVER_WIDTH / 2) * (0.85 + (0.3 * i) / line.length) + 2 * Math.sin(i * 0.9 + side)
      return [p[0] - (side * half * (b[1] - a[1])) / len, p[1] + (side * half * (b[0] - a[0])) / len]
    })
  return [...bank(-1), ...bank(1).reverse()]
}

/** Two footpaths across a park, crossing off its middle. */
function pathsOf(ring: readonly XY[]): XY[][] {
  const n = ring.length
  const mean = (q: 0 | 1): number => ring.reduce((s, p) => s + p[q], 0) / n
  const third = Math.floor(n / 3)
  return [0, third].map((k) =>
    smooth([ring[k], [mean(0) + 12, mean(1) - 8], ring[(k + Math.floor(n / 2)) % n]], 10),
  )
}

/** Text of ground.geojson. */
export function groundJson(town: Town): string {
  return collection([
    feature({ kind: 'water', name: 'River Ludder' }, 'Polygon', ringText(riverArea(town.land.river))),
    ...PARKS.map((p) =>
      feature({ kind: 'park', name: p.name }, 'Polygon', ringText(smooth(p.points, 30, true))),
    ),
    feature({ kind: 'rail', name: 'Railway' }, 'LineString', chain(town.land.rail)),
    ...town.streets.map((s) =>
      feature({ kind: 'road', class: s.class, name: s.name }, 'LineString', chain(thin(s.line, 0.35))),
    ),
    ...PARKS.flatMap((park) =>
      pathsOf(park.points).map((line, i) =>
        feature(
          { kind: 'road', class: 'path', name: `${park.name} Path ${i + 1}` },
          'LineString',
          chain(thin(line, 0.5)),
        ),
      ),
    ),
    ...town.buildings.map((b) => feature({ kind: 'building' }, 'Polygon', ringText(b.corners))),
  ])
}

/** Text of boundaries.geojson. */
export function boundariesJson(town: Town): string {
  return collection([
    feature({ kind: 'study-area', name: TOWN }, 'Polygon', ringText(town.land.outline)),
    ...town.beats.map((b) => feature({ kind: 'beat', name: b.name }, 'Polygon', ringText(b.ring))),
  ])
}
