/** The two plans of the invented town: they come with it and go with it. */
import { soundPlans } from '../../core/evaluation/planRecord.ts'
import { useStore } from '../../state/store.ts'

/** Puts them into the project where it holds no plan; no step of the history, since nobody did it. */
export async function putSamplePlans(): Promise<void> {
  const { default: text } = await import('../../../data/town/plans.json?raw')
  const { plans } = soundPlans(JSON.parse(text))
  useStore.setState((s) =>
    s.incidents?.sample && s.project.plans.length === 0 ? { project: { ...s.project, plans } } : {},
  )
}
