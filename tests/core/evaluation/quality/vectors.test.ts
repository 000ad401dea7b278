/** Dip samples and case scores against results of R (tests/golden/quality). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shareInterval } from '../../../../src/core/stats/binomial.ts'
import { agreementOf } from '../../../../src/core/evaluation/quality/agreement.ts'
import {
  aucOf,
  atThreshold,
  calibrationOf,
  forecast,
} from '../../../../src/core/evaluation/quality/discrimination.ts'
import { fitLogistic } from '../../../../src/core/evaluation/quality/logistic.ts'
import {
  filesForMargin,
  newcombe,
  shareOfRegister,
  weightedShare,
} from '../../../../src/core/evaluation/quality/shares.ts'

const golden = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../golden/quality', name), 'utf8')

interface Proportion {
  x: number
  n: number
  wilson95: [number, number]
  clopper_pearson95: [number, number]
}
const audit = JSON.parse(golden('audit.json')) as {
  seed: Record<string, Proportion | string>
  proportions: Proportion[]
  sample_size: {
    table: { margin: number; inf: number; N200: number; N500: number; N2000: number; N10000: number }[]
  }
  finite: { x: number; n: number; N: number; wilson_fpc: [number, number]; wilson_plain: [number, number] }
  stratified: {
    strata: { stratum: string; N: number; n: number; x: number }[]
    estimate: number
    se: number
    ci95: [number, number]
  }
  kappa: Record<
    string,
    {
      table: number[][]
      agreement: number
      expected: number
      kappa: number
      se: number
      ci95: [number, number]
      pabak: number
    }
  >
  newcombe_difference: {
    before: [number, number]
    after: [number, number]
    difference: number
    ci95: [number, number]
  }
}

const near = (got: readonly number[], wanted: readonly number[], digits = 6): void => {
  expect(got).toHaveLength(wanted.length)
  wanted.forEach((w, i) => expect(Math.abs(got[i] - w)).toBeLessThan(10 ** -digits))
}

describe('shares of files', () => {
  const all = [
    ...audit.proportions,
    ...Object.values(audit.seed).filter((v): v is Proportion => typeof v !== 'string'),
  ]
  it.each(all)('$x of $n: Wilson and Clopper–Pearson', ({ x, n, wilson95, clopper_pearson95 }) => {
    near(shareOfRegister(x, n), wilson95)
    near(shareInterval(x, n), clopper_pearson95)
  })

  it('tell more of a register that ends', () => {
    const { x, n, N, wilson_fpc, wilson_plain } = audit.finite
    near(shareOfRegister(x, n, N), wilson_fpc)
    near(shareOfRegister(x, n), wilson_plain)
    expect(shareOfRegister(3, 12, 12)).toEqual([0.25, 0.25])
    expect(shareOfRegister(0, 0)).toEqual([NaN, NaN])
  })

  it('need so many files for a margin', () => {
    for (const { margin, inf, ...of } of audit.sample_size.table) {
      expect(filesForMargin(margin)).toBe(inf)
      for (const [N, n] of Object.entries(of)) expect(filesForMargin(margin, +N.slice(1))).toBe(n)
    }
  })

  it('of ten files: 7 of 10 may be 40 to 89 in a hundred', () => {
    expect(shareOfRegister(7, 10).map((v) => Math.round(v * 100))).toEqual([40, 89])
  })

  it('are weighted by the size of each stratum', () => {
    const { strata, estimate, se, ci95 } = audit.stratified
    const got = weightedShare(strata.map((s) => ({ name: s.stratum, size: s.N, read: s.n, yes: s.x })))
    near([got.share, got.se, ...got.interval], [estimate, se, ...ci95])
    expect(got.unseen).toBe(0)
  })

  it('are compared between two periods', () => {
    const { before, after, difference, ci95 } = audit.newcombe_difference
    const got = newcombe(before, after)
    near([got.difference, ...got.interval], [difference, ...ci95])
  })
})

describe('two readers', () => {
  it.each(Object.entries(audit.kappa))('%s', (_, k) => {
    const got = agreementOf(k.table)
    near(
      [got.agreement, got.expected, got.kappa, got.se, ...got.interval, got.pabak],
      [k.agreement, k.expected, k.kappa, k.se, ...k.ci95, k.pabak],
    )
    expect(got.reword).toBe(k.kappa < 0.6)
  })
})

interface Threshold {
  threshold: number
  flagged: number
  tp: number
  fp: number
  fn: number
  tn: number
  sensitivity: number
  specificity: number
  ppv: number
  share_flagged: number
  solved_missed: number
}
interface AucVector {
  auc: number
  se_delong: number
  ci95: [number, number]
  n_pos: number
  n_neg: number
}
const score = JSON.parse(golden('score.json')) as {
  coef: Record<string, number>
  se: Record<string, number>
  auc_train: AucVector
  auc_test: AucVector
  brier_test: number
  brier_of_base_rate: number
  base_rate: { train: number; test: number }
  calibration: {
    intercept_in_large: number
    slope: number
    fifths: { n: number; mean_predicted: number; observed: number }[]
  }
  thresholds_p: Threshold[]
  points: { weights: Record<string, number>; auc_test: AucVector; thresholds: Threshold[] }
}

describe('case scores', () => {
  const [head, ...lines] = golden('score-cases.csv').trim().split(/\r?\n/)
  const names = head.split(',')
  const rows = lines.map((l) => l.split(',').map(Number))
  const column = (name: string, from: number, to: number): number[] =>
    rows.slice(from, to).map((r) => r[names.indexOf(name)])
  const factors = Object.keys(score.coef).slice(1)
  const y = column('solved', 0, 500)
  const yTest = column('solved', 500, 800)
  const model = fitLogistic(
    y,
    factors.map((f) => column(f, 0, 500)),
  )
  const chance = forecast(
    model.coef,
    factors.map((f) => column(f, 500, 800)),
    300,
  )
  const sameAuc = (got: ReturnType<typeof aucOf>, v: AucVector): void => {
    near([got.auc, got.se, ...got.interval], [v.auc, v.se_delong, ...v.ci95])
    expect([got.solved, got.unsolved]).toEqual([v.n_pos, v.n_neg])
  }
  const sameRow = (got: ReturnType<typeof atThreshold>, t: Threshold): void => {
    expect([got.flagged, got.tp, got.fp, got.fn, got.tn]).toEqual([t.flagged, t.tp, t.fp, t.fn, t.tn])
    near(
      [got.sensitivity, got.specificity, got.ppv, got.shareFlagged, got.solvedMissed],
      [t.sensitivity, t.specificity, t.ppv, t.share_flagged, t.solved_missed],
    )
  }

  it('are fitted as glm does', () => {
    expect(model.converged).toBe(true)
    near([...model.coef], Object.values(score.coef))
    near([...model.se], Object.values(score.se), 4)
  })

  it('have their AUC with DeLong’s error, on the cases they were made from and on later ones', () => {
    sameAuc(
      aucOf(
        forecast(
          model.coef,
          factors.map((f) => column(f, 0, 500)),
          500,
        ),
        y,
      ),
      score.auc_train,
    )
    sameAuc(aucOf(chance, yTest), score.auc_test)
  })

  it('have their Brier score, slope, shift and fifths', () => {
    const got = calibrationOf(chance, yTest, score.base_rate.train)
    near(
      [got.brier, got.brierOfBaseRate, got.baseRate],
      [score.brier_test, score.brier_of_base_rate, score.base_rate.test],
    )
    near([got.slope], [score.calibration.slope], 4)
    near([got.intercept], [score.calibration.intercept_in_large], 4)
    expect(got.fifths.map((f) => f.n)).toEqual(score.calibration.fifths.map((f) => f.n))
    near(
      got.fifths.flatMap((f) => [f.predicted, f.observed]),
      score.calibration.fifths.flatMap((f) => [f.mean_predicted, f.observed]),
    )
  })

  it('count what a threshold would have done', () => {
    for (const t of score.thresholds_p) sameRow(atThreshold(chance, yTest, t.threshold), t)
  })

  it('by points: the same, from whole numbers', () => {
    const points = rows
      .slice(500)
      .map((r) =>
        Object.entries(score.points.weights).reduce((sum, [f, w]) => sum + w * r[names.indexOf(f)], 0),
      )
    sameAuc(aucOf(points, yTest), score.points.auc_test)
    for (const t of score.points.thresholds) sameRow(atThreshold(points, yTest, t.threshold), t)
  })

  it('refuse to fit what one column tells without fail', () => {
    expect(fitLogistic([0, 0, 0, 1, 1, 1], [[1, 2, 3, 4, 5, 6]]).converged).toBe(false)
    expect(
      fitLogistic(
        [0, 1, 0, 1],
        [
          [1, 2, 3, 5],
          [2, 4, 6, 10],
        ],
      ).converged,
    ).toBe(false)
  })
})
