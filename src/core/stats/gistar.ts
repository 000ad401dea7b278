/** Getis–Ord Gi* on a grid: which cells and their neighbours hold more, or fewer, than the rest. */
import { benjaminiHochberg } from './fdr.ts'
import { rowStep, type Grid } from '../geometry/grid.ts'
import { twoSided } from './normal.ts'

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
  /** two-sided normal p */
  readonly p: Float64Array
  /** Benjamini–Hochberg adjusted over the cells inside */
  readonly q: Float64Array
  /** cells inside */
  readonly n: number
  readonly mean: number
  /** population standard deviation, as Gi* uses it */
  readonly s: number
}

/**
 * Gi* with binary weights, self included (Ord & Getis 1995): z = (Σx − x̄·w) / (s·√((n·w − w²)/(n − 1))).
 * Sums over neighbours come from running sums along rows. Cells outside `mask` are neither counted nor
 * neighbours. Where all cells are equal, or every cell is a neighbour, z is 0 and p is 1.
 */
export function giStar(values: Float64Array, grid: Grid, footprint: Footprint, mask?: Uint8Array): GiStar {
  const { nx, ny } = grid
  const N = nx * ny
  let n = 0
  let total = 0
  for (let i = 0; i < N; i++)
    if (!mask || mask[i]) {
      n++
      total += values[i]
    }
  const mean = n ? total / n : NaN
  let squares = 0
  for (let i = 0; i < N; i++) if (!mask || mask[i]) squares += (values[i] - mean) ** 2
  const s = Math.sqrt(squares / n)

  // running sums along each row: of values, and of cells inside
  const width = nx + 1
  const sums = new Float64Array(width * ny)
  const cells = new Int32Array(width * ny)
  for (let r = 0; r < ny; r++)
    for (let c = 0; c < nx; c++) {
      const inside = !mask || mask[r * nx + c] ? 1 : 0
      sums[r * width + c + 1] = sums[r * width + c] + (inside ? values[r * nx + c] : 0)
      cells[r * width + c + 1] = cells[r * width + c] + inside
    }

  const z = new Float64Array(N).fill(NaN)
  const p = new Float64Array(N).fill(NaN)
  // counts make few different sums: each pair of sum and neighbours needs its tail probability once
  const tails = new Map<number, number>()
  for (let r = 0; r < ny; r++) {
    const runs = r & 1 ? footprint.odd : footprint.even
    for (let c = 0; c < nx; c++) {
      const at = r * nx + c
      if (mask && !mask[at]) continue
      let sum = 0
      let w = 0
      for (let k = 0; k < runs.length; k++) {
        const row = r + runs[k].dy
        if (row < 0 || row >= ny) continue
        const a = row * width + Math.max(0, c + runs[k].lo)
        const b = row * width + Math.min(nx, c + runs[k].hi + 1)
        if (b <= a) continue
        sum += sums[b] - sums[a]
        w += cells[b] - cells[a]
      }
      const spread = s * Math.sqrt((n * w - w * w) / (n - 1))
      const score = spread > 0 ? (sum - mean * w) / spread : 0
      z[at] = score
      let tail = tails.get(score)
      if (tail === undefined) {
        tail = twoSided(score)
        tails.set(score, tail)
      }
      p[at] = tail
    }
  }
  return { z, p, q: benjaminiHochberg(p), n, mean, s }
}
