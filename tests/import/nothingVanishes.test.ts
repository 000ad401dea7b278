import { describe, expect, it } from 'vitest'
import { FLAG } from '../../src/core/table/incidents.ts'
import { gapNote, gapsOf } from '../../src/core/table/gaps.ts'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { dayOf, isoDay, minuteOf } from '../../src/core/base/time.ts'
import type { ImportOptions, ImportReport } from '../../src/import/contract.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { drop, only } from './drop.ts'

const two = (v: number) => String(v).padStart(2, '0')
const open = async (text: string, options: ImportOptions = {}) =>
  only(await drop({ 'a.csv': text }, options), 'incidents')
const left = ({ leftOut }: ImportReport) => Object.fromEntries(leftOut.map((l) => [l.reason, l.n]))
const warned = ({ warnings }: ImportReport, words: string) => warnings.filter((w) => w.what.includes(words))

const DATE = (i: number) => `${two(1 + (i % 28))}/0${1 + (i % 6)}/2026 1${i % 10}:3${i % 6}`
const table = (header: string, cells: (i: number) => string, n = 40) =>
  `Crime Ref,Offence,Easting,Northing,${header}\n` +
  Array.from(
    { length: n },
    (_, i) => `ZZ/${i}/26,Burglary Residential,${430000 + 9 * i},${434000 + 7 * i},${cells(i)}`,
  ).join('\n') +
  '\n'

describe('words that are no place', () => {
  it.each([
    'Withheld',
    'REDACTED',
    'No fixed abode',
    'NFA',
    'FLAT',
    'APARTMENT',
    'Unknown',
    'N/K',
    'Private Dwelling',
    'SINGLE FAMILY DWELLING',
    'House',
    'Semi-detached house',
    'XXXX',
    'Address withheld',
    'Shed',
    'Licensed club (members)',
    'Living accommodation, upper floor',
    'Multi-unit dwelling (apartment, duplex, etc.)',
    '7',
  ])('%s makes no address and no repeat', async (word) => {
    const { incidents: t, text, report } = await open(table('Date,Address', (i) => `${DATE(i)},"${word}"`))
    expect(new Set(t.place).size).toBe(40)
    expect(t.flags.filter((f) => f & FLAG.repeat)).toHaveLength(0)
    if (!word.includes(',')) expect(textAt(text.address, 0)).toBe('')
    expect(report.kept).toBe(40)
  })

  it.each(['Rose Cottage, Mill Lane', '12 High Street', 'Flat 3, Maple House', 'The Old Mill'])(
    '%s stays an address',
    async (address) => {
      const rows = Array.from(
        { length: 4 },
        (_, i) => `R${i},${DATE(i)},Burglary Residential,430000,434000,"${address}"`,
      )
      const { text, report } = await open(`Ref,Date,Offence,Easting,Northing,Address\n${rows.join('\n')}\n`)
      expect(textAt(text.address, 0)).toBe(address)
      expect(report.notes.join(' ')).not.toContain('names no door')
    },
  )
})

describe('dates in other clothes', () => {
  const at = (i: number) => new Date(Date.UTC(2026, i % 7, 1 + (i % 28)))
  const names = (words: string) => words.split(' ')
  const fr = names('janvier février mars avril mai juin juillet')
  const de = names('Januar Februar März April Mai Juni Juli')
  const es = names('enero febrero marzo abril mayo junio julio')
  const en = names('JAN FEB MAR APR MAY JUN JUL')
  it.each([
    ['French', (d: Date) => `${d.getUTCDate()} ${fr[d.getUTCMonth()]} 2026`],
    ['German', (d: Date) => `${d.getUTCDate()}. ${de[d.getUTCMonth()]} 2026`],
    ['Spanish', (d: Date) => `${d.getUTCDate()} de ${es[d.getUTCMonth()]} de 2026`],
    ['SAS', (d: Date) => `${two(d.getUTCDate())}${en[d.getUTCMonth()]}2026:20:35:00`],
    ['a dash before the clock', (d: Date) => `${two(d.getUTCDate())}/0${d.getUTCMonth() + 1}/2026 - 20:35`],
    ['about', (d: Date) => `approx ${two(d.getUTCDate())}/0${d.getUTCMonth() + 1}/2026 20:35`],
    [
      'a browser',
      (d: Date) =>
        `${d.toUTCString().slice(0, 3)} ${en[d.getUTCMonth()]} ${two(d.getUTCDate())} 2026 20:35:00 GMT+0000 (Greenwich Mean Time)`,
    ],
  ])('are read: %s', async (_, date) => {
    const { incidents: t, report } = await open(table('Date', (i) => date(at(i))))
    expect(report.kept).toBe(40)
    expect([...t.from].map((m) => isoDay(dayOf(m)))).toEqual(
      Array.from({ length: 40 }, (_, i) => at(i).toISOString().slice(0, 10)),
    )
  })
})

describe('columns that cannot be read', () => {
  it('are named with an example, and half a column is read', async () => {
    const { report } = await open(table('Date From,Date To', (i) => `${DATE(i)},ongoing`))
    expect(warned(report, '“Date To” could not be read')[0]?.what).toContain('“ongoing”')
    const half = await open(table('Date From,Date To', (i) => `${DATE(i)},${i % 2 ? DATE(i) : 'ongoing'}`))
    expect(warned(half.report, 'end of the window is not a date')[0].n).toBe(20)
    const clock = await open(table('Date From,Time From', (i) => `${DATE(i).slice(0, 10)},night`))
    expect(warned(clock.report, '“Time From” could not be read')).toHaveLength(1)
  })

  it('a coordinate in the notation of programmers is none', async () => {
    const text = table('Date', (i) => DATE(i)).replace('430000,434000', '0x1F,0x1F')
    expect(left((await open(text)).report)).toEqual({ 'coordinates are not numbers': 1 })
  })

  it('lines among points are counted beside them', async () => {
    const feature = (i: number, geometry: unknown) => ({
      type: 'Feature',
      geometry,
      properties: { offence: 'Burglary', date: `2026-03-${two(1 + i)}` },
    })
    const features = Array.from({ length: 12 }, (_, i) =>
      feature(i, { type: 'Point', coordinates: [-1.5 + i / 1000, 53.8] }),
    ).concat(
      feature(13, {
        type: 'LineString',
        coordinates: [
          [-1.5, 53.8],
          [-1.4, 53.8],
        ],
      }),
    )
    const opened = await drop({ 'a.geojson': JSON.stringify({ type: 'FeatureCollection', features }) })
    expect(only(opened, 'incidents').report.notes.join(' ')).toContain(
      '1 feature of the file is a line or an area',
    )
  })
})

describe('default points', () => {
  it('names a small one too, where rows of several streets stand at it, and no block of flats', async () => {
    const rows = (address: (i: number) => string) =>
      `Ref,Date,Offence,Easting,Northing,Address\n${Array.from(
        { length: 200 },
        (_, i) =>
          `R${i},${DATE(i)},Burglary Residential,${i < 6 ? 431111 : 430000 + 9 * i},${i < 6 ? 435222 : 434000 + 7 * i},"${i < 6 ? address(i) : `${i} Mill Lane`}"`,
      ).join('\n')}\n`
    const streets = ['Elm Road', 'Oak Street', 'Ash Close']
    const several = await open(rows((i) => `${i + 1} ${streets[i % 3]}`))
    expect(warned(several.report, 'default point')[0]?.n).toBe(6)
    const flats = await open(rows((i) => `Flat ${i + 1}, Elm House, 5 Elm Road`))
    expect(warned(flats.report, 'default point')).toHaveLength(0)
  })

  it('all are named, also those that hold a few per cent', async () => {
    const at = (i: number) =>
      i < 40
        ? '431000,435000'
        : i < 70
          ? '429000,433000'
          : i < 86
            ? '430500,434500'
            : `${430000 + 13 * i},${434000 + 7 * i}`
    const rows = Array.from(
      { length: 600 },
      (_, i) => `R${i},${DATE(i)},Burglary Residential,${at(i)},${i} Mill Lane`,
    )
    const { report } = await open(`Ref,Date,Offence,Easting,Northing,Address\n${rows.join('\n')}\n`)
    expect(warned(report, 'default point').map((w) => w.n)).toEqual([40, 30, 16])
    const out = await open(`Ref,Date,Offence,Easting,Northing,Address\n${rows.join('\n')}\n`, {
      treat: { point: 'out' },
    })
    expect(left(out.report)).toEqual({ 'at a default point': 86 })
  })
})

describe('default points of a small share', () => {
  const at = (i: number, share: number) =>
    i % 25 < share ? `${431_123 + 2000 * (i % 25)},${435_321}` : `${430_000 + 13 * i},${434_000 + 7 * i}`
  const rows = (share: number, address: (i: number) => string) =>
    `Ref,Date,Offence,Easting,Northing,Address\n${Array.from({ length: 300 }, (_, i) => `R${i},${DATE(i)},Burglary Residential,${at(i, share)},${address(i)}`).join('\n')}\n`

  it('are named without any address, where nearly all other points are alone', async () => {
    const { report } = await open(rows(2, () => ''))
    expect(warned(report, 'default point').map((w) => w.n)).toEqual([12, 12])
  })

  it('and not where many points hold several rows', async () => {
    const shared = rows(0, () => '').replaceAll(/(\d{3})\d{3},(\d{3})\d{3},$/gm, '$1000,$2111,')
    expect(warned((await open(shared)).report, 'default point')).toHaveLength(0)
  })

  it('from eight rows on of as many doors of two streets', async () => {
    const doors = rows(0, (i) => `${i} ${i % 2 ? 'Elm Road' : 'Oak Street'}`)
      .split('\n')
      .map((line, i) => (i > 0 && i <= 8 ? line.replace(/\d{6},\d{6}/, '431777,435888') : line))
      .join('\n')
    expect(warned((await open(doors)).report, 'default point').map((w) => w.n)).toEqual([8])
  })
})

describe('months missing inside the span', () => {
  it('are named and carried with the table', async () => {
    const months = [1, 2, 5, 7, 8, 12]
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i},2025-${two(months[i % 6])},-1.5,53.8,On or near Mill Lane,Burglary`,
    )
    const { incidents: t, report } = await open(
      `Crime ID,Month,Longitude,Latitude,Location,Crime type\n${rows.join('\n')}\n`,
    )
    expect(warned(report, 'months without a row')[0]).toMatchObject({
      what: 'months without a row inside the span: Mar 2025 to Apr 2025, Jun 2025, Sep 2025 to Nov 2025',
      n: 6,
    })
    const day = (m: number, d: number) => dayOf(minuteOf(2025, m, d))
    expect(t.gaps).toEqual([
      [day(3, 1), day(4, 30)],
      [day(6, 1), day(6, 30)],
      [day(9, 1), day(11, 30)],
    ])
    expect(gapNote(t.gaps, day(7, 1), day(8, 31))).toBeUndefined()
    expect(gapNote(t.gaps, day(6, 30), day(8, 31))).toContain('Jun 2025')
  })

  it('are not claimed where rows are so few that an empty month may be chance', () => {
    const from = Int32Array.from([1, 2, 4, 5], (m) => minuteOf(2025, m, 3))
    const t = { n: 4, from, flags: new Uint16Array(4) }
    expect(gapsOf({ ...t, precision: 'day' })).toEqual([])
    expect(gapsOf({ ...t, precision: 'month' })).toHaveLength(1)
  })
})

describe('damage', () => {
  /** Days of January to July 2026, American where a spreadsheet could read them so. */
  const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2026, 0, 8 + 3 * i)))
  const right = (d: Date) => `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/2026`
  const harmed = (d: Date) =>
    d.getUTCDate() <= 12 ? `${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}/2026` : right(d)
  const iso = (d: Date) =>
    d.getUTCDate() <= 12 ? `2026-${two(d.getUTCDate())}-${two(d.getUTCMonth() + 1)}` : right(d)
  it.each([
    ['with slashes', harmed],
    ['as dates of a workbook', iso],
  ])('exchanged days and months %s are found, shown and repaired by choice', async (_, write) => {
    const text = table('Date', (i) => `${write(days[i])} 10:00`, 60)
    const { report } = await open(text)
    const [w] = warned(report, 'have a day up to 12')
    expect(w.problem).toBe('damaged')
    expect(w.examples!.length).toBeGreaterThan(0)
    const sound = (await open(table('Date', (i) => `${right(days[i])} 10:00`, 60))).incidents
    expect([...(await open(text, { treat: { damaged: 'fix' } })).incidents.from]).toEqual([...sound.from])
    const out = await open(text, { treat: { damaged: 'out' } })
    expect(left(out.report)).toEqual({ 'day and month in doubt': w.n })
    expect(
      troublesOf(report, {})
        .find((t) => t.what === w.what)!
        .repairs.map((r) => r.label),
    ).toContain('Exchange day and month in these')
  })
  it.each([
    ['a year of sound dates', 3],
    ['one month', 0.5],
    ['two years', 12],
  ])('%s raises no alarm', async (_, step) => {
    const date = (i: number) => right(new Date(Date.UTC(2026, 2, 1 + Math.floor(step * i))))
    expect(warned((await open(table('Date', date, 60))).report, 'have a day up to 12')).toEqual([])
  })

  it('two-digit years in front are told by the numbers', async () => {
    const date = (i: number) => `26/${two(1 + (i % 6))}/${two(1 + (i % 28))} 10:30`
    const { incidents: t, report } = await open(table('Date', date))
    expect(isoDay(dayOf(t.from[14]))).toBe('2026-03-15')
    expect(report.dates!.order).toBe('ymd')
    const uk = (i: number) => `${two(1 + (i % 28))}/${two(1 + (i % 6))}/26`
    expect(isoDay(dayOf((await open(table('Date', uk))).incidents.from[14]))).toBe('2026-03-15')
  })

  it.each(['unknown', 'see log', '02/03/2026 20:35', '#REF!'])(
    'serial numbers spoilt by “%s” are read',
    async (word) => {
      const date = (i: number) => (i % 8 === 0 ? word : String(46100 + i + 0.25))
      const { report } = await open(table('Date', date))
      expect(report.kept).toBeGreaterThanOrEqual(35)
      expect(report.precision).toBe('minute')
    },
  )

  it.each([
    ['milliseconds', '-2208988800000', (i: number) => String(Date.UTC(2026, 2, 1 + i, 10))],
    ['seconds', '0', (i: number) => String(Date.UTC(2026, 2, 1 + i, 10) / 1000)],
    ['written', '01/01/1900', DATE],
    ['written with midnight', '1900-01-01 00:00:00', DATE],
    ['the end of time', '31/12/9999', DATE],
    ['the end of time, ISO', '9999-12-31T23:59:59Z', (i: number) => `2026-03-${two(1 + (i % 28))}T10:00:00Z`],
    ['spreadsheet', '2958465', (i: number) => String(46100 + i + 0.25)],
    ['a database', '1753-01-01', DATE],
  ])('a date that stands for “not known” costs no column: %s', async (_, none, date) => {
    const { report, incidents: t } = await open(
      table(
        'Date From,Date To,Reported',
        (i) => `${i === 3 ? none : date(i)},${i === 5 ? none : date(i)},${i === 7 ? none : date(i)}`,
      ),
    )
    const [w] = warned(report, 'stands for “not known”')
    expect([w.n, w.problem, w.examples!.length]).toEqual([3, 'sentinel', 3])
    // the end of the window stands for its start
    expect(report.kept).toBe(40)
    expect(Math.max(...t.to)).toBeLessThan(minuteOf(2027, 1, 1))
    expect(Math.min(...t.from)).toBeGreaterThan(minuteOf(2025, 12, 1))
    expect(left((await open(table('Date', (i) => (i === 3 ? none : date(i))))).report)).toEqual({
      'no date': 1,
    })
  })
})

describe('a result that Cocoon saved', () => {
  it.each([
    [
      'risk zones',
      'Tier,Rank,Around,Incidents,Newest,Ends,Mostly at,Risk,Area (ha),Longitude,Latitude\nA,1,Elm Road,3,2026-03-01,2026-04-12,18:00 to 00:00,2.5,4.1,-1.5,53.8',
    ],
    [
      'risk zones',
      'zone,tier,rank,street,incidents,newest,expires,risk,lng,lat\nA1,A,1,Elm Road,3,2026-03-01,2026-04-12,2.5,-1.5,53.8',
    ],
    [
      'a list of doors',
      'incident,order,uprn,address,relation,tier,due,x,y\nR1,1,10,1 Elm Road,victim,A,2026-03-03 10:00,430000,434000',
    ],
  ])('is told to be %s', async (what, text) => {
    const { sentence } = only(await drop({ 'a.csv': `${text}\n` }), 'declined')
    expect(sentence).toContain(`holds ${what} that Cocoon saved`)
  })
})

describe('a file of crimes', () => {
  it.each([
    'DR_NO,Date Rptd,DATE OCC,TIME OCC,AREA NAME,Crm Cd,Crm Cd Desc,Premis Desc,LOCATION,LAT,LON',
    'ref,when,date occ,time occ,area,code,what happened,kind of premises,Address,Latitude,Longitude',
  ])('is never taken for addresses: %s', async (header) => {
    const rows = Array.from(
      { length: 40 },
      (_, i) =>
        `${2015000 + i},03/03/2026 12:00:00 AM,03/${two(1 + (i % 28))}/2026 12:00:00 AM,2035,N Example,310,BURGLARY,SINGLE FAMILY DWELLING,${5200 + i}    EXAMPLE                     AV,${34.1 + i / 1000},${-118.3 - i / 1000}`,
    )
    const opened = await drop({ 'a.csv': `${header}\n${rows.join('\n')}\n` })
    expect(opened.map((o) => o.kind)).toEqual(['incidents'])
  })
  it('and a list of homes is still one', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${1000 + i},"${i + 1} Mill Lane, Oakby",Terraced house,${430000 + 9 * i},434000`,
    )
    const opened = await drop({ 'a.csv': `UPRN,Address,Type,Easting,Northing\n${rows.join('\n')}\n` })
    expect(opened.map((o) => o.kind)).toEqual(['homes'])
  })
})

describe('addresses or crimes', () => {
  const kindOf = async (header: string, cells: (i: number) => string) =>
    (
      await drop({
        'a.csv': `${header}\n${Array.from({ length: 30 }, (_, i) => `${1000 + i},"${i + 1} Mill Lane, Oakby",${430_000 + 9 * i},434000,${cells(i)}`).join('\n')}\n`,
      })
    ).map((o) => o.kind)
  const day = (i: number) => `${two(1 + (i % 28))}/03/${2001 + (i % 20)}`

  it.each([
    'UPRN,Address,X_COORDINATE,Y_COORDINATE,START_DATE,LAST_UPDATE_DATE,ENTRY_DATE',
    'uprn,address,easting,northing,startDate,endDate,lastUpdated',
    'UPRN,Full Address,Easting,Northing,Effective Date,Valid From,Updated',
  ])('days of a register’s records make no crimes: %s', async (header) => {
    expect(await kindOf(header, (i) => `${day(i)},${day(i + 3)},${day(i + 9)}`)).toEqual(['homes'])
  })

  it.each([
    ['Reported', (i: number) => `${day(i)} 10:15`],
    ['Date Reported', day],
    ['Start Date,End Date', (i: number) => `${day(i)},${day(i)}`],
  ])('what is reported, or begins and ends, happened: %s', async (header, cells) => {
    expect(await kindOf(`UPRN,Address,Easting,Northing,${header}`, cells)).toEqual(['incidents'])
  })
})

describe('a crime once, and only while it is one', () => {
  const HEAD = 'Crime No,Offence,Date From,Easting,Northing,Address,Status\n'
  const row = (id: string, { day = 3, x = 430000, offence = 'Burglary Residential', status = 'Open' } = {}) =>
    `${id},${offence},${two(day)}/03/2026 10:00,${x},434000,${x} Mill Lane,${status}`
  const more = Array.from({ length: 30 }, (_, i) => row(`M${i}`, { x: 440000 + 500 * i, day: 1 + (i % 28) }))
  const of = (...rows: string[]) => HEAD + [...rows, ...more].join('\n') + '\n'

  it('the same row twice is left out and offered back', async () => {
    const text = of(row('A'), row('A'), row('B', { x: 431000 }), row('A'))
    const { report } = await open(text)
    expect([left(report), report.rows, report.kept]).toEqual([{ 'same row twice': 2 }, 34, 32])
    const trouble = troublesOf(report, {}).find((t) => t.what.includes('same row twice'))!
    expect(trouble.examples).toHaveLength(2)
    const back = trouble.repairs.find((r) => r.label === 'Keep every row')!
    expect((await open(text, back.patch as ImportOptions)).report.kept).toBe(34)
  })

  it('knows a number in any case, and the newest by the date of its last change', async () => {
    const { report } = await open(of(row('a/1'), row('A/1')))
    expect(left(report)).toEqual({ 'same row twice': 1 })
    const lines = of(row('A', { status: 'Detected' }), row('A'))
      .trimEnd()
      .split('\n')
    const changed = lines.map(
      (l, i) => `${l},${i === 0 ? 'Last Updated' : i === 1 ? '09/03/2026' : '05/03/2026'}`,
    )
    const { incidents: t } = await open(`${changed.join('\n')}\n`)
    expect(dictAt(t.outcome, 0)).toBe('Detected')
  })

  it.each([
    ['Stage', 'No crime', 'Open'],
    ['Crimed', 'N', 'Y'],
    ['IS_CRIME', '0', '1'],
    ['No Crime Date', '05/03/2026', ''],
    ['Closing Code', 'Cancelled', 'Filed'],
  ])('reads what the column %s says of it', async (header, ended, live) => {
    const lines = of(row('A'), row('B', { x: 431000 }))
      .trimEnd()
      .split('\n')
    const told = lines.map((l, i) => `${l},${i === 0 ? header : i === 1 ? ended : live}`)
    const { report } = await open(`${told.join('\n')}\n`)
    expect(left(report)).toEqual({ 'no longer a crime': 1 })
  })

  it('leaves alone what a record was before', async () => {
    const lines = of(row('A'), row('B', { x: 431000 }))
      .trimEnd()
      .split('\n')
    const told = lines.map((l, i) => `${l},${i === 0 ? 'Previous Code' : i === 1 ? 'No crime' : 'Open'}`)
    expect(left((await open(`${told.join('\n')}\n`)).report)).toEqual({})
  })

  it.each([
    'Transfer to another force',
    'Transferred to BTP',
    'Not recordable',
    'Deleted',
    'AVI',
    'Crime not confirmed',
  ])('a status of “%s” ends it', async (status) =>
    expect(left((await open(of(row('A', { status })))).report)).toEqual({ 'no longer a crime': 1 }),
  )

  it('of one number with other content the newest stands', async () => {
    const { report, incidents: t } = await open(of(row('A'), row('A', { status: 'Detected' })))
    expect(left(report)).toEqual({ 'older row of the same crime number': 1 })
    expect(dictAt(t.outcome, 0)).toBe('Detected')
  })

  it('numbers that a force uses again are named, and nothing is left out for them', async () => {
    const again = Array.from({ length: 12 }, (_, i) => row(`A${i % 4}`, { x: 450000 + 900 * i, day: 2 + i }))
    const { report } = await open(of(...again))
    expect([left(report), report.numbers]).toEqual([{}, { clashing: 4, usedAgain: true }])
    expect(report.notes.join(' ')).toContain('used again')
  })

  it('other numbers at one place on one day are kept, flagged and counted', async () => {
    const { report, incidents: t } = await open(of(row('A'), row('B'), row('C', { day: 4 })))
    expect(left(report)).toEqual({})
    expect([...t.flags].map((f) => +((f & FLAG.double) !== 0)).slice(0, 3)).toEqual([0, 1, 0])
    expect(warned(report, 'same kind, place and day')[0].n).toBe(1)
  })

  it('open data may repeat what it likes', async () => {
    const rows = Array.from(
      { length: 8 },
      () => 'a1,2026-03,A,A,-1.5,53.8,On or near Mill Lane,E01,A 1,Burglary',
    )
    const { report } = await open(
      `Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type\n${rows.join('\n')}\n`,
    )
    expect(report.kept).toBe(8)
  })

  it.each([
    'No crime',
    'NO CRIME',
    'No-Crime',
    'No Crimed',
    'Cancelled',
    'Cancelled (N100)',
    'Crime cancelled',
    'Transferred to other force',
    'Cancelled/Transferred',
    'Transferred',
    'Reclassified',
    'Re-classified to criminal damage',
    'Not a crime',
    'No offence',
    'Unfounded',
    'Recorded in error',
    'Crime Cancelled - Duplicate',
    'Transferred to another police force',
    'Canceled',
  ])('a status of “%s” is no longer a crime, and offered back', async (status) => {
    const text = of(row('A', { status }), row('B', { x: 431000 }))
    const { report } = await open(text)
    expect(left(report)).toEqual({ 'no longer a crime': 1 })
    expect((await open(text, { treat: { nocrime: 'keep' } })).report.kept).toBe(32)
  })

  it.each([
    'Open',
    'Filed',
    'Under investigation',
    'Investigation complete; no suspect identified',
    'Charged',
    'Transferred to CPS',
    'Transferred to OIC',
    'No further action',
    'Not detected',
    'Unable to prosecute suspect',
    'Action to be taken by another organisation',
    'Court case unable to proceed',
    'Undetected',
    'No suspect identified',
    'Invest Cont',
  ])('a status of “%s” is a crime', async (status) => {
    expect((await open(of(row('A', { status })))).report.kept).toBe(31)
  })

  it.each([
    'NO CRIME - Burglary Dwelling',
    'Cancelled/Transferred: Burglary - Residential',
    'Crime cancelled: theft from motor vehicle',
    'No Crime Burglary',
    'Transferred: Burglary',
    'Unfounded - Burglary',
    'Burglary - Residential (Cancelled)',
    'Theft from vehicle - VOIDED',
  ])('a wording of “%s” is no longer a crime', async (offence) =>
    expect(left((await open(of(row('A', { offence })))).report)).toEqual({ 'no longer a crime': 1 }),
  )

  it('a status beside an outcome, and a flag, are read too', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, i) =>
        `R${i},${DATE(i)},Burglary Residential,${430000 + 90 * i},434000,Undetected,${i === 2 ? 'No crime' : 'Live'},${i === 4 ? 'Y' : 'N'}`,
    )
    const { report } = await open(
      `Ref,Date,Offence,Easting,Northing,Outcome,Crime Status,Cancelled\n${rows.join('\n')}\n`,
    )
    expect(left(report)).toEqual({ 'no longer a crime': 2 })
  })
})
