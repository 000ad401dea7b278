import { describe, expect, it } from 'vitest'
import { visitsCsv } from '../../src/cocoon/visitFile.ts'
import type { Visit } from '../../src/cocoon/visits.ts'
import { drop, only } from './drop.ts'

const WORDS = ['No answer', 'Spoken to', 'Card left', 'Refused', 'Vacant', 'No reply - leaflet posted']
const table = (header: string, row: (i: number, word: string) => string) =>
  `${header}\n` + Array.from({ length: 24 }, (_, i) => row(i, WORDS[i % WORDS.length])).join('\n')
const at = (i: number) => `${459_300 + 9 * i},304100`

describe('tables of what came of calls on homes', () => {
  it.each([
    [
      'with a UPRN',
      'UPRN,Address,Visit Date,Outcome,Easting,Northing',
      (i: number, w: string) => `${100 + i},${i + 1} High Street,03/06/2026,${w},${at(i)}`,
    ],
    [
      'without one',
      'Address,Visited on,Outcome,Easting,Northing',
      (i: number, w: string) => `${i + 1} High Street,03/06/2026,${w},${at(i)}`,
    ],
    [
      'with a day that could be of a crime',
      'Home,Date,Result,Easting,Northing',
      (i: number, w: string) => `${i + 1} High Street,03/06/2026,${w},${at(i)}`,
    ],
    [
      'without coordinates',
      'Home,Date,Result',
      (i: number, w: string) => `${i + 1} High Street,03/06/2026,${w}`,
    ],
  ])('are neither homes nor crimes: %s', async (_, header, row) => {
    const { sentence } = only(await drop({ 'visits.csv': table(header, row) }), 'declined')
    expect(sentence).toContain('visits.csv holds what came of calls on homes (“')
  })

  it('are known as Cocoon writes them', async () => {
    const visits = [0, 1, 2].map((i): Visit => ({
      ...{
        id: `d-${i}`,
        home: `10${i}`,
        list: 'A',
        incident: 'C1',
        outcome: 'no answer',
        at: 29_000_000 + i,
      },
      ...{ device: 'd', note: '', revision: 0 },
    }))
    const opened = await drop({ 'visits.csv': visitsCsv(visits, () => '1 High Street') })
    expect(only(opened, 'declined').sentence).toContain('calls on homes (“outcome”: no answer)')
  })

  it('are not suspected of address lists and crimes with such a remark', async () => {
    const header = 'UPRN,Address,Remark,Easting,Northing'
    const here = (i: number, w: string) => `${100 + i},${i + 1} High Street,${i < 5 ? w : ''},${at(i)}`
    expect(only(await drop({ 'a.csv': table(header, here) }), 'homes').homes.n).toBe(24)
    const state = (i: number) => `${100 + i},${i + 1} High Street,Vacant,${at(i)}`
    expect(only(await drop({ 'a.csv': table(header, state) }), 'homes').homes.n).toBe(24)
    const crimes = (i: number, w: string) =>
      `C${i},Burglary - Residential,${10 + (i % 9)}/06/2026,${w},${at(i)}`
    const file = table('Crime No,Offence,Date,Victim contact,Easting,Northing', crimes)
    expect(only(await drop({ 'a.csv': file }), 'incidents').incidents.n).toBe(24)
  })
})
