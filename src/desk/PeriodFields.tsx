/** The period as two dates and the usual spans: in the header and among the filters alike. */
import { NEAR_DAYS } from '../core/base/published.ts'
import { isoDay, parseIsoDay } from '../core/base/time.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { asAt } from '../state/derived.ts'
import { setClause, useStore } from '../state/store.ts'
import { Actions, Button, DateField } from '../ui/index.ts'

/** The spans that one press gives, each ending on the as-at date. */
export const PERIODS = [
  { days: 7, label: '7 days' },
  { days: 28, label: '28 days' },
  { days: NEAR_DAYS, label: '6 weeks' },
  { days: 91, label: '13 weeks' },
  { days: 365, label: '12 months' },
] as const

/** The period that is set among the filters; undefined where all dates count. */
export const usePeriod = (): { readonly fromDay: number; readonly toDay: number } | undefined =>
  useStore((s) => {
    const clause = s.project.clauses.find((c) => c.source === 'period')
    return clause?.kind === 'period' ? clause : undefined
  })

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
