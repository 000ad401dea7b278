/** GeoJSON and other JSON: polygons, lines, points, and the data.police.uk API's own forms. */
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson'
import type { Opened } from '../contract.ts'
import { sourceCrs } from '../meaning/coords.ts'
import { Declined, memoryTable } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

/** What a JSON text turns out to be: tables of rows, or things for the map. */
export interface FromJson {
  readonly tables: readonly RawTable[]
  readonly opened: readonly Opened[]
}

type Obj = Record<string, unknown>
const isObject = (v: unknown): v is Obj => typeof v === 'object' && v !== null && !Array.isArray(v)
const isNumeric = (v: unknown): boolean => v !== '' && v !== null && Number.isFinite(Number(v))

/** Opens a JSON text. Throws Declined for JSON that is none of these. */
export function openJson(name: string, text: string): FromJson {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new Declined(
      `${name} looks like JSON but is not complete: it breaks off or has a mistake in it. Export or download it again.`,
    )
  }
  if (Array.isArray(json)) return fromArray(name, json)
  if (isObject(json)) {
    if (json.type === 'FeatureCollection' && Array.isArray(json.features))
      return fromFeatures(name, json.features.filter(isFeature), json.crs)
    if (isFeature(json)) return fromFeatures(name, [json], undefined)
    if (typeof json.type === 'string' && ('coordinates' in json || 'geometries' in json))
      return fromFeatures(
        name,
        [{ type: 'Feature', properties: {}, geometry: json as unknown as Geometry }],
        undefined,
      )
    if ('layers' in json && 'version' in json)
      throw new Declined(
        `${name} is a map style, not data. Drop the tiles themselves (PMTiles) as a basemap.`,
      )
    // an answer wrapped in an object: the first list of objects in it
    const list = Object.values(json).find((v) => Array.isArray(v) && v.length > 0 && isObject(v[0]))
    if (list) return fromArray(name, list as unknown[])
  }
  throw new Declined(
    `${name} is JSON, but neither GeoJSON nor a list of records. Drop GeoJSON, or a table with dates and coordinates.`,
  )
}

const isFeature = (v: unknown): v is Feature =>
  isObject(v) && v.type === 'Feature' && (isObject(v.geometry) || v.geometry === null)

function fromArray(name: string, list: unknown[]): FromJson {
  const objects = list.filter(isObject)
  if (objects.length === 0) throw new Declined(`${name} is a JSON list without records in it.`)
  const first = objects[0]
  const keys = Object.keys(first)
  if (keys.length === 2 && 'latitude' in first && 'longitude' in first && isNumeric(first.latitude))
    return { tables: [], opened: [ring(name, objects)] }
  if ('category' in first && isObject(first.location) && 'month' in first)
    return { tables: [apiCrimes(name, objects)], opened: [] }
  if (keys.length <= 3 && 'id' in first && 'name' in first)
    throw new Declined(
      `${name} is a list of neighbourhood names without their boundaries. Drop each neighbourhood's boundary file, or GeoJSON.`,
    )
  return { tables: [flatten(name, objects)], opened: [] }
}

/** The API's boundary: a list of corners, not closed, latitude first. */
function ring(name: string, corners: Obj[]): Opened {
  const points: Position[] = corners.map((c) => [Number(c.longitude), Number(c.latitude)])
  if (points.length < 3 || points.some((p) => !Number.isFinite(p[0]) || !Number.isFinite(p[1])))
    throw new Declined(`${name} looks like a neighbourhood boundary but its corners are not all numbers.`)
  points.push(points[0])
  const title = name
    .replace(/^.*[/›]\s*/, '')
    .replace(/\.[a-z]+$/i, '')
    .replace(/[_-]+/g, ' ')
  return {
    kind: 'boundaries',
    name,
    features: {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: title },
          geometry: { type: 'Polygon', coordinates: [points] },
        },
      ],
    },
    notes: [`One neighbourhood boundary of ${corners.length} corners; named after the file.`],
  }
}

function apiCrimes(name: string, crimes: Obj[]): RawTable {
  const at = (o: unknown, ...path: string[]): string => {
    let v: unknown = o
    for (const p of path) v = isObject(v) ? v[p] : undefined
    return v === undefined || v === null ? '' : String(v)
  }
  const header = [
    'Crime ID',
    'Month',
    'Longitude',
    'Latitude',
    'Location',
    'Crime type',
    'Last outcome category',
  ]
  const rows = crimes.map((c) => [
    at(c, 'persistent_id'),
    at(c, 'month'),
    at(c, 'location', 'longitude'),
    at(c, 'location', 'latitude'),
    at(c, 'location', 'street', 'name'),
    at(c, 'category').replace(/-/g, ' '),
    at(c, 'outcome_status', 'category'),
  ])
  return memoryTable(name, 'data.police.uk API, JSON', header, rows)
}

/** Records of any shape: nested names joined, the last part alone where that is enough. */
function flatten(name: string, objects: Obj[]): RawTable {
  const paths = new Map<string, number>()
  const walk = (o: Obj, prefix: string, put: (path: string, v: unknown) => void) => {
    for (const [k, v] of Object.entries(o)) {
      const path = prefix === '' ? k : `${prefix}.${k}`
      if (isObject(v)) walk(v, path, put)
      else put(path, v)
    }
  }
  for (const o of objects.slice(0, 1000))
    walk(o, '', (path) => paths.size < 500 && !paths.has(path) && paths.set(path, paths.size))
  const leaves = [...paths.keys()].map((p) => p.split('.').at(-1)!)
  const header = [...paths.keys()].map((p, i) =>
    leaves.indexOf(leaves[i]) === leaves.lastIndexOf(leaves[i]) ? leaves[i] : p,
  )
  const rows = objects.map((o) => {
    const row = new Array<string>(paths.size).fill('')
    walk(o, '', (path, v) => {
      const at = paths.get(path)
      if (at !== undefined)
        row[at] = v === null || v === undefined ? '' : Array.isArray(v) ? v.join(' ') : String(v)
    })
    return row
  })
  return memoryTable(name, 'JSON', header, rows)
}

/** Features by what their geometry is; points become a table of incidents or addresses. */
export function fromFeatures(name: string, features: readonly Feature[], crs: unknown): FromJson {
  const good = features.filter((f) => isSound(f.geometry))
  const notes: string[] = []
  if (features.length > good.length)
    notes.push(
      `${features.length - good.length} features have no shape, or one with corners that are no numbers; they were left out.`,
    )
  if (good.length === 0) throw new Declined(`${name} is GeoJSON without any shapes in it.`)
  const code = codeOf(good, crs)
  // points keep their own grid numbers: a way there and back would move them by millimetres
  const raw = good.filter((f) => f.geometry.type.endsWith('Point'))
  const shapes = good.filter((f) => !f.geometry.type.endsWith('Point'))
  const placed = toWgs84(shapes, code, notes)
  const is = (f: Feature, kind: string) => f.geometry.type.endsWith(kind)
  const areas = placed.filter((f) => is(f, 'Polygon')) as Feature<Polygon | MultiPolygon>[]
  const rest = placed.filter((f) => !is(f, 'Polygon'))
  const opened: Opened[] = []
  const drawn = areas.length > 0 && areas.filter(isGround).length > areas.length / 2
  if (areas.length > 0 && !drawn) opened.push(boundaries(name, areas, notes))
  const ground = drawn ? [...areas, ...rest] : rest
  if (ground.length > 0)
    opened.push({
      kind: 'ground',
      name,
      features: { type: 'FeatureCollection', features: ground } satisfies FeatureCollection,
      notes,
    })
  return { tables: raw.length > 0 ? [pointTable(name, raw, code)] : [], opened }
}

/** Whether every corner is two numbers at the depth its kind asks for. */
function isSound(g: Geometry | null): boolean {
  if (!g) return false
  if (g.type === 'GeometryCollection') return g.geometries.length > 0 && g.geometries.every(isSound)
  const depth = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 }[
    g.type
  ]
  const sound = (c: unknown, d: number): boolean =>
    Array.isArray(c) &&
    (d === 0
      ? Number.isFinite(c[0]) && Number.isFinite(c[1])
      : (d > 1 || c.length > 0) && c.every((part) => sound(part, d - 1)))
  return depth !== undefined && sound(g.coordinates, depth) && (g.coordinates as unknown[]).length > 0
}

const GROUND_KEYS = ['building', 'landuse', 'natural', 'waterway', 'highway', 'water', 'leisure']
const GROUND_KINDS =
  /^(building|water|river|lake|sea|park|green|wood|forest|land|landuse|road|rail|path|field)s?$/i

/** Whether an area is something to draw, not a beat: by OpenStreetMap's keys or a plain word of its kind. */
const isGround = ({ properties: p }: Feature): boolean =>
  GROUND_KEYS.some((k) => p?.[k]) || GROUND_KINDS.test(String(p?.kind ?? p?.type ?? p?.class ?? ''))

const NAME_KEY = /^(name|.*nm|.*_name|.*name|title|label|beat|ward|sector|neighbourhood)$/i
const NOT_NAME = /(nmw|_cy|welsh|authority|country|region|lad\d*nm|alt)/i

/** Polygons with one property `name` each, guessed from names such as WD13NM, pfa16nm, area_name. */
export function boundaries(
  name: string,
  areas: readonly Feature<Polygon | MultiPolygon>[],
  notes: readonly string[],
): Extract<Opened, { kind: 'boundaries' }> {
  const keys = new Set(areas.slice(0, 200).flatMap((f) => Object.keys(f.properties ?? {})))
  const distinct = (k: string) => new Set(areas.map((f) => String(f.properties?.[k] ?? ''))).size
  const scored = [...keys]
    .filter((k) => areas.some((f) => typeof f.properties?.[k] === 'string' && f.properties[k] !== ''))
    .map((k) => ({
      k,
      score:
        (k.toLowerCase() === 'name' ? 4 : NAME_KEY.test(k) ? 3 : /cd$|code|id$/i.test(k) ? 1 : 0.5) -
        (NOT_NAME.test(k) ? 2 : 0) +
        distinct(k) / areas.length,
    }))
    .sort((a, b) => b.score - a.score)
  const key = scored[0]?.k
  const seen = new Map<string, number>()
  const features = areas.map((f, i): Feature<Polygon | MultiPolygon> => {
    const base = String((key && f.properties?.[key]) || `Area ${i + 1}`).trim()
    const times = (seen.get(base) ?? 0) + 1
    seen.set(base, times)
    return { ...f, properties: { ...f.properties, name: times > 1 ? `${base} (${times})` : base } }
  })
  return {
    kind: 'boundaries',
    name,
    features: { type: 'FeatureCollection', features },
    notes: [
      ...notes,
      key
        ? `${features.length} areas, named by “${key}”.`
        : `${features.length} areas, numbered: the file names none.`,
    ],
  }
}

/** Code of the system of the shapes; undefined for longitude and latitude. */
function codeOf(features: readonly Feature[], crs: unknown): string | undefined {
  if (typeof crs === 'string' && /^(EPSG:(?!0$|-)\d+|PROJ)/.test(crs))
    return crs === 'EPSG:4326' ? undefined : crs
  const words = JSON.stringify(isObject(crs) ? crs : '')
  const named = /CRS84/.test(words) ? undefined : /(\d{4,5})["}\]]*$/.exec(words)?.[1]
  if (named && named !== '4326') return `EPSG:${named}`
  const [x, y] = firstPosition(features[0].geometry)
  return Math.abs(x) > 180 || Math.abs(y) > 90 ? 'EPSG:27700' : undefined
}

function toWgs84(features: readonly Feature[], code: string | undefined, notes: string[]): Feature[] {
  if (!code || features.length === 0) return [...features]
  const from = sourceCrs(code)
  notes.push(`Turned from ${from.label} to longitude and latitude.`)
  const move = (c: unknown): unknown =>
    Array.isArray(c) && typeof c[0] === 'number' ? from.toWgs84(c[0], c[1]) : (c as unknown[]).map(move)
  const turn = (g: Geometry): Geometry =>
    g.type === 'GeometryCollection'
      ? { ...g, geometries: g.geometries.map(turn) }
      : ({ ...g, coordinates: move(g.coordinates) } as Geometry)
  return features.map((f) => ({ ...f, geometry: turn(f.geometry) }))
}

function firstPosition(g: Geometry): Position {
  if (g.type === 'GeometryCollection')
    return g.geometries.length > 0 ? firstPosition(g.geometries[0]) : [0, 0]
  let c: unknown = g.coordinates
  while (Array.isArray(c) && Array.isArray(c[0])) c = c[0]
  return Array.isArray(c) && c.length >= 2 ? (c as Position) : [0, 0]
}

function pointTable(name: string, points: readonly Feature[], code: string | undefined): RawTable {
  const grid = code === 'EPSG:27700'
  const from = code === undefined || grid ? undefined : sourceCrs(code)
  const [first, second] = grid ? ['Easting', 'Northing'] : ['Longitude', 'Latitude']
  const objects = points.map((f) => {
    const [a, b] = firstPosition(f.geometry)
    const [x, y] = from ? from.toWgs84(a, b) : [a, b]
    return { ...(f.properties ?? {}), 'shape x': x, 'shape y': y }
  })
  const table = flatten(name, objects)
  // the shape is to be trusted before a property of the same name
  const header = table.header.map((h) =>
    h === 'shape x'
      ? first
      : h === 'shape y'
        ? second
        : /^(lat|lon|lng|long|x|y|latitude|longitude|longitud|latitud|easting|northing)$/i.test(h)
          ? `property ${h}`
          : h,
  )
  return { ...table, header, format: 'points' }
}
