/**
 * Close pairs: every two incidents less than a reach apart, each pair once. The points are laid out in rows
 * half a reach high, each sorted from west to east; partners of a point then lie in one run of its own row and
 * one of each of the next two. Nothing but the layout is stored, so memory does not grow with the pairs.
 */
import { squaredThresholds } from '../base/bands.ts'
import { drain } from '../base/drain.ts'

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
  readonly reach: number
  readonly south: number
  readonly height: number
}

/** Metres by which a window is widened, so that rounding never leaves a close pair out: far above 1e9 · 2⁻⁵². */
const ROUNDING = 1e-3

/** Largest coordinate that can be metres on a plane. */
const FARTHEST = 1e9

/** Indices 0 … n − 1 sorted by value; equal values in index order, or as they stand in `start`. */
export function sortedIndex(values: Float64Array, start?: Uint32Array): Uint32Array {
  const n = values.length
  let lo = Infinity
  let hi = -Infinity
  for (const v of values) {
    if (v < lo) lo = v
    if (v > hi) hi = v
  }
  const scale = hi > lo ? 4294967295 / (hi - lo) : 0
  const keys = new Uint32Array(n)
  for (let i = 0; i < n; i++) keys[i] = (values[i] - lo) * scale
  // three passes of 11 bits over keys that keep the order of the values
  let from = start?.slice() ?? Uint32Array.from(keys, (_, i) => i)
  let to = new Uint32Array(n)
  const count = new Uint32Array(2048)
  for (const shift of [0, 11, 22]) {
    count.fill(0)
    for (let i = 0; i < n; i++) count[(keys[i] >>> shift) & 2047]++
    let sum = 0
    for (let b = 0; b < 2048; b++) {
      const c = count[b]
      count[b] = sum
      sum += c
    }
    for (let i = 0; i < n; i++) to[count[(keys[from[i]] >>> shift) & 2047]++] = from[i]
    ;[from, to] = [to, from]
  }
  // values closer than a key's width may still stand the wrong way round
  for (let i = 1; i < n; i++) {
    const held = from[i]
    let j = i
    while (j > 0 && values[from[j - 1]] > values[held]) {
      from[j] = from[j - 1]
      j--
    }
    from[j] = held
  }
  return from
}

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
  const byY = sortedIndex(y)
  yield 0
  const rowOf = new Uint32Array(n)
  const numbers: number[] = []
  for (let k = 0; k < n; k++) {
    const number = Math.floor((y[byY[k]] - y[byY[0]]) / height)
    if (k === 0 || number !== numbers[numbers.length - 1]) numbers.push(number)
    rowOf[byY[k]] = numbers.length - 1
  }
  const start = new Uint32Array(numbers.length + 1)
  for (let i = 0; i < n; i++) start[rowOf[i] + 1]++
  for (let r = 0; r < numbers.length; r++) start[r + 1] += start[r]
  const place = start.slice()
  const order = new Uint32Array(n)
  yield 0
  // the layout must not depend on the order of the rows: equal x go from south to north
  const byX = sortedIndex(x, byY)
  yield 0
  for (const i of byX) order[place[rowOf[i]]++] = i
  return {
    n,
    order,
    partner: new Uint32Array(n),
    band: new Uint8Array(n),
    measure: new Float64Array(n),
    metric,
    x: Float64Array.from(order, (i) => x[i]),
    y: Float64Array.from(order, (i) => y[i]),
    start,
    row: Uint32Array.from(order, (i) => rowOf[i]),
    rowNumber: Float64Array.from(numbers),
    limits: metric === 'euclidean' ? squaredThresholds(t) : t,
    reach,
    south: n > 0 ? y[byY[0]] : 0,
    height,
  }
}

/** Writes the later partners of the point at place i into the sweep's `partner`, `band`, `measure`; returns how many. */
export function partnersOf(s: Sweep, i: number): number {
  const { x, y, partner, band, measure, limits, start, rowNumber, reach } = s
  const euclidean = s.metric === 'euclidean'
  const bands = limits.length - 1
  const first = limits[0]
  const last = limits[bands]
  const xi = x[i]
  const yi = y[i]
  const row = s.row[i]
  let count = 0
  for (let r = row; r < row + 3 && r < rowNumber.length; r++) {
    if (rowNumber[r] - rowNumber[row] > 2) break
    let j = i + 1
    let wide = reach
    if (r > row) {
      // no point of the row is nearer than its south edge, so it need not be looked at as far west and east
      const up = Math.max(0, s.south + rowNumber[r] * s.height - yi - ROUNDING)
      if (up > reach) break
      wide = Math.min(reach, (euclidean ? Math.sqrt(reach * reach - up * up) : reach - up) + ROUNDING)
      let a = start[r]
      let b = start[r + 1]
      while (a < b) {
        const m = (a + b) >>> 1
        if (xi - x[m] > wide) a = m + 1
        else b = m
      }
      j = a
    }
    const end = start[r + 1]
    for (; j < end; j++) {
      const dx = x[j] - xi
      if (dx > wide) break
      const dy = y[j] - yi
      const d = euclidean ? dx * dx + dy * dy : Math.abs(dx) + Math.abs(dy)
      if (!(d < last && d >= first)) continue
      // most pairs lie in the outer bands
      let k = bands - 1
      while (d < limits[k]) k--
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
