/** Exact chances of counts that fall to one of two sides: binomial tails, limits and intervals. */
import betainc from '@stdlib/math-base-special-betainc'

/** Chance of at least k of n, each with chance w. */
export const atLeast = (k: number, n: number, w: number): number =>
  k <= 0 ? 1 : k > n ? 0 : betainc(w, k, n - k + 1)

/** Chance of at most k of n, each with chance w. */
export const atMost = (k: number, n: number, w: number): number =>
  k < 0 ? 0 : k >= n ? 1 : betainc(1 - w, n - k, k + 1)

/**
 * The counts out of n that chance w makes no surprise: those with both tails above (1 − level) / 2. Both ends
 * belong to the range.
 */
export function binomialRange(n: number, w: number, level = 0.95): readonly [low: number, high: number] {
  const tail = (1 - level) / 2
  // both tails are monotone in k: halve
  const least = (test: (k: number) => boolean): number => {
    let [lo, hi] = [0, n]
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if (test(mid)) hi = mid
      else lo = mid + 1
    }
    return lo
  }
  const low = least((k) => atMost(k, n, w) > tail)
  return [
    low,
    Math.max(
      low,
      least((k) => atLeast(k + 1, n, w) <= tail),
    ),
  ]
}

/** The w at which a rising function of w in 0..1 passes `target`. */
export function rootIn(f: (w: number) => number, target: number): number {
  let [low, high] = [0, 1]
  for (let k = 0; k < 100 && high - low > 1e-14; k++) {
    const mid = (low + high) / 2
    if (f(mid) < target) low = mid
    else high = mid
  }
  return (low + high) / 2
}

/**
 * Exact (Clopper–Pearson) interval of a share k of n, with this chance beyond either end: never too narrow. [0, 1] for
 * n = 0. The tail itself is given, for one of 1e-20 is lost in a level of 1 − 2e-20.
 */
export function shareInterval(k: number, n: number, tail = 0.025): readonly [low: number, high: number] {
  if (n === 0) return [0, 1]
  return [
    k === 0 ? 0 : rootIn((w) => atLeast(k, n, w), tail),
    k === n ? 1 : rootIn((w) => -atMost(k, n, w), -tail),
  ]
}
