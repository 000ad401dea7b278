/** The period as two dates and the usual spans: in the header and among the filters alike. */
import { useState } from 'react'
import { isoDay, isoInWords, parseIsoDay, showDay } from '../core/base/time.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { asAt } from '../state/derived.ts'
import { setClause, useStore } from '../state/store.ts'
import { Actions, Button, DateField } from '../ui/index.ts'
import { PERIODS, usePeriod } from './period.ts'

/** Dates as typed of which the first is after the last, and the period that goes on holding. */
interface Held {
  readonly from: string
  readonly to: string
  readonly over: ReturnType<typeof usePeriod>
}

/** Why such dates are not taken, and what counts meanwhile. */
function wrongWords({ from, to, over }: Held): string {
  const why = Number.isNaN(parseIsoDay(from) + parseIsoDay(to))
    ? 'Type the year in full, such as 2026.'
    : `From, ${isoInWords(from)}, is after To, ${isoInWords(to)}.`
  return `${why} Until it is put right ${over ? `${showDay(over.fromDay)} to ${showDay(over.toDay)}` : 'the whole period'} counts.`
}

/** Two dates, and spans up to the as-at date that the file is long enough for. */
export function PeriodFields({ table }: { table: Incidents }) {
  const period = usePeriod()
  const today = useStore((s) => asAt(s).day)
  const { first, last } = table.span
  const [held, setHeld] = useState<Held>()
  // dates that could not be taken are shown until they are put right, or others come into force
  const wrong = held?.over === period ? held : undefined
  const from = wrong?.from ?? isoDay(period?.fromDay ?? first)
  const to = wrong?.to ?? isoDay(period?.toDay ?? last)
  const set = (fromDay: number, toDay: number) =>
    setClause('period', { source: 'period', kind: 'period', fromDay, toDay })
  const type = (dates: { readonly from: string; readonly to: string }) => {
    const [a, b] = [parseIsoDay(dates.from), parseIsoDay(dates.to)]
    if (a <= b) set(a, b)
    setHeld(a <= b ? undefined : { ...dates, over: period })
  }
  return (
    <>
      <div className="a-columns">
        <DateField label="From" value={from} onChange={(v) => type({ from: v, to })} />
        <DateField label="To, inclusive" value={to} onChange={(v) => type({ from, to: v })} />
      </div>
      {wrong && (
        <p className="u-field-problem" role="alert">
          {wrongWords(wrong)}
        </p>
      )}
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
