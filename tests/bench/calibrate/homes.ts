/** Claims of a town where every home runs the same risk: concentration, rates per home, and links by days. */
import { METHOD as classify } from '../../../src/analyses/classify/compute.ts'
import { METHOD as concentration } from '../../../src/analyses/concentration/compute.ts'
import { METHOD as gistar } from '../../../src/analyses/gistar/compute.ts'
import { countTowns, type Line, percent } from './line.ts'
import { alikeTown, FIRST_DAY, runOn } from './towns.ts'

const LAST = FIRST_DAY + 364
const N = 600

type Town = ReturnType<typeof alikeTown>

/** One street in forty takes a share of all incidents more. */
const withStreet = ({ rows, homes }: Town, share: number): Town => ({
  homes,
  rows: rows.map((r, i) => (i < share * rows.length ? { ...r, x: homes.x[i % 50], y: homes.y[i % 50] } : r)),
})

/** A share of the incidents follows another within 60 m and 4 days. */
const withNear = ({ rows, homes }: Town, share: number): Town => ({
  homes,
  rows: rows.map((r, i) => {
    if (i === 0 || i > share * rows.length) return r
    const first = rows[rows.length - i]
    return { ...first, x: first.x + 60, day: Math.min(LAST, first.day! + 4), place: 10_000 + i }
  }),
})

const line = (
  name: string,
  what: string,
  plant: (t: Town, share: number) => Town,
  says: (t: Town) => boolean,
): Line => ({
  name: `${name}, ${N} incidents on 2,000 homes alike`,
  goal: 0.05,
  measure(towns) {
    const some = Math.min(towns, 100)
    const found = (share: number) =>
      percent(
        countTowns(some, (k) => says(plant(alikeTown(k, N), share))),
        some,
      )
    return {
      towns,
      hits: countTowns(towns, (k) => says(alikeTown(k, N))),
      power: `${what}, a tenth: ${found(0.1)}, a fifth: ${found(0.2)}`,
    }
  },
})

export const homesLines: readonly Line[] = [
  line(
    'Concentration: more in the worst 5% than by homes',
    'more in one street',
    withStreet,
    ({ rows, homes }) => {
      const { inTop, byHomes } = runOn(concentration, rows, LAST, {}, { homes })
      return inTop > byHomes!.high
    },
  ),
  line('Gi* on rates per home: a hot cell', 'more in one street', withStreet, ({ rows, homes }) => {
    return runOn(gistar, rows, LAST, { per: 'homes' }, { homes }).hotCells > 0
  }),
  line('Classification: more linked pairs than by chance', 'near repeats', withNear, ({ rows }) => {
    return runOn(classify, rows, LAST).chance!.p <= 0.05
  }),
]
