/** Square and hexagonal grids with whole-number cells: never a distance between centres to find a neighbour. */
import { scanRings, type Bounds } from './area.ts'
import type { Area } from './area.ts'
import { planeOf } from './plane.ts'

/**
 * Cells in row-major order from the south-west: index = row · nx + column.
 * square – cell [x0 + c·cell, x0 + (c+1)·cell), half-open on both axes.
 * hex – pointy-top hexagons, `cell` metres between flat sides; odd rows stand half a cell to the east.
 */
export interface Grid {
  readonly shape: 'square' | 'hex'
  readonly x0: number
  readonly y0: number
  /** metres: side of a square, distance between flat sides of a hexagon */
  readonly cell: number
  readonly nx: number
  readonly ny: number
}

const HEX_ROW = Math.sqrt(3) / 2

/** Metres between rows. */
export const rowStep = (g: Grid): number => (g.shape === 'hex' ? g.cell * HEX_ROW : g.cell)

/** Size of one cell, m². */
export const cellArea = (g: Grid): number => g.cell * rowStep(g)

/** x of the centre of column 0 in a row. */
export const firstCentre = (g: Grid, row: number): number =>
  g.x0 + g.cell / 2 + (g.shape === 'hex' && row & 1 ? g.cell / 2 : 0)

/** y of the centres of a row. */
export const rowCentre = (g: Grid, row: number): number =>
  g.y0 + (g.shape === 'hex' ? g.cell / Math.sqrt(3) + row * rowStep(g) : (row + 0.5) * g.cell)

/** Centre of a cell in metres. */
export function centreOf(g: Grid, index: number): [x: number, y: number] {
  const row = Math.floor(index / g.nx)
  return [firstCentre(g, row) + (index - row * g.nx) * g.cell, rowCentre(g, row)]
}

/** The cell a point falls in, -1 outside the grid. In a hexagonal grid: the nearest centre. */
export function cellAt(g: Grid, x: number, y: number): number {
  if (g.shape === 'square') {
    const c = Math.floor((x - g.x0) / g.cell)
    const r = Math.floor((y - g.y0) / g.cell)
    return c >= 0 && c < g.nx && r >= 0 && r < g.ny ? r * g.nx + c : -1
  }
  // the nearest centre lies in one of the two rows around y
  const below = Math.floor((y - rowCentre(g, 0)) / rowStep(g))
  let best = -1
  let least = Infinity
  for (let r = below; r <= below + 1; r++) {
    const c = Math.round((x - firstCentre(g, r)) / g.cell)
    const dx = x - (firstCentre(g, r) + c * g.cell)
    const dy = y - rowCentre(g, r)
    const d = dx * dx + dy * dy
    if (d < least) {
      least = d
      best = c >= 0 && c < g.nx && r >= 0 && r < g.ny ? r * g.nx + c : -1
    }
  }
  return best
}

/** Outline of a cell as a closed counter-clockwise ring of flat coordinates, metres. */
export function outlineOf(g: Grid, index: number): Float64Array {
  const [x, y] = centreOf(g, index)
  const h = g.cell / 2
  if (g.shape === 'square')
    return Float64Array.of(x - h, y - h, x + h, y - h, x + h, y + h, x - h, y + h, x - h, y - h)
  const r = g.cell / Math.sqrt(3)
  return Float64Array.of(
    x,
    y - r,
    x + h,
    y - r / 2,
    x + h,
    y + r / 2,
    x,
    y + r,
    x - h,
    y + r / 2,
    x - h,
    y - r / 2,
    x,
    y - r,
  )
}

/** The grid asked for, and whether its cells had to grow. */
export interface Fitted {
  readonly grid: Grid
  /** the cell size asked for, when the grid would have had too many cells with it */
  readonly grownFrom?: number
}

/**
 * A grid over a box. Lines lie at whole multiples of the cell size, so that a change of filter does not
 * shift the cells. With more than `most` cells the cell size is rounded up until it fits.
 */
export function gridOver(
  bounds: Bounds,
  cell: number,
  { shape = 'square' as Grid['shape'], most = 1_000_000 } = {},
): Fitted {
  const [minX, minY, maxX, maxY] = bounds
  if (!(maxX >= minX && maxY >= minY) || !Number.isFinite(maxX - minX + maxY - minY))
    throw new Error('A grid needs at least one incident with coordinates, or a study area.')
  if (!(cell > 0)) throw new Error(`The cell size is ${cell}; it must be above 0 metres.`)
  const lay = (size: number): Grid => {
    const x0 = Math.floor(minX / size) * size
    const y0 = Math.floor(minY / size) * size
    const grid = { shape, x0, y0, cell: size, nx: 1, ny: 1 }
    // one more than the box holds: a point on the far edge belongs to the next cell
    const nx = Math.floor((maxX - x0) / size) + 1 + (shape === 'hex' ? 1 : 0)
    const ny = Math.floor((maxY - y0) / rowStep(grid)) + 1 + (shape === 'hex' ? 1 : 0)
    // hexagons leave gaps along a straight south-western edge: start one cell further out
    return shape === 'hex'
      ? { ...grid, x0: x0 - size, y0: y0 - size, nx: nx + 2, ny: ny + 2 }
      : { ...grid, nx, ny }
  }
  let size = cell
  let grid = lay(size)
  while (grid.nx * grid.ny > most) {
    const wanted = size * Math.max(1.02, Math.sqrt((grid.nx * grid.ny) / most))
    // a round figure: two significant digits, upwards
    const unit = 10 ** (Math.floor(Math.log10(wanted)) - 1)
    size = Math.ceil(wanted / unit) * unit
    grid = lay(size)
  }
  return size === cell ? { grid } : { grid, grownFrom: cell }
}

/** The box of points; undefined when there are none. */
export function boundsOfPoints(x: Float64Array, y: Float64Array): Bounds | undefined {
  let [a, b, c, d] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < x.length; i++) {
    if (x[i] < a) a = x[i]
    if (x[i] > c) c = x[i]
    if (y[i] < b) b = y[i]
    if (y[i] > d) d = y[i]
  }
  return a <= c ? [a, b, c, d] : undefined
}

/** A box grown by a margin on every side. */
export const padded = (b: Bounds, by: number): Bounds => [b[0] - by, b[1] - by, b[2] + by, b[3] + by]

/** 1 for each cell whose centre lies in the area. */
export function maskOf(g: Grid, area: Area): Uint8Array {
  const mask = new Uint8Array(g.nx * g.ny)
  const lattice = {
    x0: (row: number) => firstCentre(g, row),
    y0: rowCentre(g, 0),
    dx: g.cell,
    dy: rowStep(g),
    nx: g.nx,
    ny: g.ny,
  }
  for (const rings of area.polygons)
    scanRings(rings, lattice, (row, from, to) => mask.fill(1, row * g.nx + from, row * g.nx + to))
  return mask
}

/**
 * Metres from each cell centre to the area's boundary, positive inside, for centres within `reach` of it;
 * ±Infinity further off. A surface cut by it ends on the boundary itself, not on a staircase of cells.
 */
export function boundaryDistance(g: Grid, area: Area, mask: Uint8Array, reach: number): Float32Array {
  const out = Float32Array.from(mask, (m) => (m ? Infinity : -Infinity))
  for (const ring of area.polygons.flat())
    for (let k = 0; k + 3 < ring.length; k += 2) {
      const [ax, ay, bx, by] = [ring[k], ring[k + 1], ring[k + 2], ring[k + 3]]
      const along = (bx - ax) ** 2 + (by - ay) ** 2
      const column = (x: number) => Math.floor((x - g.x0) / g.cell)
      const row = (y: number) => Math.floor((y - g.y0) / rowStep(g))
      const [c0, c1] = [column(Math.min(ax, bx) - reach), column(Math.max(ax, bx) + reach)]
      const [r0, r1] = [row(Math.min(ay, by) - reach), row(Math.max(ay, by) + reach)]
      for (let r = Math.max(0, r0); r <= Math.min(g.ny - 1, r1); r++)
        for (let c = Math.max(0, c0); c <= Math.min(g.nx - 1, c1); c++) {
          const x = firstCentre(g, r) + c * g.cell
          const y = rowCentre(g, r)
          const t = along
            ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / along))
            : 0
          const d = Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
          const at = r * g.nx + c
          if (d <= reach && d < Math.abs(out[at])) out[at] = mask[at] ? d : -d
        }
    }
  return out
}

/** How many points fall in each cell; points outside the grid are not counted. */
export function countCells(g: Grid, x: Float64Array, y: Float64Array): Float64Array {
  const counts = new Float64Array(g.nx * g.ny)
  for (let i = 0; i < x.length; i++) {
    const cell = cellAt(g, x[i], y[i])
    if (cell >= 0) counts[cell]++
  }
  return counts
}

/** WGS84 positions of the grid's south-west, south-east, north-east and north-west corners. */
export function cornersOf(g: Grid, crs: string): [number, number][] {
  const plane = planeOf(crs)
  const x1 = g.x0 + g.nx * g.cell
  const y1 = g.y0 + g.ny * rowStep(g)
  return [plane.inverse(g.x0, g.y0), plane.inverse(x1, g.y0), plane.inverse(x1, y1), plane.inverse(g.x0, y1)]
}

/**
 * A hexagonal grid painted on small squares (a sixth of a hexagon, or larger where there are many), for maps
 * that draw rasters. A square grid comes back as it is. `cell[i]` is the cell of the original under square i.
 */
export function rasterOf(g: Grid, most = 600_000): { grid: Grid; cell: Int32Array } {
  if (g.shape === 'square') return { grid: g, cell: Int32Array.from({ length: g.nx * g.ny }, (_, i) => i) }
  const bounds: Bounds = [g.x0, g.y0, g.x0 + (g.nx + 0.5) * g.cell, g.y0 + (g.ny + 0.5) * rowStep(g)]
  const { grid } = gridOver(bounds, g.cell / 6, { most })
  const cell = Int32Array.from({ length: grid.nx * grid.ny }, (_, i) => cellAt(g, ...centreOf(grid, i)))
  return { grid, cell }
}
