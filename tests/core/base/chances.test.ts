/** A chance is never worded as nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactP, permutedP } from '../../../src/core/base/words.ts'

describe('a p-value in words', () => {
  it('has the digits it has', () => {
    expect([0.2, 0.0234, 0.00094, 0.0005, 1e-6, 1, NaN].map(exactP)).toEqual([
      '0.2',
      '0.023',
      '0.0009',
      '0.0005',
      '0.000001',
      '1',
      'none',
    ])
  })

  it('has the digits that so many permutations can tell, and is never 0', () => {
    expect(permutedP(0.001, 999)).toBe('0.001')
    expect(permutedP(0.01, 99)).toBe('0.01')
    expect(permutedP(0.0123, 9999)).toBe('0.0123')
    expect(permutedP(NaN, 99)).toBe('not tested yet')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (n, r) => {
        expect(Number(permutedP((Math.min(r, n) + 1) / (n + 1), n))).toBeGreaterThan(0)
      }),
    )
  })
})
