/** What can be told only of the whole table: rows far from the rest and rows at a default point, kept or left out. */
import { FLAG } from '../../core/table/incidents.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import type { Collector } from './collector.ts'
import { EXAMPLES } from './collector.ts'
import type { ImportOptions, Problem, Warning } from '../contract.ts'
import { withoutPersonal } from '../meaning/guess.ts'
import { MAX_RAW } from './leftOut.ts'
import { findOutliers } from './outliers.ts'
import type { Placed } from './placing.ts'
import type { DistinctPoints } from './points.ts'
import { LEFT_OUT } from './reasons.ts'
import { findSwapped } from './swapped.ts'

/** A point that holds far more rows of an exact table than any home could. */
interface Busiest {
  readonly n: number
  /** "450123, 301234", metres on the table's plane */
  readonly where: string
  /** number of the point among the distinct ones */
  readonly point: number
}

/** A point holding more than 30 rows and more than 1 % of an exact table of at least 200 rows. */
function busiestPoint(
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

const fileOf = (c: Collector, i: number): string => c.segments.find((s) => i < s.end)?.name ?? ''

/** Rows (ascending) as they stand in their files, which are read again up to the last of them. Yields now and then. */
async function* rawRows(c: Collector, rows: readonly number[]): AsyncGenerator<undefined, string[][]> {
  const found: string[][] = []
  let k = 0
  for (const { table, mapping, end } of c.segments) {
    const wanted = () => (k < rows.length && rows[k] < end ? c.line.data[rows[k]] : Infinity)
    if (wanted() === Infinity) continue
    for await (const batch of table.batches()) {
      for (let i = 0; i < batch.n && wanted() < Infinity; i++) {
        if (batch.line(i) !== wanted()) continue
        found.push(withoutPersonal(batch.at(i).row(), mapping))
        k++
      }
      if (wanted() === Infinity) break
      yield
    }
  }
  return found
}

/**
 * Leaves out the rows far from the rest or at a default point where the user said so. True = rows went, so that the
 * caller must look at the table anew. Yields now and then.
 */
export async function* leaveOutByPlace(
  c: Collector,
  { treat = {} }: ImportOptions,
  { x, y, points }: Placed,
): AsyncGenerator<undefined, boolean> {
  const going = new Map<number, string>()
  if (treat.outlier === 'out') {
    const far = findOutliers(x, y, points)
    for (let i = 0; i < x.length; i++)
      if (far?.[i] || (c.flags.data[i] & FLAG.outlier) !== 0) going.set(i, LEFT_OUT.outlier)
  }
  if (treat.swapped === 'out') for (const i of findSwapped(c)) going.set(i, LEFT_OUT.swapped)
  if (treat.point === 'out') {
    const busy = busiestPoint(x, y, points, c.segments[0].mapping.monthly)
    if (busy) points.of.forEach((p, i) => p === busy.point && going.set(i, LEFT_OUT.point))
  }
  if (going.size === 0) return false
  const rows = [...going.keys()].sort((a, b) => a - b)
  const texts = yield* rawRows(c, rows.slice(0, MAX_RAW))
  rows.forEach((i, k) => c.leftOut.add(going.get(i)!, fileOf(c, i), c.line.data[i], () => texts[k] ?? []))
  const stay = new Uint32Array(c.n - going.size)
  let n = 0
  for (let i = 0; i < c.n; i++) if (!going.has(i)) stay[n++] = i
  c.retain(stay)
  return true
}

/** Every doubt about kept rows, with how many there are and the first few as they stand. Yields now and then. */
export async function* warningsOf(
  c: Collector,
  t: Incidents,
  points: DistinctPoints,
  swapped: readonly number[],
): AsyncGenerator<undefined, Warning[]> {
  const n = { reversed: 0, placeholder: 0, odd: 0, outlier: 0, noEnd: 0 }
  for (let i = 0; i < t.n; i++) {
    const f = t.flags[i]
    if (f & FLAG.reversed) n.reversed++
    if (f & FLAG.placeholderTime) n.placeholder++
    if (f & FLAG.oddDate) n.odd++
    if (f & FLAG.outlier) n.outlier++
    if (f & FLAG.noEnd) n.noEnd++
  }
  // they are told once, by what is wrong with them
  n.outlier -= swapped.length
  const known: [string, number, Problem?][] = [
    ['the coordinates seem to stand in each other’s columns', swapped.length, 'swapped'],
    ['the window ends before it starts: kept as found', n.reversed, 'reversed'],
    ['a clock time of 00:00, 00:01 or 23:59 looks like a placeholder', n.placeholder, 'placeholder'],
    ['dated in the future, after its report, or before 1990', n.odd, 'odd'],
    ['far from all the rest: kept, but the map does not frame it', n.outlier, 'outlier'],
    ['no end of the window', c.segments.some((s) => s.mapping.col.to !== undefined) ? n.noEnd : 0],
    ...c.warnings,
  ]
  // of these no text was kept while reading, for nobody could know
  const other = new Set(swapped)
  yield* showExamples(c, 'outlier', (i) => (t.flags[i] & FLAG.outlier) !== 0 && !other.has(i))
  if (swapped.length > 0) yield* showExamples(c, 'swapped', (i) => other.has(i))
  const busy = busiestPoint(t.x, t.y, points, t.source === 'open')
  if (busy) {
    yield* showExamples(c, 'point', (i) => points.of[i] === busy.point)
    known.push([`at one and the same point (${busy.where}): a default point?`, busy.n, 'point'])
  }
  return known
    .filter(([, v]) => v > 0)
    .map(([what, v, problem]) => {
      const examples = c.examples.get(problem ?? what)
      return { what, n: v, ...(problem && { problem }), ...(examples && { examples }) }
    })
}

/** Notes the first few rows with a mark as examples of a doubt. */
async function* showExamples(
  c: Collector,
  what: Problem,
  isOne: (i: number) => boolean,
): AsyncGenerator<undefined, void> {
  if (c.examples.has(what)) return
  const rows: number[] = []
  for (let i = 0; i < c.n && rows.length < EXAMPLES; i++) if (isOne(i)) rows.push(i)
  const texts = yield* rawRows(c, rows)
  rows.forEach((i, k) => c.example(what, fileOf(c, i), c.line.data[i], () => texts[k] ?? []))
}
