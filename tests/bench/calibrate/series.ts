/** What a series says of a set that was gathered from what lies near its members, where nothing moves. */
import { driftOf } from '../../../src/core/series/place.ts'
import { nearMembers } from '../../../src/core/series/near.ts'
import { allRows } from '../../../src/core/table/incidents.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { townOf } from '../../analyses/town.ts'
import { countTowns, type Line } from './line.ts'
import { evenTown } from './towns.ts'

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

export const seriesLines: readonly Line[] = [
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
