/**
 * Close pairs: every two incidents less than a reach apart, each pair once. The points are laid out in rows
 * half a reach high, each sorted from west to east; partners of a point then lie in one run of its own row and
 * one of each of the next two. Nothing but the layout is stored, so memory does not grow with the pairs.
 */
import { squaredThresholds } from '../base/bands.ts'
import { drain } from '../base/drain.ts'
import { inOrder } from '../base/inOrder.ts'
import { sortedIndex } from '../base/sortedIndex.ts'

export type Metric = 'euclidean' | 'manhattan'

/** Points in sweeping order, with room for the partners of one of them. */
export interface Sweep {
  readonly n: number
  /** place in the sweep → index in the arrays given */
  readonly order: Uint32Array
  /** of the point last asked for: places in the sweep, greater than its own; the first `count` are valid */
  readonly partner: Uint32Array
  /** band of each partner */
  readonly band: Uint8Array
  /** its distance in metres is `distanceOf(sweep, k)`; here squared where the metric is Euclidean */
  readonly measure: Float64Array
  readonly metric: Metric
  /** @internal */
  readonly x: Float64Array
  readonly y: Float64Array
  readonly start: Uint32Array
  readonly row: Uint32Array
  readonly rowNumber: Float64Array
  readonly limits: Float64Array
  /** step of a measure between the first and the last limit → about its band */
  readonly bandNear: Uint8Array
  readonly reach: number
  readonly south: number
  readonly height: number
  /** per place: where the points within reach begin in the next row, and in the one after it */
  readonly west: readonly [Uint32Array, Uint32Array]
}

/** Pairs by their first points: those of a sweep, or of a list. */
export interface PairSource {
  readonly n: number
  /** partners of the point last asked for, and the band of each */
  readonly partner: Uint32Array
  readonly band: Uint8Array
  /** writes the later partners of the point at place i; returns how many */
  partnersOf(i: number): number
}

/** The pairs of a sweep. */
export const pairsOf = (s: Sweep): PairSource => ({
  ...{ n: s.n, partner: s.partner, band: s.band },
  partnersOf: (i) => partnersOf(s, i),
})

/** Metres by which a window is widened, so that rounding never leaves a close pair out: far above 1e9 · 2⁻⁵². */
const ROUNDING = 1e-3

/** Largest coordinate that can be metres on a plane. */
export const FARTHEST = 1e9

/**
 * Lays points out for a sweep over pairs whose distance d has t[0] ≤ d < t[last], by the thresholds of
 * `bands.ts`. `t` ends with a finite reach. Throws when a coordinate is no finite number of metres.
 */
export const sweepOf = (x: Float64Array, y: Float64Array, t: Float64Array, metric: Metric): Sweep =>
  drain(layOut(x, y, t, metric))

/** The same in steps, each a few hundredths of a second for 100,000 points; yields 0. */
export function* layOut(
  x: Float64Array,
  y: Float64Array,
  t: Float64Array,
  metric: Metric,
): Generator<number, Sweep, void> {
  const n = x.length
  for (let i = 0; i < n; i++)
    if (!(Math.abs(x[i]) <= FARTHEST && Math.abs(y[i]) <= FARTHEST))
      throw new Error(
        `Row ${i + 1} has no usable coordinates (${x[i]}, ${y[i]}); metres on a plane were expected. Leave the row out or correct it.`,
      )
  const reach = t[t.length - 1]
  // a hair more than half, so that rounding never puts close points three rows apart
  const height = Math.max(reach / 2, 0.5) * 1.00001
  const rows = rowsOf(y, height)
  yield 0
  const byX = sortedIndex(x)
  yield 0
  const order = placed(byX, rows, x, y)
  const sx = inOrder(x, order, new Float64Array(n))
  yield 0
  const limits = metric === 'euclidean' ? squaredThresholds(t) : t
  const [first, second] = [new Uint32Array(n), new Uint32Array(n)]
  west(sx, rows, 1, reach, first)
  west(sx, rows, 2, reach, second)
  return {
    n,
    order,
    partner: new Uint32Array(n),
    band: new Uint8Array(n),
    measure: new Float64Array(n),
    metric,
    x: sx,
    y: inOrder(y, order, new Float64Array(n)),
    start: rows.start,
    row: inOrder(rows.of, order, new Uint32Array(n)),
    rowNumber: rows.number,
    limits,
    bandNear: bandsNear(limits),
    reach,
    south: rows.south,
    height,
    west: [first, second],
  }
}

/** Rows that hold points: the row of each point, and per row its number from the south and where its places begin. */
interface Rows {
  readonly of: Uint32Array
  readonly number: Float64Array
  readonly start: Uint32Array
  readonly south: number
}

// the hot loops stand in plain functions: within the generator they were seen to run three times slower

function rowsOf(y: Float64Array, height: number): Rows {
  const n = y.length
  let [south, north] = [Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    if (y[i] < south) south = y[i]
    if (y[i] > north) north = y[i]
  }
  if (n === 0) south = north = 0
  const all = Math.floor((north - south) / height) + 1
  const of = new Uint32Array(n)
  if (all > 8 * n + 1024) {
    // far more rows than points, such as groups moved apart: the rows in use are sorted
    const numbers = Float64Array.from(y, (v) => Math.floor((v - south) / height))
    const number = Float64Array.from(new Set(numbers)).sort()
    const rowOf = new Map(Array.from(number, (v, r) => [v, r]))
    const start = new Uint32Array(number.length + 1)
    for (let i = 0; i < n; i++) start[(of[i] = rowOf.get(numbers[i])!) + 1]++
    for (let r = 0; r < number.length; r++) start[r + 1] += start[r]
    return { of, number, start, south }
  }
  const held = new Uint32Array(n === 0 ? 0 : all)
  for (let i = 0; i < n; i++) held[(of[i] = Math.floor((y[i] - south) / height))]++
  let rows = 0
  for (const h of held) if (h > 0) rows++
  const number = new Float64Array(rows)
  const start = new Uint32Array(rows + 1)
  for (let k = 0, r = 0; k < held.length; k++) {
    if (held[k] === 0) continue
    number[r] = k
    start[r + 1] = start[r] + held[k]
    held[k] = r++
  }
  for (let i = 0; i < n; i++) of[i] = held[of[i]]
  return { of, number, start, south }
}

/** Row by row from west to east. The layout must not depend on the order of the points: equal x go from south to north. */
function placed(byX: Uint32Array, { of, start }: Rows, x: Float64Array, y: Float64Array): Uint32Array {
  const place = start.slice()
  const order = new Uint32Array(byX.length)
  for (let k = 0; k < byX.length; k++) order[place[of[byX[k]]]++] = byX[k]
  for (let k = 1; k < order.length; k++) {
    const held = order[k]
    let j = k
    while (
      j > 0 &&
      x[order[j - 1]] === x[held] &&
      of[order[j - 1]] === of[held] &&
      y[order[j - 1]] > y[held]
    ) {
      order[j] = order[j - 1]
      j--
    }
    order[j] = held
  }
  return order
}

/** Per place: the first one of the row so many rows on that lies no further west than the reach. */
function west(x: Float64Array, { start }: Rows, on: number, reach: number, out: Uint32Array): void {
  for (let r = 0; r + on < start.length - 1; r++) {
    let j = start[r + on]
    const end = start[r + on + 1]
    for (let i = start[r]; i < start[r + 1]; i++) {
      while (j < end && x[i] - x[j] > reach) j++
      out[i] = j
    }
  }
}

/** Steps in which a measure is looked up before its band is settled. */
const STEPS = 512

function bandsNear(limits: Float64Array): Uint8Array {
  const bands = limits.length - 1
  const [first, last] = [limits[0], limits[bands]]
  // one more: the last measure may be rounded up to the end
  const near = new Uint8Array(STEPS + 1)
  for (let c = 0, k = 0; c <= STEPS; c++) {
    while (k < bands - 1 && first + ((last - first) * c) / STEPS >= limits[k + 1]) k++
    near[c] = k
  }
  return near
}

/** Writes the later partners of the point at place i into the sweep's `partner`, `band`, `measure`; returns how many. */
export function partnersOf(s: Sweep, i: number): number {
  const { x, y, partner, band, measure, limits, start, rowNumber, reach, bandNear } = s
  const euclidean = s.metric === 'euclidean'
  const first = limits[0]
  const last = limits[limits.length - 1]
  const perStep = STEPS / (last - first)
  const xi = x[i]
  const yi = y[i]
  const row = s.row[i]
  let count = 0
  for (let r = row; r < row + 3 && r < rowNumber.length; r++) {
    if (rowNumber[r] - rowNumber[row] > 2) break
    const end = start[r + 1]
    let j = i + 1
    let wide = reach
    if (r > row) {
      // no point of the row is nearer than its south edge, so it need not be looked at as far west and east
      const up = Math.max(0, s.south + rowNumber[r] * s.height - yi - ROUNDING)
      if (up > reach) break
      wide = Math.min(reach, (euclidean ? Math.sqrt(reach * reach - up * up) : reach - up) + ROUNDING)
      j = s.west[r - row - 1][i]
      for (let step = 4; j + step < end && xi - x[j + step] > wide; step *= 2) j += step
      while (j < end && xi - x[j] > wide) j++
    }
    for (; j < end; j++) {
      const dx = x[j] - xi
      if (dx > wide) break
      const dy = y[j] - yi
      const d = euclidean ? dx * dx + dy * dy : Math.abs(dx) + Math.abs(dy)
      if (!(d < last && d >= first)) continue
      // nearly right at once: which band it is cannot be foretold, and a loop over them would often guess wrong
      let k = bandNear[((d - first) * perStep) | 0]
      while (d < limits[k]) k--
      while (d >= limits[k + 1]) k++
      partner[count] = j
      band[count] = k
      measure[count++] = d
    }
  }
  return count
}

/** Distance in metres to the k-th partner written last. */
export const distanceOf = (s: Sweep, k: number): number =>
  s.metric === 'euclidean' ? Math.sqrt(s.measure[k]) : s.measure[k]
