/** Weighted sums in SIMD and plainly: the same bits, whatever the width and the step. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  plainWeigher,
  TOGETHER,
  type Weigher,
  wasmWeigher,
  weigherFor,
} from '../../../src/core/stats/weighWasm.ts'

describe('weighted sums', () => {
  it('are the same bits in SIMD as in plain numbers, along a row and across rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 50 }),
        (n, taps, step, some) => {
          const mid = taps * step
          const weights = 2 * mid + n + TOGETHER
          const to = weights + taps + 1
          const run = (w: Weigher | undefined) => {
            expect(w).toBeDefined()
            const { numbers } = w!
            for (let k = 0; k < to; k++) numbers[k] = some[k % some.length] * (1 + (k % 7))
            w!.weigh(mid, step, weights, taps + 1, to, n)
            return numbers.slice(to, to + n)
          }
          const size = to + n + TOGETHER
          const [fast, plain] = [run(wasmWeigher(size)), run(plainWeigher(size))]
          expect(new BigUint64Array(fast.buffer)).toEqual(new BigUint64Array(plain.buffer))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('are made in SIMD where there is room for it, and plainly where there is not', () => {
    expect(weigherFor(100).name).toBe('wasm')
    // more pages than WebAssembly has addresses for
    expect(wasmWeigher(2 ** 30)).toBeUndefined()
  })
})
