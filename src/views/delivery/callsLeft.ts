/** What is left of each round of a list. */
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { homesIn, undoneOf, undoneWords, unfoundWords } from '../../cocoon/stillOpen.ts'
import { settles, type Visit } from '../../cocoon/visits.ts'
import { countOf } from '../../core/base/words.ts'

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

/** How a list stands, for the screen and the hand-over alike. `coverage`: of a list of doors; streets are walked instead. */
export function standingOf(
  list: Pick<StreetRounds, 'leftOut'>,
  rounds: readonly RoundLeft[],
  coverage?: { readonly done: number; readonly again: number },
) {
  const sum = (key: 'left' | 'late' | 'again') => rounds.reduce((n, r) => n + r[key], 0)
  const walked = list.leftOut.filter((o) => o.because === 'walked').length
  return {
    ...{ left: sum('left'), late: sum('late'), walked, undone: homesIn(undoneOf(list)) },
    ...{ done: coverage ? coverage.done : walked, again: coverage ? coverage.again : sum('again') },
  }
}

/** How many homes were called on, in a sentence: those found vacant were too, and are not of the homes that can be reached. */
export function calledWords(
  { listed, occupied }: { readonly listed: number; readonly occupied: number },
  visited: number,
): string {
  const empty = listed - occupied
  const more =
    empty > 0
      ? `; ${countOf(empty, 'home')} more ${empty === 1 ? 'was' : 'were'} found vacant or no home`
      : ''
  return `n = ${countOf(visited, 'home')} called on since the burglaries, of ${occupied}${more}.`
}

/** How a list stands, in a sentence: what is left comes before what does not fit, and no call is done where nobody answered. */
export function standingWords(
  {
    left,
    late,
    undone,
    done,
    again,
  }: Readonly<Record<'left' | 'late' | 'undone' | 'done' | 'again', number>>,
  one: 'home' | 'street',
  unfound = 0,
): string {
  const call = one === 'home' ? 'call' : 'street'
  if (left > 0) return `${countOf(left, call)} left${late > 0 ? `, ${late} of them late` : ', none late'}.`
  if (undone > 0) return `${undoneWords(undone, one)}.`
  if (again > 0)
    return `Nothing is left for now: ${countOf(done, one)} done, ${again} to try again another day.`
  if (done > 0) return `Every ${call} of this list is done.`
  return unfound > 0 ? `${unfoundWords(unfound)}.` : 'Nothing is due.'
}
