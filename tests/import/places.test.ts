import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../src/core/incidents.ts'
import { offenceIndex } from '../../src/core/offences.ts'
import { flagRepeats, placesOf } from '../../src/core/places.ts'

interface Row {
  x: number
  y: number
  uprn?: string
  address?: string
}
const places = (rows: Row[]) =>
  placesOf({
    n: rows.length,
    x: Float64Array.from(rows, (r) => r.x),
    y: Float64Array.from(rows, (r) => r.y),
    uprn: (i) => rows[i].uprn ?? '',
    address: (i) => rows[i].address ?? '',
  })

describe('the same place', () => {
  it('goes by UPRN, then by door, then by coordinates', () => {
    const { place, by } = places([
      { x: 0, y: 0, uprn: '1', address: '12 High Street' },
      { x: 3, y: 0, uprn: '1' },
      { x: 5, y: 0, address: '12 HIGH ST, Town' },
      { x: 0, y: 0, address: '14 High Street' },
      { x: 700, y: 700 },
      { x: 700.3, y: 700.2 },
      { x: 702, y: 700 },
    ])
    expect([...place]).toEqual([0, 0, 0, 1, 2, 2, 3])
    expect(by).toEqual({ uprn: 2, address: 2, coordinates: 3 })
  })

  it('keeps the High Streets of two towns apart', () => {
    const { place } = places([
      { x: 0, y: 0, address: '12 High Street' },
      { x: 9000, y: 0, address: '12 High Street' },
    ])
    expect(place[0]).not.toBe(place[1])
  })
})

describe('repeats', () => {
  const DAY = 1440
  const home = offenceIndex('burglary-home')
  const car = offenceIndex('theft-from-vehicle')
  const flag = (rows: [place: number, day: number, offence: number][]) => {
    const flags = new Uint16Array(rows.length)
    flagRepeats(
      Int32Array.from(rows, (r) => r[0]),
      Int32Array.from(rows, (r) => r[1] * DAY),
      Uint8Array.from(rows, (r) => r[2]),
      new Uint32Array(rows.length),
      flags,
    )
    return [...flags].map((f) => (f & FLAG.repeat) !== 0)
  }

  it('marks the later of two within 365 days, of the same kind, at the same place', () => {
    expect(
      flag([
        [1, 400, home],
        [1, 35, home],
      ]),
    ).toEqual([true, false])
    expect(
      flag([
        [1, 0, home],
        [1, 366, home],
      ]),
    ).toEqual([false, false])
    expect(
      flag([
        [1, 0, home],
        [1, 5, car],
      ]),
    ).toEqual([false, false])
    expect(
      flag([
        [1, 0, home],
        [2, 5, home],
      ]),
    ).toEqual([false, false])
    expect(
      flag([
        [-1, 0, home],
        [-1, 5, home],
      ]),
    ).toEqual([false, false])
    // one visit recorded twice is no repeat of itself
    expect(
      flag([
        [1, 5, home],
        [1, 5, home],
      ]),
    ).toEqual([false, false])
  })

  it('equals a search of all pairs', () => {
    const row = fc.tuple(
      fc.integer({ min: -1, max: 3 }),
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom(home, car),
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const brute = rows.map(
          (a) =>
            a[0] >= 0 &&
            rows.some((b) => b[0] === a[0] && b[2] === a[2] && b[1] < a[1] && a[1] - b[1] <= 365),
        )
        expect(flag(rows)).toEqual(brute)
      }),
    )
  })
})
