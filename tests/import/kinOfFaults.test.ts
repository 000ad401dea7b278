/** Relatives of files that were read wrongly once: the kind of fault is mended, not the sample. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { dayOf, isoDay, showTime } from '../../src/core/base/time.ts'
import type { ImportOptions } from '../../src/import/contract.ts'
import { joinIncidents } from '../../src/import/join/join.ts'
import { isNoLonger } from '../../src/import/meaning/noCrime.ts'
import { offenceOf } from '../../src/import/meaning/offences.ts'
import { searchDetails } from '../../src/import/meaning/personal.ts'
import { Texts } from '../../src/import/rows/columns.ts'
import { WEEKS_AS_DAYS } from '../../src/import/report/problems.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { drop, only } from './drop.ts'

const two = (v: number) => String(v).padStart(2, '0')
const N = 40
/** Forty crimes, each of its own place, day and number. */
const place = (i: number) => [430_000 + 37 * i, 434_000 + 53 * (i % 7)] as const
const day = (i: number) => `${two(1 + ((i * 5) % 28))}/${two(1 + (i % 6))}/2025`
const open = async (text: string, options: ImportOptions = {}, name = 'a.csv') =>
  only(await drop({ [name]: text }, options), 'incidents')
const table = (header: string, cells: (i: number) => string) =>
  `${header}\n${Array.from({ length: N }, (_, i) => cells(i)).join('\n')}\n`
/** With columns of number, offence and place, and what is given behind them. */
const extract = (header: string, cells: (i: number) => string) =>
  table(
    `Crime Ref,Offence,Easting,Northing,${header}`,
    (i) => `ZZ/${i}/26,Burglary Residential,${place(i).join(',')},${cells(i)}`,
  )
const warned = (report: { warnings: readonly { what: string }[] }) =>
  report.warnings.map((w) => w.what).join('\n')

describe('never more exact than the file', () => {
  const monday = (i: number) => isoDay(dayOf(Date.UTC(2025, 0, 6) / 60_000) + 7 * (i % 20))
  it('days of one weekday alone are weeks, and can be days by choice', async () => {
    const { report, incidents: t } = await open(extract('Date', monday))
    expect(warned(report)).toContain(WEEKS_AS_DAYS)
    expect([isoDay(dayOf(t.from[0])), isoDay(dayOf(t.to[0]))]).toEqual(['2025-01-06', '2025-01-12'])
    const offered = troublesOf(report, {}).find((x) => x.what === WEEKS_AS_DAYS)
    expect(offered?.repairs.map((r) => r.label)).toEqual(['They are weeks', 'They are days'])
    const days = await open(extract('Date', monday), { months: 'days' })
    expect(warned(days.report)).not.toContain(WEEKS_AS_DAYS)
  })
  it('Sundays end a week', async () => {
    const { incidents: t } = await open(
      extract('Date', (i) => isoDay(dayOf(Date.UTC(2025, 0, 5) / 60_000) + 7 * (i % 20))),
    )
    expect([isoDay(dayOf(t.from[0])), isoDay(dayOf(t.to[0]))]).toEqual(['2024-12-30', '2025-01-05'])
  })
  it('clock times, or one other weekday, keep them days', async () => {
    for (const cells of [
      (i: number) => `${monday(i)} 10:${two(i)}`,
      (i: number) => (i === 7 ? '2025-03-05' : monday(i)),
    ])
      expect(warned((await open(extract('Date', cells))).report)).not.toContain(WEEKS_AS_DAYS)
  })
  it.each([
    ['100 m', (i: number) => `${430_000 + 100 * i},${434_000 + 300 * (i % 9)}`],
    ['the middles of squares of 100 m', (i: number) => `${430_050 + 100 * i},${434_050 + 300 * (i % 9)}`],
    ['1,000 m', (i: number) => `${430 + i}000,${434 + (i % 9)}000`],
    ['a spreadsheet’s three figures', (i: number) => `4.${30 + (i % 9)}E+05,4.${34 + (i % 7)}E+05`],
  ])('coordinates rounded to %s are said to be', async (_, cells) => {
    const text = table(
      'Crime Ref,Offence,Date,Easting,Northing',
      (i) => `ZZ/${i}/26,Burglary,${day(i)},${cells(i)}`,
    )
    expect(warned((await open(text)).report)).toMatch(/rounded to 1(00|,000) m/)
  })
  it('degrees of three decimals are said to be, exact ones are not', async () => {
    const degrees = (places: number) =>
      table(
        'Crime Ref,Offence,Date,Latitude,Longitude',
        (i) =>
          `ZZ/${i}/26,Burglary,${day(i)},${(53.80123 + i / 1100).toFixed(places)},${(-1.54321 + i / 900).toFixed(places)}`,
      )
    expect(warned((await open(degrees(3))).report)).toContain('about 100 m')
    expect(warned((await open(degrees(5))).report)).not.toContain('rounded')
    expect(warned((await open(extract('Date', day))).report)).not.toContain('rounded')
  })
  it('a column that counts crimes is named', async () => {
    const { report } = await open(extract('Month,Count', (i) => `2025-${two(1 + (i % 6))},${1 + (i % 4)}`))
    expect(warned(report)).toContain('“Count” counts crimes')
    const ones = await open(extract('Month,Count', (i) => `2025-${two(1 + (i % 6))},1`))
    expect(warned(ones.report)).not.toContain('counts crimes')
  })
})

describe('nothing vanishes', () => {
  it('points as text fill the blanks of eastings and northings', async () => {
    const text = table('Crime Ref,Offence,Date,geom,Easting,Northing', (i) => {
      const [x, y] = place(i)
      return `ZZ/${i}/26,Burglary,${day(i)},${i % 2 ? `POINT (${x} ${y}),,` : `,${x},${y}`}`
    })
    const { report, incidents: t } = await open(text)
    expect(report.kept).toBe(N)
    expect([...t.x]).toEqual(Array.from({ length: N }, (_, i) => place(i)[0]))
  })
  it('points of another plane fill none', async () => {
    const text = table('Crime Ref,Offence,Date,geom,Easting,Northing', (i) => {
      const [x, y] = place(i)
      return `ZZ/${i}/26,Burglary,${day(i)},${i % 2 ? `POINT (${x + 2_000_000} ${y + 6_000_000}),,` : `,${x},${y}`}`
    })
    expect((await open(text)).report.kept).toBe(N / 2)
  })
  it.each([
    ['https://maps.example/?q=', ','],
    ['https://maps.example/place/x/@', ','],
    ['https://map.example/#map=17/', '/'],
  ])('a link to a map is a place: %s', async (start, between) => {
    const text = table(
      'Crime Ref,Offence,Date,Map',
      (i) => `ZZ/${i},Burglary,${day(i)},"${start}53.8${two(i)}1${between}-1.5${two(i)}7"`,
    )
    expect((await open(text)).incidents.lat[5]).toBeCloseTo(53.8051, 6)
  })
  it('of two pairs that disagree, the one point of a station is not taken', async () => {
    const text = table(
      'Crime Ref,Offence,Date,Easting,Northing,Latitude,Longitude',
      (i) => `ZZ/${i},Burglary,${day(i)},457000,340000,53.8${two(i)}1,-1.5${two(i)}7`,
    )
    const { report, incidents: t } = await open(text)
    expect(new Set(t.lat).size).toBe(N)
    expect(report.notes.join(' ')).toContain('the same few points')
  })
  it('1,1 is no place, and tells nothing of the system', async () => {
    const text = table(
      'Crime Ref,Offence,Date,Easting,Northing',
      (i) => `ZZ/${i}/26,Burglary,${day(i)},${['0,0', '1,1', place(i).join(',')][i % 3]}`,
    )
    const { report } = await open(text)
    expect([report.crs, report.kept]).toEqual(['EPSG:27700', 13])
  })
  it.each([
    ['Start', 'Finish'],
    ['Secured', 'Discovered'],
    ['Last Seen', 'Found Insecure'],
    ['Lower Date', 'Upper Date'],
    ['DateFrom1', 'DateTo1'],
    ['Von', 'Bis'],
    ['Du', 'Au'],
    ['Desde', 'Hasta'],
    ['Dal', 'Al'],
  ])('the window from “%s” to “%s” keeps its end', async (from, to) => {
    const text = extract(`${from},${to}`, (i) => `${day(i)} 10:00,${day(i)} 12:30`)
    const { report, incidents: t } = await open(text)
    const column = (f: string) => report.columns.find((c) => c.field === f)?.column
    expect([column('from'), column('to')]).toEqual([from, to])
    expect(showTime(t.to[3])).toBe('12:30')
  })
  it.each([
    ['XCOORDINATE', 'YCOORDINATE'],
    ['XCoOrd', 'YCoOrd'],
    ['xref', 'yref'],
    ['Ostkoordinate', 'Nordkoordinate'],
  ])('%s and %s are a place', async (x, y) => {
    const text = table(
      `Crime Ref,Offence,Date,${x},${y}`,
      (i) => `ZZ/${i},Burglary,${day(i)},${place(i).join(',')}`,
    )
    expect((await open(text)).report.kept).toBe(N)
  })
  it.each([
    ['Lattitude', 'Longtitude'],
    ['Breite', 'Länge'],
    ['Y (Lat)', 'X (Long)'],
    ['INTPTLAT', 'INTPTLON'],
  ])('%s and %s are degrees', async (lat, lng) => {
    const text = table(
      `Crime Ref,Offence,Date,${lat},${lng}`,
      (i) => `ZZ/${i},Burglary,${day(i)},53.8${two(i)}1,-1.5${two(i)}7`,
    )
    expect((await open(text)).incidents.lat[5]).toBeCloseTo(53.8051, 6)
  })
  it('months are known in Welsh and Italian, and by name beside a year', async () => {
    const welsh = ['Ionawr', 'Chwefror', 'Mawrth', 'Ebrill', 'Mai', 'Mehefin']
    const italian = ['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno']
    for (const names of [welsh, italian]) {
      const { report, incidents: t } = await open(extract('Date', (i) => `${names[i % 6]} 2025`))
      expect([report.precision, isoDay(dayOf(t.from[5]))]).toEqual(['month', '2025-06-01'])
    }
    const { incidents: t } = await open(extract('Year,Month', (i) => `2025,${welsh[i % 6]}`))
    expect(isoDay(dayOf(t.from[4]))).toBe('2025-05-01')
  })
  it('records in an answer within an answer, and columns as pandas writes them, are read', async () => {
    const records = Array.from({ length: N }, (_, i) => ({
      ref: `A${i}`,
      offence: 'Burglary',
      date: day(i),
      easting: place(i)[0],
      northing: place(i)[1],
    }))
    const wrapped = JSON.stringify({ success: true, help: 'x', result: { fields: [{ id: 'a' }], records } })
    const byColumn = JSON.stringify(
      Object.fromEntries(
        Object.keys(records[0]).map((k) => [
          k,
          Object.fromEntries(records.map((r, i) => [i, r[k as 'ref']])),
        ]),
      ),
    )
    for (const text of [wrapped, byColumn]) expect((await open(text, {}, 'a.json')).report.kept).toBe(N)
  })
  it('a book of the calendar of 1904 is told by “true” as by “1”', async () => {
    const sheet = (rows: string) =>
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
    const text = (ref: string, v: string) => `<c r="${ref}" t="inlineStr"><is><t>${v}</t></is></c>`
    const head = `<row r="1">${['Ref', 'Offence', 'Date', 'Easting', 'Northing'].map((h, k) => text(`${'ABCDE'[k]}1`, h)).join('')}</row>`
    const body = Array.from({ length: 5 }, (_, k) => k + 2).map(
      (r) =>
        `<row r="${r}">${text(`A${r}`, `Z${r}`)}${text(`B${r}`, 'Burglary')}<c r="C${r}" s="1"><v>${44_000 + r}</v></c><c r="D${r}"><v>${430_000 + r}</v></c><c r="E${r}"><v>434000</v></c></row>`,
    )
    const book = (flag: string) =>
      new Uint8Array(
        zipSync({
          '[Content_Types].xml': strToU8(
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
          ),
          'xl/workbook.xml': strToU8(
            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="${flag}"/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
          ),
          'xl/_rels/workbook.xml.rels': strToU8(
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
          ),
          'xl/styles.xml': strToU8(
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
          ),
          'xl/worksheets/sheet1.xml': strToU8(sheet(head + body.join(''))),
        }),
      )
    const days = await Promise.all(
      ['1', 'true', '0'].map(async (flag) =>
        isoDay(dayOf(only(await drop({ 'a.xlsx': book(flag) }), 'incidents').incidents.from[0])),
      ),
    )
    expect(days).toEqual(['2024-06-21', '2024-06-21', '2020-06-20'])
  })
})

describe('a crime once', () => {
  const week = (ref: (i: number) => string, offence: string, beat: string) =>
    open(
      table(
        'Crime Ref,Offence,Beat,Date,Easting,Northing',
        (i) => `${ref(i)},${offence},${beat},${day(i)} 10:00,${place(i).join(',')}`,
      ),
    )
  it('joined under names in another spelling, none has changed', async () => {
    const a = await week((i) => `44/${i}/26`, 'Residential burglary of a home', "St Mary's")
    const b = await week((i) => `44/${i}/26`, 'RESIDENTIAL BURGLARY OF A HOME', 'ST MARYS')
    const { counts, joined } = joinIncidents(a, b)
    expect(counts).toMatchObject({ fresh: 0, changed: 0, unchanged: N, clashing: 0, absent: 0 })
    expect(joined.incidents.beat.values.filter((v) => v !== '')).toEqual(["St Mary's"])
  })
  it.each(['-', ' / ', ' '])(
    'joined with “%s” between the parts of the number, each is itself',
    async (sign) => {
      const a = await week((i) => `44/${100 + i}/26`, 'Burglary', 'A1')
      const b = await week((i) => ['44', 100 + i, '26'].join(sign), 'Burglary', 'A1')
      const { counts } = joinIncidents(a, b)
      expect(counts).toMatchObject({ fresh: 0, clashing: 0, absent: 0 })
    },
  )
  it('in one file the same number with other strokes is the same', async () => {
    const text = table(
      'Crime Ref,Offence,Date,Easting,Northing',
      (i) =>
        `${i < 30 ? `44/${100 + i}/26` : `44-${70 + i}-26`},Burglary,${day(i < 30 ? i : i - 30)} 10:00,${place(i < 30 ? i : i - 30).join(',')}`,
    )
    expect((await open(text)).report.kept).toBe(30)
  })
  it.each([
    'No longer a crime',
    'Not recorded as a crime',
    'Not a recorded crime',
    'Converted to incident',
    'Reverted to incident',
    'Struck out',
    'Crime Negated',
    'Removed from recording',
    'Non notifiable',
    'Merged with 44/1/26',
    'Linked duplicate',
    'Created in Error - Void',
    'Trans to Leicestershire',
    'Ddim yn drosedd',
    'Sin delito',
    'Classé : faits non établis',
    'FALSE ALARM',
    'No evidence of crime',
    'C - Cancelled',
    'Declassify',
  ])('“%s” ends a crime', (words) => {
    expect(isNoLonger(words)).toBe(true)
  })
  it.each([
    'Cancelled bail',
    'Crime scene cancelled',
    'Void property',
    'Transferred to CID',
    'Transferred to CPS',
    'Duplicate keys used',
    'No suspect identified',
    'Changed address',
    'Withdrawn by victim',
    'Investigation complete',
    'Transferred to investigation team',
  ])('“%s” does not', (words) => {
    expect(isNoLonger(words)).toBe(false)
  })
  it.each([
    ['Furto in abitazione', 'burglary-home'],
    ['Furti in abitazioni private', 'burglary-home'],
    ['Furto di autovettura', 'theft-of-vehicle'],
    ['Furto di motociclo', 'theft-of-vehicle'],
    ['Furti su auto in sosta', 'theft-from-vehicle'],
    ['Furto in esercizio commerciale', 'other'],
    ['Furto con strappo', 'theft-from-person'],
    ['Rapina in pubblica via', 'robbery-personal'],
    ['Theft by HB to dwelling house', 'burglary-home'],
  ])('“%s” is %s', (wording, kind) => {
    expect(offenceOf(wording)).toBe(kind)
  })
})

describe('homes', () => {
  it('a street alone, without a UPRN, is refused with the reason', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i + 1} High Street,${430_000 + 9 * i},434000`)
    const odd = [
      'High Street,430500,434000',
      '"Mill Lane, Westmarch, WM1 1AA",430600,434000',
      '"Rose Cottage, Mill Lane",430700,434000',
    ]
    const homes = only(
      await drop({ 'a.csv': `Address,Easting,Northing\n${[...rows, ...odd].join('\n')}\n` }),
      'homes',
    )
    expect(homes.homes.n).toBe(21)
    expect(homes.leftOut).toMatchObject([
      { reason: 'only a street: no number, name or UPRN tells the door', n: 2 },
    ])
    const known = only(
      await drop({
        'a.csv': `UPRN,Address,Easting,Northing\n${rows.map((r, i) => `${900 + i},${r}`).join('\n')}\n77,High Street,430500,434000\n`,
      }),
      'homes',
    )
    expect(known.homes.n).toBe(21)
  })
  it('a national address base of France is one of homes', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, i) =>
        `x${i},${i + 1},${i % 7 ? '' : 'bis'},Rue de la Paix,75001,Paris,2.33${two(i)},48.86${two(i)}`,
    )
    const { homes } = only(
      await drop({ 'a.csv': `id,numero,rep,nom_voie,code_postal,nom_commune,lon,lat\n${rows.join('\n')}\n` }),
      'homes',
    )
    expect([homes.n, homes.number[4]]).toEqual([20, 5])
  })
})

describe('details of people', () => {
  const counts = (text: string) => {
    const column = new Texts()
    for (const t of ['rear door forced', text, 'rear door forced']) column.push(t)
    const { personal } = searchDetails(column.finish(), false)
    return Object.fromEntries(Object.entries(personal).filter(([, n]) => n > 0))
  }
  it.each([
    ['mail a.person (at) example.org', { email: 1 }],
    ['a.person[at]example[dot]org', { email: 1 }],
    ['ms smith called', { name: 1 }],
    ['seen by miss jones.', { name: 1 }],
    ['Master Tom Jones', { name: 1 }],
    ['Madame Dupont', { name: 1 }],
    ['Herr Müller', { name: 1 }],
    ['Señora García', { name: 1 }],
  ])('“%s” is found', (text, found) => {
    expect(counts(text)).toEqual(found)
  })
  it.each([
    'miss the bus',
    'Master key used',
    'Master Bedroom Window',
    'MASTER BEDROOM',
    'glass missing from frame',
    'entered (at rear)',
    'in 20 ms it',
  ])('“%s” is nobody', (text) => {
    expect(counts(text)).toEqual({})
  })
  it.each([
    ['figures', '1'.repeat(60_000)],
    ['letters and points', 'a.a.'.repeat(15_000) + '@'],
    ['blanks', ' '.repeat(60_000) + 'x'],
    ['a word and blanks', 'reg' + ' '.repeat(60_000)],
    ['dashes', '- '.repeat(30_000)],
    ['a title and blanks', 'Mr' + ' '.repeat(60_000)],
    ['brackets', 'a@b '.repeat(10_000) + '(at)'.repeat(10_000)],
  ])('a cell of 60,000 %s is read at once', (_, text) => {
    const start = performance.now()
    counts(text)
    expect(performance.now() - start).toBeLessThan(3000)
  })
  it.each(['51 30 '.repeat(10_000), 'at '.repeat(20_000) + '1', '1 '.repeat(30_000) + 'hrs'])(
    'a narrative under a header of dates costs no time',
    async (text) => {
      const start = performance.now()
      const { report } = await open(extract('Date From', (i) => (i % 4 === 1 ? text : day(i))))
      expect([report.rows, performance.now() - start < 4000]).toEqual([N, true])
    },
  )
})
