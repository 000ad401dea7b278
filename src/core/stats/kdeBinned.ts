/**
 * The quartic density of very many points, exact: where a square of points lies wholly inside the kernel of a cell's centre,
 * their sum is a polynomial of the square's moments; only squares that the kernel's rim cuts are summed point by point.
 */
import type { Grid } from '../geometry/grid.ts'
import type { Lattice, PointBins } from '../geometry/pointBins.ts'

/** The squares of a grid and those around it from which a kernel of this reach comes in. */
export function latticeAround(g: Grid, reach: number): Lattice {
  const margin = Math.ceil(reach / g.cell) + 1
  return {
    x0: g.x0 - margin * g.cell,
    y0: g.y0 - margin * g.cell,
    side: g.cell,
    nx: g.nx + 2 * margin,
    ny: g.ny + 2 * margin,
  }
}

/** Of each row of cells around a square: columns −whole … whole see all of it, those up to ±some may see a part. */
interface Reach {
  /** −1 where none does */
  readonly whole: number
  readonly some: number
}

/** `reach[k]` for rows k above and below; R is the bandwidth in cells. */
function reachOfRows(R: number): Reach[] {
  const rows: Reach[] = []
  // a point may lie a rounding error outside its square
  const [inner, outer] = [R * R * (1 - 1e-9), R * R * (1 + 1e-9)]
  for (let k = 0; ; k++) {
    const near = Math.max(0, k - 0.5) ** 2
    if (near >= outer) return rows
    const rest = inner - (k + 0.5) ** 2
    const whole = rest < 0.25 ? -1 : Math.floor(Math.sqrt(rest) - 0.5)
    rows.push({ whole, some: Math.floor(Math.sqrt(outer - near) + 0.5) })
  }
}

/** Points and cells between two breaths: some 10 ms. */
const BREATH = 4e6

/** Σ (1 − d²/h²)² over points nearer than h, for each cell's centre, without the kernel's factor. `bins`: on `latticeAround`. */
export function* quarticByBins(bins: PointBins, g: Grid, h: number): Generator<number, Float64Array, void> {
  const { starts, x, y } = bins
  const reach = reachOfRows(h / g.cell)
  const out = new Float64Array(g.nx * g.ny)
  const margin = Math.round((g.x0 - bins.x0) / g.cell)
  let most = 0
  for (let k = 0; k < bins.nx * bins.ny; k++) most = Math.max(most, starts[k + 1] - starts[k])
  // the points of one square from its centre, in bandwidths, and their squared distances
  const [a, b, q] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)]
  const widest = reach[0].some
  const perPoint = reach.reduce((sum, r) => sum + 4 * (r.some - r.whole), 0)
  const perSquare = 2 * reach.length * (2 * widest + 8)
  let work = 0
  for (let row = 0; row < bins.ny; row++) {
    for (let col = 0; col < bins.nx; col++) {
      const from = starts[row * bins.nx + col]
      const n = starts[row * bins.nx + col + 1] - from
      if (n === 0) continue
      addSquare(from, n, col - margin, row - margin)
      work += n * perPoint + perSquare
    }
    if (work > BREATH) {
      work = 0
      yield row / bins.ny
    }
  }
  // what cancels at the very rim may leave less than nothing
  for (let k = 0; k < out.length; k++) if (out[k] < 0) out[k] = 0
  return out

  function addSquare(from: number, n: number, col: number, row: number): void {
    const x0 = g.x0 + (col + 0.5) * g.cell
    const y0 = g.y0 + (row + 0.5) * g.cell
    let [sa, sb, saa, sab, sbb, saq, sbq, sqq] = [0, 0, 0, 0, 0, 0, 0, 0]
    for (let i = 0; i < n; i++) {
      const p = (x[from + i] - x0) / h
      const r = (y[from + i] - y0) / h
      const d = p * p + r * r
      a[i] = p
      b[i] = r
      q[i] = d
      sa += p
      sb += r
      saa += p * p
      sab += p * r
      sbb += r * r
      saq += p * d
      sbq += r * d
      sqq += d * d
    }
    const sq = saa + sbb
    const s = g.cell / h
    const top = Math.min(reach.length - 1, g.ny - 1 - row)
    for (let dr = Math.max(1 - reach.length, -row); dr <= top; dr++) {
      const { whole, some } = reach[dr < 0 ? -dr : dr]
      const B = dr * s
      const k0 = 1 - B * B
      const at = (row + dr) * g.nx + col
      const [low, high] = [Math.max(-some, -col), Math.min(some, g.nx - 1 - col)]
      if (whole >= 0) {
        // u = k0 − A² + 2A·a + 2B·b − q, squared, summed, and sorted by powers of A
        const c0 = k0 * k0 * n + 4 * k0 * B * sb - 2 * k0 * sq + 4 * B * B * sbb - 4 * B * sbq + sqq
        const c1 = 4 * k0 * sa + 8 * B * sab - 4 * saq
        const c2 = -2 * k0 * n - 4 * B * sb + 2 * sq + 4 * saa
        const c3 = -4 * sa
        const end = Math.min(whole, high)
        for (let dc = Math.max(-whole, low); dc <= end; dc++) {
          const A = dc * s
          out[at + dc] += c0 + A * (c1 + A * (c2 + A * (c3 + A * n)))
        }
      }
      if (whole < 0) addRim(n, low, high, at, B, k0)
      else {
        addRim(n, low, Math.min(high, -whole - 1), at, B, k0)
        addRim(n, Math.max(low, whole + 1), high, at, B, k0)
      }
    }
  }

  function addRim(n: number, first: number, last: number, at: number, B: number, k0: number): void {
    for (let dc = first; dc <= last; dc++) {
      const A = (dc * g.cell) / h
      const K = k0 - A * A
      let sum = 0
      for (let i = 0; i < n; i++) {
        const u = K + 2 * (A * a[i] + B * b[i]) - q[i]
        // twice u where it is above nothing, without a branch that nobody can foretell
        const w = u + Math.abs(u)
        sum += w * w
      }
      out[at + dc] += sum / 4
    }
  }
}
