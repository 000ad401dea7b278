/** Finding areas that were alike before: by how much crime they had, and by its last four quarters. */
import { KeptWeakMap } from '../base/kept.ts'

/** The past of areas as columns. */
export interface Past {
  readonly n: number
  /** incidents in the whole window before */
  readonly before: ArrayLike<number>
  /** incidents in its last four quarters: `quarters[4·area + k]` */
  readonly quarters: ArrayLike<number>
}

const known = new KeptWeakMap<Past, Float64Array>()

/** Logs of the past, five numbers an area; remembered, since one frame is searched many times. */
export function logPast(past: Past): Float64Array {
  const found = known.get(past)
  if (found) return found
  const { n, before, quarters } = past
  const logs = new Float64Array(5 * n)
  for (let i = 0; i < n; i++) {
    logs[5 * i] = Math.log(before[i] + 0.5)
    for (let k = 0; k < 4; k++) logs[5 * i + 1 + k] = Math.log(quarters[4 * i + k] + 0.5)
  }
  known.set(past, logs)
  return logs
}

/** How much a quarter counts beside the whole window: four small counts say less than their sum. */
const QUARTER = 1 / 16

/** Squared distance of two areas' pasts. */
export function pastDistance(a: Float64Array, i: number, b: Float64Array, j: number): number {
  let sum = (a[5 * i] - b[5 * j]) ** 2
  for (let k = 1; k < 5; k++) sum += QUARTER * (a[5 * i + k] - b[5 * j + k]) ** 2
  return sum
}

/**
 * For each treated area its `each` nearest candidates, none taken twice; the treated area with most incidents
 * chooses first, since it has the fewest like it. `may(i, j, taken)` says whether candidate j may serve for i beside
 * those taken. Fewer than `each`, or none, where there are no more.
 */
export function matchAreas(
  treated: Past,
  candidates: Past,
  each = 1,
  may: (i: number, j: number, taken: readonly number[]) => boolean = () => true,
): Int32Array[] {
  const [t, c] = [logPast(treated), logPast(candidates)]
  const order = Array.from({ length: treated.n }, (_, i) => i).sort(
    (a, b) => treated.before[b] - treated.before[a] || a - b,
  )
  const free = new Uint8Array(candidates.n).fill(1)
  const taken: number[] = []
  const found: number[][] = order.map(() => [])
  // one each before anyone gets a second
  for (let round = 0; round < each; round++)
    for (const i of order) {
      let best = -1
      let least = Infinity
      for (let j = 0; j < candidates.n; j++) {
        if (!free[j]) continue
        const d = pastDistance(t, i, c, j)
        if (d < least && may(i, j, taken)) {
          least = d
          best = j
        }
      }
      if (best < 0) continue
      free[best] = 0
      taken.push(best)
      found[i].push(best)
    }
  return found.map((f) => Int32Array.from(f))
}

/** One line of the balance table: how alike the arms were before. */
export interface Balance {
  readonly what: string
  /** mean of each arm, incidents */
  readonly treated: number
  readonly comparison: number
  /** difference of the mean logs in standard deviations of the treated areas' logs; NaN for one area */
  readonly standardised: number
}

/** The arms before, the whole window and each of its last four quarters. */
export function balance(treated: Past, comparison: Past): Balance[] {
  const [t, c] = [logPast(treated), logPast(comparison)]
  return ['whole window before', ...[1, 2, 3, 4].map((k) => `quarter ${k} of its last four`)].map(
    (what, k) => {
      const mean = (p: Past) => {
        let sum = 0
        for (let i = 0; i < p.n; i++) sum += k === 0 ? p.before[i] : p.quarters[4 * i + k - 1]
        return sum / p.n
      }
      const logMean = (logs: Float64Array, n: number) => {
        let sum = 0
        for (let i = 0; i < n; i++) sum += logs[5 * i + k]
        return sum / n
      }
      const middle = logMean(t, treated.n)
      let square = 0
      for (let i = 0; i < treated.n; i++) square += (t[5 * i + k] - middle) ** 2
      const sd = Math.sqrt(square / (treated.n - 1))
      const apart = middle - logMean(c, comparison.n)
      return {
        what,
        treated: mean(treated),
        comparison: mean(comparison),
        // areas that are all alike have no spread; where the comparison is like them nothing lies between
        standardised: apart === 0 && sd === 0 ? 0 : apart / sd,
      }
    },
  )
}
