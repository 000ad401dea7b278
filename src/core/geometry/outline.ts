/** Groups of touching cells, and their outlines as polygons that follow the cells exactly. */
import { ringArea } from './area.ts'
import { firstCentre, rowCentre, type Grid } from './grid.ts'

/** Groups of chosen cells that share a side; cells ascending, groups by their first cell. */
export function groupsOf(grid: Grid, chosen: (cell: number) => boolean): Uint32Array[] {
  const { nx, ny } = grid
  const seen = new Uint8Array(nx * ny)
  const groups: Uint32Array[] = []
  for (let start = 0; start < nx * ny; start++) {
    if (seen[start] || !chosen(start)) continue
    const group = [start]
    seen[start] = 1
    for (let k = 0; k < group.length; k++)
      for (const next of sidesOf(grid, group[k]))
        if (!seen[next] && chosen(next)) {
          seen[next] = 1
          group.push(next)
        }
    groups.push(Uint32Array.from(group).sort())
  }
  return groups
}

function sidesOf({ shape, nx, ny }: Grid, cell: number): number[] {
  const r = Math.floor(cell / nx)
  const c = cell - r * nx
  // the two cells of a row above or below that touch a hexagon lie at c − 1 and c, or c and c + 1
  const e = r & 1
  const near =
    shape === 'square'
      ? [
          [c - 1, r],
          [c + 1, r],
          [c, r - 1],
          [c, r + 1],
        ]
      : [
          [c - 1, r],
          [c + 1, r],
          [c - 1 + e, r - 1],
          [c + e, r - 1],
          [c - 1 + e, r + 1],
          [c + e, r + 1],
        ]
  return near.filter(([a, b]) => a >= 0 && a < nx && b >= 0 && b < ny).map(([a, b]) => b * nx + a)
}

/** Corners of a cell, counter-clockwise, as whole numbers: half cells across, half or sixth cells up. */
function cornersOf({ shape }: Grid, c: number, r: number): [number, number][] {
  const x = 2 * c + 1 + (shape === 'hex' ? r & 1 : 0)
  if (shape === 'square')
    return [
      [x - 1, 2 * r],
      [x + 1, 2 * r],
      [x + 1, 2 * r + 2],
      [x - 1, 2 * r + 2],
    ]
  const y = 3 * r + 2
  return [
    [x, y - 2],
    [x + 1, y - 1],
    [x + 1, y + 1],
    [x, y + 2],
    [x - 1, y + 1],
    [x - 1, y - 1],
  ]
}

/** More than a cell has sides; a corner and a side together stay below 2⁵³. */
const SIDES = 8

/**
 * The outline of one group as rings in metres: outer counter-clockwise, then holes; closed. A side between
 * two cells of the group cancels; what is left is walked with the group on the left hand.
 */
export function outlineOfGroup(grid: Grid, cells: Uint32Array): Float64Array[] {
  const KEY = 1 << 25
  const key = ([x, y]: [number, number]) => y * KEY + x
  const from = new Map<number, [number, number][]>()
  // a side by its first corner and which of the cell's sides it is: that of the cell beyond runs back from the other end
  const shape = cornersOf(grid, 0, 0)
  const many = shape.length
  const sides = new Set<number>()
  for (const cell of cells) {
    const r = Math.floor(cell / grid.nx)
    const corners = cornersOf(grid, cell - r * grid.nx, r).map(key)
    for (let k = 0; k < many; k++) {
      const back = corners[(k + 1) % many] * SIDES + ((k + many / 2) % many)
      if (!sides.delete(back)) sides.add(corners[k] * SIDES + k)
    }
  }
  const point = (k: number): [number, number] => [k % KEY, Math.floor(k / KEY)]
  for (const side of sides) {
    const k = side % SIDES
    const a = (side - k) / SIDES
    const [x, y] = point(a)
    const [end, start] = [shape[(k + 1) % many], shape[k]]
    const b: [number, number] = [x + end[0] - start[0], y + end[1] - start[1]]
    const list = from.get(a)
    if (list) list.push(b)
    else from.set(a, [b])
  }
  const halfRow = grid.shape === 'hex' ? grid.cell / Math.sqrt(3) / 2 : grid.cell / 2
  const bottom = grid.shape === 'hex' ? rowCentre(grid, 0) - 2 * halfRow : grid.y0
  const left = firstCentre(grid, 0) - grid.cell / 2
  const rings: Float64Array[] = []
  for (const [first, starts] of from)
    while (starts.length) {
      const ring: number[] = []
      let here = point(first)
      let next = starts.pop()!
      for (;;) {
        ring.push(left + (here[0] * grid.cell) / 2, bottom + here[1] * halfRow)
        if (key(next) === first) break
        const choices = from.get(key(next))!
        const ahead: [number, number] = [next[0] - here[0], next[1] - here[1]]
        // at a corner shared by two cells the sharpest left turn stays with the same cell
        let best = 0
        for (let k = 1; k < choices.length; k++)
          if (turn(ahead, next, choices[k]) > turn(ahead, next, choices[best])) best = k
        here = next
        next = choices.splice(best, 1)[0]
      }
      ring.push(ring[0], ring[1])
      rings.push(Float64Array.from(ring))
    }
  return rings.sort((a, b) => ringArea(b) - ringArea(a))
}

/** Cross product of the way so far and the way on: largest for the sharpest left turn. */
const turn = (ahead: [number, number], at: [number, number], to: [number, number]) =>
  ahead[0] * (to[1] - at[1]) - ahead[1] * (to[0] - at[0])
