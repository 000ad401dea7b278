/** Where a round stands: which doors have their outcome, which is next. Derived from the visits alone. */
import { eastNorth } from '../core/geometry/apart.ts'
import type { PhoneRound, RoundCall } from './roundFile.ts'
import { mergeVisits, settles, type Visit } from './visits.ts'

/** Progress of a round. */
export interface RoundState {
  /** visits of each home by key, in time order; a home without any is absent */
  readonly made: ReadonlyMap<string, readonly Visit[]>
  /** calls all of whose homes have an outcome */
  readonly calls: number
  readonly homes: number
  readonly ofHomes: number
  /** homes where nobody answered or another time was asked for, at each of their visits here */
  readonly unanswered: number
}

/** Where the round stands by these visits of any number of devices; only those made on this round count. */
export function roundState(round: PhoneRound, visits: readonly Visit[]): RoundState {
  const keys = new Set(round.calls.flatMap((c) => c.homes.map((h) => h.key)))
  const made = new Map<string, Visit[]>()
  for (const v of mergeVisits(visits))
    if (v.list === round.code && !v.removed && keys.has(v.home))
      made.set(v.home, [...(made.get(v.home) ?? []), v])
  return {
    made,
    calls: round.calls.filter((c) => callDone(c, made)).length,
    homes: made.size,
    ofHomes: keys.size,
    unanswered: [...made.values()].filter(unsettled).length,
  }
}

/** Whether a home that was called on is to be tried again: as at the desk, no closed door unsettles what was settled before. */
export const unsettled = (visits: readonly Visit[]): boolean => !visits.some(settles)

/** The visit a home is counted by: the last that settled it, else the last. */
export const countedBy = (visits: readonly Visit[]): Visit => visits.findLast(settles) ?? visits.at(-1)!

/** Whether each home of a call has an outcome. */
export const callDone = (call: RoundCall, made: RoundState['made']): boolean =>
  call.homes.every((h) => made.has(h.key))

/** Place of a home: which call, and which of its homes. */
export interface Place {
  readonly call: number
  readonly home: number
}

/**
 * The door to go to after `from`: the next open one in walking order, starting again at the front; with `again`,
 * the next one that gave no answer. `from` itself comes last. Undefined when there is none.
 */
export function nextPlace(
  round: PhoneRound,
  made: RoundState['made'],
  from: Place | undefined,
  again = false,
): Place | undefined {
  const places = round.calls.flatMap((c, call) => c.homes.map((_, home): Place => ({ call, home })))
  const at = from ? places.findIndex((p) => p.call === from.call && p.home === from.home) : -1
  const turned = [...places.slice(at + 1), ...places.slice(0, at + 1)]
  return turned.find((p) => {
    const mine = made.get(round.calls[p.call].homes[p.home].key)
    return again ? mine !== undefined && unsettled(mine) : !mine
  })
}

const WINDS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west']

/** From one call to the next as the crow flies: metres, and the wind's name; '' where both stand at one place. */
export function step(
  from: Pick<RoundCall, 'lng' | 'lat'>,
  to: Pick<RoundCall, 'lng' | 'lat'>,
): { metres: number; wind: string } {
  const [x, y] = eastNorth(from, to)
  const metres = Math.hypot(x, y)
  const turn = Math.round((Math.atan2(x, y) / Math.PI) * 4 + 8) % 8
  return { metres, wind: metres < 1 ? '' : WINDS[turn] }
}
