/** Getis–Ord Gi* on a grid: which cells and their neighbours hold more, or fewer, than the rest. */
import { atLeast, atMost } from './binomial.ts'
import { cellSums } from './cellSums.ts'
import { benjaminiHochberg } from './fdr.ts'
import { rowStep, type Grid } from '../geometry/grid.ts'

/** Neighbours of a cell, itself included: per parity of its row, runs of columns lo..hi in row + dy. */
export interface Footprint {
  readonly even: readonly { readonly dy: number; readonly lo: number; readonly hi: number }[]
  readonly odd: readonly { readonly dy: number; readonly lo: number; readonly hi: number }[]
}

/**
 * The cells that touch a cell (queen: eight around a square, six around a hexagon), or those whose centres
 * lie within a distance in metres, the distance included. Decided once on whole cells, so rounding cannot
 * lose a diagonal neighbour.
 */
export function footprintOf(grid: Grid, distance?: number): Footprint {
  const step = rowStep(grid) / grid.cell
  // in cells: √2 reaches the corners of a square, 1 the sides of a hexagon
  const reach2 = distance === undefined ? (grid.shape === 'hex' ? 1 : 2) : (distance / grid.cell) ** 2
  const limit = reach2 * (1 + 1e-9)
  const rows = (odd: number) => {
    const runs: { dy: number; lo: number; hi: number }[] = []
    const most = Math.floor(Math.sqrt(limit) / step + 1e-9)
    for (let dy = -most; dy <= most; dy++) {
      const rest = limit - (dy * step) ** 2
      if (rest < 0) continue
      // odd rows of hexagons stand half a cell to the east
      const shift = grid.shape === 'hex' ? ((odd + Math.abs(dy)) % 2) / 2 - odd / 2 : 0
      const half = Math.sqrt(rest)
      const lo = Math.ceil(-half - shift)
      const hi = Math.floor(half - shift)
      if (hi >= lo) runs.push({ dy, lo, hi })
    }
    return runs
  }
  return { even: rows(0), odd: rows(1) }
}

/** Gi* of every cell. NaN in cells outside the mask. */
export interface GiStar {
  /** standard score */
  readonly z: Float64Array
  /** two-sided: the smaller tail doubled */
  readonly p: Float64Array
  /** Benjamini–Hochberg adjusted over the cells inside */
  readonly q: Float64Array
  /** cells inside */
  readonly n: number
  readonly mean: number
  /** population standard deviation, as Gi* uses it */
  readonly s: number
  /** cells of the largest neighbourhood */
  readonly reach: number
  /** false where p comes from a curve instead of all draws */
  readonly exact: boolean
}

/** Sums over each cell and its neighbours, and how many cells those are; −1 outside the mask. */
function neighbourhoods(values: Float64Array, grid: Grid, footprint: Footprint, mask?: Uint8Array) {
  const { nx, ny } = grid
  // running sums along each row: of values, and of cells inside
  const width = nx + 1
  const sums = new Float64Array(width * ny)
  const cells = new Float64Array(width * ny)
  for (let r = 0; r < ny; r++) {
    let [total, w] = [0, 0]
    for (let c = 0, at = r * nx, to = r * width + 1; c < nx; c++, at++, to++) {
      if (!mask || mask[at]) {
        total += values[at]
        w++
      }
      sums[to] = total
      cells[to] = w
    }
  }
  const sum = new Float64Array(nx * ny)
  const size = new Float64Array(nx * ny)
  for (let r = 0; r < ny; r++)
    for (const { dy, lo, hi } of r & 1 ? footprint.odd : footprint.even) {
      const row = r + dy
      if (row < 0 || row >= ny) continue
      addRun(sums, row * width, sum, r * nx, nx, lo, hi + 1)
      addRun(cells, row * width, size, r * nx, nx, lo, hi + 1)
    }
  let reach = 0
  for (let at = 0; at < size.length; at++) {
    if (mask && !mask[at]) {
      sum[at] = 0
      size[at] = -1
    } else if (size[at] > reach) reach = size[at]
  }
  return { sum, size, reach }
}

/** Adds to each cell of a row the running sums' growth from `lo` to before `hi` columns off, as far as the row goes. */
function addRun(
  running: Float64Array,
  from: number,
  into: Float64Array,
  to: number,
  nx: number,
  lo: number,
  hi: number,
): void {
  for (let c = 0; c < nx; c++) {
    const a = c + lo > 0 ? c + lo : 0
    const b = c + hi < nx ? c + hi : nx
    if (b > a) into[to + c] += running[from + b] - running[from + a]
  }
}

/**
 * z of Gi* with binary weights, self included (Ord & Getis 1995): z = (Σx − x̄·w) / (s·√((n·w − w²)/(n − 1))). Cells
 * outside `mask` are neither counted nor neighbours, and get NaN. Where all cells are equal, or every cell is a
 * neighbour, z is 0. With it what it was made of: sums and sizes of the neighbourhoods, −1 outside.
 */
export function giStarScores(values: Float64Array, grid: Grid, footprint: Footprint, mask?: Uint8Array) {
  let [n, total] = [0, 0]
  for (let at = 0; at < values.length; at++)
    if (!mask || mask[at]) {
      n++
      total += values[at]
    }
  const mean = n ? total / n : NaN
  let squares = 0
  for (let at = 0; at < values.length; at++) if (!mask || mask[at]) squares += (values[at] - mean) ** 2
  const s = Math.sqrt(squares / n)
  const { sum, size, reach } = neighbourhoods(values, grid, footprint, mask)
  const spreads = Float64Array.from({ length: reach + 1 }, (_, w) => s * Math.sqrt((n * w - w * w) / (n - 1)))
  const z = new Float64Array(values.length)
  for (let at = 0; at < z.length; at++) {
    const w = size[at]
    z[at] = w < 0 ? NaN : spreads[w] > 0 ? (sum[at] - mean * w) / spreads[w] : 0
  }
  return { z, sum, size, spreads, reach, n, mean, s }
}

/**
 * Gi* (see `giStarScores`) with p, that of the sum among all draws of as many cells from those inside, so it holds where
 * most cells are empty, which the normal curve does not; 1 where z cannot differ from 0.
 */
export function giStar(values: Float64Array, grid: Grid, footprint: Footprint, mask?: Uint8Array): GiStar {
  const { z, sum, size, spreads, reach, n, mean, s } = giStarScores(values, grid, footprint, mask)
  const sums = cellSums(mask ? values.filter((_, i) => mask[i]) : values, reach)
  const p = new Float64Array(values.length)
  for (let at = 0; at < p.length; at++) {
    const w = size[at]
    p[at] = w < 0 ? NaN : spreads[w] > 0 ? sums.p(w, sum[at]) : 1
  }
  return { z, p, q: benjaminiHochberg(p), n, mean, s, reach, exact: sums.exact }
}

/**
 * The same question of rates: given how many homes each cell holds, a cell and its neighbours should have their
 * homes' share of all incidents. Cells of unlike size cannot be exchanged for each other, so p is binomial; z is the
 * distance from that share in standard deviations. Neighbourhoods without a home are not tested (NaN).
 */
export function giStarRates(
  values: Float64Array,
  homes: Float64Array,
  grid: Grid,
  footprint: Footprint,
  mask?: Uint8Array,
): GiStar {
  const around = neighbourhoods(homes, grid, footprint, mask)
  // incidents with no home in reach would make all others look quiet, and their neighbours hold more than there are in all
  const near = values.map((v, i) => (around.sum[i] > 0 ? v : 0))
  const found = neighbourhoods(near, grid, footprint, mask)
  let [total, all, n] = [0, 0, 0]
  for (let i = 0; i < values.length; i++)
    if (!mask || mask[i]) {
      total += near[i]
      all += homes[i]
    }
  const z = new Float64Array(values.length).fill(NaN)
  const p = new Float64Array(values.length).fill(NaN)
  const known = new Map<string, number>()
  for (let at = 0; at < values.length; at++) {
    if (found.size[at] < 0 || !(around.sum[at] > 0)) continue
    n++
    const share = around.sum[at] / all
    const spread = Math.sqrt(total * share * (1 - share))
    z[at] = spread > 0 ? (found.sum[at] - total * share) / spread : 0
    const key = `${found.sum[at]} ${around.sum[at]}`
    let tail = known.get(key)
    if (tail === undefined) {
      tail =
        spread > 0
          ? Math.min(
              1,
              2 * Math.min(atLeast(found.sum[at], total, share), atMost(found.sum[at], total, share)),
            )
          : 1
      known.set(key, tail)
    }
    p[at] = tail
  }
  const mean = total / all
  return { z, p, q: benjaminiHochberg(p), n, mean, s: NaN, reach: found.reach, exact: true }
}
