/**
 * Knox's test over partitions, such as forces: each is counted by itself, with the points of later ones that lie near
 * it, and the tables are added before anything is ranked. Dates are shuffled within a partition, from a stream of its
 * own name, so that every partition gives the same shuffles wherever and whenever it is counted.
 */
import { type Bands, thresholds, wholeThresholds } from '../base/bands.ts'
import { shuffle, Stream } from '../base/random.ts'
import { pValue, spreadOf } from '../stats/monteCarlo.ts'
import { type Metric, partnersOf, sweepOf } from './pairs.ts'
import { bandsOfDays, expectedOf } from './partChance.ts'
import type { Halo, PartPoints } from './partPoints.ts'

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

/** Pairs within reach, whatever their days: the points of each, and its band of distance. */
export interface Pairs {
  readonly n: number
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly band: Uint8Array
}

/** The same by their first points, in the order of a sweep: partners of place i are b[starts[i]..starts[i + 1]]. */
interface Grouped {
  /** the point at each place: of the partition itself, then of its halos one behind the other */
  readonly order: Uint32Array
  readonly starts: Uint32Array
  /** places */
  readonly b: Uint32Array
  readonly band: Uint8Array
}

/** Pairs in any order, by their first points. */
function grouped({ n, a, b, band }: Pairs, points: number): Grouped {
  const starts = new Uint32Array(points + 1)
  for (let p = 0; p < n; p++) starts[a[p] + 1]++
  for (let i = 0; i < points; i++) starts[i + 1] += starts[i]
  const at = starts.slice(0, points)
  const [to, bands] = [new Uint32Array(n), new Uint8Array(n)]
  for (let p = 0; p < n; p++) {
    const k = at[a[p]]++
    to[k] = b[p]
    bands[k] = band[p]
  }
  const order = new Uint32Array(points)
  for (let i = 0; i < points; i++) order[i] = i
  return { order, starts, b: to, band: bands }
}

/** Twice the room, the old values kept. */
function twice<T extends Uint32Array | Uint8Array>(old: T): T {
  const next = new (old.constructor as new (n: number) => T)(2 * old.length)
  next.set(old)
  return next
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
  const { order } = sweep
  const sums = { inside: new Float64Array(nS), across: halos.map(() => new Float64Array(nS)) }
  const haloOfPoint = new Int32Array(sweep.n).fill(-1)
  let end = n
  halos.forEach((h, k) => {
    haloOfPoint.fill(k, end, end + h.x.length)
    end += h.x.length
  })
  const days = dealerOf(own, halos, setting, order)
  const observed = new Float64Array(nS * days.bands)
  // without shuffles no pair is needed again
  const keep = setting.permutations > 0
  const starts = new Uint32Array(sweep.n + 1)
  let [b, band] = [new Uint32Array(1024), new Uint8Array(1024)]
  let kept = 0
  days.put()
  const { at: dayAt, bandOf, bands: nT } = days
  for (let i = 0; i < sweep.n; i++) {
    const count = partnersOf(sweep, i)
    const first = order[i]
    while (keep && kept + count > b.length) [b, band] = [twice(b), twice(band)]
    for (let k = 0; k < count; k++) {
      const place = sweep.partner[k]
      const second = order[place]
      // pairs between two later partitions are theirs to count
      if (first >= n && second >= n) continue
      const s = sweep.band[k]
      if (first < n && second < n) sums.inside[s]++
      else sums.across[haloOfPoint[first >= n ? first : second]][s]++
      if (keep) {
        b[kept] = place
        band[kept++] = s
        continue
      }
      const t = bandOf[Math.abs(dayAt[i] - dayAt[place])]
      if (t < nT) observed[s * nT + t]++
    }
    starts[i + 1] = kept
    if (i % 4096 === 0) yield (0.2 * i) / sweep.n
  }
  if (!keep) return { ...totals(own, halos, sums, days.limits), observed, simulated: new Float64Array(0) }
  return yield* countGrouped(own, halos, { order, starts, b, band }, sums, setting)
}

/** Pairs by band of distance, inside a partition and with each of its halos. */
interface Sums {
  readonly inside: Float64Array
  readonly across: readonly Float64Array[]
}

/** What the pairs alone tell: how many there are, and what chance gives. */
const totals = (
  own: Pick<PartPoints, 'days'>,
  halos: readonly Halo[],
  { inside, across }: Sums,
  limits: Float64Array,
) => ({
  n: own.days.length,
  pairs: inside.reduce((sum, v) => sum + v, 0),
  across: across.reduce((sum, of) => sum + of.reduce((s, v) => s + v, 0), 0),
  expected: expectedOf(own, halos, inside, across, limits),
})

/** Deals days to places: as they are, or as a shuffle has them. */
function dealerOf(
  own: Pick<PartPoints, 'name' | 'days'>,
  halos: readonly Halo[],
  { time, seed }: Pick<PartSetting, 'time' | 'seed'>,
  order: Uint32Array,
) {
  const limits = wholeThresholds(thresholds(time))
  const n = own.days.length
  const ofPoint = new Int32Array(n + halos.reduce((sum, h) => sum + h.at.length, 0))
  const at = new Int32Array(order.length)
  return {
    limits,
    bands: limits.length - 1,
    bandOf: bandsOfDays(limits, own, halos),
    /** the day at each place */
    at,
    /** permutation k; the days as they are without one */
    put(k?: number): void {
      const datesOf = (part: Pick<PartPoints, 'name' | 'days'>) =>
        k === undefined ? part.days : shuffled(part, seed, k)
      ofPoint.set(datesOf(own))
      let from = n
      for (const h of halos) {
        const dates = datesOf(h)
        for (let i = 0; i < h.at.length; i++) ofPoint[from + i] = dates[h.at[i]]
        from += h.at.length
      }
      for (let i = 0; i < at.length; i++) at[i] = ofPoint[order[i]]
    },
  }
}

/**
 * Counts pairs by their days as they are, and as they fall in each shuffle. `inside` are the pairs by band of distance. Yields
 * the share done.
 */
export const countPairs = (
  own: Pick<PartPoints, 'name' | 'days'>,
  list: Pairs,
  inside: Float64Array,
  setting: Pick<PartSetting, 'time' | 'permutations' | 'seed'>,
): Generator<number, PartCounts, void> =>
  countGrouped(own, [], grouped(list, own.days.length), { inside, across: [] }, setting)

function* countGrouped(
  own: Pick<PartPoints, 'name' | 'days'>,
  halos: readonly Halo[],
  { order, starts, b, band }: Grouped,
  sums: Sums,
  setting: Pick<PartSetting, 'time' | 'permutations' | 'seed'>,
): Generator<number, PartCounts, void> {
  const { permutations } = setting
  const days = dealerOf(own, halos, setting, order)
  const { at, bandOf, bands: nT } = days
  const nS = sums.inside.length
  // hardly a pair is near in time: one comparison passes over the rest
  let furthest = -1
  for (let d = 0; d < bandOf.length; d++) if (bandOf[d] < nT) furthest = d
  const counts = new Float64Array(nS * nT)
  const tally = () => {
    counts.fill(0)
    for (let i = 0; i < order.length; i++) {
      const day = at[i]
      const end = starts[i + 1]
      for (let p = starts[i]; p < end; p++) {
        const apart = Math.abs(day - at[b[p]])
        if (apart > furthest) continue
        const t = bandOf[apart]
        if (t < nT) counts[band[p] * nT + t]++
      }
    }
  }
  days.put()
  tally()
  const observed = counts.slice()
  const simulated = new Float64Array(nS * nT * permutations)
  for (let k = 0; k < permutations; k++) {
    days.put(k)
    tally()
    for (let c = 0; c < counts.length; c++) simulated[c * permutations + k] = counts[c]
    yield 0.2 + (0.8 * k) / permutations
  }
  return { ...totals(own, halos, sums, days.limits), observed, simulated }
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
