/** What "Save…" writes: results and incidents in each format, read back by our own import and, where GDAL is, by GDAL. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gridReference } from '../../../src/core/geometry/gridRef.ts'
import { planeOf } from '../../../src/core/geometry/plane.ts'
import {
  incidentShapes,
  SHAPE_FORMATS,
  type ShapeFormat,
  shapesAs,
} from '../../../src/desk/leaving/saveShapes.ts'
import { shapeLayers } from '../../../src/desk/leaving/shapes.ts'
import { readGridRef } from '../../../src/import/meaning/coords.ts'
import type { LayerSpec } from '../../../src/map/index.ts'
import { drop, only } from '../drop.ts'

const at = (x: number, y: number) => planeOf('EPSG:27700').inverse(x, y) as [number, number]
const ring = (x: number, y: number) => [
  at(x, y),
  at(x + 400, y),
  at(x + 400, y + 400),
  at(x, y + 400),
  at(x, y),
]
const SPECS: LayerSpec[] = [
  {
    id: 'zones',
    kind: 'areas',
    label: 'Risk zones',
    fill: true,
    areas: [
      { geometry: { type: 'Polygon', coordinates: [ring(430000, 434000)] }, ink: 'tierA', letter: 'Z1' },
      { geometry: { type: 'Polygon', coordinates: [ring(432000, 434000)] }, ink: 'tierB', letter: 'Z2' },
    ],
    tip: (i) => ({ title: i === 0 ? '=HYPERLINK("x")' : 'Zone 2', lines: ['3 burglaries', 'to 3 Dec'] }),
  },
  {
    id: 'origins',
    kind: 'points',
    label: 'Burglaries',
    ink: 'area',
    radius: 4,
    positions: new Float64Array([...at(430100, 434100), ...at(432100, 434100)]),
  },
]
const LAYERS = shapeLayers(SPECS, '2 of 9 incidents. OFFICIAL', 'EPSG:27700')
const WORDS = { period: '1 Jan 2026 – 1 Feb 2026', filter: 'Burglary, homes' }

const file = async (format: ShapeFormat) =>
  new Uint8Array(await (await shapesAs(format, LAYERS, 'Risk zones', WORDS)).arrayBuffer())

describe('what is saved of a result', () => {
  it('says the unit of a grid in the name of its field, which is all that GeoJSON has', () => {
    const grid: LayerSpec = {
      ...{ id: 'density', kind: 'grid', label: 'Density', nx: 2, ny: 1, ramp: 'density', unit: 'per km²' },
      values: Float32Array.of(3, 9),
      corners: [at(430000, 434000), at(430200, 434000), at(430200, 434100), at(430000, 434100)],
      breaks: [5],
    }
    const [layer] = shapeLayers([grid], '', 'EPSG:27700')
    expect(layer.fields.map((f) => [f.name, f.unit])).toContainEqual(['value_per_km2', 'per km²'])
    expect(layer.shapes.map((s) => s.values.at(-1))).toEqual([9])
    const hatch = {
      kind: 'lines',
      id: 'h',
      label: 'Unsteady',
      ink: 'muted',
      width: 1,
      lines: [[at(430000, 434000), at(430100, 434100)]],
    } as const
    expect(shapeLayers([hatch, { ...hatch, id: 'd', drawing: true }], '', 'EPSG:27700')).toHaveLength(1)
  })

  it('comes back through our own import with every shape, whatever the format', async () => {
    for (const { id, end } of SHAPE_FORMATS) {
      const opened = await drop({ [`saved.${end}`]: await file(id) })
      if (id === 'csv') continue // its own test: it has the middles, not the shapes
      const shapes = opened.flatMap((o) => (o.kind === 'boundaries' ? o.features.features : []))
      expect(
        shapes.map((f) => [f.properties?.title, f.geometry.type]),
        id,
      ).toEqual([
        ['=HYPERLINK("x")', 'Polygon'],
        ['Zone 2', 'Polygon'],
      ])
    }
  })

  it('as CSV says place, period and filter in every row, and runs nothing', async () => {
    const text = new TextDecoder().decode(await file('csv'))
    const lines = text.trim().split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toContain('Easting (EPSG:27700),Northing (EPSG:27700),Grid reference,Period,Filter')
    expect(lines[1].startsWith(`"'=HYPERLINK(""x"")"`)).toBe(true)
    expect(lines[1]).toContain(',430200,434200,SE 3020 3420,1 Jan 2026 – 1 Feb 2026,"Burglary, homes"')
  })

  it('of incidents keeps each row, its time and its place', async () => {
    const lines = ['Crime Ref,Offence,Date From,Easting,Northing,MO']
    for (let i = 0; i < 12; i++)
      lines.push(
        `ZZ/${i},Burglary - Residential,0${1 + (i % 9)}/02/2026 20:1${i % 10},${430000 + i},${434000 + i},=1+1`,
      )
    const loaded = only(await drop({ 'crimes.csv': lines.join('\r\n') }), 'incidents')
    const all = Uint32Array.from({ length: loaded.incidents.n }, (_, i) => i)
    const layer = incidentShapes(
      { table: loaded.incidents, text: loaded.text } as Parameters<typeof incidentShapes>[0],
      all,
    )
    expect(layer.shapes).toHaveLength(12)
    const text = await (await shapesAs('csv', [layer], 'incidents', WORDS)).text()
    expect(text).toContain("'=1+1")
    const again = only(await drop({ 'again.csv': text }), 'incidents').incidents
    expect([...again.from]).toEqual([...loaded.incidents.from])
    expect([...again.x].map(Math.round)).toEqual([...loaded.incidents.x].map(Math.round))
  })

  it('names grid squares as the import reads them', () => {
    for (const [x, y] of [
      [530_020, 180_410],
      [439_000, 1_160_000],
      [80_110, 5_550],
      [651_400, 313_170],
    ]) {
      const read = readGridRef(gridReference(x, y))!
      expect(Math.abs(read.x - x)).toBeLessThanOrEqual(10)
      expect(Math.abs(read.y - y)).toBeLessThanOrEqual(10)
    }
    expect(gridReference(530_020, 180_410)).toBe('TQ 3002 8041')
    expect(gridReference(-2e6, 0)).toBe('')
  })
})

const gdal = spawnSync('ogrinfo', ['--version']).status === 0
describe.runIf(gdal)('what GDAL reads of it', () => {
  let folder = ''
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'cocoon-saved-'))))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const drivers = spawnSync('ogrinfo', ['--formats'], { encoding: 'utf8' }).stdout ?? ''

  it.each([
    ['geopackage', 'GPKG', /risk_zones[\s\S]*burglaries/],
    ['geojson', 'GeoJSON', /risk_zones/],
    ['kml', 'KML', /Risk zones/],
    ['geoparquet', 'Parquet', /risk_zones|saved/],
    ['csv', 'CSV', /saved/],
  ] as const)('%s', async (format, driver, names) => {
    if (!drivers.includes(driver)) return
    const { end } = SHAPE_FORMATS.find((f) => f.id === format)!
    const path = join(folder, `saved.${end}`)
    writeFileSync(path, await file(format))
    const run = spawnSync('ogrinfo', ['-ro', '-al', '-so', path], { encoding: 'utf8' })
    expect(run.stderr).not.toMatch(/ERROR/)
    expect(run.stdout).toMatch(names)
    expect(run.stdout.match(/Feature Count: \d+/g)?.reduce((s, m) => s + Number(m.slice(15)), 0)).toBe(
      format === 'geopackage' ? 6 : 4,
    )
    if (format === 'geopackage') expect(run.stdout).toContain('British National Grid')
  })
})
