import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../src/core/table/incidents.ts'
import { offenceIndex } from '../../src/core/base/offences.ts'
import { parseAddress } from '../../src/core/places/address.ts'
import { doorKey } from '../../src/core/places/addressKey.ts'
import { Doors } from '../../src/core/places/doors.ts'
import { flagRepeats, placesOf } from '../../src/core/places/places.ts'
import { TextBuilder } from '../../src/core/base/text.ts'
import { TextIndex } from '../../src/core/base/textIndex.ts'

function column(texts: readonly string[]) {
  const builder = new TextBuilder()
  for (const t of texts) builder.push(t)
  return builder.finish()
}

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
    uprn: column(rows.map((r) => r.uprn ?? '')),
    address: column(rows.map((r) => r.address ?? '')),
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

describe('doors by number', () => {
  const words = [
    'High',
    'St',
    'Street',
    'Road',
    'A',
    'b',
    "St Mary's",
    '  ',
    'Flat',
    'Maple House',
    'AB1 2CD',
    'é',
  ]
  const numbers = [
    '',
    '0',
    '7',
    '12',
    '12a',
    '12 A',
    '12-14',
    '012',
    '100000',
    'Flat 3',
    'Flat 3,',
    '12,',
    ' 12',
  ]
  const line = fc
    .tuple(
      fc.constantFrom(...numbers),
      fc.array(fc.constantFrom(...words), { maxLength: 4 }),
      fc.constantFrom('', ', Town', ', AB1 2CD', ',', ' AB1 2CD'),
    )
    .map(([n, w, tail]) => `${n} ${w.join(' ')}${tail}`)

  it('takes no flat for a street: "012 Flat," is what "12 Flat" is', () => {
    const doors = new Doors()
    const door = (line: string) => {
      const bytes = new TextEncoder().encode(line)
      return doors.read(bytes, 0, bytes.length) ? `${doors.street}|${doors.house}` : ''
    }
    expect(door('012 Flat,')).toBe(door('12 Flat'))
    expect(door('12 Flat, Leeds')).not.toBe(door('12 Flats Lane, Leeds'))
  })

  it('tells the same lines apart as their doors taken apart one by one', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const doors = new Doors()
        const ids = lines.map((l) => {
          const bytes = new TextEncoder().encode(`9${l}9`)
          return doors.read(bytes, 1, bytes.length - 1) ? `${doors.street}|${doors.house}` : ''
        })
        const keys = lines.map((l) => doorKey(parseAddress(l)))
        lines.forEach((_, a) => {
          expect(ids[a] === '').toBe(keys[a] === '')
          lines.forEach((_, b) => expect(ids[a] === ids[b]).toBe(keys[a] === keys[b]))
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('texts of a column', () => {
  it('are numbered once each, in the order of their first rows, and found by their bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), fc.string({ maxLength: 3 }), (texts, other) => {
        const index = new TextIndex(column(texts))
        const distinct = [...new Set(texts.filter((t) => t !== ''))]
        expect([...index.of]).toEqual(texts.map((t) => distinct.indexOf(t)))
        expect([...index.first]).toEqual(distinct.map((t) => texts.indexOf(t)))
        const bytes = new TextEncoder().encode(other)
        expect(index.find(bytes, 0, bytes.length)).toBe(distinct.indexOf(other))
      }),
    )
  })
})

describe('two UPRNs', () => {
  it('are two places, whether the address names a street only or a shared door', () => {
    const { place } = places([
      { x: 0, y: 0, uprn: '1', address: 'Northgate, Town' },
      { x: 40, y: 0, uprn: '2', address: 'Northgate, Town' },
      { x: 0, y: 30, uprn: '3', address: '5 High Street' },
      { x: 0, y: 31, uprn: '4', address: '5 High Street' },
      { x: 0, y: 31, uprn: '2' },
    ])
    expect(place[0]).not.toBe(place[1])
    expect(place[2]).not.toBe(place[3])
    expect(place[4]).toBe(place[1])
  })
})

describe('places against a search of all rows', () => {
  it('equal the nearest of the same door within reach, one row after the other', () => {
    const row = fc.record({
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 500 }),
      uprn: fc.constantFrom('', '', '1', '2'),
      address: fc.constantFrom('', '1 High Street, Town', '1 HIGH ST', '2 High Street'),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const spots: { door: string; x: number; y: number; id: number }[] = []
        const uprns = new Map<string, number>()
        const points = new Map<string, number>()
        let next = 0
        const brute = rows.map(({ x, y, uprn, address }) => {
          const door = address === '' ? '' : doorKey(parseAddress(address))
          const near = spots
            .map((s, order) => ({ ...s, order, d: Math.hypot(s.x - x, s.y - y) }))
            .filter((s) => door !== '' && s.door === door && s.d <= 100)
            .sort((a, b) => a.d - b.d || a.order - b.order)[0]
          let id: number
          let fresh = !near
          if (uprn !== '') {
            const known = uprns.get(uprn)
            // two numbers are two places, even behind one door
            fresh ||= known === undefined && [...uprns.values()].includes(near.id)
            uprns.set(uprn, (id = known ?? (fresh ? next++ : near.id)))
          } else if (door !== '') id = near?.id ?? next++
          else points.set(`${x},${y}`, (id = points.get(`${x},${y}`) ?? next++))
          if (door !== '' && fresh) spots.push({ door, x, y, id })
          return id
        })
        expect([...places(rows).place]).toEqual(brute)
      }),
      { numRuns: 300 },
    )
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
