/**
 * The self-exciting point process of Mohler and others (2011, 2015): a steady background in each cell, and risk that
 * each incident leaves around it, λ(x, t) = μ(cell) + Σ θ ω exp(−ω(t − tᵢ)) g(x − xᵢ), g a round normal of spread σ.
 * Fitted by expectation and maximisation; the background is a histogram of cells as in their field trials.
 */
import { partnersOf, sweepOf } from '../../near/pairs.ts'
import type { Cells } from './cells.ts'
import { addNear, NearLists } from './nearLists.ts'
import { firstOn, type Events } from './events.ts'
import type { FillMap } from './maps.ts'

/** What was fitted. */
export interface SeppFit {
  /** further incidents that one incident is followed by, on average */
  readonly theta: number
  /** per day: the risk is gone to 37% after 1 / omega days */
  readonly omega: number
  /** metres, standard deviation along each axis */
  readonly sigma: number
  /** incidents per cell and day that follow none, per cell of the study area */
  readonly background: Float64Array
  readonly steps: number
}

/** Pairs further apart than this are not looked at: metres, days. */
const REACH = 400
const DAYS = 90
/** A fit rests on at most this many of the latest incidents, and is made anew after this many days. */
const MOST = 30_000
const REFIT = 91
const STEPS = 40

/** Earlier and later incident of each close pair, with days and squared metres between. */
interface Pairs {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly days: Uint8Array
  readonly square: Float32Array
}

/** Pairs among events `at`, by their place in that list. */
function pairsAmong(ev: Pick<Events, 'x' | 'y' | 'day'>, at: Int32Array): Pairs {
  const take = (v: Float64Array) => Float64Array.from(at, (i) => v[i])
  const sweep = sweepOf(take(ev.x), take(ev.y), Float64Array.of(0, REACH), 'euclidean')
  let [from, to, days, square] = roomFor(1 << 14)
  let n = 0
  for (let p = 0; p < sweep.n; p++) {
    const count = partnersOf(sweep, p)
    if (n + count > from.length) {
      const held = [from, to, days, square]
      ;[from, to, days, square] = roomFor(2 * (n + count))
      ;[from, to, days, square].forEach((column, k) => column.set(held[k]))
    }
    for (let q = 0; q < count; q++) {
      const i = sweep.order[p]
      const j = sweep.order[sweep.partner[q]]
      const gap = ev.day[at[j]] - ev.day[at[i]]
      // of two on one day nobody knows which came first
      if (gap === 0 || Math.abs(gap) > DAYS) continue
      from[n] = gap > 0 ? i : j
      to[n] = gap > 0 ? j : i
      days[n] = Math.abs(gap)
      square[n++] = sweep.measure[q]
    }
  }
  return {
    from: from.subarray(0, n),
    to: to.subarray(0, n),
    days: days.subarray(0, n),
    square: square.subarray(0, n),
  }
}

/** Columns of so many pairs. */
const roomFor = (n: number) =>
  [new Int32Array(n), new Int32Array(n), new Uint8Array(n), new Float32Array(n)] as const

/**
 * Fits the process to what was known before a day. Starts at θ 0.2, 1/ω 10 days, σ 100 m; ends when θ, ω and σ move by
 * less than 1 in 1,000, or after 40 steps.
 */
export function fitSepp(ev: Events, g: Cells, history: number, before: number): SeppFit {
  const known: number[] = []
  for (let i = firstOn(ev.day, history); i < ev.n && ev.day[i] < before; i++)
    if (ev.known[i] < before && g.of[i] >= 0) known.push(i)
  const at = Int32Array.from(known.slice(-MOST))
  const n = at.length
  const begin = known.length > MOST ? ev.day[at[0]] : history
  const length = Math.max(1, before - begin)
  const { from, to, days, square } = pairsAmong(ev, at)
  let [theta, omega, sigma] = [0.2, 0.1, 100]
  // spreads under a quarter of a cell cannot be told on it
  const least = g.cell / 4
  const size = g.cell * g.cell
  const background = new Float64Array(g.m)
  const cellOf = Int32Array.from(at, (i) => g.of[i])
  for (const k of cellOf) background[k] += (1 - theta) / length
  const weight = new Float64Array(from.length)
  const total = new Float64Array(n)
  const byDay = new Float64Array(DAYS + 1)
  let steps = 0
  while (steps < STEPS) {
    steps++
    const round = 1 / (2 * Math.PI * sigma * sigma)
    for (let t = 1; t <= DAYS; t++) byDay[t] = theta * omega * Math.exp(-omega * (t - 0.5)) * round
    const falls = -1 / (2 * sigma * sigma)
    for (let j = 0; j < n; j++) total[j] = background[cellOf[j]] / size
    for (let p = 0; p < weight.length; p++) {
      weight[p] = byDay[days[p]] * Math.exp(falls * square[p])
      total[to[p]] += weight[p]
    }
    let [sum, sumDays, sumSquare] = [0, 0, 0]
    for (let p = 0; p < weight.length; p++) {
      const share = weight[p] / total[to[p]]
      sum += share
      sumDays += share * (days[p] - 0.5)
      sumSquare += share * square[p]
    }
    // who was triggered by none keeps a steady background in its cell
    for (let j = 0; j < n; j++) total[j] = background[cellOf[j]] / size / total[j]
    background.fill(0)
    for (let j = 0; j < n; j++) background[cellOf[j]] += total[j] / length
    const last = [theta, omega, sigma]
    theta = Math.min(0.95, sum / Math.max(1, n))
    if (sum > 0) {
      omega = Math.min(2, Math.max(1 / DAYS, sum / sumDays))
      sigma = Math.max(least, Math.sqrt(sumSquare / sum / 2))
    }
    if ([theta, omega, sigma].every((v, i) => Math.abs(v - last[i]) <= 1e-3 * last[i])) break
  }
  return { theta, omega, sigma, background, steps }
}

/** Map of expected incidents per cell over the horizon; fitted anew each quarter on what was known then. */
export function selfExciting(
  ev: Events,
  g: Cells,
  { history, horizon }: { history: number; horizon: number },
): FillMap & { fit?: SeppFit } {
  let fit: SeppFit | undefined
  let fitted = -Infinity
  let near: NearLists | undefined
  const fill: FillMap & { fit?: SeppFit } = (out, origin) => {
    if (!fit || origin >= fitted + REFIT) {
      fit = fitSepp(ev, g, history, origin)
      fitted = origin
      near = undefined
      fill.fit = fit
    }
    const { theta, omega, sigma, background } = fit
    // the normal's mass in each cell, shared by its value at the centres, so that a narrow one is not missed
    near ??= new NearLists(ev, g, Math.min(REACH, 4 * sigma + g.cell), (d) =>
      Math.exp((-d * d) / (2 * sigma * sigma)),
    )
    for (let k = 0; k < out.length; k++) out[k] = background[k] * horizon
    addNear(ev, near, Math.max(history, origin - DAYS), origin, out, (into, cells, heights, from, to, t) => {
      const left = theta * (Math.exp(-omega * (t - 1)) - Math.exp(-omega * (t - 1 + horizon)))
      let mass = 0
      for (let q = from; q < to; q++) mass += heights[q]
      if (mass > 0) for (let q = from; q < to; q++) into[cells[q]] += (left * heights[q]) / mass
    })
  }
  return fill
}
