/**
 * The planted burglaries of the sample town by crime number, each with the doors of its sheet. Worked out by hand
 * from street, number and position in data/town/addresses.csv: nothing here was copied from a run.
 */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Doors, prepareHomes } from '../../src/cocoon/doors.ts'
import { type CocoonList, cocoonList } from '../../src/cocoon/list.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { around } from '../../src/cocoon/who.ts'
import { allRows, type Incidents, type IncidentText } from '../../src/core/table/incidents.ts'
import { defaults } from '../../src/core/base/params.ts'
import { textAt } from '../../src/core/base/text.ts'
import { minuteOf, parseIsoDay } from '../../src/core/base/time.ts'
import { drop, only } from '../import/drop.ts'
import { home } from './town.ts'

const read = (name: string) => readFileSync(new URL(`../../data/town/${name}`, import.meta.url), 'utf8')
const TODAY = parseIsoDay('2026-11-22')
const P = defaults(protocolSchema)
const november = (day: number, hour: number, minute: number) => minuteOf(2026, 11, day, hour, minute)

let table: Incidents
let text: IncidentText
let doors: Doors

beforeAll(async () => {
  const opened = await drop({
    'incidents.csv': read('incidents.csv'),
    'addresses.csv': read('addresses.csv'),
  })
  const incidents = only(opened, 'incidents')
  table = incidents.incidents
  text = incidents.text
  doors = prepareHomes(only(opened, 'homes').homes)
}, 60_000)

const rowOf = (id: string): number => {
  for (let i = 0; i < table.n; i++) if (textAt(text.id, i) === id) return i
  throw new Error(`no crime ${id}`)
}
const listOf = (rows: Uint32Array): CocoonList =>
  cocoonList({ table, text, doors, rows, today: TODAY, protocol: P })
const listFor = (...ids: string[]) => listOf(Uint32Array.from(ids, rowOf))

/** "★ 51 Bellows Terrace: burgled home (A)", line by line as the sheet has them. */
const sheet = (list: CocoonList): string[] =>
  list.visits.map(
    (v) =>
      `${v.label} ${v.flats.length > 0 ? `${v.flats.join(' + ')}, ` : ''}${v.address.split(', Ludderwick')[0]}: ${v.why} (${v.tier})`,
  )

/** The calls around any home, burgled or not: nearest first, lower numbers before higher. */
const calls = (address: string, over: Partial<Protocol> = {}) => {
  const found = around(doors, home(doors.homes, address), { ...P, ...over })
  return {
    fewer: found.fewer,
    calls: found.calls.map(
      (c) =>
        `${c.homes.map((h) => textAt(doors.homes.address, h).split(', Ludderwick')[0]).join(' + ')}: ${c.why}`,
    ),
  }
}

describe('LW/011765/26, 51 Bellows Terrace: a repeat address in a terrace of odd numbers', () => {
  // the even side lies to the south-east: facing no. 51 one looks north-west, and numbers rise to the right.
  // A side road leaves between 43 and 45; 19 m apart, they are neighbours all the same
  it('lists four doors either side, walked from the low end', () => {
    const list = listFor('LW/011765/26')
    expect(sheet(list)).toEqual([
      '1 43 Bellows Terrace: 4 left (B)',
      '2 45 Bellows Terrace: 3 left (B)',
      '3 47 Bellows Terrace: 2 left (A)',
      '4 49 Bellows Terrace: next door (A)',
      '★ 51 Bellows Terrace: burgled home (A)',
      '5 53 Bellows Terrace: next door (A)',
      '6 55 Bellows Terrace: 2 right (A)',
      '7 57 Bellows Terrace: 3 right (B)',
      '8 59 Bellows Terrace: 4 right (B)',
    ])
    // reported on the 19th at 10:32, so due on the 21st at that minute: a day late
    expect(list.incidents).toEqual([
      expect.objectContaining({ by: 'UPRN', repeat: true, due: november(21, 10, 32), status: 'overdue' }),
    ])
    expect(list.incidents[0].fewer).toEqual([])
  })
})

describe('LW/011877/26, 6 Knot Mews: the end of a close numbered 1, 2, 3 round its head, without a 4', () => {
  it('goes round the head and lists the whole close; nothing lies across to tell left from right', () => {
    const list = listFor('LW/011877/26')
    expect(sheet(list)).toEqual([
      '1 1 Knot Mews: 4 down (B)',
      '2 2 Knot Mews: 3 down (B)',
      '3 3 Knot Mews: 2 down (A)',
      '4 5 Knot Mews: next door (A)',
      '★ 6 Knot Mews: burgled home (A)',
      '5 7 Knot Mews: next door (A)',
      '6 8 Knot Mews: 2 up (A)',
      '7 9 Knot Mews: 3 up (B)',
      '8 10 Knot Mews: 4 up (B)',
    ])
    expect(list.incidents[0]).toMatchObject({ fewer: [], due: november(23, 8, 8), status: 'later' })
  })

  // 11 Wigeon Way stands 21 m from no. 1, beside its mouth, and 9 is the next on that side; 15 stands 10 m from no. 10
  it('goes on beside the mouth of the close when five either side are asked for', () => {
    const { calls: found, fewer } = calls('6 Knot Mews', { eachSide: 5 })
    expect(found.slice(9)).toEqual([
      '11 Wigeon Way: 5 down, round the corner',
      '15 Wigeon Way: 5 up, round the corner',
    ])
    expect(fewer).toEqual([])
  })

  it('takes 3 and 5 for neighbours, and turns the corner past the first house of the close', () => {
    expect(calls('3 Knot Mews')).toEqual({
      calls: [
        '3 Knot Mews: burgled home',
        '2 Knot Mews: next door',
        '5 Knot Mews: next door',
        '1 Knot Mews: 2 down',
        '6 Knot Mews: 2 up',
        '11 Wigeon Way: 3 down, round the corner',
        '7 Knot Mews: 3 up',
        '9 Wigeon Way: 4 down, round the corner',
        '8 Knot Mews: 4 up',
      ],
      fewer: [],
    })
  })
})

describe('the near pair, LW/011815/26 and LW/011911/26', () => {
  // no. 10 looks north-east to the odd side, so facing it numbers fall to the right
  const WATHLEY = [
    '2 Wathley Terrace: 4 right (B)',
    '4 Wathley Terrace: 3 right (B)',
    '6 Wathley Terrace: 2 right (A)',
    '8 Wathley Terrace: next door (A)',
    '10 Wathley Terrace: burgled home (A)',
    '12 Wathley Terrace: next door (A)',
    '14 Wathley Terrace: 2 left (A)',
    '16 Wathley Terrace: 3 left (B)',
    '18 Wathley Terrace: 4 left (B)',
  ]
  // no. 184 stands 58 m off over a side road and in another beat: still the next door of its row
  const RING_ROAD = [
    '178 Northern Ring Road: 4 right (B)',
    '180 Northern Ring Road: 3 right (B)',
    '182 Northern Ring Road: 2 right (A)',
    '184 Northern Ring Road: next door (A)',
    '186 Northern Ring Road: burgled home (A)',
    '188 Northern Ring Road: next door (A)',
    '190 Northern Ring Road: 2 left (A)',
    '192 Northern Ring Road: 3 left (B)',
    '194 Northern Ring Road: 4 left (B)',
  ]
  const bare = (list: CocoonList) => sheet(list).map((s) => s.replace(/^\S+ /, ''))

  it('lists each row from its low end, the house past the gap included', () => {
    const wathley = listFor('LW/011815/26')
    expect(bare(wathley)).toEqual(WATHLEY)
    // its minute passed before the police day began at six
    expect(wathley.incidents[0]).toMatchObject({ due: november(22, 3, 44), status: 'overdue', fewer: [] })
    const ring = listFor('LW/011911/26')
    expect(bare(ring)).toEqual(RING_ROAD)
    expect(ring.incidents[0]).toMatchObject({ due: november(23, 20, 39), status: 'later', fewer: [] })
  })

  it('shares no door between the two, and names both in one list', () => {
    expect(bare(listFor('LW/011911/26', 'LW/011815/26')).sort()).toEqual([...WATHLEY, ...RING_ROAD].sort())
  })
})

describe('LW/011713/26, Flat 7, Wathworth Court: a block of flats without a number', () => {
  it('keeps the burgled flat apart, its building together, then the nearest homes of the street', () => {
    const list = listFor('LW/011713/26')
    // shops, offices and the shells of buildings are no homes: 21, 23, 26 and 30 Bridge Street are not here.
    // The court stands 67 m from the last house of its row, so that sides cannot be told
    expect(
      sheet(list)
        .map((s) => s.replace(/^\d+ /, ''))
        .sort(),
    ).toEqual(
      [
        '★ Flat 7, Wathworth Court, Bridge Street: burgled home (A)',
        'Flat 1 + Flat 2 + Flat 3 + Flat 4 + Flat 5 + Flat 6 + Flat 8, Wathworth Court, Bridge Street: same building (A)',
        '32 Bridge Street: nearest, 43 m (A)',
        '34 Bridge Street: nearest, 45 m (A)',
        '36 Bridge Street: nearest, 48 m (A)',
        '38 Bridge Street: nearest, 57 m (A)',
        '40 Bridge Street: nearest, 62 m (B)',
        'Flat 1, 28 Bridge Street: nearest, 65 m (B)',
        'Flat 1 + Flat 2 + Flat 3, 19 Bridge Street: nearest, 67 m (B)',
        '42 Bridge Street: nearest, 74 m (B)',
      ].sort(),
    )
    expect(list.incidents[0]).toMatchObject({
      due: november(20, 1, 39),
      status: 'overdue',
      fewer: ['sides unknown, as this home has no number and stands in no row: nearest homes instead'],
    })
  })
})

describe('other doors of the same streets', () => {
  it('passes over a missing 13 and calls once on the three flats of a house', () => {
    expect(calls('11 Wathley Terrace')).toEqual({
      calls: [
        '11 Wathley Terrace: burgled home',
        '9 Wathley Terrace: next door',
        '15 Wathley Terrace: next door',
        '7 Wathley Terrace: 2 left',
        '17 Wathley Terrace: 2 right',
        '5 Wathley Terrace: 3 left',
        '19 Wathley Terrace: 3 right',
        '3 Wathley Terrace: 4 left',
        'Flat A, 21 Wathley Terrace + Flat B, 21 Wathley Terrace + Flat C, 21 Wathley Terrace: 4 right',
      ],
      fewer: [],
    })
  })

  // 210 Northern Ring Road stands 11 m from no. 1, where both streets meet at a sharp angle
  it('turns the corner from the first house of a street, and says so', () => {
    expect(calls('1 Wathley Terrace')).toEqual({
      calls: [
        '1 Wathley Terrace: burgled home',
        '210 Northern Ring Road: next door, round the corner',
        '3 Wathley Terrace: next door',
        '208 Northern Ring Road: 2 left, round the corner',
        '5 Wathley Terrace: 2 right',
        '206 Northern Ring Road: 3 left, round the corner',
        '7 Wathley Terrace: 3 right',
        '204 Northern Ring Road: 4 left, round the corner',
        '9 Wathley Terrace: 4 right',
      ],
      fewer: [],
    })
  })
})

describe('the whole evening', () => {
  it('holds the nine burglaries of homes reported in the last seven days and no door twice', () => {
    const list = listOf(allRows(table))
    // the clock starts with the report: LW/011649/26 happened on the 15th and was reported on the 16th.
    // Shops (30C) and the shed of LW/011983/26 are no homes
    expect(list.incidents.map((i) => i.id).sort()).toEqual(
      [649, 713, 720, 735, 756, 765, 815, 877, 911].map((n) => `LW/011${n}/26`),
    )
    const homes = list.visits.flatMap((v) => v.homes)
    expect(new Set(homes).size).toBe(homes.length)
    expect(homes.length).toBeGreaterThanOrEqual(60)
  })
})
