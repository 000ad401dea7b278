/** Under the map: hours of the week, and weekdays; a press in them filters. */
import { EmptyState } from '../../ui/index.ts'
import { Hours, useLinked, Weekdays } from '../explore/index.ts'

export function HoursDrawer() {
  const linked = useLinked()
  if (!linked) return null
  if (linked.table.precision === 'month')
    return (
      <EmptyState icon="clock" title="This file knows months only: there are no hours or weekdays in it." />
    )
  return (
    <div className="x-hours">
      {linked.table.precision === 'minute' && <Hours {...linked} />}
      <Weekdays {...linked} />
    </div>
  )
}
