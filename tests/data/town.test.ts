/** The sample town: rebuilt to the byte, whole, with exactly the faults and the clustering it declares. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { ADDRESS_COLUMNS } from '../../data/generate/addresses.ts'
import { files } from '../../data/generate/files.ts'
import { HANDLING_COLUMNS } from '../../data/generate/handling.ts'
import { generateIncidents, type Made } from '../../data/generate/incidents.ts'
import { BURGLARY, DIRT, HANDLING, SEED } from '../../data/generate/parameters.ts'
import { inside } from '../../data/generate/geometry.ts'
import { LAND } from '../../data/generate/land.ts'
import { ORIGIN, TOWN } from '../../data/generate/plan.ts'
import { randomFrom } from '../../data/generate/random.ts'
import { REGISTER_COLUMNS } from '../../data/generate/register.ts'
import { generateTown, type Town } from '../../data/generate/town.ts'

type Row = Record<string, string>
interface Feature {
  properties: Record<string, string>
  geometry: { type: string; coordinates: number[][] | number[][][] }
}

const folder = join(import.meta.dirname, '../../data/town')
const committed = (name: string): string => readFileSync(join(folder, name), 'utf8')
const table = (name: string): Row[] =>
  Papa.parse<Row>(committed(name), { header: true, skipEmptyLines: true }).data
const features = (name: string): Feature[] =>
  (JSON.parse(committed(name)) as { features: Feature[] }).features

let built: ReturnType<typeof files>
let town: Town
let homes: Row[]
let incidents: Row[]

beforeAll(() => {
  built = files()
  town = generateTown(SEED)
  homes = table('addresses.csv')
  incidents = table('incidents.csv')
}, 60_000)

describe('the files', () => {
  it('come out of the generator to the byte', () => {
    for (const [name, text] of Object.entries(built.texts)) expect(text === committed(name), name).toBe(true)
  })

  it('are small enough to open at once', () => {
    expect(committed('ground.geojson').length).toBeLessThan(4_000_000)
  })

  it('have the columns the README names', () => {
    expect(Object.keys(homes[0])).toEqual([...ADDRESS_COLUMNS])
    expect(Object.keys(incidents[0])).toEqual([...REGISTER_COLUMNS, ...HANDLING_COLUMNS])
  })
})

describe('the columns about handling', () => {
  it('move no other column: those before them are as they were', () => {
    const rows = Papa.parse<string[]>(committed('incidents.csv'), { skipEmptyLines: true }).data
    const before = rows.map((r) => r.slice(0, REGISTER_COLUMNS.length).join('\u001f')).join('\n')
    // of the register without them, the places that the first plan exchanges exchanged
    expect(createHash('sha256').update(before).digest('hex')).toBe(
      'eb9f1c0ddd199ec575bb336e8bb1d1c1a3d0c2bd800fd37a289c67f58abbb1c5',
    )
  })

  it('hold the declared chances', () => {
    const yes = (column: string, ok: (r: Row) => boolean = () => true): number => {
      const answered = incidents.filter((r) => ok(r) && /^[YN]$/.test(r[column]))
      return answered.filter((r) => r[column] === 'Y').length / answered.length
    }
    const blank = (column: string): number =>
      incidents.filter((r) => r[column] === '').length / incidents.length
    expect(yes('Scene Advice')).toBeCloseTo(HANDLING.sceneAdvice, 1)
    const { team, preventionAdvice } = HANDLING.slack
    expect(yes('Prevention Advice', (r) => r.Team === team)).toBeCloseTo(preventionAdvice, 1)
    expect(yes('Prevention Advice', (r) => r.Team !== team)).toBeCloseTo(HANDLING.preventionAdvice, 1)
    expect(yes('THRIVE Completed')).toBeCloseTo(HANDLING.assessment, 1)
    expect(Math.abs(blank('THRIVE Completed') - HANDLING.assessmentBlank)).toBeLessThan(0.02)
    expect(Math.abs(blank('VCOP Met') - HANDLING.blank)).toBeLessThan(0.02)
    expect(yes('Victim View')).toBeCloseTo(HANDLING.victimView, 1)
    const solved = (r: Row): boolean => /^(Charged|Community)/.test(r.Outcome)
    for (const [column, [alone, withSolved]] of [
      ['Forensics Recovered', HANDLING.forensic],
      ['CCTV', HANDLING.cctv],
      ['Eyewitness', HANDLING.eyewitness],
    ] as const) {
      expect(Math.abs(yes(column, solved) - withSolved)).toBeLessThan(0.06)
      expect(Math.abs(yes(column, (r) => !solved(r)) - alone)).toBeLessThan(0.02)
    }
  })

  it('keep the scores to their points', () => {
    const { points } = HANDLING
    for (const r of incidents) {
      const sum =
        (r['Forensics Recovered'] === 'Y' ? points.forensic : 0) +
        (r.CCTV === 'Y' ? points.cctv : 0) +
        (r.Eyewitness === 'Y' ? points.eyewitness : 0) +
        (isHome(r) ? points.home : 0)
      // a repeat address is not in a column of its own
      expect([sum, sum + points.repeat]).toContain(Number(r['Case Score']))
      if (r.Team === HANDLING.specialists) expect(Number(r['Case Score'])).toBeGreaterThanOrEqual(75)
    }
  })
})

describe('the ground', () => {
  it('holds every kind, in open sea', () => {
    const ground = features('ground.geojson')
    const kinds = new Set(ground.map((f) => f.properties.kind))
    expect([...kinds].sort()).toEqual(['building', 'park', 'rail', 'road', 'water'])
    const classes = new Set(ground.flatMap((f) => (f.properties.kind === 'road' ? [f.properties.class] : [])))
    expect([...classes].sort()).toEqual(['lane', 'main', 'path', 'street'])
    for (const f of ground) {
      const flat = (
        f.geometry.type === 'Polygon' ? f.geometry.coordinates.flat() : f.geometry.coordinates
      ) as number[][]
      for (const [lng, lat] of flat) {
        expect(lng > 1.5 && lng < 2).toBe(true)
        expect(lat > 54 && lat < 54.3).toBe(true)
      }
    }
  })

  it('gives each street a name of its own', () => {
    const names = town.streets.map((s) => s.name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('keeps buildings out of the river, off the railway and inside the town', () => {
    for (const b of town.buildings) {
      const what = town.land.at(...b.at)
      expect([LAND.river, LAND.rail, LAND.outside] as number[]).not.toContain(what)
    }
  })

  it('is tiled by the beats', () => {
    const random = randomFrom(5)
    const area = (ring: readonly (readonly [number, number])[]): number =>
      Math.abs(
        ring.reduce(
          (s, p, i) => s + p[0] * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * p[1],
          0,
        ),
      ) / 2
    const sum = town.beats.reduce((s, b) => s + area(b.ring), 0)
    expect(sum / area(town.land.outline)).toBeCloseTo(1, 9)
    for (let i = 0; i < 2000; i++) {
      const [x, y] = [random.between(-1700, 1700), random.between(-1300, 1300)]
      const n = town.beats.filter((b) => inside(b.ring, x, y)).length
      expect(n).toBe(inside(town.land.outline, x, y) ? 1 : 0)
    }
    const boundaries = features('boundaries.geojson')
    expect(boundaries.filter((f) => f.properties.kind === 'beat')).toHaveLength(8)
    expect(boundaries.find((f) => f.properties.kind === 'study-area')?.properties.name).toBe(TOWN)
  })
})

describe('the address file', () => {
  it('holds some 12,000 homes, 500 and more other doors, and shells', () => {
    const dwellings = homes.filter((h) => h.CLASSIFICATION_CODE.startsWith('RD'))
    expect(dwellings.length).toBeGreaterThan(11_500)
    expect(dwellings.length).toBeLessThan(13_500)
    expect(homes.filter((h) => h.CLASSIFICATION_CODE.startsWith('C')).length).toBeGreaterThan(450)
    for (const code of ['RD02', 'RD03', 'RD04', 'RD06', 'PP'])
      expect(homes.filter((h) => h.CLASSIFICATION_CODE === code).length, code).toBeGreaterThan(300)
  })

  it('has keys of its own, twelve digits from 9990', () => {
    const keys = homes.map((h) => h.UPRN)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.every((k) => /^9990\d{8}$/.test(k))).toBe(true)
  })

  it('puts each flat under a shell at the same spot', () => {
    const byKey = new Map(homes.map((h) => [h.UPRN, h]))
    const flats = homes.filter((h) => h.CLASSIFICATION_CODE === 'RD06')
    for (const flat of flats) {
      const shell = byKey.get(flat.PARENT_UPRN)!
      expect(shell.CLASSIFICATION_CODE).toBe('PP')
      expect([flat.EASTING, flat.NORTHING, flat.POSTCODE]).toEqual([
        shell.EASTING,
        shell.NORTHING,
        shell.POSTCODE,
      ])
    }
  })

  it('names no door twice, but for shells', () => {
    const lines = homes.filter((h) => h.CLASSIFICATION_CODE !== 'PP').map((h) => h.ADDRESS)
    expect(lines.length - new Set(lines).size).toBe(0)
  })

  it('never crosses a beat or a real postcode area', () => {
    const beats = new Set(town.beats.map((b) => b.name))
    expect(homes.every((h) => beats.has(h.BEAT))).toBe(true)
    expect(homes.every((h) => /^XL[1-8] \d[A-Z]{2}$/.test(h.POSTCODE))).toBe(true)
  })
})

/** dd/mm/yyyy HH:MM in days since 1970; NaN when there is no such day. */
function moment(date: string, time: string): number {
  const [d, m, y] = date.split('/').map(Number)
  const [h, min] = time.split(':').map(Number)
  const at = new Date(Date.UTC(y, m - 1, d, h, min))
  return at.getUTCDate() === d ? at.getTime() / 86_400_000 : NaN
}
const from = (r: Row): number => moment(r['Committed From Date'], r['Committed From Time'])
const to = (r: Row): number => moment(r['Committed To Date'], r['Committed To Time'])
const reported = (r: Row): number => moment(r['Reported Date'], r['Reported Time'])
const isHome = (r: Row): boolean => r['HO Code'] === '28E' && !/unconnected/i.test(r.Offence)
const END = Date.UTC(2026, 10, 23) / 86_400_000

describe('the register', () => {
  it('has the wanted number of each kind', () => {
    const n = (ok: (r: Row) => boolean): number => incidents.filter(ok).length
    expect(n(isHome)).toBeGreaterThan(1150)
    expect(n(isHome)).toBeLessThan(1450)
    expect(n((r) => r['HO Code'] === '45/10')).toBeGreaterThan(1700)
    expect(n((r) => r['HO Code'] === '48/1')).toBeGreaterThan(600)
    expect(n((r) => r['HO Code'] === '34B')).toBeGreaterThan(350)
    expect(n((r) => r['HO Code'] === '39')).toBeGreaterThan(500)
    expect(n((r) => r['HO Code'] === '30C')).toBeGreaterThan(100)
    expect(n((r) => r['HO Code'] === '126')).toBeGreaterThan(100)
    expect(n((r) => /unconnected/.test(r.Offence))).toBeGreaterThan(50)
  })

  it('numbers each crime once', () => {
    expect(new Set(incidents.map((r) => r['Crime No'])).size).toBe(incidents.length)
  })

  it('has the declared faults and no others', () => {
    const n = (ok: (r: Row) => boolean): number => incidents.filter(ok).length
    expect(n((r) => r.Easting === '' && r.Northing === '')).toBe(DIRT.noGridRef)
    expect(n((r) => r.Easting === '0' && r.Northing === '0')).toBe(DIRT.zeroGridRef)
    expect(n((r) => r['Committed To Time'] === '23:59')).toBe(DIRT.at2359)
    expect(n((r) => r['Committed From Time'] === '00:00' && r['Committed To Time'] === '00:00')).toBe(
      DIRT.atMidnight,
    )
    expect(n((r) => r['Committed From Date'] === '31/02/2026')).toBe(DIRT.february31)
    expect(n((r) => from(r) >= END)).toBe(DIRT.future)
    expect(n((r) => to(r) < from(r))).toBe(DIRT.endBeforeStart)
    expect(n((r) => r.UPRN === '')).toBe(DIRT.noUprn)
    expect(n((r) => reported(r) >= END || Number.isNaN(reported(r)))).toBe(0)
  })

  it('places each incident in or beside the town', () => {
    for (const r of incidents) {
      if (r.Easting === '' || r.Easting === '0') continue
      expect(Math.abs(+r.Easting - ORIGIN[0])).toBeLessThan(1700)
      expect(Math.abs(+r.Northing - ORIGIN[1])).toBeLessThan(1300)
    }
  })

  it('puts each keyed home burglary on its home', () => {
    const byKey = new Map(homes.map((h) => [h.UPRN, h]))
    for (const r of incidents) {
      if (!isHome(r) || r.UPRN === '') continue
      const home = byKey.get(r.UPRN)!
      expect(home.STREET).toBe(r.Street)
      if (+r.Easting > 0)
        expect(Math.hypot(+r.Easting - +home.EASTING, +r.Northing - +home.NORTHING)).toBeLessThan(1)
    }
  })

  it('ends with a week of 6 to 9 and six weeks of 25 to 35 home burglaries', () => {
    const homesOnly = incidents.filter(isHome)
    const since = (days: number): number => homesOnly.filter((r) => to(r) >= END - days && to(r) < END).length
    expect(since(7)).toBeGreaterThanOrEqual(6)
    expect(since(7)).toBeLessThanOrEqual(9)
    expect(since(42)).toBeGreaterThanOrEqual(25)
    expect(since(42)).toBeLessThanOrEqual(35)
  })

  it('holds the planted burglaries of the last week', () => {
    const row = (what: string): Row => {
      const p = built.planted.find((q) => q.what === what)!
      return incidents.find((r) => r['Crime No'] === p.crime)!
    }
    for (const p of built.planted) {
      const r = row(p.what)
      expect(isHome(r), p.what).toBe(true)
      expect(from(r), p.what).toBeGreaterThanOrEqual(END - 7)
    }
    const again = row('repeat address')
    const before = incidents.filter((r) => isHome(r) && r.UPRN === again.UPRN && r !== again)
    expect(before.some((r) => from(again) - from(r) > 42 && from(again) - from(r) < 365)).toBe(true)
    const byKey = new Map(homes.map((h) => [h.UPRN, h]))
    const flat = byKey.get(row('block of flats').UPRN)!
    expect(flat.CLASSIFICATION_CODE).toBe('RD06')
    expect(homes.filter((h) => h.PARENT_UPRN === flat.PARENT_UPRN).length).toBeGreaterThanOrEqual(6)
    const close = town.streets.find((s) => s.name === row('end of a close').Street)!
    expect(close.close).toBe(true)
    const [a, b] = [row('near pair, first'), row('near pair, second')]
    expect(Math.hypot(+a.Easting - +b.Easting, +a.Northing - +b.Northing)).toBeLessThan(120)
    expect(Math.abs(from(a) - from(b))).toBeLessThan(3)
  })
})

/** Pairs within 100 m and 14 days against the mean of 99 shuffles of the days: Knox's ratio, and its rank. */
function knoxRatio(made: Made, seed: number): { ratio: number; above: number } {
  const random = randomFrom(seed)
  const close: [number, number][] = []
  for (let i = 0; i < made.n; i++)
    for (let j = 0; j < i; j++)
      if (Math.hypot(made.x[i] - made.x[j], made.y[i] - made.y[j]) <= 100) close.push([i, j])
  const count = (day: ArrayLike<number>): number =>
    close.filter(([i, j]) => Math.abs(day[i] - day[j]) <= 14).length
  const observed = count(made.day)
  const day = [...made.day]
  let [sum, above] = [0, 0]
  for (let k = 0; k < 99; k++) {
    for (let i = day.length - 1; i > 0; i--) {
      const j = random.below(i + 1)
      ;[day[i], day[j]] = [day[j], day[i]]
    }
    const c = count(day)
    sum += c
    if (c >= observed) above++
  }
  return { ratio: observed / (sum / 99), above }
}

describe('the process behind the incidents', () => {
  it('keeps the very same background without triggering', () => {
    const kinds = ['burglary-home'] as const
    const on = generateIncidents(town, { seed: 11, triggering: true, kinds })
    const off = generateIncidents(town, { seed: 11, triggering: false, kinds })
    expect(on.n).toBeGreaterThan(off.n)
    expect(on.day.slice(0, off.n)).toEqual(off.day)
    expect(on.home.slice(0, off.n)).toEqual(off.home)
    expect(on.parent.slice(0, off.n).every((p) => p === -1)).toBe(true)
  })

  it('sets off as many, as near and as soon as declared', () => {
    let [n, born, same, soon, near, apart] = [0, 0, 0, 0, 0, 0]
    for (let seed = 0; seed < 20; seed++) {
      const m = generateIncidents(town, { seed, triggering: true, kinds: ['burglary-home'] })
      for (let i = 0; i < m.n; i++) {
        // late parents lose offspring to the end of the file
        if (m.day[i] < 630) n++
        const p = m.parent[i]
        if (p < 0 || m.day[p] >= 630) continue
        born++
        if (m.day[i] - m.day[p] <= 8) soon++
        if (m.home[i] === m.home[p]) same++
        else {
          apart++
          if (Math.hypot(m.x[i] - m.x[p], m.y[i] - m.y[p]) <= 80) near++
        }
      }
    }
    expect(born / n).toBeGreaterThan(BURGLARY.mean - 0.02)
    expect(born / n).toBeLessThan(BURGLARY.mean + 0.02)
    expect(soon / born).toBeGreaterThan(0.47)
    expect(soon / born).toBeLessThan(0.53)
    // snapping to the nearest home brings a few children back to the parent's own door
    expect(same / born).toBeGreaterThan(BURGLARY.sameHome - 0.02)
    expect(same / born).toBeLessThan(BURGLARY.sameHome + 0.1)
    expect(near / apart).toBeGreaterThan(0.4)
    expect(near / apart).toBeLessThan(0.6)
  })

  it('shows in the Knox ratio with triggering, and not without', () => {
    const kinds = ['burglary-home'] as const
    const on = knoxRatio(generateIncidents(town, { seed: SEED, triggering: true, kinds }), 1)
    expect(on.above).toBe(0)
    expect(on.ratio).toBeGreaterThan(1.3)
    const nulls = Array.from({ length: 12 }, (_, k) => k + 1).map((seed) =>
      knoxRatio(generateIncidents(town, { seed, triggering: false, kinds }), seed),
    )
    expect(nulls.reduce((s, r) => s + r.ratio, 0) / 12).toBeCloseTo(1, 1)
    expect(nulls.filter((r) => r.above < 5).length).toBeLessThan(4)
  })
})
