/** Esri JSON, as map servers answer queries: attributes, and geometry in the system named once for all. */
import type { Feature, Geometry, Position } from 'geojson'
import type { Found } from './format.ts'
import { fromFeatures } from './geojson.ts'
import { isObject } from './records.ts'
import type { Obj } from './records.ts'
import { systemOf } from './systems.ts'

/** Opens an answer of a map server. */
export function fromEsri(name: string, json: Obj): Promise<Found> {
  const features = (json.features as unknown[]).filter(isObject)
  const named = [
    json.spatialReference,
    ...features.slice(0, 1).map((f) => isObject(f.geometry) && f.geometry.spatialReference),
  ].find(isObject)
  const wkid = named?.latestWkid ?? named?.wkid
  const wkt = named?.wkt ?? named?.wkt2
  const system = systemOf({
    code: typeof wkid === 'number' ? wkid : undefined,
    wkt: typeof wkt === 'string' ? wkt : undefined,
  })
  return fromFeatures(
    name,
    features.map((f): Feature => ({
      type: 'Feature',
      properties: isObject(f.attributes) ? f.attributes : {},
      geometry: shapeOf(f.geometry) as Geometry,
    })),
    system,
  )
}

function shapeOf(g: unknown): Geometry | null {
  if (!isObject(g)) return null
  if ('x' in g && 'y' in g) return { type: 'Point', coordinates: [g.x as number, g.y as number] }
  if (Array.isArray(g.points)) return { type: 'MultiPoint', coordinates: g.points as Position[] }
  if (Array.isArray(g.paths)) return { type: 'MultiLineString', coordinates: g.paths as Position[][] }
  if (Array.isArray(g.rings)) return areaOf(g.rings as Position[][])
  return null
}

/** Rings in clockwise order are outlines, the others holes in the outline before them. */
function areaOf(rings: Position[][]): Geometry {
  const parts: Position[][][] = []
  for (const ring of rings) {
    let twice = 0
    if (Array.isArray(ring))
      for (let i = 1; i < ring.length; i++)
        twice += (ring[i]?.[0] - ring[i - 1]?.[0]) * (ring[i]?.[1] + ring[i - 1]?.[1])
    if (twice >= 0 || parts.length === 0) parts.push([ring])
    else parts[parts.length - 1].push(ring)
  }
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0] }
    : { type: 'MultiPolygon', coordinates: parts }
}
