/** Did it work? › Cocooning: burglaries listed against those not yet listed, and what followed at each. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

const CocoonedPanel = lazy(async () => ({ default: (await import('./CocoonedPanel.tsx')).CocoonedPanel }))

export const VIEW: View = {
  id: 'cocooned',
  title: 'Cocooning',
  group: 'worked',
  shares: 'plans',
  icon: 'home',
  hint: 'whether listing and calling on doors left fewer near repeats',
  width: 560,
  Panel: CocoonedPanel,
  period: () => 'Cocooning: dates of the lists',
  counts: () => 'burglary of homes',
}
