/**
 * Next week's extract joined to what is loaded. Crime numbers decide only where they can be trusted: exact data, and
 * each number once in either table. Even then the offence and the day or the place must agree, or both rows stay:
 * some forces use their numbers again for unrelated crimes. Everywhere else rows are compared whole, one to one.
 */
import { FLAG, NOT_REPORTED } from '../core/incidents.ts'
import type { Incidents, IncidentText, Precision } from '../core/incidents.ts'
import { flagRepeats, placesOf } from '../core/places.ts'
import { planeOf } from '../core/plane.ts'
import { dictAt, textAt } from '../core/text.ts'
import { dayOf } from '../core/time.ts'
import type { ImportReport } from './contract.ts'
import { fingerprint } from './fingerprint.ts'
import { gather, gatherDict, gatherText, joinReports } from './joinParts.ts'

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

/** Two rows this near are at one place, metres. */
const SAME_PLACE_M = 50

/** Why two tables cannot be joined, as a sentence; undefined when they can. */
export function unjoinable(base: Incidents, added: Incidents): string | undefined {
  if (base.source !== added.source)
    return 'One table is exact and the other is open data with snap points: together they would say neither where nor when. Replace what is loaded.'
  if ((base.crs === 'plane') !== (added.crs === 'plane'))
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

/** Row of each crime number that stands in the table once; -1 for one that stands there more often. */
function rowsById({ incidents, text }: Side): Map<string, number> {
  const rows = new Map<string, number>()
  if (incidents.source === 'open') return rows
  for (let i = 0; i < incidents.n; i++) {
    const id = textAt(text.id, i)
    if (id !== '') rows.set(id, rows.has(id) ? -1 : i)
  }
  return rows
}

/** What makes a row this row where no number can be trusted; its outcome and narrative may change. */
function contentKey({ incidents: t, text }: Side, i: number): string {
  const where = textAt(text.uprn, i) || textAt(text.address, i) || dictAt(t.street, i)
  return [
    textAt(text.id, i),
    t.from[i],
    t.to[i],
    t.x[i].toFixed(1),
    t.y[i].toFixed(1),
    t.offence[i],
    dictAt(t.wording, i),
    where,
  ].join('\u0001')
}

function sameCrime(a: Side, i: number, b: Side, j: number): boolean {
  const [s, t] = [a.incidents, b.incidents]
  if (s.offence[i] !== t.offence[j]) return false
  if (dayOf(s.from[i]) === dayOf(t.from[j])) return true
  const uprn = textAt(a.text.uprn, i)
  return (
    Math.hypot(s.x[i] - t.x[j], s.y[i] - t.y[j]) <= SAME_PLACE_M ||
    (uprn !== '' && uprn === textAt(b.text.uprn, j))
  )
}

/** Whether two rows of one crime say the same in every column. */
function identical(a: Side, i: number, b: Side, j: number): boolean {
  const [s, t] = [a.incidents, b.incidents]
  return (
    s.from[i] === t.from[j] &&
    s.to[i] === t.to[j] &&
    s.offence[i] === t.offence[j] &&
    // a change of plane moves a point by less than this
    Math.abs(s.x[i] - t.x[j]) < 0.05 &&
    Math.abs(s.y[i] - t.y[j]) < 0.05 &&
    (s.reported?.[i] ?? NOT_REPORTED) === (t.reported?.[j] ?? NOT_REPORTED) &&
    (['wording', 'beat', 'street', 'outcome'] as const).every((k) => dictAt(s[k], i) === dictAt(t[k], j)) &&
    (['address', 'uprn', 'mo'] as const).every((k) => textAt(a.text[k], i) === textAt(b.text[k], j))
  )
}

/** Pairs each row of `added` with its row in `base`: -1 = it has none, -2 = its number clashes. */
function pairUp(base: Side, added: Side): Int32Array {
  const partner = new Int32Array(added.incidents.n).fill(-1)
  const mine = rowsById(base)
  const theirs = rowsById(added)
  const open: number[] = []
  for (let j = 0; j < partner.length; j++) {
    const id = added.incidents.source === 'open' ? '' : textAt(added.text.id, j)
    const i = mine.get(id)
    if (id === '' || i === -1 || theirs.get(id) === -1) open.push(j)
    else if (i !== undefined) partner[j] = sameCrime(base, i, added, j) ? i : -2
  }
  if (open.length === 0) return partner
  // rows without a number to trust meet their like one to one: two equal rows need two equal partners
  const free = new Map<string, number[]>()
  for (let i = base.incidents.n - 1; i >= 0; i--) {
    const id = base.incidents.source === 'open' ? '' : textAt(base.text.id, i)
    if (id !== '' && mine.get(id) !== -1 && theirs.get(id) !== -1) continue
    const key = contentKey(base, i)
    const rows = free.get(key)
    if (rows) rows.push(i)
    else free.set(key, [i])
  }
  for (const j of open) partner[j] = free.get(contentKey(added, j))?.pop() ?? -1
  return partner
}

function precisionOf(flags: Uint16Array, a: Precision, b: Precision): Precision {
  if (a === b) return a
  let timed = 0
  for (const f of flags) if ((f & (FLAG.noTime | FLAG.placeholderTime)) === 0) timed++
  return timed >= flags.length * 0.2 ? 'minute' : 'day'
}

/** Joins `added` to `base`. Base rows keep their order, changed ones in place; fresh and clashing rows follow. */
export function joinIncidents(base: Side, given: Side): { joined: Side; counts: JoinCounts } {
  const no = unjoinable(base.incidents, given.incidents)
  if (no) throw new Error(no)
  const added = { ...given, incidents: onPlaneOf(base.incidents, given.incidents) }
  const [s, t] = [base.incidents, added.incidents]
  const partner = pairUp(base, added)
  const counts = { fresh: 0, changed: 0, unchanged: 0, clashing: 0, absent: 0 }
  // row i of the result is row pick[i] of base, or row ~pick[i] of added
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
    if (identical(base, i, added, j)) {
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

  const rows = pick.subarray(0, n)
  const text: IncidentText = {
    id: gatherText(base.text.id, added.text.id, rows),
    address: gatherText(base.text.address, added.text.address, rows),
    uprn: gatherText(base.text.uprn, added.text.uprn, rows),
    mo: gatherText(base.text.mo, added.text.mo, rows),
  }
  const x = gather(Float64Array, s.x, t.x, rows)
  const y = gather(Float64Array, s.y, t.y, rows)
  const from = gather(Int32Array, s.from, t.from, rows)
  const to = gather(Int32Array, s.to, t.to, rows)
  const offence = gather(Uint8Array, s.offence, t.offence, rows)
  const wording = gatherDict(s.wording, t.wording, rows)
  const flags = gather(Uint16Array, s.flags, t.flags, rows).map((f) => f & ~FLAG.repeat)
  let place = new Int32Array(n).fill(-1)
  if (s.source === 'exact') {
    // an address of this week may repeat one of last month
    place = placesOf({
      n,
      x,
      y,
      uprn: text.uprn,
      address: text.address,
    }).place as Int32Array<ArrayBuffer>
    flagRepeats(place, from, offence, wording.codes, flags)
  }
  const unknown = (m: number) => new Int32Array(m).fill(NOT_REPORTED)
  const incidents: Incidents = Object.freeze({
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
    fingerprint: fingerprint([x, y, from, to, offence, place]),
  })
  const lines = base.lines && added.lines ? gather(Uint32Array, base.lines, added.lines, rows) : undefined
  const report = joinReports(base, added, incidents, counts, { replaced, known })
  return {
    joined: { name: `${base.name} + ${added.name}`, incidents, text, report, ...(lines && { lines }) },
    counts,
  }
}
