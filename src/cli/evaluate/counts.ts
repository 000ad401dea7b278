/** `evaluate --counts A,B,C,D`: four counts. */
import {
  type FourCounts,
  problemWithCounts,
  rateChange,
  tippingPhi,
} from '../../core/evaluation/rateChange.ts'
import { couldShow, verdictOf } from '../../core/evaluation/verdict.ts'
import { wdd, wddRefusal } from '../../core/evaluation/wdd.ts'
import { showNumber } from '../../core/base/words.ts'
import { type Call, type Given, number, numbers, Unfit, Usage } from '../command.ts'
import { changeFigures, fromVerdict, said } from './said.ts'

/** Four counts from --counts. Throws `Usage` where they are none, `Unfit` where no ratio can be formed from them. */
export function fourCounts(flags: Given): FourCounts {
  const given = numbers(flags, 'counts')
  if (given.length !== 4)
    throw new Usage(
      `--counts has ${given.length} ${given.length === 1 ? 'number' : 'numbers'}; four were expected: treated before, treated after, comparison before, comparison after.`,
    )
  const [before, after, comparisonBefore, comparisonAfter] = given
  const counts = { before, after, comparisonBefore, comparisonAfter }
  const problem = problemWithCounts(counts)
  if (problem) throw new Usage(`--counts: ${problem}`)
  if (before === 0 || comparisonBefore === 0)
    throw new Unfit(
      `No incident was counted in the ${before === 0 ? 'treated areas' : 'comparison'} before the start: no change can be formed from it. Take longer windows or larger areas.`,
    )
  return counts
}

/** φ and df from the flags: Poisson and the normal distribution where none were given. */
export const spreadingOf = (flags: Given) => ({
  phi: number(flags, 'phi', 1, 1),
  ...(flags.df !== undefined && { df: number(flags, 'df', undefined, 1) }),
})

/** The margin of --margin as a share; undefined without it. */
export const marginOf = (flags: Given): number | undefined =>
  flags.margin === undefined ? undefined : number(flags, 'margin', undefined, 0.1, 90) / 100

/** Lengths of the two windows, where they were given. */
function windowsOf(flags: Given): readonly [before: number, after: number] {
  if (flags.before === undefined && flags.after === undefined) return [1, 1]
  return [number(flags, 'before', undefined, 1), number(flags, 'after', undefined, 1)]
}

export function counts(call: Call): string {
  const { flags } = call
  const four = fourCounts(flags)
  const spreading = spreadingOf(flags)
  const [before, after] = windowsOf(flags)
  const change = rateChange(four, spreading)
  // per window after, so that a longer window before is no fall
  const time = [before / after, 1] as const
  const refused = wddRefusal(four)
  const difference = wdd({
    treated: [four.before, four.after],
    comparison: [four.comparisonBefore, four.comparisonAfter],
    time,
    ...spreading,
  })
  const verdict = verdictOf({
    rateRatio: change.rateRatio,
    ci: change.ci,
    se: change.se,
    df: spreading.df,
    design: 'comparison',
    counts: { ...four, before: four.before, after: four.after * time[0] },
    margin: marginOf(flags),
    poisson: flags.phi === undefined,
  })
  const tips = tippingPhi(change)
  const notes = [
    // half a count in the place of none says how sure the ratio is, not what such a plan could have shown
    change.halved ? undefined : couldShow(change.se, spreading.df),
    change.ci[0] > 1 || change.ci[1] < 1
      ? `The interval would reach no change from φ = ${showNumber(tips, 1)}; among squares with much burglary 2 to 4 was measured in Greater Manchester.`
      : undefined,
    change.halved ? 'One count is 0: a half was added to each for the ratio and its interval.' : undefined,
    refused ? `The difference of counts is not given. ${refused}` : undefined,
    'Give a panel of areas (--panel) or the incidents with the places (FILE --treated): only they can measure how much counts swing and test the result.',
  ].filter((n) => n !== undefined)
  return said(
    call,
    {
      ...changeFigures(change),
      wdd: refused
        ? { refused }
        : { estimate: difference.estimate, se: difference.se, z: difference.z, ci: difference.ci },
      verdict: verdict.kind,
    },
    {
      ...fromVerdict(verdict, notes),
      params: {
        counts: Object.values(four),
        phi: spreading.phi,
        df: spreading.df ?? null,
        level: 0.95,
        before,
        after,
      },
      n: Object.values(four).reduce((s, v) => s + v, 0),
    },
  )
}
