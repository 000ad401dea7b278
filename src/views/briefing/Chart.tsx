/** The timeline of a briefing: weeks, or months where only they are known, against what was expected. */
import { memo } from '../../core/base/kept.ts'
import { Timeline } from '../../charts/index.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { dayOf } from '../../core/base/time.ts'
import { breaksFor, timeBars, type TimeBars } from '../../core/stats/timeBars.ts'
import { showNumber } from '../../core/base/words.ts'
import { asAt, rowsOf } from '../../state/derived.ts'
import { type LoadedIncidents, type Dated, type Filtered, useStore } from '../../state/store.ts'
import { count } from '../../desk/words.ts'

const barsOf = memo((incidents: LoadedIncidents, rows: Uint32Array, today: number): TimeBars | undefined => {
  const { table } = incidents
  const days = Int32Array.from(
    rows.filter((i) => !(table.flags[i] & FLAG.oddDate)),
    (i) => dayOf(table.from[i]),
  )
  const first = table.span.first
  if (days.length === 0 || today < first) return undefined
  const monthly = table.precision === 'month'
  return timeBars(days, [first, today], monthly ? 'month' : 'week', monthly)
})

/** "53 in the last 7 days, 41.2 expected (29–55): within the range". */
function sentenceOf(bars: TimeBars): string {
  const last = bars.counts.length - (bars.partial ? 2 : 1)
  if (last < 0) return ''
  const n = bars.counts[last]
  const what = `${count(n)} in the last ${bars.step === 'month' ? 'whole month' : '7 days'}`
  if (!Number.isFinite(bars.expected[last])) return what
  const [lo, hi] = [bars.lower[last], bars.upper[last]]
  const verdict = n > hi ? 'above the range' : n < lo ? 'below the range' : 'within the range'
  return `${what}, ${showNumber(bars.expected[last], 1)} expected (${showNumber(lo)}–${showNumber(hi)}): ${verdict}`
}

/** The bars of the store as it is; undefined while there is nothing to count. */
export const barsNow = (s: Filtered & Dated): TimeBars | undefined =>
  s.incidents ? barsOf(s.incidents, rowsOf(s, 'period'), asAt(s).day) : undefined

export function BriefingChart() {
  const bars = useStore(barsNow)
  const today = useStore((s) => asAt(s).day)
  if (!bars) return null
  return (
    <Timeline
      compact
      title={`Incidents per ${bars.step}`}
      sentence={sentenceOf(bars)}
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
