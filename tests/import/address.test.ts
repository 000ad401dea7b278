import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../src/core/places/address.ts'
import { doorKey, normaliseAddress, suffixIndex } from '../../src/core/places/addressKey.ts'

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

  it.each([
    ['12-14 High Street', { number: 12, to: 14, street: 'High Street' }],
    ['12 to 14 High Street, Town', { number: 12, to: 14, street: 'High Street' }],
    ['14A-14C High Street', { number: 14, suffix: 'a', street: 'High Street' }],
    ['14/16 High Street', { number: 14, to: 16, flat: '', street: 'High Street' }],
    ['14/3 High Street', { number: 14, flat: '3', street: 'High Street' }],
    // a letter of the word is no flat
    ['1 Unity Road', { flat: '', number: 1, street: 'Unity Road' }],
    ['12 Flats Lane, Oakby', { flat: '', number: 12, street: 'Flats Lane' }],
    ['Unity, 5 High Street', { flat: '', building: 'Unity', number: 5, street: 'High Street' }],
    ['FlatB, 12 High Street', { flat: 'B', number: 12, street: 'High Street' }],
    ['AptB, 12 High Street', { flat: 'B', number: 12, street: 'High Street' }],
    ['APARTMENTC 12 High Street', { flat: 'C', number: 12, street: 'High Street' }],
    ['UnitA, 12 High Street', { flat: 'A', number: 12, street: 'High Street' }],
    ['RoomC, 12 High Street', { flat: 'C', number: 12, street: 'High Street' }],
    ['Aptley, 12 High Street', { flat: '', building: 'Aptley', number: 12, street: 'High Street' }],
    ['Unite, 12 High Street', { flat: '', building: 'Unite', number: 12, street: 'High Street' }],
    ['12 Roomy Lane', { flat: '', number: 12, street: 'Roomy Lane' }],
    ['14½ High Street', { number: 14, suffix: '½', street: 'High Street' }],
    ['14 1/2 High Street', { number: 14, suffix: '½', street: 'High Street' }],
    ['3/2, 14 High Street', { flat: '3/2', number: 14, street: 'High Street' }],
    ['3/2 14 High Street', { flat: '3/2', number: 14, street: 'High Street' }],
    ['1F2, 21 Marchmont Road', { flat: '1F2', number: 21, street: 'Marchmont Road' }],
    ['GF1 21 MARCHMONT ROAD', { flat: 'GF1', number: 21, street: 'MARCHMONT ROAD' }],
    ['TFL, 9 Brae Street', { flat: 'TFL', number: 9, street: 'Brae Street' }],
    ['PF, 9 Brae Street', { flat: 'PF', number: 9, street: 'Brae Street' }],
    ['G/1, 14 High Street', { flat: 'G/1', number: 14 }],
    [
      'Flat 2, The Old Mill, 14a Mill Lane, Oakby',
      { flat: '2', building: 'The Old Mill', number: 14, suffix: 'a', street: 'Mill Lane', rest: 'Oakby' },
    ],
    [
      'Flat 2, Mill Court, 14 Mill Lane, Westmarch, WM1 0AA',
      { flat: '2', building: 'Mill Court', number: 14, street: 'Mill Lane', postcode: 'WM1 0AA' },
    ],
    ['1 Mill Court, 14 Mill Lane', { flat: '1', building: 'Mill Court', number: 14, street: 'Mill Lane' }],
    ['1, 14 Mill Lane', { flat: '1', number: 14, street: 'Mill Lane' }],
    ['14, Flat 3, High Street', { flat: '3', number: 14, street: 'High Street' }],
    ['Plot 7, Sunnyside Park, Coast Road', { flat: '', number: 7, street: 'Sunnyside Park' }],
    ['Pitch 7B Sunnyside Park, Coast Road', { number: 7, suffix: 'b', street: 'Sunnyside Park' }],
    ['Caravan 2, 14 Mill Lane', { flat: 'Caravan 2', number: 14, street: 'Mill Lane' }],
    [
      'Room 12, Harvey Hall, University Road',
      { flat: '12', building: 'Harvey Hall', number: 0, street: 'University Road' },
    ],
    ['Ground Floor Flat, 14 High Street', { flat: 'Ground Floor Flat', number: 14, street: 'High Street' }],
    ['12 Upper Street', { flat: '', number: 12, street: 'Upper Street' }],
    ['Garden House, Mill Lane', { flat: '', building: 'Garden House', street: 'Mill Lane' }],
    ['14 Heol Fawr, Llan', { number: 14, street: 'Heol Fawr', rest: 'Llan' }],
    ['Bryn Awel, Ffordd Penrhyn, Llan', { building: 'Bryn Awel', street: 'Ffordd Penrhyn', rest: 'Llan' }],
    ['3 Y Berllan, Llan', { number: 3, suffix: '', street: 'Y Berllan' }],
    ['Flat 2', { flat: '2', building: '', number: 0, street: '' }],
    ['0/1', { flat: '0/1', building: '', number: 0, street: '' }],
  ])('%s', (line, parts) => {
    expect(parseAddress(line)).toMatchObject(parts)
  })

  it('names the same door however it is spelt', () => {
    const key = (line: string) => doorKey(parseAddress(line))
    expect(key('12A High Street, Town, AB1 2CD')).toBe(key('12a, HIGH ST., TOWN'))
    expect(key('Flat 3, 12 St Mark’s Rd')).toBe(key('Apt 3, 12 ST MARKS ROAD, Town'))
    expect(key('12 High Street')).not.toBe(key('12A High Street'))
    expect(key('Flat 1, 12 High Street')).not.toBe(key('Flat 2, 12 High Street'))
    expect(key('High Street, Town')).toBe('')
    expect(key('Ground Floor Flat, 14 High St')).toBe(key('GROUND FLOOR, 14 HIGH STREET'))
    expect(key('14 High Street')).not.toBe(key('14½ High Street'))
  })

  it('tells saints from streets', () => {
    expect(normaliseAddress('St. John St')).toBe('st john street')
    expect(normaliseAddress('12 St Mary’s Cl')).toBe('12 st marys close')
    expect(normaliseAddress('12 Old St Johns Rd')).toBe('12 old st johns road')
  })

  it('spells one street one way, and leaves Welsh as it is', () => {
    const one = (...names: string[]) => new Set(names.map(normaliseAddress)).size
    expect(one('HIGH STREET', 'High St', 'High St.', 'High Str.', 'high  street')).toBe(1)
    expect(one('ST MARYS ROAD', "St Mary's Road", 'St. Mary’s Rd', 'Saint Marys Rd.')).toBe(1)
    expect(one('Heol y Bryn', 'HEOL-Y-BRYN')).toBe(1)
    expect(normaliseAddress('Ffordd Tŷ Gwyn')).toBe('ffordd ty gwyn')
    expect(one('High Street', 'High Road', 'High Street East', 'Old High Street')).toBe(4)
    expect(one('14½ High St', '14 1/2 High Street', '14 ½, High Street')).toBe(1)
  })

  it('never throws, and keeps numbers and letters in range', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (line) => {
        const a = parseAddress(line)
        expect(a.number).toBeGreaterThanOrEqual(0)
        expect(suffixIndex(a.suffix)).toBeGreaterThanOrEqual(0)
        expect(suffixIndex(a.suffix)).toBeLessThanOrEqual(27)
        expect(typeof doorKey(a)).toBe('string')
      }),
    )
  })
})
