import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWhere, rowsWhere } from '../../../src/core/base/rowsWhere.ts'
import { sortWhole } from '../../../src/core/base/sortWhole.ts'

describe('rows that pass', () => {
  it('are those that filter finds, and what was given stays as it was', () => {
    fc.assert(
      fc.property(fc.uint32Array({ max: 500, maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (rows, k) => {
        const before = rows.slice()
        const test = (i: number) => i % k !== 0
        expect(rowsWhere(rows, test)).toEqual(rows.filter(test))
        expect(countWhere(rows, test)).toBe(rows.filter(test).length)
        expect(rows).toEqual(before)
      }),
    )
  })

  it('are the same array where all do, and each row is asked once', () => {
    const rows = Uint32Array.from({ length: 1000 }, (_, i) => i)
    expect(rowsWhere(rows, () => true)).toBe(rows)
    expect(rowsWhere(rows, () => false)).toHaveLength(0)
    const asked: number[] = []
    rowsWhere(rows, (i) => asked.push(i) > 0 && i % 3 === 0)
    expect(asked).toEqual([...rows])
  })
})

describe('whole numbers', () => {
  it('are sorted as sort does it, few or many, near or far apart', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40_000 }),
        fc.integer({ min: -25_000, max: 25_000 }),
        fc.constantFrom(1, 20, 4000, 2 ** 20),
        (n, from, span) => {
          const values = Int32Array.from(
            { length: n },
            (_, i) => from + ((Math.imul(i, 0x9e3779b1) >>> 8) % span),
          )
          const wanted = values.slice().sort()
          sortWhole(values)
          expect(values.every((v, k) => v === wanted[k])).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
    const none = new Int32Array(0)
    sortWhole(none)
    expect(none).toHaveLength(0)
  })
})
