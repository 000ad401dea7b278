/** The questions that readers of a dip sample answer, as a set that a force edits and keeps. */

/** How an answer is counted. */
export type Counts = 'yes' | 'no' | 'notApplicable' | 'blank'

/** One allowed answer. */
export interface AllowedAnswer {
  readonly id: string
  readonly label: string
  readonly counts: Counts
}

/** One question. Without answers it asks for words, which stay where they are written. */
export interface Question {
  readonly id: string
  readonly stage: string
  readonly text: string
  /** what makes a yes, for two readers to read alike */
  readonly guidance: string
  readonly answers: readonly AllowedAnswer[]
  /** who may answer; absent = any reader */
  readonly by?: string
}

/** A set of questions. */
export interface QuestionSet {
  readonly name: string
  readonly questions: readonly Question[]
}

const YES_NO: readonly AllowedAnswer[] = [
  { id: 'yes', label: 'Yes', counts: 'yes' },
  { id: 'no', label: 'No', counts: 'no' },
  { id: 'na', label: 'Does not apply', counts: 'notApplicable' },
  { id: 'unclear', label: 'The file does not say', counts: 'blank' },
]

const ask = (stage: string, id: string, text: string, guidance: string): Question => ({
  id,
  stage,
  text,
  guidance,
  answers: YES_NO,
})

/** The five stages by which the inspectorate reads a file, with questions of our own to begin from. */
export const FIVE_STAGES: QuestionSet = {
  name: 'Five stages of a case',
  questions: [
    ask(
      'Call handling',
      'scene',
      'Was the victim told how to preserve the scene?',
      'Yes only where the log or recording shows what was said. “Advice given” ticked with no words is: the file does not say.',
    ),
    ask(
      'Call handling',
      'prevention',
      'Was the victim given crime prevention advice?',
      'At the call or the first visit. A leaflet counts when the file says which.',
    ),
    ask(
      'Call handling',
      'risk',
      'Was vulnerability assessed, and does the assessment fit what the caller said?',
      'No where a risk that was spoken of is not in the assessment, however complete the form.',
    ),
    ask(
      'Call handling',
      'repeat',
      'Was it checked whether the victim or the address had been a victim before?',
      'Yes needs a check in the record, not only a flag.',
    ),
    ask(
      'Deployment',
      'attended',
      'Did the response fit the grade, and was the grade right?',
      'Where nobody went: does the file say why, and is that the force’s policy?',
    ),
    ask(
      'Recording',
      'recorded',
      'Was the crime recorded in time and under the right classification?',
      'Within 24 hours of the report. Every offence that was disclosed.',
    ),
    ask(
      'Investigation',
      'lines',
      'Were all reasonable lines of inquiry followed?',
      'CCTV, witnesses, house to house, forensic, property, intelligence. No where one that was open was left.',
    ),
    ask(
      'Investigation',
      'supervision',
      'Was the investigation supervised to good effect?',
      'A review that directs. “Reviewed, no further lines” alone is a no.',
    ),
    ask(
      'Investigation',
      'victim',
      'Was the victim kept informed as agreed, and offered what the Victims’ Code gives?',
      'Needs assessment, personal statement where due, updates as agreed.',
    ),
    ask(
      'Outcomes',
      'outcome',
      'Is the outcome the right one on what the file holds?',
      'By the counting rules, not by what is usual.',
    ),
    ask(
      'Outcomes',
      'view',
      'Are the victim’s views on the outcome recorded?',
      'What the victim said, not only that the victim was told.',
    ),
    {
      id: 'words',
      stage: 'Outcomes',
      text: 'What should be done about this case now?',
      guidance: 'For the officer in the case. No names. These words stay in the page and are in no export.',
      answers: [],
    },
  ],
}

/** A set that cannot be used; the message says why. */
export class QuestionsRefused extends Error {}

type Obj = Readonly<Record<string, unknown>>
const isObject = (v: unknown): v is Obj => typeof v === 'object' && v !== null && !Array.isArray(v)
const text = (v: unknown): string => (typeof v === 'string' ? v.trim() : '')
const COUNTS: readonly unknown[] = ['yes', 'no', 'notApplicable', 'blank'] satisfies Counts[]

/** Reads a set from JSON that was parsed. Throws QuestionsRefused. */
export function parseQuestions(value: unknown): QuestionSet {
  if (!isObject(value) || !Array.isArray(value.questions) || value.questions.length === 0)
    throw new QuestionsRefused(
      'A question set is {"name": …, "questions": [{"id", "stage", "text", "guidance", "answers": [{"id", "label", "counts": "yes"|"no"|"notApplicable"|"blank"}]}]}.',
    )
  const ids = new Set<string>()
  const questions = value.questions.map((q: unknown, k: number): Question => {
    if (!isObject(q) || text(q.id) === '' || text(q.text) === '')
      throw new QuestionsRefused(`Question ${k + 1} has no id or no text.`)
    const id = text(q.id)
    if (ids.has(id)) throw new QuestionsRefused(`There are two questions with the id “${id}”.`)
    ids.add(id)
    const by = text(q.by)
    return {
      id,
      stage: text(q.stage),
      text: text(q.text),
      guidance: text(q.guidance),
      answers: answersOf(id, q.answers),
      ...(by !== '' && { by }),
    }
  })
  return { name: text(value.name) || 'Questions without a name', questions }
}

function answersOf(id: string, value: unknown): AllowedAnswer[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new QuestionsRefused(`Question “${id}”: "answers" is no list.`)
  const seen = new Set<string>()
  return value.map((a: unknown) => {
    if (!isObject(a) || text(a.id) === '' || !COUNTS.includes(a.counts))
      throw new QuestionsRefused(
        `Question “${id}”: each answer needs an id and "counts": yes, no, notApplicable or blank.`,
      )
    if (seen.has(text(a.id)))
      throw new QuestionsRefused(`Question “${id}” has the answer “${text(a.id)}” twice.`)
    seen.add(text(a.id))
    return { id: text(a.id), label: text(a.label) || text(a.id), counts: a.counts as Counts }
  })
}
