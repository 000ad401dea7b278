/** Rows of joined files that are not in the table: told twice, or truly left out. */
import type { ImportReport } from '../contract.ts'

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
