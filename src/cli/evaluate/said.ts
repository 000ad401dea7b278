/** What every form of `evaluate` hands back: its figures, with the answer, the notes and the choices beside them. */
import type { Balance } from '../../core/evaluation/matching.ts'
import type { RateChange } from '../../core/evaluation/rateChange.ts'
import type { Verdict } from '../../core/evaluation/verdict.ts'
import type { Call } from '../command.ts'
import { json } from '../text.ts'

/** The JSON of a result; the answer and its notes are said on stderr as well. */
export function said(
  call: Pick<Call, 'say'>,
  figures: Readonly<Record<string, unknown>>,
  around: {
    readonly answer: string
    readonly notes: readonly string[]
    readonly params: Readonly<Record<string, unknown>>
    readonly n: number
  },
): string {
  call.say(around.answer)
  for (const note of around.notes) call.say(note)
  return json({ ...figures, ...around })
}

/** A verdict's sentence as answer, and what must stand beside it before the other notes. */
export const fromVerdict = ({ sentence, warnings, level }: Verdict, notes: readonly string[] = []) => ({
  answer: sentence,
  notes: [...new Set([...warnings, level, ...notes])],
})

/** A figure, or in its place why there is none: nobody has to guess what an empty value means. */
export const orRefused = <T>(figure: T, stands: boolean, why: string): T | { readonly refused: string } =>
  stands ? figure : { refused: why }

/** A change against a comparison, under the keys that every form gives it. */
export const changeFigures = (change: RateChange) => ({
  oddsRatio: change.oddsRatio,
  ci: change.oddsRatioCi,
  rateRatio: change.rateRatio,
  rateRatioCi: change.ci,
  percent: change.percent,
  percentCi: change.percentCi,
  expected: change.expected,
  prevented: change.prevented,
  preventedSe: change.preventedSe,
  se: change.se,
  p: change.p,
})

/** The balance table; a difference in spreads only where the treated areas have a spread. */
export const balanceRows = (rows: readonly Balance[]) =>
  rows.map(({ standardised, ...row }) => ({ ...row, ...(Number.isFinite(standardised) && { standardised }) }))
