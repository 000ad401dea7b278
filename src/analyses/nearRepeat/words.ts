/** The near-repeat test in words and as a table, without a screen. */
import { notable, type KnoxTable, SIGNIFICANT, LARGE } from '../../core/near/knoxTable.ts'
import { bandLabel } from '../../core/base/bands.ts'
import type { ResultView, Uninformative, Words } from '../contract.ts'
import { showNumber } from '../../core/base/words.ts'
import type { Values } from '../../core/base/params.ts'
import type { nearRepeatSchema } from './params.ts'
import type { NearRepeatResult } from './compute.ts'
import { knoxHeadline, knoxSure } from '../../core/near/knoxWords.ts'
import type { TableModel } from '../../ui/table.ts'

export type View = ResultView<Values<typeof nearRepeatSchema>, NearRepeatResult>

export const spaceLabel = (t: KnoxTable, s: number) => bandLabel({ edges: t.space, closed: t.closed }, s)

const timeLabel = (t: KnoxTable, c: number) => bandLabel({ edges: t.time, closed: t.closed }, c)

const orNull = (v: number) => (Number.isFinite(v) ? v : null)

export const widthOf = (t: KnoxTable) => t.shown.columns.length

/** A column of what is shown: day 0, the rest of the first band, or a band. */
export function columnLabel(t: KnoxTable, c: number): string {
  const { band } = t.shown.columns[c]
  if (band === 'zero') return '0'
  if (band === 'rest') return timeLabel(t, 0).replace(/^.0/, t.closed === 'right' ? '(0' : '[1')
  return timeLabel(t, band)
}

/** Whether a cell is more than the most extreme of a whole shuffled table gives. */
export const firm = (t: KnoxTable, k: number) =>
  t.shown.familywise[k] <= SIGNIFICANT && t.shown.ratio[k] >= LARGE

function answer({ result }: View): string {
  return knoxHeadline(result)
}

function list({ result: t }: View): TableModel {
  const width = widthOf(t)
  const cells = t.shown
  const number = (key: string, label: string, digits: number, values: Float64Array) =>
    ({ key, label, kind: 'number', digits, value: (k: number) => orNull(values[k]) }) as const
  return {
    caption: 'Pairs of incidents by metres and days apart, beside what shuffled dates give',
    n: cells.observed.length,
    key: String,
    columns: [
      {
        key: 'space',
        label: 'Apart',
        unit: 'm',
        kind: 'text',
        value: (k) => spaceLabel(t, Math.floor(k / width)),
      },
      { key: 'time', label: 'Apart', unit: 'days', kind: 'text', value: (k) => columnLabel(t, k % width) },
      number('observed', 'Observed', 0, cells.observed),
      number('expected', 'Expected', 1, cells.expected),
      number('ratio', 'Ratio', 2, cells.ratio),
      number('p', 'p', 4, cells.p),
      {
        key: 'mark',
        label: 'Large and significant',
        kind: 'text',
        value: (k) => (firm(t, k) ? 'yes' : notable(cells, k) ? 'this cell alone' : ''),
      },
      number('sd', 'Standard deviation', 2, cells.sd),
      number('median', 'Median', 1, cells.median),
      number('ratioMedian', 'Ratio to the median', 2, cells.ratioMedian),
      number('low', 'Chance, from', 0, cells.low),
      number('high', 'Chance, to', 0, cells.high),
      number('familywise', 'Family-wise p', 4, cells.familywise),
    ],
  }
}

/** Fewer pairs than this in a first cell, by chance, leave nothing to compare with. */
const FEWEST = 2

/** Nothing to read where next to no pair is expected and none was found: wider bands may hold some. */
function informative({ result: t, params }: View): Uninformative | undefined {
  if (t.shown.n < 2 || t.sameHome.found || t.neighbours.found) return undefined
  const { expected } = t.neighbours
  if (expected >= FEWEST) return undefined
  const doubled = params.space.map((e) => (e > 1 ? 2 * e : e))
  return {
    says: `By shuffled dates ${showNumber(expected, 1)} pairs of neighbours ${t.neighbours.metres === Infinity ? '' : `within ${t.neighbours.metres} m `}would fall into the first band of days: too few for a test to find anything but an extreme pattern.`,
    setting: { label: 'Take bands twice as wide', params: { space: doubled } },
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof nearRepeatSchema, NearRepeatResult> = {
  ...{ answer, list, informative },
  sure: ({ result }) => knoxSure(result),
  deciding: ['p', 'ratio', 'observed', 'expected'],
  aloud: (p) =>
    `bands to ${p.space.at(-1)} m and ${p.time.at(-1)} days, ${p.permutations === '0' ? 'no shuffles' : `${showNumber(Number(p.permutations))} shuffles`}`,
}
