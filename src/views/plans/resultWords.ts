/** The words beside a verdict: one home for the screen and the sheet. */
import { parseIsoDay, showDay } from '../../core/base/time.ts'
import { showNumber, exactP } from '../../core/base/words.ts'
import { testOf } from '../../core/evaluation/areasWords.ts'
import type { PlanJudged } from '../../core/evaluation/planAnswer.ts'
import { type PlanRecord, ruleInTime } from '../../core/evaluation/planRecord.ts'
import { FEWEST_SETS } from '../../core/evaluation/placebo.ts'
import { couldShow } from '../../core/evaluation/verdict.ts'
import { many } from '../../desk/words.ts'
import { fallShown, ratioWords } from './tables.ts'

/** Warnings that must stand beside the verdict; what the plan could show stands in the line of its power. */
export function warningsOf({ verdict, result }: PlanJudged): string[] {
  const could = couldShow(result.change.se, result.change.df)
  return verdict.warnings.filter((w) => w !== could)
}

/** n, ratio, interval and power in the fewest words; the same on the sheet. */
export function sureLines({ result, verdict, outcomes }: PlanJudged): (readonly [string, string])[] {
  const { counts, change } = result
  const p = outcomes[0]?.pHolm ?? testOf(result)
  const fall = fallShown(change)
  return [
    [
      'How sure',
      `Ratio ${ratioWords(change)}, ${showNumber(counts.before)} before and ${showNumber(counts.after)} after against ${showNumber(counts.comparisonBefore)} and ${showNumber(counts.comparisonAfter)}${Number.isFinite(p) ? `; p = ${exactP(p)}${outcomes.length > 1 ? ` after Holm over ${outcomes.length} outcomes` : ''}` : '; no p could be given'}.`,
    ],
    [
      'Power',
      fall === 'none'
        ? couldShow(change.se, change.df)
        : `This plan can only show a fall of ${fall.slice(1)} or more (4 times in 5).`,
    ],
    ['Design', verdict.level],
  ]
}

/** What the placebo chart says, in one sentence; without `drawn` where there are only words. */
export function placeboSentence({ result }: Pick<PlanJudged, 'result'>, drawn = true): string {
  const { placebo } = result
  if (!placebo) return ''
  const n = placebo.logRatios.length
  return `${many(n, 'set')} of other places and years, ${placebo.disjoint} of them disjoint; ${
    Number.isNaN(placebo.p) ? `under ${FEWEST_SETS} disjoint sets no p is given` : `p = ${exactP(placebo.p)}`
  }.${drawn ? ' Strongly drawn: as far out as this plan.' : ''}`
}

/** A day of a plan as the page writes days. */
const dayWords = (iso: string): string => {
  const day = parseIsoDay(iso)
  return Number.isNaN(day) ? 'no known day' : showDay(day)
}

/** Whether the rule was kept, said beside every verdict. */
export const ruleWords = (plan: PlanRecord): string =>
  ruleInTime(plan)
    ? `Rule of ${dayWords(plan.rule.written)}, before the start: ${plan.rule.text}`
    : plan.rule.text.trim() === ''
      ? 'No rule of success was written.'
      : `The rule was written on ${dayWords(plan.rule.written)}, not before the start of ${dayWords(plan.start)}: what counts as success may have been chosen after the result was seen. It reads: ${plan.rule.text}`

/** Whose choice the comparison was, where it was not matched: said on screen and on paper. */
export const handWords = (plan: PlanRecord): string =>
  plan.comparison.length > 0
    ? 'The areas compared with were named by hand: a comparison that is changed after the result was seen can be changed until it pleases.'
    : ''
