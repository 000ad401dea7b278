/** Areas that truly differ: limits of a funnel when rates vary more than chance around one common rate makes them. */
import { quantile } from '../base/quantile.ts'
import { STEADY, type Swing } from './swing.ts'

/**
 * additive – each area has a rate of its own, spread around the common one: small areas keep nearly the limits of
 * chance, large ones get wider ones.
 * multiplicative – every limit is wider by the same factor √φ.
 * none – the limits of chance alone.
 */
export type AreaModel = 'additive' | 'multiplicative' | 'none'

/** How much areas differ beyond chance. */
export interface AreaSpread {
  readonly model: AreaModel
  /** mean square of the standardised differences, the outer tenths drawn in to the 10th and 90th percentile */
  readonly phi: number
  /** standard deviation of the areas' own rates, as a share of the common rate; 0 unless additive */
  readonly tau: number
  readonly areas: number
  /** φ lies clearly above 1: more than chance gives about 1 time in 40. Only then are limits widened */
  readonly clear: boolean
  /** what an area whose share of the exposure is `w` and whose expected count is `expected` is judged by */
  swing(expected: number, w: number): Swing
}

/** Fewer areas tell nothing of how areas differ. */
export const LEAST_AREAS = 5

/** An area's count, its expectation at the common rate and its share of the exposure. */
export interface Held {
  readonly n: number
  readonly expected: number
  readonly w: number
}

/**
 * Spiegelhalter (2005): φ from winsorised z; where it is clearly above 1, either every limit widened by √φ, or a
 * variance τ² between areas by the method of moments (DerSimonian & Laird), in units of the common rate.
 */
export function spreadOfAreas(areas: readonly Held[], model: AreaModel): AreaSpread {
  const known = areas.filter((a) => a.expected > 0 && a.w < 1)
  const variance = (a: Pick<Held, 'expected' | 'w'>) => (1 - a.w) / a.expected
  const z = known.map((a) => (a.n / a.expected - 1) / Math.sqrt(variance(a)))
  const count = known.length
  const rising = z.toSorted((a, b) => a - b)
  const [low, high] = [quantile(rising, 0.1), quantile(rising, 0.9)]
  const phi =
    count < LEAST_AREAS ? NaN : z.reduce((s, v) => s + Math.min(high, Math.max(low, v)) ** 2, 0) / count
  const clear = phi > 1 + 2 * Math.sqrt(2 / count)
  const weights = known.map((a) => 1 / variance(a))
  const [sum, squares] = weights.reduce(([s, q], w) => [s + w, q + w * w], [0, 0])
  const tau2 =
    clear && model === 'additive' ? Math.max(0, (count * phi - (count - 1)) / (sum - squares / sum)) : 0
  return {
    ...{ model, phi, areas: count, clear, tau: Math.sqrt(tau2) },
    swing: (expected, w) =>
      !clear || model === 'none'
        ? STEADY
        : { phi: model === 'multiplicative' ? phi : 1 + tau2 / variance({ expected, w }), df: Infinity },
  }
}
