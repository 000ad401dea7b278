/** What the series shows: the days of the next, pace, place, hours, weekdays, each with its limits. */
import { Bars, HourStrip } from '../../charts/index.ts'
import { LEAST_GAPS } from '../../core/series/time.ts'
import {
  hourWords,
  nextWords,
  paceWords,
  placeWords,
  SERIES_LIMITS,
  weekdayWords,
} from '../../core/series/words.ts'
import { weekdayName } from '../../core/base/time.ts'
import { asAt } from '../../state/derived.ts'
import { useStore } from '../../state/store.ts'
import { EmptyState, Notes, Section, cellNumber } from '../../ui/index.ts'
import type { Bench } from './model.ts'

/** Whether an hour lies in a run from..to that may pass midnight. */
export const inRun = (hour: number, from: number, to: number): boolean =>
  from < to ? hour >= from && hour < to : hour >= from || hour < to

export function Pattern({ bench }: { bench: Bench }) {
  const today = useStore((s) => asAt(s).day)
  const { facts: f } = bench
  if (f.steps.length === 0)
    return <EmptyState title="Nothing to read yet">Add members under “Find more”.</EmptyState>
  const [first, ...rest] = nextWords(f, today)
  return (
    <>
      <Section title="If it goes on">
        <p className="a-say">{first}</p>
        {rest.map((s) => (
          <p key={s}>{s}</p>
        ))}
      </Section>
      <Section title="Pace and way">
        <p>{paceWords(f)}</p>
      </Section>
      <Section title="Places">
        <p>{placeWords(f)}</p>
      </Section>
      {f.hours && f.busiest && (
        <HourStrip
          title="Hours"
          sentence={hourWords(f)}
          values={f.hours}
          on={(h) => inRun(h, f.busiest!.from, f.busiest!.to)}
        />
      )}
      {!f.hours && <p className="a-hint">{hourWords(f)}</p>}
      <Bars
        title="Weekdays"
        sentence={weekdayWords(f)}
        digits={1}
        items={[...f.weekdays].map((v, d) => ({
          key: String(d),
          label: weekdayName(d),
          value: v,
          text: cellNumber(v, Number.isInteger(v) ? 0 : 1),
        }))}
      />
      <Notes
        title="How this was reached, and what it does not say"
        notes={[
          ...SERIES_LIMITS,
          `The days of the next come from the order of the gaps alone, from ${LEAST_GAPS} gaps on; no distribution is fitted.`,
          'Hours and weekdays share each window among what it covers, to the minute.',
        ]}
      />
    </>
  )
}
