/** Every form of file that forces and open data are known to have, each as a small made file. */
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../src/core/table/incidents.ts'
import { textAt } from '../../src/core/base/text.ts'
import { dayOf, isoDay, minuteOf } from '../../src/core/base/time.ts'
import type { ImportOptions } from '../../src/import/contract.ts'
import { balanced, drop, only } from './drop.ts'

const incidents = async (text: string, options: ImportOptions = {}, name = 'extract.csv') =>
  only(await drop({ [name]: text }, options), 'incidents')

describe('open data', () => {
  const NEW =
    'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n'

  it.each([
    ['as it comes', NEW],
    [
      'with the headers of before 2013',
      NEW.replace('Crime type', 'Crime Type').replace('Last outcome category', 'Outcome'),
    ],
    ['as R writes its names', NEW.replaceAll(' ', '.')],
    ['with names joined by underscores', NEW.replaceAll(' ', '_').toLowerCase()],
  ])('%s', async (_, head) => {
    const { report, incidents: t } = await incidents(
      `${head}a,2025-06,F,F,-1.13,52.63,On or near Elm Road,E01,Area 1A,Burglary,Under investigation,\n,2025-06,F,F,,,No Location,,,Vehicle crime,,\n`,
    )
    expect(report).toMatchObject({ rows: 2, kept: 1, precision: 'month', source: 'open' })
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['no coordinates', 1]])
    expect(t.street.values).toContain('On or near Elm Road')
    expect(report.wordings).toEqual([{ wording: 'Burglary', offence: 'burglary-any', n: 1 }])
  })

  it('as the API answers', async () => {
    const { report } = await incidents(
      JSON.stringify([
        {
          category: 'burglary',
          location: { latitude: '52.63', longitude: '-1.13', street: { id: 1, name: 'On or near Elm Road' } },
          month: '2018-06',
          id: 1,
          persistent_id: 'p',
          outcome_status: null,
          context: '',
        },
        {
          category: 'vehicle-crime',
          location: null,
          month: '2018-06',
          id: 2,
          persistent_id: '',
          outcome_status: { category: 'Under investigation', date: '2018-06' },
        },
      ]),
      {},
      'crimes.json',
    )
    expect(report).toMatchObject({ rows: 2, kept: 1, precision: 'month', source: 'open' })
  })

  it('declines outcomes and stop and searches with a sentence', async () => {
    const outcomes = await drop({
      'outcomes.csv':
        'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\na,2025-06,F,F,-1.13,52.63,On or near A,E01,A,Under investigation\n',
    })
    expect(only(outcomes, 'declined').sentence).toMatch(/holds outcomes of crimes.*\.$/)
    const searches = await drop({
      'stops.csv':
        'Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome\nPerson search,2025-06-01T00:00:00+00:00,,,52.63,-1.13,,,,,,Stolen goods,\n',
    })
    expect(only(searches, 'declined').sentence).toMatch(/stop and searches.*\.$/)
  })
})

describe('systems of coordinates', () => {
  const at = async (header: string, cells: readonly string[], options: ImportOptions = {}) =>
    incidents(
      `Date\tOffence\t${header}\n${cells.map((c) => `05/01/2025\tBurglary\t${c}\n`).join('')}`,
      options,
    )

  it('reads grid letters with and without blanks, and as exact as their digits', async () => {
    const { incidents: t, report } = await at('Grid Ref', [
      'SK 59327 04196',
      'SK5932704196',
      'sk 593 041',
      'SK59320419',
      'SK 5932',
      'here',
    ])
    expect([...t.x]).toEqual([459327, 459327, 459350, 459325, 459500])
    expect([...t.y]).toEqual([304196, 304196, 304150, 304195, 332500])
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['not a grid reference', 1]])
  })

  it('reads Irish Grid by its letter, and by its numbers where the header or the user says so', async () => {
    const letters = await at('Grid Reference', ['J 338 740', 'J3380074000'])
    expect(letters.report.columns.find((c) => c.field === 'gridRef')?.evidence).toContain('100 km')
    expect(letters.incidents.lng[1]).toBeCloseTo(-5.93, 2)
    expect(letters.incidents.lat[1]).toBeCloseTo(54.6, 1)
    const named = await at('Irish Grid Easting\tIrish Grid Northing', ['333800\t374000', '333900\t374100'])
    expect(named.incidents.lng[0]).toBeCloseTo(-5.93, 2)
  })

  it('reads Web Mercator by the size of its numbers', async () => {
    const { incidents: t } = await at('X\tY', ['-125791\t6918765', '-125891\t6918865'])
    expect(t.lng[0]).toBeCloseTo(-1.13, 2)
    expect(t.lat[0]).toBeCloseTo(52.64, 1)
  })

  it('reads UTM and US feet when the user says so', async () => {
    const utm = await at('X\tY', ['626500.5\t5833200.5', '626600\t5833300'], { crs: 'EPSG:32630' })
    expect(utm.incidents.lng[0]).toBeCloseTo(-1.13, 1)
    const feet = await at('X\tY', ['1000\t2000', '4937\t2000'], { crs: 'feet' })
    expect(feet.incidents.x[1] - feet.incidents.x[0]).toBeCloseTo(1200, 6)
  })

  it('finds degrees and metres in each other’s columns, and decimal commas', async () => {
    const swapped = await at('Latitude\tLongitude', ['-1.13\t52.63', '-1.14\t52.64'])
    expect(swapped.report.exchanged).toBe(true)
    expect(swapped.incidents.lat[0]).toBeCloseTo(52.63, 6)
    const comma = await incidents(
      'Datum;Offence;Longitude;Latitude\n05/01/2025;Burglary;-1,134567;52,634567\n06/01/2025;Burglary;-1,14;52,64\n',
      { columns: { from: 'Datum' } },
    )
    expect([comma.incidents.lng[0], comma.incidents.lat[0]]).toEqual([-1.134567, 52.634567])
  })
})

describe('dates', () => {
  const HEAD = 'Crime No,Offence,Committed From,Committed To,Easting,Northing\n'
  const rows = (pairs: readonly (readonly [string, string])[]) =>
    HEAD + pairs.map(([a, b], i) => `C${i},Burglary Residential,${a},${b},4593${10 + i},304200\n`).join('')

  it('flags a window that ends before it starts and never turns it round unasked', async () => {
    const text = rows([
      ['13/06/2026 18:30', '13/06/2026 17:30'],
      ['14/06/2026 18:30', '15/06/2026 07:00'],
    ])
    const { incidents: t, report } = await incidents(text)
    expect(t.flags[0] & FLAG.reversed).toBe(FLAG.reversed)
    expect([t.from[0], t.to[0]]).toEqual([minuteOf(2026, 6, 13, 18, 30), minuteOf(2026, 6, 13, 17, 30)])
    expect(report.warnings.find((w) => w.problem === 'reversed')).toMatchObject({
      n: 1,
      examples: [{ line: 2 }],
    })
    const fixed = await incidents(text, { treat: { reversed: 'fix' } })
    expect([fixed.incidents.from[0], fixed.incidents.to[0]]).toEqual([t.to[0], t.from[0]])
  })

  it('loses no day and no hour on the days the clocks change', async () => {
    const { incidents: t } = await incidents(
      rows([
        ['30/03/2025', '30/03/2025'],
        ['30/03/2025 01:30', '30/03/2025 02:30'],
        ['26/10/2025 01:30', '26/10/2025 01:45'],
        ['2025-10-26T01:30:00+01:00', '2025-10-26T01:30:00+00:00'],
        ['2025-03-29T23:59:00', '2025-03-31T00:05:00'],
      ]),
    )
    expect(Array.from(t.from, (m) => isoDay(dayOf(m)))).toEqual([
      '2025-03-30',
      '2025-03-30',
      '2025-10-26',
      '2025-10-26',
      '2025-03-29',
    ])
    expect(t.to[0] - t.from[0]).toBe(1439)
    expect(t.to[1] - t.from[1]).toBe(60)
    expect(t.from[3]).toBe(minuteOf(2025, 10, 26, 1, 30))
    expect(dayOf(t.to[4]) - dayOf(t.from[4])).toBe(2)
  })

  it.each([
    ['01-Mar-23 2:05 PM', minuteOf(2023, 3, 1, 14, 5)],
    ['1/3/23 14:05', minuteOf(2023, 3, 1, 14, 5)],
    ['2023-03-01 14:05:59', minuteOf(2023, 3, 1, 14, 5)],
    ['2023-03-01T14:05+01:00', minuteOf(2023, 3, 1, 14, 5)],
    ['Wednesday, 1st March 2023 14:05', minuteOf(2023, 3, 1, 14, 5)],
    ['44986.5868055556', minuteOf(2023, 3, 1, 14, 5)],
  ])('reads %s', async (text, minute) => {
    const { incidents: t } = await incidents(rows([[`"${text}"`, '']]))
    expect([...t.from]).toEqual([minute])
  })

  it('reads date and time apart, and dates spread over columns', async () => {
    const apart = await incidents(
      'Offence,Date From,Time From,Date To,Time To,Easting,Northing\nBurglary,13/06/2026,18:30,14/06/2026,0705,459310,304200\nBurglary,14/06/2026,9.15,14/06/2026,6:30 PM,459311,304200\n',
    )
    expect([...apart.incidents.from]).toEqual([minuteOf(2026, 6, 13, 18, 30), minuteOf(2026, 6, 14, 9, 15)])
    expect([...apart.incidents.to]).toEqual([minuteOf(2026, 6, 14, 7, 5), minuteOf(2026, 6, 14, 18, 30)])
    const spread = await incidents(
      'TYPE;YEAR;MONTH;DAY;HOUR;MINUTE;X;Y\nBurglary;2020;7;4;15;30;459310;304200\nBurglary;2020;7;5;;;459311;304200\n',
    )
    expect([...spread.incidents.from]).toEqual([minuteOf(2020, 7, 4, 15, 30), minuteOf(2020, 7, 5)])
  })
})

describe('the outside of an extract', () => {
  it('has title rows above and totals below, each counted', async () => {
    const opened = await drop({
      'report.csv':
        'Crime report,,,,\nRun 01/07/2026,,,,\n,,,,\nCrime No,Offence,Committed From,Easting,Northing\nC1,Burglary,13/06/2026,459310,304200\nC2,Burglary,14/06/2026,459311,304201\nCrime No,Offence,Committed From,Easting,Northing\nC3,Burglary,15/06/2026,459312,304202\nTotal,3,,,\nOFFICIAL,,,,\n',
    })
    const { report, lines } = only(opened, 'incidents')
    expect(Object.fromEntries(report.leftOut.map((l) => [l.reason, l.n]))).toEqual({
      footer: 2,
      'repeated header': 1,
    })
    expect([...lines!]).toEqual([5, 6, 8])
    expect(balanced(opened)).toBe(true)
  })

  it('shows a row that was left out by its place as it stands in the file', async () => {
    const near = Array.from(
      { length: 400 },
      (_, i) =>
        `C${i},Burglary,13/06/2026,${459000 + (i % 20) * 500},${304000 + Math.floor(i / 20) * 500},"5 Elm Road, Town"\n`,
    )
    const far = 'FAR,Burglary,14/06/2026,180000,40000,"1 Quay, Land’s End"\n'
    const text = `Crime No,Offence,Committed From,Easting,Northing,Address\n${near.slice(0, 200).join('')}${far}${near.slice(200).join('')}`
    const kept = await incidents(text)
    expect(kept.report.warnings.find((w) => w.problem === 'outlier')?.examples).toEqual([
      { file: 'extract.csv', line: 202, text: far.trim() },
    ])
    const out = await incidents(text, { treat: { outlier: 'out' } })
    expect(out.report.leftOut).toEqual([
      {
        reason: 'far from all the rest',
        n: 1,
        lines: [{ file: 'extract.csv', line: 202, text: far.trim() }],
      },
    ])
    expect(textAt(out.text.id, 200)).toBe('C200')
  })

  it('knows an address by number, street and town in columns of their own', async () => {
    const { text, incidents: t } = await incidents(
      'Offence,Date,House No,Street,Town,Postcode,UPRN,Easting,Northing\nBurglary,13/06/2026,5,Elm Road,Town,AB1 2CD,000123.0,459310,304200\nBurglary,14/06/2026,5,ELM RD,Town,,,459310,304200\n',
    )
    expect(textAt(text.address, 0)).toBe('5 Elm Road, Town, AB1 2CD')
    expect(textAt(text.uprn, 0)).toBe('123')
    expect(t.place[1]).toBe(t.place[0])
  })
})
