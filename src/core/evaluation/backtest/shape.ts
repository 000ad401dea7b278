/** What a flagged set is like to work with: its patches, the way through it, and how much of it is new. */
import { groupsOf } from '../../geometry/outline.ts'
import type { Cells } from './cells.ts'

/** Patches of cells that share a side. `picked` are numbers of the study area, ascending. */
export function patchCount(g: Cells, picked: Int32Array): number {
  const chosen = new Set(Array.from(picked, (k) => g.frame[k]))
  // only the box around them is walked
  if (chosen.size === 0) return 0
  let [low, high] = [Infinity, -Infinity]
  for (const f of chosen) {
    const row = Math.floor(f / g.nx)
    low = Math.min(low, row)
    high = Math.max(high, row)
  }
  const grid = { shape: 'square', x0: 0, y0: 0, cell: g.cell, nx: g.nx, ny: high - low + 1 } as const
  return groupsOf(grid, (c) => chosen.has(c + low * g.nx)).length
}

/** Most cells whose way is measured: the work grows with the square. */
const MOST = 1500

/**
 * Kilometres of the shortest tree that joins the centres of all flagged cells in straight lines (Prim): the least
 * that reaches every cell, not a walk along streets. NaN for more than 1,500 cells.
 */
export function kilometresThrough(g: Cells, picked: Int32Array): number {
  const n = picked.length
  if (n > MOST) return NaN
  const x = Int32Array.from(picked, (k) => g.frame[k] % g.nx)
  const y = Int32Array.from(picked, (k) => Math.floor(g.frame[k] / g.nx))
  // squared distances in cells, whole numbers below 2³¹; of cells not yet joined, which are kept packed at the front
  const near = new Int32Array(n).fill(0x7fff_ffff)
  let left = n
  let total = 0
  // the cell just joined
  let at = 0
  while (left > 1) {
    const [px, py] = [x[at], y[at]]
    left--
    x[at] = x[left]
    y[at] = y[left]
    near[at] = near[left]
    let [best, least] = [0, 0x7fff_ffff]
    for (let j = 0; j < left; j++) {
      const dx = x[j] - px
      const dy = y[j] - py
      const d = dx * dx + dy * dy
      if (d < near[j]) near[j] = d
      if (near[j] < least) {
        least = near[j]
        best = j
      }
    }
    total += Math.sqrt(least)
    at = best
  }
  return (total * g.cell) / 1000
}

/** Share of a flagged set that was not in the one before: 1 − |both| ÷ |now|; both ascending. NaN for an empty one. */
export function changed(now: Int32Array, before: Int32Array): number {
  let both = 0
  for (let i = 0, j = 0; i < now.length && j < before.length;) {
    if (now[i] === before[j]) {
      both++
      i++
      j++
    } else if (now[i] < before[j]) i++
    else j++
  }
  return 1 - both / now.length
}
