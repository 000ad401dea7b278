/**
 * Knox's test over partitions, such as forces: each is counted by itself, with the points of later ones that lie near
 * it, and the tables are added before anything is ranked. Dates are shuffled within a partition, from a stream of its
 * own name, so that every partition gives the same shuffles wherever and whenever it is counted.
 */
import { type Bands, thresholds, wholeThresholds } from '../base/bands.ts'
import { shuffle, Stream } from '../base/random.ts'
import { pValue, spreadOf } from '../stats/monteCarlo.ts'
import { daysGraph, smallDays } from './knoxDays.ts'
import { type Metric, partnersOf, sweepOf } from './pairs.ts'

/** The points of one partition: metres on a plane that all share, and whole days. */
export interface PartPoints {
  readonly name: string
  readonly x: Float64Array
  readonly y: Float64Array
  readonly days: Int32Array
}

/** What of a later partition lies near: all of its days, because they are shuffled as a whole, and the near points. */
export interface Halo extends PartPoints {
  /** index into `days` of each entry of x and y */
  readonly at: Uint32Array
}

/** How pairs are banded and shuffled. */
export interface PartSetting {
  /** the last distance band ends */
  readonly space: Bands
  readonly time: Bands
  readonly metric: Metric
  readonly permutations: number
  readonly seed: number
}

/** Counts of one partition, or of several added; cell = band of distance · bands of days + band of days. */
export interface PartCounts {
  readonly n: number
  /** pairs within the reach, whatever their days: inside, and with later partitions */
  readonly pairs: number
  readonly across: number
  readonly observed: Float64Array
  /** exact mean of shuffles within partitions */
  readonly expected: Float64Array
  /** cell · permutations + k */
  readonly simulated: Float64Array
}

/** Seed of a partition's streams: FNV-1a of its name over the seed. */
function seedOf(seed: number, name: string): number {
  let h = (0x811c9dc5 ^ seed) >>> 0
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193) >>> 0
  return h
}

/** The dates of a partition in permutation k. */
function shuffled({ name, days }: Pick<PartPoints, 'name' | 'days'>, seed: number, k: number): Int32Array {
  const out = days.slice()
  shuffle(out, new Stream(seedOf(seed, name), k))
  return out
}

/** The points of a later partition that lie no further than `reach` from the box of another; undefined where none does. */
export function haloOf(own: PartPoints, other: PartPoints, reach: number): Halo | undefined {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < own.x.length; i++) {
    w = Math.min(w, own.x[i])
    e = Math.max(e, own.x[i])
    s = Math.min(s, own.y[i])
    n = Math.max(n, own.y[i])
  }
  const at: number[] = []
  for (let i = 0; i < other.x.length; i++)
    if (
      other.x[i] >= w - reach &&
      other.x[i] <= e + reach &&
      other.y[i] >= s - reach &&
      other.y[i] <= n + reach
    )
      at.push(i)
  if (at.length === 0) return undefined
  return {
    name: other.name,
    days: other.days,
    at: Uint32Array.from(at),
    x: Float64Array.from(at, (i) => other.x[i]),
    y: Float64Array.from(at, (i) => other.y[i]),
  }
}

/** Pairs within reach, whatever their days: the points of each, and its band of distance. */
export interface Pairs {
  readonly n: number
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly band: Uint8Array
}

/** Typed arrays that grow: pairs are many more than points. */
class PairList implements Pairs {
  n = 0
  a = new Uint32Array(1024)
  b = new Uint32Array(1024)
  band = new Uint8Array(1024)

  push(a: number, b: number, band: number): void {
    if (this.n === this.a.length) {
      const more = <T extends Uint32Array | Uint8Array>(old: T): T => {
        const next = new (old.constructor as new (n: number) => T)(2 * old.length)
        next.set(old)
        return next
      }
      this.a = more(this.a)
      this.b = more(this.b)
      this.band = more(this.band)
    }
    this.a[this.n] = a
    this.b[this.n] = b
    this.band[this.n++] = band
  }
}

/**
 * Counts one partition: pairs inside it, and pairs with the points of later partitions. A pair across a border is
 * thus counted by the earlier of the two, which no shuffle changes. Yields the share done.
 */
export function* countPart(
  own: PartPoints,
  halos: readonly Halo[],
  setting: PartSetting,
): Generator<number, PartCounts, void> {
  const limits = thresholds(setting.space)
  const nS = limits.length - 1
  const n = own.x.length
  const join = (of: 'x' | 'y') => {
    const all = new Float64Array(n + halos.reduce((sum, h) => sum + h.x.length, 0))
    all.set(own[of])
    let end = n
    for (const h of halos) {
      all.set(h[of], end)
      end += h[of].length
    }
    return all
  }
  const sweep = sweepOf(join('x'), join('y'), limits, setting.metric)
  const list = new PairList()
  const inside = new Float64Array(nS)
  const across = halos.map(() => new Float64Array(nS))
  const haloOfPoint = new Int32Array(sweep.n).fill(-1)
  let end = n
  halos.forEach((h, k) => {
    haloOfPoint.fill(k, end, end + h.x.length)
    end += h.x.length
  })
  for (let i = 0; i < sweep.n; i++) {
    const count = partnersOf(sweep, i)
    const a = sweep.order[i]
    for (let k = 0; k < count; k++) {
      const b = sweep.order[sweep.partner[k]]
      // pairs between two later partitions are theirs to count
      if (a >= n && b >= n) continue
      const [first, second] = a < b ? [a, b] : [b, a]
      list.push(first, second, sweep.band[k])
      if (second < n) inside[sweep.band[k]]++
      else across[haloOfPoint[second]][sweep.band[k]]++
    }
    if (i % 4096 === 0) yield (0.2 * i) / sweep.n
  }
  return yield* countPairs(own, halos, list, { inside, across }, setting)
}

/**
 * Counts pairs by their days as they are, and as they fall in each shuffle. `sums` are the pairs by band of distance,
 * inside and with each halo. Yields the share done.
 */
export function* countPairs(
  own: Pick<PartPoints, 'name' | 'days'>,
  halos: readonly Halo[],
  list: Pairs,
  { inside, across }: { readonly inside: Float64Array; readonly across: readonly Float64Array[] },
  { time, permutations, seed }: Pick<PartSetting, 'time' | 'permutations' | 'seed'>,
): Generator<number, PartCounts, void> {
  const days = wholeThresholds(thresholds(time))
  const [nS, nT] = [inside.length, days.length - 1]
  const n = own.days.length
  const bandOf = bandsOfDays(days, own, halos)
  const dayOf = new Int32Array(n + halos.reduce((sum, h) => sum + h.at.length, 0))
  const tally = (into: Float64Array, step: number, offset: number) => {
    const { a, b, band } = list
    for (let p = 0; p < list.n; p++) {
      const t = bandOf[Math.abs(dayOf[a[p]] - dayOf[b[p]])]
      if (t < nT) into[(band[p] * nT + t) * step + offset]++
    }
  }
  const put = (datesOf: (part: Pick<PartPoints, 'name' | 'days'>) => Int32Array) => {
    dayOf.set(datesOf(own))
    let from = n
    for (const h of halos) {
      const dates = datesOf(h)
      for (let i = 0; i < h.at.length; i++) dayOf[from + i] = dates[h.at[i]]
      from += h.at.length
    }
  }
  put((part) => part.days)
  const observed = new Float64Array(nS * nT)
  tally(observed, 1, 0)
  const simulated = new Float64Array(nS * nT * permutations)
  for (let k = 0; k < permutations; k++) {
    put((part) => shuffled(part, seed, k))
    tally(simulated, permutations, k)
    yield 0.2 + (0.8 * k) / permutations
  }
  return {
    n,
    pairs: inside.reduce((sum, v) => sum + v, 0),
    across: across.reduce((sum, of) => sum + of.reduce((s, v) => s + v, 0), 0),
    observed,
    expected: expectedOf(own, halos, inside, across, days),
    simulated,
  }
}

/** Days apart → band; the number of bands where there is none. */
function bandsOfDays(days: Float64Array, own: Pick<PartPoints, 'days'>, halos: readonly Halo[]): Uint8Array {
  let [low, high] = [Infinity, -Infinity]
  for (const part of [own, ...halos])
    for (const d of part.days) {
      low = Math.min(low, d)
      high = Math.max(high, d)
    }
  const nT = days.length - 1
  const bandOf = new Uint8Array(Math.max(0, high - low) + 1).fill(nT)
  for (let t = 0; t < nT; t++)
    for (let d = Math.max(0, days[t]); d < bandOf.length && d < days[t + 1]; d++) bandOf[d] = t
  return bandOf
}

/** Mean of each cell when the dates of every partition are shuffled within it. */
function expectedOf(
  own: Pick<PartPoints, 'days'>,
  halos: readonly Halo[],
  inside: Float64Array,
  across: readonly Float64Array[],
  days: Float64Array,
): Float64Array {
  const nT = days.length - 1
  const finite = [...days].filter((t) => t > 0 && t < Infinity)
  /** pairs of dates in each band */
  const pairsOf = (dates: ArrayLike<number>): number[] => {
    const small = smallDays(dates, finite)
    return Array.from({ length: nT }, (_, t) => daysGraph(small, days[t], days[t + 1]).pairs)
  }
  const expected = new Float64Array(inside.length * nT)
  const n = own.days.length
  const mine = n > 0 ? pairsOf(own.days) : []
  const add = (space: Float64Array, pairs: readonly number[], all: number) => {
    if (all > 0)
      space.forEach((s, k) => {
        for (let t = 0; t < nT; t++) expected[k * nT + t] += (s * pairs[t]) / all
      })
  }
  add(inside, mine, (n * (n - 1)) / 2)
  halos.forEach((h, k) => {
    const both = new Int32Array(n + h.days.length)
    both.set(own.days)
    both.set(h.days, n)
    const [together, theirs] = [pairsOf(both), pairsOf(h.days)]
    add(
      across[k],
      together.map((v, t) => v - mine[t] - theirs[t]),
      n * h.days.length,
    )
  })
  return expected
}

/** Adds the counts of partitions. */
export function addParts(parts: readonly PartCounts[]): PartCounts {
  const sum = (of: 'observed' | 'expected' | 'simulated'): Float64Array => {
    const out = new Float64Array(parts[0][of].length)
    for (const p of parts) for (let i = 0; i < out.length; i++) out[i] += p[of][i]
    return out
  }
  const total = (of: 'n' | 'pairs' | 'across') => parts.reduce((s, p) => s + p[of], 0)
  return {
    n: total('n'),
    pairs: total('pairs'),
    across: total('across'),
    observed: sum('observed'),
    expected: sum('expected'),
    simulated: sum('simulated'),
  }
}

/** One cell beside its shuffles. */
export interface PartCell {
  readonly mean: number
  readonly median: number
  readonly sd: number
  readonly p: number
}

/** Ranks every cell of the added table: one p stands for all partitions together. */
export function rankParts({ observed, simulated }: PartCounts, permutations: number): PartCell[] {
  return Array.from(observed, (seen, c) => {
    const values = simulated.slice(c * permutations, (c + 1) * permutations)
    const { mean, median, atLeast } = spreadOf(values, seen)
    const sd = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / (permutations - 1))
    return { mean, median, sd: permutations > 1 ? sd : NaN, p: pValue(atLeast, permutations) }
  })
}
