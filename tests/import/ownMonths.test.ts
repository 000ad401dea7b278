/** A force's own file of months, and the streets that its addresses name. */
import { describe, expect, it } from 'vitest'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { isoDay } from '../../src/core/base/time.ts'
import { joinIncidents } from '../../src/import/join/join.ts'
import { drop, only } from './drop.ts'

const open = async (text: string, name = 'a.csv') => only(await drop({ [name]: text }), 'incidents')
const STREETS = ['Elm Grove', 'Maes yr Haf', 'Heol Isaf', "St. Teilo's Way"]

/** 120 rows of points of their own. */
const months = (n = 120, month = (i: number) => `2026-0${1 + (i % 9)}`) =>
  `Crime Ref,Offence,Month,Easting,Northing,Address\n${Array.from(
    { length: n },
    (_, i) =>
      `R${i},Burglary Residential,${month(i)},${321_000 + 7 * i},${209_000 + 11 * (i % 13)},"${1 + i} ${STREETS[i % 4].toUpperCase()}, GARREG, NP7 1AB"`,
  ).join('\n')}\n`

describe('a force’s own file of months', () => {
  it('has points of its own, unless the import finds that many rows share them', async () => {
    const { incidents } = await open(months())
    expect([incidents.precision, incidents.source, incidents.points]).toEqual(['month', 'open', 'own'])
    const few = months().replace(/,321\d+,209\d+,/g, (_, at: number) => `,${321_000 + (at % 13)},209000,`)
    expect((await open(few)).incidents.points).toBe('shared')
  })

  it('is open data by 64 hex digits of a crime number, whatever columns were taken off', async () => {
    const id = (i: number) => i.toString(16).padStart(64, 'a')
    const text = `Crime ID,Month,Longitude,Latitude\n${Array.from({ length: 20 }, (_, i) => `${id(i)},2025-01,-1.${i},52.6`).join('\n')}\n`
    expect((await open(text)).incidents.points).toBeUndefined()
  })

  it('takes streets, not addresses, for the streets', async () => {
    const { incidents } = await open(months())
    expect(incidents.street.values.filter(Boolean).toSorted()).toEqual(
      STREETS.map((s) => s.toUpperCase()).toSorted(),
    )
  })

  it('ends with the last month that is over', async () => {
    const now = new Date()
    const running = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`
    const { incidents } = await open(months(60, (i) => (i < 50 ? '2026-01' : running)))
    expect(isoDay(incidents.span.complete) < `${running}-01`).toBe(true)
  })

  it('stays what it is when the next file is added', async () => {
    const [a, b] = [await open(months(60)), await open(months(90))]
    expect(joinIncidents(a, b).joined.incidents.points).toBe('own')
  })
})

describe('streets of an exact file', () => {
  const rows = (header: string, cells: (i: number) => string) =>
    `Ref,Offence,Date,Easting,Northing,${header}\n${Array.from(
      { length: 40 },
      (_, i) =>
        `R${i},Burglary,0${1 + (i % 9)}/03/2026 1${i % 9}:05,${321_000 + 7 * i},${209_000 + 11 * (i % 13)},${cells(i)}`,
    ).join('\n')}\n`

  it('are read from whole addresses where there is no column of them', async () => {
    const { incidents } = await open(
      rows('Full Address', (i) => `"${i + 1} ${STREETS[i % 4]}, Garreg, NP7 1AB"`),
    )
    expect([0, 1, 2, 3].map((i) => dictAt(incidents.street, i))).toEqual(STREETS)
  })

  it('have no house number, no “O/S” and one spelling', async () => {
    const ways = ['Heol Isaf', 'Heol Isaf', 'O/S 30 HEOL ISAF', 'J/W Heol Isaf', 'HEOL ISAF']
    const { incidents, text } = await open(rows('Street', (i) => ways[i % 5]))
    expect(incidents.street.values).toEqual(['', 'Heol Isaf'])
    expect(new TextDecoder().decode(text.address.bytes)).toContain('O/S 30 HEOL ISAF')
  })

  it('stay as they are where a number is part of the name', async () => {
    const { incidents } = await open(
      rows('Street', (i) => ['A40 Brecon Road', '20th Avenue', 'By-Pass Road'][i % 3]),
    )
    expect(incidents.street.values.filter(Boolean).toSorted()).toEqual([
      '20th Avenue',
      'A40 Brecon Road',
      'By-Pass Road',
    ])
  })
})

describe('headers of a records system', () => {
  it('are known: both ends of a window, the wording, and the town that is filled', async () => {
    const header =
      'Crime No,Occurrence Type,HO Code,Reported Dttm,Committed From,Committed Between - To,House No,Street,Locality,Town,Grid Ref E,Grid Ref N'
    const row = (i: number) =>
      `25/${i},${i % 2 ? 'Burglary - Residential - Home' : 'Burglary - Residential - Shed/Garage'},28/${1 + (i % 2)},0${1 + (i % 9)}-Mar-2026 18:00,0${1 + (i % 9)}-Mar-2026 08:00,0${1 + (i % 9)}-Mar-2026 17:30,${i},Heol Isaf,,Garreg,${321_000 + i},209000`
    const { report } = await open(`${header}\n${Array.from({ length: 40 }, (_, i) => row(i)).join('\n')}\n`)
    const of = (field: string) => report.columns.find((c) => c.field === field)?.column
    expect([of('from'), of('to'), of('offence'), of('offenceCode'), of('town')]).toEqual([
      'Committed From',
      'Committed Between - To',
      'Occurrence Type',
      'HO Code',
      'Town',
    ])
  })

  it('bring flat and house name into the address, which tells homes apart', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) =>
        `R${i},Burglary,0${1 + (i % 9)}/03/2026 11:05,${321_000 + 7 * i},209000,${i % 4 ? '' : i + 1},${i % 5 ? '' : 'Glan-yr-Afon'},${i % 5 ? 20 : ''},Heol Isaf`,
    )
    const { text } = await open(
      `Ref,Offence,Date,Easting,Northing,Flat No,House Name,House No,Street\n${rows.join('\n')}\n`,
    )
    expect([0, 1, 4, 5].map((i) => textAt(text.address, i))).toEqual([
      'Flat 1, Glan-yr-Afon, Heol Isaf',
      '20 Heol Isaf',
      'Flat 5, 20 Heol Isaf',
      'Glan-yr-Afon, Heol Isaf',
    ])
  })

  it('give way to what a column says: wordings of crime under a header nobody knows', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) =>
        `R${i},${i % 3 ? 'Burglary - Residential' : 'Theft from a vehicle'},0${1 + (i % 9)}/03/2026 11:05,${321_000 + 7 * i},209000,entered by rear door ${i}`,
    )
    const { report } = await open(`Ref,Wording as filed,Date,Easting,Northing,MO\n${rows.join('\n')}\n`)
    expect(report.columns.find((c) => c.field === 'offence')?.column).toBe('Wording as filed')
  })
})
