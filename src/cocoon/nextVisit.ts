/** What the visits so far leave to do at a home: nothing, a first call, or another try at another part of the day. */
import { dayOf, MINUTES_PER_DAY, showDay, showTime } from '../core/base/time.ts'
import { homeKey } from './address.ts'
import { dayStart, policeDay } from './clock.ts'
import type { Protocol } from './protocol.ts'
import { mergeVisits, settles, type Visit } from './visits.ts'

/** Parts of a police day, the hours they end at, and the order in which they are tried. */
const PARTS = [
  { part: 'evening', from: 17, to: 21 },
  { part: 'afternoon', from: 12, to: 17 },
  { part: 'morning', from: 6, to: 12 },
] as const
type Part = (typeof PARTS)[number]['part']

/** Another try at a home where nobody answered. */
export interface Again {
  /** 2 for the second visit */
  readonly attempt: number
  /** the part of the day nobody was tried in yet */
  readonly part: Part
  /** no more knocking: a leaflet through the door */
  readonly leaflet: boolean
  /** when it was tried last */
  readonly last: number
  /** end of that part of the day after the last try, minute */
  readonly due: number
  /** "no answer Mon 23 Nov 10:40: try the evening" */
  readonly says: string
}

/** What is left to do at a home. */
export type Standing =
  | { readonly kind: 'first' }
  | { readonly kind: 'again'; readonly again: Again }
  | { readonly kind: 'not now'; readonly reason: string }

const partAt = (minute: number): Part => {
  const hour = Math.floor((minute % MINUTES_PER_DAY) / 60)
  // the night belongs to the evening it follows
  return PARTS.find((p) => hour >= p.from && hour < p.to)?.part ?? 'evening'
}

/** Visits of each home that stand, in time order. */
export function visitsByHome(visits: readonly Visit[]): ReadonlyMap<string, readonly Visit[]> {
  const byHome = new Map<string, Visit[]>()
  for (const v of mergeVisits(visits)) {
    if (v.removed) continue
    const mine = byHome.get(v.home)
    if (mine) mine.push(v)
    else byHome.set(v.home, [v])
  }
  return byHome
}

/** Finds the visits of a home, by its UPRN and by its address: a file that gained UPRNs since forgets nobody. */
export function findVisits(visits: readonly Visit[]): (uprn: string, address: string) => readonly Visit[] {
  const byHome = visitsByHome(visits)
  if (byHome.size === 0) return () => []
  return (uprn, address) => {
    const [key, older] = [homeKey(uprn, address), homeKey('', address)]
    const [mine, before] = [byHome.get(key) ?? [], (key !== older && byHome.get(older)) || []]
    return before.length === 0 ? mine : mergeVisits(mine, before)
  }
}

const plural = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`
const at = (minute: number) => `${showDay(dayOf(minute), { weekday: true, year: false })} ${showTime(minute)}`

/**
 * What is left to do at a home on a police day, by its visits up to then. `since` is when the burglary's clock started;
 * `victim` whether it is the burgled home, which is seen again after each burglary.
 */
export function standingOf(
  visits: readonly Visit[],
  since: number,
  victim: boolean,
  today: number,
  p: Pick<Protocol, 'notAgain' | 'knocks' | 'dayTurns'>,
): Standing {
  const settled = visits.findLast((v) => settles(v))
  if (settled?.outcome === 'not a dwelling') return { kind: 'not now', reason: 'found not to be a dwelling' }
  if (settled) {
    const days = Math.max(0, today - policeDay(settled.at, p.dayTurns))
    if (victim ? settled.at >= since : days <= p.notAgain)
      return {
        kind: 'not now',
        reason: `visited ${plural(days, 'day')} ago (${settled.outcome === 'card left' || settled.outcome === 'no answer' ? 'leaflet' : settled.outcome})`,
      }
  }
  const tries = visits.filter((v) => !settles(v) && v.at >= since && v.at > (settled?.at ?? -Infinity))
  const last = tries.at(-1)
  if (!last) return { kind: 'first' }
  const tried = new Set(tries.map((v) => partAt(v.at)))
  const { part, to } = PARTS.find((x) => !tried.has(x.part)) ?? PARTS[0]
  // who asked for another time has not gone without an answer
  const leaflet = tries.filter((v) => v.outcome !== 'call back').length >= p.knocks
  const found = last.outcome === 'call back' ? 'asked to call back' : 'no answer'
  const next = leaflet ? 'leave a leaflet' : `try the ${part}`
  const day = policeDay(last.at, p.dayTurns)
  if (day >= today) return { kind: 'not now', reason: `${found} ${at(last.at)}: tomorrow, ${next}` }
  return {
    kind: 'again',
    again: {
      attempt: tries.length + 1,
      part,
      leaflet,
      last: last.at,
      due: leaflet ? dayStart(day + 2, p.dayTurns) - 1 : (day + 1) * MINUTES_PER_DAY + to * 60,
      says: `${found} ${at(last.at)}${tries.length > 1 ? `, ${tries.length} tries` : ''}: ${next}`,
    },
  }
}

/** Tells apart what is done at doors of one building. */
export const againKey = (a: Again | undefined): string => (a ? `${a.leaflet} ${a.part} ${a.due}` : '')
