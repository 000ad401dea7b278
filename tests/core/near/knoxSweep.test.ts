/** The streams of pairs a Knox run hands to its kernel: each pair once, in runs and streams no longer than the kernel's counters bear. */
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/core/base/random.ts'
import { eachPair, WORDS } from '../../../src/core/near/knoxSweep.ts'
import { pairsOf, sweepOf } from '../../../src/core/near/pairs.ts'
import { LANES, RUN, STREAM_PAIRS } from '../../../src/core/near/wasm/knoxKernel.ts'

interface Read {
  readonly band: number
  readonly pairs: number
  readonly stream: Uint32Array
}

/** The streams of a sweep of points on a line, and the shares it says are done. */
function streamsOf(x: Float64Array, t: readonly number[]) {
  const sweep = sweepOf(x, new Float64Array(x.length), Float64Array.from(t), 'euclidean')
  const streams: Read[] = []
  const shares = [
    ...eachPair(pairsOf(sweep), t.length - 1, undefined, function* (band, words, pairs, stream) {
      yield
      expect(stream).toHaveLength(words)
      expect(words).toBeLessThanOrEqual(WORDS)
      streams.push({ band, pairs, stream: stream.slice() })
    }),
  ]
  return { sweep, streams, shares }
}

describe('the streams of a sweep', () => {
  it('hold each pair once, with no run or stream longer than counters bear, and none cut short', () => {
    // as many incidents at one place as ten metres on
    const n = 640
    const x = Float64Array.from({ length: n }, (_, i) => (i % 2) * 10)
    const { sweep, streams, shares } = streamsOf(x, [0, 5, 20])
    const seen = [new Uint8Array(n * n), new Uint8Array(n * n)]
    const strange: string[] = []
    for (const { band, pairs, stream } of streams) {
      let [read, before, lengthBefore] = [0, -1, 0]
      for (let w = 0; w < stream.length;) {
        const [i, length] = [stream[w] / (2 * LANES), stream[w + 1]]
        if (length < 1 || length > RUN) strange.push(`a run of ${length}`)
        // another run of the same incident begins only where the first is full
        if (i === before && lengthBefore < RUN) strange.push(`a run cut at ${lengthBefore}`)
        for (let k = w + 2; k < w + 2 + length; k++) {
          const j = stream[k] / (2 * LANES)
          if (j <= i || Math.abs(sweep.x[i] - sweep.x[j]) !== 10 * band) strange.push(`${i}, ${j}`)
          seen[band][i * n + j]++
        }
        ;[read, before, lengthBefore, w] = [read + length, i, length, w + 2 + length]
      }
      expect(read).toBe(pairs)
    }
    expect(strange).toEqual([])
    const wanted = [2 * ((320 * 319) / 2), 320 * 320]
    expect(seen.map((s) => [s.reduce((a, b) => Math.max(a, b)), s.reduce((a, b) => a + b, 0)])).toEqual(
      wanted.map((w) => [1, w]),
    )
    for (const band of [0, 1])
      expect(streams.filter((s) => s.band === band).map((s) => s.pairs)).toEqual([
        STREAM_PAIRS,
        wanted[band] - STREAM_PAIRS,
      ])
    // the share done rises to one
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.slice(-2)).toEqual([1, 1])
    expect(shares.at(-3)).toBeLessThan(1)
  })
  it('are full by their words where runs are short', () => {
    const s = new Stream(7)
    const places = Array.from({ length: 25_000 }, () => 2 + s.below(4))
    const x = Float64Array.from(places.flatMap((homes, k) => new Array<number>(homes).fill(100 * k)))
    const { streams } = streamsOf(x, [0, 5])
    expect(streams.length).toBeGreaterThan(2)
    for (const { stream } of streams.slice(0, -1)) expect(stream.length).toBeGreaterThan(WORDS - 3)
    const pairs = places.reduce((sum, homes) => sum + (homes * (homes - 1)) / 2, 0)
    expect(streams.reduce((sum, r) => sum + r.pairs, 0)).toBe(pairs)
  })
  it('are none where there is no pair, and the sweep rests after as much work as a screen may wait for', () => {
    const x = Float64Array.from({ length: 9000 }, (_, i) => 100 * i)
    const { streams, shares } = streamsOf(x, [0, 5])
    expect(streams).toEqual([])
    // an incident counts as fifty pairs
    expect(shares).toEqual([4000 / 9000, 8001 / 9000])
  })
})
