import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pValue, spreadOf } from '../../../src/core/stats/monteCarlo.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'

describe('streams of random numbers', () => {
  it('are the same for the same seed and number, and different for others', () => {
    const draw = (seed: number, k: number) => {
      const s = new Stream(seed, k)
      return Array.from({ length: 5 }, () => s.next())
    }
    expect(draw(1, 2)).toEqual(draw(1, 2))
    expect(new Set([draw(1, 2), draw(2, 1), draw(1, 3), draw(2, 2)].map(String)).size).toBe(4)
  })

  it('shuffle every order equally often', () => {
    const counts = new Map<string, number>()
    const times = 24_000
    for (let k = 0; k < times; k++) {
      const v = [0, 1, 2, 3]
      shuffle(v, new Stream(7, k))
      counts.set(v.join(''), (counts.get(v.join('')) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    // chi-squared with 23 degrees of freedom: above 60 once in 30,000
    const chi = [...counts.values()].reduce((sum, c) => sum + (c - times / 24) ** 2 / (times / 24), 0)
    expect(chi).toBeLessThan(60)
  })

  it('stay inside their range', () => {
    const s = new Stream(3)
    for (let i = 0; i < 1000; i++) {
      expect(s.below(7)).toBeLessThan(7)
      expect(s.float()).toBeLessThan(1)
      expect(Number.isFinite(s.normal())).toBe(true)
    }
  })
})

describe('a whole number below another', () => {
  /** Lemire's method as it is written: the product, its remainder, and what is above. */
  const plain = (s: Stream, n: number): number => {
    for (;;) {
      const m = BigInt(s.next()) * BigInt(n)
      const low = m % 4294967296n
      if (low >= 4294967296n % BigInt(n)) return Number((m - low) / 4294967296n)
    }
  }
  it('is that of the plain way for every seed and every number up to 2²¹', () => {
    const limit = fc.oneof(
      fc.integer({ min: 1, max: 2 ** 21 }),
      fc.constantFrom(1, 2, 3, 2 ** 21 - 1, 2 ** 21),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(), limit, (seed, k, n) => {
        const [a, b] = [new Stream(seed, k), new Stream(seed, k)]
        for (let i = 0; i < 20; i++) expect(a.below(n)).toBe(plain(b, n))
      }),
    )
  })

  it('stays a whole number below it where a product is rounded', () => {
    for (const n of [2 ** 21 + 1, 10_000_019, 16_800_000]) {
      const s = new Stream(5, n)
      for (let i = 0; i < 500; i++) {
        const drawn = s.below(n)
        expect(drawn).toBe(Math.floor(drawn))
        expect(drawn).toBeLessThan(n)
      }
    }
  })
})

describe('Monte-Carlo values', () => {
  it('never give p = 0', () => {
    expect(pValue(0, 999)).toBe(0.001)
    expect(pValue(999, 999)).toBe(1)
    expect(pValue(0, 0)).toBeNaN()
  })

  it('have mean, median and the number at least as large', () => {
    expect(spreadOf(Float64Array.of(3, 1, 2, 10), 2)).toEqual({ mean: 4, median: 2.5, atLeast: 3 })
    expect(spreadOf(Float64Array.of(3, 1, 2), 4)).toEqual({ mean: 2, median: 2, atLeast: 0 })
  })
})
