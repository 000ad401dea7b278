/** Which incidents a near-repeat method looks at, and what has to be said of the others. */
import type { Input } from '../table/method.ts'
import type { Incidents } from '../table/incidents.ts'
import { datedRows, oddNote } from '../table/span.ts'
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
export function cannotCountDays(table: Pick<Incidents, 'precision' | 'source'>): string | undefined {
  if (table.precision === 'month')
    return 'These dates are months, so days apart cannot be counted. Near repeats need the day of each incident: load an extract of a force’s own records.'
  if (table.source === 'open')
    return 'Open data places incidents on shared points that each stand for eight or more addresses, so near repeats cannot be told apart. Load an extract of a force’s own records.'
  return undefined
}

const ANCHORS: Record<TimeAnchor, string> = {
  from: 'the start of its window',
  middle: 'the middle of its window',
  to: 'the end of its window',
}

/** Whether no row names a kind of offence that is known here: then every row is meant, whatever is asked for. */
export const namesNoOffence = (table: Pick<Incidents, 'offence'>, rows: Uint32Array): boolean =>
  rows.length > 0 && rows.every((i) => table.offence[i] === 0)

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
  const wanted = new Set(offences.map(offenceIndex))
  const meant = silent ? input.rows : input.rows.filter((i) => wanted.has(table.offence[i]))
  const asked = datedRows(table, meant)
  const rows = asked.filter((i) => Number.isFinite(table.x[i]) && Number.isFinite(table.y[i]))
  const count = (test: (i: number) => boolean) => rows.reduce((sum, i) => sum + (test(i) ? 1 : 0), 0)

  const what = offences.map((id) => OFFENCES[offenceIndex(id)].label.toLowerCase()).join(', ') || 'no offence'
  const notes = [
    silent
      ? `${countOf(rows.length, 'incident')}, ${showPeriod(table, rows)}. The table names no kind of offence that is known here, so every row was taken.`
      : `${countOf(rows.length, 'incident')} of ${what}, ${showPeriod(table, rows)}.`,
    `The day of an incident is ${ANCHORS[anchor]}; days apart are calendar days.`,
  ]
  if (rows.length < asked.length)
    notes.push(`${countOf(asked.length - rows.length, 'row')} without coordinates left out.`)
  notes.push(...oddNote(meant.length - asked.length))
  const long = count((i) => table.to[i] - table.from[i] > 7 * MINUTES_PER_DAY)
  if (long)
    notes.push(
      `${countOf(long, 'incident')} could have happened at any time in more than a week; their day is uncertain.`,
    )
  return {
    rows,
    x: Float64Array.from(rows, (i) => table.x[i]),
    y: Float64Array.from(rows, (i) => table.y[i]),
    days: Int32Array.from(rows, (i) => anchorDay(table.from, table.to, i, anchor)),
    offences: OFFENCES.filter((_, k) => rows.some((i) => table.offence[i] === k)).map((o) => o.id),
    notes,
  }
}
