/** Where tracks spent their time, in cells so coarse and so many minutes that the picture can be shown to anyone. */
import { gridOver, type Grid } from './grid.ts'
import type { Plane } from './plane.ts'
import { type Recorded, type Step, walk, type Track } from './tracks.ts'

/** Cells of a public picture are never smaller than this, metres. */
export const COARSEST_DETAIL = 250

/** Minutes by cell. */
export interface Coverage extends Recorded {
  readonly grid: Grid
  /** one per cell, row-major from the south-west */
  readonly inCell: Float64Array
}

/** Shares 0..1 along a line at which it crosses multiples of `cell` on one axis. */
function crossings(a: number, b: number, origin: number, cell: number, into: number[]): void {
  if (a === b) return
  const [low, high] = a < b ? [a, b] : [b, a]
  for (let k = Math.floor((low - origin) / cell) + 1; origin + k * cell < high; k++)
    into.push((origin + k * cell - a) / (b - a))
}

/**
 * Minutes of presence in each cell: each line between two positions is cut at the lines of the grid, so that
 * the cells sum to the minutes recorded. Undefined where no position carries a time.
 */
export function coverageOf(
  tracks: readonly Track[],
  plane: Pick<Plane, 'forward'>,
  cell: number,
  gap: number,
): Coverage | undefined {
  const steps: Step[] = []
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  const recorded = walk(tracks, plane, gap, (s) => {
    steps.push(s)
    x0 = Math.min(x0, s.ax, s.bx)
    y0 = Math.min(y0, s.ay, s.by)
    x1 = Math.max(x1, s.ax, s.bx)
    y1 = Math.max(y1, s.ay, s.by)
  })
  if (steps.length === 0) return undefined
  const { grid } = gridOver([x0, y0, x1, y1], cell)
  const inCell = new Float64Array(grid.nx * grid.ny)
  for (const s of steps) {
    const cuts = [0, 1]
    crossings(s.ax, s.bx, grid.x0, grid.cell, cuts)
    crossings(s.ay, s.by, grid.y0, grid.cell, cuts)
    cuts.sort((a, b) => a - b)
    for (let k = 0; k + 1 < cuts.length; k++) {
      // a piece belongs to the cell of its middle, whatever rounding does at its ends
      const middle = (cuts[k] + cuts[k + 1]) / 2
      const column = Math.floor((s.ax + middle * (s.bx - s.ax) - grid.x0) / grid.cell)
      const row = Math.floor((s.ay + middle * (s.by - s.ay) - grid.y0) / grid.cell)
      inCell[row * grid.nx + column] += (cuts[k + 1] - cuts[k]) * s.minutes
    }
  }
  return { ...recorded, grid, inCell }
}

/** A class of a public picture: minutes from ≤ m < to, in words. */
export interface CoverageClass {
  readonly label: string
  readonly cells: readonly number[]
}

/** Upper edges of the classes, minutes. */
const EDGES = [30, 60, 120, Infinity]

/** "under half an hour" and so on, for classes that begin at `least`. */
const LABELS = ['less than half an hour', 'half an hour to an hour', 'one to two hours', 'two hours or more']

/**
 * What may be shown: cells with at least `least` minutes, in coarse classes without their figures. The rest is
 * hidden, so that a car once seen in a street, or the way home, is not told.
 */
export function publicClasses(
  c: Coverage,
  least: number,
): { readonly classes: readonly CoverageClass[]; readonly hidden: number } {
  const classes = LABELS.map((label) => ({ label, cells: [] as number[] }))
  let hidden = 0
  c.inCell.forEach((m, cell) => {
    if (m <= 0) return
    if (m < least) hidden++
    else classes[EDGES.findIndex((e) => m < e)].cells.push(cell)
  })
  return { classes: classes.filter((k) => k.cells.length > 0), hidden }
}
