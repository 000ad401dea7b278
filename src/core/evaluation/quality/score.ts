/** Cases scored by a sheet: points by part, what was put forward, and nothing closed. */
import { dictAt, type DictColumn } from '../../base/text.ts'
import { OUTCOME_GROUPS, outcomeGroup } from '../../table/outcomes.ts'
import { ANSWER, answerOf, plainWord, readAnswers, type UnreadWord } from './answers.ts'
import type { Cases } from './cases.ts'
import { inCohort } from './outcomesOf.ts'
import type { QualityParams } from './params.ts'
import { characteristicInValues, type Factor, refusalOf, type Sheet, SheetRefused } from './sheet.ts'

/** How one factor fell over the cases. */
export interface FactorCount {
  readonly factor: Factor
  /** cases that earned its points */
  readonly hits: number
  /** cells that say nothing: they earn none, which is not the same as no */
  readonly blank: number
  readonly unread: readonly UnreadWord[]
}

/** Points of every case of the register. */
export interface Scored {
  readonly solvability: Float64Array
  readonly harm: Float64Array
  /** what is held against the threshold: solvability, or the sum where the force's rule sums */
  readonly score: Float64Array
  /** 1 = put forward for review */
  readonly flagged: Uint8Array
  readonly factors: readonly FactorCount[]
}

/** Columns that Cocoon makes, 1 where they hold. */
export type Made = Readonly<Partial<Record<string, Uint8Array>>>

/** 1 yes, 0 no, 2 blank, 3 unread. */
function hitsOf(column: DictColumn, { when }: Factor): { codes: Uint8Array; unread: readonly UnreadWord[] } {
  if (!when) {
    const { codes, unread } = readAnswers(column)
    const of = {
      [ANSWER.yes]: 1,
      [ANSWER.no]: 0,
      [ANSWER.notApplicable]: 0,
      [ANSWER.blank]: 2,
      [ANSWER.unread]: 3,
    }
    return { codes: codes.map((c) => of[c]), unread }
  }
  const words = when.is?.map(plainWord)
  const counts = new Uint32Array(column.values.length)
  for (const c of column.codes) counts[c]++
  const of = column.values.map((v) => {
    if (v.trim() === '' || answerOf(v) === 'blank') return 2
    if (words) return words.includes(plainWord(v)) ? 1 : 0
    const number = Number(v)
    if (Number.isNaN(number)) return 3
    return number >= (when.atLeast ?? -Infinity) && number <= (when.atMost ?? Infinity) ? 1 : 0
  })
  return {
    codes: Uint8Array.from(column.codes, (c) => of[c]),
    unread: column.values.map((word, c) => ({ word, n: of[c] === 3 ? counts[c] : 0 })).filter((u) => u.n > 0),
  }
}

const NEEDS: Readonly<Record<string, string>> = {
  'cocoon:repeat': 'It needs property keys (UPRN) or addresses, and no row of this register has one.',
  'cocoon:series': 'It needs a project with a live series; the terminal has none.',
}

/** Whether each case has a factor: 1, 0, 2 blank, 3 unread. Throws SheetRefused for a victim's characteristic or a column that is not there. */
export function factorColumn(cases: Cases, factor: Factor, made: Made): ReturnType<typeof hitsOf> {
  if (factor.column.startsWith('cocoon:')) {
    const own = made[factor.column]
    if (!own)
      throw new SheetRefused(
        `Factor “${factor.factor}”: ${factor.column} is not known here. ${NEEDS[factor.column]}`,
      )
    return { codes: own, unread: [] }
  }
  const column = cases.further[factor.column]
  if (!column) throw new SheetRefused(`Factor “${factor.factor}”: there is no column “${factor.column}”.`)
  const what = characteristicInValues(column.values)
  if (what) throw new SheetRefused(refusalOf(factor.factor, what))
  return hitsOf(column, factor)
}

/** Scores every case. The columns of the factors must be among `cases.further`. */
export function scoreCases(cases: Cases, sheet: Sheet, made: Made = {}): Scored {
  const points = { solvability: new Float64Array(cases.n), harm: new Float64Array(cases.n) }
  const factors = sheet.factors.map((factor): FactorCount => {
    const { codes, unread } = factorColumn(cases, factor, made)
    const into = points[factor.part]
    let [hits, blank] = [0, 0]
    for (let i = 0; i < cases.n; i++)
      if (codes[i] === 1) {
        into[i] += factor.points
        hits++
      } else if (codes[i] === 2) blank++
    return { factor, hits, blank, unread }
  })
  const { solvability, harm } = points
  const score = sheet.sum ? solvability.map((s, i) => s + harm[i]) : solvability
  const { threshold, harmThreshold = Infinity } = sheet
  const flagged = Uint8Array.from(score, (s, i) => (s >= threshold || harm[i] >= harmThreshold ? 1 : 0))
  return { solvability, harm, score, flagged, factors }
}

/** A person's decision against the score, with the reason. It is logged; it closes nothing. */
export interface Override {
  readonly case: string
  readonly to: 'review' | 'not for now'
  readonly reason: string
  readonly by: string
  /** minute of wall clock */
  readonly at: number
}

/** An override. Throws SheetRefused without a reason or a name. */
export function overrideOf(o: Override): Override {
  if (o.reason.trim().length < 5)
    throw new SheetRefused(
      `The decision on ${o.case} has no reason; a sentence that another can check was expected.`,
    )
  if (o.by.trim() === '')
    throw new SheetRefused(`The decision on ${o.case} has no name; who decided was expected.`)
  return { ...o, reason: o.reason.trim(), by: o.by.trim() }
}

/** How each case ended: 1 solved, 0 not, 2 not known. By the sheet's rule, a column "solved", or the outcome over the cohort. */
export function solvedOf(
  cases: Cases,
  sheet: Sheet,
  params: QualityParams,
): { codes: Uint8Array; from: string } {
  const name = sheet.solved?.column ?? Object.keys(cases.further).find((h) => /^(was )?solved$/i.test(h))
  const column = name === undefined ? undefined : cases.further[name]
  if (column) {
    const { codes } = hitsOf(column, {
      factor: 'solved',
      column: name!,
      points: 0,
      part: 'solvability',
      ...(sheet.solved?.is && { when: { is: sheet.solved.is } }),
    })
    return { codes: codes.map((c) => (c > 1 ? 2 : c)), from: `column ${name}` }
  }
  const groups = cases.outcome.values.map(outcomeGroup)
  const labels = params.positive.map((id) => OUTCOME_GROUPS.find((g) => g.id === id)!.label.toLowerCase())
  return {
    codes: Uint8Array.from({ length: cases.n }, (_, i) => {
      const group = groups[cases.outcome.codes[i]]
      if (group === 'unknown' || group === 'open' || !inCohort(cases, i, params)) return 2
      return params.positive.includes(group) ? 1 : 0
    }),
    from: `outcome: ${labels.join(', ')}; open, unknown and too young cases are not judged`,
  }
}

/** Value of a column by which groups are held against each other. */
export const groupValue = (cases: Cases, column: string, row: number): string =>
  column === 'beat' ? dictAt(cases.beat, row) : dictAt(cases.further[column], row)
