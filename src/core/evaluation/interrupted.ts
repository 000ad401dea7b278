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

/** How sure the step is: of ln rate ratio, with φ in it. */
interface Sureness {
  readonly ci: Interval
  readonly se: number
  readonly p: number
}

/** The step at the start, trend and season held; its sureness allows for what a short series cannot tell of itself. */
export interface Interrupted extends Sureness {
  readonly rateRatio: number
  /** as the model alone has it, neighbours taken as independent: what other tools print */
  readonly fitted: Sureness
  readonly phi: number
  readonly df: number
  /** incidents the model expects in the periods after, without the step */
  readonly expected: number
  readonly observed: number
  /** correlation of neighbouring residuals: far from 0, the fitted interval is too narrow */
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

/** Neighbouring periods are taken to hang together no more than this. */
const MOST_TOGETHER = 0.9

/**
 * Poisson log-linear: trend, one pair of harmonics, step at the start, ln(days) as offset; the fitted interval of the
 * step is t·√φ·se. A short series can swing less than chance by luck, which makes nothing surer: φ counts as 1 at least.
 * Neighbours that hang together hold less than as many periods apart: se × √((1 + r) ÷ (1 − r)), r the correlation of
 * the residuals and half of what the terms of the model take from it. Weaker than any comparison: whatever else changed at
 * that time stands in the step. Undefined where the
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
  const sure = (se: number): Sureness => {
    const reach = critical(df) * se
    return { se, ci: [Math.exp(step - reach), Math.exp(step + reach)], p: twoSidedP(step / se, df) }
  }
  const lag1 = lagOne(each((i) => (count[i] - mu[i]) / Math.sqrt(mu[i])))
  const together = Math.min(MOST_TOGETHER, Math.max(0, lag1 + (n - df) / n / 2))
  let [expected, observed, periodsBefore] = [0, 0, 0]
  for (let i = 0; i < n; i++)
    if (post[i]) {
      expected += mu[i] / Math.exp(step)
      observed += count[i]
    } else periodsBefore++
  return {
    rateRatio: Math.exp(step),
    ...sure(model.se[2] * Math.sqrt(Math.max(1, phi) * ((1 + together) / (1 - together)))),
    fitted: sure(model.se[2] * Math.sqrt(phi)),
    ...{ lag1, phi, df, expected, observed, season, periodsBefore },
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
