/** Months without a row, as a report says them: of one file and of several that were joined. */
import { type Gap, gapWords, monthsIn } from '../../core/table/gaps.ts'

const WHAT = 'months without a row inside the span: '
const NOTE = 'No row is of '

/** The doubt and the note; none where no month is without a row. */
export const gapsSaid = (
  gaps: readonly Gap[] = [],
): { warnings: readonly { what: string; n: number }[]; notes: readonly string[] } =>
  gaps.length === 0
    ? { warnings: [], notes: [] }
    : {
        warnings: [{ what: `${WHAT}${gapWords(gaps)}`, n: monthsIn(gaps) }],
        notes: [
          `${NOTE}${gapWords(gaps)}: those months lie inside the span of the files and are missing from them.`,
        ],
      }

/** Whether a doubt or a note is of missing months: a file that is added may bring them, or leave others open. */
export const isOfMissingMonths = (text: string): boolean => text.startsWith(WHAT) || text.startsWith(NOTE)
