/** Rounds that are out: split between officers, and gathered by officer or beat. */
import { metresApart } from '../core/geometry/apart.ts'
import type { CocoonList, ListedRound, ListedVisit } from './list.ts'
import { countHomes, type GivenRound, type GivenStanding, type HomeStanding } from './sheet.ts'
import type { StreetRounds } from './streetRounds.ts'
import { isStreetKey } from './visits.ts'

/** The code of the next part of a round: "C-2211-7QKM-2R-B", then "-C", of those that are taken. */
export function partCode(code: string, taken: readonly string[]): string {
  const whole = wholeCode(code)
  for (let k = 1; k < 25; k++) {
    const part = `${whole}-${String.fromCharCode(65 + k)}`
    if (!taken.includes(part)) return part
  }
  throw new Error(`Round ${whole} is in as many parts as it can be.`)
}

/** The round a part was split off from. */
export const wholeCode = (code: string): string => code.replace(/^(C-\d{4}-\w{4}-\w{2,4})-[A-Z]$/, '$1')

/** Labels of a given round's calls in order: what it can be split between. */
export const labelsOf = (g: Pick<GivenRound, 'homes'>): string[] => [...new Set(g.homes.map((h) => h.label))]

/** Splits a round after its first `keep` calls: those stay, the others are a round of their own under the next part's code. */
export function splitGiven(
  g: GivenRound,
  keep: number,
  officer: string,
  taken: readonly string[],
  at: number,
): [GivenRound, GivenRound] {
  const labels = labelsOf(g)
  if (!(keep >= 1 && keep < labels.length))
    throw new Error(`A round of ${labels.length} calls is split after one of them but the last.`)
  const mine = new Set(labels.slice(0, keep))
  const parted = (mineToo: boolean) => g.homes.filter((h) => mine.has(h.label) === mineToo)
  return [
    { ...g, calls: keep, homes: parted(true) },
    {
      ...{ ...g, officer, at },
      ...{ code: partCode(g.code, taken), calls: labels.length - keep, homes: parted(false) },
    },
  ]
}

/** Which calls of a round a part has, by the keys of their homes. */
export interface Part {
  readonly code: string
  readonly keys: ReadonlySet<string>
}

/**
 * The calls of a round that was split, as a round of their own: numbers stay those of the whole. What is not spent at
 * doors is shared out as the calls are, so that the parts add up.
 */
export function partOf(
  round: ListedRound,
  all: readonly ListedVisit[],
  part: Part,
): { round: ListedRound; calls: ListedVisit[] } {
  const calls = all.filter((v) => v.keys.some((k) => part.keys.has(k)))
  const share = all.length === 0 ? 0 : calls.length / all.length
  const atDoors = (some: readonly ListedVisit[]) => some.reduce((n, v) => n + v.minutes, 0)
  const { by } = round
  return {
    round: {
      ...round,
      code: part.code,
      calls: calls.length,
      homes: calls.reduce((n, v) => n + v.homes.length, 0),
      length: share * round.length,
      minutes: atDoors(calls) + share * Math.max(0, round.minutes - atDoors(all)),
      ...(by && {
        by: {
          walking: share * by.walking,
          driving: share * by.driving,
          driven: share * by.driven,
          ends: share * by.ends,
        },
      }),
    },
    calls,
  }
}

/** A list in which the round that was split is this part of it alone; as it was where it has no such round. */
export function listOfPart<L extends Pick<CocoonList, 'rounds' | 'visits'>>(list: L, part: Part): L {
  const whole = list.rounds.find((r) => r.code === wholeCode(part.code))
  if (!whole) return list
  const mine = list.visits.filter((v) => v.round === whole.number)
  const { round, calls } = partOf(whole, mine, part)
  return {
    ...list,
    rounds: list.rounds.map((r) => (r === whole ? round : r)),
    visits: [...list.visits.filter((v) => v.round !== whole.number), ...calls],
  }
}

/**
 * A list with the calls of a given round that it still has as that round once more, under the numbers they were given: what an
 * officer has left after the list was made anew. Straight lines from call to call. Undefined where none of them is left.
 */
export function gatheredAgain<L extends Pick<CocoonList, 'rounds' | 'visits' | 'protocol'>>(
  list: L,
  g: Pick<GivenRound, 'code' | 'homes' | 'beats'>,
): L | undefined {
  const place = new Map(g.homes.map(({ key, label }, i) => [key, { label, i }] as const))
  const lines = list.visits.flatMap((v) => {
    const at = v.keys.flatMap((k) => place.get(k) ?? []).sort((a, b) => a.i - b.i)[0]
    return at ? [{ v, at }] : []
  })
  if (lines.length === 0) return undefined
  lines.sort((a, b) => a.at.i - b.at.i)
  const number = Math.max(0, ...list.rounds.map((r) => r.number)) + 1
  const calls = lines.map(({ v, at }): ListedVisit => ({ ...v, round: number, label: at.label }))
  const length = calls.slice(1).reduce((sum, c, i) => sum + metresApart(calls[i], c), 0)
  const round: ListedRound = {
    ...{ number, code: wholeCode(g.code), beats: g.beats ?? [], calls: calls.length, length },
    homes: calls.reduce((n, c) => n + c.homes.length, 0),
    minutes: calls.reduce((n, c) => n + c.minutes, 0) + (length / 1000 / list.protocol.speed) * 60,
  }
  return { ...list, rounds: [...list.rounds, round], visits: [...list.visits, ...calls] }
}

/** What tells a part of a given round apart. */
export const givenPart = (g: Pick<GivenRound, 'code' | 'homes'>): Part => ({
  code: g.code,
  keys: new Set(g.homes.map((h) => h.key)),
})

/**
 * Homes of a round nobody has called on that the list of now no longer has, such as after a crime changed: the officer should
 * know. What is due and only beyond the time there is stands on it still. 0 where the list is of another kind, streets or homes.
 */
export function offTheList(
  g: { readonly homes: readonly { readonly key: string }[] },
  list: Pick<StreetRounds, 'visits' | 'hidden' | 'undone'>,
  called: ReadonlySet<string>,
): number {
  const keys = [...[...list.visits, ...list.hidden.visits].flatMap((v) => v.keys), ...list.undone]
  if (keys.length === 0 || g.homes.some((h) => isStreetKey(h.key)) !== keys.some(isStreetKey)) return 0
  const listed = new Set(keys)
  return g.homes.filter((h) => !listed.has(h.key) && !called.has(h.key)).length
}

/** Rounds gathered under an officer or a beat: how many, and where their homes stand. */
export interface GivenGroup extends Omit<GivenStanding, 'back'> {
  readonly name: string
  readonly rounds: number
}

const FURTHER: Readonly<Record<HomeStanding['is'], number>> = { left: 0, again: 1, done: 2 }

/**
 * Gathers rounds by name, most late first; a round of several names counts under their common one. A home that stands in two
 * rounds of a name, such as in both versions of a list, counts once: as far as it has come in either.
 */
export function groupGiven(
  rounds: readonly { readonly name: string; readonly homes: ReadonlyMap<string, HomeStanding> }[],
): GivenGroup[] {
  const groups = new Map<string, { rounds: number; homes: Map<string, HomeStanding> }>()
  for (const { name, homes } of rounds) {
    const g = groups.get(name) ?? { rounds: 0, homes: new Map<string, HomeStanding>() }
    g.rounds++
    for (const [key, stands] of homes) {
      const had = g.homes.get(key)
      if (!had || FURTHER[stands.is] > FURTHER[had.is]) g.homes.set(key, stands)
      else if (stands.late && stands.is === had.is) g.homes.set(key, stands)
    }
    groups.set(name, g)
  }
  return [...groups]
    .map(([name, g]) => ({ name, rounds: g.rounds, ...countHomes(g.homes.values()) }))
    .sort((a, b) => b.late - a.late || b.left - a.left || (a.name < b.name ? -1 : 1))
}
