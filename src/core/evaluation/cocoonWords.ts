/** What cocoons listed, reached and followed may be said to show: one home for the screen and the terminal. */
import { countOf, exactP, showNumber } from '../base/words.ts'
import { type CocoonOutcomes, FOLLOW_UP_DAYS } from './cocoonOutcomes.ts'
import type { StartsDealt } from './startsDealt.ts'
import { couldShow, type Verdict, verdictOf } from './verdict.ts'
import { rangeWords } from './words.ts'

/** Near repeats, and cocoons of each kind, that a verdict needs. */
const FEWEST_COCOONS = 20

/** Standard error of ln ITT ratio with φ in it: what interval and power rest on. */
const spreadOf = (r: CocoonOutcomes): number => r.itt.se * Math.sqrt(r.phi)

/** The verdict on being listed (intention to treat). `randomised`: the order of the roll-out was drawn by lot. */
export function cocoonVerdict(
  r: CocoonOutcomes,
  {
    randomised,
    margin,
    dealt,
  }: { readonly randomised: boolean; readonly margin?: number; readonly dealt?: StartsDealt },
): Verdict {
  const [y1, y0] = r.itt.events
  const [n1, n0] = r.itt.cocoons
  if (Math.min(y1 + y0, n1, n0) < FEWEST_COCOONS)
    return {
      kind: 'none',
      sentence: `No verdict: ${countOf(y1 + y0, 'near repeat')} at ${n1} listed and ${n0} other cocoons; ${FEWEST_COCOONS} or more of each are needed.`,
      warnings: [],
      level: 'Show cocoons of several beats together.',
    }
  return verdictOf({
    rateRatio: r.itt.rateRatio,
    ci: r.itt.wideCi,
    se: spreadOf(r),
    df: r.df,
    ...(dealt && { p: dealt.p, test: 'dealing the first days anew among the beats' }),
    design: randomised ? 'randomised' : 'groups',
    words: {
      fell: 'Near repeats were fewer after listed burglaries than after those not yet listed',
      rose: 'Near repeats were more after listed burglaries than after those not yet listed',
      against: 'those not yet listed',
    },
    margin,
  })
}

/** How many more of the listed were reached, as a difference of two shares. */
function pointsMore(delivered: number): string {
  const points = showNumber(Math.abs(100 * delivered))
  return points === '0'
    ? 'Doors were reached within 48 hours at about the same share of both kinds'
    : `Doors were reached within 48 hours at ${points} percentage points ${delivered > 0 ? 'more' : 'fewer'} of the listed burglaries than of the others`
}

/** What dealing the first days anew among the beats gives. */
function dealtWords({ p, least, deals, exact, beats }: StartsDealt): string {
  const how = `First days of lists dealt anew among ${countOf(beats, 'beat')} (${exact ? `all ${countOf(deals, 'way')}` : `${showNumber(deals)} seeded draws`}): p = ${exactP(p)}`
  return `${how}${least > 0.05 ? `; so few ways cannot come below ${exactP(least)}, so that no verdict is possible with these beats` : ''}. Beats differ in their near repeats of themselves, and interval and φ allow for it.`
}

/** What must stand beside the verdict. */
export function cocoonNotes(r: CocoonOutcomes, randomised: boolean, dealt?: StartsDealt): string[] {
  return [
    'Listed against not yet listed (intention to treat) comes first: it counts every listed cocoon, delivered or not.',
    randomised
      ? ''
      : 'The order of the roll-out must not follow the crime; it is the strongest design only if it was drawn by lot.',
    dealt ? dealtWords(dealt) : '',
    `${pointsMore(r.delivered)}; φ = ${showNumber(r.phi, 2)} between cocoons.`,
    Number.isFinite(r.asTreated.rateRatio)
      ? `As treated (${rangeWords(r.asTreated.wideCi)}) compares people who are at home with people who are out: no evidence by itself.`
      : '',
    r.itt.halved || r.asTreated.halved ? 'A group without any near repeat got half a one for its ratio.' : '',
    couldShow(spreadOf(r), r.df),
  ].filter((s) => s !== '')
}

/** How each cocoon must have been followed, in words. */
export const FOLLOW_UP_WORDS = `only those with ${FOLLOW_UP_DAYS} full days belong in it, counted from 48 hours after the report, listed or not`
