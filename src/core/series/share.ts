/** What of a series leaves for another force: its own rows whole, or coarse cells that name no address. */
import { hoursOfDay, windowsOf } from '../table/dayProfile.ts'
import { FLAG, type Incidents, type IncidentText } from '../table/incidents.ts'
import { spanOf } from '../table/span.ts'
import { OFFENCES } from '../base/offences.ts'
import { planeOf } from '../geometry/plane.ts'
import { rowNumber } from './series.ts'
import { type DictColumn, DictBuilder, dictAt, type TextColumn, TextBuilder, textAt } from '../base/text.ts'
import { anchorDay, isoDay, showHour, weekdayOf } from '../base/time.ts'

const pickDict = (c: DictColumn, rows: Uint32Array): DictColumn => {
  // built anew: the values of other rows must not travel
  const b = new DictBuilder()
  for (const i of rows) b.push(dictAt(c, i))
  return b.finish()
}

const pickText = (c: TextColumn, rows: Uint32Array): TextColumn => {
  const b = new TextBuilder()
  for (const i of rows) b.push(textAt(c, i))
  return b.finish()
}

/** Changes with the rows, and says nothing of the table they came from. */
function fingerprintOf(t: Incidents, rows: Uint32Array): string {
  let h = 7
  for (const i of rows) h = (Math.imul(h, 31) + (rowNumber(t, i) % 2 ** 32)) | 0
  return `series-${rows.length}-${(h >>> 0).toString(36)}`
}

/** A table of these rows alone, in this order; nothing of any other row is in it. */
export function pickRows(
  t: Incidents,
  text: IncidentText,
  rows: Uint32Array,
): { table: Incidents; text: IncidentText } {
  const f64 = (a: Float64Array) => Float64Array.from(rows, (i) => a[i])
  const i32 = (a: Int32Array) => Int32Array.from(rows, (i) => a[i])
  // place numbers count the places of the whole file: only their sameness travels
  const places = new Map<number, number>()
  const place = Int32Array.from(rows, (i) => {
    if (t.place[i] < 0) return -1
    if (!places.has(t.place[i])) places.set(t.place[i], places.size)
    return places.get(t.place[i])!
  })
  const content: Omit<Incidents, 'span'> = {
    n: rows.length,
    precision: t.precision,
    source: t.source,
    ...(t.points && { points: t.points }),
    crs: t.crs,
    x: f64(t.x),
    y: f64(t.y),
    lng: f64(t.lng),
    lat: f64(t.lat),
    from: i32(t.from),
    to: i32(t.to),
    ...(t.reported && { reported: i32(t.reported) }),
    flags: Uint16Array.from(rows, (i) => t.flags[i]),
    offence: Uint8Array.from(rows, (i) => t.offence[i]),
    wording: pickDict(t.wording, rows),
    beat: pickDict(t.beat, rows),
    street: pickDict(t.street, rows),
    outcome: pickDict(t.outcome, rows),
    place,
    fingerprint: fingerprintOf(t, rows),
  }
  const table: Incidents = { ...content, span: spanOf(content) }
  const { id, address, uprn, mo } = text
  return {
    table,
    text: {
      id: pickText(id, rows),
      address: pickText(address, rows),
      uprn: pickText(uprn, rows),
      mo: pickText(mo, rows),
    },
  }
}

/** How much is taken off. */
export interface Coarseness {
  /** side of the grid cells, metres */
  readonly cell: 500 | 1000
  readonly date: 'day' | 'week'
  /** with the text of how it was done, as written */
  readonly mo: boolean
}

/** One incident without its address. */
export interface CoarseRow {
  /** centre of its cell on the plane, metres; null where no place is known */
  readonly x: number | null
  readonly y: number | null
  readonly lng: number | null
  readonly lat: number | null
  /** "2026-11-18", or the Monday of its week */
  readonly date: string
  /** "18:00-24:00", or "not known" */
  readonly hours: string
  readonly offence: string
  readonly mo?: string
}

const BAND = 6
/** A window must lie in one band by more than this share, or its hours are not known. */
const MOSTLY = 0.5

/** The six-hour band that holds most of a window. */
function bandOf(t: Incidents, i: number): string {
  if (t.precision !== 'minute' || t.flags[i] & (FLAG.noTime | FLAG.reversed)) return 'not known'
  const hours = hoursOfDay(windowsOf(t, [i]).week)
  for (let b = 0; b < 24; b += BAND) {
    let sum = 0
    for (let h = b; h < b + BAND; h++) sum += hours[h]
    if (sum > MOSTLY) return `${showHour(b)}-${b + BAND === 24 ? '24:00' : showHour(b + BAND)}`
  }
  return 'not known'
}

/**
 * Rows as coarse rows, ordered by what is left of them, so that order tells nothing more. Cells lie on whole multiples
 * of their side from the plane's origin, whatever the incidents: the same place always gives the same cell.
 */
export function coarseRows(
  t: Incidents,
  text: Pick<IncidentText, 'mo'>,
  rows: Uint32Array,
  how: Coarseness,
): CoarseRow[] {
  const plane = planeOf(t.crs)
  const centre = (v: number) => (Math.floor(v / how.cell) + 0.5) * how.cell
  const made = Array.from(rows, (i): CoarseRow => {
    const known = Number.isFinite(t.x[i]) && Number.isFinite(t.y[i])
    const [x, y] = [centre(t.x[i]), centre(t.y[i])]
    const [lng, lat] = known ? plane.inverse(x, y) : [0, 0]
    const day = anchorDay(t.from, t.to, i, 'middle')
    return {
      ...(known
        ? { x, y, lng: Number(lng.toFixed(4)), lat: Number(lat.toFixed(4)) }
        : { x: null, y: null, lng: null, lat: null }),
      date: isoDay(how.date === 'week' ? day - weekdayOf(day) : day),
      hours: bandOf(t, i),
      offence: OFFENCES[t.offence[i]].label,
      ...(how.mo && { mo: textAt(text.mo, i) }),
    }
  })
  const key = (r: CoarseRow) => `${r.date} ${r.hours} ${r.x} ${r.y} ${r.offence} ${r.mo ?? ''}`
  return made.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

const columnsOf = (
  t: Incidents,
  how: Coarseness,
): [name: string, at: (r: CoarseRow) => string | number | null][] => [
  [how.date === 'week' ? 'Week from' : 'Date', (r) => r.date],
  ['Hours', (r) => r.hours],
  ['Offence', (r) => r.offence],
  [`Easting of cell centre (${t.crs})`, (r) => r.x],
  [`Northing of cell centre (${t.crs})`, (r) => r.y],
  ['Cell side (m)', () => how.cell],
  ...(how.mo ? [['MO', (r: CoarseRow) => r.mo ?? ''] as [string, (r: CoarseRow) => string]] : []),
]

/** Coarse rows as header and cells, for CSV. */
export const coarseCells = (
  t: Incidents,
  rows: readonly CoarseRow[],
  how: Coarseness,
): { header: string[]; cells: (string | number | null)[][] } => {
  const columns = columnsOf(t, how)
  return { header: columns.map((c) => c[0]), cells: rows.map((r) => columns.map((c) => c[1](r))) }
}

/** Coarse rows as GeoJSON text: the centre of each cell in WGS84 degrees to four places. */
export const coarseGeoJson = (t: Incidents, rows: readonly CoarseRow[], how: Coarseness): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: rows.map((r) => ({
      type: 'Feature',
      geometry: r.lng === null ? null : { type: 'Point', coordinates: [r.lng, r.lat] },
      properties: Object.fromEntries(columnsOf(t, how).map(([name, at]) => [name, at(r)])),
    })),
  })

/** What such a file holds, in a sentence. */
export const coarseWords = (n: number, how: Coarseness): string =>
  `${n} ${n === 1 ? 'incident' : 'incidents'}: the ${how.cell === 1000 ? '1 km' : '500 m'} cell, the ${how.date}, a band of six hours, the kind of offence${
    how.mo ? ' and the MO text as written' : ''
  }. No address, street, beat, crime number, property key or exact place.`
