/** Concentration in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { showShare, showNumber, countOf } from '../../core/base/words.ts'
import type { TableModel } from '../../ui/table.ts'
import type { ResultView, Uninformative, Words } from '../contract.ts'
import type { WorstPlace, ConcentrationResult } from './compute.ts'
import type { SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, ConcentrationResult>

export const nameOf = (w: WorstPlace) => w.name || `Place ${w.rank}`

/** "worst 5%", and of so few units that this is less than one "worst". */
export const worstOf = ({ result, params }: Pick<View, 'result' | 'params'>): string =>
  result.share > params.share / 100 ? 'worst' : `worst ${params.share}%`

/** "The worst 5% of 150 m cells hold", "The worst beat of 6 holds". */
const worstHold = (view: Pick<View, 'result' | 'params'>): string => {
  const { share, counts, words } = view.result
  return share > view.params.share / 100
    ? `The worst ${words.replace(/s$/, '')} of ${showNumber(counts.length)} holds`
    : `The ${worstOf(view)} of ${words} hold`
}

function answer({ result, params }: View): string {
  const last = result.worst.at(-1)
  const led = result.worst[0]?.name
    ? `led by ${result.worst[0].name} with ${showNumber(result.worst[0].incidents.length)}`
    : ''
  // all there are hold all there is
  const list = !last
    ? ''
    : result.worst.length === result.counts.length
      ? led && `; ${led}`
      : `; the worst ${result.worst.length === 1 ? 'one holds' : `${result.worst.length} hold`} ${showShare(last.cumulative)}${led && `, ${led}`}`
  const homes = result.byHomes ? `, ${showShare(result.byHomes.mean)} were all homes alike` : ''
  const chance = Number.isFinite(result.byChance.mean)
    ? ` (by chance ${showShare(result.byChance.mean)}${homes})`
    : ''
  return `${worstHold({ result, params })} ${showShare(result.inTop)} of ${countOf(result.n, 'incident')}${chance}${list}.`
}

function list({ result: { worst, words } }: View): TableModel {
  return {
    caption: `The worst ${words} by incidents`,
    n: worst.length,
    key: (i) => String(worst[i].rank),
    at: (i) => worst[i].at,
    columns: [
      { key: 'rank', label: 'Rank', kind: 'number', digits: 0, value: (i) => worst[i].rank },
      { key: 'name', label: 'Place', kind: 'text', value: (i) => nameOf(worst[i]) },
      {
        key: 'incidents',
        label: 'Incidents',
        kind: 'number',
        digits: 0,
        value: (i) => worst[i].incidents.length,
      },
      {
        key: 'share',
        label: 'Share',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => 100 * worst[i].share,
      },
      {
        key: 'cumulative',
        label: 'With all above',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => 100 * worst[i].cumulative,
      },
    ],
  }
}

/** No more than there would be were all homes alike: then the share says where homes stand. */
function noMoreThanHomes({ result, params }: Pick<View, 'result' | 'params'>): Uninformative | undefined {
  const { inTop, byHomes } = result
  if (!byHomes || inTop > byHomes.high) return undefined
  return {
    says: `${worstHold({ result, params })} ${showShare(inTop)} of ${countOf(result.n, 'incident')}, and were all homes alike it would be ${showShare(byHomes.low)} to ${showShare(byHomes.high)}: this says where homes stand, not which places run a higher risk.`,
  }
}

/** No more in the worst units than chance alone puts there: then the share says nothing of places. */
function informative({ result, params }: View): Uninformative | undefined {
  const { inTop, byChance, cellByRule: cell } = result
  if (!(inTop <= byChance.high)) return noMoreThanHomes({ result, params })
  return {
    says: `${worstHold({ result, params })} ${showShare(inTop)} of ${countOf(result.n, 'incident')}, and chance alone would put ${showShare(byChance.low)} to ${showShare(byChance.high)} there: this says nothing of places.`,
    ...(cell > 1.2 * params.cell && cell <= 10_000
      ? { setting: { label: `Take cells of ${showNumber(cell)} m`, params: { cell } } }
      : {}),
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, ConcentrationResult> = {
  ...{ answer, list, informative },
  deciding: ['incidents', 'share'],
  aloud: (p) =>
    `worst ${p.share}% of ${p.unit === 'square' ? `${p.cell} m squares` : p.unit === 'hex' ? `${p.cell} m hexagons` : p.unit === 'street' ? 'streets' : 'places'}`,
  sure: ({ result: r }) => [
    {
      label: 'How sure',
      says: `n = ${showNumber(r.n)}; chance alone would put ${showShare(r.byChance.low)} to ${showShare(r.byChance.high)} there${r.byHomes ? `, and were all homes alike ${showShare(r.byHomes.low)} to ${showShare(r.byHomes.high)}` : `, were all ${r.words} alike`}.`,
    },
  ],
}
