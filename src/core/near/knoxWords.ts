/** The answer of a Knox table in one plain sentence. */
import type { KnoxTable } from './knoxTable.ts'
import { BURGLARY, type OffenceId } from '../base/offences.ts'
import { countOf } from '../base/words.ts'

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** "week", "two weeks", "10 days": what follows "the next". */
function spell(days: number): string {
  if (days === 7) return 'week'
  if (days % 7 === 0 && days / 7 < NUMBERS.length) return `${NUMBERS[days / 7]} weeks`
  return days === 1 ? 'day' : `${days} days`
}

const times = (ratio: number) => (ratio >= 9.95 ? Math.round(ratio).toString() : ratio.toFixed(1))

/** How incidents of these offences are spoken of. */
function speech(offences: readonly OffenceId[]) {
  const all = (...ids: OffenceId[]) => offences.length > 0 && offences.every((o) => ids.includes(o))
  if (all(...BURGLARY)) {
    const homes = all('burglary-home') || offences.includes('burglary-home')
    return { after: 'a burglary', places: homes ? 'homes' : 'places', again: 'be burgled', one: 'home' }
  }
  if (all('theft-from-vehicle'))
    return { after: 'a theft from a vehicle', places: 'places', again: 'see another', one: 'place' }
  if (all('theft-of-vehicle'))
    return { after: 'a theft of a vehicle', places: 'places', again: 'see another', one: 'place' }
  return { after: 'an incident', places: 'places', again: 'see another', one: 'place' }
}

/**
 * One sentence: how much likelier than chance, within what distance and how long; or that no pattern was found.
 * Says something only where it is significant and large (see `knoxTable.ts`). "Chance" is the dates shuffled.
 */
export function knoxSentence(t: KnoxTable): string {
  const s = speech(t.offences)
  if (t.n < 2)
    return `There ${t.n === 1 ? 'is one incident' : 'are no incidents'} here; near repeats need at least two.`
  const edge = t.space[t.space.length - 1]
  const distance = edge === Infinity ? 'at any distance' : `within ${edge} m`
  const days = t.time[t.time.length - 1]
  const span = days === Infinity ? 'at any time' : `within ${days} days`
  if (t.observed.every((o) => o === 0))
    return `No two of the ${countOf(t.n, 'incident')} lie ${distance} and ${span} of each other, so there is nothing to compare with chance.`
  if (!t.permutations)
    return 'Counts are compared with the exact average of shuffled dates; whether they differ by more than chance is not tested yet.'
  const r = t.reach
  if (!r)
    return `No near-repeat pattern was found in these recorded crimes: close in space, they are not clearly closer in time than shuffled dates would make them.`
  const next = r.days === Infinity ? 'afterwards' : `in the next ${spell(r.days)}`
  if (r.samePlace)
    return `After ${s.after}, the same ${s.one} is ${times(r.ratio)} times as likely as chance to ${s.again === 'be burgled' ? 'be burgled again' : s.again} ${next}.`
  const within = r.metres === Infinity ? 'at any distance' : `within ${r.metres} m`
  return `After ${s.after}, ${s.places} ${within} are ${times(r.ratio)} times as likely as chance to ${s.again} ${next}.`
}
