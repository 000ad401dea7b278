/** Under the map: hours of the week. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

const HoursDrawer = lazy(async () => ({ default: (await import('./HoursDrawer.tsx')).HoursDrawer }))

export const VIEW: View = {
  id: 'hours',
  title: 'Hours',
  group: 'drawer',
  icon: 'clock',
  hint: 'hours of the week and weekdays',
  Panel: HoursDrawer,
}
