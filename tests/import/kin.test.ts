/** Columns known by their kin, addresses of other makers, and numbers that a spreadsheet has rounded. */
import { describe, expect, it } from 'vitest'
import { textAt } from '../../src/core/base/text.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { NOT_REPORTED } from '../../src/core/table/incidents.ts'
import { offenceOf } from '../../src/import/meaning/offences.ts'
import { summarise } from '../../src/import/report/summary.ts'
import { drop, only } from './drop.ts'

const N = 24
const two = (n: number) => String(n).padStart(2, '0')
const table = (head: string, row: (i: number) => readonly (string | number)[]) =>
  [head, ...Array.from({ length: N }, (_, i) => row(i).join(','))].join('\n') + '\n'
const place = (i: number) => [459_300 + i * 61, 304_100 + i * 47] as const
const incidents = async (text: string) => only(await drop({ 'a.csv': text }), 'incidents')
const columnsOf = async (text: string) => {
  const { columns } = (await incidents(text)).report
  return Object.fromEntries(columns.map((g) => [g.field, g.column]))
}

describe('headers that an export has shortened', () => {
  const at = (i: number, hour: number) => `${two(i + 1)}/03/2026 ${two(hour)}:15`
  const rows = (head: string) =>
    table(head, (i) => [
      `C${i}`,
      ...[at(i, 18), at(i, 9), at(i, 11)],
      ...['28/3 BURGLARY - RESIDENTIAL', 'SK4 2AB', ...place(i), 'K1A2'],
      ...['REAR DOOR FORCED', i % 2 ? 'UNDETECTED' : 'CHARGED'],
    ])

  it('dates, codes, places and text, as systems shorten and qualify them', async () => {
    for (const [date, beat, outcome] of [
      ['Dt/Tm', 'Beat Cd', 'Outcome Status (Local)'],
      ['DtTm', 'Beat Code', 'Outcome'],
      ['Date/Time (dd/mm/yyyy hh:mm)', 'Beat Nm', 'Current Outcome Group'],
    ]) {
      const names = [`Reported ${date}`, `Committed From ${date}`, `Committed To ${date}`]
      const head = `Occurrence Ref No.,${names.join()},HO Offence Title,Loc - Postcode,Easting (OSGB),Northing (OSGB),${beat},MO Narrative,${outcome}`
      expect(await columnsOf(rows(head)), head).toMatchObject({
        ...{ id: 'Occurrence Ref No.', reported: names[0], from: names[1], to: names[2] },
        ...{ postcode: 'Loc - Postcode', x: 'Easting (OSGB)', beat, mo: 'MO Narrative', outcome },
      })
    }
  })

  it('keeps a remark in brackets that tells one date from another', async () => {
    const head = 'No,Date (reported),Date (from),Date (to),Offence,Pcode,Easting,Northing,Beat,MO,Outcome'
    expect(await columnsOf(rows(head))).toMatchObject({ from: 'Date (from)', to: 'Date (to)' })
  })

  it('takes no date of the report for that of the crime where the file has another, and says where it has none', async () => {
    const head = (a: string, b: string) => `No,${a},${b},Seen,Offence,Pcode,Easting,Northing,Beat,MO,Outcome`
    expect(await columnsOf(rows(head('Reported When', 'Committed When')))).toMatchObject({
      from: 'Committed When',
    })
    const { incidents: t, report } = await incidents(
      table('No,Reported When,Offence,Easting,Northing', (i) => [
        ...[`C${i}`, at(i, 18), 'Burglary - Residential'],
        ...place(i),
      ]),
    )
    expect(t.from[0]).toBe(minuteOf(2026, 3, 1, 18, 15))
    expect(JSON.stringify(report)).toContain('the reporting date stands for it')
  })
})

describe('columns known by their kin', () => {
  it('pairs of coordinates that differ in their axis alone, both ends of a window, and where', async () => {
    const text = table(
      'Crime No,Offence Title,Committed On/From,Committed To/By,OSGR E,OSGR N,Loc Full',
      (i) => [
        `C${i}`,
        'Burglary - Residential',
        `${two(i + 1)}/03/2026 10:15`,
        `${two(i + 1)}/03/2026 12:15`,
        ...place(i),
        `${i + 1} Elm Road`,
      ],
    )
    expect(await columnsOf(text)).toMatchObject({
      ...{ from: 'Committed On/From', to: 'Committed To/By' },
      ...{ x: 'OSGR E', y: 'OSGR N', address: 'Loc Full' },
    })
    expect(await columnsOf(text.replace('OSGR E,OSGR N', 'snapped_x,snapped_y'))).toMatchObject({
      ...{ x: 'snapped_x', y: 'snapped_y' },
    })
  })

  it('clock times named as their dates are', async () => {
    const { incidents: t, report } = await incidents(
      table(
        'Crime No,Offence,First Date Committed,First Time Committed,Last Date Committed,Last Time Committed,Easting,Northing',
        (i) => [
          `C${i}`,
          'Burglary - Residential',
          `${two(i + 1)}/03/2026`,
          '20:35 hrs',
          `${two(i + 1)}/03/2026`,
          '2210hrs',
          ...place(i),
        ],
      ),
    )
    expect(report.precision).toBe('minute')
    expect([t.from[0], t.to[0]]).toEqual([minuteOf(2026, 3, 1, 20, 35), minuteOf(2026, 3, 1, 22, 10)])
  })

  it('single quotes after a blank', async () => {
    const { report } = await incidents(
      table('Crime No, Offence, Date From, Easting, Northing', (i) => [
        `'C${i}'`,
        " 'Burglary, Residential'",
        ` '${two(i + 1)}/03/2026 10:15'`,
        ...place(i).map((v) => ` '${v}'`),
      ]),
    )
    expect(report.kept).toBe(N)
    expect(report.wordings).toEqual([{ wording: 'Burglary, Residential', offence: 'burglary-home', n: N }])
  })
})

it.each([
  ['Burglary OTD', 'other'],
  ['BOTD', 'other'],
  ['BURG DWELL', 'burglary-home'],
  ['Burg Non Dwell', 'other'],
  ['TDA', 'theft-of-vehicle'],
  ['Taking and driving away', 'theft-of-vehicle'],
  ['Taking without consent', 'theft-of-vehicle'],
  ['Theft by opening lockfast place motor vehicle', 'theft-from-vehicle'],
] as const)('%s is %s', (wording, kind) => expect(offenceOf(wording)).toBe(kind))

describe('addresses of other makers', () => {
  const homes = async (name: string, text: string) => {
    const [found] = summarise(await drop({ [name]: text }))
    return found
  }
  it('are homes under “Property Address”, “addr:housenumber” and PAON', async () => {
    const named = table('Property Ref,Property Address,Eastings,Northings', (i) => [
      i,
      `${i + 1} Elm Road Oakby`,
      ...place(i),
    ])
    expect(await homes('h.csv', named)).toMatchObject({ kind: 'homes', homes: N })
    const features = Array.from({ length: N }, (_, i) => ({
      type: 'Feature',
      properties: { 'addr:housenumber': String(i + 1), 'addr:street': 'Elm Road', building: 'house' },
      geometry: { type: 'Point', coordinates: [-1.1 + i / 5000, 52.6] },
    }))
    const [osm] = await drop({ 'h.geojson': JSON.stringify({ type: 'FeatureCollection', features }) })
    if (osm.kind !== 'homes') throw new Error(osm.kind)
    expect(osm.homes.n).toBe(N)
    expect(textAt(osm.homes.address, 0)).toBe('1 Elm Road')
    const paon = table('UPRN,SAO,PAON,Street,X,Y', (i) => [
      i + 1,
      i % 2 ? 'Flat 2' : 'Flat 1',
      10 + (i >> 1),
      'Elm Road',
      ...place(i),
    ])
    expect(await homes('h.csv', paon)).toMatchObject({ kind: 'homes', homes: N, doorsMerged: 0 })
  })
})

describe('numbers that a spreadsheet has rounded', () => {
  it('make no repeats of a UPRN, nor does one that stands at many places', async () => {
    for (const uprn of ['1.00231E+11', '999']) {
      const { incidents: t, report } = await incidents(
        table('Crime No,Offence,UPRN,Date From,Easting,Northing', (i) => [
          `C${i}`,
          'Burglary - Residential',
          i === 0 ? '12' : uprn,
          `${two(i + 1)}/03/2026 10:15`,
          ...place(i * 3),
        ]),
      )
      expect(new Set(t.place).size).toBe(N)
      expect(report.notes.join(' ')).toContain(`In 23 rows the UPRN is not believed (${uprn})`)
    }
  })

  it('leave no crime out for its number', async () => {
    const { report } = await incidents(
      table('Crime No,Offence,Date From,Easting,Northing', (i) => [
        '2.40E+10',
        'Burglary - Residential',
        `${two((i >> 1) + 1)}/03/2026 1${i % 10}:15`,
        ...place(i),
      ]),
    )
    expect(report.kept).toBe(N)
    expect(report.notes.join(' ')).toContain('1 crime number stands for crimes at another place and day')
  })
})

it('a misfit is told of the column of dates, not of one that holds offences', async () => {
  const text = table('Ref,Offence,Date,Easting,Northing', (i) => [
    i,
    'Burglary - Residential',
    `2026-W${two(i + 1)}`,
    ...place(i),
  ])
  expect(only(await drop({ 'a.csv': text }), 'declined').sentence).toContain(
    'Its column “Date” holds no dates, for example “2026-W01”.',
  )
})

describe('the number of a house, whatever its column is called', () => {
  const rows = (no: string, street: string) =>
    table(`Ref,From Date,Offence,${no},${street},Loc - P/Code,Grid E,Grid N,Beat No`, (i) => [
      `C${i}`,
      `${two(i + 1)}/03/2026`,
      'BURGLARY - RESIDENTIAL',
      `${2 * i + 1}${i % 7 ? '' : 'A'}`,
      'KESWICK STREET',
      'SK4 2AB',
      ...place(i),
      1 + (i % 3),
    ])

  it('is known beside its street, in a crime extract', async () => {
    for (const [no, street] of [
      ['Loc - No', 'Loc - Street'],
      ['Location Num', 'Location Street'],
      ['PAO_NO', 'STREET_DESC'],
      ['Premises Nr', 'Road'],
      ['No', 'Street'],
      ['Hse No', 'Street Name'],
    ]) {
      expect(await columnsOf(rows(no, street)), no).toMatchObject({ houseNumber: no, street })
      const { text } = await incidents(rows(no, street))
      expect(textAt(text.address, 1)).toBe('3 KESWICK STREET, SK4 2AB')
    }
  })

  it('is no number of a beat, a crime or a row', async () => {
    for (const no of ['Beat Num', 'Crime Seq No', 'Officer No', 'Row Num'])
      expect(await columnsOf(rows(no, 'Loc - Street')), no).not.toHaveProperty('houseNumber')
  })

  it('is known in an address file, with or without UPRNs', async () => {
    for (const no of ['PAO_NO', 'Loc - No', 'Prop Num', 'Door Nr', 'House Num'])
      for (const first of ['UPRN', 'BLPU_CLASS']) {
        const street = no === 'Loc - No' ? 'Loc - Street' : 'STREET_DESC'
        const text = table(`${first},${no},${street},POSTCODE,X_COORD,Y_COORD`, (i) => [
          first === 'UPRN' ? 100_110_000_000 + i : 'RD04',
          `${i + 1}`,
          'KESWICK STREET',
          'SK4 2AB',
          ...place(i),
        ])
        const { homes, notes } = only(await drop({ 'homes.csv': text }), 'homes')
        expect(textAt(homes.address, 2), `${no} ${first}`).toBe('3 KESWICK STREET, SK4 2AB')
        expect(homes.number[2]).toBe(3)
        expect(notes.join(' ')).not.toMatch(/nobody can tell them apart/)
      }
  })
})

describe('a report of tomorrow', () => {
  it('is told, and taken as not known', async () => {
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    const text = table('Crime No,Reported,Committed From,Offence,Easting,Northing', (i) => [
      `C${i}`,
      i === 3 ? soon : `2026-03-${two(i + 2)}`,
      `2026-03-${two(i + 1)}`,
      'Burglary - Residential',
      ...place(i),
    ])
    const opened = await incidents(text)
    const t = opened.incidents
    expect(t.n).toBe(N)
    expect(t.reported![3]).toBe(NOT_REPORTED)
    expect(t.reported![4]).not.toBe(NOT_REPORTED)
    expect(summarise([opened])[0]).toMatchObject({
      warnings: {
        'the report is dated in the future: when it was reported is taken as not known': 1,
      },
    })
  })
})
