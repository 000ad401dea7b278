/** Several plans taken together: one ratio from those of each, with what they differ by. */
import type { AreasResult } from './areasDesign.ts'
import type { MatchedPlace } from './comparisonAreas.ts'
import type { FourCounts, Interval } from './rateChange.ts'
import { critical, twoSidedP } from './tails.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** One plan's estimate: ratio, standard error of its logarithm (φ in it), and the degrees of freedom that rests on. */
export interface PoolItem {
  readonly rateRatio: number
  readonly se: number
  readonly df: number
  /** what it was compared with, so that what plans share counts once; absent = shared with no other */
  readonly compared?: {
    readonly phi: number
    readonly counts: FourCounts
    /** none = areas that were named, taken as the same for all plans */
    readonly matched: readonly MatchedPlace[]
  }
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
 * What two plans' log ratios have in common: φ of the incidents before and after in the comparison that both use, over
 * the counts of each. Squares that overlap in part count by the part.
 */
function shared(a: PoolItem, b: PoolItem): number {
  if (!a.compared || !b.compared) return 0
  const [one, other] = [a.compared, b.compared]
  const named = one.matched.length === 0 && other.matched.length === 0
  let [before, after] = [0, 0]
  if (named) {
    before = Math.sqrt(one.counts.comparisonBefore * other.counts.comparisonBefore)
    after = Math.sqrt(one.counts.comparisonAfter * other.counts.comparisonAfter)
  }
  for (const p of one.matched)
    for (const q of other.matched) {
      const reach = (p.side + q.side) / 2
      const side = Math.min(p.side, q.side)
      const across = (off: number) => Math.max(0, Math.min(side, reach - Math.abs(off)))
      const part = (across(p.x - q.x) * across(p.y - q.y)) / (p.side * q.side)
      before += part * Math.sqrt(p.before * q.before)
      after += part * Math.sqrt(p.after * q.after)
    }
  const over = (n: number, x: number, y: number) => (n > 0 ? n / (x * y) : 0)
  return (
    Math.sqrt(one.phi * other.phi) *
    (over(before, one.counts.comparisonBefore, other.counts.comparisonBefore) +
      over(after, one.counts.comparisonAfter, other.counts.comparisonAfter))
  )
}

/**
 * The mean of the log ratios weighted by 1/se² (a common effect), its error widened by √(Q/(k − 1)) where that is above
 * 1 (Birge), and by what their comparisons share: what these plans did on average, not what the next one will do. Undefined
 * for fewer than two plans with a finite error.
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
  let together = 0
  items.forEach((a, i) =>
    items.forEach((b, j) => i !== j && (together += weights[i] * weights[j] * shared(a, b))),
  )
  const se = widened * Math.sqrt(1 / sum + together / sum ** 2)
  const df = items.reduce((s, i) => s + i.df, 0)
  const reach = critical(df) * se
  return {
    rateRatio: Math.exp(log),
    ci: [Math.exp(log - reach), Math.exp(log + reach)],
    p: twoSidedP(log / se, df),
    ...{ se, df, q, widened, plans: items.length },
  }
}

/** A plan of places as an item of several. */
export const poolItemOf = ({
  change,
  counts,
  matched,
}: Pick<AreasResult, 'change' | 'counts' | 'matched'>): PoolItem => ({
  ...change,
  compared: { phi: change.phi, counts, matched },
})

/** Several plans taken together with what may be said of them; undefined where they cannot be. */
export function pooledVerdict(
  all: readonly PoolItem[],
): (Pooled & { readonly verdict: Verdict }) | undefined {
  const pooled = poolPlans(all)
  return pooled && { ...pooled, verdict: verdictOf({ ...pooled, p: NaN, design: 'comparison' }) }
}
