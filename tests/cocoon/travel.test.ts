/** From door to door: along the ways of a street file, on foot or by car, from the station and back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import {
  goneOf,
  legOf,
  placeNamed,
  STRAIGHT,
  timeWords,
  travelAmong,
  travelBy,
} from '../../src/cocoon/travel.ts'
import { waysOf } from '../../src/cocoon/ways.ts'
import { defaults } from '../../src/core/base/params.ts'
import { textAt } from '../../src/core/base/text.ts'
import { streetWays } from '../../src/state/streetWays.ts'
import { draw, home, incidentsOf, TODAY } from './town.ts'

const P = defaults(protocolSchema)
const BOX = { x0: -1e6, y0: -1e6, x1: 1e6, y1: 1e6 }
const lines = (...of: readonly (readonly [number, number])[][]) => ({
  x: Float64Array.from(of.flat(), ([x]) => x),
  y: Float64Array.from(of.flat(), ([, y]) => y),
  ends: Uint32Array.from(of, (_, i) => of.slice(0, i + 1).flat().length),
})

describe('ways', () => {
  it('go round by the corner where there is no way across', () => {
    const ways = waysOf(
      lines(
        [
          [0, 0],
          [300, 0],
        ],
        [
          [300, 0],
          [300, 200],
        ],
      ),
      BOX,
    )
    // 10 m off the road at either end
    expect(ways.metres({ x: 0, y: 10 }, { x: 310, y: 200 })).toBeCloseTo(10 + 300 + 200 + 10, 6)
    expect(ways.metres({ x: 310, y: 200 }, { x: 0, y: 10 })).toBeCloseTo(520, 6)
    // next doors are next doors
    expect(ways.metres({ x: 0, y: 10 }, { x: 30, y: 10 })).toBe(30)
  })
  it('join where a line ends on another without a corner there, and nowhere else', () => {
    const ways = waysOf(
      lines(
        [
          [0, 0],
          [500, 0],
        ],
        [
          [203, 1],
          [203, 300],
        ],
        [
          [0, 500],
          [500, 500],
        ],
      ),
      BOX,
    )
    expect(ways.metres({ x: 0, y: 0 }, { x: 203, y: 300 })).toBeCloseTo(203 + 299, 0)
    expect(ways.metres({ x: 0, y: 0 }, { x: 0, y: 500 })).toBeUndefined()
    expect(ways.metres({ x: 0, y: 0 }, { x: 250, y: 250 })).toBeDefined()
    expect(ways.metres({ x: 0, y: 0 }, { x: 0, y: 250 })).toBeUndefined()
  })
  it('are the shortest there are: every pair of every drawn network, by Floyd and Warshall', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { minLength: 4, maxLength: 40 }), (drawn) => {
        // corners of a 5 by 5 lattice, 100 m apart, moved a little so that no two ways are equal
        const at = (i: number): [number, number] => [
          (i % 5) * 100 + ((i * 7) % 5),
          Math.floor(i / 5) * 100 + ((i * 3) % 5),
        ]
        const edges = drawn.filter(([a, b]) => a !== b)
        if (edges.length === 0) return
        const ways = waysOf(lines(...edges.map(([a, b]) => [at(a), at(b)])), BOX)
        const d = Array.from({ length: 25 }, (_, a) =>
          Array.from({ length: 25 }, (_, b) => (a === b ? 0 : Infinity)),
        )
        const far = (a: number, b: number) => Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1])
        for (const [a, b] of edges) d[a][b] = d[b][a] = far(a, b)
        for (let k = 0; k < 25; k++)
          for (let a = 0; a < 25; a++)
            for (let b = 0; b < 25; b++) d[a][b] = Math.min(d[a][b], d[a][k] + d[k][b])
        const on = [...new Set(edges.flat())]
        for (const a of on)
          for (const b of on) {
            if (a === b) continue
            const found = ways.metres({ x: at(a)[0], y: at(a)[1] }, { x: at(b)[0], y: at(b)[1] }) ?? Infinity
            // lines that pass within 4 m of a corner join it and bend there: a few metres, never shorter than straight
            expect(found).toBeLessThanOrEqual(d[a][b] + 12)
            expect(found).toBeGreaterThanOrEqual(far(a, b) - 1e-6)
          }
      }),
      { numRuns: 60 },
    )
  })
  it('come from the lines of a street file that can be gone along', () => {
    const line = (properties: object) => ({
      type: 'Feature' as const,
      properties,
      geometry: {
        type: 'LineString' as const,
        coordinates: [
          [0, 0],
          [0, 1],
        ],
      },
    })
    const features = [
      ...[{ kind: 'road', name: 'Canal' }, { highway: 'residential' }, {}, { road_function: 'Local Road' }],
      ...[{ kind: 'rail' }, { waterway: 'river' }, { highway: 'motorway' }, { boundary: 'administrative' }],
    ].map(line)
    const ways = streetWays([{ name: 'streets', features: { type: 'FeatureCollection', features } }])
    expect([...ways.ends]).toEqual([2, 4, 6, 8])
  })
})

describe('a way', () => {
  it('is driven where that is chosen, it is far, and parking costs no more than it saves', () => {
    expect(legOf(1500, P)).toMatchObject({ drive: false, minutes: 20 })
    const car = { ...P, travel: 'car' as const }
    expect(legOf(1500, car)).toMatchObject({ drive: true, minutes: 3 + (1.5 / 25) * 60 })
    expect(legOf(400, car).drive).toBe(false)
    expect(legOf(500, { ...car, parking: 10 }).drive).toBe(false)
  })
  it('adds up: on foot, by car, there and back', () => {
    const at = (x: number) => ({ x, y: 0 })
    const car = { ...P, travel: 'car' as const }
    const gone = goneOf([at(0), at(30), at(2030), at(2060)], travelBy(undefined, at(-75)), car)
    expect(gone).toMatchObject({ length: 2060, driven: 2000 })
    expect(gone.walking).toBeCloseTo(0.8, 9)
    expect(gone.driving).toBeCloseTo(3 + 4.8, 9)
    expect(gone.ends).toBeCloseTo(1 + 3 + (2.135 / 25) * 60, 9)
    expect(goneOf([], travelBy(undefined, at(0)), car).ends).toBe(0)
    expect(timeWords({ minutes: 60, by: gone })).toBe(
      '42 at the doors, 1 on foot, 8 by car, 9 there and back',
    )
    expect(timeWords({ minutes: 60 })).toBe('')
  })
})

describe('a list with a street file and a place to begin at', () => {
  const homes = draw(`
Harrow Lane |  2  4  6  8  10  12
`)
  const { table, text, rows } = incidentsOf(homes, [{ at: home(homes, '6') }])
  const doors = prepareHomes(homes)
  const list = (over = {}, streets?: Parameters<typeof travelAmong>[2]) =>
    cocoonList({ table, text, doors, rows, today: TODAY, protocol: { ...P, officers: 1, ...over }, streets })
  const station = { x: homes.x[0] - 900, y: homes.y[0] }

  it('counts the way there and back, and says what was not found', () => {
    const plain = list()
    const [round] = list({ base: `${station.x}, ${station.y}` }).rounds
    expect(round.by!.ends).toBeGreaterThan(20)
    expect(round.minutes).toBeCloseTo(plain.rounds[0].minutes + round.by!.ends, 9)
    expect(round.length).toBe(plain.rounds[0].length)
    expect(list({ base: 'The Old Station' }).notes.join(' ')).toContain('“The Old Station” is no address')
    const address = textAt(homes.address, 0)
    expect(list({ base: address }).notes.join(' ')).toContain(`the way from ${address} and back is counted`)
    expect(placeNamed(doors, address)).toEqual({ x: homes.x[0], y: homes.y[0] })
    expect(plain.notes.join(' ')).toContain(
      'along straight lines between doors; the way there and back is not counted',
    )
  })
  it('names the same doors whatever the ways are', () => {
    const with_ = list(
      {},
      {
        lng: new Float64Array([homes.lng[0], homes.lng[5]]),
        lat: new Float64Array([homes.lat[0], homes.lat[5]]),
        ends: new Uint32Array([2]),
      },
    )
    expect(with_.visits.map((v) => v.address).sort()).toEqual(
      list()
        .visits.map((v) => v.address)
        .sort(),
    )
    expect(with_.notes.join(' ')).toContain('along the ways of the street file')
  })
  it('is as before where nothing of it is chosen', () => {
    expect(travelAmong([station], table.crs, undefined, undefined)).toEqual({ ...STRAIGHT })
  })
})
