/** Collected rows → the frozen table every analysis reads, with the report that accounts for each row. */
import { FLAG } from '../core/incidents.ts'
import type { Incidents, IncidentText, Precision, Source } from '../core/incidents.ts'
import { OFFENCES, offenceIndex } from '../core/offences.ts'
import type { OffenceId } from '../core/offences.ts'
import { flagRepeats, placesOf } from '../core/places.ts'
import { planeFor, planeOf } from '../core/plane.ts'
import type { Plane } from '../core/plane.ts'
import type { DictColumn, TextColumn } from '../core/text.ts'
import { minuteOf } from '../core/time.ts'
import type { ColumnGuess, DateEvidence, ImportOptions, ImportReport, Opened, Problem } from './contract.ts'
import { withoutPersonal } from './guess.ts'
import type { Mapping } from './guess.ts'
import type { Collector, Segment } from './collector.ts'
import { offenceOf, offenceOfFileName } from './offences.ts'
import { findOutliers } from './outliers.ts'
import { distinctPoints } from './points.ts'
import type { DistinctPoints } from './points.ts'
import { busiestPoint, leaveOutByPlace, showExamples } from './treat.ts'

const count = (n: number): string => n.toLocaleString('en-GB')

/** Turns the collection into the incident table and its report. */
export function finishIncidents(
  c: Collector,
  options: ImportOptions,
): Extract<Opened, { kind: 'incidents' }> {
  const notes: string[] = []
  const first = c.segments[0]
  const source: Source = first.mapping.monthly ? 'open' : 'exact'
  let place = project(c)
  // where the user leaves rows out by their place, the table is looked at anew without them
  if (leaveOutByPlace(c, options, place.x, place.y)) place = project(c)
  const n = c.n
  const from = c.from.finish()
  const to = c.to.finish()
  const flags = c.flags.finish()
  const timedShare = n === 0 ? 0 : c.timed / n
  const precision: Precision = source === 'open' ? 'month' : timedShare >= 0.2 ? 'minute' : 'day'
  if (precision === 'day') {
    // a column of midnights tells no clock time: those are not placeholders among real times
    for (let i = 0; i < n; i++)
      if ((flags[i] & FLAG.placeholderTime) !== 0 && from[i] % 1440 === 0)
        flags[i] = (flags[i] & ~FLAG.placeholderTime) | FLAG.noTime
  }

  const points = distinctPoints(place.x, place.y)
  const outliers = findOutliers(place.x, place.y, points)
  if (outliers) for (let i = 0; i < n; i++) if (outliers[i]) flags[i] |= FLAG.outlier

  const kinds = offences(c, options)
  notes.push(...kinds.notes)
  const wording = c.wording.finish()

  let at: Int32Array
  if (source === 'exact') {
    const found = placesOf({
      n,
      x: place.x,
      y: place.y,
      uprn: (i) => c.uprn.at(i),
      address: (i) => c.address.at(i),
    })
    at = found.place
    const repeats = flagRepeats(at, from, kinds.offence, wording.codes, flags)
    if (found.by.coordinates > n / 2 && repeats > n / 5)
      notes.push(
        `${count(repeats)} rows repeat an earlier one by their coordinates alone: the points may stand for blocks or streets rather than homes, so there may be too many repeats.`,
      )
    notes.push(
      `Same place: by UPRN ${count(found.by.uprn)}, by address ${count(found.by.address)}, by coordinates to 1 m ${count(found.by.coordinates)} rows.`,
    )
  } else {
    at = new Int32Array(n).fill(-1)
    notes.push(
      'Open data: only the month is known, and each point stands for eight or more addresses. Equal rows and repeated crime numbers are normal and all are kept.',
    )
  }
  notes.push(...dateNotes(c, options), ...seriesBreaks(from, kinds.offence))
  for (const s of c.segments) notes.push(...s.mapping.notes, ...s.table.notes)
  if (c.segments.some((s) => s.mapping.personal.length > 0))
    notes.push(
      'Columns of people’s details were not taken over; they are blanked in the preview and in the rows left out.',
    )
  const cut = c.leftOut.note()
  if (cut) notes.push(cut)

  const incidents: Incidents = Object.freeze({
    n,
    precision,
    source,
    crs: place.plane.code,
    x: place.x,
    y: place.y,
    lng: place.lng,
    lat: place.lat,
    from,
    to,
    ...(c.segments.some((s) => s.mapping.col.reported !== undefined)
      ? { reported: c.reported.finish() }
      : {}),
    flags,
    offence: kinds.offence,
    wording,
    beat: c.beat.finish(),
    street: c.street.finish(),
    outcome: c.outcome.finish(),
    place: at,
    fingerprint: fingerprint([place.x, place.y, from, to, kinds.offence, at]),
  })
  const text: IncidentText = {
    id: c.id.finish(),
    address: c.address.finish(),
    uprn: c.uprn.finish(),
    mo: c.mo.finish(),
  }
  notes.push(memoryNote(incidents, text))
  const crsLabels = [...new Set(c.segments.map((s) => s.mapping.crs.label))]
  const report: ImportReport = {
    files: c.segments.map((s) => ({ name: s.name, rows: s.rows, kept: s.end - s.start, what: s.what })),
    rows: c.rows,
    kept: n,
    leftOut: c.leftOut.finish(),
    warnings: warnings(c, incidents, points),
    precision,
    source,
    crs: place.plane.code,
    crsLabel: `${crsLabels.join('; ')}${place.plane.code === 'EPSG:27700' && crsLabels.some((l) => l.startsWith('WGS84')) ? ', measured on the British National Grid (EPSG:27700); the change of system is good to about 5 m' : ''}`,
    columns: columnGuesses(c),
    dropped: [...new Set(c.segments.flatMap((s) => s.mapping.dropped))],
    droppedPersonal: [...new Set(c.segments.flatMap((s) => s.mapping.droppedPersonal))],
    wordings: kinds.wordings,
    header: first.table.header,
    preview: first.table.sample.slice(0, 50).map((row) => withoutPersonal(row, first.mapping)),
    exchanged: c.segments.some((s) => s.mapping.swapped),
    dates: dateEvidence(c),
    layouts: layouts(c),
    notes: [...new Set(notes)],
  }
  const name = c.segments.length === 1 ? first.name : `${first.name} and ${count(c.segments.length - 1)} more`
  return { kind: 'incidents', name, incidents, text, report, lines: c.line.finish(), options }
}

/** What the table takes of the machine's memory. */
function memoryNote(t: Incidents, text: IncidentText): string {
  let bytes = 4 * t.n
  for (const v of [...Object.values(t), ...Object.values(text)] as unknown[]) {
    if (ArrayBuffer.isView(v)) bytes += v.byteLength
    else if (v && typeof v === 'object' && 'codes' in v) {
      const { codes, values } = v as DictColumn
      bytes += codes.byteLength + values.reduce((s, text) => s + 2 * text.length, 0)
    } else if (v && typeof v === 'object' && 'offsets' in v) {
      const c = v as TextColumn
      bytes += c.bytes.byteLength + c.offsets.byteLength
    }
  }
  const size = bytes < 1e6 ? `${count(Math.ceil(bytes / 1e3))} kB` : `${count(Math.round(bytes / 1e6))} MB`
  return `The table takes ${size} of memory, ${count(Math.round(bytes / t.n))} bytes a row.`
}

/** Everything onto one plane: the file's own when all agree, else the one for the middle of the points. */
function project(c: Collector) {
  const n = c.n
  const x = c.x.finish()
  const y = c.y.finish()
  const lng = new Float64Array(n)
  const lat = new Float64Array(n)
  const parts = c.segments.map(({ start, end, mapping }) => {
    const { of, first } = distinctPoints(x, y, start, end)
    // each distinct point is turned once
    const degrees = new Float64Array(first.length * 2)
    first.forEach((i, k) => degrees.set(mapping.crs.toWgs84(x[i], y[i]), 2 * k))
    scatter(of, degrees, start, lng, lat)
    return { of, degrees, start, crs: mapping.crs }
  })
  const planes = new Set(parts.map((p) => p.crs.plane))
  const own = planes.size === 1 ? [...planes][0] : undefined
  const feet = parts.every((p) => p.crs.code === 'feet')
  const plane: Plane =
    own !== undefined ? planeOf(own) : feet ? planeOf('plane') : planeFor(middle(lng), middle(lat))
  for (const { of, degrees, start, crs } of parts) {
    if (crs.plane === plane.code) continue
    for (let k = 0; k < degrees.length; k += 2) degrees.set(plane.forward(degrees[k], degrees[k + 1]), k)
    scatter(of, degrees, start, x, y)
  }
  return { x, y, lng, lat, plane }
}

/** Gives each row from `start` on the pair of its point. */
function scatter(
  of: Uint32Array,
  pairs: Float64Array,
  start: number,
  a: Float64Array,
  b: Float64Array,
): void {
  for (let i = 0; i < of.length; i++) {
    a[start + i] = pairs[2 * of[i]]
    b[start + i] = pairs[2 * of[i] + 1]
  }
}

/** Median of a column, from at most 10,001 rows spread over it. */
function middle(values: Float64Array): number {
  if (values.length === 0) return 0
  const step = Math.max(1, Math.floor(values.length / 10_001))
  const some: number[] = []
  for (let i = 0; i < values.length; i += step) some.push(values[i])
  return some.sort((a, b) => a - b)[some.length >> 1]
}

function offences(c: Collector, options: ImportOptions) {
  const n = c.n
  const offence = new Uint8Array(n)
  const notes: string[] = []
  const byFile = c.segments.map((s) =>
    s.mapping.col.offence === undefined && s.mapping.col.offenceCode === undefined
      ? {
          kind: offenceOfFileName(s.name) ?? 'other',
          named: offenceOfFileName(s.name) !== undefined,
          name: s.name,
        }
      : undefined,
  )
  const tally = new Map<string, { wording: string; offence: OffenceId; n: number }>()
  const memo = new Map<number, OffenceId>()
  const width = c.code.values.length
  c.segments.forEach((s, k) => {
    for (let i = s.start; i < s.end; i++) {
      const w = c.wording.codes.data[i]
      const pair = w * width + c.code.codes.data[i]
      // a table that Cocoon saved names its kinds; they stand unless the user says otherwise
      const named = NAMED.get(c.kind.values[c.kind.codes.data[i]])
      if (named !== undefined && options.offences?.[c.wording.values[w]] === undefined) {
        offence[i] = named
        continue
      }
      let kind = byFile[k] ? undefined : memo.get(pair)
      const wording = c.wording.values[w]
      if (kind === undefined) {
        kind =
          options.offences?.[wording] ??
          byFile[k]?.kind ??
          offenceOf(wording, c.code.values[c.code.codes.data[i]])
        if (!byFile[k]) memo.set(pair, kind)
      }
      offence[i] = offenceIndex(kind)
    }
    const file = byFile[k]
    if (file && options.offences?.[''] === undefined && s.mapping.col.kind === undefined)
      notes.push(
        file.named
          ? `${file.name} has no column of offences: all its rows count as “${OFFENCES[offenceIndex(file.kind)].label}”, as its name says.`
          : `${file.name} has no column of offences: all its rows count as “Other”.`,
      )
  })
  for (let i = 0; i < n; i++) {
    const wording = c.wording.values[c.wording.codes.data[i]]
    const key = `${offence[i]}|${c.wording.codes.data[i]}`
    const entry = tally.get(key)
    if (entry) entry.n++
    else tally.set(key, { wording, offence: OFFENCES[offence[i]].id, n: 1 })
  }
  return { offence, notes, wordings: [...tally.values()].sort((a, b) => b.n - a.n) }
}

function dateNotes(c: Collector, options: ImportOptions): string[] {
  const notes: string[] = []
  for (const { dates, mapping, name } of c.segments) {
    if (mapping.orderFixed || dates.ordered === 0) continue
    if (dates.first === 0 && dates.second === 0)
      notes.push(
        `${name}: no date has a number above 12 in the place of the day; read as day/month/year, as is usual in the UK.`,
      )
    else if (dates.first > 0 && dates.second > 0)
      notes.push(
        `${name}: the dates are mixed: ${count(dates.first)} fit only day/month and ${count(dates.second)} only month/day; the more frequent order was used and the others were left out.`,
      )
  }
  const z = c.segments.reduce((s, { dates }) => s + dates.z, 0)
  const offset = c.segments.reduce((s, { dates }) => s + dates.offset, 0)
  if (z > 0 && offset === 0)
    notes.push(
      options.clock === 'utc'
        ? 'Times marked as UTC (Z) were turned to UK clock time.'
        : 'Times are marked as UTC (Z), but many systems mark local time so: the clock is kept as written. If it is truly UTC, summer times are an hour early.',
    )
  if (offset > 0) notes.push('Times carry an offset from UTC: the local clock is kept as written.')
  return notes
}

/** Dates on which the counting of residential burglary changed. */
function seriesBreaks(from: Int32Array, offence: Uint8Array): string[] {
  const home = offenceIndex('burglary-home')
  let lo = Infinity
  let hi = -Infinity
  for (let i = 0; i < from.length; i++)
    if (offence[i] === home) {
      lo = Math.min(lo, from[i])
      hi = Math.max(hi, from[i])
    }
  const breaks = [
    [minuteOf(2017, 4, 1), 'April 2017, when “dwelling” became “residential” and took in sheds and garages'],
    [minuteOf(2023, 4, 1), 'April 2023, when “residential” was split into homes and unconnected buildings'],
  ] as const
  return breaks
    .filter(([when]) => lo < when && hi >= when)
    .map(([, words]) => `Burglary counts before and after are not alike across ${words}.`)
}

function warnings(c: Collector, t: Incidents, points: DistinctPoints) {
  const n = { reversed: 0, placeholder: 0, odd: 0, outlier: 0, noEnd: 0 }
  showExamples(c, 'outlier', (i) => (t.flags[i] & FLAG.outlier) !== 0)
  for (let i = 0; i < t.n; i++) {
    const f = t.flags[i]
    if (f & FLAG.reversed) n.reversed++
    if (f & FLAG.placeholderTime) n.placeholder++
    if (f & FLAG.oddDate) n.odd++
    if (f & FLAG.outlier) n.outlier++
    if (f & FLAG.noEnd) n.noEnd++
  }
  const known: [string, number, Problem?][] = [
    ['the window ends before it starts: kept as found', n.reversed, 'reversed'],
    ['a clock time of 00:00, 00:01 or 23:59 looks like a placeholder', n.placeholder, 'placeholder'],
    ['dated in the future, after its report, or before 1990', n.odd, 'odd'],
    ['far from all the rest: kept, but the map does not frame it', n.outlier, 'outlier'],
    ['no end of the window', c.segments.some((s) => s.mapping.col.to !== undefined) ? n.noEnd : 0],
    ...c.warnings,
  ]
  const busy = busiestPoint(t.x, t.y, points, t.source === 'open')
  if (busy) {
    showExamples(c, 'point', (i) => points.of[i] === busy.point)
    known.push([`at one and the same point (${busy.where}): a default point?`, busy.n, 'point'])
  }
  return known
    .filter(([, v]) => v > 0)
    .map(([what, v, problem]) => {
      const examples = c.examples.get(problem ?? what)
      return { what, n: v, ...(problem && { problem }), ...(examples && { examples }) }
    })
}

/** What all files together say of the order of day and month. */
function dateEvidence(c: Collector): DateEvidence {
  const sum = (of: (d: Segment['dates']) => number) => c.segments.reduce((s, { dates }) => s + of(dates), 0)
  const { order } = c.segments[0].mapping
  const [first, second] = [sum((d) => d.first), sum((d) => d.second)]
  return {
    order,
    ordered: sum((d) => d.ordered),
    agree: order === 'mdy' ? second : first,
    against: order === 'mdy' ? first : second,
    utc: sum((d) => (d.offset === 0 ? d.z : 0)),
  }
}

/** Each different header once; a file without one says nothing of the next. */
function layouts(c: Collector): string[][] {
  const named = c.segments.filter((s) => !s.table.headerless)
  const seen = new Map(named.map((s) => [s.table.header.join('\u0001'), s.table.header]))
  return [...seen.values()].map((h) => [...h])
}

const NAMED = new Map(OFFENCES.map((o, i) => [o.label as string, i]))

const SERIAL_WORDS = {
  excel: 'Excel’s day numbers',
  'epoch-days': 'days since 1970',
  'epoch-seconds': 'seconds since 1970',
  'epoch-milliseconds': 'milliseconds since 1970',
} as const

/** What the whole column says of how its dates are written. */
function dateForm(mapping: Mapping, dates: Segment['dates']): string {
  if (dates.ordered > 0) {
    const days = mapping.order === 'mdy' ? dates.fromSecond : dates.fromFirst
    const order = mapping.order === 'mdy' ? 'mm/dd' : mapping.order === 'ymd' ? 'yy/mm/dd' : 'dd/mm'
    return `${order}: ${days === 0 ? 'assumed, no day above 12' : `${count(days)} days above 12`}`
  }
  return mapping.serials.from ? SERIAL_WORDS[mapping.serials.from] : 'year first, or the month in words'
}

function columnGuesses(c: Collector): ColumnGuess[] {
  const seen = new Map<string, ColumnGuess>()
  for (const { mapping, dates } of c.segments)
    for (const g of mapping.guesses) {
      const key = `${g.field}|${g.column}`
      if (seen.has(key)) continue
      const form = g.field === 'from' && g.evidence !== 'chosen by the user' ? dateForm(mapping, dates) : ''
      seen.set(key, form === '' ? g : { ...g, evidence: `${g.evidence}; ${form}` })
    }
  return [...seen.values()]
}

/** FNV-1a over the bytes of the columns, four at a time. */
export function fingerprint(columns: readonly (Float64Array | Int32Array | Uint8Array)[]): string {
  let a = 0x811c9dc5
  let b = 0x01234567
  for (const column of columns) {
    const whole = column.byteLength - (column.byteLength % 4)
    const words = new Uint32Array(column.buffer, column.byteOffset, whole / 4)
    for (let i = 0; i < words.length; i++) {
      a = Math.imul(a ^ words[i], 0x01000193)
      b = Math.imul(b ^ (words[i] + i), 0x85ebca6b) ^ (b >>> 13)
    }
    const rest = new Uint8Array(column.buffer, column.byteOffset + whole, column.byteLength - whole)
    for (const v of rest) a = Math.imul(a ^ v, 0x01000193)
    a = Math.imul(a ^ column.length, 0x01000193)
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0')
}
