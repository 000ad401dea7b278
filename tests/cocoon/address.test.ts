/** What a call at a building is headed with, and what its flats are called. */
import { expect, it } from 'vitest'
import { buildingLabel, flatLabel, naturally } from '../../src/cocoon/address.ts'

it.each([
  ['Flat 3, 12 Mill Lane', '12 Mill Lane', 'Flat 3'],
  // no comma: nothing else of the list would find the building
  ['Flat 3 12 Mill Lane', '12 Mill Lane', 'Flat 3'],
  ['12 Elm House, Mill Lane', 'Elm House, Mill Lane', '12 Elm House'],
  ['Basement, 12 Mill Lane', '12 Mill Lane', 'Basement'],
  // a flat and nothing else stays what it is
  ['Flat 3', 'Flat 3', 'Flat 3'],
  ['12 Mill Lane, Exampleton', '12 Mill Lane, Exampleton', '12 Mill Lane'],
])('%s is in %s, and called %s', (address, building, flat) => {
  expect(buildingLabel(address)).toBe(building)
  expect(flatLabel(address)).toBe(flat)
})

it('has flat 2 before flat 10', () => {
  expect(['Flat 10', 'Flat 2', 'flat 1'].sort(naturally)).toEqual(['flat 1', 'Flat 2', 'Flat 10'])
})
