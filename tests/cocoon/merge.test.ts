/** Cocoons joined: each home once, with what its strongest call says, held against a slow way of saying the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Doors } from '../../src/cocoon/doors.ts'
import type { Due } from '../../src/cocoon/due.ts'
import { byPriority, mergeCocoons, type Stop } from '../../src/cocoon/merge.ts'
import type { Again } from '../../src/cocoon/nextVisit.ts'
import type { Relation, Tier } from '../../src/cocoon/protocol.ts'
import type { Call } from '../../src/cocoon/who.ts'

/** Homes 0 to 2 are doors of their own; door 3 is a building of two floors, its flats in another order than their rows. */
const FLATS = [6, 4, 3, 5]
const FLOOR = [0, 0, 1, 1]
const doorOf = [0, 1, 2, 3, 3, 3, 3]
const DOORS = {
  doorOf,
  homesOf: (d: number) => (d === 3 ? FLATS : [d]),
  floorsOf: () => ({ of: FLOOR, names: ['ground floor', 'floor 1'] }),
} as unknown as Doors

const RELATIONS: readonly Relation[] = ['victim', 'same side', 'rear', 'opposite', 'ring']
/** The lower, the stronger. */
const strength = (r: Relation) => ({ victim: 0, 'same side': 1, rear: 2, opposite: 2, ring: 2 })[r]

const again = (attempt: number, due: number): Again => ({
  ...{ attempt, due, part: 'evening', leaflet: false, last: 0, says: `try ${attempt}` },
})

interface Cocoon {
  readonly due: Due
  readonly calls: readonly Call[]
}
const call = fc
  .record({
    homes: fc.constantFrom([0], [1], [2], [3], [4], [5], [6], [6, 4], [3, 5], [6, 4, 3, 5]),
    relation: fc.constantFrom(...RELATIONS),
    tier: fc.constantFrom<Tier>('A', 'B', 'C'),
    rank: fc.integer({ min: 0, max: 3 }),
    attempt: fc.constantFrom(1, 1, 1, 2, 3),
    dueAgain: fc.constantFrom(5000, 5001),
    turned: fc.boolean(),
  })
  .map(({ homes, relation, tier, rank, attempt, dueAgain, turned }): Call => ({
    ...{ door: doorOf[homes[0]], homes, relation, tier, rank },
    why: `${relation} ${tier} ${rank} ${homes.join()}`,
    ...(turned ? { nearest: homes.toReversed() } : {}),
    ...(attempt > 1 ? { again: again(attempt, dueAgain) } : {}),
  }))
const cocoons = fc
  .array(
    fc.record({
      calls: fc.array(call, { maxLength: 5 }),
      due: fc.integer({ min: 1, max: 4 }),
      expires: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 4 },
  )
  .map((all) =>
    all.map(({ calls, due, expires }, i): Cocoon => ({
      calls,
      due: { row: 10 + i, since: 0, reported: true, age: 0, due: 100 * due, status: 'today', expires },
    })),
  )

/** The same said slowly: for each home its claims; homes of one card together; the first of the sorted claims. */
function slowly(all: readonly Cocoon[], flats: 'building' | 'doors'): Partial<Stop>[] {
  const claimsOf = (home: number) =>
    all.flatMap(({ calls, due }, press) =>
      calls.filter((c) => c.homes.includes(home)).map((c) => ({ c, due, press })),
    )
  /** of the claim tried least for, the first of several */
  const againOf = (home: number) => {
    const claims = claimsOf(home).map(({ c }) => c.again)
    const least = Math.min(...claims.map((a) => a?.attempt ?? 1))
    return claims.find((a) => (a?.attempt ?? 1) === least)
  }
  const cards = new Map<string, number[]>()
  for (let home = 0; home < doorOf.length; home++) {
    const claims = claimsOf(home)
    if (claims.length === 0) continue
    const victim = claims.some(({ c }) => c.relation === 'victim')
    const key =
      flats === 'building' && home >= 3 && !victim
        ? `floor ${FLOOR[FLATS.indexOf(home)]}, again ${againOf(home)?.due}`
        : `home ${home}`
    cards.set(key, [...(cards.get(key) ?? []), home])
  }
  return [...cards.values()].map((homes) => {
    const key = ({ c, press }: ReturnType<typeof claimsOf>[number]) =>
      [+(c.relation !== 'victim'), c.tier, strength(c.relation), c.rank, press].join(' ')
    const claims = homes.flatMap(claimsOf)
    // sorting by text leaves equals as they came
    const sorted = [...claims].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
    const { c } = sorted[0]
    const first = sorted.find(({ due }) => due.due === Math.min(...claims.map((k) => k.due.due)))!
    const tried = againOf(homes[0])
    const inOrder = homes[0] < 3 ? homes : FLATS.filter((f) => homes.includes(f))
    const near = (c.nearest ?? []).filter((h) => homes.includes(h))
    return {
      ...{ door: c.door, homes: inOrder, relation: c.relation, why: c.why, tier: c.tier, rank: c.rank },
      nearest: [...near, ...inOrder.filter((h) => !near.includes(h))],
      incidents: sorted.map(({ due }) => due.row).filter((r, i, rows) => rows.indexOf(r) === i),
      press: Math.min(...claims.map((k) => k.press)),
      due: tried?.due ?? first.due.due,
      firstDue: first.due.due,
      dueBy: first.due.row,
      ...(tried ? { again: tried } : {}),
      expires: Math.max(...claims.map((k) => k.due.expires)),
    }
  })
}
describe('cocoons that overlap', () => {
  for (const flats of ['building', 'doors'] as const)
    it(`give each home one card with its strongest call: ${flats}`, () => {
      fc.assert(
        fc.property(cocoons, (all) => {
          expect(mergeCocoons(DOORS, all, { flats })).toEqual(slowly(all, flats))
        }),
        { numRuns: 150 },
      )
    })
})

describe('what is dropped last', () => {
  const stop = (over: Partial<Stop>) =>
    ({ ...{ relation: 'ring', tier: 'B', press: 1, rank: 1, homes: [1] }, ...over }) as Stop
  it('is the burgled home, then tier, the most pressing burglary, the nearest door, the first home of the file', () => {
    const best: Partial<Stop>[] = [
      { relation: 'victim', tier: 'C', press: 9, rank: 9 },
      { tier: 'A', press: 9, rank: 9, homes: [9] },
      { press: 0, rank: 9, homes: [9] },
      { rank: 0, homes: [9] },
      { homes: [0] },
      {},
      { homes: [2, 0] },
      { rank: 2, homes: [0] },
      { press: 2, rank: 0, homes: [0] },
      { tier: 'C', press: 0, rank: 0, homes: [0] },
    ]
    const stops = best.map(stop)
    for (let i = 0; i < stops.length; i++)
      for (let j = 0; j < stops.length; j++)
        expect(Math.sign(byPriority(stops[i], stops[j]))).toBe(Math.sign(i - j))
  })
})
