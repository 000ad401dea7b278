/** Hours and days on the screen. */
import { HourWeek } from '../../charts/index.ts'
import type { Values } from '../../core/base/params.ts'
import { weekdayName } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import { Figures } from '../../ui/index.ts'
import type { ResultView, Screen } from '../contract.ts'
import type { AoristicResult } from './compute.ts'
import { META, type SCHEMA } from './params.ts'

type View = ResultView<Values<typeof SCHEMA>, AoristicResult>

const hour = (h: number) => `${String(h).padStart(2, '0')}:00`

const busiestDay = (week: Float64Array) => {
  const days = Array.from({ length: 7 }, (_, d) => week.slice(d * 24, d * 24 + 24).reduce((a, b) => a + b, 0))
  const day = days.indexOf(Math.max(...days))
  return { day, share: days[day] / days.reduce((a, b) => a + b, 0) }
}

function answer({ result, params }: View): string {
  const { from, to, share } = result.busiest
  return `${showShare(share)} of ${countOf(result.n, 'incident')} fall between ${hour(from)} and ${hour(to)}; evenly spread it would be ${showShare(params.run / 24)}.`
}

function Panel({ result, params }: View) {
  const { day, share } = busiestDay(result.week)
  const { busiest, counts } = result
  const flawed = counts.noEnd + counts.reversed + counts.long
  return (
    <>
      <Figures
        figures={[
          {
            value: `${hour(busiest.from).slice(0, 2)}–${hour(busiest.to).slice(0, 2)}`,
            unit: 'h',
            label: `busiest ${params.run} hours`,
            note: showShare(busiest.share),
          },
          { value: weekdayName(day), label: 'busiest day', note: `${showShare(share)}; evenly 14 %` },
          {
            value: Number.isNaN(result.median) ? 'none' : showNumber(result.median / 60, 1),
            unit: Number.isNaN(result.median) ? undefined : 'h',
            label: 'median window',
            note: flawed ? `${showNumber(flawed)} missing, reversed or over a week` : undefined,
          },
        ]}
      />
      <HourWeek
        title="Hours of the week"
        sentence={`${countOf(result.n, 'incident')}, each shared by the minute over its window`}
        values={result.week}
      />
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, AoristicResult> = {
  ...META,
  group: 'pattern',
  tab: 'When',
  icon: 'clock',
  answer,
  layers: () => [],
  Panel,
  list: ({ result: { hours, week, n } }) => ({
    caption: 'Hours of the day',
    n: 24,
    key: String,
    columns: [
      { key: 'hour', label: 'Hour', kind: 'text', value: (h) => `${hour(h)}–${hour((h + 1) % 24)}` },
      { key: 'all', label: 'Incidents', kind: 'number', digits: 1, value: (h) => hours[h] },
      {
        key: 'share',
        label: 'Share',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (h) => (100 * hours[h]) / n,
      },
      {
        key: 'weekdays',
        label: 'Mon to Fri',
        kind: 'number',
        digits: 1,
        value: (h) => [0, 1, 2, 3, 4].reduce((s, d) => s + week[d * 24 + h], 0),
      },
      {
        key: 'weekend',
        label: 'Sat, Sun',
        kind: 'number',
        digits: 1,
        value: (h) => week[120 + h] + week[144 + h],
      },
    ],
  }),
}
