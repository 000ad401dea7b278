/** The timeline of a briefing: weeks, or months where only they are known, against what was expected. */
import { memo } from '../../core/base/kept.ts'
import { Timeline } from '../../charts/index.ts'
import { lastFilledDay } from '../../core/table/delay.ts'
import type { RowsByDay } from '../../core/table/span.ts'
import { breaksFor, timeBars, type TimeBars } from '../../core/stats/timeBars.ts'
import { asAt, knownDays } from '../../state/derived.ts'
import { type LoadedIncidents, type Dated, type Filtered, useStore } from '../../state/store.ts'
import { barsSentence } from '../../desk/bars.ts'

const barsOf = memo(({ table }: LoadedIncidents, days: RowsByDay, today: number): TimeBars | undefined => {
  const first = table.span.first
  if (today < first || days.rows.every((n) => n === 0)) return undefined
  const monthly = table.precision === 'month'
  return timeBars(
    days,
    [first, today],
    monthly ? 'month' : 'week',
    monthly,
    lastFilledDay(table, today).day,
    table.gaps,
  )
})

/** The bars of the store as it is; undefined while there is nothing to count. */
export const barsNow = (s: Filtered & Dated): TimeBars | undefined =>
  s.incidents && barsOf(s.incidents, knownDays(s, 'period'), asAt(s).day)

export function BriefingChart() {
  const bars = useStore(barsNow)
  const today = useStore((s) => asAt(s).day)
  if (!bars) return null
  const { sentence, verdict } = barsSentence(bars, true, 0)
  const said = verdict === undefined ? sentence : `${sentence}: ${verdict}`
  return (
    <Timeline
      compact
      title={`Incidents per ${bars.step}`}
      sentence={said}
      data={bars}
      breaks={breaksFor([bars.starts[0], bars.end - 1], true).map((b) => ({
        day: b.days[0],
        ...(b.days[1] > b.days[0] ? { to: b.days[1] } : {}),
        label: b.label,
        short: b.short,
      }))}
      bracket={bars.step === 'month' ? undefined : [today - 41, today]}
    />
  )
}
