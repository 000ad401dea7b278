/** Kinds of odd files that were read wrongly or not at all once; each with its right answer. */
import { describe, expect, it } from 'vitest'
import { utils, write } from '@e965/xlsx'
import proj4 from 'proj4'
import { dayOf, isoDay, showTime } from '../../src/core/base/time.ts'
import { systemOf } from '../../src/import/formats/systems.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { drop, only } from './drop.ts'

const rows = (n: number, of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i)).join('\n')
const open = async (text: string, name = 'a.csv') => only(await drop({ [name]: text }), 'incidents')
const two = (v: number) => String(v).padStart(2, '0')

describe('places', () => {
  it.each(['POLYGON', 'MultiPolygon', 'SRID=27700;POLYGON', 'LINESTRING Z'])(
    'outlines as text in a column are named for what they are: %s',
    async (kind) => {
      const text = `wkt,name\n${rows(3, (i) => `"${kind} ((${i} 1, 2 1, 2 2, ${i} 1))",Area ${i}`)}\n`
      expect(only(await drop({ 'a.csv': text }), 'declined').sentence).toContain(
        'Its column “wkt” holds outlines or lines as text, which are read from GeoJSON alone.',
      )
    },
  )

  it('a northing of 0 beside a true easting is no place in the Channel', async () => {
    const text = rows(40, (i) => `${430000 + 20 * i},${i % 5 ? 434000 + i : 0},Burglary,02/03/2026`)
    const { report } = await open(`Easting,Northing,Offence,Date\n${text}`)
    expect([report.kept, report.leftOut.map((l) => [l.n, l.reason])]).toEqual([32, [[8, 'outside the grid']]])
  })

  it('a pair that is 0, 0 in every row leaves the other its place', async () => {
    const text = rows(
      60,
      (i) => `${i % 3 ? `${430000 + 20 * i},${390000 + 15 * i}` : ','},0,0,Burglary,0${1 + (i % 6)}/03/2026`,
    )
    const { report } = await open(`Easting,Northing,Latitude,Longitude,Offence,Date\n${text}`)
    expect([report.kept, report.leftOut[0].n, report.crs]).toEqual([40, 20, 'EPSG:27700'])
  })

  it('eastings of the size of kilometres are no metres', async () => {
    const text = rows(
      40,
      (i) => `${(430 + i / 100).toFixed(3)},${(390 + i / 70).toFixed(3)},Burglary,0${1 + (i % 6)}/03/2026`,
    )
    const { report } = await open(`easting,northing,offence,date\n${text}`)
    expect(report.crs).toBe('unknown')
    expect(report.warnings[0].what).toMatch(/^the unit of the coordinates is not known/)
  })

  it('a digit too many in one row offers no exchange of the columns', async () => {
    const text = rows(
      40,
      (i) => `${i === 7 ? 4312345 : 430000 + 9 * i},${390000 + 7 * i},Burglary,02/03/2026`,
    )
    const { report } = await open(`easting,northing,offence,date\n${text}`)
    const outside = troublesOf(report, {}).find((t) => t.what === 'left out: outside the grid')
    expect([outside?.n, outside?.repairs]).toEqual([1, []])
  })

  it('German names of coordinates are known', async () => {
    const text = rows(
      40,
      (i) =>
        `${3565000 + 9 * i},${5934000 + 7 * i},Wohnungseinbruchdiebstahl,${two(1 + (i % 28))}.03.2026 18:30`,
    )
    const { report } = await open(`Rechtswert,Hochwert,Delikt,Tatzeit von\n${text}`)
    expect([report.kept, report.crs]).toEqual([40, 'unknown'])
  })
})

describe('systems of coordinates', () => {
  const table = (header: string, of: (i: number) => string) =>
    `Ref,Offence,Date,${header}\n${rows(40, (i) => `C${i},Burglary,${two(1 + (i % 28))}/03/2026,${of(i)}`)}`

  it.each([10, 100])('eastings cut to %i m are no metres', async (cut) => {
    const text = table(
      'Easting,Northing',
      (i) => `${Math.round((430000 + 37 * i) / cut)},${Math.round((434000 + 53 * i) / cut)}`,
    )
    const { report } = await open(text)
    expect(report.crs).toBe('unknown')
    expect(report.notes.join()).toContain('too short for metres')
  })

  it('numbers of an unknown unit are said to repeat nothing', async () => {
    const { report } = await open(table('Easting,Northing', (i) => `${4300 + (i % 3)},4340`))
    expect(report.notes.join()).not.toMatch(/repeat an earlier|to 1 m/)
  })

  it('degrees and minutes run together are no metres', async () => {
    const text = table('Latitude,Longitude', (i) => `53${48 + (i % 9) / 10}${i}N,00132.${7000 + 9 * i}W`)
    expect((await open(text)).report.crs).toBe('unknown')
  })

  it.each([
    ['UTM Zone', '30U'],
    ['UTM Zone', '30'],
    ['Zone', '30N'],
  ])('the zone of UTM metres stands under “%s”: %s', async (header, zone) => {
    const text = table(
      `${header},Easting,Northing`,
      (i) => `${zone},${595_800 + 37 * i},${5_962_400 + 53 * i}`,
    )
    expect((await open(text)).report.crs).toBe('EPSG:32630')
  })

  it('a zone of policing, and two zones, are none', async () => {
    for (const zone of ['30', '30U']) {
      const text = table(
        'Zone,Easting,Northing',
        (i) => `${zone === '30' ? zone : i % 2 ? '30U' : '31U'},${595_800 + 37 * i},${5_962_400 + 53 * i}`,
      )
      expect((await open(text)).report.crs, zone).toBe('unknown')
    }
  })

  it('Irish grid references are known by that name', async () => {
    const text = table('Irish Grid Ref', (i) => `J ${33000 + 7 * i} ${74000 + 5 * i}`)
    expect((await open(text)).incidents.lat[0]).toBeCloseTo(54.5967, 2)
  })

  it('degrees on the old datum of Britain are 100 m beside those of a phone', () => {
    const system = systemOf({
      wkt: 'GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]]]',
    })!
    const [lng, lat] = proj4(system, 'EPSG:4326', [-1.5444527, 53.8012209])
    expect([lng, lat]).toEqual([expect.closeTo(-1.5459892, 5), expect.closeTo(53.8014415, 5)])
    expect(systemOf({ code: 4277 })).toBe(system)
  })

  it.each([
    ['Grid Reference', (i: number) => `SE ${30000 + 9 * i} 34000`],
    ['OS Grid Reference', (i: number) => `${430000 + 9 * i}434000`],
    ['UTM Zone,Easting,Northing', (i: number) => `30U,${595_800 + 9 * i},5962400`],
  ])('homes by “%s”', async (header, of) => {
    const text = `Address,${header}\n${rows(30, (i) => `"${i + 1} Mill Lane, Leeds",${of(i)}`)}`
    const { homes } = only(await drop({ 'a.csv': text }), 'homes')
    expect([homes.n, homes.lat[0]]).toEqual([30, expect.closeTo(53.8, 1)])
  })

  it('flats as the Land Registry sorts them are homes', async () => {
    const text = `PAON,Street,Postcode,Property Type,Easting,Northing\n${rows(30, (i) => `${i + 1},Mill Lane,LS1 1AA,${'DSTFO'[i % 5]},${430000 + 9 * i},434000`)}`
    expect(only(await drop({ 'a.csv': text }), 'homes').homes.n).toBe(24)
  })
})

describe('numbers', () => {
  it('points between thousands and a decimal comma are read', async () => {
    const text = rows(20, (i) => `C${i};Burglary;430.${100 + i},00;390.${200 + i},50;05/01/2026`)
    const { report, incidents } = await open(`ref;offence;easting;northing;date\n${text}`)
    expect([report.kept, incidents.x[3], incidents.y[3]]).toEqual([20, 430103, 390203.5])
  })
})

describe('dates', () => {
  const dated = (header: string, of: (i: number) => string) =>
    open(
      `ref,offence,easting,northing,${header}\n${rows(20, (i) => `C${i},Burglary,${430000 + 9 * i},390000,${of(i)}`)}`,
    )
  const told = (minute: number) => `${isoDay(dayOf(minute))} ${showTime(minute)}`

  it.each([
    ['01032026', '2026-03-01 00:00'],
    ['1032026', '2026-03-01 00:00'],
    ['Dydd Llun 2 Mawrth 2026', '2026-03-02 00:00'],
    ['Monday 2nd of March 2026 at 20:15', '2026-03-02 20:15'],
    ['20:15 Mon 02/03/2026', '2026-03-02 20:15'],
  ])('“%s”', async (text, moment) => {
    const { incidents } = await dated('Date', (i) => (i === 0 ? text : text.replace('2026', '2025')))
    expect(told(incidents.from[0])).toBe(moment)
  })

  it.each([
    ['["2026-01-01 10:00:00","2026-01-01 12:00:00")', '2026-01-01 10:00', '2026-01-01 12:00'],
    ['[2026-01-01,2026-01-03)', '2026-01-01 00:00', '2026-01-02 23:59'],
    ['["2026-01-01 10:00:00",)', '2026-01-01 10:00', '2026-01-01 10:00'],
    ['between 22:00 Thu 01/01/2026 and 07:00 Fri 02/01/2026', '2026-01-01 22:00', '2026-01-02 07:00'],
  ])('a window in one cell: %s', async (text, first, last) => {
    const { incidents } = await dated('during', () => `"${text.replaceAll('"', '""')}"`)
    expect([told(incidents.from[0]), told(incidents.to[0])]).toEqual([first, last])
  })

  it('shares of the day are clock times', async () => {
    const shares = ['0.25', '0.75', '0.6875', '0.5', '0']
    const { incidents } = await dated('Date,Time', (i) => `02/03/2026,${shares[i % 5]}`)
    expect([...incidents.from].slice(0, 5).map(showTime)).toEqual([
      '06:00',
      '18:00',
      '16:30',
      '12:00',
      '00:00',
    ])
    const points = await dated('Date,Time', (i) => `02/03/2026,0.${two(10 + i)}`)
    expect(showTime(points.incidents.from[5])).toBe('00:15')
  })

  it('2400 is the midnight that ends the day', async () => {
    const { incidents } = await dated(
      'Date From,Time From,Date To,Time To',
      (i) => `02/03/2026,${i % 2 ? '2015' : '0'},02/03/2026,2400`,
    )
    expect([told(incidents.from[1]), told(incidents.to[1])]).toEqual(['2026-03-02 20:15', '2026-03-03 00:00'])
  })

  it.each(['xlsx', 'xls'] as const)(
    'numbers alone in a book of the calendar of 1904: %s',
    async (bookType) => {
      const sheet = utils.aoa_to_sheet([
        ['Ref', 'Offence', 'Date', 'Easting', 'Northing'],
        ...Array.from({ length: 8 }, (_, i) => [`C${i}`, 'Burglary', 44_561.5 + i / 9, 430000 + i, 390000]),
      ])
      const book = utils.book_new(sheet, 'A')
      book.Workbook = { WBProps: { date1904: true } }
      const bytes = new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer)
      const { incidents } = only(await drop({ [`a.${bookType}`]: bytes }), 'incidents')
      expect(told(incidents.from[0])).toBe('2026-01-01 12:00')
    },
  )

  it.each([
    ['Week commencing', '2026-01-05', '2026-01-11'],
    ['W/C', '2026-01-05', '2026-01-11'],
    ['Week Ending', '2025-12-30', '2026-01-05'],
  ])('a date under “%s” is a week', async (header, first, last) => {
    const text = rows(20, (i) => `C${i},Burglary,${430000 + i},390000,05/01/2026`)
    const { incidents, report } = await open(`ref,offence,easting,northing,${header}\n${text}`)
    expect([isoDay(dayOf(incidents.from[0])), isoDay(dayOf(incidents.to[0]))]).toEqual([first, last])
    expect(
      troublesOf(report, {})
        .map((t) => t.what)
        .join(),
    ).toContain('the date is that of a week')
  })

  it('days of ISO weeks are days', async () => {
    const weeks = ['2026-W01-1', '2026W053', '2020-W53-5', '2026-W60-1']
    const text = rows(4, (i) => `C${i},Burglary,${430000 + i},390000,${weeks[i]}`)
    const { incidents, report } = await open(`ref,offence,easting,northing,occurred\n${text}`)
    expect([...incidents.from].map((m) => isoDay(dayOf(m)))).toEqual([
      '2025-12-29',
      '2026-01-28',
      '2021-01-01',
    ])
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['not a date', 1]])
  })

  it('a few days among firsts of months are no evidence of days', async () => {
    const date = (i: number) => (i % 33 === 7 ? '2026-02-17' : `2026-0${1 + (i % 6)}-01`)
    const text = rows(200, (i) => `C${i},Burglary dwelling,${430000 + 37 * i},${390000 + 11 * i},${date(i)}`)
    const { report } = await open(`ref,offence,easting,northing,occurred\n${text}`)
    expect([report.precision, report.kept]).toEqual(['month', 200])
  })
})

describe('containers', () => {
  const data = Array.from({ length: 8 }, (_, i) => [`C${i}`, 'Burglary', 430000 + i, 390000, '2026-03-02'])
  const names = ['ref', 'offence', 'easting', 'northing', 'date']
  it.each([
    ['columns and data', { columns: names, data }],
    ['columns, index and data', { columns: names, index: data.map((_, i) => i), data }],
    ['fields with names, and rows', { fields: names.map((name) => ({ name, type: 'text' })), rows: data }],
  ])('JSON of %s', async (_, json) => {
    const { report } = await open(JSON.stringify(json), 'a.json')
    expect([report.kept, report.crs]).toEqual([8, 'EPSG:27700'])
  })
})

describe('what is said of files that are not read', () => {
  const refusal = async (bytes: string, name = 'a.csv') => {
    const [opened] = await drop({ [name]: bytes })
    return opened.kind === 'declined' ? opened.sentence : opened.kind
  }
  const crimes = (header: string, cell: string) =>
    `Ref,Offence,${header}\n${rows(20, (i) => `C${i},Burglary,${cell}`)}`

  it('zero bytes, and columns that a person would look at', async () => {
    const zeros = `${crimes('Date,Easting,Northing', '02/03/2026,430000,390000')}${'\0'.repeat(400)}`
    expect(await refusal(zeros)).toContain('is text with zero bytes or other control characters in it')
    expect(await refusal(crimes('Quarter,Easting,Northing', '2026 Q1,430000,390000'))).toContain(
      'Its columns are: Ref, Offence, Quarter',
    )
  })

  it('the tables of MapInfo, by their name', async () => {
    for (const bytes of [
      '!table\n!version 900\n!charset Neutral\n',
      'Version 900\nCharset "Neutral"\nDelimiter ","\n',
    ])
      expect(await refusal(bytes, 'a.tab')).toContain('is a MapInfo table. Save it as GeoPackage or CSV')
  })

  it('a column that holds some of what it should: the example is one of the others', async () => {
    const easting = (i: number) => (i % 3 ? 'withheld' : 430000 + i)
    const some = `Ref,Offence,Date,Easting,Northing\n${rows(21, (i) => `C${i},Burglary,02/03/2026,${easting(i)},390000`)}`
    expect(await refusal(some)).toContain(
      'Its column “Easting” holds mostly other things than coordinates, for example “withheld”.',
    )
  })

  it('an answer of a server that holds a part only', async () => {
    const results = Array.from({ length: 8 }, (_, i) => ({
      ...{ ref: `C${i}`, offence: 'Burglary', date: '2026-03-02', easting: 430000 + i, northing: 390000 },
    }))
    const notes = async (json: object) => (await open(JSON.stringify(json), 'a.json')).report.notes.join()
    expect(await notes({ count: 100, next: 'https://example.org/?page=2', results })).toContain(
      'The server sent only a part of its rows, 8 of 100',
    )
    expect(await notes({ count: 8, next: null, results })).not.toContain('only a part')
  })

  it('whole moments in columns named times, and numbers with a sign', async () => {
    const { report, incidents } = await open(
      `Occurrence #,Occ Type,Occ Start Time,Occ End Time,Easting,Northing\n${rows(20, (i) => `A${i},Burglary - Dwelling,0${1 + (i % 9)}-Mar-2026 20:15,,${430000 + 9 * i},390000`)}`,
    )
    const columns = Object.fromEntries(report.columns.map((c) => [c.field, c.column]))
    expect(columns).toMatchObject({ id: 'Occurrence #', from: 'Occ Start Time' })
    expect(isoDay(dayOf(incidents.from[0]))).toBe('2026-03-01')
  })

  it('a name that turns the direction of its sentence', async () => {
    const [opened] = await drop({ 'a\u202evsc.csv': '' })
    expect(opened.kind === 'declined' && opened.sentence).toMatch(/^avsc\.csv is empty/)
  })
})
