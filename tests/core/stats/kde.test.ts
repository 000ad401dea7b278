import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centreOf, maskOf, type Grid } from '../../../src/core/geometry/grid.ts'
import { densityAt, densityGrid } from '../../../src/core/stats/kde.ts'
import { binningError, massInside, referenceBandwidth } from '../../../src/core/stats/kdeMeasures.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { edgeLattice, golden } from '../lattice.ts'

const points = (at: readonly (readonly [number, number])[]) => ({
  x: Float64Array.from(at, (p) => p[0]),
  y: Float64Array.from(at, (p) => p[1]),
})
const square = (x0: number, y0: number, cell: number, nx: number, ny: number): Grid => ({
  shape: 'square',
  x0,
  y0,
  cell,
  nx,
  ny,
})
const place = fc.tuple(
  fc.double({ min: 0, max: 1000, noNaN: true }),
  fc.double({ min: 0, max: 1000, noNaN: true }),
)

describe('density at places', () => {
  const g = golden('kde_edge_lattice.json')
  const at = { x: g.at.map((a: number[]) => a[0]), y: g.at.map((a: number[]) => a[1]) }

  it.each([
    ['gaussian', g.sigma, g.gaussian],
    ['quartic', g.h, g.quartic],
  ] as const)('equals the reference for the %s kernel', (kernel, bandwidth, expected: number[]) => {
    const found = densityAt(at, edgeLattice(), kernel, bandwidth)
    expected.forEach((e, i) => (e === 0 ? expect(found[i]).toBe(0) : expect(found[i] / e).toBeCloseTo(1, 9)))
  })

  it('is 3/(πh²) for one incident under a quartic, 1/(2πσ²) under a Gaussian, and 0 at the quartic’s edge', () => {
    const one = points([[0, 0]])
    expect(densityAt({ x: [0, 300], y: [0, 0] }, one, 'quartic', 300)).toEqual(
      Float64Array.of(3 / (Math.PI * 90_000), 0),
    )
    expect(densityAt({ x: [0], y: [0] }, one, 'gaussian', 300)[0]).toBeCloseTo(1 / (2 * Math.PI * 90_000), 15)
  })

  it('refuses a bandwidth of nothing', () => {
    expect(() => densityAt({ x: [0], y: [0] }, points([[0, 0]]), 'quartic', 0)).toThrow(/above 0 metres/)
  })
})

describe('density on a grid', () => {
  const grid = square(-200, -200, 35, 40, 37)
  const centres = Array.from({ length: grid.nx * grid.ny }, (_, i) => centreOf(grid, i))
  const at = { x: centres.map((c) => c[0]), y: centres.map((c) => c[1]) }

  it('is the exact sum at every centre for a quartic', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 20, max: 600, noNaN: true }),
        (list, h) => {
          const p = points(list)
          const exact = densityAt(at, p, 'quartic', h)
          const { values } = drain(densityGrid(p, grid, 'quartic', h))
          // 1/h² is the height of one incident; a cell on the very edge may differ by rounding
          exact.forEach((e, i) => expect(Math.abs(values[i] - e) * h * h).toBeLessThan(1e-9))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is the sum to 1e-6 of the peak for a Gaussian summed point by point', () => {
    const p = points([
      [100, 120],
      [100, 120],
      [630, 400],
    ])
    const { values, exact } = drain(densityGrid(p, grid, 'gaussian', 120))
    expect(exact).toBe(true)
    const full = densityAt(at, p, 'gaussian', 120)
    const peak = Math.max(...full)
    full.forEach((e, i) => expect(Math.abs(values[i] - e) / peak).toBeLessThan(1e-6))
  })

  it('is close, and says by how much, where a Gaussian is binned', () => {
    let s = 1
    const dice = () => (s = (s * 48271) % 2147483647) / 2147483647
    const p = points(Array.from({ length: 60_000 }, () => [dice() * 900, dice() * 900] as const))
    const { values, exact } = drain(densityGrid(p, grid, 'gaussian', 150))
    expect(exact).toBe(false)
    const inside = [700, 705, 810, 640]
    const error = binningError(values, grid, p, 'gaussian', 150, inside)
    expect(error).toBeGreaterThan(0)
    expect(error).toBeLessThan(2e-4)
  })

  it('integrates to the number of incidents', () => {
    const p = points([
      [400, 400],
      [500, 450],
      [380, 610],
    ])
    for (const kernel of ['quartic', 'gaussian'] as const) {
      const wide = square(-2000, -2000, 25, 200, 200)
      const { values } = drain(densityGrid(p, wide, kernel, 200))
      expect(values.reduce((a, b) => a + b, 0) * 625).toBeCloseTo(3, 2)
    }
  })

  it('moves with the incidents', () => {
    const a = points([
      [10, 20],
      [300, 77],
    ])
    const b = { x: a.x.map((v) => v + 450_000), y: a.y.map((v) => v + 300_000) }
    const one = drain(densityGrid(a, square(-300, -300, 30, 40, 30), 'quartic', 250)).values
    const two = drain(densityGrid(b, square(449_700, 299_700, 30, 40, 30), 'quartic', 250)).values
    one.forEach((v, i) => expect(two[i]).toBeCloseTo(v, 14))
  })
})

describe('edge correction', () => {
  const grid = square(0, 0, 10, 100, 100)
  const half = Float64Array.of(0, 0, 1000, 0, 1000, 500, 0, 500, 0, 0)

  it('is 1 in the middle, about a half along a straight edge and 0 outside', () => {
    const mask = maskOf(grid, { name: 'half', polygons: [[half]] })
    const mass = massInside(grid, mask, 'quartic', 100)
    expect(mass[25 * 100 + 50]).toBeCloseTo(1, 12)
    expect(mass[49 * 100 + 50]).toBeGreaterThan(0.5)
    expect(mass[49 * 100 + 50]).toBeLessThan(0.6)
    expect(mass[60 * 100 + 50]).toBe(0)
  })

  it('is exactly 1 wherever a Gaussian meets no cell outside', () => {
    const mask = maskOf(grid, { name: 'half', polygons: [[half]] })
    const mass = massInside(grid, mask, 'gaussian', 30)
    // six standard deviations are eighteen cells
    for (let r = 18; r < 32; r++) for (let c = 18; c < 82; c++) expect(mass[r * 100 + c]).toBe(1)
    expect(mass[17 * 100 + 50]).toBeLessThan(1)
    expect(mass[49 * 100 + 50]).toBeGreaterThan(0.5)
    expect(mass[49 * 100 + 50]).toBeLessThan(0.6)
  })

  it.each([
    ['quartic', 45, 5],
    ['gaussian', 12, 7],
    // wider than the grid
    ['gaussian', 60, 36],
  ] as const)('equals a sum over all cells: %s of %i m', (kernel, bandwidth, reach) => {
    const small = square(0, 0, 10, 15, 12)
    const mask = Uint8Array.from({ length: 180 }, (_, i) => ((i * 7919) % 11 < 7 ? 1 : 0))
    const mass = massInside(small, mask, kernel, bandwidth)
    for (const at of [0, 1, 37, 88, 89, 178, 179]) {
      if (!mask[at]) {
        expect(mass[at]).toBe(0)
        continue
      }
      const [x, y] = centreOf(small, at)
      let [inside, all] = [0, 0]
      for (let dr = -reach; dr <= reach; dr++)
        for (let dc = -reach; dc <= reach; dc++) {
          const d2 = (100 * (dr * dr + dc * dc)) / bandwidth ** 2
          const u = kernel === 'quartic' ? Math.max(0, 1 - d2) ** 2 : Math.exp(-d2 / 2)
          all += u
          const c = Math.round((x - 5) / 10) + dc
          const r = Math.round((y - 5) / 10) + dr
          if (c >= 0 && c < 15 && r >= 0 && r < 12 && mask[r * 15 + c]) inside += u
        }
      expect(mass[at]).toBeCloseTo(inside / all, 12)
    }
  })
})

describe('the reference bandwidth', () => {
  it('uses both axes', () => {
    const flat = points(Array.from({ length: 50 }, (_, i) => [i * 10, (i * 37) % 50]))
    const swapped = { x: flat.y, y: flat.x }
    expect(referenceBandwidth(flat, 'gaussian')).toBeCloseTo(referenceBandwidth(swapped, 'gaussian'), 9)
    const tall = { x: flat.x, y: flat.x }
    expect(referenceBandwidth(tall, 'gaussian')).toBeGreaterThan(referenceBandwidth(flat, 'gaussian'))
    expect(referenceBandwidth(flat, 'quartic') / referenceBandwidth(flat, 'gaussian')).toBeCloseTo(
      Math.sqrt(8),
      9,
    )
  })

  it('is unknown for one incident and for all on one spot', () => {
    expect(referenceBandwidth(points([[1, 1]]), 'quartic')).toBeNaN()
    expect(referenceBandwidth(points([[1, 1], [1, 1]]), 'quartic')).toBeNaN() // prettier-ignore
  })
})
