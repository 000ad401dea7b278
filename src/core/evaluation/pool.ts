/** Several plans taken together: one ratio from those of each, with what they differ by. */
import type { Interval } from './rateChange.ts'
import { critical, twoSidedP } from './tails.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** One plan's estimate: ratio, standard error of its logarithm (φ in it), and the degrees of freedom that rests on. */
export interface PoolItem {
  readonly rateRatio: number
  readonly se: number
  readonly df: number
}

/** All of them together. */
export interface Pooled {
  readonly rateRatio: number
  readonly ci: Interval
  /** of ln ratio, widened where the plans differ by more than their own errors */
  readonly se: number
  readonly df: number
  readonly p: number
  /** Cochran's Q on `plans − 1` degrees of freedom: how far the plans lie apart */
  readonly q: number
  /** √(Q ÷ degrees of freedom) by which the error was widened; 1 where they differ no more than by chance */
  readonly widened: number
  readonly plans: number
}

/**
 * The mean of the log ratios weighted by 1/se² (a common effect), its error widened by √(Q/(k − 1)) where that is above
 * 1 (Birge): what these plans did on average, not what the next one will do. Undefined for fewer than two plans with a finite error.
 */
export function poolPlans(all: readonly PoolItem[]): Pooled | undefined {
  const items = all.filter((i) => i.rateRatio > 0 && Number.isFinite(i.se) && i.se > 0)
  if (items.length < 2) return undefined
  const weights = items.map((i) => 1 / i.se ** 2)
  const sum = weights.reduce((a, b) => a + b, 0)
  const logs = items.map((i) => Math.log(i.rateRatio))
  const log = logs.reduce((s, v, k) => s + weights[k] * v, 0) / sum
  const q = logs.reduce((s, v, k) => s + weights[k] * (v - log) ** 2, 0)
  const widened = Math.max(1, Math.sqrt(q / (items.length - 1)))
  const se = widened / Math.sqrt(sum)
  const df = items.reduce((s, i) => s + i.df, 0)
  const reach = critical(df) * se
  return {
    rateRatio: Math.exp(log),
    ci: [Math.exp(log - reach), Math.exp(log + reach)],
    p: twoSidedP(log / se, df),
    ...{ se, df, q, widened, plans: items.length },
  }
}

/** Several plans taken together with what may be said of them; undefined where they cannot be. */
export function pooledVerdict(all: readonly PoolItem[]): (Pooled & { readonly verdict: Verdict }) | undefined {
  const pooled = poolPlans(all)
  return pooled && { ...pooled, verdict: verdictOf({ ...pooled, p: NaN, design: 'comparison' }) }
}
