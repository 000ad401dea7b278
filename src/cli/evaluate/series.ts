/** `evaluate --series FILE`: one series with a start in it. */
import { interrupted, problemWithSeries } from '../../core/evaluation/interrupted.ts'
import { couldShow, verdictOf } from '../../core/evaluation/verdict.ts'
import { showNumber } from '../../core/base/words.ts'
import { readColumns } from '../columns.ts'
import { type Call, Unfit } from '../command.ts'
import { marginOf } from './counts.ts'
import { fromVerdict, said } from './said.ts'

/** Neighbouring periods are taken to hang together no more than this. */
const MOST_TOGETHER = 0.9

export async function series(call: Call, path: string): Promise<string> {
  const { values, n } = await readColumns(path, {
    t: 'number',
    days: 'positive',
    post: 'flag',
    count: 'count',
  })
  const { t, days, post, count } = values
  const input = { t, days, post, count }
  const problem = problemWithSeries(input)
  if (problem) throw new Unfit(`${path}: ${problem}`)
  const r = interrupted(input)
  if (!r || !Number.isFinite(r.se) || r.se > 10)
    throw new Unfit(
      `${path}: trend, season and step cannot be told apart here. More periods with incidents on both sides of the start are needed, with t rising by one.`,
    )
  // a short series can swing less than chance by luck: the verdict takes no more certainty from that, nor from
  // neighbours that hang together, which hold less than as many periods apart
  const together = Math.min(MOST_TOGETHER, Math.max(0, r.lag1 + (n - r.df) / n / 2))
  const widen = Math.sqrt(Math.max(1, 1 / r.phi) * ((1 + together) / (1 - together)))
  const apart = widen * Math.log(r.ci[1] / r.rateRatio)
  const verdict = verdictOf({
    rateRatio: r.rateRatio,
    ci: [r.rateRatio * Math.exp(-apart), r.rateRatio * Math.exp(apart)],
    se: r.se * widen,
    df: r.df,
    design: 'series',
    before: input.count.reduce((sum, v, i) => sum + (input.post[i] ? 0 : v), 0),
    margin: marginOf(call.flags),
  })
  const notes = [
    'Weaker than any comparison: give one where there is one.',
    `Expected ${showNumber(r.expected)} in the periods after, counted ${showNumber(r.observed)}; φ = ${showNumber(r.phi, 2)}, ${r.df} degrees of freedom.`,
    r.season
      ? `Season: one wave of ${showNumber(r.season, r.season % 1 ? 1 : 0)} periods.`
      : 'No season was drawn: the periods are too long for one.',
    Math.abs(r.lag1) > 0.3
      ? `Neighbouring residuals hang together (${showNumber(r.lag1, 2)}): ci and se, which leave that out of account, are too narrow${r.lag1 > 0 ? '; the verdict allows for it' : ''}.`
      : undefined,
    r.phi < 1
      ? 'φ is below 1: the verdict takes it as 1, since counts do not swing less than chance; ci and se are as fitted.'
      : undefined,
    couldShow(r.se * widen, r.df),
    'Dates are not in this table: see to it that no change of recording (April 2017, April 2023) nor the pandemic (March 2020 to June 2021) lies in it.',
  ].filter((s) => s !== undefined)
  return said(
    call,
    {
      ...{ rateRatio: r.rateRatio, ci: r.ci, se: r.se, phi: r.phi, df: r.df, p: r.p },
      percent: 100 * (r.rateRatio - 1),
      ...{ expected: r.expected, observed: r.observed, lag1: r.lag1, verdict: verdict.kind },
    },
    {
      ...fromVerdict(verdict, notes),
      params: { level: 0.95, season: r.season, periodsBefore: r.periodsBefore },
      n,
    },
  )
}
