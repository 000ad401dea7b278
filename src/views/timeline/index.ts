/** Under the map: counts through time against what was expected, and the past to be played. */
import type { View } from '../../desk/view.ts'
import { TimelineDrawer } from './Timeline.tsx'

export const VIEW: View = {
  id: 'timeline',
  title: 'Timeline',
  group: 'drawer',
  icon: 'chart',
  hint: 'counts through time, and the period',
  Panel: TimelineDrawer,
}
