/** A written plan judged on a made-up town where what happened in its places is known. */
import { describe, expect, it } from 'vitest'
import { drain } from '../../../src/core/base/drain.ts'
import { Stream } from '../../../src/core/base/random.ts'
import type { Area } from '../../../src/core/geometry/area.ts'
import { UNKNOWN_UNIT } from '../../../src/core/geometry/plane.ts'
import { areasVerdict, ringWords } from '../../../src/core/evaluation/areasWords.ts'
import { judgePlan, TREND_STEP } from '../../../src/core/evaluation/judgePlan.ts'
import type { PlanAsk } from '../../../src/core/evaluation/planAnswer.ts'
import { incidentsFrom } from '../../tools/incidents.ts'

const FIRST = 19_000
const START = FIRST + 1095
const SIDE = 400
const X0 = 400_000
const Y0 = 300_000
/** 12 × 12 squares of 400 m, three years before and one after, about 30 incidents a year in each. */
function town(left: (c: number, r: number) => number, held: (c: number, r: number) => number = () => 120) {
  const rows = []
  for (let r = 0; r < 12; r++)
    for (let c = 0; c < 12; c++) {
      const stream = new Stream(7, r * 12 + c)
      for (let k = 0; k < held(c, r); k++) {
        const day = FIRST + stream.below(1460)
        const keep = stream.below(1000) / 1000
        if (day >= START && keep >= left(c, r)) continue
        const at = () => 20 + stream.below(SIDE - 40)
        rows.push({ x: X0 + c * SIDE + at(), y: Y0 + r * SIDE + at(), day })
      }
    }
  return incidentsFrom(rows)
}
const square = (c: number, r: number): Area => {
  const [a, b] = [X0 + c * SIDE, Y0 + r * SIDE]
  return {
    name: `${c} ${r}`,
    polygons: [[Float64Array.of(a, b, a + SIDE, b, a + SIDE, b + SIDE, a, b + SIDE, a, b)]],
  }
}
const PLACES = [1, 4, 7, 10].flatMap((c) => [1, 6].map((r) => [c, r] as const))
const ASK: PlanAsk = {
  treated: PLACES.map(([c, r]) => square(c, r)),
  ...{ comparison: [], others: [], offences: [], ring: 200, apart: 400, sets: 99, seed: 1 },
  ...{ start: START, end: START + 364, before: 365, today: FIRST + 1459 },
}
const worked = town((c, r) => (PLACES.some(([a, b]) => a === c && b === r) ? 0.4 : 1))
const nothing = town(() => 1)
const judged = (table: typeof worked, over: Partial<PlanAsk> = {}) => {
  const a = drain(judgePlan(table, { ...ASK, ...over }))
  if (a.kind !== 'judged') throw new Error(JSON.stringify(a))
  return a
}

it('measures no plan while the unit of the coordinates is not known', () => {
  const [answer, ahead] = [ASK, { ...ASK, start: START + 400, end: START + 500 }].map((ask) =>
    drain(judgePlan({ ...nothing, crs: UNKNOWN_UNIT }, ask)),
  )
  expect(answer).toMatchObject({ kind: 'refused', sentence: expect.stringContaining('metres or feet') })
  expect(ahead).toEqual(answer)
})

describe('the ring', () => {
  const ring = (low: number, high: number, fell: boolean) =>
    ringWords({
      ring: {
        counts: { before: 40, after: 20, comparisonBefore: 80, comparisonAfter: 80 },
        change: { ci: [low, high] },
      },
      change: { ci: fell ? [0.5, 0.8] : [0.7, 1.4] },
    } as unknown as Parameters<typeof ringWords>[0])
  it('has nothing to move or spread where no fall was shown', () => {
    expect(ring(0.3, 0.9, true)).toMatch(/may be a diffusion of benefit/)
    expect(ring(0.3, 0.9, false)).toMatch(/no fall was shown, so there is nothing that can have spread/)
    expect(ring(1.2, 2, true)).toMatch(/may be displacement/)
    expect(ring(1.2, 2, false)).toMatch(/no fall was shown, so there is nothing that can have moved/)
    expect(ring(0.5, 2, true)).toMatch(/cannot be told/)
  })
})

describe('pairs', () => {
  it('are matched only where the arms were alike before', () => {
    const level = (standardised: number) =>
      areasVerdict(
        {
          change: { rateRatio: 0.6, ci: [0.4, 0.9], se: 0.2 },
          counts: { before: 100, after: 60, comparisonBefore: 100, comparisonAfter: 100 },
          ...{ signFlip: { pairs: 8 }, phiFrom: 'own', balance: [{ standardised }], matched: [] },
        } as never,
        { start: START, before: 365, after: 365 },
        { p: 0.01 },
      ).level
    expect([0.1, -0.2, 2.4, -2.4, NaN].map((d) => level(d).slice(0, 7))).toEqual([
      ...['Level 4', 'Level 4', 'Level 3', 'Level 3', 'Level 3'],
    ])
  })
})

describe('a plan that has begun', () => {
  it('is told from one that did nothing', () => {
    const good = judged(worked)
    expect(good.verdict.kind).toBe('fell')
    expect(good.verdict.sentence).toMatch(/^Crime fell more than the comparison by \d+%/)
    expect(judged(nothing).verdict.kind).toBe('cannot tell')
  })
  it('carries a trend whose steps add up to the counts they cover', () => {
    const { trend, windows, result } = judged(worked)
    const before = [...trend.starts].filter((d) => d < START).length
    expect(before).toBe(Math.floor(365 / TREND_STEP))
    expect(trend.starts[before]).toBe(windows.start)
    const sum = (v: Float64Array, from: number, to?: number) => v.slice(from, to).reduce((a, b) => a + b, 0)
    // one day of 365 lies in no whole step
    expect(sum(trend.treated, 0, before)).toBeGreaterThanOrEqual(result.counts.before - 5)
    expect(sum(trend.treated, 0, before)).toBeLessThanOrEqual(result.counts.before)
    expect(sum(trend.treated, before)).toBeLessThanOrEqual(result.counts.after)
    expect(sum(trend.comparison, 0, before)).toBeGreaterThan(0.9 * result.counts.before)
  })
  it('takes months that are missing for missing, in counts by the day and in the trend', () => {
    const gap = [START + 28, START + 195] as const
    const less = {
      ...nothing,
      gaps: [gap],
      from: nothing.from.map((m) =>
        m / 1440 >= gap[0] && m / 1440 <= gap[1] + 1 ? (START - 900) * 1440 : m,
      ),
    }
    const { held, trend, verdict } = judged(less)
    expect(held).toEqual({ before: 365, after: 365 - 168 })
    expect(verdict.warnings[0]).toMatch(/No row is of/)
    const at = [...trend.starts].indexOf(START)
    expect([0, 1, 6, 7].map((k) => Number.isNaN(trend.treated[at + k]))).toEqual([false, true, true, false])
    // nothing is known of a plan all of whose months are missing
    const none = drain(judgePlan(less, { ...ASK, start: START + 28, end: START + 195 }))
    expect(none).toMatchObject({
      kind: 'refused',
      sentence: expect.stringMatching(/No row is of.* No day after the start is left to count\. Take other/),
    })
  })
  it('is judged on the days there are, and says that looking early misleads', () => {
    const early = judged(worked, { today: START + 99 })
    expect(early.windows.after).toBe(100)
    expect(early.notes[0]).toMatch(/after 100 days of it/)
  })
  it('says whether the places were chosen from the days before', () => {
    const inside = judged(nothing, { chosen: [START - 100, START - 1] })
    expect(inside.notes.join(' ')).toMatch(/100 of 365/)
    expect(inside.notes.join(' ')).toContain('Matched squares are as high before')
    const named = judged(nothing, { chosen: [START - 100, START - 1], comparison: [square(3, 9)] })
    expect(named.notes.join(' ')).toContain('part of a fall is their return')
    expect(named.notes.join(' ')).not.toContain('Matched squares are')
    const apart = judged(nothing, { chosen: [START - 800, START - 400] })
    expect(apart.notes.join(' ')).toMatch(/no return to the usual is in the figure/)
    expect(judged(nothing).notes.join(' ')).toMatch(/Which months were used/)
  })
  it('says beside a fall that no square was as high, and calls none so', () => {
    const isPlace = (c: number, r: number) => PLACES.some(([a, b]) => a === c && b === r)
    const peaks = town(
      (c, r) => (isPlace(c, r) ? 0.4 : 1),
      (c, r) => (isPlace(c, r) ? 120 : 30),
    )
    const { verdict, notes } = judged(peaks, { chosen: [START - 100, START - 1] })
    expect(verdict.kind).toBe('fell')
    expect(verdict.warnings[0]).toMatch(
      /^No squares as high before were found: \d+ in \d+ squares against \d+ in 8 areas/,
    )
    expect(notes.join(' ')).not.toContain('Matched squares are as high')
    expect(judged(worked).verdict.warnings.join(' ')).not.toContain('No squares as high')
  })
  it('never takes places of another plan as its comparison', () => {
    const first = judged(nothing)
    const { x, y } = first.result.matched[0]
    const [c, r] = [Math.floor((x - X0) / SIDE), Math.floor((y - Y0) / SIDE)]
    const again = judged(nothing, { others: [square(c, r)] })
    expect(again.result.matched.some((m) => m.x === x && m.y === y)).toBe(false)
  })
  it('lists each kind beside all, with p after Holm', () => {
    const { outcomes } = judged(worked, { offences: ['burglary-home', 'theft-from-vehicle'] })
    // the table holds one kind only
    expect(outcomes.map((o) => o.offence)).toEqual([undefined, 'burglary-home'])
    for (const o of outcomes) expect(o.pHolm).toBeGreaterThanOrEqual(o.p)
  })
  it.each([
    ['an area without incidents', { treated: [square(40, 40)] }, /No incident of the two windows/],
    ['a window that the file does not reach', { before: 2000 }, /days that are not in the file/],
    [
      'a kind the file does not hold',
      { offences: ['robbery-personal' as const] },
      /no placed incident of the kinds/,
    ],
  ])('is refused for %s', (_, over, why) => {
    expect(drain(judgePlan(worked, { ...ASK, ...over }))).toMatchObject({
      kind: 'refused',
      sentence: expect.stringMatching(why),
    })
  })
})

describe('a plan still to come', () => {
  const ahead = (over: Partial<PlanAsk> = {}) =>
    drain(judgePlan(nothing, { ...ASK, start: FIRST + 1500, end: FIRST + 1864, ...over }))
  it('says what it can show, from a spread that was measured', () => {
    const a = ahead()
    expect(a.kind).toBe('ahead')
    if (a.kind !== 'ahead') return
    expect(a.phi).toBeGreaterThanOrEqual(1)
    expect(a.sentence).toMatch(/can only show a fall of \d+% or more; over 4 of its size together/)
  })
  it('promises less of a shorter plan', () => {
    const fall = (end: number) => {
      const a = ahead({ end })
      return a.kind === 'ahead' ? Number(/fall of (\d+)/.exec(a.sentence)?.[1]) : NaN
    }
    expect(fall(FIRST + 1599)).toBeGreaterThan(fall(FIRST + 1864))
  })
  it('is refused where nothing happens', () => {
    expect(ahead({ treated: [square(40, 40)] })).toMatchObject({ kind: 'refused' })
  })
})
