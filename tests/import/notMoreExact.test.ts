import { describe, expect, it } from 'vitest'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { isoDay, dayOf, showTime } from '../../src/core/base/time.ts'
import type { ImportOptions } from '../../src/import/contract.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { drop, only } from './drop.ts'

const two = (v: number) => String(v).padStart(2, '0')
const open = async (text: string, options: ImportOptions = {}, name = 'a.csv') =>
  only(await drop({ [name]: text }, options), 'incidents')

/** Forty rows near Leeds, each of its own point and number; `cells` gives what follows them. */
const table = (header: string, cells: (i: number) => string, n = 40) =>
  `Crime Ref,Offence,Easting,Northing,${header}\n` +
  Array.from(
    { length: n },
    (_, i) => `ZZ/${i}/26,Burglary Residential,${430000 + 37 * i},${434000 + 53 * (i % 7)},${cells(i)}`,
  ).join('\n') +
  '\n'

describe('months written as days', () => {
  const month = (i: number) => 1 + (i % 6)
  const last = (m: number) => new Date(Date.UTC(2025, m, 0)).getUTCDate()
  it.each([
    ['iso', (i: number) => `2025-${two(month(i))}-01`],
    ['iso with midnight', (i: number) => `2025-${two(month(i))}-01T00:00:00Z`],
    ['slashes', (i: number) => `01/${two(month(i))}/2025`],
    ['slashes and midnight', (i: number) => `1/${month(i)}/2025 00:00`],
    ['last day', (i: number) => `2025-${two(month(i))}-${last(month(i))}`],
    ['last minute', (i: number) => `${last(month(i))}/${two(month(i))}/2025 23:59`],
    ['last day, American', (i: number) => `${month(i)}/${last(month(i))}/2025`],
    ['first day, American', (i: number) => `${month(i)}/1/2025`],
    ['words', (i: number) => `1 ${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'][i % 6]} 2025`],
    ['spreadsheet days', (i: number) => String(45658 + [0, 31, 59, 90, 120, 151][i % 6])],
    ['milliseconds', (i: number) => String(Date.UTC(2025, i % 6, 1))],
    [
      'milliseconds of the local midnight',
      (i: number) => String(Date.UTC(2025, i % 6, 1) - (i % 6 > 2 ? 3_600_000 : 0)),
    ],
    ['+00', (i: number) => `2025-${two(month(i))}-01 00:00:00+00`],
  ])('are months: %s', async (_, date) => {
    const { report, incidents: t } = await open(table('Date', date))
    expect([report.precision, report.source, report.kept]).toEqual(['month', 'open', 40])
    expect(new Set([...t.from].map((m) => isoDay(dayOf(m)).slice(8)))).toEqual(new Set(['01']))
    expect(report.warnings[0].what).toContain('read as months')
    // a force's own file need not have the points of open data
    expect(report.notes.join(' ')).not.toContain('eight or more')
    expect(report.notes.join(' ')).toContain('Only the month is known')
    const days = await open(table('Date', date), { months: 'days' })
    expect(days.report.precision).not.toBe('month')
    expect(
      troublesOf(report, {})
        .find((x) => x.what.includes('months'))
        ?.repairs.map((r) => r.label),
    ).toEqual(['They are months', 'They are days'])
  })

  it.each([
    ['one month', () => '01/03/2025'],
    ['days among them', (i: number) => (i % 9 === 0 ? '14/03/2025' : `01/${two(month(i))}/2025`)],
    ['clock times', (i: number) => `01/${two(month(i))}/2025 ${two(i % 24)}:17`],
  ])('are days: %s', async (_, date) => {
    expect((await open(table('Date', date))).report.precision).not.toBe('month')
  })

  it('looks at the whole column: a day beyond the sample', async () => {
    const date = (i: number) => (i > 2300 && i % 3 === 0 ? '14/03/2025' : `01/${two(month(i))}/2025`)
    const { report } = await open(table('Date', date, 3000))
    expect([report.precision, report.kept]).toEqual(['day', 3000])
  })

  it.each([
    'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type',
    'crime_id,month,reported_by,falls_within,longitude,latitude,location,lsoa_code,lsoa_name,crime_type',
    'CrimeID,Month,ReportedBy,FallsWithin,Longitude,Latitude,Location,LSOACode,LSOAName,CrimeType',
    'CRIMEID,DATE,REPORTEDBY,FALLSWITHIN,LONGITUDE,LATITUDE,LOCATION,LSOACODE,LSOANAME,CRIMETYPE',
    'id,Date,force,within,Lon,Lat,place,code,name,Crime type',
  ])('knows open data by %s, though one month is all there is', async (header) => {
    const row = (i: number) =>
      `${i},2025-03-01,A Police,A Police,${-1.5 + i / 1000},53.8,On or near High Street,E01,A 1,Burglary`
    const text = `${header}\n${Array.from({ length: 12 }, (_, i) => row(i)).join('\n')}\n`
    const { report, incidents } = await open(text)
    expect([report.precision, report.source]).toEqual(['month', 'open'])
    expect(textAt((await open(text)).text.address, 0)).toBe('')
    expect([...incidents.place]).toEqual(new Array(12).fill(-1))
  })

  it('takes the American order where the origin speaks for months', async () => {
    const rows = Array.from(
      { length: 6 },
      (_, i) => `${i},${i + 1}/1/2025,-1.5,53.8,On or near Mill Lane,Burglary`,
    )
    const { incidents: t } = await open(
      `id,Month,Longitude,Latitude,Location,Crime type\n${rows.join('\n')}\n`,
    )
    expect([...t.from].map((m) => isoDay(dayOf(m)))).toEqual([1, 2, 3, 4, 5, 6].map((m) => `2025-0${m}-01`))
  })

  it('finds snap points by content: days, and many rows on few points', async () => {
    const point = (i: number) => `${430000 + 70 * (i % 25)},${434000 + 90 * (i % 5)}`
    const rows = Array.from(
      { length: 250 },
      (_, i) => `N${i},${two(1 + (i % 28))}/03/2025 ${two(i % 24)}:1${i % 10},Burglary,${point(i)}`,
    )
    const text = `Ref,Date,Offence,Easting,Northing\n${rows.join('\n')}\n`
    const { report } = await open(text)
    expect([report.precision, report.source]).toEqual(['minute', 'open'])
    expect(report.snapped).toContain('250 rows lie on 25 points')
    expect((await open(text, { points: 'homes' })).report.source).toBe('exact')
  })
})

describe('which coordinates', () => {
  const DATE = (i: number) => `${two(1 + (i % 28))}/03/2026 20:3${i % 10}`
  const other = (header: string, place: (i: number) => string, name = 'a.csv') =>
    open(
      `Ref,Date,Offence,${header}\n` +
        Array.from({ length: 40 }, (_, i) => `R${i},${DATE(i)},BURGLARY,${place(i)}`).join('\n') +
        '\n',
      {},
      name,
    )

  it('numbers of an unknown system stand first, with a check of the unit', async () => {
    const { report, incidents } = await other(
      'Address,X,Y',
      (i) => `${i} Oak St,${1298750 + 300 * i},${451803 + 200 * i}`,
    )
    expect(incidents.crs).toBe('unknown')
    const [first] = troublesOf(report, {})
    expect(first.what).toContain('unit of the coordinates is not known')
    expect(first.repairs.map((r) => r.patch)).toEqual([{ crs: 'plane' }, { crs: 'feet' }])
    expect(first.advice).toContain('14.1 km if these are metres, 4.3 km if they are US feet')
    expect(first.advice).toContain('0 Oak St')
  })

  it.each([
    [
      'Toronto',
      'X,Y,LONG_WGS84,LAT_WGS84',
      (i: number) => `${-8837000 + 40 * i},${5413000 + 40 * i},${-79.385 + i / 4000},${43.65 + i / 4000}`,
    ],
    [
      'Chicago',
      'X Coordinate,Y Coordinate,Latitude,Longitude',
      (i: number) => `${1160000 + 40 * i},${1870000 + 40 * i},${41.8 + i / 10000},${-87.66 + i / 10000}`,
    ],
    [
      'Denver',
      'GEO_X,GEO_Y,GEO_LON,GEO_LAT',
      (i: number) => `${3140000 + 40 * i},${1690000 + 40 * i},${-104.99 + i / 10000},${39.7 + i / 10000}`,
    ],
    [
      'Washington',
      'X,Y,LATITUDE,LONGITUDE',
      (i: number) => `${397000 + 40 * i},${137000 + 40 * i},${38.9 + i / 10000},${-77.03 + i / 10000}`,
    ],
  ])('degrees beat the plane numbers of %s', async (_, header, place) => {
    const { incidents: t, report } = await other(header, place)
    expect(report.kept).toBe(40)
    const degrees = place(0)
      .split(',')
      .map(Number)
      .filter((v) => Math.abs(v) < 180)
    expect(degrees).toContain(Math.round(t.lng[0] * 1e6) / 1e6)
    expect(degrees).toContain(Math.round(t.lat[0] * 1e6) / 1e6)
  })

  it('fills the blanks of one pair from the other and says where they differ', async () => {
    const at = (i: number) => [430000 + 37 * i, 434000 + 53 * (i % 7)]
    const base = await open(table('Date', DATE))
    const place = (i: number) => {
      const [x, y] = at(i)
      const [lng, lat] = [base.incidents.lng[i], base.incidents.lat[i] + (i === 3 ? 0.01 : 0)]
      return i % 2 === 0 && i !== 4 ? `${x},${y},,` : i === 3 ? `${x},${y},${lat},${lng}` : `,,${lat},${lng}`
    }
    const { incidents: t, report } = await other('Easting,Northing,Latitude,Longitude', place)
    expect(report.kept).toBe(40)
    expect(t.x[5]).toBeCloseTo(at(5)[0], 0)
    expect(t.y[5]).toBeCloseTo(at(5)[1], 0)
    const said = Object.fromEntries(report.warnings.map((w) => [w.what, w.n]))
    expect(Object.entries(said).find(([w]) => w.includes('more than 100 m apart'))?.[1]).toBe(1)
    expect(Object.entries(said).find(([w]) => w.includes('placed by the other coordinates'))?.[1]).toBe(19)
  })

  it.each([
    [
      'postcodes',
      'Easting,Northing,Postcode',
      (i: number) => `${333800 + 11 * i},${372000 + 7 * i},BT7 1NN`,
      'EPSG:29902',
    ],
    [
      'an address',
      'Easting,Northing,Address',
      (i: number) => `${333800 + 11 * i},${372000 + 7 * i},"${i} Example Row, Belfast BT9 5AB"`,
      'EPSG:29902',
    ],
    [
      'the county',
      'X,Y,County',
      (i: number) => `${233800 + 11 * i},${372000 + 7 * i},Co. Tyrone`,
      'EPSG:29902',
    ],
    [
      'the header',
      'IG_Easting,IG_Northing',
      (i: number) => `${333800 + 11 * i},${372000 + 7 * i}`,
      'EPSG:29902',
    ],
    [
      'ITM and postcodes',
      'Easting,Northing,Postcode',
      (i: number) => `${733800 + 11 * i},${873000 + 7 * i},BT7 1NN`,
      'EPSG:2157',
    ],
    ['the sea', 'X,Y', (i: number) => `${683800 + 11 * i},${733000 + 7 * i}`, 'EPSG:2157'],
  ])('Irish grids are told by %s', async (_, header, place, code) => {
    const { report, incidents: t } = await other(header, place)
    expect(report.kept).toBe(40)
    expect(t.lng[0]).toBeGreaterThan(-8)
    expect(t.lng[0]).toBeLessThan(-5.4)
    expect(report.crsLabel).toContain(code)
  })

  it('a Belfast Road in England stays on the British grid', async () => {
    const { incidents } = await open(table('Date,Address', (i) => `${DATE(i)},${i} Belfast Road`))
    expect(incidents.crs).toBe('EPSG:27700')
    expect(incidents.x[0]).toBe(430000)
  })
})

describe('clocks', () => {
  const SUMMER = Date.UTC(2026, 5, 10, 22, 35)
  const utc = (how: string) => {
    const d = new Date(SUMMER).toISOString()
    return {
      ms: String(SUMMER),
      s: String(SUMMER / 1000),
      '+00': d.slice(0, 19).replace('T', ' ') + '+00',
      '+00:00': d.slice(0, 19) + '+00:00',
    }[how]!
  }
  it.each(['ms', 's', '+00', '+00:00'])(
    '%s is UTC and turned, said, and the choice is offered',
    async (how) => {
      const text = table('Date', () => utc(how))
      const { incidents: t, report } = await open(text)
      expect(showTime(t.from[0])).toBe('23:35')
      expect(report.notes.join(' ')).toContain('UTC')
      const trouble = troublesOf(report, {}).find((x) => x.what.includes('UTC'))!
      expect(trouble.repairs.map((r) => r.patch.clock)).toEqual(['utc', 'written'])
      expect(showTime((await open(text, { clock: 'written' })).incidents.from[0])).toBe('22:35')
    },
  )

  it('windows across a change of the clock are measured in true minutes', async () => {
    const autumn = await open(table('From,To', () => '2026-10-25T01:30:00+01:00,2026-10-25T01:10:00+00:00'))
    expect(new Set(autumn.incidents.to.map((v, i) => v - autumn.incidents.from[i]))).toEqual(new Set([40]))
    expect(autumn.report.warnings).toEqual([])
    const spring = await open(table('From,To', () => '2026-03-29T00:30:00+00:00,2026-03-29T02:10:00+01:00'))
    expect(spring.incidents.to[0] - spring.incidents.from[0]).toBe(40)
    const epoch = (a: number, b: number) => table('From,To', () => `${a},${b}`)
    const ms = await open(epoch(Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 10)))
    expect([showTime(ms.incidents.from[0]), ms.incidents.to[0] - ms.incidents.from[0]]).toEqual(['01:30', 40])
  })
})

describe('one spelling', () => {
  it('beats, streets and wordings are one whatever their case, blanks, apostrophes and abbreviations', async () => {
    const beats = ["St Mary's", 'ST MARYS', "St. Mary's ", "St Mary's"]
    const streets = ['High Street', 'HIGH ST', 'High  Street', 'High Street']
    const wordings = [
      'Burglary - Residential',
      'BURGLARY RESIDENTIAL',
      'Burglary – residential',
      'Burglary - Residential',
    ]
    const rows = Array.from(
      { length: 40 },
      (_, i) =>
        `R${i},${two(1 + (i % 28))}/03/2026 10:00,${wordings[i % 4]},${430000 + 31 * i},434000,"${beats[i % 4]}",${streets[i % 4]}`,
    )
    const { incidents: t } = await open(`Ref,Date,Offence,Easting,Northing,Beat,Street\n${rows.join('\n')}\n`)
    const all = (k: 'beat' | 'street' | 'wording') =>
      new Set(Array.from({ length: 40 }, (_, i) => dictAt(t[k], i)))
    expect(all('beat')).toEqual(new Set(["St Mary's"]))
    expect(all('street')).toEqual(new Set(['High Street']))
    expect(all('wording')).toEqual(new Set(['Burglary - Residential']))
  })

  it('keeps attempts, streets with numbers and other beats apart', async () => {
    const wordings = ['Burglary - Residential', 'Attempted Burglary - Residential']
    const beats = ['N1', 'N10']
    const { incidents: t } = await open(
      `Ref,Date,Offence,Easting,Northing,Beat\n${Array.from({ length: 20 }, (_, i) => `R${i},${two(1 + i)}/03/2026 10:00,${wordings[i % 2]},${430000 + 31 * i},434000,${beats[i % 2]}`).join('\n')}\n`,
    )
    expect(new Set(t.wording.codes).size).toBe(2)
    expect(new Set(t.beat.codes).size).toBe(2)
  })
})

describe('what stands for a month, and what for a day', () => {
  const month = (i: number) => 1 + (i % 6)
  const words = ['January', 'February', 'March', 'April', 'May', 'June']
  it.each([
    ['202503', (i: number) => `2025${two(month(i))}`],
    ['03/2025', (i: number) => `${two(month(i))}/2025`],
    ['3-2025', (i: number) => `${month(i)}-2025`],
    ['2025 March', (i: number) => `2025 ${words[i % 6]}`],
    ['2025M03', (i: number) => `2025M${two(month(i))}`],
    ['the fifteenth of each', (i: number) => `15/${two(month(i))}/2025`],
    ['the first at noon', (i: number) => `2025-${two(month(i))}-01 12:00:00`],
    [
      'the midnight of summer time, marked Z',
      (i: number) => new Date(Date.UTC(2025, i % 6, 1) - (i % 6 > 2 ? 3_600_000 : 0)).toISOString(),
    ],
    ['the first by the clock of Toronto', (i: number) => `2025-${two(month(i))}-01T05:00:00+00:00`],
  ])('a month: %s', async (_, date) => {
    const { report, incidents: t } = await open(table('Date', date))
    expect([report.precision, report.source, report.kept]).toEqual(['month', 'open', 40])
    expect([...t.from].map((m) => isoDay(dayOf(m)))).toEqual(
      Array.from({ length: 40 }, (_, i) => `2025-${two(month(i))}-01`),
    )
  })

  const day = (i: number) => Date.UTC(2025, 5, 1 + i)
  it.each([
    ['noon in every row', (i: number) => `${new Date(day(i)).toISOString().slice(0, 10)} 12:00`],
    ['UK midnights, marked Z', (i: number) => new Date(day(i) - 3_600_000).toISOString()],
    ['UK midnights in milliseconds', (i: number) => String(day(i) - 3_600_000)],
  ])('a day: %s', async (_, date) => {
    const { report, incidents: t } = await open(table('Date', date))
    expect([report.precision, report.kept]).toEqual(['day', 40])
    expect([...t.from].map((m) => m * 60_000)).toEqual(Array.from({ length: 40 }, (_, i) => day(i)))
  })

  it.each([
    ['microseconds', 1000],
    ['nanoseconds', 1_000_000],
  ])('reads %s since 1970 as UTC', async (_, times) => {
    const at = (i: number) => Date.UTC(2025, 5, 1 + i, 3, 17 + (i % 7))
    const { incidents: t } = await open(table('Date', (i) => `${BigInt(at(i)) * BigInt(times)}`))
    expect([...t.from].map((m) => m * 60_000)).toEqual(
      Array.from({ length: 40 }, (_, i) => at(i) + 3_600_000),
    )
  })

  it('says which clock times the clocks never showed', async () => {
    const { report } = await open(
      table('Date', (i) => (i < 3 ? '29/03/2026 01:30' : `${two(1 + (i % 28))}/03/2026 01:30`)),
    )
    expect(report.warnings.find((w) => w.what.includes('does not exist'))?.n).toBe(3)
  })
})

describe('a file of another country', () => {
  const abroad = (header: string, x: number, y: number, cell: string) =>
    `${header}\n${Array.from({ length: 40 }, (_, i) => `${i},BURGLARY,2025-06-${two(1 + (i % 28))} 1${i % 10}:20,${x + 41 * i},${y + 37 * i},${cell}`).join('\n')}\n`
  it.each([
    ['metres of Maryland', 'CCN,OFFENSE,REPORT_DAT,XBLOCK,YBLOCK,BLOCK', 397000, 137000, 'x'],
    ['feet of New York', 'NO,OFNS_DESC,DATE,X,Y,PLACE', 600000, 700000, 'x'],
    ['addresses', 'Ref,Offence,Date,X,Y,Where', 430000, 434000, '1400 BLOCK OF ELM ST NW'],
  ])('has no British numbers: %s', async (_, header, x, y, cell) => {
    const { report } = await open(abroad(header, x, y, cell))
    expect([report.crs, report.kept]).toEqual(['unknown', 40])
  })

  it('leaves British numbers what they are: a postcode, or a header of eastings, says so', async () => {
    for (const [header, cell] of [
      ['No,Offense,Date,X,Y,Postcode', 'LS6 1AA'],
      ['No,Offense,Date,Easting,Northing,Where', 'x'],
    ])
      expect((await open(abroad(header, 430000, 434000, cell))).report.crs).toBe('EPSG:27700')
  })

  it('takes the hour from its own column where the date is a foreign midnight', async () => {
    const text = `EVENT_ID,OCC_DATE,OCC_HOUR,OFFENCE,LONG_WGS84,LAT_WGS84\n${Array.from(
      { length: 40 },
      (_, i) => `${i},2025/06/${two(1 + (i % 28))} 04:00:00+00,${i % 24},B&E,${-79.4 + i / 1000},43.7`,
    ).join('\n')}\n`
    const { incidents: t, report } = await open(text)
    expect(report.precision).toBe('minute')
    expect(showTime(t.from[21])).toBe('21:00')
    const { report: without } = await open(text.replace(',OCC_HOUR', ',Other'))
    expect(without.precision).toBe('day')
  })
})
