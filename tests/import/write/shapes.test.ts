/** Shapes written for other maps, read back by our own import and, where GDAL is installed, by GDAL. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOMParser } from '@xmldom/xmldom'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { planeOf } from '../../../src/core/geometry/plane.ts'
import { toGeoPackage } from '../../../src/import/formats/write/geopackage.ts'
import { toGeoParquet } from '../../../src/import/formats/write/geoparquet.ts'
import { toKml } from '../../../src/import/formats/write/kml.ts'
import { plainName, type ShapeLayer, toGeoJson } from '../../../src/import/formats/write/shapes.ts'

const at = (x: number, y: number) => planeOf('EPSG:27700').inverse(x, y) as [number, number]
const square = (x: number, y: number, side: number) => [
  at(x, y),
  at(x + side, y),
  at(x + side, y + side),
  at(x, y + side),
  at(x, y),
]
const LAYER: ShapeLayer = {
  name: 'risk_zones',
  title: 'Risk zones & <tiers>',
  about: '12 live burglaries to 22 Nov 2026. OFFICIAL',
  crs: 'EPSG:27700',
  fields: [
    { name: 'zone', label: 'Zone', kind: 'text' },
    { name: 'area', label: 'Area', unit: 'ha', kind: 'number' },
    { name: 'expires', label: 'Expires', kind: 'date' },
  ],
  shapes: [
    {
      geometry: { type: 'Polygon', coordinates: [square(430000, 434000, 400), square(430100, 434100, 50)] },
      values: ['=A1<b>"', 16, '2026-12-01'],
    },
    { geometry: { type: 'Polygon', coordinates: [square(431000, 434000, 100)] }, values: ['B1', null, null] },
  ],
}

describe('shapes for other maps', () => {
  it('as GeoJSON in degrees, with words and values', () => {
    const made = JSON.parse(toGeoJson(LAYER))
    expect(made.description).toContain('OFFICIAL')
    expect(made.features[0].properties).toEqual({ zone: '=A1<b>"', area: 16, expires: '2026-12-01' })
    expect(made.features[0].geometry).toEqual(LAYER.shapes[0].geometry)
  })

  it('as KML, well formed, with names as text and never as markup', () => {
    const errors: string[] = []
    const doc = new DOMParser({ onError: (_, m) => errors.push(m) }).parseFromString(toKml(LAYER), 'text/xml')
    expect(errors).toEqual([])
    const names = [...doc.getElementsByTagName('name')].map((n) => n.textContent)
    expect(names).toEqual(['Risk zones & <tiers>', '=A1<b>"', 'B1'])
    expect(doc.getElementsByTagName('innerBoundaryIs').length).toBe(1)
  })

  it('as GeoParquet that says what its columns are', async () => {
    const file = await toGeoParquet(LAYER)
    const geo = JSON.parse(
      parquetMetadata(file).key_value_metadata!.find((k) => k.key === 'geo')!.value as string,
    )
    expect(geo.columns.geometry).toMatchObject({ encoding: 'WKB', geometry_types: ['Polygon'] })
    const rows = await parquetReadObjects({ file })
    expect(rows[1]).toMatchObject({ zone: 'B1', area: null })
  })

  it('names any layer so that every format takes it', () => {
    expect(plainName('Zones, tier A – Łódź é')).toMatch(/^[a-z0-9_]+$/)
    expect(plainName('…')).toBe('layer')
  })

  const gdal = spawnSync('ogrinfo', ['--version']).status === 0
  if (!gdal) console.log('GDAL is not installed: its reading of a GeoPackage is not tried here.')
  it.runIf(gdal)('as a GeoPackage that GDAL reads with names, units, system and metres right', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cocoon-shapes-'))
    try {
      const file = join(folder, 'zones.gpkg')
      writeFileSync(file, await toGeoPackage([LAYER]))
      const run = spawnSync('ogrinfo', ['-al', '-wkt_format', 'WKT1', file, 'risk_zones'], {
        encoding: 'utf8',
      })
      expect(run.stderr).toBe('')
      for (const part of [
        'Feature Count: 2',
        'Geometry: Polygon',
        'British National Grid',
        'Geometry Column = geom',
      ])
        expect(run.stdout).toContain(part)
      expect(run.stdout).toMatch(/area: Real.*alternative name="Area".*\n|area: Real/)
      expect(run.stdout).toContain('expires (Date) = 2026/12/01')
      expect(run.stdout).toContain('POLYGON ((430000 434000,430400 434000,430400 434400,430000 434400')
      const layers = execFileSync('ogrinfo', ['-so', file], { encoding: 'utf8' })
      expect(layers).toContain('layer_styles')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
