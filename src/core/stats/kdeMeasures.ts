/** What is measured of a density: mass inside an area, a bandwidth from the data, and what the cells cost. */
import { quantilesOf } from '../base/quantile.ts'
import { centreOf, type Grid } from '../geometry/grid.ts'
import { type Kernel, reachOf, check, densityAt } from './kde.ts'
import { TOGETHER, weigherFor, wideFor } from './weighWasm.ts'

/**
 * Share of a kernel's mass that falls on cells of the mask, per cell (0..1): what edge correction divides by.
 * Exactly 1 where the kernel meets no cell outside.
 */
export function massInside(grid: Grid, mask: Uint8Array, kernel: Kernel, bandwidth: number): Float64Array {
  check(kernel, bandwidth)
  const reach = Math.floor(reachOf(kernel, bandwidth) / grid.cell)
  return kernel === 'quartic'
    ? quarticInside(grid, mask, bandwidth, reach)
    : gaussianInside(grid, mask, bandwidth, reach)
}

/** Along rows, then across: work goes with the kernel's width. */
function gaussianInside(
  { nx, ny, cell }: Grid,
  mask: Uint8Array,
  bandwidth: number,
  reach: number,
): Float64Array {
  const weight = Float64Array.from({ length: reach + 1 }, (_, t) =>
    Math.exp(-((t * cell) ** 2) / (2 * bandwidth ** 2)),
  )
  /** the sum of the weights over a row of equal values, added up as `weigh` does it */
  const whole = (v: number) => {
    let sum = weight[0] * v
    for (let t = 1; t <= reach; t++) sum += weight[t] * (v + v)
    return sum
  }
  const total = whole(whole(1))
  // a kernel wider than the grid meets nothing beyond it
  const taps = Math.min(reach, Math.max(nx, ny) - 1)
  // one row of the mask, then the sums along rows, then across them, then the weights
  const wide = wideFor(nx)
  const rows = nx + 2 * taps + TOGETHER
  const sums = rows + wide * (ny + 2 * taps)
  const weights = sums + nx * ny + TOGETHER
  const { numbers, weigh } = weigherFor(weights + taps + 1)
  numbers.set(weight.subarray(0, taps + 1), weights)
  for (let r = 0; r < ny; r++) {
    numbers.set(mask.subarray(r * nx, (r + 1) * nx), taps)
    weigh(taps, 1, weights, taps + 1, rows + (r + taps) * wide, nx)
  }
  for (let r = 0; r < ny; r++) weigh(rows + (r + taps) * wide, wide, weights, taps + 1, sums + r * nx, nx)
  const out = numbers.slice(sums, sums + nx * ny)
  for (let i = 0; i < out.length; i++) out[i] = mask[i] ? out[i] / total : 0
  return out
}

/** By runs of cells inside: work goes with rows and runs, not with the kernel's area. */
function quarticInside(
  { nx, ny, cell }: Grid,
  mask: Uint8Array,
  bandwidth: number,
  reach: number,
): Float64Array {
  const shape = (d2: number) => Math.max(0, 1 - d2) ** 2
  // running[t][k]: sum of row t of the kernel over columns −reach .. −reach + k − 1
  const width = 2 * reach + 1
  const running = Array.from({ length: reach + 1 }, (_, t) => {
    const sums = new Float64Array(width + 1)
    for (let k = 0; k < width; k++)
      sums[k + 1] = sums[k] + shape((((k - reach) ** 2 + t * t) * cell * cell) / bandwidth ** 2)
    return sums
  })
  const total = running.reduce((sum, r, t) => sum + (t === 0 ? 1 : 2) * r[width], 0)
  // runs of cells inside, per row
  const runs: number[][] = Array.from({ length: ny }, (_, r) => {
    const found: number[] = []
    for (let c = 0; c < nx; c++) {
      const inside = mask[r * nx + c]
      if (inside && (c === 0 || !mask[r * nx + c - 1])) found.push(c)
      if (inside && (c === nx - 1 || !mask[r * nx + c + 1])) found.push(c + 1)
    }
    return found
  })
  const out = new Float64Array(nx * ny)
  for (let r = 0; r < ny; r++)
    for (let c = 0; c < nx; c++) {
      if (!mask[r * nx + c]) continue
      let sum = 0
      for (let q = Math.max(0, r - reach); q <= Math.min(ny - 1, r + reach); q++) {
        const sums = running[Math.abs(q - r)]
        const row = runs[q]
        for (let k = 0; k < row.length; k += 2) {
          const a = Math.min(width, Math.max(0, row[k] - c + reach))
          const b = Math.min(width, Math.max(0, row[k + 1] - c + reach))
          sum += sums[b] - sums[a]
        }
      }
      out[r * nx + c] = sum / total
    }
  return out
}

/**
 * The normal reference bandwidth in metres, from both axes: σ·n^(−1/6), σ² the mean of the two axes' squared
 * spreads, each spread the smaller of standard deviation and interquartile range / 1.349; times √8 for the
 * quartic, whose standard deviation is h/√8. NaN for fewer than two places. It smooths heavily when the
 * points form several towns.
 */
export function referenceBandwidth(
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  kernel: Kernel,
): number {
  const n = x.length
  const spread = (v: Float64Array) => {
    let [sum, squares] = [0, 0]
    for (let i = 0; i < n; i++) sum += v[i]
    const mean = sum / n
    for (let i = 0; i < n; i++) squares += (v[i] - mean) ** 2
    const sd = Math.sqrt(squares / (n - 1))
    const [low, high] = quantilesOf(v, [0.25, 0.75])
    const iqr = (high - low) / 1.349
    return iqr > 0 ? Math.min(sd, iqr) : sd
  }
  if (n < 2) return NaN
  const sigma = Math.sqrt((spread(x) ** 2 + spread(y) ** 2) / 2) * n ** (-1 / 6)
  return sigma > 0 ? sigma * (kernel === 'quartic' ? Math.sqrt(8) : 1) : NaN
}

/** The largest relative difference between a grid and the exact sums at its highest cells. */
export function binningError(
  density: Float64Array,
  grid: Grid,
  points: { readonly x: Float64Array; readonly y: Float64Array },
  kernel: Kernel,
  bandwidth: number,
  cells: ArrayLike<number>,
): number {
  const centres = Array.from(cells, (c) => centreOf(grid, c))
  const exact = densityAt(
    { x: centres.map((c) => c[0]), y: centres.map((c) => c[1]) },
    points,
    kernel,
    bandwidth,
  )
  return exact.reduce((worst, e, k) => Math.max(worst, Math.abs(density[cells[k]] - e) / e), 0)
}
