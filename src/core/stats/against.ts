/**
 * A count against its base: is it more, or less, than counts of the past lead one to expect? Exact for Poisson
 * counts, with the base's own uncertainty in it: three incidents in the base are no firm expectation.
 */

/**
 * Probability of each whole number of successes k = 0, 1, … before the r-th failure, `w` the chance of a success
 * (negative binomial), up to `last` or until nothing is left. Logs, so that no start underflows.
 */
function* waiting(r: number, w: number): Generator<number, void, void> {
  let log = r * Math.log1p(-w)
  for (let k = 0; ; k++) {
    yield Math.exp(log)
    log += Math.log(w) + Math.log((k + r) / (k + 1))
  }
}

/** Chance of at least `x`; by whichever side of the distribution is the shorter sum of its own small terms. */
function upperTail(x: number, r: number, w: number): number {
  if (x <= 0) return 1
  const mean = (r * w) / (1 - w)
  let below = 0
  let above = 0
  let k = 0
  for (const p of waiting(r, w)) {
    if (k < x) below += p
    else above += p
    // past the mean the terms only shrink: what is left is less than the last digit
    if (k >= x && k > mean && (p < above * 1e-17 || p === 0)) break
    k++
  }
  // the sum of the far side keeps its digits where 1 − below would lose them
  return Math.min(1, x > mean ? above : 1 - below)
}

/**
 * Chance of a count of at least `count`, were the rate that of the base: `base` incidents in `times` as much time.
 * The conditional test of Przyborowski & Wilenski (1940): of all count + base incidents, at least `count` fall into
 * a share 1 / (1 + times) of the time. Never reports a false rise more often than it says. As `times` grows it
 * becomes the Poisson tail.
 */
export const pMore = (count: number, base: number, times: number): number =>
  upperTail(count, base + 1, 1 / (1 + times))

/** The other side: chance of a count of at most `count`. */
export const pFewer = (count: number, base: number, times: number): number =>
  base === 0 ? 1 : 1 - upperTail(count + 1, base, 1 / (1 + times))

/**
 * The counts that the base makes no surprise: those with both `pMore` and `pFewer` above (1 − level) / 2. Both
 * ends belong to the range.
 */
export function rangeOfBase(base: number, times: number, level = 0.95): readonly [low: number, high: number] {
  const tail = (1 - level) / 2
  const w = 1 / (1 + times)
  let low = 0
  if (base > 0) {
    let atMost = 0
    for (const p of waiting(base, w)) {
      atMost += p
      if (atMost > tail) break
      low++
    }
  }
  // the highest count whose own upper tail is still above the limit
  let high = 0
  let below = 0
  for (const p of waiting(base + 1, w)) {
    below += p
    if (1 - below <= tail) break
    high++
  }
  return [low, high]
}

/**
 * Variance ÷ mean of counts: near 1 where chance alone makes them vary, more where incidents come in runs. NaN for
 * fewer than twelve counts or none above 0.
 */
export function dispersion(counts: ArrayLike<number>): number {
  const n = counts.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += counts[i]
  const mean = sum / n
  if (n < 12 || !(mean > 0)) return NaN
  let squares = 0
  for (let i = 0; i < n; i++) squares += (counts[i] - mean) ** 2
  return squares / (n - 1) / mean
}

/** Whether a dispersion of n counts is clearly above 1: chance alone exceeds the limit about 1 time in 40. */
export const clearlyUneven = (value: number, n: number): boolean => value > 1 + 2 * Math.sqrt(2 / (n - 1))

export type Verdict = 'above' | 'below' | 'within' | 'unknown'

/** One count held against its base. */
export interface Look {
  readonly count: number
  /** incidents in the base, and how many times as much time the base is */
  readonly base: number
  readonly times: number
  /** base ÷ times; NaN without a base */
  readonly expected: number
  /** 95% of counts would lie here, both ends included; NaN without a base */
  readonly low: number
  readonly high: number
  /** chance of so many or more, and of so few or fewer; NaN without a base */
  readonly more: number
  readonly fewer: number
  readonly verdict: Verdict
}

/** Holds a count against a base of `times` as much time; `times` 0 = there is none. */
export function lookAt(count: number, base: number, times: number): Look {
  if (!(times > 0))
    return {
      count,
      base,
      times: 0,
      expected: NaN,
      low: NaN,
      high: NaN,
      more: NaN,
      fewer: NaN,
      verdict: 'unknown',
    }
  const [low, high] = rangeOfBase(base, times)
  return {
    count,
    base,
    times,
    expected: base / times,
    low,
    high,
    more: pMore(count, base, times),
    fewer: pFewer(count, base, times),
    verdict: count > high ? 'above' : count < low ? 'below' : 'within',
  }
}
