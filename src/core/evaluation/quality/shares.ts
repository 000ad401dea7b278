/** Shares of case files and what they can tell: intervals, registers that end, differences between periods. */
import quantile from '@stdlib/stats-base-dists-normal-quantile'
import { wilson } from '../../places/repeats.ts'

/** Lower and upper end of a 95% interval. */
export type Interval = readonly [low: number, high: number]

/** Half a 95% interval in standard errors. */
export const Z95 = quantile(0.975, 0, 1)

/**
 * 95% Wilson interval of k of n files drawn at random from a register of `size`. Drawing a large part of a register
 * tells more than n: the interval is that of n (N − 1) / (N − n) files, and closes when all were read.
 * NaN for n = 0.
 */
export function shareOfRegister(k: number, n: number, size = Infinity): Interval {
  if (!(size > n)) return n === 0 ? [NaN, NaN] : [k / n, k / n]
  const worth = Number.isFinite(size) ? (n * (size - 1)) / (size - n) : n
  return wilson(n === 0 ? 0 : (k / n) * worth, worth)
}

/** A difference of two shares, later minus earlier, with its interval. */
export interface Difference {
  readonly difference: number
  readonly interval: Interval
}

/** Difference between two independent shares with Newcombe's interval (score intervals squared and added). NaN for empty groups. */
export function newcombe(
  [k1, n1]: readonly [k: number, n: number],
  [k2, n2]: readonly [k: number, n: number],
  level = 0.95,
): Difference {
  const z = quantile((1 + level) / 2, 0, 1)
  const [p1, p2] = [k1 / n1, k2 / n2]
  const [l1, u1] = wilson(k1, n1, z)
  const [l2, u2] = wilson(k2, n2, z)
  const difference = p2 - p1
  return {
    difference,
    interval: [difference - Math.hypot(p2 - l2, u1 - p1), difference + Math.hypot(u2 - p2, p1 - l1)],
  }
}

/**
 * Files to draw so that a share is known to ± `margin` (0..1) with 95% confidence, in a register of `size` files:
 * n₀ = z² p (1 − p) / e², n = n₀ / (1 + (n₀ − 1) / N), rounded up. Without a guess of the share, ½ is the safe one.
 */
export function filesForMargin(margin: number, size = Infinity, share = 0.5): number {
  const n0 = (Z95 ** 2 * share * (1 - share)) / margin ** 2
  return Math.ceil(n0 / (1 + (n0 - 1) / size) - 1e-9)
}

/** One stratum of a drawn sample: files in the register, files read, files with a yes. */
export interface StratumCount {
  readonly name: string
  readonly size: number
  readonly read: number
  readonly yes: number
}

/** A share of the whole register, each stratum counted by its size. */
export interface Weighted {
  readonly share: number
  readonly se: number
  readonly interval: Interval
  /** files of strata from which none was read: the estimate does not speak for them */
  readonly unseen: number
  /** strata from which one file was read, whose own spread is therefore not known; they add none */
  readonly single: readonly string[]
}

/**
 * Weighted estimate of a share: Σ W p with variance Σ W² (1 − n/N) p (1 − p) / (n − 1), W = N / ΣN over the strata
 * that were read. NaN when none was.
 */
export function weightedShare(strata: readonly StratumCount[]): Weighted {
  const seen = strata.filter((s) => s.read > 0)
  const total = seen.reduce((sum, s) => sum + s.size, 0)
  let share = 0
  let variance = 0
  for (const { size, read, yes } of seen) {
    const [w, p] = [size / total, yes / read]
    share += w * p
    if (read > 1) variance += w ** 2 * (1 - read / size) * ((p * (1 - p)) / (read - 1))
  }
  if (seen.length === 0) share = variance = NaN
  const se = Math.sqrt(variance)
  return {
    share,
    se,
    interval: [Math.max(0, share - Z95 * se), Math.min(1, share + Z95 * se)],
    unseen: strata.reduce((sum, s) => sum + (s.read > 0 ? 0 : s.size), 0),
    single: seen.filter((s) => s.read === 1 && s.size > 1).map((s) => s.name),
  }
}
