import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gammaP, poissonInterval } from '../../../src/core/stats/poisson.ts'
import { poissonAtLeast } from '../../../src/core/stats/poissonTail.ts'
import { standOut } from '../../../src/import/rows/placeholders.ts'

it('is the tail that the incomplete gamma function gives', () => {
  expect(poissonAtLeast(0, 3)).toBe(1)
  expect(poissonAtLeast(4, 0)).toBe(0)
  // 1 − e^−2 (1 + 2 + 2)
  expect(poissonAtLeast(3, 2)).toBeCloseTo(1 - Math.exp(-2) * 5, 14)
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0.001, max: 5000, noNaN: true }),
      (n, mean) => {
        expect(poissonAtLeast(n, mean)).toBeCloseTo(gammaP(n, mean), 9)
      },
    ),
    { numRuns: 2000 },
  )
})

it('tells placeholders as the lower limit of the exact interval does', () => {
  // an even day of `usual` rows a minute: the limit of the minute of midnight against what is usual
  for (const usual of [1, 3, 20])
    for (let n = 1; n < 80; n++) {
      const rows = new Uint32Array(1440).fill(usual)
      rows[0] = n
      const even = (1439 * usual + n) / 1440
      const stands = poissonInterval(n, 0.98)[0] > Math.max(even, usual)
      expect(standOut(rows).includes(0), `${n} rows beside ${usual}`).toBe(stands)
    }
})
