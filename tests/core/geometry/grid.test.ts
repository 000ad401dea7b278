import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaOf, areaTest, boundsOfArea, inRings, ringArea } from '../../../src/core/geometry/area.ts'
import { inArea } from '../../../src/core/geometry/area.ts'
import {
  boundaryDistance,
  cellArea,
  cellAt,
  centreOf,
  cornersOf,
  countCells,
  gridOver,
  maskOf,
  outlineOf,
  rasterOf,
  type Grid,
} from '../../../src/core/geometry/grid.ts'
import { groupsOf, outlineOfGroup } from '../../../src/core/geometry/outline.ts'
import { levelOfTop, patchesAbove, polygonOf, tiersOf } from '../../../src/core/geometry/patches.ts'
import { planeOf } from '../../../src/core/geometry/plane.ts'

const ring = (...flat: number[]) => Float64Array.from([...flat, flat[0], flat[1]])
const coordinate = fc.integer({ min: -50, max: 1050 })
const polygon = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 9 })
  .map((p) => ring(...p.flat()))
const area = fc
  .array(fc.array(polygon, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .map((polygons) => ({ name: 'made', polygons }))

describe('areas', () => {
  it('tests points by slabs as the plain test does, corners and edges included', () => {
    fc.assert(
      fc.property(area, fc.array(fc.tuple(coordinate, coordinate), { maxLength: 40 }), (a, list) => {
        const test = areaTest(a)
        const corners = a.polygons.flat().flatMap((r) => [[r[0], r[1]] as [number, number]])
        for (const [x, y] of [...list, ...corners]) expect(test(x, y)).toBe(inArea(a, x, y))
      }),
      { numRuns: 200 },
    )
  })

  it('measures rings and takes holes off', () => {
    const outer = ring(450_000, 300_000, 451_000, 300_000, 451_000, 301_000, 450_000, 301_000)
    const hole = ring(450_100, 300_100, 450_100, 300_200, 450_200, 300_200, 450_200, 300_100)
    expect(ringArea(outer)).toBe(1e6)
    expect(ringArea(hole)).toBe(-1e4)
    expect(areaOf({ name: '', polygons: [[outer, hole]] })).toBe(990_000)
    expect(boundsOfArea({ name: '', polygons: [[outer]] })).toEqual([450_000, 300_000, 451_000, 301_000])
    expect(boundsOfArea({ name: '', polygons: [] })).toBeUndefined()
  })
})

describe('grids', () => {
  it('put each point in the cell whose centre is nearest (hexagons), or whose edges hold it (squares)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('square' as const, 'hex' as const),
        fc.double({ min: 20, max: 300, noNaN: true }),
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 12 }),
        (shape, cell, list) => {
          const { grid } = gridOver([-50, -50, 1050, 1050], cell, { shape })
          for (const [x, y] of list) {
            const at = cellAt(grid, x, y)
            expect(at).toBeGreaterThanOrEqual(0)
            const [cx, cy] = centreOf(grid, at)
            if (shape === 'square') {
              expect(Math.abs(x - cx)).toBeLessThanOrEqual(cell / 2 + 1e-6)
              expect(Math.abs(y - cy)).toBeLessThanOrEqual(cell / 2 + 1e-6)
            } else {
              const mine = Math.hypot(x - cx, y - cy)
              for (let i = 0; i < grid.nx * grid.ny; i += 1) {
                const [a, b] = centreOf(grid, i)
                expect(Math.hypot(x - a, y - b)).toBeGreaterThanOrEqual(mine - 1e-6)
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are half-open: a point on a line belongs to the cell above and to the right', () => {
    const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 100, nx: 3, ny: 2 }
    expect([cellAt(grid, 0, 0), cellAt(grid, 100, 0), cellAt(grid, 99.999, 100)]).toEqual([0, 1, 3])
    expect([cellAt(grid, 300, 0), cellAt(grid, -0.1, 0), cellAt(grid, 0, 200)]).toEqual([-1, -1, -1])
    expect([...countCells(grid, Float64Array.of(0, 50, 100, 999), Float64Array.of(0, 0, 150, 0))]).toEqual([
      2, 0, 0, 0, 1, 0,
    ])
  })

  it('lie on whole multiples of the cell and grow when there would be too many cells', () => {
    const fit = gridOver([1234, 777, 5678, 4321], 50)
    expect([fit.grid.x0 % 50, fit.grid.y0 % 50, fit.grownFrom]).toEqual([0, 0, undefined])
    const big = gridOver([0, 0, 100_000, 80_000], 10, { most: 1_000_000 })
    expect(big.grownFrom).toBe(10)
    expect(big.grid.nx * big.grid.ny).toBeLessThanOrEqual(1_000_000)
    expect(big.grid.cell).toBeLessThan(100)
    expect(() => gridOver([NaN, 0, 1, 1], 10)).toThrow(/at least one incident/)
    expect(() => gridOver([0, 0, 1, 1], 0)).toThrow(/above 0 metres/)
  })

  it('mask the cells whose centres lie in the area', () => {
    fc.assert(
      fc.property(area, fc.constantFrom('square' as const, 'hex' as const), (a, shape) => {
        const { grid } = gridOver([0, 0, 1000, 1000], 73, { shape })
        const mask = maskOf(grid, a)
        for (let i = 0; i < mask.length; i++) expect(mask[i] === 1).toBe(inArea(a, ...centreOf(grid, i)))
      }),
      { numRuns: 80 },
    )
  })

  it('outline cells with their own size, and paint hexagons on squares', () => {
    for (const shape of ['square', 'hex'] as const) {
      const { grid } = gridOver([0, 0, 500, 500], 100, { shape })
      expect(ringArea(outlineOf(grid, 7))).toBeCloseTo(cellArea(grid), 6)
      const { grid: fine, cell } = rasterOf(grid)
      for (let i = 0; i < cell.length; i += 17) expect(cell[i]).toBe(cellAt(grid, ...centreOf(fine, i)))
    }
    const [sw, , ne] = cornersOf(
      { shape: 'square', x0: 450_000, y0: 300_000, cell: 100, nx: 10, ny: 5 },
      'EPSG:27700',
    )
    const back = planeOf('EPSG:27700').forward(...ne)
    expect(back[0]).toBeCloseTo(451_000, 2)
    expect(back[1]).toBeCloseTo(300_500, 2)
    expect(sw[0]).toBeLessThan(ne[0])
  })
})

describe('groups of cells', () => {
  const grids: Grid[] = [
    { shape: 'square', x0: 450_000, y0: 300_000, cell: 100, nx: 8, ny: 7 },
    { shape: 'hex', x0: 450_000, y0: 300_000, cell: 100, nx: 8, ny: 7 },
  ]

  it('are outlined so that exactly their centres lie inside, whatever their shape', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...grids),
        fc.array(fc.boolean(), { minLength: 56, maxLength: 56 }),
        (grid, chosen) => {
          const groups = groupsOf(grid, (c) => chosen[c])
          expect(groups.flatMap((g) => [...g]).sort((a, b) => a - b)).toEqual(
            [...chosen.keys()].filter((c) => chosen[c]),
          )
          for (const group of groups) {
            const rings = outlineOfGroup(grid, group)
            const size = rings.reduce((s, r) => s + ringArea(r), 0)
            expect(size / cellArea(grid)).toBeCloseTo(group.length, 6)
            expect(ringArea(rings[0])).toBeGreaterThan(0)
            for (let c = 0; c < 56; c++) expect(inRings(rings, ...centreOf(grid, c))).toBe(group.includes(c))
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('keep cells that only touch at a corner apart', () => {
    expect(groupsOf(grids[0], (c) => c === 0 || c === 9)).toHaveLength(2)
    expect(groupsOf(grids[0], (c) => c === 0 || c === 1)).toHaveLength(1)
  })
})

describe('patches above a level', () => {
  const grid: Grid = { shape: 'square', x0: 1000, y0: 2000, cell: 10, nx: 60, ny: 50 }
  const hills = (list: [number, number, number][]) =>
    Float32Array.from({ length: 3000 }, (_, i) => {
      const [x, y] = centreOf(grid, i)
      return list.reduce((s, [a, b, h]) => s + h * Math.exp(-((x - a) ** 2 + (y - b) ** 2) / 5000), 0)
    })

  it('hold exactly the cells above it', () => {
    const values = hills([
      [1150, 2200, 5],
      [1420, 2300, 3],
    ])
    const patches = patchesAbove(grid, values, 1.5)
    expect(patches).toHaveLength(2)
    const inside = new Set(patches.flatMap((p) => [...p.cells]))
    values.forEach((v, i) => expect(inside.has(i)).toBe(v >= 1.5))
    expect(values[patches[0].peak]).toBe(Math.max(...values))
    // a circle of radius √(5000·ln(5/1.5))
    expect(patches[0].size).toBeCloseTo(Math.PI * 5000 * Math.log(5 / 1.5), -3)
  })

  it('keep holes', () => {
    const values = Float32Array.from({ length: 3000 }, (_, i) => {
      const [x, y] = centreOf(grid, i)
      return 50 - Math.abs(Math.hypot(x - 1300, y - 2250) - 120)
    })
    const [patch, ...others] = patchesAbove(grid, values, 10)
    expect(others).toHaveLength(0)
    expect(patch.rings).toHaveLength(2)
    expect(patch.size).toBeCloseTo(Math.PI * (160 ** 2 - 80 ** 2), -3)
  })

  it('take the k highest cells, ties included', () => {
    const f = Float32Array
    expect(levelOfTop(f.of(7, 4, 9, 1, 7), 1)).toBe(8)
    expect(levelOfTop(f.of(7, 4, 9, 1, 7), 2)).toBe(5.5)
    expect(levelOfTop(f.of(9, 7), 5)).toBe(3.5)
    expect(levelOfTop(f.of(0, -3, NaN), 3)).toBe(Infinity)
    expect(levelOfTop(f.of(9, 7), 0)).toBe(8)
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.float({ noNaN: true, min: -1, max: 3 }), fc.constantFrom(1, 2, 1e-30)), {
          maxLength: 60,
        }),
        fc.integer({ min: 0, max: 70 }),
        (list, k) => {
          const values = f.from(list)
          const level = levelOfTop(values, k)
          const sorted = [...values].filter((v) => v > 0).sort((a, b) => b - a)
          if (!sorted.length) {
            expect(level).toBe(Infinity)
            return
          }
          const kth = sorted[Math.min(Math.max(1, k), sorted.length) - 1]
          const taken = sorted.filter((v) => v >= level)
          expect(taken).toEqual(sorted.filter((v) => v >= kth))
        },
      ),
    )
  })

  it('list a place once, at its highest tier', () => {
    const values = hills([
      [1150, 2200, 5],
      [1420, 2300, 3],
    ])
    const tiers = tiersOf([4, 2, 0.5].map((l) => patchesAbove(grid, values, l)))
    expect(tiers.map((t) => t.tier)).toEqual([0, 1])
  })

  it('become polygons in degrees, counter-clockwise and closed', () => {
    const [patch] = patchesAbove({ ...grid, x0: 450_000, y0: 300_000 }, hills([[1150, 2200, 5]]), 1)
    const shape = polygonOf(patch.rings, 'EPSG:27700')
    const [outer] = shape.coordinates
    expect(outer[0]).toEqual(outer.at(-1))
    expect(ringArea(Float64Array.from(outer.flat()))).toBeGreaterThan(0)
  })
})

describe('the distance to a boundary', () => {
  it('is that to the nearest edge, positive inside, within its reach', () => {
    const r = ring(105, 95, 480, 120, 300, 390)
    const a = { name: 'three corners', polygons: [[r]] }
    const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 20, nx: 30, ny: 25 }
    const found = boundaryDistance(grid, a, maskOf(grid, a), 60)
    found.forEach((d, i) => {
      const [x, y] = centreOf(grid, i)
      let least = Infinity
      for (let k = 0; k + 3 < r.length; k += 2)
        for (let t = 0; t <= 1; t += 1 / 4096)
          least = Math.min(
            least,
            Math.hypot(x - r[k] - t * (r[k + 2] - r[k]), y - r[k + 1] - t * (r[k + 3] - r[k + 1])),
          )
      expect(d > 0).toBe(inArea(a, x, y))
      if (least < 59.9) expect(Math.abs(d)).toBeCloseTo(least, 1)
      if (least > 60.1) expect(Math.abs(d)).toBe(Infinity)
    })
  })
})
