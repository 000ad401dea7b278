/** Hours and days on the screen. */
import { HourWeek } from '../../charts/index.ts'
import { busiestDay } from '../../core/stats/evenHours.ts'
import { weekdayName } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { AoristicResult } from './compute.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import { type View, beyondChance, hour, WORDS } from './words.ts'

function Panel({ result, params }: View) {
  const { day, share } = busiestDay(result.week)
  const { busiest, chance, counts } = result
  const flawed = counts.noEnd + counts.reversed + counts.long
  return (
    <>
      <Figures
        figures={[
          {
            value: `${hour(busiest.from).slice(0, 2)}–${hour(busiest.to).slice(0, 2)}`,
            unit: 'h',
            label: `busiest ${params.run} hours`,
            note: `${showShare(busiest.share)}; ${beyondChance(chance.hours)}`,
          },
          {
            value: weekdayName(day),
            label: 'busiest day',
            note: `${showShare(share)}; ${beyondChance(chance.days)}`,
          },
          {
            value: Number.isNaN(result.median) ? 'none' : showNumber(result.median / 60, 1),
            unit: Number.isNaN(result.median) ? undefined : 'h',
            label: 'median window',
            note: flawed ? `${showNumber(flawed)} missing, reversed, or a week or more` : undefined,
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
  ...HEAD,
  ...WORDS,
  layers: () => [],
  Panel,
}
