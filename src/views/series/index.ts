/** Series: the workbench for suspected series of linked crimes. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'
import { later } from '../../desk/later.ts'
import { useSeriesEntry } from './useSeriesEntry.ts'

const SeriesPanel = lazy(async () => ({ default: (await import('./SeriesPanel.tsx')).SeriesPanel }))

export const VIEW: View = {
  id: 'series',
  title: 'Series',
  group: 'series',
  icon: 'link',
  hint: 'crimes that may be linked: find, order, print, hand over',
  Panel: SeriesPanel,
  entry: useSeriesEntry,
  layers: later(async () => (await import('./useSeriesView.ts')).useSeriesLayers),
  mapRole: 'over',
}
