/** The round on a phone: what its file says and does not say, where it stands, and the way back. */
import { describe, expect, it } from 'vitest'
import { hiddenKey } from '../../src/cocoon/address.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { countedBy, nextPlace, roundState, step } from '../../src/cocoon/onStreet.ts'
import { expiredRound, phoneRound, readRound, roundText } from '../../src/cocoon/roundFile.ts'
import { readVisits, visitsCsv, visitsText } from '../../src/cocoon/visitFile.ts'
import { coverage, type Visit } from '../../src/cocoon/visits.ts'
import { defaults } from '../../src/core/base/params.ts'
import { againWords } from '../../src/street/words.ts'
import { draw, home, incidentsOf, TODAY } from './town.ts'

const homes = draw(`
Harrow Lane |  2  4  6  8x3  10  12  14
`)
const victim = home(homes, '6')
const { table, text, rows } = incidentsOf(homes, [{ at: victim }])
const protocol = { ...defaults(protocolSchema), officers: 1 }
const list = cocoonList({ table, text, doors: prepareHomes(homes), rows, today: TODAY, protocol })
const round = phoneRound(list, 1, { title: 'Harrow Lane', marking: 'OFFICIAL-SENSITIVE' })

let n = 0
const visit = (key: string, outcome: Visit['outcome'], over: Partial<Visit> = {}): Visit => ({
  id: `d-${++n}`,
  home: key,
  list: round.code,
  incident: '',
  outcome,
  at: n,
  device: 'd',
  note: '',
  revision: 0,
  ...over,
})

describe('a round for a phone', () => {
  it('has the sheet’s calls, order and numbers, and each flat of a building', () => {
    expect(round.calls.map((c) => [c.label, c.address, c.tier, c.why, c.due])).toEqual(
      list.visits.map((v) => [v.label, v.address, v.tier, v.why, v.due]),
    )
    expect(round.code).toBe(list.rounds[0].code)
    const flats = round.calls.find((c) => c.homes.length > 1)!
    expect(flats.homes.map((h) => h.flat)).toEqual(['Flat 1', 'Flat 2', 'Flat 3'])
    expect(round.calls.flatMap((c) => c.homes.map((h) => h.key)).sort()).toEqual(
      list.visits.flatMap((v) => [...v.keys]).sort(),
    )
    expect(round.expires).toBe(Math.max(...list.visits.map((v) => v.expires)))
  })

  it('has each door to a tenth of a metre', () => {
    for (const [i, c] of round.calls.entries()) {
      expect(Math.abs(c.lng - list.visits[i].lng)).toBeLessThanOrEqual(5.001e-7)
      expect(Math.abs(c.lat - list.visits[i].lat)).toBeLessThanOrEqual(5.001e-7)
    }
  })

  it('says nothing of the burglary: no crime number, no row, no window', () => {
    const written = roundText(round)
    expect(written).not.toContain('CR/')
    expect(Object.keys(JSON.parse(written).calls[0]).sort()).toEqual(
      ['address', 'due', 'expires', 'homes', 'label', 'lat', 'lng', 'relation', 'tier', 'why'].sort(),
    )
  })

  it('can leave the burgled home out, and every word that points at it', () => {
    const route = phoneRound(list, 1, { title: 'Harrow Lane', marking: '', route: true })
    // the burgled home is an ordinary call; withoutVictim.test.ts has what an attacker can make of it
    expect(route.calls.flatMap((c) => c.homes.map((h) => h.key)).sort()).toEqual(
      round.calls.flatMap((c) => c.homes.map((h) => h.key)).sort(),
    )
    expect(route.code).not.toBe(round.code)
    expect(roundText(route)).not.toMatch(/★|victim|burgled home"|left|right|next door|same side"/)
  })

  it('comes back from its file whole; anything else ends in a sentence', () => {
    expect(readRound(roundText(round))).toEqual(round)
    const broken = (change: (r: any) => void) => {
      const r = JSON.parse(roundText(round))
      change(r)
      return () => readRound(JSON.stringify(r))
    }
    expect(() => readRound(roundText(round).slice(0, 90))).toThrow(/breaks off/)
    expect(broken((r) => (r.cocoon = 'visits'))).toThrow(/not a round/)
    expect(broken((r) => (r.version = 2))).toThrow(/newer Cocoon/)
    expect(broken((r) => (r.calls = []))).toThrow(/missing/)
    expect(broken((r) => delete r.calls[1].due)).toThrow(/missing/)
    expect(broken((r) => (r.calls[0].homes[0].key = ''))).toThrow(/missing/)
    expect(() => readRound('null')).toThrow(/not a round/)
  })

  it('expires the day after its last day', () => {
    expect(expiredRound(round, round.expires)).toBeUndefined()
    expect(expiredRound(round, round.expires + 1)).toMatch(/of use until .* Ask for a fresh list/)
  })
})

describe('where a round stands', () => {
  const calls = round.calls.length
  const flats = round.calls.findIndex((c) => c.homes.length > 1)
  const key = (call: number, h = 0) => round.calls[call].homes[h].key

  it('counts a building as called on when each of its flats has an outcome', () => {
    const some = [visit(key(flats, 0), 'spoken'), visit(key(flats, 1), 'no answer')]
    expect(roundState(round, some)).toMatchObject({ calls: 0, homes: 2, ofHomes: calls + 2, unanswered: 1 })
    const all = [...some, visit(key(flats, 2), 'vacant')]
    expect(roundState(round, all)).toMatchObject({ calls: 1, homes: 3 })
  })

  it('goes by this round only, and by records that stand', () => {
    const none = [
      visit(key(0), 'spoken', { list: 'C-0101-AAAA-1A' }),
      visit(key(0), 'spoken', { removed: true }),
      visit('elsewhere', 'spoken'),
    ]
    expect(roundState(round, none)).toMatchObject({ calls: 0, homes: 0 })
  })

  it('leads from door to door, round the corner to those passed over, and back to those without an answer', () => {
    const made = (v: readonly Visit[]) => roundState(round, v).made
    expect(nextPlace(round, made([]), undefined)).toEqual({ call: 0, home: 0 })
    expect(nextPlace(round, made([]), { call: 0, home: 0 })).toEqual(
      flats === 1 ? { call: 1, home: 0 } : { call: 1, home: 0 },
    )
    const last = { call: calls - 1, home: round.calls[calls - 1].homes.length - 1 }
    const done = round.calls.flatMap((c, i) => (i === 1 ? [] : c.homes.map((h) => visit(h.key, 'leaflet'))))
    expect(nextPlace(round, made(done), last)).toEqual({ call: 1, home: 0 })
    const all = [...done, ...round.calls[1].homes.map((h) => visit(h.key, 'no answer'))]
    expect(nextPlace(round, made(all), last)).toBeUndefined()
    expect(nextPlace(round, made(all), last, true)).toEqual({ call: 1, home: 0 })
    const answered = [...all, ...round.calls[1].homes.map((h) => visit(h.key, 'spoken'))]
    expect(nextPlace(round, made(answered), last, true)).toBeUndefined()
  })

  it('does not lead back to a home that refused or spoke because a later call found its door closed', () => {
    for (const settled of ['refused', 'spoken'] as const) {
      const state = roundState(round, [visit(key(0), settled), visit(key(0), 'no answer')])
      expect(state.unanswered).toBe(0)
      expect(nextPlace(round, state.made, undefined, true)).toBeUndefined()
      // nor is it one of those without an answer, once the round is done
      expect(countedBy(state.made.get(key(0))!).outcome).toBe(settled)
      // as the desk counts it
      expect(coverage([{ home: key(0), due: 0 }], [...state.made.values()].flat())).toMatchObject({ done: 1 })
    }
    const { made, unanswered } = roundState(round, [
      ...[visit(key(0), 'refused'), visit(key(0), 'call back')],
      visit(key(1), 'no answer'),
    ])
    expect(againWords({ made, unanswered })).toBe('Try the 1 without an answer again')
  })
})

describe('the way to the next door', () => {
  it('has its metres and its wind', () => {
    const at = { lng: -1.5, lat: 53.8 }
    const east = 1 / (111_320 * Math.cos((53.8 * Math.PI) / 180))
    for (const [x, y, wind] of [
      [0, 20, 'north'],
      [20, 20, 'north-east'],
      [20, 0, 'east'],
      [1, -30, 'south'],
      [-20, -20, 'south-west'],
      [-20, 1, 'west'],
    ] as const) {
      const to = { lng: at.lng + x * east, lat: at.lat + y / 111_320 }
      expect(step(at, to).wind).toBe(wind)
      expect(step(at, to).metres).toBeCloseTo(Math.hypot(x, y), 1)
    }
    expect(step(at, at)).toEqual({ metres: 0, wind: '' })
  })
})

describe('visits on their way', () => {
  const some = [
    visit('999', 'spoken', {
      note: 'camera at the back, "new" lock',
      ticks: ['camera', 'language'],
      at: TODAY * 1440 + 65,
    }),
    visit(hiddenKey('address 4 mill rise'), 'refused', { at: TODAY * 1440 + 70, note: '=1+1' }),
    visit('998', 'vacant', { removed: true, revision: 1 }),
  ]

  it('come back whole, the removed ones too', () => {
    expect(readVisits(visitsText(some))).toEqual({ visits: some, leftOut: 0 })
  })

  it('are looked at one by one; a bad record is counted and nothing rides along', () => {
    const file = JSON.parse(visitsText(some))
    file.visits[0].victim = 'a name'
    file.visits.push({ ...some[0], outcome: 'arrested' }, { ...some[0], at: 'noon' }, null)
    const { visits, leftOut } = readVisits(JSON.stringify(file))
    expect(visits).toEqual(some)
    expect(leftOut).toBe(3)
    expect(() => readVisits('{"cocoon":"round"}')).toThrow(/not a record of visits/)
    expect(() => readVisits('{"cocoon"')).toThrow(/breaks off/)
    expect(() => readVisits('{"cocoon":"visits","version":4,"visits":[]}')).toThrow(/newer Cocoon/)
  })

  it('of an earlier version are read as they were; an unknown tick makes no visit', () => {
    const old = ['leaflet', 'not a dwelling', 'no answer'].map((o) => visit('999', o as Visit['outcome']))
    const text = JSON.stringify({ cocoon: 'visits', version: 1, visits: old })
    expect(readVisits(text)).toEqual({ visits: old, leftOut: 0 })
    const odd = JSON.stringify({ cocoon: 'visits', version: 2, visits: [{ ...old[0], ticks: ['photo'] }] })
    expect(readVisits(odd)).toEqual({ visits: [], leftOut: 1 })
  })

  it('as CSV leave out what was taken back, and run no formula', () => {
    const csv = visitsCsv(some, (k) => (k === '999' ? '6 Harrow Lane, Thornby' : ''))
    expect(csv.split('\r\n')).toEqual([
      'date,time,uprn,address,outcome,note,round,incident,device,record,ticks',
      `2026-11-22,01:05,999,"6 Harrow Lane, Thornby",spoken,"camera at the back, ""new"" lock",${round.code},,d,${some[0].id},camera; language`,
      `2026-11-22,01:10,,,refused,'=1+1,${round.code},,d,${some[1].id},`,
      '',
    ])
  })
})
