/** What the page of plans looks at: the plan in front, what is asked of it, and the newest answer there is. */
import { useEffect, useState } from 'react'
import type { PlanAnswer, PlanAsk } from '../../core/evaluation/planAnswer.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { askOf, judge, type PlanRun, usePlanRuns } from '../../state/planRuns.ts'
import { useStore } from '../../state/store.ts'

/** What is asked of a plan as the page stands. */
export function useAsk(plan: PlanRecord | undefined): PlanAsk | undefined {
  return useStore((s) => (plan ? askOf(s, plan) : undefined))
}

/** How far a question is; undefined until it was put. */
export const useRunOf = (ask: PlanAsk | undefined): PlanRun | undefined =>
  usePlanRuns((s) => (ask ? s.runs.get(ask) : undefined))

/** The newest answer of one plan; `stale` = of an earlier question, the next is on its way. */
export interface Judging {
  readonly answer?: PlanAnswer
  readonly stale: boolean
  readonly share: number
  readonly error?: string
  retry(): void
}

/** Has a plan judged while the page shows it. One component a plan: its last answer stands until the next is there. */
export function useJudging(plan: PlanRecord): Judging {
  const table = useStore((s) => s.incidents?.table)
  const ask = useAsk(plan)
  const run = useRunOf(ask)
  const [last, setLast] = useState<PlanAnswer>()
  useEffect(() => {
    if (table && ask) judge(table, ask)
  }, [table, ask])
  if (run?.answer && run.answer !== last) setLast(run.answer)
  return {
    answer: run?.answer ?? last,
    stale: !run?.answer,
    share: run?.share ?? 0,
    error: run?.error,
    retry: () => table && ask && judge(table, ask),
  }
}
