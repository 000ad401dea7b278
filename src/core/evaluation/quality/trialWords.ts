/** What a trial of a score sheet says, in words. */
import { capital, countOf, showNumber, showShare } from '../../base/words.ts'
import { type Auc, DRIFTED_AUC, DRIFTED_PSI } from './discrimination.ts'
import type { Sheet } from './sheet.ts'
import type { Trial } from './trial.ts'

/** "AUC 0.71 (95% 0.66 to 0.76)"; where there is none, or no interval, what it would take. */
export function sayAuc({ auc, interval, solved, unsolved }: Auc): string {
  if (!Number.isFinite(auc)) return `no AUC (${solved} solved and ${unsolved} unsolved)`
  const range = interval.every(Number.isFinite)
    ? `95% ${interval.map((v) => showNumber(v, 2)).join(' to ')}`
    : `no interval: ${solved} solved and ${unsolved} unsolved`
  return `AUC ${showNumber(auc, 2)} (${range})`
}

/** Whether the later cases differ; no claim where one of the periods cannot be judged. */
export const sayDrift = ({ drift: { psi, aucFall, drifted } }: Pick<Trial, 'drift'>): string =>
  drifted
    ? 'the later cases differ from the earlier ones: look at the sheet again'
    : Number.isFinite(psi) && Number.isFinite(aucFall)
      ? `no drift was found that is large (an index over ${DRIFTED_PSI} or an AUC lower by more than ${DRIFTED_AUC}) and beyond chance`
      : 'whether the later cases differ cannot be told'

/** "30 points", with the harm that puts a case forward by itself where the sheet has such a rule. */
export const fromPoints = ({ threshold, harmThreshold }: Sheet): string =>
  `${threshold} points${harmThreshold === undefined ? '' : ` or ${harmThreshold} for harm`}`

/** The trial in a sentence. */
export function trialAnswer(
  sheet: Sheet,
  { n, judged, all, scored }: Pick<Trial, 'n' | 'judged' | 'all' | 'scored'>,
): string {
  const forward = scored.flagged.reduce((a, b) => a + b, 0)
  if (judged === 0 || all.solved === 0)
    return `${sheet.name}: ${showNumber(forward)} of ${countOf(n, 'case')} reach the threshold of ${fromPoints(sheet)}. No solved case is known, so nothing can be said of whether the score is right.`
  const { flagged, fn, shareFlagged, ppv } = all.at
  const alike = scored.score.every((s) => s === scored.score[0])
  const auc = alike
    ? 'Every case has the same score: the sheet tells no case from another'
    : capital(sayAuc(all.auc))
  return `${sheet.name}: at ${fromPoints(sheet)} ${showNumber(flagged)} of ${countOf(judged, 'closed case')} (${showShare(shareFlagged)}) would have been put forward, of these ${flagged > 0 ? showShare(ppv) : 'none'} were solved; ${showNumber(fn)} of ${countOf(all.solved, 'solved case')} would not have been. ${auc}.`
}

/** What limits it, a sentence each. */
export function trialNotes(sheet: Sheet, trial: Omit<Trial, 'answer' | 'notes'>): string[] {
  const unread = trial.scored.factors.filter((f) => f.unread.length > 0)
  const blank = trial.scored.factors.filter((f) => f.blank > 0)
  return [
    'A score puts cases forward for a person to review. It closes none, and every decision against it is logged with its reason.',
    'Solved depends on effort: cases that were worked get solved, so a score learnt from them repeats past choices.',
    sheet.sum ? 'Solvability and harm are summed by the force’s own rule; they are shown apart as well.' : '',
    trial.harmUnderThreshold > 0
      ? `${countOf(trial.harmUnderThreshold, 'case')} with points for harm ${trial.harmUnderThreshold === 1 ? 'is' : 'are'} not put forward: look at them apart.`
      : '',
    ...blank.map(
      (f) =>
        `${f.factor.factor}: ${countOf(f.blank, 'cell')} blank, which earn nothing and are no proof of absence.`,
    ),
    ...unread.map(
      (f) =>
        `${f.factor.factor}: not counted: ${f.unread
          .slice(0, 5)
          .map((u) => `“${u.word.slice(0, 60)}” (${u.n})`)
          .join(', ')}. Say with "when" which values earn the points.`,
    ),
    trial.withoutCameras
      ? 'Cameras and doorbells are commoner in richer streets; the figures without them are beside.'
      : '',
    trial.drift.drifted
      ? 'The later cases differ from the earlier ones: look at the sheet again before using it.'
      : '',
    `Read ${countOf(trial.check.rows.length, 'case')} of those not put forward in full: without them the score can never be shown wrong.`,
  ].filter((s) => s !== '')
}
