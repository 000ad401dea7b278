/** What a back-test gives the screen. */
import type { Backtest } from '../../core/evaluation/backtest/backtest.ts'
import type { CardLine } from '../../core/evaluation/backtest/card.ts'
import type { Fairness } from '../../core/evaluation/backtest/fairness.ts'
import type { Forecast } from '../../core/evaluation/backtest/forecast.ts'
import type { Verdict } from '../../core/evaluation/backtest/words.ts'
import type { ResultBase } from '../../core/table/method.ts'

export interface BacktestResult extends ResultBase {
  readonly unit: 'day' | 'month'
  readonly horizon: number
  readonly test: Backtest
  readonly verdict: Verdict
  readonly answer: string
  readonly forecast: Forecast
  /** commonest street or beat of each patch of the forecast */
  readonly places: readonly string[]
  /** absent = no boundaries were loaded */
  readonly fairness?: Fairness
  readonly card: readonly CardLine[]
}

/** The first answer: what the maps that need no fitting caught. It names no winner, and makes no forecast. */
export interface BacktestFirst
  extends ResultBase, Pick<BacktestResult, 'unit' | 'horizon' | 'test' | 'answer'> {
  readonly counting: string
}
