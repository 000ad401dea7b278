/**
 * Whether listed burglaries differ from those not yet listed by more than the beats' own differences make: the first
 * days of lists are dealt anew among the beats. Beats differ in how close their homes stand, and so in their near
 * repeats; cocoons of one beat are therefore no independent witnesses.
 */
import { shuffle, Stream } from '../base/random.ts'
import { pValue } from '../stats/monteCarlo.ts'
import type { CocoonOutcomes } from './cocoonOutcomes.ts'
import { critical } from './tails.ts'

/** Followed cocoons of beats, and the first day of each beat. */
export interface StartsAsk {
  /** of each cocoon its beat, 0 … beats − 1, when its list could be made, and its near repeats */
  readonly cocoons: readonly { readonly beat: number; readonly since: number; readonly events: number }[]
  /** of each beat the minute from which it was listed; Infinity = never */
  readonly starts: readonly number[]
}

/** What dealing the first days anew gives. */
export interface StartsDealt {
  /** two-sided; the deal that happened is one of them */
  readonly p: number
  /** the smallest p that so many different deals can reach */
  readonly least: number
  readonly deals: number
  /** every deal there is was made, rather than drawn */
  readonly exact: boolean
  readonly beats: number
  /** standard deviation of ln ratio over the deals */
  readonly spread: number
}

/** The start day, in a table, of a beat that was never listed. */
export const NEVER = 1_000_000

/** More deals than this are drawn instead of made. */
const MOST = 5000

/** ln of the ratio of near repeats per cocoon, listed ÷ others; 0 where one kind is missing. */
function lnRatio({ cocoons }: StartsAsk, starts: ArrayLike<number>): number {
  const [y, n] = [
    [0, 0],
    [0, 0],
  ]
  for (const c of cocoons) {
    const kind = c.since >= starts[c.beat] ? 1 : 0
    n[kind]++
    y[kind] += c.events
  }
  if (n[0] === 0 || n[1] === 0) return 0
  const half = y[0] === 0 || y[1] === 0 ? 0.5 : 0
  return Math.log((y[1] + half) / n[1] / ((y[0] + half) / n[0]))
}

/** Deals of values that are not all different: k! divided by the orders of equal ones. */
function dealsOf(starts: readonly number[]): number {
  const times = new Map<number, number>()
  let all = 1
  starts.forEach((s, k) => {
    times.set(s, (times.get(s) ?? 0) + 1)
    all *= (k + 1) / times.get(s)!
  })
  return Math.round(all)
}

/** Every deal of the starts among the beats, each once. */
function* everyDeal(starts: readonly number[]): Generator<readonly number[]> {
  const left = new Map<number, number>()
  for (const s of starts) left.set(s, (left.get(s) ?? 0) + 1)
  const deal: number[] = []
  function* next(): Generator<readonly number[]> {
    if (deal.length === starts.length) yield deal
    else
      for (const [start, times] of left) {
        if (times === 0) continue
        left.set(start, times - 1)
        deal.push(start)
        yield* next()
        deal.pop()
        left.set(start, times)
      }
  }
  yield* next()
}

/** Deals the first days anew, every way there is, or 5,000 drawn from one seed. */
export function startsDealt(ask: StartsAsk, seed = 1): StartsDealt {
  const all = dealsOf(ask.starts)
  const exact = all <= MOST
  const seen = Math.abs(lnRatio(ask, ask.starts))
  let [deals, atLeast, sum, square] = [0, 0, 0, 0]
  const look = (starts: ArrayLike<number>) => {
    const v = lnRatio(ask, starts)
    deals++
    sum += v
    square += v * v
    if (Math.abs(v) >= seen - 1e-9) atLeast++
  }
  if (exact) for (const deal of everyDeal(ask.starts)) look(deal)
  else {
    const order = Float64Array.from(ask.starts)
    for (let k = 0; k < MOST; k++) {
      shuffle(order, new Stream(seed, k))
      look(order)
    }
  }
  return {
    p: exact ? atLeast / deals : pValue(atLeast, deals),
    least: exact ? 1 / deals : 1 / (deals + 1),
    ...{ deals, exact, beats: ask.starts.length },
    spread: Math.sqrt(Math.max(0, square / deals - (sum / deals) ** 2)),
  }
}

/** The outcomes with what beats differ by in interval and p: never narrower than cocoons taken as independent. */
export function withBeats(r: CocoonOutcomes, dealt: StartsDealt): CocoonOutcomes {
  const se = r.itt.se * Math.sqrt(r.phi)
  const wide = Math.max(1, dealt.spread / se)
  const phi = r.phi * wide * wide
  const reach = critical(r.df) * r.itt.se * Math.sqrt(phi)
  const log = Math.log(r.itt.rateRatio)
  const [low, high] = r.caceCi
  const middle = (low + high) / 2
  return {
    ...r,
    phi,
    itt: { ...r.itt, wideCi: [Math.exp(log - reach), Math.exp(log + reach)], p: dealt.p },
    caceCi: [middle - (middle - low) * wide, middle + (high - middle) * wide],
  }
}
