/** Every figure another tool computed, held against ours. Tool, version and parameters stand in the golden file. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cocoonOutcomes } from '../../../src/core/evaluation/cocoonOutcomes.ts'
import { crossover } from '../../../src/core/evaluation/crossover.ts'
import { dispersionOf } from '../../../src/core/evaluation/dispersion.ts'
import { fitEffect } from '../../../src/core/evaluation/effects.ts'
import { interrupted } from '../../../src/core/evaluation/interrupted.ts'
import { costOf, moneyOf, uprate } from '../../../src/core/evaluation/money.ts'
import {
  chartReduction,
  neededBefore,
  smallestDifference,
  smallestFall,
} from '../../../src/core/evaluation/power.ts'
import { rateChange } from '../../../src/core/evaluation/rateChange.ts'
import { relabel } from '../../../src/core/evaluation/relabel.ts'
import { wdd, wddHarm } from '../../../src/core/evaluation/wdd.ts'
import { wdq } from '../../../src/core/evaluation/wdq.ts'

const dir = join(import.meta.dirname, '../../golden/evaluation')
const G = JSON.parse(readFileSync(join(dir, 'figures.json'), 'utf8'))
/** Columns of one of the CSV files beside it, as numbers. */
function columns(name: string): Record<string, number[]> {
  const [head, ...rows] = readFileSync(join(dir, name), 'utf8').trim().split('\n')
  const cells = rows.map((r) => r.split(',').map(Number))
  return Object.fromEntries(head.split(',').map((h, k) => [h.replaceAll('"', ''), cells.map((r) => r[k])]))
}

/** Equal to a millionth of the figure, or of 1 where it is smaller. */
const near = (got: number, want: number, within = 1e-6) =>
  expect(Math.abs(got - want) / Math.max(1, Math.abs(want)), `${got} for ${want}`).toBeLessThan(within)
const nearAll = (got: readonly number[], want: readonly number[]) => want.forEach((w, i) => near(got[i], w))

describe('figures of other tools', () => {
  it.each(G.oddsRatio.cases as any[])('odds ratio: $id', ({ input, output }) => {
    const r = rateChange(
      {
        before: input.treated_before,
        after: input.treated_after,
        comparisonBefore: input.control_before,
        comparisonAfter: input.control_after,
      },
      { phi: input.phi },
    )
    near(r.oddsRatio, output.OR)
    near(r.se, output.se_ln)
    nearAll(r.oddsRatioCi, output.ci)
    near(r.rateRatio, output.rate_ratio)
    nearAll(r.ci, output.rate_ratio_ci)
    near(r.percent, output.percent_change)
    nearAll(r.percentCi, output.percent_ci)
    near(r.prevented, output.prevented_at_control_trend)
    near(r.p, output.p, 1e-8)
  })

  it.each(G.wdd.cases as any[])('weighted displacement difference: $id', ({ input, output, p }) => {
    const r = wdd({
      treated: input.treated,
      comparison: input.control,
      ring: input.disp_treated,
      ringComparison: input.disp_control,
      time: input.time_weights,
      sizes: input.area_weights,
      level: 1 - input.alpha,
    })
    nearAll(
      [
        r.local.estimate,
        r.local.se,
        r.displaced.estimate,
        r.displaced.se,
        r.estimate,
        r.se,
        r.z,
        ...r.ci,
        r.p,
      ],
      [
        output.Est_Local,
        output.SE_Local,
        output.Est_Displace,
        output.SE_Displace,
        output.Est_Total,
        output.SE_Total,
        output.Z,
        output.LowCI,
        output.HighCI,
        p,
      ],
    )
  })

  it('harm', () => {
    const { est, se, weight, output } = G.wdd.harm
    const r = wddHarm(est.map((estimate: number, i: number) => ({ estimate, se: se[i], weight: weight[i] })))
    nearAll(
      [r.estimate, r.se, r.z, ...r.ci],
      [output.HarmEst, output.SE_HarmEst, output.Z, output.LowCI, output.HighCI],
    )
  })

  it.each(G.wdq.cases as any[])('weighted displacement quotient: $id', ({ input: i, output }) => {
    const r = wdq({ treated: [i.Rb, i.Ra], ring: [i.Db, i.Da], comparison: [i.Cb, i.Ca] })
    nearAll(
      [r.gross, r.net, r.netShare, r.success, r.displacement, r.total],
      [output.GE, output.NE, output.NE_percent, output.success, output.displacement, output.TNE],
    )
    if (output.refused) {
      expect(r.refused).toMatch(/no meaning/)
      expect(r.wdq).toBeNaN()
    } else near(r.wdq, output.WDQ)
  })

  it('panel: pooled, two periods, fixed effects and clusters, permutation', () => {
    const { area, month, treated, post, count } = columns('panel.csv')
    const f = fitEffect({ count, effect: treated.map((t, i) => t * post[i]), groups: [area, month] })
    const want = G.panel.poisson_fixed_effects
    nearAll(
      [f.coef, f.se, f.seQuasi, f.phi, f.seCluster, f.df],
      [want.coef, want.se_model, want.se_quasi, want.phi, want.se_cluster_area, want.df],
    )
    const sum = (t: number, a: number, p: number) =>
      count.reduce((s, v, i) => s + (treated[i] === t && area[i] === a && post[i] === p ? v : 0), 0)
    const arms = [1, 0].map((t) => [...new Set(area.filter((_, i) => treated[i] === t))])
    const before = arms.map((as, k) => as.map((a) => sum(1 - k, a, 0)))
    const after = arms.map((as, k) => as.map((a) => sum(1 - k, a, 1)))
    const d = dispersionOf([0, 1].map((k) => ({ before: before[k], after: after[k] })))
    near(d.phi, G.panel.quasi_two_period.phi)
    expect(d.df).toBe(G.panel.quasi_two_period.df)
    const total = (v: number[]) => v.reduce((s, x) => s + x, 0)
    const r = rateChange(
      {
        before: total(before[0]),
        after: total(after[0]),
        comparisonBefore: total(before[1]),
        comparisonAfter: total(after[1]),
      },
      d,
    )
    near(Math.log(r.rateRatio), G.panel.pooled.ln_rate_ratio)
    near(r.se, G.panel.quasi_two_period.se)
    const perm = relabel({
      before: before.flat(),
      after: after.flat(),
      treated: arms.flatMap((as, k) => as.map(() => 1 - k)),
    })
    near(perm.logRatio, G.panel.randomisation.statistic)
    expect(perm.exact).toBe(false)
    expect(Math.abs(perm.p - G.panel.randomisation.p_two_sided)).toBeLessThan(0.001)
  })

  it('all 220 relabellings, exactly', () => {
    const { before, after, treated_index_0_based: at, ...want } = G.exact
    const r = relabel({
      before,
      after,
      treated: before.map((_: number, i: number) => (at.includes(i) ? 1 : 0)),
    })
    near(r.logRatio, want.log_rate_ratio)
    expect(r).toMatchObject({ exact: true, draws: want.combinations, p: 1 / 220, pFall: 1 / 220 })
  })

  it('interrupted series', () => {
    const r = interrupted(columns('series.csv') as never)!
    const s = G.series
    nearAll(
      [
        ...[Math.log(r.rateRatio), r.fitted.se, r.phi, r.df, r.rateRatio, ...r.fitted.ci],
        ...[r.lag1, r.expected, r.observed],
      ],
      [
        s.coef.st,
        s.se_quasi_step,
        s.phi,
        s.df,
        s.rate_ratio,
        ...s.ci_quasi_t,
        s.lag1_pearson,
        s.expected_without,
        s.observed_after,
      ],
    )
  })

  it.each([
    [0, 'all_days'],
    [1, 'washout_1_day'],
  ] as const)('crossover, washout %i', (washout, key) => {
    const { spot, day, on, prev_on: previous, count } = columns('crossover.csv')
    const r = crossover({ spot, day, on, previous, count }, { washout })
    const want = G.crossover[key]
    nearAll(
      [r.rateRatio, r.se, r.phi, r.days, r.onDays],
      [want.rate_ratio, want.se, want.phi, want.n_days, want.on_days],
    )
    if (washout === 0) {
      const { observed, expected, p_one_sided } = G.crossover.randomisation
      nearAll([r.permutation.observed, r.permutation.expected], [observed, expected])
      // four standard errors of two runs of 9,999 draws
      expect(Math.abs(r.permutation.p - p_one_sided)).toBeLessThan(0.003)
    }
  })

  it('cocoons', () => {
    const { assigned, delivered48, near_repeats } = columns('cocoons.csv')
    const r = cocoonOutcomes(
      assigned.map((a, i) => ({
        assigned: a === 1,
        delivered: delivered48[i] === 1,
        events: near_repeats[i],
      })),
    )
    const { itt, as_treated, cace_per_cocoon, delivered_share, exact_poisson_rate_ratio: exact } = G.cocoons
    nearAll([r.itt.rateRatio, ...r.itt.ci], [itt.rate_ratio, ...itt.ci95])
    nearAll([r.asTreated.rateRatio, ...r.asTreated.ci], [as_treated.rate_ratio, ...as_treated.ci95])
    nearAll([r.cace, r.delivered, ...r.itt.exact.ci], [cace_per_cocoon, delivered_share, ...exact.ci95])
  })

  it('power: smallest fall and incidents needed', () => {
    for (const w of G.power.smallest_detectable) {
      // the reference went up in steps of 0.01 to the first figure that suffices
      const compare = (got: number, want: number | null) => {
        if (want === null) return expect(got).toBeNaN()
        expect(got).toBeLessThanOrEqual(want + 1e-9)
        expect(got).toBeGreaterThan(want - 0.0101)
      }
      compare(100 * smallestFall(w.before), w.or_k1_pct)
      compare(100 * smallestFall(w.before, { comparison: 4 }), w.or_k4_pct)
      compare(100 * smallestFall(w.before, { phi: 2 }), w.or_k1_phi2_pct)
      compare(smallestDifference(w.before), w.wdd_k1)
    }
    for (const w of G.power.needed_before_count_or) {
      const fall = w.fall_pct / 100
      expect([
        neededBefore(fall),
        neededBefore(fall, { comparison: 4 }),
        neededBefore(fall, { phi: 2 }),
      ]).toEqual([w.k1, w.k4, w.k1_phi2])
    }
    for (const w of G.chart.rows)
      nearAll(
        [0.1, 0.1, 0.05, 0.05].map((p, k) => chartReduction(w.mean, p, k % 2 === 1)),
        [w.no_disp_p10, w.disp_p10, w.no_disp_p05, w.disp_p05],
      )
  })

  it('money', () => {
    for (const key of ['from_wdd', 'from_wdd_social', 'from_ratio']) {
      const w = G.money[key]
      const r = moneyOf(w)
      nearAll(
        [
          r.gross,
          r.net,
          ...r.interval,
          r.ratio,
          ...(w.bcr_ci95 ? r.ratioCi : []),
          r.chanceItPays,
          r.breakEven,
        ],
        [w.gross, w.net, ...w.net_ci95, w.bcr, ...(w.bcr_ci95 ?? []), w.p_pays, w.break_even],
      )
    }
    const { a: before, b: after, c: comparisonBefore, d: comparisonAfter } = G.money.from_ratio.input
    const change = rateChange({ before, after, comparisonBefore, comparisonAfter })
    nearAll([change.expected, change.prevented, change.preventedSe], [95, 35, G.money.from_ratio.se])
    for (const w of G.money.break_even)
      near(moneyOf({ cost: w.cost, unit: w.unit, prevented: 0, se: 1 }).breakEven, w.n)
    expect(moneyOf({ cost: 556, unit: 530, prevented: 1, se: 0 })).toMatchObject({ wholeCrimes: 2, net: -26 })
    const v = G.money.cost_of_visits
    expect(
      costOf({
        doors: v.doors,
        minutesPerDoor: v.minutes,
        hourly: v.hourly,
        travelMinutes: v.travel_min,
        packs: v.packs,
        perPack: v.pack,
      }),
    ).toBeCloseTo(v.total, 9)
    expect(uprate(5930, 100, 130)).toBeCloseTo(G.money.uprate.example.uprated, 9)
  })
})
