/** What a look at the handling of cases is set to. */
import { dayOf, MINUTES_PER_DAY } from '../../base/time.ts'
import type { OutcomeGroup } from '../../table/outcomes.ts'
import type { WordMap } from './answers.ts'
import type { Cases } from './cases.ts'

/** Settings of the measures. All have a usual value. */
export interface QualityParams {
  /** day number of the look: ages and cohorts are counted back from it */
  readonly asAt: number
  /** cohort – outcomes of crimes recorded at least `cohortDays` before the look; period – of all crimes, however young */
  readonly outcomes: 'cohort' | 'period'
  readonly cohortDays: number
  /** score from which a case is for the specialist team */
  readonly threshold: number
  /** a first review within so many days, and no longer between two */
  readonly reviewDays: number
  /** minutes allowed by call grade, as the force sets them; without one, attendance is not judged */
  readonly targets: Readonly<Record<string, number>>
  /** outcome groups that count as solved */
  readonly positive: readonly OutcomeGroup[]
  /** teams that are specialists, by a word of their name */
  readonly specialist: readonly string[]
  /** what the user says of words that are not known */
  readonly words: WordMap
}

/** The usual settings, looking back from the last day on which a case was recorded. */
export function qualityDefaults(cases: Pick<Cases, 'recorded'>): QualityParams {
  let last = -Infinity
  for (const m of cases.recorded) if (m > last) last = m
  return {
    asAt: Number.isFinite(last) ? dayOf(last) : NaN,
    outcomes: 'cohort',
    cohortDays: 90,
    threshold: 75,
    reviewDays: 28,
    targets: {},
    positive: ['charged', 'tic', 'formal', 'informal'],
    specialist: ['burglary', 'acquisitive', 'castle', 'specialist', 'robbery'],
    words: {},
  }
}

/** Whole days from when a case was recorded to the look; NaN where either is not known. */
export const ageOf = (
  cases: Pick<Cases, 'recorded'>,
  row: number,
  { asAt }: Pick<QualityParams, 'asAt'>,
): number => asAt - Math.floor(cases.recorded[row] / MINUTES_PER_DAY)
