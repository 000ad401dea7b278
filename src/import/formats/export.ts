/**
 * Incidents as a file that Cocoon reads back to the same table. CSV puts an apostrophe before texts a spreadsheet
 * would run as a formula, and one more before texts that had one there already, so that reading the file takes off
 * exactly what was put on. Parquet and GeoJSON run nothing and carry texts as they are.
 */
import { csvCell } from '../../core/base/csv.ts'
import { FLAG, NOT_REPORTED } from '../../core/table/incidents.ts'
import type { Incidents, IncidentText } from '../../core/table/incidents.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { planeOf, UNKNOWN_UNIT } from '../../core/geometry/plane.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import type { DictColumn, TextColumn } from '../../core/base/text.ts'
import { dayOf, isoDay, showTime } from '../../core/base/time.ts'
import { KIND_HEADER } from './kindHeader.ts'

export type ExportFormat = 'csv' | 'geojson' | 'parquet'

/** One column of the file; a column of numbers says so. */
export interface Column {
  readonly name: string
  readonly number: boolean
  at(row: number): string | number
}

/** Whether the metres are the file's own and the degrees follow from them, rather than the other way round. */
function metresFirst(t: Incidents): boolean {
  const plane = planeOf(t.crs)
  const some = Math.min(t.n, 200)
  let [metres, degrees] = [0, 0]
  for (let k = 0; k < some; k++) {
    const i = Math.floor((k * t.n) / some)
    const [lng, lat] = plane.inverse(t.x[i], t.y[i])
    if (lng === t.lng[i] && lat === t.lat[i]) metres++
    const [x, y] = plane.forward(t.lng[i], t.lat[i])
    if (x === t.x[i] && y === t.y[i]) degrees++
  }
  return metres >= degrees
}

const stamp = (minute: number): string => `${isoDay(dayOf(minute))} ${showTime(minute)}`

/** The columns that hold anything, in the order they are written. */
export function columnsOf(t: Incidents, text: IncidentText): Column[] {
  const columns: Column[] = []
  const add = (name: string, at: Column['at'], number = false) => columns.push({ name, number, at })
  const addText = (name: string, c: TextColumn) => c.bytes.length > 0 && add(name, (i) => textAt(c, i))
  const addDict = (name: string, c: DictColumn) =>
    c.codes.some((code) => c.values[code] !== '') && add(name, (i) => dictAt(c, i))
  addText('Crime number', text.id)
  addDict('Offence', t.wording)
  add(KIND_HEADER, (i) => OFFENCES[t.offence[i]].label)
  if (t.precision === 'month') add('Month', (i) => isoDay(dayOf(t.from[i])).slice(0, 7))
  else {
    // a row without a clock time says only its day
    add('Committed from', (i) =>
      (t.flags[i] & FLAG.noTime) !== 0 ? isoDay(dayOf(t.from[i])) : stamp(t.from[i]),
    )
    if (t.flags.some((f) => (f & FLAG.noEnd) === 0))
      add('Committed to', (i) => ((t.flags[i] & FLAG.noEnd) !== 0 ? '' : stamp(t.to[i])))
  }
  const { reported } = t
  if (reported) add('Reported', (i) => (reported[i] === NOT_REPORTED ? '' : stamp(reported[i])))
  if (metresFirst(t)) {
    const system =
      t.crs === 'plane'
        ? 'plane metres'
        : t.crs === 'utm'
          ? 'UTM metres'
          : t.crs === UNKNOWN_UNIT
            ? 'unknown unit'
            : t.crs
    add(`Easting (${system})`, (i) => t.x[i], true)
    add(`Northing (${system})`, (i) => t.y[i], true)
  } else {
    add('Longitude', (i) => t.lng[i], true)
    add('Latitude', (i) => t.lat[i], true)
  }
  addText('Address', text.address)
  addText('UPRN', text.uprn)
  addDict('Street', t.street)
  addDict('Beat', t.beat)
  addText('MO', text.mo)
  if (text.warning) addText('Location warning', text.warning)
  addDict('Outcome', t.outcome)
  return columns
}

/** Rows written between two breaths. */
const STEP = 5000
const utf8 = new TextEncoder()

/** Writes these rows, or all of them; yields the share done. */
export async function* exportIncidents(
  t: Incidents,
  text: IncidentText,
  format: ExportFormat,
  rows?: Uint32Array,
): AsyncGenerator<number, Blob> {
  const columns = columnsOf(t, text)
  const n = rows?.length ?? t.n
  const rowAt = (k: number) => rows?.[k] ?? k
  if (format === 'parquet') {
    const { parquetWriteBuffer } = await import('hyparquet-writer')
    const data: (string[] | Float64Array)[] = columns.map((c) =>
      c.number ? new Float64Array(n) : new Array<string>(n),
    )
    for (let k = 0; k < n; k++) {
      columns.forEach((c, j) => (data[j][k] = c.at(rowAt(k)) as never))
      if (k % STEP === STEP - 1) yield (0.8 * k) / n
    }
    const columnData = columns.map((c, j) => ({
      name: c.name,
      data: data[j] as string[],
      type: c.number ? ('DOUBLE' as const) : ('STRING' as const),
    }))
    return new Blob([parquetWriteBuffer({ columnData })], { type: 'application/vnd.apache.parquet' })
  }
  const parts: Uint8Array<ArrayBuffer>[] = []
  const csv = format === 'csv'
  // a byte order mark, or Excel garbles accents
  let lines = [
    csv
      ? '\ufeff' + columns.map((c) => csvCell(c.name)).join(',') + '\r\n'
      : '{"type":"FeatureCollection","features":[\n',
  ]
  const feature = (i: number) =>
    JSON.stringify({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [t.lng[i], t.lat[i]] },
      properties: Object.fromEntries(columns.map((c) => [c.name, c.at(i)])),
    })
  for (let k = 0; k < n; k++) {
    const i = rowAt(k)
    lines.push(
      csv ? columns.map((c) => csvCell(c.at(i))).join(',') + '\r\n' : feature(i) + (k < n - 1 ? ',\n' : '\n'),
    )
    if (lines.length < STEP) continue
    parts.push(utf8.encode(lines.join('')))
    lines = []
    yield k / n
  }
  parts.push(utf8.encode(lines.join('') + (csv ? '' : ']}\n')))
  return new Blob(parts, { type: csv ? 'text/csv;charset=utf-8' : 'application/geo+json' })
}
