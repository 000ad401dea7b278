/** Two counts, two changes or two shares held against each other by exact tests whose intervals agree with their p. */
import logGamma from '@stdlib/math-base-special-gammaln'
import { atLeast, atMost, shareInterval } from './binomial.ts'
import { STEADY, type Swing, widerP, widerTail } from './swing.ts'

/** An estimated ratio with its 95% interval and two-sided p: the interval leaves out 1 exactly where p ≤ 0.05. */
export interface RatioTest {
  /** NaN for 0 ÷ 0 */
  readonly ratio: number
  readonly low: number
  readonly high: number
  /** NaN where nothing can be said */
  readonly p: number
}

const nothing: RatioTest = { ratio: NaN, low: 0, high: Infinity, p: NaN }
const odds = (w: number) => (w >= 1 ? Infinity : w / (1 - w))

/**
 * Rate of `a` incidents over `exposureA` (days, homes × days …) against `b` over `exposureB`. Given both together,
 * `a` is binomial (Przyborowski & Wilenski 1940): exact for small counts, never too sure of itself. p is twice the
 * smaller tail, the interval Clopper & Pearson's. Where counts vary more than chance makes them, both are widened.
 */
export function rateRatio(
  a: number,
  exposureA: number,
  b: number,
  exposureB: number,
  swing: Swing = STEADY,
): RatioTest {
  const n = a + b
  if (n === 0 || !(exposureA > 0) || !(exposureB > 0)) return nothing
  const w = exposureA / (exposureA + exposureB)
  const [low, high] = shareInterval(a, n, widerTail(0.025, swing))
  const per = exposureB / exposureA
  return {
    ratio: (a / b) * per,
    low: odds(low) * per,
    high: odds(high) * per,
    p: widerP(Math.min(1, 2 * Math.min(atLeast(a, n, w), atMost(a, n, w))), swing),
  }
}

/** Logs of the chances of each count in the corner of a two-by-two table with fixed margins, up to a constant. */
function corner(row: number, column: number, total: number): { from: number; log: Float64Array } {
  const from = Math.max(0, row + column - total)
  const to = Math.min(row, column)
  const log = new Float64Array(to - from + 1)
  for (let k = from; k <= to; k++)
    log[k - from] = -(
      logGamma(k + 1) +
      logGamma(row - k + 1) +
      logGamma(column - k + 1) +
      logGamma(total - row - column + k + 1)
    )
  return { from, log }
}

/** Chances of at least and at most `k` in the corner when the odds ratio is e^`theta`. */
function tails(
  { from, log }: ReturnType<typeof corner>,
  k: number,
  theta: number,
): [least: number, most: number] {
  let top = -Infinity
  for (let i = 0; i < log.length; i++) top = Math.max(top, log[i] + i * theta)
  let [all, least, most] = [0, 0, 0]
  for (let i = 0; i < log.length; i++) {
    const v = Math.exp(log[i] + i * theta - top)
    all += v
    if (from + i >= k) least += v
    if (from + i <= k) most += v
  }
  return [least / all, most / all]
}

/**
 * The odds ratio (a ÷ b) ÷ (c ÷ d) of a two-by-two table. Given its margins, `a` is hypergeometric (Fisher's exact
 * test); the interval is the exact conditional one. Of counts in two periods, here and elsewhere, it is the ratio
 * of the two changes. Where counts vary more than chance makes them, p and interval are widened.
 */
export function oddsRatio(a: number, b: number, c: number, d: number, swing: Swing = STEADY): RatioTest {
  const tail = widerTail(0.025, swing)
  const [row, column, total] = [a + b, a + c, a + b + c + d]
  if (row === 0 || column === 0 || row === total || column === total) return nothing
  const table = corner(row, column, total)
  const [least, most] = tails(table, a, 0)
  const limit = (side: 0 | 1): number => {
    let [low, high] = [-40, 40]
    for (let k = 0; k < 60; k++) {
      const mid = (low + high) / 2
      const t = tails(table, a, mid)[side]
      // the upper tail rises with the odds, the lower one falls
      if (side === 0 ? t < tail : t > tail) low = mid
      else high = mid
    }
    return Math.exp((low + high) / 2)
  }
  return {
    ratio: (a * d) / (b * c),
    low: a === table.from ? 0 : limit(0),
    high: a === table.from + table.log.length - 1 ? Infinity : limit(1),
    p: widerP(Math.min(1, 2 * Math.min(least, most)), swing),
  }
}
