/** The maps themselves: a value for each cell of the study area, from what was known before an origin. */
import { halving } from '../../near/decay.ts'
import { nearCells, type Cells } from './cells.ts'
import { firstOn, type Events } from './events.ts'
import type { BacktestOptions, BlendWeights, DecaySetting, MapId } from './options.ts'
import { selfExciting } from './sepp.ts'

/** Writes the map as it stood on the morning of `origin` over `out`, length m; larger = sooner flagged. */
export type FillMap = (out: Float64Array, origin: number) => void

type Settings = Pick<BacktestOptions, 'history' | 'horizon' | 'kde'>

/** Days of the windows, and the months that stand for them. */
const WINDOWS = { count28: [28, 1], count90: [90, 3], count365: [365, 12] } as const

/** Weeks and metres of ProMap (Bowers, Johnson & Pease 2004). */
const PROMAP = { radius: 400, days: 56 }

/** Calls `each` with every event of [origin − window, origin) that was known before the origin. */
function* knownIn(ev: Events, from: number, origin: number): Generator<number, void, void> {
  for (let i = firstOn(ev.day, from); i < ev.n && ev.day[i] < origin; i++) if (ev.known[i] < origin) yield i
}

/** Incidents per cell since `from(origin)`. */
const counting =
  (ev: Events, g: Cells, from: (origin: number) => number): FillMap =>
  (out, origin) => {
    out.fill(0)
    for (let i = firstOn(ev.day, from(origin)); i < ev.n && ev.day[i] < origin; i++)
      if (ev.known[i] < origin && g.of[i] >= 0) out[g.of[i]]++
  }

/** Sum over incidents of the last `window` days of a weight by distance to the cell's centre and days since. */
const kernel =
  (
    ev: Events,
    g: Cells,
    history: number,
    window: number,
    reach: number,
    weight: (metres: number, days: number) => number,
  ): FillMap =>
  (out, origin) => {
    out.fill(0)
    for (const i of knownIn(ev, Math.max(history, origin - window), origin)) {
      const t = origin - ev.day[i]
      nearCells(g, ev.x[i], ev.y[i], reach, (k, d) => {
        out[k] += weight(d, t)
      })
    }
  }

/** The near-repeat map of a setting. */
export const decayMap = (ev: Events, g: Cells, history: number, s: DecaySetting): FillMap =>
  kernel(ev, g, history, s.days, s.radius, halving(s.halfDistance, s.halfLife))

/** The long count: everything known since `history`. */
export const longCount = (ev: Events, g: Cells, history: number): FillMap => counting(ev, g, () => history)

/** Weighted sum of two maps, each scaled to sum 1 over the cells; one that is empty adds nothing. */
export function blended(
  out: Float64Array,
  count: Float64Array,
  decay: Float64Array,
  [a, b]: BlendWeights,
): void {
  let [sumA, sumB] = [0, 0]
  for (let k = 0; k < out.length; k++) {
    sumA += count[k]
    sumB += decay[k]
  }
  for (let k = 0; k < out.length; k++)
    out[k] = (sumA > 0 ? (a * count[k]) / sumA : 0) + (sumB > 0 ? (b * decay[k]) / sumB : 0)
}

/** The map of an id. `blend` needs its weights; `decay` is the setting of the near-repeat part. */
export function mapOf(
  id: MapId,
  ev: Events,
  g: Cells,
  o: Settings,
  decay: DecaySetting,
  blendOf: { readonly weights: BlendWeights; readonly decay: DecaySetting },
): FillMap {
  const { history } = o
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
      return longCount(ev, g, history)
    case 'kde365': {
      const h = o.kde
      const height = 3 / (Math.PI * h * h)
      return kernel(ev, g, history, ev.unit === 'day' ? 365 : 12, h, (d) => height * (1 - (d / h) ** 2) ** 2)
    }
    case 'promap':
      // distance in whole cells' widths, age in whole weeks, as in its published form
      return kernel(
        ev,
        g,
        history,
        PROMAP.days,
        PROMAP.radius,
        (d, t) => 1 / ((1 + d / g.cell) * (1 + Math.floor((t - 1) / 7))),
      )
    case 'decay':
      return decayMap(ev, g, history, decay)
    case 'sepp':
      return selfExciting(ev, g, { history, horizon: o.horizon })
    case 'blend': {
      const [count, near] = [longCount(ev, g, history), decayMap(ev, g, history, blendOf.decay)]
      const [a, b] = [new Float64Array(g.m), new Float64Array(g.m)]
      return (out, origin) => {
        count(a, origin)
        near(b, origin)
        blended(out, a, b, blendOf.weights)
      }
    }
  }
}
