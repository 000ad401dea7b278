/** Hostile files, made afresh: each stands for a way to hang, blank, flood or mislead. None is kept in the repository. */
import { strToU8, zipSync } from 'fflate'
import { gzipSync } from 'node:zlib'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a file may end in. Large ones are made when they are asked for. `rows` = opened with so many rows kept; a sentence is always allowed unless `rows` is given. */
export interface Hostile {
  readonly name: string
  readonly what: string
  readonly bytes: Uint8Array
  readonly rows?: number
}

const HEAD = 'Crime No,Offence,Committed From,Easting,Northing,MO'
const line = (i: number, mo = 'window') =>
  `C${i},Burglary Residential,${String(1 + (i % 28)).padStart(2, '0')}/06/2026 18:30,${459300 + (i % 80)},${304200 + (i % 70)},${mo}`
const lines = (n: number, from = 0) => Array.from({ length: n }, (_, i) => line(from + i))
const sound = (n = 20, from = 0) => strToU8([HEAD, ...lines(n, from)].join('\n') + '\n')
const text = (t: string) => strToU8(t)
const nested = (open: string, n: number, inside: string, close: string) =>
  open.repeat(n) + inside + close.repeat(n)

/** SQLite databases made by the library that reads them. */
async function databases(): Promise<Hostile[]> {
  const { default: init } = await import('sql.js')
  const SQL = await init()
  const made = (name: string, what: string, layer: string): Hostile => {
    const db = new SQL.Database()
    db.run('PRAGMA application_id = 1196444487')
    db.run(`CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER)`)
    db.run(
      `CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z, m)`,
    )
    db.run(
      `CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT)`,
    )
    db.run(`INSERT INTO gpkg_contents VALUES ('layer', 'features', 'layer', 27700)`)
    db.run(`INSERT INTO gpkg_geometry_columns VALUES ('layer', 'geom', 'POINT', 27700, 0, 0)`)
    db.run(`INSERT INTO gpkg_spatial_ref_sys VALUES ('g', 27700, 'EPSG', 27700, '')`)
    db.run(layer)
    const bytes = db.export()
    db.close()
    return { name, what, bytes }
  }
  return [
    made(
      'endless-view.gpkg',
      'a view that yields rows for ever',
      `CREATE VIEW layer AS WITH RECURSIVE r(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM r) SELECT fid, NULL AS geom FROM r`,
    ),
    made(
      'blob-view.gpkg',
      'a view whose every cell is a gigabyte of zeros',
      `CREATE VIEW layer AS SELECT 1 AS fid, zeroblob(1000000000) AS geom UNION ALL SELECT 2, zeroblob(1000000000)`,
    ),
    made(
      'slow-count.gpkg',
      'a view that joins a table with itself again and again',
      `CREATE VIEW layer AS WITH RECURSIVE r(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM r LIMIT 3000)
       SELECT a.v AS fid, NULL AS geom FROM r a, r b, r c, r d WHERE a.v + b.v + c.v + d.v < 0`,
    ),
    made(
      'generated.gpkg',
      'a generated column that makes 500 MB of each row',
      `CREATE TABLE layer (fid INTEGER PRIMARY KEY, geom BLOB, big BLOB GENERATED ALWAYS AS (zeroblob(500000000)) VIRTUAL)`,
    ),
  ]
}

/** Every hostile file. */
export async function hostile(): Promise<Hostile[]> {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${i}.csv`, text('a\n1\n')]))
  const protoRows = [
    'Crime No,__proto__,constructor,toString,Offence,Committed From,Easting,Northing',
    ...Array.from(
      { length: 20 },
      (_, i) => `C${i},a,b,c,Burglary Residential,0${1 + (i % 9)}/06/2026 18:30,${459300 + i},${304200 + i}`,
    ),
  ].join('\n')
  const parquet = new Uint8Array(4096)
  parquet.set(text('PAR1'))
  parquet.set([0xff, 0xff, 0xff, 0x7f, 0x50, 0x41, 0x52, 0x31], 4088)
  return [
    {
      name: 'bomb.zip',
      what: 'a zip bomb: 1 GB of zeros',
      get bytes() {
        return zipSync({ 'a.csv': new Uint8Array(2 ** 30) }, { level: 1 })
      },
    },
    {
      name: 'nested.zip',
      what: 'an archive in an archive',
      bytes: zipSync({ 'b.zip': zipSync({ 'a.csv': sound() }) }),
    },
    {
      name: 'many.zip',
      what: '20,000 members',
      get bytes() {
        return zipSync(many, { level: 0 })
      },
    },
    {
      name: 'paths.zip',
      what: 'members named ./ and ../',
      bytes: zipSync({ './2026-01.csv': sound(20), '../2026-02.csv': sound(20, 100) }),
      rows: 40,
    },
    {
      name: 'bomb.csv.gz',
      what: 'a gzip bomb of one line',
      get bytes() {
        return gzipSync(Buffer.alloc(2 ** 29, 0x61))
      },
    },
    {
      name: 'cell.csv',
      what: 'a cell of 60 MB',
      get bytes() {
        return text(`${HEAD}\n${line(1, `"${'x'.repeat(60 * 2 ** 20)}"`)}\n${line(2)}\n`)
      },
    },
    {
      name: 'quote.csv',
      what: 'a quote that never closes, over 200 MB',
      get bytes() {
        return text(`${HEAD}\n${line(1, '"open')}\n${'x,y,z\n'.repeat(35_000_000)}`)
      },
    },
    {
      name: 'columns.csv',
      what: '200,000 columns',
      get bytes() {
        return text(`${'c,'.repeat(200_000)}c\n${'1,'.repeat(200_000)}1\n`)
      },
    },
    {
      name: 'huge-number.csv',
      what: 'coordinates of 9e20 and 1e308',
      bytes: text(
        [HEAD, ...lines(20), line(21).replace(/459\d+/, '9e20'), line(22).replace(/304\d+/, '1e308')].join(
          '\n',
        ),
      ),
      rows: 20,
    },
    { name: 'proto.csv', what: 'columns named __proto__ and constructor', bytes: text(protoRows), rows: 20 },
    {
      name: 'formula.csv',
      what: 'cells a spreadsheet would run',
      bytes: text(
        [
          HEAD,
          ...Array.from({ length: 20 }, (_, i) => line(i, `"=HYPERLINK(""http://evil.example"")"`)),
        ].join('\n'),
      ),
      rows: 20,
    },
    {
      name: 'markup.csv',
      what: 'cells of markup',
      bytes: text(
        [HEAD, ...Array.from({ length: 20 }, (_, i) => line(i, '<img src=x onerror=alert(1)>'))].join('\n'),
      ),
      rows: 20,
    },
    { name: 'nul.csv', what: 'nothing but NUL', bytes: new Uint8Array(2 ** 20) },
    { name: 'deep.json', what: 'JSON nested 100,000 deep', bytes: text(nested('[', 100_000, '1', ']')) },
    {
      name: 'deep-object.json',
      what: 'objects nested 100,000 deep',
      bytes: text(nested('{"a":', 100_000, '1', '}')),
    },
    {
      name: 'deep.geojson',
      what: 'GeometryCollections nested 50,000 deep',
      bytes: text(
        `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":${nested('{"type":"GeometryCollection","geometries":[', 50_000, '', ']}')}}]}`,
      ),
    },
    {
      name: 'deep.kml',
      what: 'folders nested 100,000 deep',
      bytes: text(
        `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${nested('<Folder>', 100_000, '', '</Folder>')}</Document></kml>`,
      ),
    },
    {
      name: 'deep.gpx',
      what: 'XML nested 100,000 deep',
      bytes: text(
        `<?xml version="1.0"?><gpx version="1.1">${nested('<extensions>', 100_000, '', '</extensions>')}</gpx>`,
      ),
    },
    {
      name: 'laughs.kml',
      what: 'entities that expand a billion times',
      bytes: text(
        `<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>&j;</name></Document></kml>`,
      ),
    },
    {
      name: 'outside.kml',
      what: 'an entity that asks for a file',
      bytes: text(
        '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&a;</name></Placemark></Document></kml>',
      ),
    },
    { name: 'footer.parquet', what: 'a Parquet file whose footer says 2 GB', bytes: parquet },
    {
      name: 'cut.xlsx',
      what: 'a workbook that breaks off',
      bytes: zipSync({
        '[Content_Types].xml': text('<Types/>'),
        'xl/workbook.xml': text('<workbook><sheets><sheet name="a"'),
      }),
    },
    {
      name: 'cut.xls',
      what: 'an old workbook that breaks off',
      bytes: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0xff)]),
    },
    {
      name: 'cut.fgb',
      what: 'a FlatGeobuf that breaks off',
      bytes: Uint8Array.from([
        0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3,
      ]),
    },
    { name: 'cut.pmtiles', what: 'a tile archive that breaks off', bytes: text('PMTiles\u0003') },
    {
      name: 'cut.shp',
      what: 'a shapefile without its other parts',
      bytes: Uint8Array.from([0, 0, 0x27, 0x0a, ...new Array(96).fill(0)]),
    },
    {
      name: 'huge-feature.geojson',
      what: 'one feature of 3 million vertices',
      get bytes() {
        return text(
          `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"x"},"geometry":{"type":"Polygon","coordinates":[[${'[-1,53],'.repeat(3_000_000)}[-1,53]]]}}]}`,
        )
      },
    },
    {
      name: 'proto.geojson',
      what: 'properties named __proto__, constructor and toString',
      bytes: text(
        `{"type":"FeatureCollection","features":[${Array.from(
          { length: 20 },
          (_, i) =>
            `{"type":"Feature","geometry":{"type":"Point","coordinates":[${-1.1 + i / 1000},52.6]},"properties":{"date":"2026-06-0${1 + (i % 9)}","offence":"Burglary Residential","__proto__":{"date":"x"},"constructor":"c","toString":"t","valueOf":"v"}}`,
        ).join(',')}]}`,
      ),
      rows: 20,
    },
    ...ours(),
    ...(await databases()),
  ]
}

/** Files that say they are our own. */
function ours(): Hostile[] {
  const locked = new Uint8Array(600)
  locked.set([0x89, 0x43, 0x4f, 0x43, 0x4f, 0x4f, 0x4e, 0x0a, 2, 1, 1, 4])
  // three passes over 4 GiB
  new DataView(locked.buffer).setUint32(12, 3)
  new DataView(locked.buffer).setUint32(16, 0x400000)
  const call = `{"label":"1","address":"a","homes":[{"key":"1","flat":""}],"relation":"near","why":"","tier":"A","due":0,"expires":99000,"lng":0,"lat":0}`
  return [
    {
      name: 'argon.cocoon-package',
      what: 'a locked file that asks for 4 GiB to make its key',
      bytes: locked,
    },
    {
      name: 'deep.cocoon.json',
      what: 'a project whose settings are nested 100,000 deep',
      bytes: text(`{"version":3,"title":"x","params":{"zones":${nested('{"a":', 100_000, '1', '}')}}}`),
    },
    {
      name: 'nulls.cocoon-visits.json',
      what: 'a million visits that are nothing',
      bytes: text(`{"cocoon":"visits","version":2,"visits":[${'null,'.repeat(999_999)}null]}`),
    },
    {
      name: 'calls.cocoon-round.json',
      what: 'a round of 100,000 calls',
      bytes: text(
        `{"cocoon":"round","version":1,"code":"C-1","title":"t","marking":"","asAt":1,"expires":99000,"length":1,"minutes":1,"beats":[],"tiers":[],"shift":0,"calls":[${`${call},`.repeat(99_999)}${call}]}`,
      ),
    },
    {
      name: 'proto.cocoon.json',
      what: 'a project with settings for __proto__',
      bytes: text(
        '{"version":3,"title":"x","clauses":[],"shown":["__proto__"],"params":{"__proto__":{"polluted":1},"constructor":{"a":1}},"views":[{"name":"__proto__","hash":"__proto__"}]}',
      ),
    },
  ]
}

/** Writes them into a folder. */
export function put(folder: string, files: readonly Hostile[]): void {
  for (const f of files) writeFileSync(join(folder, f.name), f.bytes)
}
