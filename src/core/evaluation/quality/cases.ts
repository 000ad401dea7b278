/** Case files as columns: how each crime of a register was handled, whether or not it has a place on the map. */
import type { DictColumn, TextColumn } from '../../base/text.ts'
import type { WordMap } from './answers.ts'

/** What a column says about the handling of a case, beside what every crime register has. */
export const HANDLING_FIELDS = {
  sceneAdvice: { kind: 'yesNo', label: 'Advice on preserving the scene' },
  preventionAdvice: { kind: 'yesNo', label: 'Crime prevention advice' },
  assessment: { kind: 'yesNo', label: 'Vulnerability or risk assessment' },
  repeatVictim: { kind: 'yesNo', label: 'Repeat victim flag' },
  linesIdentified: { kind: 'count', label: 'Early lines of inquiry identified' },
  linesCompleted: { kind: 'count', label: 'Early lines of inquiry completed' },
  grade: { kind: 'words', label: 'Call grade' },
  received: { kind: 'date', label: 'Call received' },
  attended: { kind: 'date', label: 'Attended at' },
  onTime: { kind: 'yesNo', label: 'Attended within target' },
  csi: { kind: 'yesNo', label: 'Crime scene investigator attended' },
  forensic: { kind: 'yesNo', label: 'Forensic material recovered' },
  supervised: { kind: 'yesNo', label: 'Supervisor review' },
  review: { kind: 'date', label: 'Date of a supervisor review' },
  victimsCode: { kind: 'yesNo', label: 'Victims’ Code complied with' },
  needsAssessment: { kind: 'yesNo', label: 'Victim needs assessment' },
  statementOffered: { kind: 'yesNo', label: 'Victim personal statement offered' },
  contactAgreed: { kind: 'yesNo', label: 'Contact with the victim agreed' },
  victimView: { kind: 'yesNo', label: 'Victim’s view recorded' },
  outcomeDate: { kind: 'date', label: 'Date of the outcome' },
  score: { kind: 'number', label: 'Case score' },
  team: { kind: 'words', label: 'Investigating team' },
  investigation: { kind: 'words', label: 'Kind of investigation' },
} as const satisfies Record<string, { kind: 'yesNo' | 'count' | 'number' | 'words' | 'date'; label: string }>

export type HandlingField = keyof typeof HANDLING_FIELDS

/** Words that a field's columns use beside the general ones. */
export const FIELD_WORDS: Readonly<Partial<Record<HandlingField, WordMap>>> = {
  assessment: {
    adequate: 'yes',
    acceptable: 'yes',
    assessed: 'yes',
    absent: 'no',
    inadequate: 'no',
    'not adequate': 'no',
    'not acceptable': 'no',
    incomplete: 'no',
    'not assessed': 'no',
  },
  csi: { attended: 'yes', 'not attended': 'no', 'did not attend': 'no', 'not required': 'notApplicable' },
  forensic: { recovered: 'yes', 'not recovered': 'no', 'none recovered': 'no' },
  onTime: { met: 'yes', 'not met': 'no', missed: 'no', 'not deployed': 'notApplicable' },
  // who declines an offer was offered it
  statementOffered: { offered: 'yes', declined: 'yes', refused: 'yes', taken: 'yes', 'not offered': 'no' },
  victimView: { recorded: 'yes', consulted: 'yes', 'not consulted': 'no', 'not recorded': 'no' },
  victimsCode: { compliant: 'yes', 'not compliant': 'no', 'non compliant': 'no', 'non-compliant': 'no' },
}

/** Case files as columns, one entry per row of the register. Times are minutes of wall clock, NaN where unknown. */
export interface Cases {
  readonly n: number
  /** 1-based line of each row in its file */
  readonly line: Uint32Array
  readonly id: TextColumn
  /** columns of yes/no, words and numbers by field */
  readonly texts: Readonly<Partial<Record<HandlingField, DictColumn>>>
  /** columns of dates by field; a register may have several of reviews */
  readonly dates: Readonly<Partial<Record<HandlingField, readonly Float64Array[]>>>
  /** when the crime was recorded, else reported, else when it happened */
  readonly recorded: Float64Array
  /** what `recorded` was taken from */
  readonly recordedFrom: 'reported' | 'happened' | 'nothing'
  /** when it happened: start of the window */
  readonly happened: Float64Array
  /** index into OFFENCES */
  readonly offence: Uint8Array
  readonly wording: DictColumn
  readonly beat: DictColumn
  readonly outcome: DictColumn
  /** same-place id by UPRN, then address; -1 where neither tells */
  readonly place: Int32Array
  /** columns that were asked for by their header */
  readonly further: Readonly<Record<string, DictColumn>>
}

/** Numbers of a column of texts; NaN where a cell holds none. */
export function numbersOf({ codes, values }: DictColumn): Float64Array {
  const of = Float64Array.from(values, (v) =>
    v.trim() === '' ? NaN : Number(v.replace(/(?<=\d),(?=\d{3})/g, '')),
  )
  return Float64Array.from(codes, (c) => of[c])
}
