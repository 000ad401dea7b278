/** Candidates near a series, what speaks for them, car keys, and what leaves for another force. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLAG, type IncidentText } from '../../../src/core/table/incidents.ts'
import {
  commonWords,
  evidenceOf,
  nearByChance,
  nearMembers,
  profileOf,
} from '../../../src/core/series/near.ts'
import { carKeyPairs, carKeysByChance, KEY_WORDS } from '../../../src/core/series/carKeys.ts'
import { factsOf } from '../../../src/core/series/facts.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { findMembers, rowKey } from '../../../src/core/series/series.ts'
import { readSearch, satisfies, type Search } from '../../../src/core/series/search.ts'
import {
  coarseCells,
  coarseGeoJson,
  coarseRows,
  coarseWords,
  pickRows,
} from '../../../src/core/series/share.ts'
import { type TextColumn, TextBuilder, textAt } from '../../../src/core/base/text.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const column = (texts: readonly string[]): TextColumn => {
  const b = new TextBuilder()
  for (const t of texts) b.push(t)
  return b.finish()
}
const all = (n: number) => Uint32Array.from({ length: n }, (_, i) => i)

const rowOf = fc.record({
  x: fc.integer({ min: 0, max: 300 }),
  y: fc.integer({ min: 0, max: 300 }),
  day: fc.integer({ min: 20_000, max: 20_012 }),
  hour: fc.integer({ min: 0, max: 23 }),
  endHour: fc.integer({ min: 23, max: 70 }),
  offence: fc.constantFrom('burglary-home' as const, 'theft-of-vehicle' as const, 'other' as const),
  place: fc.integer({ min: -1, max: 6 }),
})

describe('what a rule would find by chance', () => {
  const s = new Stream(12)
  const rows: Row[] = Array.from({ length: 120 }, (_, i) => ({
    x: s.below(400),
    y: s.below(400),
    day: 20_000 + s.below(200),
    offence: i % 2 ? ('theft-of-vehicle' as const) : ('burglary-home' as const),
    place: i,
  }))
  const table = incidentsFrom(rows)
  const dealt = (k: number, only: (i: number) => boolean) => {
    const own = [...all(rows.length)].filter(only)
    const when = own.slice()
    shuffle(when, new Stream(500, k))
    const from = table.from.slice()
    const to = table.to.slice()
    own.forEach((i, q) => ([from[i], to[i]] = [table.from[when[q]], table.to[when[q]]]))
    return { ...table, from, to }
  }

  it('is, near members, the mean of dates dealt out anew among the others', () => {
    const members = Uint32Array.of(0, 5, 9)
    let sum = 0
    for (let k = 0; k < 400; k++)
      sum +=
        nearMembers(
          dealt(k, (i) => !members.includes(i)),
          all(120),
          members,
          150,
          14,
        ).length / 400
    expect(Math.abs(nearByChance(table, all(120), members, 150, 14) - sum)).toBeLessThan(0.4)
  })

  it('is, for car keys, the mean of windows dealt out anew among the vehicles', () => {
    let sum = 0
    for (let k = 0; k < 200; k++) {
      const named = new Set(
        carKeyPairs(
          dealt(k, (i) => i % 2 === 1),
          all(120),
        ).flatMap((q) => [q.burglary, q.vehicle]),
      )
      sum += named.size / 200
    }
    expect(Math.abs(carKeysByChance(table, all(120)) - sum)).toBeLessThan(0.6)
  })

  it('leaves rows and members out whose date was flagged at import', () => {
    const flags = table.flags.slice()
    flags[7] = FLAG.oddDate
    const odd = { ...table, flags }
    expect(nearMembers(odd, all(120), Uint32Array.of(0), 1e6, 1e6)).not.toContain(7)
    expect(nearMembers(odd, all(120), Uint32Array.of(7, 0), 0, 1e6)).toHaveLength(0)
    expect(carKeyPairs(odd, all(120)).flatMap((q) => [q.burglary, q.vehicle])).not.toContain(7)
    const facts = factsOf(odd, Uint32Array.of(0, 7, 9))
    expect([facts.odd, facts.steps.length]).toEqual([1, 2])
  })
})

describe('near in place and time', () => {
  it('needs both with one and the same member, limits included', () => {
    const rows: Row[] = [
      { x: 0, y: 0, day: 20_000 },
      { x: 5000, y: 0, day: 20_100 },
      // near the first in place, the second in time
      { x: 100, y: 0, day: 20_100 },
      { x: 400, y: 0, day: 20_042 },
      { x: 400.1, y: 0, day: 20_042 },
      { x: 400, y: 0, day: 20_043 },
    ]
    const near = nearMembers(incidentsFrom(rows), all(6), Uint32Array.of(0, 1), 400, 42)
    expect([...near]).toEqual([3])
  })
  it('agrees with trying every pair', () => {
    fc.assert(
      fc.property(
        fc.array(rowOf, { minLength: 2, maxLength: 25 }),
        fc.integer({ min: 1, max: 200 }),
        (rows, metres) => {
          const t = incidentsFrom(rows)
          const members = Uint32Array.of(0, 1)
          const middle = (r: Row) => Math.floor((r.day * 24 + r.hour! + r.day * 24 + r.endHour!) / 48)
          const wanted = rows.flatMap((r, i) =>
            i > 1 &&
            [rows[0], rows[1]].some(
              (m) => Math.hypot(m.x - r.x, m.y - r.y) <= metres && Math.abs(middle(m) - middle(r)) <= 3,
            )
              ? [i]
              : [],
          )
          expect([...nearMembers(t, all(rows.length), members, metres, 3)]).toEqual(wanted)
        },
      ),
    )
  })
})

describe('what speaks for an incident', () => {
  const rows: Row[] = [
    { x: 0, y: 0, day: 20_000, hour: 18, endHour: 20, place: 1 },
    { x: 300, y: 0, day: 20_010, hour: 18, endHour: 20, place: 2 },
    { x: 300, y: 40, day: 20_013, hour: 19, endHour: 21, place: 2 },
    { x: 0, y: 30, day: 19_998, hour: 2, endHour: 4, place: 4 },
    { x: 0, y: 30, day: 19_998, flags: FLAG.noTime, place: 4 },
  ]
  const t = incidentsFrom(rows)
  const mo = column([
    'Patio door, cylinder snapped',
    'Cylinder snapped at front',
    'Rear cylinder snapped, watch taken',
    'Window',
    '',
  ])
  const members = Uint32Array.of(0, 1)
  const common = new Set<string>()
  const profile = profileOf(t, mo, members, common)
  it('is told part by part', () => {
    const e = evidenceOf(t, mo, profile, common, 2)
    expect(e).toMatchObject({ nearest: 1, metres: 40, days: 3, leastDays: 3, samePlace: true })
    expect(e.hours).toBeCloseTo(0.5, 12)
    expect(e.words).toEqual(['cylinder', 'snapped'])
    const f = evidenceOf(t, mo, profile, common, 3)
    expect(f).toMatchObject({ nearest: 0, metres: 30, days: -2, samePlace: false, hours: 0, words: [] })
    expect(evidenceOf(t, mo, profile, common, 4).hours).toBeNaN()
  })
  it('looks for the nearest among members within the days, where there are any', () => {
    const far = incidentsFrom([
      { x: 0, y: 0, day: 20_000 },
      { x: 300, y: 0, day: 20_090 },
      { x: 10, y: 0, day: 20_100 },
      { x: 10, y: 0, day: 20_300 },
    ])
    const two = profileOf(far, mo, Uint32Array.of(0, 1), common)
    expect(evidenceOf(far, mo, two, common, 2)).toMatchObject({ nearest: 0, metres: 10, days: 100 })
    expect(evidenceOf(far, mo, two, common, 2, 42)).toMatchObject({ nearest: 1, metres: 290, days: 10 })
    expect(evidenceOf(far, mo, two, common, 3, 42)).toMatchObject({ nearest: 0, metres: 10, leastDays: 210 })
  })
  it('holds a member against the others only', () => {
    expect(evidenceOf(t, mo, profile, common, 0)).toMatchObject({ nearest: 1, metres: 300, days: -10 })
  })
  it('leaves common words out, once there are texts enough to tell', () => {
    const texts = Array.from({ length: 40 }, (_, i) => (i < 30 ? 'door forced' : 'cylinder'))
    expect(commonWords(column(texts), 40)).toEqual(new Set(['door', 'forced', 'cylinder']))
    expect(commonWords(column([...texts.slice(0, 36), 'rare one']), 37).has('rare')).toBe(false)
    expect(commonWords(column(texts.slice(0, 10)), 10).size).toBe(0)
  })
})

describe('car keys', () => {
  it('pairs agree with trying every burglary with every vehicle', () => {
    fc.assert(
      fc.property(fc.array(rowOf, { maxLength: 40 }), (rows) => {
        const t = incidentsFrom(rows)
        const day = (h: number) => Math.floor(h / 24)
        const wanted = new Set<string>()
        rows.forEach((b, i) =>
          rows.forEach((v, j) => {
            if (b.offence !== 'burglary-home' || v.offence !== 'theft-of-vehicle') return
            const here = (b.place! >= 0 && b.place === v.place) || Math.hypot(b.x - v.x, b.y - v.y) <= 30
            const span = (r: Row) => [day(r.day * 24 + r.hour!), day(r.day * 24 + r.endHour!)]
            const [bs, vs] = [span(b), span(v)]
            if (here && bs[0] <= vs[1] + 1 && vs[0] <= bs[1] + 1) wanted.add(`${i} ${j}`)
          }),
        )
        const found = carKeyPairs(t, all(rows.length)).map((p) => `${p.burglary} ${p.vehicle}`)
        expect(new Set(found)).toEqual(wanted)
        expect(found.length).toBe(wanted.size)
      }),
    )
  })
  it('words are found in the ways they are written', () => {
    const s = readSearch(KEY_WORDS) as Search
    for (const yes of [
      'Car keys taken from hall',
      'CAR KEY TAKEN',
      'vehicle taken with keys',
      'Vehicle parked on drive, car taken, keys from hall table.',
    ])
      expect(satisfies(s, [yes]), yes).toBe(true)
    for (const no of [
      'keys taken from hook inside letterbox',
      'no damage, believed keyless',
      'car taken without keys',
    ])
      expect(satisfies(s, [no]), no).toBe(false)
  })
})

const rows: Row[] = [
  {
    x: 400_123,
    y: 300_777,
    day: 20_000,
    hour: 18,
    endHour: 20,
    beat: 'North',
    street: 'Mill Street',
    place: 12,
  },
  {
    x: 401_987,
    y: 300_003,
    day: 20_003,
    hour: 2,
    endHour: 26,
    beat: 'South',
    street: 'High Street',
    place: 13,
  },
  {
    x: 400_130,
    y: 300_779,
    day: 20_008,
    hour: 23,
    endHour: 24.5,
    beat: 'North',
    street: 'Mill Street',
    place: 12,
  },
]
const table = incidentsFrom(rows)
const text: IncidentText = {
  id: column(['ID/1', 'ID/2', 'ID/3']),
  address: column(['1 Mill Street', '2 High Street', '3 Mill Street']),
  uprn: column(['100', '200', '300']),
  mo: column(['=cmd()', 'door', 'window']),
}

describe('a table of some rows', () => {
  it('holds these rows and nothing of the others', () => {
    const part = pickRows(table, text, Uint32Array.of(0, 2))
    expect(part.table.n).toBe(2)
    expect([...part.table.x]).toEqual([400_123, 400_130])
    expect(part.table.beat.values).toEqual(['', 'North'])
    expect([...part.table.place]).toEqual([0, 0])
    expect(textAt(part.text.address, 1)).toBe('3 Mill Street')
    expect(new TextDecoder().decode(part.text.address.bytes)).not.toContain('High')
    expect(JSON.stringify(part.table)).not.toMatch(/High|South/)
    // a series finds its members there
    const keys = [0, 2].map((i) => rowKey(table, i))
    expect([...findMembers(part.table, keys).rows]).toEqual([0, 1])
  })
})

describe('coarse rows', () => {
  it('keep the cell, the day or week, the band and the kind', () => {
    const day = coarseRows(table, text, all(3), { cell: 500, date: 'day', mo: false })
    expect(day.map((r) => [r.x, r.y, r.date, r.hours, r.offence])).toEqual([
      [400_250, 300_750, '2024-10-04', '18:00-24:00', 'Residential burglary'],
      [401_750, 300_250, '2024-10-07', 'not known', 'Residential burglary'],
      [400_250, 300_750, '2024-10-12', '18:00-24:00', 'Residential burglary'],
    ])
    const week = coarseRows(table, text, all(3), { cell: 1000, date: 'week', mo: false })
    expect(week.map((r) => [r.x, r.y, r.date])).toEqual([
      [400_500, 300_500, '2024-09-30'],
      [400_500, 300_500, '2024-10-07'],
      [401_500, 300_500, '2024-10-07'],
    ])
  })
  it('say nothing that names an address, and the MO only where asked', () => {
    for (const mo of [false, true]) {
      const how = { cell: 500, date: 'day', mo } as const
      const made = coarseRows(table, text, all(3), how)
      const { header, cells } = coarseCells(table, made, how)
      const out = JSON.stringify([header, cells]) + coarseGeoJson(table, made, how)
      expect(out).not.toMatch(/Mill|High|North"|South|ID\/|400123|401987|300777|"100"/)
      expect(out.includes('window')).toBe(mo)
      expect(header.includes('MO')).toBe(mo)
    }
    expect(coarseWords(3, { cell: 500, date: 'week', mo: false })).toMatch(
      /^3 incidents: the 500 m cell, the week.*No address/,
    )
  })
  it('do not depend on which incidents or in what order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 1 }), (some) => {
        const how = { cell: 500, date: 'day', mo: false } as const
        const whole = coarseRows(table, text, all(3), how).map((r) => JSON.stringify(r))
        for (const r of coarseRows(table, text, Uint32Array.from(some), how))
          expect(whole).toContain(JSON.stringify(r))
        expect(coarseRows(table, text, Uint32Array.from(some), how)).toEqual(
          coarseRows(table, text, Uint32Array.from(some).sort(), how),
        )
      }),
    )
  })
  it('moves no place further than half the diagonal of its cell, and degrees agree with metres', () => {
    for (const r of coarseRows(table, text, all(3), { cell: 1000, date: 'day', mo: false })) {
      expect(Math.min(...rows.map((o) => Math.hypot(o.x - r.x!, o.y - r.y!)))).toBeLessThanOrEqual(708)
      expect(r.lng).toBeCloseTo(-2 + (r.x! - 400_000) / 67_000, 1)
    }
  })
})
