/** Words of the round on a phone. */
import { type Place, type RoundState, unsettled } from '../cocoon/onStreet.ts'
import { expiredRound, type PhoneRound } from '../cocoon/roundFile.ts'
import { type Outcome, OUTCOME_WORDS, type Tick, TICK_WORDS, type Visit } from '../cocoon/visits.ts'
import type { LockedTick } from '../state/ticks.ts'
import { dayOf, showDay, showTime } from '../core/base/time.ts'

const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** "no answer, card left" in a sentence. */
const outcomeWords = (o: Outcome): string => small(OUTCOME_WORDS[o])

/** "camera here, referral: language"; '' without ticks. */
export const tickWords = (ticks: readonly Tick[] = []): string =>
  ticks.map((t) => small(TICK_WORDS[t])).join(', ')

/** "17:42", with its day where that is not `today`. */
export const minuteWords = (at: number, today: number): string =>
  `${dayOf(at) === today ? '' : showDay(dayOf(at), { year: false }) + ' '}${showTime(at)}`

/** "spoke to someone, 17:42", with the day where it was another one. */
export const visitWords = (v: Visit, today: number): string =>
  `${outcomeWords(v.outcome)}, ${minuteWords(v.at, today)}`

/** "Try the 3 without an answer again": who asked for another time did answer, and is told apart. */
export function againWords({ made, unanswered }: Pick<RoundState, 'made' | 'unanswered'>): string {
  const back = [...made.values()].filter((vs) => unsettled(vs) && vs.at(-1)!.outcome === 'call back').length
  const shut = unanswered - back
  if (back === 0) return `Try the ${shut} without an answer again`
  return `Call again: ${[shut > 0 && `${shut} without an answer`, `${back} asked for it`].filter(Boolean).join(', ')}`
}

/** Where the next tap leads from a door: the number of another call, or the flat where it is at the same one. */
export function placeWords(round: PhoneRound, from: Place, to: Place): string {
  const { label, homes } = round.calls[to.call]
  return (to.call === from.call && homes[to.home].flat) || label
}

/** What must be said about the days left of a round: its last day, or that it has passed. */
export const lastDayWarning = (round: PhoneRound, today: number): string | undefined => {
  const over = expiredRound(round, today)
  if (over) return `${over} This round is hidden when the page is next opened; what you recorded is kept.`
  return today === round.expires
    ? 'This is the last day of this round. It is hidden from tomorrow; what you recorded is kept.'
    : undefined
}

/** Why a round takes no pictures and no signatures. */
export const NO_PHOTOS =
  'No photos and no signatures: a picture of a home or a name in someone’s hand is personal data that only the lock of this device would guard. Say in a few words what was seen; evidence goes the way your force takes it.'

/** "R-7QKM · 3: no answer, 12 Jun 17:42 – barking dog" of what was recorded while locked; the door may be of any day. */
export const looseWords = (t: LockedTick, today: number): string =>
  `${[t.code, t.label, t.flat].filter(Boolean).join(' · ')}: ${OUTCOME_WORDS[t.outcome]}, ${minuteWords(t.at, today)}${t.note && ` – ${t.note}`}`
