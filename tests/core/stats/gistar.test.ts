import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { benjaminiHochberg } from '../../../src/core/stats/fdr.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { cellSums } from '../../../src/core/stats/cellSums.ts'
import { footprintOf, giStar, giStarRates } from '../../../src/core/stats/gistar.ts'
import { centreOf, countCells, type Grid } from '../../../src/core/geometry/grid.ts'
import { twoSided } from '../../../src/core/stats/normal.ts'
import { edgeLattice, golden } from '../lattice.ts'

describe('Gi*', () => {
  it('equals the reference on the lattice: z, p and adjusted p', () => {
    const g = golden('gistar_edge_lattice.json')
    const grid: Grid = { shape: 'square', ...g.grid }
    const { x, y } = edgeLattice()
    const counts = countCells(grid, x, y)
    const r = giStar(counts, grid, footprintOf(grid))
    const normal = r.z.map(twoSided)
    const adjusted = benjaminiHochberg(normal)
    expect(r.mean).toBeCloseTo(g.mean, 10)
    expect(r.s).toBeCloseTo(g.sPopulation, 10)
    for (const [ix, iy, n, z, p, q] of g.rows) {
      const at = iy * grid.nx + ix
      expect(counts[at]).toBe(n)
      expect(r.z[at]).toBeCloseTo(z, 7)
      // the reference goes on to the normal curve
      expect(normal[at]).toBeCloseTo(p, 7)
      expect(adjusted[at]).toBeCloseTo(q, 7)
    }
  })

  it('gives p of all arrangements of the counts over the cells, with a mask, by listing them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0, 0, 1, 1, 2, 7), { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 0, max: 8 }),
        (counts, hole) => {
          const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 1, nx: 4, ny: 2 }
          const mask = Uint8Array.from({ length: 8 }, (_, i) =>
            i === hole || (hole === 8 && i === 3) ? 0 : 1,
          )
          const inside = [...mask.keys()].filter((i) => mask[i])
          const lay = (list: readonly number[]) => {
            const values = new Float64Array(8).fill(99)
            inside.forEach((i, k) => (values[i] = list[k]))
            return values
          }
          const sumsOf = (list: readonly number[]) => {
            const values = lay(list)
            return inside.map((i) =>
              inside
                .filter((j) => Math.abs((i % 4) - (j % 4)) <= 1 && Math.abs((i >> 2) - (j >> 2)) <= 1)
                .reduce((a, j) => a + values[j], 0),
            )
          }
          const seen = sumsOf(counts)
          const [more, fewer] = [seen.map(() => 0), seen.map(() => 0)]
          let all = 0
          const arrange = (left: readonly number[], list: number[]) => {
            if (left.length === 0) {
              all++
              sumsOf(list).forEach((v, k) => {
                if (v >= seen[k]) more[k]++
                if (v <= seen[k]) fewer[k]++
              })
            }
            left.forEach((v, k) => arrange([...left.slice(0, k), ...left.slice(k + 1)], [...list, v]))
          }
          arrange(counts, [])
          const { p } = giStar(lay(counts), grid, footprintOf(grid), mask)
          inside.forEach((i, k) =>
            expect(p[i]).toBeCloseTo(Math.min(1, (2 * Math.min(more[k], fewer[k])) / all), 12),
          )
        },
      ),
      { numRuns: 6 },
    )
  })

  it('gives p that shuffles of a large grid agree with', () => {
    const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 1, nx: 30, ny: 20 }
    const s = new Stream(3)
    const counts = Float64Array.from({ length: 600 }, () => (s.below(3) ? 0 : s.below(6)))
    const { p } = giStar(counts, grid, footprintOf(grid))
    const [at, shuffles] = [10 * 30 + 10, 4000]
    const sumAt = (v: Float64Array) =>
      [-31, -30, -29, -1, 0, 1, 29, 30, 31].reduce((a, d) => a + v[at + d], 0)
    const seen = sumAt(counts)
    let [more, fewer] = [0, 0]
    for (let k = 0; k < shuffles; k++) {
      const v = counts.slice()
      shuffle(v, new Stream(9, k))
      if (sumAt(v) >= seen) more++
      if (sumAt(v) <= seen) fewer++
    }
    const simulated = Math.min(1, (2 * Math.min(more, fewer)) / shuffles)
    expect(Math.abs(p[at] - simulated)).toBeLessThan(5 * Math.sqrt(1 / shuffles))
  })

  it('cannot call a lone cell hot, however extreme: each of k cells beside it would be as well', () => {
    const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 1, nx: 20, ny: 20 }
    const counts = new Float64Array(400)
    counts[210] = 50
    const r = giStar(counts, grid, footprintOf(grid))
    expect(r.z[210]).toBeGreaterThan(6)
    expect(r.p[210]).toBeCloseTo((2 * 9) / 400, 12)
    expect(Math.min(...r.q)).toBe(1)
  })

  it('tests rates by the binomial chance of the homes’ share', () => {
    const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 1, nx: 3, ny: 1 }
    const r = giStarRates(Float64Array.of(6, 0, 4), Float64Array.of(10, 0, 30), grid, footprintOf(grid, 0.5))
    // scipy 1.17.1: 2·binom.sf(5, 10, 0.25)
    expect(r.p[0]).toBeCloseTo(2 * 0.0197277069, 8)
    expect(r.z[0]).toBeCloseTo(3.5 / Math.sqrt(10 * 0.25 * 0.75), 10)
    expect(r.p[1]).toBeNaN()
    expect(r.n).toBe(2)
  })

  it('leaves incidents with no home in reach out of the common rate', () => {
    const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 1, nx: 3, ny: 1 }
    const at = (away: number) =>
      giStarRates(Float64Array.of(6, away, 4), Float64Array.of(10, 0, 30), grid, footprintOf(grid, 0.5))
    expect(at(500).p).toEqual(at(0).p)
  })

  it('never holds more of them beside a home than there are in all', () => {
    const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 1, nx: 6, ny: 1 }
    // the third cell has no home in reach, but its neighbour has
    const of = (away: number) =>
      giStarRates(
        Float64Array.of(1, 0, away, 0, 0, 1),
        Float64Array.of(10, 0, 0, 0, 0, 10),
        grid,
        footprintOf(grid, 1),
      )
    expect([...of(5).p.slice(0, 2)].every((p) => p > 0)).toBe(true)
    expect(of(5)).toEqual(of(0))
  })

  it('equals the formula over centre distances, with a mask, on squares and hexagons', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('square' as const, 'hex' as const),
        fc.constantFrom(undefined, 100, 200, 250),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { minLength: 42, maxLength: 42 }),
        (shape, distance, cells) => {
          const grid: Grid = { shape, x0: 0, y0: 0, cell: 100, nx: 7, ny: 6 }
          const values = Float64Array.from(cells, (c) => c[0])
          const mask = Uint8Array.from(cells, (c) => (c[1] ? 1 : 0))
          const found = giStar(values, grid, footprintOf(grid, distance), mask)
          const inside = [...mask.keys()].filter((i) => mask[i])
          const n = inside.length
          const mean = inside.reduce((s, i) => s + values[i], 0) / n
          const s = Math.sqrt(inside.reduce((a, i) => a + values[i] ** 2, 0) / n - mean ** 2)
          const reach = (distance ?? (shape === 'hex' ? 100 : 100 * Math.SQRT2)) + 1e-6
          for (let i = 0; i < 42; i++) {
            if (!mask[i]) {
              expect(found.z[i]).toBeNaN()
              continue
            }
            const [x, y] = centreOf(grid, i)
            const near = inside.filter((j) => {
              const [a, b] = centreOf(grid, j)
              return Math.hypot(a - x, b - y) <= reach
            })
            const w = near.length
            const spread = s * Math.sqrt((n * w - w * w) / (n - 1))
            const z = spread > 1e-9 ? (near.reduce((a, j) => a + values[j], 0) - mean * w) / spread : 0
            expect(found.z[i]).toBeCloseTo(z, 6)
          }
        },
      ),
      { numRuns: 120 },
    )
  })

  it('keeps the diagonal neighbours whatever the cell size', () => {
    for (const cell of [100, 33.3, 0.1, 1 / 3, 1e6 / 7]) {
      const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell, nx: 3, ny: 3 }
      const all = (f: ReturnType<typeof footprintOf>) => f.even.reduce((s, r) => s + r.hi - r.lo + 1, 0)
      expect(all(footprintOf(grid))).toBe(9)
      expect(all(footprintOf(grid, cell * Math.SQRT2))).toBe(9)
      expect(all(footprintOf(grid, cell))).toBe(5)
      const hex: Grid = { ...grid, shape: 'hex' }
      expect(all(footprintOf(hex))).toBe(7)
    }
  })

  it('calls nothing hot where all cells are equal, or there is only one', () => {
    const grid: Grid = { shape: 'square', x0: 0, y0: 0, cell: 1, nx: 4, ny: 4 }
    expect(giStar(new Float64Array(16).fill(3), grid, footprintOf(grid)).z.every((z) => z === 0)).toBe(true)
    const one: Grid = { ...grid, nx: 1, ny: 1 }
    const r = giStar(Float64Array.of(5), one, footprintOf(one))
    expect([r.z[0], r.p[0], r.q[0]]).toEqual([0, 1, 1])
  })
})

describe('sums of cells drawn without replacement', () => {
  it('stand on a curve of their mean, spread and skew where counts are too large, near the exact figures', () => {
    const s = new Stream(8)
    const small = Float64Array.from({ length: 500 }, () => (s.below(4) ? s.below(4) : 4 + s.below(20)))
    const exact = cellSums(small, 9)
    // a count that is no whole number asks for the curve, and changes next to nothing
    const curve = cellSums(
      Float64Array.from(small, (v, i) => (i === 0 ? v + 1e-9 : v)),
      9,
    )
    expect([exact.exact, curve.exact]).toEqual([true, false])
    for (const sum of [20, 40, 60, 80, 100, 120])
      expect(Math.abs(Math.log(curve.p(9, sum) / exact.p(9, sum)))).toBeLessThan(
        exact.p(9, sum) > 0.01 ? 0.2 : 0.7,
      )
  })
})

describe('tail probabilities', () => {
  // scipy 1.17.1, 2·norm.sf(z)
  it.each([
    [0, 1.0],
    [0.5, 0.6170750774519738],
    [1.959963984540054, 0.05],
    [3.29, 0.0010018738275714444],
    [3.6, 0.00031821718031506727],
    [9.550335182465, 1.2927734580938687e-21],
    [30, 9.813427854295816e-198],
  ])('of z = %s', (z, p) => {
    expect(twoSided(z) / p).toBeCloseTo(1, 11)
    expect(twoSided(-z)).toBe(twoSided(z))
  })

  it('agree on both sides of the change of method', () => {
    const z = 2.5 * Math.SQRT2
    expect(twoSided(z * (1 - 1e-12)) / twoSided(z * (1 + 1e-12))).toBeCloseTo(1, 9)
  })
})

describe('Benjamini–Hochberg', () => {
  it('equals its definition, ties and unknown values included', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constantFrom(0.01, 0.02, 0.05, NaN), fc.double({ min: 0, max: 1, noNaN: true })),
          {
            maxLength: 30,
          },
        ),
        (list) => {
          const p = Float64Array.from(list)
          const q = benjaminiHochberg(p)
          const known = list.filter((v) => !Number.isNaN(v))
          list.forEach((v, i) => {
            if (Number.isNaN(v)) return expect(q[i]).toBeNaN()
            const bounds = known
              .filter((w) => w >= v)
              .map((w) => (w * known.length) / known.filter((u) => u <= w).length)
            expect(q[i]).toBeCloseTo(Math.min(1, ...bounds), 12)
          })
        },
      ),
    )
  })
})
