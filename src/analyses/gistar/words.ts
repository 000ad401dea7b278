/** Hot and cold cells in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { showNumber, countOf, showShare } from '../../core/base/words.ts'
import type { TableModel } from '../../ui/table.ts'
import type { ResultView, Uninformative, Words } from '../contract.ts'
import type { GiSpot, GistarResult } from './compute.ts'
import type { SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, GistarResult>

/** "H1" as on the map; cold spots carry no letter there: "Cold 1". */
export const nameOf = (s: GiSpot) => (s.kind === 'hot' ? `H${s.rank}` : `Cold ${s.rank}`)

export const showQ = (q: number) => (q < 0.001 ? '< 0.001' : showNumber(q, 3))

function answer({ result }: View): string {
  const hot = result.spots.filter((s) => s.kind === 'hot')
  if (!hot.length)
    return `No cell stands out as hot among ${showNumber(result.cells)}, once corrected for looking at so many.`
  const top = hot[0]
  return `${countOf(result.hotCells, 'cell')} of ${showNumber(result.cells)} ${result.hotCells === 1 ? 'is' : 'are'} hot and ${result.hotCells === 1 ? 'holds' : 'hold'} ${showShare(result.hotShare)} of ${countOf(result.n, 'incident')}; the largest hotspot${top.street ? `, around ${top.street},` : ''} holds ${showNumber(top.incidents.length)}.`
}

function list({ result: { spots } }: View): TableModel {
  return {
    caption: 'Hotspots by incidents, then cold',
    n: spots.length,
    key: (i) => nameOf(spots[i]),
    at: (i) => spots[i].at,
    columns: [
      { key: 'name', label: 'Spot', kind: 'text', value: (i) => nameOf(spots[i]) },
      { key: 'street', label: 'Around', kind: 'text', value: (i) => spots[i].street },
      {
        key: 'incidents',
        label: 'Incidents',
        kind: 'number',
        digits: 0,
        value: (i) => spots[i].incidents.length,
      },
      { key: 'cells', label: 'Cells', kind: 'number', digits: 0, value: (i) => spots[i].cells },
      { key: 'area', label: 'Area', unit: 'ha', kind: 'number', digits: 1, value: (i) => spots[i].hectares },
      { key: 'z', label: 'Score', kind: 'number', digits: 2, value: (i) => spots[i].z },
      {
        key: 'q',
        label: 'Adjusted p',
        kind: 'number',
        digits: 3,
        value: (i) => spots[i].q,
        show: (i) => showQ(spots[i].q),
      },
    ],
  }
}

/** Nothing to read where no cell could have stood out: so few cells that the smallest p there is is no surprise. */
function informative({ result, params }: View): Uninformative | undefined {
  if (result.hotCells + result.coldCells > 0 || result.cells >= 30) return undefined
  const cell = Math.max(20, Math.round(params.cell / 4))
  return {
    says: `${countOf(result.cells, 'cell')} of ${showNumber(params.cell)} m ${result.cells === 1 ? 'is too little for any to' : 'are so few that hardly any could'} stand out.`,
    ...(cell < params.cell
      ? { setting: { label: `Take cells of ${showNumber(cell)} m`, params: { cell } } }
      : {}),
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, GistarResult> = {
  ...{ answer, list, informative },
  deciding: ['q', 'z', 'incidents', 'cells'],
  aloud: (p) =>
    `${p.cell} m ${p.shape === 'hex' ? 'hexagons' : 'squares'}, ${p.per === 'homes' ? 'rates per home' : 'counts'}, false finds held to ${p.level}%`,
  sure: ({ result: r }) => {
    const times = r.hotCells ? r.hotShare / (r.hotCells / r.cells) : NaN
    return [
      {
        label: 'How sure',
        says: `n = ${showNumber(r.n)}${Number.isFinite(times) ? `; hot cells hold ${showNumber(times, 1)} times their share of the ground` : ''}. Each cell is tested with its neighbours, and the chance of false finds is allowed for.`,
      },
    ]
  },
}
