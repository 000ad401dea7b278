/** `evaluate --crossover FILE --washout N`: patrol days against other days of the same places. */
import { crossover as judge } from '../../core/evaluation/crossover.ts'
import { couldShow, verdictOf } from '../../core/evaluation/verdict.ts'
import { countOf, showNumber, exactP } from '../../core/base/words.ts'
import { readColumns } from '../columns.ts'
import { type Call, Unfit, whole } from '../command.ts'
import { marginOf } from './counts.ts'
import { fromVerdict, said } from './said.ts'

export async function crossover(call: Call, path: string): Promise<string> {
  const { flags } = call
  const washout = whole(flags, 'washout', 0, 0, 4)
  const draws = whole(flags, 'permutations', 9999, 19, 1_000_000)
  const seed = whole(flags, 'seed', 1)
  const { values, labels, n } = await readColumns(
    path,
    { spot: 'label', day: 'number', on: 'flag', count: 'count' },
    { prev_on: 'flag' },
  )
  const { spot, day, on, count, prev_on: previous } = values
  const seen = new Set<string>()
  for (let i = 0; i < n; i++) {
    const key = `${spot[i]} ${day[i]}`
    if (seen.has(key))
      throw new Unfit(
        `${path}: place ${labels.spot[spot[i]]} has day ${day[i]} twice; one row for each place and day was expected.`,
      )
    seen.add(key)
  }
  const patrols = on.reduce((a, b) => a + b, 0)
  if (patrols === 0 || patrols === n)
    throw new Unfit(
      `${path}: ${patrols ? 'every' : 'no'} day is a patrol day (on = 1); both kinds are needed.`,
    )
  const r = judge({ spot, day, on, previous, count }, { washout, seed, draws })
  if (!Number.isFinite(r.rateRatio) || !Number.isFinite(r.se) || r.se > 10)
    throw new Unfit(
      `${path}: no place has incidents on both kinds of day once ${countOf(r.droppedDays, 'day')} after patrols are set aside; a ratio cannot be formed.`,
    )
  const verdict = verdictOf({
    rateRatio: r.rateRatio,
    ci: r.ci,
    se: r.se * Math.sqrt(Math.max(1, r.phi)),
    p: (r.washedOut ?? r.permutation).pTwoSided,
    df: r.df,
    test: 'drawing the days anew',
    design: flags.randomised ? 'randomised' : 'days',
    words: {
      fell: 'Crime was lower on patrol days than on other days',
      rose: 'Crime was higher on patrol days than on other days',
      against: 'days without patrol',
    },
    margin: marginOf(flags),
  })
  const notes = [
    `${countOf(r.onDays, 'patrol day')} of ${showNumber(r.days)} used at ${countOf(labels.spot.length, 'place')}; ${countOf(r.droppedDays, 'day')} within ${countOf(washout, 'day')} after a patrol set aside.`,
    washout === 0
      ? 'Calm can last up to four days after a patrol: without a washout (--washout 1 to 4) the effect may be understated.'
      : undefined,
    `Drawing the days anew within each place: ${showNumber(r.permutation.observed)} crimes on patrol days, ${showNumber(r.permutation.expected, 1)} expected; p = ${exactP(r.permutation.p)} for so few, ${exactP(r.permutation.pTwoSided)} for so far off either way${r.washedOut ? `; with the same days set aside in every draw ${exactP(r.washedOut.pTwoSided)}` : ''}.`,
    flags.randomised
      ? 'Level 5 holds only if the days were kept to as drawn.'
      : 'Say --randomised if the days were drawn by lot and kept to.',
    couldShow(r.se * Math.sqrt(Math.max(1, r.phi)), r.df),
  ].filter((s) => s !== undefined)
  return said(
    call,
    {
      rateRatio: r.rateRatio,
      ci: r.ci,
      se: r.se,
      phi: r.phi,
      permutation: r.permutation,
      ...(r.washedOut && { washedOut: r.washedOut }),
      days: r.days,
      onDays: r.onDays,
      droppedDays: r.droppedDays,
      verdict: verdict.kind,
    },
    { ...fromVerdict(verdict, notes), params: { washout, draws, seed, level: 0.95 }, n },
  )
}
