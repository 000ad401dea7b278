/** Rounds given out: who has which, so that the board knows it and a sheet can be typed in when it comes back. */
import { readCode } from '../../cocoon/code.ts'
import { isRoute, type PhoneRound } from '../../cocoon/roundFile.ts'
import { splitGiven, wholeCode } from '../../cocoon/givenRounds.ts'
import { type GivenRound, sheetHomes, soundGiven } from '../../cocoon/sheet.ts'
import { keeps, memo } from '../../core/base/kept.ts'
import { soundEntries } from '../../core/base/sound.ts'
import { dayOf, minuteNow, MINUTES_PER_DAY } from '../../core/base/time.ts'
import { isSeen, seenAgain, STAYS } from '../../state/believed.ts'
import { drop, one, put } from '../../state/keep.ts'
import { useStore } from '../../state/store.ts'
import { itemsOf, say, sayAll, type Team, useTeam } from '../../state/team.ts'
import { deviceId } from '../../state/visits.ts'
import { toast } from '../../ui/index.ts'
import { guardHomes } from './guard.ts'

/** Days a round stays on the board after its last: sheets come back late. */
const LATE = 7

/** Which round of its list: the tenth comes after the ninth. */
const numberOf = (g: Pick<GivenRound, 'code'>): number => readCode(wholeCode(g.code))?.round ?? 0

const roundsOf = memo((items: Team['items']): GivenRound[] =>
  itemsOf(items, 'round')
    .flatMap((i) => soundGiven(i.value) ?? [])
    .sort((a, b) => b.at - a.at || numberOf(a) - numberOf(b) || (a.code < b.code ? -1 : 1)),
)

/** Every round on the board. */
export const givenNow = (): readonly GivenRound[] => roundsOf(useTeam.getState().items)

/** Rounds that are out, newest first; the invented town's only while it is open. */
export function useGiven(): GivenRound[] {
  const items = useTeam((s) => s.items)
  const sample = useStore((s) => s.incidents?.sample ?? false)
  return roundsOf(items).filter((g) => (g.sample ?? false) === sample)
}

/**
 * Notes that rounds were given out, in one go; who had one already keeps it. A browser that keeps nothing is told of, and stops
 * nobody.
 */
export async function give(
  rounds: readonly PhoneRound[],
  how: GivenRound['how'],
  officer = '',
): Promise<void> {
  const before = roundsOf(useTeam.getState().items)
  const given = rounds.map((round): GivenRound => {
    const { code, title, expires, calls, shift, beats } = round
    const had = before.find((g) => g.code === code)
    // of a round that was split this officer has the first calls, whatever is printed again
    const split = before.some((g) => g.code !== code && wholeCode(g.code) === code)
    if (had && split) return { ...had, how, officer: officer || had.officer }
    return {
      ...{ code, title, expires, how, calls: calls.length, homes: sheetHomes(calls) },
      officer: officer || had?.officer || '',
      // what was found since it was first given out stands
      at: had?.at ?? minuteNow(new Date()) + shift * MINUTES_PER_DAY,
      beats,
      ...(shift !== 0 ? { sample: true } : {}),
      ...(isRoute(round) ? { route: true } : {}),
    }
  })
  try {
    await sayAll(
      'round',
      given.map((value) => ({ id: value.code, value })),
    )
    // the board keeps their addresses; the invented town has none of people
    if (given.some((g) => !g.sample)) void guardHomes()
  } catch (error) {
    toast({ text: `Not on the board: ${(error as Error).message}`, tone: 'bad' })
  }
}

/** Changes who has a round. */
export const assign = (g: GivenRound, officer: string): Promise<void> =>
  say('round', g.code, { ...g, officer })

/** Splits a round after its first `keep` calls: the others go to another officer under a code of their own. */
export async function splitBetween(g: GivenRound, keep: number, officer: string, now: number): Promise<void> {
  const taken = roundsOf(useTeam.getState().items).map((r) => r.code)
  // it was given out no earlier than the round it came from
  const parts = splitGiven(g, keep, officer, taken, Math.max(now, g.at))
  await sayAll(
    'round',
    parts.map((value) => ({ id: value.code, value })),
  )
}

/** Takes a round off the board: its addresses go, its records stay. */
export const takeIn = (g: Pick<GivenRound, 'code' | 'sample'>): Promise<void> =>
  // what is left of a round of the invented town still says that it is no team's
  say('round', g.code, g.sample ? { sample: true } : null, true)

const PAST = 'rounds past their days'
keeps(() => drop('self', PAST))

/** The day another machine's clock told last, by what it said to the team or recorded at a door. */
function dayOfOthers(own: string): number {
  const visits = useStore.getState().visits.filter((v) => !v.sample)
  const moments = [...useTeam.getState().items, ...visits].filter((r) => r.device !== own).map((r) => r.at)
  return dayOf(moments.reduce((a, b) => Math.max(a, b), -Infinity))
}

/**
 * Takes rounds off whose last day has long passed. One machine's clock alone takes nothing from the whole team: another
 * machine's says the same, or the board was opened on seven further days since.
 */
export async function takeInOld(now = new Date()): Promise<void> {
  const today = dayOf(minuteNow(now))
  const rounds = roundsOf(useTeam.getState().items).filter((g) => !g.sample && today - g.expires > LATE)
  if (rounds.length === 0) return
  const others = dayOfOthers(await deviceId())
  const kept = await one('self', PAST)
  const seen = soundEntries(isSeen, kept).sound
  const next = Object.fromEntries(rounds.map((g) => [g.code, seenAgain(seen[g.code], today)]))
  if (JSON.stringify(next) !== JSON.stringify(kept)) await put('self', PAST, () => next)
  for (const g of rounds) if (others - g.expires > LATE || next[g.code].days >= STAYS) await takeIn(g)
}
