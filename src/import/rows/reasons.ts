/** Why rows of a file are not in the table, and how many for which kind of reason. */
import type { ImportReport, Problem } from '../contract.ts'

/** Why rows are left out where the user said so: stable words, for scripts too. */
export const LEFT_OUT = {
  reversed: 'the window ends before it starts',
  placeholder: 'clock time is a placeholder',
  odd: 'unlikely date',
  outlier: 'far from all the rest',
  point: 'at a default point',
  outside: 'outside the country',
  swapped: 'coordinates in each other’s columns',
  sentinel: 'date stands for not known',
  damaged: 'day and month in doubt',
  twice: 'same row twice',
  older: 'older row of the same crime number',
  nocrime: 'no longer a crime',
} as const satisfies Record<Problem, string>

/** Of a crime that both of two joined files tell, one row is left out. */
export const JOIN_REASONS = {
  known: 'already loaded and unchanged',
  replaced: 'replaced by its row in the added file',
} as const

/** Rows that are not in the table: those whose crime another file tells too, and those that are truly left out. */
export function goneOf({ rows, kept, leftOut }: Pick<ImportReport, 'rows' | 'kept' | 'leftOut'>): {
  readonly again: number
  readonly out: number
} {
  const joined: readonly string[] = Object.values(JOIN_REASONS)
  const again = leftOut.reduce((sum, { reason, n }) => sum + (joined.includes(reason) ? n : 0), 0)
  return { again, out: rows - kept - again }
}
