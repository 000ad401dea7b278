/** How sure a difference between two maps is: both are tried on the same windows, so windows are drawn in pairs. */
import { quantile } from '../../base/quantile.ts'
import { Stream } from '../../base/random.ts'

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

/** Two maps' hits per window, and all incidents per window. `tests` = how many comparisons are made in all. */
export function pairedDifference(
  hits: Float64Array,
  base: Float64Array,
  totals: Float64Array,
  draws: readonly Int32Array[],
  tests: number,
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
  const tail = 0.025 / Math.max(1, tests)
  return {
    difference: sum / all,
    ...{ low: quantile(found, 0.025), high: quantile(found, 0.975) },
    ...{ lowWide: quantile(found, tail), highWide: quantile(found, 1 - tail) },
    ...{ better, worse, same: gap.length - better - worse },
  }
}
