/** Gi* at its defaults, and the classes of emerging hot spots. */
import { METHOD as change } from '../../../src/analyses/change/compute.ts'
import { METHOD as gistar } from '../../../src/analyses/gistar/compute.ts'
import { planeOf } from '../../../src/core/geometry/plane.ts'
import { countTowns, type Line, percent } from './line.ts'
import { discOf, evenTown, FIRST_DAY, runOn } from './towns.ts'

const PLACE = [453_300, 304_700] as const
const RADIUS = 300

/** Whether one of these places, WGS84, lies near the planted spot. */
const near = (at: readonly (readonly [number, number])[]) => {
  const { forward } = planeOf('EPSG:27700')
  return at.some(([lng, lat]) => {
    const [x, y] = forward(lng, lat)
    return Math.hypot(x - PLACE[0], y - PLACE[1]) <= RADIUS + 300
  })
}

const giLine = (n: number): Line => ({
  name: `Gi* at its defaults, ${n} even incidents on 8 × 8 km: a hot cell`,
  goal: 0.05,
  measure(towns) {
    const planted = Math.max(5, Math.round(n / 50))
    const some = Math.min(towns, 200)
    const found = (more: number) =>
      percent(
        countTowns(some, (k) =>
          near(
            runOn(gistar, [...evenTown(k, n), ...discOf(k, more, PLACE, RADIUS)], FIRST_DAY + 365)
              .spots.filter((s) => s.kind === 'hot')
              .map((s) => s.at),
          ),
        ),
        some,
      )
    return {
      towns,
      hits: countTowns(towns, (k) => runOn(gistar, evenTown(k, n), FIRST_DAY + 365).hotCells > 0),
      power: `${planted} more within ${RADIUS} m: ${found(planted)}, ${2 * planted}: ${found(2 * planted)}`,
    }
  },
})

const emerging: Line = {
  name: 'Change, 300 even incidents: an emerging hot cell',
  goal: 0.05,
  measure(towns) {
    const some = Math.min(towns, 200)
    const today = FIRST_DAY + 364
    const found = countTowns(some, (k) => {
      const burst = discOf(k, 8, PLACE, RADIUS, 28).map((r) => ({
        ...r,
        day: today - 27 + r.day! - FIRST_DAY,
      }))
      return near(
        runOn(change, [...evenTown(k, 300), ...burst], today)
          .units.filter((u) => u.hot)
          .map((u) => u.at),
      )
    })
    return {
      towns,
      hits: countTowns(towns, (k) => runOn(change, evenTown(k, 300), today).classes.length > 0),
      power: `8 in the last step within ${RADIUS} m: ${percent(found, some)}`,
    }
  },
}

const changed = (n: number): Line => ({
  name: `Change, ${n} even incidents over three years: a place rose or fell by more than chance`,
  goal: 0.05,
  measure(towns) {
    const today = FIRST_DAY + 1094
    const run = (rows: ReturnType<typeof evenTown>) => runOn(change, rows, today)
    const planted = Math.max(8, Math.round(n / 100))
    const found = (more: number) =>
      percent(
        countTowns(towns, (k) => {
          const burst = discOf(k, more, PLACE, RADIUS, 28).map((r) => ({
            ...r,
            day: today - 27 + r.day! - FIRST_DAY,
          }))
          return run([...evenTown(k, n, 8000, 1095), ...burst]).up > 0
        }),
        towns,
      )
    return {
      towns,
      hits: countTowns(towns, (k) => {
        const r = run(evenTown(k, n, 8000, 1095))
        return r.up + r.down > 0
      }),
      power: `${planted}, ${2 * planted} more within ${RADIUS} m in the last four weeks: ${found(planted)}, ${found(2 * planted)}`,
    }
  },
})

export const gistarLines: readonly Line[] = [
  ...[60, 150, 300, 1000, 4000].map(giLine),
  emerging,
  ...[1000, 4000].map(changed),
]
