/** Behind the chip of the period: its dates, and the as-at date. */
import { isoDay, parseIsoDay } from '../core/base/time.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { PeriodFields } from '../desk/PeriodFields.tsx'
import type { View } from '../desk/view.ts'
import { asAt } from '../state/derived.ts'
import { change, useStore } from '../state/store.ts'
import { Button, DateField } from '../ui/index.ts'

export function PeriodForm({ view, table }: { view: View; table: Incidents }) {
  const today = useStore((s) => asAt(s).day)
  const chosen = useStore((s) => s.project.asAt)
  const why = useStore((s) => asAt(s).why)
  return (
    <div className="a-pop">
      {view.period && (
        <p className="a-hint">{view.title} uses dates of its own. The period below holds everywhere else.</p>
      )}
      <PeriodFields table={table} />
      <div className="a-columns">
        <DateField
          label="As at"
          help={`What “today” means for every list and method: ${why}.`}
          value={isoDay(today)}
          onChange={(v) => !Number.isNaN(parseIsoDay(v)) && change('as-at date', { asAt: v })}
        />
        {chosen !== 'auto' && (
          <Button small variant="quiet" onClick={() => change('as-at date', { asAt: 'auto' })}>
            As the file says
          </Button>
        )}
      </div>
    </div>
  )
}
