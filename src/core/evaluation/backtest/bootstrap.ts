/** How sure a difference between two maps is: both are tried on the same windows, so windows are drawn in pairs. */
import { quantile } from '../../base/quantile.ts'
import { Stream } from '../../base/random.ts'
import { critical } from '../tails.ts'

/** A difference in hit rate, map minus baseline, at one share of the area. */
export interface Difference {
  readonly difference: number
  /** 95% interval */
  readonly low: number
  readonly high: number
  /** the same, widened for as many comparisons as are made (Bonferroni) */
  readonly lowWide: number
  readonly highWide: number
  /** windows in which the map caught more, fewer, and as many */
  readonly better: number
  readonly worse: number
  readonly same: number
}

/** Windows drawn in one bootstrap draw: starts of blocks, blocks running on from the end to the start. */
export function blockDraws(n: number, block: number, draws: number, seed: number): Int32Array[] {
  const length = Math.min(n, Math.max(1, block))
  return Array.from({ length: draws }, (_, d) => {
    const s = new Stream(seed, d)
    const out = new Int32Array(n)
    for (let k = 0; k < n; k += length) {
      const start = s.below(n)
      for (let j = 0; j < length && k + j < n; j++) out[k + j] = (start + j) % n
    }
    return out
  })
}

/**
 * Two maps' hits per window, and all incidents per window. `tests` = how many comparisons are made in all, `runs` = how
 * many runs of windows there are to draw from. A few drawn anew from themselves swing less than they should: each end
 * is moved out by √(n ÷ (n − 1)) and as t lies beyond the normal (after Hesterberg 2015, The American Statistician 69).
 */
export function pairedDifference(
  hits: Float64Array,
  base: Float64Array,
  totals: Float64Array,
  draws: readonly Int32Array[],
  tests: number,
  runs = hits.length,
): Difference {
  let [sum, all, better, worse] = [0, 0, 0, 0]
  const gap = hits.map((h, w) => h - base[w])
  for (let w = 0; w < gap.length; w++) {
    sum += gap[w]
    all += totals[w]
    // sums of shares of ties differ in their last digits
    if (gap[w] > 1e-9) better++
    else if (gap[w] < -1e-9) worse++
  }
  const found = new Float64Array(draws.length)
  draws.forEach((drawn, d) => {
    let [s, n] = [0, 0]
    for (const w of drawn) {
      s += gap[w]
      n += totals[w]
    }
    found[d] = n > 0 ? s / n : 0
  })
  found.sort()
  const difference = sum / all
  const between = (tail: number): [number, number] => {
    // drawn from one run alone, every draw is that run
    if (runs < 2) return [-1, 1]
    const df = runs - 1
    const level = 1 - 2 * tail
    const wider = Math.sqrt(1 + 1 / df) * (critical(df, level) / critical(Infinity, level))
    const end = (q: number) =>
      Math.max(-1, Math.min(1, difference + wider * (quantile(found, q) - difference)))
    return [end(tail), end(1 - tail)]
  }
  const [low, high] = between(0.025)
  const [lowWide, highWide] = between(0.025 / Math.max(1, tests))
  return {
    ...{ difference, low, high, lowWide, highWide },
    ...{ better, worse, same: gap.length - better - worse },
  }
}
