/** What a list says of itself: its notes, how a call is headed, streets in their order, and how doors are made of homes. */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { incidentName, type Covered, type ListedVisit } from '../../src/cocoon/list.ts'
import { cutLabel, listedVisits } from '../../src/cocoon/listLines.ts'
import { listNotes } from '../../src/cocoon/listNotes.ts'
import { gatherAlike } from '../../src/cocoon/make.ts'
import type { Stop } from '../../src/cocoon/merge.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { streetLevel } from '../../src/cocoon/streets.ts'
import { streetRounds } from '../../src/cocoon/streetRounds.ts'
import {
  boardSize,
  mergeBoards,
  ownSegments,
  readSegment,
  segmentName,
  withinRetention,
  type Board,
  type Item,
} from '../../src/cocoon/teamFolder.ts'
import { travelBy } from '../../src/cocoon/travel.ts'
import type { Visit } from '../../src/cocoon/visits.ts'
import { defaults } from '../../src/core/base/params.ts'
import { TextBuilder } from '../../src/core/base/text.ts'

import { homesOf, incidentsOf, type Burglary, type Made, TODAY } from './town.ts'

const P = { ...defaults(protocolSchema), officers: 1 }

describe('the notes of a list', () => {
  const call = (over: Partial<ListedVisit> = {}) => ({ incidents: [0], why: '', ...over }) as ListedVisit
  const covered = (over: Partial<Covered> = {}) =>
    ({ id: 'CR/1', reported: true, by: 'UPRN', fewer: [], ...over }) as Covered
  const notes = (over: Partial<Parameters<typeof listNotes>[0]> = {}) =>
    listNotes({ cut: [], visits: [], covered: [], rounds: 1, protocol: P, ...over })
  /** what is said besides the two notes that always stand */
  const more = (over: Parameters<typeof notes>[0]) =>
    notes(over).filter((n) => !/^(Minutes assume|Left and right)/.test(n))
  const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one)

  it('are two where there is nothing to say', () => {
    expect(notes()).toEqual([
      'Minutes assume 3 for a call, 1.5 for each further flat and 4.5 km/h along straight lines between doors; the way there and back is not counted.',
      'Left and right are as you face the burgled home from its street; where the side of the street is unknown, up and down are towards higher and lower numbers.',
    ])
    expect(more({ visits: [call()], covered: [covered()] })).toEqual([])
  })
  it('name a few of the rounds that share a cocoon: sixty rounds would fill each sheet with them', () => {
    const calls = Array.from({ length: 60 }, (_, r) => [call({ round: r + 1, incidents: [r, r + 1] })]).flat()
    const [said] = more({ visits: calls, rounds: 60 })
    expect(said).toMatch(/rounds 1 and 2; 2 and 3; .*6 and 7; and 53 more like these\.$/)
  })
  it('count what was cut in homes, not in calls', () => {
    const cut = [2, 3].map((n) => ({ stop: { homes: Array<number>(n).fill(0) } as unknown as Stop }))
    const protocol = { ...P, capacity: 60, officers: 2 }
    expect(more({ cut, protocol, rounds: 2 })[0]).toMatch(
      /^5 homes do not fit into 60 minutes for 2 officers\. .* more than 10 minutes’ walk/,
    )
    expect(more({ cut: [{ stop: { homes: [1] } as unknown as Stop }], protocol, rounds: 2 })[0]).toMatch(
      /^1 home does not fit/,
    )
  })
  it.each([
    [
      'shared',
      call({ incidents: [0, 1] }),
      '1 call lies in more than one cocoon and stands on the list once.',
      '2 calls lie in more than one cocoon and stand on the list once.',
    ],
    [
      'past',
      call({ why: 'next door, round the corner' }),
      '1 call stands past the end',
      '2 calls stand past the end',
    ],
    [
      'renamed',
      call({ why: '2 up, where the street changes its name' }),
      '1 call stands past the end',
      '2 calls stand past the end',
    ],
    [
      'unplaced',
      call({ unplaced: true }),
      '1 call is not placed on the map',
      '2 calls are not placed on the map',
    ],
    [
      'again',
      call({ again: {} as never }),
      '1 call is made again, for nobody answered or another time was asked for',
      '2 calls are made again',
    ],
  ])('of calls stand in the singular and the plural: %s', (_, one, said, both) => {
    expect(more({ visits: [one, call()] })).toEqual([expect.stringContaining(said)])
    expect(more({ visits: [one, one] })).toEqual([expect.stringContaining(both)])
  })
  it.each([
    [
      'report',
      { reported: false },
      'No time of report for 1 burglary: visits are due 48 hours after',
      'No time of report for 2 burglaries',
    ],
    [
      'position',
      { by: 'position' as const },
      '1 burgled home found by position alone, within 20 m',
      '2 burgled homes found',
    ],
    [
      'fewer',
      { fewer: ['only 1'] },
      '1 burglary has fewer homes than the protocol asks for',
      '2 burglaries have fewer homes',
    ],
  ])('of burglaries stand in the singular and the plural: %s', (_, over, said, both) => {
    expect(more({ covered: [covered(over), covered()] })).toEqual([expect.stringContaining(said)])
    expect(more({ covered: times(2, covered(over)) })).toEqual([expect.stringContaining(both)])
  })
  it('repeat what was found odd about a burglary', () => {
    expect(more({ covered: [covered({ note: 'far away' })] })).toEqual(['CR/1: far away.'])
  })
  it('say that there are fewer rounds than officers only where that is so', () => {
    const said = (rounds: number, officers: number) => more({ rounds, protocol: { ...P, officers } })
    expect(said(1, 2)).toEqual(['1 round for 2 officers: there are no more doors to share.'])
    for (const [rounds, officers] of [[2, 2], [3, 2], [0, 2], [1, 0], [1, 1], [0, 0]] as const) expect(said(rounds, officers)).toEqual([]) // prettier-ignore
  })
  it('say how one goes', () => {
    const said = (over: Partial<typeof P>, by?: ReturnType<typeof travelBy>) =>
      notes({ protocol: { ...P, ...over }, by })[0]
    expect(said({ travel: 'car' })).toContain(
      '4.5 km/h on foot, 25 km/h and 3 minutes to park by car where a way is longer than 400 m',
    )
    expect(said({ base: ' Mill Rd ' })).toContain('“Mill Rd” is no address of the address file')
    expect(said({ base: ' Mill Rd ' }, travelBy({ metres: () => 0 }, { x: 0, y: 0 }))).toMatch(
      /along the ways of the street file between doors.*; the way from Mill Rd and back is counted\.$/,
    )
  })
})

describe('a call', () => {
  const tower: Made[] = [1, 2, 3, 4].map((f) => ({
    x: 5,
    y: 7,
    street: 'Park Road',
    number: 5,
    building: 0,
    flat: `Flat ${f}`,
  }))
  const homes = homesOf([{ x: 1, y: 2, street: 'Mill Road', number: 3 }, ...tower])
  const doors = prepareHomes(homes)
  const stop = (of: number[], over: Partial<Stop> = {}) => ({ door: doors.doorOf[of[0]], homes: of, nearest: of, relation: 'ring', why: 'near', tier: 'A', rank: 0, incidents: [0], ...over }) as Stop // prettier-ignore
  const round = (...stops: Stop[]) => ({ number: 2, stops }) as never
  it('stands where its first home does, numbered past the stars', () => {
    const lines = listedVisits(
      doors,
      [round(stop([0], { relation: 'victim' }), stop([2, 3]), stop([4], { relation: 'victim' }), stop([1]))],
      P,
    )
    expect(lines.map((l) => [l.order, l.label, l.home, l.uprn, l.lng, l.lat])).toEqual([
      [1, '★1', 0, '10000', homes.lng[0], homes.lat[0]],
      [2, '1', 2, '10002', homes.lng[2], homes.lat[2]],
      [3, '★2', 4, '10004', homes.lng[4], homes.lat[4]],
      [4, '2', 1, '10001', homes.lng[1], homes.lat[1]],
    ])
    expect(lines[1]).toMatchObject({
      address: '5 Park Road, Thornby',
      flats: ['Flat 2', 'Flat 3'],
      minutes: 4.5,
    })
    expect(lines[0]).not.toHaveProperty('unplaced')
    expect(lines[0]).not.toHaveProperty('warning')
    expect(listedVisits(doors, [round(stop([0], { relation: 'victim' }))], P)[0].label).toBe('★')
  })
  it('warns of each of its homes once, and says where it is not placed', () => {
    const warned = listedVisits(doors, [round(stop([1, 2]), stop([0]))], P, (h) =>
      h === 1 ? ['dog', 'dog', undefined] : h === 0 ? ['dog'] : [],
    )
    expect(warned.map((w) => w.warning)).toEqual(['Flat 1: dog', 'dog'])
    const shared = prepareHomes({ ...homes, shared: Uint8Array.from([1, 0, 0, 0, 0]) })
    expect(listedVisits(shared, [round(stop([0]), stop([1]))], P).map((l) => l.unplaced)).toEqual([
      true,
      undefined,
    ])
  })
  it('that was cut is named by two flats and the number of the others', () => {
    expect([[0], [1, 2], [1, 2, 3], [1, 2, 3, 4]].map((of) => cutLabel(doors, stop(of)))).toEqual([
      '3 Mill Road, Thornby',
      '5 Park Road, Thornby: Flat 1, Flat 2',
      '5 Park Road, Thornby: Flat 1, Flat 2 and 1 more flat',
      '5 Park Road, Thornby: Flat 1, Flat 2 and 2 more flats',
    ])
  })
  it('names a crime by its number, else by its row', () => {
    const { text } = incidentsOf(homes, [{ at: 0 }])
    expect([incidentName(text, 0), incidentName(undefined, 0), incidentName(undefined, 11)]).toEqual([
      'CR/1/26',
      'row 1',
      'row 12',
    ])
  })
  it('left out for one reason is told in one line where there are many', () => {
    const o = (reason: string, homes?: number) => ({
      what: 'home' as const,
      row: 1,
      home: 2,
      label: 'x',
      reason,
      ...(homes ? { homes } : {}),
    })
    expect(gatherAlike([o('a'), o('a')], 2)).toHaveLength(2)
    expect(gatherAlike([o('a'), o('b'), o('a', 4), o('a')], 2)).toEqual([
      { what: 'home', row: -1, home: -1, label: '3 homes', reason: 'a', homes: 6 },
      o('b'),
    ])
    expect(gatherAlike(Array.from({ length: 2000 }, () => o('a')))).toHaveLength(2000)
    expect(gatherAlike(Array.from({ length: 2001 }, () => o('a')))).toHaveLength(1)
  })
})

describe('doors', () => {
  it('are homes of their own, buildings, and flats of one number on one point', () => {
    const doors = prepareHomes(homesOf([
      { x: 0, y: 0, street: 'A', name: 'Rose' }, { x: 0, y: 0, street: 'A', name: 'Ivy' },
      { x: 0, y: 0, street: 'A', number: 1, flat: 'Flat 10' }, { x: 0, y: 0, street: 'A', number: 1, flat: 'Flat 2' },
      { x: 2, y: 4, street: 'A', name: 'Court', building: 3 }, { x: 4, y: 8, street: 'B', number: 7, building: 3 },
    ])) // prettier-ignore
    expect([...doors.doorOf]).toEqual([0, 1, 2, 2, 3, 3])
    expect([doors.x[3], doors.y[3]]).toEqual([3, 6])
    expect(doors.homesOf(2)).toEqual([3, 2])
    // as far away as another the first of the file; on its street the numbered flat's
    expect(doors.near(0, 0, 1).map((d) => d.door)).toEqual([0, 1, 2])
    expect(doors.stretchOf(3)?.doors).toEqual([3])
    // two of one name stay in the order of the file
    const twins = prepareHomes(
      homesOf([1, 2, 3].map(() => ({ x: 0, y: 0, street: 'A', number: 1, flat: 'Flat 1' }))),
    )
    expect(twins.homesOf(0)).toEqual([0, 1, 2])
    expect(prepareHomes(homesOf([])).near(0, 0, 1e9)).toEqual([])
  })
  it('stand on the street of their first numbered home, and share a place only where the file says so', () => {
    const built = prepareHomes(
      homesOf([
        { x: 0, y: 0, street: 'A', name: 'Rose', building: 0 },
        { x: 9, y: 0, street: 'B', number: 1, building: 0 },
        { x: 50, y: 0, street: 'A', name: 'Ivy', building: 1 },
        { x: 51, y: 0, street: 'A', name: 'Oak', building: 1 },
        { x: 99, y: 0, street: 'B', number: 3 },
      ]),
    )
    expect([...built.doorOf]).toEqual([0, 0, 1, 1, 2])
    expect([0, 1, 2].map((d) => built.stretchOf(d)?.doors)).toEqual([[0, 2], [1], [0, 2]])
    const homes = homesOf([1, 2, 3].map((number) => ({ x: 0, y: 0, street: 'A', number })))
    const shared = prepareHomes({ ...homes, shared: Uint8Array.from([1, 1, 0]) })
    const found = shared.stretchOf(0)!
    expect([...found.rows.flatMap((r) => r.doors), ...found.loose].map((d) => [d.door, d.shared ?? false])).toEqual([[0, true], [2, false], [1, true]]) // prettier-ignore
    const uprn = new TextBuilder()
    for (const u of ['7', '7', '']) uprn.push(u)
    const twice = prepareHomes({ ...homes, uprn: uprn.finish() })
    expect([twice.byUprn('7'), twice.byUprn('')]).toEqual([0, undefined])
  })
  it('are found by UPRN, the first of two, and by what a UPRN also stands for', () => {
    const homes = homesOf([1, 3, 5].map((number) => ({ x: 0, y: 0, street: 'A', number })))
    const doors = prepareHomes({
      ...homes,
      also: { uprn: ['0077', '10001', ''], home: Int32Array.from([2, 0, 1]) } as never,
    })
    expect(['10000', '0010001', '77', '78', ''].map((u) => doors.byUprn(u))).toEqual([
      0,
      1,
      2,
      undefined,
      undefined,
    ])
    expect([doors.byAddress('1 a thornby'), doors.byAddress('5 A, Thornby'), doors.byAddress('9 A')]).toEqual(
      [[0], [2], []],
    )
  })
})

describe('streets', () => {
  const homes = homesOf([{ x: 0, y: 0, street: 'A', number: 1 }])
  const day = (ago: number) => (TODAY - ago) * 1440 + 600
  const on = (street: string, x: number, ago = 0, over: Partial<Burglary> = {}): Burglary => ({
    at: [x, 0],
    street,
    from: day(ago),
    ...over,
  })
  const level = (made: readonly Burglary[], over: object = {}) => {
    const { table, rows } = incidentsOf(homes, made)
    return { ...streetLevel({ table, rows, today: TODAY, protocol: P, ...over }), table }
  }
  const told = (made: readonly Burglary[], over = {}) =>
    level(made, over).streets.map((s) => `${s.street} ${s.on} ${s.near} ${TODAY - s.newest}`)
  it('are ranked by what is on them, then near, then newest, then by name', () => {
    expect(told([on('One', 0), on('Two', 5000), on('Two', 5000, 3)])).toEqual(['Two 2 0 0', 'One 1 0 0'])
    expect(told([on('One', 0, 1), on('Two', 5000), on('Three', 9000), on('Old', 9100, 99)])).toEqual(['Three 1 0 0', 'Two 1 0 0', 'One 1 0 1', 'Old 0 1 0']) // prettier-ignore
    expect(told([on('C', 5000), on('B', 150), on('A', 0)])).toEqual(['A 1 1 0', 'B 1 1 0', 'C 1 0 0'])
    // a street with nothing live on it stands at the first place recorded there
    expect(level([on('Old', 100, 99), on('Three', 0)]).streets.map((s) => [s.street, s.at])).toEqual([['Three', 1], ['Old', 0]]) // prettier-ignore
    expect(told([on('C', 0), on('A', 5000), on('B', 9000)])).toEqual(['A 1 0 0', 'B 1 0 0', 'C 1 0 0'])
    expect(told([on('A', 0), on('B', 150), on('C', 5000)])).toEqual(['A 1 1 0', 'B 1 1 0', 'C 1 0 0'])
    expect(told([on('A', 0), on('B', 150.1)])).toEqual(['A 1 0 0', 'B 1 0 0'])
  })
  it('count what is live and of the kind that was asked for', () => {
    expect(told([on('A', 0, 42), on('B', 5000, 43)])).toEqual(['A 1 0 42'])
    expect(told([on('A', 0), on('B', 5000, 0, { offence: 'theft-from-vehicle' })])).toEqual(['A 1 0 0'])
    const last = TODAY * 1440 + 1439
    expect(told([on('A', 0, 0, { from: last }), on('B', 5000, 0, { from: last + 1 })])).toEqual(['A 1 0 0'])
  })
  it('are due 48 hours after the newest, and live as long as it is', () => {
    const [s] = level([on('A', 0, 5), on('A', 0, 2), on('B', 10, 3), on('B', 20, 4)]).streets
    expect(s).toMatchObject({
      due: day(2) + 2880,
      dueBy: 1,
      expires: TODAY - 2 + 42,
      incidents: [0, 1, 2, 3],
      at: 0,
    })
  })
  it('say what they are, and how many crimes name no street', () => {
    expect(level([on('A', 0)]).notes).toHaveLength(3)
    expect(level([on('A', 0)]).notes[0]).toMatch(/^This list names streets, because no address file/)
    expect(level([on('A', 0)]).notes[1]).toMatch(/those of 42 days/)
    expect(level([on('A', 0)], { offences: ['theft-from-vehicle'] }).notes[0]).toMatch(
      /^Streets and parking places/,
    )
    expect(level([on('A', 0), on('', 10)]).notes[3]).toBe(
      '1 live incident names no street and counts only for the streets around it.',
    )
    expect(level([on('A', 0), on('', 10), on('', 10)])).toMatchObject({
      unnamed: 2,
      notes: { 3: expect.stringMatching(/^2 live/) },
    })
  })
  it('are rounds of ten minutes each, without those walked since', () => {
    const made = level([on('A', 0, 1), on('B', 5000, 1), on('C', 9000, 1)])
    const walk = (street: string, at: number): Visit => ({ id: street + at, home: `street ${street.toLowerCase()}`, list: '', incident: '', outcome: 'spoken', at, device: 'd', note: '', revision: 0 }) // prettier-ignore
    const over = (TODAY + 1) * 1440 + 360
    const rounds = streetRounds(made, made.table, P, [
      walk('A', day(1)),
      walk('B', day(1) - 1),
      walk('C', over),
    ])
    expect(rounds.visits.map((v) => [v.order, v.address, v.home, v.homes, v.minutes, v.keys])).toEqual([
      [1, 'B', -1, [-1], 10, ['street b']],
      [2, 'C', -1, [-1], 10, ['street c']],
    ])
    expect(rounds.leftOut).toMatchObject([
      { what: 'street', row: 0, home: -1, label: 'A', reason: 'walked Sat 21 Nov 10:00' },
    ])
    expect(rounds.hidden.missing).toBe(0)
    const till = streetRounds(made, made.table, P, [walk('C', over - 1)])
    expect(till.leftOut.map((o) => o.label)).toEqual(['C'])
    // the last walk counts
    const twice = streetRounds(made, made.table, P, [walk('A', day(5)), walk('A', day(1) + 5)])
    expect(twice.leftOut.map((o) => o.label)).toEqual(['A'])
  })
})

describe('a team’s board', () => {
  const item = (over: Partial<Item> = {}): Item => ({
    kind: 'log',
    id: 'a',
    revision: 0,
    at: 0,
    device: 'd',
    value: 1,
    ...over,
  })
  const board = (...items: Item[]): Board => ({ visits: [], items })
  it('is the same in whatever order it is joined', () => {
    const items = [
      item(),
      item({ id: 'b' }),
      item({ kind: 'door' }),
      item({ revision: 1, value: 2 }),
      item({ removed: true }),
      item({ removed: false, at: 3 }),
    ]
    const merged = mergeBoards(board(...items))
    expect(merged.items.map((i) => `${i.kind}/${i.id}`)).toEqual(['door/a', 'log/a', 'log/b'])
    for (let k = 0; k < items.length; k++) {
      const turned = [...items.slice(k), ...items.slice(0, k)]
      expect(mergeBoards(board(...turned))).toEqual(merged)
      expect(mergeBoards(board(...turned.toReversed()))).toEqual(merged)
    }
    const [a, b] = [item({ removed: true }), item()]
    expect(mergeBoards(board(a), board(b))).toEqual(mergeBoards(board(b), board(a)))
    expect(boardSize({ visits: [1, 2] as never, items: [item()] })).toBe(3)
  })
  it('keeps its log for whole days', () => {
    const kept = (ago: number, days: number) =>
      withinRetention(board(item({ at: (100 - ago) * 1440 })), days, 100).items.length
    expect([kept(7, 7), kept(8, 7), kept(99, 0), kept(1, 1), kept(2, 1)]).toEqual([1, 0, 1, 1, 0])
    expect(withinRetention(board(item({ kind: 'door' })), 7, 1000).items).toHaveLength(1)
  })
  it('numbers its segments on', () => {
    expect(segmentName('d', 7, 'x')).toBe('d-00007-x.cocoon-segment')
    expect(ownSegments([], 'd')).toEqual({ names: [], last: 0 })
    expect(
      ownSegments(['d-00019-x.cocoon-segment', 'd-00008-x.cocoon-segment', 'e-00100-x.cocoon-segment'], 'd')
        .last,
    ).toBe(19)
    expect(ownSegments(['d-odd.cocoon-segment'], 'd').last).toBe(0)
    for (const lists of [{ visits: [] }, { items: [] }, { visits: 1, items: [] }, { visits: [], items: 1 }])
      expect(() => readSegment(JSON.stringify({ cocoon: 'segment', version: 1, ...lists }))).toThrow(
        /lists are missing/,
      )
  })
})
