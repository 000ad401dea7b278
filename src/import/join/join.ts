/**
 * Next week's extract joined to what is loaded. Crime numbers decide only where they can be trusted: exact data, and
 * each number once in either table, or once of its kind. Even then the day or the place must agree, and both where the
 * offence is another, or both rows stay: some forces use their numbers again for unrelated crimes. Everywhere else rows are
 * compared whole, one to one. A crime that the later file says is none any more leaves the table.
 */
import { coarseSays } from '../../core/table/coarse.ts'
import { FLAG, NOT_REPORTED } from '../../core/table/incidents.ts'
import type { Incidents, IncidentText, Precision } from '../../core/table/incidents.ts'
import { drain } from '../../core/base/drain.ts'
import { flagDoubles } from '../../core/places/doubles.ts'
import { flagRepeats, placesOf } from '../../core/places/places.ts'
import { isNowhere, planeOf } from '../../core/geometry/plane.ts'
import { rowKey } from '../../core/series/series.ts'
import { textAt, type TextColumn } from '../../core/base/text.ts'
import { gapsOf } from '../../core/table/gaps.ts'
import type { Ended, ImportReport } from '../contract.ts'
import { spanOf } from '../../core/table/span.ts'
import { fingerprintOf } from '../rows/fingerprint.ts'
import { newestMinute } from '../rows/window.ts'
import { nameKey, wordingKey } from '../rows/oneName.ts'
import { columnRows, windowsOf } from './columnRows.ts'
import { gather, gatherDict, gatherText, joinReports } from './joinParts.ts'
import { joinUnplaced } from './joinUnplaced.ts'
import { Pairing } from './pairing.ts'
import { timesOf } from './times.ts'
import { writingsOf } from './writings.ts'

const noText = (n: number): TextColumn => ({ bytes: new Uint8Array(0), offsets: new Uint32Array(n + 1) })

/** Incidents with all that belongs to them. */
export interface Side {
  readonly name: string
  readonly incidents: Incidents
  readonly text: IncidentText
  readonly report: ImportReport
  readonly lines?: Uint32Array
  /** rows its file says are no crimes any more */
  readonly ended?: readonly Ended[]
}

/** What became of the rows: added.n = fresh + changed + unchanged + clashing; joined.n = base.n + fresh + clashing − ended. */
export interface JoinCounts {
  readonly fresh: number
  /** the row of the added file stands in place of the loaded one */
  readonly changed: number
  readonly unchanged: number
  /** the same crime number for what looks like another crime: both are kept */
  readonly clashing: number
  /** of the changed: those of another kind of offence now */
  readonly reclassified: number
  /** loaded rows that the added file says are no crimes any more: left out */
  readonly ended: number
  /** loaded rows of the added file's period that are not in it: kept */
  readonly absent: number
  /** columns that the added file tells in no row, where there are any: those of the loaded rows stand */
  readonly untold?: readonly string[]
  /** of the fresh: those that may be loaded already, since one file tells when crimes were reported and the other when they began */
  readonly unsure?: number
}

/** Why two tables cannot be joined, as a sentence; undefined when they can. */
export function unjoinable(base: Incidents, added: Incidents): string | undefined {
  if (base.source !== added.source)
    return `One table is exact, the other is not. ${coarseSays(base.source === 'open' ? base : added)}, so together they would say neither where nor when. Replace what is loaded.`
  if (isNowhere(base.crs) !== isNowhere(added.crs))
    return 'The coordinates of one table lie nowhere in particular, so the two cannot be put on one map. Choose its system of coordinates first.'
  return undefined
}

/** What the points of two tables joined are: of the coarser one; a force's own rows among them are published by nobody. */
function pointsOf(s: Incidents, t: Incidents): Pick<Incidents, 'points'> {
  if (s.points === t.points) return s.points ? { points: s.points } : {}
  return { points: 'shared' }
}

/** Rows of `added` with coordinates on the plane of `base`. */
function onPlaneOf(base: Incidents, added: Incidents): Incidents {
  if (base.crs === added.crs) return added
  const plane = planeOf(base.crs)
  const x = new Float64Array(added.n)
  const y = new Float64Array(added.n)
  for (let i = 0; i < added.n; i++) [x[i], y[i]] = plane.forward(added.lng[i], added.lat[i])
  return { ...added, crs: base.crs, x, y }
}

/** Rows that are no crimes any more, with coordinates on the plane of `base`. */
function endedOn({ crs }: Incidents, { ended = [], incidents }: Side): readonly Ended[] {
  if (crs === incidents.crs) return ended
  const [from, to] = [planeOf(incidents.crs), planeOf(crs)]
  return ended.map((e) => {
    const [x, y] = to.forward(...from.inverse(e.x, e.y))
    return { ...e, x, y }
  })
}

/** One table of both, and what became of the rows. */
export interface Joined {
  readonly joined: Side
  readonly counts: JoinCounts
  /** loaded crimes that are another now, or none */
  readonly became: readonly Became[]
  /** row of the loaded table of each added one, below 0 where it has none */
  readonly partner: Int32Array
}

/** A loaded crime that the added file tells otherwise: what rests on its row must say what became of it. */
export interface Became {
  /** crime number */
  readonly id: string
  /** row of the table that was loaded before */
  readonly row: number
  /** key by which series know it, before and now; absent = no crime any more */
  readonly key: string
  readonly now?: string
  /** kinds of offence, as indices; absent = no crime any more */
  readonly was: number
  readonly is?: number
}

function precisionOf(flags: Uint16Array, a: Precision, b: Precision): Precision {
  if (a === b) return a
  let timed = 0
  for (const f of flags) if ((f & (FLAG.noTime | FLAG.placeholderTime)) === 0) timed++
  return timed >= flags.length * 0.2 ? 'minute' : 'day'
}

/** Which row of the result is which: base rows keep their order, changed ones in place; fresh and clashing rows follow. */
interface Picked {
  /** row i of the result is row rows[i] of base, or row ~rows[i] of added */
  readonly rows: Int32Array
  readonly counts: JoinCounts
  /** rows of base that were replaced, and rows of added that were known */
  readonly replaced: readonly number[]
  readonly known: readonly number[]
  /** rows of base that are no crimes any more */
  readonly gone: readonly number[]
  /** pairs whose crime numbers differ by zeros in front alone */
  readonly zeros: number
}

function pickRows(base: Side, added: Side, pairing: Pairing, partner: Int32Array): Picked {
  const [s, t] = [base.incidents, added.incidents]
  const gone = new Set(pairing.ended(partner))
  const counts = {
    ...{ fresh: 0, changed: 0, unchanged: 0, clashing: 0, absent: 0 },
    ...{ reclassified: 0, ended: gone.size },
  }
  const pick = new Int32Array(s.n + t.n)
  for (let i = 0; i < s.n; i++) pick[i] = i
  const met = new Uint8Array(s.n)
  const replaced: number[] = []
  const known: number[] = []
  let n = s.n
  let unsure = 0
  for (let j = 0; j < t.n; j++) {
    const i = partner[j]
    if (i < 0) {
      counts[i === -1 ? 'fresh' : 'clashing']++
      if (i === -1 && pairing.isUnsure(j)) unsure++
      pick[n++] = ~j
      continue
    }
    met[i] = 1
    if (pairing.identical(i, j)) {
      counts.unchanged++
      known.push(j)
    } else {
      counts.changed++
      if (pairing.anotherKind(i, j)) counts.reclassified++
      pick[i] = ~j
      replaced.push(i)
    }
  }
  let [first, last] = [Infinity, -Infinity]
  for (let j = 0; j < t.n; j++)
    if ((t.flags[j] & FLAG.oddDate) === 0) {
      first = Math.min(first, t.from[j])
      last = Math.max(last, t.from[j])
    }
  for (let i = 0; i < s.n; i++)
    if (!met[i] && !gone.has(i) && s.from[i] >= first && s.from[i] <= last) counts.absent++
  const rows = pick.subarray(0, n)
  return {
    rows: gone.size > 0 ? rows.filter((r) => !gone.has(r)) : rows,
    counts: { ...counts, ...(unsure > 0 && { unsure }) },
    ...{ replaced, known, gone: [...gone], zeros: pairing.zeros },
  }
}

/** Joins `added` to `base`; yields the share done. Throws a sentence when they cannot be joined. */
export function* joinSteps(base: Side, given: Side): Generator<number, Joined, void> {
  const no = unjoinable(base.incidents, given.incidents)
  if (no) throw new Error(no)
  const added = {
    ...given,
    incidents: onPlaneOf(base.incidents, given.incidents),
    ended: endedOn(base.incidents, given),
  }
  const [s, t] = [base.incidents, added.incidents]
  const writings = writingsOf(base, given)
  const pairing = new Pairing(base, added, writings)
  const pairs = pairing.pair()
  let step = pairs.next()
  for (; !step.done; step = pairs.next()) yield 0.5 * step.value
  const picked = pickRows(base, added, pairing, step.value)
  const { rows } = picked
  const n = rows.length
  const { of, ids, places, untold, ...windows } = columnRows(base, added, rows, step.value, writings)
  yield 0.55
  const text: IncidentText = {
    id: gatherText(base.text.id, added.text.id, ids),
    address: gatherText(base.text.address, added.text.address, of('address')),
    uprn: gatherText(base.text.uprn, added.text.uprn, of('uprn')),
    mo: gatherText(base.text.mo, added.text.mo, of('mo')),
    ...((base.text.warning ?? added.text.warning) && {
      warning: gatherText(base.text.warning ?? noText(s.n), added.text.warning ?? noText(t.n), of('warning')),
    }),
  }
  yield 0.65
  const x = gather(Float64Array, s.x, t.x, places)
  const y = gather(Float64Array, s.y, t.y, places)
  const { from, to, flags } = windowsOf(timesOf(base), timesOf(added), rows, windows)
  const offence = gather(Uint8Array, s.offence, t.offence, of('offence'))
  const wording = gatherDict(s.wording, t.wording, of('offence'), wordingKey)
  yield 0.7
  let place = new Int32Array(n).fill(-1)
  let doubles = 0
  if (s.source === 'exact') {
    // an address of this week may repeat one of last month
    place = placesOf({ n, x, y, uprn: text.uprn, address: text.address }).place as Int32Array<ArrayBuffer>
    yield 0.9
    flagRepeats(place, from, offence, wording.codes, flags)
    doubles = flagDoubles({ place, from, offence, wording }, flags)
  }
  yield 0.95
  const unknown = (m: number) => new Int32Array(m).fill(NOT_REPORTED)
  const beat = gatherDict(s.beat, t.beat, of('beat'), nameKey)
  const unplaced = joinUnplaced(base, added, text.id, beat)
  const content: Omit<Incidents, 'fingerprint' | 'span'> = {
    n,
    precision: precisionOf(flags, s.precision, t.precision),
    source: s.source,
    ...pointsOf(s, t),
    crs: s.crs,
    x,
    y,
    lng: gather(Float64Array, s.lng, t.lng, places),
    lat: gather(Float64Array, s.lat, t.lat, places),
    from,
    to,
    ...(s.reported || t.reported
      ? {
          reported: gather(
            Int32Array,
            s.reported ?? unknown(s.n),
            t.reported ?? unknown(t.n),
            of('reported'),
          ),
        }
      : {}),
    flags,
    offence,
    wording,
    beat,
    street: gatherDict(s.street, t.street, of('street'), nameKey),
    outcome: gatherDict(s.outcome, t.outcome, of('outcome')),
    place,
    ...(unplaced && { unplaced }),
  }
  const gaps = gapsOf(content)
  const incidents: Incidents = Object.freeze({
    ...content,
    ...(gaps.length > 0 && { gaps }),
    span: spanOf(content, newestMinute()),
    fingerprint: fingerprintOf(content),
  })
  const lines = base.lines && added.lines ? gather(Uint32Array, base.lines, added.lines, rows) : undefined
  const report = joinReports(base, added, incidents, doubles, picked)
  return {
    joined: { name: `${base.name} + ${added.name}`, incidents, text, report, ...(lines && { lines }) },
    counts: { ...picked.counts, ...(untold.length > 0 && { untold }) },
    became: becameOf(base, incidents, picked),
    partner: step.value,
  }
}

/** What became of the loaded crimes that are told otherwise. */
function becameOf(base: Side, joined: Incidents, { rows, gone }: Picked): Became[] {
  const { incidents: s, text } = base
  const of = (row: number) => ({ id: textAt(text.id, row), row, key: rowKey(s, row), was: s.offence[row] })
  const out: Became[] = gone.map(of)
  // rows of base keep their order, but for those that are gone
  const kept = new Set(gone)
  for (let i = 0, k = 0; i < s.n; i++) {
    if (kept.has(i)) continue
    const at = k++
    if (rows[at] >= 0) continue
    const now = rowKey(joined, at)
    const was = of(i)
    if (now !== was.key) out.push({ ...was, now, is: joined.offence[at] })
  }
  return out
}

/** The same in one go. */
export const joinIncidents = (base: Side, added: Side): Joined => drain(joinSteps(base, added))
