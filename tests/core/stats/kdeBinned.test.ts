/** The density of very many points by moments of squares: the sum over every point, whatever the cells and the bandwidth. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drain } from '../../../src/core/base/drain.ts'
import { centreOf } from '../../../src/core/geometry/grid.ts'
import { binPoints } from '../../../src/core/geometry/pointBins.ts'
import { binsFor, densityAt, densityGrid } from '../../../src/core/stats/kde.ts'
import { latticeAround, quarticByBins } from '../../../src/core/stats/kdeBinned.ts'

const grid = { shape: 'square' as const, x0: 199_800, y0: 99_800, cell: 20, nx: 23, ny: 17 }
const place = fc.tuple(
  fc.double({ min: 199_500, max: 200_500, noNaN: true }),
  fc.double({ min: 99_500, max: 100_400, noNaN: true }),
)
// on the grid's own lines and centres
const onLines = fc.tuple(
  fc.integer({ min: -20, max: 40 }).map((k) => 199_800 + 10 * k),
  fc.integer({ min: -20, max: 40 }).map((k) => 99_800 + 10 * k),
)

/** Σ (1 − d²/h²)² from each point, one by one. */
function plain(x: Float64Array, y: Float64Array, h: number): Float64Array {
  return Float64Array.from({ length: grid.nx * grid.ny }, (_, k) => {
    const [cx, cy] = centreOf(grid, k)
    let sum = 0
    for (let i = 0; i < x.length; i++) {
      const u = 1 - ((cx - x[i]) ** 2 + (cy - y[i]) ** 2) / (h * h)
      if (u > 0) sum += u * u
    }
    return sum
  })
}

describe('the quartic density by squares', () => {
  it('is the plain sum at every centre, with points on lines, beyond the grid and many in one square', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(place, onLines), { minLength: 1, maxLength: 80 }),
        fc.oneof(fc.double({ min: 5, max: 320, noNaN: true }), fc.constantFrom(10, 20, 40, 100, 200)),
        fc.integer({ min: 1, max: 3 }),
        (list, h, times) => {
          const all = Array.from({ length: times }, () => list).flat()
          const x = Float64Array.from(all, (p) => p[0])
          const y = Float64Array.from(all, (p) => p[1])
          const found = drain(quarticByBins(binPoints({ x, y }, latticeAround(grid, h)), grid, h))
          const wanted = plain(x, y, h)
          for (let k = 0; k < wanted.length; k++) {
            expect(found[k]).toBeGreaterThanOrEqual(0)
            expect(Math.abs(found[k] - wanted[k])).toBeLessThan(1e-11 * (1 + x.length))
          }
        },
      ),
      { numRuns: 120 },
    )
  })

  it('stands in above 200,000 points and gives what fewer points give', () => {
    let s = 7
    const dice = () => (s = (s * 48271) % 2147483647) / 2147483647
    const n = 200_001
    const x = Float64Array.from({ length: n }, () => 199_600 + 800 * dice() * dice())
    const y = Float64Array.from({ length: n }, () => 99_600 + 700 * dice())
    const many = drain(densityGrid({ x, y }, grid, 'quartic', 90)).values
    const halves = [0, 1].map(
      (k) =>
        drain(
          densityGrid(
            { x: x.filter((_, i) => i % 2 === k), y: y.filter((_, i) => i % 2 === k) },
            grid,
            'quartic',
            90,
          ),
        ).values,
    )
    for (let k = 0; k < many.length; k++)
      expect(Math.abs(many[k] / (halves[0][k] + halves[1][k]) - 1)).toBeLessThan(1e-12)
    // the same squares serve the exact figure at a peak
    const at = { x: [200_000], y: [100_000] }
    const bins = binsFor({ x, y }, grid, 'quartic', 90)
    expect(densityAt(at, { x, y }, 'quartic', 90, bins)[0]).toBeCloseTo(
      densityAt(at, { x, y }, 'quartic', 90)[0],
      12,
    )
  })
})
