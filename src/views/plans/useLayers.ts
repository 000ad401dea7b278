/** What the map asks of the plans. */
import { useMemo } from 'react'
import type { LayerSpec } from '../../map/index.ts'
import { useStore } from '../../state/store.ts'
import { useDraft, usePlan } from './front.ts'
import { draftLayers, planLayers } from './layers.ts'
import { useAsk, useRunOf } from './model.ts'

const none: readonly LayerSpec[] = []

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
