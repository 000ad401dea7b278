/** Why a figure of a measure or a score is not there, in a sentence: an empty value alone would have to be guessed. */
import type { Auc, ThresholdRow } from './discrimination.ts'
import type { MeasureResult } from './report.ts'
import type { Tally } from './tally.ts'
import type { FairRow } from './trial.ts'

const joined = (sentences: readonly (string | false)[]): string | undefined =>
  sentences.filter((s) => s !== false).join(' ') || undefined

/** Of a count of answers; undefined where there is a share. */
export function whyNoShare(t: Pick<Tally, 'n' | 'yes' | 'no' | 'blank' | 'unread'>): string | undefined {
  if (t.yes + t.no > 0) return undefined
  const open = t.blank + t.unread
  return t.n === 0
    ? 'There is no file: no share and no interval.'
    : open === 0
      ? 'The question applies to no file: no share and no interval.'
      : 'No file is answered yes or no: no share and no interval; a blank is never a no.'
}

/** Of a measure: its share, and the printed figure beside it; undefined where both are there. */
export const whyEmptyMeasure = (m: Tally & Pick<MeasureResult, 'seed'>): string | undefined =>
  joined([
    whyNoShare(m) ?? false,
    m.seed === null && 'The inspectorate printed no figure for this measure: seed is empty.',
  ])

/** Of a threshold tried on cases whose end is known; undefined where every figure is there. */
export function whyEmptyRow({ tp, fp, fn, tn }: Pick<ThresholdRow, 'tp' | 'fp' | 'fn' | 'tn'>) {
  if (tp + fp + fn + tn === 0) return 'No closed case is known: nothing can be said of a threshold.'
  return joined([
    tp + fp === 0 && 'No closed case reaches the threshold: no share of solved among the flagged (ppv).',
    fn + tn === 0 &&
      'Every closed case reaches the threshold: none is left among which solved ones could be missed (solvedMissed).',
    tp + fn === 0 && 'No case was solved: no sensitivity.',
    fp + tn === 0 && 'Every case was solved: no specificity.',
  ])
}

/** Of an area under the curve; undefined where it and its error are there. */
export function whyNoAuc({ auc, se, solved, unsolved }: Auc): string | undefined {
  if (Number.isNaN(auc))
    return `AUC needs solved and unsolved cases; there are ${solved} solved and ${unsolved} unsolved.`
  return Number.isNaN(se)
    ? `The error of an AUC needs two solved and two unsolved cases; there are ${solved} and ${unsolved}.`
    : undefined
}

/** Of a group of cases; undefined where its sensitivity is there. */
export const whyNoSensitivity = ({ solved }: Pick<FairRow, 'solved'>): string | undefined =>
  solved === 0 ? 'No case of the group is known to be solved: no sensitivity.' : undefined
