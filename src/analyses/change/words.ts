/** Change by place in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { countOf, sayP, showNumber, showP } from '../../core/base/words.ts'
import { fewWindows } from '../../core/table/earlier.ts'
import type { TableModel } from '../../ui/table.ts'
import type { ResultView, Uninformative, Words } from '../contract.ts'
import type { Changed, ChangeResult } from './compute.ts'
import { FEWEST, type SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, ChangeResult>

const classOf = (u: Changed) => (u.hot ? `${u.hot} hot` : u.cold ? `${u.cold} cold` : '')

/** "from 28 Aug 2026 to 19 Nov 2026", "in Oct 2026". */
const during = (period: string): string => `${period.includes(' to ') ? 'from' : 'in'} ${period}`

function answer({ result }: View): string {
  const whole = `${countOf(result.recent, 'incident')} ${during(result.recentPeriod)}, ${showNumber(result.earlier)} ${during(result.earlierPeriod)}`
  if (!result.swing)
    return `${whole}; no verdict on single places: ${fewWindows(result.windows, result.windowUnit)}.`
  const verdict =
    result.up + result.down === 0
      ? 'no single place changed by more than chance would do'
      : `${showNumber(result.up)} ${result.up === 1 ? 'place' : 'places'} rose and ${showNumber(result.down)} fell by more than chance would do`
  return `${whole}; ${verdict}.`
}

function list({ result: { units, words } }: View): TableModel {
  return {
    caption: `Change by place (${words}), least likely by chance first`,
    n: units.length,
    key: (i) => `${i}:${units[i].at.join()}`,
    at: (i) => units[i].at,
    columns: [
      { key: 'name', label: 'Place', kind: 'text', value: (i) => units[i].name },
      { key: 'recent', label: 'Recent', kind: 'number', digits: 0, value: (i) => units[i].recent },
      { key: 'earlier', label: 'Earlier', kind: 'number', digits: 0, value: (i) => units[i].earlier },
      {
        key: 'change',
        label: 'Difference',
        kind: 'number',
        digits: 0,
        value: (i) => units[i].recent - units[i].earlier,
      },
      {
        key: 'p',
        label: 'p',
        kind: 'number',
        digits: 3,
        value: (i) => (Number.isNaN(units[i].p) ? null : units[i].p),
        show: (i) => showP(units[i].p),
      },
      {
        key: 'q',
        label: 'Adjusted p',
        kind: 'number',
        digits: 3,
        value: (i) => (Number.isNaN(units[i].q) ? null : units[i].q),
        show: (i) => showP(units[i].q),
      },
      { key: 'class', label: 'Class', kind: 'text', value: (i) => classOf(units[i]) },
    ],
  }
}

/** Nothing to read where no place holds enough incidents for a change to be told. */
function informative({ result, params }: View): Uninformative | undefined {
  if (result.most >= FEWEST || result.recent + result.earlier === 0) return undefined
  const cells = params.unit === 'square' || params.unit === 'hex'
  const cell = Math.min(10_000, 2 * params.cell)
  return {
    says: `No place holds as many as ${FEWEST} incidents in the two periods together (${countOf(result.recent + result.earlier, 'incident')} in all), so no change of a single place could be told from chance.`,
    ...(cells && cell > params.cell
      ? { setting: { label: `Take cells of ${showNumber(cell)} m`, params: { cell } } }
      : {}),
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, ChangeResult> = {
  ...{ answer, list, informative },
  deciding: ['p', 'q', 'change', 'recent', 'earlier'],
  aloud: (p, monthly) =>
    `${p.unit === 'square' ? `${p.cell} m squares` : p.unit === 'hex' ? `${p.cell} m hexagons` : `by ${p.unit}`}, ${monthly ? countOf(p.recent, 'month') : `${p.recent * p.step} days`} against ${p.against === 'year' ? `the same ${monthly ? 'months' : 'days'} a year earlier` : 'those just before'}`,
  sure: ({ result: r }) => [
    {
      label: 'How sure',
      says: `n = ${showNumber(r.recent)} against ${showNumber(r.earlier)} in all${Number.isNaN(r.p) ? '' : `, ${sayP(r.p)}`}; ${countOf(r.tried, 'place')} tried, false finds held to ${+(100 * r.level).toFixed(2)}%.`,
    },
  ],
}
