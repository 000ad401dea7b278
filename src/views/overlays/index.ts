/** Partner overlays: reached by the map's own menu, drawn over every place, counted in none. */
import { OVERLAYS, useOverlayLayers } from '../../desk/overlays.ts'
import type { View } from '../../desk/view.ts'
import { OverlaysPanel } from './OverlaysPanel.tsx'

export const VIEW: View = {
  id: OVERLAYS,
  title: 'Partner overlays',
  group: 'side',
  icon: 'layers',
  hint: 'premises, cameras, fires … over the map, never counted',
  Panel: OverlaysPanel,
  layers: useOverlayLayers,
  mapRole: 'over',
  always: true,
}
