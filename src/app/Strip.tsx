/** The timeline under the map: always there, counts against the expected band, the last six weeks bracketed. */
import { useMemo } from 'react'
import { Timeline } from '../charts/index.ts'
import { FLAG } from '../core/incidents.ts'
import { binDays, expectedBand } from '../core/expected.ts'
import { OFFENCES } from '../core/offences.ts'
import { dayOf, MINUTES_PER_DAY, partsOf, minuteOf } from '../core/time.ts'
import { asAt, firstDay, rowsOf } from '../state/derived.ts'
import { setClause, useStore } from '../state/store.ts'
import { count } from './words.ts'

/** First days of the calendar months from one day to another, and the day after the last. */
function months(first: number, last: number): { starts: number[]; end: number } {
  const starts: number[] = []
  let { year, month } = partsOf(first * MINUTES_PER_DAY)
  let day = dayOf(minuteOf(year, month, 1))
  while (day <= last) {
    starts.push(day)
    month = (month % 12) + 1
    if (month === 1) year++
    day = dayOf(minuteOf(year, month, 1))
  }
  return { starts, end: day }
}

export function Strip() {
  const incidents = useStore((s) => s.incidents)
  const clauses = useStore((s) => s.project.clauses)
  const project = useStore((s) => s.project)
  const rows = useStore((s) => rowsOf(s, 'period'))
  const table = incidents?.table
  const today = asAt({ incidents, project }).day
  const monthly = table?.precision === 'month'

  const data = useMemo(() => {
    if (!table || rows.length === 0) return undefined
    const days = new Int32Array(rows.length)
    let n = 0
    for (const i of rows) if (!(table.flags[i] & FLAG.oddDate)) days[n++] = dayOf(table.from[i])
    const known = days.subarray(0, n)
    if (monthly) {
      const { starts, end } = months(firstDay(table), today)
      const counts = new Uint32Array(starts.length)
      for (const d of known) {
        let k = starts.length - 1
        while (k > 0 && starts[k] > d) k--
        counts[k]++
      }
      return { step: 'month' as const, starts, end, counts, ...expectedBand(counts) }
    }
    const bins = binDays(known, firstDay(table), today, 7)
    const starts = Array.from(bins.counts, (_, i) => bins.firstDay + i * 7)
    return {
      step: 'week' as const,
      starts,
      end: today + 1,
      counts: bins.counts,
      ...expectedBand(bins.counts),
    }
  }, [table, rows, today, monthly])

  if (!table || !data) return null
  const period = clauses.find((c) => c.kind === 'period')
  const offence = clauses.find((c) => c.kind === 'offence')
  const what =
    offence?.kind === 'offence' && offence.offences.length === 1
      ? OFFENCES.find((o) => o.id === offence.offences[0])!.label
      : 'Incidents'
  const last = data.counts.length - 1
  const verdict =
    data.counts[last] > data.upper[last]
      ? 'above the range'
      : data.counts[last] < data.lower[last]
        ? 'below the range'
        : 'within the range'
  const lately = monthly
    ? `${count(data.counts[last])} in the last month`
    : `${count(data.counts.subarray(-6).reduce((a, b) => a + b, 0))} in six weeks; ${count(data.counts[last])} in the last 7 days`
  const expected = Number.isFinite(data.expected[last])
    ? `, ${data.expected[last].toFixed(1)} expected (${data.lower[last].toFixed(0)}–${data.upper[last].toFixed(0)})`
    : ''

  return (
    <Timeline
      compact
      title={`${what} per ${data.step}`}
      sentence={lately + expected}
      note={
        Number.isFinite(data.expected[last])
          ? { text: verdict, tone: verdict === 'within the range' ? 'good' : 'warn' }
          : undefined
      }
      data={data}
      bracket={monthly ? undefined : [today - 41, today]}
      brush={period?.kind === 'period' ? [period.fromDay, period.toDay] : null}
      onBrush={(w) =>
        setClause('period', w ? { source: 'period', kind: 'period', fromDay: w[0], toDay: w[1] } : undefined)
      }
    />
  )
}
