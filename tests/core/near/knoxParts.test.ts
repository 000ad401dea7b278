/** The test over partitions: the sum equals the whole, the exact mean that of the shuffles, whatever the order. */
import { describe, expect, it } from 'vitest'
import { drain } from '../../../src/core/base/drain.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { knox } from '../../../src/core/near/knox.ts'
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
