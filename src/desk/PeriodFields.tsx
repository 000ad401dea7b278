/** The period as two dates and the usual spans: in the header and among the filters alike. */
import { isoDay, parseIsoDay } from '../core/base/time.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { asAt } from '../state/derived.ts'
import { setClause, useStore } from '../state/store.ts'
import { Actions, Button, DateField } from '../ui/index.ts'
import { PERIODS, usePeriod } from './period.ts'

/** Two dates, and spans up to the as-at date that the file is long enough for. */
export function PeriodFields({ table }: { table: Incidents }) {
  const period = usePeriod()
  const today = useStore((s) => asAt(s).day)
  const { first, last } = table.span
  const set = (fromDay: number, toDay: number) =>
    setClause('period', fromDay <= toDay ? { source: 'period', kind: 'period', fromDay, toDay } : undefined)
  return (
    <>
      <div className="a-columns">
        <DateField
          label="From"
          value={isoDay(period?.fromDay ?? first)}
          onChange={(v) => set(parseIsoDay(v), period?.toDay ?? last)}
        />
        <DateField
          label="To, inclusive"
          value={isoDay(period?.toDay ?? last)}
          onChange={(v) => set(period?.fromDay ?? first, parseIsoDay(v))}
        />
      </div>
      <Actions>
        {PERIODS.filter((p) => p.days < today - first).map((p) => (
          <Button key={p.days} small onClick={() => set(today - p.days + 1, today)}>
            Last {p.label}
          </Button>
        ))}
        {period && (
          <Button small variant="quiet" onClick={() => setClause('period', undefined)}>
            Whole period
          </Button>
        )}
      </Actions>
    </>
  )
}
