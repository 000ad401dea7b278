/** What speaks for an incident belonging to a series: each component by itself, never summed to a score. */
import { hoursOfDay, windowsOf } from '../table/dayProfile.ts'
import { FLAG, type Incidents } from '../table/incidents.ts'
import { datedRows } from '../table/span.ts'
import { wordsOf } from './search.ts'
import { type TextColumn, textAt } from '../base/text.ts'
import { anchorDay } from '../base/time.ts'

const dayAt = (t: Incidents, i: number) => anchorDay(t.from, t.to, i, 'middle')

/**
 * Rows within `metres` and `days` (both inclusive, by the middles of the windows) of at least one and the same member;
 * members themselves are left out.
 */
export function nearMembers(
  t: Incidents,
  rows: Uint32Array,
  members: Uint32Array,
  metres: number,
  days: number,
): Uint32Array {
  const inSeries = new Set(members)
  const at = [...datedRows(t, members)]
    .filter((m) => Number.isFinite(t.x[m]))
    .map((m) => ({ x: t.x[m], y: t.y[m], day: dayAt(t, m) }))
  return datedRows(t, rows).filter(
    (i) =>
      !inSeries.has(i) &&
      at.some(
        (m) =>
          Math.abs(t.x[i] - m.x) <= metres &&
          Math.abs(t.y[i] - m.y) <= metres &&
          Math.hypot(t.x[i] - m.x, t.y[i] - m.y) <= metres &&
          Math.abs(dayAt(t, i) - m.day) <= days,
      ),
  )
}

/** The incident beside the members. */
export interface Evidence {
  /** nearest member in metres: its row; −1 where there is none or no place is known */
  readonly nearest: number
  readonly metres: number
  /** days between the incident and that member, later positive */
  readonly days: number
  /** least days to any member, either way */
  readonly leastDays: number
  /** it shares the place (property key, address or spot) of some member */
  readonly samePlace: boolean
  /** share of its hours, window by the minute, in which the members' hours lie too; NaN where either is unknown */
  readonly hours: number
  /** telling words of its text that members use too, the most shared first */
  readonly words: readonly string[]
}

/** What is asked of the members once. */
export interface MemberProfile {
  readonly rows: Uint32Array
  readonly hours?: Float64Array
  /** telling word → members that use it */
  readonly words: ReadonlyMap<string, number>
}

/** Windows longer than this do not know their time of day, minutes. */
const LONGEST = 12 * 60

/** The 24 hours of one row, weight 1 in all; undefined where its time of day is not known. */
function hoursKnown(t: Incidents, i: number): Float64Array | undefined {
  if (t.precision !== 'minute' || t.flags[i] & (FLAG.noTime | FLAG.reversed)) return undefined
  if (t.to[i] - t.from[i] > LONGEST) return undefined
  return hoursOfDay(windowsOf(t, [i]).week)
}

/** Texts looked at to learn which words are common. */
const SAMPLE = 5000
/** A word in more than this share of the file's texts tells nothing. */
export const COMMON = 0.15
const SHORT = 3

/** Words that more than 15% of an even sample of the file's texts use. */
export function commonWords(column: TextColumn, n: number): Set<string> {
  const step = Math.max(1, Math.floor(n / SAMPLE))
  const counts = new Map<string, number>()
  let texts = 0
  for (let i = 0; i < n; i += step) {
    const text = textAt(column, i)
    if (text === '') continue
    texts++
    for (const w of new Set(wordsOf(text).map((x) => x.text))) counts.set(w, (counts.get(w) ?? 0) + 1)
  }
  // a handful of texts cannot tell what is common
  if (texts < 20) return new Set()
  return new Set([...counts].filter(([, k]) => k > COMMON * texts).map(([w]) => w))
}

/** English words that tell nothing of how it was done. */
const PLAIN = new Set(
  'and the via from with was were has had for into not then but his her their its who that this has been unknown offender offenders suspect suspects person persons entry entered'.split(
    ' ',
  ),
)

const telling = (text: string, common: ReadonlySet<string>): Set<string> =>
  new Set(
    wordsOf(text)
      .map((w) => w.text)
      .filter((w) => w.length >= SHORT && !PLAIN.has(w) && !common.has(w)),
  )

/** Sums up the members. */
export function profileOf(
  t: Incidents,
  mo: TextColumn,
  members: Uint32Array,
  common: ReadonlySet<string>,
): MemberProfile {
  const words = new Map<string, number>()
  const hours = new Float64Array(24)
  let known = 0
  for (const m of members) {
    for (const w of telling(textAt(mo, m), common)) words.set(w, (words.get(w) ?? 0) + 1)
    const ofMember = hoursKnown(t, m)
    if (!ofMember) continue
    known++
    for (let h = 0; h < 24; h++) hours[h] += ofMember[h]
  }
  return { rows: members, words, ...(known > 0 && { hours: hours.map((v) => v / known) }) }
}

/**
 * Holds one incident against the members; a member is held against the others. Where some lie within `days`, the
 * nearest in metres is sought among those.
 */
export function evidenceOf(
  t: Incidents,
  mo: TextColumn,
  profile: MemberProfile,
  common: ReadonlySet<string>,
  i: number,
  days = Infinity,
): Evidence {
  let [nearest, metres, apart, leastDays, samePlace] = [-1, Infinity, Infinity, Infinity, false]
  for (const m of profile.rows) {
    if (m === i) continue
    const gap = Math.abs(dayAt(t, i) - dayAt(t, m))
    leastDays = Math.min(leastDays, gap)
    if (t.place[i] >= 0 && t.place[m] === t.place[i]) samePlace = true
    const d = Math.hypot(t.x[i] - t.x[m], t.y[i] - t.y[m])
    if (!Number.isFinite(d)) continue
    const [soon, sooner] = [gap <= days, apart <= days]
    // within the days before without; then nearer; then closer in time
    if (nearest < 0 || soon !== sooner ? nearest < 0 || soon : d < metres || (d === metres && gap < apart))
      [nearest, metres, apart] = [m, d, gap]
  }
  const itsHours = hoursKnown(t, i)
  let hours = NaN
  if (itsHours && profile.hours) {
    hours = 0
    for (let h = 0; h < 24; h++) hours += Math.min(itsHours[h], profile.hours[h])
  }
  const words = [...telling(textAt(mo, i), common)]
    .filter((w) => profile.words.has(w))
    .sort((a, b) => profile.words.get(b)! - profile.words.get(a)! || (a < b ? -1 : 1))
  return {
    nearest,
    metres: nearest < 0 ? NaN : metres,
    days: nearest < 0 ? NaN : dayAt(t, i) - dayAt(t, nearest),
    leastDays: Number.isFinite(leastDays) ? leastDays : NaN,
    samePlace,
    hours,
    words,
  }
}

/**
 * How many rows `nearMembers` would find on average if the dates were dealt out anew among the rows: for each row that
 * lies near members, the share of all dates within the days of one of them.
 */
export function nearByChance(
  t: Incidents,
  rows: Uint32Array,
  members: Uint32Array,
  metres: number,
  days: number,
): number {
  const inSeries = new Set(members)
  const others = datedRows(t, rows).filter((i) => !inSeries.has(i))
  const all = Int32Array.from(others, (i) => dayAt(t, i)).sort()
  const below = (day: number) => {
    let lo = 0
    for (let hi = all.length; lo < hi;) {
      const mid = (lo + hi) >> 1
      if (all[mid] < day) lo = mid + 1
      else hi = mid
    }
    return lo
  }
  const at = [...datedRows(t, members)].map((m) => ({ x: t.x[m], y: t.y[m], day: dayAt(t, m) }))
  at.sort((a, b) => a.day - b.day)
  let expected = 0
  for (const i of others) {
    // the members' days are in order: each adds what the one before has not counted
    let [counted, end] = [0, -Infinity]
    for (const m of at) {
      if (!(Math.hypot(t.x[i] - m.x, t.y[i] - m.y) <= metres)) continue
      const from = Math.max(m.day - days, end)
      end = m.day + days + 1
      counted += below(end) - below(from)
    }
    expected += counted / all.length
  }
  return expected
}
