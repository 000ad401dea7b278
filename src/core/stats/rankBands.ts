/** Ranks of areas with the range that other weeks as those of the past would have given them. */
import { Stream } from '../base/random.ts'
import { quantile } from '../base/quantile.ts'

/** Where one unit stands among the others. */
export interface Rank {
  /** sum over all blocks */
  readonly total: number
  /** 1 = highest; equal totals share the best place */
  readonly rank: number
  /** 95% of the draws lie in it, both ends included; NaN with fewer than `LEAST_BLOCKS` blocks */
  readonly low: number
  readonly high: number
}

/** Fewer blocks tell nothing of how a rank would come out in others. */
export const LEAST_BLOCKS = 12

/** 1 + units above, and the last place that a tie allows. */
function places(totals: Float64Array): readonly [best: Float64Array, worst: Float64Array] {
  const rising = totals.toSorted()
  const below = (v: number, orEqual: boolean) => {
    let lo = 0
    for (let hi = rising.length; lo < hi;) {
      const mid = (lo + hi) >> 1
      if (rising[mid] < v || (orEqual && rising[mid] === v)) lo = mid + 1
      else hi = mid
    }
    return lo
  }
  const n = totals.length
  return [totals.map((v) => n - below(v, true) + 1), totals.map((v) => n - below(v, false))]
}

/**
 * Bootstrap over blocks of time (Efron & Tibshirani 1993; blocks so that series and near repeats stay together): blocks
 * are drawn with replacement, all units of a block together, and the units ranked anew each time. `values[b]` holds the
 * value of every unit in block b. The band says how far the ranks would move in other such blocks, not in another year.
 */
export function rankBands(values: readonly Float64Array[], draws = 999, seed = 1): Rank[] {
  const units = values[0]?.length ?? 0
  const add = (into: Float64Array, block: Float64Array) => {
    for (let u = 0; u < units; u++) into[u] += block[u]
  }
  const totals = new Float64Array(units)
  for (const block of values) add(totals, block)
  const [rank] = places(totals)
  const found = Array.from(
    { length: units },
    () => [new Float64Array(draws), new Float64Array(draws)] as const,
  )
  const enough = values.length >= LEAST_BLOCKS
  const drawn = new Float64Array(units)
  for (let d = 0; enough && d < draws; d++) {
    const s = new Stream(seed, d)
    drawn.fill(0)
    for (let b = 0; b < values.length; b++) add(drawn, values[s.below(values.length)])
    const [best, worst] = places(drawn)
    for (let u = 0; u < units; u++) {
      found[u][0][d] = best[u]
      found[u][1][d] = worst[u]
    }
  }
  const end = (of: Float64Array, p: number) => (enough ? quantile(of.sort(), p) : NaN)
  return found.map(([best, worst], u) => ({
    total: totals[u],
    rank: rank[u],
    low: Math.floor(end(best, 0.025)),
    high: Math.ceil(end(worst, 0.975)),
  }))
}
