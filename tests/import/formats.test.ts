import { strToU8, zipSync } from 'fflate'
import { parquetWriteBuffer } from 'hyparquet-writer'
import initSql from 'sql.js'
import { describe, expect, it } from 'vitest'
import { minuteOf } from '../../src/core/base/time.ts'
import { balanced, drop, only } from './drop.ts'

const square = [
  [
    [-1.2, 52.6],
    [-1.1, 52.6],
    [-1.1, 52.7],
    [-1.2, 52.6],
  ],
]

/** A workbook of sheets of cells; numbers given as { date } get a date style. */
function workbook(sheets: Record<string, (string | number | { date: number })[][]>) {
  const names = Object.keys(sheets)
  const cell = (v: string | number | { date: number }, r: number, c: number) => {
    const at = `${String.fromCharCode(65 + c)}${r + 1}`
    if (typeof v === 'object') return `<c r="${at}" s="1"><v>${v.date}</v></c>`
    return typeof v === 'number'
      ? `<c r="${at}"><v>${v}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${v}</t></is></c>`
  }
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((n, i) => `<sheet name="${n}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId99" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  }
  names.forEach((n, i) => {
    const rows = sheets[n].map((r, y) => `<row r="${y + 1}">${r.map((v, x) => cell(v, y, x)).join('')}</row>`)
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`
  })
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([k, v]) => [k, strToU8(v)])),
  ) as Uint8Array<ArrayBuffer>
}

describe('Excel', () => {
  it('reads every sheet, title rows and real dates', async () => {
    const header = ['Crime No', 'Committed From', 'Offence', 'Easting', 'Northing']
    const opened = await drop({
      'book.xlsx': workbook({
        January: [
          ['Crime extract'],
          header,
          ['C1', { date: 45670.75 }, 'Burglary Dwelling', 459300, 304100],
          ['C2', { date: 45671 }, 'Robbery', '', ''],
        ],
        February: [header, ['C3', { date: 45700.5 }, 'Theft from vehicle', 459301, 304100]],
      }),
    })
    expect(balanced(opened)).toBe(true)
    const { incidents, report } = only(opened, 'incidents')
    expect(report.files.map((f) => f.name)).toEqual(['book.xlsx › January', 'book.xlsx › February'])
    expect([...incidents.from]).toEqual([minuteOf(2025, 1, 13, 18), minuteOf(2025, 2, 12, 12)])
    expect(report.leftOut).toEqual([
      { reason: 'no coordinates', n: 1, lines: [expect.objectContaining({ line: 4 })] },
    ])
  })

  it('says so when a workbook is damaged', async () => {
    const whole = workbook({ A: [['a', 'b']] })
    const bad = whole.slice()
    bad.fill(7, 60, 260)
    expect(only(await drop({ 'book.xlsx': bad }), 'declined').sentence).toContain('book.xlsx')
  })
})

describe('Parquet', () => {
  it('reads typed columns', async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'crime_no', data: ['C1', 'C2', 'C3'], type: 'STRING' },
        {
          name: 'date',
          data: [new Date('2025-01-13T18:30:00Z'), new Date('2025-01-14'), new Date('2025-01-15')],
          type: 'TIMESTAMP',
        },
        { name: 'easting', data: [459300.5, 459301, null], type: 'DOUBLE', nullable: true },
        { name: 'northing', data: [304100, 304101, null], type: 'DOUBLE', nullable: true },
      ],
    })
    const opened = await drop({ 'a.parquet': new Uint8Array(buffer) })
    const { incidents, report } = only(opened, 'incidents')
    expect(balanced(opened)).toBe(true)
    expect(incidents.x[0]).toBe(459300.5)
    expect(incidents.from[0]).toBe(minuteOf(2025, 1, 13, 18, 30))
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['no coordinates', 1]])
  })

  it('refuses five hundred columns with a sentence', async () => {
    const columnData = Array.from({ length: 500 }, (_, i) => ({
      name: `c${i}`,
      data: [1],
      type: 'INT32' as const,
    }))
    const buffer = parquetWriteBuffer({ columnData })
    expect(only(await drop({ 'a.parquet': new Uint8Array(buffer) }), 'declined').sentence).toContain(
      '500 columns',
    )
  })
})

describe('GeoJSON', () => {
  const feature = (geometry: object, properties: object = {}) => ({ type: 'Feature', geometry, properties })
  const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })

  it('takes polygons for boundaries and finds their names', async () => {
    const { features } = only(
      await drop({
        'wards.geojson': collection(
          feature({ type: 'Polygon', coordinates: square }, { WD13CD: 'E1', WD13NM: 'Abbey', WD13NMW: null }),
          feature(
            { type: 'Polygon', coordinates: square },
            { WD13CD: 'E2', WD13NM: 'Castle', WD13NMW: null },
          ),
        ),
      }),
      'boundaries',
    )
    expect(features.features.map((f) => f.properties?.name)).toEqual(['Abbey', 'Castle'])
  })

  it('takes lines and buildings for ground, and points with dates for incidents', async () => {
    const opened = await drop({
      'roads.geojson': collection(
        feature({ type: 'LineString', coordinates: square[0] }, { highway: 'trunk' }),
      ),
      'buildings.geojson': collection(feature({ type: 'Polygon', coordinates: square }, { building: 'yes' })),
      'points.geojson': collection(
        feature(
          { type: 'Point', coordinates: [-1.13, 52.63] },
          { date: '2025-01-13', offence: 'Burglary', x: 1 },
        ),
      ),
    })
    expect(opened.map((o) => o.kind)).toEqual(['incidents', 'ground', 'ground'])
    expect(only(opened, 'incidents').incidents.lng[0]).toBe(-1.13)
  })

  it('turns grid coordinates to degrees', async () => {
    const ring = [
      [
        [459000, 304000],
        [460000, 304000],
        [460000, 305000],
        [459000, 304000],
      ],
    ]
    const { features } = only(
      await drop({
        'beats.geojson': collection(feature({ type: 'Polygon', coordinates: ring }, { beat: 'B1' })),
      }),
      'boundaries',
    )
    const [lng, lat] = (features.features[0].geometry.coordinates as number[][][])[0][0]
    expect(lng).toBeCloseTo(-1.13, 2)
    expect(lat).toBeCloseTo(52.63, 2)
    expect(features.features[0].properties?.name).toBe('B1')
  })

  it('closes the API’s neighbourhood ring', async () => {
    const ring = square[0]
      .slice(0, 3)
      .map(([lng, lat]) => ({ latitude: String(lat), longitude: String(lng) }))
    const { features } = only(await drop({ 'st-marks.json': JSON.stringify(ring) }), 'boundaries')
    expect(features.features[0].geometry.coordinates).toEqual(square)
    expect(features.features[0].properties?.name).toBe('st marks')
  })
})

describe('databases and shapes', () => {
  /** Points and names as the two main parts of a shapefile. */
  function shapefile(points: [number, number, string, string][]) {
    const shp = new DataView(new ArrayBuffer(100 + points.length * 28))
    shp.setInt32(0, 9994)
    shp.setInt32(24, shp.byteLength / 2)
    shp.setInt32(28, 1000, true)
    shp.setInt32(32, 1, true)
    const dbf = new Uint8Array(32 + 64 + 1 + points.length * 31 + 1)
    const head = new DataView(dbf.buffer)
    dbf[0] = 3
    head.setUint32(4, points.length, true)
    head.setUint16(8, 97, true)
    head.setUint16(10, 31, true)
    const put = (at: number, s: string) => dbf.set(strToU8(s), at)
    put(32, 'DATE')
    put(43, 'C')
    dbf[48] = 10
    put(64, 'OFFENCE')
    put(75, 'C')
    dbf[80] = 20
    dbf[96] = 13
    points.forEach(([x, y, date, offence], i) => {
      const at = 100 + i * 28
      shp.setInt32(at, i + 1)
      shp.setInt32(at + 4, 10)
      shp.setInt32(at + 8, 1, true)
      shp.setFloat64(at + 12, x, true)
      shp.setFloat64(at + 20, y, true)
      put(97 + i * 31, ' ' + date.padEnd(10) + offence.padEnd(20))
    })
    dbf[dbf.length - 1] = 26
    return { shp: new Uint8Array(shp.buffer), dbf }
  }
  const prj = 'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936"]]'

  it('opens a zipped shapefile of points as incidents, grid numbers untouched', async () => {
    const { shp, dbf } = shapefile([[459300.25, 304100, '13/01/2025', 'Burglary Dwelling']])
    const zip = zipSync({
      'x/crimes.shp': shp,
      'x/crimes.dbf': dbf,
      'x/crimes.prj': strToU8(prj),
      'x/crimes.shx': shp,
    })
    const opened = await drop({ 'crimes.zip': zip as Uint8Array<ArrayBuffer> })
    const { incidents } = only(opened, 'incidents')
    expect(opened).toHaveLength(1)
    expect([incidents.x[0], incidents.y[0]]).toEqual([459300.25, 304100])
    expect(incidents.from[0]).toBe(minuteOf(2025, 1, 13))
  })

  it('says what is missing when only a part of a shapefile comes', async () => {
    const { dbf } = shapefile([[1, 2, '', '']])
    expect(only(await drop({ 'crimes.dbf': dbf }), 'declined').sentence).toContain('.shp is missing')
  })

  it('opens the layers of a GeoPackage', async () => {
    const sql = await initSql()
    const db = new sql.Database()
    db.run('pragma application_id = 1196444487')
    db.run('create table gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id)')
    db.run("insert into gpkg_spatial_ref_sys values (27700, 'EPSG', 27700)")
    db.run('create table gpkg_contents (table_name, data_type, srs_id)')
    db.run("insert into gpkg_contents values ('crimes', 'features', 27700)")
    db.run('create table gpkg_geometry_columns (table_name, column_name, srs_id)')
    db.run("insert into gpkg_geometry_columns values ('crimes', 'geom', 27700)")
    db.run('create table crimes (fid integer primary key, geom blob, date text, offence text)')
    const wkb = new DataView(new ArrayBuffer(29))
    wkb.setUint16(0, 0x4750)
    wkb.setUint8(3, 1)
    wkb.setInt32(4, 27700, true)
    wkb.setUint8(8, 1)
    wkb.setUint32(9, 1, true)
    wkb.setFloat64(13, 459300, true)
    wkb.setFloat64(21, 304100, true)
    db.run('insert into crimes values (1, ?, ?, ?)', [new Uint8Array(wkb.buffer), '2025-01-13', 'Burglary'])
    const bytes = db.export() as Uint8Array<ArrayBuffer>
    db.close()
    const { incidents } = only(await drop({ 'crimes.gpkg': bytes }), 'incidents')
    expect([incidents.x[0], incidents.y[0]]).toEqual([459300, 304100])
  })

  it('opens KML placemarks as boundaries', async () => {
    const kml =
      '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>North beat</name><Polygon><outerBoundaryIs><LinearRing><coordinates>-1.2,52.6 -1.1,52.6 -1.1,52.7 -1.2,52.6</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>'
    const { features } = only(await drop({ 'beats.kml': kml }), 'boundaries')
    expect(features.features[0].properties?.name).toBe('North beat')
    expect(features.features[0].geometry.coordinates).toEqual(square)
  })

  it('knows PMTiles by their magic, and refuses other versions', async () => {
    const tiles = new Uint8Array(200)
    tiles.set(strToU8('PMTiles'))
    tiles[7] = 3
    expect(only(await drop({ 'whatever.bin': tiles }), 'basemap').name).toBe('whatever.bin')
    const old = tiles.slice()
    old[7] = 2
    expect(only(await drop({ 'old.pmtiles': old }), 'declined').sentence).toContain('version 2')
  })

  it('stops a zip bomb while it unpacks', async () => {
    const zip = zipSync({ 'a.csv': new Uint8Array(140 * 2 ** 20) }, { level: 1 })
    expect(only(await drop({ 'bomb.zip': zip as Uint8Array<ArrayBuffer> }), 'declined').sentence).toContain(
      'unpacks to more than',
    )
  })

  it('tells what only lies beside incidents in an archive in one note, and what may be data as a refusal', async () => {
    const csv = 'offence,date,easting,northing\nBurglary,01/02/2025 10:00,430000,280000\n'
    const prose = 'This data is provided as it is, without any warranty.\nPlease read the licence first.\n'
    const zip = (more: Record<string, string>) =>
      zipSync(
        Object.fromEntries(Object.entries(more).map(([k, v]) => [k, strToU8(v)])),
      ) as Uint8Array<ArrayBuffer>
    const opened = await drop({
      'a.zip': zip({ 'a.csv': csv, 'legal.txt': prose, 'about.pdf': '%PDF-1.4 x' }),
    })
    expect(opened.map((o) => o.kind)).toEqual(['incidents'])
    expect(only(opened, 'incidents').report.notes[0]).toBe(
      '2 other files in the zip are no tables: legal.txt (text), about.pdf (a PDF).',
    )
    // a table whose columns nobody can tell may be what was wanted
    const doubtful = await drop({ 'a.zip': zip({ 'a.csv': csv, 'b.csv': 'one\ntwo\nthree\n' }) })
    expect(doubtful.map((o) => o.kind)).toEqual(['incidents', 'declined'])
    // alone, or beside the archive, a file that was dropped is answered
    expect((await drop({ 'a.zip': zip({ 'legal.txt': prose }) })).map((o) => o.kind)).toEqual(['declined'])
    expect((await drop({ 'a.csv': csv, 'about.pdf': '%PDF-1.4 x' })).map((o) => o.kind)).toEqual([
      'incidents',
      'declined',
    ])
  })
})
