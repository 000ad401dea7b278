/**
 * Knox's test over partitions, such as forces: each is counted by itself, with the points of later ones that lie near
 * it, and the tables are added before anything is ranked. Dates are shuffled within a partition, from a stream of its
 * own name, so that every partition gives the same shuffles wherever and whenever it is counted.
 */
import { type Bands, thresholds, wholeThresholds } from '../base/bands.ts'
import { inOrder } from '../base/inOrder.ts'
import { pValue, spreadOf } from '../stats/monteCarlo.ts'
import { smallDays } from './knoxDays.ts'
import { observedPart } from './partObserved.ts'
import { countShuffles, dayBands, ROOM } from './knoxShuffles.ts'
import { type Metric, type PairSource, pairsOf, partnersOf, sweepOf } from './pairs.ts'
import { expectedOf } from './partChance.ts'
import { type Halo, joined, type PartPoints } from './partPoints.ts'

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

/** Pairs within reach, whatever their days: the points of each, and its band of distance. */
export interface Pairs {
  readonly n: number
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly band: Uint8Array
}

/** Pairs in any order, by their first points. */
function listed({ n, a, b, band }: Pairs, points: number): PairSource {
  const starts = new Uint32Array(points + 1)
  for (let p = 0; p < n; p++) starts[a[p] + 1]++
  let most = 0
  for (let i = 0; i < points; i++) {
    most = Math.max(most, starts[i + 1])
    starts[i + 1] += starts[i]
  }
  const at = starts.slice(0, points)
  const [to, bands] = [new Uint32Array(n), new Uint8Array(n)]
  for (let p = 0; p < n; p++) {
    const k = at[a[p]]++
    to[k] = b[p]
    bands[k] = band[p]
  }
  const source = { n: points, partner: new Uint32Array(most), band: new Uint8Array(most) }
  return {
    ...source,
    partnersOf(i) {
      source.partner.set(to.subarray(starts[i], starts[i + 1]))
      source.band.set(bands.subarray(starts[i], starts[i + 1]))
      return starts[i + 1] - starts[i]
    },
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
  const { x, y, haloOfPoint } = joined(own, halos)
  const sweep = sweepOf(x, y, limits, setting.metric)
  const haloAt = inOrder(haloOfPoint, sweep.order, new Int32Array(sweep.n))
  const sums = { inside: new Float64Array(nS), across: halos.map(() => new Float64Array(nS)) }
  const source: PairSource = {
    ...pairsOf(sweep),
    partnersOf: (i) => sortSides(sweep, haloAt, sums, i, partnersOf(sweep, i)),
  }
  if (setting.permutations > 0) return yield* countShuffled(own, halos, source, sweep.order, sums, setting)
  // no pair is needed again: they are only summed
  for (let i = 0; i < source.n; i++) {
    source.partnersOf(i)
    if (i % 4096 === 0) yield i / source.n
  }
  const observed = observedPart(own, halos, setting)
  return { ...totals(own, halos, sums, setting.time), observed, simulated: new Float64Array(0) }
}

/** What the pairs alone tell: how many there are, and what chance gives. */
const totals = (
  own: Pick<PartPoints, 'days'>,
  halos: readonly Halo[],
  { inside, across }: Sums,
  time: Bands,
): Pick<PartCounts, 'n' | 'pairs' | 'across' | 'expected'> => ({
  n: own.days.length,
  pairs: inside.reduce((sum, v) => sum + v, 0),
  across: across.reduce((sum, of) => sum + of.reduce((s, v) => s + v, 0), 0),
  expected: expectedOf(own, halos, inside, across, wholeThresholds(thresholds(time))),
})

/** Pairs by band of distance, inside a partition and with each of its halos. */
interface Sums {
  readonly inside: Float64Array
  readonly across: readonly Float64Array[]
}

/** Leaves out pairs between two later partitions, which are theirs to count, and sums the others by side. Returns how many are left. */
function sortSides(
  { partner, band }: Pick<PairSource, 'partner' | 'band'>,
  haloAt: Int32Array,
  { inside, across }: Sums,
  i: number,
  count: number,
): number {
  const mine = haloAt[i]
  let kept = 0
  for (let k = 0; k < count; k++) {
    const theirs = haloAt[partner[k]]
    if (mine >= 0 && theirs >= 0) continue
    if (mine < 0 && theirs < 0) inside[band[k]]++
    else across[mine >= 0 ? mine : theirs][band[k]]++
    partner[kept] = partner[k]
    band[kept++] = band[k]
  }
  return kept
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
): Generator<number, PartCounts, void> => {
  const order = new Uint32Array(own.days.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  return countShuffled(own, [], listed(list, order.length), order, { inside, across: [] }, setting)
}

/** Dates longer than this are shuffled by `random.ts` alone, whose draws are no longer those of a kernel. */
const LONGEST_DECK = 2 ** 21

/** Where the dates of each partition begin when all stand one behind the other. */
function startsOf(decks: readonly Pick<PartPoints, 'days'>[]): number[] {
  let end = 0
  return decks.map(({ days }) => (end += days.length) - days.length)
}

/** Per point of a partition, then of its halos: its date among those of all. */
function cardsOf(
  own: Pick<PartPoints, 'days'>,
  halos: readonly Halo[],
  starts: readonly number[],
): Uint32Array {
  const n = own.days.length
  const out = new Uint32Array(halos.reduce((sum, h) => sum + h.at.length, n))
  for (let i = 0; i < n; i++) out[i] = i
  let end = n
  halos.forEach((h, k) => {
    for (const at of h.at) out[end++] = starts[k + 1] + at
  })
  return out
}

function* countShuffled(
  own: Pick<PartPoints, 'name' | 'days'>,
  halos: readonly Halo[],
  source: PairSource,
  order: Uint32Array,
  sums: Sums,
  { time, permutations, seed }: Pick<PartSetting, 'time' | 'permutations' | 'seed'>,
): Generator<number, PartCounts, void> {
  const limits = wholeThresholds(thresholds(time))
  const decks = [own, ...halos]
  const starts = startsOf(decks)
  const all = new Int32Array(starts[halos.length] + decks[halos.length].days.length)
  decks.forEach((d, k) => all.set(d.days, starts[k]))
  const days = smallDays(all, [...limits].filter(Number.isFinite))
  const bands = dayBands(limits, days.span, sums.inside.length, permutations + 1)
  const kernel = decks.some((d) => d.days.length > LONGEST_DECK) ? { kernel: 'plain' as const } : {}
  yield* countShuffles(source, sums.inside.length, undefined, {
    ...{ days: days.days, groups: starts, ...kernel },
    deal: {
      seeds: decks.map((d) => seedOf(seed, d.name)),
      places: inOrder(cardsOf(own, halos, starts), order, new Uint32Array(order.length)),
      // the days as they are come last
      still: permutations,
    },
    ...{ seed, from: 0, size: permutations + 1, room: ROOM, limits: bands.limits, add: bands.add },
  })
  const cells = sums.inside.length * (limits.length - 1)
  const observed = new Float64Array(cells)
  const simulated = new Float64Array(cells * permutations)
  for (let c = 0; c < cells; c++) {
    const at = c * (permutations + 1)
    simulated.set(bands.counts.subarray(at, at + permutations), c * permutations)
    observed[c] = bands.counts[at + permutations]
  }
  return { ...totals(own, halos, sums, time), observed, simulated }
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
