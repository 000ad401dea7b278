/** Files as the systems of forces and councils write them that were read wrongly or not at all once. */
import { describe, expect, it } from 'vitest'
import { zipSync, strToU8 } from 'fflate'
import { OFFENCES } from '../../src/core/base/offences.ts'
import { isoDay, dayOf, showTime } from '../../src/core/base/time.ts'
import { joinIncidents } from '../../src/import/join/join.ts'
import { drop, only } from './drop.ts'

const two = (v: number) => String(v).padStart(2, '0')
const day = (i: number) => `${two(1 + (i % 28))}/03/2026`
const table = (header: string, of: (i: number) => string) =>
  [header, ...Array.from({ length: 40 }, (_, i) => of(i))].join('\n')
const open = async (text: string) => only(await drop({ 'a.csv': text }), 'incidents')

describe('places', () => {
  it('the letters of a grid square in their own column say where its figures lie', async () => {
    const found = await open(
      table(
        'Ref,Offence,Date,Grid Letters,Grid E,Grid N',
        (i) => `C${i},Burglary,${day(i)},${i % 2 ? 'SK' : 'se'},${30000 + i},${i % 2 ? 99000 : 1000}`,
      ),
    )
    const { x, y, crs } = found.incidents
    expect([crs, x[0], y[0], x[1], y[1]]).toEqual(['EPSG:27700', 430000, 401000, 430001, 399000])
    expect(found.report.notes.join()).toContain('“Grid Letters” names the grid square')
  })

  it('figures beside no letters lie nowhere', async () => {
    const { report } = await open(
      table(
        'Ref,Offence,Date,Grid Square,Easting,Northing',
        (i) => `C${i},Burglary,${day(i)},${i === 3 ? '' : 'SE'},${30000 + i},${34000 + i}`,
      ),
    )
    expect(report.leftOut).toMatchObject([{ n: 1, reason: 'no coordinates' }])
  })

  it('three figures within a square are hundreds of metres', async () => {
    const { incidents } = await open(
      table(
        'Ref,Offence,Date,OS Square,Easting,Northing',
        (i) => `C${i},Burglary,${day(i)},SE,3${two(i)},0${two(i)}`,
      ),
    )
    expect([incidents.x[7], incidents.y[7]]).toEqual([430750, 400750])
  })

  it('letters that are directions say nothing of a grid', async () => {
    const { incidents } = await open(
      table('Ref,Offence,Date,Quadrant,X,Y', (i) => `C${i},Burglary,${day(i)},SE,${300 + i},${200 + i}`),
    )
    expect(incidents.crs).toBe('plane')
  })

  it('signs of no width in headings hide no column', async () => {
    const found = await open(
      table(
        'Ref,\u200bOffence,Date\u200b,East\u200bing,Northing\u200e',
        (i) => `C${i},Burglary,${day(i)},${430000 + i},434000`,
      ),
    )
    expect([found.report.kept, found.report.header[3]]).toEqual([40, 'Easting'])
  })

  it('are not said to be rounded to metres where their unit is not known', async () => {
    const { report } = await open(
      table(
        'Ref,Offence,Date,Easting,Northing',
        (i) => `C${i},Burglary,${day(i)},${430000 + 9 * i}00,${434000 + i}00`,
      ),
    )
    expect([report.crs, report.warnings[1].what]).toEqual([
      'unknown',
      'the coordinates are rounded to 100: no place is more exact than that',
    ])
  })
})

describe('beats', () => {
  it.each(['NPT Cd', 'SNT Name', 'Beat Desc', 'Sector Code', 'LPA_CD'])(
    'under the heading %s',
    async (heading) => {
      const { report } = await open(
        table(
          `Ref,Offence,Date,Easting,Northing,${heading}`,
          (i) => `C${i},Burglary,${day(i)},${430000 + i},434000,N${i % 4}`,
        ),
      )
      expect(report.columns.find((c) => c.field === 'beat')?.column).toBe(heading)
    },
  )
})

it('clock times with seconds and without their first zero are no days of a spreadsheet', async () => {
  const { incidents } = await open(
    table(
      'Ref,Offence,Date From,Time From,Easting,Northing',
      (i) => `C${i},Burglary,${day(i)},${2 + (i % 4)}${two(i)}00,${430000 + i},434000`,
    ),
  )
  expect([0, 1, 2, 3].map((i) => showTime(incidents.from[i]))).toEqual(['02:00', '03:01', '04:02', '05:03'])
})

it('names of wards are the beats rather than their codes', async () => {
  const { report } = await open(
    table(
      'Ref,Offence,Date,Easting,Northing,Ward Code,Ward Name',
      (i) => `C${i},Burglary,${day(i)},${430000 + i},434000,E0500${1000 + (i % 3)},Ward ${'ABC'[i % 3]}`,
    ),
  )
  expect(report.columns.find((c) => c.field === 'beat')?.column).toBe('Ward Name')
})

describe('occurrences of several offences', () => {
  const rows = (heading: string, of: (i: number, k: number) => string) => {
    const kinds = ['Burglary - Residential', 'Theft of motor vehicle', 'Criminal damage']
    const lines = Array.from({ length: 20 }, (_, i) =>
      kinds.map((kind, k) => `O${i},${kind},${day(i)},${430000 + 9 * i},434000${of(i, k)}`),
    )
    return [`Occurrence No,Offence,Date,Easting,Northing${heading}`, ...lines.flat()].join('\n')
  }
  const kinds = ({ incidents }: Awaited<ReturnType<typeof open>>) =>
    Object.fromEntries(
      OFFENCES.map(({ id }, k) => [id, incidents.offence.filter((o) => o === k).length] as const).filter(
        ([, n]) => n > 0,
      ),
    )

  it('keep each of their kinds, and it is said', async () => {
    const found = await open(rows('', () => ''))
    expect(kinds(found)).toEqual({ other: 20, 'burglary-home': 20, 'theft-of-vehicle': 20 })
    expect(found.report.notes.join()).toContain(
      '40 rows have the number, day or place of a crime of another kind',
    )
    const text = rows('', () => '')
    const again = await open([text, ...text.split('\n').slice(1, 4)].join('\n'))
    expect(again.report.leftOut).toMatchObject([{ n: 3, reason: 'same row twice' }])
  })

  it('put a newer row in the place of the one of its own kind, and end with a row that is no crime', async () => {
    const own = (more: readonly string[]) =>
      [
        'Crime No,Offence,Date,Reported,Easting,Northing',
        ...Array.from(
          { length: 20 },
          (_, i) => `C${i},Theft from vehicle,${day(i)},${day(i)},${430000 + 90 * i},435000`,
        ),
        ...more.map((m) => `A,${m},430000,434000`),
      ].join('\n')
    const told = '02/03/2026,02/03/2026'
    const newer = await open(
      own([`Burglary dwelling,${told}`, `Criminal damage,${told}`, 'Criminal damage,02/03/2026,05/03/2026']),
    )
    expect(kinds(newer)).toEqual({ 'theft-from-vehicle': 20, 'burglary-home': 1, other: 1 })
    const ended = await open(own([`Burglary dwelling,${told}`, `No crime,${told}`]))
    expect(kinds(ended)).toEqual({ 'theft-from-vehicle': 20 })
  })

  it('are states of one crime where a date tells which is newer', async () => {
    const found = await open(rows(',Last Updated', (_, k) => `,${two(1 + k)}/05/2026 10:00`))
    expect(kinds(found)).toEqual({ other: 20 })
    expect(found.report.leftOut).toMatchObject([{ n: 40, reason: 'older row of the same crime number' }])
  })

  it('a later row that knows the place of a burglary is its newer state', async () => {
    const text = table('Ref,Offence,Date,Easting,Northing', (i) =>
      [
        `C${i >> 1}`,
        i % 2 ? 'Burglary - Residential' : 'Burglary',
        day(i >> 1),
        430000 + 9 * (i >> 1),
        434000,
      ].join(),
    )
    expect(kinds(await open(text))).toEqual({ 'burglary-home': 20 })
  })
})

describe('crime numbers that a spreadsheet rounded', () => {
  const whole = (i: number) => `12345671${1000 + i}`
  const rounded = () => '1.23457E+11'
  const spread = (i: number) => `12${two(i)}00089012`
  const each = (i: number) => `1.2${two(i)}E+11`
  const file = async (n: number, id: (i: number) => string) =>
    open(
      ['Crime Number,Offence,Date,Easting,Northing']
        .concat(Array.from({ length: n }, (_, i) => `${id(i)},Burglary,${day(i)},${430000 + 9 * i},434000`))
        .join('\n'),
    )
  it.each([
    ['in the later file', whole, rounded, { unchanged: 40, changed: 0 }],
    ['in the later file, each another', spread, each, { unchanged: 40, changed: 0 }],
    // the true number takes the place of the rounded one
    ['in the earlier file', rounded, whole, { unchanged: 0, changed: 40 }],
    ['in both', rounded, rounded, { unchanged: 40, changed: 0 }],
  ])('%s make no crime a second one', async (_, before, after, met) => {
    const { counts } = joinIncidents(await file(40, before), await file(43, after))
    expect(counts).toMatchObject({ fresh: 3, absent: 0, clashing: 0, ...met })
  })
})

describe('sums', () => {
  it.each(['Burglary count', 'Thefts total', 'Crime count'])(
    'under the heading %s are told',
    async (heading) => {
      const { report } = await open(
        table(
          `LSOA,Easting,Northing,Month,${heading}`,
          (i) => `E${i},${430000 + 99 * i},434000,2026-01,${1 + (i % 5)}`,
        ),
      )
      expect(report.warnings.map((w) => w.what).join()).toContain(`“${heading}” counts crimes`)
    },
  )
})

describe('dates', () => {
  const windows = (from: string, to: string) =>
    table('Ref,Offence,From date,From time,To date,To time,Easting,Northing', (i) =>
      [`C${i}`, 'Burglary', day(i), from, day(i), to, 430000 + 9 * i, 434000].join(),
    )

  it('a start of 24:00 keeps the day it is written with, and it is said', async () => {
    const { incidents, report } = await open(windows('24:00', '24:00'))
    expect([isoDay(dayOf(incidents.from[0])), incidents.precision]).toEqual(['2026-03-01', 'day'])
    expect(report.warnings.map((w) => [w.n, w.what])).toContainEqual([
      40,
      expect.stringContaining('written 24:00'),
    ])
  })

  it('a start of 24:00 before an end that is told is the midnight it says', async () => {
    const { incidents } = await open(
      table('Ref,Offence,From,To,Easting,Northing', (i) =>
        [`C${i}`, 'Burglary', '01/03/2026 24:00', '02/03/2026 06:10', 430000 + 9 * i, 434000].join(),
      ),
    )
    expect([showTime(incidents.from[0]), incidents.to[0] - incidents.from[0]]).toEqual(['00:00', 370])
  })

  it('an end of 24:00 is the midnight that ends its day', async () => {
    const { incidents } = await open(windows('22:10', '24:00'))
    expect([showTime(incidents.from[0]), isoDay(dayOf(incidents.to[0]))]).toEqual(['22:10', '2026-03-02'])
  })

  it('days written with a power of ten and all their figures are days', async () => {
    const { incidents } = await open(
      table('Ref,Offence,Date,Easting,Northing', (i) =>
        [`C${i}`, 'Burglary', (46082 + (i % 28)).toExponential(6), 430000 + 9 * i, 434000].join(),
      ),
    )
    expect(isoDay(dayOf(incidents.from[1]))).toBe('2026-03-02')
  })

  it('whole moments under a heading of clock times tell their clock time', async () => {
    const { incidents } = await open(windows('46082.75', '46082.875'))
    expect([showTime(incidents.from[0]), showTime(incidents.to[0])]).toEqual(['18:00', '21:00'])
  })

  it.each(['2026-03-01T21:40:00+00:00[Europe/London]', '2026-03-01 21:40 Europe/London'])(
    '%s',
    async (moment) => {
      const { incidents } = await open(
        table(
          'Ref,Offence,Date,Easting,Northing',
          (i) => `C${i},Burglary,${moment},${430000 + 9 * i},434000`,
        ),
      )
      expect(showTime(incidents.from[0])).toBe('21:40')
    },
  )
})

describe('moments as one number', () => {
  const file = (of: (i: number) => string) =>
    table('Ref,Offence,Date,Easting,Northing', (i) => `C${i},Burglary,${of(i)},${430000 + 9 * i},434000`)

  it('that a spreadsheet has rounded are no dates', async () => {
    const { sentence } = only(await drop({ 'a.csv': file(() => '1.77E+12') }), 'declined')
    expect(sentence).toContain('holds no dates, for example “1.77E+12”')
    const some = await open(file((i) => (i % 4 ? String(1_772_000_000_000 + i * 864e5) : '1.77E+12')))
    expect([some.report.kept, some.report.leftOut]).toMatchObject([30, [{ n: 10, reason: 'not a date' }]])
  })

  it('are read with all their figures', async () => {
    const { incidents } = await open(file(() => '1.772323200000E12'))
    expect(isoDay(dayOf(incidents.from[0]))).toBe('2026-03-01')
  })
})

describe('homes', () => {
  const homes = async (heading: string, words: readonly string[]) =>
    only(
      await drop({
        'h.csv': table(
          `UPRN,Address,Easting,Northing,${heading}`,
          (i) => `${1000 + i},${i + 1} Mill Lane,${430000 + 9 * i},434000,${words[i % words.length]}`,
        ),
      }),
      'homes',
    )

  it('an address that its status calls historical is no door', async () => {
    const found = await homes('Status', ['Live', 'Historic', 'Provisional', 'Rejected'])
    expect([found.homes.n, found.leftOut.map((l) => [l.n, l.reason])]).toEqual([
      20,
      [[20, 'alternative or historical address']],
    ])
  })

  it('numbers say so under the heading of the gazetteer alone', async () => {
    expect((await homes('Logical Status', ['1', '8'])).homes.n).toBe(20)
    expect((await homes('Status', ['1', '8'])).homes.n).toBe(40)
  })
})

describe('workbooks', () => {
  it('cells without references stand in their order', async () => {
    const row = (cells: readonly (string | number)[], r: string) =>
      `<row${r}>${cells.map((c) => (c === '' ? '<c/>' : typeof c === 'number' ? `<c><v>${c}</v></c>` : `<c t="inlineStr"><is><t>${c}</t></is></c>`)).join('')}</row>`
    const parts = (r: (k: number) => string) => ({
      '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
      'xl/workbook.xml':
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${[
        row(['Ref', 'Offence', 'Officer', 'Date', 'Easting', 'Northing'], r(1)),
        ...Array.from({ length: 40 }, (_, i) =>
          row([`C${i}`, 'Burglary', i % 2 ? '' : 'PC', day(i), 430000 + 9 * i, 434000 + i], r(i + 2)),
        ),
      ].join('')}</sheetData></worksheet>`,
    })
    for (const r of [() => '', (k: number) => ` r="${k}"`]) {
      const bytes = zipSync(Object.fromEntries(Object.entries(parts(r)).map(([k, v]) => [k, strToU8(v)])))
      const { report, incidents } = only(await drop({ 'a.xlsx': new Uint8Array(bytes) }), 'incidents')
      expect([report.kept, incidents.x[39], incidents.y[39]]).toEqual([40, 430351, 434039])
    }
  })
})
