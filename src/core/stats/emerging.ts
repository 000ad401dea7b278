/** What kind of hot spot a place is over time: new, persistent, fading … with the rules written out. */
import { type Emerging } from './emergingRules.ts'
import { twoSided } from './normal.ts'

/** Mann–Kendall trend of a series: S over its standard deviation (ties allowed for), and two-sided p. */
export function mannKendall(values: ArrayLike<number>): { s: number; z: number; p: number } {
  const n = values.length
  let s = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) s += Math.sign(values[j] - values[i])
  const ties = new Map<number, number>()
  for (let i = 0; i < n; i++) ties.set(values[i], (ties.get(values[i]) ?? 0) + 1)
  let variance = n * (n - 1) * (2 * n + 5)
  for (const t of ties.values()) variance -= t * (t - 1) * (2 * t + 5)
  variance /= 18
  // continuity correction: S moves in steps of two
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0
  return { s, z, p: twoSided(z) }
}

/**
 * The class of one place from its steps: `state` 1 hot, −1 cold, 0 neither; `score` its Gi* per step.
 * `sign` 1 asks for hot classes, −1 for cold. Undefined where no rule fits.
 */
export function emergingClass(
  state: ArrayLike<number>,
  score: ArrayLike<number>,
  sign: 1 | -1,
  alpha = 0.05,
): Emerging | undefined {
  const n = state.length
  let [hot, other, run] = [0, 0, 0]
  for (let k = 0; k < n; k++) {
    if (state[k] === sign) hot++
    else if (state[k] === -sign) other++
  }
  while (run < n && state[n - 1 - run] === sign) run++
  if (!hot) return undefined
  const last = run > 0
  const mostly = hot >= 0.9 * n
  if (last && hot === 1) return 'new'
  if (run >= 2 && run === hot && !mostly) return 'consecutive'
  if (mostly && last) {
    const { z, p } = mannKendall(score)
    if (p <= alpha) return z * sign > 0 ? 'intensifying' : 'diminishing'
    return 'persistent'
  }
  if (last && other > 0) return 'oscillating'
  if (mostly) return 'historical'
  return last && other === 0 ? 'sporadic' : undefined
}
