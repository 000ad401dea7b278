/** Rows of separated text as strings: whatever letters and quotes stand in them, a row is its cells one by one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRows } from '../../src/import/formats/csv.ts'
import { normaliseAddress } from '../../src/core/places/addressKey.ts'
import { saysAsWritten } from '../../src/import/rows/homes.ts'

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

describe('a part of an address that says a text as it is written', () => {
  const word = fc.constantFrom(
    'High',
    'St',
    'st',
    'Rd',
    'Cl',
    'A',
    'b',
    'Flat',
    '3',
    '12a',
    'Mt',
    'Gt',
    'Saint',
    'É',
    '-',
    'XL8',
    '1AP',
  )
  const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((w) => w.join(' '))
  const number = fc.constantFrom('7', '65', '12a', '12B', 'No 4', 'Flat 2', '1/2', '')
  it('says it in one spelling too', () => {
    let said = 0
    fc.assert(
      fc.property(text, number, text, text, (t, no, before, after) => {
        const part = no === '' ? t : `${no} ${t}`
        if (!saysAsWritten(part, t) || normaliseAddress(t) === '') return
        said++
        const whole = ` ${normaliseAddress(`${before}, ${part}, ${after}`)} `
        expect(whole).toContain(` ${normaliseAddress(t)} `)
      }),
      { numRuns: 3000 },
    )
    expect(said).toBeGreaterThan(300)
  })

  it('is none where only spelling would tell', () => {
    expect(saysAsWritten('65 High Street', 'High Street')).toBe(true)
    expect(saysAsWritten('High Street', 'High St')).toBe(false)
    expect(saysAsWritten('65 A Street', 'A Street')).toBe(false)
    expect(saysAsWritten('Maple House High Street', 'High Street')).toBe(false)
  })
})
