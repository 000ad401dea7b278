/** Points laid out by squares: the same points inside a polygon as asking each of them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inRings } from '../../../src/core/geometry/area.ts'
import { binPoints, insideBins } from '../../../src/core/geometry/pointBins.ts'
import { insideOf } from '../../../src/core/table/points.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { densityAt } from '../../../src/core/stats/kde.ts'
import { quarticByBins } from '../../../src/core/stats/kdeBinned.ts'

const at = fc.tuple(
  fc.double({ min: -70, max: 70, noNaN: true }),
  fc.double({ min: -70, max: 70, noNaN: true }),
)
/** whole metres: points on edges, on corners and on the lines between squares */
const whole = fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }))

const columns = (points: readonly (readonly [number, number])[]) => ({
  x: Float64Array.from(points, (p) => p[0]),
  y: Float64Array.from(points, (p) => p[1]),
})
const closed = (ring: readonly (readonly [number, number])[]) => Float64Array.from([...ring, ring[0]].flat())
const asked = (rings: readonly Float64Array[], p: ReturnType<typeof columns>) =>
  [...p.x.keys()].filter((i) => inRings(rings, p.x[i], p.y[i]))

describe('points by squares', () => {
  it('are each in one square, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(at, whole), { minLength: 1, maxLength: 300 }), (list) => {
        const p = columns(list)
        const { x0, y0, side, nx, ny, starts, order, x, y } = binPoints(p)
        expect([...order].sort((a, b) => a - b)).toEqual([...p.x.keys()])
        for (let k = 0; k < nx * ny; k++)
          for (let i = starts[k]; i < starts[k + 1]; i++) {
            expect([x[i], y[i]]).toEqual([p.x[order[i]], p.y[order[i]]])
            expect(Math.floor((x[i] - x0) / side) + nx * Math.floor((y[i] - y0) / side)).toBe(k)
            if (i > starts[k]) expect(order[i]).toBeGreaterThan(order[i - 1])
          }
      }),
    )
  })

  it('are laid out by stretches of squares as in one go', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(at, whole), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 10, max: 100 }),
        (list, perStretch, across) => {
          const p = columns(list)
          const lattice = { x0: -50, y0: -50, side: 100 / across, nx: across, ny: across }
          for (const l of [lattice, undefined]) expect(binPoints(p, l, perStretch)).toEqual(binPoints(p, l))
        },
      ),
    )
  })

  it('are kept in half the bytes where that changes none, and answer the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(whole, at), { minLength: 2, maxLength: 200 }),
        fc.integer({ min: 1, max: 40 }),
        (list, per) => {
          const p = columns(list)
          const lattice = { x0: -80, y0: -80, side: 8, nx: 20, ny: 20 }
          const grid = { shape: 'square' as const, x0: -60, y0: -60, cell: 8, nx: 15, ny: 15 }
          const [lean, plain] = [binPoints(p, lattice, per, 1), binPoints(p, lattice, per)]
          const exact = (v: Float64Array) => v.every((n) => Math.fround(n) === n)
          expect([lean.x, lean.y].map((v) => v instanceof Float32Array)).toEqual([exact(p.x), exact(p.y)])
          expect({ ...lean, x: [...lean.x], y: [...lean.y] }).toEqual({
            ...plain,
            x: [...plain.x],
            y: [...plain.y],
          })
          expect(drain(quarticByBins(lean, grid, 20))).toEqual(drain(quarticByBins(plain, grid, 20)))
          const spots = { x: [0, 3, -50], y: [0, 7, 20] }
          expect(densityAt(spots, p, 'quartic', 20, lean)).toEqual(densityAt(spots, p, 'quartic', 20, plain))
          const ring = closed([
            [-30, -30],
            [40, -20],
            [20, 35],
          ])
          expect(insideBins(lean)([ring])).toEqual(insideBins(plain)([ring]))
        },
      ),
    )
  })

  it('give the points inside a ring and its hole that asking each gives, on edges too', () => {
    const ring = fc.array(fc.oneof(at, whole), { minLength: 3, maxLength: 60 }).map(closed)
    fc.assert(
      fc.property(
        fc.array(fc.oneof(at, whole), { minLength: 1, maxLength: 400 }),
        fc.array(ring, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 1, max: 40 }),
        (list, rings, side) => {
          const p = columns(list)
          const wanted = asked(rings, p)
          expect([...insideBins(binPoints(p))(rings)]).toEqual(wanted)
          const lattice = {
            x0: -80,
            y0: -80,
            side,
            nx: Math.ceil(160 / side),
            ny: Math.ceil(160 / side),
          }
          const find = insideBins(binPoints(p, lattice))
          expect([...find(rings)]).toEqual(wanted)
          // and again: nothing is left of the first question
          expect([...find(rings)]).toEqual(wanted)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('leave out what lies beyond the squares, and answer nothing of nothing', () => {
    const p = columns([
      [5, 5],
      [15, 5],
      [-1, 5],
    ])
    const bins = binPoints(p, { x0: 0, y0: 0, side: 10, nx: 1, ny: 1 })
    expect([...bins.order]).toEqual([0])
    expect(insideBins(bins)([])).toHaveLength(0)
    expect(binPoints(columns([])).order).toHaveLength(0)
  })

  it('give rows rising, whatever the order of the points', () => {
    const p = columns([
      [1, 1],
      [2, 2],
      [3, 3],
      [99, 99],
    ])
    const rows = Uint32Array.of(9, 4, 7, 1)
    const box = closed([
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ])
    expect([...insideOf({ rows, ...p })([box])]).toEqual([4, 7, 9])
  })
})
