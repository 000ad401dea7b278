/** Files made to keep a reader busy or to fill its memory: each ends in a table or a sentence, and soon. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { placesOf } from '../../src/core/places/places.ts'
import type { OffenceId } from '../../src/core/base/offences.ts'
import type { Opened } from '../../src/import/contract.ts'
import { balanced, drop, only } from './drop.ts'
import { seeds } from './seeds.ts'
import { startWork } from '../tools/work.ts'

/** Opens a file within five seconds. */
async function soon(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<Opened[]> {
  const work = startWork()
  const opened = await drop({ [name]: content })
  expect(work()).toBeLessThan(5000)
  expect(balanced(opened)).toBe(true)
  for (const o of opened) if (o.kind === 'declined') expect(o.sentence).toMatch(/\.$/)
  return opened
}
const HEAD = 'Crime No,Offence,Committed From,X,Y\n'
const row = (i: number, x = String(1_756_000 + 3 * i)) =>
  `C${i},Burglary Residential,13/06/2026 18:30,${x},${5_920_000 + 3 * i}\n`

describe('coordinates beyond any ground', () => {
  it('are left out and counted', async () => {
    const csv =
      HEAD +
      Array.from({ length: 30 }, (_, i) => row(i, i === 7 ? '9e20' : i === 8 ? '-1e300' : undefined)).join('')
    const { report } = only(await soon('a.csv', csv), 'incidents')
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['outside the world', 2]])
  })

  it('do not keep the search for places for ever', () => {
    const none = { bytes: new Uint8Array(0), offsets: new Uint32Array(4) }
    const x = Float64Array.of(9e20, 9e20, 1)
    const { place } = placesOf({ n: 3, x, y: x, uprn: none, address: none })
    expect([...place]).toEqual([0, 0, 1])
  })
})

describe('cells of forty thousand blanks, commas or saints', () => {
  const n = 40_000
  const columns = {
    ...{ Ref: 'C', Offence: 'Burglary', Date: '02/03/2026', Time: '10:15', Easting: '430000' },
    ...{ Northing: '434000', Beat: 'B', Street: 'Mill Lane', 'House No': '4', MO: '', 'Grid Ref': 'SE3034' },
  }
  const evil = [
    ' '.repeat(n) + 'x',
    '\t'.repeat(n) + '1',
    '\u00a0'.repeat(n) + 'x',
    ', '.repeat(n),
    'St '.repeat(n),
  ]
  it.each(Object.keys(columns))('under “%s”', async (under) => {
    const line = (i: number, long = '') =>
      Object.entries(columns)
        .map(([h, cell]) => `"${cell}${h === 'Ref' ? i : ''}${h === under ? long : ''}"`)
        .join(',')
    const rows = [...Array.from({ length: 20 }, (_, i) => line(i)), ...evil.map((v, i) => line(20 + i, v))]
    const head = Object.keys(columns).join(',')
    await soon(
      'a.csv',
      `${head}\n${rows.join('\n')}\n${evil.map((v) => line(99, v).replaceAll('"', "'")).join('\n')}`,
    )
  })
  it('in addresses', async () => {
    const rows = evil.map((v, i) => `"${i} ${v}","${v}","LS1${v}","${v}",${430000 + i},434000`)
    await soon('a.csv', `Address,Street,Postcode,Building,Easting,Northing\n${rows.join('\n')}`)
  })
})

describe('nesting a hundred thousand deep', () => {
  const n = 100_000
  it.each<[string, string]>([
    ['a.json', '['.repeat(n) + ']'.repeat(n)],
    ['b.json', '{"a":'.repeat(n) + '1' + '}'.repeat(n)],
    [
      'c.geojson',
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":${'['.repeat(n)}${']'.repeat(n)}},"geometry":{"type":"Point","coordinates":[-1,52]}}]}`,
    ],
    [
      'd.kml',
      `<kml xmlns="http://www.opengis.net/kml/2.2">${'<Folder>'.repeat(n)}${'</Folder>'.repeat(n)}</kml>`,
    ],
    ['e.gpx', `<gpx>${'<trk>'.repeat(n)}${'</trk>'.repeat(n)}</gpx>`],
    [
      'f.xls',
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">${'<Worksheet>'.repeat(n)}</Workbook>`,
    ],
    ['g.kml', `<kml>${'<Folder>'.repeat(n)}`],
  ])('%s ends in a sentence at once', async (name, text) => {
    expect(only(await soon(name, text), 'declined').sentence).toMatch(/nested too deeply/)
  })

  it('tables in web tables end too', async () => {
    await soon('a.xls', `<html>${'<table><tr><td>'.repeat(n)}`)
  })
})

describe('cells of sixty megabytes', () => {
  const long = 'x'.repeat(60 * 2 ** 20)

  it('of JSON are cut, whatever their column', async () => {
    const records = Array.from({ length: 4 }, (_, i) => ({
      offence: 'Burglary',
      date: `2026-02-0${i + 1}`,
      longitude: -1.5,
      latitude: 53.8,
      mo: 'door',
      address: '1 Mill Lane',
    }))
    for (const key of ['mo', 'offence', 'address'] as const) {
      const some = records.map((r, i) => (i === 2 ? { ...r, [key]: long } : r))
      const { text, incidents } = only(await soon('a.json', JSON.stringify(some)), 'incidents')
      expect(incidents.n).toBe(4)
      expect(text.mo.bytes.length + text.address.bytes.length).toBeLessThan(2 ** 20)
    }
  })

  it.each<[string, string]>([
    [
      'a.kml',
      `<kml><Placemark><name>A</name><description>${long}</description><Point><coordinates>-1,52</coordinates></Point></Placemark></kml>`,
    ],
    [
      'b.xls',
      `<html><table><tr><th>Offence</th><th>Date</th><th>Easting</th><th>Northing</th></tr><tr><td>${long}</td><td>13/02/2026</td><td>430000</td><td>434000</td></tr></table></html>`,
    ],
    ['c.gpx', `<gpx><trk><name>${long}</name><trkseg><trkpt lat="52" lon="-1"/></trkseg></trk></gpx>`],
    [
      'd.csv',
      `Offence,Date,Easting,Northing\n${long},13/02/2026,430000,434000\nBurglary,14/02/2026,430000,434000\n`,
    ],
    [
      'e.csv',
      `Offence,Date,Easting,Northing\nBurglary,14/02/2026,430000,434000\n"${long}",13/02/2026,430000,434000\n`,
    ],
  ])('of %s end in a table or a sentence', async (name, text) => {
    expect((await soon(name, text)).length).toBeGreaterThan(0)
  })

  it('of a workbook are cut', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const cells = (r: number, texts: readonly string[]) =>
      `<row r="${r}">${texts.map((t, c) => `<c r="${String.fromCharCode(65 + c)}${r}" t="inlineStr"><is><t>${t}</t></is></c>`).join('')}</row>`
    const zip = zipSync(
      {
        'xl/workbook.xml': strToU8(
          `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
        ),
        'xl/_rels/workbook.xml.rels': strToU8(
          `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        ),
        'xl/worksheets/sheet1.xml': strToU8(
          `<worksheet xmlns="${main}"><sheetData>${cells(1, ['Offence', 'Date', 'Easting', 'Northing', 'MO'])}${cells(2, ['Burglary', '13/02/2026', '430000', '434000', long])}${cells(3, ['Burglary', '14/02/2026', '430010', '434000', 'door'])}</sheetData></worksheet>`,
        ),
      },
      { level: 0 },
    ) as Uint8Array<ArrayBuffer>
    const [first] = await soon('a.xlsx', zip)
    expect(only([first], 'incidents').text.mo.bytes.length).toBeLessThan(2 ** 20)
    expect(only([first], 'incidents').report.kept).toBe(2)
  })
})

describe('a quote that is never closed', () => {
  it('costs no row, however much follows', async () => {
    const many = 300_000
    const csv =
      HEAD +
      Array.from({ length: many }, (_, i) =>
        i === 5 ? `"C5,Burglary,13/06/2026 18:30,1756015,5920015\n` : row(i),
      ).join('')
    const opened = await drop({ 'a.csv': csv })
    const { report } = only(opened, 'incidents')
    expect(balanced(opened)).toBe(true)
    expect(report.rows).toBe(many)
    expect(report.notes.join(' ')).toMatch(/quotation mark near line 7 is never closed/)
  })

  it.each([3, 300_000])('in the first row costs none either, of %i rows', async (many) => {
    const csv = HEAD + Array.from({ length: many }, (_, i) => (i === 0 ? `"${row(0)}` : row(i))).join('')
    const { report } = only(await drop({ 'a.csv': csv }), 'incidents')
    expect(report.rows).toBe(many)
    expect(report.kept).toBe(many)
  })
})

describe('names that are parts of JavaScript', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

  it('are plain names as columns and as values of a CSV', async () => {
    const csv =
      ['date,longitude,latitude,offence', ...NAMES].join(',') +
      '\n' +
      NAMES.map((w, i) => [`2026-01-0${i + 1},-1.${i + 1},52.1,${w}`, ...NAMES].join(',')).join('\n')
    const opened = await drop(
      { 'a.csv': csv },
      { offences: { constructor: 'burglary-home' } as Record<string, OffenceId> },
    )
    const { incidents, report } = only(opened, 'incidents')
    expect([...incidents.offence]).toEqual([0, 1, 0, 0, 0])
    expect(report.dropped).toEqual(expect.arrayContaining(NAMES))
    expect(report.wordings.map((w) => w.wording).sort()).toEqual([...NAMES].sort())
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('are plain names as properties of JSON', async () => {
    const features = Array.from(
      { length: 9 },
      (_, i) =>
        `{"type":"Feature","geometry":{"type":"Point","coordinates":[-1.1,52.${i + 1}]},"properties":{"date":"2026-01-0${i + 1}","__proto__":{"polluted":"yes"},"constructor":"c","toString":"t","offence":"Burglary"}}`,
    )
    const { report } = only(
      await drop({ 'a.geojson': `{"type":"FeatureCollection","features":[${features.join(',')}]}` }),
      'incidents',
    )
    expect(report.kept).toBe(9)
    expect(report.header).toEqual(expect.arrayContaining(['polluted', 'constructor', 'toString']))
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('counts that a file claims and cannot hold', () => {
  it('of a FlatGeobuf and a Parquet are found before they are believed', async () => {
    const files = await seeds()
    for (const name of ['crimes.fgb', 'crimes.parquet']) {
      // each byte by itself, all bits set: lengths, offsets and counts among them
      for (let at = 4; at < files[name].length; at += name.endsWith('fgb') ? 7 : 3) {
        const bytes = files[name].slice()
        bytes[at] = 255
        const work = startWork()
        const opened = await drop({ [name]: bytes })
        expect(work(), `${name} ${at}`).toBeLessThan(5000)
        expect(balanced(opened), `${name} ${at}`).toBe(true)
      }
    }
  })
  it('of a FlatGeobuf are found where two neighbouring bytes are spoilt', async () => {
    const { 'crimes.fgb': sound } = await seeds()
    // offsets within the header's table take two bytes: both must point out of it to keep the library busy for ever
    for (let at = 8; at < Math.min(600, sound.length - 1); at++) {
      const bytes = sound.slice()
      bytes[at] = bytes[at + 1] = 255
      const work = startWork()
      const opened = await drop({ 'crimes.fgb': bytes })
      expect(work(), `bytes ${at}`).toBeLessThan(5000)
      expect(balanced(opened), `bytes ${at}`).toBe(true)
    }
  })
})
