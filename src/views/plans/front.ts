/** Which plan is in front, and the one that is being filled in. */
import { create } from 'zustand'
import { keptStore } from '../../core/base/kept.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { type PlanDraft, planInFront, usePlanFront } from '../../state/plans.ts'
import { useStore } from '../../state/store.ts'

/** The plan that is being filled in; absent = none is. It outlives the panel: places are drawn on the map. */
export const useDraft = keptStore(create<{ readonly draft?: PlanDraft }>(() => ({})))

/** The plan in front. */
export function usePlan(): PlanRecord | undefined {
  const all = useStore((s) => s.project.plans)
  const id = usePlanFront((s) => s.id)
  return planInFront(all, id)
}
