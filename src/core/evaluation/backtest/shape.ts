/** What a flagged set is like to work with: its patches, the way through it, and how much of it is new. */
import type { Cells } from './cells.ts'

/** Most cells whose way is measured: the work may grow with the square. */
const MOST = 1500

/** Cells that lie up to so many cells apart are joined by looking around each. */
const AROUND = 8

/** Steps from a cell to those around it, each pair of cells once, the nearest first. */
const STEPS = Array.from({ length: 2 * AROUND + 1 }, (_, c) => c - AROUND)
  .flatMap((dx) => Array.from({ length: AROUND + 1 }, (_, dy) => ({ dx, dy, square: dx * dx + dy * dy })))
  .filter(({ dx, dy, square }) => square <= AROUND * AROUND && (dy > 0 || dx > 0))
  .sort((a, b) => a.square - b.square)

/** The shape of a flagged set. */
export interface Shape {
  /** groups of cells that share a side */
  readonly patches: number
  /**
   * of the shortest tree that joins the centres of all flagged cells in straight lines: the least that reaches every
   * cell, not a walk along streets; NaN for more than 1,500 cells
   */
  readonly kilometres: number
}

/**
 * Measures flagged sets of one study area; `picked` are numbers of it. Cells close to each other are joined by the shortest
 * sides first (Kruskal), the groups that are left then by the shortest side from what is joined already (Prim).
 */
export function shapesOn({
  cell,
  nx,
  frame,
}: Pick<Cells, 'cell' | 'nx' | 'frame'>): (picked: Int32Array) => Shape {
  // per cell of the frame, with a margin into which a step may lead: which of the flagged it is, from 1; 0 for none
  const wide = nx + AROUND
  let rows = 0
  for (const f of frame) rows = Math.max(rows, Math.floor(f / nx) + 1)
  const at = new Int32Array((rows + AROUND) * wide + AROUND)
  return (picked) => {
    const n = picked.length
    const [x, y, head, place] = [0, 0, 0, 0].map(() => new Int32Array(n))
    for (let j = 0; j < n; j++) {
      const f = frame[picked[j]]
      y[j] = Math.floor(f / nx)
      x[j] = f - y[j] * nx
      place[j] = y[j] * wide + x[j]
      head[j] = j
      at[place[j]] = j + 1
    }
    const headOf = (j: number) => {
      while (head[j] !== j) j = head[j] = head[head[j]]
      return j
    }
    let left = n
    let patches = n
    let length = 0
    for (const { dx, dy, square } of STEPS) {
      if (left <= 1 || (square > 1 && n > MOST)) break
      const step = dy * wide + dx
      let joins = 0
      for (let j = 0; j < n; j++) {
        const k = at[place[j] + step]
        if (k === 0) continue
        const a = headOf(j)
        const b = headOf(k - 1)
        if (a === b) continue
        head[a] = b
        joins++
      }
      left -= joins
      length += joins * Math.sqrt(square)
      if (square === 1) patches = left
    }
    for (let j = 0; j < n; j++) at[place[j]] = 0
    if (n > MOST) return { patches, kilometres: NaN }
    if (left > 1) length += betweenGroups(x, y, head.map(headOf))
    return { patches, kilometres: (length * cell) / 1000 }
  }
}

/** Length, in cells, of the shortest tree between groups of cells; `group[j]` is that of cell j. Begins with the largest. */
function betweenGroups(xs: Int32Array, ys: Int32Array, groups: Int32Array): number {
  const sizes = new Int32Array(groups.length)
  for (const k of groups) sizes[k]++
  let next = groups[0]
  for (const k of groups) if (sizes[k] > sizes[next]) next = k
  // cells not yet joined, packed at the front, with their squared distance from what is: whole numbers below 2³¹
  const [x, y, group] = [xs.slice(), ys.slice(), groups.slice()]
  const near = new Int32Array(group.length).fill(0x7fff_ffff)
  const joined = new Int32Array(2 * group.length)
  let left = group.length
  let length = 0
  for (;;) {
    let [kept, many] = [0, 0]
    for (let k = 0; k < left; k++) {
      if (group[k] === next) {
        joined[many++] = x[k]
        joined[many++] = y[k]
        continue
      }
      x[kept] = x[k]
      y[kept] = y[k]
      group[kept] = group[k]
      near[kept++] = near[k]
    }
    left = kept
    if (left === 0) return length
    let best = 0
    for (let k = 0; k < left; k++) {
      const px = x[k]
      const py = y[k]
      let d = near[k]
      for (let j = 0; j < many; j += 2) {
        const dx = joined[j] - px
        const dy = joined[j + 1] - py
        const square = dx * dx + dy * dy
        if (square < d) d = square
      }
      near[k] = d
      if (d < near[best]) best = k
    }
    length += Math.sqrt(near[best])
    next = group[best]
  }
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
