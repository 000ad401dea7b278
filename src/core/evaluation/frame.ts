/** The force's ground as squares of one size, with what was counted in each around a start. */
import type { Past } from './matching.ts'

/** Incidents as columns: metres on a plane, calendar days. */
export interface EventPoints {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly day: Int32Array
}

/** The two windows: [start − before, start) and [start, start + after), in days. */
export interface Windows {
  readonly start: number
  readonly before: number
  readonly after: number
}

/** Squares that ever had an incident, with their counts. */
export interface Frame extends Past {
  readonly side: number
  /** middles of the squares, metres */
  readonly cx: Float64Array
  readonly cy: Float64Array
  readonly before: Int32Array
  readonly quarters: Int32Array
  readonly after: Int32Array
}

/**
 * Adds a day to counts of one area: before, after, and the last four quarters before (of at most a year together).
 * Returns whether the day lies in either window.
 */
export function countDay(
  day: number,
  { start, before, after }: Windows,
  area: number,
  into: { before: Int32Array; after: Int32Array; quarters: Int32Array },
): boolean {
  const since = day - start
  if (since >= 0) {
    if (since >= after) return false
    into.after[area]++
    return true
  }
  if (-since > before) return false
  into.before[area]++
  const year = Math.min(before, 365)
  if (-since <= year) into.quarters[4 * area + Math.min(3, Math.floor(((since + year) * 4) / year))]++
  return true
}

/** The squares of a size, each with where it lies and which points are in it. */
export interface Squares {
  readonly side: number
  readonly n: number
  readonly cx: Float64Array
  readonly cy: Float64Array
  /** square of each point */
  readonly of: Int32Array
}

/** Lays squares over the points; `shift` is a share of the side, so that another lattice can be tried. */
export function laySquares({ x, y }: EventPoints, side: number, shift = 0): Squares {
  const index = new Map<number, number>()
  const of = new Int32Array(x.length)
  const [cx, cy]: [number[], number[]] = [[], []]
  for (let i = 0; i < x.length; i++) {
    const c = Math.floor(x[i] / side + shift)
    const r = Math.floor(y[i] / side + shift)
    const key = r * 2 ** 24 + c
    let k = index.get(key)
    if (k === undefined) {
      k = index.size
      index.set(key, k)
      cx.push((c + 0.5 - shift) * side)
      cy.push((r + 0.5 - shift) * side)
    }
    of[i] = k
  }
  return { side, n: index.size, cx: Float64Array.from(cx), cy: Float64Array.from(cy), of }
}

/** Counts of the squares around a start. */
export function frameAt({ day }: EventPoints, squares: Squares, windows: Windows): Frame {
  const { n, of } = squares
  const counts = {
    before: new Int32Array(n),
    after: new Int32Array(n),
    quarters: new Int32Array(4 * n),
  }
  for (let i = 0; i < day.length; i++) countDay(day[i], windows, of[i], counts)
  const { side, cx, cy } = squares
  return { n, side, cx, cy, ...counts }
}

/** Metres between two squares (the larger of the gaps across and up), 0 where they touch, below 0 where they overlap. */
export const gapOf = (ax: number, ay: number, a: number, bx: number, by: number, b: number): number =>
  Math.max(Math.abs(ax - bx), Math.abs(ay - by)) - (a + b) / 2
