/** Series: the workbench for suspected series of linked crimes. */
import type { View } from '../../desk/view.ts'
import { SeriesPanel } from './SeriesPanel.tsx'
import { useSeriesEntry, useSeriesLayers } from './useSeriesView.ts'

export const VIEW: View = {
  id: 'series',
  title: 'Series',
  group: 'series',
  icon: 'link',
  hint: 'crimes that may be linked: find, order, print, hand over',
  Panel: SeriesPanel,
  entry: useSeriesEntry,
  layers: useSeriesLayers,
  mapRole: 'over',
}
