/** Claims of a town where every home runs the same risk: concentration, rates per home, and links by days. */
import { METHOD as areas } from '../../../src/analyses/areas/compute.ts'
import { isAbove, isBelow } from '../../../src/analyses/areas/result.ts'
import { METHOD as classify } from '../../../src/analyses/classify/compute.ts'
import { METHOD as concentration } from '../../../src/analyses/concentration/compute.ts'
import { METHOD as gistar } from '../../../src/analyses/gistar/compute.ts'
import { METHOD as repeats } from '../../../src/analyses/repeats/compute.ts'
import type { Boundary } from '../../../src/core/geometry/area.ts'
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

/** A share of the incidents comes to a home that was hit before. */
const withAgain = ({ rows, homes }: Town, share: number): Town => ({
  homes,
  rows: rows.map((r, i) => {
    if (i === 0 || i > share * rows.length) return r
    const first = rows[rows.length - i]
    return { ...first, day: Math.min(LAST, first.day! + 20) }
  }),
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

/** Squares of 1 km over the town, as wards: with 2,000 homes on 40 streets some hold hundreds and some hardly any. */
const WARDS: readonly Boundary[] = Array.from({ length: 25 }, (_, k) => {
  const [x, y] = [450_000 + 1000 * (k % 5), 300_000 + 1000 * Math.floor(k / 5)]
  return {
    ...{ name: `W${k + 1}`, set: 'wards', kind: 'ward', numbers: {} },
    polygons: [[Float64Array.of(x, y, x + 1000, y, x + 1000, y + 1000, x, y + 1000, x, y)]],
  }
})

/** Whether the headline names an area: one that stays outside the range for looking at all of them. */
const namesAnArea = ({ rows, homes }: Town): boolean => {
  const r = runOn(areas, rows, LAST, {}, { homes, areas: WARDS })
  return r.areas.some((a) => a.q <= r.level && (isAbove(a) || isBelow(a)))
}

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
  line('Repeats: more came to a burgled home than by chance', 'at a home burgled before', withAgain, (t) => {
    const burglaries = t.rows.map((r) => ({ ...r, offence: 'burglary-home' as const }))
    const { burglary } = runOn(repeats, burglaries, LAST, {}, { homes: t.homes })
    return burglary!.repeats > burglary!.chance!.upTo
  }),
  line('Areas: the headline names one of 25 wards', 'more in one street', withStreet, namesAnArea),
  line('Classification: more linked pairs than by chance', 'near repeats', withNear, ({ rows }) => {
    return runOn(classify, rows, LAST).chance!.p <= 0.05
  }),
]
