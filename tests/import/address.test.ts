import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doorKey, normaliseAddress, parseAddress, suffixIndex } from '../../src/core/places/address.ts'

describe('addresses on one line', () => {
  it.each([
    ['FLAT 3, 12A, HIGH STREET, TOWN, AB1 2CD', ['3', '', 12, 'a', 'HIGH STREET', 'TOWN', 'AB1 2CD']],
    [
      'FLAT 3, MAPLE HOUSE, 12A, HIGH STREET, TOWN, ab12cd',
      ['3', 'MAPLE HOUSE', 12, 'a', 'HIGH STREET', 'TOWN', 'AB1 2CD'],
    ],
    ['Flat 3 Maple House, 12 High Street, Town', ['3', 'Maple House', 12, '', 'High Street', 'Town', '']],
    ['12A High Street', ['', '', 12, 'a', 'High Street', '', '']],
    ['12 a High Street, Town', ['', '', 12, 'a', 'High Street', 'Town', '']],
    ['12-14 High Street', ['', '', 12, '', 'High Street', '', '']],
    ['12, High Street, Town', ['', '', 12, '', 'High Street', 'Town', '']],
    ['Rose Cottage, Mill Lane', ['', 'Rose Cottage', 0, '', 'Mill Lane', '', '']],
    ['Rose Cottage, Mill Lane, Oakby, AB1 2CD', ['', 'Rose Cottage', 0, '', 'Mill Lane', 'Oakby', 'AB1 2CD']],
    ['Rose Cottage, 12 Mill Lane, Oakby', ['', 'Rose Cottage', 12, '', 'Mill Lane', 'Oakby', '']],
    ['Maple House 12 High Street', ['', 'Maple House', 12, '', 'High Street', '', '']],
    ['The Old Church Hill, Mill Lane, Oakby', ['', 'The Old Church Hill', 0, '', 'Mill Lane', 'Oakby', '']],
    ['Mill Lane, Oakby', ['', '', 0, '', 'Mill Lane', 'Oakby', '']],
    ['Apartment B, 7 St Marks Road', ['B', '', 7, '', 'St Marks Road', '', '']],
    ['', ['', '', 0, '', '', '', '']],
  ] as const)('%s', (line, [flat, building, number, suffix, street, rest, postcode]) => {
    expect(parseAddress(line)).toEqual({ flat, building, number, suffix, street, rest, postcode })
  })

  it('names the same door however it is spelt', () => {
    const key = (line: string) => doorKey(parseAddress(line))
    expect(key('12A High Street, Town, AB1 2CD')).toBe(key('12a, HIGH ST., TOWN'))
    expect(key('Flat 3, 12 St Mark’s Rd')).toBe(key('Apt 3, 12 ST MARKS ROAD, Town'))
    expect(key('12 High Street')).not.toBe(key('12A High Street'))
    expect(key('Flat 1, 12 High Street')).not.toBe(key('Flat 2, 12 High Street'))
    expect(key('High Street, Town')).toBe('')
  })

  it('tells saints from streets', () => {
    expect(normaliseAddress('St. John St')).toBe('st john street')
    expect(normaliseAddress('12 St Mary’s Cl')).toBe('12 st marys close')
  })

  it('never throws, and keeps numbers and letters in range', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (line) => {
        const a = parseAddress(line)
        expect(a.number).toBeGreaterThanOrEqual(0)
        expect(suffixIndex(a.suffix)).toBeGreaterThanOrEqual(0)
        expect(suffixIndex(a.suffix)).toBeLessThanOrEqual(26)
        expect(typeof doorKey(a)).toBe('string')
      }),
    )
  })
})
