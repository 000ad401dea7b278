/** Words of the round on a phone. */
import { expiredRound, type PhoneRound } from '../cocoon/roundFile.ts'
import type { Outcome, Visit } from '../cocoon/visits.ts'
import { dayOf, showDay, showTime } from '../core/base/time.ts'

/** Outcomes as their buttons read, in the order of the sheet's boxes. */
export const OUTCOME_LABELS: readonly { readonly outcome: Outcome; readonly label: string }[] = [
  { outcome: 'spoken', label: 'Spoken to' },
  { outcome: 'leaflet', label: 'Leaflet' },
  { outcome: 'no answer', label: 'No answer' },
  { outcome: 'refused', label: 'Refused' },
  { outcome: 'vacant', label: 'Vacant' },
  { outcome: 'not a dwelling', label: 'Not a dwelling' },
]

/** "leaflet 17:42", with the day where it was another one. */
export const visitWords = (v: Visit, today: number): string =>
  `${v.outcome === 'spoken' ? 'spoken to' : v.outcome}, ${dayOf(v.at) === today ? '' : showDay(dayOf(v.at), { year: false }) + ' '}${showTime(v.at)}`

/** What must be said about the days left of a round: its last day, or that it has passed. */
export const lastDayWarning = (round: PhoneRound, today: number): string | undefined => {
  const over = expiredRound(round, today)
  if (over) return `${over} This round is erased when the page is next opened; what you recorded is kept.`
  return today === round.expires
    ? 'This is the last day of this round. It is erased from this device tomorrow; what you recorded is kept.'
    : undefined
}
