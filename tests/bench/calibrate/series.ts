/** What a series says of the hours and days of a set that has none of its own. */
import { factsOf } from '../../../src/core/series/facts.ts'
import { allRows } from '../../../src/core/table/incidents.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { type Row, townOf } from '../../analyses/town.ts'
import { countTowns, type Line, percent } from './line.ts'
import { FIRST_DAY } from './towns.ts'

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
]
