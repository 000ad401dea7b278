import { describe, expect, it } from 'vitest'
import { FLAG } from '../../src/core/table/incidents.ts'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { OFFENCES } from '../../src/core/base/offences.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import type { ImportOptions } from '../../src/import/contract.ts'
import { summarise } from '../../src/import/report/summary.ts'
import { balanced, drop, only } from './drop.ts'

const incidents = async (
  text: string | Uint8Array<ArrayBuffer>,
  options: ImportOptions = {},
  name = 'extract.csv',
) => {
  const opened = await drop({ [name]: text }, options)
  expect(balanced(opened)).toBe(true)
  return only(opened, 'incidents')
}
const declined = async (text: string, name = 'extract.csv') =>
  only(await drop({ [name]: text }), 'declined').sentence

describe('a force extract', () => {
  const niche =
    'Crime No,Offence,HO Code,Committed From Date,Committed From Time,Committed To Date,Committed To Time,Reported Date,House No,Street,Town,Postcode,UPRN,Easting,Northing,Beat,MO,Outcome,Victim Name,Victim DOB,Telephone\n' +
    'C1,Burglary - Residential,28E/1,13/01/2025,18:30,14/01/2025,07:15,14/01/2025,12A,Mill Lane,Oakby,AB1 2CD,100,459327,304196,B1,"Rear door, forced","No suspect",Ann Example,01/02/1980,01632 960001\n' +
    'C2,THEFT FROM A MOTOR VEHICLE,45/10,02/02/2025,23:59,02/02/2025,06:00,03/02/2025,,Mill Lane,Oakby,,,459400,304200,B1,"window\nsmashed",,Bob Example,,07700 900001\n' +
    'C3,Theft or unauth taking of a motor vehicle,48/1,03/02/2025,,,,03/02/2025,14,Mill Lane,Oakby,AB1 2CD,,459350,304200,B2,,,,,\n' +
    'C4,Burglary - Business and Community,30C,,,,,04/02/2025,,,,,,0,0,B2,,,,,\n' +
    'Total rows,4,,,,,,,,,,,,,,,,,,,\n'

  it('guesses every column, date and kind', async () => {
    const { incidents: t, text, report } = await incidents(niche)
    expect(report.rows).toBe(5)
    expect(Object.fromEntries(report.leftOut.map((l) => [l.reason, l.n]))).toEqual({
      'coordinates 0,0': 1,
      footer: 1,
    })
    expect(report.leftOut.flatMap((l) => l.lines.map((x) => x.line)).sort((a, b) => a - b)).toEqual([6, 7])
    expect(t.crs).toBe('EPSG:27700')
    expect([t.x[0], t.y[0]]).toEqual([459327, 304196])
    expect(t.from[0]).toBe(minuteOf(2025, 1, 13, 18, 30))
    expect(t.to[0]).toBe(minuteOf(2025, 1, 14, 7, 15))
    expect(t.reported?.[0]).toBe(minuteOf(2025, 1, 14))
    expect(summarise([{ kind: 'incidents', name: '', incidents: t, text, report }])[0].offences).toEqual({
      'burglary-home': 1,
      'theft-from-vehicle': 1,
      'theft-of-vehicle': 1,
    })
    expect(textAt(text.address, 0)).toBe('12A Mill Lane, Oakby, AB1 2CD')
    expect(textAt(text.uprn, 0)).toBe('100')
    expect(textAt(text.id, 2)).toBe('C3')
    expect(textAt(text.mo, 1)).toBe('window\nsmashed')
    expect(dictAt(t.beat, 2)).toBe('B2')
    expect(dictAt(t.street, 0)).toBe('Mill Lane')
  })

  it('flags what should be known, and changes nothing', async () => {
    const { incidents: t } = await incidents(niche)
    // 23:59 to 06:00 of the same day ends before it starts
    expect(t.flags[1] & FLAG.reversed).toBe(FLAG.reversed)
    expect(t.flags[1] & FLAG.placeholderTime).toBe(FLAG.placeholderTime)
    expect(t.to[1]).toBe(minuteOf(2025, 2, 2, 6))
    expect(t.flags[2]).toBe(FLAG.noEnd | FLAG.noTime)
    expect(t.to[2]).toBe(t.from[2])
  })

  it('drops and names people’s details', async () => {
    const { report, text } = await incidents(niche)
    expect(report.droppedPersonal).toEqual(['Victim Name', 'Victim DOB', 'Telephone'])
    expect(new TextDecoder().decode(text.mo.bytes)).not.toContain('Example')
    expect(JSON.stringify([report.preview, report.leftOut])).not.toMatch(/Example|960001|1980/)
    expect(report.preview[0]).toContain('12A')
    const evidence = report.columns.find((c) => c.field === 'from')!.evidence
    expect(evidence).toContain('dd/mm')
  })

  it('lets each guess be corrected', async () => {
    const { incidents: t } = await incidents(niche, {
      columns: { from: 'Reported Date', fromTime: null, to: null, toTime: null, reported: null },
      offences: { 'THEFT FROM A MOTOR VEHICLE': 'other' },
    })
    expect(t.from[0]).toBe(minuteOf(2025, 1, 14))
    expect(t.offence[1]).toBe(0)
    expect(t.reported).toBeUndefined()
  })
})

describe('a mistake in a guess', () => {
  const two =
    'Ref,Date,Logged,Offence,Easting,Northing,Lon,Lat\n1,05/01/2025,07/01/2025,Burglary,459300,304100,-1.5,52.9\n2,13/01/2025,14/01/2025,Burglary,459310,304110,-1.51,52.91\n'

  it('is repaired by naming the right column', async () => {
    const guessed = await incidents(two)
    expect(guessed.incidents.x[0]).toBe(459300)
    const degrees = await incidents(two, { columns: { lng: 'Lon', lat: 'Lat' } })
    expect(degrees.incidents.lng[0]).toBe(-1.5)
    const logged = await incidents(two, { columns: { from: 'Logged' } })
    expect(logged.incidents.from[0]).toBe(minuteOf(2025, 1, 7))
    expect(logged.report.columns.find((c) => c.field === 'from')!.evidence).toContain('chosen by the user')
    expect(logged.report.dropped).toContain('Date')
  })

  it('in the system of coordinates is repaired by naming it', async () => {
    const { incidents: t, report } = await incidents(two, { crs: 'plane' })
    expect([t.crs, t.x[0]]).toEqual(['plane', 459300])
    expect(report.crsLabel).toContain('plane')
  })
})

describe('dates', () => {
  const rows = (dates: string[], header = 'Date') =>
    `Ref,${header},Easting,Northing,Offence\n` +
    dates.map((d, i) => `${i},${d},${459300 + i * 7},304100,Burglary`).join('\n')
  const days = async (dates: string[], options: ImportOptions = {}) => {
    const { incidents: t } = await incidents(rows(dates), options)
    return [...t.from].map((m) => new Date(m * 60000).toISOString().slice(0, 16))
  }

  it('decides day and month on the whole column, not on its beginning', async () => {
    expect(await days(['01/02/2025', '13/02/2025'])).toEqual(['2025-02-01T00:00', '2025-02-13T00:00'])
    expect(await days(['01/02/2025', '02/13/2025'])).toEqual(['2025-01-02T00:00', '2025-02-13T00:00'])
    // two thousand rows of sample say nothing; the last row decides
    const long = [...Array.from({ length: 6000 }, () => '01/02/2025'), '02/13/2025']
    expect((await days(long))[0]).toBe('2025-01-02T00:00')
    expect(await days(['01/02/2025'], { dateOrder: 'mdy' })).toEqual(['2025-01-02T00:00'])
  })

  it('says so when nothing decides, and leaves out what fits only the other order', async () => {
    const { report } = await incidents(rows(['01/02/2025', '03/04/2025']))
    expect(report.notes.join()).toContain('no date has a number above 12')
    const mixed = await incidents(rows(['13/02/2025', '14/02/2025', '02/15/2025']))
    expect(mixed.report.leftOut.map((l) => [l.reason, l.n])).toEqual([['not a date', 1]])
    expect(mixed.report.notes.join()).toContain('mixed')
  })

  it.each([
    ['2025-03-30 01:30', '2025-03-30T01:30'],
    ['2025-03-30T01:30:59.5', '2025-03-30T01:30'],
    ['2025-07-01T23:30:00+01:00', '2025-07-01T23:30'],
    ['2025-07-01T23:30:00.000Z', '2025-07-01T23:30'],
    ['01-Mar-23', '2023-03-01T00:00'],
    ['1 March 2023 14:05', '2023-03-01T14:05'],
    ['Wed 01 Mar 2023', '2023-03-01T00:00'],
    ['07/17/2010 11:11:00 PM', '2010-07-17T23:11'],
    ['17/07/2010 12:05 AM', '2010-07-17T00:05'],
    ['31.12.99', '1999-12-31T00:00'],
    ['20250314', '2025-03-14T00:00'],
    ['45000.75', '2023-03-15T18:00'],
    ['1735689600', '2025-01-01T00:00'],
    ['2024-02-29', '2024-02-29T00:00'],
    // the day stands, and the clock time that there is not is counted (rows/window)
    ['2025-01-01 25:00', '2025-01-01T00:00'],
  ])('reads %s', async (text, iso) => {
    expect(await days([text])).toEqual([iso])
  })

  it.each(['31/06/2025', '2025-02-29', '45/01/2025', 'yesterday'])('refuses %s', async (text) => {
    const { report } = await incidents(rows(['2025-01-01', '2025-01-02', text]))
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['not a date', 1]])
  })

  it('reads dates spread over columns', async () => {
    const { incidents: t } = await incidents(
      'TYPE,YEAR,MONTH,DAY,HOUR,MINUTE,X,Y\nTheft from Vehicle,2020,7,4,15,30,459300,304100\nTheft of Vehicle,2020,12,31,0,0,459310,304110\n',
    )
    expect(t.from[0]).toBe(minuteOf(2020, 7, 4, 15, 30))
    expect(t.from[1]).toBe(minuteOf(2020, 12, 31))
    expect(t.precision).toBe('minute')
  })

  it('turns UTC to UK time only when told to', async () => {
    expect(await days(['2025-07-01T23:30:00Z', '2025-12-01T23:30:00Z'], { clock: 'utc' })).toEqual([
      '2025-07-02T00:30',
      '2025-12-01T23:30',
    ])
  })

  it('knows day precision from minutes', async () => {
    expect((await incidents(rows(['2025-01-01 00:00:00', '2025-01-02 00:00:00']))).incidents.precision).toBe(
      'day',
    )
    const timed = await incidents(rows(['2025-01-01 14:20', '2025-01-02 00:00']))
    expect(timed.incidents.precision).toBe('minute')
    expect(timed.incidents.flags[1] & FLAG.placeholderTime).toBe(FLAG.placeholderTime)
  })

  it('opens the reference form of epoch days beside dates', async () => {
    const { incidents: t } = await incidents(
      'id,x,y,date,t\n1,0,100,2016-01-01,16801\n2,40,100,2016-01-03,16803\n',
    )
    expect(t.crs).toBe('plane')
    expect([...t.x]).toEqual([0, 40])
    expect(t.from[1] - t.from[0]).toBe(2 * 1440)
    const onlyT = await incidents('id,x,y,t\n1,0,100,16801\n2,40,100,16803\n')
    expect(onlyT.incidents.from[0]).toBe(minuteOf(2016, 1, 1))
  })

  it('opens a table without a header', async () => {
    const { incidents: t, report } = await incidents(
      '359192.3,570510.8,2016-01-01\n356347.3,576182.5,2016-01-03\n355022.3,594096.5,2016-01-04\n',
    )
    expect(t.n).toBe(3)
    expect(report.notes.join(' ')).toContain('no header')
  })
})

describe('coordinates', () => {
  const at = async (header: string, cells: string[], options: ImportOptions = {}) => {
    const { incidents: t, report } = await incidents(
      `Date;Offence;${header}\n` + cells.map((c) => `2025-01-05;Burglary;${c}`).join('\n'),
      options,
    )
    return { t, report, x: t.x[0], y: t.y[0], lng: t.lng[0], lat: t.lat[0] }
  }

  it('reads degrees, and finds them exchanged', async () => {
    const right = await at('Longitude;Latitude', ['-1.13;52.63', '-1.14;52.64'])
    expect(right.x).toBeCloseTo(458_990, -2)
    expect(right.y).toBeCloseTo(304_000, -3)
    const wrong = await at('Longitude;Latitude', ['52.63;-1.13', '52.64;-1.14'])
    expect(wrong.x).toBeCloseTo(right.x, 6)
    expect(wrong.report.notes.join(' ')).toContain('exchanged')
  })

  it('finds northings that stand under eastings', async () => {
    const { x, y } = await at('Easting;Northing', ['812345;345678', '812300;345600'])
    expect([x, y]).toEqual([345678, 812345])
  })

  it('reads grid letters, decimal commas and thousands', async () => {
    const letters = await at('Grid Ref', ['SK 59327 04196', 'SK5932704196'])
    expect([letters.x, letters.y]).toEqual([459327, 304196])
    const comma = await at('Longitude;Latitude', ['-1,134567;52,634567', '-1,14;52,64'])
    expect(comma.lng).toBeCloseTo(-1.134567, 9)
    const thousands = await at('Easting;Northing', ['459,327;304,196', '459,300;304,100'])
    expect(thousands.x).toBe(459327)
  })

  it('takes other systems when told', async () => {
    const utm = await at('X;Y', ['483841.7;5449829.9', '484000;5450000'], { crs: 'EPSG:32610' })
    expect(utm.lng).toBeCloseTo(-123.223, 2)
    expect(utm.x).toBe(483841.7)
    const unknown = await at('X;Y', ['483841.7;5449829.9', '484000;5450000'])
    // they may be feet: nothing is measured on them until somebody says
    expect(unknown.t.crs).toBe('unknown')
    expect(unknown.x).toBe(483841.7)
    expect(unknown.report.notes.join(' ')).toContain('zone')
    const feet = await at('X;Y', ['1281244.2;418083.2', '1281344.2;418083.2'], { crs: 'feet' })
    expect(feet.t.x[1] - feet.t.x[0]).toBeCloseTo(30.48, 2)
    const irish = await at('Easting;Northing', ['333700;374000', '333800;374100'], { crs: 'EPSG:29902' })
    expect(irish.lng).toBeCloseTo(-5.93, 1)
    expect(irish.lat).toBeCloseTo(54.6, 1)
  })

  it('says why a point is left out', async () => {
    const { report } = await at('Easting;Northing', [
      '459327;304196',
      '459328;304196',
      '459329;304196',
      '459330;304196',
      '0;0',
      ';',
      'n/a;n/a',
      'west;north',
      '9459327;304196',
    ])
    expect(Object.fromEntries(report.leftOut.map((l) => [l.reason, l.n]))).toEqual({
      'coordinates 0,0': 1,
      'no coordinates': 2,
      'coordinates are not numbers': 1,
      'outside the grid': 1,
    })
  })

  it('flags points far from the rest and keeps them', async () => {
    const cells = Array.from(
      { length: 400 },
      (_, i) => `${459000 + (i % 20) * 500};${304000 + Math.floor(i / 20) * 500}`,
    )
    const { t } = await at('Easting;Northing', [...cells, '180000;40000'])
    expect(t.n).toBe(401)
    expect(t.flags[400] & FLAG.outlier).toBe(FLAG.outlier)
    expect([...t.flags].filter((f) => f & FLAG.outlier)).toHaveLength(1)
  })
})

describe('the outside of a file', () => {
  const body = 'Crime No,Date,Offence,Easting,Northing\nC1,13/01/2025,Burglary – £500,459327,304196\n'
  const utf16 = (text: string) => {
    const out = new Uint8Array(2 + text.length * 2)
    out.set([0xff, 0xfe])
    for (let i = 0; i < text.length; i++) {
      out[2 + i * 2] = text.charCodeAt(i) & 255
      out[3 + i * 2] = text.charCodeAt(i) >> 8
    }
    return out
  }
  const latin = (text: string) => Uint8Array.from(text, (c) => (c === '–' ? 0x96 : c.charCodeAt(0)))

  it.each([
    ['a byte order mark', '\ufeff' + body],
    ['UTF-16', utf16(body)],
    ['Windows-1252', latin(body)],
    ['Windows line ends', body.replaceAll('\n', '\r\n')],
    ['old Mac line ends', body.replaceAll('\n', '\r')],
    ['tabs', body.replaceAll(',', '\t')],
    ['bars', body.replaceAll(',', '|')],
    ['title rows', 'Crime extract\n"Run by: somebody, 14/01/2025"\n\n' + body],
  ])('reads %s', async (_, content) => {
    const { incidents: t } = await incidents(content)
    expect(t.n).toBe(1)
    expect(dictAt(t.wording, 0)).toBe('Burglary – £500')
    expect(t.x[0]).toBe(459327)
  })

  it('falls back to Windows-1252 when the first bad byte comes late', async () => {
    const many = body + 'C2,14/01/2025,Burglary,459327,304196\n'.repeat(40_000)
    const late = new Uint8Array(many.length + 60)
    late.set(latin(many.replace('– £500', '500')))
    const tail = latin('C9,15/01/2025,Burglary £9,459327,304196\n')
    const joined = new Uint8Array(many.length - 2 + tail.length)
    joined.set(late.subarray(0, many.length - 2))
    joined.set(tail, many.length - 2)
    const { incidents: t } = await incidents(joined, { treat: { twice: 'keep' } })
    expect(t.n).toBe(40_002)
    expect(dictAt(t.wording, 40_001)).toBe('Burglary £9')
  })

  it('does not swallow the file after a quote that never closes', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `C${i},14/01/2025,Burglary,459327,304196`)
    const { incidents: t, report } = await incidents(
      'Crime No,Date,Offence,Easting,Northing\nC0,13/01/2025,"Burglary,459327,304196\n' +
        rows.join('\n') +
        '\n',
    )
    expect(t.n).toBeGreaterThanOrEqual(30)
    expect(report.notes.join(' ')).toContain('never closed')
  })

  it('counts lines through quoted line ends, blank lines and repeated headers', async () => {
    const { report } = await incidents(
      'Crime No,Date,Offence,Easting,Northing\nC1,13/01/2025,"two\nlines",459327,304196\n\nCrime No,Date,Offence,Easting,Northing\nC2,13/01/2025,x,,\n',
    )
    expect(report.leftOut.map((l) => [l.reason, l.lines[0].line])).toEqual([
      ['no coordinates', 6],
      ['repeated header', 5],
    ])
    expect(report.rows).toBe(3)
  })
})

describe('what cannot be used is told in a sentence', () => {
  it.each([
    ['', 'is empty'],
    ['hello', 'holds no table'],
    ['Just a letter.\nWith two lines, no more.\n', 'Cocoon|no column of coordinates|no rows'],
    ['a,b,c\n1,2,3\n', 'no column of coordinates'],
    ['Crime No,Date,Offence\nC1,13/01/2025,Burglary\n', 'no column of coordinates'],
    ['Crime No,Offence,Easting,Northing\nC1,Burglary,459327,304196\n', 'no column of dates'],
    ['Crime No,Date,Easting,Northing\n', 'no rows'],
    ['%PDF-1.7 …', 'PDF'],
    ['{"a":', 'not complete'],
    ['{"type":"FeatureCollection","features":[]}', 'without any shapes'],
    ['<gpx></gpx>', 'without a single position'],
    ['UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n1,2,3,4,5\n', 'no address text'],
    [
      '"LE1 1AA",10,459327,304196,"E92000001","E19000001","E18000004","","E06000016","E05001789"\n',
      'postcode is not a door',
    ],
    ['Crime No,Date,Easting,Northing\nC1,13/01/2025,0,0\n', 'has 1 row, and none can be used'],
  ])('%s', async (content, sentence) => {
    expect(await declined(content)).toMatch(new RegExp(sentence))
  })

  it('opens the rest of the drop all the same', async () => {
    const opened = await drop({
      'bad.csv': 'a,b\n1,2\n',
      'good.csv': 'Crime No,Date,Easting,Northing\nC1,13/01/2025,459327,304196\n',
    })
    expect(opened.map((o) => o.kind)).toEqual(['incidents', 'declined'])
  })
})

describe('columns that no name tells', () => {
  const two = (v: number) => String(v).padStart(2, '0')
  const file = (from: string, to: string, offence: string, address: string, x = 'Easting', y = 'Northing') =>
    `Ref,${from},${to},${offence},${address},${x},${y}\n${Array.from(
      { length: 12 },
      (_, i) =>
        `R${i},${two(1 + i)}/03/2026 10:00,${two(1 + i)}/03/2026 11:30,Burglary Residential,${i + 1} Elm Road,${430000 + 90 * i},${434000 + 70 * i}`,
    ).join('\n')}\n`
  it.each([
    [
      'Date Committed From',
      'Date Committed To',
      'Headline Offence',
      'Location of Offence',
      'Map East',
      'Map North',
    ],
    ['dt_from', 'dt_to', 'CrimeTypeName', 'Venue', 'XCoordinate', 'YCoordinate'],
    ['Min Date', 'Max Date', 'Final Classification', 'Scene', 'ITM_E', 'ITM_N'],
    ['Earliest Occurrence', 'Latest Occurrence', 'NSIR Class', 'Committed At', 'GeoX', 'GeoY'],
  ])('are known by their kin: %s, %s, %s, %s', async (...names) => {
    const [from, to, offence, address, x, y] = names
    const { report, incidents: t } = only(
      await drop({ 'a.csv': file(from, to, offence, address, x, y) }),
      'incidents',
    )
    const of = Object.fromEntries(report.columns.map((c) => [c.field, c.column]))
    expect([of.from, of.to, of.offence, of.address]).toEqual([from, to, offence, address])
    expect([...new Set([...t.to].map((m, i) => m - t.from[i]))]).toEqual([90])
    expect(OFFENCES[t.offence[0]].id).toBe('burglary-home')
  })

  it('are told by carets and tildes too', async () => {
    for (const sign of ['^', '~']) {
      const text = file('From', 'To', 'Offence', 'Address').replaceAll(',', sign)
      expect(only(await drop({ 'a.csv': text }), 'incidents').report.kept).toBe(12)
    }
  })
})
