/** How a file answers each of the eighteen questions, from the columns its register has. */
import { dictAt, type DictColumn } from '../../base/text.ts'
import { MINUTES_PER_DAY } from '../../base/time.ts'
import { type Answer, ANSWER, answerOf, ANSWERS, plainWord, readAnswers, type UnreadWord } from './answers.ts'
import { type Cases, FIELD_WORDS, type HandlingField, numbersOf } from './cases.ts'
import { auditCode, groupsOf, inCohort, isRare, reviewDaysOf } from './outcomesOf.ts'
import { ageOf, type QualityParams } from './params.ts'
import { repeatsFound } from './repeatFlag.ts'
import { codesOf } from './tally.ts'

/** The answers of all files to one question. */
export interface Answered {
  /** indices into ANSWERS, one per row */
  readonly codes: Uint8Array
  readonly unread?: readonly UnreadWord[]
  /** what was chosen and what limits it, a sentence each */
  readonly notes?: readonly string[]
}

function column(cases: Cases, field: HandlingField, { words }: QualityParams): Answered | undefined {
  const texts = cases.texts[field]
  if (!texts) return undefined
  const { codes, unread, declined } = readAnswers(texts, { ...FIELD_WORDS[field], ...words })
  return {
    codes,
    unread,
    notes:
      declined > 0
        ? [`${declined} say declined or refused: counted as no, though it may be the victim who refused.`]
        : [],
  }
}

/** A question that one yes/no column answers. */
export const plain =
  (field: HandlingField) =>
  (cases: Cases, params: QualityParams): Answered | undefined =>
    column(cases, field, params)

/** A question that each different text of a column answers. */
function byText(column: DictColumn, rule: (text: string) => Answer): Answered {
  const of = column.values.map(rule)
  const counts = new Uint32Array(of.length)
  for (const c of column.codes) counts[c]++
  return {
    codes: Uint8Array.from(column.codes, (c) => ANSWER[of[c]]),
    unread: column.values
      .map((word, c) => ({ word, n: of[c] === 'unread' ? counts[c] : 0 }))
      .filter((u) => u.n > 0)
      .sort((a, b) => b.n - a.n),
  }
}

/** All lines identified were completed: by two counts, by two columns of yes and no, or by one. */
export function earlyLines(cases: Cases, params: QualityParams): Answered | undefined {
  const { linesIdentified, linesCompleted } = cases.texts
  if (!linesCompleted) return undefined
  const done = numbersOf(linesCompleted)
  if (!linesIdentified) return column(cases, 'linesCompleted', params)
  const wanted = numbersOf(linesIdentified)
  const counted = wanted.some((v) => v > 1)
  // two columns of yes/no: completed, of those with lines identified
  const [a, b] = [readAnswers(linesIdentified, params.words), readAnswers(linesCompleted, params.words)]
  const codes = codesOf(cases.n, (i) => {
    if (counted) {
      if (Number.isNaN(wanted[i]) || Number.isNaN(done[i])) return 'blank'
      return wanted[i] === 0 ? 'notApplicable' : done[i] >= wanted[i] ? 'yes' : 'no'
    }
    return a.codes[i] === ANSWER.no ? 'notApplicable' : ANSWERS[b.codes[i]]
  })
  return {
    codes,
    unread: counted ? [] : b.unread,
    notes: ['Where no line was identified the question does not arise.'],
  }
}

/** Attended in time: as the register says, else by the minutes the force allows each grade. */
export function attendance(cases: Cases, params: QualityParams): Answered | undefined {
  const recorded = column(cases, 'onTime', params)
  if (recorded) return recorded
  const [received] = cases.dates.received ?? [cases.recorded]
  const [attended] = cases.dates.attended ?? []
  const { grade } = cases.texts
  if (!attended || !grade) return undefined
  const targets = new Map(Object.entries(params.targets).map(([g, m]) => [plainWord(g), m]))
  const target = grade.values.map((g) => targets.get(plainWord(g)))
  const without = grade.values.filter((g, c) => g !== '' && target[c] === undefined)
  const codes = codesOf(cases.n, (i) => {
    const most = target[grade.codes[i]]
    if (dictAt(grade, i) === '') return 'blank'
    if (most === undefined) return 'notApplicable'
    const minutes = attended[i] - received[i]
    return minutes >= 0 ? (minutes <= most ? 'yes' : 'no') : 'blank'
  })
  return {
    codes,
    notes: [
      'Targets are the force’s own, by call grade.',
      ...(without.length > 0
        ? [`No target was given for ${without.join(', ')}: these are out of the base.`]
        : []),
    ],
  }
}

/** A first review in time, by dates of reviews, else as the register says. */
export function supervision(cases: Cases, params: QualityParams): Answered | undefined {
  if (!cases.dates.review) return column(cases, 'supervised', params)
  const codes = codesOf(cases.n, (i) => {
    const [first] = reviewDaysOf(cases, i)
    const from = Math.floor(cases.recorded[i] / MINUTES_PER_DAY)
    if (Number.isNaN(from)) return 'blank'
    if (first === undefined) return ageOf(cases, i, params) < params.reviewDays ? 'notApplicable' : 'blank'
    return first - from <= params.reviewDays ? 'yes' : 'no'
  })
  return {
    codes,
    notes: [
      `Yes: a first review within ${params.reviewDays} days of recording. A case without any review date is blank, not a no; younger ones are out of the base.`,
    ],
  }
}

/** The Victims’ Code met: as the register says, else by the entitlements it records. */
export function victimsCode(cases: Cases, params: QualityParams): Answered | undefined {
  const recorded = column(cases, 'victimsCode', params)
  if (recorded) return recorded
  const parts = (['needsAssessment', 'statementOffered', 'contactAgreed'] as const).flatMap((f) => {
    const part = column(cases, f, params)
    return part ? [part] : []
  })
  if (parts.length === 0) return undefined
  const codes = codesOf(cases.n, (i) => {
    const here = parts.map((p) => ANSWERS[p.codes[i]]).filter((a) => a !== 'notApplicable')
    if (here.length === 0) return 'notApplicable'
    if (here.includes('no')) return 'no'
    return here.every((a) => a === 'yes') ? 'yes' : here.includes('unread') ? 'unread' : 'blank'
  })
  return {
    codes,
    unread: parts.flatMap((p) => p.unread ?? []),
    notes: [`Yes: all of ${parts.length} recorded entitlements met; the Code has twelve rights.`],
  }
}

/** A question about outcomes, over the cohort. */
export function outcomes(
  cases: Cases,
  params: QualityParams,
  rule: (group: ReturnType<typeof groupsOf>[number]) => boolean,
): Answered | undefined {
  if (cases.outcome.values.length < 2) return undefined
  const groups = groupsOf(cases)
  const unread = new Map<string, number>()
  const codes = codesOf(cases.n, (i) => {
    if (!inCohort(cases, i, params)) return 'notApplicable'
    if (groups[i] !== 'unknown') return rule(groups[i]) ? 'yes' : 'no'
    const text = dictAt(cases.outcome, i)
    if (answerOf(text) !== 'unread') return 'blank'
    unread.set(text, (unread.get(text) ?? 0) + 1)
    return 'unread'
  })
  return {
    codes,
    unread: [...unread].map(([word, n]) => ({ word, n })).sort((a, b) => b.n - a.n),
    notes: [
      params.outcomes === 'cohort'
        ? `A cohort: crimes recorded at least ${params.cohortDays} days before the look; younger ones, and those without a date, are out of the base.`
        : 'By period: all crimes recorded in it, however young. The newest have had little time, so the share will still rise.',
    ],
  }
}

/** Cases at or above the threshold that reached a specialist team. */
export function specialist(cases: Cases, params: QualityParams): Answered | undefined {
  const { score, team } = cases.texts
  if (!score || !team) return undefined
  const points = numbersOf(score)
  const words = params.specialist.map((w) => w.toLowerCase())
  const special = team.values.map((t) => words.some((w) => t.toLowerCase().includes(w)))
  const codes = codesOf(cases.n, (i) => {
    if (dictAt(score, i).trim() === '') return 'blank'
    if (Number.isNaN(points[i])) return 'unread'
    if (points[i] < params.threshold) return 'notApplicable'
    return dictAt(team, i) === '' ? 'blank' : special[team.codes[i]] ? 'yes' : 'no'
  })
  const taken = team.values.filter((_, c) => special[c])
  return {
    codes,
    notes: [
      `Of the cases that score ${params.threshold} or more. Specialist teams by name: ${taken.join(', ') || 'none found'}.`,
    ],
  }
}

/** The same kind of crime at the same property in the year before. */
export function repeatVictims(cases: Cases): Answered | undefined {
  const found = repeatsFound(cases)
  if (found.every((f) => f === 2)) return undefined
  return {
    codes: codesOf(cases.n, (i) => (['no', 'yes', 'blank'] as const)[found[i]]),
    notes: [
      'Yes: an earlier crime of the same kind at the same property in the 12 months before, by UPRN or address; blank: the property is not known. What lies before the file begins is not seen, so the share is a least one.',
    ],
  }
}

const DESK = /desk|telephone|\bphone|tiu|without deployment|no deployment|not deployed|remote|\btru\b/
const FIELD =
  /deploy|attend|scene|field|response|\bcid\b|detective|patrol|neighbourhood|in person|face to face/

/** Dealt with at a desk, by the words for the kind of investigation. */
export function deskClosed(cases: Cases, { words }: QualityParams): Answered | undefined {
  const { investigation } = cases.texts
  if (!investigation) return undefined
  return byText(investigation, (text) => {
    const answer = answerOf(text, words)
    if (answer !== 'unread') return answer
    const word = plainWord(text)
    return DESK.test(word) ? 'yes' : FIELD.test(word) ? 'no' : 'unread'
  })
}

/** Outcomes 17, 21 and 22 among those that are known. */
export function rareCodes(cases: Cases): Answered | undefined {
  if (cases.outcome.values.length < 2) return undefined
  const groups = groupsOf(cases)
  const rare = cases.outcome.values.map((v) => isRare(auditCode(v)))
  return {
    codes: codesOf(cases.n, (i) =>
      rare[cases.outcome.codes[i]]
        ? 'yes'
        : groups[i] === 'unknown'
          ? 'blank'
          : groups[i] === 'open'
            ? 'notApplicable'
            : 'no',
    ),
  }
}

/** Still open. */
export function backlog(cases: Cases): Answered | undefined {
  if (cases.outcome.values.length < 2) return undefined
  const groups = groupsOf(cases)
  return {
    codes: codesOf(cases.n, (i) => (groups[i] === 'open' ? 'yes' : groups[i] === 'unknown' ? 'blank' : 'no')),
  }
}
