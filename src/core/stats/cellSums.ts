/** How likely a sum over k cells is, when the k are drawn without replacement from all cells: exact, by convolution. */
import { gammaP } from './poisson.ts'

/** Two-sided chances of sums, for draws of any number of cells up to the most asked for. */
export interface CellSums {
  /** chance of a sum as far out as this one among k cells: the smaller tail doubled, at most 1 */
  p(k: number, sum: number): number
  /** false where the counts were too many and too large: then a curve of the same mean, spread and skew stands in */
  readonly exact: boolean
}

/** Steps of the convolution beyond which the curve stands in: about a second. */
const MOST_STEPS = 6e8
/** Draws of more cells than this overflow the weights. */
const MOST_CELLS = 1000

const doubled = (lower: number, upper: number) => Math.min(1, 2 * Math.min(lower, upper))

/**
 * Chances of the sum of k of these whole counts, every k up to `most`. Each distinct count v that occurs m times
 * multiplies the generating function by (1 + z·y^v)^m; the coefficient of z^k·y^s counts the draws of k cells that
 * sum to s. All terms are positive, so that tails keep their digits however small.
 */
export function cellSums(counts: Float64Array, most: number): CellSums {
  const times = new Map<number, number>()
  for (const v of counts) times.set(v, (times.get(v) ?? 0) + 1)
  const distinct = [...times].sort((a, b) => a[0] - b[0])
  let steps = 0
  for (const [v, m] of distinct)
    for (let k = 1; k <= most; k++) steps += Math.min(m, k) * ((most - k) * v + 1)
  const whole = distinct.every(([v]) => Number.isInteger(v) && v >= 0)
  return whole && most <= MOST_CELLS && steps <= MOST_STEPS
    ? convolved(distinct, counts.length, most)
    : curved(counts)
}

function convolved(distinct: readonly (readonly [number, number])[], n: number, most: number): CellSums {
  const largest = distinct.length ? distinct[distinct.length - 1][0] : 0
  // ways[k][s]: draws of k cells that sum to s, times scale^k, which keeps the figures near 1
  const scale = most / (Math.E * Math.max(1, n))
  const ways = Array.from({ length: most + 1 }, (_, k) => new Float64Array(k * largest + 1))
  ways[0][0] = 1
  let before = 0
  for (const [v, m] of distinct) {
    const weights = [1]
    for (let j = 1; j <= Math.min(m, most); j++) weights.push((weights[j - 1] * scale * (m - j + 1)) / j)
    // from the top down, so that what is read has not met this count yet
    for (let k = most; k > 0; k--) {
      const into = ways[k]
      for (let j = Math.min(k, weights.length - 1); j > 0; j--) {
        const from = ways[k - j]
        const weight = weights[j]
        const end = (k - j) * before
        for (let s = 0, at = j * v; s <= end; s++, at++) into[at] += weight * from[s]
      }
    }
    before = v
  }
  const tails: (Float64Array | undefined)[] = new Array<undefined>(most + 1).fill(undefined)
  const tailsOf = (k: number) => {
    const w = ways[k]
    const total = w.reduce((a, b) => a + b, 0)
    const p = new Float64Array(w.length)
    for (let s = w.length - 1, sum = 0; s >= 0; s--) p[s] = sum += w[s] / total
    for (let s = 0, sum = 0; s < w.length; s++) p[s] = doubled((sum += w[s] / total), p[s])
    return (tails[k] = p)
  }
  return { exact: true, p: (k, sum) => (tails[k] ?? tailsOf(k))[sum] ?? 0 }
}

/** A shifted gamma curve (Pearson III) with the exact mean, variance and skew of a sum drawn without replacement. */
function curved(counts: Float64Array): CellSums {
  const n = counts.length
  const mean = counts.reduce((a, b) => a + b, 0) / n
  let [second, third] = [0, 0]
  for (const v of counts) {
    second += (v - mean) ** 2 / n
    third += (v - mean) ** 3 / n
  }
  const known = new Map<string, number>()
  return {
    exact: false,
    p(k, sum) {
      const key = `${k} ${sum}`
      let p = known.get(key)
      if (p === undefined) {
        const variance = (second * k * (n - k)) / Math.max(1, n - 1)
        const moment = (third * k * (n - k) * (n - 2 * k)) / Math.max(1, (n - 1) * (n - 2))
        p = variance > 0 ? curveTails(sum, k * mean, Math.sqrt(variance), moment / variance ** 1.5) : 1
        known.set(key, p)
      }
      return p
    },
  }
}

function curveTails(sum: number, mean: number, sd: number, skew: number): number {
  // a skew of nothing is a gamma of endless shape: this much of it cannot be told from a normal curve
  const g = Math.abs(skew) < 1e-3 ? 1e-3 : Math.abs(skew)
  const shape = 4 / (g * g)
  const below = (at: number) => {
    const z = (Math.sign(skew || 1) * (at - mean)) / sd
    const up = gammaP(shape, shape + z * Math.sqrt(shape))
    return skew < 0 ? 1 - up : up
  }
  // half a step on either side: the sums are whole numbers
  return doubled(below(sum + 0.5), 1 - below(sum - 0.5))
}
