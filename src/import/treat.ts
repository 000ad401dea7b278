/** What can be told only of the whole table: rows far from the rest and rows at a default point, kept or left out. */
import { FLAG } from '../core/incidents.ts'
import type { Collector } from './collector.ts'
import type { ImportOptions } from './contract.ts'
import { LEFT_OUT } from './incidents.ts'
import { findOutliers } from './outliers.ts'
import { distinctPoints } from './points.ts'
import type { DistinctPoints } from './points.ts'

/** A point that holds far more rows of an exact table than any home could. */
export interface Busiest {
  readonly n: number
  /** "450123, 301234", metres on the table's plane */
  readonly where: string
  /** number of the point among the distinct ones */
  readonly point: number
}

/** A point holding more than 30 rows and more than 1 % of an exact table of at least 200 rows. */
export function busiestPoint(
  x: Float64Array,
  y: Float64Array,
  points: DistinctPoints,
  monthly: boolean,
): Busiest | undefined {
  const n = x.length
  if (monthly || n < 200) return undefined
  const counts = new Uint32Array(points.first.length)
  for (const k of points.of) counts[k]++
  let best = 0
  for (let k = 1; k < counts.length; k++) if (counts[k] > counts[best]) best = k
  const i = points.first[best]
  return counts[best] > Math.max(30, n * 0.01)
    ? { n: counts[best], where: `${Math.round(x[i])}, ${Math.round(y[i])}`, point: best }
    : undefined
}

/** The few columns of a collected row that say which it is, for a row whose text is no longer at hand. */
function brief(c: Collector, i: number): string[] {
  return [
    c.id.at(i),
    c.wording.values[c.wording.codes.data[i]],
    String(c.x.data[i]),
    String(c.y.data[i]),
  ].filter((v) => v !== '')
}

const fileOf = (c: Collector, i: number): string => c.segments.find((s) => i < s.end)?.name ?? ''

/**
 * Leaves out the rows far from the rest or at a default point where the user said so; `x` and `y` are metres on
 * one plane. True = rows went, so that the caller must look at the table anew.
 */
export function leaveOutByPlace(
  c: Collector,
  { treat = {} }: ImportOptions,
  x: Float64Array,
  y: Float64Array,
): boolean {
  const going = new Map<number, string>()
  const points = distinctPoints(x, y)
  if (treat.outlier === 'out') {
    const far = findOutliers(x, y, points)
    for (let i = 0; i < x.length; i++)
      if (far?.[i] || (c.flags.data[i] & FLAG.outlier) !== 0) going.set(i, LEFT_OUT.outlier)
  }
  if (treat.point === 'out') {
    const busy = busiestPoint(x, y, points, c.segments[0].mapping.monthly)
    if (busy) points.of.forEach((p, i) => p === busy.point && going.set(i, LEFT_OUT.point))
  }
  if (going.size === 0) return false
  const stay = new Uint32Array(c.n - going.size)
  let n = 0
  for (let i = 0; i < c.n; i++) {
    const why = going.get(i)
    if (why === undefined) stay[n++] = i
    else c.leftOut.add(why, fileOf(c, i), c.line.data[i], brief(c, i))
  }
  c.retain(stay)
  return true
}

/** Notes the first few rows with a mark as examples of a doubt. */
export function showExamples(c: Collector, what: string, isOne: (i: number) => boolean): void {
  if (c.examples.has(what)) return
  for (let i = 0, shown = 0; i < c.n && shown < 5; i++)
    if (isOne(i)) {
      c.example(what, fileOf(c, i), c.line.data[i], () => brief(c, i))
      shown++
    }
}
