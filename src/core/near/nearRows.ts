/** Which incidents a near-repeat method looks at, and what has to be said of the others. */
import type { Input } from '../table/method.ts'
import { coarseOf, coarseSays, finerThan, type Told } from '../table/coarse.ts'
import type { Incidents } from '../table/incidents.ts'
import { datedRows, oddNote } from '../table/span.ts'
import { inOrder } from '../base/inOrder.ts'
import { OFFENCES, offenceIndex, type OffenceId } from '../base/offences.ts'
import { anchorDay, type TimeAnchor, MINUTES_PER_DAY } from '../base/time.ts'
import { countOf } from '../base/words.ts'
import { showPeriod } from '../table/words.ts'

/** The incidents looked at; arrays have one entry each, in row order. */
export interface NearRows {
  readonly rows: Uint32Array
  readonly x: Float64Array
  readonly y: Float64Array
  /** calendar days of the anchor */
  readonly days: Int32Array
  /** kinds of offence there are among them */
  readonly offences: readonly OffenceId[]
  readonly notes: readonly string[]
}

/** Why a table cannot carry a method that counts days apart; undefined when it can. */
export function cannotCountDays(table: Told): string | undefined {
  const coarse = coarseOf(table)
  if (!coarse) return undefined
  return coarse.months
    ? `These dates are months, so days apart cannot be counted. Near repeats need the day of each incident. ${finerThan(table)}`
    : `${coarseSays(table)}, so near repeats cannot be told apart. ${finerThan(table)}`
}

const ANCHORS: Record<TimeAnchor, string> = {
  from: 'the start of its window',
  middle: 'the middle of its window',
  to: 'the end of its window',
}

/** Whether no row names a kind of offence that is known here: then every row is meant, whatever is asked for. */
export const namesNoOffence = (table: Pick<Incidents, 'offence'>, rows: Uint32Array): boolean =>
  rows.length > 0 && rows.every((i) => table.offence[i] === 0)

/** The rows that pass a test, in a loop that a test of millions can bear. */
function kept(rows: Uint32Array, test: (i: number) => boolean): Uint32Array {
  const out = new Uint32Array(rows.length)
  let n = 0
  for (let k = 0; k < rows.length; k++) if (test(rows[k])) out[n++] = rows[k]
  return out.slice(0, n)
}

/**
 * Takes the rows of the offences asked for. A table that says nothing of offences gives all of its rows. Rows
 * without coordinates are left out and counted in the notes. Throws a sentence when the table cannot carry days.
 */
export function nearRows(
  input: Pick<Input<unknown>, 'table' | 'rows'>,
  offences: readonly OffenceId[],
  anchor: TimeAnchor,
): NearRows {
  const { table } = input
  const refused = cannotCountDays(table)
  if (refused) throw new Error(refused)
  const silent = namesNoOffence(table, input.rows)
  const wanted = new Uint8Array(256)
  for (const id of offences) wanted[offenceIndex(id)] = 1
  const meant = silent ? input.rows : kept(input.rows, (i) => wanted[table.offence[i]] === 1)
  const asked = datedRows(table, meant)
  const rows = kept(asked, (i) => Number.isFinite(table.x[i]) && Number.isFinite(table.y[i]))

  const kinds = offences.map((id) => OFFENCES[offenceIndex(id)].label.toLowerCase())
  // a name may hold a comma
  const what = kinds.length === OFFENCES.length ? 'any kind' : kinds.join('; ') || 'no offence'
  const notes = [
    silent
      ? `${countOf(rows.length, 'incident')}, ${showPeriod(table, rows)}. The table names no kind of offence that is known here, so every row was taken.`
      : `${countOf(rows.length, 'incident')} of ${what}, ${showPeriod(table, rows)}.`,
    `The day of an incident is ${ANCHORS[anchor]}; days apart are calendar days.`,
  ]
  if (rows.length < asked.length)
    notes.push(`${countOf(asked.length - rows.length, 'row')} without coordinates left out.`)
  notes.push(...oddNote(meant.length - asked.length))
  const there = new Uint8Array(256)
  let long = 0
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    there[table.offence[i]] = 1
    if (table.to[i] - table.from[i] > 7 * MINUTES_PER_DAY) long++
  }
  if (long)
    notes.push(
      `${countOf(long, 'incident')} could have happened at any time in more than a week; their day is uncertain.`,
    )
  const days = new Int32Array(rows.length)
  for (let k = 0; k < days.length; k++) days[k] = anchorDay(table.from, table.to, rows[k], anchor)
  return {
    rows,
    x: inOrder(table.x, rows, new Float64Array(rows.length)),
    y: inOrder(table.y, rows, new Float64Array(rows.length)),
    days,
    offences: OFFENCES.filter((_, k) => there[k] === 1).map((o) => o.id),
    notes,
  }
}
