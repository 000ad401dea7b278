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
  const most = fc.nat(n)
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 4 }), most, (columns, wanted) => {
      for (const c of columns) {
        const values = Float64Array.from(c, (v) => v + 0)
        const kept = values.slice()
        expect([...rising(values)]).toEqual([...plain(values)].map((v) => v + 0))
        // the highest alone: the end of the same row, and all that ties with its first
        const sorted = [...plain(values)].map((v) => v + 0)
        const top = [...rising(values, wanted)]
        expect(top.length).toBeGreaterThanOrEqual(wanted)
        expect(top).toEqual(sorted.slice(n - top.length))
        if (top.length > 0 && top.length < n) expect(sorted[n - top.length - 1]).not.toBe(top[0])
        expect(values).toEqual(kept)
      }
    }),
    { numRuns: 300 },
  )
})
