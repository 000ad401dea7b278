/** Eastings and northings in kilometres are no degrees, also where they are small enough to be some. */
import { expect, it } from 'vitest'
import { guessCrs } from '../../src/import/meaning/coords.ts'
import { UNKNOWN_UNIT } from '../../src/core/geometry/plane.ts'

it('asks for the system of kilometres in the far south-west, and leaves degrees under such names be', () => {
  const code = (pairs: [number, number][]) => guessCrs(pairs, 'xy', 'easting northing').code
  expect(
    code([
      [150.12, 30.21],
      [151.4, 31.2],
      [152.33, 29.51],
    ]),
  ).toBe(UNKNOWN_UNIT)
  expect(
    code([
      [430.12, 300.21],
      [431.4, 301.2],
      [432.33, 299.51],
    ]),
  ).toBe(UNKNOWN_UNIT)
  expect(
    code([
      [-1.15, 52.6],
      [-1.12, 52.61],
      [-1.14, 52.63],
    ]),
  ).toBe('EPSG:4326')
  expect(
    code([
      [0.15, 52.2],
      [0.12, 52.21],
      [0.14, 52.23],
    ]),
  ).toBe('EPSG:4326')
})
