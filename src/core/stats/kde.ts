/** Kernel density in points per m²: exact sums at any point, and grids fast enough to redraw while a slider moves. */
import type { Grid } from '../geometry/grid.ts'
import { TOGETHER, weigherFor, wideFor } from './weighWasm.ts'
import { binPoints, type PointBins } from '../geometry/pointBins.ts'
import { latticeAround, quarticByBins } from './kdeBinned.ts'

/** quartic – bandwidth is where the kernel ends. gaussian – bandwidth is its standard deviation. */
export type Kernel = 'quartic' | 'gaussian'

/** A Gaussian is followed to this many standard deviations on a grid: 1.5e-8 of its height is left out. */
const REACH = 6

/** How far a kernel reaches on a grid, metres. */
export const reachOf = (kernel: Kernel, bandwidth: number): number =>
  kernel === 'quartic' ? bandwidth : REACH * bandwidth

/** What one point adds to the density at its own place, per m². */
export const peakOf = (kernel: Kernel, bandwidth: number): number =>
  (kernel === 'quartic' ? 3 : 0.5) / (Math.PI * bandwidth * bandwidth)

/** Throws where a bandwidth is no distance. */
export function check(kernel: Kernel, bandwidth: number) {
  if (!(bandwidth > 0) || !Number.isFinite(bandwidth))
    throw new Error(`The ${kernel} bandwidth is ${bandwidth}; it must be above 0 metres.`)
}

/**
 * Density at places, points per m²: the full sum, nothing cut off, no binning. Quartic:
 * Σ 3/(πh²)·(1 − d²/h²)², d < h. Gaussian: Σ exp(−d²/2σ²)/(2πσ²).
 */
export function densityAt(
  at: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  points: { readonly x: Float64Array; readonly y: Float64Array },
  kernel: Kernel,
  bandwidth: number,
  bins?: PointBins,
): Float64Array {
  check(kernel, bandwidth)
  const out = new Float64Array(at.x.length)
  const h2 = bandwidth * bandwidth
  if (kernel === 'gaussian') {
    for (let k = 0; k < out.length; k++) {
      let sum = 0
      for (let i = 0; i < points.x.length; i++) {
        const dx = at.x[k] - points.x[i]
        const dy = at.y[k] - points.y[i]
        sum += Math.exp(-(dx * dx + dy * dy) / (2 * h2))
      }
      out[k] = sum / (2 * Math.PI * h2)
    }
    return out
  }
  // only squares within one bandwidth are looked at
  const { x0, y0, side, nx, ny, starts, x: xs, y: ys } = bins ?? binPoints(points)
  for (let k = 0; k < out.length; k++) {
    const [x, y] = [at.x[k], at.y[k]]
    const c0 = Math.max(0, Math.floor((x - bandwidth - x0) / side))
    const c1 = Math.min(nx - 1, Math.floor((x + bandwidth - x0) / side))
    const r0 = Math.max(0, Math.floor((y - bandwidth - y0) / side))
    const r1 = Math.min(ny - 1, Math.floor((y + bandwidth - y0) / side))
    let sum = 0
    for (let r = r0; r <= r1; r++) {
      const end = c1 < c0 ? 0 : starts[r * nx + c1 + 1]
      for (let i = starts[r * nx + Math.max(0, Math.min(nx, c0))]; i < end; i++) {
        const dx = x - xs[i]
        const dy = y - ys[i]
        const u = 1 - (dx * dx + dy * dy) / h2
        if (u > 0) sum += u * u
      }
    }
    out[k] = (3 * sum) / (Math.PI * h2)
  }
  return out
}

/** A grid of densities and how they were come by. */
export interface Density {
  /** points per m² at the cell centres */
  readonly values: Float64Array
  /** true: exact sums. false: points shared among four cells first, and the spread taken off the kernel */
  readonly exact: boolean
}

/** Work above which a Gaussian is binned and convolved rather than summed point by point. */
const MOST_UPDATES = 6e7

/** More points than this are laid out by cells first: then each cell is summed while it lies in the processor's cache. */
const MANY_POINTS = 200_000

/** The points by the squares that suit a density on this grid, and what else asks for the points near a place. */
export const binsFor = (
  points: { readonly x: Float64Array; readonly y: Float64Array },
  grid: Grid,
  kernel: Kernel,
  bandwidth: number,
): PointBins =>
  kernel === 'quartic' && points.x.length > MANY_POINTS
    ? binPoints(points, latticeAround(grid, bandwidth))
    : binPoints(points)

/** Density at every cell centre of a square grid. Yields the share done. `bins`: of `binsFor`, where they are there already. */
export function* densityGrid(
  points: { readonly x: Float64Array; readonly y: Float64Array },
  grid: Grid,
  kernel: Kernel,
  bandwidth: number,
  bins?: PointBins,
): Generator<number, Density, void> {
  check(kernel, bandwidth)
  if (grid.shape !== 'square') throw new Error('Kernel density is computed on a square grid.')
  if (kernel === 'quartic' && points.x.length > MANY_POINTS) {
    const values = yield* quarticByBins(bins ?? binsFor(points, grid, kernel, bandwidth), grid, bandwidth)
    const unit = 3 / (Math.PI * bandwidth * bandwidth)
    for (let k = 0; k < values.length; k++) values[k] *= unit
    return { values, exact: true }
  }
  if (kernel === 'quartic') return { values: yield* scatterQuartic(points, grid, bandwidth), exact: true }
  const window = (2 * reachOf(kernel, bandwidth)) / grid.cell
  const updates = points.x.length * Math.min(window, grid.nx) * Math.min(window, grid.ny)
  return updates <= MOST_UPDATES || bandwidth < 3 * grid.cell
    ? { values: yield* scatterGaussian(points, grid, bandwidth), exact: true }
    : { values: yield* convolveGaussian(points, grid, bandwidth), exact: false }
}

/** Cell updates between two breaths: about 5 ms. */
const BREATH = 4e6

function* scatterQuartic(
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  g: Grid,
  h: number,
): Generator<number, Float64Array, void> {
  const out = new Float64Array(g.nx * g.ny)
  const h2 = h * h
  let work = 0
  for (let i = 0; i < x.length; i++) {
    const px = (x[i] - g.x0) / g.cell - 0.5
    const py = y[i] - g.y0
    const r0 = Math.max(0, Math.ceil((py - h) / g.cell - 0.5))
    const r1 = Math.min(g.ny - 1, Math.floor((py + h) / g.cell - 0.5))
    for (let r = r0; r <= r1; r++) {
      const dy = (r + 0.5) * g.cell - py
      const rest = 1 - (dy * dy) / h2
      if (rest <= 0) continue
      // columns whose centre lies inside the circle on this row
      const half = (Math.sqrt(rest) * h) / g.cell
      const c1 = Math.min(g.nx - 1, Math.floor(px + half))
      const scale = (g.cell * g.cell) / h2
      const base = r * g.nx
      for (let c = Math.max(0, Math.ceil(px - half)); c <= c1; c++) {
        const dx = c - px
        const u = rest - dx * dx * scale
        out[base + c] += u * u
      }
      work += 2 * half
    }
    if (work > BREATH) {
      work = 0
      yield i / x.length
    }
  }
  const unit = 3 / (Math.PI * h2)
  for (let k = 0; k < out.length; k++) out[k] *= unit
  return out
}

function* scatterGaussian(
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  g: Grid,
  sigma: number,
): Generator<number, Float64Array, void> {
  const out = new Float64Array(g.nx * g.ny)
  const reach = REACH * sigma
  const across = new Float64Array(g.nx)
  const k = -1 / (2 * sigma * sigma)
  let work = 0
  for (let i = 0; i < x.length; i++) {
    const px = x[i] - g.x0
    const py = y[i] - g.y0
    const c0 = Math.max(0, Math.ceil((px - reach) / g.cell - 0.5))
    const c1 = Math.min(g.nx - 1, Math.floor((px + reach) / g.cell - 0.5))
    // the kernel is a product of one factor per axis: few exponentials, then only products
    for (let c = c0; c <= c1; c++) across[c] = Math.exp(k * ((c + 0.5) * g.cell - px) ** 2)
    const r1 = Math.min(g.ny - 1, Math.floor((py + reach) / g.cell - 0.5))
    for (let r = Math.max(0, Math.ceil((py - reach) / g.cell - 0.5)); r <= r1; r++) {
      const up = Math.exp(k * ((r + 0.5) * g.cell - py) ** 2)
      const base = r * g.nx
      for (let c = c0; c <= c1; c++) out[base + c] += up * across[c]
      work += c1 - c0
    }
    if (work > BREATH) {
      work = 0
      yield i / x.length
    }
  }
  const unit = 1 / (2 * Math.PI * sigma * sigma)
  for (let j = 0; j < out.length; j++) out[j] *= unit
  return out
}

/**
 * Shares each point among the four nearest centres, then convolves row by row and column by column. Sharing
 * spreads a point by cell²/6 on average; that much is taken off the kernel's variance (Sheppard's correction).
 */
function* convolveGaussian(
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  g: Grid,
  sigma: number,
): Generator<number, Float64Array, void> {
  const s2 = (sigma / g.cell) ** 2 - 1 / 6
  const taps = Math.ceil(REACH * Math.sqrt(s2))
  const nx = g.nx + 2 * taps + 2
  const ny = g.ny + 2 * taps + 2
  // bins, then their sums along rows, then across them, then the weights of both
  const wide = wideFor(g.nx)
  const rows = nx * ny + TOGETHER
  const sums = rows + wide * ny
  const weights = sums + g.nx * g.ny + TOGETHER
  const { numbers: bins, weigh } = weigherFor(weights + 2 * (taps + 1))
  for (let i = 0; i < x.length; i++) {
    const px = (x[i] - g.x0) / g.cell - 0.5 + taps + 1
    const py = (y[i] - g.y0) / g.cell - 0.5 + taps + 1
    const c = Math.floor(px)
    const r = Math.floor(py)
    if (c < 0 || r < 0 || c >= nx - 1 || r >= ny - 1) continue
    const fx = px - c
    const fy = py - r
    const at = r * nx + c
    bins[at] += (1 - fx) * (1 - fy)
    bins[at + 1] += fx * (1 - fy)
    bins[at + nx] += (1 - fx) * fy
    bins[at + nx + 1] += fx * fy
  }
  yield 0.1
  const unit = 1 / (2 * Math.PI * s2 * g.cell * g.cell)
  for (let t = 0; t <= taps; t++) {
    const weight = Math.exp(-(t * t) / (2 * s2))
    bins[weights + t] = weight
    bins[weights + taps + 1 + t] = weight * unit
  }
  // along rows first, into the columns that will be kept
  for (let r = 0; r < ny; r++) {
    let empty = true
    for (let c = r * nx; c < (r + 1) * nx && empty; c++) empty = bins[c] === 0
    if (!empty) weigh(r * nx + taps + 1, 1, weights, taps + 1, rows + r * wide, g.nx)
    if (r % 64 === 0) yield 0.1 + (0.4 * r) / ny
  }
  for (let r = 0; r < g.ny; r++) {
    const mid = rows + (r + taps + 1) * wide
    weigh(mid, wide, weights + taps + 1, taps + 1, sums + r * g.nx, g.nx)
    if (r % 64 === 0) yield 0.5 + (0.5 * r) / g.ny
  }
  return bins.slice(sums, sums + g.nx * g.ny)
}
