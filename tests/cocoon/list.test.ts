/** The list as a whole: due times, merging, homes already visited, rounds, left out, CSV. */
import fc from 'fast-check'
import { hiddenKey } from '../../src/cocoon/address.ts'
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { readCode } from '../../src/cocoon/code.ts'
import { whichNeed } from '../../src/cocoon/due.ts'
import { cocoonList, refusal } from '../../src/cocoon/list.ts'
import { offTheList } from '../../src/cocoon/givenRounds.ts'
import { listCsv } from '../../src/cocoon/listCsv.ts'
import { PRESETS } from '../../src/cocoon/presets.ts'
import { protocolSchema, tiersExplained, type Protocol } from '../../src/cocoon/protocol.ts'
import { streetIn } from '../../src/core/places/streetIn.ts'
import { streetLevel } from '../../src/cocoon/streets.ts'
import { unfoundIn, whyNobody } from '../../src/cocoon/stillOpen.ts'
import { listedHomes, type Visit } from '../../src/cocoon/visits.ts'
import { defaults, problems } from '../../src/core/base/params.ts'
import { textAt } from '../../src/core/base/text.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { draw, FLAG, home, homesOf, incidentsOf, TODAY, type Burglary, type Made } from './town.ts'

const P = defaults(protocolSchema)
const HOMES = draw(`
Harrow Lane | 1   3   5   7   9   11  13  15  17  19  21
.
.
Harrow Lane | 2   4   6   8x3 10  12  14  16  18  20  22
`)
const DOORS = prepareHomes(HOMES)
const at = (a: string) => home(HOMES, a)

function list(made: readonly Burglary[], over: Partial<Protocol> = {}, visits: Visit[] = [], today = TODAY) {
  const { table, text, rows } = incidentsOf(HOMES, made)
  return cocoonList({ table, text, doors: DOORS, rows, today, protocol: { ...P, ...over }, visits })
}
const visit = (address: string, day: number, outcome: Visit['outcome'], id = address): Visit => ({
  id,
  home: textAt(HOMES.uprn, at(address)),
  list: '',
  incident: '',
  outcome,
  at: day * 1440 + 600,
  device: 'd',
  note: '',
  revision: 0,
})

describe('due', () => {
  const day = (d: number) => minuteOf(2026, 11, d)
  const needs = (made: Burglary[], today = TODAY, lookBack = P.window) => {
    const { table, rows } = incidentsOf(HOMES, made)
    return whichNeed(table, rows, today, { ...P, lookBack })
  }
  it('lists the last days asked for and counts the older ones that are still live', () => {
    const made: Burglary[] = [
      { at: at('1 Harrow Lane'), from: day(20) },
      { at: at('3 Harrow Lane'), from: day(3) },
    ]
    const { need, notListed } = needs(made, TODAY, 7)
    expect(need.map((n) => n.row)).toEqual([0])
    expect(notListed).toEqual([{ row: 1, reason: expect.stringContaining('still live') }])
  })
  it('counts 48 hours from the report, else from the end of the occurrence', () => {
    const { need } = needs([
      { at: 0, from: day(19), to: day(20) + 600, reported: day(21) + 480 },
      { at: 0, from: day(19), to: day(20) + 600 },
    ])
    const byRow = (r: number) => need.find((d) => d.row === r)!
    expect(byRow(0)).toMatchObject({ reported: true, due: day(23) + 480, age: 1, status: 'later' })
    expect(byRow(1)).toMatchObject({ reported: false, due: day(22) + 600, age: 2, status: 'today' })
  })
  it('takes a day without a time to its end', () => {
    const { need } = needs([{ at: 0, from: day(18), to: day(18), flags: FLAG.noTime }])
    expect(need[0]).toMatchObject({ due: day(20) + 1439, status: 'overdue' })
  })
  it('includes the last day of the window and nothing after, and nothing from the future', () => {
    const { need, notListed } = needs([
      { at: 0, from: (TODAY - 42) * 1440 },
      { at: 0, from: (TODAY - 43) * 1440 + 1439 },
      { at: 0, from: (TODAY + 1) * 1440 },
      { at: 0, offence: 'theft-from-vehicle' },
    ])
    expect(need).toMatchObject([{ row: 0, age: 42, expires: TODAY }])
    expect(notListed.map((r) => [r.row, r.reason])).toEqual([
      [1, 'older than 42 days'],
      [2, 'dated after the as-at date'],
      [3, 'not a burglary of a home'],
    ])
  })
  it('puts the last week first, then what is due first', () => {
    const { need } = needs([
      { at: 0, from: (TODAY - 20) * 1440 },
      { at: 0, from: (TODAY - 1) * 1440 },
      { at: 0, from: (TODAY - 6) * 1440 },
    ])
    expect(need.map((d) => d.row)).toEqual([2, 1, 0])
  })
})

describe('the list', () => {
  it('names the doors in walking order with the reason for each', () => {
    const l = list([{ at: at('14 Harrow'), to: minuteOf(2026, 11, 21, 19, 15) }])
    const read = l.visits.map(
      (v) => `${v.label} ${v.address.split(' ')[0]} ${v.why} ${v.tier} ${v.flats.length}`,
    )
    expect(read).toEqual([
      '1 6 4 right B 0',
      '2 8 3 right B 3',
      '3 10 2 right A 0',
      '4 12 next door A 0',
      '★ 14 burgled home A 0',
      '5 16 next door A 0',
      '6 18 2 left A 0',
      '7 20 3 left B 0',
      '8 22 4 left B 0',
    ])
    expect(l.visits.map((v) => v.order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(l.visits.every((v) => v.due === minuteOf(2026, 11, 23, 19, 15))).toBe(true)
    expect(l.incidents).toMatchObject([{ id: 'CR/1/26', by: 'UPRN', calls: 9, fewer: [] }])
    expect(l.rounds).toMatchObject([{ number: 1, calls: 9, homes: 11 }])
    // 8 gaps of 12 m, nine calls of 3 minutes and two further flats of 1.5, at 4.5 km/h
    expect(l.rounds[0].length).toBeCloseTo(96)
    expect(l.rounds[0].minutes).toBeCloseTo(9 * 3 + 3 + 96 / 75)
  })

  it('walks up one side and down the other', () => {
    const l = list([{ at: at('14 Harrow') }], { opposite: 5 })
    const sides = l.visits.map((v) => (parseInt(v.address) % 2 === 0 ? 'even' : 'odd'))
    expect(sides.filter((s, i) => i > 0 && s !== sides[i - 1])).toHaveLength(1)
    const odd = l.visits.filter((v) => v.relation === 'opposite').map((v) => parseInt(v.address))
    expect(odd).toEqual([...odd].sort((a, b) => (odd[0] < odd[1] ? a - b : b - a)))
  })

  it('merges overlapping cocoons: one card each, the strongest reason, every burglary named', () => {
    const l = list([{ at: at('6 Harrow') }, { at: at('12 Harrow') }])
    const homes = l.visits.flatMap((v) => v.homes)
    expect(new Set(homes).size).toBe(homes.length)
    const of = (a: string) => l.visits.find((v) => v.address.startsWith(a))!
    expect(of('6 Harrow')).toMatchObject({ relation: 'victim', label: '★1', incidents: [0, 1] })
    expect(of('12 Harrow')).toMatchObject({ relation: 'victim', label: '★2', incidents: [1, 0] })
    expect(of('10 Harrow')).toMatchObject({ why: 'next door', tier: 'A', incidents: [1, 0] })
    expect(of('20 Harrow')).toMatchObject({ incidents: [1], tier: 'B' })
    expect(l.notes[0]).toMatch(/stand on the list once/)
  })

  it('does not list a home again that was visited lately, but calls again where nobody answered', () => {
    const visits = [
      visit('12 Harrow', TODAY - 5, 'spoken'),
      visit('16 Harrow', TODAY - 5, 'no answer'),
      visit('18 Harrow', TODAY - 40, 'leaflet'),
      visit('10 Harrow', TODAY - 300, 'not a dwelling'),
      // called on before it was burgled: seen again
      visit('14 Harrow', TODAY - 10, 'spoken'),
    ]
    const l = list([{ at: at('14 Harrow') }], {}, visits)
    const listed = l.visits.map((v) => v.address.split(' ')[0])
    expect(listed).toEqual(['6', '8', '14', '16', '18', '20', '22'])
    expect(l.leftOut.map((o) => [o.label.split(' ')[0], o.reason])).toEqual([
      ['12', 'visited 5 days ago (spoken)'],
      ['10', 'found not to be a dwelling'],
    ])
    const after = list([{ at: at('14 Harrow') }], {}, [visit('14 Harrow', TODAY, 'spoken')])
    expect(after.visits.some((v) => v.relation === 'victim')).toBe(false)
  })

  it('knows a home by its address where it has no UPRN', () => {
    const bare = { ...HOMES, uprn: { bytes: new Uint8Array(), offsets: new Uint32Array(HOMES.n + 1) } }
    const { table, text, rows } = incidentsOf(HOMES, [{ at: at('14 Harrow') }])
    const go = (visits: Visit[]) =>
      cocoonList({ table, text, doors: prepareHomes(bare), rows, today: TODAY, protocol: P, visits })
    const all = go([])
    const home = all.visits.find((v) => v.address.startsWith('12 '))!.keys[0]
    expect(home).toMatch(/^address #[0-9a-f]{16}$/)
    // a record of an earlier version, which held the address, is of the same home
    expect(hiddenKey('address 12 harrow lane thornby')).toBe(home)
    const seen = go([{ ...visit('12 Harrow', TODAY, 'spoken'), home }])
    expect(seen.visits).toHaveLength(all.visits.length - 1)
    expect(new Set(listedHomes(all.visits).map((h) => h.home)).size).toBe(all.rounds[0].homes)
  })

  it('says which burglaries it could not place', () => {
    const l = list([{ at: [5000, 5000] }, { at: at('14 Harrow'), from: (TODAY - 50) * 1440 }])
    expect(l.visits).toEqual([])
    expect(l.leftOut).toMatchObject([
      { what: 'burglary', label: 'CR/2/26', reason: 'older than 42 days' },
      { what: 'burglary', label: 'CR/1/26', reason: expect.stringMatching(/^No home of the address file/) },
    ])
  })

  it('takes an undivided "burglary" only where an address confirms a home', () => {
    const near = { at: [HOMES.x[0] + 1, 0] as const, offence: 'burglary-any' as const }
    expect(list([near]).visits).toEqual([])
    expect(list([{ at: 0, offence: 'burglary-any' }]).visits.length).toBeGreaterThan(0)
  })

  it('refuses open data and month dates with a sentence', () => {
    const { table, rows } = incidentsOf(HOMES, [{ at: 0 }], { source: 'open', precision: 'month' })
    expect(() => cocoonList({ table, doors: DOORS, rows, today: TODAY, protocol: P })).toThrow(
      /snap points that each stand for eight or more addresses/,
    )
    expect(refusal({ source: 'exact', precision: 'month', crs: 'EPSG:27700' })).toMatch(/only the month/)
    expect(refusal({ source: 'exact', precision: 'day', crs: 'EPSG:27700' })).toBeUndefined()
  })

  it('tells a home that only the time leaves out from one that left the list', () => {
    const made = [{ at: at('14 Harrow') }, { at: at('5 Harrow') }]
    const whole = list(made)
    const given = whole.visits.flatMap((v) => v.keys.map((key) => ({ key, label: v.label, due: v.due })))
    const off = (l: typeof whole, called: string[] = []) => offTheList({ homes: given }, l, new Set(called))
    expect(off(whole)).toBe(0)
    const short = list(made, { capacity: 10, officers: 1 })
    expect(short.visits.length).toBeLessThan(whole.visits.length)
    expect(off(short)).toBe(0)
    expect([...short.visits.flatMap((v) => v.keys), ...short.undone].sort()).toEqual(
      expect.arrayContaining(given.map((g) => g.key)),
    )
    // one of the two is no crime any more: what only it needed is gone, as long as nobody was there
    const one = list(made.slice(0, 1))
    const stay = new Set([...one.visits, ...one.hidden.visits].flatMap((v) => v.keys))
    const gone = given.filter((g) => !stay.has(g.key)).map((g) => g.key)
    expect(gone.length).toBeGreaterThan(0)
    expect(off(one)).toBe(gone.length)
    expect(off(one, gone.slice(0, 1))).toBe(gone.length - 1)
  })
  it('keeps to the capacity by priority and says what is left out', () => {
    const l = list([{ at: at('14 Harrow') }], { capacity: 17, officers: 1 })
    expect(l.visits.map((v) => v.tier)).toEqual(['A', 'A', 'A', 'A', 'A'])
    expect(l.rounds[0].minutes).toBeLessThanOrEqual(17)
    expect(l.leftOut).toHaveLength(4)
    expect(l.leftOut[0].reason).toBe('over 17 minutes for one officer')
  })

  it('makes as many rounds as it takes where nobody said how many officers there are', () => {
    const made = [{ at: at('14 Harrow') }, { at: at('5 Harrow') }]
    const l = list(made, { capacity: 17 })
    expect(l.rounds.length).toBeGreaterThan(1)
    for (const r of l.rounds) expect(r.minutes).toBeLessThanOrEqual(17)
    expect(l.visits).toHaveLength(list(made, { officers: 1 }).visits.length)
    expect(list(made).rounds).toHaveLength(1)
  })

  it('has a code that changes with the list and notices a slip of the pen', () => {
    const a = list([{ at: at('14 Harrow') }])
    const b = list([{ at: at('14 Harrow') }])
    const c = list([{ at: at('16 Harrow') }])
    expect(a.id).toMatch(/^C-2211-[2-9A-Z]{4}$/)
    expect(b.id).toBe(a.id)
    expect(c.id).not.toBe(a.id)
    const code = a.rounds[0].code
    expect(readCode(` ${code.toLowerCase()} `)).toEqual({ list: a.id, round: 1 })
    expect(readCode(a.id)).toEqual({ list: a.id })
    expect(readCode(c.id.slice(0, -1) + (c.id.endsWith('7') ? '8' : '7'))).toBeUndefined()
    for (let i = 2; i < code.length; i++) {
      const slip = code.slice(0, i) + (code[i] === '7' ? '8' : '7') + code.slice(i + 1)
      expect(readCode(slip)).toBeUndefined()
    }
  })

  it('writes the terminal’s CSV', () => {
    const { table, text, rows } = incidentsOf(HOMES, [{ at: at('14 Harrow') }])
    const l = cocoonList({ table, text, doors: DOORS, rows, today: TODAY, protocol: { ...P, eachSide: 3 } })
    const lines = listCsv(l, text).split('\r\n')
    expect(lines[0]).toBe('incident,order,uprn,address,relation,tier,due')
    const flats = ['Flat 1', 'Flat 2', 'Flat 3'].map((f) => textAt(HOMES.uprn, at(`${f}, 8`))).join(' ')
    expect(lines[1]).toBe(
      `CR/1/26,1,${flats},"8 Harrow Lane, Thornby (Flat 1, Flat 2, Flat 3)",same side,B,2026-11-22T19:15`,
    )
    expect(lines[4]).toBe(
      `CR/1/26,4,${textAt(HOMES.uprn, at('14 Harrow'))},"14 Harrow Lane, Thornby",victim,A,2026-11-22T19:15`,
    )
    expect(lines.at(-1)).toBe('')
  })
})

describe('any town, any burglaries', () => {
  // odd-even streets on a grid with missing numbers, flats, named houses; burglaries anywhere
  const town = fc.record({
    streets: fc.integer({ min: 1, max: 3 }),
    length: fc.integer({ min: 1, max: 12 }),
    missing: fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 10 }),
    flats: fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 3 }),
    named: fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 5 }),
    burgled: fc.array(fc.nat(200), { minLength: 1, maxLength: 6 }),
    protocol: fc.record({
      eachSide: fc.integer({ min: 0, max: 6 }),
      rear: fc.integer({ min: 0, max: 4 }),
      opposite: fc.integer({ min: 0, max: 4 }),
      ring: fc.integer({ min: 0, max: 10 }),
      flats: fc.constantFrom('building' as const, 'doors' as const),
      officers: fc.integer({ min: 1, max: 4 }),
      byBeat: fc.boolean(),
      capacity: fc.constantFrom(0, 5, 20, 60),
    }),
  })
  const build = (t: typeof town extends fc.Arbitrary<infer T> ? T : never) => {
    const made: Made[] = []
    for (let s = 0; s < t.streets; s++)
      for (let k = 0; k < t.length; k++)
        for (const side of [0, 1]) {
          const i = (s * t.length + k) * 2 + side
          if (t.missing.includes(i)) continue
          const base = { x: k * 9, y: s * 60 + side * 22, street: `Street ${s}`, beat: `B${s % 2}` }
          const number = 2 * k + 1 + side
          if (t.named.includes(i)) made.push({ ...base, name: `House${i}` })
          else if (t.flats.includes(i))
            for (let f = 1; f <= 3; f++) made.push({ ...base, number, building: i, flat: `Flat ${f}` })
          else made.push({ ...base, number })
        }
    return homesOf(made)
  }
  it('lists every home once, within the protocol, in rounds that hold everything', () => {
    fc.assert(
      fc.property(town, (t) => {
        const homes = build(t)
        if (homes.n === 0) return
        const doors = prepareHomes(homes)
        const protocol = { ...P, ...t.protocol }
        const { table, text, rows } = incidentsOf(
          homes,
          t.burgled.map((b) => ({ at: b % homes.n })),
        )
        const go = () => cocoonList({ table, text, doors, rows, today: TODAY, protocol })
        const l = go()
        expect(go()).toEqual(l)
        // nobody gets two cards
        const listed = l.visits.flatMap((v) => v.homes)
        expect(new Set(listed).size).toBe(listed.length)
        // every burgled home is listed as such, or cut with a reason
        const out = new Set(l.leftOut.map((o) => o.home))
        for (const c of l.incidents)
          expect(l.visits.some((v) => v.relation === 'victim' && v.home === c.home) || out.has(c.home)).toBe(
            true,
          )
        // no more doors than asked for
        const most = 1 + 2 * protocol.eachSide + protocol.rear + protocol.opposite + protocol.ring
        for (const c of l.incidents) {
          const mine = new Set(
            l.visits.filter((v) => v.incidents.includes(c.row)).map((v) => doors.doorOf[v.home]),
          )
          expect(mine.size).toBeLessThanOrEqual(most)
        }
        // rings reach no farther than said
        for (const v of l.visits) {
          const d = Math.min(
            ...v.incidents.map((r) => Math.hypot(homes.x[v.home] - table.x[r], homes.y[v.home] - table.y[r])),
          )
          if (v.relation === 'rear') expect(d).toBeLessThanOrEqual(protocol.rearWithin + 1e-9)
          if (v.relation === 'opposite') expect(d).toBeLessThanOrEqual(protocol.oppositeWithin + 1e-9)
        }
        // orders run through, rounds are no more than officers (but one per beat), capacity holds
        expect(l.visits.map((v) => v.order)).toEqual(l.visits.map((_, i) => i + 1))
        expect(l.rounds.length).toBeLessThanOrEqual(protocol.officers)
        if (protocol.capacity > 0)
          for (const r of l.rounds) expect(r.minutes).toBeLessThanOrEqual(protocol.capacity)
        for (const r of l.rounds) {
          const labels = l.visits.filter((v) => v.round === r.number).map((v) => v.label)
          expect(new Set(labels).size).toBe(labels.length)
        }
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})

describe('the protocol', () => {
  it('has presets within its own limits', () => {
    for (const preset of PRESETS) expect(problems(protocolSchema, { ...P, ...preset.values })).toEqual({})
  })
  it('explains its tiers', () => {
    expect(tiersExplained(P)).toEqual([
      { tier: 'A', name: '', says: 'burgled home and nearest 2 each side' },
      { tier: 'B', name: '', says: 'others on the same side' },
    ])
    expect(tiersExplained({ ...P, tiers: 'victim-first', names: 'metals', rear: 2 }).at(-1)).toEqual({
      tier: 'C',
      name: 'bronze',
      says: 'others on the same side, behind',
    })
  })
})

describe('streets where no address file is loaded', () => {
  it('are read out of the address where the file has no column of streets', () => {
    const { table, text, rows } = incidentsOf(HOMES, [
      { at: [0, 0], address: 'O/S 44 ELM GROVE, HARROWMERE HM1 5AB' },
      { at: [10, 0], address: 'Opposite Flat 1 30 Elm Grove, Harrowmere' },
      { at: [20, 0], address: 'Junction of Beech Road and Park Road' },
      { at: [30, 0], street: 'Elm Grove' },
      { at: [40, 0], address: 'HARROWMERE' },
    ])
    const { streets, unnamed } = streetLevel({ table, text, rows, today: TODAY, protocol: P })
    expect(streets.map((s) => [s.street.toLowerCase(), s.on])).toEqual([
      ['elm grove', 3],
      ['beech road', 1],
    ])
    expect(unnamed).toBe(1)
    // what a street is called in addresses as forces write them
    const named: [string, string][] = [
      ['OUTSIDE 12 MILL LANE', 'MILL LANE'],
      ['nr. The Ship Inn, Quay Street, Port', 'Quay Street'],
      ['O/S FLAT 54, WEXCOMBE HOUSE, CANAL ROAD, TOWN HM2 7AA', 'CANAL ROAD'],
      ['car park at Station Road', 'Station Road'],
      ['High Street j/w Bank Street', 'High Street'],
      ['At Anne Close', 'Anne Close'],
      ['Tesco', ''],
      ['', ''],
    ]
    expect(named.map(([line]) => [line, streetIn(line)])).toEqual(named)
  })

  it('are one with their rows that name no beat, where the street lies in one beat alone', () => {
    const { table, rows } = incidentsOf(HOMES, [
      { at: [0, 0], street: 'Mill Row', beat: 'A' },
      { at: [10, 0], street: 'Mill Row' },
      { at: [20, 0], street: 'High Street', beat: 'A' },
      { at: [30, 0], street: 'High Street', beat: 'B' },
    ])
    const { streets } = streetLevel({ table, rows, today: TODAY, protocol: P })
    expect(streets.map((s) => [s.street, s.on]).toSorted()).toEqual([
      ['High Street', 1],
      ['High Street', 1],
      ['Mill Row', 2],
    ])
  })

  it('are ranked by what is live on them, then near them', () => {
    const { table, rows } = incidentsOf(HOMES, [
      { at: [0, 0], street: 'Mill Row' },
      { at: [10, 0], street: 'Mill Row' },
      { at: [40, 0], street: 'Elm Road' },
      { at: [60, 0], street: 'Quiet Way', from: (TODAY - 300) * 1440 },
      { at: [9000, 0], street: 'Far Road', from: (TODAY - 300) * 1440 },
      { at: [20, 0] },
    ])
    const { streets, unnamed } = streetLevel({ table, rows, today: TODAY, protocol: P })
    expect(streets.map((s) => [s.street, s.on, s.near])).toEqual([
      ['Mill Row', 2, 2],
      ['Elm Road', 1, 3],
      ['Quiet Way', 0, 4],
    ])
    expect(unnamed).toBe(1)
    expect(() =>
      streetLevel({ table: { ...table, source: 'open' }, rows, today: TODAY, protocol: P }),
    ).toThrow(/snap points/)
  })
})

it('counts the burglaries that no home was found for: they ask for visits, though the list has none', () => {
  const made = list([
    { at: [400_000, 0], uprn: '' },
    { at: [400_100, 0], uprn: '' },
  ])
  expect([made.visits.length, unfoundIn(made)]).toEqual([0, 2])
  // said by Doors, Delivery, the hand-over and the briefing alike
  expect(whyNobody(made)).toBe('No home was found for 2 burglaries')
  expect(whyNobody({ leftOut: [] })).toBeUndefined()
  expect(unfoundIn(list([{ at: at('1 Harrow Lane') }]))).toBe(0)
})
