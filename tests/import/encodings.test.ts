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
