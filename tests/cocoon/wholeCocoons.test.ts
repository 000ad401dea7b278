/** A victim's cocoon is one officer's as long as the minutes allow it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { partedBefore, sharedCocoons, wholeCocoons } from '../../src/cocoon/wholeCocoons.ts'
import { defaults } from '../../src/core/base/params.ts'
import { home, homesOf, incidentsOf, TODAY } from './town.ts'

const P = defaults(protocolSchema)
/** Three streets far enough apart to be three cocoons of nine, one behind the other. */
const homes = homesOf(
  ['Ash Road', 'Beech Road', 'Cedar Road'].flatMap((street, s) =>
    Array.from({ length: 15 }, (_, k) => ({ x: 400 * s + 8 * k, y: 0, street, number: 2 * k + 1 })),
  ),
)
const doors = prepareHomes(homes)
const burgled = ['15 Ash', '15 Beech', '15 Cedar'].map((a) => ({ at: home(homes, a) }))
const list = (over: Partial<Protocol>, some = burgled) => {
  const { table, text, rows } = incidentsOf(homes, some)
  return cocoonList({ table, text, doors, rows, today: TODAY, protocol: { ...P, ...over } })
}
const streetsOf = (l: ReturnType<typeof list>) =>
  l.rounds.map((r) =>
    [...new Set(l.visits.filter((v) => v.round === r.number).map((v) => v.address.split(' ')[1]))].sort(),
  )

describe('rounds', () => {
  it('keep three cocoons whole between two officers, though a fair half would cut the middle one', () => {
    const two = list({ officers: 2, capacity: 90 })
    expect(sharedCocoons(two.visits)).toEqual({ burglaries: 0, rounds: [] })
    expect(
      streetsOf(two)
        .map((s) => s.length)
        .sort(),
    ).toEqual([1, 2])
    expect(two.notes.join(' ')).not.toMatch(/more than one round/)
    expect(two.visits).toHaveLength(27)
  })

  it('cut one where the minutes are too few, and say in which rounds', () => {
    const short = list({ officers: 2, capacity: 55 })
    expect(sharedCocoons(short.visits).burglaries).toBe(1)
    expect(short.notes.join(' ')).toMatch(
      /The homes around 1 burglary are walked in more than one round, since one has no time for them all: rounds 1 and 2\./,
    )
    expect(short.rounds.every((r) => r.minutes <= 55)).toBe(true)
  })

  it('are as many as it takes, each cocoon in one of them', () => {
    expect(sharedCocoons(list({ officers: 0, capacity: 0 }).visits).burglaries).toBe(0)
  })
})

describe('a cut', () => {
  it('never parts more than before, keeps the order of rounds, and leaves what fits alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 2 }), {
          minLength: 4,
          maxLength: 30,
        }),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 3, max: 20 }),
        (rows, k, most) => {
          const walk = rows.map((incidents) => ({ incidents }))
          const runs = Math.min(k, walk.length)
          const starts = Array.from({ length: runs }, (_, r) => Math.floor((r * walk.length) / runs))
          const parted = partedBefore(walk)
          // by brute force
          parted.slice(0, walk.length).forEach((n, i) => {
            const [a, b] = [walk.slice(0, i), walk.slice(i)].map(
              (w) => new Set(w.flatMap((s) => s.incidents)),
            )
            expect(n).toBe([...a].filter((x) => b.has(x)).length)
          })
          const moved = wholeCocoons(walk, starts, (a, b) => b - a <= most)
          expect(moved[0]).toBe(0)
          moved.forEach((m, r) => {
            if (r > 0) expect(m).toBeGreaterThan(moved[r - 1])
            expect(parted[m]).toBeLessThanOrEqual(parted[starts[r]])
            if (parted[starts[r]] === 0) expect(m).toBe(starts[r])
          })
        },
      ),
    )
  })
})
