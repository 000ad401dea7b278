/** What the rail and the header ask of the plans. */
import { parseIsoDay, showDay } from '../../core/base/time.ts'
import { flagOf } from '../../state/plans.ts'
import { useStore } from '../../state/store.ts'
import { many } from '../../desk/words.ts'
import { kindLabel } from './kindLabel.ts'
import { useDraft, usePlan } from './front.ts'

/** How many plans there are. */
export function usePlanEntry(): { note?: string } {
  const n = useStore((s) => s.project.plans.length)
  return { note: n > 0 ? String(n) : undefined }
}

/** The dates of the plan in front. */
export function usePlanPeriod(): string | undefined {
  const plan = usePlan()
  const making = useDraft((s) => s.draft !== undefined)
  if (!plan || making) return 'Plans: dates of their own'
  return `Plan ${flagOf(plan)}: ${showDay(parseIsoDay(plan.start))} – ${showDay(parseIsoDay(plan.end))}`
}

/** The kinds the plan in front counts, whatever the filters say. */
export function usePlanCounts(): string {
  const plan = usePlan()
  const draft = useDraft((s) => s.draft)
  const kinds = (draft ?? plan)?.offences
  if (!kinds) return 'kinds of the plan'
  if (kinds.length === 0) return 'all kinds'
  return kinds.length === 1 ? kindLabel(kinds[0]) : many(kinds.length, 'kind')
}
