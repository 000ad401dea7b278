/** What is left of each round of a list. */
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { settles, type Visit } from '../../cocoon/visits.ts'

/** One round: calls left, how many of them are late, homes done since, and calls that found nobody so far. */
export interface RoundLeft {
  readonly number: number
  readonly code: string
  readonly left: number
  readonly late: number
  readonly done: number
  readonly again: number
}

/**
 * Rounds with most late calls first. A call that was settled is no longer on the list: it counts as done under the
 * round it was recorded on, where that is still a round of this list. `clock` is the minute to call late by.
 */
export function roundsLeft(
  list: Pick<StreetRounds, 'rounds' | 'visits' | 'moment'>,
  visits: readonly Visit[],
  clock: number = list.moment,
): RoundLeft[] {
  const live = visits.filter((v) => !v.removed)
  return list.rounds
    .map((round): RoundLeft => {
      const calls = list.visits.filter((v) => v.round === round.number)
      const keys = new Set(calls.flatMap((c) => c.keys))
      const recorded = live.filter((v) => v.list === round.code)
      const unanswered = new Set(live.filter((v) => !settles(v) && keys.has(v.home)).map((v) => v.home))
      return {
        number: round.number,
        code: round.code,
        left: calls.length,
        late: calls.filter((c) => c.due < clock).length,
        done: new Set(recorded.filter(settles).map((v) => v.home)).size,
        again: calls.filter((c) => c.keys.some((k) => unanswered.has(k))).length,
      }
    })
    .sort((a, b) => b.late - a.late || b.left - a.left)
}
