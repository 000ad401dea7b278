/** Money in words: the chance first, then what must be prevented, then the net figure with its interval. */
import { countOf, showNumber, showShare } from '../base/words.ts'
import type { Money } from './money.ts'
import { FEWEST_BEFORE } from './verdict.ts'

/** "−£1,450". */
export const showPounds = (v: number): string => `${v < 0 ? '−' : ''}£${showNumber(Math.abs(v))}`

/** A chance in words: never 0% or 100%, which no estimate allows. */
export const showChance = (p: number): string =>
  p < 0.001 ? 'under 0.1%' : p > 0.999 ? 'over 99.9%' : showShare(Math.min(0.994, p))

/** What the chance rests on beside the figures: it must stand wherever the chance does. */
export const MONEY_LIMIT =
  'The chance counts the whole difference from the comparison as prevented by what was paid for, which is more than a comparison can show.'

/** What the figures of a plan rest on too weakly. */
export interface MoneyLimits {
  /** an arm had so few incidents before the start that no verdict is given */
  readonly few?: boolean
  /** φ was not measured: the interval takes counts as Poisson */
  readonly poisson?: boolean
  /** the verdict on the same counts cannot tell whether they fell: their interval or their test does not allow it */
  readonly unsure?: boolean
}

/** The headline of one perspective: it says no more than the verdict on the same counts may. */
export function moneySentence(
  { breakEven, wholeCrimes, net, interval, chanceItPays }: Money,
  { few, poisson, unsure }: MoneyLimits = {},
): string {
  const [low, high] = interval
  const clear = poisson ? ', if counts swing no more than chance alone, which was not measured here' : ''
  const sure = few
    ? `whether it pays cannot be told of so few incidents (${FEWEST_BEFORE} or more are needed before the start, in each arm)`
    : low > 0 && unsure
      ? 'whether it pays cannot be told, since whether crime fell cannot'
      : low > 0
        ? `it pays over the whole interval${clear}`
        : high < 0
          ? `it does not pay anywhere in the interval${clear}`
          : 'whether it pays cannot be told'
  const needed =
    breakEven === 0
      ? 'it cost nothing'
      : `${countOf(wholeCrimes, 'incident')} (${showNumber(breakEven, 2)}) must be prevented`
  return `The chance that it pays is ${showChance(chanceItPays)}: ${needed}; net ${showPounds(net)}, from ${showPounds(low)} to ${showPounds(high)}: ${sure}.`
}
