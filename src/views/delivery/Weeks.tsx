/** Delivery by week, for whoever must account for the work: counted when it is asked for. */
import { useMemo } from 'react'
import type { DeliveryWeek } from '../../cocoon/weekly.ts'
import type { Dated } from '../../cocoon/clock.ts'
import { WEEKLY_NOTES, weeklyDelivery, weeksUntil } from '../../cocoon/weekly.ts'
import { showDay } from '../../core/base/time.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { doorsOf } from '../../state/cocoonHere.ts'
import { askOf, planCocoon } from '../../state/cocoon.ts'
import { useStore } from '../../state/store.ts'
import { DataTable, Notes, type TableModel } from '../../ui/index.ts'

/** How many weeks are shown: two months of lists. */
const WEEKS = 8

/** The weeks as a table, the newest first. */
export function weeksTable(weeks: readonly DeliveryWeek[]): TableModel {
  const w = weeks.toReversed()
  const number = (
    key: 'burglaries' | 'asked' | 'called' | 'spoken' | 'leaflet' | 'unanswered' | 'notReached' | 'unmatched',
    label: string,
    deciding = true,
  ) => ({ key, label, kind: 'number' as const, digits: 0, deciding, value: (i: number) => w[i][key] })
  return {
    caption: 'Homes by the week of their burglary, newest first',
    n: w.length,
    key: (i) => String(w[i].from),
    columns: [
      {
        key: 'from',
        label: 'Week from',
        kind: 'date',
        value: (i) => w[i].from,
        show: (i) => showDay(w[i].from, { year: false }),
        detail: (i) => (w[i].open ? 'visits may still come' : ''),
      },
      number('asked', 'Asked for'),
      number('called', 'Called on'),
      number('spoken', 'Spoken to'),
      number('leaflet', 'Leaflet or card'),
      number('unanswered', 'No answer'),
      number('notReached', 'Not reached'),
      number('burglaries', 'Burglaries', false),
      number('unmatched', 'Home not found', false),
    ],
  }
}

export function Weeks({ list, clock }: { list: Dated; clock: number }) {
  const until = weeksUntil(list, clock)
  const visits = useStore((s) => s.visits)
  const made = useStore((s) => s.cocoon?.plan)
  const weeks = useMemo(() => {
    const plan = made && planCocoon(useStore.getState())
    if (!plan?.homes) return undefined
    const { rows, protocol, marks, units } = askOf({ ...plan, one: undefined })
    const { table, text } = plan.incidents
    const doors = doorsOf(plan.homes)
    return weeklyDelivery({
      ...{ table, text, doors, rows, protocol, marks, units },
      ...{ visits, until, weeks: WEEKS },
    })
  }, [made, visits, until])
  if (!weeks) return null
  return (
    <>
      <DataTable
        model={weeksTable(weeks)}
        height={320}
        file="cocoon-delivery-by-week"
        guard={(what) => accountFor('export', what)}
      />
      <Notes title="What these weeks count" notes={WEEKLY_NOTES} />
    </>
  )
}
