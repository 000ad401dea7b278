/** What a plan can show at all, before it starts: the same standard error that its interval will have. */
import { critical, normalAt } from './tails.ts'

/** What the counts will be like. */
export interface PowerInput {
  /** size of the comparison, 1 = as large as the treated areas */
  readonly comparison?: number
  /** how much more than chance counts swing */
  readonly phi?: number
  readonly df?: number
  readonly level?: number
  /** chance of seeing what is there */
  readonly power?: number
}

/** Standard errors a change must be away from 0 to be seen with this chance. */
const reach = ({ df, level, power = 0.8 }: PowerInput) => critical(df, level) + normalAt(power)

/** The smallest fall (a share, 0..1) that an estimate with this standard error of ln ratio is likely to show. */
export const visibleFall = (se: number, input: PowerInput = {}): number => 1 - Math.exp(-reach(input) * se)

/**
 * The smallest fall (a share, 0..1) likely to be seen with so many incidents in the treated areas before; NaN where
 * not even an end to all crime would be.
 */
export function smallestFall(before: number, input: PowerInput = {}): number {
  const { comparison = 1, phi = 1 } = input
  const by = reach(input)
  const short = (log: number) => log - by * Math.sqrt((phi / before) * (1 + 2 / comparison + Math.exp(log)))
  // the gap closes and then opens again, since a small count after is itself uncertain
  const STEP = 0.01
  for (let log = STEP; log < 12; log += STEP)
    if (short(log) >= 0) {
      let [low, high] = [log - STEP, log]
      for (let k = 0; k < 60; k++) {
        const mid = (low + high) / 2
        if (short(mid) < 0) low = mid
        else high = mid
      }
      return 1 - Math.exp(-high)
    }
  return NaN
}

/** Incidents needed in the treated areas before, for a fall of this share (0..1) to be likely to be seen. */
export function neededBefore(fall: number, input: PowerInput = {}): number {
  const { comparison = 1, phi = 1 } = input
  return Math.ceil(
    phi * (reach(input) / Math.log(1 - fall)) ** 2 * (1 + 1 / (1 - fall) + 2 / comparison) - 1e-9,
  )
}

/** The smallest fall of a difference of counts likely to be seen: Poisson, in incidents of the treated areas; NaN above all of them. */
export function smallestDifference(before: number, input: PowerInput = {}): number {
  const { comparison = 1, phi = 1, df, level, power = 0.8 } = input
  const none = critical(df, level) * Math.sqrt(phi * before * (2 + 2 / comparison))
  const with_ = (x: number) =>
    none + normalAt(power) * Math.sqrt(phi * (2 * before - x + (2 * before) / comparison))
  let [low, high] = [0, before]
  if (with_(before) > before) return NaN
  for (let k = 0; k < 80; k++) {
    const mid = (low + high) / 2
    if (mid < with_(mid)) low = mid
    else high = mid
  }
  return high
}

/** Wheeler & Ratcliffe's planning chart: the fall in incidents at which a one-sided test of this p just succeeds. */
export const chartReduction = (mean: number, p: number, displacement: boolean): number =>
  normalAt(1 - p) * Math.sqrt((displacement ? 8 : 4) * mean)
