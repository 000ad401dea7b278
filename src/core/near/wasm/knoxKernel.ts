/**
 * The Knox inner loop as its callers see it. Sixteen permutations are one block, side by side: the day of
 * incident i under permutation l of a block stands at `i · 16 + l`, so one pass over the pairs serves sixteen.
 * Two twins fill this shape and must agree bit for bit: `knoxPlain.ts` (the oracle and the fallback) and
 * `knoxWasm.ts` (SIMD).
 */

/** Permutations that are counted in one pass. */
export const LANES = 16
/** A stream holds at most this many pairs, so that 16-bit counters cannot overflow. */
export const STREAM_PAIRS = 65_535
/** Longest run of partners in a stream: 8-bit counters are emptied before they overflow. */
export const RUN = 255
/** Largest day number a kernel takes. */
export const MAX_DAY = 32_767

/**
 * Pairs as runs: [i, count, j, j, …] again and again, where i and j are place · 32 (the byte offset of an
 * incident's days in a block) and count ≤ `RUN`.
 */
export type PairStream = Uint32Array

export interface KnoxKernel {
  readonly name: 'wasm' | 'plain'
  /** room for streams; the caller writes them before `count` */
  readonly stream: PairStream
  /** Fills block b with the shuffled days of permutations k … k + lanes − 1, `LANES` of them unless told otherwise. */
  shuffle(b: number, seed: number, k: number, lanes?: number): void
  /**
   * Counts, over the words `from` ≤ w < `end` of the stream, the pairs less than each threshold apart in days; at most
   * `STREAM_PAIRS` of them. The answer, length thresholds × `LANES`, lives until the next call.
   */
  count(b: number, end: number, from?: number): Uint16Array
}

/** The seed of a group's own stream: that of the run for the first. */
export const seedOfGroup = (seed: number, group: number): number =>
  (seed + Math.imul(group, 0x9e3779b1)) >>> 0

/** How shuffled days come to places, where they are not simply those of the same index. */
export interface Deal {
  /** the seed of each group's own stream, instead of one that follows from the run's */
  readonly seeds: readonly number[]
  /** per place: the index of its day among the shuffled ones */
  readonly places: Uint32Array
  /** the permutation that leaves the days as they are */
  readonly still: number
}

/** What a kernel is made for. */
export interface KernelNeeds {
  /** day numbers to shuffle, 0 … `MAX_DAY` */
  readonly days: Uint16Array
  /** where each group of incidents begins that is shuffled for itself, the first at 0; absent = all are one group */
  readonly groups?: readonly number[]
  readonly deal?: Deal
  /** rising whole numbers 1 … `MAX_DAY` */
  readonly limits: readonly number[]
  /** blocks of permutations held at once */
  readonly blocks: number
  /** words of all streams held at once */
  readonly words: number
}
