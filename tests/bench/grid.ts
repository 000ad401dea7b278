/** Gi* over 100,000 cells, and DBSCAN over 45,000 points. */
import { dbscan } from '../../src/core/stats/dbscan.ts'
import { footprintOf, giStar } from '../../src/core/stats/gistar.ts'
import { countCells } from '../../src/core/geometry/grid.ts'
import { Stream } from '../../src/core/base/random.ts'
import type { Bench } from './bench.ts'
import { town } from './towns.ts'

const gistar: Bench = {
  name: 'gistar 100k cells',
  goal: 0.05,
  times: 9,
  prepare() {
    const grid = { shape: 'square', x0: 0, y0: 0, cell: 100, nx: 400, ny: 250 } as const
    const p = town(50_000, 25_000)
    const counts = countCells(grid, p.x, p.y)
    return { about: '400 × 250 cells, queen', run: () => giStar(counts, grid, footprintOf(grid)) }
  },
}

const counted = (most: number): Bench => ({
  name: `gistar 100k cells, 0 to ${most}`,
  goal: most <= 50 ? 0.2 : undefined,
  times: 5,
  prepare() {
    const grid = { shape: 'square', x0: 0, y0: 0, cell: 100, nx: 400, ny: 250 } as const
    const s = new Stream(most)
    const counts = Float64Array.from({ length: 100_000 }, () => s.below(most + 1))
    return {
      about: `exact p, 0 to ${most} incidents a cell`,
      run: () => giStar(counts, grid, footprintOf(grid)),
    }
  },
})

const clusters: Bench = {
  name: 'dbscan 45k',
  goal: 0.07,
  times: 9,
  prepare() {
    const p = town(45_000, 20_000)
    return { about: '45,000 points, eps 100 m, 5 points', run: () => dbscan(p.x, p.y, 100, 5) }
  },
}

export const gridBenches: readonly Bench[] = [gistar, counted(50), counted(500), counted(2000), clusters]
