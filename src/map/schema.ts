/** Where each kind of ground is found in a source: our own features, OpenMapTiles, Protomaps, or unknown tiles. */
import type { ExpressionSpecification } from 'maplibre-gl'

/** A part of a source: the layer (none in GeoJSON) and which of its features. */
export interface Part {
  readonly layer?: string
  readonly filter?: ExpressionSpecification
}

/** How a source names things. Empty lists are kinds it does not have. */
export interface GroundSchema {
  readonly name: 'features' | 'OpenMapTiles' | 'Protomaps' | 'unknown'
  readonly water: readonly Part[]
  readonly waterLine: readonly Part[]
  readonly park: readonly Part[]
  readonly building: readonly Part[]
  readonly rail: readonly Part[]
  readonly road: readonly Part[]
  /** gives 'main', 'street', 'lane' or 'path' of a road */
  readonly roadClass: ExpressionSpecification
  readonly boundary: readonly Part[]
  readonly roadName: readonly Part[]
  readonly placeName: readonly Part[]
  /** gives the text of a label */
  readonly text: ExpressionSpecification
}

const kindIs = (kind: string): ExpressionSpecification => ['==', ['get', 'kind'], kind]
const isLine: ExpressionSpecification = [
  'in',
  ['geometry-type'],
  ['literal', ['LineString', 'MultiLineString']],
]
const isArea: ExpressionSpecification = ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]]
const oneOf = (value: ExpressionSpecification, words: string[]): ExpressionSpecification => [
  'in',
  value,
  ['literal', words],
]

/** Features read by `features.ts`. */
export const FEATURES: GroundSchema = {
  name: 'features',
  water: [{ filter: ['all', kindIs('water'), isArea] }],
  waterLine: [{ filter: ['all', kindIs('water'), isLine] }],
  park: [{ filter: kindIs('park') }],
  building: [{ filter: kindIs('building') }],
  rail: [{ filter: kindIs('rail') }],
  road: [{ filter: kindIs('road') }],
  roadClass: ['coalesce', ['get', 'class'], 'street'],
  boundary: [{ filter: ['all', kindIs('boundary'), ['any', isLine, isArea]] }],
  roadName: [{ filter: ['all', kindIs('road'), ['has', 'name']] }],
  placeName: [{ filter: ['all', kindIs('boundary'), ['has', 'name'], ['==', ['geometry-type'], 'Point']] }],
  text: ['coalesce', ['get', 'name'], ''],
}

const omtClass: ExpressionSpecification = ['coalesce', ['get', 'class'], '']

/** Tiles of the OpenMapTiles schema. */
export const OPENMAPTILES: GroundSchema = {
  name: 'OpenMapTiles',
  water: [{ layer: 'water' }],
  waterLine: [{ layer: 'waterway' }],
  park: [{ layer: 'landcover', filter: oneOf(omtClass, ['wood', 'grass', 'wetland']) }, { layer: 'park' }],
  building: [{ layer: 'building' }],
  rail: [{ layer: 'transportation', filter: oneOf(omtClass, ['rail', 'transit']) }],
  road: [
    {
      layer: 'transportation',
      filter: ['all', isLine, ['!', oneOf(omtClass, ['rail', 'transit', 'ferry', 'aerialway', 'pier'])]],
    },
  ],
  roadClass: [
    'match',
    omtClass,
    ['motorway', 'trunk', 'primary', 'secondary'],
    'main',
    ['tertiary', 'minor', 'street'],
    'street',
    ['service', 'track'],
    'lane',
    ['path'],
    'path',
    'street',
  ],
  boundary: [],
  roadName: [{ layer: 'transportation_name', filter: ['!', oneOf(omtClass, ['path', 'rail', 'ferry'])] }],
  placeName: [{ layer: 'place' }],
  text: ['coalesce', ['get', 'name:en'], ['get', 'name'], ['get', 'name:latin'], ['get', 'name_en'], ''],
}

// version 2 and 3 archives say "pmap:kind", version 4 says "kind"
const pmKind: ExpressionSpecification = ['coalesce', ['get', 'kind'], ['get', 'pmap:kind'], '']

/** Tiles of the Protomaps basemap schema, versions 2 to 4. */
export const PROTOMAPS: GroundSchema = {
  name: 'Protomaps',
  water: [{ layer: 'water', filter: isArea }],
  waterLine: [{ layer: 'water', filter: isLine }, { layer: 'physical_line' }],
  park: [
    {
      layer: 'landuse',
      filter: oneOf(pmKind, [
        'park',
        'wood',
        'forest',
        'grass',
        'cemetery',
        'garden',
        'recreation_ground',
        'pitch',
        'golf_course',
        'nature_reserve',
        'national_park',
        'playground',
        'meadow',
        'allotments',
      ]),
    },
    { layer: 'natural', filter: oneOf(pmKind, ['wood', 'forest', 'grassland', 'scrub']) },
  ],
  building: [{ layer: 'buildings', filter: isArea }],
  rail: [
    { layer: 'transit', filter: ['all', isLine, oneOf(pmKind, ['rail', 'railway', 'tram', 'light_rail'])] },
    { layer: 'roads', filter: oneOf(pmKind, ['rail']) },
  ],
  road: [{ layer: 'roads', filter: ['!', oneOf(pmKind, ['rail', 'ferry', 'aeroway'])] }],
  roadClass: [
    'match',
    pmKind,
    ['highway', 'major_road'],
    'main',
    ['medium_road', 'minor_road'],
    'street',
    ['other'],
    'lane',
    ['path'],
    'path',
    'street',
  ],
  boundary: [],
  roadName: [{ layer: 'roads', filter: ['all', ['has', 'name'], ['!', oneOf(pmKind, ['rail', 'path'])]] }],
  placeName: [{ layer: 'places', filter: ['!', oneOf(pmKind, ['country', 'region'])] }],
  text: ['coalesce', ['get', 'name:en'], ['get', 'name'], ''],
}

/** Tiles of a schema the map has never met: every line as a street, every area as a park, every name as a place. */
export function unknownSchema(layers: readonly string[]): GroundSchema {
  const all = (filter: ExpressionSpecification) => layers.map((layer) => ({ layer, filter }))
  const none: GroundSchema = {
    ...FEATURES,
    water: [],
    waterLine: [],
    park: [],
    building: [],
    rail: [],
    boundary: [],
  }
  return {
    ...none,
    name: 'unknown',
    park: all(isArea),
    road: all(isLine),
    roadClass: ['literal', 'lane'] as unknown as ExpressionSpecification,
    roadName: all(['all', isLine, ['has', 'name']]),
    placeName: [],
  }
}

/** The schema of tiles, by the names of their layers. */
export function schemaOf(layers: readonly string[]): GroundSchema {
  const has = (name: string) => layers.includes(name)
  if (has('transportation')) return OPENMAPTILES
  if (has('roads') && (has('earth') || has('landuse'))) return PROTOMAPS
  return unknownSchema(layers)
}
