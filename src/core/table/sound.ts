/** A table of incidents out of an unknown value, such as a package: whole, and with nothing that reads past its columns. */
import { OFFENCES } from '../base/offences.ts'
import {
  among,
  type Check,
  isRecord,
  listOf,
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

/** Days either side of 1970 that a table may speak of: about 270 years. */
const MOST_DAYS = 100_000
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

/** The table; undefined where a column is missing, short, of another kind or points outside. A span that is none is found anew. */
export function soundIncidents(v: unknown): Incidents | undefined {
  if (!isRecord(v) || !wholeIn(0, 100_000_000)(v.n)) return undefined
  const { n } = v
  const minute = MOST_DAYS * MINUTES_PER_DAY
  const whole = onlyParts<Omit<Incidents, 'span' | 'gaps' | 'reported'>>(
    {
      n: wholeIn(n, n),
      precision: among(['minute', 'day', 'month']),
      source: among(['exact', 'open']),
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
      fingerprint: textTo(1000),
    },
    v,
  )
  if (!whole) return undefined
  const { reported, gaps, span } = v
  // NOT_REPORTED lies below every minute
  if (reported !== undefined && !column(Int32Array, n, -0x8000_0000, minute)(reported)) return undefined
  const table = { ...whole, ...(reported !== undefined && { reported }) }
  return {
    ...table,
    span: isSpan(span) ? onlyParts<Span>({ first: day, last: day, complete: day }, span)! : spanOf(table),
    ...(listOf(isGap, 10_000)(gaps) && { gaps }),
  }
}

/** The free text of n rows; undefined where a column is none. */
export const soundText = (v: unknown, n: number): IncidentText | undefined =>
  onlyParts<IncidentText>({ id: text(n), address: text(n), uprn: text(n), mo: text(n) }, v)

/** Whether a value is a count of anything. */
export const isCount = numberIn(0, Number.MAX_SAFE_INTEGER)
