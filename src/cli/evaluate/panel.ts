/** `evaluate --panel FILE`: areas by months. */
import { type PanelResult, panelDesign, problemWithPanel } from '../../core/evaluation/panelDesign.ts'
import { FEWEST_PAIRS } from '../../core/evaluation/signFlip.ts'
import { couldShow, verdictOf } from '../../core/evaluation/verdict.ts'
import { changeWords, rangeWords } from '../../core/evaluation/words.ts'
import { countOf, showNumber, exactP } from '../../core/base/words.ts'
import { readColumns } from '../columns.ts'
import { type Call, Unfit, whole } from '../command.ts'
import { marginOf } from './counts.ts'
import { balanceRows, changeFigures, fromVerdict, orRefused, said } from './said.ts'

const UNFITTED =
  'The model of areas and months could not be fitted: no incident in one of the periods of an arm, or nothing left to compare.'

/** Areas from which the model of the panel may be read. */
const FEWEST_AREAS = 10

/** What the pairs alone say, and how alike they really are: the answer is that of all areas. */
function pairsNote({ matched, balance }: PanelResult): string | undefined {
  if (!matched) return undefined
  const apart = Math.max(0, ...balance.map((b) => Math.abs(b.standardised)).filter(Number.isFinite))
  return `The answer is that of all areas; of the pairs alone it is ${changeWords(matched.change.rateRatio)}, ${rangeWords(matched.change.ci)}. Before the start the two sides of the pairs lie up to ${showNumber(apart, 1)} standard deviations apart.`
}

/** What else of the past the pairs were matched on: a year has quarters, fewer months have parts, three have none. */
const pastWords = (months: number): string =>
  months >= 12 ? ' and its last four quarters' : months >= 4 ? ' and four parts of it' : ''

export async function panel(call: Call, path: string): Promise<string> {
  const { flags } = call
  const { values, labels, n } = await readColumns(path, {
    area: 'label',
    month: 'label',
    treated: 'flag',
    post: 'flag',
    count: 'count',
  })
  const { area, month, treated, post, count } = values
  const input = { area, month, treated, post, count }
  const problem = problemWithPanel(input, { area: (k) => labels.area[k], month: (k) => labels.month[k] })
  if (problem) throw new Unfit(`${path}: ${problem}`)
  const params = { draws: whole(flags, 'permutations', 9999, 19, 1_000_000), seed: whole(flags, 'seed', 1) }
  const randomised = flags.randomised === true
  const r = panelDesign(input, params)
  if (r.counts.before === 0 || r.counts.comparisonBefore === 0)
    throw new Unfit(
      `${path}: no incident was counted before the start in one of the arms; no change can be formed from it.`,
    )
  const { change, signFlip, permutation, did } = r
  const paired = signFlip.pairs >= FEWEST_PAIRS
  const verdict = verdictOf({
    rateRatio: change.rateRatio,
    ci: change.ci,
    se: change.se,
    df: change.df,
    p: randomised ? permutation.p : paired ? signFlip.p : NaN,
    test: randomised ? 'drawing the treated areas anew' : 'exchanging the two areas of each pair',
    design: randomised ? 'randomised' : paired ? 'matched' : 'comparison',
    counts: { ...r.counts, after: r.counts.after * (r.months[0] / r.months[1]) },
    margin: marginOf(flags),
    poisson: r.dispersion.df === 0,
  })
  const areas = r.areas[0] + r.areas[1]
  const notes = [
    `${countOf(r.areas[0], 'treated area')} and ${countOf(r.areas[1], 'comparison area')}, ${countOf(r.months[0], 'month')} before and ${r.months[1]} after; ${r.dispersion.df === 0 ? 'one area in each arm tells no φ' : `φ = ${showNumber(r.dispersion.phi, 2)} from ${countOf(r.dispersion.df, 'degree')} of freedom`}.`,
    paired
      ? `${signFlip.pairs} pairs matched on the count before${pastWords(r.months[0])}; exchanging the two areas of each: p = ${exactP(signFlip.p)} (${signFlip.exact ? `all ${showNumber(signFlip.flips)} exchanges` : `${showNumber(signFlip.flips)} seeded draws`}).`
      : `${countOf(signFlip.pairs, 'pair')}: with fewer than ${FEWEST_PAIRS} no exchange can reach 5% (the smallest p is ${exactP(signFlip.least)}). Judge the places on the incidents instead: FILE --treated, which holds them against other places and years.`,
    randomised || !paired ? undefined : pairsNote(r),
    randomised
      ? undefined
      : `The permutation (p = ${exactP(permutation.p)}) counts only if the treated areas were drawn by lot; say so with --randomised.`,
    areas < FEWEST_AREAS
      ? `The model of areas and months rests on ${areas} areas; ${FEWEST_AREAS} or more are needed to read it.`
      : did.clusters < 30
        ? 'With fewer than 30 areas the clustered standard error is too small; the exchanges hold.'
        : undefined,
    Number.isNaN(did.coef) ? UNFITTED : undefined,
    couldShow(change.se, change.df),
    change.halved ? 'One count is 0: a half was added to each for the ratio and its interval.' : undefined,
    'If the treated areas were chosen for the months counted here as before, part of any fall is their return to the usual.',
  ].filter((s) => s !== undefined)
  return said(
    call,
    {
      pairs: signFlip.pairs,
      signFlip: orRefused(
        { p: signFlip.p, exact: signFlip.exact, flips: signFlip.flips, least: signFlip.least },
        signFlip.pairs > 0,
        'No pair could be matched, so there is nothing to exchange.',
      ),
      ...changeFigures(change),
      phi: r.dispersion.phi,
      df: r.dispersion.df,
      did: orRefused(
        {
          coef: did.coef,
          se: did.se,
          ...(Number.isFinite(did.seQuasi) && { seQuasi: did.seQuasi }),
          ...(Number.isFinite(did.seCluster) && { seCluster: did.seCluster }),
          ...(Number.isFinite(did.phi) && { phi: did.phi }),
          df: did.df,
          areas: did.clusters,
        },
        Number.isFinite(did.coef),
        UNFITTED,
      ),
      permutation: { p: permutation.p, exact: permutation.exact, draws: permutation.draws },
      matched: r.matched && {
        oddsRatio: r.matched.change.oddsRatio,
        ci: r.matched.change.oddsRatioCi,
        phi: r.matched.dispersion.phi,
      },
      pairList: r.pairs.map((p) => p.map((a) => labels.area[a])),
      balance: balanceRows(r.balance),
      counts: Object.values(r.counts),
      verdict: verdict.kind,
    },
    { ...fromVerdict(verdict, notes), params: { ...params, randomised, level: 0.95 }, n },
  )
}
