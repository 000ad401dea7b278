/** Under the map: hours of the week. */
import type { View } from '../../desk/view.ts'
import { HoursDrawer } from './HoursDrawer.tsx'

export const VIEW: View = {
  id: 'hours',
  title: 'Hours',
  group: 'drawer',
  icon: 'clock',
  hint: 'hours of the week and weekdays',
  Panel: HoursDrawer,
}
