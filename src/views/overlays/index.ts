/** Partner overlays: reached by the map's own menu, drawn over every place, counted in none. */
import { lazy } from 'react'
import { later } from '../../desk/later.ts'
import { OVERLAYS } from '../../desk/layerIds.ts'
import type { View } from '../../desk/view.ts'

const OverlaysPanel = lazy(async () => ({ default: (await import('./OverlaysPanel.tsx')).OverlaysPanel }))

export const VIEW: View = {
  id: OVERLAYS,
  title: 'Partner overlays',
  group: 'side',
  icon: 'layers',
  hint: 'premises, cameras, fires … over the map, never counted',
  Panel: OverlaysPanel,
  layers: later(async () => (await import('../../desk/overlays.ts')).useOverlayLayers),
  mapRole: 'over',
  always: true,
}
