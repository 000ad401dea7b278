/** A back-test in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { countOf } from '../../core/base/words.ts'
import { whenOf } from '../../core/evaluation/backtest/options.ts'
import { sureOf } from '../../core/evaluation/backtest/words.ts'
import type { TableModel } from '../../ui/table.ts'
import type { ResultView, Words } from '../contract.ts'
import type { SCHEMA } from './params.ts'
import type { BacktestFirst, BacktestResult } from './result.ts'

export type View = ResultView<Values<typeof SCHEMA>, BacktestResult>
/** Of the whole answer, or of the first. */
export type AnyView = ResultView<Values<typeof SCHEMA>, BacktestResult | BacktestFirst>

/** Whether all maps are in. */
export const isWhole = (view: AnyView): view is View => view.result.counting === undefined

function answer({ result }: AnyView): string {
  return result.answer
}

function list(view: AnyView): TableModel {
  if (!isWhole(view))
    return { caption: 'Patches of the forecast: not made yet', n: 0, key: String, columns: [] }
  const { forecast, places, unit } = view.result
  return {
    caption: `Patches of the forecast, valid to ${whenOf(unit, forecast.until)}`,
    n: forecast.patches.length,
    key: (i) => String(i + 1),
    at: (i) => forecast.patches[i].geometry.coordinates[0][0] as [number, number],
    columns: [
      { key: 'rank', label: 'Rank', kind: 'number', digits: 0, value: (i) => i + 1 },
      { key: 'place', label: 'Place', kind: 'text', value: (i) => places[i] },
      { key: 'cells', label: 'Cells', kind: 'number', digits: 0, value: (i) => forecast.patches[i].cells },
      {
        key: 'before',
        label: 'Incidents before',
        kind: 'number',
        digits: 0,
        value: (i) => forecast.patches[i].rows.length,
      },
      {
        key: 'weight',
        label: 'Share of the map’s value',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => 100 * forecast.patches[i].weight,
      },
    ],
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, BacktestResult | BacktestFirst> = {
  ...{ answer, list },
  deciding: ['weight', 'before'],
  aloud: (p) =>
    `${countOf(+p.horizon, 'day')} ahead, ${countOf(p.origins, 'forecast')} at most, cells of ${p.cell} m`,
  sure: (view) =>
    isWhole(view)
      ? [
          {
            label: 'How sure',
            says: sureOf(view.result.test, view.result.unit, +view.params.horizon),
          },
        ]
      : [],
}
