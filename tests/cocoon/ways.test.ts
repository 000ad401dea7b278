/** Lengths along ways, held against all shortest ways of a small town, and each limit at itself and just past it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { waysOf } from '../../src/cocoon/ways.ts'
import { planeOf, UNKNOWN_UNIT } from '../../src/core/geometry/plane.ts'
import { legOf, STRAIGHT, timeWords, travelAmong, travelBy } from '../../src/cocoon/travel.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { defaults } from '../../src/core/base/params.ts'

type XY = readonly [number, number]
const EVERYWHERE = { x0: -1e6, y0: -1e6, x1: 1e6, y1: 1e6 }
const lines = (of: readonly (readonly XY[])[]) => ({
  x: Float64Array.from(of.flat(), ([x]) => x),
  y: Float64Array.from(of.flat(), ([, y]) => y),
  ends: Uint32Array.from(of, (_, i) => of.slice(0, i + 1).flat().length),
})
const place = ([x, y]: XY) => ({ x, y })
const metres = (of: readonly (readonly XY[])[], a: XY, b: XY, box = EVERYWHERE) => {
  const ways = waysOf(lines(of), box)
  const found = ways.metres(place(a), place(b))
  // there as back, and the same when asked again
  for (const again of [ways.metres(place(b), place(a)), waysOf(lines(of), box).metres(place(b), place(a))])
    if (found === undefined) expect(again).toBeUndefined()
    else expect(again).toBeCloseTo(found, 6)
  return found
}

describe('the shortest way', () => {
  it('is that of Floyd and Warshall: every pair of corners and doors of a town by lot', () => {
    const gaps = fc.array(fc.integer({ min: 60, max: 190 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(
        gaps,
        gaps,
        fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
        fc.boolean(),
        (gx, gy, open, slanted) => {
          const xs = gx.reduce((all, g) => [...all, all.at(-1)! + g], [0])
          const ys = gy.reduce((all, g) => [...all, all.at(-1)! + g], [0])
          // corners of four streets each way; a slanted town runs neither north nor east
          const turn = ([x, y]: XY): XY =>
            slanted ? [0.6 * x - 0.8 * y + 900, 0.8 * x + 0.6 * y - 300] : [x, y]
          const corner = (k: number): XY => [xs[k % 4], ys[k >> 2]]
          const edges: [number, number][] = []
          for (let k = 0; k < 16; k++) {
            if (k % 4 < 3) edges.push([k, k + 1])
            if (k < 12) edges.push([k, k + 4])
          }
          const used = edges.filter((_, i) => open[i] || i % 3 === 0)
          // in the middle of every other edge a door, 9 m off it
          const doors = used.flatMap(([a, b], e) => {
            const [p, q] = [corner(a), corner(b)]
            const [dx, dy] = b - a === 1 ? [0, 9] : [9, 0]
            return e % 2 ? [] : [{ e, at: [(p[0] + q[0]) / 2 + dx, (p[1] + q[1]) / 2 + dy] as XY }]
          })
          const n = 16 + doors.length
          const d = Array.from({ length: n }, (_, a) =>
            Array.from({ length: n }, (_, b) => (a === b ? 0 : Infinity)),
          )
          const straight = ([a, b]: readonly [number, number]) =>
            Math.hypot(corner(a)[0] - corner(b)[0], corner(a)[1] - corner(b)[1])
          // the other edges swing out by a lot of their own, so that the nearer corner is often not the sooner
          const swing = (e: number) => (e % 2 ? (e * 13) % 25 : 0)
          const length = (e: number) => 2 * Math.hypot(straight(used[e]) / 2, swing(e))
          const lineOf = ([a, b]: readonly [number, number], e: number): XY[] => {
            const [p, q] = [corner(a), corner(b)]
            const out = b - a === 1 ? [0, swing(e)] : [swing(e), 0]
            return [p, [(p[0] + q[0]) / 2 + out[0], (p[1] + q[1]) / 2 + out[1]], q]
          }
          used.forEach(([a, b], e) => (d[a][b] = d[b][a] = length(e)))
          doors.forEach(({ e }, i) => {
            for (const c of used[e]) d[16 + i][c] = d[c][16 + i] = 9 + length(e) / 2
          })
          for (let k = 0; k < n; k++)
            for (let a = 0; a < n; a++)
              for (let b = 0; b < n; b++) d[a][b] = Math.min(d[a][b], d[a][k] + d[k][b])
          const ways = waysOf(lines(used.map((u, e) => lineOf(u, e).map(turn))), EVERYWHERE)
          const at = [...Array.from({ length: 16 }, (_, k) => corner(k)), ...doors.map((o) => o.at)].map(turn)
          const on = at.map((_, k) => k >= 16 || used.flat().includes(k))
          for (let a = 0; a < n; a++)
            for (let b = 0; b < a; b++) {
              if (!on[a] || !on[b] || Math.hypot(at[a][0] - at[b][0], at[a][1] - at[b][1]) <= 45) continue
              const found = ways.metres(place(at[a]), place(at[b]))
              if (d[a][b] === Infinity) expect(found).toBeUndefined()
              else expect(found).toBeCloseTo(d[a][b], 6)
            }
        },
      ),
      { numRuns: 8 },
    )
  })
})

describe('ways join', () => {
  const road: XY[] = [[0, 0], [500, 0]] // prettier-ignore
  it('where a line ends up to 4 m from another, wherever on it that is', () => {
    const side = (gap: number, x = 203): XY[] => [[x, gap], [x, 300]] // prettier-ignore
    for (const x of [203, 40, 80, 1, 499.5]) {
      // the road bends to where the line ends
      const found = metres([road, side(4, x)], [0, 0], [x, 300])!
      expect(Math.abs(found - x - 298)).toBeLessThan(3)
      expect(metres([road, side(4.1, x)], [0, 0], [x, 300])).toBeUndefined()
      // whichever of its ends it is
      expect(metres([road, side(4, x).toReversed()], [0, 0], [x, 300])).toBeCloseTo(found, 6)
    }
    // a corner within a line joins nothing, its two ends do
    const bent: XY[] = [[100, 100], [200, 3], [300, 100]] // prettier-ignore
    expect(metres([road, bent], [0, 0], [300, 100])).toBeUndefined()
  })
  it('in the order in which they lie on a piece, from whichever side', () => {
    const up = (x: number): XY[] => [[x, 2], [x, 200]] // prettier-ignore
    const down = (x: number): XY[] => [[x, -2], [x, -200]] // prettier-ignore
    const of = [road, up(30), down(12), up(21)]
    expect(metres(of, [0, 0], [30, 200])).toBeCloseTo(229.015, 2)
    expect(metres(of, [12, -200], [30, 200])).toBeCloseTo(414.849, 2)
    expect(metres(of, [21, 200], [12, -200])).toBeCloseTo(405.849, 2)
    expect(metres(of, [21, 200], [500, 0])).toBeCloseTo(677.233, 2)
  })
  it('where their ends lie within half a metre, and at the corners between their pieces', () => {
    expect(metres([road, [[500.2, 0.1], [500.2, 400]]], [0, 0], [500.2, 400])).toBeCloseTo(900, 0) // prettier-ignore
    // three corners of one line, 90 m in pieces of 30
    const bent: XY[] = [[0, 0], [90, 0], [90, 90], [0, 90], [0, 46]] // prettier-ignore
    expect(metres([bent], [0, 0], [0, 46])).toBeCloseTo(90 * 3 + 44, 6)
    expect(metres([bent.toReversed()], [0, 0], [0, 46])).toBeCloseTo(90 * 3 + 44, 6)
  })
})

describe('a place', () => {
  // round three sides of a square: 100 across, 400 round
  const round: XY[] = [[0, 0], [0, 150], [100, 150], [100, 0]] // prettier-ignore
  it('is off the ways farther than 100 m from any of them', () => {
    expect(metres([round], [-100, 50], [100, 0])).toBeCloseTo(100 + 100 + 100 + 150, 6)
    expect(metres([round], [-100.1, 50], [100, 0])).toBeUndefined()
    expect(metres([round], [0, -100], [100, 150])).toBeCloseTo(350, 6)
    expect(metres([round], [0, -100.1], [100, 150])).toBeUndefined()
    // to the end of a long piece as to its middle
    expect(metres([[[0, 0], [39, 0]]], [139, 0], [0, 0])).toBeCloseTo(139, 6) // prettier-ignore
    expect(metres([], [0, 0], [100, 0])).toBeUndefined()
  })
  it('up to 45 m away is next door, whatever the ways', () => {
    const hairpin = (w: number): XY[] => [[0, 0], [0, 200], [w, 200], [w, 0]] // prettier-ignore
    expect(metres([hairpin(45)], [0, 0], [45, 0])).toBe(45)
    expect(metres([hairpin(45.1)], [0, 0], [45.1, 0])).toBeCloseTo(445.1, 6)
    expect(metres([hairpin(45.1)], [3, 4], [3, 49.1])).toBeCloseTo(51.1, 6)
  })
  it('on the same piece as another is reached along it, and never nearer than straight', () => {
    expect(metres([[[0, 0], [40, 0]]], [-10, 20], [50, 30])).toBeCloseTo(Math.hypot(10, 20) + 40 + Math.hypot(10, 30), 6) // prettier-ignore
    expect(metres([[[0, 0], [40, 0]]], [10, 60], [30, -60])).toBeCloseTo(140, 6) // prettier-ignore
    expect(metres([[[0, 0], [1000, 0]]], [0, 90], [60, -90])).toBeCloseTo(240, 6) // prettier-ignore
  })
  it('is looked for up to 5 km along the ways', () => {
    const loop = (h: number): XY[] => [[0, 0], [0, h], [60, h], [60, 0]] // prettier-ignore
    expect(metres([loop(2470)], [0, 0], [60, 0])).toBeCloseTo(5000, 6)
    // the last piece begins within it and ends beyond
    expect(metres([loop(2480)], [0, 0], [60, 0])).toBeCloseTo(5020, 0)
    expect(metres([loop(2500)], [0, 0], [60, 0])).toBeUndefined()
  })
  it('goes by the nearer of two ways, the first of equals', () => {
    const two: XY[][] = [[[0, 0], [300, 0]], [[0, 60], [300, 60]]] // prettier-ignore
    expect(metres(two, [0, 29], [300, 0])).toBeCloseTo(329, 6)
    expect(metres(two, [0, 31], [300, 0])).toBeUndefined()
    expect(metres(two, [0, 30], [300, 0])).toBeCloseTo(330, 6)
    expect(metres(two.toReversed(), [0, 30], [300, 0])).toBeUndefined()
  })
})

describe('a box', () => {
  it('holds every piece of a line with an end in it or on its rim', () => {
    const cross: XY[][] = [[[-200, 0], [0, 0], [200, 0]], [[0, -200], [0, 0], [0, 200]]] // prettier-ignore
    const inside = (box: typeof EVERYWHERE) =>
      ([[-200, 0], [200, 0], [0, -200], [0, 200]] as XY[]).map((p) => metres(cross, p, [50, 50], box) !== undefined) // prettier-ignore
    expect(inside(EVERYWHERE)).toEqual([true, true, true, true])
    expect(inside({ x0: -1, y0: -1, x1: 1, y1: 1 })).toEqual([true, true, true, true])
    expect(inside({ x0: 0, y0: 0, x1: 0, y1: 0 })).toEqual([true, true, true, true])
    // the middle is out: of each line only what has its end inside
    expect(inside({ x0: 150, y0: -10, x1: 300, y1: 10 })).toEqual([false, true, false, false])
    expect(inside({ x0: 200, y0: 0, x1: 300, y1: 0 })).toEqual([false, true, false, false])
    expect(inside({ x0: -200, y0: 0, x1: -200, y1: 0 })[0]).toBe(true)
    expect(inside({ x0: 1, y0: 1, x1: 300, y1: 300 })).toEqual([false, false, false, false])
    expect(inside({ x0: -300, y0: -300, x1: -1, y1: -1 })).toEqual([false, false, false, false])
  })
})

describe('going', () => {
  const P = defaults(protocolSchema)
  it('is straight where no ways lead, and says whether it follows any', () => {
    expect(STRAIGHT.follows).toBe(false)
    expect(STRAIGHT.metres({ x: 7, y: 2 }, { x: 4, y: 6 })).toBe(5)
    const ways = waysOf(lines([[[0, 0], [0, 300], [100, 300], [100, 0]]]), EVERYWHERE) // prettier-ignore
    const by = travelBy(ways, undefined)
    expect(by.follows).toBe(true)
    expect(by.metres({ x: 0, y: 0 }, { x: 100, y: 0 })).toBeCloseTo(700, 6)
    expect(by.metres({ x: 0, y: 0 }, { x: 0, y: -500 })).toBe(500)
  })
  it('is on foot where the car is no quicker', () => {
    const car = { ...P, travel: 'car' as const, speed: 6, driveSpeed: 30, driveFrom: 100 }
    // 1 km: 10 minutes on foot, 2 by car
    expect(legOf(1000, { ...car, parking: 7.5 })).toEqual({ metres: 1000, minutes: 9.5, drive: true })
    expect(legOf(1000, { ...car, parking: 8 })).toEqual({ metres: 1000, minutes: 10, drive: false })
    expect(legOf(100, { ...car, parking: 0 }).drive).toBe(false)
    expect(legOf(101, { ...car, parking: 0 }).drive).toBe(true)
  })
  it('is told in whole minutes, and not where all of them are at the doors', () => {
    const words = (minutes: number, walking: number, driving = 0, ends = 0) =>
      timeWords({ minutes, by: { walking, driving, ends } })
    expect(words(30, 0)).toBe('')
    expect(words(30, 0.4)).toBe('')
    expect(words(30, 0.5)).toBe('30 at the doors, 1 on foot')
    expect(timeWords({ minutes: 30, by: { walking: 5, driving: 0, ends: 0 } }, 'in the streets')).toBe(
      '25 in the streets, 5 on foot',
    )
    expect(words(30, 5, 6, 7)).toBe('12 at the doors, 5 on foot, 6 by car, 7 there and back')
    expect(words(30, 30)).toBe('')
  })
  it('follows a street file 1,500 m around the places, and none where places lie nowhere', () => {
    const plane = planeOf('EPSG:27700')
    const [ox, oy] = [430_000, 340_000]
    const round = (h: number) => [[0, 0], [0, h - 150], [0, h], [100, h], [100, h - 150], [100, 0]] as const // prettier-ignore
    const file = (turn: (p: XY) => XY, h: number) => {
      const at = round(h).map(turn).map(([x, y]) => plane.inverse(ox + x, oy + y)) // prettier-ignore
      return {
        lng: Float64Array.from(at, ([lng]) => lng),
        lat: Float64Array.from(at, ([, lat]) => lat),
        ends: Uint32Array.from([6]),
      }
    }
    const turns: ((p: XY) => XY)[] = [([x, y]) => [x, y], ([x, y]) => [y, x], ([x, y]) => [-x, -y], ([x, y]) => [-y, -x]] // prettier-ignore
    for (const turn of turns) {
      const places = ([[0, 0], [100, 0]] as XY[]).map(turn).map(([x, y]) => ({ x: ox + x, y: oy + y })) // prettier-ignore
      const go = (h: number, crs = 'EPSG:27700', base?: { x: number; y: number }) =>
        travelAmong(places, crs, file(turn, h), base)
      expect(go(1490).metres(places[0], places[1])).toBeCloseTo(3080, 0)
      expect(go(1510).metres(places[0], places[1])).toBeCloseTo(100, 6)
      // a place to begin at widens it
      const [bx, by] = turn([50, 400])
      const wide = go(1510, 'EPSG:27700', { x: ox + bx, y: oy + by })
      expect(wide.metres(places[0], places[1])).toBeCloseTo(3120, 0)
      expect(wide.base).toEqual({ x: ox + bx, y: oy + by })
      expect(go(1490, UNKNOWN_UNIT).follows).toBe(false)
    }
    expect(travelAmong([], 'EPSG:27700', file(turns[0], 1490), undefined).follows).toBe(false)
    expect(travelAmong([{ x: 0, y: 0 }], 'EPSG:27700', { lng: new Float64Array(), lat: new Float64Array(), ends: new Uint32Array() }, undefined).follows).toBe(false) // prettier-ignore
  })
})
