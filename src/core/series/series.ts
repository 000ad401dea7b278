/** A suspected series: incidents that may belong together, named by keys that survive a new extract. */
import type { Incidents } from '../table/incidents.ts'
import { anchorDay, dayOf } from '../base/time.ts'

/** One series as the project keeps it. No incident data: members are keys, and notes are what the user wrote. */
export interface Series {
  readonly id: string
  readonly name: string
  /** free text; saved in the project file */
  readonly notes: string
  /** row keys, in the order they were added */
  readonly members: readonly string[]
}

type Keyed = Pick<Incidents, 'n' | 'from' | 'to' | 'x' | 'y' | 'offence'>

/** Mixes 32 bits into 32 bits so that near inputs part (the finaliser of MurmurHash3, public domain). */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Keys have 52 bits: among a million rows the chance that any two unlike ones share a key is about 1 in 9,000. */
const HIGH = 2 ** 20

/** The key as a number, for looking many rows through. Places count to the metre. */
export function rowNumber(t: Keyed, i: number): number {
  const parts = [t.from[i], t.to[i], Math.round(t.x[i]) | 0, Math.round(t.y[i]) | 0, t.offence[i]]
  let a = 0x9747b28c
  let b = 0x3c6ef372
  for (const p of parts) {
    a = mix(a ^ p)
    b = mix(Math.imul(b, 31) ^ p)
  }
  return a * HIGH + (b % HIGH)
}

const LENGTH = 11

/**
 * Key of a row: a short hash of its window, place (to the metre) and kind of offence; the order of rows, the file's
 * name and its other columns play no part. Rows alike in all five share a key. The hash tells nothing by itself, but
 * whoever already knows a row can check whether it is meant.
 */
export const rowKey = (t: Keyed, i: number): string => rowNumber(t, i).toString(36).padStart(LENGTH, '0')

/** Whether a text can be a row key. */
export const isRowKey = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-z]{11}$/.test(text)

/** What of a series a table holds. */
export interface Found {
  /** rows of the members, ascending */
  readonly rows: Uint32Array
  /** keys that no row has */
  readonly missing: readonly string[]
  /** rows beyond the first of a key: alike in window, place and offence */
  readonly alike: number
}

/** Finds the members of a series in a table. */
export function findMembers(t: Keyed, members: readonly string[]): Found {
  const wanted = new Map(members.map((m) => [parseInt(m, 36), m]))
  const seen = new Set<string>()
  const rows: number[] = []
  if (wanted.size > 0)
    for (let i = 0; i < t.n; i++) {
      const member = wanted.get(rowNumber(t, i))
      if (member === undefined) continue
      rows.push(i)
      seen.add(member)
    }
  return {
    rows: Uint32Array.from(rows),
    missing: [...new Set(members)].filter((m) => !seen.has(m)),
    alike: rows.length - seen.size,
  }
}

/** The keys that members of a table have in another one, by `partner`: its row of each of the other's, below 0 where it has none. */
export function keysIn(
  was: Keyed,
  now: Keyed,
  partner: ArrayLike<number>,
  members: readonly string[],
): Map<string, string> {
  const wanted = new Map(members.map((m) => [parseInt(m, 36), m]))
  const keys = new Map<string, string>()
  if (wanted.size > 0)
    for (let j = 0; j < partner.length; j++) {
      const member = partner[j] < 0 ? undefined : wanted.get(rowNumber(was, partner[j]))
      const key = member === undefined ? undefined : rowKey(now, j)
      if (member !== undefined && key !== undefined && key !== member) keys.set(member, key)
    }
  return keys
}

/** Series out of parsed JSON; whatever is not one is left out. */
export function soundSeries(json: unknown): Series[] {
  if (!Array.isArray(json)) return []
  const ids = new Set<string>()
  return json.flatMap((s: Partial<Series> | null) => {
    if (typeof s?.id !== 'string' || typeof s.name !== 'string' || ids.has(s.id)) return []
    ids.add(s.id)
    const members = Array.isArray(s.members) ? [...new Set(s.members.filter(isRowKey))] : []
    return [{ id: s.id, name: s.name, notes: typeof s.notes === 'string' ? s.notes : '', members }]
  })
}

/** One incident in the order of the series. */
export interface Step {
  readonly row: number
  /** calendar day of the middle of its window */
  readonly day: number
  /** days since the step before by the middles; NaN for the first */
  readonly gap: number
  /** the fewest and most days there can have been between the two, by the ends of their windows */
  readonly gapRange: readonly [least: number, most: number]
  /** metres from the step before; NaN for the first or where a place is unknown */
  readonly metres: number
  /** degrees clockwise from grid north, from the step before; NaN where the two share a place */
  readonly bearing: number
}

/** Degrees clockwise from grid north of the way (dx, dy); NaN for no way. */
export const bearingOf = (dx: number, dy: number): number =>
  dx === 0 && dy === 0 ? NaN : ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360

const WINDS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const
const WIND_WORDS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west']

/** "NE" of a bearing; '' for none. */
export const compass = (bearing: number): string =>
  Number.isNaN(bearing) ? '' : WINDS[Math.round(bearing / 45) % 8]

/** "north-east" of a bearing; '' for none. */
export const compassWord = (bearing: number): string =>
  Number.isNaN(bearing) ? '' : WIND_WORDS[Math.round(bearing / 45) % 8]

/** The members in order of the middles of their windows; a reversed window counts as its start. */
export function sequenceOf(t: Incidents, rows: Uint32Array): Step[] {
  const end = (i: number) => Math.max(t.from[i], t.to[i])
  const middle = (i: number) => (t.to[i] < t.from[i] ? t.from[i] : (t.from[i] + t.to[i]) / 2)
  const order = [...rows].sort((a, b) => middle(a) - middle(b) || t.from[a] - t.from[b] || a - b)
  const first = (i: number) => dayOf(t.from[i])
  const last = (i: number) => dayOf(end(i))
  return order.map((row, k) => {
    const day = anchorDay(t.from, t.to, row, 'middle')
    if (k === 0) return { row, day, gap: NaN, gapRange: [NaN, NaN], metres: NaN, bearing: NaN }
    const before = order[k - 1]
    const dx = t.x[row] - t.x[before]
    const dy = t.y[row] - t.y[before]
    return {
      row,
      day,
      gap: day - anchorDay(t.from, t.to, before, 'middle'),
      gapRange: [Math.max(0, first(row) - last(before)), Math.max(0, last(row) - first(before))],
      metres: Math.hypot(dx, dy),
      bearing: bearingOf(dx, dy),
    }
  })
}
