/** Which points lie far from the rest, so that the map can frame the force and not Cornwall. */

/** Edge of the squares points are gathered in, metres. */
const CELL = 10_000
/** Squares up to this many steps apart belong together: a gap of less than 20 km. */
const REACH = 2
/** A group this small beside the whole, and cut off from it, is an outlier. */
const SMALL = 0.005
/** When more than this share would be flagged, the data is simply spread out. */
const MOST = 0.03

/**
 * Marks rows whose 10 km square is cut off from all sizeable groups of squares by more than 20 km.
 * Returns undefined when nothing is marked: few rows, or data that is simply spread out.
 */
export function findOutliers(x: Float64Array, y: Float64Array): Uint8Array | undefined {
  const n = x.length
  if (n < 20) return undefined
  const key = (cx: number, cy: number) => cx * 100_003 + cy
  const cells = new Map<number, { cx: number; cy: number; n: number; group: number }>()
  const of = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const cx = Math.floor(x[i] / CELL)
    const cy = Math.floor(y[i] / CELL)
    const k = (of[i] = key(cx, cy))
    const cell = cells.get(k)
    if (cell) cell.n++
    else cells.set(k, { cx, cy, n: 1, group: -1 })
  }
  // groups of neighbouring squares, by flood fill
  const sizes: number[] = []
  for (const cell of cells.values()) {
    if (cell.group >= 0) continue
    const group = sizes.length
    let size = 0
    const queue = [cell]
    cell.group = group
    while (queue.length > 0) {
      const at = queue.pop()!
      size += at.n
      for (let dx = -REACH; dx <= REACH; dx++)
        for (let dy = -REACH; dy <= REACH; dy++) {
          const next = cells.get(key(at.cx + dx, at.cy + dy))
          if (next && next.group < 0) {
            next.group = group
            queue.push(next)
          }
        }
    }
    sizes.push(size)
  }
  const small = sizes.map((s) => s < Math.max(2, n * SMALL))
  const flagged = sizes.reduce((sum, s, g) => sum + (small[g] ? s : 0), 0)
  if (flagged === 0 || flagged > n * MOST) return undefined
  const out = new Uint8Array(n)
  for (let i = 0; i < n; i++) if (small[cells.get(of[i])!.group]) out[i] = 1
  return out
}
