/** The sweep of a Knox run: counts what was observed, and cuts the pairs into streams for a kernel. */
import { LANES, RUN, STREAM_PAIRS } from './wasm/knoxKernel.ts'
import type { PairSource } from './pairs.ts'

/** Words of a stream: its pairs and the heads of their runs. */
export const WORDS = 98_304

/** What is observed, to be counted along the way. */
export interface Tally {
  /** days in sweeping order */
  readonly days: Uint16Array
  /** days apart → temporal band */
  readonly bandOfDays: Uint8Array
  /** where the counts of pairs begin whose earlier incident is of this day */
  readonly weekStart: Uint32Array
  /** counts of pairs, week's start + spatial band · width + temporal band */
  readonly observed: Float64Array
  readonly width: number
  /** per spatial band: partners of each incident */
  readonly degrees: readonly Uint32Array[]
}

/** Takes a full stream: its spatial band, words and pairs. */
export type Count = (
  band: number,
  words: number,
  pairs: number,
  stream: Uint32Array,
) => Generator<void, void, void>

/** Streams that fill: those of band s are `words` from s · WORDS. */
interface Streams {
  readonly words: Uint32Array
  readonly used: Uint32Array
  readonly pairs: Uint32Array
  /** where the length of the band's last run stands; 0 = no run begun, since none stands in word 0 */
  readonly head: Uint32Array
  /** the band that is full */
  full: number
}

// the hot loops stand in plain functions: within the generator they were seen to run three times slower

function tallyPartners(t: Tally, s: PairSource, i: number, count: number): void {
  const { days, bandOfDays, weekStart, width, observed, degrees } = t
  const { partner, band } = s
  const day = days[i]
  for (let k = 0; k < count; k++) {
    const b = band[k]
    const j = partner[k]
    const apart = day - days[j]
    if (apart < 0) observed[weekStart[day] + b * width + bandOfDays[-apart]]++
    else observed[weekStart[days[j]] + b * width + bandOfDays[apart]]++
    degrees[b][i]++
    degrees[b][j]++
  }
}

/** Kinds of pairs that are counted apart; entries in sweeping order. */
export interface Kinds {
  /** same-home ids, −1 unknown */
  readonly homes: Int32Array
  /** 1 = pairs of this incident are kept apart from all others */
  readonly apart?: Uint8Array
}

/** Moves partners into the bands of their kind: neighbours, the same home, and both again for pairs kept apart. */
function sortKinds({ homes, apart }: Kinds, s: PairSource, bands: number, i: number, count: number): void {
  const { partner, band } = s
  const home = homes[i]
  if (home >= 0) for (let k = 0; k < count; k++) if (homes[partner[k]] === home) band[k] += bands
  if (apart) for (let k = 0; k < count; k++) if (apart[i] || apart[partner[k]]) band[k] += 2 * bands
}

/** Pours partners from the k-th on into the streams; stops before the one whose stream is full. Returns where it stopped. */
function pour(to: Streams, s: PairSource, i: number, k: number, count: number): number {
  const { words, used, pairs, head } = to
  const { partner, band } = s
  for (; k < count; k++) {
    const b = band[k]
    const base = b * WORDS
    let w = used[b]
    if (pairs[b] === STREAM_PAIRS || w > WORDS - 3) {
      to.full = b
      return k
    }
    let h = head[b]
    if (h === 0 || words[base + h] === RUN) {
      words[base + w] = i * LANES * 2
      h = head[b] = w + 1
      words[base + h] = 0
      w += 2
    }
    words[base + h]++
    words[base + w] = partner[k] * LANES * 2
    used[b] = w + 1
    pairs[b]++
  }
  return k
}

/**
 * One sweep over all pairs. Adds to the tally where one is given, and hands the streams of each band to `count`
 * where one is given. With `kinds` each kind of pairs stands in bands of its own: `bands` is then two or four times the number
 * of the source's. Yields the share done.
 */
export function* eachPair(
  source: PairSource,
  bands: number,
  tally: Tally | undefined,
  count: Count | undefined,
  kinds?: Kinds,
): Generator<number, void, void> {
  const { n } = source
  const perKind = kinds ? bands / (kinds.apart ? 4 : 2) : bands
  const streams: Streams = {
    words: new Uint32Array(count ? bands * WORDS : 0),
    used: new Uint32Array(bands),
    pairs: new Uint32Array(bands),
    head: new Uint32Array(bands),
    full: -1,
  }
  const empty = function* (b: number, share: number): Generator<number, void, void> {
    const words = streams.words.subarray(b * WORDS, b * WORDS + streams.used[b])
    const run = count!(b, streams.used[b], streams.pairs[b], words)
    while (!run.next().done) yield share
    streams.used[b] = streams.pairs[b] = streams.head[b] = 0
  }
  let work = 0
  for (let i = 0; i < n; i++) {
    const c = source.partnersOf(i)
    if (kinds) sortKinds(kinds, source, perKind, i, c)
    if (tally) tallyPartners(tally, source, i, c)
    if (count) {
      streams.head.fill(0)
      for (let k = pour(streams, source, i, 0, c); k < c; k = pour(streams, source, i, k, c))
        yield* empty(streams.full, i / n)
    }
    work += c + 50
    if (work > 200_000) {
      work = 0
      yield i / n
    }
  }
  if (count) for (let b = 0; b < bands; b++) if (streams.pairs[b] > 0) yield* empty(b, 1)
}
