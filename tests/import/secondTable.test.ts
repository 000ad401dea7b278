import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { drop, only } from './drop.ts'

const CRIMES = ['Crime No', 'Offence', 'Date', 'Easting', 'Northing']
const crimes = (id: string, i: number) => [
  `${id}${i}`,
  'Burglary - Residential',
  `${10 + i}/06/2026`,
  `${459_300 + 61 * i}`,
  `${304_100 + 37 * i}`,
]
const beside = (left: string[], right: string[], row: (i: number) => string[]) => [
  [...left, '', ...right],
  ...Array.from({ length: 12 }, (_, i) => row(i)),
]
const csv = (rows: string[][]) => rows.map((r) => r.join()).join('\n')
const said = async (content: string | Uint8Array<ArrayBuffer>, name = 'a.csv') => {
  const { report } = only(await drop({ [name]: content }), 'incidents')
  expect(report.kept).toBe(12)
  return report.warnings.filter((w) => w.what.includes('second table'))
}

describe('two tables side by side', () => {
  const two = beside(CRIMES, CRIMES, (i) => [...crimes('A', i), '', ...crimes('B', i)])

  it('are told of a CSV and of a sheet', async () => {
    const [w] = await said(csv(two))
    expect(w.what).toContain('5 columns from “Crime No (2)” on were not read as one')
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(two), 'June')
    const bytes = new Uint8Array(write(book, { bookType: 'xlsx', type: 'array' }) as ArrayBuffer)
    expect(await said(bytes, 'a.xlsx')).toHaveLength(1)
  })

  it('are told of addresses too', async () => {
    const head = ['UPRN', 'Address', 'Easting', 'Northing']
    const home = (i: number) => [`${100 + i}`, `${i + 1} High Street`, `${459_300 + 9 * i}`, '304100']
    const homes = csv(beside(head, head, (i) => [...home(i), '', ...home(i + 50)]))
    const { notes } = only(await drop({ 'h.csv': homes }), 'homes')
    expect(notes.join('\n')).toContain('A second table stands beside the one that was read')
  })

  it('are not suspected of an empty column, of a key beside, or of further coordinates', async () => {
    const split = csv(beside(CRIMES.slice(0, 3), CRIMES.slice(3), (i) => crimes('A', i).toSpliced(3, 0, '')))
    expect(await said(split)).toEqual([])
    const key = csv(
      beside(CRIMES, ['Offence', 'Meaning'], (i) => [...crimes('A', i), '', 'BURG', 'Burglary']),
    )
    expect(await said(key)).toEqual([])
    const more = csv([
      [...CRIMES, 'Offender Easting', 'Offender Northing'],
      ...Array.from({ length: 12 }, (_, i) => [...crimes('A', i), '459000', '304000']),
    ])
    expect(await said(more)).toEqual([])
  })

  it.each([
    ['Victim Address', 'Victim Easting', 'Victim Northing'],
    ['Recovered Street', 'Recovered Easting', 'Recovered Northing'],
  ])('are not suspected of another place of the same crime: %s', async (...place) => {
    const head = [...CRIMES, 'Street']
    const row = (i: number) => [
      ...crimes('A', i),
      'High Street',
      '',
      `${i + 1} Low Street`,
      '459000',
      '304000',
    ]
    expect(await said(csv(beside(head, place, row)))).toEqual([])
  })
})
