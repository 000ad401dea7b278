/** Patrol days against other days at the same places, the calm days after a patrol set aside. */
import { pValue } from '../stats/monteCarlo.ts'
import { shuffle, Stream } from '../base/random.ts'
import { fitEffect } from './effects.ts'
import type { Interval } from './rateChange.ts'
import { critical } from './tails.ts'

/** A crossover as columns: the place (0, 1, 2 …), the day, whether it was a patrol day, what was counted. */
export interface CrossoverInput {
  readonly spot: ArrayLike<number>
  readonly day: ArrayLike<number>
  readonly on: ArrayLike<number>
  /** whether the day before was a patrol day, for days whose day before is not in the table */
  readonly previous?: ArrayLike<number>
  readonly count: ArrayLike<number>
}

/** What patrol days say. */
export interface Crossover {
  readonly rateRatio: number
  /** t·√φ·se where counts swing more than chance */
  readonly ci: Interval
  /** of ln rate ratio, taking counts as Poisson */
  readonly se: number
  readonly phi: number
  readonly df: number
  /** days used, and patrol days among them */
  readonly days: number
  readonly onDays: number
  readonly droppedDays: number
  /** all days, as drawn: what no washout can change */
  readonly permutation: DrawnDays
  /** the same with every draw's own washed-out days set aside; absent without a washout */
  readonly washedOut?: DrawnDays
}

/** What other draws of the days say. */
export interface DrawnDays {
  /** of so few crimes on patrol days, or fewer */
  readonly p: number
  readonly pTwoSided: number
  readonly draws: number
  readonly observed: number
  readonly expected: number
}

/** Row numbers of each place, by day. */
function rowsBySpot({ spot, day }: CrossoverInput): number[][] {
  const rows = new Map<number, number[]>()
  for (let i = 0; i < spot.length; i++) {
    const of = rows.get(spot[i])
    if (of) of.push(i)
    else rows.set(spot[i], [i])
  }
  return [...rows.values()].map((of) => of.sort((a, b) => day[a] - day[b]))
}

/** Marks the days to use: every patrol day, and days without one whose `washout` days before had none either. */
function used(
  input: CrossoverInput,
  rows: readonly number[],
  on: (k: number) => number,
  washout: number,
  mark: Uint8Array,
): void {
  const { day, previous } = input
  let last = -Infinity
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if (washout > 0 && previous?.[i] && !(k > 0 && day[rows[k - 1]] === day[i] - 1))
      last = Math.max(last, day[i] - 1)
    if (on(k)) {
      mark[k] = 1
      last = day[i]
    } else mark[k] = day[i] - last <= washout ? 0 : 1
  }
}

/**
 * Poisson with each place at its own level, days without patrol dropped for `washout` days after a patrol. The
 * permutation draws the on and off days of each place anew (with the same number of each) and compares the crimes of
 * patrol days with what their share of days leaves to be expected.
 */
export function crossover(input: CrossoverInput, { washout = 0, seed = 1, draws = 9999 } = {}): Crossover {
  const spots = rowsBySpot(input)
  const longest = spots.reduce((most, r) => Math.max(most, r.length), 0)
  const mark = new Uint8Array(longest)
  const kept: number[] = []
  const code: number[] = []
  spots.forEach((rows, s) => {
    used(input, rows, (k) => input.on[rows[k]], washout, mark)
    rows.forEach((i, k) => {
      if (!mark[k]) return
      kept.push(i)
      code.push(s)
    })
  })
  const on = Float64Array.from(kept, (i) => (input.on[i] ? 1 : 0))
  const fit = fitEffect({ count: kept.map((i) => input.count[i]), effect: on, groups: [code] })
  const permutation = drawnDays(input, spots, 0, seed, draws, mark)
  const phi = Math.max(1, fit.phi)
  const reach = critical(fit.df) * fit.se * Math.sqrt(phi)
  return {
    rateRatio: Math.exp(fit.coef),
    ci: [Math.exp(fit.coef - reach), Math.exp(fit.coef + reach)],
    se: fit.se,
    phi: fit.phi,
    df: fit.df,
    days: kept.length,
    onDays: on.reduce((a, b) => a + b, 0),
    droppedDays: input.count.length - kept.length,
    permutation,
    ...(washout > 0 && { washedOut: drawnDays(input, spots, washout, seed, draws, mark) }),
  }
}

function drawnDays(
  input: CrossoverInput,
  spots: readonly number[][],
  washout: number,
  seed: number,
  draws: number,
  mark: Uint8Array,
): DrawnDays {
  const seen = excess(input, spots, (s, k) => input.on[spots[s][k]], washout, mark)
  const order = spots.map((rows) => Uint8Array.from(rows, (i) => (input.on[i] ? 1 : 0)))
  let [fewer, either] = [0, 0]
  for (let d = 0; d < draws; d++) {
    const stream = new Stream(seed, d)
    for (const o of order) shuffle(o, stream)
    const drawn = excess(input, spots, (s, k) => order[s][k], washout, mark)
    if (drawn.excess <= seen.excess + 1e-9) fewer++
    if (Math.abs(drawn.excess) >= Math.abs(seen.excess) - 1e-9) either++
  }
  const { observed, expected } = seen
  return { p: pValue(fewer, draws), pTwoSided: pValue(either, draws), draws, observed, expected }
}

/** Crimes of patrol days, and what their share of each place's days leaves to be expected. */
function excess(
  input: CrossoverInput,
  spots: readonly number[][],
  on: (spot: number, k: number) => number,
  washout: number,
  mark: Uint8Array,
) {
  let [observed, expected] = [0, 0]
  for (let s = 0; s < spots.length; s++) {
    const rows = spots[s]
    used(input, rows, (k) => on(s, k), washout, mark)
    let [days, patrolled, crimes, crimesOn] = [0, 0, 0, 0]
    for (let k = 0; k < rows.length; k++) {
      if (!mark[k]) continue
      days++
      crimes += input.count[rows[k]]
      if (on(s, k)) {
        patrolled++
        crimesOn += input.count[rows[k]]
      }
    }
    observed += crimesOn
    if (days > 0) expected += (crimes * patrolled) / days
  }
  return { observed, expected, excess: observed - expected }
}
