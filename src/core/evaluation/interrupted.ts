/** One series with a start in it and nothing to compare with: what the trend and the season led to expect. */
import { fitPoisson } from '../stats/poissonModel.ts'
import type { Interval } from './rateChange.ts'
import { critical, twoSidedP } from './tails.ts'

/** A series as columns: periods in order, their length in days, whether the plan ran, what was counted. */
export interface SeriesInput {
  readonly t: ArrayLike<number>
  readonly days: ArrayLike<number>
  readonly post: ArrayLike<number>
  readonly count: ArrayLike<number>
}

/** The step at the start, trend and season held. */
export interface Interrupted {
  readonly rateRatio: number
  readonly ci: Interval
  /** of ln rate ratio, φ in it */
  readonly se: number
  readonly p: number
  readonly phi: number
  readonly df: number
  /** incidents the model expects in the periods after, without the step */
  readonly expected: number
  readonly observed: number
  /** correlation of neighbouring residuals: far from 0, the interval is too narrow */
  readonly lag1: number
  /** periods of a year, as the season was drawn; 0 where none was */
  readonly season: number
  readonly periodsBefore: number
}

/** Periods of a year told from their mean length: months, weeks, quarters, days; else by the calendar. */
function seasonOf(meanDays: number): number {
  if (meanDays >= 28 && meanDays <= 31.5) return 12
  if (meanDays > 89 && meanDays < 93) return 4
  return meanDays > 150 ? 0 : 365.25 / meanDays
}

/** Why a series cannot be used, as a sentence; undefined when it can. */
export function problemWithSeries({ t, days, post, count }: SeriesInput): string | undefined {
  const n = count.length
  for (let i = 1; i < n; i++) {
    if (!(t[i] > t[i - 1]))
      return `Period ${t[i]} stands after period ${t[i - 1]}; one row for each period was expected, in their order.`
    if (post[i] < post[i - 1])
      return `Period ${t[i]} is before the start (post = 0) though period ${t[i - 1]} is after it; one start was expected.`
  }
  let [before, daysBefore, counted] = [0, 0, 0]
  for (let i = 0; i < n; i++)
    if (!post[i]) {
      before++
      daysBefore += days[i]
      counted += count[i]
    }
  if (before === n) return 'No period is marked as after the start (post = 1): nothing can be compared.'
  if (before === 0) return 'No period is marked as before the start (post = 0): nothing can be expected.'
  if (counted === 0) return 'No incident was counted before the start: nothing can be expected.'
  if (daysBefore < 715)
    return `The series has ${before} periods (${Math.round(daysBefore)} days) before the start; at least two years are needed, three are better: a shorter one cannot tell a season from a change.`
  return undefined
}

/**
 * Poisson log-linear: trend, one pair of harmonics, step at the start, ln(days) as offset; the step's interval is
 * t·√φ·se. Weaker than any comparison: whatever else changed at that time stands in the step. Undefined where the
 * model cannot be fitted.
 */
export function interrupted({ t, days, post, count }: SeriesInput): Interrupted | undefined {
  const n = count.length
  const season = seasonOf(Array.from(days).reduce((a, b) => a + b, 0) / n)
  const each = (f: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => f(i))
  const turn = (2 * Math.PI) / season
  const columns = [each(() => 1), each((i) => t[i]), each((i) => (post[i] ? 1 : 0))]
  if (season)
    columns.push(
      each((i) => Math.sin(turn * t[i])),
      each((i) => Math.cos(turn * t[i])),
    )
  const model = fitPoisson(
    columns,
    count,
    each((i) => Math.log(days[i])),
  )
  if (!model) return undefined
  const { coef, mu, phi, df } = model
  const step = coef[2]
  const se = model.se[2] * Math.sqrt(phi)
  const reach = critical(df) * se
  const residual = each((i) => (count[i] - mu[i]) / Math.sqrt(mu[i]))
  let [expected, observed, periodsBefore] = [0, 0, 0]
  for (let i = 0; i < n; i++)
    if (post[i]) {
      expected += mu[i] / Math.exp(step)
      observed += count[i]
    } else periodsBefore++
  return {
    rateRatio: Math.exp(step),
    ci: [Math.exp(step - reach), Math.exp(step + reach)],
    p: twoSidedP(step / se, df),
    lag1: lagOne(residual),
    ...{ se, phi, df, expected, observed, season, periodsBefore },
  }
}

/** Correlation of neighbours among residuals, whose mean is taken as 0. */
function lagOne(v: Float64Array): number {
  let [product, square] = [0, 0]
  v.forEach((x, i) => {
    square += x * x
    if (i > 0) product += x * v[i - 1]
  })
  return product / square
}
