/** The maps themselves: a value for each cell of the study area, from what was known before an origin. */
import { halved, halving } from '../../near/decay.ts'
import type { Cells } from './cells.ts'
import { firstOn, type Events } from './events.ts'
import { type AddNear, addNear, NearLists } from './nearLists.ts'
import type { BacktestOptions, BlendWeights, DecaySetting, MapId } from './options.ts'
import { selfExciting } from './sepp.ts'

/** Writes the map as it stood on the morning of `origin` over `out`, length m; larger = sooner flagged. */
export type FillMap = (out: Float64Array, origin: number) => void

type Settings = Pick<BacktestOptions, 'history' | 'horizon' | 'kde'>

/** Days of the windows, and the months that stand for them. */
const WINDOWS = { count28: [28, 1], count90: [90, 3], count365: [365, 12] } as const

/** Weeks and metres of ProMap (Bowers, Johnson & Pease 2004). */
const PROMAP = { radius: 400, days: 56 }

/** Incidents per cell since `from(origin)`. */
const counting =
  (ev: Events, g: Cells, from: (origin: number) => number): FillMap =>
  (out, origin) => {
    out.fill(0)
    const [{ known, day }, { of }] = [ev, g]
    const end = firstOn(day, origin)
    for (let i = firstOn(day, from(origin)); i < end; i++) if (known[i] < origin && of[i] >= 0) out[of[i]]++
  }

/** Sum over incidents of the last `window` days of what each adds to the cells near it. */
const kernel =
  (ev: Events, near: NearLists, history: number, window: number, add: AddNear): FillMap =>
  (out, origin) => {
    out.fill(0)
    addNear(ev, near, Math.max(history, origin - window), origin, out, add)
  }

/** Near-repeat maps of one reach: what is near is found once for all their settings. */
export function decayMaps(
  ev: Events,
  g: Cells,
  history: number,
  { radius, days }: Pick<DecaySetting, 'radius' | 'days'>,
): (s: Pick<DecaySetting, 'halfDistance' | 'halfLife'>) => FillMap {
  const near = new NearLists(ev, g, radius, (d) => d)
  return ({ halfDistance, halfLife }) => {
    // says what is wrong with them
    halving(halfDistance, halfLife)
    return kernel(ev, near, history, days, (out, cells, metres, from, to, t) => {
      const lives = t / halfLife
      for (let q = from; q < to; q++) out[cells[q]] += halved(metres[q] / halfDistance, lives)
    })
  }
}

/** A map as it stood at an origin, and the sum of its cells. */
interface Made {
  readonly values: Float64Array
  readonly sum: number
}

/** A map as it stood at the origin asked for last: several that rest on it make it once. */
export function madeOnce(g: Cells, fill: FillMap): (origin: number) => Made {
  const values = new Float64Array(g.m)
  let made: Made & { readonly origin?: number } = { values, sum: 0 }
  return (origin) => {
    if (made.origin === origin) return made
    fill(values, origin)
    let sum = 0
    for (let k = 0; k < values.length; k++) sum += values[k]
    return (made = { values, sum, origin })
  }
}

/** The long count: everything known since `history`. */
export const longCount = (ev: Events, g: Cells, history: number): FillMap => counting(ev, g, () => history)

/** Weighted sum of two maps, each scaled to sum 1 over the cells; one that is empty adds nothing. */
export function blended(out: Float64Array, count: Made, near: Made, [a, b]: BlendWeights): void {
  const [u, v] = [count.values, near.values]
  const [sumU, sumV] = [count.sum, near.sum]
  for (let k = 0; k < out.length; k++)
    out[k] = (sumU > 0 ? (a * u[k]) / sumU : 0) + (sumV > 0 ? (b * v[k]) / sumV : 0)
}

/** The map of an id. `blend` needs its weights; `decay` is the setting of the near-repeat part. */
export const mapOf = (
  id: MapId,
  ...rest: [
    ev: Events,
    g: Cells,
    o: Settings,
    decay: DecaySetting,
    blend: { readonly weights: BlendWeights; readonly decay: DecaySetting },
  ]
): FillMap => mapsOf([id], ...rest)[0].fill

/** The maps of these ids, which share what they rest on. */
export function mapsOf(
  ids: readonly MapId[],
  ev: Events,
  g: Cells,
  o: Settings,
  decay: DecaySetting,
  blend: { readonly weights: BlendWeights; readonly decay: DecaySetting },
): { readonly id: MapId; readonly fill: FillMap }[] {
  const { history } = o
  const agree = (...keys: (keyof DecaySetting)[]) => keys.every((k) => blend.decay[k] === decay[k])
  const reach = agree('radius', 'days')
  const decays = decayMaps(ev, g, history, decay)
  const near = madeOnce(g, decays(decay))
  const long = madeOnce(g, longCount(ev, g, history))
  const nearInBlend =
    reach && agree('halfDistance', 'halfLife')
      ? near
      : madeOnce(g, (reach ? decays : decayMaps(ev, g, history, blend.decay))(blend.decay))
  const fillOf = (id: MapId): FillMap => {
    switch (id) {
      case 'random':
        // all cells tie: a random choice catches k / m of what happens inside
        return (out) => void out.fill(0)
      case 'count28':
      case 'count90':
      case 'count365': {
        const [days, months] = WINDOWS[id]
        const window = ev.unit === 'day' ? days : months
        return counting(ev, g, (origin) => Math.max(history, origin - window))
      }
      case 'countall':
        return (out, origin) => out.set(long(origin).values)
      case 'kde365': {
        const h = o.kde
        const height = 3 / (Math.PI * h * h)
        const list = new NearLists(ev, g, h, (d) => height * (1 - (d / h) ** 2) ** 2)
        return kernel(ev, list, history, ev.unit === 'day' ? 365 : 12, (out, cells, heights, from, to) => {
          for (let q = from; q < to; q++) out[cells[q]] += heights[q]
        })
      }
      case 'promap': {
        // distance in whole cells' widths, age in whole weeks, as in its published form
        const list = new NearLists(ev, g, PROMAP.radius, (d) => 1 + d / g.cell)
        return kernel(ev, list, history, PROMAP.days, (out, cells, widths, from, to, t) => {
          const weeks = 1 + Math.floor((t - 1) / 7)
          for (let q = from; q < to; q++) out[cells[q]] += 1 / (widths[q] * weeks)
        })
      }
      case 'decay':
        return (out, origin) => out.set(near(origin).values)
      case 'sepp':
        return selfExciting(ev, g, { history, horizon: o.horizon })
      case 'blend':
        return (out, origin) => blended(out, long(origin), nearInBlend(origin), blend.weights)
    }
  }
  return ids.map((id) => ({ id, fill: fillOf(id) }))
}
