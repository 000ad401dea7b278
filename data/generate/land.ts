/** The land between main roads, river, railway and parks, as a raster whose patches are the quarters. */
import { inside, smooth } from './geometry.ts'
import { OUTLINE, PARKS, RAIL, RIVER, RIVER_WIDTH, type XY } from './plan.ts'
import { MAIN_ROADS } from './roads.ts'

/** What a raster cell holds when it is not a quarter (quarters count from 1). */
export const LAND = { river: -1, road: -2, park: -3, rail: -4, outside: -5 } as const

const CELL = 5
const HALF = 2000
const SIDE = (2 * HALF) / CELL

/** A patch of land shut in by roads, water or rails. */
export interface Patch {
  readonly id: number
  /** square metres */
  readonly area: number
  readonly centre: XY
}

/** The raster: what lies at a point, and the patches found. */
export interface Land {
  at(x: number, y: number): number
  readonly patches: readonly Patch[]
  readonly outline: readonly XY[]
  readonly river: readonly XY[]
  readonly rail: readonly XY[]
  readonly roads: readonly { readonly name: string; readonly line: readonly XY[] }[]
}

/** Draws the bones and floods the land between them. */
export function layLand(): Land {
  const outline = smooth(OUTLINE, 60, true)
  const river = smooth(RIVER, 25)
  const rail = smooth(RAIL, 40)
  const roads = MAIN_ROADS.map((r) => ({ name: r.name, line: smooth(r.points, 12) }))
  const grid = new Int16Array(SIDE * SIDE)
  const index = (x: number, y: number): number => {
    const c = Math.floor((x + HALF) / CELL)
    const r = Math.floor((y + HALF) / CELL)
    return c < 0 || r < 0 || c >= SIDE || r >= SIDE ? -1 : r * SIDE + c
  }
  const middle = (i: number): XY => [
    ((i % SIDE) + 0.5) * CELL - HALF,
    (Math.floor(i / SIDE) + 0.5) * CELL - HALF,
  ]
  for (let i = 0; i < grid.length; i++) if (!inside(outline, ...middle(i))) grid[i] = LAND.outside
  const paint = (line: readonly XY[], half: number, what: number): void => {
    for (let k = 1; k < line.length; k++) {
      const [a, b] = [line[k - 1], line[k]]
      const n = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 2)
      for (let s = 0; s <= n; s++) {
        const [px, py] = [a[0] + ((b[0] - a[0]) * s) / n, a[1] + ((b[1] - a[1]) * s) / n]
        for (let dy = -half; dy <= half; dy += 2.5)
          for (let dx = -half; dx <= half; dx += 2.5)
            if (dx * dx + dy * dy <= half * half) {
              const i = index(px + dx, py + dy)
              if (i >= 0 && grid[i] !== LAND.outside) grid[i] = what
            }
      }
    }
  }
  for (const park of PARKS) {
    const ring = smooth(park.points, 30, true)
    for (let i = 0; i < grid.length; i++) if (grid[i] === 0 && inside(ring, ...middle(i))) grid[i] = LAND.park
  }
  paint(river, RIVER_WIDTH / 2 + 8, LAND.river)
  paint(rail, 10, LAND.rail)
  for (const road of roads) paint(road.line, 6, LAND.road)

  // four-neighbour flood, so that a diagonal road still holds the land apart
  const patches: Patch[] = []
  const stack: number[] = []
  for (let start = 0; start < grid.length; start++) {
    if (grid[start] !== 0) continue
    const id = patches.length + 1
    let [n, sx, sy] = [0, 0, 0]
    grid[start] = id
    stack.push(start)
    while (stack.length > 0) {
      const i = stack.pop()!
      const [x, y] = middle(i)
      n++
      sx += x
      sy += y
      for (const j of [i - 1, i + 1, i - SIDE, i + SIDE])
        if (grid[j] === 0) {
          grid[j] = id
          stack.push(j)
        }
    }
    patches.push({ id, area: n * CELL * CELL, centre: [sx / n, sy / n] })
  }
  return {
    at(x, y) {
      const i = index(x, y)
      return i < 0 ? LAND.outside : grid[i]
    },
    patches,
    outline,
    river,
    rail,
    roads,
  }
}

/** The patch at a point, or the nearest one within 150 m when a park or road has taken the spot; 0 if none. */
export function patchNear(land: Land, [x, y]: XY): number {
  for (let r = 0; r <= 150; r += 10)
    for (let k = 0; k < 16; k++) {
      const id = land.at(x + r * Math.cos((k * Math.PI) / 8), y + r * Math.sin((k * Math.PI) / 8))
      if (id > 0 && land.patches[id - 1].area > 8000) return id
    }
  return 0
}
