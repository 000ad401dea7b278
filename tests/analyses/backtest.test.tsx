/** The back-test as the page runs it: result, words, table, drawing, fairness and card. */
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { METHOD } from '../../src/analyses/backtest/compute.ts'
import type { BacktestFirst, BacktestResult } from '../../src/analyses/backtest/result.ts'
import { SCREEN } from '../../src/analyses/backtest/screen.tsx'
import { METHOD as HOTSPOTS } from '../../src/analyses/hotspots/compute.ts'
import { SCHEMA as hotspotsSchema } from '../../src/analyses/hotspots/params.ts'
import { METHOD as PATROL } from '../../src/analyses/patrol/compute.ts'
import { SCHEMA as patrolSchema } from '../../src/analyses/patrol/params.ts'
import { SCHEMA as zonesSchema } from '../../src/analyses/zones/params.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults, problems } from '../../src/core/base/params.ts'
import { studyCells } from '../../src/core/evaluation/backtest/cells.ts'
import { eventsOf } from '../../src/core/evaluation/backtest/events.ts'
import { mapOf } from '../../src/core/evaluation/backtest/maps.ts'
import { DEFAULT_DECAY, MAPS } from '../../src/core/evaluation/backtest/options.ts'
import { backtestRows } from '../../src/core/evaluation/backtest/rows.ts'
import { rankingOf } from '../../src/core/evaluation/backtest/ranking.ts'
import { isExpired } from '../../src/core/evaluation/backtest/forecast.ts'
import {
  fairnessOf,
  fairnessWords,
  groupingOf,
  showRatio,
} from '../../src/core/evaluation/backtest/fairness.ts'
import { isDiscovered } from '../../src/core/evaluation/backtest/discovered.ts'
import type { Boundary } from '../../src/core/geometry/area.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { town } from '../core/evaluation/backtest/town.ts'
import { townOf } from './town.ts'

const TODAY = 20_000
const table = townOf(
  town().map(([x, y, d]) => ({
    ...{ x: 450_000 + x, y: 300_000 + y, day: TODAY - 700 + d, minute: 600, length: 60 },
    ...{ street: x < 1500 ? 'Mill Street' : 'Harrow Lane', beat: 'Beat 1', place: 0 },
  })),
)
const box = (name: string, x0: number, x1: number, numbers: Record<string, number> = {}): Boundary => ({
  ...{ name, set: 'wards.geojson', kind: '', numbers },
  polygons: [[Float64Array.of(x0, 299_000, x1, 299_000, x1, 303_000, x0, 303_000, x0, 299_000)]],
})
const west = box('West', 449_000, 451_500, { IMD_decile: 2 })
const east = box('East', 451_500, 454_000, { IMD_decile: 9 })
const params = { ...defaults(SCREEN.schema), shifts: false }
const view = (over = {}, areas: Boundary[] = []) => {
  const p = { ...params, ...over }
  const result = drain(
    METHOD.compute({ table, rows: allRows(table), params: p, today: TODAY, areas }),
  ) as BacktestResult
  return { result, params: p, table, today: TODAY }
}
/** a ranking as it stands before anything is carried over */
const chosen = {
  ...{ winner: 'countall', winnerCell: 150, winnerNear: 20, winnerDistance: 100, winnerLife: 7 },
  ...{ winnerBand: 300, winnerDays: 7, winnerKinds: params.offences },
}
const odd = /NaN|Infinity|undefined|\[object/

describe('the back-test on the page', () => {
  const v = view({}, [west, east])

  it('says one verdict, with the rival and the weeks it won', () => {
    expect(problems(SCREEN.schema, defaults(SCREEN.schema))).toEqual({})
    expect(SCREEN.answer(v)).toMatch(/^[A-Z].*of the area.*better in \d+ of \d+ weeks.*\.$/)
    expect(SCREEN.answer(v)).not.toMatch(odd)
    expect(v.result.test.maps).toHaveLength(10)
    // no future: the last window ends with the data
    expect(v.result.test.origins.at(-1)! + 7).toBeLessThanOrEqual(TODAY + 1)
  })

  it('gives its figures first and their range over the positions of the grid later', () => {
    const full = { ...params, shifts: true, origins: 8 }
    const first = METHOD.quick!(full)!
    expect(METHOD.quick!(first)).toBeUndefined()
    const [now, then] = [first, full].map((p) => view(p).result.test.maps)
    expect(now.every((m) => m.overShifts === undefined)).toBe(true)
    expect(then.every((m) => m.overShifts !== undefined)).toBe(true)
    expect(now).toEqual(then.map(({ overShifts: _, ...m }) => m))
  })

  it('says first what the maps that need no fitting caught, in final figures, and names no winner', () => {
    const result = drain(
      METHOD.compute({ table, rows: allRows(table), params, today: TODAY, first: true }),
    ) as BacktestFirst
    const ids = result.test.maps.map((m) => m.id)
    expect(ids).toEqual(MAPS.map((m) => m.id).filter((id) => id !== 'sepp' && id !== 'blend'))
    for (const m of result.test.maps) {
      const { hits, hitRate, pai, pei, precision, curve, weekly } = v.result.test.maps.find(
        ({ id }) => id === m.id,
      )!
      expect(m).toMatchObject({ hits, hitRate, pai, pei, precision, curve, weekly })
    }
    for (const d of result.test.differences) {
      const { at } = v.result.test.differences.find(({ id }) => id === d.id)!
      expect(d.at.map((a) => [a.difference, a.low, a.high, a.better])).toEqual(
        at.map((a) => [a.difference, a.low, a.high, a.better]),
      )
    }
    const first = { result, params, table, today: TODAY }
    expect(result.counting).toBe('the self-exciting model, the blend, patches and ways, the forecast')
    expect(SCREEN.answer(first)).toMatch(/^8 maps of 10 tried so far, on [\d,]+ incidents in \d+ weeks\. /)
    expect(SCREEN.answer(first)).not.toMatch(/ wins|beaten|better in/)
    expect([SCREEN.layers(first), SCREEN.offers!(first), SCREEN.sure!(first)]).toEqual([[], [], []])
    expect(SCREEN.list(first).n).toBe(0)
    expect(SCREEN.expired!(first, TODAY + 999)).toBeUndefined()
    const html = renderToString(<SCREEN.Panel {...first} />)
    expect(html).toContain('plainest first')
    expect(html).not.toMatch(/Shortest way|Forecast|Card of/)
    expect(html).not.toMatch(odd)
  })

  it('offers what won as the ranking of patrol places and hotspots, whichever map it was', () => {
    const won = (winner: string, beaten = true) =>
      SCREEN.offers!({
        ...v,
        result: { ...v.result, verdict: { ...v.result.verdict, winner: winner as never, beaten } },
      }).filter((o) => o.to !== 'zones')
    for (const { id } of MAPS.filter((m) => m.id !== 'random')) {
      const offers = won(id)
      expect(offers.map((o) => o.to)).toEqual(['patrol', 'hotspots'])
      for (const [o, schema] of [
        [offers[0], patrolSchema],
        [offers[1], hotspotsSchema],
      ] as const) {
        expect(o.what).toContain('which won the back-test')
        expect(problems(schema, { ...defaults(schema), ...o.params } as never)).toEqual({})
        expect(o.params).toMatchObject({ winner: id, winnerCell: 150 })
      }
    }
    expect(won('random')).toEqual([])
    // a map that nothing beat has not won
    expect(won('countall', false)[0].what).toContain('which no map surely beat in the back-test')
  })

  it('ranks patrol places and hotspots by the map that won, and says so', () => {
    // the winner has the last word: here the near-repeat map, on a town with an old place and a fresh one
    const at = (n: number, x: number, first: number, step: number) =>
      Array.from({ length: n }, (_, i) => ({
        ...{ x: x + (i % 5), y: 300_075, day: first - i * step, minute: 960, length: 60 },
        street: x < 450_500 ? 'Old Street' : 'New Street',
      }))
    const two = townOf([...at(30, 450_070, TODAY - 60, 5), ...at(24, 451_570, TODAY, 1)])
    const rows = allRows(two)
    const plan = (over = {}) =>
      drain(
        PATROL.compute({ table: two, rows, params: { ...defaults(patrolSchema), ...over }, today: TODAY }),
      )
    const plain = plan()
    expect(plain.places[0].street).toBe('Old Street')
    const ranked = plan({ weight: 'map', winner: 'decay' })
    expect(ranked.places[0].street).toBe('New Street')
    expect(ranked.notes.join(' ')).toMatch(
      /Ranked by the map chosen from the back-test: “Near-repeat map, decaying” \(half as much each 100 m and each 7 days\), cells of 150 m, of /,
    )
    // by the long count the order of the counts stands, and nothing is said to have won
    const counted = plan({ weight: 'map', winner: 'countall' })
    expect(counted.places.map((p) => p.street)).toEqual(plain.places.map((p) => p.street))
    expect(counted.notes.join(' ')).toMatch(/Ranked by a plain count of all incidents known, cells of 150 m/)
    expect(counted.notes.join(' ')).not.toMatch(/back-test|that won|that beat/)
    const spots = (over = {}) =>
      drain(
        HOTSPOTS.compute({
          ...{ table, rows: allRows(table), today: TODAY },
          params: { ...defaults(hotspotsSchema), levels: [5, 20, 40], ...over },
        }),
      )
    const choice = { ...chosen, winner: 'decay' }
    const [one, other] = [spots(), spots({ order: 'map', ...choice })]
    expect(other.notes.join(' ')).toMatch(/listed by the map chosen from the back-test: /)
    expect(other.hotspots.map((h) => h.at.join()).sort()).toEqual(one.hotspots.map((h) => h.at.join()).sort())
    expect(other.hotspots.map((h) => h.at.join())).not.toEqual(one.hotspots.map((h) => h.at.join()))
    const { values, cellAt } = rankingOf({ table, rows: allRows(table), today: TODAY }, choice)
    const worth = other.hotspots.map((h) =>
      [...new Set(Array.from(h.incidents, (i) => cellAt(table.x[i], table.y[i])))].reduce(
        (s, k) => s + (k < 0 ? 0 : values[k]),
        0,
      ),
    )
    other.hotspots.forEach((h, k) => {
      if (k > 0 && other.hotspots[k - 1].tier === h.tier) expect(worth[k]).toBeLessThanOrEqual(worth[k - 1])
    })
  })

  it('is the very map of the back-test, with its kinds, cells, bandwidth, decay, weights and days ahead', () => {
    const setting = { kde: 190, horizon: '28' as const, halfDistance: 60, halfLife: 14, cell: 200 }
    // theft stands beside burglary in other places, and must not enter; its newest lies where nothing else does
    const more = Array.from({ length: 120 }, (_, i) => ({
      ...{ x: 452_850 + (i % 40), y: 302_850, day: TODAY - 3 * i, minute: 600 },
      offence: 'theft-from-vehicle' as const,
    }))
    const both = townOf([
      ...town().map(([x, y, d]) => ({ x: 450_000 + x, y: 300_000 + y, day: TODAY - 700 + d, minute: 600 })),
      ...more,
    ])
    const input = { table: both, rows: allRows(both), today: TODAY }
    const p = { ...params, ...setting }
    const result = drain(METHOD.compute({ ...input, params: p, areas: [] })) as BacktestResult
    const { rows } = backtestRows(input, p.offences)
    const ev = eventsOf(both, rows)
    for (const { id } of MAPS.filter((m) => m.id !== 'random')) {
      const [offer] = SCREEN.offers!({
        ...{ table: both, today: TODAY, params: p },
        result: { ...result, verdict: { ...result.verdict, winner: id, beaten: id !== 'countall' } },
      })
      const ranking = rankingOf(input, { ...defaults(patrolSchema), ...offer.params } as never)
      const options = {
        ...{ cell: p.cell, history: ev.day[0], horizon: 28, kde: p.kde, fractions: [0.05] },
        decay: { ...DEFAULT_DECAY, halfDistance: p.halfDistance, halfLife: p.halfLife },
      }
      const study = studyCells(ev, { cell: p.cell, history: ev.day[0], before: TODAY + 1 })
      const own = new Float64Array(study.m)
      const blend = { weights: result.test.blend!.weights, decay: result.test.blend!.decay }
      mapOf(id, ev, study, options, options.decay, blend)(own, TODAY + 1)
      expect(ranking.values.length, id).toBe(study.m)
      for (let k = 0; k < study.m; k++) expect(ranking.values[k], id).toBeCloseTo(own[k], 12)
      expect(ranking.cellAt(452_850, 302_850), id).toBe(-1)
    }
    const told = (winner: string) =>
      rankingOf(input, { ...defaults(patrolSchema), winnerBand: 190, winnerDays: 28, winner } as never).words
    expect(told('kde365')).toContain('(bandwidth 190 m)')
    expect(told('sepp')).toContain('(for 28 days ahead)')
    expect(told('countall')).not.toMatch(/won|beat|back-test/)
  })

  it('gives each cell what the map gives it', () => {
    const choice = { ...chosen, winner: 'countall' }
    const { values, cellAt } = rankingOf({ table, rows: allRows(table), today: TODAY }, choice)
    for (let i = 0; i < table.n; i += 37) {
      const [c, r] = [Math.floor(table.x[i] / 150), Math.floor(table.y[i] / 150)]
      const n = Array.from(allRows(table)).filter(
        (k) => Math.floor(table.x[k] / 150) === c && Math.floor(table.y[k] / 150) === r,
      ).length
      expect(values[cellAt(table.x[i], table.y[i])]).toBe(n)
    }
    expect(cellAt(0, 0)).toBe(-1)
  })

  it('makes a forecast that starts tomorrow and expires with its horizon', () => {
    const { forecast } = v.result
    expect([forecast.from, forecast.until]).toEqual([TODAY + 1, TODAY + 7])
    expect([isExpired(forecast, TODAY + 7), isExpired(forecast, TODAY + 8)]).toEqual([false, true])
    expect(SCREEN.expired!(v, TODAY + 7)).toBeUndefined()
    expect(SCREEN.expired!(v, TODAY + 8)).toContain('has expired')
    expect(forecast.cells).toBe(Math.floor(0.05 * forecast.of))
    expect(forecast.patches.reduce((s, p) => s + p.cells, 0)).toBe(forecast.cells)
    expect(forecast.patches.every((p, i, all) => i === 0 || p.weight <= all[i - 1].weight)).toBe(true)
    expect(v.result.places.every((p) => /Street|Lane|^$|Beat/.test(p))).toBe(true)
    const [layer] = SCREEN.layers(v)
    expect(layer.kind === 'areas' && layer.areas.length).toBe(forecast.patches.length)
    expect(layer.label).toMatch(/Forecast for .* to /)
  })

  it('holds flagged ground against recorded crime, and calls out more than 1.25', () => {
    const { fairness } = v.result
    expect(fairness!.by).toBe('fifths by IMD_decile')
    expect(fairness!.rows.map((r) => r.name)).toEqual(['Fifth 1, most deprived', 'Fifth 5, least deprived'])
    for (const key of ['crime', 'flagged'] as const)
      expect(fairness!.rows.reduce((s, r) => s + r[key], 0)).toBeCloseTo(1, 12)
    // two cells in the west with 9 incidents, one in the east with 1; flagged 5 weeks each
    const cells = { x0: 451_000, y0: 300_000, nx: 3, ny: 1, cell: 400, m: 3, frame: Int32Array.of(0, 1, 2) }
    const rows = fairnessOf(
      { study: { ...cells, x0: 450_400 }, past: Uint32Array.of(4, 5, 1), origins: [0, 7, 14, 21, 28] },
      { flaggedIn: Uint16Array.of(0, 5, 5), heldIn: Uint16Array.of(0, 4, 1) },
      [box('West', 450_000, 451_200), box('East', 451_200, 453_000)],
      groupingOf([box('West', 0, 1), box('East', 1, 2)], 'name'),
      { x: Float64Array.of(450_500, 450_600, 450_700, 451_300), y: Float64Array.of(3e5, 3e5, 3e5, 3e5) },
    )
    expect(rows).toEqual([
      {
        name: 'West',
        homes: 0.75,
        crime: 0.9,
        incidents: 9,
        flagged: 0.5,
        held: 4,
        empty: 1,
        ratio: expect.closeTo(0.5 / 0.9, 12),
        over: false,
        beyond: false,
      },
      {
        name: 'East',
        homes: 0.25,
        crime: 0.1,
        incidents: 1,
        flagged: 0.5,
        held: 1,
        empty: 4,
        ratio: expect.closeTo(5, 12),
        over: true,
        beyond: false,
      },
    ])
    // one cell of two, one incident of ten: chance alone may make it
    expect(fairnessWords({ rows })).toBe(
      'Flagged more than 1.25 times its share of recorded crime, but by no more than chance alone may make it: East (5.00, n = 1).',
    )
    const many = [{ ...rows[0], beyond: true, over: true, ratio: 2 }, rows[1]]
    expect(fairnessWords({ rows: many })).toMatch(
      /, beyond chance: West \(2.00, n = 9\)\. Flagged .* make it: East/,
    )
  })

  it('calls out a place that is flagged far beyond its share of crime', () => {
    const cells = { x0: 450_000, y0: 300_000, nx: 40, ny: 1, cell: 100, m: 40 }
    const [row] = fairnessOf(
      {
        study: { ...cells, frame: Int32Array.from({ length: 40 }, (_, k) => k) },
        past: Uint32Array.from({ length: 40 }, (_, k) => (k < 20 ? 2 : 8)),
        origins: [0, 7],
      },
      {
        flaggedIn: Uint16Array.from({ length: 40 }, (_, k) => (k < 20 ? 2 : 0)),
        heldIn: new Uint16Array(40),
      },
      [box('West', 449_000, 452_000), box('East', 452_000, 455_000)],
      groupingOf([box('West', 0, 1), box('East', 1, 2)], 'name'),
    )
    expect(row).toMatchObject({ name: 'West', over: true, beyond: true, incidents: 40, ratio: 5 })
  })

  it('never shows a ratio above the limit as the limit itself', () => {
    expect([1.2512, 1.2488, 1.25, 1.31, Infinity].map(showRatio)).toEqual([
      ...['1.251', '1.249', '1.25', '1.31', 'no recorded crime'],
    ])
  })

  it('puts areas into fifths by decile, by rank and by score, and refuses without a number', () => {
    const five = (values: number[], key: string) => [
      ...groupingOf(
        values.map((v, i) => box(`${i}`, i, i + 1, { [key]: v })),
        'fifth',
      ).of,
    ]
    expect(five([1, 2, 3, 9, 10], 'IMD_decile')).toEqual([0, 0, 1, 4, 4])
    expect(five([900, 100, 32000, 15000, 20000], 'imd_rank')).toEqual([1, 0, 4, 2, 3])
    expect(five([60.5, 10.2, 33.3, 44.4, 5.5], 'IMD score')).toEqual([0, 3, 2, 1, 4])
    expect(() => groupingOf([box('a', 0, 1)], 'fifth')).toThrow(/no number for deprivation/)
  })

  it('prints a card with all eight prompts, an end date and its own figures', () => {
    const heads = v.result.card.map((l) => l.heading)
    expect(heads).toEqual(
      'Valid,Advisory,Lawful,Granularity,Ownership,Challengeable,Accuracy,Responsible,Explainable,Inputs,Not for'.split(
        ',',
      ),
    )
    expect(v.result.card.map((l) => l.text).join(' ')).not.toMatch(odd)
    expect(v.result.card.filter((l) => l.open).map((l) => l.heading)).toEqual([
      'Lawful',
      'Ownership',
      'Challengeable',
    ])
  })

  it('draws, lists and briefs without odd words', () => {
    const html = renderToString(<SCREEN.Panel {...v} />)
    expect(html).toContain('Hit rate')
    expect(html).not.toMatch(odd)
    expect(tableToCsv(SCREEN.list(v))).not.toMatch(odd)
    expect(SCREEN.brief!(v).says!.join(' ')).toMatch(/not to be used after that/)
    expect(v.result.notes.join(' ')).not.toMatch(odd)
  })

  it('offers its decay to the zones only where the blend won by one that was chosen', () => {
    const won = (winner: 'blend' | 'countall', origins: number) => {
      const { result } = v
      const blend = { ...result.test.blend!, origins }
      return SCREEN.offers!({
        ...{
          ...v,
          result: { ...result, verdict: { ...result.verdict, winner }, test: { ...result.test, blend } },
        },
      }).filter((o) => o.to === 'zones')
    }
    const [offer] = won('blend', 26)
    expect(offer.to).toBe('zones')
    expect(problems(zonesSchema, { ...defaults(zonesSchema), ...offer.params })).toEqual({})
    expect([won('countall', 26), won('blend', 0)]).toEqual([[], []])
  })

  it('runs month by month where only months are known', () => {
    const months = { ...table, precision: 'month' as const }
    const result = drain(
      METHOD.compute({ table: months, rows: allRows(table), params, today: TODAY }),
    ) as BacktestResult
    expect(result.test.maps.map((m) => m.id)).not.toContain('decay')
    expect(result.answer).toMatch(/month/)
    expect(result.fairness).toBeUndefined()
    expect(renderToString(<SCREEN.Panel {...{ result, params, table, today: TODAY }} />)).not.toMatch(odd)
  })

  it('refuses what police discover, and nothing that victims report', () => {
    for (const yes of [
      'Drugs',
      'Possession of weapons',
      'Going equipped for stealing',
      'Possess offensive weapon',
    ])
      expect(isDiscovered(yes), yes).toBe(true)
    for (const no of [
      'Burglary',
      'Robbery with a firearm',
      'Theft of a vehicle',
      'Residential Burglary of a Home',
      'Vehicle crime',
    ])
      expect(isDiscovered(no), no).toBe(false)
    const drugs = { ...table, wording: { values: ['Drugs'], codes: new Uint8Array(table.n) } }
    expect(() =>
      drain(METHOD.compute({ table: drugs as never, rows: allRows(table), params, today: TODAY })),
    ).toThrow(/cannot be forecast/)
  })
})

describe('too short a past', () => {
  it('is told by its days, not by settings that the page has not', () => {
    const short = townOf([0, 1, 2, 3].map((d) => ({ x: 4e5, y: 3e5, day: TODAY - 3 + d, minute: 600 })))
    expect(() => drain(METHOD.compute({ table: short, rows: allRows(short), params, today: TODAY }))).toThrow(
      /^These incidents reach over 4 days, which leaves nothing before one forecast of 7 days\./,
    )
  })
})
