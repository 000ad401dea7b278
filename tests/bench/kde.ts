/** Kernel density on 512 × 512 cells. */
import { densityGrid, type Kernel } from '../../src/core/stats/kde.ts'
import { drain } from '../../src/core/base/drain.ts'
import type { Bench } from './bench.ts'
import { town } from './towns.ts'

const one = (kernel: Kernel, bandwidth: number): Bench => ({
  name: `kde 512² ${kernel}`,
  goal: 0.1,
  times: 9,
  prepare() {
    const p = town(50_000, 20_480)
    const grid = { shape: 'square', x0: 0, y0: 0, cell: 40, nx: 512, ny: 512 } as const
    return {
      about: `50,000 points, ${bandwidth} m, cells of 40 m`,
      run: () => drain(densityGrid(p, grid, kernel, bandwidth)),
    }
  },
})

export const kdeBenches: readonly Bench[] = [one('quartic', 400), one('gaussian', 200)]
