/** Comparisons against counts by hand, false alarms on null data, and what the screen says. */
import { answerOf } from '../../src/analyses/compare/words.ts'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { METHOD } from '../../src/analyses/compare/compute.ts'
import { SCREEN } from '../../src/analyses/compare/screen.tsx'
import type { CompareResult } from '../../src/analyses/compare/result.ts'
import { interval, kindWords, showChange, standOut, verdict } from '../../src/analyses/compare/words.ts'
import { allRows, FLAG, type Incidents } from '../../src/core/table/incidents.ts'
import type { Boundary } from '../../src/core/geometry/area.ts'
import { UNKNOWN_UNIT } from '../../src/core/geometry/plane.ts'
import { drain } from '../../src/core/base/drain.ts'
import type { Input } from '../../src/core/table/method.ts'
import type { OffenceId } from '../../src/core/base/offences.ts'
import { defaults, describe as tell, problems, type Values } from '../../src/core/base/params.ts'
import { widerP } from '../../src/core/stats/swing.ts'
import { Stream } from '../../src/core/base/random.ts'
import { isoDay } from '../../src/core/base/time.ts'
import { decodeView, encodeView } from '../../src/state/url.ts'
import { emptyProject } from '../../src/state/project.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { phiOf } from './today/oracle.ts'
import { dice, type Row, townOf as tableOf } from './town.ts'

type P = Values<typeof METHOD.schema>
const TODAY = 20_000
const KINDS: OffenceId[] = ['burglary-home', 'theft-from-vehicle', 'robbery-personal', 'other']

/** A table whose last day is complete. */
const townOf = (rows: readonly Row[], over: Partial<Incidents> = {}): Incidents => {
  const t = tableOf(rows, over)
  return over.precision === 'month' ? t : { ...t, span: { ...t.span, complete: TODAY } }
}

function rowsOf(n: number, seed = 3): Row[] {
  const d = dice(seed)
  return Array.from({ length: n }, (_, k) => ({
    x: 450_000 + d() * 3000,
    y: 300_000 + d() * 3000,
    day: TODAY - Math.floor(d() * 900),
    minute: Math.floor(d() * 1440),
    length: Math.floor(d() * 900),
    offence: KINDS[Math.floor(d() * 4)],
    beat: k % 40 === 3 ? '' : `Beat ${1 + Math.floor(d() * 10)}`,
    place: Math.floor(d() * n),
    flags: d() < 0.2 ? FLAG.repeat : 0,
  }))
}
const list = rowsOf(3000)
const table = townOf(list)

function run(over: Partial<P> = {}, t: Incidents = table, input: Partial<Input<P>> = {}): CompareResult {
  const params = { ...defaults(METHOD.schema), ...over } as P
  return drain(METHOD.compute({ table: t, rows: allRows(t), params, today: TODAY, ...input }))
}
const between = (rows: readonly Row[], from: number, to: number) =>
  rows.filter((r) => r.day! >= from && r.day! <= to)

/** Chance of each number of heads in n throws. */
function heads(n: number, w: number): number[] {
  let row = [1]
  for (let k = 0; k < n; k++) {
    const next = new Array<number>(row.length + 1).fill(0)
    row.forEach((p, i) => {
      next[i] += p * (1 - w)
      next[i + 1] += p * w
    })
    row = next
  }
  return row
}
const twice = (k: number, n: number, w: number) => {
  const p = heads(n, w)
  const sum = (s: readonly number[]) => s.reduce((a, b) => a + b, 0)
  return Math.min(1, 2 * Math.min(sum(p.slice(k)), sum(p.slice(0, k + 1))))
}

describe('two periods', () => {
  it.each([
    ['the days just before', { against: 'before' }, [TODAY - 55, TODAY - 28]],
    ['the same days a year before', { against: 'year' }, [TODAY - 27 - 364, TODAY - 364]],
    [
      'dates of my own',
      {
        against: 'own',
        fromA: isoDay(TODAY - 27),
        toA: isoDay(TODAY),
        fromB: isoDay(TODAY - 200),
        toB: isoDay(TODAY - 101),
      },
      [TODAY - 200, TODAY - 101],
    ],
  ] as const)('counts each kind as a clerk would, against %s', (_, over, [from, to]) => {
    const r = run(over)
    const [now, then] = [between(list, TODAY - 27, TODAY), between(list, from, to)]
    const days = to - from + 1
    expect([r.all.a, r.all.b]).toEqual([now.length, then.length])
    expect([r.a.exposure, r.b.exposure]).toEqual([28, days])
    expect([...r.a.rows]).toEqual(list.flatMap((o, i) => (now.includes(o) ? [i] : [])))
    for (const k of r.kinds) {
      const [a, b] = [now, then].map((s) => s.filter((o) => o.offence === k.offence).length)
      expect([k.a, k.b]).toEqual([a, b])
      expect(k.test.ratio).toBeCloseTo(a / 28 / (b / days), 10)
      // φ of 28-day windows before the recent ones, by hand
      const mine = list.filter((o) => o.offence === k.offence).map((o) => ({ ...o, day: o.day! }))
      const phi = phiOf([mine as never], TODAY - 27, 28, Math.min(...list.map((o) => o.day!)))
      expect(k.swing!.phi).toBeCloseTo(phi.phi, 10)
      expect(k.swing!.df).toBe(phi.df)
      expect(k.test.p).toBeCloseTo(widerP(twice(a, a + b, 28 / (28 + days)), phi), 9)
    }
    expect(r.standsOut).toEqual(standOut(r))
    const p = r.kinds.map((k) => k.test.p)
    for (const k of r.kinds) {
      const want = Math.min(
        ...p.filter((v) => v >= k.test.p).map((v) => (v * p.length) / p.filter((u) => u <= v).length),
      )
      expect(k.q).toBeCloseTo(Math.min(1, want), 9)
    }
  })

  it('holds repeats, weekdays and the middle beside', () => {
    const r = run({ days: 84 })
    const [now, then] = [between(list, TODAY - 83, TODAY), between(list, TODAY - 167, TODAY - 84)]
    const repeats = (s: readonly Row[]) => s.filter((o) => o.flags! & FLAG.repeat).length
    expect(r.repeats).toMatchObject({ a: repeats(now), nA: now.length, b: repeats(then), nB: then.length })
    const mean = (s: readonly Row[], of: 'x' | 'y') => s.reduce((v, o) => v + o[of], 0) / s.length
    expect(r.centres!.apart).toBeCloseTo(
      Math.hypot(mean(now, 'x') - mean(then, 'x'), mean(now, 'y') - mean(then, 'y')),
      6,
    )
    // windows of up to a day: all of these
    const weekday = (s: readonly Row[]) => {
      const c = new Array<number>(7).fill(0)
      for (const o of s) {
        const mid = o.day! * 1440 + o.minute! + Math.floor(o.length! / 2)
        c[(new Date(mid * 60_000).getUTCDay() + 6) % 7]++
      }
      return c
    }
    expect([[...r.weekdays!.a], [...r.weekdays!.b]]).toEqual([weekday(now), weekday(then)])
    expect(r.weekdays!.test).toBeDefined()
    expect(run({ days: 30 }).weekdays!.why).toMatch(/every weekday equally often/)
    const short = (s: readonly Row[]) => s.filter((o) => o.length! <= 480).length
    expect([r.hours!.test!.nA, r.hours!.test!.nB]).toEqual([short(now), short(then)])
  })

  it('measures no middle of numbers that may be metres or feet', () => {
    const town = townOf(list)
    expect(run({ days: 84 }, town).centres).toBeDefined()
    expect(run({ days: 84 }, { ...town, crs: UNKNOWN_UNIT }).centres).toBeUndefined()
  })

  it('says about how far chance alone moves the middle', () => {
    // root mean square over many null comparisons
    let [seen, told] = [0, 0]
    for (let k = 0; k < 40; k++) {
      const r = run({ days: 200 }, townOf(rowsOf(400, 100 + k)))
      seen += r.centres!.apart ** 2
      told += r.centres!.byChance ** 2
    }
    expect(seen / told).toBeGreaterThan(0.6)
    expect(seen / told).toBeLessThan(1.6)
  })
})

const square = (name: string, x: number): Boundary => ({
  name,
  set: 'b',
  kind: 'beat',
  numbers: {},
  polygons: [[Float64Array.of(x, 0, x + 100, 0, x + 100, 100, x, 100, x, 0)]],
})

describe('two beats', () => {
  const now = between(list, TODAY - 27, TODAY)
  const of = (name: string) => now.filter((o) => o.beat === name).length

  it('takes the first two by name, numbers as numbers, and the two that are picked', () => {
    const r = run({ mode: 'beats' })
    expect([r.a.label, r.b.label, r.all.a, r.all.b]).toEqual(['Beat 1', 'Beat 2', of('Beat 1'), of('Beat 2')])
    const s = run({ mode: 'beats', beatA: 'Beat 10', beatB: 'Beat 3' })
    expect([s.a.label, s.b.label, s.all.a, s.all.b]).toEqual([
      'Beat 10',
      'Beat 3',
      of('Beat 10'),
      of('Beat 3'),
    ])
    expect(s.per).toBe('beat')
    expect(s.notes.join(' ')).toMatch(/how many homes the beats hold is not known/)
  })

  it('compares by home where boundaries and addresses tell', () => {
    const homes = {
      x: Float64Array.from({ length: 90 }, (_, k) => (k < 60 ? 1 + k : 201 + k - 60)),
      y: new Float64Array(90).fill(50),
    }
    const areas = [square('beat  1', 0), square('Beat 2', 200)]
    const r = run({ mode: 'beats' }, table, { areas, homes })
    expect([r.per, r.a.exposure, r.b.exposure]).toEqual(['home', 60, 30])
    const [a, b] = [of('Beat 1'), of('Beat 2')]
    expect(r.all.test.ratio).toBeCloseTo(a / 60 / (b / 30), 10)
    expect(r.all.test.p).toBeCloseTo(widerP(twice(a, a + b, 60 / 90), r.all.swing!), 9)
    expect(r.all.swing).toMatchObject({ series: 10, windows: r.windows })
  })
})

describe('a beat with the others', () => {
  it('is the ratio of the two changes, rows without a beat apart', () => {
    const r = run({ mode: 'rest', beatA: 'Beat 4', days: 180 })
    const [now, then] = [between(list, TODAY - 179, TODAY), between(list, TODAY - 359, TODAY - 180)]
    const here = (s: readonly Row[]) => s.filter((o) => o.beat === 'Beat 4').length
    const there = (s: readonly Row[]) => s.filter((o) => o.beat !== 'Beat 4' && o.beat !== '').length
    const { all } = r
    expect([all.a, all.b, all.restA, all.restB]).toEqual([here(now), here(then), there(now), there(then)])
    expect(all.test.ratio).toBeCloseTo(here(now) / here(then) / (there(now) / there(then)), 10)
    // near the log-Poisson interval at these counts
    const half =
      1.96 *
      Math.sqrt(all.swing!.phi) *
      Math.sqrt([all.a, all.b, all.restA!, all.restB!].reduce((s, v) => s + 1 / v, 0))
    expect(Math.log(all.test.high / all.test.ratio)).toBeCloseTo(half, 0)
    expect(Math.log(all.test.ratio / all.test.low)).toBeCloseTo(half, 0)
    expect(r.notes.join(' ')).toContain(
      `${[...now, ...then].filter((o) => o.beat === '').length} incidents without a beat on neither side`,
    )
  })
})

describe('where nothing changed', () => {
  it('finds a kind that differs in at most one comparison of twenty, in every mode', () => {
    const draw = new Stream(7)
    const runs = 150
    const made = Array.from({ length: runs }, () =>
      townOf(
        Array.from({ length: 500 }, () => ({
          x: 450_000 + 1000 * draw.float(),
          y: 300_000 + 1000 * draw.float(),
          day: TODAY - draw.below(500),
          minute: draw.below(1440),
          offence: KINDS[draw.below(4)],
          beat: `Beat ${1 + draw.below(4)}`,
        })),
      ),
    )
    for (const mode of ['periods', 'beats', 'rest'] as const) {
      const results = made.map((t) => run({ mode, days: 84 }, t))
      const limit = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs)
      const share = (test: (r: CompareResult) => boolean) => results.filter(test).length / runs
      expect(
        share((r) => r.all.test.p <= 0.05),
        mode,
      ).toBeLessThan(limit)
      expect(
        share((r) => standOut(r).length > 0),
        mode,
      ).toBeLessThan(limit)
      expect(
        share((r) => r.hours!.test!.p <= 0.05),
        mode,
      ).toBeLessThan(limit)
      expect(
        share((r) => r.weekdays!.test!.p <= 0.05),
        mode,
      ).toBeLessThan(limit)
    }
  })
})

describe('what cannot be compared', () => {
  it('is refused with a sentence', () => {
    expect(() => run({ mode: 'beats', beatA: 'Beat 4', beatB: 'Beat 4' })).toThrow(/picked twice/)
    expect(() => run({ mode: 'rest', beatA: 'Beat 99' })).toThrow(/“Beat 99”/)
    expect(() => run({ mode: 'beats' }, townOf(list.map((o) => ({ ...o, beat: '' }))))).toThrow(
      /fewer than two beats/,
    )
    expect(() => run({ days: 1000 })).toThrow(/before the table begins/)
    const own = { against: 'own' as const, fromA: isoDay(TODAY - 9), toA: isoDay(TODAY) }
    expect(() => run({ ...own, fromB: isoDay(TODAY - 20), toB: isoDay(TODAY - 5) })).toThrow(/overlap/)
    expect(() => run({ ...own, fromB: isoDay(TODAY - 20), toB: isoDay(TODAY - 30) })).toThrow(
      /ends before it begins/,
    )
    expect(() => run({}, table, { rows: new Uint32Array(0) })).toThrow(/Widen/)
    const recent = Uint32Array.from(allRows(table)).filter((i) => list[i].day! > TODAY - 28)
    expect(() => run({}, table, { rows: recent, period: [TODAY - 27, TODAY] })).toThrow(/Take it off/)
    const mine = allRows(table).filter((i) => list[i].beat === 'Beat 1')
    expect(() => run({ mode: 'rest' }, table, { rows: mine })).toThrow(/names another beat than Beat 1/)
    expect(SCREEN.unavailable({ n: 0, precision: 'day', source: 'exact' })).toMatch(/no incidents/)
  })

  it('warns where the table or the filter cuts a period short', () => {
    expect(run({ days: 460 }).notes.join(' ')).toMatch(/table begins on .*inside a period/)
    const cut = allRows(table).filter((i) => list[i].day! > TODAY - 40)
    expect(run({}, table, { rows: cut, period: [TODAY - 39, TODAY] }).notes.join(' ')).toMatch(
      /filter by period leaves nothing before .*cut short/,
    )
    const own = { against: 'own' as const, fromA: isoDay(TODAY - 20), toA: isoDay(TODAY + 5) }
    expect(run(own, table, { today: TODAY + 5 }).notes.join(' ')).toMatch(
      /filled up to .*only the days up to then count/,
    )
  })

  it('counts a period that the file covers only in part by the day, and never as a rise of whole periods', () => {
    // one a day for 40 days: 28 of them against the 12 before
    const even = townOf(
      Array.from({ length: 40 * 4 }, (_, k) => ({
        x: k,
        y: k,
        day: TODAY - 39 + Math.floor(k / 4),
        minute: 60 * (k % 4),
      })),
    )
    const r = run({}, even)
    expect([r.a.exposure, r.b.exposure]).toEqual([28, 12])
    expect(r.all.test.ratio).toBeCloseTo(1, 9)
    expect(answerOf(r)).toMatch(/112 in 28 days against 48 in 12 \(.*by the day/)
  })

  it('ends on the last complete day, whatever the clock says', () => {
    const [now, later] = [run(), run({}, table, { today: TODAY + 400 })]
    expect(later.kinds).toEqual(now.kinds)
    expect(later.notes.join(' ')).toMatch(/Figures end on .*, 400 days before the as-at date/)
  })

  it('calls nothing different by fewer than twelve earlier windows, and says why', () => {
    const short = townOf(
      list.flatMap((o) => (o.day! > TODAY - 200 ? (o.day! > TODAY - 28 ? [o, o, o, o] : [o]) : [])),
    )
    const r = run({}, short)
    expect(r.standsOut).toEqual([])
    expect(r.kinds.every((k) => k.swing === undefined)).toBe(true)
    expect(SCREEN.answer({ result: r } as never)).toMatch(
      /not judged \(only 6 earlier windows of 28 days, 12 needed.*\); no kind is judged\.$/,
    )
    expect(r.notes.join(' ')).toMatch(/Only 6 earlier windows of 28 days, 12 needed/)
  })

  it('takes whole months of open data, without hours and repeats', () => {
    const open = townOf(
      list.map((o) => ({
        ...o,
        day: Date.UTC(2023, Math.floor((o.day! - TODAY + 900) / 31), 1) / 864e5,
        minute: 0,
        length: 0,
      })),
      { precision: 'month', source: 'open' },
    )
    const r = run({ days: 91 }, open, { today: 20_400 })
    expect(r.hours ?? r.weekdays ?? r.repeats).toBeUndefined()
    expect(r.a.label).toMatch(/^[A-Z][a-z]{2} 20\d\d to [A-Z][a-z]{2} 20\d\d$/)
    expect(r.a.exposure).toBeGreaterThan(88)
    const own = run(
      { against: 'own', fromA: '2025-02-10', toA: '2025-02-10', fromB: '2024-02-03', toB: '2024-02-20' },
      open,
    )
    expect([own.a.label, own.b.label, own.a.exposure, own.b.exposure]).toEqual([
      'Feb 2025',
      'Feb 2024',
      28,
      29,
    ])
  })
})

describe('on the screen', () => {
  const oddWords = /NaN|Infinity|undefined|null|\[object/
  const view = (result: CompareResult, over: Partial<P> = {}) => ({
    result,
    params: { ...defaults(METHOD.schema), ...over },
    table,
    today: TODAY,
  })
  const few = townOf([
    ...list.slice(0, 1),
    { ...list[1], day: TODAY, beat: 'Beat 1' },
    { ...list[2], day: TODAY - 40, beat: 'Beat 2' },
  ])
  const views = [
    view(run()),
    view(run({ mode: 'beats' })),
    view(run({ mode: 'rest', days: 90 })),
    view(run({}, few)),
    view(run({ mode: 'beats', days: 60 }, few)),
    view(run({ mode: 'rest' }, few)),
    view(run({}, townOf(list.map((o) => ({ ...o, offence: 'burglary-home' as const }))))),
  ]

  it('answers, draws, lists and shows without a broken word', () => {
    expect(problems(SCREEN.schema, defaults(SCREEN.schema))).toEqual({})
    for (const v of views) {
      expect(SCREEN.answer(v)).toMatch(/^[A-Z].*\.$/)
      expect(SCREEN.answer(v)).not.toMatch(oddWords)
      const layers = SCREEN.layers(v)
      expect(new Set(layers.map((l) => l.kind === 'points' && `${l.shape} ${l.ink}`)).size).toBe(
        layers.length,
      )
      for (const l of layers) expect(l.tip!(0)!.lines.join()).not.toMatch(oddWords)
      expect(tableToCsv(SCREEN.list(v))).not.toMatch(oddWords)
      expect(renderToString(<SCREEN.Panel {...v} />)).not.toMatch(/NaN|Infinity|undefined|\[object/)
      for (const k of v.result.kinds) expect(kindWords(k, v.result)).not.toMatch(oddWords)
    }
  })

  it('words a fall as a briefing would', () => {
    const made = townOf([
      ...Array.from({ length: 31 }, (_, k) => ({ x: 450_000 + k, y: 300_000, day: TODAY - 30 - (k % 20) })),
      ...Array.from({ length: 19 }, (_, k) => ({ x: 450_000 + k, y: 300_000, day: TODAY - (k % 20) })),
      // as many every four weeks for a year before: no more than chance
      ...Array.from({ length: 364 }, (_, k) => ({ x: 450_000 + k, y: 300_000, day: TODAY - 56 - k })),
    ])
    expect(SCREEN.answer(view(run({}, made))).replaceAll('\u00a0', ' ')).toMatch(
      /^Burglary fell from 31 to 19 \(−39%, 95% −\d\d to \+\d\d%\): within what chance gives\.$/,
    )
    expect([1, 0.5, 1.004, 12, Infinity].map((v) => showChange(v).replace('\u00a0', ' '))).toEqual([
      '±0%',
      '−50%',
      '+0.4%',
      '12 times',
      'no upper limit',
    ])
    expect(interval({ ratio: 2, low: 1.5, high: Infinity, p: 0.01 }, (v) => `${v}`)).toBe('95% 1.5 or more')
    const known = { a: 60, b: 30, swing: run().all.swing! }
    expect([
      verdict(0.2, known),
      verdict(0.04, known),
      verdict(0.001, { ...known, a: 2, b: 1 }),
      verdict(0.04, { a: 60, b: 30 }),
    ]).toEqual(['within what chance gives', 'more than chance often gives', 'too few to say', 'not judged'])
  })

  it('asks and tells only the settings that count', () => {
    const keys = (over: Partial<P>) =>
      tell(METHOD.schema, { ...defaults(METHOD.schema), ...over }).map((d) => d.key)
    expect(keys({})).toEqual(['mode', 'days', 'against', 'level'])
    expect(keys({ mode: 'beats', against: 'own' })).toEqual(['mode', 'beatA', 'beatB', 'days', 'level'])
    expect(keys({ mode: 'rest', against: 'own' })).toEqual([
      'mode',
      'beatA',
      'days',
      'against',
      'fromA',
      'toA',
      'fromB',
      'toB',
      'level',
    ])
  })

  it('travels in a link: beats by name, days as dates; what is no date is refused', () => {
    const schemas = { compare: METHOD.schema }
    const params = {
      compare: { mode: 'rest', beatA: 'Beat 4 & St. Anne’s', against: 'own', fromA: '2026-10-26' },
    }
    const hash = encodeView({ ...emptyProject, params }, schemas)
    expect(decodeView(hash, schemas)).toMatchObject({ view: { params }, problems: [] })
    const bad = decodeView(hash.replace('2026-10-26', '2026-13-26'), schemas)
    expect(bad.problems.join()).toMatch(/a date such as 2026-11-22 was expected/)
    expect(problems(METHOD.schema, { ...defaults(METHOD.schema), beatA: 'x'.repeat(999) })).toHaveProperty(
      'beatA',
    )
  })
})
