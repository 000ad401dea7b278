/** What the rail, the header and the map ask of the plans. */
import { useMemo } from 'react'
import { parseIsoDay, showDay } from '../../core/base/time.ts'
import type { LayerSpec } from '../../map/index.ts'
import { flagOf } from '../../state/plans.ts'
import { useStore } from '../../state/store.ts'
import { draftLayers, planLayers } from './layers.ts'
import { many } from '../../desk/words.ts'
import { kindLabel } from './tables.ts'
import { useAsk, useDraft, usePlan, useRunOf } from './model.ts'

const none: readonly LayerSpec[] = []

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

/** The plan in front, or the places of the one that is being made. */
export function usePlanLayers(wanted: boolean): readonly LayerSpec[] {
  const incidents = useStore((s) => s.incidents)
  const plan = usePlan()
  const draft = useDraft((s) => s.draft)
  const ask = useAsk(plan)
  const answer = useRunOf(ask)?.answer
  return useMemo(() => {
    if (!wanted || !incidents) return none
    if (draft) return draftLayers(draft.places)
    return plan ? planLayers(plan, incidents, answer) : none
  }, [wanted, incidents, plan, draft, answer])
}
