/** What can be told only of the whole table: rows far from the rest and rows at a default point, kept or left out. */
import { isNoLonger } from '../meaning/noCrime.ts'
import { broadKind, offenceOf } from '../meaning/offences.ts'
import { FLAG, onlyStart } from '../../core/table/incidents.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import type { TextColumn } from '../../core/base/text.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { countOf } from '../../core/base/words.ts'
import type { Collector } from './collector.ts'
import { EXAMPLES } from './collector.ts'
import type { Ended, ImportOptions, Problem, Warning } from '../contract.ts'
import { withoutPersonal } from '../meaning/guess.ts'
import { MAX_RAW } from './leftOut.ts'
import { busyPoints } from './busyPoints.ts'
import type { Damage } from './damage.ts'
import { notOnce } from './once.ts'
import type { Numbers } from './once.ts'
import { findOutliers } from './outliers.ts'
import type { Placed } from './placing.ts'
import type { DistinctPoints } from './points.ts'
import { DOUBLES } from '../report/problems.ts'
import { LEFT_OUT } from './reasons.ts'
import { findSwapped } from './swapped.ts'

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

/** What is known of a table before its rows are counted out. */
export interface Whole {
  readonly placed: Placed
  /** days and true places: not open data */
  readonly exact: boolean
  readonly damage: Damage | undefined
}

/**
 * Leaves out the rows that are no crime or stand twice, and those whose place or date is in doubt where the user said
 * so. Says how many rows went, so that the caller must look at the table anew, and what the crime numbers told. Yields
 * now and then.
 */
export async function* leaveOut(
  c: Collector,
  options: ImportOptions,
  { placed, exact, damage }: Whole,
): AsyncGenerator<undefined, { gone: boolean; numbers: Numbers; ended: Ended[] }> {
  const { treat = {} } = options
  const { x, y } = placed
  const { going, numbers } = notOnce(c, options, exact, x, y)
  const ended = [...going].filter(([, why]) => why === 'nocrime').map(([i]) => endedAt(c, i, x, y))
  if (treat.outlier === 'out') {
    const far = findOutliers(x, y, placed.points)
    for (let i = 0; i < x.length; i++)
      if (far?.[i] || (c.flags.data[i] & FLAG.outlier) !== 0) going.set(i, 'outlier')
  }
  if (treat.swapped === 'out') for (const i of findSwapped(c)) going.set(i, 'swapped')
  if (treat.damaged === 'out') for (const i of damage?.rows ?? []) going.set(i, 'damaged')
  if (treat.point === 'out') {
    const busy = new Set(exact ? busyPoints(x, y, placed.points, c.address.finish()).map((b) => b.point) : [])
    placed.points.of.forEach((p, i) => busy.has(p) && going.set(i, 'point'))
  }
  if (going.size === 0) return { gone: false, numbers, ended }
  const rows = [...going.keys()].sort((a, b) => a - b)
  const texts = yield* rawRows(c, rows.slice(0, MAX_RAW))
  rows.forEach((i, k) =>
    c.leftOut.add(LEFT_OUT[going.get(i)!], fileOf(c, i), c.line.data[i], () => texts[k] ?? []),
  )
  const stay = new Uint32Array(c.n - going.size)
  let n = 0
  for (let i = 0; i < c.n; i++) if (!going.has(i)) stay[n++] = i
  c.retain(stay)
  return { gone: true, numbers, ended }
}

/** A row that is no crime any more, as a later join must know it. */
function endedAt(c: Collector, i: number, x: Float64Array, y: Float64Array): Ended {
  const wording = c.wording.values[c.wording.codes.data[i]]
  const code = c.code.values[c.code.codes.data[i]] ?? ''
  return {
    ...{ id: c.id.at(i), from: c.from.data[i], x: x[i], y: y[i] },
    ...(!isNoLonger(wording) && { kind: broadKind(offenceOf(wording, code)) }),
  }
}

/** What is doubtful about the rows of a table beyond their flags. */
export interface Doubts {
  readonly points: DistinctPoints
  readonly swapped: readonly number[]
  readonly damage: Damage | undefined
  readonly address: TextColumn
  /** rows flagged as doubles */
  readonly doubles: number
}

/** How many rows have each flag that is told. */
function flagged({ flags }: Incidents) {
  const n = { reversed: 0, placeholder: 0, odd: 0, outlier: 0, noEnd: 0 }
  for (let i = 0; i < flags.length; i++) {
    const f = flags[i]
    if (f & FLAG.reversed) n.reversed++
    if (f & FLAG.placeholderTime) n.placeholder++
    if (f & FLAG.oddDate) n.odd++
    if (f & FLAG.outlier) n.outlier++
    if (onlyStart(f)) n.noEnd++
  }
  return n
}

/** Every doubt about kept rows, with how many there are and the first few as they stand. Yields now and then. */
export async function* warningsOf(
  c: Collector,
  t: Incidents,
  { points, swapped, damage, address, doubles }: Doubts,
): AsyncGenerator<undefined, Warning[]> {
  const n = flagged(t)
  // they are told once, by what is wrong with them
  n.outlier -= swapped.length
  const known: [string, number, Problem?][] = [
    ['the coordinates seem to stand in each other’s columns', swapped.length, 'swapped'],
    ['the window ends before it starts: kept as found', n.reversed, 'reversed'],
    ['a clock time of 00:00, 00:01 or 23:59 looks like a placeholder', n.placeholder, 'placeholder'],
    ['dated in the future, after its report, or before 1990', n.odd, 'odd'],
    ['far from all the rest: kept, but the map does not frame it', n.outlier, 'outlier'],
    [DOUBLES, doubles],
    ['a date stands for “not known” (1900, 9999 …): taken as not known', c.sentinels, 'sentinel'],
    ...(damage ? [[damageWords(damage), damage.rows.length, 'damaged'] as [string, number, Problem]] : []),
    ['no end of the window', c.segments.some((s) => s.mapping.col.to !== undefined) ? n.noEnd : 0],
    ...c.warnings,
  ]
  // of these no text was kept while reading, for nobody could know
  const other = new Set(swapped)
  if (n.placeholder > 0)
    yield* showExamples(c, 'placeholder', (i) => (t.flags[i] & FLAG.placeholderTime) !== 0)
  if (n.outlier > 0)
    yield* showExamples(c, 'outlier', (i) => (t.flags[i] & FLAG.outlier) !== 0 && !other.has(i))
  if (swapped.length > 0) yield* showExamples(c, 'swapped', (i) => other.has(i))
  if (damage) {
    const doubtful = new Set(damage.rows)
    yield* showExamples(c, 'damaged', (i) => doubtful.has(i))
  }
  for (const busy of t.source === 'open' ? [] : busyPoints(t.x, t.y, points, address)) {
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

const day = (minute: number): string => showDay(dayOf(minute))

/** "16 dates have a day up to 12; 11 of them lie outside the days of the others …" */
const damageWords = ({ rows, outside, span }: Damage): string =>
  `${countOf(rows.length, 'date')} have a day up to 12, and ${outside} of them lie outside the span of the others (${day(span[0])} to ${day(span[1])}), which the other reading of day and month makes shorter: a spreadsheet may have exchanged them`

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
