/** The patrol plan: rates by hand, plans that keep their limits, and tracks held against them. */
import fc from 'fast-check'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { METHOD } from '../../src/analyses/patrol/compute.ts'
import { type PatrolResult } from '../../src/analyses/patrol/result.ts'
import { SCREEN } from '../../src/analyses/patrol/screen.tsx'
import { uniqueNames } from '../../src/core/table/uniqueNames.ts'
import { placeOf } from '../../src/analyses/patrol/words.ts'
import { DictBuilder } from '../../src/core/base/text.ts'
import { letters } from '../../src/core/base/words.ts'
import { circles, squares } from '../../src/analyses/patrol/places.ts'
import { planOf, type Task } from '../../src/analyses/patrol/plan.ts'
import { FLAG, allRows, type Incidents } from '../../src/core/table/incidents.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { Stream } from '../../src/core/base/random.ts'
import { MINUTES_PER_DAY } from '../../src/core/base/time.ts'
import type { Track } from '../../src/core/geometry/tracks.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { dice, townOf } from './town.ts'

const TODAY = 20_000

/** Incidents of the 100 days up to TODAY: 10 at A from 18:00 to 20:00, 6 at B from 15:00 to 16:00, 2 at C. */
function small(): Incidents {
  const at = (n: number, x: number, minute: number, length: number) =>
    Array.from({ length: n }, (_, i) => ({
      x: x + i,
      y: 300_060,
      day: TODAY - 99 + i * 10,
      minute,
      length,
      street: x < 450_100 ? 'Mill Street' : 'Harrow Lane',
    }))
  return townOf([...at(10, 450_020, 1080, 120), ...at(6, 450_920, 900, 60), ...at(2, 451_820, 900, 60)])
}

const run = (table: Incidents, over = {}, tracks?: readonly Track[]): PatrolResult =>
  drain(
    METHOD.compute({
      table,
      rows: allRows(table),
      params: { ...defaults(METHOD.schema), ...over },
      today: TODAY,
      tracks,
    }),
  )

const shiftStart = TODAY * MINUTES_PER_DAY + 14 * 60

describe('what is refused', () => {
  it('needs clock times', () => {
    const word = (precision: 'month' | 'day' | 'minute', n = 5) =>
      METHOD.unavailable({ precision, source: 'exact', n })
    expect(word('month')).toMatch(/only the month/)
    expect(word('day')).toMatch(/clock times/)
    expect(word('minute', 0)).toMatch(/no incidents/)
    expect(word('minute')).toBeUndefined()
  })

  it('says what to do where nothing is left to rank', () => {
    expect(() => run(small(), { least: 50 })).toThrow(/Lower the least number/)
    expect(() => run(townOf([{ x: 1, y: 1, flags: FLAG.noTime }]), { least: 1 })).toThrow(/clock time/)
    expect(() => run(townOf([{ x: 1, y: 1, day: TODAY - 800 }]))).toThrow(/Look further back/)
  })
})

describe('rates', () => {
  it('are incidents of the band per day and hour, with their Poisson interval', () => {
    const r = run(small())
    expect(r.days).toBe(100)
    expect(r.places.map((p) => [p.name, p.street, p.n])).toEqual([
      ['A', 'Mill Street', 10],
      ['B', 'Harrow Lane', 6],
    ])
    expect(r.bands.map((b) => b.label)).toEqual([
      '14:00 to 16:00',
      '16:00 to 18:00',
      '18:00 to 20:00',
      '20:00 to 22:00',
    ])
    // 10 in 100 days in a band of 2 hours = 50 in 1,000 hours; Garwood: 4.795 to 18.39 of 10
    expect([...r.places[0].rate]).toEqual([0, 0, 50, 0])
    expect(r.places[0].low[2]).toBeCloseTo(23.977, 2)
    expect(r.places[0].high[2]).toBeCloseTo(91.95, 1)
    expect([...r.places[1].rate]).toEqual([30, 0, 0, 0])
    // in 15 of 120 minutes of their only band: 16 of 18 incidents ÷ 8, all 18 lie in the shift
    expect(r.visits).toHaveLength(2)
    expect(r.met).toBeCloseTo(16 / 8 / 18, 12)
  })

  it('count a row that knows only its day for the place but not for the hours', () => {
    const table = small()
    table.flags[0] |= FLAG.noTime
    const r = run(table)
    expect(r.places[0].n).toBe(10)
    expect(r.places[0].rate[2]).toBeCloseTo(50, 12)
    expect(r.notes.join(' ')).toMatch(/1 incident with a day but no clock time/)
  })

  it('do not fall because the table is shorter than the months asked for', () => {
    const r = run(small(), { lookBack: 12 })
    expect(r.notes.join(' ')).toMatch(/all that is looked at, short of 12 months/)
    const later = run(small(), { lookBack: 1, least: 1 })
    expect(later.days).toBe(30)
  })

  it('keep their sum when live risk moves them', () => {
    const sum = (r: PatrolResult) => r.places.reduce((s, p) => s + p.rate.reduce((a, b) => a + b, 0), 0)
    const table = small()
    const counts = run(table, { least: 2 })
    const live = run(table, { least: 2, weight: 'live', liveShare: 100 })
    // each place lies wholly in one band of equal length, so the sum over bands is that of the places
    expect(sum(live)).toBeCloseTo(sum(counts), 9)
    expect(live.notes.join(' ')).toMatch(/no source fixes/)
    expect(live.places[0].rate).not.toEqual(counts.places[0].rate)
  })

  it('tell of officers with minutes left that no place could use', () => {
    expect(run(small()).notes.join(' ')).toMatch(/3 officers with half of the minutes or more left over/)
    expect(run(small(), { officers: 1, minutes: 15 }).notes.join(' ')).not.toMatch(/left over/)
  })

  it('follow a shift over midnight', () => {
    const r = run(small(), { start: 20, length: 12, band: 4 })
    expect(r.bands.map((b) => b.label)).toEqual(['20:00 to 00:00', '00:00 to 04:00', '04:00 to 08:00'])
    expect(r.to - r.from).toBe(720)
    expect(r.visits).toHaveLength(0)
    expect(SCREEN.answer(viewOf(small(), { start: 20, length: 12 }))).toMatch(/^No visit fits/)
  })
})

describe('places', () => {
  const d = dice(3)
  const n = 800
  const points = {
    x: Float64Array.from({ length: n }, () => 450_000 + d() * 1500),
    y: Float64Array.from({ length: n }, () => 300_000 + d() * 1500),
    rows: Uint32Array.from({ length: n }, (_, i) => i),
    outliers: 0,
    outside: 0,
    nowhere: 0,
    odd: 0,
  }
  it('squares hold each incident once, on whole multiples of their size', () => {
    const all = squares(points, 150, 1)
    expect(all.flatMap((c) => c.members).sort((a, b) => a - b)).toEqual([...points.rows])
    for (const c of all)
      for (const k of c.members) {
        expect(Math.abs(points.x[k] - c.x)).toBeLessThanOrEqual(75)
        expect(Math.abs(points.y[k] - c.y)).toBeLessThanOrEqual(75)
      }
    expect(all[0].outline[0] % 150).toBe(0)
    expect(all.map((c) => c.members.length)).toEqual(all.map((c) => c.members.length).sort((a, b) => b - a))
  })
  it('circles hold no incident twice and none outside', () => {
    const all = drain(circles(points, 150, 4))
    const members = all.flatMap((c) => c.members)
    expect(new Set(members).size).toBe(members.length)
    for (const c of all) {
      expect(c.members.length).toBeGreaterThanOrEqual(4)
      for (const k of c.members)
        expect(Math.hypot(points.x[k] - c.x, points.y[k] - c.y)).toBeLessThanOrEqual(75)
    }
    // the first circle holds about as many as the best of all circles around an incident
    const best = Math.max(
      ...Array.from(
        points.x,
        (x, k) => points.x.filter((u, j) => Math.hypot(u - x, points.y[j] - points.y[k]) <= 75).length,
      ),
    )
    expect(all[0].members.length).toBeGreaterThan(best / 2)
  })
})

describe('plans', () => {
  const tasks = fc.record({
    at: fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 })), {
      minLength: 1,
      maxLength: 9,
    }),
    rates: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 36, maxLength: 36 }),
    officers: fc.integer({ min: 1, max: 4 }),
    budget: fc.integer({ min: 10, max: 300 }),
    visit: fc.integer({ min: 5, max: 40 }),
    times: fc.integer({ min: 1, max: 3 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
  })
  it('keep to minutes, hours, ways and numbers of visits', () => {
    fc.assert(
      fc.property(tasks, ({ at, rates, officers, budget, visit, times, seed }) => {
        const places = at.map(([x, y]) => ({ x, y }))
        const bands = [0, 1, 2, 3].map((b) => ({ from: shiftStart + b * 60, to: shiftStart + b * 60 + 60 }))
        const rate = Float64Array.from({ length: places.length * 4 }, (_, k) => rates[k])
        const t: Task = { places, bands, rate, officers, budget, visit, pace: 61.5, times }
        const plan = planOf(t, new Stream(seed))
        expect(planOf(t, new Stream(seed))).toEqual(plan)
        const seen = new Set<string>()
        const often = new Map<number, number>()
        for (let o = 0; o < officers; o++) {
          const mine = plan.filter((v) => v.officer === o)
          expect(mine.reduce((s, v) => s + v.way + visit, 0)).toBeLessThanOrEqual(budget)
          mine.forEach((v, k) => {
            expect(Number.isInteger(v.from)).toBe(true)
            expect(v.to - v.from).toBe(visit)
            expect(v.from).toBeGreaterThanOrEqual(bands[v.band].from)
            expect(v.to).toBeLessThanOrEqual(bands[v.band].to)
            expect(rate[v.place * 4 + v.band]).toBeGreaterThan(0)
            if (k) {
              const [a, b] = [places[mine[k - 1].place], places[v.place]]
              const metres = Math.hypot(a.x - b.x, a.y - b.y)
              expect(mine[k - 1].place).not.toBe(v.place)
              expect(v.from - mine[k - 1].to).toBeGreaterThanOrEqual(metres / 61.5)
              expect(v.way).toBe(Math.ceil(metres / 61.5))
            } else expect(v.way).toBe(0)
            seen.add(`${v.place} ${v.band}`)
            often.set(v.place, (often.get(v.place) ?? 0) + 1)
          })
        }
        expect(seen.size).toBe(plan.length)
        for (const count of often.values()) expect(count).toBeLessThanOrEqual(times)
      }),
      { numRuns: 150 },
    )
  })

  it('take the best place first where minutes are short', () => {
    const t: Task = {
      places: [
        { x: 0, y: 0 },
        { x: 5000, y: 0 },
        { x: 9000, y: 0 },
      ],
      bands: [{ from: 0, to: 120 }],
      rate: Float64Array.of(1, 3, 2),
      officers: 1,
      budget: 15,
      visit: 15,
      pace: 60,
      times: 1,
    }
    expect(planOf(t, new Stream(1)).map((v) => v.place)).toEqual([1])
    expect(
      planOf({ ...t, officers: 2 }, new Stream(1))
        .map((v) => v.place)
        .sort(),
    ).toEqual([1, 2])
  })

  it('cannot be foreseen without the seed', () => {
    const t: Task = {
      places: Array.from({ length: 6 }, (_, k) => ({ x: k * 60, y: 0 })),
      bands: [{ from: 0, to: 240 }],
      rate: new Float64Array(6).fill(1),
      officers: 1,
      budget: 240,
      visit: 15,
      pace: 60,
      times: 1,
    }
    const orders = new Set(
      Array.from({ length: 50 }, (_, s) =>
        planOf(t, new Stream(s))
          .map((v) => v.place)
          .join(),
      ),
    )
    const starts = new Set(Array.from({ length: 50 }, (_, s) => planOf(t, new Stream(s))[0].from))
    expect(orders.size).toBeGreaterThan(20)
    expect(starts.size).toBeGreaterThan(20)
  })
})

describe('delivered', () => {
  const plane = planeOf('EPSG:27700')
  /** A track of [wall-clock minute, x, y] in winter, when the UK clock is UTC. */
  const track = (...rows: [number, number, number][]): Track => {
    const at = rows.map(([, x, y]) => plane.inverse(x, y))
    const clock = Float64Array.from(rows, (r) => r[0])
    return {
      file: 'a.gpx',
      name: '',
      legs: [
        {
          lng: Float64Array.from(at, (p) => p[0]),
          lat: Float64Array.from(at, (p) => p[1]),
          utc: clock,
          clock,
        },
      ],
    }
  }
  const still = (from: number, to: number, x: number, y: number) =>
    track(...Array.from({ length: to - from + 1 }, (_, k): [number, number, number] => [from + k, x, y]))

  it('holds minutes against the plan, and lists the silences', () => {
    const plan = run(small())
    const first = plan.visits.find((v) => v.place === 0)!
    const r = run(small(), {}, [
      still(first.from + 5, first.to + 10, 450_050, 300_050),
      track([first.from, 450_500, 300_500], [first.from + 9, 450_500, 300_500]),
    ])
    const d = r.delivered!
    expect(r.visits).toEqual(plan.visits)
    expect(d.byVisit[r.visits.findIndex((v) => v.place === 0)]).toBeCloseTo(10, 9)
    expect(d.byPlace[0]).toBeCloseTo(20, 9)
    expect(d.byPlace[1]).toBe(0)
    expect(d.inShift).toBeCloseTo(20, 9)
    // 20 minutes there, 15 of them planned: the rest makes up for no other place
    expect(d.onPlan).toBeCloseTo(15, 9)
    expect(d.gaps.map((g) => g.minutes)).toEqual([9])
    expect(SCREEN.answer(viewOf(small(), {}, r))).toMatch(/15 of 30 planned minutes were delivered/)
  })

  it('says when the tracks are of another day or carry no times', () => {
    const other = run(small(), {}, [still(shiftStart - 5000, shiftStart - 4990, 450_050, 300_050)])
    expect(other.delivered!.inShift).toBe(0)
    expect(other.notes.join(' ')).toMatch(/No track lies in this shift/)
    const none = run(small(), {}, [track([NaN, 450_050, 300_050], [NaN, 450_060, 300_050])])
    expect(none.notes.join(' ')).toMatch(/carry no times/)
    expect(renderToString(<SCREEN.Panel {...viewOf(small(), {}, none)} />)).toMatch(/carry no times/)
  })
})

function viewOf(table: Incidents, over = {}, result = run(table, over)) {
  return { result, params: { ...defaults(METHOD.schema), ...over }, table, today: TODAY }
}

describe('the screen', () => {
  const d = dice(9)
  const table = townOf(
    Array.from({ length: 600 }, () => {
      const k = Math.floor(d() * 12)
      return {
        x: 450_000 + (k % 4) * 400 + d() * 120,
        y: 300_000 + (k >> 2) * 400 + d() * 120,
        day: TODAY - Math.floor(d() * 300),
        minute: Math.floor(d() * 1440),
        length: Math.floor(d() * 400),
        street: `Street ${k}`,
      }
    }),
  )
  const odd = /NaN|Infinity|undefined|null|\[object/

  it.each([
    {},
    { shape: 'circle' },
    { weight: 'live' },
    { deterred: 20 },
    { officers: 1, minutes: 30 },
    { start: 22 },
  ])('says, draws and lists whole sentences with %j', (over) => {
    const view = viewOf(table, over)
    const { result } = view
    expect(SCREEN.answer(view)).not.toMatch(odd)
    expect(renderToString(<SCREEN.Panel {...view} />)).not.toMatch(odd)
    const list = SCREEN.list(view)
    expect(list.n).toBe(result.visits.length)
    expect(tableToCsv(list)).not.toMatch(odd)
    expect(new Set(Array.from({ length: list.n }, (_, i) => list.key(i))).size).toBe(list.n)
    for (const layer of SCREEN.layers(view))
      if (layer.kind === 'areas') expect(JSON.stringify(layer.tip?.(0))).not.toMatch(odd)
    for (const note of result.notes) expect(note).toMatch(/[.]$/)
    expect(structuredClone(result)).toEqual(result)
  })

  it('hands each officer a sheet of their own visits, in order', () => {
    const view = viewOf(table)
    const { sheets } = SCREEN.handouts!(view)!
    const busy = new Set(view.result.visits.map((v) => v.officer))
    expect(sheets).toHaveLength(busy.size)
    expect(sheets.reduce((n, s) => n + s.table.n, 0)).toBe(view.result.visits.length)
    for (const s of sheets) {
      const from = Array.from({ length: s.table.n }, (_, i) => s.table.columns[0].value(i) as string)
      expect(from).toEqual([...from].sort())
      expect(JSON.stringify([s.title, s.lead, s.notes, tableToCsv(s.table)])).not.toMatch(odd)
    }
    expect(sheets.flatMap((s) => s.notes).join(' ')).toMatch(/seed 1/)
    expect(SCREEN.handouts!(viewOf(small(), { start: 20, length: 12 }))).toBeUndefined()
  })

  it('states the assumption only where one was made', () => {
    expect(run(table).notes.join(' ')).toMatch(/Nothing is assumed about how many/)
    expect(run(table, { deterred: 20 }).notes.join(' ')).toMatch(/Your assumption, not a finding: if 20%/)
    expect(run(table, { deterred: 20 }).visits).toEqual(run(table).visits)
  })
})

describe('names of places', () => {
  const streets = (...names: string[]) => {
    const street = new DictBuilder()
    for (const n of names) street.push(n)
    const none = new DictBuilder()
    for (const _ of names) none.push('')
    return { street: street.finish(), beat: none.finish() } as unknown as Incidents
  }
  it('are no two alike: the next street tells places of one street apart, else a count', () => {
    const table = streets(
      'Northgate',
      'Northgate',
      'Mill Street',
      'Northgate',
      'Northgate',
      'Northgate',
      'Elm Road',
    )
    expect(uniqueNames(table, [[0, 1, 2], [3], [4, 5], [6]])).toEqual([
      'Northgate by Mill Street',
      'Northgate',
      'Northgate, second part',
      'Elm Road',
    ])
    expect(uniqueNames(streets('', ''), [[0], [1]])).toEqual(['', ''])
  })
  it('are streets, also where the file has an address in their place', () => {
    const table = streets(
      '10 Northgate',
      'Flat 2, 12-14 Mill Street',
      '3a Elm Road',
      '42nd Street',
      'A52 Bypass',
      '7',
    )
    expect(uniqueNames(table, [[0], [1], [2], [3], [4], [5]])).toEqual([
      ...['Northgate', 'Mill Street', 'Elm Road', '42nd Street', 'A52 Bypass', '7'],
    ])
    expect(uniqueNames(streets('10 Northgate', '11 Northgate'), [[0], [1]])).toEqual([
      ...['Northgate', 'Northgate, second part'],
    ])
  })
  it('begin with a letter, so that nobody reads a rank as a house number', () => {
    const { places } = run(small())
    expect(places.map(placeOf)).toEqual(['A: Mill Street', 'B: Harrow Lane'])
    expect([0, 25, 26, 27].map(letters)).toEqual(['A', 'Z', 'AA', 'AB'])
  })
})
