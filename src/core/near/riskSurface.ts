/** The risk that recent incidents leave around them, summed on a grid, and how near the nearest of them is. */
import type { Decay } from './decay.ts'
import type { Grid } from '../geometry/grid.ts'

/** An incident that still counts. */
export interface Live {
  readonly x: Float64Array
  readonly y: Float64Array
  /** whole days before the as-at date, 0.. */
  readonly age: Int32Array
}

export interface RiskSurface {
  /** sum of weights at the cell centres */
  readonly risk: Float32Array
  /** radius less the distance to the nearest incident, metres: 0 or more inside the zones; −Infinity far away */
  readonly inside: Float32Array
}

/** Steps of the radial table of weights, per metre: the weight is looked up, not computed, 8 times a metre. */
const STEPS = 8

/** Weight of one incident beyond the radius is 0; the radius itself counts. Yields the share done. */
export function* riskSurface(
  live: Live,
  grid: Grid,
  radius: number,
  decay: Decay,
): Generator<number, RiskSurface, void> {
  const risk64 = new Float64Array(grid.nx * grid.ny)
  const inside = new Float32Array(grid.nx * grid.ny).fill(-Infinity)
  // two cells beyond the radius, so that the outline can be interpolated
  const reach = radius + 2 * grid.cell
  const tables = new Map<number, Float64Array>()
  const tableOf = (age: number) => {
    let t = tables.get(age)
    if (!t) {
      t = Float64Array.from({ length: Math.ceil(radius * STEPS) + 2 }, (_, k) => decay(k / STEPS, age))
      tables.set(age, t)
    }
    return t
  }
  for (let i = 0; i < live.x.length; i++) {
    const weight = tableOf(live.age[i])
    const px = live.x[i] - grid.x0
    const py = live.y[i] - grid.y0
    const r0 = Math.max(0, Math.ceil((py - reach) / grid.cell - 0.5))
    const r1 = Math.min(grid.ny - 1, Math.floor((py + reach) / grid.cell - 0.5))
    for (let r = r0; r <= r1; r++) {
      const dy = (r + 0.5) * grid.cell - py
      // columns whose centre lies in the circle on this row
      const half = Math.sqrt(Math.max(0, reach * reach - dy * dy))
      const c0 = Math.max(0, Math.ceil((px - half) / grid.cell - 0.5))
      const c1 = Math.min(grid.nx - 1, Math.floor((px + half) / grid.cell - 0.5))
      for (let c = c0; c <= c1; c++) {
        const dx = (c + 0.5) * grid.cell - px
        const d = Math.sqrt(dx * dx + dy * dy)
        const at = r * grid.nx + c
        if (radius - d > inside[at]) inside[at] = radius - d
        if (d <= radius) {
          const k = d * STEPS
          const whole = Math.floor(k)
          risk64[at] += weight[whole] + (k - whole) * (weight[whole + 1] - weight[whole])
        }
      }
    }
    if (i % 200 === 199) yield i / live.x.length
  }
  return { risk: Float32Array.from(risk64), inside }
}

/** The exact risk at one place: its sum, how many incidents give to it, and which gives most (−1: none). */
export interface RiskHere {
  readonly sum: number
  readonly contributing: number
  readonly strongest: number
}

/** Asks for the exact risk at places; incidents are sorted once, so that a place meets only those near it. */
export function riskFinder(live: Live, radius: number, decay: Decay): (x: number, y: number) => RiskHere {
  const order = Uint32Array.from(live.x.keys()).sort((a, b) => live.x[a] - live.x[b])
  const xs = Float64Array.from(order, (i) => live.x[i])
  return (x, y) => {
    let lo = 0
    for (let hi = xs.length; lo < hi;) {
      const mid = (lo + hi) >> 1
      if (xs[mid] < x - radius) lo = mid + 1
      else hi = mid
    }
    let [sum, contributing, strongest, most] = [0, 0, -1, 0]
    for (; lo < xs.length && xs[lo] <= x + radius; lo++) {
      const i = order[lo]
      const dx = xs[lo] - x
      const dy = live.y[i] - y
      const d = Math.sqrt(dx * dx + dy * dy)
      const weight = d <= radius ? decay(d, live.age[i]) : 0
      if (!(weight > 0)) continue
      sum += weight
      contributing++
      // of equals the first in the table, whatever the order along x
      if (weight > most || (weight === most && i < strongest)) {
        most = weight
        strongest = i
      }
    }
    return { sum, contributing, strongest }
  }
}

/** A place is found to this many metres. */
const CLOSE = 0.5

/**
 * Where the risk is highest, and how high: from the best of some places uphill, in steps that halve from `step`
 * metres, as long as `inside` holds. Cells show a risk at their centres only; its peaks lie at or between incidents.
 */
export function highestRisk(
  here: (x: number, y: number) => RiskHere,
  starts: readonly (readonly [x: number, y: number])[],
  inside: (x: number, y: number) => boolean,
  step: number,
): { readonly x: number; readonly y: number } & RiskHere {
  let best = { x: NaN, y: NaN, sum: -Infinity, contributing: 0, strongest: -1 }
  const look = (x: number, y: number): boolean => {
    const found = here(x, y)
    if (!(found.sum > best.sum)) return false
    best = { x, y, ...found }
    return true
  }
  for (const [x, y] of starts) look(x, y)
  for (let by = step; by > CLOSE; by /= 2)
    for (let moved = true; moved;) {
      moved = false
      const { x, y } = best
      for (let dx = -1; dx <= 1; dx++)
        for (let dy = -1; dy <= 1; dy++)
          if ((dx || dy) && inside(x + dx * by, y + dy * by) && look(x + dx * by, y + dy * by)) moved = true
    }
  return best
}
