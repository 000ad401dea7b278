/** What follows from the store: plane, as-at date, rows, study area. Each is kept until its inputs change. */
import { KeptWeakMap, memo } from '../core/base/kept.ts'
import { FLAG, type Incidents } from '../core/table/incidents.ts'
import { crossfilter, type View } from '../core/table/crossfilter.ts'
import { chosenPlaces, type Clause, usualOffences } from '../core/table/filter.ts'
import { daysAmong, daysHad, type RowsByDay } from '../core/table/span.ts'
import { unplacedRows } from '../core/table/unplaced.ts'
import type { Homes } from '../core/places/homes.ts'
import type { Area, Boundary } from '../core/geometry/area.ts'
import { planeOf } from '../core/geometry/plane.ts'
import { dayOf, minuteNow, parseIsoDay } from '../core/base/time.ts'
import { areaOnPlane, boundariesOnPlane, pointsOnPlane, studyAreaOnPlane } from '../core/geometry/onPlane.ts'
import { clausesOn, type SavedClause } from './project.ts'
import type { Boundaries, Dated, Filtered, Store } from './types.ts'

/** An extract this fresh is taken for today's; an older one is looked at as of its last day. */
export const FRESH_DAYS = 7

const realToday = (): number => dayOf(minuteNow(new Date()))

/** The as-at date: what "today" means for every analysis, with a sentence why. */
export function asAt(s: Dated): { day: number; why: string } {
  const chosen = parseIsoDay(s.project.asAt)
  if (!Number.isNaN(chosen)) return { day: chosen, why: 'chosen by you' }
  if (!s.incidents) return { day: realToday(), why: 'the date of this computer' }
  const { last } = s.incidents.table.span
  if (s.incidents.sample) return { day: last, why: 'the last day of the sample' }
  const now = realToday()
  if (last <= now && now - last <= FRESH_DAYS) return { day: now, why: 'the date of this computer' }
  return {
    day: last,
    why:
      last > now
        ? 'the day of the last incident of the file, which is after the date of this computer'
        : `the day of the last incident of the file, which is more than ${FRESH_DAYS} days ago`,
  }
}

const placed = new KeptWeakMap<SavedClause, Map<string, Clause>>()

/** A clause on a plane; the same object again for the same clause, so that an area is looked through once. */
function clauseOn(saved: SavedClause, crs: string): Clause {
  let planes = placed.get(saved)
  if (!planes) placed.set(saved, (planes = new Map()))
  let clause = planes.get(crs)
  if (!clause) planes.set(crs, (clause = clausesOn([saved], planeOf(crs))[0]))
  return clause
}

const viewMemo = memo(
  (table: Incidents, clauses: readonly SavedClause[]): View =>
    crossfilter(table).at(clauses.map((c) => clauseOn(c, table.crs))),
  12,
)

/** Where a table holds much else, the page opens on the kinds of crime Cocoon is for; the chip takes it off. */
export const firstFilter = memo((table: Incidents): SavedClause[] => {
  const offences = usualOffences(table)
  return offences ? [{ source: 'offence', kind: 'offence', offences }] : []
}, 2)

const none = new Uint32Array(0)
const noDays: RowsByDay = { first: 0, rows: new Uint32Array(0) }

/** The filters as linked views ask them: rows and counts, with or without the clauses of a control. */
export const viewOf = (s: Filtered): View | undefined =>
  s.incidents && viewMemo(s.incidents.table, s.project.clauses)

/** Rows left by the filters; `except` leaves out the clauses of one control. The same array for an equal question. */
export const rowsOf = (s: Filtered, except?: string): Uint32Array =>
  viewOf(s)?.rows(...(except === undefined ? [] : [except])) ?? none

/** Rows without a place left by the filters, for figures over time; `except` leaves out the clauses of one control. */
export const unplacedOf = (s: Filtered, except?: string): Uint32Array =>
  s.incidents?.table.unplaced ? unplacedMemo(s.incidents.table, s.project.clauses, except) : none

const placesMemo = memo((table: Incidents, clauses: readonly SavedClause[]): View | undefined => {
  const places = chosenPlaces(clauses.map((c) => clauseOn(c, table.crs)))
  return places && crossfilter(table).at(places)
})

/** Rows of every kind and day in the beats and streets that are chosen; undefined while none is. */
export const withinRows = (s: Filtered): Uint32Array | undefined =>
  s.incidents && placesMemo(s.incidents.table, s.project.clauses)?.rows()

const unplacedMemo = memo(
  (table: Incidents, clauses: readonly SavedClause[], except: string | undefined): Uint32Array =>
    unplacedRows(
      table,
      clauses.filter((c) => c.source !== except).map((c) => clauseOn(c, table.crs)),
    ),
  4,
)

const overMemo = memo((table: Incidents) => daysHad(table), 2)
const knownMemo = memo(
  (table: Incidents, rows: Uint32Array, unplaced: Uint32Array): RowsByDay =>
    daysAmong(table, rows, unplaced, overMemo(table)),
  4,
)

/** How many rows left by the filters are of each day, rows without a place too, but for those whose date is odd; `except` as in `rowsOf`. */
export const knownDays = (s: Filtered, except?: string): RowsByDay =>
  s.incidents ? knownMemo(s.incidents.table, rowsOf(s, except), unplacedOf(s, except)) : noDays

const studyMemo = memo(
  (crs: string, clauses: readonly SavedClause[], boundaries: readonly Boundaries[]): Area | undefined => {
    const plane = planeOf(crs)
    const drawn = clauses.find((c) => c.kind === 'area')
    return drawn?.kind === 'area'
      ? areaOnPlane(drawn.name, drawn.shape, plane)
      : studyAreaOnPlane(boundaries, plane)
  },
)

/** Where incidents could have been: the drawn area, else the study area that was loaded, else unknown. */
export const studyArea = (s: Filtered & Pick<Store, 'boundaries'>): Area | undefined =>
  s.incidents ? studyMemo(s.incidents.table.crs, s.project.clauses, s.boundaries) : undefined

const boundariesMemo = memo((crs: string, files: readonly Boundaries[]): Boundary[] =>
  boundariesOnPlane(files, planeOf(crs)),
)

/** Every loaded boundary on the plane of the incidents; undefined while there is none. */
export const boundariesOn = (s: Pick<Store, 'incidents' | 'boundaries'>): Boundary[] | undefined =>
  s.incidents && s.boundaries.length > 0 ? boundariesMemo(s.incidents.table.crs, s.boundaries) : undefined

const homesMemo = memo((homes: Homes, crs: string) => pointsOnPlane(homes, planeOf(crs)))

/** The homes on the plane of the incidents; undefined while either is missing. */
export const homesOn = (
  s: Pick<Store, 'incidents' | 'homes'>,
): { x: Float64Array; y: Float64Array } | undefined =>
  s.incidents && s.homes ? homesMemo(s.homes.homes, s.incidents.table.crs) : undefined

// a collator made once is ten times as fast as localeCompare: open data has thousands of areas
const byName = new Intl.Collator('en', { numeric: true })

/** Beats that can be chosen: those of the file, by name. */
export const beatsOf = memo((t: Incidents): { name: string; n: number }[] => {
  const counts = new Uint32Array(t.beat.values.length)
  for (let i = 0; i < t.n; i++) counts[t.beat.codes[i]]++
  return t.beat.values
    .map((name, code) => ({ name, n: counts[code] }))
    .filter((b) => b.name !== '' && b.n > 0)
    .sort((a, b) => byName.compare(a.name, b.name))
})

/** Share of the incidents that may lie outside the first view on each side: few rows, whole counties away. */
const TAIL = 0.002

/** Rows looked at for the first view, at least. */
const FRAMED = 20_000

/**
 * Box to look at first, WGS84: [west, south, east, north]; undefined when nothing is placed. It leaves out rows
 * flagged as outliers, and the outermost 0.2% on each side where there are enough rows for that to be noise.
 */
export const frameOf = memo((t: Incidents): [number, number, number, number] | undefined => {
  // an even sample tells where a million rows lie as well as all of them, and sorts in no time
  const step = Math.max(1, Math.floor(t.n / FRAMED))
  const range = (values: Float64Array): [number, number] | undefined => {
    let kept = new Float64Array(Math.ceil(t.n / step))
    let n = 0
    for (let i = 0; i < t.n; i += step)
      if (Number.isFinite(values[i]) && (t.flags[i] & FLAG.outlier) === 0) kept[n++] = values[i]
    kept = kept.subarray(0, n).sort()
    if (kept.length === 0) return undefined
    const cut = Math.floor(kept.length * TAIL)
    return [kept[cut], kept[kept.length - 1 - cut]]
  }
  const [x, y] = [range(t.lng), range(t.lat)]
  return x && y && [x[0], y[0], x[1], y[1]]
})

/** Tables up to this size are looked through in a moment. */
const SMALL = 100_000

/**
 * Works out beforehand what every panel asks of a large table, a step at a time, so that showing it blocks nobody.
 * The answers lie where the panels look for them.
 */
export async function warm(table: Incidents): Promise<void> {
  if (table.n <= SMALL) return
  const clauses = firstFilter(table)
  const steps = [
    () => viewMemo(table, clauses).rows(),
    () => viewMemo(table, clauses).rows('period'),
    () =>
      knownMemo(
        table,
        viewMemo(table, clauses).rows('period'),
        table.unplaced ? unplacedMemo(table, clauses, 'period') : none,
      ),
    () => beatsOf(table),
    () => frameOf(table),
  ]
  for (const step of steps) {
    await new Promise((resolve) => setTimeout(resolve))
    step()
  }
}
