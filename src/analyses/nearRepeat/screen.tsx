/** Near repeats on the screen. */
import { HeatTable, type HeatCell } from '../../charts/index.ts'
import { type KnoxTable, LARGE, notable, SIGNIFICANT, type Pattern } from '../../core/near/knoxTable.ts'
import { knoxWeights } from '../../core/near/knoxWeights.ts'
import { dayOf } from '../../core/base/time.ts'
import { countOf, permutedP, showNumber } from '../../core/base/words.ts'
import { anchorWords } from '../../core/near/knoxLimits.ts'
import { Figures, Section } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { NearRepeatResult } from './compute.ts'
import { HEAD } from './head.ts'
import type { nearRepeatSchema } from './params.ts'
import { type View, spaceLabel, widthOf, columnLabel, firm, WORDS } from './words.ts'
/** A figure, or a dash where there is none. */
const show = (v: number, digits: number) => (Number.isFinite(v) ? showNumber(v, digits) : '–')

/** A ratio this high has the strongest tint; 1 and below have none. */
const STRONGEST = 3

function cellOf(t: KnoxTable, s: number, c: number): HeatCell {
  const k = s * widthOf(t) + c
  const cells = t.shown
  const ratio = cells.ratio[k]
  return {
    text: show(ratio, 2),
    // colour is for what the table as a whole can carry
    tint: firm(t, k) ? Math.min(1, (ratio - 1) / (STRONGEST - 1)) : undefined,
    mark: firm(t, k) ? '**' : notable(cells, k) ? '*' : undefined,
    value: ratio,
    lines: [
      `${spaceLabel(t, s)} m apart, ${columnLabel(t, c)} days apart`,
      `${countOf(cells.observed[k], 'pair')} observed, ${show(cells.expected[k], 1)} expected${Number.isFinite(cells.low[k]) ? `; chance gives ${show(cells.low[k], 0)} to ${show(cells.high[k], 0)}` : ''}`,
      `ratio ${show(ratio, 2)}; p ${permutedP(cells.p[k], t.permutations)}, family-wise ${permutedP(cells.familywise[k], t.permutations)}`,
    ],
  }
}

const times = (r: number) => `${show(r, r < 9.95 ? 1 : 0)} ×`

/** A figure of one of the two sentences. */
function figureOf(t: KnoxTable, pattern: Pattern, label: string) {
  const reach = pattern.days === Infinity ? '' : ` within ${pattern.days} days`
  return {
    value: Number.isFinite(pattern.ratio) ? times(pattern.ratio) : '–',
    label: `${label}${reach}`,
    note: `${showNumber(pattern.observed)} for ${show(pattern.expected, 1)} expected; ${pattern.interval ? `ratio 95% ${show(pattern.interval[0], 1)} to ${show(pattern.interval[1], 1)}; ` : ''}p ${permutedP(pattern.p, t.permutations)}${t.permutations && !pattern.found ? ': no pattern' : ''}`,
  }
}

function Panel({ result: t }: View) {
  const marked = t.shown.p.reduce((sum, _, k) => sum + (firm(t, k) ? 1 : 0), 0)
  const far = t.neighbours.metres === Infinity ? 'at any distance' : `within ${t.neighbours.metres} m`
  return (
    <>
      <Figures
        figures={[
          figureOf(t, t.sameHome, 'same place,'),
          figureOf(t, t.neighbours, `other places ${far},`),
          {
            value: showNumber(t.shown.n),
            label: 'incidents',
            note: t.shown.n < t.n ? `of ${showNumber(t.n)}; see the notes` : undefined,
          },
        ]}
      />
      {t.anchors.length > 0 && (
        <Section title="By the day a window is given">
          <ul className="a-plain">
            {t.anchors.map((a) => (
              <li key={a.anchor}>{anchorWords(t, a)}</li>
            ))}
          </ul>
        </Section>
      )}
      <HeatTable
        title="Observed over expected pairs"
        sentence={
          t.permutations
            ? `${showNumber(marked)} of ${t.shown.p.length} cells are at least ${LARGE} times chance, family-wise p ≤ ${SIGNIFICANT}`
            : 'exact expectation; p is not tested yet'
        }
        rowTitle="Metres apart"
        columnTitle="Days apart"
        rows={t.space.slice(1).map((_, s) => spaceLabel(t, s))}
        columns={t.shown.columns.map((_, c) => columnLabel(t, c))}
        cell={(s, c) => cellOf(t, s, c)}
        legend={`** and tinted: at least ${LARGE} times chance and family-wise p ≤ 0.05, more than the most extreme cell of a shuffled table gives. * p ≤ 0.05 for that cell alone, which some cells have by chance. ${t.notation}. Chance is the same places with the dates shuffled.`}
      />
    </>
  )
}

export const SCREEN: Screen<typeof nearRepeatSchema, NearRepeatResult> = {
  ...HEAD,
  ...WORDS,
  layers: () => [],
  Panel,
  offers({ result, params, table }) {
    const w = knoxWeights(result)
    // windows that span midnight have several days to choose from
    const wide = table.precision !== 'month' && table.to.some((to, i) => dayOf(to) > dayOf(table.from[i]))
    const sides =
      wide && result.permutations > 0 && result.anchors.length === 0
        ? [
            {
              label: 'Try start, middle and end of the windows',
              what: 'start, middle and end side by side',
              to: 'nearRepeat',
              params: { anchors: true },
            },
          ]
        : []
    if (!w) return sides
    return [
      ...sides,
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
}
