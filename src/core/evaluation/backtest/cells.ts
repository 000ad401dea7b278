/** The study area of a back-test: the cells near incidents known before the first origin, and no others. */
import { showNumber } from '../../base/words.ts'
import type { Events } from './events.ts'

/** Square cells in row-major order from the south-west; only those of the study area have a number. */
export interface Cells {
  readonly cell: number
  /** metres: south-west corner of the frame */
  readonly x0: number
  readonly y0: number
  readonly nx: number
  readonly ny: number
  /** cells in the study area */
  readonly m: number
  /** frame cell (row · nx + column) → number in the study area, −1 outside */
  readonly at: Int32Array
  /** number in the study area → frame cell, ascending */
  readonly frame: Int32Array
  /** per event: number of its cell, −1 outside the study area */
  readonly of: Int32Array
}

/** Most cells of a frame: 50 MB of numbers. */
const MOST = 12_500_000

/**
 * Cells that held an incident known before `before` (and from `history` on), and their eight neighbours, within
 * the frame of those incidents. Cell lines lie at whole multiples of the cell, moved by `shift` cells.
 * The frame reaches one cell further to the south and west of days; of months not at all. So do the
 * reference results this is held against; it moves a handful of cells at the rim. Throws for a frame too large.
 */
export function studyCells(
  ev: Events,
  { cell, history, before }: { cell: number; history: number; before: number },
  shift: readonly [east: number, north: number] = [0, 0],
): Cells {
  const col = Int32Array.from(ev.x, (v) => Math.floor(v / cell - shift[0]))
  const row = Int32Array.from(ev.y, (v) => Math.floor(v / cell - shift[1]))
  const past: number[] = []
  let [c0, r0, c1, r1] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < ev.n; i++) {
    if (ev.known[i] >= before || ev.day[i] < history) continue
    past.push(i)
    c0 = Math.min(c0, col[i])
    c1 = Math.max(c1, col[i])
    r0 = Math.min(r0, row[i])
    r1 = Math.max(r1, row[i])
  }
  if (past.length === 0)
    throw new Error('No incident was known before the first origin, so there is no study area.')
  if (ev.unit === 'day') {
    c0--
    r0--
  }
  const [nx, ny] = [c1 - c0 + 1, r1 - r0 + 1]
  if (nx * ny > MOST)
    throw new Error(
      `Cells of ${cell} m make a frame of ${nx} × ${ny}; at most ${showNumber(MOST)} were expected. Take larger cells, or leave out incidents far from the rest.`,
    )
  const at = new Int32Array(nx * ny).fill(-1)
  for (const i of past)
    for (let r = Math.max(0, row[i] - r0 - 1); r <= Math.min(ny - 1, row[i] - r0 + 1); r++)
      for (let c = Math.max(0, col[i] - c0 - 1); c <= Math.min(nx - 1, col[i] - c0 + 1); c++)
        at[r * nx + c] = 0
  const frame = new Int32Array(at.reduce((s, v) => s + v + 1, 0))
  let m = 0
  for (let k = 0; k < at.length; k++)
    if (at[k] === 0) {
      frame[m] = k
      at[k] = m++
    }
  const of = Int32Array.from(ev.x, (_, i) => {
    const [c, r] = [col[i] - c0, row[i] - r0]
    return c >= 0 && c < nx && r >= 0 && r < ny ? at[r * nx + c] : -1
  })
  return { cell, nx, ny, m, at, frame, of, x0: (c0 + shift[0]) * cell, y0: (r0 + shift[1]) * cell }
}

/** Calls `each` for every study cell whose centre is strictly nearer than `reach` to a point, with the distance. */
export function nearCells(
  g: Cells,
  x: number,
  y: number,
  reach: number,
  each: (cell: number, metres: number) => void,
): void {
  const { cell, x0, y0, nx, ny, at } = g
  const c1 = Math.min(nx - 1, Math.ceil((x + reach - x0) / cell - 0.5))
  const r1 = Math.min(ny - 1, Math.ceil((y + reach - y0) / cell - 0.5))
  const c0 = Math.max(0, Math.floor((x - reach - x0) / cell - 0.5))
  for (let r = Math.max(0, Math.floor((y - reach - y0) / cell - 0.5)); r <= r1; r++) {
    const dy = y0 + (r + 0.5) * cell - y
    for (let c = c0; c <= c1; c++) {
      const k = at[r * nx + c]
      if (k < 0) continue
      const dx = x0 + (c + 0.5) * cell - x
      const d = Math.sqrt(dx * dx + dy * dy)
      if (d < reach) each(k, d)
    }
  }
}
