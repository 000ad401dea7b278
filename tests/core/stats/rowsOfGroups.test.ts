import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rowsOfGroups } from '../../../src/core/stats/units.ts'

it('gives the rows of each group of units, rising, whatever the order of the points', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -1, max: 5 }), fc.nat(999)), { maxLength: 80 }),
      fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      (points, groups, sorted) => {
        const rows = Uint32Array.from(points, (p) => p[1])
        if (sorted) rows.sort()
        const of = Int32Array.from(points, (p) => p[0])
        const found = rowsOfGroups({ of }, { rows }, Int32Array.from(groups), 3)
        const wanted = [0, 1, 2].map((g) => rows.filter((_, k) => of[k] >= 0 && groups[of[k]] === g).sort())
        expect(found).toEqual(wanted)
      },
    ),
  )
})
