/** Every figure of the overview on small made tables, held against a second calculation. */
import { describe, expect, it } from 'vitest'
import { METHOD } from '../../../src/analyses/today/compute.ts'
import type { TodayResult } from '../../../src/analyses/today/result.ts'
import { answerOf } from '../../../src/analyses/today/words.ts'
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
import { adjusted, between, lookOf, nearOf, type Plain, repeatsOf } from './oracle.ts'

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

describe.each([
  ['the same weeks of last year', {}, SAME_WEEKS],
  ['the weeks before', { base: 'before' }, BEFORE],
] as const)('against %s', (_, over, base) => {
  const r = run(table, over)

  it('counts each kind, what was expected of it, and both chances', () => {
    expect(r.kinds.map((k) => k.offence)).toEqual(KINDS)
    for (const k of r.kinds) {
      const mine = known.filter((o) => o.kind === k.offence)
      const want = [lookOf(mine, week, base.week), lookOf(mine, month, base.month)]
      k.looks.forEach((l, w) => {
        expect(l).toMatchObject({ count: want[w].count, base: want[w].base })
        expect(l.expected).toBeCloseTo(want[w].expected, 10)
        expect(l.more).toBeCloseTo(want[w].more, 10)
        expect(l.fewer).toBeCloseTo(want[w].fewer, 10)
        const verdict = want[w].more <= 0.025 ? 'above' : want[w].fewer <= 0.025 ? 'below' : 'within'
        expect(l.verdict).toBe(verdict)
      })
    }
  })

  it('looks at every beat and kind, and holds false finds to the level', () => {
    const want = ['Beat 1', 'Beat 2', 'Beat 3', 'Beat 4'].flatMap((beat) =>
      KINDS.slice(0, 3).flatMap((kind) =>
        ([0, 1] as const).flatMap((w) => {
          const mine = known.filter((o) => o.beat === beat && o.kind === kind)
          const l = lookOf(mine, [week, month][w], [base.week, base.month][w])
          return l.count + l.base ? [{ id: `${beat} ${kind} ${w}`, ...l }] : []
        }),
      ),
    )
    const q = adjusted(want.map((l) => l.more))
    expect(r.looks).toHaveLength(want.length)
    for (const l of r.looks) {
      const at = want.findIndex((o) => o.id === `${l.beat} ${r.kinds[l.kind].offence} ${l.window}`)
      expect(l).toMatchObject({ count: want[at].count, base: want[at].base })
      expect(l.more).toBeCloseTo(want[at].more, 10)
      expect(l.q).toBeCloseTo(q[at], 9)
    }
    const ids = (x: typeof r.looks) => x.map((l) => `${l.beat} ${r.kinds[l.kind].offence} ${l.window}`).sort()
    expect(ids(r.alerts)).toEqual(
      want
        .filter((_, k) => q[k] <= 0.1)
        .map((l) => l.id)
        .sort(),
    )
    expect(ids(r.alerts)).toContain('Beat 4 burglary-home 0')
  })
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

  it('warns where the weeks before vary more than chance makes them', () => {
    for (const k of r.kinds) {
      const weeks = [...k.series].slice(0, 22)
      const mean = weeks.reduce((a, b) => a + b, 0) / 22
      const ratio = weeks.reduce((s, v) => s + (v - mean) ** 2, 0) / 21 / mean
      if (ratio > 1 + 2 * Math.sqrt(2 / 21)) expect(k.uneven).toBeCloseTo(ratio, 10)
      else expect(k.uneven).toBeUndefined()
    }
    // a run every eighth week
    const runs = list.flatMap((o) => (Math.floor((TODAY - o.day) / 7) % 8 === 5 ? [o, o, o, o, o] : [o]))
    expect(run(tableOf(runs)).kinds[0].uneven).toBeGreaterThan(1.7)
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
      [746, false],
      [NaN, false],
    ])
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
  })

  it('says when the file ends before the as-at date', () => {
    const r = run(table, {}, TODAY + 10)
    expect(r.lag).toBe(7)
    expect(r.notes.join(' ')).toMatch(/7 days before the as-at date/)
    const later = run(table, {}, TODAY + 40)
    expect(later.kinds.some((k) => k.looks.some((l) => l.verdict === 'below'))).toBe(true)
    expect(answerOf(later)).toContain(
      `the rows end ${later.lag} days before, so a low count may mean only that`,
    )
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
    const r = run(t, {}, parseIsoDay('2026-06-01'))
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
        expect(l.more).toBeCloseTo(want[w].more, 10)
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
