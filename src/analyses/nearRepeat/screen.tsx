/** Near repeats on the screen. */
import { HeatTable, type HeatCell } from '../../charts/index.ts'
import { bandLabel } from '../../core/base/bands.ts'
import { type KnoxTable, LARGE, notable, SIGNIFICANT } from '../../core/near/knoxTable.ts'
import { knoxWeights } from '../../core/near/knoxWeights.ts'
import { knoxSentence } from '../../core/near/knoxWords.ts'
import type { Values } from '../../core/base/params.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { Figures } from '../../ui/index.ts'
import type { ResultView, Screen } from '../contract.ts'
import type { NearRepeatResult } from './compute.ts'
import { nearRepeatMeta, type nearRepeatSchema } from './params.ts'

type View = ResultView<Values<typeof nearRepeatSchema>, NearRepeatResult>

const spaceLabel = (t: KnoxTable, s: number) => bandLabel({ edges: t.space, closed: t.closed }, s)
const timeLabel = (t: KnoxTable, c: number) => bandLabel({ edges: t.time, closed: t.closed }, c)
/** A figure, or a dash where there is none. */
const show = (v: number, digits: number) => (Number.isFinite(v) ? showNumber(v, digits) : '–')
const showP = (p: number, permutations: number) =>
  Number.isFinite(p) ? show(p, Math.max(2, Math.ceil(Math.log10(permutations + 1)))) : 'not tested yet'
const orNull = (v: number) => (Number.isFinite(v) ? v : null)

/** A ratio this high has the strongest tint; 1 and below have none. */
const STRONGEST = 3

function cellOf(t: KnoxTable, s: number, c: number): HeatCell {
  const k = s * (t.time.length - 1) + c
  const ratio = t.ratio[k]
  return {
    text: show(ratio, 2),
    tint: ratio > 1 ? Math.min(1, (ratio - 1) / (STRONGEST - 1)) : undefined,
    mark: notable(t, k) ? (t.p[k] <= 0.01 ? '**' : '*') : undefined,
    value: ratio,
    lines: [
      `${spaceLabel(t, s)} m apart, ${timeLabel(t, c)} days apart`,
      `${countOf(t.observed[k], 'pair')} observed, ${show(t.expected[k], 1)} expected ± ${show(t.sd[k], 1)}`,
      `ratio ${show(ratio, 2)}, to the median ${show(t.ratioMedian[k], 2)}; p ${showP(t.p[k], t.permutations)}`,
    ],
  }
}

const times = (r: number) => `${show(r, r < 9.95 ? 1 : 0)} ×`

function Panel({ result: t }: View) {
  const marked = t.p.reduce((sum, _, k) => sum + (notable(t, k) ? 1 : 0), 0)
  const { reach } = t
  return (
    <>
      <Figures
        figures={[
          reach
            ? {
                value: times(reach.ratio),
                label: `pairs ${reach.samePlace ? 'at one place' : reach.metres === Infinity ? 'at any distance' : `within ${reach.metres} m`}${reach.days === Infinity ? '' : ` and ${reach.days} days`}`,
                note: `${showNumber(reach.observed)} for ${show(reach.expected, 1)} expected; p ${showP(reach.p, t.permutations)}`,
              }
            : { value: '–', label: t.permutations ? 'no pattern found' : 'not tested yet' },
          { value: showNumber(t.n), label: 'incidents' },
          {
            value: showNumber(marked),
            label: 'cells large and significant',
            note: t.permutations
              ? `of ${t.p.length}; about ${Math.max(1, Math.round(t.p.length * SIGNIFICANT))} by chance`
              : `of ${t.p.length}`,
          },
        ]}
      />
      <HeatTable
        title="Observed over expected pairs"
        sentence={
          t.permutations
            ? `${showNumber(marked)} of ${t.p.length} cells are at least ${LARGE} times chance with p ≤ ${SIGNIFICANT}`
            : 'exact expectation; p is not tested yet'
        }
        rowTitle="Metres apart"
        columnTitle="Days apart"
        rows={t.space.slice(1).map((_, s) => spaceLabel(t, s))}
        columns={t.time.slice(1).map((_, c) => timeLabel(t, c))}
        cell={(s, c) => cellOf(t, s, c)}
        legend={`* p ≤ 0.05, ** p ≤ 0.01, and at least ${LARGE} times chance. ${t.notation}. Chance is the same places with the dates shuffled.`}
      />
    </>
  )
}

export const SCREEN: Screen<typeof nearRepeatSchema, NearRepeatResult> = {
  ...nearRepeatMeta,
  group: 'pattern',
  icon: 'redo',
  answer: ({ result }) => knoxSentence(result),
  layers: () => [],
  Panel,
  offers({ result, params }) {
    const w = knoxWeights(result)
    if (!w) return []
    return [
      {
        label: 'Use this table for risk zones',
        what: 'risk zones by my near-repeat table',
        to: 'zones',
        // the table holds for the offences and the day it was made with
        params: {
          decay: 'table',
          tableSpace: w.space,
          tableTime: w.time,
          tableRatio: w.ratio,
          offences: params.offences,
          anchor: params.anchor,
        },
      },
    ]
  },
  list({ result: t }) {
    const width = t.time.length - 1
    const number = (key: string, label: string, digits: number, values: Float64Array) =>
      ({ key, label, kind: 'number', digits, value: (k: number) => orNull(values[k]) }) as const
    return {
      caption: 'Pairs of incidents by metres and days apart, beside what shuffled dates give',
      n: t.observed.length,
      key: String,
      columns: [
        {
          key: 'space',
          label: 'Apart',
          unit: 'm',
          kind: 'text',
          value: (k) => spaceLabel(t, Math.floor(k / width)),
        },
        { key: 'time', label: 'Apart', unit: 'days', kind: 'text', value: (k) => timeLabel(t, k % width) },
        number('observed', 'Observed', 0, t.observed),
        number('expected', 'Expected', 1, t.expected),
        number('ratio', 'Ratio', 2, t.ratio),
        number('p', 'p', 4, t.p),
        {
          key: 'mark',
          label: 'Large and significant',
          kind: 'text',
          value: (k) => (notable(t, k) ? 'yes' : ''),
        },
        number('sd', 'Standard deviation', 2, t.sd),
        number('median', 'Median', 1, t.median),
        number('ratioMedian', 'Ratio to the median', 2, t.ratioMedian),
      ],
    }
  },
}
