/** Rows without coordinates: placed by the UPRN or the address that the address file knows, counted and said. */
import { describe, expect, it } from 'vitest'
import { AddressBook } from '../../src/import/rows/byAddress.ts'
import { textAt } from '../../src/core/base/text.ts'
import { openFiles } from '../../src/import/open.ts'
import { balanced, drop, only } from './drop.ts'

const HOMES = [
  'UPRN,Address,Easting,Northing',
  '1001,"1 High Street, Westmarch, WM1 1AA",430000,340000',
  '1003,"3 High St, Westmarch, WM1 1AA",430008,340000',
  '2001,"1 Mill Lane, Westmarch, WM1 1AB",430100,340000',
  '2002,"1 Mill Lane, Easton, EA1 1AB",450100,340000',
  '1099,"3 HIGH STREET, Westmarch, WM1 1AA",430008,340000',
  '',
].join('\n')
const crimes = (header: string, ...rows: string[]) =>
  [
    `Crime No,Offence,Committed From,${header}`,
    ...rows.map((r, i) => `C${i},Residential burglary of a home,2${i % 9}/11/2026 10:00,${r}`),
    '',
  ].join('\n')

async function both(text: string, order = ['crimes.csv', 'homes.csv']) {
  const files: Record<string, string> = { 'crimes.csv': text, 'homes.csv': HOMES }
  const opened = await drop(Object.fromEntries(order.map((name) => [name, files[name]])))
  expect(balanced(opened)).toBe(true)
  return only(opened, 'incidents')
}

describe('rows without coordinates', () => {
  it('are placed in a table that has none, whichever file comes first', async () => {
    const text = crimes(
      'UPRN,Address',
      '1001,',
      '0001003.0,',
      ',"1 HIGH ST, Westmarch"',
      ',"1 Mill Lane, Easton, EA1 1AB"',
      ',"1 Mill Lane"',
      ',"99 Nowhere Road"',
      '1099,',
    )
    for (const order of [
      ['crimes.csv', 'homes.csv'],
      ['homes.csv', 'crimes.csv'],
    ]) {
      const { incidents, text: words, report } = await both(text, order)
      const at = Array.from({ length: incidents.n }, (_, i) => [
        textAt(words.id, i),
        Math.round(incidents.x[i]),
      ])
      // "1 Mill Lane" stands in two towns and says neither; nobody knows Nowhere Road
      expect(at).toEqual([
        ['C0', 430000],
        ['C1', 430008],
        ['C2', 430000],
        ['C3', 450100],
        ['C6', 430008],
      ])
      expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['no coordinates', 2]])
      expect(report.notes.join(' ')).toContain(
        '5 rows without coordinates placed by the address file: 3 by UPRN, 2 by address.',
      )
    }
  })

  it('fill the blanks of a table that has its own, in its own system', async () => {
    const { incidents, report } = await both(
      crimes(
        'UPRN,Address,Easting,Northing',
        '1001,,431000,341000',
        '1003,,,',
        ',"1 High Street, Westmarch",0,0',
        ',,431500,341500',
      ),
    )
    expect([...incidents.x].map(Math.round)).toEqual([431000, 430008, 430000, 431500])
    expect(report.crs).toBe('EPSG:27700')
    expect(report.notes.join(' ')).toContain('2 rows without coordinates placed by the address file')
  })

  it('use addresses that were loaded before, and leave the rows out where there are none', async () => {
    const text = crimes('UPRN,Easting,Northing', '1001,,', '1003,430500,340500')
    const alone = only(await drop({ 'crimes.csv': text }), 'incidents')
    expect(alone.incidents.n).toBe(1)
    const { homes } = only(await drop({ 'homes.csv': HOMES }), 'homes')
    const run = openFiles([{ name: 'crimes.csv', blob: new Blob([text]) }], {}, [], homes)
    for (;;) {
      const step = await run.next()
      if (!step.done) continue
      expect(only(step.value, 'incidents').incidents.n).toBe(2)
      break
    }
  })

  it('are not placed by an address of another postcode', async () => {
    const { homes } = only(await drop({ 'homes.csv': HOMES }), 'homes')
    const book = new AddressBook(homes)
    expect(book.find('', '1 High Street, WM9 9ZZ')).toBeUndefined()
    expect(book.find('', '1 High Street, wm11aa')).toMatchObject({ by: 'address' })
    expect(book.find('', 'High Street')).toBeUndefined()
    expect(book.find('', '')).toBeUndefined()
  })
})
