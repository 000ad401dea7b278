/** Results with shapes as files other maps read: what a layer is before any format, and the shared steps. */
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson'
import { isNowhere, planeOf } from '../../../core/geometry/plane.ts'

/** One property of every shape. */
export interface ShapeField {
  /** short and plain, for programs: "expires" */
  readonly name: string
  /** for people: "Expires" */
  readonly label: string
  /** printed after the label, such as "m" */
  readonly unit?: string
  readonly kind: 'text' | 'number' | 'date'
}

/** A layer of shapes with what belongs to each. */
export interface ShapeLayer {
  /** file and table name: letters, digits and _ only */
  readonly name: string
  readonly title: string
  /** period, filter, n, marking: what must travel with the shapes */
  readonly about: string
  readonly fields: readonly ShapeField[]
  readonly shapes: readonly {
    /** WGS84 degrees */
    readonly geometry: Geometry
    /** in the order of `fields`; a date as yyyy-mm-dd; null = not known */
    readonly values: readonly (string | number | null)[]
  }[]
  /** plane the file is written in where its format can: "EPSG:27700", a UTM code; anything else gives WGS84 */
  readonly crs?: string
}

/** A name that every format takes: "Risk zones, tier A" → "risk_zones_tier_a". */
export const plainName = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60) || 'layer'

type Move = (p: Position) => Position

function moved(geometry: Geometry, move: Move): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: move(geometry.coordinates) }
    case 'MultiPoint':
    case 'LineString':
      return { type: geometry.type, coordinates: geometry.coordinates.map(move) }
    case 'MultiLineString':
    case 'Polygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map((r) => r.map(move)) }
    case 'MultiPolygon':
      return {
        type: 'MultiPolygon',
        coordinates: geometry.coordinates.map((p) => p.map((r) => r.map(move))),
      }
    default:
      return { type: 'GeometryCollection', geometries: geometry.geometries.map((g) => moved(g, move)) }
  }
}

/** The EPSG number a layer is written in, and its shapes there. */
export function projected(layer: ShapeLayer): { epsg: number; geometries: Geometry[] } {
  const { crs } = layer
  if (!crs || isNowhere(crs)) return { epsg: 4326, geometries: layer.shapes.map((s) => s.geometry) }
  const plane = planeOf(crs)
  // centimetres: below that a projection says nothing
  const round = (v: number) => Math.round(v * 100) / 100
  const move: Move = ([lng, lat]) => plane.forward(lng, lat).map(round)
  return { epsg: Number(crs.slice(5)), geometries: layer.shapes.map((s) => moved(s.geometry, move)) }
}

/** minX, minY, maxX, maxY over shapes; undefined without any. */
export function boxOf(geometries: readonly Geometry[]): [number, number, number, number] | undefined {
  let [a, b, c, d] = [Infinity, Infinity, -Infinity, -Infinity]
  const see: Move = (p) => {
    if (p[0] < a) a = p[0]
    if (p[1] < b) b = p[1]
    if (p[0] > c) c = p[0]
    if (p[1] > d) d = p[1]
    return p
  }
  for (const g of geometries) moved(g, see)
  return a <= c ? [a, b, c, d] : undefined
}

/** The one kind all shapes have, "Geometry" where they differ. */
export function kindOf(geometries: readonly Geometry[]): string {
  const kinds = new Set(geometries.map((g) => g.type))
  return kinds.size === 1 ? [...kinds][0] : 'Geometry'
}

/** GeoJSON in WGS84, as RFC 7946 asks, with the layer's words beside the features. */
export function toGeoJson(layer: ShapeLayer): string {
  const features = layer.shapes.map((s): Feature => ({
    type: 'Feature',
    geometry: s.geometry,
    properties: Object.fromEntries(layer.fields.map((f, i) => [f.name, s.values[i]])),
  }))
  const collection: FeatureCollection & Record<string, unknown> = {
    type: 'FeatureCollection',
    name: layer.name,
    title: layer.title,
    description: layer.about,
    features,
  }
  return JSON.stringify(collection) + '\n'
}

/** Several layers as one, for formats that hold a single one: the name of its layer first in each shape, then all fields. */
export function merged(layers: readonly ShapeLayer[], title: string): ShapeLayer {
  if (layers.length === 1) return { ...layers[0], name: plainName(title), title }
  const fields = new Map(layers.flatMap((l) => l.fields.map((f) => [f.name, f] as const)))
  const names = [...fields.keys()]
  return {
    name: plainName(title),
    title,
    about: layers[0]?.about ?? '',
    crs: layers[0]?.crs,
    fields: [...fields.values(), { name: 'layer', label: 'Layer', kind: 'text' }],
    shapes: layers.flatMap((l) => {
      const at = names.map((n) => l.fields.findIndex((f) => f.name === n))
      return l.shapes.map((s) => ({
        geometry: s.geometry,
        values: [...at.map((k) => (k < 0 ? null : s.values[k])), l.title],
      }))
    }),
  }
}
