/** Old and odd containers: each made here from one and the same invented table. */
import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { geojson } from 'flatgeobuf'
import type { FeatureCollection } from 'geojson'
import { parquetWriteBuffer } from 'hyparquet-writer'
import initSql from 'sql.js'
import { describe, expect, it } from 'vitest'
import { minuteOf } from '../../src/core/base/time.ts'
import type { ImportOptions } from '../../src/import/contract.ts'
import { FORMATS } from '../../src/import/formats/index.ts'
import { cellText, MAX_CELL } from '../../src/import/rows/cellText.ts'
import { balanced, drop, only } from './drop.ts'
import { startWork } from '../tools/work.ts'

const HEADER = ['Crime Ref', 'Offence', 'Date From', 'Easting', 'Northing']
const rows = Array.from({ length: 12 }, (_, i) => [
  `ZZ/${i}`,
  i % 3 === 0 ? 'Burglary - Residential' : 'Theft From Motor Vehicle',
  `${String(3 + i).padStart(2, '0')}/02/2026 20:${10 + i}`,
  String(430_000 + 40 * i),
  String(434_000 + 70 * i),
])
const points = (place: (i: number) => [number, number]) => ({
  type: 'FeatureCollection',
  features: rows.map((r, i) => ({
    type: 'Feature',
    properties: {
      crime_ref: r[0],
      offence: r[1],
      date_from: `2026-02-${String(3 + i).padStart(2, '0')}T20:${10 + i}:00`,
    },
    geometry: { type: 'Point', coordinates: place(i) },
  })),
})
const degrees = (i: number): [number, number] => [-1.5 + i * 0.001, 53.8 + i * 0.001]

async function table(name: string, content: string | Uint8Array<ArrayBuffer>, options: ImportOptions = {}) {
  const opened = await drop({ [name]: content }, options)
  expect(balanced(opened)).toBe(true)
  return only(opened, 'incidents')
}
const first = minuteOf(2026, 2, 3, 20, 10)

/** The table as a workbook of numbers, dates and texts. */
function book(more: Record<string, unknown[][]> = {}) {
  const made = utils.book_new()
  for (const [name, cells] of Object.entries({
    ...more,
    Crimes: [
      HEADER,
      ...rows.map((r, i) => [r[0], r[1], new Date(Date.UTC(2026, 1, 3 + i, 20, 10 + i)), +r[3], +r[4]]),
    ],
  }))
    utils.book_append_sheet(made, utils.aoa_to_sheet(cells, { UTC: true, cellDates: false }), name)
  return made
}

describe('workbooks of other kinds', () => {
  it.each([
    ['crimes.xls', 'biff8'],
    ['old.xls', 'biff5'],
    ['crimes.xml', 'xlml'],
    ['crimes.ods', 'ods'],
    ['crimes.fods', 'fods'],
  ] as const)('%s', async (name, bookType) => {
    const bytes = new Uint8Array(write(book(), { bookType, type: 'array' }) as ArrayBuffer)
    const { incidents, report } = await table(name, bytes)
    expect(report).toMatchObject({ rows: 12, kept: 12, precision: 'minute', crs: 'EPSG:27700' })
    expect(incidents.from[0]).toBe(first)
    expect(incidents.x[11]).toBe(430_440)
  })

  it('that cannot be read safely are refused', async () => {
    const bytes = new Uint8Array(write(book(), { bookType: 'xlsb', type: 'array' }) as ArrayBuffer)
    expect(only(await drop({ 'a.xlsb': bytes }), 'declined').sentence).toMatch(/binary Excel workbook.*\.$/)
  })

  it('a locked file of Cocoon is told as what it is', async () => {
    const bytes = Uint8Array.from([
      0x89,
      ...new TextEncoder().encode('COCOON\n'),
      2,
      0,
      ...Array<number>(200).fill(7),
    ])
    expect(only(await drop({ 'watch.cocoon': bytes }), 'declined').sentence).toBe(
      'watch.cocoon is a locked Cocoon file, no table. Open it in the page, which asks for its passphrase.',
    )
  })

  it('are known by their content under another name, in a zip too', async () => {
    const xls = new Uint8Array(write(book(), { bookType: 'biff8', type: 'array' }) as ArrayBuffer)
    const zip = zipSync({ 'a/crimes.csv': xls }) as Uint8Array<ArrayBuffer>
    expect((await table('pack.zip', zip)).report.kept).toBe(12)
  })

  it('a byte changed in an archive or a workbook is no crime changed in silence', async () => {
    const csv = (id: string) => strToU8([HEADER, ...rows.map((r) => [id + r[0], ...r.slice(1)])].join('\n'))
    // stored as they are, so that a changed byte is still a text
    const pack = (files: Record<string, Uint8Array>) =>
      zipSync(files, { level: 0 }) as Uint8Array<ArrayBuffer>
    const change = (bytes: Uint8Array, of: string) => {
      const at = Buffer.from(bytes).indexOf(of)
      expect(at).toBeGreaterThan(0)
      bytes[at + of.length - 1] ^= 1
    }
    const zip = pack({ 'a.csv': csv('a'), 'b.csv': csv('b'), 'é.csv': csv('c') })
    expect((await table('pack.zip', zip)).report.kept).toBe(36)
    change(zip, 'bZZ/3,Burglary - Residential,06')
    const opened = await drop({ 'pack.zip': zip })
    expect(only(opened, 'incidents').report.kept).toBe(24)
    expect(only(opened, 'declined').sentence).toMatch(/^pack\.zip › b\.csv was not read: the checksum .*\.$/)
    for (const bookType of ['xlsx', 'ods'] as const) {
      const made = write(book(), { bookType, type: 'array', compression: false }) as ArrayBuffer
      const bytes = new Uint8Array(made)
      expect((await table(`a.${bookType}`, bytes.slice())).report.kept).toBe(12)
      change(bytes, 'Theft From Motor Vehicle')
      expect(only(await drop({ [`a.${bookType}`]: bytes }), 'declined').sentence).toContain('the checksum')
    }
  })

  it('web tables named .xls keep day and month where they stand', async () => {
    const cell = (tag: string) => (c: string) => `<${tag}>${c}</${tag}>`
    const html = `<html><head><meta charset="utf-8"></head><body><table border=1><tr>${HEADER.map(cell('th')).join('')}</tr>${rows.map((r) => `<tr>${r.map(cell('td')).join('')}</tr>`).join('')}</table></body></html>`
    const { incidents } = await table('crimes.xls', html)
    expect(incidents.from[0]).toBe(first)
    // HTML lets the next cell or the row end a cell
    const bare = html.replaceAll('</td>', '').replaceAll('</th>', '')
    expect((await table('crimes.xls', bare)).incidents.from).toEqual(incidents.from)
    expect(
      only(await drop({ 'a.html': '<!doctype html><html><p>hello</p></html>' }), 'declined').sentence,
    ).toMatch(/web page/)
  })

  it('say in a sentence that they are damaged', async () => {
    const xls = new Uint8Array(write(book(), { bookType: 'biff8', type: 'array' }) as ArrayBuffer)
    expect(only(await drop({ 'a.xls': xls.slice(0, 700) }), 'declined').sentence).toMatch(
      /a\.xls is a workbook of an old or rare kind that is damaged or locked\. .*\.$/,
    )
  })

  it('pass over a cover sheet, and read and name what is hidden', async () => {
    const made = book({ Cover: [['Crime extract'], ['Prepared for the tasking meeting']] })
    made.Sheets.Crimes['!rows'] = [{}, {}, { hidden: true }, { hidden: true }]
    made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
    for (const bookType of ['xlsx', 'biff8'] as const) {
      const bytes = new Uint8Array(write(made, { bookType, type: 'array', cellStyles: true }) as ArrayBuffer)
      const opened = await drop({ 'book.xls': bytes })
      expect(opened.map((o) => o.kind)).toEqual(['incidents'])
      const notes = only(opened, 'incidents').report.notes.join(' ')
      expect(notes).toContain('1 sheet without a table passed over: “Cover”')
      expect(notes).toContain('The sheet “Crimes” is hidden in the workbook')
      if (bookType === 'xlsx') expect(notes).toContain('2 rows of the sheet “Crimes” are hidden')
      expect(only(opened, 'incidents').report.kept).toBe(12)
    }
  })

  it('whose cells are said to stand a million times are refused', async () => {
    const xml = `<office:document xmlns:office="o" xmlns:table="t" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="1024" office:value-type="float" office:value="1"/></table:table-row></table:table></office:spreadsheet></office:body></office:document>`
    const work = startWork()
    expect(only(await drop({ 'a.fods': xml }), 'declined').sentence).toMatch(
      /more cells than a page can hold/,
    )
    expect(work()).toBeLessThan(5000)
  })

  // each took the square of its length: minutes for a megabyte
  it('whose tags are made to harm are read or refused all the same', async () => {
    const flat = (rows: string, style = '') =>
      `<office:document xmlns:office="o" xmlns:table="t" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">${style}<office:body><office:spreadsheet><table:table>${rows}</table:table></office:spreadsheet></office:body></office:document>`
    const long = `<table:table-row><table:table-cell${' office:value-type="float"'.repeat(60_000)}></table:table-cell></table:table-row>`
    const work = startWork()
    for (const [name, text] of [
      ['a.fods', flat(long)],
      ['b.fods', flat('<table:table-row '.repeat(60_000))],
      ['c.fods', flat('', '<style:style '.repeat(90_000))],
      ['d.xls', `<html><table><tr><td>1</td></tr></table>${'<td '.repeat(250_000)}`],
    ])
      expect(await drop({ [name]: text }), name).toHaveLength(1)
    expect(work()).toBeLessThan(20_000)
  })
})

describe('FlatGeobuf', () => {
  it('is read in its own system', async () => {
    const plain = geojson.serialize(points(degrees) as FeatureCollection, 4326)
    expect((await table('a.fgb', new Uint8Array(plain))).incidents.lng[1]).toBeCloseTo(-1.499, 6)
    const grid = geojson.serialize(points((i) => [430_000 + i, 434_000 + i]) as FeatureCollection, 27_700)
    expect((await table('b.fgb', new Uint8Array(grid))).incidents.x[3]).toBe(430_003)
    const cut = new Uint8Array(grid).slice(0, grid.length - 40)
    expect((await drop({ 'c.fgb': cut })).every((o) => o.kind !== 'declined' || /\.$/.test(o.sentence))).toBe(
      true,
    )
  })
})

describe('JSON of other kinds', () => {
  const { features } = points(degrees)

  it.each([
    ['lines of features', features.map((f) => JSON.stringify(f)).join('\n')],
    ['a sequence of features', features.map((f) => `\u001e${JSON.stringify(f)}\n`).join('')],
    ['a bare list of features', JSON.stringify(features)],
    [
      'lines of records',
      features.map((f) => JSON.stringify({ ...f.properties, point: f.geometry })).join('\r\n'),
    ],
    [
      'a list of rows',
      JSON.stringify([
        ['crime_ref', 'offence', 'date_from', 'longitude', 'latitude'],
        ...features.map((f) => [...Object.values(f.properties), ...f.geometry.coordinates]),
      ]),
    ],
    [
      'Socrata records',
      JSON.stringify(
        features.map((f) => ({
          ...f.properties,
          location: {
            latitude: String(f.geometry.coordinates[1]),
            longitude: String(f.geometry.coordinates[0]),
          },
        })),
      ),
    ],
    [
      'Socrata rows',
      JSON.stringify({
        meta: {
          view: {
            columns: [
              { fieldName: ':sid', name: 'sid', dataTypeName: 'meta_data' },
              { fieldName: 'offence', name: 'Offence', dataTypeName: 'text' },
              { fieldName: 'd', name: 'Date From', dataTypeName: 'calendar_date' },
              { fieldName: 'l', name: 'Location', dataTypeName: 'location' },
            ],
          },
        },
        data: features.map((f, i) => [
          i,
          f.properties.offence,
          f.properties.date_from,
          [null, String(f.geometry.coordinates[1]), String(f.geometry.coordinates[0]), null, false],
        ]),
      }),
    ],
  ])('%s', async (_, text) => {
    const { incidents, report } = await table('a.json', text)
    expect(report).toMatchObject({ rows: 12, kept: 12 })
    expect(incidents.lng[1]).toBeCloseTo(-1.499, 6)
    expect(incidents.from[0]).toBe(first)
  })

  it('lines that are no JSON are counted', async () => {
    const lines = features.map((f) => JSON.stringify(f))
    lines[4] = lines[4].slice(0, 30)
    const { report } = await table('a.geojsonl', lines.join('\n'))
    expect(report.kept).toBe(11)
    expect(report.notes).toContain('1 line of 12 is no JSON; left out.')
  })

  it('Esri’s answers are read in their own system, rows without a shape counted', async () => {
    const esri = (spatialReference: object, at: (i: number) => object | null) =>
      JSON.stringify({
        geometryType: 'esriGeometryPoint',
        spatialReference,
        features: features.map((f, i) => ({ attributes: f.properties, geometry: at(i) })),
      })
    const grid = await table(
      'a.json',
      esri({ wkid: 27_700, latestWkid: 27_700 }, (i) => (i < 2 ? null : { x: 430_000 + i, y: 434_000 })),
    )
    expect(grid.incidents.x[0]).toBe(430_002)
    expect(grid.report.leftOut.map((l) => [l.reason, l.n])).toEqual([['no geometry', 2]])
    const web = await table(
      'b.json',
      esri({ wkid: 102_100, latestWkid: 3857 }, (i) => ({ x: -170_000 + i, y: 7_130_000 })),
    )
    expect(web.incidents.lng[0]).toBeCloseTo(-1.527, 3)
  })

  it('further points of one feature are counted, features without a shape left out by that name', async () => {
    const some = JSON.stringify({
      type: 'FeatureCollection',
      features: features.map((f, i) => ({
        ...f,
        geometry:
          i === 0
            ? null
            : i < 3
              ? { type: 'MultiPoint', coordinates: [degrees(i), degrees(i + 1), degrees(i + 2)] }
              : i === 3
                ? { type: 'GeometryCollection', geometries: [f.geometry] }
                : f.geometry,
      })),
    })
    const { report } = await table('a.geojson', some)
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['no geometry', 1]])
    expect(report.notes.join(' ')).toContain(
      '2 features have several points: the first of each stands, 4 further points are not counted.',
    )
  })

  it.each(['urn:ogc:def:crs:EPSG::102100', 'EPSG:900913', 'urn:ogc:def:crs:EPSG::3857'])(
    '%s is Web Mercator',
    async (name) => {
      const text = JSON.stringify({
        ...points((i) => [-170_000 + i, 7_130_000]),
        crs: { type: 'name', properties: { name } },
      })
      expect((await table('a.geojson', text)).incidents.lng[0]).toBeCloseTo(-1.527, 3)
    },
  )

  it('a system nobody knows is refused by its name', async () => {
    const text = JSON.stringify({
      ...points((i) => [430_000 + i, 434_000]),
      crs: { type: 'name', properties: { name: 'EPSG:2263' } },
    })
    expect(only(await drop({ 'a.geojson': text }), 'declined').sentence).toMatch(
      /system of coordinates EPSG:2263.*\.$/,
    )
  })
})

describe('Parquet of other kinds', () => {
  it('reads big numbers and lists', async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'offence', data: rows.map((r) => r[1]), type: 'STRING' },
        { name: 'date_from', data: rows.map((r) => r[2]), type: 'STRING' },
        { name: 'easting', data: rows.map((r) => BigInt(r[3])), type: 'INT64' },
        { name: 'northing', data: rows.map((r) => BigInt(r[4])), type: 'INT64' },
        { name: 'tags', data: rows.map(() => ({ of: [1, 2] })), type: 'JSON' },
      ],
    })
    const { incidents } = await table('a.parquet', new Uint8Array(buffer))
    expect(incidents.x[1]).toBe(430_040)
    expect(incidents.from[0]).toBe(first)
  })

  it.each([
    ['milliseconds, old', { type: 'INT32', converted_type: 'TIME_MILLIS' }, 1],
    ['microseconds, old', { type: 'INT64', converted_type: 'TIME_MICROS' }, 1000],
    [
      'milliseconds',
      { type: 'INT32', logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'MILLIS' } },
      1,
    ],
    [
      'microseconds',
      { type: 'INT64', logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'MICROS' } },
      1000,
    ],
    [
      'nanoseconds',
      { type: 'INT64', logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'NANOS' } },
      1e6,
    ],
  ] as const)('reads a Parquet clock of %s', async (_, element, perMilli) => {
    // 20:10, 20:11 … as the rows have it
    const clock = rows.map((_, i) => (20 * 60 + 10 + i) * 60_000 * perMilli)
    const column = (name: string, rest: object) => ({ name, repetition_type: 'REQUIRED', ...rest }) as never
    const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
    const buffer = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 5 },
        column('offence', text),
        column('date_from', text),
        column('time_from', element),
        column('easting', { type: 'INT64' }),
        column('northing', { type: 'INT64' }),
      ],
      columnData: [
        { name: 'offence', data: rows.map((r) => r[1]) },
        { name: 'date_from', data: rows.map((r) => r[2].slice(0, 10)) },
        { name: 'time_from', data: element.type === 'INT32' ? clock : clock.map(BigInt) },
        { name: 'easting', data: rows.map((r) => BigInt(r[3])) },
        { name: 'northing', data: rows.map((r) => BigInt(r[4])) },
      ],
    })
    const { incidents } = await table('a.parquet', new Uint8Array(buffer))
    expect(incidents.precision).toBe('minute')
    expect(incidents.from[0]).toBe(first)
    expect(incidents.from[3] - incidents.from[0]).toBe(3 * 1441)
  })

  it('takes values of every kind as text, never failing', () => {
    expect(cellText([1n, 'a', new Date(Date.UTC(2026, 1, 3))])).toBe('1 a 2026-02-03')
    expect(cellText({ of: 2n })).toBe('{"of":"2"}')
    expect(cellText(new Uint8Array(5))).toBe('')
    expect(cellText(new Date(8.64e15))).toMatch(/^\+275760/)
    expect(cellText('x'.repeat(60 * 2 ** 20))).toHaveLength(MAX_CELL)
  })

  it('reads the shapes of a GeoParquet in their own system', async () => {
    const wkb = (x: number, y: number) => {
      const view = new DataView(new ArrayBuffer(21))
      view.setUint8(0, 1)
      view.setUint32(1, 1, true)
      view.setFloat64(5, x, true)
      view.setFloat64(13, y, true)
      return new Uint8Array(view.buffer)
    }
    const made = (crs: unknown) =>
      parquetWriteBuffer({
        columnData: [
          { name: 'offence', data: rows.map((r) => r[1]), type: 'STRING' },
          { name: 'date_from', data: rows.map((r) => r[2]), type: 'STRING' },
          {
            name: 'geometry',
            data: rows.map((r, i) => (i === 0 ? undefined : wkb(+r[3], +r[4]))),
            type: 'BYTE_ARRAY',
            nullable: true,
          },
        ],
        kvMetadata: [
          {
            key: 'geo',
            value: JSON.stringify({
              version: '1.1.0',
              primary_column: 'geometry',
              columns: { geometry: { encoding: 'WKB', geometry_types: ['Point'], crs } },
            }),
          },
        ],
      })
    const grid = await table('a.parquet', new Uint8Array(made({ id: { authority: 'EPSG', code: 27_700 } })))
    expect(grid.incidents.x[0]).toBe(430_040)
    expect(grid.report.leftOut.map((l) => [l.reason, l.n])).toEqual([['no geometry', 1]])
  })
})

describe('GeoPackage', () => {
  const shape = (x: number, y: number) => {
    const view = new DataView(new ArrayBuffer(29))
    view.setUint16(0, 0x4750)
    view.setUint8(3, 1)
    view.setUint8(8, 1)
    view.setUint32(9, 1, true)
    view.setFloat64(13, x, true)
    view.setFloat64(21, y, true)
    return new Uint8Array(view.buffer)
  }

  /** Layers of rows i..j, each in a system. */
  async function pack(
    layers: Record<string, { srs: number; from: number; to: number }>,
    more: string[] = [],
  ) {
    const db = new (await initSql()).Database()
    db.run('pragma application_id = 1196444487')
    db.run('create table gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id)')
    for (const id of [4258, 3857, 27_700])
      db.run('insert into gpkg_spatial_ref_sys values (?, ?, ?)', [id, 'EPSG', id])
    db.run('create table gpkg_contents (table_name, data_type, srs_id)')
    db.run('create table gpkg_geometry_columns (table_name, column_name, srs_id)')
    for (const [name, { srs, from, to }] of Object.entries(layers)) {
      db.run(
        `create table ${name} (fid integer primary key, geom blob, crime_ref text, offence text, date_from text)`,
      )
      for (let i = from; i < to; i++) {
        const [x, y] =
          srs === 27_700 ? [+rows[i][3], +rows[i][4]] : srs === 3857 ? [-170_000 + i, 7_130_000] : degrees(i)
        db.run(`insert into ${name} (geom, crime_ref, offence, date_from) values (?, ?, ?, ?)`, [
          shape(x, y),
          rows[i][0],
          rows[i][1],
          rows[i][2],
        ])
      }
    }
    for (const sql of more) db.run(sql)
    for (const name of [...Object.keys(layers), ...(more.length > 0 ? ['v'] : [])]) {
      db.run('insert into gpkg_contents values (?, ?, ?)', [name, 'features', layers[name]?.srs ?? 4258])
      db.run('insert into gpkg_geometry_columns values (?, ?, ?)', [name, 'geom', layers[name]?.srs ?? 4258])
    }
    const bytes = db.export() as Uint8Array<ArrayBuffer>
    db.close()
    return bytes
  }

  it('reads ETRS89 degrees and Web Mercator', async () => {
    expect(
      (await table('a.gpkg', await pack({ a: { srs: 4258, from: 0, to: 12 } }))).incidents.lng[1],
    ).toBeCloseTo(-1.499, 6)
    expect(
      (await table('a.gpkg', await pack({ a: { srs: 3857, from: 0, to: 12 } }))).incidents.lng[0],
    ).toBeCloseTo(-1.527, 3)
  })

  it('offers its layers instead of counting them together', async () => {
    const bytes = await pack({
      burglary: { srs: 27_700, from: 0, to: 12 },
      vehicle: { srs: 4258, from: 2, to: 7 },
    })
    const { report } = await table('a.gpkg', bytes)
    expect(report.kept).toBe(12)
    expect(report.layers).toEqual([
      { name: 'burglary', rows: 12, read: true },
      { name: 'vehicle', rows: 5, read: false },
    ])
    expect(report.notes.join(' ')).toContain(
      'another layer, “vehicle”, with 5 rows, of which 5 rows stand in both',
    )
    expect((await table('a.gpkg', bytes, { layer: 'vehicle' })).report.kept).toBe(5)
  })

  it('reads its tables beside a view, which it names', async () => {
    const bytes = await pack({ burglary: { srs: 27_700, from: 0, to: 12 } }, [
      'create view v as select fid, geom, crime_ref, offence, date_from from burglary where fid > 3',
    ])
    const { report } = await table('a.gpkg', bytes)
    expect(report.kept).toBe(12)
    expect(report.notes.join(' ')).toMatch(/Not read: .*layer “v” that is a view/)
  })

  it.each([
    [
      'a view without end',
      'create view v as with recursive r(i) as (select 1 union all select i + 1 from r) select i as fid, null as geom from r',
    ],
    [
      'a computed column',
      'create table v (fid integer primary key, geom blob, big as (zeroblob(1000000000)))',
    ],
  ])('with %s is refused at once', async (_, sql) => {
    const bytes = await pack({}, [sql])
    const work = startWork()
    expect(only(await drop({ 'a.gpkg': bytes }), 'declined').sentence).toMatch(/layer “v”.*\.$/)
    expect(work()).toBeLessThan(5000)
  })
})

/** An archive as programs write it that send while they pack: nothing compressed, lengths and checksum behind each file. */
function sent(files: Record<string, Uint8Array>, signed: boolean): Uint8Array<ArrayBuffer> {
  const whole = zipSync(files, { level: 0 })
  const parts: Uint8Array[] = []
  const view = new DataView(whole.buffer)
  const directory = view.getUint32(whole.length - 6, true)
  let out = 0
  for (
    let at = directory;
    view.getUint32(at, true) === 0x02014b50;
    at += 46 + view.getUint16(at + 28, true)
  ) {
    const from = view.getUint32(at + 42, true)
    const size = view.getUint32(at + 20, true)
    const end = from + 30 + view.getUint16(from + 26, true) + size
    const told = [...(signed ? [0x50, 0x4b, 7, 8] : []), ...whole.slice(at + 16, at + 28)]
    whole.fill(0, from + 14, from + 26)
    view.setUint16(from + 6, view.getUint16(from + 6, true) | 8, true)
    view.setUint32(at + 42, out, true)
    parts.push(whole.slice(from, end), Uint8Array.from(told))
    out += end - from + told.length
  }
  view.setUint32(whole.length - 6, out, true)
  return new Uint8Array(Buffer.concat([...parts, whole.slice(directory)]))
}

describe('archives', () => {
  it('count members whose paths begin with dots', async () => {
    const half = (a: number, b: number) =>
      strToU8([HEADER, ...rows.slice(a, b)].map((r) => r.join(',')).join('\n'))
    const zip = zipSync({
      './a.csv': half(0, 4),
      '../b.csv': half(4, 8),
      'c/../c.csv': half(8, 12),
      '.DS_Store': strToU8('x'),
      '__MACOSX/._a.csv': strToU8('x'),
    })
    const { report } = await table('a.zip', zip as Uint8Array<ArrayBuffer>)
    expect(report).toMatchObject({ rows: 12, kept: 12 })
  })

  it('packed as they were sent, with the lengths behind each file, hold workbooks and archives whole', async () => {
    const csv = strToU8([HEADER, ...rows].map((r) => r.join(',')).join('\n'))
    const xlsx = new Uint8Array(write(book(), { bookType: 'xlsx', type: 'array' }) as ArrayBuffer)
    for (const signed of [true, false]) {
      expect((await table('sent.zip', sent({ 'a.csv': csv }, signed))).report.kept).toBe(12)
      expect(
        (await table('sent.zip', sent({ 'empty.csv': csv.slice(0, 0), 'a.csv': csv }, signed))).report.kept,
      ).toBe(12)
      expect((await table('sent.zip', sent({ 'a.xlsx': xlsx }, signed))).report.kept).toBe(12)
      const opened = await drop({
        'sent.zip': sent({ 'in.zip': zipSync({ 'b.csv': csv }), 'a.csv': csv }, signed),
      })
      expect(only(opened, 'declined').sentence).toBe(
        'sent.zip › in.zip is an archive within an archive. Unpack it and drop what is inside.',
      )
      expect(only(opened, 'incidents').report).toMatchObject({ rows: 12, kept: 12 })
    }
    const stored = zipSync({ 'a.xlsx': xlsx, 'notes.txt': strToU8('nothing') }, { level: 0 })
    expect(only(await drop({ 'pack.zip': stored as Uint8Array<ArrayBuffer> }), 'incidents').report.kept).toBe(
      12,
    )
  })

  it('of twenty thousand files are refused before one is read', async () => {
    const zip = zipSync(
      Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`${i}.csv`, strToU8('a')])),
      { level: 0 },
    )
    const work = startWork()
    expect(only(await drop({ 'a.zip': zip as Uint8Array<ArrayBuffer> }), 'declined').sentence).toMatch(
      /more than 5,000 files, and none of them was read/,
    )
    expect(work()).toBeLessThan(5000)
  })
})

describe('the list of formats', () => {
  it('holds each kind once, with a refusal that is a sentence', () => {
    expect(new Set(FORMATS.map((f) => f.kind)).size).toBe(FORMATS.length)
    for (const { refusal } of FORMATS)
      expect(refusal.sentence).toMatch(/^(is|could|looks) .*\. .*\.$|^is .*\.$/)
  })
})
