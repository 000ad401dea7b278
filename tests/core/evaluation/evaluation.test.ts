import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkClaim, readClaim } from '../../../src/core/evaluation/claims.ts'
import { cocoonOutcomes, doseTable } from '../../../src/core/evaluation/cocoonOutcomes.ts'
import { marylandLevel } from '../../../src/core/evaluation/design.ts'
import { dispersionOf } from '../../../src/core/evaluation/dispersion.ts'
import { fitEffect } from '../../../src/core/evaluation/effects.ts'
import { holm } from '../../../src/core/evaluation/holm.ts'
import { interrupted, seriesVerdict } from '../../../src/core/evaluation/interrupted.ts'
import { balance, matchAreas } from '../../../src/core/evaluation/matching.ts'
import { moneyOf, perspectives, tornado } from '../../../src/core/evaluation/money.ts'
import { fitPoisson } from '../../../src/core/stats/poissonModel.ts'
import { neededBefore, smallestFall, visibleFall } from '../../../src/core/evaluation/power.ts'
import { powerSentence } from '../../../src/core/evaluation/powerWords.ts'
import { rateChange, tippingPhi } from '../../../src/core/evaluation/rateChange.ts'
import { drawSchedule } from '../../../src/core/evaluation/schedule.ts'
import { signFlip } from '../../../src/core/evaluation/signFlip.ts'
import { sourceOf, UNIT_COSTS } from '../../../src/core/evaluation/unitCosts.ts'
import { distanceTo } from '../../../src/core/evaluation/surroundings.ts'
import { verdictOf, type VerdictInput } from '../../../src/core/evaluation/verdict.ts'
import { wddRefusal } from '../../../src/core/evaluation/wdd.ts'

const counts = (before: number, after: number, comparisonBefore: number, comparisonAfter: number) => ({
  before,
  after,
  comparisonBefore,
  comparisonAfter,
})

describe('sign flips', () => {
  const column = (n: number) => fc.array(fc.integer({ min: 0, max: 40 }), { minLength: n, maxLength: n })

  it('equals every exchange made one by one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }).chain((n) => fc.tuple(column(n), column(n), column(n), column(n))),
        ([before, after, comparisonBefore, comparisonAfter]) => {
          const n = before.length
          const statistic = (mask: number) => {
            let [a, b, c, d] = [0, 0, 0, 0]
            for (let i = 0; i < n; i++) {
              const flipped = (mask >> i) & 1
              a += flipped ? comparisonBefore[i] : before[i]
              b += flipped ? comparisonAfter[i] : after[i]
              c += flipped ? before[i] : comparisonBefore[i]
              d += flipped ? after[i] : comparisonAfter[i]
            }
            const half = (v: number) => Math.max(v, 0.5)
            return Math.abs(Math.log((half(b) * half(c)) / (half(a) * half(d))))
          }
          let r = 0
          for (let mask = 0; mask < 2 ** n; mask++) if (statistic(mask) >= statistic(0) - 1e-9) r++
          const got = signFlip({ before, after, comparisonBefore, comparisonAfter })
          expect(got.p).toBeCloseTo(r / 2 ** n, 12)
          expect(got.exact).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('cannot reach 5% with five pairs, can with six, and draws above twenty', () => {
    const of = (n: number) =>
      signFlip({
        before: Array(n).fill(30),
        after: Array.from({ length: n }, (_, i) => 3 + (i % 2)),
        comparisonBefore: Array(n).fill(30),
        comparisonAfter: Array.from({ length: n }, (_, i) => 30 + (i % 3)),
      })
    expect(of(5).p).toBe(2 / 32)
    expect(of(6).p).toBe(2 / 64)
    expect(of(20)).toMatchObject({ exact: true, flips: 2 ** 20, p: 2 / 2 ** 20 })
    expect(of(21)).toMatchObject({ exact: false, flips: 9999, p: 1 / 10_000 })
    expect(of(40)).toEqual(of(40))
  })
})

describe('models by another way', () => {
  it('one effect with groups equals the plain regression with a column each', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 30, maxLength: 30 }), (count) => {
        const area = count.map((_, i) => Math.floor(i / 6))
        const month = count.map((_, i) => i % 6)
        const effect = count.map((_, i) => +(area[i] < 2 && month[i] > 2))
        const got = fitEffect({ count, effect, groups: [area, month] })
        const columns = [
          count.map(() => 1),
          ...[1, 2, 3, 4].map((a) => area.map((v) => +(v === a))),
          ...[1, 2, 3, 4, 5].map((m) => month.map((v) => +(v === m))),
          effect,
        ]
        const plain = fitPoisson(
          columns,
          count,
          count.map(() => 0),
        )!
        expect(got.coef).toBeCloseTo(plain.coef[10], 7)
        expect(got.se).toBeCloseTo(plain.se[10], 7)
        expect(got.phi).toBeCloseTo(plain.phi, 6)
        expect(got.df).toBe(plain.df)
      }),
      { numRuns: 40 },
    )
  })

  it('says nothing where the groups explain the effect', () => {
    expect(fitEffect({ count: [3, 4, 5, 6], effect: [1, 1, 0, 0], groups: [[0, 0, 1, 1]] }).coef).toBeNaN()
  })
})

describe('φ', () => {
  it('is 1 at least, rests on areas less one, and grows with the swing', () => {
    expect(dispersionOf([{ before: [5], after: [9] }])).toEqual({ phi: 1, raw: NaN, df: 0 })
    const calm = dispersionOf([{ before: [20, 40, 60], after: [10, 20, 30] }])
    expect(calm).toEqual({ phi: 1, raw: 0, df: 2 })
    const wild = dispersionOf([
      { before: [20, 40, 0], after: [40, 20, 0] },
      { before: [9, 9], after: [9, 9] },
    ])
    // (20 − 30)² · (1/30 + 1/30) for both areas, over one and one degrees of freedom
    expect(wild.raw).toBeCloseTo((2 * 100 * (2 / 30)) / 2, 12)
  })
})

describe('matching', () => {
  const past = (before: number[]) => ({
    n: before.length,
    before,
    quarters: before.flatMap((b) => Array(4).fill(b / 4)),
  })

  it('takes the nearest past, none twice, the largest first', () => {
    const found = matchAreas(past([40, 44]), past([10, 45, 30]))
    expect(found.map((f) => [...f])).toEqual([[2], [1]])
    expect(matchAreas(past([40, 44]), past([45])).map((f) => f.length)).toEqual([0, 1])
    expect(matchAreas(past([40]), past([45, 41]), 1, (_, j) => j === 0)[0][0]).toBe(0)
  })

  it('sees the last quarters where the sums are alike', () => {
    const treated = { n: 1, before: [40], quarters: [4, 8, 12, 16] }
    const candidates = { n: 2, before: [40, 40], quarters: [16, 12, 8, 4, 5, 8, 12, 15] }
    expect(matchAreas(treated, candidates)[0][0]).toBe(1)
    expect(balance(treated, candidates)[0]).toMatchObject({ treated: 40, comparison: 40 })
  })
})

describe('power and interval from one standard error', () => {
  it('0.69 to 1.12 can show a fall of 29%, not 41%', () => {
    const se = Math.log(1.12 / 0.69) / (2 * 1.959964)
    expect(Math.round(100 * visibleFall(se))).toBe(29)
  })

  it('is the fall whose own standard error leaves it as far out as power asks', () => {
    for (const [before, comparison, phi] of [
      [120, 1, 1],
      [90, 3, 2],
    ]) {
      const fall = smallestFall(before, { comparison, phi })
      const { se } = rateChange(
        counts(before, before * (1 - fall), before * comparison, before * comparison),
        { phi },
      )
      expect(visibleFall(se)).toBeCloseTo(fall, 9)
      expect(neededBefore(fall, { comparison, phi })).toBeGreaterThanOrEqual(before)
      expect(neededBefore(fall, { comparison, phi })).toBeLessThanOrEqual(before + 1)
    }
  })

  it('says so before the start', () => {
    expect(powerSentence(30)).toMatch(/can only show a fall of 74% or more; over 4 of its size together \d+%/)
    expect(powerSentence(8, { phi: 3 })).toMatch(/cannot show any fall/)
    // of a plan of half a year that is compared with a year, the half is meant
    expect(powerSentence(30, {}, 4, 182)).toMatch(
      /^At the pace before, 30 incidents in 182 days: .* incidents in 182 days before are needed\.$/,
    )
  })
})

describe('verdicts', () => {
  const base: VerdictInput = {
    rateRatio: 0.8,
    ci: [0.7, 0.91],
    se: 0.07,
    p: 0.02,
    design: 'matched',
    counts: counts(100, 70, 100, 90),
  }

  it('is worded by interval, test and design', () => {
    expect(verdictOf(base)).toMatchObject({
      kind: 'fell',
      sentence: 'Crime fell more than the comparison by 20% (9–30%).',
      level: expect.stringMatching(/^Level 4 of 5/),
    })
    expect(verdictOf({ ...base, p: 0.2, test: 'exchanging' })).toMatchObject({
      kind: 'cannot tell',
      sentence: expect.stringMatching(
        /from a fall of 30% to a fall of 9%.*exchanging gives as much by chance too often \(p = 0\.2\)/,
      ),
    })
    const wide = verdictOf({ ...base, ci: [0.69, 1.12], se: Math.log(1.12 / 0.69) / 3.919928 })
    expect(wide.sentence).toBe(
      'Cannot tell: it could be anything from a fall of 31% to a rise of 12% against the comparison.',
    )
    expect(wide.warnings.join(' ')).toMatch(/fall of 29% or more/)
    // an interval whose spread was not measured shows no more of a change being small than of its being there
    const small = { ...base, rateRatio: 1, ci: [0.93, 1.06] as const, p: 0.9, margin: 0.125 }
    expect(verdictOf(small).sentence).toBe(
      'No change larger than 12.5%, the margin written before the start: the interval reaches from a fall of 7% to a rise of 6%.',
    )
    expect(verdictOf({ ...small, poisson: true }).sentence).toMatch(
      /^If counts swing no more than chance alone, which was not measured here: no change larger/,
    )
    expect(verdictOf({ ...base, rateRatio: 1, ci: [0.9951, 1.0029], p: 0.6 }).sentence).toMatch(
      /anything from a fall of 0.49% to a rise of 0.29%/,
    )
    expect(verdictOf({ ...base, design: 'before-after' }).kind).toBe('none')
    expect(verdictOf({ ...base, counts: counts(19, 3, 200, 100) }).sentence).toMatch(
      /^No verdict: there were only 19/,
    )
    expect(verdictOf({ ...base, counts: counts(1, 3, 6, 10) }).sentence).toMatch(
      /^No verdict: there was only 1 in the treated areas and 6 in the comparison/,
    )
    expect(verdictOf({ ...base, counts: counts(40, 30, 1, 10) }).sentence).toMatch(
      /there was only 1 in the comparison/,
    )
    expect(verdictOf({ ...base, counts: counts(100, 110, 100, 140) }).sentence).toMatch(
      /^Crime rose less than in the/,
    )
    expect(
      verdictOf({ ...base, rateRatio: 1.3, ci: [1.1, 1.5], counts: counts(100, 90, 100, 60) }).sentence,
    ).toMatch(/^Crime fell less than in the comparison: it ended above that change by 30% \(10–50%\)/)
    expect(verdictOf({ ...base, ci: [0.97, 1.04], margin: 0.1 }).kind).toBe('small')
    expect(verdictOf({ ...base, breaks: ['the pandemic'] }).warnings[0]).toMatch(/break: the pandemic/)
  })

  it('never says that there was no effect, whatever the figures', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.double({ min: 0.01, max: 1.5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('series', 'comparison', 'matched', 'randomised', 'groups', 'before-after'),
        (rateRatio, se, p, design) => {
          const ci = [rateRatio * Math.exp(-2 * se), rateRatio * Math.exp(2 * se)] as const
          const { kind, sentence } = verdictOf({ rateRatio, ci, se, p, design })
          expect(sentence).not.toMatch(/no effect|did not work|caused/i)
          if (kind === 'cannot tell') expect(sentence).toMatch(/anything from .* to /)
          if (kind === 'fell') expect(ci[1] < 1 && p <= 0.05).toBe(true)
          expect(marylandLevel(design)).toBeGreaterThanOrEqual(2)
        },
      ),
    )
  })

  it('adjusts several outcomes by Holm', () => {
    expect(holm([0.01, 0.04, NaN, 0.03])).toEqual([0.03, 0.06, NaN, 0.06])
    expect(holm([0.5, 0.9])).toEqual([1, 1])
  })
})

describe('one series', () => {
  it('of six periods whose residuals go against each other is not said to hang together', () => {
    const each = (f: (i: number) => number) => Float64Array.from({ length: 6 }, (_, i) => f(i))
    const input = {
      ...{ t: each((i) => i), days: each(() => 30), count: each((i) => [31, 24, 33, 27, 22, 30][i]) },
      post: Uint8Array.from([0, 0, 0, 1, 1, 1]),
    }
    const r = interrupted(input)!
    expect(r.lag1).toBeLessThan(0)
    expect(seriesVerdict(r, input).sentence).toMatch(/^No verdict: neighbouring periods may hang together \(/)
  })
})

describe('claims', () => {
  it('reads what people write', () => {
    expect(readClaim('877 to 0')).toEqual({ counts: [{ label: '', before: 877, after: 0 }], years: [] })
    expect(readClaim('−31%').percent).toBe(-31)
    expect(readClaim('burglary fell by 31 per cent, 2021 v 2019')).toEqual({
      counts: [],
      percent: -31,
      years: [2019, 2021],
    })
    expect(readClaim('up 12%').percent).toBe(12)
    expect(readClaim('from 1,204 down to 960').counts[0]).toMatchObject({ before: 1204, after: 960 })
    expect(readClaim('from 2019 to 2021 it fell 31%').counts).toEqual([])
    expect(readClaim('12 streets 60→10, city 400→292').counts.map((c) => c.label)).toEqual([
      '12 streets',
      'city',
    ])
  })

  it('takes the streets out of the city, and never makes +58 of them', () => {
    const r = checkClaim('12 streets 60→10, city 400→292')
    expect(r.ratio?.subtracted).toBe(true)
    expect(r.ratio?.rateRatio).toBeCloseTo(10 / 60 / (282 / 340), 12)
    expect(r.answer).toMatch(/^Against the comparison it is a fall of 80%/)
    expect(r.notes.join(' ')).toMatch(/No difference of counts/)
    expect(JSON.stringify(r)).not.toMatch(/\b58\b/)
    const rest = checkClaim('12 streets 60→10, rest of the city 400→292')
    expect(rest.ratio?.subtracted).toBe(false)
    expect(rest.ratio?.rateRatio).toBeCloseTo(0.22831, 5)
    expect(wddRefusal(counts(60, 10, 400, 292))).toMatch(/^The comparison had 6\.7 times/)
    expect(wddRefusal(counts(400, 292, 60, 10))).toMatch(/^The treated areas had 6\.7 times/)
    expect(wddRefusal(counts(100, 60, 200, 190))).toBeUndefined()
  })

  it('says what is missing', () => {
    const zero = checkClaim('877 to 0')
    expect(zero.answer).toMatch(/not against what/)
    expect(zero.notes.join(' ')).toMatch(/ends at 0 is rarely crime alone/)
    const percent = checkClaim('−31% (2021 v 2019)')
    expect(percent.missing[0]).toMatch(/two counts/)
    expect(percent.notes.join(' ')).toMatch(/pandemic/)
    expect(checkClaim('better now').answer).toMatch(/^Neither counts nor a percentage/)
    expect(checkClaim('60 to 10, −31%').notes.join(' ')).toMatch(/not the percentage claimed/)
    expect(checkClaim('0 to 4, rest 10 to 3').answer).toMatch(/no change can be formed/)
  })
})

describe('cocoons, schedules, money', () => {
  it('compares nothing with nothing without a number, and orders doses', () => {
    const r = cocoonOutcomes([
      { assigned: true, delivered: false, events: 0 },
      { assigned: false, delivered: false, events: 2 },
    ])
    expect(r.cace).toBeNaN()
    expect(r.asTreated.rateRatio).toBeNaN()
    const { rows, trend } = doseTable([
      { label: 'none', cocoons: 100, events: 60 },
      { label: 'leaflet', cocoons: 100, events: 45 },
      { label: 'spoken', cocoons: 100, events: 30 },
    ])
    expect(rows[2].rateRatio).toBeCloseTo(0.5, 12)
    // score −30, variance 0.45 · (500 − 300² ÷ 300)
    expect(trend.z).toBeCloseTo(-30 / Math.sqrt(0.45 * 200), 12)
    expect(rows[2].ci![1]).toBeLessThan(1)
  })

  it('draws the same number of days everywhere, the same for the same seed', () => {
    const plan = { places: 5, days: 30, share: 0.4, seed: 7 }
    const a = drawSchedule(plan)
    for (let p = 0; p < 5; p++) expect(a.subarray(p * 30, p * 30 + 30).reduce((s, v) => s + v, 0)).toBe(12)
    expect(drawSchedule(plan)).toEqual(a)
    expect(drawSchedule({ ...plan, seed: 8 })).not.toEqual(a)
    const runs = drawSchedule({ ...plan, run: 3 })
    for (let d = 0; d < 30; d++) expect(runs[d]).toBe(runs[d - (d % 3)])
    expect(() => drawSchedule({ ...plan, share: 0.001 })).toThrow(/none or all/)
  })

  it('keeps unverified unit costs empty and each perspective apart', () => {
    const filled = UNIT_COSTS.filter((u) => u.value !== undefined)
    expect(filled.map((u) => [u.offence, u.perspective, u.value])).toEqual([['burglary-home', 'force', 530]])
    expect(sourceOf(filled[0])).toMatch(/HMICFRS/)
    expect(sourceOf({ ...filled[0], source: '' })).toBe('entered by the user')
    for (const u of UNIT_COSTS) expect(u.value !== undefined || u.hint).toBeTruthy()
    const three = perspectives({ cost: 100, prevented: 2, se: 1 }, { force: 30, society: 0 })
    expect([three.force?.net, three.purse, three.society]).toEqual([-40, undefined, undefined])
    const bars = tornado({ cost: 1000, unit: 100, prevented: 5, se: 1 }, [400])
    expect(bars[0].what).toMatch(/value of one incident/)
    expect(moneyOf({ cost: 556, unit: 530, prevented: 1.1, se: 0.5 }).wholeCrimes).toBe(2)
  })

  it('tips where the interval just reaches 1', () => {
    const c = counts(100, 60, 200, 190)
    const [, high] = rateChange(c, { phi: tippingPhi(rateChange(c)) }).ci
    expect(high).toBeCloseTo(1, 12)
  })

  it('measures from the edge of an area, 0 inside', () => {
    const square = { name: '', polygons: [[Float64Array.of(0, 0, 100, 0, 100, 100, 0, 100, 0, 0)]] }
    const to = distanceTo([square], 500)
    expect([to(50, 50), to(150, 50), to(130, 140), to(900, 50)]).toEqual([0, 50, 50, Infinity])
  })
})
