/** Rows of separated text as strings: whatever letters and quotes stand in them, a row is its cells one by one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRows } from '../../src/import/formats/csv.ts'
import { normaliseAddress } from '../../src/core/places/address.ts'

const quoted = (cell: string) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const cell = fc
  .array(fc.constantFrom('a', 'B', '7', ' ', ',', '"', '\n', 'é', '½', '€', '😀', 'Ż', '\u0301'), {
    maxLength: 6,
  })
  .map((letters) => letters.join(''))

describe('a row of bytes', () => {
  it('gives back the cells that were written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        // a first column that is never blank keeps one separator the evenest
        const table = rows.map((r, i) => [`r${i}`, ...r])
        const text = table.map((r) => r.map(quoted).join(',')).join('\n')
        expect(csvRows(text)).toEqual(table)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an address in one spelling', () => {
  it('is the same with and without accents, and with halves', () => {
    expect(normaliseAddress('1 1/2 Café Rd, Llanfair-Pwll')).toBe('1½ cafe road llanfair pwll')
    expect(normaliseAddress('1 ½ Cafe Rd; Llanfair Pwll')).toBe('1½ cafe road llanfair pwll')
    expect(normaliseAddress('1 1/2 Cafe Rd, LLANFAIR PWLL')).toBe('1½ cafe road llanfair pwll')
  })

  it('does not depend on whether a letter beyond ASCII stands elsewhere in the line', () => {
    const plain = fc.stringMatching(/^[ -~]{0,24}$/)
    fc.assert(
      fc.property(plain, (text) => {
        // a part of its own that spells to nothing changes no word of the others
        expect(normaliseAddress(`${text},‘`)).toBe(normaliseAddress(`${text},`))
      }),
      { numRuns: 500 },
    )
  })
})
