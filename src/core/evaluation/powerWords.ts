/** What a plan can show, told before it starts. */
import { countOf, showNumber, showShare } from '../base/words.ts'
import { neededBefore, type PowerInput, smallestFall } from './power.ts'

/**
 * "This plan can only show a fall of 41% or more; over four such plans together 22%." from the incidents its places
 * had before, in as many days as it lasts; `days` names them where the plan is compared with more.
 */
export function powerSentence(before: number, input: PowerInput = {}, together = 4, days?: number): string {
  const paced = days === undefined ? '' : ` in ${countOf(days, 'day')}`
  const [alone, pooled] = [before, before * together].map((n) => smallestFall(n, input))
  const over = Number.isNaN(pooled)
    ? `nor could ${together} of its size together`
    : `over ${together} of its size together ${showShare(pooled)}`
  const wanted = neededBefore(0.2, input)
  const need = `To be likely to see a fall of 20%, ${showNumber(wanted)} incidents${paced} before are needed.`
  // of a longer time before, as many as fall on the plan's days: nobody counted them in the days just before
  const n = countOf(before, 'incident')
  const had = paced ? `At the pace before, ${n}${paced}` : `From ${n} before`
  const from = `${had}${input.phi && input.phi > 1 ? `, counts swinging ${showNumber(input.phi, 1)} times as much as chance` : ''}:`
  return Number.isNaN(alone)
    ? `${from} this plan cannot show any fall; ${over}. ${need}`
    : `${from} this plan can only show a fall of ${showShare(alone)} or more; ${over}. ${need}`
}
