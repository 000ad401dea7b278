/** Overlapping cocoons become one list: each home once, with its strongest reason and every burglary named. */
import { type Again, againKey } from './nextVisit.ts'
import type { Doors } from './doors.ts'
import type { Due } from './due.ts'
import type { Protocol, Relation, Tier } from './protocol.ts'
import type { Call } from './who.ts'

/** One card: what an officer does at one door. */
export interface Stop {
  readonly door: number
  /** homes called on, flats in their order; never empty, never shared with another stop */
  readonly homes: readonly number[]
  /** the same, nearest to the burgled home first */
  readonly nearest: readonly number[]
  readonly relation: Relation
  readonly why: string
  readonly tier: Tier
  readonly rank: number
  /** incident rows, the one that gave the reason first */
  readonly incidents: readonly number[]
  /** the most pressing of its burglaries: order, due minute, expiry day */
  readonly press: number
  readonly due: number
  /** minute its burglary's 48 hours end, and the burglary whose they are */
  readonly firstDue: number
  readonly dueBy: number
  readonly again?: Again
  readonly expires: number
}

const STRENGTH: Readonly<Record<Relation, number>> = {
  victim: 0,
  'same side': 1,
  ring: 2,
  rear: 2,
  opposite: 2,
}

interface Claim {
  readonly call: Call
  readonly press: number
  readonly due: Due
}

/** Strongest first: the burgled home, then tier, relation, doors away, most pressing burglary. */
const stronger = (a: Claim, b: Claim): number =>
  +(b.call.relation === 'victim') - +(a.call.relation === 'victim') ||
  (a.call.tier < b.call.tier ? -1 : a.call.tier > b.call.tier ? 1 : 0) ||
  STRENGTH[a.call.relation] - STRENGTH[b.call.relation] ||
  a.call.rank - b.call.rank ||
  a.press - b.press

/**
 * Merges the calls of several burglaries, given most pressing first. A flat burgled in a building stays a
 * card of its own; its neighbours in that building are one card where the protocol says so.
 */
export function mergeCocoons(
  doors: Doors,
  cocoons: readonly { readonly due: Due; readonly calls: readonly Call[] }[],
  p: Pick<Protocol, 'flats'>,
): Stop[] {
  const claims = new Map<number, Claim[]>()
  cocoons.forEach(({ due, calls }, press) => {
    for (const call of calls)
      for (const home of call.homes) {
        const claim = { call, press, due }
        const list = claims.get(home)
        if (list) list.push(claim)
        else claims.set(home, [claim])
      }
  })

  // flats of one building that are not burgled themselves go back together on one card
  const cards = new Map<string, { homes: number[]; claims: Claim[]; again?: Again }>()
  for (const [home, list] of [...claims].sort((a, b) => a[0] - b[0])) {
    const victim = list.some((c) => c.call.relation === 'victim')
    const door = doors.doorOf[home]
    const together = p.flats === 'building' && !victim && doors.homesOf(door).length > 1
    // a newer burglary asks for visits of its own: the one that was tried least for says what is done
    const tries = (c: Claim) => c.call.again?.attempt ?? 1
    const again = list.reduce((a, b) => (tries(b) < tries(a) ? b : a)).call.again
    const key = together
      ? `door ${door} ${doors.floorsOf(door).of[doors.homesOf(door).indexOf(home)]} ${againKey(again)}`
      : `home ${home}`
    const card = cards.get(key)
    if (card) {
      card.homes.push(home)
      card.claims.push(...list)
    } else cards.set(key, { homes: [home], claims: [...list], ...(again ? { again } : {}) })
  }

  return [...cards.values()].map(({ homes, claims, again }) => {
    claims.sort(stronger)
    const { call } = claims[0]
    const pressing = claims.reduce((a, b) => (b.press < a.press ? b : a))
    // of equal times that of the burglary which gave the reason
    const first = claims.reduce((a, b) => (b.due.due < a.due.due ? b : a))
    const order = doors.homesOf(call.door)
    const sorted = homes.sort((a, b) => order.indexOf(a) - order.indexOf(b))
    const near = call.nearest?.filter((h) => homes.includes(h)) ?? []
    return {
      door: call.door,
      homes: sorted,
      nearest: [...near, ...sorted.filter((h) => !near.includes(h))],
      relation: call.relation,
      why: call.why,
      tier: call.tier,
      rank: call.rank,
      incidents: [...new Set(claims.map((c) => c.due.row))],
      press: pressing.press,
      due: again?.due ?? first.due.due,
      firstDue: first.due.due,
      dueBy: first.due.row,
      ...(again ? { again } : {}),
      expires: Math.max(...claims.map((c) => c.due.expires)),
    }
  })
}

/** Which card to drop last: tier, then the most pressing burglary, then doors away. */
export const byPriority = (a: Stop, b: Stop): number =>
  +(b.relation === 'victim') - +(a.relation === 'victim') ||
  (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0) ||
  a.press - b.press ||
  a.rank - b.rank ||
  a.homes[0] - b.homes[0]
