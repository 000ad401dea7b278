/** The table every analysis reads: a frozen struct of typed arrays, one entry per incident. */
import type { DictColumn, TextColumn } from '../base/text.ts'
import type { Span } from './span.ts'
import type { Gap } from './gaps.ts'
import type { Unplaced } from './unplaced.ts'

/** How exactly the table knows when something happened. Ordered: minute > day > month. */
export type Precision = 'minute' | 'day' | 'month'

/**
 * exact – a force's own extract: true coordinates, day precision or better. Everything is allowed.
 * open  – data.police.uk: month precision, snap points of eight or more addresses. No doors, no 42-day zones. The same is
 *         not done with other tables of months or of shared points; `points` says which it is, `coarse.ts` the words.
 */
export type Source = 'exact' | 'open'

/** Bits of `Incidents.flags`: kept rows about which something should be known. */
export const FLAG = {
  /** no end of the occurrence window; `to` equals `from` */
  noEnd: 1,
  /** the window ends before it starts; kept as found, never swapped */
  reversed: 2,
  /** the clock time looks like a placeholder (00:00, 00:01, 23:59) */
  placeholderTime: 4,
  /** the row says nothing of the clock time: only the day is known */
  noTime: 8,
  /** far from the rest of the table: kept, left out when the map frames the data */
  outlier: 16,
  /** dated after the as-at date or implausibly old: kept and counted */
  oddDate: 32,
  /** an earlier incident at the same place within the 12 months before */
  repeat: 64,
  /** a further row of the same kind, place and day not under the same crime number: kept, and perhaps one crime entered twice */
  double: 128,
  /** the row does not say when its window began: the moment of its report or its end stands for the start */
  standIn: 256,
} as const

/** Only the start of the window is given: a report that stands for the start is no start, and tells until when. */
export const onlyStart = (flags: number): boolean => (flags & (FLAG.noEnd | FLAG.standIn)) === FLAG.noEnd

/** Stands in `Incidents.reported` where a row does not say when it was reported. */
export const NOT_REPORTED = -0x8000_0000

/** Incidents as columns. All arrays have length n. Row order is file order. */
export interface Incidents {
  readonly n: number
  readonly precision: Precision
  readonly source: Source
  /**
   * Of a table that is open by its months or its points and not by its origin: `own` where the points are as the file
   * gives them, `shared` where many rows lie on few points. Absent = data.police.uk's snap points, or an exact table.
   */
  readonly points?: 'own' | 'shared'
  /** code of the projected plane of x, y: "EPSG:27700", "EPSG:326zz", or "plane" (metres as given) */
  readonly crs: string
  /** metres on the plane named by `crs` */
  readonly x: Float64Array
  readonly y: Float64Array
  /** WGS84 degrees, for the map */
  readonly lng: Float64Array
  readonly lat: Float64Array
  /** occurrence window: minutes of local wall clock since 1970-01-01 00:00; see `core/base/time.ts` */
  readonly from: Int32Array
  readonly to: Int32Array
  /** when it was reported, same clock; NOT_REPORTED where unknown; absent = the file has no such column */
  readonly reported?: Int32Array
  /** bits of FLAG */
  readonly flags: Uint16Array
  /** index into OFFENCES */
  readonly offence: Uint8Array
  /** the file's own offence wording */
  readonly wording: DictColumn
  readonly beat: DictColumn
  readonly street: DictColumn
  /** last outcome as the file words it */
  readonly outcome: DictColumn
  /** same-place id (UPRN or normalised address first, then coordinates); -1 where unknown */
  readonly place: Int32Array
  /** the days the table speaks of, whatever single rows say; see `core/table/span.ts` */
  readonly span: Span
  /** rows without usable coordinates that have a date: they count in figures over time; absent = there are none */
  readonly unplaced?: Unplaced
  /** whole months inside the span without a row; absent = there are none */
  readonly gaps?: readonly Gap[]
  /** changes with the content: part of every cache key */
  readonly fingerprint: string
}

/** The columns of a table; everything else in it is small. */
export const COLUMNS = [
  ...(['x', 'y', 'lng', 'lat', 'from', 'to', 'reported', 'flags', 'offence'] as const),
  ...(['wording', 'beat', 'street', 'outcome', 'place', 'unplaced'] as const),
] satisfies readonly (keyof Incidents)[]
export type Column = (typeof COLUMNS)[number]

/** Free text of the same rows. Lies beside the table, and is never sent to an analysis: lists, exports and joins alone are told of it. */
export interface IncidentText {
  /** crime number */
  readonly id: TextColumn
  readonly address: TextColumn
  readonly uprn: TextColumn
  /** how it was done */
  readonly mo: TextColumn
  /** what to mind before knocking there, where the file has a column of it */
  readonly warning?: TextColumn
}

/** Every row number of the table, the filter that leaves nothing out. */
export function allRows(table: Incidents): Uint32Array {
  const rows = new Uint32Array(table.n)
  for (let i = 0; i < rows.length; i++) rows[i] = i
  return rows
}
