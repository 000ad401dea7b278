/** Series: the workbench for suspected series of linked crimes. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'
import { useSeriesEntry, useSeriesLayers } from './useSeriesView.ts'

const SeriesPanel = lazy(async () => ({ default: (await import('./SeriesPanel.tsx')).SeriesPanel }))

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
