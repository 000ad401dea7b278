import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cannotSnap, snappedBy } from '../../src/import/rows/busyPoints.ts'
import { distinctPoints, rowsAlone } from '../../src/import/rows/points.ts'

it('numbers equal points in the order of their first rows, whatever the part of the table', () => {
  const value = fc.constantFrom(0, -0, 1.5, 430_000, 430_000.25, NaN, -7)
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 60 }), fc.nat(20), (pairs, start) => {
      const from = Math.min(start, pairs.length)
      const x = Float64Array.from(pairs, (p) => p[0])
      const y = Float64Array.from(pairs, (p) => p[1])
      const { of, first } = distinctPoints(x, y, from)
      const seen: number[] = []
      const numbers = pairs.slice(from).map((_, k) => {
        const i = from + k
        // no point is that of another where a number is missing
        const known = seen.findIndex((j) => x[j] === x[i] && y[j] === y[i])
        return known < 0 ? seen.push(i) - 1 : known
      })
      expect([...of]).toEqual(numbers)
      expect([...first]).toEqual(seen)
    }),
    // 0 and −0 in one table come seldom
    { numRuns: 2000 },
  )
})

it('keeps many points apart while its table grows', () => {
  const n = 30_000
  const x = Float64Array.from({ length: n }, (_, i) => (i % 20_000) * 0.25)
  const { of, first } = distinctPoints(x, new Float64Array(n))
  expect(first.length).toBe(20_000)
  expect(of.every((p, i) => p === i % 20_000)).toBe(true)
})

it('tells without the points where none can be snap points, and never where they are', () => {
  let ruledOut = 0
  fc.assert(
    fc.property(
      fc.array(fc.nat(400), { minLength: 100, maxLength: 260 }),
      fc.nat(260),
      fc.boolean(),
      (places, doors, uk) => {
        const x = Float64Array.from(places, (p) => (p % 20) * 7.5)
        const y = Float64Array.from(places, (p) => Math.floor(p / 20) * 3.25)
        const points = distinctPoints(x, y)
        const alone = rowsAlone(x, y)
        expect(alone).toBeLessThanOrEqual(points.rows.filter((n) => n === 1).length)
        if (!cannotSnap(x.length, alone)) return
        ruledOut++
        expect(snappedBy(points, doors, uk)).toBeUndefined()
      },
    ),
  )
  expect(ruledOut).toBeGreaterThan(5)
})
