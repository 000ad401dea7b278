/** The rows that a back-test rests on, and every map made from what it found. */
import { OFFENCES, type OffenceId, offenceIndex } from '../../base/offences.ts'
import { dayOf } from '../../base/time.ts'
import { namesNoOffence } from '../../near/nearRows.ts'
import type { Input } from '../../table/method.ts'
import { pointsOf } from '../../table/points.ts'
import { discoveredAmong } from './discovered.ts'

/**
 * Rows of the kinds asked for that have a place, up to the as-at date, and the kinds in words. Throws a sentence where
 * police themselves discover them, or where none is left.
 */
export function backtestRows(
  input: Pick<Input<unknown>, 'table' | 'rows' | 'area' | 'today'>,
  offences: readonly OffenceId[],
): { readonly rows: Uint32Array; readonly kinds: string } {
  const { table, rows, area, today } = input
  const silent = namesNoOffence(table, rows)
  const wanted = new Set(offences.map(offenceIndex))
  const kept = rows.filter((i) => (silent || wanted.has(table.offence[i])) && dayOf(table.from[i]) <= today)
  const no = discoveredAmong(table, kept)
  if (no) throw new Error(no)
  if (kept.length === 0)
    throw new Error(
      'No incident of these offences passes the filter. Choose other offences, or widen the filter.',
    )
  const kinds = silent
    ? 'all, since the table names none'
    : offences.map((id) => OFFENCES[offenceIndex(id)].label.toLowerCase()).join(', ')
  return { rows: pointsOf({ table, rows: kept, area }).rows, kinds }
}
