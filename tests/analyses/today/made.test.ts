/** Every figure of the overview on small made tables, held against a second calculation. */
import { describe, expect, it } from 'vitest'
import { METHOD } from '../../../src/analyses/today/compute.ts'
import type { TodayResult } from '../../../src/analyses/today/result.ts'
import { decidingFirst } from '../../../src/ui/table.ts'
import { droppedColumns } from '../../../src/ui/tableView.ts'
import { answerOf, seasonFirst, showExpected, WORDS } from '../../../src/analyses/today/words.ts'
import { allRows, FLAG, type Incidents } from '../../../src/core/table/incidents.ts'
import type { Area } from '../../../src/core/geometry/area.ts'
import { drain } from '../../../src/core/base/drain.ts'
import type { OffenceId } from '../../../src/core/base/offences.ts'
import { OUTCOME_GROUPS } from '../../../src/core/table/outcomes.ts'
import { defaults } from '../../../src/core/base/params.ts'
import { flagRepeats } from '../../../src/core/places/places.ts'
import { DictBuilder } from '../../../src/core/base/text.ts'
import { minuteOf, parseIsoDay } from '../../../src/core/base/time.ts'
import { dice, townOf } from '../town.ts'
import { unknownSeason } from '../../../src/core/stats/season.ts'
import { adjusted, between, lookOf, nearOf, phiOf, type Plain, repeatsOf, tailsOf } from './oracle.ts'

const TODAY = parseIsoDay('2026-11-22')
const OUTCOMES = ['', 'Charged', '18 - no suspect', 'Under investigation', 'Unable to prosecute suspect']
const KINDS: OffenceId[] = ['burglary-home', 'theft-from-vehicle', 'robbery-personal', 'other']

/** Two years of made incidents in four beats, and a run of burglaries in Beat 4 in the last week. */
function rows(): Plain[] {
  const d = dice(7)
  const one = (day: number, kind: string, beat: number): Plain => ({
    day,
    from: day * 1440 + Math.floor(d() * 1440),
    kind,
    beat: beat === 0 ? '' : `Beat ${beat}`,
    x: 450_000 + Math.floor(d() * 4000),
    y: 300_000 + Math.floor(d() * 4000),
    place: Math.floor(d() * 260) - 8,
    outcome: OUTCOMES[Math.floor(d() * OUTCOMES.length)],
  })
  return [
    ...Array.from({ length: 900 }, () =>
      one(TODAY - Math.floor(d() * 760), KINDS[Math.floor(d() * 4)], Math.floor(d() * 5)),
    ),
    ...Array.from({ length: 9 }, () => one(TODAY - Math.floor(d() * 7), 'burglary-home', 4)),
    one(TODAY + 3, 'burglary-home', 1),
  ]
}

function tableOf(list: readonly Plain[], over: Partial<Incidents> = {}): Incidents {
  const outcome = new DictBuilder()
  for (const r of list) outcome.push(r.outcome)
  const t = townOf(
    list.map((r) => ({ ...r, minute: r.from - r.day * 1440, offence: r.kind as OffenceId })),
    { outcome: outcome.finish(), ...over },
  )
  flagRepeats(t.place, t.from, t.offence, t.wording.codes, t.flags)
  return t
}

const run = (
  t: Incidents,
  over: Record<string, unknown> = {},
  today = TODAY,
  chosen = allRows(t),
  area?: Area,
): TodayResult =>
  drain(
    METHOD.compute({
      table: t,
      rows: chosen,
      params: { ...defaults(METHOD.schema), ...over } as never,
      today,
      ...(area ? { area } : {}),
    }),
  )

const list = rows()
const known = list.filter((r) => r.day <= TODAY)
const table = tableOf(list)
const week: [number, number] = [TODAY - 6, TODAY]
const month: [number, number] = [TODAY - 27, TODAY]
const SAME_WEEKS = {
  week: [[TODAY - 364 - 6 - 21, TODAY - 364 + 21]] as [number, number][],
  month: [[TODAY - 364 - 27 - 21, TODAY - 364 + 21]] as [number, number][],
}
const BEFORE = {
  week: [[TODAY - 6 - 84, TODAY - 7]] as [number, number][],
  month: [[TODAY - 27 - 84, TODAY - 28]] as [number, number][],
}

const FIRST = Math.min(...list.map((r) => r.day))
const LENGTHS = [7, 28] as const
const WINDOWS = [week, month] as const

describe.each([
  ['the same weeks of last year', { base: 'years' }, SAME_WEEKS, () => 0],
  [
    'the weeks before, without a season',
    { base: 'before' },
    BEFORE,
    (w: 0 | 1) => unknownSeason((84 + LENGTHS[w]) / 2),
  ],
] as const)('against %s', (_, over, base, driftOf) => {
  const r = run(table, over)
  const bases = [base.week, base.month]
  const beats = ['Beat 1', 'Beat 2', 'Beat 3', 'Beat 4']

  it('counts each kind, what was expected of it, and both chances by its own dispersion', () => {
    expect(r.kinds.map((k) => k.offence)).toEqual(KINDS)
    for (const k of r.kinds) {
      const mine = known.filter((o) => o.kind === k.offence)
      k.looks.forEach((l, n) => {
        const w = n as 0 | 1
        const look = lookOf(mine, WINDOWS[w], bases[w])
        const phi = phiOf([mine], WINDOWS[w][0], LENGTHS[w], FIRST)
        expect(k.past[w].windows).toBe(phi.windows)
        expect(k.past[w].whole!.phi).toBeCloseTo(phi.phi, 10)
        expect(l).toMatchObject({ count: look.count, base: look.base })
        expect(l.expected).toBeCloseTo(look.base / look.times, 10)
        const want = tailsOf(look, phi, driftOf(w))
        expect(l.more).toBeCloseTo(want.more, 9)
        expect(l.fewer).toBeCloseTo(want.fewer, 9)
        // the ranges of all looks at kinds hold together
        const tail = 0.025 / (2 * KINDS.length)
        const verdict = want.more <= tail ? 'above' : want.fewer <= tail ? 'below' : 'within'
        expect(l.verdict).toBe(verdict)
      })
    }
  })

  it('looks at every beat and kind by a dispersion pooled over the beats, and holds false finds to the level', () => {
    const of = (beat: string, kind: string) => known.filter((o) => o.beat === beat && o.kind === kind)
    const want = beats.flatMap((beat) =>
      KINDS.slice(0, 3).flatMap((kind) =>
        ([0, 1] as const).flatMap((w) => {
          const look = lookOf(of(beat, kind), WINDOWS[w], bases[w])
          const phi = phiOf(
            beats.map((b) => of(b, kind)),
            WINDOWS[w][0],
            LENGTHS[w],
            FIRST,
          )
          return look.count + look.base
            ? [{ id: `${beat} ${kind} ${w}`, ...look, ...tailsOf(look, phi, driftOf(w)) }]
            : []
        }),
      ),
    )
    const q = adjusted(want.map((l) => l.more))
    expect(r.looks).toHaveLength(want.length)
    for (const l of r.looks) {
      const at = want.findIndex((o) => o.id === `${l.beat} ${r.kinds[l.kind].offence} ${l.window}`)
      expect(l).toMatchObject({ count: want[at].count, base: want[at].base })
      expect(l.more).toBeCloseTo(want[at].more, 9)
      expect(l.q).toBeCloseTo(q[at], 8)
    }
    const ids = (x: typeof r.looks) => x.map((l) => `${l.beat} ${r.kinds[l.kind].offence} ${l.window}`).sort()
    const loud = want.filter((_, k) => q[k] <= 0.1)
    expect(ids(r.alerts)).toEqual(loud.map((l) => l.id).sort())
    expect(ids(r.alerts)).toContain('Beat 4 burglary-home 0')
    // below the alert, by the unadjusted p, where the beat and kind have no alert
    const alerted = new Set(loud.map((l) => l.id.slice(0, -2)))
    expect(ids(r.watch)).toEqual(
      want
        .filter((l) => l.more <= 0.01 && l.count > 1 && !alerted.has(l.id.slice(0, -2)))
        .map((l) => l.id)
        .sort(),
    )
  })
})

describe('by a level, trend and season', () => {
  const r = run(table)

  it('takes all weeks before, and says what the curve is', () => {
    expect(r.lookBack).toMatchObject({ kind: 'season', seasonKnown: true })
    for (const k of r.kinds)
      k.looks.forEach((l, w) => {
        const [from] = WINDOWS[w]
        const weeks = Math.floor((from - FIRST) / 7)
        const mine = known.filter((o) => o.kind === k.offence)
        expect(l.base).toBe(between(mine, from - 7 * weeks, from - 1).length)
        // steady rows: about as many a day as before
        expect(l.expected).toBeCloseTo((l.base / (7 * weeks)) * LENGTHS[w], -1)
        expect(k.past[w].yearly).toBeGreaterThan(0.3)
        expect(k.past[w].swing).toBeGreaterThanOrEqual(1)
      })
    expect(r.notes.join(' ')).toMatch(
      /Expected from a level, trend and season fitted to the \d+ weeks before/,
    )
    expect(r.notes.join(' ')).toMatch(/Dispersion .* in \d+ earlier windows of 28 days: burglary 1/)
  })

  it('gives each alert the record of its rule on the weeks before', () => {
    expect(r.record).toMatchObject({ unit: 'week' })
    expect(r.record!.looks).toBeGreaterThan(20)
    expect(r.record!.perYear).toBeCloseTo((52 * r.record!.alerts) / r.record!.looks, 10)
    for (const a of r.alerts) expect(a.record).toEqual(r.record)
    expect(r.notes.join(' ')).toMatch(/This rule would have raised .* on the \d+ past weeks of this file/)
    // the same as the rule itself says when asked on those days
    let alerts = 0
    const before = new Map<string, number>()
    for (let k = 52; k > 0; k--) {
      const then = run(table, {}, TODAY - 7 * k)
      for (const id of new Set(then.alerts.map((a) => `${a.kind} ${a.beat}`))) {
        if (before.get(id) !== k + 1) alerts++
        before.set(id, k)
      }
    }
    expect(r.record!.alerts).toBe(alerts)
  }, 60_000)
})

describe('the rest of the overview', () => {
  const r = run(table)
  const year: [number, number] = [TODAY - 364, TODAY]

  it('shows each of 26 weeks', () => {
    for (const k of r.kinds)
      expect([...k.series]).toEqual(
        Array.from({ length: 26 }, (_, w) => {
          const last = TODAY - 7 * (25 - w)
          return between(
            known.filter((o) => o.kind === k.offence),
            last - 6,
            last,
          ).length
        }),
      )
  })

  it('measures how much the windows before vary, and widens by it', () => {
    // a run every eighth week
    const runs = list.flatMap((o) => (Math.floor((TODAY - o.day) / 7) % 8 === 5 ? [o, o, o, o, o] : [o]))
    const [calm, wild] = [run(table, { base: 'before' }), run(tableOf(runs), { base: 'before' })]
    expect(wild.kinds[0].past[0].whole!.phi).toBeGreaterThan(1.7)
    expect(wild.notes.join(' ')).toMatch(/Dispersion/)
    const width = (r: TodayResult) => r.kinds[0].looks[0].high / r.kinds[0].looks[0].expected
    expect(width(wild)).toBeGreaterThan(width(calm))
  })

  it('compares twelve weeks with the same a year before', () => {
    for (const k of r.kinds) {
      const mine = known.filter((o) => o.kind === k.offence)
      expect(k.trend).toMatchObject({
        now: between(mine, TODAY - 83, TODAY).length,
        then: between(mine, TODAY - 83 - 364, TODAY - 364).length,
      })
    }
  })

  it('gives the incidents behind each alert', () => {
    for (const a of r.alerts) {
      const span = a.window === 0 ? week : month
      const want = list.flatMap((o, i) =>
        o.beat === a.beat && o.kind === r.kinds[a.kind].offence && o.day >= span[0] && o.day <= span[1]
          ? [i]
          : [],
      )
      expect([...a.rows]).toEqual(want)
    }
  })

  it('counts repeats and near repeats of burglary and of vehicle crime', () => {
    expect(r.groups.map((g) => g.id)).toEqual(['burglary', 'vehicle'])
    for (const [k, kind] of ['burglary-home', 'theft-from-vehicle'].entries()) {
      const mine = known.filter((o) => o.kind === kind)
      expect(r.groups[k].repeat).toMatchObject(
        repeatsOf(
          mine,
          list.filter((o) => o.kind === kind),
          ...year,
        ),
      )
      expect(r.groups[k].near).toMatchObject(nearOf(mine, ...year))
      expect(r.groups[k].repeat!.repeats).toBeGreaterThan(0)
    }
  })

  it('counts live zones by the day', () => {
    const age = known.filter((o) => o.kind === 'burglary-home').map((o) => TODAY - o.day)
    expect(r.live).toEqual({
      n: age.filter((a) => a <= 42).length,
      endingSoon: age.filter((a) => a <= 42 && a >= 35).length,
      what: 'burglaries',
    })
  })

  it('finds the share in the worst 5% of cells', () => {
    // 27 × 27 cells of 150 m, whose lines lie at whole multiples
    const side = 27 * 150
    const [x0, y0] = [450_000, 300_000]
    const ring = Float64Array.of(x0, y0, x0 + side, y0, x0 + side, y0 + side, x0, y0 + side, x0, y0)
    const worst = run(table, {}, TODAY, allRows(table), { name: 'the box', polygons: [[ring]] }).worst!
    const counts = new Array<number>(729).fill(0)
    const mine = between(known, ...year).filter((o) => o.kind !== 'other')
    for (const o of mine) counts[27 * Math.floor((o.y - y0) / 150) + Math.floor((o.x - x0) / 150)]++
    counts.sort((a, b) => b - a)
    // 5% of 729 are 36.45 cells
    const held = counts.slice(0, 36).reduce((a, b) => a + b, 0) + 0.45 * counts[36]
    expect(worst).toMatchObject({ n: mine.length, units: 729, words: '150 m cells' })
    expect(worst.share).toBeCloseTo(held / mine.length, 10)
    expect(worst.byChance).toBeGreaterThan(0.05)
  })

  it('counts outcomes by column, every incident once', () => {
    const mine = between(known, ...year)
    const want = (kinds: string[]) =>
      OUTCOME_GROUPS.map(
        (g) =>
          mine.filter(
            (o) =>
              kinds.includes(o.kind) &&
              g.id === ['unknown', 'charged', 'noSuspect', 'open', 'evidential'][OUTCOMES.indexOf(o.outcome)],
          ).length,
      )
    expect(r.outcomes.map((c) => [...c.counts])).toEqual([
      want(['burglary-home', 'theft-from-vehicle']),
      want(['robbery-personal']),
    ])
  })

  it('weighs by harm only when asked, with the user’s weights first', () => {
    expect(r.harm).toBeUndefined()
    const h = run(table, { harm: 'css', weightFromVehicle: 40 }).harm!
    expect(h.rows.map((x) => [x.weight, x.own])).toEqual([
      [438, false],
      [40, true],
      [746.54326, false],
      [NaN, false],
    ])
  })

  it('names the edition of the weights wherever it weighs, and what a weight is', () => {
    const editions = [
      [
        'chi',
        'Cambridge Crime Harm Index, 2026 update, medians over codes by a third party',
        [273.5, NaN, 365],
      ],
      ['css', 'ONS Crime Severity Score, 2016 release, most weights rounded', [438, 34, 746.54]],
      [
        'css-2021',
        'ONS Crime Severity Score, data tool as downloaded by March 2021',
        [465.38, 32.92, 799.63],
      ],
    ] as const
    for (const [harm, name, weights] of editions) {
      const result = run(table, { harm })
      const view = { result, params: { ...defaults(METHOD.schema), harm }, table, today: TODAY } as never
      expect(result.harm!.rows.slice(0, 3).map((x) => Math.round(100 * x.weight) / 100)).toEqual(weights)
      expect(result.notes.join(' ')).toContain(`Harm by ${name}.`)
      expect(JSON.stringify(WORDS.json!(view))).toContain(`"edition":"${name}"`)
      const columns = WORDS.list(view).columns.map((c) => c.label)
      expect(columns.filter((c) => c.includes(name))).toHaveLength(2)
    }
    expect(run(table, { harm: 'chi' }).notes.join(' ')).toContain(
      'Weight of burglary: a third party’s median of twelve codes (2 to 730 days), not a published value.',
    )
  })

  it('weighs by a list of one’s own under its name, and by none where none is loaded', () => {
    const r = run(table, {
      harm: 'list',
      listName: 'cssdatatool 2027',
      listWeights: [500, 30, 0, 800, 0, 0, 0, 0],
    })
    expect(r.harm!.rows.map((x) => x.weight)).toEqual([500, 30, 800, NaN])
    expect(r.notes.join(' ')).toContain('Harm by Your list of weights, cssdatatool 2027.')
    const none = run(table, { harm: 'list' })
    expect(none.harm!.rows.every((x) => Number.isNaN(x.weight))).toBe(true)
    expect(none.notes.join(' ')).toContain('No list of weights is loaded: drop the sheet of weights')
  })

  it('ranks no beat by harm where not one whole week is covered: the other figures stand', () => {
    const { first } = table.span
    for (const later of [0, 3, 5]) {
      const { beats, blocks } = run(table, { harm: 'css' }, first + later).harm!
      expect([beats, blocks.n]).toEqual([[], 0])
    }
    expect(run(table, { harm: 'css' }, first + 20).harm!.blocks.n).toBeGreaterThan(0)
  })

  it('ranks beats by harm over whole weeks of the year, with a range and the plain count beside', () => {
    const { beats, blocks } = run(table, { harm: 'css' }).harm!
    expect(blocks).toEqual({ n: 52, unit: 'week' })
    const weights: Record<string, number> = {
      'burglary-home': 438,
      'theft-from-vehicle': 34,
      'robbery-personal': 746.54326,
    }
    const mine = between(known, TODAY - 363, TODAY).filter((o) => o.kind in weights && o.beat !== '')
    const sums = new Map<string, number>()
    for (const o of mine) sums.set(o.beat, (sums.get(o.beat) ?? 0) + weights[o.kind])
    const ranked = [...sums].sort((a, b) => b[1] - a[1])
    expect(beats.map((b) => b.beat)).toEqual(ranked.map(([beat]) => beat))
    // to the last digits: the weights have parts, and the order of adding is another
    for (const [k, [, total]] of ranked.entries()) expect(beats[k].harm.total).toBeCloseTo(total, 6)
    expect(beats.map((b) => b.harm.rank)).toEqual([1, 2, 3, 4])
    for (const b of beats)
      for (const { rank, low, high } of [b.harm, b.count]) {
        expect(low).toBeLessThanOrEqual(rank)
        expect(high).toBeGreaterThanOrEqual(rank)
      }
    expect(beats.reduce((n, b) => n + b.count.total, 0)).toBe(mine.length)
  })

  it('answers in one sentence and accounts for what it left out', () => {
    expect(answerOf(r)).toMatch(/^Burglary is above its range: \d+ in 7 days, .*1 beat stands out\.$/)
    const notes = r.notes.join(' ')
    expect(notes).toContain('1 incident dated after 22 Nov 2026 left out')
    expect(notes).toContain(
      `${between(known, -1e9, 1e9).filter((o) => o.beat === '').length} incidents without a beat`,
    )
    expect(notes).toMatch(/survey/)
  })
})

describe('where less is known', () => {
  it('leaves out unlikely dates and says so', () => {
    const odd = tableOf(list)
    odd.flags[0] |= FLAG.oddDate
    expect(run(odd).notes.join(' ')).toContain('1 incident with an unlikely date left out')
  })

  it('expects nothing where too little lies before', () => {
    const few = tableOf(list.filter((o) => o.day > TODAY - 40))
    const r = run(few)
    expect(r.kinds.every((k) => k.looks.every((l) => l.verdict === 'unknown'))).toBe(true)
    expect(r.noBeats).toMatch(/Too little/)
    expect(answerOf(r)).toMatch(/too little lies before/)
    expect(answerOf(r)).toMatch(/ and \d+ in/)
  })

  it('does not tell the long window where nothing lies before the short one', () => {
    const r = run(tableOf(list.filter((o) => o.day > TODAY - 6)))
    expect(answerOf(r)).toMatch(/^\d+ incidents? in [^;]+; too little lies before/)
    expect(answerOf(r)).not.toMatch(/ and \d+ in/)
  })

  it('ends on the last complete day of the file, never on the clock', () => {
    const [r, later] = [run(table, {}, TODAY + 10), run(table, {}, TODAY + 40)]
    const { complete } = table.span
    expect(r.lastDay).toBe(complete)
    expect(r.lag).toBe(TODAY + 10 - complete)
    expect(r.notes.join(' ')).toMatch(/Figures end on \d+ Nov 2026, \d+ days before the as-at date/)
    // nothing falls because the file ended
    expect(later.kinds.map((k) => k.looks)).toEqual(r.kinds.map((k) => k.looks))
    expect(answerOf(later)).toContain(`${later.lag} days before the as-at date`)
    // a few days behind is the day alone: the headline is two lines
    expect(answerOf(run(table, {}, complete + 3))).toMatch(/\(to \d+ Nov 2026\)\.$/)
    // the zones do run out
    expect(later.live!.n).toBeLessThan(r.live!.n)
  })

  it('raises no alert by fewer than twelve earlier windows, and says why', () => {
    const r = run(tableOf(list.filter((o) => o.day > TODAY - 200)))
    expect(r.kinds.every((k) => k.looks[1].verdict === 'unjudged')).toBe(true)
    expect(r.kinds.some((k) => k.looks[0].verdict === 'unjudged')).toBe(false)
    expect(r.unjudged).toEqual([{ window: 1, windows: 6, unit: '28 days' }])
    expect(r.alerts.every((a) => a.window === 0)).toBe(true)
    expect(r.notes[0]).toMatch(/^No season is known yet, which takes 15 months/)
    expect(r.notes.join(' ')).toMatch(
      /28 days: no verdict and no alert, only 6 earlier windows of 28 days, 12 needed/,
    )
    expect(answerOf(r)).toMatch(/^No season is known yet/)
    expect(r.kinds.every((k) => Number.isNaN(k.trend!.p))).toBe(true)
  })

  it('has no alerts without beats, and takes a table that names no kind as one', () => {
    const plain = tableOf(list.map((o) => ({ ...o, beat: '', kind: 'other' })))
    const r = run(plain)
    expect(r.noBeats).toMatch(/names no beats/)
    expect(r.kinds.map((k) => k.label)).toEqual(['All incidents'])
    expect(r.groups.map((g) => [g.id, g.national])).toEqual([['all', undefined]])
    expect(r.live!.what).toBe('incidents')
  })

  it('refuses an empty filter with a sentence', () => {
    expect(() => run(table, {}, TODAY, new Uint32Array(0))).toThrow(/Widen the period/)
    expect(() => run(table, {}, TODAY - 5000)).toThrow(/as-at date/)
  })

  it('names the window of each row of its table, however narrow the page', () => {
    const r = run(table)
    const model = decidingFirst(WORDS.list({ result: r } as never), WORDS.deciding)
    const gone = droppedColumns(model, model.columns, 300)
    const shown = model.columns.filter((c) => !gone.has(c.key))
    const rows = Array.from({ length: model.n }, (_, i) =>
      shown
        .slice(0, 2)
        .map((c) => c.value(i))
        .join(),
    )
    expect(new Set(rows).size).toBe(model.n)
  })

  it('never writes an expectation that is not nought as 0.0', () => {
    expect([0, 0.001, 0.03, 0.06, 12.34, 1234].map(showExpected)).toEqual([
      ...['0.0', 'under 0.01', '0.03', '0.1', '12.3', '1,234'],
    ])
  })

  it('says nothing of ranges where a year of open data has none', () => {
    const open = Array.from({ length: 600 }, (_, i): Plain => {
      const from = minuteOf(2025, (i % 12) + 1, 1)
      return {
        ...{ day: from / 1440, from, kind: i % 2 ? 'burglary-any' : 'vehicle-any', beat: 'LSOA 1' },
        ...{ x: 450_000 + i, y: 300_000, place: -1, outcome: '' },
      }
    })
    const t = tableOf(open, { precision: 'month', source: 'open' })
    const r = run(t, {}, parseIsoDay('2025-12-31'))
    expect(r.kinds.every((k) => k.looks.every((l) => l.verdict === 'unjudged'))).toBe(true)
    expect(r.ranges).toBe(0)
    expect(seasonFirst(r)).toBe('')
    const said = [answerOf(r), ...WORDS.sure!({ result: r } as never).map((s) => s.says), ...r.notes].join(
      ' ',
    )
    expect(said).toMatch(/only 11 earlier months/)
    expect(said).toMatch(/no range is told, so nothing is above or below it/)
    expect(said).not.toMatch(/ranges? (are wide|of all kinds|by kind)|Range: where|95 times in 100/)
  })

  it('works in months on open data, and refuses repeats, near repeats and zones', () => {
    const d = dice(3)
    const open = Array.from({ length: 700 }, (): Plain => {
      const m = Math.floor(d() * 30)
      const from = minuteOf(2024 + Math.floor(m / 12), (m % 12) + 1, 1)
      return {
        day: from / 1440,
        from,
        kind: d() < 0.5 ? 'burglary-any' : 'vehicle-any',
        beat: `LSOA ${Math.floor(d() * 6)}`,
        x: 450_000 + d() * 3000,
        y: 300_000 + d() * 3000,
        place: -1,
        outcome: 'Under investigation',
      }
    })
    const t = tableOf(open, { precision: 'month', source: 'open' })
    const r = run(t, { base: 'years' }, parseIsoDay('2026-06-30'))
    const span = (a: string, b: string): [number, number] => [parseIsoDay(a), parseIsoDay(b)]
    for (const k of r.kinds) {
      const mine = open.filter((o) => o.kind === k.offence)
      const want = [
        lookOf(mine, span('2026-06-01', '2026-06-30'), [
          span('2025-05-01', '2025-07-31'),
          span('2024-05-01', '2024-07-31'),
        ]),
        lookOf(mine, span('2026-04-01', '2026-06-30'), [
          span('2025-03-01', '2025-07-31'),
          span('2024-03-01', '2024-07-31'),
        ]),
      ]
      k.looks.forEach((l, w) => {
        expect(l).toMatchObject({ count: want[w].count, base: want[w].base })
        expect(l.more).toBeGreaterThan(0)
        expect(k.past[w]).toMatchObject({ unit: 'month', windows: w === 0 ? 29 : 27 })
      })
      expect([...k.series].at(-1)).toBe(want[0].count)
    }
    expect(r.groups).toEqual([])
    expect(r.live).toBeUndefined()
    expect(r.noPlaces).toMatch(/months/)
    expect(r.notes.join(' ')).toMatch(/Only months are known/)
    expect(r.looks.length).toBeGreaterThan(12)
  })
})
