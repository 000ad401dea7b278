/** `evaluate --series FILE`: one series with a start in it. */
import { interrupted, problemWithSeries, seriesVerdict } from '../../core/evaluation/interrupted.ts'
import { couldShow } from '../../core/evaluation/verdict.ts'
import { showNumber } from '../../core/base/words.ts'
import { readColumns } from '../columns.ts'
import { type Call, Unfit } from '../command.ts'
import { marginOf } from './counts.ts'
import { fromVerdict, orRefused, said } from './said.ts'

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
  const verdict = seriesVerdict(r, input, marginOf(call.flags))
  const notes = [
    'Weaker than any comparison: give one where there is one.',
    `Expected ${showNumber(r.expected)} in the periods after, counted ${showNumber(r.observed)}; φ = ${showNumber(r.phi, 2)}, ${r.df} degrees of freedom.`,
    r.season
      ? `Season: one wave of ${showNumber(r.season, r.season % 1 ? 1 : 0)} periods.`
      : 'No season was drawn: the periods are too long for one.',
    r.lag1 < -0.3
      ? `Neighbouring residuals go against each other (${showNumber(r.lag1, 2)}): look at the series before its trend is believed.`
      : `ci and se take neighbouring periods to hang together by ${showNumber(r.together, 2)}: residuals by ${showNumber(r.lag1, 2)}, with what trend, season and step take from that, 0.2 at least.`,
    r.phi < 1
      ? 'φ is below 1: ci and se take it as 1, since counts do not swing less than chance.'
      : undefined,
    r.withheld ? undefined : couldShow(r.se, r.dfTold),
    'Dates are not in this table: see to it that no change of recording (April 2017, April 2023) nor the pandemic (March 2020 to June 2021) lies in it.',
  ].filter((s) => s !== undefined)
  return said(
    call,
    {
      ...{
        rateRatio: r.rateRatio,
        ci: r.ci,
        se: r.se,
        p: orRefused(r.p, !r.withheld, r.withheld ?? ''),
        fitted: r.fitted,
        phi: r.phi,
        df: r.df,
      },
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
