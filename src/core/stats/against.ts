/**
 * A count against its base: is it more, or less, than counts of the past lead one to expect? The base's own
 * uncertainty is in it: three incidents are no firm expectation. So is what makes real counts vary more than chance:
 * the dispersion measured on the file's own past, and how uncertain the level itself is.
 */
import betainc from '@stdlib/math-base-special-betainc'
import { type Swing, STEADY, tailOf, widerTail } from './swing.ts'

/** How counts vary around what is expected of them. */
export interface Spread extends Swing {
  /** standard deviation of the logarithm of the level: season not known, or a fitted trend and season; 0 = none */
  readonly drift?: number
}

/**
 * The negative binomial with this mean whose variance is φ (mean + mean ÷ times) + (drift · mean)²: the spread of the
 * count itself, of the base it is expected from, and of the level between the two.
 */
function shapeOf(mean: number, times: number, { phi, drift = 0 }: Spread): { r: number; v: number } {
  const v = Math.max(phi * (1 + 1 / times) + drift ** 2 * mean, 1 + 1e-9)
  return { r: mean / (v - 1), v }
}

const atLeast = (count: number, base: number, times: number, spread: Spread): number => {
  if (count <= 0) return 1
  const { r, v } = shapeOf((base + 1) / times, times, spread)
  return betainc(1 - 1 / v, count, r)
}

const atMost = (count: number, base: number, times: number, spread: Spread): number => {
  if (base === 0) return 1
  const { r, v } = shapeOf(base / times, times, spread)
  return betainc(1 / v, r, count + 1)
}

/**
 * Chance of a count of at least `count`, were the rate that of the base: `base` incidents in `times` as much time.
 * Negative binomial predictive. Of Poisson counts (φ = 1) it is the conditional test of Przyborowski & Wilenski
 * (1940), which never reports a false rise more often than it says. Where φ was estimated from few windows the tail is
 * that of Student's t.
 */
export const pMore = (count: number, base: number, times: number, spread: Spread = STEADY): number =>
  tailOf(atLeast(count, base, times, spread), spread.df)

/** The other side: chance of a count of at most `count`. */
export const pFewer = (count: number, base: number, times: number, spread: Spread = STEADY): number =>
  tailOf(atMost(count, base, times, spread), spread.df)

/** The first whole number from `from` up for which a test that turns true once is true; NaN where it never does. */
function firstFrom(from: number, test: (k: number) => boolean): number {
  let step = 1
  let [below, at] = [from - 1, from]
  while (!test(at)) {
    if (at > Number.MAX_SAFE_INTEGER) return NaN
    below = at
    at += step
    step *= 2
  }
  while (at - below > 1) {
    const mid = Math.floor((at + below) / 2)
    if (test(mid)) at = mid
    else below = mid
  }
  return at
}

/**
 * The counts that the base makes no surprise: those with both `pMore` and `pFewer` above (1 − level) / 2. Both
 * ends belong to the range.
 */
export function rangeOfBase(
  base: number,
  times: number,
  level = 0.95,
  spread: Spread = STEADY,
): readonly [low: number, high: number] {
  const tail = widerTail((1 - level) / 2, { phi: 1, df: spread.df })
  const low = firstFrom(0, (k) => atMost(k, base, times, spread) > tail)
  const high = firstFrom(1, (k) => atLeast(k, base, times, spread) <= tail) - 1
  return [low, high]
}

/** unknown – there is no base; unjudged – how much such counts vary is not known. */
export type Verdict = 'above' | 'below' | 'within' | 'unknown' | 'unjudged'

/** One count held against its base. */
export interface Look {
  readonly count: number
  /** incidents in the base, and how many times as much is to be expected in it as in the window */
  readonly base: number
  readonly times: number
  /** base ÷ times; NaN without a base */
  readonly expected: number
  /** 95% of counts (or as many as were asked for) would lie here, both ends included; NaN without a base or unjudged */
  readonly low: number
  readonly high: number
  /** chance of so many or more, and of so few or fewer; NaN without a base or unjudged */
  readonly more: number
  readonly fewer: number
  readonly verdict: Verdict
  /** what it was judged by; absent = it was not */
  readonly spread?: Spread
}

/**
 * Holds a count against a base of `times` as much time; `times` 0 = there is none. Without a spread no judgement. `level`
 * is the share of counts in the range: more than 0.95 where several ranges are to hold together.
 */
export function lookAt(count: number, base: number, times: number, spread?: Spread, level = 0.95): Look {
  const none = { low: NaN, high: NaN, more: NaN, fewer: NaN }
  if (!(times > 0)) return { count, base, times: 0, expected: NaN, ...none, verdict: 'unknown' }
  const expected = base / times
  if (!spread) return { count, base, times, expected, ...none, verdict: 'unjudged' }
  const [low, high] = rangeOfBase(base, times, level, spread)
  if (Number.isNaN(low) || Number.isNaN(high))
    return { count, base, times, expected, ...none, verdict: 'unjudged' }
  return {
    ...{ count, base, times, expected, low, high, spread },
    more: pMore(count, base, times, spread),
    fewer: pFewer(count, base, times, spread),
    verdict: count > high ? 'above' : count < low ? 'below' : 'within',
  }
}
