/** Which points lie far from the rest, so that the map can frame the force and not Cornwall. */
import type { DistinctPoints } from './points.ts'

/** Edge of the squares points are gathered in, metres. */
const CELL = 10_000
/** Squares up to this many steps apart belong together: a gap of less than 20 km. */
const REACH = 2
/** A square with less than this share of the rows is no ground of its own, or stray points would build a chain to Cornwall. */
const THIN = 0.0005
/** A group of squares this small beside the whole is an outlier. */
const SMALL = 0.005
/** When more than this share would be flagged, the data is simply spread out. */
const MOST = 0.03

/**
 * Marks rows whose 10 km square is cut off from all sizeable groups of squares by more than 20 km.
 * Returns undefined when nothing is marked: few rows, or data that is simply spread out.
 */
export function findOutliers(
  x: Float64Array,
  y: Float64Array,
  points: DistinctPoints,
): Uint8Array | undefined {
  const n = x.length
  if (n < 20) return undefined
  const key = (cx: number, cy: number) => cx * 100_003 + cy
  interface Cell {
    cx: number
    cy: number
    n: number
    group: number
  }
  const cells = new Map<number, Cell>()
  const { first, rows: counts } = points
  // rows of one square often follow each other
  let cell: Cell | undefined
  for (let k = 0; k < first.length; k++) {
    const cx = Math.floor(x[first[k]] / CELL)
    const cy = Math.floor(y[first[k]] / CELL)
    if (cell?.cx !== cx || cell.cy !== cy) {
      cell = cells.get(key(cx, cy))
      if (!cell) cells.set(key(cx, cy), (cell = { cx, cy, n: 0, group: -1 }))
    }
    cell.n += counts[k]
  }
  // groups of neighbouring squares that hold enough, by flood fill
  const enough = Math.max(2, n * THIN)
  const around = function* (cx: number, cy: number) {
    for (let dx = -REACH; dx <= REACH; dx++)
      for (let dy = -REACH; dy <= REACH; dy++) {
        const cell = cells.get(key(cx + dx, cy + dy))
        if (cell && cell.n >= enough) yield cell
      }
  }
  const sizes: number[] = []
  for (const cell of cells.values()) {
    if (cell.group >= 0 || cell.n < enough) continue
    const group = sizes.length
    let size = 0
    const queue = [cell]
    cell.group = group
    while (queue.length > 0) {
      const at = queue.pop()!
      size += at.n
      for (const next of around(at.cx, at.cy))
        if (next.group < 0) {
          next.group = group
          queue.push(next)
        }
    }
    sizes.push(size)
  }

  // a square is near when any square within reach belongs to a sizeable group
  const far = new Set<number>()
  let flagged = 0
  for (const [k, { cx, cy, n: rows }] of cells) {
    let near = false
    for (const c of around(cx, cy)) near ||= sizes[c.group] >= n * SMALL
    if (near) continue
    far.add(k)
    flagged += rows
  }
  // one row of few is far off too
  if (flagged === 0 || flagged > Math.max(1, n * MOST)) return undefined
  const isFar = Uint8Array.from(first, (i) => +far.has(key(Math.floor(x[i] / CELL), Math.floor(y[i] / CELL))))
  const marks = new Uint8Array(n)
  for (let i = 0; i < n; i++) marks[i] = isFar[points.of[i]]
  return marks
}
