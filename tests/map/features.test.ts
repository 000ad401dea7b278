import { describe, expect, it } from 'vitest'
import { planeOf } from '../../src/core/geometry/plane.ts'
import {
  groundFromFile,
  groundFromGeoJson,
  groundProps,
  nameOf,
  roadClassOfOsm,
} from '../../src/map/features.ts'

const line = (
  properties: object,
  coordinates = [
    [0, 52],
    [0.01, 52],
  ],
) => ({ type: 'Feature', properties, geometry: { type: 'LineString', coordinates } })
const square = (x: number, y: number, d: number) => [
  [
    [x, y],
    [x + d, y],
    [x + d, y + d],
    [x, y + d],
    [x, y],
  ],
]
const area = (properties: object, coordinates = square(0, 52, 0.01)) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
})
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features })

describe('ground from files', () => {
  it.each([
    ['motorway', 'main'],
    ['trunk_link', 'main'],
    ['secondary', 'main'],
    ['tertiary', 'street'],
    ['residential', 'street'],
    ['service', 'lane'],
    ['track', 'lane'],
    ['footway', 'path'],
    ['steps', 'path'],
    ['proposed', undefined],
    ['bus_stop', undefined],
  ])('takes highway=%s for %s', (highway, expected) => expect(roadClassOfOsm(highway)).toBe(expected))

  it.each([
    [
      { kind: 'road', class: 'lane', name: 'Mill Lane' },
      'LineString',
      { kind: 'road', class: 'lane', name: 'Mill Lane' },
    ],
    [{ kind: 'road', class: 'rocket' }, 'LineString', { kind: 'road', class: 'street' }],
    [{ kind: 'beat', name: 'Beat 4' }, 'Polygon', { kind: 'boundary', name: 'Beat 4' }],
    [{ railway: 'rail' }, 'LineString', { kind: 'rail' }],
    [{ natural: 'water' }, 'Polygon', { kind: 'water' }],
    [{ leisure: 'park', name: 'The Rec' }, 'Polygon', { kind: 'park', name: 'The Rec' }],
    [{ building: 'yes' }, 'MultiPolygon', { kind: 'building' }],
    [{ building: 'no', landuse: 'retail' }, 'Polygon', undefined],
    [
      { roadClassification: 'A Road', name1: 'London Road' },
      'LineString',
      { kind: 'road', class: 'main', name: 'London Road' },
    ],
    [{ LSOA21NM: 'Rutland 001A' }, 'Polygon', { kind: 'boundary', name: 'Rutland 001A' }],
    [{ highway: 'construction' }, 'LineString', undefined],
    [{}, 'LineString', { kind: 'road', class: 'street' }],
  ] as const)('reads %j on a %s', (properties, type, expected) =>
    expect(groundProps(properties, type)).toEqual(expected),
  )

  it('finds the name under the keys boundary files use', () => {
    expect(nameOf({ PFA22NM: 'Leicestershire', name: ' ' })).toBe('Leicestershire')
    expect(nameOf({ name: 'High Street', name2: 'x' })).toBe('High Street')
    expect(nameOf({ surname_count: 3 })).toBeUndefined()
  })

  it('accounts for every feature and frames what is drawn', () => {
    const g = groundFromGeoJson(
      'x.geojson',
      collection(
        line({ highway: 'residential' }),
        line({ highway: 'proposed' }),
        { type: 'Feature', properties: {}, geometry: null },
        { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [0, 0] } },
        area({ name: 'Beat 1' }),
        line({}, [
          [5e9, 1],
          [2, 2],
        ]),
      ),
    )
    expect(g.notes).toEqual([
      '2 of 6 features are drawn.',
      '2 left out: points or no shape.',
      '1 left out: neither street, rail, water, green, building nor boundary.',
      '1 left out: coordinates that are no place on earth.',
    ])
    expect(g.bounds).toEqual([0, 52, 0.01, 52.01])
    // the name of a boundary stands at one point, inside it
    const names = g.data.features.filter((f) => f.geometry.type === 'Point')
    expect(names.map((f) => f.properties.name)).toEqual(['Beat 1'])
  })

  it('speaks of one feature as of one', () => {
    const plane = planeOf('EPSG:27700')
    const g = groundFromGeoJson(
      'x.geojson',
      collection(line({}, [plane.forward(-1.5, 53), plane.forward(-1.5, 53.01)] as [number, number][])),
    )
    expect(g.notes).toEqual([
      '1 of 1 feature is drawn.',
      '1 was on the British National Grid and was turned into degrees (good to about 5 m).',
    ])
  })

  it('turns National Grid metres into degrees and says so', () => {
    const plane = planeOf('EPSG:27700')
    const g = groundFromGeoJson(
      'beats.json',
      collection(area({ beat: 'B1' }, square(458_000, 304_000, 1000))),
    )
    const [lng, lat] = plane.inverse(458_000, 304_000)
    expect(g.bounds[0]).toBeCloseTo(lng, 1)
    expect(g.bounds[1]).toBeCloseTo(lat, 1)
    expect(g.notes.join(' ')).toContain('British National Grid')
  })

  it.each([
    ['not json at all', 'is not JSON'],
    ['{"a":1}', 'not GeoJSON'],
    ['{"type":"FeatureCollection","features":[]}', 'none of which'],
    [
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon"}}]}',
      'none of which',
    ],
    ['null', 'not GeoJSON'],
  ])('answers %s with a sentence', async (content, sentence) => {
    await expect(groundFromFile(new File([content], 'bad.geojson'))).rejects.toThrow(sentence)
  })
})
