/** Coordinates that a file has rounded: no place is more exact than its last figure. */
import { UNKNOWN_UNIT } from '../../core/geometry/plane.ts'
import type { Collector } from './collector.ts'

/** Fewer places say nothing of how they are written. */
const LEAST = { rows: 30, points: 10 }
/** Rows looked at. */
const LOOKED_AT = 2000
/** Steps of plane numbers, and of degrees with what they are on the ground, coarsest first. */
const METRES = [1000, 500, 250, 200, 100]
const DEGREES: readonly (readonly [step: number, words: string])[] = [
  [0.01, 'two decimals of a degree, about 1 km'],
  [0.001, 'three decimals of a degree, about 100 m'],
]

/** What to say of the coordinates of a table that are all multiples of a step; '' where they are not. */
export function coarseness(c: Collector): string {
  const [x, y] = [c.x.finish(), c.y.finish()]
  for (const { start, end, mapping } of c.segments) {
    // what letters of a square stand for is said already
    if (mapping.place.fields[0] === 'gridRef' || end - start < LEAST.rows) continue
    const every = Math.max(1, Math.floor((end - start) / LOOKED_AT))
    const seen = new Map<string, [number, number]>()
    for (let i = start; i < end; i += every) seen.set(`${x[i]} ${y[i]}`, [x[i], y[i]])
    if (seen.size < LEAST.points) continue
    const pairs = [...seen.values()]
    if (mapping.crs.code === 'EPSG:4326') {
      const found = DEGREES.find(([step]) => pairs.every((p) => p.every((v) => isMultiple(v, step))))
      if (found) return `the coordinates are rounded to ${found[1]}: no place is more exact than that`
    } else {
      const step = METRES.find((s) =>
        pairs.every((p, _, [first]) => p.every((v, k) => isMultiple(v - first[k], s))),
      )
      const { plane } = mapping.crs
      const unit = plane === undefined || plane === UNKNOWN_UNIT ? '' : ' m'
      if (step !== undefined)
        return `the coordinates are rounded to ${step >= 1000 ? '1,000' : step}${unit}: no place is more exact than that`
    }
  }
  return ''
}

/** Whether a number is a multiple of a step, but for what floating point loses. */
const isMultiple = (v: number, step: number): boolean => Math.abs(v / step - Math.round(v / step)) < 1e-6
