/** Runs of homes that hide a burgled one: where they begin and end, what is withheld, and what is said of it. */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { hideHomes, runOf } from '../../src/cocoon/withoutVictim.ts'
import { defaults } from '../../src/core/base/params.ts'
import { homesOf, type Made } from './town.ts'

const P: Protocol = { ...defaults(protocolSchema), officers: 1 }
const row = (n: number, y = 0, first = 1, street = 'Mill Road'): Made[] =>
  Array.from({ length: n }, (_, i) => ({ x: 10 * i, y, street, number: first + 2 * i }))
/** The runs of a town, in the order of their first homes. */
const runsOf = (made: readonly Made[], size = 9) => {
  const doors = prepareHomes(homesOf(made))
  const runs = made.map((_, h) => [...runOf(doors, h, size)])
  return runs.filter((r, i) => runs.findIndex((q) => q.join() === r.join()) === i)
}
const sizes = (made: readonly Made[], size = 9) => runsOf(made, size).map((r) => r.length)

describe('a street is parted', () => {
  it('into as many runs as its homes allow, every spare home in the first or the last', () => {
    expect([1, 9, 17].map((n) => sizes(row(n)))).toEqual([[1], [9], [17]])
    for (const n of [18, 19, 26, 27, 35, 36]) {
      const found = sizes(row(n))
      expect(found).toHaveLength(Math.floor(n / 9))
      expect(found.reduce((a, b) => a + b)).toBe(n)
      for (const r of found.slice(1, -1)) expect(r).toBe(9)
      expect(Math.min(...found)).toBeGreaterThanOrEqual(9)
      expect(runsOf(row(n)).flat()).toEqual(Array.from({ length: n }, (_, i) => i))
    }
  })
  it('at the same places for ever: a sheet of last week must not be told from one of today by its ends', () => {
    expect([20, 24, 26, 33].map((n) => sizes(row(n)))).toEqual([
      [11, 9],
      [12, 12],
      [14, 12],
      [15, 9, 9],
    ])
    expect(sizes(row(24, 50))).toEqual([15, 9])
    expect(sizes(row(24).map((m) => ({ ...m, x: m.x + 7 })))).not.toEqual([12, 12])
  })
  it('row by row where each is long enough, else as a whole; homes without a number are a row of their own', () => {
    expect(sizes([...row(9), ...row(9, 30, 2)])).toEqual([9, 9])
    expect(sizes([...row(9), ...row(8, 30, 2)])).toEqual([17])
    const named = (n: number): Made[] => Array.from({ length: n }, (_, i) => ({ x: 40 - (i >> 1), y: 80 - (i % 2), street: 'Mill Road', name: `N${i}` })) // prettier-ignore
    expect(sizes([...row(9), ...row(9, 30, 2), ...named(9)])).toEqual([9, 9, 9])
    expect(sizes([...row(9), ...row(9, 30, 2), ...named(8)]).reduce((a, b) => a + b)).toBe(26)
    expect(sizes([...row(9), ...row(9, 30, 2), ...named(8)])).toHaveLength(2)
    // from west to east, then from south to north, then as the file has them
    expect(runsOf([...row(9), ...row(9, 30, 2), ...named(9)])[2]).toEqual([
      26, 25, 24, 23, 22, 21, 20, 19, 18,
    ])
  })
  it('homes without a street lie in one row from west to east', () => {
    const at = [[30, 0], [10, 5], [10, 3], [20, 0], [10, 3]] // prettier-ignore
    expect(runsOf(at.map(([x, y], i) => ({ x, y, street: '', name: `N${i}` })))).toEqual([[2, 4, 1, 3, 0]])
  })
})

const hide = (made: readonly Made[], burgled: readonly number[], over: Partial<Protocol> = {}, more: { open?: (h: number) => boolean; listed?: readonly number[] } = {}) =>
  hideHomes(
    prepareHomes(homesOf(made)),
    burgled.map((home, i) => ({ home, due: 500 - i, expires: 20 + i })),
    20_000,
    { ...P, ...over },
    more.open ?? (() => true),
    new Set(more.listed),
  ) // prettier-ignore
const homesIn = (h: ReturnType<typeof hide>) =>
  h.rounds.flatMap((r) => r.stops.flatMap((s) => s.homes)).sort((a, b) => a - b)

describe('the rounds that hide', () => {
  it('have whole runs, at least as long as the officers’ list around one burglary', () => {
    expect(homesIn(hide(row(21), [0]))).not.toHaveLength(21)
    expect(homesIn(hide(row(21), [0], { eachSide: 5 }))).toHaveLength(21)
    expect(homesIn(hide(row(22), [0], { eachSide: 5 }))).toHaveLength(11)
    expect(hide(row(20), [0], { eachSide: 1 }).least).toBeLessThan(12)
    expect(homesIn(hide(row(18), [0, 17]))).toHaveLength(18)
  })
  it('have one due time, one last day, and calls that nothing tells apart', () => {
    const { rounds } = hide(row(9), [0, 4, 8])
    for (const s of rounds[0].stops)
      expect(s).toMatchObject({ due: 498, firstDue: 498, expires: 22, dueBy: -1, press: 0, rank: 0, tier: 'A', relation: 'ring', incidents: [], nearest: s.homes }) // prettier-ignore
  })
  it('are due by the first time that is still to come, and by the last where none is', () => {
    const due = (moment: number) =>
      hideHomes(
        prepareHomes(homesOf(row(27))),
        [0, 10, 20].map((home, i) => ({ home, due: 100 * (i + 1), expires: 20 })),
        ...[20_000, P, () => true, new Set<number>(), moment] as const,
      ) // prettier-ignore
    const of = (moment: number) =>
      new Set(due(moment).rounds.flatMap((r) => r.stops.flatMap((s) => [s.due, s.firstDue])))
    expect([50, 100, 101, 250, 301].map((moment) => [...of(moment)])).toEqual([
      [100],
      [100],
      [200],
      [300],
      [300],
    ])
    // the round is the same one, whatever the time
    expect(due(50).code).toBe(due(301).code)
  })
  it('count what is missing of the runs, and of the officers’ list', () => {
    const all = hide(row(9), [0], {}, { listed: [0, 1, 2] })
    expect([all.gaps, all.least, all.missing]).toEqual([0, 9, 0])
    const some = hide(
      [...row(9), ...row(9, 0, 1, 'Elm Way')],
      [0],
      {},
      { open: (h) => h > 1, listed: [2, 9, 10] },
    )
    expect([some.gaps, some.least, some.missing, homesIn(some)]).toEqual([2, 9, 2, [2, 3, 4, 5, 6, 7, 8]])
    expect(hide(row(9), [])).toMatchObject({ rounds: [], gaps: 0, least: 0, missing: 0, says: [] })
    const two = hide([...row(9), ...row(5, 0, 1, 'Elm Way')], [0, 9])
    expect(two.least).toBe(5)
  })
  it('withhold one home in four by a lot that knows no burglary', () => {
    const town = Array.from({ length: 4 }, (_, k) => row(9, 100 * k, 1, `Street ${k}`)).flat()
    const burgled = Array.from({ length: 4 }, (_, k) => 9 * k)
    const listed = town.map((_, i) => i)
    const found = hide(town, burgled, { hide: 'some' }, { listed })
    const shown = homesIn(found)
    expect(shown.length).toBeGreaterThan(22)
    expect(shown.length).toBeLessThan(32)
    expect([found.gaps, found.missing]).toEqual([36 - shown.length, 36 - shown.length])
    // the same homes whichever were burgled
    expect(
      homesIn(
        hide(
          town,
          burgled.map((b) => b + 5),
          { hide: 'some' },
        ),
      ),
    ).toEqual(shown)
    expect(homesIn(hide(town, burgled))).toHaveLength(36)
    expect(shown.slice(0, 12)).toEqual([0, 1, 3, 5, 7, 9, 10, 11, 12, 13, 14, 15])
  })
  it('have a building as a call a floor, its flats in their order', () => {
    const tower: Made[] = [3, 1, 2].flatMap((floor) =>
      [2, 1, 3, 4].map((f) => ({
        x: 0,
        y: 0,
        street: 'Park Road',
        number: 5,
        building: 0,
        flat: `Flat ${floor}0${f}`,
      })),
    )
    const calls = (flats: Protocol['flats']) =>
      hide(tower, [0], { flats }).rounds[0].stops.map((s) => s.homes)
    expect(calls('building').sort((a, b) => a[0] - b[0])).toEqual([[1, 0, 2, 3], [5, 4, 6, 7], [9, 8, 10, 11]]) // prettier-ignore
    expect(calls('doors')).toHaveLength(12)
  })
  it('say what they hide and what they cannot', () => {
    const says = (...a: Parameters<typeof hide>) => hide(...a).says
    expect(says(row(9), [0])).toEqual([
      'Whole runs of homes, parted before any burglary: a burgled home is one of at least 9 with the same chance, and an ordinary call like the others.',
      expect.stringMatching(/^Homes called on since/),
      'It cannot hide the street and the day. Whoever sees a broken window, or is told, needs no sheet.',
    ])
    expect(says(row(9), [0], {}, { open: (h) => h > 0 })[1]).toMatch(/^1 home of the runs is not listed: /)
    expect(says(row(9), [0], {}, { open: (h) => h > 1 })[1]).toMatch(/^2 homes of the runs are not listed: /)
    expect(says(row(8), [0]).at(-1)).toBe(
      'A street of 8 homes hides its burgled home among no more than these.',
    )
    expect(says(row(1), [0]).at(-1)).toBe(
      'A street of 1 home hides its burgled home among no more than these.',
    )
    expect(says(row(9), [0], { hide: 'some' })[0]).toMatch(
      /like the others, or one of those withheld by lot\.$/,
    )
  })
})
