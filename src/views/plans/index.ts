/** Did it work? › Plans: what was done, where and when, and what can be said of it. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'
import { later } from '../../desk/later.ts'
import { usePlanCounts, usePlanEntry, usePlanPeriod } from './usePlanView.ts'

const PlansPanel = lazy(async () => ({ default: (await import('./PlansPanel.tsx')).PlansPanel }))

export const VIEW: View = {
  id: 'plans',
  title: 'Plans',
  group: 'worked',
  icon: 'scales',
  hint: 'what was done, where and when, and whether it worked',
  width: 560,
  Panel: PlansPanel,
  entry: usePlanEntry,
  layers: later(async () => (await import('./useLayers.ts')).usePlanLayers),
  period: usePlanPeriod,
  counts: usePlanCounts,
  mapRole: 'over',
}
