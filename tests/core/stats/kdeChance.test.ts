import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/core/base/random.ts'
import { cellAt, gridOver } from '../../../src/core/geometry/grid.ts'
import { densityGrid, type Kernel } from '../../../src/core/stats/kde.ts'
import { shareByChance } from '../../../src/core/stats/kdeChance.ts'

/** Share of incidents in the densest cells of the middle of a square of 6 km, each anywhere with equal chance. */
function drawn(n: number, kernel: Kernel, bandwidth: number, q: number, seed: number): number {
  const side = 6000
  const stream = new Stream(seed)
  const draw = () => Float64Array.from({ length: n }, () => stream.float() * side)
  const points = { x: draw(), y: draw() }
  const { grid } = gridOver([0, 0, side, side], 20)
  const run = densityGrid(points, grid, kernel, bandwidth)
  let step = run.next()
  while (!step.done) step = run.next()
  const { values } = step.value
  // away from the edge, where kernels meet nothing
  const inner = (x: number, y: number) => Math.min(x, y, side - x, side - y) > 1000
  const cells = values.filter((_, c) =>
    inner((c % grid.nx) * grid.cell + 10, Math.floor(c / grid.nx) * grid.cell + 10),
  )
  const level = cells.sort()[Math.floor((1 - q) * cells.length)]
  let [all, held] = [0, 0]
  for (let i = 0; i < n; i++) {
    if (!inner(points.x[i], points.y[i])) continue
    all++
    const c = cellAt(grid, points.x[i], points.y[i])
    if (c >= 0 && step.value.values[c] >= level) held++
  }
  return held / all
}

describe('the share of the densest ground by chance', () => {
  it.each([
    [500, 'quartic', 300, 0.05],
    [2000, 'quartic', 300, 0.01],
    [2000, 'quartic', 300, 0.1],
    [8000, 'quartic', 300, 0.05],
    [20_000, 'quartic', 400, 0.1],
    [2000, 'gaussian', 150, 0.05],
  ] as const)('equals plain draws of %i incidents, %s of %i m, densest %d', (n, kernel, bandwidth, q) => {
    const draws = [1, 2, 3, 4, 5].map((seed) => drawn(n, kernel, bandwidth, q, seed))
    const mean = draws.reduce((s, v) => s + v, 0) / draws.length
    const spread = Math.sqrt(draws.reduce((s, v) => s + (v - mean) ** 2, 0) / (draws.length - 1))
    const [share] = shareByChance(n, 6000 * 6000, kernel, bandwidth, [q])
    expect(Math.abs(share - mean)).toBeLessThan(3 * (spread / Math.sqrt(5)) + 0.012)
    // far above the share of the area
    expect(share).toBeGreaterThan(1.15 * q)
  })

  it('is everything where each incident stands alone, and nearly the area’s share where they are many', () => {
    expect(shareByChance(100, 1e9, 'quartic', 200, [0.02])).toEqual([1])
    const [many] = shareByChance(10_000_000, 1e8, 'quartic', 300, [0.05])
    expect(many).toBeGreaterThan(0.05)
    expect(many).toBeLessThan(0.06)
    expect(shareByChance(1000, 1e7, 'quartic', 300, [1])).toEqual([1])
  })

  it('meets the normal form where draws give way to it', () => {
    const size = 1e8
    const n = (mean: number) => (mean * size) / (Math.PI * 300 * 300)
    for (const q of [0.01, 0.05, 0.1]) {
      const [below] = shareByChance(n(495), size, 'quartic', 300, [q])
      const [above] = shareByChance(n(505), size, 'quartic', 300, [q])
      expect(Math.abs(below - above)).toBeLessThan(0.005)
    }
  })
})
