/** Collected rows → the frozen table every analysis reads, with the report that accounts for each row. */
import { FLAG } from '../../core/table/incidents.ts'
import type { Incidents, IncidentText, Precision, Source } from '../../core/table/incidents.ts'
import { spanOf } from '../../core/table/span.ts'
import { flagDoubles } from '../../core/places/doubles.ts'
import { flagRepeats, placesOf } from '../../core/places/places.ts'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { UNKNOWN_UNIT } from '../../core/geometry/plane.ts'
import { blocksOf } from './blocks.ts'
import { withoutNoPlaces } from './noPlace.ts'
import {
  BLOCKS,
  MONTHS_AS_DAYS,
  SNAP_POINTS,
  UNIT_UNKNOWN,
  WEEKS,
  WEEKS_AS_DAYS,
  YEARS_FIRST,
} from '../report/problems.ts'
import { unitCheck } from './unit.ts'
import { damageOf, dropOneClock, gapsIn, numberNotes, oneNames, repair, snapPoints } from './whole.ts'
import { coarseness } from './coarse.ts'
import type { Collector } from './collector.ts'
import type { ImportOptions, ImportReport, Opened, Warning } from '../contract.ts'
import { fingerprintOf } from './fingerprint.ts'
import { withoutPersonal } from '../meaning/guess.ts'
import { handlingColumns } from '../meaning/handling.ts'
import { kindsOf, shedsNote } from '../meaning/kinds.ts'
import { gapsSaid } from '../report/gapsSaid.ts'
import { detailsNote, searchDetails } from '../meaning/personal.ts'
import { findOutliers } from './outliers.ts'
import { believeChance } from './placeholders.ts'
import { placeRows } from './placing.ts'
import type { Placed } from './placing.ts'
import {
  columnGuesses,
  dateEvidence,
  dateNotes,
  layouts,
  memoryNote,
  monthsNote,
  saidOnce,
  seriesBreaks,
} from '../report/remarks.ts'
import { readStreets } from './streets.ts'
import { believedUprns } from './spoiltUprns.ts'
import { exchangeSwapped, findSwapped } from './swapped.ts'
import { unplacedOf, unplacedRead } from './unplaced.ts'
import { newestMinute } from './window.ts'
import { leaveOut, warningsOf } from './treat.ts'

/** Turns the collection into the incident table and its report. Yields now and then, so that a cancel can land. */
export async function* finishIncidents(
  c: Collector,
  options: ImportOptions,
): AsyncGenerator<undefined, Extract<Opened, { kind: 'incidents' }>> {
  const [first] = c.segments
  const { treat = {} } = options
  const months = first.mapping.monthly
  const lean = options.only === 'points'
  // one system spells its names one way
  const oneNamed = months ? [] : oneNames(c)
  const oneClock = months ? '' : dropOneClock(c, options)
  const turned = treat.swapped === 'fix' ? exchangeSwapped(c) : 0
  let placed = placeRows(c, lean)
  yield
  const open = c.segments.every((s) => s.mapping.open)
  // months and snap points go together in open data alone: a force's own months may be of true places
  const snapped = months && open ? undefined : snapPoints(c, placed, options)
  const source: Source = months || snapped !== undefined ? 'open' : 'exact'
  let damage = months || lean ? undefined : damageOf(c)
  const repaired = treat.damaged === 'fix' && damage ? repair(c, damage) : 0
  if (repaired > 0) damage = undefined
  // where rows are left out, the table is looked at anew without them
  const { gone, numbers, ended } = yield* leaveOut(c, options, { placed, exact: source === 'exact', damage })
  if (gone) {
    placed = placeRows(c, lean)
    damage = months || lean || repaired > 0 ? undefined : damageOf(c)
  }
  const { n } = c
  const { x, y, lng, lat, plane } = placed
  const from = c.from.handOver()
  const flags = c.flags.finish()
  if (!months) believeChance(c, flags)
  const precision = precisionOf(c, months, from, flags)
  const outliers = lean ? undefined : findOutliers(x, y, placed.points)
  if (outliers) for (let i = 0; i < n; i++) if (outliers[i]) flags[i] |= FLAG.outlier
  const swapped = lean ? [] : findSwapped(c)
  for (const i of swapped) flags[i] |= FLAG.outlier
  yield
  const kinds = kindsOf(c, options)
  const wording = c.wording.finish()
  const written = c.address.finish()
  const noPlaces = source === 'exact' ? withoutNoPlaces(written, x, y) : undefined
  const uprns = c.uprn.finish()
  const believed = source === 'exact' ? believedUprns(uprns, x, y) : { uprn: uprns, note: '' }
  const found = searchDetails(c.mo.finish(), options.personal === 'keep')
  const text: IncidentText = {
    id: c.id.finish(),
    address: noPlaces?.address ?? written,
    uprn: believed.uprn,
    mo: found.column,
    ...(c.segments.some((s) => s.mapping.col.warning !== undefined) && { warning: c.warning.finish() }),
  }
  yield
  const blocks = source === 'exact' && !lean ? blocksOf(c.segments) : undefined
  const same = lean
    ? { place: new Int32Array(n).fill(-1), doubles: 0, notes: [] }
    : source === 'exact'
      ? samePlaces(
          placed,
          text,
          from,
          kinds.offence,
          wording.codes,
          flags,
          blocks,
          plane.code !== UNKNOWN_UNIT,
        )
      : {
          place: new Int32Array(n).fill(-1),
          doubles: 0,
          notes: [
            months
              ? monthsNote(open, snapped)
              : `Snap points: ${snapped}. Each point may stand for many addresses, so nothing is said of doors or of repeats at one place.`,
          ],
        }
  yield
  const beat = c.beat.finish()
  const asWritten = c.street.finish()
  // elsewhere than in these islands blocks are published for streets, and open data names its own points
  const streets =
    !lean && c.segments.every((s) => s.mapping.uk && !s.mapping.open)
      ? readStreets(asWritten, written)
      : asWritten
  const unplaced = unplacedOf(
    c.unplaced,
    options,
    { n, from, beat, id: text.id, exact: source === 'exact' },
    precision,
  )
  const content: Omit<Incidents, 'fingerprint' | 'span'> = {
    n,
    precision,
    source,
    ...(source === 'open' &&
      !open && { points: snapped === undefined ? ('own' as const) : ('shared' as const) }),
    crs: plane.code,
    x,
    y,
    lng,
    lat,
    from,
    to: onceOf(from, c.to.handOver()),
    ...(c.segments.some((s) => s.mapping.col.reported !== undefined)
      ? { reported: c.reported.handOver() }
      : {}),
    flags,
    offence: kinds.offence,
    wording,
    beat,
    street: streets,
    outcome: c.outcome.finish(),
    place: same.place,
    ...(unplaced && { unplaced }),
    // exchanged days and months leave holes of their own
    ...(damage ? {} : gapsIn({ n, from, flags, precision })),
  }
  const incidents: Incidents = Object.freeze({
    ...content,
    span: spanOf(content, newestMinute()),
    fingerprint: lean ? '' : fingerprintOf(content),
  })
  const asMonths = c.segments.some((s) => s.mapping.monthsAsDays !== undefined)
  const coarse = lean || source !== 'exact' || snapped !== undefined ? '' : coarseness(c)
  const missing = gapsSaid(incidents.gaps)
  const ofTheWhole: Warning[] = [
    ...(plane.code === UNKNOWN_UNIT ? [{ what: UNIT_UNKNOWN, n }] : []),
    ...(asMonths ? [{ what: MONTHS_AS_DAYS, n }] : []),
    ...saidOnce(
      c.segments.flatMap((s) =>
        s.mapping.weeks && s.end > s.start
          ? [{ what: s.mapping.weeksByDay ? WEEKS_AS_DAYS : WEEKS, n: s.end - s.start }]
          : [],
      ),
    ),
    ...(c.segments.some((s) => s.mapping.order === 'ymd' && s.dates.ordered > 0)
      ? [{ what: YEARS_FIRST, n }]
      : []),
    ...saidOnce(c.segments.flatMap((s) => s.mapping.unread.map((what) => ({ what, n: s.end - s.start })))),
    ...(coarse !== '' ? [{ what: coarse, n }] : []),
    ...(blocks ? [{ what: BLOCKS, n }] : []),
    ...(snapped !== undefined ? [{ what: `${SNAP_POINTS}: ${snapped}`, n }] : []),
    ...missing.warnings,
  ]
  const warnings = lean
    ? []
    : yield* warningsOf(c, incidents, {
        ...{ points: placed.points, swapped, damage, address: text.address },
        doubles: same.doubles,
      })
  const notes = [
    ...missing.notes,
    ...numberNotes(numbers),
    ...oneNamed,
    ...(noPlaces
      ? [
          `In ${countOf(noPlaces.n, 'row')} the address is a word that names no door (${noPlaces.words.slice(0, 6).join(', ')}${noPlaces.words.length > 6 ? ' …' : ''}): it makes no address and no repeat.`,
        ]
      : []),
    believed.note,
    ...(repaired > 0 ? [`In ${countOf(repaired, 'row')} day and month were exchanged.`] : []),
    ...kinds.notes,
    ...same.notes,
    ...(turned > 0
      ? [`In ${countOf(turned, 'row')} the coordinates stood in each other’s columns and were exchanged.`]
      : []),
    oneClock,
    ...dateNotes(c, options),
    ...seriesBreaks(from, kinds.offence),
    ...c.segments.flatMap((s) => [...s.mapping.notes, ...s.table.notes]),
    ...(c.segments.some((s) => s.mapping.personal.length > 0)
      ? [
          'Columns of people’s details were not taken over; they are blanked in the preview and in the rows left out.',
        ]
      : []),
    detailsNote(found.personal, options.personal === 'keep'),
    shedsNote(kinds.sheds),
    c.leftOut.note() ?? '',
    memoryNote(incidents, text),
    unplacedRead(unplaced),
  ]
  const handling = handlingColumns(first.table, options.handling)
  const read = new Set(handling.map((h) => h.column))
  const report: ImportReport = {
    files: c.segments.map((s) => ({ name: s.name, rows: s.rows, kept: s.end - s.start, what: s.what })),
    rows: c.rows,
    kept: n,
    leftOut: c.leftOut.finish(),
    ...(unplaced && { countedInTime: unplaced.n }),
    warnings: [...ofTheWhole, ...warnings],
    precision,
    source,
    crs: plane.code,
    crsLabel: crsLabel(c, plane.code),
    columns: columnGuesses(c),
    ...(handling.length > 0 && { handling }),
    dropped: [...new Set(c.segments.flatMap((s) => s.mapping.dropped))].filter((d) => !read.has(d)),
    droppedPersonal: [...new Set(c.segments.flatMap((s) => s.mapping.droppedPersonal))],
    wordings: kinds.wordings,
    others: kinds.others,
    sheds: kinds.sheds,
    ...(c.segments.some((s) => s.mapping.col.mo !== undefined) && {
      personal: { ...found.personal, ...(options.personal === 'keep' && { kept: true }) },
    }),
    header: first.table.header,
    preview: first.table.sample.slice(0, 50).map((row) => withoutPersonal(row, first.mapping)),
    exchanged: c.segments.some((s) => s.mapping.swapped),
    dates: dateEvidence(c, options),
    ...(asMonths && { monthsAsDays: true }),
    ...(snapped !== undefined && { snapped }),
    ...(numbers.clashing > 0 && { numbers: { clashing: numbers.clashing, usedAgain: numbers.usedAgain } }),
    ...(plane.code === UNKNOWN_UNIT && { unit: unitCheck(c, text, x, y) }),
    layouts: layouts(c),
    ...(c.segments.some((s) => s.table.layers) && {
      layers: c.segments.flatMap((s) => s.table.layers ?? []),
    }),
    notes: [...new Set(notes.filter((s) => s !== ''))],
  }
  const name =
    c.segments.length === 1 ? first.name : `${first.name} and ${showNumber(c.segments.length - 1)} more`
  return {
    ...{ kind: 'incidents', name, incidents, text, report, lines: c.line.handOver(), options },
    ...(ended.length > 0 && { ended }),
  }
}

/** A column, or the one it equals in every row: files that know no end of a window need no second column. */
function onceOf(known: Int32Array, column: Int32Array): Int32Array {
  for (let i = 0; i < column.length; i++) if (column[i] !== known[i]) return column
  return known
}

/** How exactly the table knows its times; midnights of a table without clock times stop being placeholders. */
function precisionOf(c: Collector, months: boolean, from: Int32Array, flags: Uint16Array): Precision {
  if (months) return 'month'
  if (c.n > 0 && c.timed / c.n >= 0.2) return 'minute'
  // a column of midnights tells no clock time: those are not placeholders among real times
  for (let i = 0; i < c.n; i++)
    if ((flags[i] & FLAG.placeholderTime) !== 0 && from[i] % MINUTES_PER_DAY === 0)
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
  blocks: ReturnType<typeof blocksOf>,
  measured: boolean,
): { place: Int32Array; doubles: number; notes: string[] } {
  const n = x.length
  const { place, by } = placesOf({ n, x, y, uprn, address })
  const repeats = flagRepeats(place, from, offence, wording, flags)
  const doubles = flagDoubles({ place, from, offence, wording: { codes: wording } }, flags)
  const notes = [
    `Same place: ${countOf(by.uprn, 'row')} by UPRN, ${showNumber(by.address)} by address, ${showNumber(by.coordinates)} by coordinates${measured ? ' (to 1 m)' : ''}.`,
  ]
  if (blocks)
    notes.unshift(
      `The column “${blocks.column}” names blocks (such as “${blocks.such}”): ${countOf(repeats, 'row')} ${repeats === 1 ? 'repeats' : 'repeat'} an earlier one of the same point, not of the same home.`,
    )
  // numbers of an unknown unit are not measured: one of theirs may be a kilometre
  else if (measured && by.coordinates > n / 2 && repeats > n / 5)
    notes.unshift(
      `${countOf(repeats, 'row repeats', 'rows repeat')} an earlier one by their coordinates alone: the points may stand for blocks or streets rather than homes, so there may be too many repeats.`,
    )
  return { place, doubles, notes }
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
