/** Answers of the readers of a dip sample: counted, agreed on by two, and let out without a word of free text. */
import { csvCell } from '../../base/csv.ts'
import { showShare } from '../../base/words.ts'
import { type Agreement, agreementOf, REWORD_UNDER } from './agreement.ts'
import { type Estimate, estimate, type StratumAnswers } from './dipSample.ts'
import type { Draw } from './draw.ts'
import type { Question, QuestionSet } from './questions.ts'

/** One answer to one question about one file. */
export interface Reading {
  /** row of the register */
  readonly row: number
  readonly question: string
  /** id of an allowed answer, or words where the question asks for words */
  readonly answer: string
  readonly reader: string
  /** read by another who saw no first answer */
  readonly second: boolean
}

/** What a second reader is shown: the own answers, never the first ones. */
export const shownTo = (readings: readonly Reading[], reader: string): readonly Reading[] =>
  readings.filter((r) => r.second && r.reader === reader)

/** One question over the sample. */
export interface QuestionResult {
  readonly question: Question
  readonly strata: readonly StratumAnswers[]
  /** drawn files not answered yet, and those whose file does not say */
  readonly unread: number
  readonly blank: number
  readonly estimate: Estimate
  /** absent until two have read a file */
  readonly agreement?: Agreement
  /** what to do about the question, before its answers are reported */
  readonly advice: string
}

/** The last reading of each file, by whether it is a second one. */
function lastOf(readings: readonly Reading[], question: string, second: boolean): Map<number, Reading> {
  const found = new Map<number, Reading>()
  for (const r of readings) if (r.question === question && r.second === second) found.set(r.row, r)
  return found
}

/** Counts one question. `hand`: the files were picked, not drawn, so they stand for no others. */
export function questionResult(
  question: Question,
  draw: Draw,
  readings: readonly Reading[],
  hand = false,
): QuestionResult {
  const counts = new Map(question.answers.map((a) => [a.id, a.counts]))
  const first = lastOf(readings, question.id, false)
  const strata = draw.strata.map((s) => ({ name: s.name, size: s.size, yes: 0, no: 0, notApplicable: 0 }))
  let [unread, blank] = [0, 0]
  for (const { row, stratum } of draw.files) {
    const answer = counts.get(first.get(row)?.answer ?? '')
    if (answer === undefined) unread++
    else if (answer === 'blank') blank++
    else strata[stratum][answer]++
  }
  const agreement = agreementBetween(question, first, lastOf(readings, question.id, true))
  return {
    question,
    strata,
    unread,
    blank,
    estimate: estimate(strata, hand ? 'hand' : draw.way),
    ...(agreement && { agreement }),
    advice: adviceOf(agreement),
  }
}

/** Agreement over the files that both have answered, by allowed answer. */
function agreementBetween(
  { answers }: Question,
  first: ReadonlyMap<number, Reading>,
  second: ReadonlyMap<number, Reading>,
): Agreement | undefined {
  const at = new Map(answers.map((a, k) => [a.id, k]))
  const table = answers.map(() => answers.map(() => 0))
  let n = 0
  for (const [row, b] of second) {
    const [i, j] = [at.get(first.get(row)?.answer ?? ''), at.get(b.answer)]
    if (i === undefined || j === undefined) continue
    table[i][j]++
    n++
  }
  return n > 0 ? agreementOf(table) : undefined
}

function adviceOf(agreement: Agreement | undefined): string {
  if (!agreement) return 'No file was read by two: how alike readers read the question is not known.'
  const { n, agreement: same, kappa, interval, pabak } = agreement
  if (Number.isNaN(kappa))
    return `Both gave one and the same answer to all ${n} files: κ cannot be told from that; agreement ${showShare(same)}.`
  const figures = `κ ${kappa.toFixed(2)} (${interval.map((v) => v.toFixed(2)).join(' to ')}), PABAK ${pabak.toFixed(2)}, ${showShare(same)} alike of ${n} files.`
  if (kappa >= REWORD_UNDER) return `${figures} The question is read alike.`
  return pabak >= REWORD_UNDER
    ? `${figures} Reword the question, or read more files: nearly all answers are the same, which lowers κ by itself.`
    : `${figures} Reword the question before reporting its answers.`
}

/**
 * The answers as CSV, one line for each file and question: ids and allowed answers alone. Words of readers, and
 * answers that are not allowed ones, are left out; so are readers' names.
 */
export function readingsCsv(
  set: QuestionSet,
  draw: Draw,
  readings: readonly Reading[],
  nameOf: (row: number) => string,
): string {
  const lines = ['case,stratum,question,answer,second reading']
  for (const q of set.questions) {
    const allowed = new Set(q.answers.map((a) => a.id))
    for (const second of [false, true]) {
      const answers = lastOf(readings, q.id, second)
      for (const { row, stratum } of draw.files) {
        const answer = answers.get(row)?.answer
        if (answer !== undefined && allowed.has(answer))
          lines.push(
            [nameOf(row), draw.strata[stratum].name, q.id, answer, second ? 'yes' : 'no']
              .map(csvCell)
              .join(','),
          )
      }
    }
  }
  return lines.join('\r\n') + '\r\n'
}

/** One page of the paper form: some files, every question with allowed answers to tick. */
export interface PaperPage {
  readonly page: number
  readonly of: number
  readonly files: readonly { readonly order: number; readonly case: string; readonly stratum: string }[]
}

/** The paper form of a draw, so many files on a page, and the lines that stand on each. */
export function paperForm(
  draw: Draw,
  nameOf: (row: number) => string,
  perPage = 10,
): { readonly head: string; readonly pages: readonly PaperPage[] } {
  const of = Math.max(1, Math.ceil(draw.files.length / perPage))
  return {
    head: `Seed ${draw.seed}. ${draw.strata.map((s) => `${s.name}: ${s.drawn} of ${s.size}`).join('; ')}.`,
    pages: Array.from({ length: of }, (_, p) => ({
      page: p + 1,
      of,
      files: draw.files.slice(p * perPage, (p + 1) * perPage).map(({ row, stratum }, k) => ({
        order: p * perPage + k + 1,
        case: nameOf(row),
        stratum: draw.strata[stratum].name,
      })),
    })),
  }
}
