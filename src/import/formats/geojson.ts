/** GeoJSON features, whatever file they came in: polygons, lines, and points as a table. */
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson'
import { countOf } from '../../core/base/words.ts'
import { inBritain } from '../../core/geometry/plane.ts'
import type { Opened } from '../contract.ts'
import { isKnownCrs, sourceCrs } from '../meaning/coords.ts'
import { projectionsFor } from '../meaning/projections.ts'
import { Declined, memoryTable } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import type { Found } from './format.ts'
import { layoutOf } from './records.ts'
import { DEGREES_CODE } from './systems.ts'

/** More features than this are no crimes of any force. */
export const MAX_FEATURES = 5_000_000

/**
 * Features by what their geometry is; points become a table of incidents or addresses, and features without a shape
 * stand in it as rows without a place. `system` is a code as `systemOf` gives it, where the file names one.
 */
export async function fromFeatures(
  name: string,
  features: readonly Feature[],
  system: string | undefined,
): Promise<Found> {
  await projectionsFor(system)
  const good = features.filter((f) => isSound(f.geometry))
  // a server asked for no shapes may still tell coordinates as properties
  const bareRows = good.length === 0 ? layoutOf(features.map((f) => ({ ...f.properties }))) : undefined
  if (bareRows && bareRows.header.length > 1)
    return {
      tables: [
        memoryTable(
          name,
          'features without shapes',
          bareRows.header,
          features.map((f) => bareRows.rowOf({ ...f.properties })),
        ),
      ],
    }
  if (good.length === 0)
    throw new Declined(
      `${name} is without any shapes. Export it with its points, or as CSV with columns of coordinates.`,
    )
  const code = codeOf(name, good, system)
  // points keep their own grid numbers: a way there and back would move them by millimetres
  const points = good.filter(isPoint)
  const shapes = good.filter((f) => !isPoint(f))
  const bare = features.filter((f) => !isSound(f.geometry))
  const notes: string[] = []
  if (bare.length > 0 && points.length === 0)
    notes.push(
      `${countOf(bare.length, 'feature')} without a shape, or with corners that are no numbers, left out.`,
    )
  const told =
    system !== undefined && code === undefined && system !== DEGREES_CODE
      ? [
          `The file says that its numbers are of ${sourceCrs(system).label}, but they are degrees: they were read as longitude and latitude.`,
        ]
      : []
  notes.push(...told)
  const placed = code ? toWgs84(name, shapes, code, notes) : exchanged(shapes, notes)
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
  return {
    tables:
      points.length > 0
        ? [
            pointTable(
              name,
              features.filter((f) => !isSound(f.geometry) || isPoint(f)),
              code,
              shapes.length,
              told,
            ),
          ]
        : [],
    opened,
  }
}

const isPoint = (f: Feature): boolean => isPoints(f.geometry)

/** Points, also in a collection of nothing else. */
const isPoints = (g: Geometry): boolean =>
  g.type === 'GeometryCollection' ? g.geometries.every(isPoints) : g.type.endsWith('Point')

/** How deep the corners of each kind of shape lie. */
const DEPTH: ReadonlyMap<unknown, number> = new Map([
  ['Point', 0],
  ['MultiPoint', 1],
  ['LineString', 1],
  ['MultiLineString', 2],
  ['Polygon', 2],
  ['MultiPolygon', 3],
])

/** Whether every corner is two numbers at the depth its kind asks for. */
function isSound(g: Geometry | null | undefined): boolean {
  if (!g) return false
  if (g.type === 'GeometryCollection')
    return Array.isArray(g.geometries) && g.geometries.length > 0 && g.geometries.every(isSound)
  const depth = DEPTH.get(g.type)
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
const NUMBERED_KEY = /beat|ward|sector|neighbourhood|district/i
const NOT_NAME = /(nmw|_cy|welsh|authority|country|region|lad\d*nm|alt)/i

/** What an area is called by one of its properties; '' where that is blank. */
const named = ({ properties: p }: Feature, key: string): string => String(p?.[key] ?? '').trim()

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
  // a beat may be a number: every area has its own
  const numbered = (k: string) =>
    NUMBERED_KEY.test(k) &&
    areas.every((f) => typeof f.properties?.[k] === 'number') &&
    distinct(k) === areas.length
  const key = scored[0]?.k ?? [...keys].find(numbered)
  const nameless = key ? areas.filter((f) => !named(f, key)).length : 0
  const seen = new Map<string, number>()
  const features = areas.map((f, i): Feature<Polygon | MultiPolygon> => {
    const base = (key && named(f, key)) || `Area ${i + 1}`
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
        ? `The areas are named by “${key}”${nameless > 0 ? `; ${countOf(nameless, 'area')} without a name ${nameless === 1 ? 'is' : 'are'} numbered` : ''}.`
        : 'The areas are numbered: the file names none.',
    ],
  }
}

/** A pair of numbers whose system nobody told. */
const UNKNOWN = 'unknown'

/** Code of the system of the shapes; undefined for longitude and latitude, `UNKNOWN` for plane numbers of no name. */
function codeOf(name: string, features: readonly Feature[], system: string | undefined): string | undefined {
  const some = features.slice(0, 100).map((f) => firstPosition(f.geometry))
  const plane = some.filter(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90).length > some.length / 2
  // a file that says degrees and holds grid numbers was saved by a tool that names no other system
  if (system === undefined || system === DEGREES_CODE) return plane ? UNKNOWN : undefined
  if (!isKnownCrs(system))
    throw new Declined(
      `${name} is in the system of coordinates ${system.slice(0, 40)}, which Cocoon does not know. Export it in longitude and latitude (EPSG:4326) or on the National Grid (EPSG:27700).`,
    )
  // a tool that named its project's grid beside the degrees it wrote
  return plane || system.includes('longlat') ? system : undefined
}

/** Shapes that lie in Britain only with longitude and latitude exchanged, exchanged; others as they are. */
function exchanged(features: readonly Feature[], notes: string[]): readonly Feature[] {
  const turned = (f: Feature) => {
    const [a, b] = firstPosition(f.geometry)
    return inBritain(b, a)
  }
  if (features.length === 0 || !features.every(turned)) return features
  notes.push('Longitude and latitude stand in each other’s places; they were exchanged.')
  return moved(features, (a, b) => [b, a])
}

function toWgs84(name: string, features: readonly Feature[], code: string, notes: string[]): Feature[] {
  if (features.length === 0) return []
  const onGrid = ([x, y]: Position) => x >= 0 && x <= 700_000 && y >= 0 && y <= 1_300_000
  if (code === UNKNOWN && !onGrid(firstPosition(features[0].geometry)))
    throw new Declined(
      `${name} has shapes in plane numbers of an unknown system. Export it in longitude and latitude (EPSG:4326), or with its .prj file.`,
    )
  const from = sourceCrs(code === UNKNOWN ? 'EPSG:27700' : code)
  notes.push(`Turned from ${from.label} to longitude and latitude.`)
  return moved(features, from.toWgs84)
}

/** The same features with each of their corners elsewhere. */
function moved(features: readonly Feature[], to: (x: number, y: number) => Position): Feature[] {
  const move = (c: unknown): unknown =>
    Array.isArray(c) && typeof c[0] === 'number' ? to(c[0], c[1]) : (c as unknown[]).map(move)
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

/** Headers that name coordinates: the shape is to be trusted before a property of such a name. */
const COORDINATE = /^(lat|lon|lng|long|x|y|latitude|longitude|longitud|latitud|easting|northing)$/i

function pointTable(
  name: string,
  features: readonly Feature[],
  code: string | undefined,
  shapes: number,
  told: readonly string[],
): RawTable {
  // plane numbers of the National Grid and of no known system stay as they are: the import tells what they are
  const as = code === 'EPSG:27700' || code === UNKNOWN
  const from = code === undefined || as ? undefined : sourceCrs(code)
  const [first, second] =
    code === UNKNOWN ? ['X', 'Y'] : as ? ['Easting', 'Northing'] : ['Longitude', 'Latitude']
  const layout = layoutOf(features.slice(0, 1000).map((f) => ({ ...f.properties })))
  const notes = [...told]
  let [several, further, bare] = [0, 0, 0]
  const rows = features.map((f) => {
    const cells = layout.rowOf({ ...f.properties })
    if (!isSound(f.geometry)) {
      bare++
      return [...cells, '', '']
    }
    if (f.geometry.type === 'MultiPoint' && f.geometry.coordinates.length > 1) {
      several++
      further += f.geometry.coordinates.length - 1
    }
    const [a, b] = firstPosition(f.geometry)
    const [x, y] = from ? from.toWgs84(a, b) : [a, b]
    return [...cells, String(x), String(y)]
  })
  if (several > 0)
    notes.push(
      `${countOf(several, 'feature')} ${several === 1 ? 'has' : 'have'} several points: the first of each stands, ${countOf(further, 'further point')} ${further === 1 ? 'is' : 'are'} not counted.`,
    )
  if (shapes > 0)
    notes.push(
      `${countOf(shapes, 'feature')} of the file ${shapes === 1 ? 'is a line or an area' : 'are lines or areas'}: no incidents, opened apart from them.`,
    )
  if (from) notes.push(`Turned from ${from.label} to longitude and latitude.`)
  const header = [...layout.header.map((h) => (COORDINATE.test(h) ? `property ${h}` : h)), first, second]
  return memoryTable(name, 'points', header, rows, { notes, ...(bare > 0 && { unplaced: 'no geometry' }) })
}
