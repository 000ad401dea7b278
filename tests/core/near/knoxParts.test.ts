/** The test over partitions: the sum equals the whole, the exact mean that of the shuffles, whatever the order. */
import { describe, expect, it } from 'vitest'
import { drain } from '../../../src/core/base/drain.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { knox } from '../../../src/core/near/knox.ts'
import { observedPart } from '../../../src/core/near/partObserved.ts'
import {
  addParts,
  countPart,
  type PartCounts,
  type PartSetting,
  rankParts,
} from '../../../src/core/near/knoxParts.ts'
import { haloOf, type PartPoints } from '../../../src/core/near/partPoints.ts'

const setting: PartSetting = {
  space: { edges: [0, 1, 100, 200, 400], closed: 'last' },
  time: { edges: [0, 7, 14, 42], closed: 'left' },
  metric: 'euclidean',
  permutations: 199,
  seed: 5,
}

/** Points of a town cut into three by lines that run through its middle. */
function town(n: number, seed: number): { all: PartPoints; parts: PartPoints[] } {
  const r = new Stream(seed)
  const x = Float64Array.from({ length: n }, () => Math.round(r.float() * 3000))
  const y = Float64Array.from({ length: n }, () => Math.round(r.float() * 2000))
  const days = Int32Array.from({ length: n }, () => 20_000 + Math.floor(r.float() * 200))
  // some at one point and near in time: a pattern that crosses the lines
  for (let i = 1; i < n; i += 5) {
    x[i] = x[i - 1] + (i % 3) * 60
    y[i] = y[i - 1]
    days[i] = days[i - 1] + (i % 4)
  }
  const cut = (name: string, inside: (i: number) => boolean): PartPoints => {
    const rows = [...x.keys()].filter(inside)
    return {
      name,
      x: Float64Array.from(rows, (i) => x[i]),
      y: Float64Array.from(rows, (i) => y[i]),
      days: Int32Array.from(rows, (i) => days[i]),
    }
  }
  return {
    all: { name: 'all', x, y, days },
    parts: [
      cut('a', (i) => x[i] < 1000),
      cut('b', (i) => x[i] >= 1000 && y[i] < 900),
      cut('c', (i) => x[i] >= 1000 && y[i] >= 900),
    ],
  }
}

const counted = (parts: readonly PartPoints[], s = setting): PartCounts[] =>
  parts.map((own, i) =>
    drain(
      countPart(
        own,
        parts.slice(i + 1).flatMap((other) => haloOf(own, other, 400) ?? []),
        s,
      ),
    ),
  )

describe('the sum over partitions', () => {
  it.each([1, 2, 3])('equals the whole, cell by cell (town %i)', (seed) => {
    const { all, parts } = town(700, seed)
    const whole = drain(knox({ ...all, ...setting, from: 0, to: 0 }))
    const sum = addParts(counted(parts))
    expect([...sum.observed]).toEqual([...whole.observed])
    expect(sum.n).toBe(700)
    expect(sum.across).toBeGreaterThan(20)
    expect(sum.pairs + sum.across).toBe([...whole.spacePairs].reduce((a, b) => a + b, 0))
  })

  it('counts days as the stream of each partition’s name deals them, in permutation k', () => {
    const { parts } = town(120, 8)
    const short = { ...setting, permutations: 18 }
    const [own, ...others] = parts
    const halos = others.flatMap((other) => haloOf(own, other, 400) ?? [])
    const found = drain(countPart(own, halos, short))
    // FNV-1a of the name over the seed
    const seedOf = (name: string) =>
      [...name].reduce(
        (h, c) => Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0,
        (0x811c9dc5 ^ short.seed) >>> 0,
      )
    const dealt = (part: PartPoints, k: number) => {
      const days = part.days.slice()
      shuffle(days, new Stream(seedOf(part.name), k))
      return days
    }
    const band = (edges: readonly number[], v: number, last: boolean) =>
      edges.findIndex(
        (e, b) =>
          b < edges.length - 1 &&
          v >= e &&
          (v < edges[b + 1] || (last && b === edges.length - 2 && v === edges[b + 1])),
      )
    for (let k = 0; k < short.permutations; k++) {
      const days = dealt(own, k)
      const all = [
        ...Array.from(own.x, (x, i) => ({ x, y: own.y[i], day: days[i], mine: true })),
        ...halos.flatMap((h) => {
          const theirs = dealt(h, k)
          return Array.from(h.x, (x, i) => ({ x, y: h.y[i], day: theirs[h.at[i]], mine: false }))
        }),
      ]
      const counts = new Array<number>(12).fill(0)
      all.forEach((a, i) =>
        all.slice(i + 1).forEach((b) => {
          const s = band(short.space.edges, Math.hypot(a.x - b.x, a.y - b.y), true)
          const t = band(short.time.edges, Math.abs(a.day - b.day), false)
          if ((a.mine || b.mine) && s >= 0 && t >= 0) counts[s * 3 + t]++
        }),
      )
      expect(Array.from(counts, (_, c) => found.simulated[c * short.permutations + k])).toEqual(counts)
    }
  })

  it('is observed alike where only pairs near in time are looked at', () => {
    for (const [seed, space, time, metric] of [
      [1, [0, 1, 100, 200, 400], [0, 7, 14, 42], 'euclidean'],
      [2, [50, 100, 300], [3, 7, 8], 'manhattan'],
      [3, [0, 400], [0, 7, Infinity], 'euclidean'],
      [4, [0, 0.5], [0, 1], 'euclidean'],
      [5, [0, 400], [300, 400], 'euclidean'],
    ] as const)
      for (const closed of ['left', 'right', 'last'] as const) {
        const { parts } = town(400, seed)
        const s = {
          ...setting,
          ...{ space: { edges: space, closed }, time: { edges: time, closed }, metric, permutations: 0 },
        }
        parts.forEach((own, i) => {
          const halos = parts.slice(i + 1).flatMap((other) => haloOf(own, other, 400) ?? [])
          expect([...observedPart(own, halos, s)]).toEqual([...drain(countPart(own, halos, s)).observed])
        })
      }
    const none = { name: 'z', x: new Float64Array(0), y: new Float64Array(0), days: new Int32Array(0) }
    expect([...observedPart(none, [], setting)]).toEqual(new Array(12).fill(0))
  })

  it('is the same whichever partition comes first, shuffles included', () => {
    const { parts } = town(300, 4)
    const there = addParts(counted(parts))
    const back = addParts(counted([...parts].reverse()))
    expect([...back.observed]).toEqual([...there.observed])
    expect([...back.simulated]).toEqual([...there.simulated])
    there.expected.forEach((e, c) => expect(back.expected[c]).toBeCloseTo(e, 9))
  })

  it('has for its shuffles the exact mean, across borders too', () => {
    const { parts } = town(500, 6)
    const sum = addParts(counted(parts))
    rankParts(sum, setting.permutations).forEach(({ mean, sd, p }, c) => {
      expect(Math.abs(mean - sum.expected[c])).toBeLessThanOrEqual(
        (4.5 * sd) / Math.sqrt(setting.permutations) + 1e-9,
      )
      expect(p).toBeGreaterThanOrEqual(1 / 200)
    })
  })

  it('of one partition is the whole: exact mean as the test itself has it', () => {
    const { all } = town(400, 7)
    const whole = drain(knox({ ...all, ...setting, from: 0, to: 0 }))
    const [one] = counted([all])
    one.expected.forEach((e, c) => expect(e).toBeCloseTo(whole.expected[c], 9))
    // a partition of nothing and one far away change nothing
    const empty = { name: 'z', x: new Float64Array(0), y: new Float64Array(0), days: new Int32Array(0) }
    const far = {
      name: 'far',
      x: Float64Array.of(90_000),
      y: Float64Array.of(0),
      days: Int32Array.of(20_001),
    }
    expect([...addParts(counted([empty, all, far])).observed]).toEqual([...whole.observed])
  })
})
