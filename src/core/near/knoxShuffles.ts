/**
 * The shuffles of a Knox run: pairs are gathered from the sweep and counted block by block of permutations. Where all pairs
 * fit into one batch, as they do in all but the densest towns, no more than one block of shuffled days is ever held.
 */
import { type Count, eachPair, type Kinds, type Tally, WORDS } from './knoxSweep.ts'
import type { PairSource } from './pairs.ts'
import { type KernelNeeds, type KnoxKernel, LANES } from './wasm/knoxKernel.ts'
import { plainKernel } from './wasm/knoxPlain.ts'
import { wasmKernel } from './wasm/knoxWasm.ts'

/** Room in memory: what does not fit is counted in several batches, and those in several sweeps. */
export interface Room {
  /** words of pairs gathered before they are counted, about one for each pair; never less than a stream */
  readonly batch: number
  /** bytes of shuffled days kept where one batch does not take all pairs */
  readonly held: number
}

/** 16 MB of pairs, 200 MB of days. */
export const ROOM: Room = { batch: 2 ** 22, held: 200e6 }

/** What is shuffled, and who takes the counts. */
export interface Shuffles extends Pick<KernelNeeds, 'days' | 'groups' | 'deal' | 'limits'> {
  readonly seed: number
  /** first permutation, and how many */
  readonly from: number
  readonly size: number
  readonly room: Room
  readonly kernel?: 'wasm' | 'plain'
  /**
   * Takes the counts of `pairs` pairs of a band under `lanes` permutations from the k-th on: those less than each limit
   * apart, limit · `LANES` + lane.
   */
  add(band: number, k: number, lanes: number, pairs: number, counts: Uint16Array): void
}

/**
 * Counts of `bands` bands of distance by bands of days, `size` permutations each, out of what a kernel counts below its
 * limits: cell · size + permutation. `edges` are the bands' thresholds in whole days, of which only those within the span
 * of the days need to be counted.
 */
export function dayBands(edges: Float64Array, span: number, bands: number, size: number) {
  const limits = [...edges].filter((t) => t > 0 && t <= span)
  const limitOf = Array.from(edges, (t) => limits.indexOf(t))
  const nT = edges.length - 1
  const counts = new Float64Array(bands * nT * size)
  const add: Shuffles['add'] = (band, k, lanes, pairs, below) => {
    for (let l = 0; l < lanes; l++) {
      const at = band * nT * size + k + l
      for (let t = 0, before = 0; t <= nT; t++) {
        const under = edges[t] <= 0 ? 0 : limitOf[t] < 0 ? pairs : below[limitOf[t] * LANES + l]
        if (t > 0) counts[at + (t - 1) * size] += under - before
        before = under
      }
    }
  }
  return { limits, counts, add }
}

function kernelFor(needs: KernelNeeds, wanted?: 'wasm' | 'plain'): KnoxKernel {
  const fast = wanted === 'plain' ? undefined : wasmKernel(needs)
  if (!fast && wanted === 'wasm') throw new Error('WebAssembly SIMD is not available here.')
  return fast ?? plainKernel(needs)
}

/** Streams waiting to be counted: where each lies in `words`. */
class Batch {
  words = new Uint32Array(2 * WORDS)
  used = 0
  readonly parts: {
    readonly band: number
    readonly pairs: number
    readonly from: number
    readonly end: number
  }[] = []

  put(band: number, pairs: number, stream: Uint32Array): void {
    const end = this.used + stream.length
    if (end > this.words.length) {
      const more = new Uint32Array(Math.max(end, 2 * this.words.length))
      more.set(this.words.subarray(0, this.used))
      this.words = more
    }
    this.words.set(stream, this.used)
    this.parts.push({ band, pairs, from: this.used, end })
    this.used = end
  }

  clear(): void {
    this.used = 0
    this.parts.length = 0
  }
}

/** One sweep or several: tallies what is observed, and counts every shuffle where there are any. Yields the share done. */
export function* countShuffles(
  source: PairSource,
  bands: number,
  tally: Tally | undefined,
  shuffles: Shuffles | undefined,
  kinds?: Kinds,
): Generator<number, KnoxKernel['name'] | 'none', void> {
  if (!shuffles) {
    yield* eachPair(source, bands, tally, undefined, kinds)
    return 'none'
  }
  const { days, groups, deal, limits, seed, from, size, room } = shuffles
  const needs = { days, ...(groups && { groups }), ...(deal && { deal }), limits }
  const blocks = Math.ceil(size / LANES)
  const batch = new Batch()
  const lanesOf = (block: number) => Math.min(LANES, size - block * LANES)
  /** Counts the batch under one block, which the kernel holds at `place`. */
  const countBlock = function* (
    kernel: KnoxKernel,
    place: number,
    block: number,
  ): Generator<void, void, void> {
    for (const { band, pairs, from: start, end } of batch.parts) {
      shuffles.add(band, block * LANES, lanesOf(block), pairs, kernel.count(place, end, start))
      yield
    }
  }

  let kernel: KnoxKernel | undefined
  let once = blocks
  let passes = 1
  let pass = 0
  let share = 0
  const count: Count = function* (band, words, pairs, stream) {
    if (batch.used > 0 && batch.used + words > room.batch) {
      // more pairs than a batch takes: every block is shuffled now, and kept until the last batch
      if (!kernel) {
        passes = Math.ceil(blocks / Math.max(1, Math.floor(room.held / (source.n * LANES * 2))))
        once = Math.ceil(blocks / passes)
        kernel = kernelFor({ ...needs, blocks: once, words: Math.max(room.batch, WORDS) }, shuffles.kernel)
        yield* shuffled()
      }
      yield* countBatch()
    }
    batch.put(band, pairs, stream)
  }
  const shuffled = function* (): Generator<void, void, void> {
    for (let b = 0; b < once && pass * once + b < blocks; b++) {
      kernel!.shuffle(b, seed, from + (pass * once + b) * LANES, lanesOf(pass * once + b))
      yield
    }
  }
  const countBatch = function* (): Generator<void, void, void> {
    kernel!.stream.set(batch.words.subarray(0, batch.used))
    for (let b = 0; b < once && pass * once + b < blocks; b++) yield* countBlock(kernel!, b, pass * once + b)
    batch.clear()
  }
  for (const done of eachPair(source, bands, tally, count, kinds))
    yield (share = Math.max(share, kernel ? done / passes : 0.1 * done))
  if (!kernel) {
    const one = kernelFor({ ...needs, blocks: 1, words: batch.used }, shuffles.kernel)
    one.stream.set(batch.words.subarray(0, batch.used))
    for (let b = 0; b < blocks; b++) {
      one.shuffle(0, seed, from + b * LANES, lanesOf(b))
      for (const _ of countBlock(one, 0, b)) yield 0.1 + (0.9 * b) / blocks
    }
    yield 1
    return one.name
  }
  for (;;) {
    for (const _ of countBatch()) yield (pass + 1) / passes
    if (++pass === passes) return kernel.name
    for (const _ of shuffled()) yield pass / passes
    for (const done of eachPair(source, bands, undefined, count, kinds)) yield (pass + done) / passes
  }
}
