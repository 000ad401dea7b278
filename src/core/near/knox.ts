/**
 * Knox's test for near repeats: how many pairs of incidents are close in space and time at once, beside what
 * shuffling the dates among the places gives (Knox 1964). Pairs come from one sweep; permutations touch
 * nothing but the pairs' days.
 */
import { type Bands, thresholds, wholeThresholds } from '../base/bands.ts'
import { daysGraph, degreesGraph, type GraphSums, smallDays } from './knoxDays.ts'
import { type KernelNeeds, type KnoxKernel, LANES } from './wasm/knoxKernel.ts'
import { momentsOf } from './knoxMoments.ts'
import { plainKernel } from './wasm/knoxPlain.ts'
import { eachPair, WORDS } from './knoxSweep.ts'
import { wasmKernel } from './wasm/knoxWasm.ts'
import { layOut, type Metric } from './pairs.ts'

/** What is tested. Arrays have one entry per incident. */
export interface KnoxInput {
  /** metres */
  readonly x: Float64Array
  readonly y: Float64Array
  /** whole day numbers */
  readonly days: ArrayLike<number>
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
  readonly expected: Float64Array
  readonly sd: Float64Array
  readonly spacePairs: Float64Array
  readonly timePairs: Float64Array
  /** first permutation simulated here */
  readonly from: number
  /** simulated counts, cell · (to − from) + (k − from) */
  readonly simulated: Float64Array
  readonly kernel: 'wasm' | 'plain' | 'none'
}

/** Bytes of shuffled days held at once; more permutations than fit are done in several sweeps. */
const HELD = 200e6

function kernelFor(needs: KernelNeeds, wanted?: 'wasm' | 'plain'): KnoxKernel {
  const fast = wanted === 'plain' ? undefined : wasmKernel(needs)
  if (!fast && wanted === 'wasm') throw new Error('WebAssembly SIMD is not available here.')
  return fast ?? plainKernel(needs)
}

/** Yields the share done; returns the counts. */
export function* knox(input: KnoxInput): Generator<number, KnoxCounts, void> {
  const { x, y, metric, seed, from, to } = input
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
  const nE = swept.length - 1

  const finite = [...time].filter((t) => t > 0 && t < Infinity)
  const days = smallDays(input.days, finite)
  yield 0
  const limits = finite.filter((t) => t <= days.span)
  const limitOf = [...time].map((t) => limits.indexOf(t))
  const timeGraphs = Array.from({ length: nT }, (_, t) => daysGraph(days, time[t], time[t + 1]))

  // days apart → temporal band, nT where there is none
  const bandOfDays = new Uint8Array(days.span + 1).fill(nT)
  for (let t = 0; t < nT; t++)
    for (let d = Math.max(0, time[t]); d <= days.span && d < time[t + 1]; d++) bandOfDays[d] = t

  yield 0
  const sweep = nE > 0 ? yield* layOut(x, y, swept, metric) : undefined
  const observed = new Float64Array(Math.max(nE, 0) * (nT + 1))
  const degrees = Array.from({ length: Math.max(nE, 0) }, () => new Uint32Array(n))
  const simulated = new Float64Array((Math.max(nE, 0) + (open ? 1 : 0)) * nT * size)
  let kernelName: KnoxCounts['kernel'] = 'none'

  if (sweep) {
    yield 0
    const own = Uint16Array.from(sweep.order, (i) => days.days[i])
    const perPass = Math.max(1, Math.floor(HELD / Math.max(1, n * LANES * 2)))
    const blocksAll = limits.length > 0 ? Math.ceil(size / LANES) : 0
    const passes = Math.max(1, Math.ceil(blocksAll / perPass))
    const blocksOnce = Math.ceil(blocksAll / passes)
    const kernel =
      blocksAll > 0
        ? // sorted days: what a shuffle gives must not depend on the order of the rows
          kernelFor({ days: own.slice().sort(), limits, blocks: blocksOnce, words: WORDS }, input.kernel)
        : undefined
    kernelName = kernel?.name ?? 'none'
    for (let pass = 0; pass < passes; pass++) {
      const first = pass * blocksOnce
      const blocks = Math.min(blocksOnce, blocksAll - first)
      const done = (share: number) => (pass + share) / passes
      for (let b = 0; b < blocks; b++) {
        kernel!.shuffle(b, seed, from + (first + b) * LANES)
        yield done((0.1 * b) / blocks)
      }
      const tally = pass === 0 ? { own, bandOfDays, width: nT + 1, degrees, observed } : undefined
      const count = function* (band: number, words: number, pairs: number, stream: Uint32Array) {
        kernel!.stream.set(stream.subarray(0, words))
        for (let b = 0; b < blocks; b++) {
          const counts = kernel!.count(b, words)
          const lanes = Math.min(LANES, size - (first + b) * LANES)
          for (let l = 0; l < lanes; l++) {
            const under = (t: number) =>
              time[t] <= 0 ? 0 : limitOf[t] < 0 ? pairs : counts[limitOf[t] * LANES + l]
            const at = band * nT * size + (first + b) * LANES + l
            for (let t = 0; t < nT; t++) simulated[at + t * size] += under(t + 1) - under(t)
          }
          yield
        }
      }
      for (const share of eachPair(sweep, nE, tally, kernel ? count : undefined))
        yield done(0.1 + 0.9 * share)
    }
  }

  const spaceGraphs = degrees.map(degreesGraph)
  if (open) {
    // what the last band holds follows from the whole: every pair of days is in some band of space
    const left = new Uint32Array(n).fill(Math.max(0, n - 1))
    for (const d of degrees) for (let i = 0; i < n; i++) left[i] -= d[i]
    spaceGraphs.push(degreesGraph(left))
  }
  const table = new Float64Array(nS * nT)
  const cells = { observed: table, expected: table.slice(), sd: table.slice() }
  const out = new Float64Array(nS * nT * size)
  for (let s = 0; s < nS; s++) {
    const e = s + below
    for (let t = 0; t < nT; t++) {
      const cell = s * nT + t
      const moments = momentsOf(n, spaceGraphs[e], timeGraphs[t])
      cells.expected[cell] = moments.mean
      cells.sd[cell] = moments.sd
      const rest = open && s === nS - 1
      let seen = rest ? timeGraphs[t].pairs : observed[e * (nT + 1) + t]
      if (rest) for (let q = 0; q < nE; q++) seen -= observed[q * (nT + 1) + t]
      cells.observed[cell] = seen
      for (let k = 0; k < size; k++) {
        // without a finite threshold within the span every shuffle gives the same
        let value = rest
          ? timeGraphs[t].pairs
          : kernelName === 'none'
            ? seen
            : simulated[(e * nT + t) * size + k]
        if (rest)
          for (let q = 0; q < nE; q++)
            value -= kernelName === 'none' ? observed[q * (nT + 1) + t] : simulated[(q * nT + t) * size + k]
        out[cell * size + k] = value
      }
    }
  }
  const pairsOf = (g: GraphSums[]) => Float64Array.from(g, (v) => v.pairs)
  return {
    n,
    ...cells,
    spacePairs: pairsOf(spaceGraphs.slice(below)),
    timePairs: pairsOf(timeGraphs),
    from,
    simulated: out,
    kernel: kernelName,
  }
}
