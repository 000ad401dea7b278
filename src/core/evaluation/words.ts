/** How estimates of a plan are worded: one home for screen, page and terminal. */
import { showNumber } from '../base/words.ts'
import type { Interval } from './rateChange.ts'

/** "18%" of a ratio's distance from 1, without its sign. */
export const showPercentOff = (ratio: number): string => `${showNumber(Math.abs(100 * (ratio - 1)))}%`

/** "a fall of 18%", "a rise of 4%", "no change". */
export const changeWords = (ratio: number): string =>
  Math.abs(ratio - 1) < 0.005 ? 'no change' : `a ${ratio < 1 ? 'fall' : 'rise'} of ${showPercentOff(ratio)}`

/** "anything from a fall of 30% to a rise of 12%". */
export const rangeWords = ([low, high]: Interval): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `anything from ${changeWords(low)} to ${changeWords(high)}`
    : 'anything'

/** "0.02", "0.0005": a p-value with the digits it has. */
export const showP = (p: number): string =>
  Number.isNaN(p) ? 'none' : p < 0.00095 ? String(+p.toPrecision(1)) : String(+p.toPrecision(2))
