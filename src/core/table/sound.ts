/** A table of incidents out of an unknown value, such as a package: whole, and with nothing that reads past its columns. */
import { OFFENCES } from '../base/offences.ts'
import {
  among,
  type Check,
  isRecord,
  listOf,
  maybe,
  numberIn,
  onlyParts,
  partsOf,
  textTo,
  wholeIn,
} from '../base/sound.ts'
import type { DictColumn, TextColumn } from '../base/text.ts'
import { MINUTES_PER_DAY } from '../base/time.ts'
import { planeOf } from '../geometry/plane.ts'
import type { Gap } from './gaps.ts'
import type { Incidents, IncidentText } from './incidents.ts'
import { type Span, spanOf } from './span.ts'
import type { Unplaced } from './unplaced.ts'

/** Days either side of 1970 that a table may speak of: about 270 years. */
const MOST_DAYS = 100_000
const MOST_ROWS = 100_000_000
const day = wholeIn(-MOST_DAYS, MOST_DAYS)

type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** Whether each entry of a column lies in a range; NaN does. */
function inRange(column: Column, low: number, high: number): boolean {
  for (let i = 0; i < column.length; i++) if (column[i] < low || column[i] > high) return false
  return true
}

const column =
  <T extends Column>(kind: new () => T, n: number, low: number, high: number): Check<T> =>
  (v): v is T =>
    v instanceof kind && v.length === n && inRange(v, low, high)

const dict =
  (n: number): Check<DictColumn> =>
  (v): v is DictColumn =>
    isRecord(v) &&
    listOf(textTo(100_000))(v.values) &&
    column(Uint32Array, n, 0, Math.max(0, v.values.length - 1))(v.codes)

/** Whether a value is a text column of n rows. */
const text =
  (n: number): Check<TextColumn> =>
  (v): v is TextColumn => {
    if (!isRecord(v) || !(v.bytes instanceof Uint8Array)) return false
    const { offsets } = v
    if (!column(Uint32Array, n + 1, 0, v.bytes.length)(offsets)) return false
    for (let i = 0; i < n; i++) if (offsets[i] > offsets[i + 1]) return false
    return true
  }

const isPlane = (v: unknown): v is string => {
  try {
    return typeof v === 'string' && !!planeOf(v)
  } catch {
    return false
  }
}

const isSpan = (v: unknown): v is Span =>
  partsOf<Span>({ first: day, last: day, complete: day })(v) && v.first <= v.last
const isGap = (v: unknown): v is Gap => listOf(day, 2)(v) && v.length === 2 && v[0] <= v[1]

const minute = MOST_DAYS * MINUTES_PER_DAY

/** NOT_REPORTED lies below every minute. */
const reportedIn = (n: number): Check<Int32Array | undefined> =>
  maybe(column(Int32Array, n, -0x8000_0000, minute))

/** Rows without a place out of an unknown value. */
function soundUnplaced(v: unknown): Unplaced | undefined {
  if (!isRecord(v) || !wholeIn(0, MOST_ROWS)(v.n)) return undefined
  const { n } = v
  return onlyParts<Unplaced>(
    {
      n: wholeIn(n, n),
      from: column(Int32Array, n, -minute, minute),
      to: column(Int32Array, n, -minute, minute),
      flags: column(Uint16Array, n, 0, 0xffff),
      offence: column(Uint8Array, n, 0, OFFENCES.length - 1),
      beat: dict(n),
      reported: reportedIn(n),
      // two words a row
      key: column(Uint32Array, 2 * n, 0, 0xffff_ffff),
    },
    v,
  )
}

/** The table; undefined where a column is missing, short, of another kind or points outside. A span that is none is found anew. */
export function soundIncidents(v: unknown): Incidents | undefined {
  if (!isRecord(v) || !wholeIn(0, MOST_ROWS)(v.n)) return undefined
  const { n } = v
  const whole = onlyParts<Omit<Incidents, 'span' | 'gaps' | 'unplaced'>>(
    {
      n: wholeIn(n, n),
      precision: among(['minute', 'day', 'month']),
      source: among(['exact', 'open']),
      points: maybe(among(['own', 'shared'])),
      crs: isPlane,
      x: column(Float64Array, n, -1e8, 1e8),
      y: column(Float64Array, n, -1e8, 1e8),
      lng: column(Float64Array, n, -180, 180),
      lat: column(Float64Array, n, -90, 90),
      from: column(Int32Array, n, -minute, minute),
      to: column(Int32Array, n, -minute, minute),
      flags: column(Uint16Array, n, 0, 0xffff),
      offence: column(Uint8Array, n, 0, OFFENCES.length - 1),
      wording: dict(n),
      beat: dict(n),
      street: dict(n),
      outcome: dict(n),
      place: column(Int32Array, n, -1, 100_000_000),
      reported: reportedIn(n),
      fingerprint: textTo(1000),
    },
    v,
  )
  const unplaced = v.unplaced === undefined ? undefined : soundUnplaced(v.unplaced)
  if (!whole || (v.unplaced !== undefined && !unplaced)) return undefined
  const { gaps, span } = v
  const table = { ...whole, ...(unplaced && { unplaced }) }
  return {
    ...table,
    span: isSpan(span) ? onlyParts<Span>({ first: day, last: day, complete: day }, span)! : spanOf(table),
    ...(listOf(isGap, 10_000)(gaps) && { gaps }),
  }
}

/** The free text of n rows; undefined where a column is none. */
export const soundText = (v: unknown, n: number): IncidentText | undefined =>
  onlyParts<IncidentText>(
    { id: text(n), address: text(n), uprn: text(n), mo: text(n), warning: maybe(text(n)) },
    v,
  )

/** Whether a value is a count of anything. */
export const isCount = numberIn(0, Number.MAX_SAFE_INTEGER)
