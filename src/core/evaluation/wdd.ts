/** The weighted displacement difference (Wheeler & Ratcliffe 2018): incidents fewer or more than where nothing was done. */
import { critical, twoSidedP } from './tails.ts'
import type { FourCounts, Interval } from './rateChange.ts'

type BeforeAfter = readonly [before: number, after: number]

/** What a weighted displacement difference is made from; weights divide the counts. */
export interface WddInput {
  readonly treated: BeforeAfter
  readonly comparison: BeforeAfter
  /** where the crime may have gone, and where it cannot have: only if asked for before anyone looked */
  readonly ring?: BeforeAfter
  readonly ringComparison?: BeforeAfter
  /** length of the two windows, such as [2, 1] for two years before and one after */
  readonly time?: BeforeAfter
  /** sizes: comparison, treated, ring's comparison, ring */
  readonly sizes?: readonly [comparison: number, treated: number, ringComparison: number, ring: number]
  readonly phi?: number
  readonly df?: number
  readonly level?: number
}

/** An estimate of incidents with its standard error. */
export interface Estimate {
  readonly estimate: number
  readonly se: number
}

/** Incidents: negative = fewer than the comparison's change leaves to be expected. */
export interface Wdd extends Estimate {
  readonly local: Estimate
  readonly displaced: Estimate
  readonly z: number
  readonly ci: Interval
  /** two-sided */
  readonly p: number
}

/** (T after − T before) − (C after − C before), the ring likewise; variance is the sum of the counts ÷ weight², times φ. */
export function wdd(input: WddInput): Wdd {
  const { time = [1, 1], sizes = [1, 1, 1, 1], phi = 1, df = Infinity, level } = input
  const none: BeforeAfter = [0, 0]
  const change = (of: BeforeAfter, size: number) => ({
    by: of[1] / (time[1] * size) - of[0] / (time[0] * size),
    variance: phi * (of[1] / (time[1] * size) ** 2 + of[0] / (time[0] * size) ** 2),
  })
  const against = (one: BeforeAfter, size: number, other: BeforeAfter, otherSize: number) => {
    const [t, c] = [change(one, size), change(other, otherSize)]
    return { estimate: t.by - c.by, se: Math.sqrt(t.variance + c.variance) }
  }
  const local = against(input.treated, sizes[1], input.comparison, sizes[0])
  const displaced = against(input.ring ?? none, sizes[3], input.ringComparison ?? none, sizes[2])
  const estimate = local.estimate + displaced.estimate
  const se = Math.hypot(local.se, displaced.se)
  const reach = critical(df, level) * se
  return {
    ...{ estimate, se, local, displaced },
    z: estimate / se,
    ci: [estimate - reach, estimate + reach],
    p: twoSidedP(estimate / se, df),
  }
}

/** Harm: differences of several kinds of crime weighted and added. */
export function wddHarm(parts: readonly (Estimate & { readonly weight: number })[], level?: number) {
  const estimate = parts.reduce((sum, p) => sum + p.weight * p.estimate, 0)
  const se = Math.sqrt(parts.reduce((sum, p) => sum + (p.weight * p.se) ** 2, 0))
  const reach = critical(Infinity, level) * se
  const ci: Interval = [estimate - reach, estimate + reach]
  return { estimate, se, z: estimate / se, ci }
}

/**
 * Why a difference of counts would mislead here; undefined where it may stand. It assumes that both arms would have
 * changed by the same number of incidents, which arms of different size never do.
 */
export function wddRefusal({ before, comparisonBefore }: FourCounts): string | undefined {
  const ratio = comparisonBefore / before
  if (ratio >= 0.5 && ratio <= 2) return undefined
  const times = ratio > 1 ? ratio : 1 / ratio
  const [more, fewer] = ratio > 1 ? ['comparison', 'treated areas'] : ['treated areas', 'comparison']
  const size = Number.isFinite(times)
    ? `had ${times.toFixed(1)} times as many incidents before as the ${fewer}`
    : `had incidents before, and the ${fewer} none`
  return `The ${more} ${size}: a difference of counts would compare sizes, not changes (allowed: half to twice). The ratio of the two changes stands.`
}
