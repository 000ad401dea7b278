/** Would it have worked? Maps of the past held against what happened after each of them. */
import { part } from '../../base/part.ts'
import { blockDraws, pairedDifference, type Difference } from './bootstrap.ts'
import { studyCells, type Cells } from './cells.ts'
import type { Events } from './events.ts'
import { mapsOf } from './maps.ts'
import { mainFraction, problemWithOptions, type BacktestOptions, type MapId } from './options.ts'
import { replay, type Played, type Replay } from './replay.ts'
import { chooseBlend, type BlendChoice } from './tune.ts'

/** Shares of the area at which the hit rate curve is drawn: 0 to 20%. */
export const CURVE: readonly number[] = Array.from({ length: 41 }, (_, k) => k / 200)

/** One map's result; arrays run along the shares of the area asked for. */
export interface MapResult {
  readonly id: MapId
  /** incidents caught, ties in expectation */
  readonly hits: readonly number[]
  /** share of all incidents of the windows, those outside the study area among them */
  readonly hitRate: readonly number[]
  /** hit rate ÷ share of the cells flagged */
  readonly pai: readonly number[]
  /** hits ÷ the most that as many cells held */
  readonly pei: readonly number[]
  /** share of flagged cells that held an incident of their window */
  readonly precision: readonly number[]
  /** lowest and highest hit rate over the four positions of the grid; absent without shifts */
  readonly overShifts?: readonly (readonly [low: number, high: number])[]
  /** hit rate at each point of `CURVE` */
  readonly curve: readonly number[]
  /** at the main share, means over origins: patches, km of the shortest tree, share of cells new since the last origin */
  readonly patches: number
  readonly kilometres: number
  readonly changed: number
  /** hits of each window at the main share */
  readonly weekly: readonly number[]
  /** per cell of `study`: windows for which it was flagged at the main share, and those in which it then held an incident */
  readonly flaggedIn: Uint16Array
  readonly heldIn: Uint16Array
}

export interface Against extends Difference {
  readonly fraction: number
}

/** A map against the baseline, at each share. */
export interface Compared {
  readonly id: MapId
  readonly against: MapId
  readonly at: readonly Against[]
}

export interface Backtest {
  /** incidents in the windows, those outside the study area among them; one counts in each window that holds it */
  readonly n: number
  readonly outside: number
  readonly cells: number
  readonly study: Pick<Cells, 'x0' | 'y0' | 'nx' | 'ny' | 'cell' | 'm' | 'frame'>
  /** per cell of `study`: incidents known before the first origin */
  readonly past: Uint32Array
  /** cells flagged per share */
  readonly k: readonly number[]
  readonly oracle: readonly number[]
  /** index of the share at which shape and verdict are told */
  readonly main: number
  readonly origins: readonly number[]
  /** incidents per window */
  readonly totals: readonly number[]
  readonly maps: readonly MapResult[]
  readonly differences: readonly Compared[]
  /** the map all others are held against */
  readonly baseline: MapId
  readonly blend?: BlendChoice
  readonly sepp?: { readonly theta: number; readonly omega: number; readonly sigma: number }
}

/** Half-cell moves of the grid. */
const SHIFTS = [
  [0, 0],
  [0.5, 0],
  [0, 0.5],
  [0.5, 0.5],
] as const

/** The baseline: the long count where it is asked for, else the longest count, else the first map. */
const baselineOf = (methods: readonly MapId[]): MapId =>
  (['countall', 'count365', 'count90', 'count28', 'random'] as const).find((id) => methods.includes(id)) ??
  methods[0]

const total = (v: ArrayLike<number>) => Array.from(v).reduce((a, b) => a + b, 0)

/**
 * What the first position of the grid found: a run of that alone leaves it, and one of all four goes on from there. No
 * answer holds an array of it: a worker moves the buffers of what it answers, and would be left with empty ones.
 */
export interface Begun {
  blend?: BlendChoice
  first?: {
    readonly g: Cells
    readonly ks: Int32Array
    readonly sepp?: Backtest['sepp']
    readonly run: Replay
  }
}

/**
 * Runs a back-test; yields the share done, so that it can be cancelled between any two maps. `decayIsGiven`: the
 * near-repeat setting was named by the user and is not chosen for the blend. `begun` is taken from, and left, with the
 * same events and options but for the shifts. Throws a sentence for options the events cannot carry.
 */
export function* backtest(
  ev: Events,
  o: BacktestOptions,
  decayIsGiven = false,
  begun: Begun = {},
): Generator<number, Backtest, void> {
  const problem = problemWithOptions(ev, o)
  if (problem) throw new Error(problem)
  const origins = Array.from({ length: o.origins }, (_, w) => o.first + w * o.step)
  const blending = o.methods.includes('blend')
  const tuned = blending && !o.blend ? 0.15 : 0
  if (blending) begun.blend ??= yield* part(chooseBlend(ev, o, decayIsGiven), 0, tuned)
  const { blend } = begun
  const shifts = o.shifts ? SHIFTS : SHIFTS.slice(0, 1)
  const span = (1 - tuned) / shifts.length
  const runs: Replay[] = []
  for (const [s, shift] of shifts.entries()) {
    if (s === 0 && begun.first) {
      runs.push(begun.first.run)
      continue
    }
    const g = studyCells(ev, { cell: o.cell, history: o.history, before: o.first }, shift)
    const ks = Int32Array.from(o.fractions, (f) => Math.floor(f * g.m))
    if (s === 0 && ks[ks.length - 1] === 0)
      throw new Error(
        `The study area has ${g.m} cells of ${o.cell} m; no share asked for makes a whole cell. Take smaller cells or larger shares.`,
      )
    const maps = mapsOf(o.methods, ev, g, o, o.decay, {
      weights: blend?.weights ?? [1, 0],
      decay: blend?.decay ?? o.decay,
    })
    const settings = {
      ...{ origins, horizon: o.horizon, ks },
      ...(s === 0 && {
        curve: Int32Array.from(CURVE, (f) => Math.floor(f * g.m)),
        ...(o.shapes !== false && { shapeOf: ks[mainFraction(o.fractions, g.m)] }),
      }),
    }
    const run = yield* part(replay(ev, g, maps, settings), tuned + s * span, tuned + (s + 1) * span)
    runs.push(run)
    const fill = maps.find((m) => m.id === 'sepp')?.fill as { fit?: Backtest['sepp'] } | undefined
    const fit = fill?.fit
    begun.first ??= {
      ...{ g, ks, run },
      sepp: fit && { theta: fit.theta, omega: fit.omega, sigma: fit.sigma },
    }
  }
  const { g, ks, sepp, run } = begun.first!
  const main = mainFraction(o.fractions, g.m)
  const n = total(run.totals)
  const resultOf = (m: Played, at: number): MapResult => {
    const hits = m.hits.map(total)
    const hitRate = hits.map((h) => h / n)
    const others = runs.map((r) => r.maps[at].hits.map((h) => total(h) / n))
    return {
      ...{ id: m.id, hits, hitRate },
      pai: hitRate.map((h, q) => h / (ks[q] / g.m)),
      pei: hits.map((h, q) => h / run.oracle[q]),
      precision: hits.map((_, q) => m.boxes[q] / (ks[q] * origins.length)),
      ...(runs.length > 1 && {
        overShifts: hitRate.map((_, q) => {
          const rates = others.map((r) => r[q])
          return [Math.min(...rates), Math.max(...rates)] as const
        }),
      }),
      curve: Array.from(m.curve, (h) => h / n),
      ...{ patches: m.patches, kilometres: m.kilometres, changed: m.changed },
      weekly: [...m.hits[main]],
      ...{ flaggedIn: m.flaggedIn.slice(), heldIn: m.heldIn.slice() },
    }
  }
  const baseline = baselineOf(o.methods)
  const base = run.maps.find((m) => m.id === baseline)!
  const rest = run.maps.filter((m) => m.id !== baseline)
  // neighbours in a row of windows resemble each other, and longer windows than steps share incidents
  const block = ev.unit === 'month' ? 1 : Math.ceil(Math.max(7, o.horizon) / o.step)
  const draws = blockDraws(origins.length, block, o.draws, o.seed)
  const apart = Math.floor(origins.length / Math.min(origins.length, block))
  const differences = rest.map((m) => ({
    ...{ id: m.id, against: baseline },
    at: o.fractions.map((fraction, q) => ({
      fraction,
      ...pairedDifference(m.hits[q], base.hits[q], run.totals, draws, rest.length, apart),
    })),
  }))
  const past = new Uint32Array(g.m)
  for (let i = 0; i < ev.n; i++)
    if (ev.day[i] >= o.history && ev.known[i] < o.first && g.of[i] >= 0) past[g.of[i]]++
  return {
    ...{ n, outside: run.outside, cells: g.m, k: [...ks], oracle: [...run.oracle], main, origins, baseline },
    study: { x0: g.x0, y0: g.y0, nx: g.nx, ny: g.ny, cell: g.cell, m: g.m, frame: g.frame.slice() },
    past,
    totals: [...run.totals],
    maps: run.maps.map(resultOf),
    ...{ differences, blend, sepp },
  }
}
