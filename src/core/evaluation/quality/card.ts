/** The card that prints with a score: ALGO-CARE, and the lines of an algorithmic transparency record. */
import { capital, countOf, showShare } from '../../base/words.ts'
import type { Sheet } from './sheet.ts'
import type { Trial } from './trial.ts'
import { fromPoints, sayAuc, sayDrift } from './trialWords.ts'

/** One line of a card. `open` lines are for the force to fill in. */
export interface CardLine {
  readonly heading: string
  readonly text: string
  readonly open: boolean
}

const filled = (heading: string, text: string): CardLine => ({ heading, text, open: false })
const toFill = (heading: string, text: string): CardLine => ({ heading, text, open: true })

/** The eight questions of ALGO-CARE (Oswald, Grace, Urwin and Barnes 2018), answered as far as the sheet and its trial can. */
export function algoCare(sheet: Sheet, trial: Trial): CardLine[] {
  const { at, auc, solved } = trial.all
  const factors = sheet.factors.map((f) => `${f.factor} (${f.points})`).join(', ')
  return [
    filled(
      'Advisory',
      'The score puts cases forward for a person to review. It closes no case and allocates none. A person may decide otherwise; the reason is logged.',
    ),
    toFill(
      'Lawful',
      'Legal basis, data protection impact assessment and equality impact assessment: to be filled in by the force.',
    ),
    filled(
      'Granularity',
      `${countOf(sheet.factors.length, 'factor')}: ${factors}. Threshold ${fromPoints(sheet)}. A blank cell earns nothing and is counted.`,
    ),
    toFill(
      'Ownership',
      'The sheet, its weights and its log belong to the force; name the owner and the date of the next review.',
    ),
    filled(
      'Challengeable',
      'Every point can be read off the sheet and the case. Decisions against the score, with reason, name and time, are in the log.',
    ),
    filled(
      'Accuracy',
      solved === 0
        ? 'Not known: no solved case is known.'
        : `Of ${countOf(trial.judged, 'closed case')}, ${countOf(solved, 'solved case')}: ${sayAuc(auc)}; at the threshold ${showShare(at.shareFlagged)} put forward, ${showShare(at.sensitivity)} of the solved among them, ${countOf(at.fn, 'solved case')} not put forward. ${capital(sayDrift(trial))}.`,
    ),
    filled(
      'Responsible',
      `No characteristic of a victim is a factor. Solvability and harm are shown apart; ${countOf(trial.harmUnderThreshold, 'case')} with harm ${trial.harmUnderThreshold === 1 ? 'is' : 'are'} not put forward. Solved depends on effort, so a score repeats past choices: shares by group are printed with it, and ${countOf(trial.check.rows.length, 'case')} not put forward are listed to be read in full.`,
    ),
    filled('Explainable', 'A sum of points for facts of the case; nothing else goes into it.'),
  ]
}

/** The public lines of a transparency record (ATRS), tier 1, to begin from. */
export function transparencyRecord(sheet: Sheet): CardLine[] {
  return [
    filled('Name', sheet.name),
    filled(
      'What it does',
      'Adds points for facts of a reported crime, so that cases with more to follow up are read by a person first.',
    ),
    filled(
      'How it is used',
      'As one help among others. A person decides on every case; none is closed by the score.',
    ),
    filled(
      'What it uses',
      `${sheet.factors.map((f) => f.factor).join(', ')}. No characteristic of any victim.`,
    ),
    toFill('Organisation, owner and contact', 'To be filled in by the force.'),
    toFill('Why it is used, and what was there before', 'To be filled in by the force.'),
    toFill(
      'Impact assessments',
      'Data protection and equality: title, date and link, to be filled in by the force.',
    ),
  ]
}
