/** A plan of places in words: what the file cannot carry, the verdict, and everything that must stand beside it. */
import { showDay } from '../base/time.ts'
import { countOf, showNumber, exactP } from '../base/words.ts'
import { daysHeld } from '../table/earlier.ts'
import { type Gap, gapNote } from '../table/gaps.ts'
import { breaksWithin } from '../table/lookBack.ts'
import type { AreasResult } from './areasDesign.ts'
import type { Windows } from './frame.ts'
import { FEWEST_SETS } from './placebo.ts'
import { FEWEST_PAIRS } from './signFlip.ts'
import { couldShow, type Verdict, verdictOf } from './verdict.ts'
import { wddRefusal } from './wdd.ts'
import { changeWords, rangeWords } from './words.ts'

/** p of the test that goes with the design: exchanges from six pairs, other places and years below. NaN where neither is possible. */
export const testOf = ({ signFlip, placebo }: AreasResult): number =>
  signFlip.pairs >= FEWEST_PAIRS ? signFlip.p : (placebo?.p ?? NaN)

/** Why no change can be formed, with what to do instead; undefined where it can. `given` = the comparison was named. */
export function emptyRefusal({ counts }: AreasResult, treated: number, given: boolean): string | undefined {
  if (counts.before + counts.after === 0)
    return `No incident of the two windows lies in the ${treated === 1 ? 'treated area' : countOf(treated, 'treated area')}; ${treated === 1 ? 'does it' : 'do they'} belong to this file?`
  if (counts.before === 0)
    return 'No incident was counted in the treated areas before the start: no change can be formed from it. Take a longer window or larger areas.'
  if (counts.comparisonBefore === 0)
    return given
      ? 'Nothing is left of the comparison before the start once the plan and its ring are taken out of it. Name areas that lie apart from them.'
      : 'No place with incidents before the start lies far enough from the plan to be compared with it. Name comparison areas, or let them lie nearer.'
  return undefined
}

/**
 * Why windows reach past what the file covers, or hold no day of it: missing months would look like a fall. `n` incidents
 * between first and last.
 */
export function coverRefusal(
  windows: Windows,
  [first, last]: readonly [number, number],
  n: number,
  gaps: readonly Gap[] | undefined,
): string | undefined {
  const { start, before, after } = windows
  const held = heldIn(gaps, windows)
  if (held.before === 0 || held.after === 0)
    return `${gapNote(gaps, start - before, start + after - 1)} No day ${held.before === 0 ? 'before' : 'after'} the start is left to count. Take other windows, or a file that holds them.`
  // a quiet file may begin and end some days within what it covers
  const slack = Math.max(7, Math.round((5 * (last - first)) / n))
  return start - before < first - slack || start + after - 1 > last + slack
    ? `The file reaches from ${showDay(first)} to ${showDay(last)}, the two windows from ${showDay(start - before)} to ${showDay(start + after - 1)}: days that are not in the file would count as days without crime. Take shorter windows or a longer file.`
    : undefined
}

/** Arms further apart before the start than this many standard deviations of the treated areas are not alike (Stuart 2010). */
const ALIKE = 0.25

/** What stands above the verdict where months inside the windows are missing; undefined where none are. */
export const gapWarning = (
  gaps: readonly Gap[] | undefined,
  { start, before, after }: Windows,
): string | undefined => {
  const note = gapNote(gaps, start - before, start + after - 1)
  return (
    note &&
    `${note} Both arms lose them alike if they come from one file; a change that fell into those months is not seen.`
  )
}

/** Days of the two windows that the files hold: what is told by the day is told by these. */
export const heldIn = (gaps: readonly Gap[] | undefined, { start, before, after }: Windows) => ({
  before: daysHeld([start - before, start - 1], gaps),
  after: daysHeld([start, start + after - 1], gaps),
})

/** Displacement or diffusion, with its interval and counts; of what, where no fall was shown in the places, is not told. */
export const ringWords = ({
  ring: { counts, change },
  change: inside,
}: Pick<AreasResult, 'ring' | 'change'>): string => {
  if (counts.before < 20 || counts.comparisonBefore < 20)
    return `Ring: ${countOf(counts.before, 'incident')} before, ${counts.after} after (its comparison ${counts.comparisonBefore} and ${counts.comparisonAfter}): too few to tell displacement.`
  const [low, high] = change.ci
  const fell = inside.ci[1] < 1
  const none = 'but in the places themselves no fall was shown, so there is nothing that can have'
  const what =
    low > 1
      ? `it rose against its own comparison, ${fell ? 'which may be displacement' : `${none} moved`}`
      : high < 1
        ? fell
          ? 'it fell against its own comparison too, which may be a diffusion of benefit'
          : `it fell against its own comparison, ${none} spread`
        : 'whether crime moved there cannot be told'
  return `Ring: ${what} (${rangeWords(change.ci)}; ${counts.before} before, ${counts.after} after).`
}

/** Whether a matched square held half as much before as a treated area, or more; where none was matched there is no such doubt. */
export const asHigh = ({ counts, treated, matched }: AreasResult): boolean =>
  matched.length === 0 || counts.comparisonBefore / matched.length >= counts.before / treated.n / 2

/** What must stand beside a verdict against squares that were never as high. */
const lowWarning = (r: AreasResult): string =>
  `No squares as high before were found: ${showNumber(r.counts.comparisonBefore)} in ${countOf(r.matched.length, 'square')} against ${showNumber(r.counts.before)} in ${countOf(r.treated.n, 'area')}. Places at their worst fall by themselves, and squares so much lower show little of that: the figure may be their return to the usual.`

/**
 * The verdict of a plan of places. `p` is that of its test, after Holm where several outcomes were looked at; `gaps` are
 * the months the files do not hold.
 */
export function areasVerdict(
  r: AreasResult,
  windows: Windows,
  { p, margin, gaps }: { readonly p: number; readonly margin?: number; readonly gaps?: readonly Gap[] },
): Verdict {
  const { change, counts, signFlip, phiFrom, balance } = r
  const paired = signFlip.pairs >= FEWEST_PAIRS
  const missing = gapWarning(gaps, windows)
  const held = heldIn(gaps, windows)
  const verdict = verdictOf({
    rateRatio: change.rateRatio,
    ci: change.ci,
    se: change.se,
    df: change.df,
    p,
    test: paired
      ? 'exchanging the two areas of each pair'
      : 'the same estimate at other places and in other years',
    design: paired && Math.abs(balance[0].standardised) <= ALIKE ? 'matched' : 'comparison',
    counts: { ...counts, after: counts.after * (held.before / held.after) },
    breaks: breaksWithin([windows.start - windows.before, windows.start + windows.after - 1]),
    margin,
    poisson: phiFrom === 'none',
  })
  const first = [missing, verdict.kind === 'fell' && !asHigh(r) && lowWarning(r)].filter(
    (w) => typeof w === 'string',
  )
  return first.length > 0 ? { ...verdict, warnings: [...first, ...verdict.warnings] } : verdict
}

/** What stands beside the verdict: counts, spread, test, other places and years, ring, limits. */
export function areasNotes(
  r: AreasResult,
  {
    given,
    months,
    apart,
    listed,
    chosen,
    quarters,
  }: {
    readonly given: boolean
    readonly months: boolean
    readonly apart: number
    readonly listed?: readonly { readonly offence: string; readonly pHolm: number }[]
    /** what the months that chose the places mean; absent = it is asked */
    readonly chosen?: string
    /** the window before holds a year: a fourth of it is a quarter */
    readonly quarters: boolean
  },
): string[] {
  const { change, counts, signFlip, placebo } = r
  const paired = signFlip.pairs >= FEWEST_PAIRS
  const difference = wddRefusal(counts)
  const sorted = placebo ? Float64Array.from(placebo.logRatios).sort() : new Float64Array(0)
  const at = (q: number) => Math.exp(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))])
  return [
    `Treated: ${counts.before} before, ${counts.after} after in ${countOf(r.treated.n, 'area')}. Comparison: ${counts.comparisonBefore} before, ${counts.comparisonAfter} after in ${given ? 'the areas given' : `${countOf(r.matched.length, 'square')} matched on the count before and ${quarters ? 'its last four quarters' : 'four equal parts of it'}, ${apart} m or more away`}.`,
    r.phiFrom === 'none'
      ? undefined
      : `φ = ${showNumber(change.phi, 2)} (${r.dispersion.df} degrees of freedom), from ${r.phiFrom === 'own' ? 'the compared areas' : 'squares with about as many incidents before'}.`,
    paired
      ? `Exchanging the two areas of each of ${signFlip.pairs} pairs: p = ${exactP(signFlip.p)}.`
      : `Fewer than ${FEWEST_PAIRS} pairs: exchanging them cannot reach 5%, so the plan is held against other places and years.`,
    placebo && sorted.length
      ? `Other places and years: ${countOf(sorted.length, 'set')}, ${placebo.disjoint} of them disjoint, over ${countOf(placebo.years, 'year')}; 95 of 100 lie between ${changeWords(at(0.025))} and ${changeWords(at(0.975))}. ${
          Number.isNaN(placebo.p)
            ? `With fewer than ${FEWEST_SETS} disjoint sets no p is given.`
            : `p = ${exactP(placebo.p)}.`
        }`
      : 'No other place or year of the past could be held against this plan.',
    given && !paired
      ? 'The sets of other places are compared with matched squares, not with areas like those given.'
      : undefined,
    listed && listed.length > 1
      ? `${listed.length} outcomes were looked at; by Holm the p of each is ${listed.map((o) => `${o.offence} ${exactP(o.pHolm)}`).join(', ')}. The answer is that of ${listed[0].offence}.`
      : undefined,
    ringWords(r),
    r.subtracted > 0
      ? `The comparison shared ground with the plan or its ring: ${countOf(r.subtracted, 'incident')} taken out of it.`
      : undefined,
    r.overlapping > 0
      ? `${countOf(r.overlapping, 'incident')} in more than one treated area ${r.overlapping === 1 ? 'counts' : 'count'} once.`
      : undefined,
    difference ? `The difference of counts is not given. ${difference}` : undefined,
    change.halved ? undefined : couldShow(change.se, change.df),
    chosen ??
      'Which months were used to choose these places? If they are the months counted here as before, part of any fall is their return to the usual.',
    months
      ? 'Only months are known: windows that do not begin and end with a month lose or gain a part of one.'
      : undefined,
    change.halved ? 'One count is 0: a half was added to each for the ratio and its interval.' : undefined,
  ].filter((s) => s !== undefined)
}
