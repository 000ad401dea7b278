/** Quantiles: type 7 of Hyndman and Fan, as R gives them; the plain middle is one of its numbers. */
import { expect, it } from 'vitest'
import { medianOf, quantile, quantilesOf } from '../../../src/core/base/quantile.ts'

it('gives what R 4 quantile(c(1, 2, 4, 8, 16), type = 7) gives', () => {
  const v = [1, 2, 4, 8, 16]
  expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((p) => quantile(v, p))).toEqual([1, 1.4, 2, 4, 12.8, 16])
  expect(quantile([7], 0.3)).toBe(7)
  expect(quantile([], 0.5)).toBeNaN()
})

it('takes the larger of two middles, so that it is one of them', () => {
  expect(medianOf([9, 1, 5])).toBe(5)
  expect(medianOf(new Set([4, 1, 3, 2]))).toBe(3)
  expect(medianOf([])).toBeNaN()
})

it('gives of a long column in any order what its sorted copy gives', () => {
  let s = 11
  const dice = () => (s = (s * 48271) % 2147483647) / 2147483647
  const shares = [0, 0.001, 0.25, 0.5, 0.75, 0.9999, 1]
  const columns = [
    Float64Array.from({ length: 150_001 }, () => 1e5 * dice() * dice() - 2e4),
    // most of them equal, and one far out
    Float64Array.from({ length: 120_000 }, (_, i) => (i === 7 ? 9e9 : i % 3)),
    new Float64Array(110_000).fill(5),
    Float64Array.of(3, 1, 2),
  ]
  for (const values of columns) {
    const sorted = values.slice().sort()
    expect(quantilesOf(values, shares)).toEqual(shares.map((p) => quantile(sorted, p)))
  }
  expect(quantilesOf(new Float64Array(0), [0.5])).toEqual([NaN])
})
