/** How estimates of a plan are worded: one home for screen, page and terminal. */
import { showNumber } from '../base/words.ts'
import type { Interval } from './rateChange.ts'

/** "18" of a ratio's distance from 1 in percent, without its sign; a fall is 100 only where nothing is left. */
function percentOff(ratio: number): string {
  const off = Math.abs(100 * (ratio - 1))
  if (ratio > 1 || off < 99.5 || ratio <= 0) return showNumber(off)
  return off < 99.95 ? showNumber(off, 1) : 'over 99.9'
}

/** "18%" of a ratio's distance from 1, without its sign. */
export const showPercentOff = (ratio: number): string => `${percentOff(ratio)}%`

/** "8–57%" of an interval on one side of 1, the smaller change first. */
export const percentRange = ([low, high]: Interval): string =>
  [low, high]
    .sort((a, b) => Math.abs(a - 1) - Math.abs(b - 1))
    .map(percentOff)
    .join('–') + '%'

/** "a fall of 18%", "a rise of 4%", "no change". */
export const changeWords = (ratio: number): string =>
  Math.abs(ratio - 1) < 0.005 ? 'no change' : `a ${ratio < 1 ? 'fall' : 'rise'} of ${showPercentOff(ratio)}`

/** The same to a hundredth of a percent, for a range so narrow that both of its ends would read as no change. */
const fineWords = (ratio: number): string =>
  Math.abs(ratio - 1) < 5e-5
    ? 'no change'
    : `a ${ratio < 1 ? 'fall' : 'rise'} of ${showNumber(Math.abs(100 * (ratio - 1)), 2)}%`

/** "a fall of 30% to a rise of 12%": the two ends of an interval. */
export function endsWords([low, high]: Interval): string {
  const [from, to] = [low, high].map(changeWords)
  return from === to ? `${fineWords(low)} to ${fineWords(high)}` : `${from} to ${to}`
}

/** "anything from a fall of 30% to a rise of 12%". */
export const rangeWords = (ci: Interval): string =>
  ci.every(Number.isFinite) ? `anything from ${endsWords(ci)}` : 'anything'
