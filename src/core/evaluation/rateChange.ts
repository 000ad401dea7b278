/** One change held against another: the odds ratio of four counts, with its spread widened by what was measured. */
import { critical, twoSidedP } from './tails.ts'

/** Counts before and after, where something was done and where it was not. Both arms share the two windows. */
export interface FourCounts {
  readonly before: number
  readonly after: number
  readonly comparisonBefore: number
  readonly comparisonAfter: number
}

export type Interval = readonly [low: number, high: number]

/** How much wider than chance alone the counts swing, and how well that is known. */
export interface Spreading {
  /** variance ÷ mean of counts between areas, at least 1; 1 = Poisson, as the published formulas take it */
  readonly phi?: number
  /** degrees of freedom φ rests on; absent = the normal distribution */
  readonly df?: number
  readonly level?: number
}

/** What four counts say. Ratios below 1 are falls against the comparison; the odds ratio is the reverse of it. */
export interface RateChange {
  /** (before × comparison after) ÷ (after × comparison before): above 1 = it fell more than the comparison */
  readonly oddsRatio: number
  readonly oddsRatioCi: Interval
  readonly rateRatio: number
  readonly ci: Interval
  /** 100 × (rate ratio − 1) */
  readonly percent: number
  readonly percentCi: Interval
  /** incidents there would have been after, had the treated areas changed as the comparison did */
  readonly expected: number
  /** those less the ones there were */
  readonly prevented: number
  readonly preventedSe: number
  /** of the logarithm of either ratio */
  readonly se: number
  /** two-sided */
  readonly p: number
  readonly phi: number
  readonly df: number
  /** a half was added to each count, because one of them was 0 */
  readonly halved: boolean
}

/**
 * The change of the treated areas against that of the comparison. var ln OR = φ(1/a + 1/b + 1/c + 1/d); the
 * interval is t·√var on the log scale. Where a count is 0, a half is added to each (Haldane–Anscombe) for the ratio
 * and its interval, and said. `prevented` is a·d/c − b with φ[b + μ²(1/a + 1/c + 1/d)] as its variance, μ = a·d/c. Assumes that without the
 * plan both arms would have changed in the same ratio.
 */
export function rateChange(counts: FourCounts, spreading: Spreading = {}): RateChange {
  const { phi = 1, df = Infinity, level = 0.95 } = spreading
  const raw = [counts.before, counts.after, counts.comparisonBefore, counts.comparisonAfter]
  const halved = raw.some((n) => n === 0)
  const [a, b, c, d] = halved ? raw.map((n) => n + 0.5) : raw
  const log = Math.log((b * c) / (a * d))
  const se = Math.sqrt(phi * (1 / a + 1 / b + 1 / c + 1 / d))
  const reach = critical(df, level) * se
  const ci: Interval = [Math.exp(log - reach), Math.exp(log + reach)]
  // the halves serve the logarithms alone: what was expected is told from the counts, where a comparison had any
  const [b0, expected] =
    counts.comparisonBefore > 0
      ? [counts.after, (counts.before * counts.comparisonAfter) / counts.comparisonBefore]
      : [b, (a * d) / c]
  const percent = (ratio: number) => 100 * (ratio - 1)
  const rateRatio = Math.exp(log)
  return {
    oddsRatio: 1 / rateRatio,
    oddsRatioCi: [1 / ci[1], 1 / ci[0]],
    rateRatio,
    ci,
    percent: percent(rateRatio),
    percentCi: [percent(ci[0]), percent(ci[1])],
    expected,
    prevented: expected - b0,
    preventedSe: spreadOfPrevented(counts, [a, b, c, d], phi),
    se,
    p: twoSidedP(log / se, df),
    ...{ phi, df, halved },
  }
}

/** √(φ[b + μ²(1/a + 1/c + 1/d)]), μ = a·d/c; of the halved counts only where one of a, c, d is 0. */
function spreadOfPrevented(counts: FourCounts, halved: readonly number[], phi: number): number {
  const raw = [counts.before, counts.after, counts.comparisonBefore, counts.comparisonAfter]
  const [a, b, c, d] = raw[0] > 0 && raw[2] > 0 && raw[3] > 0 ? raw : halved
  return Math.sqrt(phi * (b + ((a * d) / c) ** 2 * (1 / a + 1 / c + 1 / d)))
}

/** Why four numbers cannot be counts before and after, as a sentence; undefined when they can. */
export function problemWithCounts(counts: FourCounts): string | undefined {
  for (const [name, n] of Object.entries(NAMES).map(
    ([k, name]) => [name, counts[k as keyof FourCounts]] as const,
  ))
    if (!Number.isInteger(n) || n < 0)
      return `The count of ${name} is ${n}; a whole number of incidents, 0 or more, was expected.`
    else if (n > MOST_INCIDENTS)
      return `The count of ${name} is ${n}; no force records more than ${MOST_INCIDENTS.toLocaleString('en-GB')} incidents. Give the number that was counted.`
  return undefined
}

/** More incidents than any force records: a slip of the keyboard, or a number that is no count. */
const MOST_INCIDENTS = 1_000_000_000

const NAMES: Readonly<Record<keyof FourCounts, string>> = {
  before: 'the treated areas before',
  after: 'the treated areas after',
  comparisonBefore: 'the comparison before',
  comparisonAfter: 'the comparison after',
}

/** φ at which the 95% interval would just reach 1: below it the change stands out, above it nothing can be told. */
export function tippingPhi(change: RateChange): number {
  const poisson = change.se / Math.sqrt(change.phi)
  return (Math.log(change.rateRatio) / (critical(change.df) * poisson)) ** 2
}
