/** What is left of each round of a list. */
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { settles, type Visit } from '../../cocoon/visits.ts'

/** One round: calls left, how many of them are late, and calls that found nobody since their burglary was reported. */
export interface RoundLeft {
  readonly number: number
  readonly code: string
  readonly left: number
  readonly late: number
  readonly again: number
}

/**
 * Rounds with most late calls first. A call that was settled is no longer on the list, whose rounds are made anew of what is
 * left: what is done is counted by the rounds given out. `clock` is the minute to call late by.
 */
export function roundsLeft(
  list: Pick<StreetRounds, 'rounds' | 'visits' | 'moment' | 'protocol'>,
  visits: readonly Visit[],
  clock: number = list.moment,
): RoundLeft[] {
  const live = visits.filter((v) => !v.removed)
  // a closed door of an earlier burglary says nothing of this one
  const minutes = Math.round(list.protocol.dueHours * 60)
  const lastTry = new Map<string, number>()
  for (const v of live) if (!settles(v)) lastTry.set(v.home, Math.max(v.at, lastTry.get(v.home) ?? -Infinity))
  return list.rounds
    .map((round): RoundLeft => {
      const calls = list.visits.filter((v) => v.round === round.number)
      return {
        number: round.number,
        code: round.code,
        left: calls.length,
        late: calls.filter((c) => c.due < clock).length,
        again: calls.filter((c) => c.keys.some((k) => (lastTry.get(k) ?? -Infinity) >= c.firstDue - minutes))
          .length,
      }
    })
    .sort((a, b) => b.late - a.late || b.left - a.left)
}
