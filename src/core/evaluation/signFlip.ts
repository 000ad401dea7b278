/** Matched pairs and the test that needs no formula: in each pair either area could have been the treated one. */
import { pValue } from '../stats/monteCarlo.ts'
import { Stream } from '../base/random.ts'

/** Pairs side by side: what was counted before and after in the treated area and in its match. */
export interface Pairs {
  readonly before: ArrayLike<number>
  readonly after: ArrayLike<number>
  readonly comparisonBefore: ArrayLike<number>
  readonly comparisonAfter: ArrayLike<number>
}

/** What the flips say. */
export interface SignFlip {
  readonly pairs: number
  /** two-sided; NaN without pairs */
  readonly p: number
  /** every flip was made, so that p carries no error of its own */
  readonly exact: boolean
  /** flips made, the observed one apart where they were drawn */
  readonly flips: number
  /** the smallest p that so many pairs can give */
  readonly least: number
}

/** Up to so many pairs every one of the 2ⁿ flips is made. */
const EXACT_PAIRS = 20
/** Pairs below which no result can reach 5%. */
export const FEWEST_PAIRS = 6

/** ln of the change of one side over that of the other; an empty total counts as half an incident. */
const logRatio = (a: number, b: number, c: number, d: number) =>
  Math.log((Math.max(b, 0.5) * Math.max(c, 0.5)) / (Math.max(a, 0.5) * Math.max(d, 0.5)))

/**
 * Two-sided p of the log ratio of the two changes under exchanging the two areas of a pair: all 2ⁿ exchanges up to
 * 20 pairs (in Gray order, one pair a step), else `draws` seeded ones with p = (r + 1)/(draws + 1).
 */
export function signFlip(pairs: Pairs, { seed = 1, draws = 9999 } = {}): SignFlip {
  const n = pairs.before.length
  if (n === 0) return { pairs: 0, p: NaN, exact: true, flips: 0, least: NaN }
  // totals of the side called treated; those of the other side are what is left
  let [a, b, sumBefore, sumAfter] = [0, 0, 0, 0]
  const da = new Float64Array(n)
  const db = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    a += pairs.before[i]
    b += pairs.after[i]
    sumBefore += pairs.before[i] + pairs.comparisonBefore[i]
    sumAfter += pairs.after[i] + pairs.comparisonAfter[i]
    da[i] = pairs.comparisonBefore[i] - pairs.before[i]
    db[i] = pairs.comparisonAfter[i] - pairs.after[i]
  }
  const statistic = (x: number, y: number) => Math.abs(logRatio(x, y, sumBefore - x, sumAfter - y))
  const seen = statistic(a, b) - 1e-9
  if (n <= EXACT_PAIRS) {
    // exchanging every pair turns the sign only: half of the flips say it all
    const half = 2 ** (n - 1)
    const at = new Uint8Array(n)
    let r = 0
    for (let k = 0; k < half; k++) {
      if (statistic(a, b) >= seen) r++
      // the pair whose turn it is: the lowest bit set in k + 1
      const i = 31 - Math.clz32((k + 1) & -(k + 1))
      if (i >= n) break
      const sign = at[i] ? -1 : 1
      a += sign * da[i]
      b += sign * db[i]
      at[i] ^= 1
    }
    return { pairs: n, p: r / half, exact: true, flips: 2 ** n, least: 1 / half }
  }
  let r = 0
  for (let k = 0; k < draws; k++) {
    const s = new Stream(seed, k)
    let [x, y, bits] = [a, b, 0]
    for (let i = 0; i < n; i++) {
      if (i % 32 === 0) bits = s.next()
      if ((bits >>> (i % 32)) & 1) {
        x += da[i]
        y += db[i]
      }
    }
    if (statistic(x, y) >= seen) r++
  }
  return { pairs: n, p: pValue(r, draws), exact: false, flips: draws, least: 1 / (draws + 1) }
}
