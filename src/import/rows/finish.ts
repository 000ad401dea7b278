/** Collected rows → the frozen table every analysis reads, with the report that accounts for each row. */
import { FLAG } from '../../core/table/incidents.ts'
import type { Incidents, IncidentText, Precision, Source } from '../../core/table/incidents.ts'
import { spanOf } from '../../core/table/span.ts'
import { flagRepeats, placesOf } from '../../core/places/places.ts'
import type { Collector } from './collector.ts'
import type { ImportOptions, ImportReport, Opened } from '../contract.ts'
import { fingerprintOf } from './fingerprint.ts'
import { withoutPersonal } from '../meaning/guess.ts'
import { handlingColumns } from '../meaning/handling.ts'
import { kindsOf } from '../meaning/kinds.ts'
import { findOutliers } from './outliers.ts'
import { placeRows } from './placing.ts'
import type { Placed } from './placing.ts'
import {
  columnGuesses,
  count,
  dateEvidence,
  dateNotes,
  layouts,
  memoryNote,
  seriesBreaks,
} from '../report/remarks.ts'
import { exchangeSwapped, findSwapped } from './swapped.ts'
import { newestMinute } from './window.ts'
import { leaveOutByPlace, warningsOf } from './treat.ts'

/** Turns the collection into the incident table and its report. Yields now and then, so that a cancel can land. */
export async function* finishIncidents(
  c: Collector,
  options: ImportOptions,
): AsyncGenerator<undefined, Extract<Opened, { kind: 'incidents' }>> {
  const [first] = c.segments
  const source: Source = first.mapping.monthly ? 'open' : 'exact'
  const exchanged = options.treat?.swapped === 'fix' ? exchangeSwapped(c) : 0
  let placed = placeRows(c)
  yield
  // where the user leaves rows out by their place, the table is looked at anew without them
  if (yield* leaveOutByPlace(c, options, placed)) placed = placeRows(c)
  const { n } = c
  const { x, y, lng, lat, plane, points } = placed
  const from = c.from.finish()
  const flags = c.flags.finish()
  const precision = precisionOf(c, source, from, flags)
  const outliers = findOutliers(x, y, points)
  if (outliers) for (let i = 0; i < n; i++) if (outliers[i]) flags[i] |= FLAG.outlier
  const swapped = findSwapped(c)
  for (const i of swapped) flags[i] |= FLAG.outlier
  yield
  const kinds = kindsOf(c, options)
  const wording = c.wording.finish()
  const text: IncidentText = {
    id: c.id.finish(),
    address: c.address.finish(),
    uprn: c.uprn.finish(),
    mo: c.mo.finish(),
  }
  yield
  const same =
    source === 'exact'
      ? samePlaces(placed, text, from, kinds.offence, wording.codes, flags)
      : {
          place: new Int32Array(n).fill(-1),
          notes: [
            'Open data: only the month is known, and each point stands for eight or more addresses. Equal rows and repeated crime numbers are normal and all are kept.',
          ],
        }
  yield
  const content: Omit<Incidents, 'fingerprint' | 'span'> = {
    n,
    precision,
    source,
    crs: plane.code,
    x,
    y,
    lng,
    lat,
    from,
    to: c.to.finish(),
    ...(c.segments.some((s) => s.mapping.col.reported !== undefined)
      ? { reported: c.reported.finish() }
      : {}),
    flags,
    offence: kinds.offence,
    wording,
    beat: c.beat.finish(),
    street: c.street.finish(),
    outcome: c.outcome.finish(),
    place: same.place,
  }
  const incidents: Incidents = Object.freeze({
    ...content,
    span: spanOf(content, newestMinute()),
    fingerprint: fingerprintOf(content),
  })
  const warnings = yield* warningsOf(c, incidents, points, swapped)
  const notes = [
    ...kinds.notes,
    ...same.notes,
    ...(exchanged > 0
      ? [`In ${count(exchanged)} rows the coordinates stood in each other’s columns and were exchanged.`]
      : []),
    ...dateNotes(c, options),
    ...seriesBreaks(from, kinds.offence),
    ...c.segments.flatMap((s) => [...s.mapping.notes, ...s.table.notes]),
    ...(c.segments.some((s) => s.mapping.personal.length > 0)
      ? [
          'Columns of people’s details were not taken over; they are blanked in the preview and in the rows left out.',
        ]
      : []),
    c.leftOut.note() ?? '',
    memoryNote(incidents, text),
  ]
  const handling = handlingColumns(first.table, options.handling)
  const read = new Set(handling.map((h) => h.column))
  const report: ImportReport = {
    files: c.segments.map((s) => ({ name: s.name, rows: s.rows, kept: s.end - s.start, what: s.what })),
    rows: c.rows,
    kept: n,
    leftOut: c.leftOut.finish(),
    warnings,
    precision,
    source,
    crs: plane.code,
    crsLabel: crsLabel(c, plane.code),
    columns: columnGuesses(c),
    ...(handling.length > 0 && { handling }),
    dropped: [...new Set(c.segments.flatMap((s) => s.mapping.dropped))].filter((d) => !read.has(d)),
    droppedPersonal: [...new Set(c.segments.flatMap((s) => s.mapping.droppedPersonal))],
    wordings: kinds.wordings,
    header: first.table.header,
    preview: first.table.sample.slice(0, 50).map((row) => withoutPersonal(row, first.mapping)),
    exchanged: c.segments.some((s) => s.mapping.swapped),
    dates: dateEvidence(c),
    layouts: layouts(c),
    ...(c.segments.some((s) => s.table.layers) && {
      layers: c.segments.flatMap((s) => s.table.layers ?? []),
    }),
    notes: [...new Set(notes.filter((s) => s !== ''))],
  }
  const name = c.segments.length === 1 ? first.name : `${first.name} and ${count(c.segments.length - 1)} more`
  return { kind: 'incidents', name, incidents, text, report, lines: c.line.finish(), options }
}

/** How exactly the table knows its times; midnights of a table without clock times stop being placeholders. */
function precisionOf(c: Collector, source: Source, from: Int32Array, flags: Uint16Array): Precision {
  if (source === 'open') return 'month'
  if (c.n > 0 && c.timed / c.n >= 0.2) return 'minute'
  // a column of midnights tells no clock time: those are not placeholders among real times
  for (let i = 0; i < c.n; i++)
    if ((flags[i] & FLAG.placeholderTime) !== 0 && from[i] % 1440 === 0)
      flags[i] = (flags[i] & ~FLAG.placeholderTime) | FLAG.noTime
  return 'day'
}

/** Which rows lie at one place, with the later ones flagged, and how that was told. */
function samePlaces(
  { x, y }: Placed,
  { uprn, address }: IncidentText,
  from: Int32Array,
  offence: Uint8Array,
  wording: Uint32Array,
  flags: Uint16Array,
): { place: Int32Array; notes: string[] } {
  const n = x.length
  const { place, by } = placesOf({ n, x, y, uprn, address })
  const repeats = flagRepeats(place, from, offence, wording, flags)
  const notes = [
    `Same place: by UPRN ${count(by.uprn)}, by address ${count(by.address)}, by coordinates to 1 m ${count(by.coordinates)} rows.`,
  ]
  if (by.coordinates > n / 2 && repeats > n / 5)
    notes.unshift(
      `${count(repeats)} rows repeat an earlier one by their coordinates alone: the points may stand for blocks or streets rather than homes, so there may be too many repeats.`,
    )
  return { place, notes }
}

/** The systems of all files, in words. */
function crsLabel(c: Collector, plane: string): string {
  const labels = [...new Set(c.segments.map((s) => s.mapping.crs.label))]
  const moved = plane === 'EPSG:27700' && labels.some((l) => l.startsWith('WGS84'))
  return (
    labels.join('; ') +
    (moved
      ? ', measured on the British National Grid (EPSG:27700); the change of system is good to about 5 m'
      : '')
  )
}
