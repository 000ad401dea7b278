/** Equal rows found piece by piece are those that a Map finds one after the other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstEqual, numbered, surelyAlone } from '../../../src/core/base/equalRows.ts'
import { Stream } from '../../../src/core/base/random.ts'

/** First row of each value, in the plainest way. */
function plain(values: ArrayLike<number>): number[] {
  const seen = new Map<number, number>()
  return Array.from(values, (v, i) => {
    if (v < 0) return -1
    if (!seen.has(v)) seen.set(v, i)
    return seen.get(v)!
  })
}

const mixed = (v: number) => Math.imul(v ^ (v >>> 15), 0x9e3779b1) ^ (v << 7)
const found = (values: ArrayLike<number>, hash: (v: number) => number) =>
  firstEqual(
    values.length,
    (i) => hash(values[i]),
    (i, k) => values[i] === values[k],
    (i) => values[i] < 0,
  )

describe('equal rows', () => {
  it('are found whatever the hash is worth', () => {
    const few = fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 60 })
    fc.assert(
      fc.property(
        few,
        fc.constantFrom(
          mixed,
          () => 7,
          () => -1,
          (v: number) => v & 1,
        ),
        (values, hash) => {
          expect([...found(values, hash)]).toEqual(plain(values))
        },
      ),
    )
  })

  it.each([3, 5000, 300_000])('are found in many pieces, of %i different values', (different) => {
    const random = new Stream(17, different)
    const values = Int32Array.from({ length: 120_000 }, () => random.below(different) - 1)
    expect([...found(values, mixed)]).toEqual(plain(values))
  })

  it('are found where millions leave no room for a tally, by what may look like no row at all', () => {
    const random = new Stream(5, 2)
    const values = Int32Array.from({ length: 1_100_000 }, () => random.below(900_000) - 9)
    const wanted = plain(values)
    for (const hash of [mixed, (v: number) => mixed(v) | 0x80000000])
      expect(found(values, hash).every((v, i) => v === wanted[i])).toBe(true)
  })

  it('are none of those that surely stand alone, which are most of those that do', () => {
    const random = new Stream(3, 1)
    for (const different of [1, 40, 3000, 1_000_000]) {
      const values = Int32Array.from({ length: 20_000 }, () => random.below(different))
      const times = new Map<number, number>()
      for (const v of values) times.set(v, (times.get(v) ?? 0) + 1)
      const alone = values.filter((v) => times.get(v) === 1).length
      const sure = surelyAlone(values.length, (i) => mixed(values[i]))
      expect(sure).toBeLessThanOrEqual(alone)
      expect(sure).toBeGreaterThanOrEqual(alone * 0.7)
    }
    expect(surelyAlone(0, () => 0)).toBe(0)
    expect(surelyAlone(50, () => 9)).toBe(0)
  })

  it('are found where more rows are looked at than are tallied', () => {
    const n = (1 << 20) + 3
    const values = Int32Array.from({ length: n }, (_, i) => (i === n - 1 ? 5 : i))
    const first = found(values, mixed)
    expect(first[n - 1]).toBe(5)
    expect(first.every((f, i) => i === n - 1 || f === i)).toBe(true)
  })

  it('are numbered in the order of their first rows', () => {
    const { of, first } = numbered(found([5, 5, -1, 9, 5, 9, 1], mixed))
    expect([...of]).toEqual([0, 0, -1, 1, 0, 1, 2])
    expect([...first]).toEqual([0, 3, 6])
  })
})
