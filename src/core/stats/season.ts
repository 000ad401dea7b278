/** Level, trend and season of counts over time: what a window is expected to hold beside what the past held. */
import { fitPoisson, type PoissonModel } from './poissonModel.ts'
import type { Days } from '../table/lookBack.ts'

/** A count over some days. */
export interface Bin {
  readonly days: Days
  readonly count: number
}

/** The fitted curve. */
export interface Season {
  /** what the curve gives over some days from `from` on, relative to its level; only ratios say something */
  weight(days: readonly Days[]): number
  /**
   * How many times as many incidents the curve gives for the base as for the window, and the standard deviation of the
   * logarithm of that figure, the dispersion around the curve included.
   */
  against(base: readonly Days[], window: Days): { readonly times: number; readonly drift: number }
  /** coefficients beside the level: trend, two of the season */
  readonly lost: number
  /** change of the level by a year, as a ratio */
  readonly yearly: number
  /** highest over lowest of the season */
  readonly swing: number
}

/** Fewer incidents show no season. */
const FEW = 30
/** Days after the last bin for which the curve is kept: the longest window, and more. */
const AHEAD = 200
const YEAR = 365.25
const TURN = (2 * Math.PI) / YEAR

/** Trend and one wave a year, at a day counted from an origin; the same columns in the fit and after it. */
const at = (t: number): readonly [number, number, number] => [
  t / YEAR,
  Math.sin(TURN * t),
  Math.cos(TURN * t),
]

/**
 * Quasi-Poisson regression after Farrington and others (1996), with the season as one wave a year as for an
 * interrupted series: ln μ = level + trend + season + ln(days). No outbreak of the past is weighed down, so a past
 * peak widens what follows. Undefined with fewer than 30 incidents, or where the fit fails. `from` is the first day that
 * will be asked for: bins of whole weeks may begin some days after it, as they do where months are missing.
 */
export function fitSeason(bins: readonly Bin[], from = bins[0]?.days[0]): Season | undefined {
  if (bins.length < 12 || bins.reduce((n, b) => n + b.count, 0) < FEW) return undefined
  const origin = bins[0].days[0]
  const middle = bins.map(({ days }) => (days[0] + days[1]) / 2 - origin)
  const columns = [bins.map(() => 1), ...[0, 1, 2].map((c) => middle.map((t) => at(t)[c]))]
  const model: PoissonModel | undefined = fitPoisson(
    columns,
    bins.map((b) => b.count),
    bins.map(({ days }) => Math.log(days[1] - days[0] + 1)),
  )
  if (!model || !model.coef.every(Number.isFinite)) return undefined
  const { coef, covariance } = model
  const phi = Math.max(1, model.phi)
  // the curve day by day, and its columns weighed by it, as running sums
  const first = Math.min(from, origin)
  const last = bins.at(-1)!.days[1] + AHEAD
  const sums = Array.from({ length: 4 }, () => new Float64Array(last - first + 2))
  for (let d = 0; d <= last - first; d++) {
    const x = at(first + d - origin)
    const rate = Math.exp(coef[1] * x[0] + coef[2] * x[1] + coef[3] * x[2])
    for (let c = 0; c < 4; c++) sums[c][d + 1] = sums[c][d] + (c === 0 ? rate : rate * x[c - 1])
  }
  const over = (list: readonly Days[]) =>
    sums.map((s) => list.reduce((all, [a, b]) => all + s[b - first + 1] - s[a - first], 0))
  return {
    weight: (days) => over(days)[0],
    against(base, window) {
      const [b, w] = [over(base), over([window])]
      const g = [1, 2, 3].map((c) => w[c] / w[0] - b[c] / b[0])
      let variance = 0
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) variance += g[i] * g[j] * covariance[4 * (i + 1) + j + 1]
      return { times: b[0] / w[0], drift: Math.sqrt(Math.max(0, phi * variance)) }
    },
    lost: 3,
    yearly: Math.exp(coef[1]),
    swing: Math.exp(2 * Math.hypot(coef[2], coef[3])),
  }
}

/**
 * How uncertain the level is where no season is known: a swing of 30% either way over the year, at a time of the year
 * that is not known, moves the level by this standard deviation (of its logarithm) over so many days. Two days far
 * apart differ by 30%.
 */
export const unknownSeason = (days: number): number => Math.min(0.3, (0.3 * TURN * days) / Math.SQRT2)
