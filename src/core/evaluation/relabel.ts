/** The test of a drawn roll-out: what the estimate would have been, had the draw fallen on other areas. */
import { pValue } from '../stats/monteCarlo.ts'
import { shuffle, Stream } from '../base/random.ts'

/** Areas with their counts; `treated[i]` is 1 where the draw fell. */
export interface Drawn {
  readonly before: ArrayLike<number>
  readonly after: ArrayLike<number>
  readonly treated: ArrayLike<number>
}

/** What the other draws say. */
export interface Relabelled {
  /** ln of the treated areas' change over the others' */
  readonly logRatio: number
  /** two-sided, and of a fall at least as large */
  readonly p: number
  readonly pFall: number
  readonly exact: boolean
  readonly draws: number
}

/** Draws that are listed one by one rather than drawn. */
const LISTED = 200_000

/** Number of ways to choose k of n. */
function ways(n: number, k: number): number {
  let w = 1
  for (let i = 1; i <= Math.min(k, n - k); i++) w = (w * (n - i + 1)) / i
  return Math.round(w)
}

/**
 * p of the log ratio among all relabellings with as many treated areas, listed up to 200,000, else `draws` seeded
 * ones. Holds whatever the distribution, if the treated areas were drawn by lot. NaN where an arm is empty.
 */
export function relabel({ before, after, treated }: Drawn, { seed = 1, draws = 9999 } = {}): Relabelled {
  const n = before.length
  const chosen: number[] = []
  let [allBefore, allAfter] = [0, 0]
  for (let i = 0; i < n; i++) {
    if (treated[i]) chosen.push(i)
    allBefore += before[i]
    allAfter += after[i]
  }
  const k = chosen.length
  if (k === 0 || k === n) return { logRatio: NaN, p: NaN, pFall: NaN, exact: true, draws: 0 }
  const of = (areas: ArrayLike<number>): number => {
    let [a, b] = [0, 0]
    for (let i = 0; i < k; i++) {
      a += before[areas[i]]
      b += after[areas[i]]
    }
    const half = (v: number) => Math.max(v, 0.5)
    return Math.log((half(b) * half(allBefore - a)) / (half(a) * half(allAfter - b)))
  }
  const seen = of(chosen)
  let [both, fall] = [0, 0]
  const take = (v: number) => {
    if (Math.abs(v) >= Math.abs(seen) - 1e-9) both++
    if (v <= seen + 1e-9) fall++
  }
  const all = ways(n, k)
  if (all <= LISTED) {
    const at = Int32Array.from({ length: k }, (_, i) => i)
    for (;;) {
      take(of(at))
      let i = k - 1
      while (i >= 0 && at[i] === n - k + i) i--
      if (i < 0) break
      at[i]++
      for (let j = i + 1; j < k; j++) at[j] = at[j - 1] + 1
    }
    return { logRatio: seen, p: both / all, pFall: fall / all, exact: true, draws: all }
  }
  const order = new Int32Array(n)
  for (let d = 0; d < draws; d++) {
    for (let i = 0; i < n; i++) order[i] = i
    shuffle(order, new Stream(seed, d))
    take(of(order))
  }
  return { logRatio: seen, p: pValue(both, draws), pFall: pValue(fall, draws), exact: false, draws }
}
