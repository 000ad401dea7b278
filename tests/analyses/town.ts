/** Small tables for tests: incidents written as plain rows. */
import type { Incidents } from '../../src/core/table/incidents.ts'
import { spanOf } from '../../src/core/table/span.ts'
import { offenceIndex, type OffenceId } from '../../src/core/base/offences.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { DictBuilder } from '../../src/core/base/text.ts'
import { MINUTES_PER_DAY } from '../../src/core/base/time.ts'

/** One incident; what is left out takes the default in `townOf`. */
export interface Row {
  x: number
  y: number
  /** day number of the window's start */
  day?: number
  /** minutes after midnight */
  minute?: number
  /** minutes of the window */
  length?: number
  offence?: OffenceId
  street?: string
  beat?: string
  place?: number
  flags?: number
}

/** A table of exact, minute-precise burglaries on the National Grid unless told otherwise. */
export function townOf(rows: readonly Row[], over: Partial<Incidents> = {}): Incidents {
  const crs = over.crs ?? 'EPSG:27700'
  const at = rows.map((r) => (Number.isFinite(r.x + r.y) ? planeOf(crs).inverse(r.x, r.y) : [NaN, NaN]))
  const dict = (of: (r: Row) => string | undefined) => {
    const b = new DictBuilder()
    for (const r of rows) b.push(of(r) ?? '')
    return b.finish()
  }
  const from = Int32Array.from(rows, (r) => (r.day ?? 20_000) * MINUTES_PER_DAY + (r.minute ?? 0))
  const table: Omit<Incidents, 'span'> = {
    n: rows.length,
    precision: 'minute',
    source: 'exact',
    crs,
    x: Float64Array.from(rows, (r) => r.x),
    y: Float64Array.from(rows, (r) => r.y),
    lng: Float64Array.from(at, (p) => p[0]),
    lat: Float64Array.from(at, (p) => p[1]),
    from,
    to: Int32Array.from(rows, (r, i) => from[i] + (r.length ?? 0)),
    flags: Uint16Array.from(rows, (r) => r.flags ?? 0),
    offence: Uint8Array.from(rows, (r) => offenceIndex(r.offence ?? 'burglary-home')),
    wording: dict(() => ''),
    beat: dict((r) => r.beat),
    street: dict((r) => r.street),
    outcome: dict(() => ''),
    place: Int32Array.from(rows, (r) => r.place ?? -1),
    fingerprint: 'test',
    ...over,
  }
  return { ...table, span: over.span ?? spanOf(table) }
}

/** Whole-number randomness that is the same everywhere: Park & Miller's minimal standard. */
export function dice(seed: number): () => number {
  let s = seed
  return () => (s = (s * 48271) % 2147483647) / 2147483647
}
