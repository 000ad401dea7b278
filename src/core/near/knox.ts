/**
 * Knox's test for near repeats: how many pairs of incidents are close in space and time at once, beside what
 * shuffling the dates among the places gives (Knox 1964). Pairs come from one sweep; permutations touch
 * nothing but the pairs' days.
 */
import { type Bands, thresholds, wholeThresholds } from '../base/bands.ts'
import { inOrder } from '../base/inOrder.ts'
import { daysGraph, degreesGraph, smallDays } from './knoxDays.ts'
import { type Counted, detailOf, type KnoxDetail } from './knoxDetail.ts'
import type { KernelNeeds } from './wasm/knoxKernel.ts'
import { momentsOf } from './knoxMoments.ts'
import { countShuffles, dayBands, ROOM, type Room } from './knoxShuffles.ts'
import { FARTHEST, layOut, type Metric, pairsOf } from './pairs.ts'

/** What is tested. Arrays have one entry per incident. */
export interface KnoxInput {
  /** metres */
  readonly x: Float64Array
  readonly y: Float64Array
  /** whole day numbers */
  readonly days: ArrayLike<number>
  /** same-home ids, −1 unknown; given, pairs at the same home are told from neighbours, and day 0 from the first band */
  readonly homes?: Int32Array
  /** with `homes`: 1 = an incident whose pairs are kept apart in the detail, such as one entered twice */
  readonly apart?: Uint8Array
  /** groups 0, 1, … the dates are shuffled within; only pairs within a group count. No open bands then */
  readonly groups?: ArrayLike<number>
  readonly space: Bands
  readonly time: Bands
  readonly metric: Metric
  readonly seed: number
  /** permutations `from` ≤ k < `to` */
  readonly from: number
  readonly to: number
  /** leave out to take the fastest there is */
  readonly kernel?: 'wasm' | 'plain'
}

/** Counts per cell; cell = spatial band · temporal bands + temporal band. */
export interface KnoxCounts {
  readonly n: number
  readonly observed: Float64Array
  /** exact moments when the dates are shuffled among all; meaningless where they are shuffled within groups */
  readonly expected: Float64Array
  readonly sd: Float64Array
  readonly spacePairs: Float64Array
  readonly timePairs: Float64Array
  /** first permutation simulated here */
  readonly from: number
  /** simulated counts, cell · (to − from) + (k − from) */
  readonly simulated: Float64Array
  readonly kernel: 'wasm' | 'plain' | 'none'
  /** where homes were given */
  readonly detail?: KnoxDetail
}

/** Moves groups so far apart on the y axis that no pair between them is close: a sweep then has each in one run. */
function parted(y: Float64Array, groups: ArrayLike<number>, reach: number): Float64Array {
  let [low, high] = [Infinity, -Infinity]
  for (const v of y) {
    if (v < low) low = v
    if (v > high) high = v
  }
  let last = 0
  for (let i = 0; i < y.length; i++) if (groups[i] > last) last = groups[i]
  const between = 3 * reach + 10
  const step = Math.ceil(high - low + between)
  if ((last + 1) * step <= FARTHEST) return y.map((v, i) => v - Math.floor(low) + groups[i] * step)
  // thousands of squares of a whole country: one as high as the country each would lie beyond any plane
  const [lows, highs] = [
    new Float64Array(last + 1).fill(Infinity),
    new Float64Array(last + 1).fill(-Infinity),
  ]
  for (let i = 0; i < y.length; i++) {
    lows[groups[i]] = Math.min(lows[groups[i]], Math.floor(y[i]))
    highs[groups[i]] = Math.max(highs[groups[i]], y[i])
  }
  let end = 0
  const starts = lows.map((from, g) => {
    const start = end
    if (highs[g] >= from) end += Math.ceil(highs[g] - from + between)
    return start
  })
  return y.map((v, i) => v - lows[groups[i]] + starts[groups[i]])
}

/** Yields the share done; returns the counts, the same for any room in memory. */
export function* knox(input: KnoxInput, room: Room = ROOM): Generator<number, KnoxCounts, void> {
  const { x, metric, seed, from, to } = input
  const n = x.length
  const size = Math.max(0, to - from)
  const space = thresholds(input.space)
  const time = wholeThresholds(thresholds(input.time))
  const nS = space.length - 1
  const nT = time.length - 1

  // an open last band is what the others leave; then everything nearer must be counted too
  const open = space[nS] === Infinity
  const below = open && space[0] > 0 ? 1 : 0
  const swept = Float64Array.from([...(below ? [0] : []), ...(open ? space.slice(0, -1) : space)])
  const nE = Math.max(0, swept.length - 1)
  const y = input.groups ? parted(input.y, input.groups, swept[nE] ?? 0) : input.y

  // told apart: each kind of pairs has bands of its own, and day 0 is a column of its own
  const kinds = input.homes ? (input.apart ? [0, nE, 2 * nE, 3 * nE] : [0, nE]) : [0]
  const bands = kinds.length * nE
  const split = input.homes !== undefined && time[0] <= 0 && time[1] > 1 ? 1 : 0
  const fine = split ? Float64Array.from([time[0], 1, ...time.subarray(1)]) : time
  const nF = nT + split
  /** fine columns of a column */
  const columns = (t: number) => (split ? (t === 0 ? [0, 1] : [t + 1]) : [t])

  const finite = [...fine].filter((t) => t > 0 && t < Infinity)
  const days = smallDays(input.days, finite)
  yield 0
  // days apart → temporal band, nF where there is none
  const bandOfDays = new Uint8Array(days.span + 1).fill(nF)
  for (let t = 0; t < nF; t++)
    for (let d = Math.max(0, fine[t]); d <= days.span && d < fine[t + 1]; d++) bandOfDays[d] = t

  yield 0
  const sweep = nE > 0 ? yield* layOut(x, y, swept, metric) : undefined
  const width = nF + 1
  const weeks = input.homes ? Math.floor(days.span / 7) + 1 : 1
  const weekly = new Float64Array(weeks * bands * width)
  const weekStart = new Uint32Array(days.span + 1)
  if (input.homes) for (let d = 0; d <= days.span; d++) weekStart[d] = Math.floor(d / 7) * bands * width
  const degrees = Array.from({ length: bands }, () => new Uint32Array(n))
  const { limits, counts: simulated, add } = dayBands(fine, days.span, bands + (open ? 1 : 0), size)
  let kernelName: KnoxCounts['kernel'] = 'none'
  let dayAt = new Uint16Array(0)

  if (sweep) {
    yield 0
    const { order } = sweep
    const sweptDays = inOrder(days.days, order, new Uint16Array(n))
    dayAt = sweptDays
    const sorted = input.homes && {
      homes: inOrder(input.homes, order, new Int32Array(n)),
      ...(input.apart && { apart: inOrder(input.apart, order, new Uint8Array(n)) }),
    }
    const tally = { days: sweptDays, bandOfDays, weekStart, width, degrees, observed: weekly }
    const shuffles =
      limits.length > 0 && size > 0
        ? {
            ...{ ...dealt(sweptDays, order, input.groups), limits, seed, from, size, room, add },
            ...(input.kernel && { kernel: input.kernel }),
          }
        : undefined
    kernelName = yield* countShuffles(pairsOf(sweep), bands, tally, shuffles, sorted)
  }

  const observed = new Float64Array(bands * width)
  for (let k = 0; k < weekly.length; k++) observed[k % observed.length] += weekly[k]
  // without a finite threshold within the span every shuffle gives the same
  if (kernelName === 'none')
    for (let b = 0; b < bands; b++)
      for (let t = 0; t < nF; t++)
        simulated.fill(observed[b * width + t], (b * nF + t) * size, (b * nF + t + 1) * size)
  const fineGraphs = Array.from({ length: nF }, (_, t) => daysGraph(days, fine[t], fine[t + 1]))
  if (open)
    // what the last band holds follows from the whole: every pair of days is in some band of space
    for (let t = 0; t < nF; t++)
      for (let k = 0; k < size; k++) {
        let rest = fineGraphs[t].pairs
        for (let b = 0; b < bands; b++) rest -= simulated[(b * nF + t) * size + k]
        simulated[(bands * nF + t) * size + k] = rest
      }

  // all kinds of pairs together
  const degreesOf = (e: number) => {
    const all = new Uint32Array(n)
    for (const kind of kinds) for (let i = 0; i < n; i++) all[i] += degrees[e + kind][i]
    return all
  }
  const allDegrees = Array.from({ length: nE }, (_, e) => degreesOf(e))
  const spaceGraphs = allDegrees.map(degreesGraph)
  if (open) {
    const left = new Uint32Array(n).fill(Math.max(0, n - 1))
    for (const d of allDegrees) for (let i = 0; i < n; i++) left[i] -= d[i]
    spaceGraphs.push(degreesGraph(left))
  }
  const counted: Counted = {
    ...{
      n,
      kinds: kinds.length,
      nS,
      nE,
      nF,
      size,
      below,
      open,
      split: split === 1,
      weeks,
      width,
      fine,
      days,
      dayAt,
    },
    ...{ observed, weekly, simulated, degrees, spaceGraphs, fineGraphs },
  }
  const timeGraphs = Array.from({ length: nT }, (_, t) => daysGraph(days, time[t], time[t + 1]))
  const table = new Float64Array(nS * nT)
  const cells = { observed: table, expected: table.slice(), sd: table.slice() }
  const out = new Float64Array(nS * nT * size)
  for (let s = 0; s < nS; s++) {
    const e = s + below
    const rest = open && s === nS - 1
    for (let t = 0; t < nT; t++) {
      const cell = s * nT + t
      const moments = momentsOf(n, spaceGraphs[e], timeGraphs[t])
      cells.expected[cell] = moments.mean
      cells.sd[cell] = moments.sd
      let seen = 0
      for (const f of columns(t)) {
        if (rest) {
          seen += fineGraphs[f].pairs
          for (let b = 0; b < bands; b++) seen -= observed[b * width + f]
        } else for (const kind of kinds) seen += observed[(e + kind) * width + f]
        for (const b of rest ? [bands] : kinds.map((kind) => e + kind)) {
          const at = (b * nF + f) * size
          for (let k = 0; k < size; k++) out[cell * size + k] += simulated[at + k]
        }
      }
      cells.observed[cell] = seen
    }
  }
  return {
    n,
    ...cells,
    spacePairs: Float64Array.from(spaceGraphs.slice(below), (v) => v.pairs),
    timePairs: Float64Array.from(timeGraphs, (v) => v.pairs),
    from,
    simulated: out,
    kernel: kernelName,
    ...(input.homes && { detail: detailOf(counted) }),
  }
}

/** The days a kernel shuffles: sorted, since what a shuffle gives must not depend on the order of the rows. */
function dealt(
  own: Uint16Array,
  order: Uint32Array,
  groups?: ArrayLike<number>,
): Pick<KernelNeeds, 'days' | 'groups'> {
  const days = own.slice()
  if (!groups) return { days: days.sort() }
  const starts: number[] = []
  order.forEach((i, k) => {
    if (k === 0 || groups[i] !== groups[order[k - 1]]) starts.push(k)
  })
  starts.forEach((start, g) => days.subarray(start, starts[g + 1] ?? days.length).sort())
  return { days, groups: starts }
}
