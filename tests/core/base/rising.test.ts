/** Sorting by digits: what a plain sort gives, call after call. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { risingOf } from '../../../src/core/base/rising.ts'

const plain = (v: Float64Array) => v.slice().sort()

it('gives what a sort gives, whatever was sorted before', () => {
  const n = 40
  const rising = risingOf(n)
  const column = fc.oneof(
    fc.array(fc.constantFrom(0, -0, 1, 2, 3, 255, 256), { minLength: n, maxLength: n }),
    fc.array(fc.double({ min: 0, noNaN: true }), { minLength: n, maxLength: n }),
    fc.array(fc.double(), { minLength: n, maxLength: n }),
    fc.constant(new Array<number>(n).fill(0)),
    fc.constant(new Array<number>(n).fill(7)),
  )
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 4 }), (columns) => {
      for (const c of columns) {
        const values = Float64Array.from(c, (v) => v + 0)
        const kept = values.slice()
        expect([...rising(values)]).toEqual([...plain(values)].map((v) => v + 0))
        expect(values).toEqual(kept)
      }
    }),
    { numRuns: 300 },
  )
})
