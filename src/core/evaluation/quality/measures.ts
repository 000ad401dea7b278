/** The eighteen questions about how cases are handled: which columns each needs and what must not be read into it. */
import type { Cases } from './cases.ts'
import type { QualityParams } from './params.ts'
import {
  type Answered,
  attendance,
  backlog,
  deskClosed,
  earlyLines,
  outcomes,
  plain,
  rareCodes,
  repeatVictims,
  specialist,
  supervision,
  victimsCode,
} from './rules.ts'

/** One question. */
export interface Measure {
  readonly id: string
  /** its number among the eighteen */
  readonly number: number
  readonly label: string
  /** what a yes says */
  readonly yes: string
  /** what would answer it, in words, for whoever exports the register */
  readonly needs: string
  /** what must not be read into it */
  readonly trap: string
  /** the answers; undefined where the register has not the columns */
  answer(cases: Cases, params: QualityParams): Answered | undefined
}

const JUDGED = 'The column says that it was done, not that it was done well: only reading files tells that.'

/** The eighteen, in the order of the inspectorate's report. */
export const MEASURES: readonly Measure[] = [
  {
    id: 'sceneAdvice',
    number: 1,
    label: 'Advice on preserving the scene',
    yes: 'advice was given',
    needs: 'scene (or forensic) advice given: yes or no',
    trap: 'The two printed figures have different bases: one is no complement of the other.',
    answer: plain('sceneAdvice'),
  },
  {
    id: 'preventionAdvice',
    number: 2,
    label: 'Crime prevention advice',
    yes: 'advice was given',
    needs: 'crime prevention advice given: yes or no',
    trap: 'The base of the printed figure is not stated.',
    answer: plain('preventionAdvice'),
  },
  {
    id: 'assessment',
    number: 3,
    label: 'Vulnerability or risk assessment',
    yes: 'an assessment was completed',
    needs: 'THRIVE or risk assessment completed: yes or no',
    trap: 'Whether it is adequate is a judgement: a column cannot say it, a dip sample can.',
    answer: plain('assessment'),
  },
  {
    id: 'repeatCheck',
    number: 4,
    label: 'Repeat victim flagged',
    yes: 'flagged as a repeat victim',
    needs: 'repeat victim: yes or no',
    trap: 'The share flagged says little; what the flag misses is below it.',
    answer: plain('repeatVictim'),
  },
  {
    id: 'earlyLines',
    number: 5,
    label: 'Early lines of inquiry completed',
    yes: 'all lines identified were completed',
    needs: 'lines identified and completed: numbers or yes and no',
    trap: `Who identifies few lines completes them all. ${JUDGED}`,
    answer: earlyLines,
  },
  {
    id: 'attendance',
    number: 6,
    label: 'Attendance within the grade’s target',
    yes: 'attended within target',
    needs: 'attended within target: yes or no; or call grade, time received and time attended',
    trap: 'Targets and grades are local: forces cannot be held against each other.',
    answer: attendance,
  },
  {
    id: 'csi',
    number: 7,
    label: 'Crime scene investigator attended',
    yes: 'a crime scene investigator attended',
    needs: 'CSI attended: yes or no',
    trap: 'Not every scene needs one.',
    answer: plain('csi'),
  },
  {
    id: 'supervision',
    number: 8,
    label: 'Supervision in time',
    yes: 'reviewed in time',
    needs: 'dates of supervisor reviews, or reviewed: yes or no',
    trap: 'A count of reviews is not their quality, which is what the inspectorate judged.',
    answer: supervision,
  },
  {
    id: 'victimsCode',
    number: 9,
    label: 'Victims’ Code',
    yes: 'entitlements met',
    needs:
      'Victims’ Code complied with; or needs assessment, personal statement offered, contact agreed: yes or no',
    trap: JUDGED,
    answer: victimsCode,
  },
  {
    id: 'victimView',
    number: 10,
    label: 'Victim’s view at the outcome',
    yes: 'the view was recorded',
    needs: 'victim consulted, or view recorded: yes or no',
    trap: 'The printed figure counts forces, not cases.',
    answer: plain('victimView'),
  },
  {
    id: 'outcomes',
    number: 11,
    label: 'Outcome assigned',
    yes: 'an outcome was assigned',
    needs: 'outcome, recorded date',
    trap: 'The national column is 2021, all robbery and all theft: burglary alone is not in it.',
    answer: (cases, params) => outcomes(cases, params, (g) => g !== 'open'),
  },
  {
    id: 'charged',
    number: 12,
    label: 'Charged or summonsed',
    yes: 'charged or summonsed',
    needs: 'outcome, recorded date',
    trap: 'Charges of crimes of one period are not charges made in that period.',
    answer: (cases, params) => outcomes(cases, params, (g) => g === 'charged'),
  },
  {
    id: 'rareCodes',
    number: 13,
    label: 'Little used outcome codes',
    yes: 'outcome 17, 21 or 22',
    needs: 'outcome',
    trap: 'A rare code is a reason to read the file, not a fault.',
    answer: rareCodes,
  },
  {
    id: 'specialist',
    number: 14,
    label: 'Specialist allocation by score',
    yes: 'allocated to a specialist team',
    needs: 'score and team',
    trap: 'The weights behind the printed threshold of 75 are not published; a local score of 75 means something else.',
    answer: specialist,
  },
  {
    id: 'backlog',
    number: 15,
    label: 'Still open',
    yes: 'still open',
    needs: 'outcome, recorded date',
    trap: 'Young cases are open as they should be: the ages are below.',
    answer: backlog,
  },
  {
    id: 'solved',
    number: 16,
    label: 'Solved',
    yes: 'a positive outcome',
    needs: 'outcome, recorded date',
    trap: 'Outcomes come late: only periods of the same age can be compared.',
    answer: (cases, params) => outcomes(cases, params, (g) => params.positive.includes(g)),
  },
  {
    id: 'repeatVictims',
    number: 17,
    label: 'Repeat victimisation',
    yes: 'the same property had the same kind of crime in the 12 months before',
    needs: 'UPRN or address, date',
    trap: 'The printed figures are of a survey of victims, not of recorded crime.',
    answer: repeatVictims,
  },
  {
    id: 'deskClosed',
    number: 18,
    label: 'Dealt with at a desk',
    yes: 'closed without anyone going there',
    needs: 'kind of investigation, or closed by the telephone unit: yes or no',
    trap: 'A desk may be the right place; the inspectorate’s case was a repeat victim whom the desk missed.',
    answer: deskClosed,
  },
]
