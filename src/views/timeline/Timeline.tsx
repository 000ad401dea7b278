/** The timeline under the map: counts against the expected band, series breaks, and the past to be played. */
import { useMemo, useState } from 'react'
import { Timeline } from '../../charts/index.ts'
import { lastFilledDay } from '../../core/table/delay.ts'
import type { Days } from '../../core/table/lookBack.ts'
import { BURGLARY, OFFENCES, offenceIndex } from '../../core/base/offences.ts'
import { lastTold } from '../../core/table/span.ts'
import { type BarStep, breaksFor, stepFor, timeBars } from '../../core/stats/timeBars.ts'
import { asAt, knownDays, rowsOf, unplacedOf } from '../../state/derived.ts'
import { setClause, useStore } from '../../state/store.ts'
import { gesture } from '../../desk/gesture.ts'
import { pause, PlayControls, playKey, playRange, playTo } from '../play/index.ts'
import { clauseWords, count } from '../../desk/words.ts'
import { barsSentence } from '../../desk/bars.ts'

/** Days shown bar by bar where no period is chosen: a quarter. */
const DAYS_SHOWN = 92

/** What a bar of days covers: the chosen period with as much on either side, else the last quarter. */
export function daysSpan(whole: Days, period: Days | undefined): Days {
  if (!period) return [Math.max(whole[0], whole[1] - DAYS_SHOWN + 1), whole[1]]
  const wide = Math.max(14, period[1] - period[0] + 1)
  // a long period is not cut: its bars are only thinner
  return [Math.max(whole[0], period[0] - wide), Math.min(whole[1], period[1] + wide)]
}

/**
 * The days that were put on show, as long as they hold the period that is chosen now and are of this file; undefined where
 * others must be shown.
 */
export const stillShown = (
  shown: { readonly of: unknown; readonly days: Days } | undefined,
  of: unknown,
  period: Days | undefined,
): Days | undefined =>
  shown !== undefined &&
  shown.of === of &&
  (!period || (period[0] >= shown.days[0] && period[1] <= shown.days[1]))
    ? shown.days
    : undefined

export function TimelineDrawer() {
  const incidents = useStore((s) => s.incidents)
  const clauses = useStore((s) => s.project.clauses)
  const rows = useStore((s) => rowsOf(s, 'period'))
  const unplaced = useStore((s) => unplacedOf(s, 'period'))
  const known = useStore((s) => knownDays(s, 'period'))
  const today = useStore((s) => asAt(s).day)
  const replay = useStore((s) => s.replay)
  const firstPlayed = useStore((s) => playRange(s).first)
  const lastPlayed = useStore((s) => playRange(s).last)
  const [chosen, setChosen] = useState<BarStep>()
  const table = incidents?.table
  const monthly = table?.precision === 'month'
  const period = clauses.find((c) => c.source === 'period')
  const window = period?.kind === 'period' ? ([period.fromDay, period.toDay] as const) : undefined

  const whole = useMemo(
    (): Days => (table ? [table.span.first, Math.max(table.span.first, today)] : [0, 0]),
    [table, today],
  )
  const step: BarStep = monthly ? 'month' : (chosen ?? stepFor(whole[1] - whole[0] + 1))
  // the days move with the period only once it is let go: bars must not run away under the hand that drags
  const [days, setDays] = useState<{ readonly of: unknown; readonly days: Days }>()
  const span = step === 'day' ? (stillShown(days, table, window) ?? daysSpan(whole, window)) : whole
  // a span is made anew each time; its two days are what counts
  const [spanFrom, spanTo] = span
  const data = useMemo(() => {
    if (!table || rows.length === 0) return undefined
    return timeBars(known, [spanFrom, spanTo], step, monthly, lastFilledDay(table, today).day, table.gaps)
  }, [table, rows, known, today, spanFrom, spanTo, step, monthly])
  const burglary = useMemo(() => {
    if (!table) return false
    const kinds = new Set(BURGLARY.map(offenceIndex))
    return rows.some((i) => kinds.has(table.offence[i]))
  }, [table, rows])

  if (!table || !data) return null
  const offence = clauses.find((c) => c.kind === 'offence')
  const what =
    offence?.kind === 'offence' && offence.offences.length === 1
      ? OFFENCES.find((o) => o.id === offence.offences[0])!.label
      : 'Incidents'
  const { sentence, verdict } = barsSentence(
    data,
    burglary,
    monthly ? 0 : Math.max(0, today - lastTold(table.span)),
  )
  const choose = (next: BarStep) => {
    setChosen(next)
    setDays(next === 'day' ? { of: table, days: daysSpan(whole, window) } : undefined)
  }

  return (
    <Timeline
      compact
      height={44}
      title={`${what} per ${data.step}`}
      // a view that counts a kind of its own stands over these bars, which count what the filter leaves
      sentence={`${offence ? clauseWords(offence, { most: 1 }) : 'All kinds'}: ${
        unplaced.length > 0
          ? `${sentence}; ${count(unplaced.length)} without coordinates counted too`
          : sentence
      }`}
      note={
        verdict === undefined
          ? undefined
          : { text: verdict, tone: verdict === 'within the range' ? 'good' : 'warn' }
      }
      data={data}
      breaks={breaksFor([data.starts[0], data.end - 1], burglary).map((b) => ({
        day: b.days[0],
        ...(b.days[1] > b.days[0] ? { to: b.days[1] } : {}),
        label: b.label,
        short: b.short,
      }))}
      bracket={monthly ? undefined : replay ? [replay.day - 41, replay.day] : [today - 41, today]}
      brush={window ?? null}
      onBrush={(w) =>
        setClause(
          'period',
          w ? { source: 'period', kind: 'period', fromDay: w[0], toDay: w[1] } : undefined,
          gesture(),
        )
      }
      cursor={
        replay && {
          day: replay.day,
          label: 'Day that is shown',
          range: [firstPlayed, lastPlayed],
          onDay: (day) => {
            pause()
            void playTo(day)
          },
          onKey: playKey,
        }
      }
      aside={<PlayControls step={step} onStep={monthly ? undefined : choose} />}
    />
  )
}
