/** Weights and decay of the blend, chosen on origins before those that are reported. */
import { part } from '../../base/part.ts'
import { studyCells } from './cells.ts'
import type { Events } from './events.ts'
import { blended, decayMaps, longCount, madeOnce } from './maps.ts'
import { DEFAULT_BLEND, type BacktestOptions, type BlendWeights, type DecaySetting } from './options.ts'
import { replay } from './replay.ts'

export interface BlendChoice {
  readonly weights: BlendWeights
  readonly decay: DecaySetting
  /** origins the choice rests on; 0 = there were too few, and the usual weights stand */
  readonly origins: number
  /** given by the user */
  readonly fixed: boolean
}

/** At most so many earlier origins, and at least so many for a choice. */
const MOST = 26
const LEAST = 8
/** A map needs a past of its own, days. */
const PAST = 90

/** What is tried: half-distances (m), half-lives (days), and shares of the near-repeat map. */
const DISTANCES = [50, 100, 200]
const LIVES = [7, 14, 28]
const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
/** The share at which the decays are compared. */
const PROBE = 0.3

/**
 * Chooses on up to 26 earlier origins, all of whose windows end before the first reported one, on the study area known
 * before the earliest of them: first the decay, at a share of 0.3, then the share, both by hits summed over the shares of
 * the area asked for. The lower share wins a tie. `decayIsGiven` leaves the decay as it is.
 */
export function* chooseBlend(
  ev: Events,
  o: BacktestOptions,
  decayIsGiven: boolean,
): Generator<number, BlendChoice, void> {
  if (o.blend) return { weights: o.blend, decay: o.decay, origins: 0, fixed: true }
  const usual = { weights: DEFAULT_BLEND, decay: o.decay, origins: 0, fixed: false }
  const origins: number[] = []
  for (let k = 0; k < MOST; k++) {
    const origin = o.first - o.horizon - k * o.step
    if (origin - o.history < PAST) break
    origins.unshift(origin)
  }
  if (origins.length < LEAST) return usual
  const earlier = { cell: o.cell, history: o.history, before: origins[0] }
  if (!ev.known.some((v, i) => v < earlier.before && ev.day[i] >= o.history)) return usual
  const g = studyCells(ev, earlier)
  const ks = Int32Array.from(o.fractions, (f) => Math.floor(f * g.m))
  const count = madeOnce(g, longCount(ev, g, o.history))
  const settings = decayIsGiven
    ? [o.decay]
    : DISTANCES.flatMap((halfDistance) => LIVES.map((halfLife) => ({ ...o.decay, halfDistance, halfLife })))
  const decays = settings.map(decayMaps(ev, g, o.history, o.decay)).map((fill) => madeOnce(g, fill))

  type Pair = { readonly near: ReturnType<typeof madeOnce>; readonly share: number }
  const mix = (pairs: readonly Pair[]) =>
    pairs.map(({ near, share }) => ({
      id: 'blend' as const,
      fill: (out: Float64Array, origin: number) =>
        blended(out, count(origin), near(origin), [1 - share, share]),
    }))
  const bestOf = function* (pairs: readonly Pair[], from: number, to: number) {
    const run = replay(ev, g, mix(pairs), { origins, horizon: o.horizon, ks, knownBefore: o.first })
    const { maps } = yield* part(run, from, to)
    const caught = maps.map((m) => m.hits.reduce((s, h) => s + h.reduce((a, b) => a + b, 0), 0))
    return caught.reduce((best, v, k) => (v > caught[best] + 1e-9 ? k : best), 0)
  }
  const d =
    decays.length > 1
      ? yield* bestOf(
          decays.map((near) => ({ near, share: PROBE })),
          0,
          0.5,
        )
      : 0
  const s = yield* bestOf(
    SHARES.map((share) => ({ near: decays[d], share })),
    0.5,
    1,
  )
  // 1 − 0.9 must read 0.1
  const weights = [Math.round((1 - SHARES[s]) * 10) / 10, SHARES[s]] as const
  return { weights, decay: settings[d], origins: origins.length, fixed: false }
}
