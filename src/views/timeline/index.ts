/** Under the map: counts through time against what was expected, and the past to be played. */
import { lazy } from 'react'
import { answered } from '../../desk/answered.ts'
import type { View } from '../../desk/view.ts'

const TimelineDrawer = lazy(async () => {
  await answered()
  return { default: (await import('./Timeline.tsx')).TimelineDrawer }
})

export const VIEW: View = {
  id: 'timeline',
  title: 'Timeline',
  group: 'drawer',
  icon: 'chart',
  hint: 'counts through time, and the period',
  Panel: TimelineDrawer,
}
