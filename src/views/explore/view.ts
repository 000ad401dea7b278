/** The filter drawer of every place: linked charts, and every filter as a field. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

const ExplorePanel = lazy(async () => ({ default: (await import('./ExplorePanel.tsx')).ExplorePanel }))

export const VIEW: View = {
  id: 'explore',
  title: 'Filter',
  group: 'side',
  icon: 'filter',
  hint: 'linked charts: select in one, the others answer',
  width: 720,
  Panel: ExplorePanel,
}
