/**
 * Every number that the overview shows of the sample, as the page opens it: the five kinds, inside the study area. The
 * register is read as plain text and counted by hand; what is compared are the words on the page.
 */
import { readFileSync } from 'node:fs'
import { booleanPointInPolygon } from '@turf/turf'
import type { Feature, Polygon } from 'geojson'
import Papa from 'papaparse'
import proj4 from 'proj4'
import { renderToString } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { METHOD } from '../../../src/analyses/today/compute.ts'
import { SCREEN } from '../../../src/analyses/today/screen.tsx'
import { answerOf } from '../../../src/analyses/today/words.ts'
import type { TodayResult } from '../../../src/analyses/today/result.ts'
import { allRows, type Incidents } from '../../../src/core/table/incidents.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { defaults } from '../../../src/core/base/params.ts'
import { parseIsoDay } from '../../../src/core/base/time.ts'
import { planeOf } from '../../../src/core/geometry/plane.ts'
import { areaOnPlane } from '../../../src/core/geometry/onPlane.ts'
import { drop, only } from '../../import/drop.ts'
import {
  adjusted,
  between,
  lookOf,
  nearOf,
  phiOf,
  type Plain,
  rangeOf,
  repeatsOf,
  tailsOf,
} from './oracle.ts'

const read = (name: string) => readFileSync(new URL(`../../../data/town/${name}`, import.meta.url), 'utf8')
const TODAY = parseIsoDay('2026-11-22')
const NAMES: Record<string, string> = {
  'burglary-home': 'Burglary',
  'theft-from-vehicle': 'Theft from vehicle',
  'theft-of-vehicle': 'Theft of vehicle',
  'robbery-personal': 'Robbery',
  'theft-from-person': 'Theft from person',
}

const outline = (
  JSON.parse(read('boundaries.geojson')) as { features: Feature<Polygon, { kind: string; name: string }>[] }
).features.find((f) => f.properties.kind === 'study-area')!
const grid = proj4(
  'EPSG:4326',
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894 +units=m',
)
const ring = outline.geometry.coordinates[0].map(([lng, lat]) => grid.forward([lng, lat]))
const inTown = (x: number, y: number) =>
  booleanPointInPolygon([x, y], { type: 'Polygon', coordinates: [ring] })

/** Homes known only by their address, to the number of the register where another row tells it. */
function placesOf(rows: readonly Record<string, string>[]): number[] {
  const door = (r: Record<string, string>) => `${r['House No']}|${r.Street}|${r.Postcode}`.toLowerCase()
  const known = new Map(rows.filter((r) => r.UPRN).map((r) => [door(r), Number(r.UPRN.slice(-9))]))
  return rows.map((r, i) => (r.UPRN ? Number(r.UPRN.slice(-9)) : (known.get(door(r)) ?? 2e9 + i)))
}

let rows: Plain[]
let table: Incidents
let html: string
let text: string
let r: TodayResult
const words = (s: string) =>
  s
    .replaceAll('<!-- -->', '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&#x27;', "'")
    .replace(/[\s\u00a0]+/g, ' ')

function run(over: Record<string, unknown> = {}): TodayResult {
  return drain(
    METHOD.compute({
      table,
      rows: allRows(table).filter((i) => table.offence[i] !== 0),
      params: { ...defaults(METHOD.schema), base: 'years', ...over } as never,
      today: TODAY,
      area: areaOnPlane('Ludderwick', outline.geometry, planeOf('EPSG:27700')),
    }),
  )
}

beforeAll(async () => {
  const csv = read('incidents.csv')
  const all = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data
  const place = placesOf(all)
  rows = all.flatMap((o, i): Plain[] => {
    const [d, m, y] = o['Committed From Date'].split('/')
    const day = parseIsoDay(`${y}-${m}-${d}`)
    const [x, north] = [Number(o.Easting), Number(o.Northing)]
    const kind = { '28E': 'burglary-home', '45/10': 'theft-from-vehicle', '48/1': 'theft-of-vehicle' }[
      o['HO Code']
    ]
    const other = { '34B': 'robbery-personal', '39': 'theft-from-person' }[o['HO Code']]
    if (Number.isNaN(day) || day > TODAY || o.Easting === '' || !(x > 630_000 && x < 650_000)) return []
    if ((!kind && !other) || !(north > 470_000) || /unconnected/i.test(o.Offence)) return []
    const [h, min] = o['Committed From Time'].split(':')
    const from = day * 1440 + (h ? Number(h) * 60 + Number(min) : 0)
    return [
      { day, from, kind: (kind ?? other)!, beat: o.Beat, x, y: north, place: place[i], outcome: o.Outcome },
    ]
  })
  table = only(await drop({ 'incidents.csv': csv }), 'incidents').incidents
  r = run()
  html = renderToString(
    <SCREEN.Panel result={r} params={defaults(METHOD.schema)} table={table} today={TODAY} />,
  )
  text = words(html)
}, 120_000)

let end: number
let week: [number, number]
let month: [number, number]
let year: [number, number]
let bases: [number, number][][]
let first: number

beforeAll(() => {
  end = r.lastDay
  week = [end - 6, end]
  month = [end - 27, end]
  year = [end - 364, end]
  bases = [[[end - 364 - 6 - 21, end - 364 + 21]], [[end - 364 - 27 - 21, end - 364 + 21]]]
  first = table.span.first
})
/** A look at some rows in the window k of 0, 1, with what it is judged by. */
const judgedOf = (mine: readonly Plain[], k: number, pool: readonly (readonly Plain[])[] = [mine]) => {
  const look = lookOf(mine, [week, month][k], bases[k])
  const swing = phiOf(pool, [week, month][k][0], [7, 28][k], first)
  return { ...look, swing, expected: look.base / look.times, ...tailsOf(look, swing) }
}
const ofKind = (kind: string) => rows.filter((o) => o.kind === kind)
const show = (v: number) => (v < 99.95 ? v.toFixed(1) : v.toFixed(0))
const percent = (v: number) => `${(100 * v).toFixed(v > 0 && v < 0.0995 ? 1 : 0)}%`

/** Looks at kinds, whose ranges hold together. */
const LOOKS = 2 * Object.keys(NAMES).length

describe('what the overview shows of the sample', () => {
  it('is each count with its expectation, its range and its word', () => {
    const lines = [...html.matchAll(/<tr><th scope="row">([^]*?)<\/tr>/g)].map((m) => words(m[1]).trim())
    for (const [kind, name] of Object.entries(NAMES)) {
      const line = lines.find((l) => l.startsWith(`${name} `))!
      const want = [0, 1].map((k) => {
        const look = judgedOf(ofKind(kind), k)
        const [low, high] = rangeOf(look, look.swing, 0, LOOKS)
        const word = look.count > high ? '▲ # above' : look.count < low ? '▼ # below' : '• # in range'
        return `${word.replace('#', String(look.count))} ${show(look.expected)} expected, range ( ${low}–${high} )`
      })
      expect(line.replace(/ ?\( ?/g, ' ( ').replace(/ ?\)/g, ' )')).toContain(want.join(' '))
    }
  }, 60_000)

  it('is every week of every kind', () => {
    for (const k of r.kinds)
      expect([...k.series], k.offence).toEqual(
        Array.from({ length: 26 }, (_, w) => {
          const last = end - 7 * (25 - w)
          return between(ofKind(k.offence), last - 6, last).length
        }),
      )
  })

  it('is the alerts, or the nearest to one, of as many looks', () => {
    const beats = [...new Set(rows.map((o) => o.beat))].filter(Boolean)
    const of = (beat: string, kind: string) => rows.filter((o) => o.beat === beat && o.kind === kind)
    const looks = Object.keys(NAMES).flatMap((kind) =>
      [0, 1].flatMap((k) => {
        const pool = beats.map((beat) => of(beat, kind))
        return beats.flatMap((beat, at) => {
          const l = judgedOf(pool[at], k, pool)
          return l.count + l.base ? [{ beat, kind, k, ...l }] : []
        })
      }),
    )
    const q = adjusted(looks.map((l) => l.more))
    const alerts = looks.filter((_, i) => q[i] <= 0.1)
    expect(text).toContain(`${looks.length} looks`)
    const said = (l: (typeof looks)[number]) =>
      `${l.count} in ${l.k === 0 ? 7 : 28} days, ${show(l.expected)} expected, p = ${l.more.toFixed(l.more < 0.0995 ? 3 : 2)}`
    if (alerts.length === 0) {
      const nearest = looks.reduce((a, b) => (b.more < a.more ? b : a))
      expect(text).toContain(`The nearest: ${NAMES[nearest.kind]} in ${nearest.beat}: ${said(nearest)}.`)
    } else for (const a of alerts) expect(text).toContain(said(a))
    expect(r.alerts).toHaveLength(alerts.length)
  })

  it('is the trend of twelve weeks in words', () => {
    for (const k of r.kinds) {
      const now = between(ofKind(k.offence), end - 83, end).length
      const then = between(ofKind(k.offence), end - 447, end - 364).length
      const share = Math.abs(now / then - 1)
      expect(text, k.offence).toContain(
        `Over 12 weeks ${now}, ${share < 0.005 ? 'as many as' : `${percent(share)} ${now > then ? 'more' : 'fewer'} than`} in the same weeks a year before (${then})`,
      )
    }
  })

  it('is repeats within twelve months beside the survey’s figure', () => {
    const groups = [
      { kinds: ['burglary-home'], name: 'burglary', national: 30 },
      { kinds: ['theft-from-vehicle', 'theft-of-vehicle'], name: 'vehicle crime', national: 22 },
    ]
    for (const g of groups) {
      const mine = rows.filter((o) => g.kinds.includes(o.kind))
      const want = repeatsOf(mine, mine, ...year)
      expect(text).toContain(
        `${g.name} repeats, 12 months ${percent(want.repeats / want.n)} ${want.repeats} of ${want.n.toLocaleString('en-GB')}; ${percent(want.atPlaces / want.n)} at places hit twice; nationally ${g.national}% (ONS survey, 2021), another measure`,
      )
    }
  })

  it('is near repeats and live zones by the day', () => {
    const burglary = ofKind('burglary-home')
    const vehicle = rows.filter((o) => o.kind.endsWith('vehicle'))
    for (const [name, mine] of [
      ['burglary', burglary],
      ['vehicle crime', vehicle],
    ] as const) {
      const near = nearOf(mine, ...year)
      expect(text).toContain(`${name} within 400 m and 42 days of one before ${percent(near.near / near.n)}`)
    }
    // pairs within 400 m and 42 days of each other, forerunners included, against the mean of shuffled dates
    const pool = between(burglary, year[0] - 42, end)
    let pairs = 0
    pool.forEach((a, i) =>
      pool.slice(0, i).forEach((b) => {
        if (Math.abs(a.day - b.day) <= 42 && a.from !== b.from && Math.hypot(a.x - b.x, a.y - b.y) <= 400)
          pairs++
      }),
    )
    expect(r.groups[0].near!.pairs).toBe(pairs)
    const live = between(burglary, TODAY - 42, TODAY)
    const soon = live.filter((o) => o.day <= TODAY - 35).length
    expect(text).toContain(
      `live burglaries ${live.length} of the last 42 days; ${soon} of them for a week more at most`,
    )
  })

  it('is the share in the worst 5% of cells of the study area', () => {
    const counts = new Map<string, number>()
    const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])]
    for (let c = Math.floor(Math.min(...xs) / 150); c <= Math.max(...xs) / 150; c++)
      for (let d = Math.floor(Math.min(...ys) / 150); d <= Math.max(...ys) / 150; d++)
        if (inTown(150 * c + 75, 150 * d + 75)) counts.set(`${c} ${d}`, 0)
    let n = 0
    for (const o of between(rows, ...year)) {
      if (!inTown(o.x, o.y)) continue
      const cell = `${Math.floor(o.x / 150)} ${Math.floor(o.y / 150)}`
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
      n++
    }
    const sorted = [...counts.values()].sort((a, b) => b - a)
    const at = sorted.length / 20
    const held =
      sorted.slice(0, Math.floor(at)).reduce((a, b) => a + b, 0) + (at % 1) * sorted[Math.floor(at)]
    expect(r.worst).toMatchObject({ n, units: sorted.length })
    expect(text).toContain(`of 12 months in the worst 5% of 150 m cells ${percent(held / n)} by chance`)
    expect(text).toContain('nationally nearly 25% (HMICFRS, 2022), other areas')
    // if every cell had the same chance: Poisson counts, the highest first
    const mean = n / sorted.length
    let [left, share] = [0.05, 0]
    const chances: number[] = []
    for (let k = 0, t = Math.exp(-mean); k < 60; k++, t *= mean / k) chances.push(t)
    for (let k = 59; k > 0; k--) {
      const p = Math.min(left, chances[k])
      left -= p
      share += (p * k) / mean
    }
    // drawn anew, so near what Poisson counts give
    expect(Math.abs(r.worst!.byChance - share)).toBeLessThan(0.002)
  })

  it('is outcomes in per cent beside Table 2', () => {
    const mine = between(rows, ...year)
    // the sample's wordings, and both columns of Table 2 as printed by the inspectorate
    const table2: [string, string, string, string][] = [
      ['Charged or summonsed', 'Charged', '4.2', '6.6'],
      ['Taken into consideration', '', '0.1', '0.0'],
      ['Out of court, formal', '', '0.3', '0.2'],
      ['Out of court, informal', 'Community resolution', '0.9', '0.3'],
      ['Prosecution prevented or not in the public interest', '', '0.3', '0.1'],
      ['Evidential difficulties, victim supports action', '', '5.0', '6.6'],
      [
        'Evidential difficulties, victim does not support action',
        'Evidential difficulties - victim does not support',
        '8.1',
        '20.4',
      ],
      [
        'Investigation complete, no suspect identified',
        'Investigation complete - no suspect identified',
        '71.4',
        '39.4',
      ],
      ['Action by another body', '', '0.1', '0.1'],
      ['Further investigation not in the public interest', '', '0.5', '0.1'],
      ['Diversion, education or intervention', '', '0.1', '0.1'],
      ['Not yet assigned an outcome', 'Under investigation', '9.0', '26.1'],
    ]
    const share = (robbery: boolean, wording: string) => {
      const all = mine.filter((o) => (o.kind === 'robbery-personal') === robbery)
      const known = all.filter((o) => o.outcome !== '')
      return ((100 * all.filter((o) => wording && o.outcome === wording).length) / known.length).toFixed(1)
    }
    for (const [label, wording, theft, robbery] of table2)
      expect(text).toContain(`${label} ${share(false, wording)} ${theft} ${share(true, wording)} ${robbery}`)
    expect(text).toContain('England and Wales without Greater Manchester')
  })

  it('is harm by both indices, counts beside', () => {
    const weights = {
      chi: { 'burglary-home': 273.5, 'robbery-personal': 365, 'theft-from-person': 2 },
      css: {
        'burglary-home': 438,
        'theft-from-vehicle': 34,
        'theft-of-vehicle': 124,
        'robbery-personal': 746.54326,
        'theft-from-person': 86,
      },
    }
    for (const [harm, of] of Object.entries(weights)) {
      const result = run({ harm })
      const params = { ...defaults(METHOD.schema), harm } as never
      const page = words(renderToString(<SCREEN.Panel {...{ result, params, table, today: TODAY }} />))
      const sums = [0, 0]
      for (const [kind, weight] of Object.entries(of)) {
        const cells = [week, month].map((w, k) => {
          const n = between(ofKind(kind), ...w).length
          sums[k] += n * weight
          return `${Math.round(n * weight).toLocaleString('en-GB')} ${n} ${n === 1 ? 'incident' : 'incidents'}`
        })
        const remark = result.harm!.rows.find((h) => result.kinds[h.kind].offence === kind)!.remark
        expect(page).toContain(
          `${NAMES[kind]} ${Math.round(100 * weight) / 100} ${remark ? `${words(remark)} ` : ''}${cells.join(' ')}`,
        )
      }
      expect(page).toMatch(
        new RegExp(
          `Together ${Math.round(sums[0]).toLocaleString('en-GB')} [\\d,]+ expected ${Math.round(sums[1]).toLocaleString('en-GB')} [\\d,]+ expected`,
        ),
      )
      if (harm === 'chi') expect(page).toContain('Theft from vehicle no weight')
      expect(page).toContain(`By ${result.harm!.name}, ${result.harm!.edition}`)
    }
  })

  it('is the answer, of the figure furthest outside its range', () => {
    const looks = Object.keys(NAMES).flatMap((kind) =>
      [0, 1].map((k) => ({ kind, days: k === 0 ? 7 : 28, ...judgedOf(ofKind(kind), k) })),
    )
    const above = looks.filter((l) => l.more <= 0.025 / LOOKS).sort((a, b) => a.more - b.more)
    const below = looks.filter((l) => l.fewer <= 0.025 / LOOKS).sort((a, b) => a.fewer - b.fewer)
    const first = above[0] ?? below[0]
    expect(answerOf(r)).toContain(
      !first
        ? 'Every kind of crime lies within its range'
        : `${NAMES[first.kind]} is ${above.length ? 'above' : 'below'} its range: ${first.count} in ${first.days} days, ${show(first.expected)} expected`,
    )
  })
})
