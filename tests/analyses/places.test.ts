/** Hotspots, zones, repeats, Gi*, concentration, clusters, change and hours: whole runs on small tables. */
import { describe, expect, it } from 'vitest'
import { METHOD as aoristic } from '../../src/analyses/aoristic/compute.ts'
import { METHOD as change } from '../../src/analyses/change/compute.ts'
import { METHOD as clusters } from '../../src/analyses/clusters/compute.ts'
import { METHOD as concentration } from '../../src/analyses/concentration/compute.ts'
import { METHOD as gistar } from '../../src/analyses/gistar/compute.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { METHOD as repeats } from '../../src/analyses/repeats/compute.ts'
import { WORDS as repeatsWords } from '../../src/analyses/repeats/words.ts'
import { METHOD as zones } from '../../src/analyses/zones/compute.ts'
import { inRings } from '../../src/core/geometry/area.ts'
import { allRows, FLAG, type Incidents } from '../../src/core/table/incidents.ts'
import { drain } from '../../src/core/base/drain.ts'
import type { Area } from '../../src/core/geometry/area.ts'
import type { Method } from '../../src/core/table/method.ts'
import { needsOf } from '../../src/core/table/method.ts'
import { defaults } from '../../src/core/base/params.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { zoneFeatures } from '../../src/core/near/zoneFeatures.ts'
import { dice, townOf, type Row } from './town.ts'

const TODAY = 20_000
const E = 450_000
const N = 300_000

type Result<M> = M extends Method<any, infer R> ? R : never

/** Runs a method with defaults and a few settings of its own. */
function run<M extends Method<any, any>>(
  method: M,
  table: Incidents,
  over: Record<string, unknown> = {},
  more: {
    area?: Area
    rows?: Uint32Array
    today?: number
    homes?: { x: Float64Array; y: Float64Array }
  } = {},
): Result<M> {
  return drain(
    method.compute({
      table,
      rows: more.rows ?? allRows(table),
      params: { ...defaults(method.schema), ...over } as never,
      today: more.today ?? TODAY,
      ...(more.area ? { area: more.area } : {}),
      ...(more.homes ? { homes: more.homes } : {}),
    }),
  ) as Result<M>
}

const box = (x0: number, y0: number, x1: number, y1: number): Area => ({
  name: 'the box',
  polygons: [[Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0)]],
})

/** Three dense places of 60, 40 and 20 incidents, and 80 strewn about a square of 4 km. */
function three(): Row[] {
  const d = dice(11)
  const around = (x: number, y: number, n: number, street: string): Row[] =>
    Array.from({ length: n }, () => ({
      x: E + x + (d() - 0.5) * 160,
      y: N + y + (d() - 0.5) * 160,
      day: TODAY - Math.floor(d() * 700),
      minute: Math.floor(d() * 1440),
      length: Math.floor(d() * 300),
      street,
      beat: street[0],
    }))
  return [
    ...around(1000, 1000, 60, 'Mill Street'),
    ...around(3000, 1200, 40, 'Quarry Terrace'),
    ...around(1800, 3200, 20, 'Harrow Lane'),
    ...Array.from({ length: 80 }, (_, i) => ({
      x: E + d() * 4000,
      y: N + d() * 4000,
      day: TODAY - Math.floor(d() * 700),
      street: `Street ${i}`,
      beat: 'S',
    })),
  ]
}

/** The polygon of a result, back on the plane. */
const onPlane = (g: { coordinates: number[][][] }) =>
  g.coordinates.map((r) => Float64Array.from(r.flatMap(([a, b]) => planeOf('EPSG:27700').forward(a, b))))

describe('hotspots', () => {
  const table = townOf(three())
  const area = box(E, N, E + 4000, N + 4000)

  it('names the dense places, densest tier first, with the incidents that lie inside', () => {
    const r = run(hotspots, table, {}, { area })
    const streets = r.hotspots.slice(0, 3).map((h) => h.street)
    expect(streets[0]).toBe('Mill Street')
    expect(new Set(streets)).toEqual(new Set(['Mill Street', 'Quarry Terrace', 'Harrow Lane']))
    const top = r.hotspots[0]
    expect(top.name).toBe('A1')
    const rings = onPlane(top.geometry)
    const inside = [...allRows(table)].filter((i) => inRings(rings, table.x[i], table.y[i]))
    expect([...top.incidents]).toEqual(inside)
    expect(top.share).toBeCloseTo(inside.length / table.n, 12)
  })

  it('covers no more of the area than asked, and says how much it holds', () => {
    const r = run(hotspots, table, { levels: [1, 5, 10] }, { area })
    r.covered.forEach((c, k) => {
      expect(c).toBeGreaterThan([1, 5, 10][k] * 0.008)
      expect(c).toBeLessThan([1, 5, 10][k] * 0.0115)
    })
    expect(r.captured[0]).toBeLessThan(r.captured[1])
    expect(r.notes.join(' ')).toMatch(
      /Bandwidth 200 m, as set; the normal reference rule on both axes would give/,
    )
  })

  it('does not depend on the order of rows', () => {
    const rows = three()
    const a = run(hotspots, townOf(rows), {}, { area })
    const b = run(hotspots, townOf([...rows].reverse()), {}, { area })
    expect(b.hotspots.map((h) => [h.name, h.street, h.incidents.length])).toEqual(
      a.hotspots.map((h) => [h.name, h.street, h.incidents.length]),
    )
  })

  it('keeps outliers and places outside the area off the grid and says so', () => {
    const rows = [
      ...three(),
      { x: E - 300_000, y: 20_000, flags: FLAG.outlier },
      { x: E + 9000, y: N },
      { x: NaN, y: 1 },
    ]
    const r = run(hotspots, townOf(rows), {}, { area })
    expect(r.grid.nx * r.grid.cell).toBeLessThan(4100)
    const notes = r.notes.join(' ')
    expect(notes).toMatch(/1 incident far from all others/)
    expect(notes).toMatch(/1 incident outside the study area \(the box\)/)
    expect(notes).toMatch(/1 incident without coordinates/)
    const free = run(hotspots, townOf(rows))
    expect(free.grid.nx * free.grid.cell).toBeLessThan(12_000)
  })

  it('caps the grid with a sentence', () => {
    const r = run(
      hotspots,
      townOf([
        { x: E, y: N },
        { x: E + 60_000, y: N + 60_000 },
      ]),
      { cell: 5 },
    )
    expect(r.grid.nx * r.grid.ny).toBeLessThanOrEqual(1_000_000)
    expect(r.notes.join(' ')).toMatch(/Cells of 5 m would have made a grid of more than a million cells/)
  })

  it('raises densities at the edge when corrected, never lowers them', () => {
    const plain = run(hotspots, table, {}, { area })
    const edge = run(hotspots, table, { edge: true }, { area })
    expect(edge.values.every((v, i) => v >= plain.values[i] * (1 - 1e-6))).toBe(true)
    expect(edge.values.some((v, i) => v > plain.values[i] * 1.3)).toBe(true)
  })
})

describe('hotspots as a ratio of two densities', () => {
  const area = box(E - 2000, N - 2000, E + 2000, N + 2000)
  const quartic = (
    x: number,
    y: number,
    points: { x: ArrayLike<number>; y: ArrayLike<number> },
    h: number,
  ) => {
    let sum = 0
    for (let i = 0; i < points.x.length; i++)
      sum += Math.max(0, 1 - ((x - points.x[i]) ** 2 + (y - points.y[i]) ** 2) / h ** 2) ** 2
    return (3 * sum) / (Math.PI * h ** 2)
  }
  /** Two places of 30 incidents, the first among 600 homes, the second among 60; 2,000 homes in between. */
  const homes = () => {
    const d = dice(3)
    const around = (x: number, n: number, wide: number) =>
      Array.from({ length: n }, () => [E + x + (d() - 0.5) * wide, N + (d() - 0.5) * wide])
    const all = [...around(-1200, 600, 200), ...around(1200, 60, 200), ...around(0, 2000, 900)]
    return { x: Float64Array.from(all, (p) => p[0]), y: Float64Array.from(all, (p) => p[1]) }
  }
  const rows = () => {
    const d = dice(4)
    return Array.from({ length: 60 }, (_, i) => ({
      x: E + (i % 2 ? 1200 : -1200) + (d() - 0.5) * 160,
      y: N + (d() - 0.5) * 160,
      street: i % 2 ? 'Few Homes' : 'Many Homes',
      day: TODAY - 5 * i,
    }))
  }

  it('ranks the place with the higher rate first, by the ratio itself', () => {
    const base = homes()
    const table = townOf(rows())
    const r = run(hotspots, table, { against: 'homes' }, { area, homes: base })
    expect(r.measure).toBe('rate')
    const [top] = r.hotspots
    expect(top.street).toBe('Few Homes')
    const [x, y] = planeOf('EPSG:27700').forward(...top.at)
    const at = { x: table.x, y: table.y }
    expect(top.peak).toBeCloseTo((1000 * quartic(x, y, at, 200)) / quartic(x, y, base, 200), 1)
    expect(run(hotspots, table, {}, { area }).measure).toBe('density')
    expect(r.notes.join()).toMatch(/per 1,000 homes overall/)
  })

  it('leaves places without homes blank, and asks for homes where there are none', () => {
    const lonely = townOf([...rows(), { x: E, y: N + 1800 }, { x: E, y: N + 1801 }, { x: E, y: N + 1802 }])
    const r = run(hotspots, lonely, { against: 'homes', least: 1 }, { area, homes: homes() })
    expect(r.hotspots.every((h) => h.incidents.every((i) => i < 60))).toBe(true)
    expect(r.values.every(Number.isFinite)).toBe(true)
    expect(() => run(hotspots, lonely, { against: 'homes' }, { area })).toThrow(/address file/)
    const away = { x: Float64Array.of(1), y: Float64Array.of(1) }
    expect(() => run(hotspots, lonely, { against: 'homes' }, { area, homes: away })).toThrow(/No home/)
    expect(needsOf(hotspots, { ...defaults(hotspots.schema), against: 'homes' })).toEqual(['homes'])
    expect(needsOf(hotspots, defaults(hotspots.schema))).toEqual([])
  })

  it('finds where density rose, and nothing where both periods are alike', () => {
    const place = (x: number, n: number, day: number, street: string) =>
      Array.from({ length: n }, (_, i) => ({ x: E + x + 7 * i, y: N + 5 * i, day: day - i, street }))
    const table = townOf(
      [
        ...place(-1000, 20, TODAY, 'Steady'),
        ...place(-1000, 20, TODAY - 100, 'Steady'),
        ...place(1000, 12, TODAY, 'Risen'),
        ...place(1000, 4, TODAY - 100, 'Risen'),
      ],
      { span: { first: TODAY - 400, last: TODAY, complete: TODAY } },
    )
    const r = run(hotspots, table, { against: 'earlier', days: 100 }, { area })
    expect(r.measure).toBe('change')
    expect(r.n).toBe(32)
    expect(r.hotspots.map((h) => h.street)).toEqual(['Risen'])
    const [top] = r.hotspots
    const [x, y] = planeOf('EPSG:27700').forward(...top.at)
    const of = (from: number, to: number) => {
      const kept = Array.from(table.x.keys()).filter((i) => {
        const day = table.from[i] / 1440
        return day > from && day <= to
      })
      return { x: kept.map((i) => table.x[i]), y: kept.map((i) => table.y[i]) }
    }
    const one = 3 / (Math.PI * 200 ** 2)
    const [now, then] = [of(TODAY - 100, TODAY), of(TODAY - 200, TODAY - 100)]
    expect(top.peak).toBeCloseTo((quartic(x, y, now, 200) + one) / (quartic(x, y, then, 200) + one), 2)
    const same = townOf([...place(0, 20, TODAY, 'Steady'), ...place(0, 20, TODAY - 100, 'Steady')])
    expect(run(hotspots, same, { against: 'earlier', days: 100 }, { area }).hotspots).toEqual([])
    expect(() => run(hotspots, same, { against: 'earlier', days: 1000 }, { area })).toThrow(
      /holds no incident/,
    )
  })
})

describe('zones', () => {
  const rows: Row[] = [
    { x: E, y: N, day: TODAY - 1, street: 'Mill Street', minute: 1100, length: 60 },
    { x: E + 60, y: N, day: TODAY - 8, street: 'Mill Street', minute: 1140, length: 60 },
    { x: E + 3000, y: N, day: TODAY - 42, street: 'Harrow Lane' },
    { x: E + 6000, y: N, day: TODAY - 43, street: 'Cooper’s Way' },
    { x: E + 6000, y: N + 3000, day: TODAY + 1, street: 'Tomorrow Street' },
    { x: E + 9000, y: N, day: TODAY - 2, offence: 'theft-of-vehicle', street: 'Car Park' },
  ]
  const table = townOf(rows)

  it('are live for 42 days, both ends included, and name their incidents and their end', () => {
    const r = run(zones, table)
    expect([...r.live]).toEqual([0, 1, 2])
    expect([...r.ages]).toEqual([1, 8, 42])
    const top = r.zones[0]
    expect(top.name).toBe('A1')
    expect(top.street).toBe('Mill Street')
    expect([...top.incidents]).toEqual([0, 1])
    expect(top.strongest).toBe(0)
    expect([top.oldest, top.newest, top.expires, top.age]).toEqual([TODAY - 8, TODAY - 1, TODAY + 41, 1])
    expect(top.busiest.share).toBeGreaterThan(0.99)
    const last = r.zones.find((z) => z.street === 'Harrow Lane')!
    expect(last.expires).toBe(TODAY)
    expect(r.zones.some((z) => z.street === 'Cooper’s Way')).toBe(false)
    const notes = r.notes.join(' ')
    expect(notes).toMatch(/1 incident dated after/)
    expect(notes).toMatch(/1 older incident made zones that have ended/)
  })

  it('weigh by halves: the peak is what its incidents give there', () => {
    const top = run(zones, table).zones[0]
    const [x, y] = planeOf('EPSG:27700').forward(...top.at)
    const given = (i: number, age: number) =>
      2 ** (-Math.hypot(table.x[i] - x, table.y[i] - y) / 100 - age / 7)
    expect(top.risk).toBeCloseTo(given(0, 1) + given(1, 8), 4)
    expect(top.contributing).toBe(2)
  })

  it('reach 400 m and no further: the outline of one is a circle of 50 ha', () => {
    const one = townOf([{ x: E, y: N, day: TODAY }])
    const r = run(zones, one)
    const c = r.areas.at(-1)!
    expect(c.tier).toBe('C')
    // chords of a circle lie inside it: a little less than π·400²
    expect(c.size / (Math.PI * 400 ** 2)).toBeGreaterThan(0.998)
    expect(c.size / (Math.PI * 400 ** 2)).toBeLessThan(1)
    for (const [lng, lat] of c.polygons[0].coordinates[0]) {
      const [x, y] = planeOf('EPSG:27700').forward(lng, lat)
      expect(Math.hypot(x - E, y - N)).toBeGreaterThan(399.5)
      expect(Math.hypot(x - E, y - N)).toBeLessThan(400.1)
    }
  })

  it('join where they overlap: two at 600 m make one area of the size of both less the lens', () => {
    const r = run(
      zones,
      townOf([
        { x: E, y: N, day: TODAY },
        { x: E + 600, y: N, day: TODAY },
      ]),
    )
    const lens = 2 * 400 ** 2 * Math.acos(600 / 800) - 300 * Math.sqrt(4 * 400 ** 2 - 600 ** 2)
    const c = r.areas.at(-1)!
    expect(c.polygons).toHaveLength(1)
    const ratio = c.size / (2 * Math.PI * 400 ** 2 - lens)
    expect(ratio).toBeGreaterThan(0.998)
    expect(ratio).toBeLessThan(1)
  })

  it('follow presets, offences and the user’s own table', () => {
    expect([...run(zones, table, { preset: 'trafford' }).live]).toEqual([0, 1])
    expect([...run(zones, table, { preset: 'eight' }).live]).toEqual([0, 1, 2, 3])
    expect([...run(zones, table, { preset: 'own', days: 5 }).live]).toEqual([0])
    const cars = run(zones, table, { offences: ['burglary-home', 'theft-of-vehicle'] })
    expect([...cars.live]).toContain(5)
    expect(cars.notes.join(' ')).toMatch(/weak evidence/)
    const own = run(zones, table, {
      decay: 'table',
      tableSpace: [0, 100, 400],
      tableTime: [0, 14, 42],
      tableRatio: [3, 1.5, 1.2, 0.7],
    })
    expect(own.zones[0].risk).toBeCloseTo(4, 6)
    expect(() => run(zones, table, { decay: 'table' })).toThrow(/names no raised risk/)
  })

  it('have an answer when none is live', () => {
    const r = run(zones, table, {}, { today: TODAY + 400 })
    expect(r.zones).toHaveLength(0)
    expect(r.latest).toBe(TODAY + 1)
    expect(r.areas.at(-1)!.polygons).toHaveLength(0)
  })

  it('are highest where they say so, off the centres of cells too', () => {
    const d = dice(5)
    const table = townOf(
      Array.from({ length: 12 }, () => ({
        x: E + d() * 300,
        y: N + d() * 300,
        day: TODAY - Math.floor(d() * 20),
      })),
    )
    for (const decay of ['halving', 'promap'] as const) {
      const r = run(zones, table, { decay })
      const weight = (m: number, age: number) =>
        decay === 'halving' ? 2 ** (-m / 100 - age / 7) : 1 / ((1 + m / 50) * (1 + age / 7))
      const riskAt = (x: number, y: number) =>
        Array.from(r.live).reduce((sum, row, k) => {
          const m = Math.hypot(table.x[row] - x, table.y[row] - y)
          return m <= 400 ? sum + weight(m, r.ages[k]) : sum
        }, 0)
      const top = r.zones.reduce((a, b) => (b.risk > a.risk ? b : a))
      const [x, y] = planeOf('EPSG:27700').forward(...top.at)
      expect(top.risk).toBeCloseTo(riskAt(x, y), 3)
      for (let i = 0; i < table.n; i++)
        expect(riskAt(table.x[i], table.y[i])).toBeLessThanOrEqual(top.risk + 1e-9)
      for (let gx = 0; gx <= 300; gx += 5)
        for (let gy = 0; gy <= 300; gy += 5) expect(riskAt(E + gx, N + gy)).toBeLessThan(top.risk * 1.001)
    }
  })

  it('stay inside a study area, while incidents just outside still count', () => {
    const r = run(zones, table, {}, { area: box(E + 100, N - 2000, E + 4000, N + 2000) })
    expect(r.notes.join(' ')).toMatch(/2 live incidents outside the study area/)
    const [x] = planeOf('EPSG:27700').forward(...r.zones[0].at)
    expect(x).toBeGreaterThan(E + 100)
    // the cut follows the boundary to the metre, not the cells
    const west = Math.min(
      ...r.areas
        .at(-1)!
        .polygons.flatMap((p) => p.coordinates[0].map(([a, b]) => planeOf('EPSG:27700').forward(a, b)[0])),
    )
    expect(west).toBeGreaterThan(E + 99)
    expect(west).toBeLessThan(E + 101)
  })

  it('are written as GeoJSON with dates', () => {
    const out = zoneFeatures(run(zones, table).zones, (row) => `C/${row}`)
    expect(out.features[0].properties).toMatchObject({
      zone: 'A1',
      tier: 'A',
      rank: 1,
      incidents: 2,
      ids: ['C/0', 'C/1'],
      newest: '2024-10-03',
      expires: '2024-11-14',
    })
    expect(JSON.parse(JSON.stringify(out))).toEqual(out)
  })

  it('refuse open data and months, with the reason', () => {
    const open = townOf(rows, { source: 'open', precision: 'month' })
    expect(zones.unavailable(open)).toMatch(/snap points that each stand for eight or more addresses/)
    expect(() => run(zones, open)).toThrow(/Load the force’s own extract/)
    expect(repeats.unavailable(open)).toMatch(/eight or more addresses/)
    expect(aoristic.unavailable(open)).toMatch(/only the month/)
    expect(hotspots.unavailable(open)).toBeUndefined()
    expect(() => run(clusters, open, { mode: 'space-time' })).toThrow(/only the month/)
  })
})

describe('repeats', () => {
  const at = (place: number, day: number, offence: Row['offence'] = 'burglary-home'): Row => ({
    x: E + place * 50,
    y: N,
    place,
    day,
    offence,
    street: `Street ${place}`,
  })
  const table = townOf([
    at(1, TODAY - 300),
    at(1, TODAY - 10, 'theft-from-vehicle'),
    at(2, TODAY - 400),
    at(2, TODAY - 100),
    at(3, TODAY - 5),
    at(-1, TODAY - 3),
    at(4, TODAY + 2),
    at(4, TODAY - 2),
  ])

  it('hold burglary of homes against what chance gives among the homes around', () => {
    const d = dice(4)
    const home = (k: number) => ({ x: E + (k % 40) * 25, y: N + Math.floor(k / 40) * 25 })
    const town = (again: number): Row[] =>
      Array.from({ length: 500 }, (_, i) => {
        // every so manyth comes to one of the same few homes
        const k = i % again === 0 ? (i / again) % 20 : Math.floor(d() * 1600)
        return { ...home(k), place: k, day: TODAY - 700 + Math.floor((i * 700) / 500) }
      })
    const all = Array.from({ length: 1600 }, (_, k) => home(k))
    const homes = { x: Float64Array.from(all, (h) => h.x), y: Float64Array.from(all, (h) => h.y) }
    const of = (rows: Row[], over: object = {}) => {
      const table = townOf(rows)
      const params = defaults(repeats.schema)
      const result = drain(
        repeats.compute({ table, rows: allRows(table), today: TODAY, params, homes, ...over }),
      )
      return {
        ...result,
        says: repeatsWords.sure!({ result, params, table, today: TODAY } as never).at(-1)!.says,
      }
    }
    const even = of(town(1000))
    expect(even.burglary!.chance!.homes).toBe(1600)
    expect(even.burglary!.repeats).toBeLessThan(even.burglary!.chance!.upTo)
    expect(even.says).toMatch(
      /Were the 1,600 homes around them all alike.*this share says nothing of repeat victims\.$/,
    )
    const some = of(town(5))
    expect(some.burglary!.repeats).toBeGreaterThan(some.burglary!.chance!.upTo)
    expect(some.says).toMatch(/there are more, since homes differ in risk or one burglary brings the next/)
    expect(of(town(5), { homes: undefined }).says).toMatch(/once an address file of the whole area is loaded/)
    // a file that knows half of the ground says nothing
    const half = { x: homes.x.slice(0, 800), y: homes.y.slice(0, 800) }
    expect(of(town(5), { homes: half }).burglary!.chance).toBeUndefined()
  })

  it('lists places hit twice in the twelve months up to today, and the share of repeats', () => {
    const r = run(repeats, table)
    expect(r.locations.map((l) => [l.place, [...l.incidents], [...l.gaps]])).toEqual([[1, [0, 1], [290]]])
    // places 1, 1, 2, 3, 4 in the window; the second at 1 and the one at 2 (300 days after) are repeats
    expect([r.n, r.repeats, r.places]).toEqual([5, 2, 4])
    expect(r.notes.join(' ')).toMatch(/1 incident without a known place/)
    expect(r.notes.join(' ')).toMatch(/lower bound/)
  })

  it('judges 365 days, as every other figure of twelve months does', () => {
    const edge = townOf([at(1, TODAY - 365), at(2, TODAY - 364), at(3, TODAY)])
    const r = run(repeats, edge)
    expect(r.n).toBe(2)
    // an incident of the day before them still makes a repeat of one in them
    const again = run(repeats, townOf([at(1, TODAY - 365), at(1, TODAY - 1)]))
    expect([again.n, again.repeats]).toEqual([1, 1])
  })

  it('looks over the whole table, or at one kind only, when asked', () => {
    expect(run(repeats, table, { when: 'ever' }).locations.map((l) => l.place)).toEqual([1, 2])
    expect(run(repeats, table, { when: 'ever', same: 'kind' }).locations.map((l) => l.place)).toEqual([2])
    expect(run(repeats, table, { window: 200, when: 'ever' }).locations).toHaveLength(0)
  })
})

describe('Gi*, concentration and clusters', () => {
  const table = townOf(three())

  it('find the same three places', () => {
    const gi = run(gistar, table, { cell: 200 })
    const hot = gi.spots.filter((s) => s.kind === 'hot')
    expect(hot[0].street).toBe('Mill Street')
    const rings = onPlane(hot[0].geometry)
    for (const i of hot[0].incidents) expect(inRings(rings, table.x[i], table.y[i])).toBe(true)
    expect(gi.cells).toBeLessThan(gi.grid.nx * gi.grid.ny)
    const groups = run(clusters, table, { eps: 80, least: 8 })
    expect(groups.clusters.map((c) => c.street)).toEqual(['Mill Street', 'Quarry Terrace', 'Harrow Lane'])
    expect(groups.noise + groups.clusters.reduce((s, c) => s + c.incidents.length, 0)).toBe(table.n)
    const streets = run(concentration, table, { unit: 'street' })
    expect(streets.worst.slice(0, 3).map((w) => [w.name, w.incidents.length])).toEqual([
      ['Mill Street', 60],
      ['Quarry Terrace', 40],
      ['Harrow Lane', 20],
    ])
  })

  it('count every incident whatever the unit', () => {
    for (const unit of ['square', 'hex', 'beat', 'street'] as const) {
      const r = run(concentration, table, { unit })
      expect(r.n).toBe(table.n)
      expect(r.counts.reduce((a, b) => a + b, 0)).toBe(table.n)
      expect(r.inTop).toBeGreaterThan(0)
    }
    expect(run(concentration, table, { unit: 'beat' }).counts).toHaveLength(4)
  })

  it('refuse to count by a column the table does not have', () => {
    const bare = townOf([
      { x: E, y: N },
      { x: E + 10, y: N },
    ])
    expect(() => run(concentration, bare, { unit: 'beat' })).toThrow(/names a beat/)
    expect(() => run(change, bare, { unit: 'street' })).toThrow(/names a street/)
  })

  it('give clusters on one spot an outline with a size', () => {
    const spot = townOf(Array.from({ length: 9 }, () => ({ x: E, y: N })))
    const [c] = run(clusters, spot).clusters
    expect(c.incidents).toHaveLength(9)
    expect(c.hectares).toBeGreaterThan(0.02)
    const line = townOf(Array.from({ length: 9 }, (_, i) => ({ x: E + i * 20, y: N })))
    expect(run(clusters, line, { hull: 'concave' }).clusters).toHaveLength(1)
  })
})

describe('change', () => {
  const burst = (x: number, day: number, n: number, street: string): Row[] =>
    Array.from({ length: n }, (_, i) => ({ x: E + x, y: N, day: day - (i % 20), street, beat: street }))
  /** So many in every four weeks before the last twelve, over seventeen months. */
  const steady = (x: number, every: number, street: string): Row[] =>
    Array.from({ length: every * 19 }, (_, i) => ({
      ...{ x: E + x, y: N, street, beat: street },
      day: TODAY - 84 - Math.floor((i * 28) / every),
    }))
  const rows = [
    ...burst(0, TODAY, 30, 'Up'),
    ...steady(0, 2, 'Up'),
    ...burst(4000, TODAY, 5, 'Down'),
    ...steady(4000, 9, 'Down'),
    ...burst(2000, TODAY, 12, 'Same'),
    ...steady(2000, 4, 'Same'),
  ]
  /** A table whose last day is complete. */
  const whole = (list: readonly Row[]): Incidents => {
    const t = townOf(list)
    return { ...t, span: { ...t.span, complete: TODAY } }
  }

  it('names a square that no street and no beat names by its grid reference', () => {
    const bare = rows.map((r) => ({ ...r, street: '', beat: '' }))
    const named = run(change, whole(bare), { unit: 'square' }).units.map((u) => u.name)
    expect(named.length).toBeGreaterThan(0)
    for (const name of named) expect(name).toMatch(/^[A-Z]{2} \d{3} \d{3}$/)
    expect(new Set(named).size).toBe(named.length)
  })

  it('names no two of its places alike', () => {
    const far = [...rows, ...burst(8000, TODAY, 9, 'Up'), ...steady(8000, 3, 'Up')]
    const { units: listed } = run(change, whole(far), { unit: 'square' })
    const names = listed.map((l) => l.name)
    expect(names).toContain('Up')
    expect(new Set(names).size).toBe(names.length)
  })

  it('finds what rose and what fell, and leaves alone what did not', () => {
    for (const unit of ['square', 'beat', 'street'] as const) {
      const r = run(change, whole(rows), { unit })
      const of = (name: string) => r.units.find((u) => u.name === name)!
      expect([of('Up').recent, of('Up').earlier]).toEqual([30, 6])
      expect(of('Up').q).toBeLessThan(0.01)
      expect(of('Down').q).toBeLessThan(0.01)
      expect(of('Same').p).toBeCloseTo(1, 9)
      expect([r.up, r.down]).toEqual([1, 1])
      expect([r.recent, r.earlier]).toEqual([47, 45])
      // counts as even as these vary no more than chance
      expect(r.swing).toMatchObject({ phi: 1, series: 3 })
      expect(r.windows).toBeGreaterThanOrEqual(18)
    }
  })

  it('calls no place changed where such runs came before, or where too little lies before to tell', () => {
    // a run of thirty every half year in each place
    const wild = rows.concat(
      [200, 380].flatMap((d) =>
        [0, 2000, 4000].flatMap((x, k) => burst(x, TODAY - d, 30, ['Up', 'Same', 'Down'][k])),
      ),
    )
    const r = run(change, whole(wild), { unit: 'beat' })
    expect(r.swing!.phi).toBeGreaterThan(5)
    expect([r.up, r.down]).toEqual([0, 0])
    const short = run(change, whole(rows.filter((o) => o.day! > TODAY - 300)), { unit: 'beat' })
    expect(short.swing).toBeUndefined()
    expect([short.up, short.down]).toEqual([0, 0])
    expect(short.notes.join(' ')).toMatch(
      /No place is called changed: only 7 earlier windows of 28 days, 12 needed/,
    )
  })

  it('counts rows without coordinates in the whole, and ends where the file is complete', () => {
    const bare = [...rows, ...burst(0, TODAY, 4, 'Up').map((o) => ({ ...o, x: NaN, y: NaN }))]
    const r = run(change, whole(bare), { unit: 'square' }, { today: TODAY + 9 })
    expect([r.recent, r.earlier]).toEqual([51, 45])
    expect(r.notes.join(' ')).toMatch(/4 incidents without coordinates count in the figures of all together/)
    expect(r.notes.join(' ')).toMatch(/Figures end on .*, 9 days before the as-at date/)
  })

  it('refuses a period before the table begins, and warns of half a one', () => {
    const short = whole(burst(0, TODAY, 30, 'Up'))
    expect(() => run(change, short)).toThrow(/lies before the table begins/)
    const half = whole(burst(0, TODAY - 90, 30, 'Up'))
    expect(run(change, half).notes.join(' ')).toMatch(/inside the earlier period/)
  })

  it('works by months on open data', () => {
    const first = (month: number) => Date.UTC(2024, month - 1, 1) / 86_400_000
    const open = townOf(
      [1, 1, 2, 3, 4, 5, 6, 6, 6].map((m) => ({ x: E, y: N, day: first(m), beat: 'A' })),
      { source: 'open', precision: 'month' },
    )
    const r = run(change, open, { unit: 'beat' })
    expect([r.recentPeriod, r.earlierPeriod]).toEqual(['Apr 2024 to Jun 2024', 'Jan 2024 to Mar 2024'])
    expect([r.recent, r.earlier]).toEqual([5, 4])
  })
})

describe('hours of the week', () => {
  it('leaves out what has no time, and placeholders when told', () => {
    const table = townOf([
      { x: E, y: N, minute: 600, length: 60 },
      { x: E, y: N, flags: FLAG.noTime },
      { x: E, y: N, minute: 0, flags: FLAG.placeholderTime | FLAG.noEnd },
    ])
    const r = run(aoristic, table)
    expect([r.n, r.placeholders, r.counts.noTime, r.counts.noEnd]).toEqual([2, 1, 1, 1])
    expect(run(aoristic, table, { placeholders: false }).n).toBe(1)
    expect(r.hours[10]).toBeCloseTo(1, 12)
  })
})

describe('tables with next to nothing in them', () => {
  const methods = [hotspots, zones, repeats, gistar, concentration, clusters, change, aoristic]
  const tables: Record<string, Incidents> = {
    one: townOf([{ x: E, y: N, place: 1, street: 'S', beat: 'B' }]),
    'two on one spot': townOf([1, 2].map((k) => ({ x: E, y: N, place: 1, day: TODAY - 150 * k }))),
    'all on one spot and day': townOf(Array.from({ length: 20 }, () => ({ x: E, y: N, place: 1 }))),
    'no coordinates': townOf([{ x: NaN, y: NaN, place: 1 }]),
    none: townOf([]),
  }
  for (const [name, table] of Object.entries(tables))
    for (const method of methods)
      it(`${method.id}: ${name} gives a result or a sentence`, () => {
        let result: { notes: readonly string[] }
        try {
          result = run(method, table)
        } catch (e) {
          expect((e as Error).message).toMatch(/^[A-Z][^]*\.$/)
          expect((e as Error).constructor).toBe(Error)
          return
        }
        expect(result.notes.length).toBeGreaterThan(0)
        for (const note of result.notes) expect(note).not.toMatch(/NaN|Infinity|undefined/)
        // what leaves a worker must survive the copy
        expect(() => structuredClone(result)).not.toThrow()
      })
})
