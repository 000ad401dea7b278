/** What people write into one cell, and what they call its column: each form in a small table of its own. */
import { describe, expect, it } from 'vitest'
import { minuteOf } from '../../src/core/base/time.ts'
import { plainMoment, readAngle, readPair, readRange, unwrapped } from '../../src/import/meaning/cellForms.ts'
import { balanced, drop, only } from './drop.ts'

const quoted = (s: string) => (/[",\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s)
/** A table of ten rows; a column is a text, or made of the row's number. */
async function table(columns: Record<string, string | ((i: number) => string)>, separator = ',') {
  const names = Object.keys(columns)
  const row = (i: number) =>
    names.map((n) => quoted(typeof columns[n] === 'string' ? columns[n] : columns[n](i))).join(separator)
  const opened = await drop({
    'a.csv': [names.map(quoted).join(separator), ...Array.from({ length: 10 }, (_, i) => row(i))].join('\n'),
  })
  expect(balanced(opened)).toBe(true)
  return only(opened, 'incidents')
}
const what = { Ref: (i: number) => `R${i}`, Offence: 'Burglary Residential' }
const when = { 'Date From': (i: number) => `${14 + i}/02/2026 20:35` }
const where = {
  Easting: (i: number) => String(430_000 + 10 * i),
  Northing: (i: number) => String(434_000 + 10 * i),
}
const at = minuteOf(2026, 2, 14, 20, 35)

/** Well-known binary of a point, little end first, as hexadecimal; with a system where one is given. */
function hex(x: number, y: number, srid?: number): string {
  const view = new DataView(new ArrayBuffer(srid ? 25 : 21))
  view.setUint8(0, 1)
  view.setUint32(1, srid ? 0x20000001 : 1, true)
  if (srid) view.setUint32(5, srid, true)
  view.setFloat64(srid ? 9 : 5, x, true)
  view.setFloat64(srid ? 17 : 13, y, true)
  return [...new Uint8Array(view.buffer)].map((b) => b.toString(16).padStart(2, '0')).join('')
}

describe('places in one cell', () => {
  const lng = (i: number) => -1.5 - i * 0.001
  const lat = (i: number) => 53.8 + i * 0.001
  it.each<[string, (i: number) => string]>([
    ['POINT', (i) => `POINT (${lng(i)} ${lat(i)})`],
    ['POINT Z with a system', (i) => `SRID=4326;POINT Z(${lng(i)} ${lat(i)} 12)`],
    [
      'Web Mercator with its number',
      () =>
        `SRID=3857;POINT(-166979.236 ${6_378_137 * Math.log(Math.tan(Math.PI / 4 + (53.8 * Math.PI) / 360))})`,
    ],
    ['hexadecimal', (i) => hex(lng(i), lat(i)).toUpperCase()],
    ['hexadecimal with a system', (i) => hex(lng(i), lat(i), 4326)],
    ['latitude, longitude', (i) => `${lat(i)}, ${lng(i)}`],
    ['(latitude, longitude)', (i) => `(${lat(i)}, ${lng(i)})`],
    ['an address before the brackets', (i) => `${i} Example Row\nExampleton\n(${lat(i)}, ${lng(i)})`],
    ['longitude first, told by where Britain lies', (i) => `${lng(i)} ${lat(i)}`],
    ['sides of the compass', (i) => `${lat(i)}N ${-lng(i)}W`],
    ['degrees, minutes, seconds', () => `53°48'00.0"N 1°30'00.0"W`],
    ['GeoJSON', (i) => `{"type":"Point","coordinates":[${lng(i)},${lat(i)}]}`],
  ])('%s', async (_, cell) => {
    const { incidents, report } = await table({ ...what, ...when, Location: cell })
    expect(incidents.n).toBe(10)
    expect(incidents.lng[0]).toBeCloseTo(-1.5, 3)
    expect(incidents.lat[0]).toBeCloseTo(53.8, 3)
    expect(report.notes.join(' ')).toContain('read out of the column “Location”')
  })

  it.each<[string, (i: number) => string]>([
    ['POINT', (i) => `POINT(${430_000 + i} ${434_000 + i})`],
    ['with its number', (i) => `SRID=27700;POINT(${430_000 + i} ${434_000 + i})`],
    ['E, N', (i) => `${430_000 + i}, ${434_000 + i}`],
    ['named', (i) => `E ${430_000 + i} N ${434_000 + i}`],
  ])('of the National Grid: %s', async (_, cell) => {
    const { incidents, report } = await table({ ...what, ...when, 'Grid position': cell })
    expect(report.crs).toBe('EPSG:27700')
    expect([incidents.x[3], incidents.y[3]]).toEqual([430_003, 434_003])
  })

  it('in degrees, minutes and seconds in two columns', async () => {
    const { incidents } = await table({
      ...what,
      ...when,
      Latitude: `53° 48' 00" N`,
      Longitude: (i) => `1° 30' ${i}.0" W`,
    })
    expect(incidents.lng[0]).toBeCloseTo(-1.5, 6)
    expect(incidents.lat[0]).toBeCloseTo(53.8, 6)
  })

  it('are no dates, numbers of houses or amounts', () => {
    for (const text of ['12/03/2026', '20:35', '14 High Street', '£1,200', 'Flat 2, 3 Mill Lane', '', 'C12'])
      expect(readPair(text), text).toBeUndefined()
    expect(readAngle('53.8')).toBeNaN()
    expect(readAngle('12 14 High Street')).toBeNaN()
  })
})

describe('dates and times as people write them', () => {
  it.each([
    ['14/02/2026 at 20:35', '14/02/2026 20:35'],
    ['14/02/2026 @ 2035hrs', '14/02/2026 20:35'],
    ['20:35 hrs', '20:35'],
    ['2035hrs.', '20:35'],
    ['2035 hours', '20:35'],
    ['20.35 Uhr', '20:35'],
    ['Sat Feb 14 20:35:00 GMT 2026', '14 Feb 2026 20:35:00 GMT'],
    ['Sat Feb 14 20:35:00 CET 2026', '14 Feb 2026 20:35:00'],
    ['14/02/2026', '14/02/2026'],
  ])('%s', (raw, plain) => expect(plainMoment(raw)).toBe(plain))

  it.each<[string, (i: number) => string]>([
    ['at', (i) => `${14 + i}/02/2026 at 20:35`],
    ['hrs', (i) => `${14 + i}/02/2026 2035hrs`],
    ['Java', (i) => `Sat Feb ${14 + i} 20:35:00 GMT 2026`],
  ])('a date with a clock: %s', async (_, cell) => {
    expect((await table({ ...what, 'Date From': cell, ...where })).incidents.from[0]).toBe(at)
  })

  it.each(['2035hrs', '20:35 hrs', '2035', '20.35', '2035 hours'])('a clock apart: %s', async (cell) => {
    const { incidents, report } = await table({
      ...what,
      Date: (i) => `${14 + i}/02/2026`,
      Time: cell,
      ...where,
    })
    expect(report.precision).toBe('minute')
    expect(incidents.from[0]).toBe(at)
  })

  it('a clock without its zeros is minutes past midnight where others have hours', async () => {
    const { incidents } = await table({
      DR_NO: (i) => `${i}`,
      'DATE OCC': (i) => `02/${14 + i}/2026 12:00:00 AM`,
      'TIME OCC': (i) => (i === 0 ? '5' : i === 1 ? '45' : '2035'),
      'Crm Cd Desc': 'BURGLARY',
      LOCATION: '5200 EXAMPLE AV',
      LAT: (i) => `${34 + i / 1000}`,
      LON: '-118.3',
    })
    expect([0, 1, 2].map((i) => incidents.from[i])).toEqual([
      minuteOf(2026, 2, 14, 0, 5),
      minuteOf(2026, 2, 15, 0, 45),
      minuteOf(2026, 2, 16, 20, 35),
    ])
  })

  it.each<[string, (i: number) => string, number]>([
    ['dash', (i) => `${14 + i}/02/2026 20:35 - ${15 + i}/02/2026 07:10`, 635],
    ['long dash', (i) => `${14 + i}/02/2026 20:35–${15 + i}/02/2026 07:10`, 635],
    ['to', (i) => `${14 + i}/02/2026 20:35 to ${15 + i}/02/2026 07:10`, 635],
    ['between and', (i) => `Between ${14 + i}/02/2026 20:35 and ${15 + i}/02/2026 07:10`, 635],
    ['ISO', (i) => `2026-02-${14 + i}T20:35/2026-02-${15 + i}T07:10`, 635],
    ['a clock for the end', (i) => `${14 + i}/02/2026 20:35 - 22:10`, 95],
  ])('a range in one cell: %s', async (_, cell, minutes) => {
    const { incidents } = await table({ ...what, Committed: cell, ...where })
    expect(incidents.from[0]).toBe(at)
    expect(incidents.to[0] - incidents.from[0]).toBe(minutes)
  })

  it('a range is no date with dashes, no name and no address', () => {
    for (const text of [
      '14-02-2026',
      '2026-02-14',
      '2026-02-14 20:35',
      'Stoke-on-Trent',
      '14-16 High Street',
    ])
      expect(readRange(text), text).toBeUndefined()
  })
})

describe('wrappings', () => {
  it.each([
    ['="A1"', 'A1'],
    ['="say ""no"""', 'say "no"'],
    ["'0123", '0123'],
    ["'0123'", '0123'],
    ["O'Neill", "O'Neill"],
    ['=A1', '=A1'],
  ])('%s', (raw, plain) => expect(unwrapped(raw)).toBe(plain))

  it('of formulas, apostrophes and single quotes come off a whole file', async () => {
    for (const wrap of [(v: string) => `="${v}"`, (v: string) => `'${v}`, (v: string) => `'${v}'`]) {
      const all = Object.fromEntries(
        Object.entries({ ...what, ...when, ...where }).map(([k, v]) => [
          k,
          (i: number) => wrap(typeof v === 'string' ? v : v(i)),
        ]),
      )
      const { incidents } = await table(all)
      expect(incidents.from[0]).toBe(at)
      expect(incidents.x[2]).toBe(430_020)
      expect(incidents.wording.values[incidents.wording.codes[0]]).toBe('Burglary Residential')
    }
  })

  it('blanks after commas, and quotes behind them', async () => {
    const lines = Array.from(
      { length: 10 },
      (_, i) => `"R${i}", "Burglary, residential", "${14 + i}/02/2026 20:35", "${430_000 + i}", 434000`,
    )
    const opened = await drop({
      'a.csv': ['"Ref", "Offence", "Date From", "Easting", "Northing"', ...lines].join('\n'),
    })
    const { incidents } = only(opened, 'incidents')
    expect(incidents.n).toBe(10)
    expect(incidents.wording.values).toContain('Burglary, residential')
  })

  it('single quotes that hold the separator', async () => {
    const lines = Array.from(
      { length: 10 },
      (_, i) => `'R${i}','Burglary, residential','${14 + i}/02/2026 20:35','${430_000 + i}','434000'`,
    )
    const opened = await drop({
      'a.csv': ["'Ref','Offence','Date From','Easting','Northing'", ...lines].join('\n'),
    })
    expect(only(opened, 'incidents').incidents.wording.values).toContain('Burglary, residential')
  })
})

describe('headers', () => {
  it.each<[string, string, string, string]>([
    ['GPSE', 'GPSN', 'Committed Between', 'Committed And'],
    ['GridRef X', 'GridRef Y', 'Not Before', 'Not After'],
    ['LocX', 'LocY', 'Earliest', 'Latest'],
    ['GridRefX', 'GridRefY', 'Earliest Date', 'Latest Date'],
    ['GPS_E', 'GPS_N', 'Occurred Between', 'Occurred And'],
  ])('%s, %s, %s, %s', async (x, y, from, to) => {
    const { incidents, report } = await table({
      ...what,
      [from]: when['Date From'],
      [to]: (i) => `${15 + i}/02/2026 07:10`,
      [x]: where.Easting,
      [y]: where.Northing,
    })
    expect(incidents.to[0] - incidents.from[0]).toBe(635)
    expect(report.columns.map((c) => c.field)).toEqual(expect.arrayContaining(['from', 'to', 'x', 'y']))
  })

  it.each(['Stats Class', 'OFNS_DESC', 'Incident Category', 'Crm Cd Desc', 'Offence Description'])(
    '%s holds offences',
    async (name) => {
      expect((await table({ [name]: 'Burglary Residential', ...when, ...where })).incidents.offence[0]).toBe(
        1,
      )
    },
  )

  it('Committed Location Full Address is the address', async () => {
    const { report } = await table({
      ...what,
      ...when,
      ...where,
      'Committed Location Full Address': (i) => `${i + 1} Mill Lane`,
    })
    expect(report.columns.find((c) => c.field === 'address')?.column).toBe('Committed Location Full Address')
  })

  it('times of a date’s two ends stand in columns of their own', async () => {
    const { incidents } = await table({
      ...what,
      'Incident Date From': (i) => `${14 + i}/02/2026`,
      'Incident Time From': '20:35',
      'Incident Date To': (i) => `${15 + i}/02/2026`,
      'Incident Time To': '07:10',
      ...where,
    })
    expect([incidents.from[0], incidents.to[0] - at]).toEqual([at, 635])
  })

  it('a misfit is explained by the column a person would look at', async () => {
    const csv = `Offence,Recorded,Date From,Easting,Northing\nBurglary,x,soon,430000,434000\nBurglary,y,later,430001,434001`
    expect(only(await drop({ 'a.csv': csv }), 'declined').sentence).toContain(
      'Its column “Date From” holds no dates, for example “soon”',
    )
  })
})

describe('other countries and other systems', () => {
  const part = { ...what, ...where }
  it.each<[string, Record<string, string | ((i: number) => string)>, string]>([
    ['German', { 'Tatzeit von': (i) => `${14 + i}.02.2026 20:35`, 'Tatzeit bis': '24.02.2026 06:00' }, ','],
    ['French', { 'Date début': (i) => `${14 + i}/02/2026 20h35`, 'Date fin': '24/02/2026 06h00' }, ';'],
    [
      'American',
      {
        'Offense Start DateTime': (i) => `02/${14 + i}/2026 08:35:00 PM`,
        'Offense End DateTime': '02/24/2026 06:00:00 AM',
      },
      ',',
    ],
    [
      'Denver',
      {
        first_occurrence_date: (i) => `2/${14 + i}/2026 8:35:00 PM`,
        last_occurrence_date: '2/24/2026 6:00:00 AM',
        reported_date: '2/25/2026 6:00:00 AM',
      },
      ',',
    ],
    ['a day and two clock times', { Committed: (i) => `${14 + i}/02/2026 20:35-22:10` }, ','],
  ])('both ends of the window: %s', async (_, columns, separator) => {
    const { incidents, report } = await table({ ...part, ...columns }, separator)
    expect(incidents.from[0]).toBe(at)
    expect(incidents.to[0]).toBeGreaterThan(at)
    expect(report.columns.map((c) => c.field)).toEqual(expect.arrayContaining(['from', 'to']))
  })

  it.each<[string, Record<string, (i: number) => string>, string]>([
    ['a weekday in front', { Occurred: (i) => `Sat ${14 + i}/02/2026 @ 20:35` }, ','],
    ['.NET', { Occurred: (i) => `/Date(${Date.UTC(2026, 1, 14 + i, 20, 35)})/` }, ','],
    [
      'milliseconds under a header of another system',
      { ev_dttm: (i) => String(Date.UTC(2026, 1, 14 + i, 20, 35)) },
      ',',
    ],
    [
      'day numbers with a decimal comma',
      { 'Date From': (i) => (i === 3 ? 'unknown' : `${46067 + i},857639`) },
      ';',
    ],
    [
      'Spanish, the report beside it',
      {
        'Fecha denuncia': () => '28/02/2026',
        'Fecha del hecho': (i) => `${14 + i}/02/2026`,
        'Hora del hecho': () => '20:35:00',
      },
      ',',
    ],
  ])('a moment: %s', async (_, columns, separator) => {
    const { incidents } = await table({ ...part, ...columns }, separator)
    expect(incidents.from[0]).toBe(at)
  })

  it('does not take a decimal comma for a pair of numbers', async () => {
    const { incidents } = await table(
      {
        ...what,
        ...when,
        Breitengrad: (i) => `52,50${i}00`,
        Längengrad: (i) => `13,40${i}00`,
      },
      ';',
    )
    expect(incidents.lat[0]).toBeCloseTo(52.5, 6)
    expect(incidents.lng[0]).toBeCloseTo(13.4, 6)
    expect(readPair('52,50100')).toBeDefined()
  })

  it('finds offences under “offense_type_id”, and takes a position for no address', async () => {
    const { incidents, report } = await table({
      offense_type_id: 'burglary-residence-by-force',
      ...when,
      Location: (i) => `${430_000 + i}, ${434_000 + i}`,
    })
    expect(report.wordings.map((o) => o.offence)).toEqual(['burglary-home'])
    expect(report.columns.map((c) => c.field)).not.toContain('address')
    expect(incidents.n).toBe(10)
  })

  it('takes no date of birth and no date of an edit for the day of a crime', async () => {
    const { incidents, report } = await table({
      ...what,
      'Victim DOB': (i) => `0${1 + (i % 9)}/02/1985`,
      last_edited_date: (i) => String(Date.UTC(2026, 4, 1 + i)),
      'Reported Date': (i) => `${14 + i}/02/2026 20:35`,
      ...where,
    })
    expect(incidents.from[0]).toBe(at)
    expect(report.notes.join(' ')).toContain('the reporting date stands for it')
  })
})
