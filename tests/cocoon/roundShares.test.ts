/** Rounds worked out by hand: places on a line, 100 m a minute, 3 minutes a call; and what holds for any of them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Doors } from '../../src/cocoon/doors.ts'
import type { Stop } from '../../src/cocoon/merge.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { fairCuts, makeRounds, minutesAt, walkOrder } from '../../src/cocoon/rounds.ts'
import { travelBy } from '../../src/cocoon/travel.ts'
import { defaults } from '../../src/core/base/params.ts'
import { DictBuilder } from '../../src/core/base/text.ts'

const P = { ...defaults(protocolSchema), speed: 6, minutesPerDoor: 3, minutesPerFlat: 1.5 }

/** A call: where it is, and what is other than usual. */
interface At extends Partial<Stop> {
  readonly x: number
  readonly y?: number
  readonly beat?: string
}
/** Calls at doors of their own, in the order given; of several homes the first gives the call its number. */
function ground(at: readonly At[]): { doors: Doors; stops: Stop[] } {
  const beat = new DictBuilder()
  // homes are numbered on through the calls
  let n = 0
  const stops = at.map(({ x: _x, y: _y, beat: b, ...over }, i): Stop => {
    const size = over.homes?.length ?? 1
    const homes = Array.from({ length: size }, () => n++)
    for (let k = 0; k < size; k++) beat.push(b ?? '')
    return {
      ...{ door: i, relation: 'ring', why: '', tier: 'B', rank: 1, incidents: [0], press: 0 },
      ...{ due: 0, firstDue: 0, dueBy: 0, expires: 0 },
      ...over,
      homes,
      nearest: over.nearest ? over.nearest.map((k) => homes[k]) : homes,
    }
  })
  const doors = {
    x: Float64Array.from(at, (a) => a.x),
    y: Float64Array.from(at, (a) => a.y ?? 0),
    stretchOf: () => undefined,
    homes: { beat: beat.finish() },
  } as unknown as Doors
  return { doors, stops }
}
const split = (at: readonly At[], over: Partial<typeof P> & { by?: ReturnType<typeof travelBy> } = {}) => {
  const { doors, stops } = ground(at)
  return makeRounds(doors, stops, { ...P, ...over })
}
/** Doors of each round in walking order. */
const doorsOf = (s: ReturnType<typeof split>) => s.rounds.map((r) => r.stops.map((q) => q.door))
const at = (...x: number[]): At[] => x.map((v) => ({ x: v }))

describe('the minutes of a round', () => {
  it('are those at the doors and between them', () => {
    expect(minutesAt({ homes: [1] }, P)).toBe(3)
    expect(minutesAt({ homes: [1, 2, 3] }, P)).toBe(6)
    const [round] = split(at(0, 100, 300), { officers: 1 }).rounds
    expect(round).toMatchObject({
      number: 1,
      length: 300,
      minutes: 12,
      walking: 3,
      driving: 0,
      ends: 0,
      driven: 0,
    })
    expect(doorsOf(split(at(0, 100, 300), { officers: 1 }))).toEqual([[0, 1, 2]])
  })
  it('count the way from the station and back, and drive where that is chosen', () => {
    const by = travelBy(undefined, { x: -100, y: 0 })
    const [round] = split(at(0, 100), { officers: 1, by }).rounds
    expect(round).toMatchObject({ length: 100, walking: 1, ends: 3, minutes: 10 })
    const car = split(at(0, 6000), { officers: 1, travel: 'car', driveSpeed: 30, parking: 2 }).rounds[0]
    expect(car).toMatchObject({ driven: 6000, driving: 14, walking: 0, minutes: 20 })
  })
  it('name its beats once each, in the order of the alphabet', () => {
    const mixed = [
      { x: 0, beat: 'B2' },
      { x: 10, beat: '' },
      { x: 20, beat: 'B1' },
      { x: 30, beat: 'B2' },
    ]
    expect(split(mixed, { officers: 1 }).rounds[0].beats).toEqual(['B1', 'B2'])
  })
})

describe('the walk of a round', () => {
  const order = (of: readonly At[]) => {
    const { doors, stops } = ground(of)
    return walkOrder(doors, stops)
  }
  it('begins where the urgent doors are, else with the first home of the file', () => {
    expect(order(at(0, 10, 20, 30, 40))).toEqual([0, 1, 2, 3, 4])
    expect(order(at(40, 30, 20, 10, 0))).toEqual([0, 1, 2, 3, 4])
    expect(order([...at(0, 10, 20, 30), { x: 40, tier: 'A' }])).toEqual([4, 3, 2, 1, 0])
    expect(order([{ x: 0, tier: 'A' }, ...at(10, 20, 30, 40)])).toEqual([0, 1, 2, 3, 4])
    // as many at either end: the first home; two near one end outweigh one at the other
    expect(order([{ x: 40, tier: 'A' }, ...at(30, 20, 10), { x: 0, tier: 'A' }])).toEqual([0, 1, 2, 3, 4])
    expect(order([{ x: 0, tier: 'A' }, ...at(10, 20), { x: 30, tier: 'A' }, { x: 40, tier: 'A' }])).toEqual([4, 3, 2, 1, 0]) // prettier-ignore
    expect(order([...at(0, 10), { x: 20, tier: 'A' }, ...at(30, 40)])).toEqual([0, 1, 2, 3, 4])
    expect(order([...at(0, 10), { x: 20, tier: 'A' }, { x: 30, tier: 'A' }])).toEqual([3, 2, 1, 0])
    // the first home of the file, wherever it stands among the calls
    const { doors, stops } = ground(at(0, 10, 20, 30, 40))
    expect(walkOrder(doors, stops.toReversed())).toEqual([4, 3, 2, 1, 0])
    expect(order([])).toEqual([])
    expect(order(at(5))).toEqual([0])
  })
  /** Two sides of a street, their doors `plot` apart and the sides so wide apart. */
  const sides = (plot: number, wide: number, n: number) => {
    const made = Array.from({ length: 2 * n }, (_, i): At => ({ x: (i >> 1) * plot, y: (i & 1) * wide }))
    const { doors, stops } = ground(made)
    const rows = [{}, {}]
    const seats = new Map(made.map((_, i) => [i, { row: i & 1, at: i >> 1 }]))
    const street = { rows, seat: seats }
    return walkOrder({ ...doors, stretchOf: () => street } as unknown as Doors, stops)
  }
  it('keeps to one side: crossing costs 15 m more', () => {
    const crossings = (walk: readonly number[]) =>
      walk.filter((v, i) => i > 0 && (v ^ walk[i - 1]) & 1).length
    // up and down is 130 m, more than a tenth longer than 100 m to and fro
    expect(crossings(sides(20, 10, 4))).toBe(4)
    // to and fro is 132 m and five crossings, up and down 138 m and one
    expect(sides(20, 18, 4)).toEqual([0, 2, 4, 6, 7, 5, 3, 1])
    expect(crossings(sides(72, 57.5, 4))).toBe(1)
    expect(crossings(sides(76, 60.5, 4))).toBeGreaterThan(1)
    // where keeping to it makes the walk more than a tenth longer, the shorter walk
    expect(crossings(sides(30, 10, 4))).toBeGreaterThan(1)
  })
  it('calls at the flats of one building one after the other, the nearest floor first', () => {
    const tower = [
      { x: 0 },
      { x: 50, door: 1, rank: 3 },
      { x: 50, door: 1, rank: 1 },
      { x: 50, door: 1, rank: 2 },
      { x: 100, door: 4 },
    ]
    expect(split(tower, { officers: 1 }).rounds[0].stops.map((s) => s.homes[0])).toEqual([0, 2, 3, 1, 4])
    for (const ranks of [
      [1, 2, 3],
      [1, 3, 2],
      [2, 1, 3],
      [2, 3, 1],
      [3, 1, 2],
      [3, 2, 1],
    ]) {
      const ranked = tower.map((t, i) => ({ ...t, rank: ranks[i - 1] ?? 1 }))
      const inside = split(ranked, { officers: 1 }).rounds[0].stops.filter((q) => q.door === 1)
      expect(inside.map((q) => q.rank)).toEqual([1, 2, 3])
    }
    const alike = tower.map((t) => ({ ...t, rank: 1 }))
    expect(split(alike, { officers: 1 }).rounds[0].stops.map((s) => s.homes[0])).toEqual([0, 1, 2, 3, 4])
  })
})

describe('shares', () => {
  it('are as many rounds as officers, or as calls where these are fewer', () => {
    expect(doorsOf(split(at(0, 10, 20, 30), { officers: 2 }))).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(split(at(0, 10), { officers: 5 }).rounds.map((r) => r.number)).toEqual([1, 2])
    expect(split([], { officers: 2 })).toEqual({ rounds: [], cut: [] })
    expect(split([], { officers: 0 })).toEqual({ rounds: [], cut: [] })
  })
  it('are fair by minutes: a building weighs its flats, a long step is walked by nobody', () => {
    const tower: At = { x: 20, homes: [0, 0, 0, 0, 0] }
    expect(doorsOf(split([...at(0, 10), tower, ...at(30)], { officers: 2 }))).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(doorsOf(split(at(0, 10, 20, 900, 910), { officers: 2 }))).toEqual([
      [0, 1, 2],
      [3, 4],
    ])
    // squares of the loads: 5 and 5, not 4 and 6, though each step is walked in one of them
    expect(fairCuts([4, 1, 5], [0, 0, 0], 2)).toEqual([0, 2])
    expect(fairCuts([1, 1, 1, 1], [0, 9, 0, 0], 2)).toEqual([0, 1])
    expect([fairCuts([], [], 3), fairCuts([5], [0], 3), fairCuts([1, 2], [0, 1], 0)]).toEqual([[], [0], [0]])
  })
  const beats = (...of: readonly [beat: string, n: number][]): At[] => {
    let x = 0
    return of.flatMap(([beat, n]) => Array.from({ length: n }, (): At => ({ x: (x += 10), beat })))
  }
  const beatsOf = (s: ReturnType<typeof split>) =>
    s.rounds.map((r) => `${r.beats.join('+')} ${r.stops.length}`)
  it('keep to beats: whole ones where officers are fewer, else more officers where more is to do', () => {
    const town = beats(['B1', 1], ['B2', 6], ['B3', 1])
    const kept = (officers: number) => beatsOf(split(town, { officers, byBeat: true }))
    expect(kept(1)).toEqual(['B1+B2+B3 8'])
    expect(kept(2)).toEqual(['B1+B2 7', 'B3 1'])
    expect(kept(3)).toEqual(['B1 1', 'B2 6', 'B3 1'])
    expect(kept(4)).toEqual(['B1 1', 'B2 3', 'B2 3', 'B3 1'])
    expect(kept(5)).toEqual(['B1 1', 'B2 2', 'B2 2', 'B2 2', 'B3 1'])
    const even = beats(['B1', 3], ['B2', 4])
    expect(beatsOf(split(even, { officers: 4, byBeat: true }))).toEqual(['B1 2', 'B1 1', 'B2 2', 'B2 2'])
    // of beats with as much to do the first, and none more officers than it has calls
    expect(beatsOf(split(beats(['B1', 2], ['B2', 2]), { officers: 3, byBeat: true }))).toEqual([
      'B1 1',
      'B1 1',
      'B2 2',
    ])
    expect(beatsOf(split(beats(['B1', 6], ['B2', 5]), { officers: 4, byBeat: true })).slice(0, 2)).toEqual([
      'B1 3',
      'B1 3',
    ])
    const tower: At = { x: 0, beat: 'B1', homes: new Array<number>(20).fill(0) }
    expect(beatsOf(split([tower, ...beats(['B2', 4])], { officers: 3, byBeat: true }))).toEqual([
      'B1 1',
      'B2 2',
      'B2 2',
    ])
    // no beat has more officers than calls
    expect(split(town, { officers: 14, byBeat: true }).rounds).toHaveLength(8)
    // a beat that the walk meets twice stays one
    const mixed = [...beats(['B1', 2], ['B2', 2]), { x: 50, beat: 'B1' }]
    expect(beatsOf(split(mixed, { officers: 2, byBeat: true }))).toEqual(['B1 3', 'B2 2'])
  })
})

describe('as many rounds as it takes', () => {
  const many = (n: number, step: number, minutesPerDoor: number, over: Parameters<typeof split>[1] = {}) =>
    split(
      Array.from({ length: n }, (_, i) => ({ x: i * step })),
      { officers: 0, minutesPerDoor, ...over },
    ).rounds
  it('are of up to 90 minutes, or of the minutes that were asked for', () => {
    expect(many(3, 0, 30)).toHaveLength(1)
    expect(many(4, 0, 30)).toHaveLength(2)
    expect(many(3, 0, 8, { capacity: 24 })).toHaveLength(1)
    expect(many(4, 0, 8, { capacity: 24 })).toHaveLength(2)
    // in larger steps where many are too long: the work would fill three, the ways make it six
    expect(many(6, 5000, 40).map((r) => r.stops.length)).toEqual([1, 1, 1, 1, 1, 1])
  })
  it('count the walking, and not the way there and back', () => {
    expect(many(3, 150, 29)).toHaveLength(1)
    expect(many(3, 160, 29)).toHaveLength(2)
    const by = travelBy(undefined, { x: -5000, y: 0 })
    expect(many(3, 150, 29, { by })).toHaveLength(1)
    expect(many(3, 160, 29, { by })).toHaveLength(2)
  })
  it('are no more than calls: one building may fill more than a round', () => {
    const tower: At = { x: 0, homes: new Array<number>(80).fill(0) }
    expect(split([tower], { officers: 0 }).rounds).toHaveLength(1)
    expect(doorsOf(split([tower, ...at(10, 20)], { officers: 0 }))).toEqual([[0], [1, 2]])
    expect(many(3, 0, 0.5, { capacity: 1 })).toHaveLength(2)
  })
  it('hold for any calls: each call once, and no round but of one call longer than asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.integer({ min: 0, max: 40 }), flats: fc.integer({ min: 1, max: 4 }) }), {
          minLength: 1,
          maxLength: 9,
        }),
        (made) => {
          const calls = made.map(({ x, flats }): At => ({
            x: x * 25,
            homes: new Array<number>(flats).fill(0),
          }))
          const { rounds, cut } = split(calls, { officers: 0, capacity: 20 })
          expect(cut).toEqual([])
          const all = rounds.flatMap((r) => r.stops.map((s) => s.door))
          expect(all.sort((a, b) => a - b)).toEqual(calls.map((_, i) => i))
          for (const r of rounds) expect(r.stops.length === 1 || r.minutes <= 20).toBe(true)
          // the fewest that work at the doors alone are never beaten
          const work = calls.reduce((sum, c) => sum + minutesAt({ homes: c.homes! }, P), 0)
          expect(rounds.length).toBeGreaterThanOrEqual(Math.ceil(work / 20 - 1e-9) - 0)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('with too little time for all', () => {
  const victim: At = { x: 0, relation: 'victim', tier: 'A', rank: 0 }
  it('the more important calls stay, and what does not fit is named', () => {
    const town = [victim, { x: 100, tier: 'A' }, { x: 200 }, { x: 300, tier: 'C' }] as At[]
    const found = split(town, { officers: 1, capacity: 11 })
    expect(doorsOf(found)).toEqual([[0, 1, 2]])
    expect(found.cut.map((c) => [c.stop.door, c.reason])).toEqual([[3, 'over 11 minutes for one officer']])
    expect(split(town, { officers: 1, capacity: 15 }).cut).toEqual([])
    expect(doorsOf(split(town, { officers: 1, capacity: 14.9 }))).toEqual([[0, 1, 2]])
    const two = split([victim, ...at(1000, 2000, 3000)], { officers: 2, capacity: 5 })
    expect(two.cut[0].reason).toBe('over 5 minutes for 2 officers')
    expect(two.rounds.map((r) => r.number)).toEqual([1, 2])
  })
  it('a call more than 10 minutes’ walk out of the way waits for nearer ones', () => {
    const town = (far: number): At[] => [victim, { x: far, tier: 'A' }, { x: -100, tier: 'C' }]
    expect(doorsOf(split(town(1000), { officers: 1, capacity: 16 }))).toEqual([[0, 1]])
    const waits = split(town(1001), { officers: 1, capacity: 16.1 })
    expect(doorsOf(waits)).toEqual([[0, 2]])
    expect(waits.cut.map((c) => c.stop.door)).toEqual([1])
    // and is taken after them where there is time
    expect(doorsOf(split([...town(1001), { x: -5000, tier: 'C' }], { officers: 1, capacity: 21 }))).toEqual([
      [1, 0, 2],
    ])
  })
  it('a less important call on the way is still taken', () => {
    const town: At[] = [victim, { x: 900, tier: 'A', homes: [0, 0, 0, 0, 0] }, { x: 50, tier: 'C' }]
    const found = split(town, { officers: 1, capacity: 8 })
    expect(doorsOf(found)).toEqual([[0, 2]])
    // not even one flat of the building fits
    expect(found.cut.map((c) => c.stop.homes.length)).toEqual([5])
  })
  it('of a building the flats nearest to the burgled one stay', () => {
    const tower: At = { x: 100, tier: 'A', homes: [0, 0, 0, 0], nearest: [2, 1, 3, 0] }
    const found = split([victim, tower], { officers: 1, capacity: 9 })
    // the victim's home is 0, the flats 1 to 4: 3 and 2 are the nearest two
    expect(found.rounds[0].stops.map((s) => [s.homes, s.nearest])).toEqual([
      [[0], [0]],
      [
        [2, 3],
        [3, 2],
      ],
    ])
    expect(found.rounds[0].minutes).toBe(8.5)
    expect(split([victim, tower], { officers: 1, capacity: 7 }).rounds[0].stops.map((q) => q.homes)).toEqual([
      [0],
      [3],
    ])
    expect(found.cut.map((c) => [c.stop.homes, c.stop.nearest, c.reason])).toEqual([
      [[1, 4], [4, 1], 'over 9 minutes for one officer'],
    ])
  })
  it('another round takes what its own has no time for, unless rounds keep to beats', () => {
    const town: At[] = [
      { x: 0, tier: 'A', beat: 'B1' },
      { x: 280, tier: 'C', beat: 'B2' },
      { x: 300, tier: 'A', beat: 'B2' },
      { x: 310, tier: 'A', beat: 'B2' },
    ]
    const byBeat = true
    expect(doorsOf(split(town, { officers: 2, capacity: 9.3 }))).toEqual([[3, 2, 1], [0]])
    expect(doorsOf(split(town, { officers: 2, capacity: 9.1 }))).toEqual([
      [2, 3],
      [0, 1],
    ])
    const kept = split(town, { officers: 2, capacity: 9.1, byBeat })
    expect(doorsOf(kept)).toEqual([[2, 3], [0]])
    expect(kept.cut.map((c) => c.stop.door)).toEqual([1])
  })
  it('no round is longer than its time, no call is lost, and no beat is left, whatever the town', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            x: fc.integer({ min: 0, max: 30 }),
            y: fc.integer({ min: 0, max: 30 }),
            tier: fc.constantFrom<Stop['tier']>('A', 'B', 'C'),
            flats: fc.integer({ min: 1, max: 3 }),
            beat: fc.constantFrom('B1', 'B2'),
          }),
          { minLength: 1, maxLength: 9 },
        ),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 6, max: 30 }),
        fc.boolean(),
        (made, officers, capacity, byBeat) => {
          const calls = made.map(({ x, y, flats, ...c }): At => ({
            ...c,
            x: 40 * x,
            y: 40 * y,
            homes: new Array<number>(flats).fill(0),
          }))
          const found = split(calls, { officers, capacity, byBeat })
          for (const r of found.rounds) expect(r.minutes).toBeLessThanOrEqual(capacity + 1e-9)
          expect(found.rounds.length).toBeLessThanOrEqual(officers)
          for (const r of found.rounds) expect(r.stops.length).toBeGreaterThan(0)
          const homes = [...found.rounds.flatMap((r) => r.stops), ...found.cut.map((c) => c.stop)].flatMap(
            (s) => s.homes,
          )
          const n = made.reduce((sum, m) => sum + m.flats, 0)
          expect(homes.sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
          if (byBeat && officers >= new Set(made.map((m) => m.beat)).size)
            for (const r of found.rounds) expect(r.beats).toHaveLength(1)
        },
      ),
      { numRuns: 40 },
    )
  })
})
