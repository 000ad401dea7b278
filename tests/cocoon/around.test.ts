/** Homes around a burgled one: each distance at itself and just past it, and the same whichever way the town is turned. */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { around, findVictim } from '../../src/cocoon/who.ts'
import { defaults } from '../../src/core/base/params.ts'
import { textAt } from '../../src/core/base/text.ts'
import { home, homesOf, incidentsOf, type Made } from './town.ts'

const P = defaults(protocolSchema)
type XY = readonly [number, number]
/** Turned by quarters, mirrored, and moved; the last also slanted, for what lies at no limit. */
const TURNS: readonly ((p: XY) => XY)[] = [
  ([x, y]) => [x, y],
  ([x, y]) => [-y, x],
  ([x, y]) => [-x, -y],
  ([x, y]) => [y, -x],
  ([x, y]) => [y, x],
  ([x, y]) => [x + 4000, y - 7000],
]
const SLANTED = ([x, y]: XY): XY => [0.6 * x - 0.8 * y + 3000, 0.8 * x + 0.6 * y - 500]
const doorsAt = (street: string, ...at: readonly (readonly [number, number, number])[]): Made[] =>
  at.map(([number, x, y]) => ({ street, x, y, ...(number ? { number } : { name: `${street} ${x}` }) }))
/** Harrow Lane: 1 to 7 from west to east, 2 to 8 across the street to the north. */
const HARROW: Made[] = [1, 3, 5, 7].flatMap((n, i) => [
  ...doorsAt('Harrow Lane', [n, 10 * i, 0]),
  ...doorsAt('Harrow Lane', [n + 1, 10 * i, 30]),
])
const turned = (made: readonly Made[], turn: (p: XY) => XY) =>
  homesOf(
    made.map((m): Made => {
      const [x, y] = turn([m.x, m.y])
      return { ...m, x, y }
    }),
  )
/** "1 Mill Road" and why, of the calls on other streets, and why there are fewer than asked for. */
function past(made: readonly Made[], victim = '7 Harrow', over: Partial<Protocol> = {}, turns = TURNS) {
  const found = turns.map((turn) => {
    const homes = turned([...HARROW, ...made], turn)
    const { calls } = around(prepareHomes(homes), home(homes, victim), { ...P, ...over })
    return calls
      .filter((c) => !textAt(homes.address, c.homes[0]).includes('Harrow'))
      .map(
        (c) =>
          `${textAt(homes.address, c.homes[0]).replace(', Thornby', '')}: ${c.why.replace(/left|right/, 'on')}`,
      )
  })
  for (const f of found) expect(f).toEqual(found[0])
  return found[0]
}
const mill = (...at: readonly (readonly [number, number, number])[]) => doorsAt('Mill Road', ...at)

describe('past the end of a row', () => {
  it('a house not ahead is round the corner up to 35 m away, one ahead up to 60 m', () => {
    const beside = (x: number, y: number) => past(mill([0, x, y])).length
    expect([beside(30, -35), beside(30, -35.1)]).toEqual([1, 0])
    expect([beside(32, -40), beside(32.1, -40)]).toEqual([0, 1])
    expect([beside(90, 0), beside(90.1, 0)]).toEqual([1, 0])
    expect(beside(42, -58)).toBe(1)
    expect(past(mill([0, 40, -20]))).toEqual(['Mill Road 40, Mill Road: next door, round the corner'])
    // slanted, a little to either side of each limit
    for (const [x, y, n] of [
      [30, -34, 1],
      [30, -36, 0],
      [31, -40, 0],
      [34, -40, 1],
      [40, 11, 1],
      [40, 13, 0],
      [89, 0, 1],
      [91, 0, 0],
    ] as const)
      // prettier-ignore
      expect([x, y, past(mill([0, x, y]), '7 Harrow', {}, [SLANTED]).length]).toEqual([x, y, n])
  })
  it('nothing more than 12 m towards the street is on this side of it', () => {
    expect([past(mill([0, 40, 12])).length, past(mill([0, 40, 12.1])).length]).toEqual([1, 0])
    // nor is a row walked on across it
    expect(past(mill([1, 40, 10], [3, 40, 20], [5, 40, 40]))).toEqual([
      '1 Mill Road: next door, round the corner',
    ])
    expect(past(mill([1, 40, 2], [3, 40, 12], [5, 40, 22]))).toHaveLength(2)
    expect(past(mill([1, 40, 2], [3, 40, 12.1], [5, 40, 22]))).toHaveLength(1)
    expect(past(mill([1, 40, 2], [3, 40, 11], [5, 40, 22]), '7 Harrow', {}, [SLANTED])).toHaveLength(2)
    expect(past(mill([1, 40, 2], [3, 40, 13], [5, 40, 22]), '7 Harrow', {}, [SLANTED])).toHaveLength(1)
  })
  const west = (x: number, y: number, dx = 10, dy = 0) =>
    doorsAt('West Road', ...[9, 11, 13].map((n, i): [number, number, number] => [n, x + i * dx, y + i * dy]))
  it('a street goes on under another name ahead, within 45 m and 12 m of the line', () => {
    expect(past(west(40, 0))).toEqual([
      '9 West Road: next door, where the street changes its name',
      '11 West Road: 2 on, where the street changes its name',
      '13 West Road: 3 on, where the street changes its name',
    ])
    expect([past(west(75, 0)).length, past(west(75.1, 0)).length]).toEqual([3, 0])
    expect([past(west(40, -12)).length, past(west(40, -12.1)).length]).toEqual([3, 0])
    // a row behind this one runs along it, and is not met past its end
    expect(past(west(0, -11))).toEqual([])
    expect(past(west(10, -11))).toEqual([])
    expect(past(west(30.5, -11))).toHaveLength(3)
    for (const [x, y, n] of [
      [74, 0, 3],
      [76, 0, 0],
      [40, -11, 3],
      [40, -13, 0],
      [8, -11, 0],
    ] as const)
      expect([x, y, past(west(x, y), '7 Harrow', {}, [SLANTED]).length]).toEqual([x, y, n])
  })
  it('a street that turns off by more than about 32 degrees is one round the corner', () => {
    const off = (cos: number) => past(west(80, 0, 10 * cos, -10 * Math.sqrt(1 - cos * cos)))
    expect(off(0.86)).toEqual([])
    expect(off(0.84)).toHaveLength(3)
    expect(past(west(80, 0, 0, -10))[0]).toBe('9 West Road: next door, round the corner')
  })
  it('goes by distance along the ground, in steps of up to 60 m and up to 120 m in all', () => {
    const road = (...y: number[]) =>
      past(mill(...y.map((v, i): [number, number, number] => [2 * i + 1, 40, -v])))
    expect(road(0, 50, 100, 110)).toHaveLength(4)
    expect(road(0, 50, 100, 110.1)).toHaveLength(3)
    expect(road(0, 60, 61)).toHaveLength(3)
    expect(road(0, 60.1, 61)).toHaveLength(1)
    expect(road(0, 10, 20, 30, 40, 50)).toHaveLength(4)
    const two = [
      ...mill([1, 40, -5], [3, 40, -25], [5, 40, -45]),
      ...doorsAt('Elm Way', [1, 55, -5], [3, 55, -15], [5, 55, -25]),
    ]
    expect(past(two)).toEqual([
      '1 Mill Road: next door, round the corner',
      '1 Elm Way: 2 on, round the corner',
      '3 Mill Road: 3 on, round the corner',
      '3 Elm Way: 4 on, round the corner',
    ])
  })
  it('walks on along the other street onwards, not back', () => {
    // met in its middle: away from the row that was left, whichever way the numbers rise
    const onwards: (readonly [number, number])[] = [[60, -12], [45, -10], [38, -30]] // prettier-ignore
    for (const numbers of [
      [1, 3, 5],
      [5, 3, 1],
    ])
      // prettier-ignore
      for (const turns of [TURNS, [SLANTED]]) {
        const made = mill(...onwards.map(([x, y], i): [number, number, number] => [numbers[i], x, y]))
        expect(past(made, '7 Harrow', {}, turns).map((t) => t[0])).toEqual(['3', `${numbers[0]}`])
      }
    // never to where one came from across the street, though that were onwards
    for (const numbers of [
      [1, 3, 5],
      [5, 3, 1],
    ]) {
      const made = mill([numbers[0], 60, 20], [3, 45, 5], [numbers[2], 45, -20])
      expect(past(made).map((t) => t[0])).toEqual(['3', `${numbers[2]}`])
    }
  })
  it('at the lower end as at the higher', () => {
    expect(past(mill([1, -10, -5], [3, -10, -15], [5, -10, -90]), '1 Harrow')).toEqual([
      '1 Mill Road: next door, round the corner',
      '3 Mill Road: 2 on, round the corner',
    ])
    expect(past(mill([1, -10, -5], [3, -10, -15], [5, -10, -90]), '3 Harrow', { eachSide: 2 })).toEqual(['1 Mill Road: 2 on, round the corner']) // prettier-ignore
    expect(past(mill([1, -10, -5], [3, -10, -15], [5, -10, -90]), '5 Harrow', { eachSide: 2 })).toEqual([])
    expect(past(mill([1, -10, -5], [3, -10, -15], [5, -10, -90]), '1 Harrow', { eachSide: 0 })).toEqual([])
  })
  it('goes on from the last two doors of a street that bends', () => {
    const bent = [
      ...doorsAt('Bent Lane', [1, 0, 0], [3, 10, 0], [5, 20, 0], [7, 20, -10], [9, 20, -20]),
      ...doorsAt('Bent Lane', [2, 0, 30], [4, 10, 30], [6, 20, 30], [8, 30, 30]),
    ]
    const found = (x: number, y: number, from: string) => {
      const homes = homesOf([...bent, ...mill([0, x, y])])
      const { calls } = around(prepareHomes(homes), home(homes, from), P)
      return calls.some((c) => textAt(homes.address, c.homes[0]).includes('Mill'))
    }
    expect([found(-4, -40, '1 Bent'), found(-2, -40, '1 Bent')]).toEqual([true, false])
    expect([found(24, -60, '9 Bent'), found(24, 20, '9 Bent')]).toEqual([true, false])
  })
  it('of a row of one door looks all round, and meets a home once though both ends lead to it', () => {
    const lone = doorsAt('Lone Street', [1, 0, 0])
    const homes = homesOf([
      ...lone,
      ...doorsAt('Lone Street', [2, 0, 40], [4, 20, 40]),
      ...mill([0, 20, -10]),
    ])
    const { calls } = around(prepareHomes(homes), 0, { ...P, eachSide: 2 })
    expect(calls.map((c) => [c.door, c.rank])).toEqual([[0, 0], [3, 1]]) // prettier-ignore
  })
})

describe('behind and opposite', () => {
  const rings = (made: readonly Made[], over: Partial<Protocol>, turns = TURNS) => {
    const found = turns.map((turn) => {
      const homes = turned([...HARROW, ...made], turn)
      const { calls, fewer } = around(prepareHomes(homes), home(homes, '3 Harrow'), {
        ...P,
        eachSide: 0,
        ...over,
      })
      return { calls: calls.slice(1).map((c) => `${textAt(homes.address, c.homes[0]).split(' ')[0]} ${c.relation} ${c.rank} ${c.why}`), fewer } // prettier-ignore
    })
    for (const f of found) expect(f).toEqual(found[0])
    return found[0]
  }
  const back = (...at: XY[]) =>
    doorsAt('Back', ...at.map(([x, y]): [number, number, number] => [0, 10 + x, y]))
  const rear = (made: readonly Made[], over: Partial<Protocol> = {}, turns = TURNS) =>
    rings(made, { rear: 2, ...over }, turns)
  it('take what stands at least 8 m behind and no farther aside than back', () => {
    const n = (x: number, y: number, turns = TURNS) => rear(back([x, y]), {}, turns).calls.length
    expect([n(0, -8), n(0, -7.9), n(20, -20), n(20.1, -20), n(-20, -20), n(-20.1, -20)]).toEqual([
      1, 0, 1, 0, 1, 0,
    ])
    expect([n(0, -50), n(0, -50.1)]).toEqual([1, 0])
    expect([[0, -8.1], [0, -7.9], [19.9, -20], [20.1, -20], [-19.9, -20], [-20.1, -20]].map(([x, y]) => n(x, y, [SLANTED]))).toEqual([1, 0, 1, 0, 1, 0]) // prettier-ignore
  })
  it('take the nearest first, and say how many are missing', () => {
    expect(rear(back([0, -30], [0, -20], [5, -25]))).toEqual({
      calls: ['Back rear 1 behind', 'Back rear 2 behind'],
      fewer: [],
    })
    expect(rear(back([0, -30])).fewer).toEqual(['only 1 behind within 50 m'])
    expect(rear([]).fewer).toEqual(['no homes behind within 50 m'])
    expect(rear(back([0, -30]), { rearWithin: 25 }).fewer).toEqual(['no homes behind within 25 m'])
    expect(rings([], { opposite: 3 })).toEqual({ calls: ['4 opposite 1 opposite', '2 opposite 2 opposite', '6 opposite 3 opposite'], fewer: [] }) // prettier-ignore
    expect(rings([], { opposite: 4, oppositeWithin: 32 }).fewer).toEqual(['only 3 opposite within 32 m'])
    expect(rings([], { opposite: 1, oppositeWithin: 25 }).fewer).toEqual(['no homes opposite within 25 m'])
    expect(rings([], { opposite: 4 }).fewer).toEqual([])
    // across the street only homes of the same street, at least 8 m ahead
    expect(rings(back([0, 20]), { opposite: 1 }).calls).toEqual(['4 opposite 1 opposite'])
    expect(
      rings(doorsAt('Harrow Lane', [0, 20, 10.1]), { opposite: 1, oppositeWithin: 30 }).calls[0],
    ).toMatch(/^Harrow/)
  })
  it('leave a ring of further homes, nearest first', () => {
    const ring = rings([], { ring: 3, ringRadius: 40 })
    expect(ring.calls.map((c) => c.split(' ').slice(1).join(' '))).toEqual([
      'ring 1 30 m away',
      'ring 2 32 m away',
      'ring 3 32 m away',
    ])
    expect(ring.fewer).toEqual([])
    expect(rings([], { ring: 9, ringRadius: 40 }).fewer).toEqual(['only 4 further homes within 40 m'])
    expect(rings([], { ring: 4, ringRadius: 40 }).fewer).toEqual([])
    expect(rings([], { ring: 1, ringRadius: 40 }).calls).toHaveLength(1)
    expect(rings([], { ring: 0, ringRadius: 40 })).toEqual({ calls: [], fewer: [] })
  })
})

describe('left and right', () => {
  it('are those of someone in the street who faces the burgled home, whichever way it runs', () => {
    const hand = (turn: (p: XY) => XY) => {
      const homes = turned(HARROW, turn)
      const { calls } = around(prepareHomes(homes), home(homes, '3 Harrow'), P)
      return calls.slice(1).map((c) => c.why)
    }
    // odd homes stand south of the street: whoever faces them has the west on the right
    const [straight, quarter, half, third, mirrored, moved] = TURNS.map(hand)
    expect(straight).toEqual(['next door', 'next door', '2 left'])
    for (const way of [quarter, half, third, moved, hand(SLANTED)]) expect(way).toEqual(straight)
    expect(mirrored).toEqual(['next door', 'next door', '2 right'])
  })
})

describe('where no side is known', () => {
  const named = (n: number, street = '') =>
    homesOf(Array.from({ length: n }, (_, i): Made => ({ x: i * i, y: 0, street, name: `N${i}` })))
  const near = (n: number, over: Partial<Protocol> = {}, street = '') => {
    const { calls, fewer } = around(prepareHomes(named(n, street)), 0, { ...P, ...over })
    return { calls: calls.slice(1).map((c) => `${c.door} ${c.rank} ${c.tier} ${c.why}`), fewer }
  }
  it('the nearest homes stand in: two of them make one step', () => {
    expect(near(9)).toEqual({
      calls: ['1 1 A nearest, 1 m', '2 1 A nearest, 4 m', '3 2 A nearest, 9 m', '4 2 A nearest, 16 m', '5 3 B nearest, 25 m', '6 3 B nearest, 36 m', '7 4 B nearest, 49 m', '8 4 B nearest, 64 m'],
      fewer: ['sides unknown, as the address names no street: nearest homes instead'],
    }) // prettier-ignore
    expect(near(10).calls).toHaveLength(8)
    expect(near(10, {}, 'Back Lane').fewer).toEqual([
      'sides unknown, as the street has no house numbers: nearest homes instead',
    ])
    expect(near(8).fewer[1]).toBe('only 7 homes within 150 m')
    expect(near(3).fewer[1]).toBe('only 2 homes within 150 m')
    expect(near(2).fewer[1]).toBe('only 1 home within 150 m')
    expect(near(1).fewer[1]).toBe('no homes within 150 m')
    expect(near(30, { eachSide: 20 }).fewer[1]).toBe('only 12 homes within 150 m')
    expect(near(9, { eachSide: 0 })).toEqual({ calls: [], fewer: [] })
  })
  it('up to 150 m away', () => {
    const two = (x: number) =>
      around(
        prepareHomes(
          homesOf([
            { x: 0, y: 0, street: '', name: 'a' },
            { x, y: 0, street: '', name: 'b' },
          ]),
        ),
        0,
        P,
      ).calls.length
    expect([two(150), two(150.1)]).toEqual([2, 1])
  })
})

describe('the burgled home is found', () => {
  const made: Made[] = [
    ...doorsAt('Mill Road', [1, 0, 0], [3, 10, 0], [5, 20, 0]),
    { x: 30, y: 0, street: 'Mill Road', number: 7, flat: 'Flat 1' },
    { x: 30, y: 0, street: 'Mill Road', number: 7, flat: 'Flat 2' },
    ...doorsAt('Elm Way', [1, 0, 12], [3, 10, 12]),
  ]
  const homes = homesOf(made)
  const find = (at: XY, b: { uprn?: string; address?: string; street?: string } = {}, tolerance = 20) => {
    const { table, text } = incidentsOf(homes, [{ at, uprn: '', ...b }])
    return findVictim(prepareHomes(homes), table, text, 0, tolerance)
  }
  const says = (m: ReturnType<typeof find>) =>
    'by' in m ? `${m.home} ${m.by}${m.note ? `: ${m.note}` : ''}` : m.sentence
  it('by its UPRN, with a word where it lies more than 200 m away', () => {
    const uprn = textAt(homes.uprn, 1)
    expect(says(find([210, 0], { uprn }))).toBe('1 UPRN')
    expect(says(find([211, 0], { uprn }))).toBe('1 UPRN: its UPRN lies 201 m from its coordinates')
  })
  it('by its address near by, else up to 1 km away where it is the only one', () => {
    const address = '3 Mill Road, Thornby'
    expect(says(find([12, 5], { address }))).toBe('1 address')
    expect(says(find([1010, 0], { address }))).toMatch(/^1 address: its address lies/)
    expect(says(find([1011, 0], { address }))).toMatch(
      /^Its address is in the address file, but 1\.0 km from/,
    )
    // two homes of one address, neither near: no guess
    const twice = homesOf([...made, ...doorsAt('Mill Road', [3, 900, 0])])
    const { table, text } = incidentsOf(twice, [{ at: [450, 0], uprn: '', address }])
    expect(says(findVictim(prepareHomes(twice), table, text, 0, 20))).toMatch(
      /^No home of the address file lies within 200 m/,
    )
    const near = incidentsOf(twice, [{ at: [800, 0], uprn: '', address }])
    expect(says(findVictim(prepareHomes(twice), near.table, near.text, 0, 20))).toBe('7 address')
  })
  it('by its number on its street, and says where the flat is not sure', () => {
    expect(says(find([12, 5], { address: '5 Mill Rd' }))).toBe('2 house number')
    expect(says(find([12, 5], { address: 'Flat 2, 7 Mill Rd' }))).toBe('4 house number')
    expect(says(find([12, 5], { address: '7 Mill Rd' }))).toBe(
      '3 house number: its address names no flat: one of 2 at this number is marked',
    )
    expect(says(find([12, 5], { address: 'Flat 9, 7 Mill Rd' }))).toBe(
      '3 house number: flat 9 is not in the address file: another of 2 at this number is marked',
    )
    expect(says(find([12, 5], { address: 'Flat 9, 5 Mill Rd' }))).toBe('2 house number')
    expect(says(find([12, 12], { address: '3', street: 'Elm Way' }))).toMatch(/^6 /)
    expect(says(find([12, 5], { address: '5A Mill Rd' }))).toBe('1 position')
  })
  it('in a range of numbers of its own side', () => {
    const range = homesOf([
      { x: 0, y: 0, street: 'High Street', number: 14, suffix: undefined, name: undefined },
    ])
    const address = '14-18 High Street, Thornby'
    const ranged = { ...range, address: homesOf([{ x: 0, y: 0, street: '14-18 High Street' }]).address }
    const by = (a: string) => {
      const { table, text } = incidentsOf(ranged, [
        { at: [30, 0], uprn: '', address: a, street: 'High Street' },
      ])
      return says(findVictim(prepareHomes(ranged), table, text, 0, 20)).slice(0, 14)
    }
    expect(textAt(ranged.address, 0)).toBe(address)
    expect(['14', '16', '18'].map((n) => by(`${n} High St`))).toEqual([
      '0 house number',
      '0 house number',
      '0 house number',
    ])
    expect(['12', '15', '17', '20'].map((n) => by(`${n} High St`))).toEqual(Array(4).fill('Neither its UP'))
  })
  it('by its place, on its own street first, up to the tolerance', () => {
    expect(says(find([-20, 0]))).toBe('0 position')
    expect(says(find([-20.1, 0]))).toBe(
      'Neither its UPRN nor its address is that of a home the address file places, and the nearest home is 20 m away (at most 20 m is taken for the same home).',
    )
    expect(says(find([0, 7]))).toBe('5 position')
    expect(says(find([0, 7], { street: 'Mill Rd' }))).toBe('0 position')
    expect(says(find([0, 7], { street: 'Other Street' }))).toBe('5 position')
    // as near to both: the first of those near by
    expect(says(find([5, 0]))).toBe('0 position')
    expect(says(find([0, 0], {}, 0))).toBe('0 position')
    expect(says(find([0, 212.1]))).toMatch(/^No home of the address file lies within 200 m/)
    expect(says(find([0, 212]))).toMatch(/^Neither its UPRN/)
  })
})
