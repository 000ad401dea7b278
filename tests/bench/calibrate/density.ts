/** The share of incidents in the densest part of the ground, held against chance. */
import { METHOD as hotspots } from '../../../src/analyses/hotspots/compute.ts'
import { countTowns, type Line, percent } from './line.ts'
import { discOf, evenTown, FIRST_DAY, runOn } from './towns.ts'

const LAST = FIRST_DAY + 364
const PLACE = [453_300, 304_700] as const

const line = (n: number, bandwidth: number): Line => ({
  name: `Density of ${bandwidth} m, ${n} even incidents on 8 × 8 km: more than chance in tier A`,
  goal: 0.05,
  measure(towns) {
    const beyond = (rows: ReturnType<typeof evenTown>) =>
      runOn(hotspots, rows, LAST, { rule: 'own', bandwidth, cell: bandwidth / 5 }).moreThanChance === true
    const some = Math.min(towns, 100)
    const found = (share: number) =>
      percent(
        countTowns(some, (k) => beyond([...evenTown(k, n), ...discOf(k, Math.round(share * n), PLACE, 250)])),
        some,
      )
    return {
      towns,
      hits: countTowns(towns, (k) => beyond(evenTown(k, n))),
      power: `a tenth more within 250 m: ${found(0.1)}, a fifth: ${found(0.2)}`,
    }
  },
})

export const densityLines: readonly Line[] = [60, 300, 1000, 4000].flatMap((n) => [
  line(n, 200),
  line(n, 500),
])
