/**
 * Next week's extract joined to what is loaded. Crime numbers decide only where they can be trusted: exact data, and
 * each number once in either table. Even then the offence and the day or the place must agree, or both rows stay:
 * some forces use their numbers again for unrelated crimes. Everywhere else rows are compared whole, one to one.
 */
import { FLAG, NOT_REPORTED } from '../../core/table/incidents.ts'
import type { Incidents, IncidentText, Precision } from '../../core/table/incidents.ts'
import { drain } from '../../core/base/drain.ts'
import { flagRepeats, placesOf } from '../../core/places/places.ts'
import { isNowhere, planeOf } from '../../core/geometry/plane.ts'
import type { ImportReport } from '../contract.ts'
import { spanOf } from '../../core/table/span.ts'
import { fingerprintOf } from '../rows/fingerprint.ts'
import { newestMinute } from '../rows/window.ts'
import { gather, gatherDict, gatherText, joinReports } from './joinParts.ts'
import { Pairing } from './pairing.ts'

/** Incidents with all that belongs to them. */
export interface Side {
  readonly name: string
  readonly incidents: Incidents
  readonly text: IncidentText
  readonly report: ImportReport
  readonly lines?: Uint32Array
}

/** What became of the rows: added.n = fresh + changed + unchanged + clashing; joined.n = base.n + fresh + clashing. */
export interface JoinCounts {
  readonly fresh: number
  /** the row of the added file stands in place of the loaded one */
  readonly changed: number
  readonly unchanged: number
  /** the same crime number for what looks like another crime: both are kept */
  readonly clashing: number
  /** loaded rows of the added file's period that are not in it: kept */
  readonly absent: number
}

/** Why two tables cannot be joined, as a sentence; undefined when they can. */
export function unjoinable(base: Incidents, added: Incidents): string | undefined {
  if (base.source !== added.source)
    return 'One table is exact and the other is open data with snap points: together they would say neither where nor when. Replace what is loaded.'
  if (isNowhere(base.crs) !== isNowhere(added.crs))
    return 'The coordinates of one table lie nowhere in particular, so the two cannot be put on one map. Choose its system of coordinates first.'
  return undefined
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

/** One table of both, and what became of the rows. */
export interface Joined {
  readonly joined: Side
  readonly counts: JoinCounts
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
}

function pickRows(base: Side, added: Side, pairing: Pairing, partner: Int32Array): Picked {
  const [s, t] = [base.incidents, added.incidents]
  const counts = { fresh: 0, changed: 0, unchanged: 0, clashing: 0, absent: 0 }
  const pick = new Int32Array(s.n + t.n)
  for (let i = 0; i < s.n; i++) pick[i] = i
  const met = new Uint8Array(s.n)
  const replaced: number[] = []
  const known: number[] = []
  let n = s.n
  for (let j = 0; j < t.n; j++) {
    const i = partner[j]
    if (i < 0) {
      counts[i === -1 ? 'fresh' : 'clashing']++
      pick[n++] = ~j
      continue
    }
    met[i] = 1
    if (pairing.identical(i, j)) {
      counts.unchanged++
      known.push(j)
    } else {
      counts.changed++
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
  for (let i = 0; i < s.n; i++) if (!met[i] && s.from[i] >= first && s.from[i] <= last) counts.absent++
  return { rows: pick.subarray(0, n), counts, replaced, known }
}

/** Joins `added` to `base`; yields the share done. Throws a sentence when they cannot be joined. */
export function* joinSteps(base: Side, given: Side): Generator<number, Joined, void> {
  const no = unjoinable(base.incidents, given.incidents)
  if (no) throw new Error(no)
  const added = { ...given, incidents: onPlaneOf(base.incidents, given.incidents) }
  const [s, t] = [base.incidents, added.incidents]
  const pairing = new Pairing(base, added)
  const pairs = pairing.pair()
  let step = pairs.next()
  for (; !step.done; step = pairs.next()) yield 0.5 * step.value
  const picked = pickRows(base, added, pairing, step.value)
  const { rows } = picked
  const n = rows.length
  yield 0.55
  const text: IncidentText = {
    id: gatherText(base.text.id, added.text.id, rows),
    address: gatherText(base.text.address, added.text.address, rows),
    uprn: gatherText(base.text.uprn, added.text.uprn, rows),
    mo: gatherText(base.text.mo, added.text.mo, rows),
  }
  yield 0.65
  const x = gather(Float64Array, s.x, t.x, rows)
  const y = gather(Float64Array, s.y, t.y, rows)
  const from = gather(Int32Array, s.from, t.from, rows)
  const offence = gather(Uint8Array, s.offence, t.offence, rows)
  const wording = gatherDict(s.wording, t.wording, rows)
  const flags = gather(Uint16Array, s.flags, t.flags, rows).map((f) => f & ~FLAG.repeat)
  yield 0.7
  let place = new Int32Array(n).fill(-1)
  if (s.source === 'exact') {
    // an address of this week may repeat one of last month
    place = placesOf({ n, x, y, uprn: text.uprn, address: text.address }).place as Int32Array<ArrayBuffer>
    yield 0.9
    flagRepeats(place, from, offence, wording.codes, flags)
  }
  yield 0.95
  const unknown = (m: number) => new Int32Array(m).fill(NOT_REPORTED)
  const to = gather(Int32Array, s.to, t.to, rows)
  const content: Omit<Incidents, 'fingerprint' | 'span'> = {
    n,
    precision: precisionOf(flags, s.precision, t.precision),
    source: s.source,
    crs: s.crs,
    x,
    y,
    lng: gather(Float64Array, s.lng, t.lng, rows),
    lat: gather(Float64Array, s.lat, t.lat, rows),
    from,
    to,
    ...(s.reported || t.reported
      ? { reported: gather(Int32Array, s.reported ?? unknown(s.n), t.reported ?? unknown(t.n), rows) }
      : {}),
    flags,
    offence,
    wording,
    beat: gatherDict(s.beat, t.beat, rows),
    street: gatherDict(s.street, t.street, rows),
    outcome: gatherDict(s.outcome, t.outcome, rows),
    place,
  }
  const incidents: Incidents = Object.freeze({
    ...content,
    span: spanOf(content, newestMinute()),
    fingerprint: fingerprintOf(content),
  })
  const lines = base.lines && added.lines ? gather(Uint32Array, base.lines, added.lines, rows) : undefined
  const report = joinReports(base, added, incidents, picked)
  return {
    joined: { name: `${base.name} + ${added.name}`, incidents, text, report, ...(lines && { lines }) },
    counts: picked.counts,
  }
}

/** The same in one go. */
export const joinIncidents = (base: Side, added: Side): Joined => drain(joinSteps(base, added))
