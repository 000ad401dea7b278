/** Small tables for tests: incidents written as objects, columns made of them. */
import { FLAG, type Incidents } from '../../src/core/table/incidents.ts'
import { offenceIndex, type OffenceId } from '../../src/core/base/offences.ts'
import { spanOf } from '../../src/core/table/span.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { DictBuilder } from '../../src/core/base/text.ts'
import { MINUTES_PER_DAY } from '../../src/core/base/time.ts'

export interface Row {
  x: number
  y: number
  /** calendar day number */
  day: number
  /** hours of the day; the end defaults to the start */
  hour?: number
  endHour?: number
  offence?: OffenceId
  place?: number
  beat?: string
  street?: string
  flags?: number
}

/** A table on the National Grid with minute precision. The fingerprint changes with the rows. */
export function incidentsFrom(rows: readonly Row[], patch: Partial<Incidents> = {}): Incidents {
  const n = rows.length
  const dict = (f: (r: Row) => string) => {
    const b = new DictBuilder()
    for (const r of rows) b.push(f(r))
    return b.finish()
  }
  const crs = patch.crs ?? 'EPSG:27700'
  const plane = planeOf(crs)
  const at = rows.map((r) => plane.inverse(r.x, r.y))
  const minute = (r: Row, hour: number) => r.day * MINUTES_PER_DAY + Math.round(hour * 60)
  const table: Omit<Incidents, 'span'> = {
    n,
    precision: 'minute',
    source: 'exact',
    crs,
    x: Float64Array.from(rows, (r) => r.x),
    y: Float64Array.from(rows, (r) => r.y),
    lng: Float64Array.from(at, (p) => p[0]),
    lat: Float64Array.from(at, (p) => p[1]),
    from: Int32Array.from(rows, (r) => minute(r, r.hour ?? 12)),
    to: Int32Array.from(rows, (r) => minute(r, r.endHour ?? r.hour ?? 12)),
    flags: Uint16Array.from(rows, (r) => r.flags ?? (r.endHour === undefined ? FLAG.noEnd : 0)),
    offence: Uint8Array.from(rows, (r) => offenceIndex(r.offence ?? 'burglary-home')),
    wording: dict(() => ''),
    beat: dict((r) => r.beat ?? ''),
    street: dict((r) => r.street ?? ''),
    outcome: dict(() => ''),
    place: Int32Array.from(rows, (r, i) => r.place ?? i),
    fingerprint: `made-${n}-${rows.map((r) => r.x * 3 + r.y * 5 + r.day * 7).reduce((a, b) => a + b, 0)}`,
    ...patch,
  }
  return { ...table, span: patch.span ?? spanOf(table) }
}
