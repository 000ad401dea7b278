/** A block's figures and its interval, beside the same in slow words. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/core/base/random.ts'
import type { KnoxCounts } from '../../../src/core/near/knox.ts'
import { figuresOf, intervalOf } from '../../../src/core/near/knoxBlock.ts'

const [nS, COLUMNS] = [2, 3]
const values = (r: Stream, n: number, most = 7) => Float64Array.from({ length: n }, () => r.below(most))
const total = (a: Iterable<number>) => [...a].reduce((s, v) => s + v, 0)

function runOf(seed: number, { weeks = 0, size = 3, n = 30, apart = false } = {}): KnoxCounts {
  const r = new Stream(seed)
  const kind = () => ({
    observed: values(r, nS * COLUMNS),
    simulated: values(r, nS * COLUMNS * size, 12),
    pairs: values(r, nS, 20),
  })
  const week = () => ({
    observed: values(r, weeks * nS * COLUMNS, 4),
    space: values(r, weeks * nS, 9).map((v) => v / 2),
  })
  return {
    n,
    detail: {
      ...{ columns: COLUMNS, home: kind(), near: kind(), timePairs: values(r, COLUMNS, 50) },
      ...(apart && { apart: { home: kind(), near: kind() } }),
      weeks: {
        ...{ n: weeks, incidents: values(r, weeks, 5), time: values(r, weeks * COLUMNS, 30) },
        ...{ home: week(), near: week() },
      },
    },
  } as unknown as KnoxCounts
}
const seeds = fc.integer({ min: 0, max: 1e6 })
const kinds = fc.constantFrom('home' as const, 'near' as const)
const some = (most: number) => fc.uniqueArray(fc.integer({ min: 0, max: most }), { maxLength: most + 1 })

describe('the figures of a block', () => {
  it('are the sums of its cells, beside the mean of all orders or of the shuffles', () => {
    fc.assert(
      fc.property(
        seeds,
        kinds,
        some(nS),
        some(COLUMNS),
        fc.boolean(),
        fc.boolean(),
        (seed, kind, rows, columns, all, grouped) => {
          const size = 3
          const run = runOf(seed, { apart: seed % 2 === 0 })
          const d = run.detail!
          const counted = [d[kind], ...(all && d.apart ? [d.apart[kind]] : [])]
          // rows and columns beyond the table hold nothing
          const cells = [0, 1].flatMap((s) =>
            [0, 1, 2].filter((c) => rows.includes(s) && columns.includes(c)).map((c) => s * 3 + c),
          )
          const observed = total(counted.flatMap((k) => cells.map((c) => k.observed[c])))
          const shuffles = Array.from({ length: size }, (_, k) =>
            total(counted.flatMap((of) => cells.map((c) => of.simulated[c * size + k]))),
          )
          const space = total(counted.flatMap((k) => rows.map((s) => k.pairs[s] ?? 0)))
          const expected = grouped
            ? total(shuffles) / size
            : (space * total(columns.map((c) => d.timePairs[c] ?? 0))) / 435
          const found = figuresOf(run, { kind, rows, columns }, { all, grouped })
          expect(found.observed).toBe(observed)
          expect(found.expected).toBeCloseTo(expected, 9)
          if (expected > 0) expect(found.ratio).toBeCloseTo(observed / expected, 9)
          else expect(found.ratio).toBeNaN()
          expect(found.p).toBe((shuffles.filter((v) => v >= observed).length + 1) / (size + 1))
        },
      ),
      { numRuns: 80 },
    )
  })

  it('are none of a single incident, and untested without permutations', () => {
    const block = { kind: 'near', rows: [0], columns: [0] } as const
    const one = runOf(5, { n: 1, size: 0 })
    ;(one.detail!.near.pairs as Float64Array)[0] = 0
    expect(figuresOf(one, block)).toMatchObject({ expected: 0, ratio: NaN, p: NaN })
    const empty = { observed: new Float64Array(), simulated: new Float64Array(), pairs: new Float64Array() }
    const none = { ...one, detail: { ...one.detail!, near: empty } } as KnoxCounts
    expect(figuresOf(none, block)).toMatchObject({ observed: 0, expected: 0, p: NaN })
  })
})

describe('the interval of a block', () => {
  it('is that of 999 periods drawn in stretches of weeks', () => {
    fc.assert(
      fc.property(
        seeds,
        kinds,
        fc.constantFrom(7, 28, 29, 36),
        fc.integer({ min: 14, max: 27 }),
        (seed, kind, days, weeks) => {
          const run = runOf(seed, { weeks })
          const { weeks: by } = run.detail!
          const [rows, columns] = [
            [0, 1],
            [1, 2],
          ]
          const found = intervalOf(run, { kind, rows, columns }, days, seed)
          const length = days <= 28 ? 4 : days === 29 ? 5 : 6
          if (weeks < 4 * length) {
            expect(found).toBeUndefined()
            return
          }
          const ratios: number[] = []
          for (let b = 0; b < 999; b++) {
            const stream = new Stream(seed, 0x4000_0000 + b)
            const drawn: number[] = []
            while (drawn.length < weeks) {
              const start = stream.below(weeks)
              drawn.push(...Array.from({ length }, (_, k) => (start + k) % weeks))
            }
            drawn.length = weeks
            const sum = (of: (w: number) => number) => total(drawn.map(of))
            const pairs = sum((w) =>
              total([0, 1].flatMap((s) => [1, 2].map((c) => by[kind].observed[(w * 2 + s) * 3 + c]))),
            )
            const space = sum((w) => by[kind].space[w * 2] + by[kind].space[w * 2 + 1])
            const time = sum((w) => by.time[w * 3 + 1] + by.time[w * 3 + 2])
            ratios.push(pairs / (((2 * space) / (29 * sum((w) => by.incidents[w]))) * time))
          }
          ratios.sort((a, b) => a - b)
          expect(found![0]).toBeCloseTo(ratios[24], 9)
          expect(found![1]).toBeCloseTo(ratios[974], 9)
        },
      ),
      { numRuns: 5 },
    )
  })

  it('is none where most periods expect nothing', () => {
    const run = runOf(1, { weeks: 16 })
    const { near } = run.detail!.weeks
    const block = { kind: 'near', rows: [0], columns: [0, 1, 2] } as const
    ;(near.space as Float64Array).fill(0)
    expect(intervalOf(run, block, 7, 1)).toBeUndefined()
    // one week of sixteen: four stretches of four weeks miss it in 32% of the periods
    ;(near.space as Float64Array)[0] = 1
    expect(intervalOf(run, block, 7, 1)).toHaveLength(2)
    // one of sixty-four, in a stretch of sixteen weeks
    const long = runOf(1, { weeks: 64 })
    const space = long.detail!.weeks.near.space as Float64Array
    space.fill(0)
    space[0] = 1
    expect(intervalOf(long, block, 112, 1)).toHaveLength(2)
  })
})
