/** Texts that are read whole are read in the writing they have, wherever its first sign stands. */
import { describe, expect, it } from 'vitest'
import { textOf } from '../../src/import/formats/bytes.ts'
import { csvRows } from '../../src/import/formats/csv.ts'
import { textAt } from '../../src/core/base/text.ts'
import { drop, only } from './drop.ts'

/** Every letter one byte, as Windows and Latin-1 write the letters used here. */
const western = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0))
const utf16 = (text: string) =>
  Uint8Array.from(['\ufeff', ...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]))
const utf8 = (text: string) => new TextEncoder().encode(text)

const MARKS = 'Address;Warning\r\n1 Café Lane;£20 dog\r\n'

describe('a file of parameters', () => {
  it.each([
    ['UTF-8', utf8(MARKS)],
    ['UTF-8 with its mark', utf8(`\ufeff${MARKS}`)],
    ['Windows-1252, as "CSV" of Excel is', western(MARKS)],
    ['UTF-16, as its "Unicode text" is', utf16(MARKS)],
    ['UTF-8 that is cut off in a letter', utf8(`${MARKS}é`).slice(0, -1)],
  ])('in %s', (_, bytes) => {
    expect(csvRows(textOf(bytes)).slice(0, 2)).toEqual([
      ['Address', 'Warning'],
      ['1 Café Lane', '£20 dog'],
    ])
  })
})

it('one broken letter late in a text with the mark of UTF-8 is one broken letter', () => {
  const text = `\ufeff${'a'.repeat(70_000)}`
  expect(textOf(Uint8Array.of(...utf8(text), 0xe9, 0x61)).slice(-3)).toBe('a\ufffda')
})

it('a file of JSON whose first letter beyond ASCII comes late', async () => {
  const line = (i: number, street: string) =>
    JSON.stringify({
      offence: 'Burglary - Residential',
      date_from: `2026-02-${String(1 + (i % 28)).padStart(2, '0')}`,
      easting: 430_000 + i,
      northing: 434_000 + i,
      address: `${i} ${street}`,
    })
  const lines = Array.from({ length: 800 }, (_, i) => line(i + 1, 'Mill Lane'))
  const bytes = western([...lines, line(801, 'Café Row')].join('\n'))
  const { text } = only(await drop({ 'a.jsonl': bytes }), 'incidents')
  expect(textAt(text.address, 800)).toBe('801 Café Row')
})

describe('a byte a letter', () => {
  /** The letters of a Macintosh beyond ASCII that are used here. */
  const MAC: Record<string, number> = { '’': 0xd5, é: 0x8e, '£': 0xa3, '–': 0xd0, '“': 0xd2, '”': 0xd3 }
  const mac = (text: string) => Uint8Array.from(text, (c) => MAC[c] ?? c.charCodeAt(0))
  const windows = (text: string) =>
    Uint8Array.from(text, (c) => ({ '’': 0x92, '–': 0x96, Ž: 0x8e })[c] ?? c.charCodeAt(0))
  const file = (end: string, addresses: readonly string[]) =>
    ['Offence,Date,Easting,Northing,Address']
      .concat(addresses.map((a, i) => `Burglary,2026-02-0${1 + (i % 9)},${430_000 + i},434000,${a}`))
      .join(end)
  const read = async (bytes: Uint8Array<ArrayBuffer>) => {
    const { text, report } = only(await drop({ 'a.csv': bytes }), 'incidents')
    return [textAt(text.address, report.kept - 1), report.files[0].what]
  }
  const plain = Array.from({ length: 3000 }, (_, i) => `${i + 1} Mill Lane`)

  it.each(['1 St Mary’s Row', '1 ST MARY’S ROW', '1 Café Lane – “The Café”', '£5 Rosé Row'])(
    'of a Macintosh: %s',
    async (address) => {
      const sign = ['2 St Mary’s Row', address]
      expect(await read(mac(file('\n', sign)))).toEqual([address, 'CSV, macintosh'])
      expect(await read(mac(file('\r', sign)))).toEqual([address, 'CSV, macintosh'])
      // the first letter beyond ASCII comes late
      expect(await read(mac(file('\n', [...plain, ...sign])))).toEqual([address, 'CSV, macintosh'])
    },
  )

  it.each([
    '1 Café Lane',
    '1 St Mary’s Row',
    '1 MÔN – CÔTE',
    '1 CafÉ LlandÔr',
    'Av. SimÕes',
    'KriŽan’s £5',
    'CafÉ St MaryÕs café',
    '1 Ångström Râs-ÕS',
  ])('of Windows: %s', async (address) => {
    expect(await read(windows(file('\n', ['2 é', address])))).toEqual([address, 'CSV, windows-1252'])
  })
})
