/** Small sound files, one of each kind and layout, and ways to break them. All values are invented. */
import { utils, write } from '@e965/xlsx'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { geojson } from 'flatgeobuf'
import type { FeatureCollection } from 'geojson'
import { parquetWriteBuffer } from 'hyparquet-writer'
import initSql from 'sql.js'
import type { Stream } from '../../src/core/base/random.ts'

type Bytes = Uint8Array<ArrayBuffer>

const N = 15
const rows = Array.from({ length: N }, (_, i) => ({
  ref: `ZZ/${i}/26`,
  offence: ['Burglary - Residential', 'Theft From Motor Vehicle', 'Burglary - Shed'][i % 3],
  from: `${String(3 + i).padStart(2, '0')}/02/2026 20:${10 + i}`,
  iso: `2026-02-${String(3 + i).padStart(2, '0')}T20:${10 + i}:00`,
  x: 430_000 + 40 * i,
  y: 434_000 + 70 * i,
  lng: -1.5 + 0.001 * i,
  lat: 53.8 + 0.001 * i,
  address: `${i + 1} Mill Lane, Exampleton`,
}))
const HEADER = ['Crime Ref', 'Offence', 'Date From', 'Easting', 'Northing', 'Address']
const cells = rows.map((r) => [r.ref, r.offence, r.from, String(r.x), String(r.y), r.address])
const joined = (lines: readonly (readonly string[])[], separator = ',') =>
  lines.map((l) => l.map((c) => (c.includes(separator) ? `"${c}"` : c)).join(separator)).join('\n')
const features = rows.map((r) => ({
  type: 'Feature',
  properties: { crime_ref: r.ref, offence: r.offence, date_from: r.iso },
  geometry: { type: 'Point', coordinates: [r.lng, r.lat] },
}))
const collection = { type: 'FeatureCollection', features }
const square = [
  [
    [-1.6, 53.7],
    [-1.4, 53.7],
    [-1.4, 53.9],
    [-1.6, 53.7],
  ],
]

function book(bookType: 'xlsx' | 'biff8' | 'ods' | 'xlml'): Bytes {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet([HEADER, ...cells]), 'Crimes')
  return new Uint8Array(write(made, { bookType, type: 'array' }) as ArrayBuffer)
}

async function geopackage(): Promise<Bytes> {
  const db = new (await initSql()).Database()
  db.run('pragma application_id = 1196444487')
  db.run('create table gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id)')
  db.run("insert into gpkg_spatial_ref_sys values (27700, 'EPSG', 27700)")
  db.run('create table gpkg_contents (table_name, data_type)')
  db.run("insert into gpkg_contents values ('crimes', 'features')")
  db.run('create table gpkg_geometry_columns (table_name, column_name, srs_id)')
  db.run("insert into gpkg_geometry_columns values ('crimes', 'geom', 27700)")
  db.run('create table crimes (fid integer primary key, geom blob, date text, offence text)')
  for (const r of rows) {
    const wkb = new DataView(new ArrayBuffer(29))
    wkb.setUint16(0, 0x4750)
    wkb.setUint8(3, 1)
    wkb.setUint8(8, 1)
    wkb.setUint32(9, 1, true)
    wkb.setFloat64(13, r.x, true)
    wkb.setFloat64(21, r.y, true)
    db.run('insert into crimes (geom, date, offence) values (?, ?, ?)', [
      new Uint8Array(wkb.buffer),
      r.from,
      r.offence,
    ])
  }
  const bytes = db.export() as Bytes
  db.close()
  return bytes
}

/** A shapefile of points in a zip. */
function shapefile(): Bytes {
  const shp = new DataView(new ArrayBuffer(100 + N * 28))
  shp.setInt32(0, 9994)
  shp.setInt32(24, shp.byteLength / 2)
  shp.setInt32(28, 1000, true)
  shp.setInt32(32, 1, true)
  const width = 29
  const dbf = new Uint8Array(32 + 64 + 1 + N * width + 1)
  const head = new DataView(dbf.buffer)
  dbf[0] = 3
  head.setUint32(4, N, true)
  head.setUint16(8, 97, true)
  head.setUint16(10, width, true)
  const put = (at: number, s: string) => dbf.set(strToU8(s), at)
  put(32, 'DATE')
  put(43, 'D')
  dbf[48] = 8
  put(64, 'OFFENCE')
  put(75, 'C')
  dbf[80] = 20
  dbf[96] = 13
  rows.forEach((r, i) => {
    const at = 100 + i * 28
    shp.setInt32(at, i + 1)
    shp.setInt32(at + 4, 10)
    shp.setInt32(at + 8, 1, true)
    shp.setFloat64(at + 12, r.x, true)
    shp.setFloat64(at + 20, r.y, true)
    put(97 + i * width, ` ${r.iso.slice(0, 10).replaceAll('-', '')}${r.offence.slice(0, 20).padEnd(20)}`)
  })
  dbf[dbf.length - 1] = 26
  return zipSync({
    'a.shp': new Uint8Array(shp.buffer),
    'a.dbf': dbf,
    'a.prj': strToU8('PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936"]]'),
  }) as Bytes
}

/** The files by name. */
export async function seeds(): Promise<Record<string, Bytes>> {
  const text = (s: string) => strToU8(s) as Bytes
  const csv = joined([HEADER, ...cells])
  const police = joined([
    [
      'Crime ID',
      'Month',
      'Falls within',
      'Longitude',
      'Latitude',
      'Location',
      'LSOA code',
      'Crime type',
      'Last outcome category',
    ],
    ...rows.map((r) => [
      '',
      '2026-02',
      'Example Police',
      String(r.lng),
      String(r.lat),
      'On or near Mill Lane',
      'E01000001',
      'Burglary',
      '',
    ]),
  ])
  const parquet = parquetWriteBuffer({
    columnData: [
      { name: 'offence', data: rows.map((r) => r.offence), type: 'STRING' },
      { name: 'date_from', data: rows.map((r) => new Date(`${r.iso}Z`)), type: 'TIMESTAMP' },
      { name: 'easting', data: rows.map((r) => r.x), type: 'DOUBLE' },
      { name: 'northing', data: rows.map((r) => BigInt(r.y)), type: 'INT64' },
    ],
  })
  const esri = {
    geometryType: 'esriGeometryPoint',
    spatialReference: { wkid: 27_700 },
    features: rows.map((r) => ({
      attributes: { offence: r.offence, date_from: r.iso },
      geometry: { x: r.x, y: r.y },
    })),
  }
  const socrata = {
    meta: {
      view: {
        columns: [{ name: 'Offence' }, { name: 'Date From' }, { name: 'Location', dataTypeName: 'location' }],
      },
    },
    data: rows.map((r) => [r.offence, r.iso, [null, String(r.lat), String(r.lng), null, false]]),
  }
  const html = `<html><body><table>${[HEADER, ...cells].map((r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`).join('')}</table></body></html>`
  const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${['North', 'South'].map((n) => `<Placemark><name>${n}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${square[0].map((p) => p.join()).join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`).join('')}</Document></kml>`
  const gpx = `<gpx version="1.1"><trk><name>T</name><trkseg>${rows.map((r) => `<trkpt lat="${r.lat}" lon="${r.lng}"><time>${r.iso}Z</time></trkpt>`).join('')}</trkseg></trk></gpx>`
  const tiles = new Uint8Array(200)
  tiles.set(strToU8('PMTiles\u0003'))
  return {
    'force.csv': text(csv),
    'semicolon.csv': text(joined([HEADER, ...cells], ';')),
    'utf16.csv': new Uint8Array([
      0xff,
      0xfe,
      ...[...csv].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    ]),
    'wrapped.csv': text([HEADER, ...cells].map((r) => r.map((c) => `="${c}"`).join('\t')).join('\r\n')),
    'point.csv': text(
      joined([
        ['Offence', 'Committed', 'Location', 'MO'],
        ...rows.map((r) => [
          r.offence,
          `${r.from} - ${r.from}`,
          `POINT (${r.lng} ${r.lat})`,
          'Mrs Jones, 07700 900123',
        ]),
      ]),
    ),
    'police.csv': text(police),
    'homes.csv': text(
      joined([
        ['UPRN', 'ADDRESS', 'CLASS', 'X_COORDINATE', 'Y_COORDINATE'],
        ...rows.map((r, i) => [String(i), r.address, i % 4 ? 'RD' : 'CR', String(r.x), String(r.y)]),
      ]),
    ),
    'force.csv.gz': gzipSync(strToU8(csv)) as Bytes,
    'months.zip': zipSync({
      './a.csv': strToU8(csv),
      'b/about.txt': strToU8('Nothing to see here, move along.\nGo.'),
    }) as Bytes,
    'book.xlsx': book('xlsx'),
    'book.xls': book('biff8'),
    'book.ods': book('ods'),
    'book.xml': book('xlml'),
    'web.xls': text(html),
    'points.geojson': text(JSON.stringify(collection)),
    'lines.geojsonl': text(features.map((f) => JSON.stringify(f)).join('\n')),
    'wards.geojson': text(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { name: 'A' }, geometry: { type: 'Polygon', coordinates: square } },
        ],
      }),
    ),
    'esri.json': text(JSON.stringify(esri)),
    'socrata.json': text(JSON.stringify(socrata)),
    'beats.kml': text(kml),
    'walk.gpx': text(gpx),
    'crimes.gpkg': await geopackage(),
    'crimes.fgb': new Uint8Array(geojson.serialize(collection as FeatureCollection, 4326)),
    'crimes.parquet': new Uint8Array(parquet),
    'shapes.zip': shapefile(),
    'tiles.pmtiles': tiles,
  }
}

const TOKENS = [
  '"',
  ',',
  '\n',
  '\r',
  '\0',
  ';',
  '\t',
  '0,0',
  ',,,',
  '""',
  '\ufeff',
  '1e999',
  '9e20',
  '-',
  '}',
  '[',
  '£',
  '31/02/2026',
  '9'.repeat(30),
  '<',
  '>',
  '</',
  '&#x0;',
  'null',
  '=',
  "'",
  '__proto__',
  'POINT(',
  'SRID=1;',
]

/** One of the files with up to six cuts, copies, overwritten bytes or tokens put in. */
export function mutant(seed: Bytes, s: Stream): Bytes {
  let bytes: Uint8Array = seed
  for (let edits = 1 + s.below(6); edits > 0; edits--) {
    const at = s.below(bytes.length + 1)
    const n = s.below(Math.min(60, bytes.length - at + 1))
    const kind = s.below(7)
    if (kind === 0) bytes = bytes.slice(0, at)
    else if (kind === 1) bytes = joinedBytes(bytes.subarray(0, at), bytes.subarray(at + n))
    else if (kind === 2) bytes = joinedBytes(bytes.subarray(0, at + n), bytes.subarray(at))
    else if (kind === 3)
      bytes = joinedBytes(bytes.subarray(0, at), strToU8(TOKENS[s.below(TOKENS.length)]), bytes.subarray(at))
    else {
      bytes = bytes.slice()
      // whole words of one byte, as lengths and offsets are spoilt by
      for (let k = at; k < Math.min(bytes.length, at + (kind === 4 ? 1 : 4)); k++)
        bytes[k] = kind === 5 ? 255 : kind === 6 ? 0 : s.below(256)
    }
  }
  return new Uint8Array(bytes)
}

function joinedBytes(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const p of parts) {
    all.set(p, at)
    at += p.length
  }
  return all
}
