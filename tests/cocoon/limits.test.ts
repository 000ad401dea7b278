/** What the small rules of a list say at their limits: the last minute that still counts, and the first that does not. */
import { describe, expect, it } from 'vitest'
import { momentOf, lastMinute } from '../../src/cocoon/clock.ts'
import { byPress, whichNeed } from '../../src/cocoon/due.ts'
import { floorsOf } from '../../src/cocoon/floors.ts'
import type { HomeStanding } from '../../src/cocoon/sheet.ts'
import { groupGiven, labelsOf, partCode, splitGiven } from '../../src/cocoon/givenRounds.ts'
import { homeFinder, readDay, readMarks } from '../../src/cocoon/markFile.ts'
import { notCalled, warningIn } from '../../src/cocoon/marks.ts'
import { findVisits, standingOf } from '../../src/cocoon/nextVisit.ts'
import { nextPlace, roundState, step } from '../../src/cocoon/onStreet.ts'
import { type PhoneRound, roundClock, soundRound } from '../../src/cocoon/roundFile.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { givenStanding, type GivenRound, readTime, typedVisits, typeKey } from '../../src/cocoon/sheet.ts'
import { takenOff, takenOffWords } from '../../src/cocoon/takenOff.ts'
import { readVisits, soundVisit, visitsText } from '../../src/cocoon/visitFile.ts'
import { coverage, lastSettled, mergeVisits, type Outcome, type Visit } from '../../src/cocoon/visits.ts'
import { homeKey } from '../../src/cocoon/address.ts'
import { offenceIndex } from '../../src/core/base/offences.ts'
import { defaults } from '../../src/core/base/params.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { draw, incidentsOf, TODAY } from './town.ts'

const P = defaults(protocolSchema)
let n = 0
const visit = (at: number, outcome: Outcome = 'no answer', over: Partial<Visit> = {}): Visit => ({
  ...{ id: `v${++n}`, home: 'h', list: 'L', incident: '', outcome, at, device: 'd', note: '', revision: 0 },
  ...over,
})
const nov = (day: number, hour = 0, minute = 0) => minuteOf(2026, 11, day, hour, minute)

describe('the next visit', () => {
  const next = (...tries: number[]) => {
    const found = standingOf(
      tries.map((t) => visit(t)),
      nov(20),
      false,
      nov(30) / 1440,
      { ...P, knocks: 9 },
    )
    return found.kind === 'again' ? found.again : undefined
  }
  it('is at a part of the day nobody was tried in: from 6, from 12 and from 17', () => {
    // evening comes first, so that each part is told by trying it first and the evening second
    const evening = nov(21, 20)
    for (const [hour, minute, then] of [
      [5, 59, 'afternoon'],
      [6, 0, 'afternoon'],
      [11, 59, 'afternoon'],
      [12, 0, 'morning'],
      [16, 59, 'morning'],
      [17, 0, 'afternoon'],
    ] as const)
      expect([hour, minute, next(nov(21, hour, minute), evening + 1440)?.part]).toEqual([hour, minute, then])
    // a try at 5:59 or 17:00 was one of the evening: morning and evening are told apart by a third
    for (const [hour, minute, then] of [
      [5, 59, 'morning'],
      [6, 0, 'evening'],
      [17, 0, 'morning'],
      [11, 59, 'evening'],
      [12, 0, 'evening'],
    ] as const)
      expect([hour, minute, next(nov(21, hour, minute), nov(22, 14))?.part]).toEqual([hour, minute, then])
  })
  it('is due by the end of that part of the next day, and begins again with the evening once all were tried', () => {
    expect(next(nov(21, 14))).toMatchObject({ part: 'evening', due: nov(22, 21) })
    expect(next(nov(21, 20))).toMatchObject({ part: 'afternoon', due: nov(22, 17) })
    expect(next(nov(21, 14), nov(22, 20))).toMatchObject({ part: 'morning', due: nov(23, 12) })
    expect(next(nov(21, 14), nov(22, 20), nov(23, 9))).toMatchObject({
      part: 'evening',
      due: nov(24, 21),
      attempt: 4,
    })
  })
  it('counts no try made before an old visit that settled it, nor at its minute', () => {
    const old = visit(nov(21, 9), 'spoken')
    const since = nov(20)
    const on = (at: number) =>
      standingOf(
        [visit(at), old].sort((a, b) => a.at - b.at),
        since,
        false,
        nov(29) / 1440,
        { ...P, notAgain: 3 },
      )
    expect(on(nov(21, 9)).kind).toBe('first')
    expect(on(nov(21, 9) + 1).kind).toBe('again')
  })
})

describe('visits of a home', () => {
  it('are found by its UPRN and by its address, in time order, and none where there are none', () => {
    const byUprn = visit(200, 'spoken', { home: '77' })
    const byAddress = visit(100, 'no answer', { home: homeKey('', '4 Mill Rise') })
    expect(findVisits([])('77', '4 Mill Rise')).toEqual([])
    expect(findVisits([byUprn, byAddress])('77', '4 Mill Rise')).toEqual([byAddress, byUprn])
    expect(findVisits([byUprn])('0077', '4 Mill Rise')).toEqual([byUprn])
    expect(findVisits([byAddress])('78', '4 Mill Rise')).toEqual([byAddress])
    expect(findVisits([byAddress])('', '4 Mill Rise')).toEqual([byAddress])
    expect(findVisits([byUprn])('', '4 Mill Rise')).toEqual([])
  })
  it('are joined alike in any order: by time, then by id; the later revision stands, equals by their text', () => {
    const a = visit(5, 'spoken', { id: 'a' })
    const b = visit(5, 'refused', { id: 'b' })
    const c = visit(4, 'refused', { id: 'c' })
    for (const all of [[a, b, c], [b, c, a], [c, b, a], [b, a, c]]) expect(mergeVisits(all).map((v) => v.id)).toEqual(['c', 'a', 'b']) // prettier-ignore
    const ticked = { ...a, ticks: ['camera'] as const }
    const other = { ...a, ticks: ['leaflet'] as const }
    expect(mergeVisits([ticked, other])).toEqual(mergeVisits([other, ticked]))
    expect(mergeVisits([a, ticked])).toEqual(mergeVisits([ticked, a]))
    expect(
      mergeVisits([
        { ...a, revision: 1, note: 'a' },
        { ...a, note: 'b' },
      ])[0].note,
    ).toBe('a')
  })
  it('cover a home that was found empty at the last of them, whatever was before', () => {
    const of = (...outcomes: Outcome[]) =>
      coverage([{ home: 'h', due: 9 }], outcomes.map((o, i) => visit(i, o))).occupied // prettier-ignore
    expect([of(), of('vacant'), of('vacant', 'spoken'), of('spoken', 'vacant'), of('not a dwelling')]).toEqual([1, 0, 1, 0, 0]) // prettier-ignore
    const inTime = (at: number) => coverage([{ home: 'h', due: 9 }, { home: 'h', due: 12 }], [visit(at)]).shares[1].n // prettier-ignore
    expect([inTime(9), inTime(10)]).toEqual([1, 0])
  })
  it('settle it by the last of those that do, taken-back ones aside', () => {
    expect([...lastSettled([visit(1440, 'spoken'), visit(2880, 'refused'), visit(4320), visit(5760, 'spoken', { removed: true })])]).toEqual([
      ['h', { day: 2, at: 2880, outcome: 'refused' }],
    ]) // prettier-ignore
  })
})

describe('which burglaries need visits', () => {
  const homes = draw('Harrow Lane | 1   3   5')
  const reported = (...minutes: number[]) => {
    const { table, rows } = incidentsOf(
      homes,
      minutes.map((reported) => ({ at: 0, from: reported, reported })),
    )
    return (over: Partial<typeof P> = {}, moment?: number) => {
      const { need, notListed } = whichNeed(
        table,
        rows,
        TODAY,
        { ...P, lookBack: undefined as never, ...over },
        moment,
      )
      return { need: need.map((d) => d.row), not: notListed.map((d) => d.reason), all: need }
    }
  }
  const last = TODAY * 1440 + 1439
  it('are those up to the last minute of the day, or of the hour a night shift asks at', () => {
    expect(reported(last, last + 1)()).toMatchObject({ need: [0], not: ['dated after the as-at date'] })
    expect(reported(last, last + 60, last + 61)({}, last + 60)).toMatchObject({
      need: [0, 1],
      not: ['dated after the as-at date'],
    })
    expect([lastMinute(3, 0), lastMinute(0, 0), lastMinute(3, 9999)]).toEqual([5759, 1439, 9999])
    expect(momentOf(3, 6)).toBe(3 * 1440 + 360)
  })
  it('are those of the window, its last day included, and of the days that were asked for', () => {
    const days = (...ago: number[]) => reported(...ago.map((d) => (TODAY - d) * 1440))
    expect(days(42, 43)()).toMatchObject({ need: [0], not: ['older than 42 days'] })
    expect(days(14, 15, 43)({ lookBack: 14 })).toMatchObject({
      need: [0],
      not: ['still live, but older than the 14 days this list covers', 'older than 42 days'],
    })
    expect(days(0)().all).toMatchObject([
      { age: 0, due: TODAY * 1440 + 2880, expires: TODAY + 42, reported: true },
    ])
    expect(days(1)({ dueHours: 1.5 as never }).all).toMatchObject([{ age: 1, due: (TODAY - 1) * 1440 + 90 }])
  })
  it('come in the order of their due times, then of the file', () => {
    const due = (due: number, row: number, age = 1) => ({ age, due, row }) as Parameters<typeof byPress>[0]
    const order = [due(5, 2), due(5, 3), due(9, 0), due(9, 1), due(1, 4, 8), due(1, 5, 9)]
    for (let i = 0; i < order.length; i++)
      for (let j = 0; j < order.length; j++)
        expect(Math.sign(byPress(order[i], order[j]))).toBe(Math.sign(i - j))
  })
})

describe('parts of a building', () => {
  const parts = (...labels: string[]) => {
    // nine flats or more are parted
    const { of, names } = floorsOf([
      ...labels,
      ...Array.from({ length: 9 - labels.length }, () => labels.at(-1)!),
    ])
    return labels.map((_, i) => names[of[i]])
  }
  it('are its floors from the basement to the attic, by whatever words', () => {
    const words = ['Basement Flat', 'Ground Floor Flat', 'First Floor Flat', 'Second Floor Flat', 'Third Floor Flat', 'Fourth Floor Flat', 'Fifth Floor Flat', 'Sixth Floor Flat', 'Top Floor Flat', 'Attic Flat'] // prettier-ignore
    const named = ['basement', 'ground floor', 'floor 1', 'floor 2', 'floor 3', 'floor 4', 'floor 5', 'floor 6', 'top floor', 'attic floor'] // prettier-ignore
    expect(parts(...words)).toEqual(named)
    expect(floorsOf(words.toReversed())).toMatchObject({ names: named, byName: true })
    expect(floorsOf(words.toReversed()).of).toEqual(words.map((_, i) => 9 - i))
    const ordinals = ['Lower Ground', 'Ground', '1st', '2nd', '3rd', '4th', '5th', '6th'].map(
      (w) => `Flat ${w} floor`,
    )
    expect(parts(...ordinals)).toEqual(['basement', 'ground floor', 'floor 1', 'floor 2', 'floor 3', 'floor 4', 'floor 5', 'floor 6']) // prettier-ignore
  })
  it('are told by stair and flat, as Scotland and the north write them', () => {
    expect(parts('Flat 1/1', 'Flat 1/2', 'Flat 2/1', 'Flat 0/1', 'Flat B/1', 'Flat G/1')).toEqual(['floor 1', 'floor 1', 'floor 2', 'ground floor', 'basement', 'ground floor']) // prettier-ignore
    expect(parts('Flat A1', 'Flat A2', 'Flat B1', 'Flat C-3')).toEqual([
      'stair A',
      'stair A',
      'stair B',
      'stair C',
    ])
    expect(parts('Flat 101', 'Flat 102', 'Flat 1204')).toEqual(['floor 1', 'floor 1', 'floor 12'])
  })
  it('are runs of flats where all would lie on one floor or one has another name', () => {
    const all = Array.from({ length: 9 }, (_, i) => `Flat 10${i + 1}`)
    expect(floorsOf(all)).toEqual({
      of: [0, 0, 0, 0, 0, 1, 1, 1, 1],
      names: ['flats 101 to 105', 'flats 106 to 109'],
      byName: false,
    })
    expect(floorsOf(all.slice(0, 8))).toEqual({ of: [0, 0, 0, 0, 0, 0, 0, 0], names: [''], byName: false })
    expect(floorsOf([...all.slice(0, 8), 'Rose Flat']).names).toEqual([
      'flats 101 to 105',
      'flats 106 to Rose Flat',
    ])
    expect(floorsOf(Array.from({ length: 17 }, (_, i) => `Flat ${i + 1}`)).names).toEqual(['flats 1 to 6', 'flats 7 to 12', 'flats 13 to 17']) // prettier-ignore
  })
})

describe('a sheet typed in', () => {
  it('has the times of a day, from 0:00 to 23:59', () => {
    expect(['0:00', '2359', '23:00', '12:59'].map(readTime)).toEqual([0, 1439, 1380, 779])
    expect(['24:00', '2360', '12:60', '7'].map(readTime)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
  it('takes each tick by its letter, and gives a time up that is none', () => {
    expect(['c', 'l', 'v', 'g', 'p'].map((k) => typeKey({ ticks: [] }, k)!.line.ticks)).toEqual([['camera'], ['leaflet'], ['vulnerability'], ['language'], ['crime prevention']]) // prettier-ignore
    const typed = (keys: string[]) => keys.reduce((at, k) => typeKey(at.line, k)!, { line: { ticks: [] }, next: false } as NonNullable<ReturnType<typeof typeKey>>) // prettier-ignore
    expect(typed(['t', '1', '2', 'x'])).toEqual({ line: { ticks: [] }, next: false })
    expect(typed(['t', '2', '5', '0', '0'])).toEqual({ line: { ticks: [] }, next: false })
    expect(typed(['t', '0', '7', '3', '0'])).toEqual({ line: { ticks: [], time: 450 }, next: false })
  })
  it('writes second visits of the same day down no earlier than the first', () => {
    const homes = [1, 2].map((i) => ({ label: `${i}`, address: '', key: `k${i}`, due: 0 }))
    const lines = [{ ticks: [], time: 30, second: { outcome: 'spoken' as const } }, { ticks: [], second: { outcome: 'refused' as const } }] // prettier-ignore
    expect(typedVisits(homes, lines, 2, 10).map((v) => v.at - 2880)).toEqual([30, 30])
    expect(typedVisits(homes, lines.toReversed(), 2, 10).map((v) => v.at - 2880)).toEqual([10, 30])
    expect(typedVisits(homes, [lines[1]], 2, 0).map((v) => v.at - 2880)).toEqual([0])
    expect(typedVisits(homes, lines, 2, 10, 3).map((v) => v.at - 4320)).toEqual([10, 10])
  })
})

const given = (over: Partial<GivenRound> = {}): GivenRound => ({
  ...{ code: 'C-2211-7QKM-2R', title: '', officer: 'A', how: 'paper', at: 100, expires: 9, calls: 3 },
  homes: [1, 2, 3].map((i) => ({ label: `${i}`, address: '', key: `k${i}`, due: 100 + i })),
  ...over,
})

describe('a round that is out', () => {
  it('counts what came back on it, whoever else called since it was given, and what is late', () => {
    const on = (home: string, at: number, list: string, outcome: Outcome = 'spoken') =>
      visit(at, outcome, { home, list })
    const stands = (visits: Visit[], now: number) => givenStanding(given(), visits, now)
    expect(stands([on('k1', 50, given().code), on('k2', 100, 'X'), on('k3', 99, 'X')], 103)).toEqual({ done: 2, again: 0, left: 1, late: 0, back: 1 }) // prettier-ignore
    expect(stands([on('k1', 120, 'X', 'no answer')], 102)).toEqual({
      done: 0,
      again: 1,
      left: 2,
      // who was called on is not late any more, whether or not anybody answered
      late: 0,
      back: 0,
    })
    expect(stands([], 104)).toMatchObject({ left: 3, late: 3 })
    expect(stands([on('k9', 120, given().code)], 0)).toMatchObject({ left: 3, late: 0, back: 0 })
  })
  it('is split after any call but the last, under codes from B to Y', () => {
    const [a, b] = splitGiven(given(), 1, 'B', [], 7)
    expect([labelsOf(a), labelsOf(b), a.calls, b.calls, b.code, b.at]).toEqual([['1'], ['2', '3'], 1, 2, 'C-2211-7QKM-2R-B', 7]) // prettier-ignore
    expect(labelsOf(splitGiven(given(), 2, 'B', [], 7)[0])).toEqual(['1', '2'])
    for (const keep of [0, 3])
      expect(() => splitGiven(given(), keep, 'B', [], 7)).toThrow(/A round of 3 calls/)
    const taken = Array.from({ length: 23 }, (_, k) => `C-2211-7QKM-2R-${String.fromCharCode(66 + k)}`)
    expect(partCode('C-2211-7QKM-2R', taken)).toBe('C-2211-7QKM-2R-Y')
    expect(() => partCode('C-2211-7QKM-2R', [...taken, 'C-2211-7QKM-2R-Y'])).toThrow(/as many parts/)
  })
  it('is gathered by name: most late, then most left, then by the alphabet', () => {
    let key = 0
    const homes = (n: number, stands: HomeStanding) =>
      Array.from({ length: n }, (): [string, HomeStanding] => [String(key++), stands])
    const some = (late: number, left: number) =>
      new Map([
        ...homes(1, { is: 'done', late: false }),
        ...homes(late, { is: 'again', late: true }),
        ...homes(left, { is: 'left', late: false }),
      ])
    const names = (of: readonly [string, number, number][]) =>
      groupGiven(of.map(([name, late, left]) => ({ name, homes: some(late, left) }))).map((g) => g.name)
    expect(names([['b', 0, 1], ['a', 0, 1], ['c', 0, 2], ['d', 1, 0]])).toEqual(['d', 'c', 'a', 'b']) // prettier-ignore
    expect(names([['a', 0, 1], ['b', 0, 1], ['c', 0, 1]])).toEqual(['a', 'b', 'c']) // prettier-ignore
    expect(groupGiven([{ name: 'a', homes: some(1, 4) }, { name: 'a', homes: some(3, 5) }])).toEqual([{ name: 'a', rounds: 2, done: 2, again: 4, left: 9, late: 4 }]) // prettier-ignore
  })
  it('counts a home of two rounds of one name once, as far as it has come in either', () => {
    const of = (is: HomeStanding['is'], late = false): HomeStanding => ({ is, late })
    const both = (name: string, a: HomeStanding, b: HomeStanding) =>
      groupGiven([
        { name: 'a', homes: new Map([['h', a]]) },
        { name, homes: new Map([['h', b]]) },
      ])
    for (const [a, b, sum] of [
      [of('left', true), of('done'), { done: 1, again: 0, left: 0, late: 0 }],
      [of('again', true), of('left', true), { done: 0, again: 1, left: 0, late: 1 }],
      [of('left'), of('left', true), { done: 0, again: 0, left: 1, late: 1 }],
      [of('done'), of('done'), { done: 1, again: 0, left: 0, late: 0 }],
    ] as const)
      for (const [p, q] of [
        [a, b],
        [b, a],
      ])
        expect(both('a', p, q)).toEqual([{ name: 'a', rounds: 2, ...sum }])
    // another officer's version of it is that officer's too
    expect(both('b', of('left'), of('left'))).toHaveLength(2)
  })
})

describe('a round on the street', () => {
  const round = { code: 'L', calls: [{ homes: [{ key: 'a' }, { key: 'b' }] }, { homes: [{ key: 'c' }] }, { homes: [{ key: 'd' }] }] } as unknown as PhoneRound // prettier-ignore
  const made = (...keys: string[]) =>
    roundState(
      round,
      keys.map((home, i) => visit(i, 'spoken', { home })),
    ).made
  it('leads on from any home to the next that is open, itself last', () => {
    const next = (call: number, home: number, ...done: string[]) =>
      nextPlace(round, made(...done), { call, home })
    expect(next(0, 1)).toEqual({ call: 1, home: 0 })
    expect(next(0, 0)).toEqual({ call: 0, home: 1 })
    expect(next(1, 0, 'd')).toEqual({ call: 0, home: 0 })
    expect(next(1, 0, 'a', 'b', 'd')).toEqual({ call: 1, home: 0 })
    expect(next(2, 0, 'a')).toEqual({ call: 0, home: 1 })
    expect(next(0, 1, 'a', 'c', 'd')).toEqual({ call: 0, home: 1 })
    expect(next(0, 0, 'a', 'b', 'c', 'd')).toBeUndefined()
  })
  it('tries a home again until a visit settled it, whatever came after', () => {
    const stands = (...o: Outcome[]) => roundState(round, o.map((x, i) => visit(i, x, { home: 'a' }))).unanswered // prettier-ignore
    expect([stands('no answer'), stands('no answer', 'spoken'), stands('spoken', 'no answer')]).toEqual([
      1, 0, 0,
    ])
  })
  it('names no wind for less than a metre', () => {
    const at = { lng: 0, lat: 0 }
    expect(step(at, { lng: 0, lat: 1 / 111_320 }).wind).toBe('north')
    expect(step(at, { lng: 0, lat: 0.9 / 111_320 }).wind).toBe('')
    expect(step(at, { lng: 0.01, lat: 0 }).metres).toBeCloseTo(1113.2, 6)
    expect(step(at, { lng: 0, lat: 0.01 }).metres).toBeCloseTo(1113.2, 6)
  })
  it('is believed with a code that can be read, and goes by its own clock', () => {
    const call = { label: '1', address: '', homes: [{ key: 'k', flat: '' }], relation: 'ring', why: '', tier: 'A', due: 1, expires: 1, lng: 0, lat: 0 } // prettier-ignore
    const sound = { cocoon: 'round', version: 1, code: 'C-1', title: '', marking: '', asAt: 1, expires: 1, length: 1, minutes: 1, beats: [], tiers: [], shift: 0, calls: [call] } // prettier-ignore
    expect(soundRound(sound)).toBeDefined()
    expect(soundRound({ ...sound, code: 'C 1' })).toBeUndefined()
    expect(soundRound({ ...sound, code: '' })).toBeUndefined()
    expect(soundRound({ ...sound, code: 'C'.repeat(61) })).toBeUndefined()
    expect([roundClock({ shift: 2 }, 5), roundClock({ shift: -1 }, 5)]).toEqual([2885, -1435])
  })
})

describe('a file of visits', () => {
  it('names its version, and takes a visit only with an id and a home', () => {
    expect(JSON.parse(visitsText([]))).toEqual({ cocoon: 'visits', version: 2, visits: [] })
    expect(soundVisit(visit(1))).toBeDefined()
    for (const over of [
      { id: '' },
      { home: '' },
      { id: 7 },
      { home: 7 },
      { home: 'h'.repeat(1001) },
      { id: 'i'.repeat(201) },
    ])
      expect(soundVisit({ ...visit(1), ...over })).toBeUndefined()
    for (const file of [
      { cocoon: 'visits', version: 2 },
      { cocoon: 'round', version: 2, visits: [] },
      { cocoon: 'visits', visits: [] },
    ])
      expect(() => readVisits(JSON.stringify(file))).toThrow(/not a record of visits/)
  })
})

describe('marks of doors', () => {
  const read = (head: string[], ...rows: string[][]) => readMarks([head, ...rows], 100, 10)
  it('need a column of homes and one of marks, whichever comes first', () => {
    for (const head of [['UPRN', 'Warning'], ['Warning', 'UPRN'], ['Address', 'Do not call'], ['Do not call', 'Address']]) expect(read(head).rows).toEqual([]) // prettier-ignore
    for (const head of [['UPRN', 'Address'], ['UPRN'], ['Warning', 'Reason'], ['Warning'], ['Until']]) expect(() => read(head)).toThrow(/no table of marks/) // prettier-ignore
    expect(read(['Warning', 'UPRN'], ['dog', '77']).rows).toEqual([
      { uprn: '77', address: '', mark: { warning: 'dog' } },
    ])
    expect(read(['Do not call', 'Address', 'Warning'], ['ill', '4 Mill Rise', '']).rows).toEqual([{ uprn: '', address: '4 Mill Rise', mark: { notCall: { reason: 'ill', until: 110 } } }]) // prettier-ignore
  })
  it('are up to and with their day', () => {
    const mark = { address: '', notCall: { reason: 'ill', until: TODAY } }
    expect(notCalled(mark, TODAY)).toBe('do not call until 22 Nov 2026: ill')
    expect(notCalled(mark, TODAY + 1)).toBeUndefined()
    expect(['5/11/2026', '05/11/2026', '2026-11-05', '31/02/2026', '5.1.2026', '05/1/2026'].map(readDay)).toEqual([TODAY - 17, TODAY - 17, TODAY - 17, undefined, TODAY - 321, TODAY - 321]) // prettier-ignore
  })
  it('are cut to 80 letters', () => {
    expect(warningIn('a'.repeat(80))).toBe('a'.repeat(80))
    expect(warningIn('a'.repeat(81))).toBe(`${'a'.repeat(79)}…`)
  })
  it('find a home by the first with its UPRN, by none where it has no UPRN, and by an address that is one home’s', () => {
    const of = [['7', 'a'], ['7', 'b'], ['', 'c'], ['9', 'd'], ['8', 'd'], ['', 'e']] // prettier-ignore
    const find = homeFinder(
      6,
      (i) => of[i][0],
      (i) => of[i][1],
    )
    expect([find('7', ''), find('', 'c'), find('', 'd'), find('', ''), find('6', 'e'), find('9', '')]).toEqual([0, 2, undefined, undefined, 5, 3]) // prettier-ignore
  })
})

describe('what a new extract took off', () => {
  const home = offenceIndex('burglary-home')
  const line = (keys: string[], incidents: number[]) => ({ keys, incidents }) as never
  it('is a door of burglaries alone that went, and a visit of one of these that stands', () => {
    const list = { visits: [line(['a'], []), line(['b'], [0]), line(['c'], [0, 1])], incidents: [] }
    const retold = [{ id: 'A', row: 0, was: home }]
    const visits = [
      visit(1, 'spoken', { home: 'x', incident: 'A' }),
      visit(1, 'spoken', { home: 'y', incident: 'A', removed: true }),
      visit(1, 'spoken', { home: 'z', incident: 'B' }),
    ]
    expect(takenOff(list, retold, visits)).toEqual({ ended: 1, other: 0, doors: 1, visited: 1 })
    expect(takenOff(list, [{ id: '', row: 0, was: home }], visits)).toMatchObject({ visited: 0 })
  })
  it('is told in the singular and the plural', () => {
    const says = (ended: number, other: number, doors: number, visited: number) => takenOffWords({ ended, other, doors, visited }) // prettier-ignore
    expect(says(0, 1, 1, 1)).toBe('1 burglary is another crime now: 1 door not yet visited was taken off. 1 home had been visited for it; those records stay.') // prettier-ignore
    expect(says(1, 0, 0, 2)).toBe(
      '1 burglary is no longer a crime. 2 homes had been visited for it; those records stay.',
    )
    expect(says(1, 1, 0, 1)).toBe('1 burglary is no longer a crime, 1 burglary is another crime now. 1 home had been visited for them; those records stay.') // prettier-ignore
    expect(says(0, 2, NaN, 0)).toBe('2 burglaries are other crimes now.')
  })
})
