/** Rows by when they were are those that three filters find, each once and in their order. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byTime } from '../../src/desk/incidents/byTime.ts'

it('gives each row with a place to the time it began in', () => {
  const row = fc.record({
    lng: fc.constantFrom(-1.5, 0, NaN, Infinity),
    from: fc.integer({ min: -20, max: 20 }),
  })
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 30 }),
      fc.integer({ min: -9, max: 9 }),
      fc.nat(9),
      (all, first, length) => {
        const end = first + length
        const table = { lng: Float64Array.from(all, (r) => r.lng), from: Int32Array.from(all, (r) => r.from) }
        const rows = Uint32Array.from(all.keys()).filter((i) => i % 4 !== 3)
        const placed = rows.filter((i) => Number.isFinite(table.lng[i]))
        expect(byTime(table, rows, first, end)).toEqual([
          placed.filter((i) => table.from[i] < first),
          placed.filter((i) => table.from[i] >= first && table.from[i] < end),
          placed.filter((i) => table.from[i] >= end),
        ])
      },
    ),
  )
})
