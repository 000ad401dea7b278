/** That no house number is left where a briefing says streets only. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { streetsOnly } from '../../src/views/briefing/streetsOnly.ts'

const known = new Set(['harrow lane', 'cutler yard', 'northgate', 'the strand'])
const clean = (s: string) => streetsOnly(s, known)

describe('streets only', () => {
  it('takes the numbers of houses and flats out', () => {
    expect(clean('26 Harrow Lane')).toBe('Harrow Lane')
    expect(clean('burgled at 26a Harrow Lane on Fri')).toBe('burgled at Harrow Lane on Fri')
    expect(clean('Flat 3, 12-14 Harrow Lane')).toBe('Harrow Lane')
    expect(clean('No 7, Northgate and 9 Northgate')).toBe('Northgate and Northgate')
    expect(clean('5 The Strand')).toBe('The Strand')
    expect(clean('12, 14 and 16a Harrow Lane')).toBe('Harrow Lane')
    expect(clean('Nos 12 to 16 Harrow Lane')).toBe('Harrow Lane')
    expect(clean('12 or 14 Northgate')).toBe('Northgate')
    expect(clean('Beat 4, 12 Harrow Lane')).toBe('Beat 4, Harrow Lane')
    expect(clean('Beat 4, 12 and 14 Harrow Lane')).toBe('Beat 4, Harrow Lane')
    // a street the file does not know, by its kind
    expect(clean('Watch 114 Great Mill Road tonight')).toBe('Watch Great Mill Road tonight')
  })
  it('leaves counts, dates, times and numbered places alone', () => {
    for (const text of [
      'zone A1 around Northern Ring Road holds 2 burglaries in 3 days and ends on 2 Jan 2027.',
      'Burglary in Beat 4: 9 in 7 days, 3.1 expected, p = 0.005',
      'Beat 4 Harrow Lane',
      '12 burglaries on Harrow Lane',
      'Fri 20 Nov Harrow Lane',
      'at 17:40 Harrow Lane',
      'Radius: 400 m · 42 days',
    ])
      expect(clean(text)).toBe(text)
  })
  it('leaves no number before any street it knows', () => {
    const street = fc.constantFrom('Harrow Lane', 'Cutler Yard', 'Northgate')
    const door = fc.tuple(
      fc.constantFrom('', 'Flat 2, ', 'flat B '),
      fc.integer({ min: 1, max: 9999 }),
      fc.constantFrom('', 'a', 'B', '-14', '/2', ', 7 and 9a', ' to 12'),
      fc.constantFrom(' ', ', '),
      street,
    )
    fc.assert(
      fc.property(fc.array(door, { minLength: 1, maxLength: 4 }), (doors) => {
        const text = doors.map((d) => `seen near ${d.join('')}`).join('; ')
        expect(clean(text)).not.toMatch(/\d/)
        for (const d of doors) expect(clean(text)).toContain(d[4])
      }),
    )
  })
})
