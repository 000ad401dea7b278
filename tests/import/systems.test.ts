import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { sourceCrs } from '../../src/import/meaning/coords.ts'
import { drop, only } from './drop.ts'

/** Lambert's conic with two parallels: none of the projections that every page carries. Its origin lies at 3° E, 46.5° N. */
const CONIC =
  '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs'
const CONIC_TEXT =
  'PROJCS["Conic",GEOGCS["GCS",DATUM["D",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],' +
  'UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000.0],' +
  'PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],PARAMETER["Standard_Parallel_1",44.0],' +
  'PARAMETER["Standard_Parallel_2",49.0],PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]'

const rows = Array.from({ length: 20 }, (_, i) => ({
  DATE: `${String(i + 1).padStart(2, '0')}/03/2025`,
  OFFENCE: 'Burglary Dwelling',
}))
const table = `Date,Offence,X,Y\n${rows.map((r, i) => `${r.DATE},${r.OFFENCE},${700_000 + i},6600000`).join('\n')}`

describe('a system of coordinates that is written out', () => {
  it('is refused before its projections are there, not misread', async () => {
    // modules of their own: another test may have fetched the projections
    vi.resetModules()
    const { sourceCrs: fresh } = await import('../../src/import/meaning/coords.ts')
    const { projectionsFor: fetch } = await import('../../src/import/meaning/projections.ts')
    expect(() => fresh(CONIC)).toThrow(/wait for projectionsFor/)
    await fetch('EPSG:27700')
    expect(() => fresh(CONIC)).toThrow(/wait for projectionsFor/)
    await fetch(CONIC)
    expect(fresh(CONIC).toWgs84(700_000, 6_600_000)[0]).toBeCloseTo(3, 9)
  })

  it('is read where the user chose it', async () => {
    const { incidents } = only(await drop({ 'a.csv': table }, { crs: CONIC }), 'incidents')
    expect([incidents.lng[0], incidents.lat[0]]).toEqual([expect.closeTo(3, 9), expect.closeTo(46.5, 9)])
  })

  it('is read where a map server tells it in well-known text', async () => {
    const answer = JSON.stringify({
      geometryType: 'esriGeometryPoint',
      spatialReference: { wkt: CONIC_TEXT },
      features: rows.map((attributes, i) => ({ attributes, geometry: { x: 700_000 + i, y: 6_600_000 } })),
    })
    const { incidents } = only(await drop({ 'a.json': answer }), 'incidents')
    expect([incidents.lng[0], incidents.lat[0]]).toEqual([expect.closeTo(3, 6), expect.closeTo(46.5, 6)])
  })
})

describe('a system of coordinates that has a name', () => {
  it('needs only projections that are in every bundle', () => {
    const kept = new Set(['tmerc', 'utm', 'merc', 'longlat'])
    for (const file of ['src/import/meaning/coords.ts', 'src/core/geometry/plane.ts']) {
      const text = readFileSync(file, 'utf8')
      const used = [...text.matchAll(/'\+proj=(\w+)/g), ...text.matchAll(/`\+proj=(\w+)/g)].map((m) => m[1])
      expect(used.length).toBeGreaterThan(0)
      expect(used.filter((u) => !kept.has(u))).toEqual([])
      expect(text).not.toContain('nadgrids')
    }
  })

  it('puts Web Mercator where its formula does', () => {
    const [lng, lat] = [-1.1331, 52.6369]
    const R = 6_378_137
    const [x, y] = sourceCrs('EPSG:3857').fromWgs84(lng, lat)
    expect(x).toBeCloseTo((R * lng * Math.PI) / 180, 6)
    expect(y).toBeCloseTo(R * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)), 6)
  })
})
