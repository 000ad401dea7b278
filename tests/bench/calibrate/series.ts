/** What a series says of a set that was gathered from what lies near its members, where nothing moves. */
import { factsOf } from '../../../src/core/series/facts.ts'
import { driftOf } from '../../../src/core/series/place.ts'
import { nearMembers } from '../../../src/core/series/near.ts'
import { allRows } from '../../../src/core/table/incidents.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { type Row, townOf } from '../../analyses/town.ts'
import { countTowns, type Line, percent } from './line.ts'
import { evenTown, FIRST_DAY } from './towns.ts'

const N = 1500
const SIDE = 6000
const DAYS = 790
/** Members of a set, as a series of a few weeks has them. */
const MEMBERS = 12

/** Whether twelve members, each found near one before, drift by their order; undefined where fewer are found. */
function drifts(k: number, metres: number, days: number): boolean | undefined {
  const table = townOf(evenTown(k, N, SIDE, DAYS))
  let members = Uint32Array.of(new Stream(611, k).below(N))
  for (let found = true; found && members.length < MEMBERS;) {
    const near = nearMembers(table, allRows(table), members, metres, days)
    found = near.length > 0
    members = Uint32Array.of(...members, ...near).slice(0, MEMBERS)
  }
  if (members.length < MEMBERS) return undefined
  members.sort((a, b) => table.from[a] - table.from[b])
  const drift = driftOf(
    Array.from(members, (i) => table.x[i]),
    Array.from(members, (i) => table.y[i]),
  )
  return drift !== undefined && drift.p <= 0.05
}

/** A set of eight in nights of one to three, within two hours of each other, at any hour and on any day of ten weeks. */
function nights(k: number, evening = 0): Row[] {
  const s = new Stream(613, k)
  const rows: Row[] = []
  while (rows.length < 8) {
    const day = FIRST_DAY + s.below(70)
    const at = s.float() < evening ? 1140 + s.below(60) : s.below(1320)
    for (let more = s.below(3); more >= 0 && rows.length < 8; more--)
      rows.push({ x: s.below(4000), y: s.below(4000), day, minute: at + s.below(120), length: 60 })
  }
  return rows
}

/** How often chance makes hours as narrow, or a weekday as full, as those of a set. */
const byChance = (k: number, evening?: number) => {
  const table = townOf(nights(k, evening))
  return factsOf(table, allRows(table))
}

export const seriesLines: readonly Line[] = [
  {
    name: 'A series of eight in nights of one to three: hours are named',
    goal: 0.05,
    measure: (towns) => ({
      towns,
      hits: countTowns(towns, (k) => byChance(k).hoursByChance! <= 0.05),
      power: `all in the evening ${percent(
        countTowns(towns, (k) => byChance(k + 10_000, 1).hoursByChance! <= 0.05),
        towns,
      )}`,
    }),
  },
  {
    name: 'A series of eight in nights of one to three: a weekday is named',
    goal: 0.05,
    measure: (towns) => ({ towns, hits: countTowns(towns, (k) => byChance(k).dayByChance <= 0.05) }),
  },
  {
    // nothing is promised of it: the sentence says that such sets move by themselves
    name: `A series gathered near its members, 400 m and 42 days, ${N} uniform incidents: a drift`,
    measure(towns) {
      const found = Array.from({ length: towns }, (_, k) => drifts(k, 400, 42))
      const known = found.filter((d) => d !== undefined)
      return { towns: known.length, hits: countTowns(known.length, (k) => known[k]) }
    },
  },
]
