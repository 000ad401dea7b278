/** What one cell holds for several: clock times, offences, rows; and columns that must not stand for others. */
import { CFB, utils, write } from '@e965/xlsx'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, it } from 'vitest'
import { showTime } from '../../src/core/base/time.ts'
import { OFFENCES } from '../../src/core/base/offences.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { offenceOf } from '../../src/import/meaning/offences.ts'
import { openFiles } from '../../src/import/open.ts'
import { readPair } from '../../src/import/meaning/cellForms.ts'
import { readGridCell, readGridRef, readNumber } from '../../src/import/meaning/coords.ts'
import { readClocks } from '../../src/import/meaning/dates.ts'
import { drop, only } from './drop.ts'

const N = 24
const day = (i: number) => `${String(1 + i).padStart(2, '0')}/06/2026`
const east = (i: number) => 459_000 + ((i * 137) % 2000)
const north = (i: number) => 304_000 + ((i * 211) % 1900)

/** A table of burglaries: what is told of each row goes between its offence and its place. */
const open = async (head: string, cells: (i: number) => string, place = true) =>
  only(
    await drop({
      'a.csv': [
        `Crime No,Offence,${head}${place ? ',Easting,Northing' : ''}`,
        ...Array.from(
          { length: N },
          (_, i) => `C${i},Burglary - Residential,${cells(i)}${place ? `,${east(i)},${north(i)}` : ''}`,
        ),
      ].join('\n'),
    }),
    'incidents',
  )

const clockOf = (minute: number) => showTime(minute).slice(-5)
const windows = async (head: string, cells: (i: number) => string) => {
  const { incidents: t } = await open(head, cells)
  return [...t.from].map((from, i) => `${clockOf(from)} ${clockOf(t.to[i])} ${t.to[i] - from}`)
}
const minutes = (i: number) => String(10 + i)

it.each(['0500-06', '05:00–06:', '0500 to 06', 'between 0500 and 06', '0500hrs - 06'])(
  'a clock cell of “%s…” is a window',
  async (text) => {
    const seen = await windows('Date,Time', (i) => `${day(i)},${text}${minutes(i)}`)
    expect(seen).toEqual(Array.from({ length: N }, (_, i) => `05:00 06:${minutes(i)} ${70 + i}`))
  },
)
it('of two clocks the earlier one behind is of the next day, and of both days where two are told', async () => {
  expect((await windows('Date,Time', (i) => `${day(i)},22${minutes(i)}-0600`))[0]).toBe('22:10 06:00 470')
  expect(
    (await windows('Date From,Date To,Time', (i) => `${day(i)},${day(i + 2)},22${minutes(i)}-0600`))[0],
  ).toBe('22:10 06:00 1910')
})
it('a whole day in clocks is a day, and a zone is no second clock', async () => {
  const { incidents } = await open('Date,Time', (i) => `${day(i)},0000-2400`)
  expect(incidents.precision).toBe('day')
  expect(readClocks('10:00+01:00')).toBeUndefined()
  expect(readClocks('2500-2600')).toBeUndefined()
})
it('“From” and “To” may head the clocks of one day', async () => {
  expect((await windows('Date,From,To', (i) => `${day(i)},05${minutes(i)},0655`))[0]).toBe('05:10 06:55 105')
})
it('a clock beside the year, the month and the day is read, or its loss is told', async () => {
  const { incidents } = await open('Year,Month,Day,Time', (i) => `2026,6,${1 + i},05:${minutes(i)}`)
  expect(clockOf(incidents.from[3])).toBe('05:13')
  const half = await open('Year,Month,Day,Time', (i) => `2026,6,${1 + i},${i % 2 ? '05:10' : 'dusk'}`)
  expect(half.report.warnings.map((w) => [w.what, w.n])).toContainEqual([
    'the clock time cannot be read: only the day is kept',
    12,
  ])
})
it('hours stand before the day with “hrs” too', async () => {
  expect((await windows('Committed From', (i) => `05${minutes(i)}hrs ${day(i)}`))[0]).toBe('05:10 05:10 0')
})
it('a column headed as another one is, is named and not taken for the end', async () => {
  const { incidents, report } = await open(
    'Date,Time,Date,Time',
    (i) => `${day(i)},05:${minutes(i)},${day(i)},09:00`,
  )
  expect(incidents.flags.every((f) => f & FLAG.noEnd)).toBe(true)
  const said = report.warnings.map((w) => w.what).join('\n')
  expect(said).toContain('the column “Date (2)” is headed as another one is')
  expect(said).toContain('the column “Time (2)” is headed as another one is')
})

it.each([
  ['Theft from motor vehicle / Criminal damage to vehicles', 'theft-from-vehicle'],
  ['Criminal damage; theft from motor vehicle', 'theft-from-vehicle'],
  ['Theft of motor vehicle, Going equipped', 'theft-of-vehicle'],
  ['Assault\nRobbery - personal', 'robbery-personal'],
  // one offence with a comma in it
  ['Burglary, business', 'other'],
  ['Burglary - Residential, shed', 'other'],
  ['Burglary; business and community', 'other'],
  ['Criminal damage, other', 'other'],
  ['Criminal damage; assault', 'other'],
] as const)('“%s” is %s', (wording, kind) => {
  expect(offenceOf(wording)).toBe(kind)
})

it('sides before the numbers, and the minus of a printed table', () => {
  expect(readPair('N52.63056 W1.12973')).toEqual({ a: 52.63056, b: -1.12973, order: 'latlng' })
  expect(readPair('W1.12973, N52.63056')).toEqual({ a: -1.12973, b: 52.63056, order: 'lnglat' })
  expect(readPair('E 459300 N 304200')).toMatchObject({ a: 459_300, b: 304_200 })
  expect(readPair('52.63056, \u22121.12973')).toMatchObject({ a: 52.63056, b: -1.12973 })
  expect(readNumber('\u22121.12973', false)).toBe(-1.12973)
})

it.each(['Home', 'Victim', 'Recovered', 'Centroid', 'Station'])(
  'the crime’s own place stands before that of “%s”',
  async (whose) => {
    const { incidents } = await open(
      `Date,${whose} Easting,${whose} Northing,Location Easting,Location Northing`,
      (i) => `${day(i)},412345,${398_000 + i},${east(i)},${north(i)}`,
      false,
    )
    expect([...incidents.x]).toEqual(Array.from({ length: N }, (_, i) => east(i)))
  },
)

it('one row of few that lies far off is told', async () => {
  const { report } = await open(
    'Date,Easting,Northing',
    (i) => `${day(i)},${i === 3 ? 530_000 : east(i)},${i === 3 ? 180_000 : north(i)}`,
    false,
  )
  expect(report.warnings.some((w) => w.problem === 'outlier' && w.n === 1)).toBe(true)
})

const HEAD = ['Crime No', 'Offence', 'Date', 'Easting', 'Northing', 'Beat']
const merged = () => {
  const sheet = utils.aoa_to_sheet([
    ['Crimes of June'],
    HEAD,
    ...Array.from({ length: N }, (_, i) => [
      `C${i}`,
      ...[i % 2 ? '' : i % 4 ? 'Theft from motor vehicle' : 'Burglary - Residential'],
      `${i + 1}/06/2026 12:3${i % 10}`,
      ...[east(i), north(i), i % 2 ? '' : 'North'],
    ]),
  ])
  const down = (c: number) =>
    Array.from({ length: N / 2 }, (_, k) => ({ s: { r: 2 + 2 * k, c }, e: { r: 3 + 2 * k, c } }))
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 5 } }, ...down(1), ...down(5)]
  return sheet
}
it.each(['xlsx', 'biff8', 'ods', 'xlml', 'html'] as const)(
  'a cell over two rows stands for both: %s',
  async (bookType) => {
    const bytes = Uint8Array.from(
      write({ SheetNames: ['June'], Sheets: { June: merged() } }, { type: 'buffer', bookType }) as Uint8Array,
    )
    const name = { xlsx: 'a.xlsx', ods: 'a.ods', xlml: 'a.xml', html: 'a.xls', biff8: 'a.xls' }[bookType]
    const { incidents: t, report } = only(await drop({ [name]: bytes }), 'incidents')
    expect([...t.offence].map((o) => OFFENCES[o].id)).toEqual(
      Array.from({ length: N }, (_, i) => (i % 4 < 2 ? 'burglary-home' : 'theft-from-vehicle')),
    )
    expect(report.notes.some((n) => n.startsWith('24 cells of the sheet'))).toBe(true)
  },
)

it('moments of Parquet are of UTC, and a column of spans of time is passed over and named', async () => {
  const moments = Array.from({ length: N }, (_, i) => BigInt(Date.UTC(2026, 5, 1 + i, 4, 10)))
  const columns = {
    'Crime No': Array.from({ length: N }, (_, i) => `C${i}`),
    Offence: Array.from({ length: N }, () => 'Burglary - Residential'),
    committed_from: moments,
    lasted: Array.from({ length: N }, () => new Uint8Array(12)),
    Easting: Array.from({ length: N }, (_, i) => east(i)),
    Northing: Array.from({ length: N }, (_, i) => north(i)),
  }
  const element = (name: string) =>
    name === 'committed_from'
      ? { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } }
      : name === 'lasted'
        ? { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 12, converted_type: 'INTERVAL' }
        : /ing$/.test(name)
          ? { type: 'INT32' }
          : { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
  const buffer = parquetWriteBuffer({
    columnData: Object.entries(columns).map(([name, data]) => ({ name, data })),
    schema: [
      { name: 'root', num_children: Object.keys(columns).length },
      ...Object.keys(columns).map((name) => ({ name, repetition_type: 'REQUIRED', ...element(name) })),
    ],
  } as unknown as Parameters<typeof parquetWriteBuffer>[0])
  const { incidents, report } = only(await drop({ 'a.parquet': new Uint8Array(buffer) }), 'incidents')
  expect(clockOf(incidents.from[0])).toBe('05:10')
  expect(report.notes).toContain('1 column of spans of time passed over: “lasted”.')
  expect(report.notes.join()).toMatch(/UTC/)
})

it('a file that was changed or taken away while it was read is said to be', async () => {
  const blobs = ['NotReadableError', 'NotFoundError'].map((name, k) => {
    const fail = () => Promise.reject(new DOMException('no', name))
    return Object.assign(new Blob([k === 0 ? 'a,b\n1,2\n' : '']), {
      arrayBuffer: fail,
      slice: () => ({ arrayBuffer: fail, stream: fail, size: 1 }),
      // a browser's stream fails without saying why
      stream: () => new ReadableStream({ start: (c) => c.error(new TypeError('network error')) }),
    })
  })
  for (const blob of blobs) {
    const opening = openFiles([{ name: 'a.csv', blob }])
    for (;;) {
      const step = await opening.next()
      if (!step.done) continue
      expect(only(step.value, 'declined').sentence).toBe(
        'a.csv was changed, moved or deleted while it was read. Wait until it is written to its end, then drop it again.',
      )
      break
    }
  }
})

it.each(['459000304000', '459000 304000', 'SK-59000-04000'])(
  '“%s” under a grid reference is a place',
  async (ref) => {
    expect(readGridCell(ref)).toMatchObject({ x: 459_000, y: 304_000 })
    const { incidents } = await open(
      'Date,Grid Ref',
      (i) => `${day(i)},${ref.replace('459000', '4590' + minutes(i))}`,
      false,
    )
    expect(incidents.y[0]).toBe(304_000)
    expect(incidents.n).toBe(N)
  },
)
it('twelve figures elsewhere are the number of a property', () => {
  expect(readGridRef('100000123456')).toBeUndefined()
  expect(readGridCell('959000304000')).toBeUndefined()
})

it('an address file headed “Prop Addr 1” to 3 is one of homes', async () => {
  const rows = Array.from(
    { length: N },
    (_, i) => `A${i},${3 + 2 * i} Marl Lane,Leicester,LE1 1AA,${east(i)},${north(i)}`,
  )
  const text = ['Account,Prop Addr 1,Prop Addr 2,Prop Postcode,Easting,Northing', ...rows].join('\n')
  const { homes, report } = only(await drop({ 'a.csv': text }), 'homes')
  expect(homes.n).toBe(N)
  expect(report.columns.map((c) => c.column)).toContain('Prop Postcode')
  const postal = { 'a.csv': text.replace('Prop Postcode', 'Postal Code') }
  expect(only(await drop(postal), 'homes').report.columns.map((c) => c.column)).toContain('Postal Code')
})

it('texts of one column alone may be quoted with apostrophes', async () => {
  const { incidents } = await open('Address,Date', (i) => `'${i + 1} Marl Lane, Oadby',${day(i)}`)
  expect([...incidents.x]).toEqual(Array.from({ length: N }, (_, i) => east(i)))
  // and one that merely begins with one is no quote
  const loose = await open('Street,Date', (i) => `${i === 3 ? "'Tween Bars" : 'Marl Lane'},${day(i)}`)
  expect([...loose.incidents.x]).toEqual(Array.from({ length: N }, (_, i) => east(i)))
})

it('numbers of OpenDocument whose tags end by themselves, as QGIS saves them, are read', async () => {
  const rows = [
    ['Crime No', 'Offence', 'Date From', 'Easting', 'Northing'],
    ...Array.from({ length: N }, (_, i) => [`C${i}`, 'Burglary - Residential', day(i), east(i), north(i)]),
  ]
  const book = { SheetNames: ['June'], Sheets: { June: utils.aoa_to_sheet(rows) } }
  // a number's words are left out and its tag ends by itself
  const bare = (xml: string) =>
    xml.replace(
      /(<table:table-cell\b[^>]*office:value-type="float"[^>]*)>(?:(?!<\/table:table-cell).)*<\/table:table-cell>/g,
      '$1/>',
    )
  const flat = bare(write(book, { type: 'string', bookType: 'fods' }) as string)
  expect(flat).toMatch(/office:value="459000"[^>]*\/>/)
  const archive = CFB.read(write(book, { type: 'buffer', bookType: 'ods' }), { type: 'buffer' }) as object
  const entry = CFB.find(archive, '/content.xml') as { content: Uint8Array }
  entry.content = new TextEncoder().encode(bare(new TextDecoder().decode(entry.content)))
  const packed = Uint8Array.from(CFB.write(archive, { fileType: 'zip', type: 'buffer' }) as ArrayLike<number>)
  for (const [name, file] of [
    ['a.fods', flat],
    ['a.ods', packed],
  ] as const) {
    const { incidents: t, report } = only(await drop({ [name]: file }), 'incidents')
    expect([report.rows, report.kept, t.x[3], t.y[3]]).toEqual([N, N, east(3), north(3)])
  }
})
