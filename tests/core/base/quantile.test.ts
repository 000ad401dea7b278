/** Quantiles: type 7 of Hyndman and Fan, as R gives them; the plain middle is one of its numbers. */
import { expect, it } from 'vitest'
import { medianOf, quantile } from '../../../src/core/base/quantile.ts'

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
