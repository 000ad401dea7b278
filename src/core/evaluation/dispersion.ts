/** φ: how many times more than chance alone the counts of areas swing from one period to the next. */

/** Areas of one arm with what was counted in them before and after. */
export interface Arm {
  readonly before: ArrayLike<number>
  readonly after: ArrayLike<number>
}

/** Over-dispersion with what it rests on. */
export interface Dispersion {
  /** at least 1: counts never swing less than chance. 1 where df is 0 */
  readonly phi: number
  /** as measured, before the floor; NaN where df is 0 */
  readonly raw: number
  /** areas less one, summed over the arms */
  readonly df: number
}

/**
 * Σ(o − e)²/e over areas and the two periods, divided by Σ(n of an arm − 1); e from the arm's own margins, so what
 * an arm as a whole did is no part of it. Areas without any incident tell nothing and are not counted.
 */
export function dispersionOf(arms: readonly Arm[]): Dispersion {
  let sum = 0
  let df = 0
  for (const { before, after } of arms) {
    let [first, second, areas] = [0, 0, 0]
    for (let i = 0; i < before.length; i++) {
      first += before[i]
      second += after[i]
      if (before[i] + after[i] > 0) areas++
    }
    if (areas < 2 || first === 0 || second === 0) continue
    df += areas - 1
    for (let i = 0; i < before.length; i++) {
      const n = before[i] + after[i]
      if (n === 0) continue
      const e = (n * first) / (first + second)
      // both cells of an area miss by the same number
      sum += (before[i] - e) ** 2 * (1 / e + 1 / (n - e))
    }
  }
  const raw = df > 0 ? sum / df : NaN
  return { phi: raw > 1 ? raw : 1, raw, df }
}
