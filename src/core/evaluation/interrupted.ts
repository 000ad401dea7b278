/** One series with a start in it and nothing to compare with: what the trend and the season led to expect. */
import { fitPoisson } from '../stats/poissonModel.ts'
import { showNumber } from '../base/words.ts'
import type { Interval } from './rateChange.ts'
import { critical, twoSidedP } from './tails.ts'
import { type Verdict, verdictOf } from './verdict.ts'

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
  /** degrees of freedom the interval is told with, neighbours that hang together taken off */
  readonly dfTold: number
  /** incidents the model expects in the periods after, without the step */
  readonly expected: number
  readonly observed: number
  /** correlation of neighbouring residuals: far from 0, the fitted interval is too narrow */
  readonly lag1: number
  /** that, with what the terms of the model take from it, as the interval allows for it */
  readonly together: number
  /** neighbours hang together, or may, too much for one series to tell anything: why, as a sentence */
  readonly withheld?: string
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
 * How far neighbouring periods are taken to hang together: so much always, since a few dozen periods cannot show that
 * they do not; beyond it a series gets no verdict, since they cannot show how much either (`npm run calibrate`).
 */
const TOGETHER = 0.2
const MOST_TOGETHER = 0.9

/**
 * Poisson log-linear: trend, one pair of harmonics, step at the start, ln(days) as offset; the fitted interval of the
 * step is t·√φ·se. A short series can swing less than chance by luck, which makes nothing surer: φ counts as 1 at least.
 * Neighbours that hang together hold less than as many periods apart: se × √((1 + r) ÷ (1 − r)), and as many fewer degrees
 * of freedom, r the correlation of the residuals with what the terms of the model take from it, 0.2 at least. Weaker than
 * any comparison: whatever else changed at that time stands in the step. Undefined where the model cannot be fitted.
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
  const sure = (se: number, of = df): Sureness => {
    const reach = critical(of) * se
    return { se, ci: [Math.exp(step - reach), Math.exp(step + reach)], p: twoSidedP(step / se, of) }
  }
  const lag1 = lagOne(each((i) => (count[i] - mu[i]) / Math.sqrt(mu[i])))
  const seen = lag1 + (n - df) / n
  const together = Math.min(MOST_TOGETHER, Math.max(TOGETHER, seen))
  const fewer = (1 + together) / (1 - together)
  let [expected, observed, periodsBefore] = [0, 0, 0]
  for (let i = 0; i < n; i++)
    if (post[i]) {
      expected += mu[i] / Math.exp(step)
      observed += count[i]
    } else periodsBefore++
  return {
    rateRatio: Math.exp(step),
    ...sure(model.se[2] * Math.sqrt(Math.max(1, phi) * fewer), df / fewer),
    fitted: sure(model.se[2] * Math.sqrt(phi)),
    ...{ lag1, together, phi, df, dfTold: df / fewer, expected, observed, season, periodsBefore },
    ...(seen > TOGETHER && {
      withheld: `No verdict: neighbouring periods ${lag1 > TOGETHER ? '' : 'may '}hang together (${showNumber(seen, seen < TOGETHER + 0.005 ? 3 : 2)}; allowed ${TOGETHER}), and a series that drifts by itself cannot be told from one that was moved. Give a comparison.`,
    }),
  }
}

/** What may be said of a series; `margin` as it was written before the start. */
export const seriesVerdict = (r: Interrupted, { count, post }: SeriesInput, margin?: number): Verdict =>
  verdictOf({
    ...{ rateRatio: r.rateRatio, ci: r.ci, se: r.se, df: r.dfTold },
    design: 'series',
    before: Array.from(count).reduce((sum, v, i) => sum + (post[i] ? 0 : v), 0),
    ...{ withheld: r.withheld, margin },
  })

/** Correlation of neighbours among residuals, whose mean is taken as 0. */
function lagOne(v: Float64Array): number {
  let [product, square] = [0, 0]
  v.forEach((x, i) => {
    square += x * x
    if (i > 0) product += x * v[i - 1]
  })
  return product / square
}
