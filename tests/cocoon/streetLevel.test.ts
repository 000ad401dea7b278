/** Streets and what is live near them, held to plain loops over every pair. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { streetNames } from '../../src/cocoon/streetNames.ts'
import { streetLevel } from '../../src/cocoon/streets.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { defaults } from '../../src/core/base/params.ts'
import { homesOf, incidentsOf, TODAY, type Burglary } from './town.ts'

const P = defaults(protocolSchema)
const HOMES = homesOf([{ x: 0, y: 0, street: 'A', number: 1 }])
const day = (ago: number) => (TODAY - ago) * 1440 + 600

const row = fc.record({
  at: fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300 })),
  street: fc.constantFrom('', 'Elm Road', 'ELM RD', 'High Street', 'Mill Row'),
  beat: fc.constantFrom('', 'North', 'South'),
  address: fc.constantFrom('', '4 Beech Road, Town', 'O/S 9 Mill Row', 'Tesco'),
  from: fc.integer({ min: 0, max: 60 }).map(day),
  offence: fc.constantFrom('burglary-home', 'theft-from-vehicle'),
}) as fc.Arbitrary<Burglary>

it('counts for each street what is live on it and within 150 m of a place recorded on it', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.boolean(), (made, some) => {
      const { table, text, rows: all } = incidentsOf(HOMES, made)
      const rows = some ? all.filter((r) => r % 3 > 0) : all
      const told = streetLevel({ table, text, today: TODAY, protocol: P, ...(some && { rows }) })
      const { key } = streetNames(table, text)
      const live = [...rows].filter(
        (r) => made[r].offence === 'burglary-home' && TODAY - Math.floor(table.from[r] / 1440) <= P.window,
      )
      const wanted = [...new Set([...all].map(key))]
        .filter((k) => k !== '')
        .map((k) => {
          const there = [...all].filter((i) => key(i) === k)
          const on = live.filter((r) => key(r) === k)
          const near = live.filter(
            (r) =>
              key(r) !== k &&
              there.some((i) => (table.x[i] - table.x[r]) ** 2 + (table.y[i] - table.y[r]) ** 2 <= 150 ** 2),
          )
          return { k, on: on.length, near: near.length, incidents: [...on, ...near], at: on[0] ?? there[0] }
        })
        .filter((s) => s.incidents.length > 0)
      const found = told.streets.map((s) => ({
        ...{ k: key(s.at), on: s.on, near: s.near, incidents: s.incidents },
        at: s.at,
      }))
      const byKey = (a: { k: string }, b: { k: string }) => (a.k < b.k ? -1 : 1)
      // a street near which something is live stands at the first of its places that lies there
      const near = (i: number, s: { incidents: readonly number[] }) =>
        s.incidents.some((r) => Math.hypot(table.x[i] - table.x[r], table.y[i] - table.y[r]) <= 150)
      for (const s of wanted) if (s.on === 0) s.at = [...all].find((i) => key(i) === s.k && near(i, s))!
      expect(found.toSorted(byKey)).toEqual(wanted.toSorted(byKey))
      expect(told.unnamed).toBe(live.filter((r) => key(r) === '').length)
    }),
  )
})
