/** The plans in a briefing: each with its verdict, ratio and interval, whatever the filters of the page are. */
import { countOf, showNumber } from '../../core/base/words.ts'
import type { PlanJudged } from '../../core/evaluation/planAnswer.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { askOf, judge, nextAsk, type PlanRun, usePlanRuns } from '../../state/planRuns.ts'
import { flagOf } from '../../state/plans.ts'
import type { Store } from '../../state/types.ts'
import type { TableModel } from '../../ui/index.ts'

/** More plans than this are not told: the newest are. */
const MOST = 6

type PlanState = Pick<Store, 'incidents' | 'project'>

const plansOf = (s: PlanState): readonly PlanRecord[] => s.project.plans.slice(-MOST)

const runOf = (s: PlanState, plan: PlanRecord): PlanRun | undefined => {
  const ask = askOf(s, plan)
  return ask && usePlanRuns.getState().runs.get(ask)
}

/** Whether a plan of the briefing has still to be judged. */
export const plansWait = (s: PlanState): boolean =>
  s.incidents !== undefined && nextAsk(s, plansOf(s)) !== undefined

/** Has the next plan judged that has not been: one at a time, since the newest question wins. */
export function judgeNext(s: PlanState): void {
  const ask = nextAsk(s, plansOf(s))
  if (s.incidents && ask) judge(s.incidents.table, ask)
}

/** What the plans come to: a sentence, one for each plan, and a table. Undefined where there is no plan. */
export function plansPart(s: PlanState) {
  const plans = plansOf(s)
  if (!s.incidents || plans.length === 0) return undefined
  const answers = plans.map((plan) => {
    const run = runOf(s, plan)
    return { plan, answer: run?.answer, error: run?.error }
  })
  const judged = answers.flatMap(({ plan, answer }): { plan: PlanRecord; answer: PlanJudged }[] =>
    answer?.kind === 'judged' ? [{ plan, answer }] : [],
  )
  const says = answers.map(({ plan, answer, error }) => {
    const name = `${flagOf(plan)} ${plan.name}`
    if (answer?.kind === 'judged') return `${name}: ${answer.verdict.sentence}`
    if (answer?.kind === 'ahead') return `${name}: not begun. ${answer.sentence}`
    if (answer?.kind === 'refused') return `${name}: ${answer.sentence}`
    return `${name}: ${error === undefined ? 'not judged yet.' : `could not be judged. ${error}`}`
  })
  const rows = judged
  const table: TableModel = {
    caption: 'Plans that have begun, against their comparison',
    n: rows.length,
    key: (i) => rows[i].plan.id,
    columns: [
      {
        key: 'plan',
        label: 'Plan',
        kind: 'text',
        value: (i) => `${flagOf(rows[i].plan)} ${rows[i].plan.name}`,
      },
      { key: 'verdict', label: 'Verdict', kind: 'text', value: (i) => rows[i].answer.verdict.kind },
      {
        ...{ key: 'ratio', label: 'Ratio', kind: 'number', digits: 2 },
        value: (i) => rows[i].answer.result.change.rateRatio,
      },
      {
        ...{ key: 'ci', label: '95%', kind: 'text' },
        value: (i) => rows[i].answer.result.change.ci.map((v) => showNumber(v, 2)).join('–'),
      },
      {
        ...{ key: 'before', label: 'Before', kind: 'number', digits: 0 },
        value: (i) => rows[i].answer.result.counts.before,
      },
      {
        ...{ key: 'after', label: 'After', kind: 'number', digits: 0 },
        value: (i) => rows[i].answer.result.counts.after,
      },
    ],
  }
  const limits = [
    'A plan has its own places, kinds and days: filters of the page change nothing in it.',
    ...(s.project.plans.length > plans.length
      ? [
          `The newest ${plans.length} of ${s.project.plans.length} plans are shown; the others are under “Did it work?”.`,
        ]
      : []),
    ...new Set(judged.flatMap(({ answer: { verdict } }) => [verdict.level, ...verdict.warnings])),
  ]
  return {
    answer:
      says.length === 1
        ? says[0]
        : `${s.project.plans.length > plans.length ? `The newest ${plans.length} of ` : ''}${countOf(s.project.plans.length, 'plan')}: ${answers
            .map(
              ({ plan, answer }) =>
                `${flagOf(plan)} ${answer?.kind === 'judged' ? answer.verdict.kind : answer?.kind === 'ahead' ? 'not begun' : 'no verdict'}`,
            )
            .join(', ')}.`,
    says: says.length === 1 ? [] : says,
    table,
    limits,
  }
}
