/** The hours of the week in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { showShare, countOf, showNumber } from '../../core/base/words.ts'
import { RARE_LOOK } from '../../core/stats/evenHours.ts'
import type { TableModel } from '../../ui/table.ts'
import type { ResultView, Uninformative, Words } from '../contract.ts'
import type { AoristicResult } from './compute.ts'
import type { SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, AoristicResult>

export const hour = (h: number) => `${String(h).padStart(2, '0')}:00`

function answer({ result, params }: View): string {
  const { from, to, share } = result.busiest
  return `${showShare(share)} of ${countOf(result.n, 'incident')} ${result.n === 1 ? 'falls' : 'fall'} between ${hour(from)} and ${hour(to)}; evenly spread it would be ${showShare(params.run / 24)}, and up to ${showShare(result.chance.hours.upTo)} by chance.`
}

function list({ result: { hours, week, n } }: View): TableModel {
  return {
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
  }
}

/** Fewer incidents fill no week. */
const FEWEST = 20

/** Nothing to read of a handful of incidents, or of hours and days no busier than chance makes some of them. */
function informative({ result, params }: View): Uninformative | undefined {
  if (result.n < FEWEST)
    return {
      says: `${countOf(result.n, 'incident')} with a known time: some run of hours always holds most of so few, so the busiest hours say nothing.`,
    }
  const { hours, days } = result.chance
  if (hours.p <= RARE_LOOK || days.p <= RARE_LOOK) return undefined
  return {
    says: `No hours and no day stand out: some run of ${params.run} hours always holds most, and by chance alone it would hold up to ${showShare(hours.upTo)}.`,
  }
}

/** Of the busiest run or day: whether it is more than chance makes some run or day. */
export const beyondChance = ({ upTo, p }: { upTo: number; p: number }): string =>
  `by chance up to ${showShare(upTo)}${p <= RARE_LOOK ? '' : ': not told from chance'}`

/** How long windows are: of many alike, half are no longer than the one in the middle, so that "or more" is all that holds. */
function lasting(median: number): string {
  const hours = Math.floor(median / 6) / 10
  return hours > 0
    ? `. At least half of the windows last ${hours} ${hours === 1 ? 'hour' : 'hours'} or more, over which an incident is spread`
    : ''
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, AoristicResult> = {
  ...{ answer, list, informative },
  deciding: ['share', 'all'],
  aloud: (p) => `busiest ${p.run} hours, windows up to ${p.longest} hours`,
  sure: ({ result: r, params }) => [
    {
      label: 'How sure',
      says: `n = ${showNumber(r.n)}; ${showShare(r.busiest.share)} against ${showShare(params.run / 24)} if spread evenly, ${beyondChance(r.chance.hours)}${lasting(r.median)}.`,
    },
  ],
}
