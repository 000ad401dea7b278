/** Ground from files: streets, buildings, water and boundaries as GeoJSON, brought to the map's own few words. */
import { countOf, showNumber } from '../core/base/words.ts'
import { pointOnFeature } from '@turf/turf'
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson'
import { planeOf } from '../core/geometry/plane.ts'

/** Kinds of ground the map knows how to draw. */
export type GroundKind = 'water' | 'park' | 'building' | 'rail' | 'road' | 'boundary'

/** Classes of road, widest first. */
export type RoadClass = 'main' | 'street' | 'lane' | 'path'

/** All that is left of a feature's properties. */
export interface GroundProps {
  readonly kind: GroundKind
  readonly class?: RoadClass
  readonly name?: string
}

/** One file of ground, ready to draw. */
export interface GroundFeatures {
  /** the file's name or a word for it; shown in the choice of ground */
  readonly name: string
  readonly data: FeatureCollection<Geometry, GroundProps>
  /** west, south, east, north of all that is drawn */
  readonly bounds: readonly [number, number, number, number]
  /** what was read, what was left out and why: one sentence each */
  readonly notes: readonly string[]
  /** who must be named when it is shown or printed */
  readonly attribution?: string
}

type Props = Readonly<Record<string, unknown>>

const MAIN = /^(motorway|trunk|primary|secondary)(_link)?$/
const STREET = /^(tertiary(_link)?|residential|unclassified|living_street|road|pedestrian)$/
const LANE = /^(service|track|busway)$/
const GREEN =
  /^(forest|wood|grass|meadow|recreation_ground|village_green|cemetery|allotments|park|garden|pitch|playground|golf_course|nature_reserve|common|scrub|heath)$/

/** The map's class of an OpenStreetMap `highway` value; undefined when it is no road to draw (proposed, razed …). */
export function roadClassOfOsm(highway: string): RoadClass | undefined {
  if (MAIN.test(highway)) return 'main'
  if (STREET.test(highway)) return 'street'
  if (LANE.test(highway)) return 'lane'
  return /^(footway|path|cycleway|bridleway|steps|corridor)$/.test(highway) ? 'path' : undefined
}

const text = (v: unknown): string | undefined =>
  typeof v === 'string' && v.trim() !== '' ? v.trim() : undefined

// OS Open Roads and its relatives say the class in words
function roadClassOfWords(p: Props): RoadClass | undefined {
  const words = [p.roadClassification, p.road_classification, p.roadFunction, p.road_function, p.formOfWay]
    .map((v) => text(v)?.toLowerCase() ?? '')
    .join('|')
  if (words === '||||') return undefined
  if (/motorway|a road|b road/.test(words)) return 'main'
  if (/access|service|unnumbered lane/.test(words)) return 'lane'
  return /path|foot|cycle/.test(words) ? 'path' : 'street'
}

/** Name of a feature: `name` first, then the first property whose key ends as boundary files end theirs. */
export function nameOf(p: Props): string | undefined {
  const plain = text(p.name) ?? text(p.Name) ?? text(p.NAME) ?? text(p.name1)
  if (plain) return plain
  const key = Object.keys(p).find((k) => /(name\d?|nm)$/i.test(k) && text(p[k]))
  return key ? text(p[key]) : (text(p.beat) ?? text(p.BEAT))
}

const KINDS = ['water', 'park', 'building', 'rail', 'road', 'boundary']
const CLASSES = ['main', 'street', 'lane', 'path']

/** What one feature is, from the sample's own words, OpenStreetMap tags or Ordnance Survey words; undefined = not drawn. */
export function groundProps(p: Props, type: Geometry['type']): GroundProps | undefined {
  const name = nameOf(p)
  const line = /LineString$/.test(type)
  const kind = text(p.kind)
  if (kind && /^(beat|area|study area|ward|boundary)$/.test(kind)) return { kind: 'boundary', name }
  if (kind && KINDS.includes(kind)) {
    const cls = text(p.class)
    if (kind !== 'road') return { kind: kind as GroundKind, name }
    return { kind: 'road', class: cls && CLASSES.includes(cls) ? (cls as RoadClass) : 'street', name }
  }
  const highway = text(p.highway)
  if (highway && (line || highway === 'pedestrian')) {
    const cls = roadClassOfOsm(highway)
    return cls && { kind: 'road', class: cls, name }
  }
  const words = roadClassOfWords(p)
  if (words && line) return { kind: 'road', class: words, name }
  if (text(p.railway)) return line ? { kind: 'rail', name } : undefined
  if (text(p.waterway) || text(p.water) || text(p.natural) === 'water') return { kind: 'water', name }
  if (!line && text(p.building) && text(p.building) !== 'no') return { kind: 'building', name }
  const green = [p.landuse, p.leisure, p.natural].map(text).find((v) => v && GREEN.test(v))
  if (green) return line ? undefined : { kind: 'park', name }
  // a line that says nothing of itself is taken for a street, a polygon for a boundary
  if (line) return p.boundary ? { kind: 'boundary', name } : { kind: 'road', class: 'street', name }
  return p.landuse || p.leisure || p.natural ? undefined : { kind: 'boundary', name }
}

/** Walks every position of a geometry, replacing it by what `f` returns. */
function mapPositions(g: Geometry, f: (p: Position) => Position): Geometry {
  if (g.type === 'GeometryCollection')
    return { ...g, geometries: g.geometries.map((x) => mapPositions(x, f)) }
  const walk = (c: unknown): unknown =>
    Array.isArray(c) && typeof c[0] === 'number' ? f(c as Position) : (c as unknown[]).map(walk)
  return { type: g.type, coordinates: walk(g.coordinates) } as Geometry
}

const isObject = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v)

function featuresOf(json: unknown): Feature[] {
  if (isObject(json) && json.type === 'FeatureCollection' && Array.isArray(json.features))
    return json.features
  if (isObject(json) && json.type === 'Feature') return [json as unknown as Feature]
  throw new Error('This is JSON but not GeoJSON: a FeatureCollection of lines or polygons was expected.')
}

/**
 * Reads a GeoJSON value as ground. Degrees are taken as they are; metres on the British National Grid are
 * recognised and turned into degrees, with a note. Throws a sentence when nothing can be drawn.
 */
export function groundFromGeoJson(name: string, json: unknown, attribution?: string): GroundFeatures {
  const found = featuresOf(json)
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity]
  let [noShape, notDrawn, badPlace, onGrid] = [0, 0, 0, 0]
  const bng = planeOf('EPSG:27700')
  const features: Feature<Geometry, GroundProps>[] = []
  const names: Feature<Geometry, GroundProps>[] = []
  for (const f of found) {
    const type = f?.geometry?.type
    if (!type || !/^(Multi)?(LineString|Polygon)$/.test(type)) {
      noShape++
      continue
    }
    const props = groundProps(isObject(f.properties) ? f.properties : {}, type)
    if (!props) {
      notDrawn++
      continue
    }
    let [ok, grid] = [true, false]
    const box = [Infinity, Infinity, -Infinity, -Infinity]
    const place = (p: Position): Position => {
      let [x, y] = p
      if (Math.abs(x) > 180 || Math.abs(y) > 90) {
        if (!(x > -1000 && x < 800_000 && y > -1000 && y < 1_400_000)) ok = false
        else {
          grid = true
          ;[x, y] = bng.inverse(x, y)
        }
      }
      if (!Number.isFinite(x) || !Number.isFinite(y)) ok = false
      if (x < box[0]) box[0] = x
      if (y < box[1]) box[1] = y
      if (x > box[2]) box[2] = x
      if (y > box[3]) box[3] = y
      return [x, y]
    }
    let geometry: Geometry
    try {
      geometry = mapPositions(f.geometry, place)
    } catch {
      ok = false
      geometry = f.geometry
    }
    if (!ok || !(box[2] >= box[0])) {
      badPlace++
      continue
    }
    if (grid) onGrid++
    w = Math.min(w, box[0])
    s = Math.min(s, box[1])
    e = Math.max(e, box[2])
    n = Math.max(n, box[3])
    features.push({ type: 'Feature', properties: props, geometry })
    // a name has one place of its own: drawn from the polygon it would appear once per map tile
    if (props.kind === 'boundary' && props.name && /Polygon$/.test(type)) {
      const at = pointOnFeature(geometry as Polygon | MultiPolygon).geometry
      names.push({ type: 'Feature', properties: props, geometry: at })
    }
  }
  if (features.length === 0)
    throw new Error(
      `${name} holds ${countOf(found.length, 'feature')}, none of which is a line or polygon the map can draw; ` +
        'streets, buildings or boundaries in WGS84 degrees (or British National Grid metres) were expected.',
    )
  const say = (k: number, what: string) => (k > 0 ? [`${showNumber(k)} ${what}`] : [])
  const were = onGrid === 1 ? 'was' : 'were'
  return {
    name,
    data: { type: 'FeatureCollection', features: [...features, ...names] },
    bounds: [w, s, e, n],
    attribution,
    notes: [
      `${showNumber(features.length)} of ${countOf(found.length, 'feature')} ${features.length === 1 ? 'is' : 'are'} drawn.`,
      ...say(
        onGrid,
        `${were} on the British National Grid and ${were} turned into degrees (good to about 5 m).`,
      ),
      ...say(noShape, 'left out: points or no shape.'),
      ...say(notDrawn, 'left out: neither street, rail, water, green, building nor boundary.'),
      ...say(badPlace, 'left out: coordinates that are no place on earth.'),
    ],
  }
}

/** Reads a dropped .geojson or .json file as ground; rejects with a sentence. */
export async function groundFromFile(file: Blob & { readonly name?: string }): Promise<GroundFeatures> {
  const name = file.name ?? 'The file'
  let json: unknown
  try {
    json = JSON.parse((await file.text()).replace(/^\uFEFF/, ''))
  } catch {
    throw new Error(`${name} is not JSON. A GeoJSON file of streets or boundaries was expected.`)
  }
  return groundFromGeoJson(name, json)
}
