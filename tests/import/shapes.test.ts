/** Shapes whose file says something else of them than their numbers do. */
import { describe, expect, it } from 'vitest'
import { drop, only } from './drop.ts'

const DEGREES = [
  [-1.54, 53.8],
  [-1.52, 53.8],
  [-1.52, 53.82],
  [-1.54, 53.8],
]
const BNG = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::27700' } }
const feature = (geometry: unknown, properties: object) => ({ type: 'Feature', properties, geometry })
const file = (features: unknown[], more: object = {}) => ({
  'a.geojson': JSON.stringify({ type: 'FeatureCollection', ...more, features }),
})
const areas = (ring: number[][]) =>
  ['N1', 'N2'].map((name) => feature({ type: 'Polygon', coordinates: [ring] }, { name }))
const crime = (i: number) => ({ ref: `C${i}`, offence: 'Burglary', date: `2026-03-0${1 + (i % 9)}` })
const refusal = async (files: Record<string, string>) => only(await drop(files), 'declined').sentence

describe('shapes and what their file says of them', () => {
  it('degrees under the name of a grid stay degrees, and it is said', async () => {
    const { features, notes } = only(await drop(file(areas(DEGREES), { crs: BNG })), 'boundaries')
    expect(features.features[0].geometry.coordinates[0]).toEqual(DEGREES)
    expect(notes[0]).toMatch(/^The file says that its numbers are of British National Grid.*they are degrees/)
    const points = Array.from({ length: 40 }, (_, i) =>
      feature({ type: 'Point', coordinates: [-1.54 + i / 1000, 53.8] }, crime(i)),
    )
    const { report, incidents } = only(await drop(file(points, { crs: BNG })), 'incidents')
    expect(report.notes.join()).toContain('they are degrees')
    expect(incidents.lng[0]).toBeCloseTo(-1.54, 6)
  })

  it('areas with latitude first are turned, and it is said', async () => {
    const turned = DEGREES.map(([a, b]) => [b, a])
    const { features, notes } = only(await drop(file(areas(turned))), 'boundaries')
    expect(features.features[0].geometry.coordinates[0]).toEqual(DEGREES)
    expect(notes[0]).toMatch(/they were exchanged/)
  })

  it('areas without names are called by the numbers of their beats, and single ones are counted', async () => {
    const beats = (all: Record<string, unknown>[]) =>
      file(all.map((p) => feature({ type: 'Polygon', coordinates: [DEGREES] }, p)))
    const named = async (all: Record<string, unknown>[]) => {
      const { features, notes } = only(await drop(beats(all)), 'boundaries')
      return [...features.features.map((f) => f.properties!.name as string), notes.at(-1)]
    }
    expect(
      await named([
        { Name: '', BEAT_CODE: 12 },
        { Name: '', BEAT_CODE: 13 },
      ]),
    ).toEqual(['12', '13', 'The areas are named by “BEAT_CODE”.'])
    expect(await named([{ Name: 'N1' }, { Name: ' ' }])).toEqual([
      ...['N1', 'Area 2', 'The areas are named by “Name”; 1 area without a name is numbered.'],
    ])
    expect(await named([{ FID: 1 }, { FID: 2 }])).toEqual([
      ...['Area 1', 'Area 2', 'The areas are numbered: the file names none.'],
    ])
  })

  it('features without shapes are read by the coordinates among their properties', async () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      feature(null, { ...crime(i), easting: 430000 + 9 * i, northing: 434000 }),
    )
    expect(only(await drop(file(rows)), 'incidents').report.kept).toBe(40)
    expect(await refusal(file([feature(null, { name: 'N1' })]))).toContain('without any shapes')
  })

  it('TopoJSON is called by its name', async () => {
    const topology = {
      type: 'Topology',
      arcs: [DEGREES],
      objects: { beats: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0]] }] } },
    }
    expect(await refusal({ 'a.json': JSON.stringify(topology) })).toContain('is TopoJSON')
  })
})

describe('KML', () => {
  it('whose bubbles hold a table is no workbook', async () => {
    const ring = DEGREES.map((p) => p.join(',')).join(' ')
    const text = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>N1</name><description><![CDATA[<table><tr><td>BEAT</td><td>N1</td></tr></table>]]></description><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>`
    const { features } = only(await drop({ 'beats.kml': text }), 'boundaries')
    expect(features.features.map((f) => f.properties?.name)).toEqual(['N1'])
  })
})
