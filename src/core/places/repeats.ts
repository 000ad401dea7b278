/** Places hit more than once, and the share of incidents that come back to a place within a year. */
import { FLAG } from '../table/incidents.ts'
import { dayOf } from '../base/time.ts'

/** Twelve months, in days: an incident 365 days after another still counts. */
export const YEAR = 365

/** When an incident began: the minute, and whether its clock time is known or only its day. */
export interface Began {
  readonly from: ArrayLike<number>
  /** bits of FLAG */
  readonly flags: ArrayLike<number>
}

/**
 * Days from one incident to a later one at the same place, by the calendar; −1 where it cannot be told that it came
 * later. Of two on one day it can where both clock times are known and differ: rows of one minute are one visit
 * recorded twice. This is the one place that says what comes after what.
 */
export function daysAfter({ from, flags }: Began, earlier: number, later: number): number {
  const days = dayOf(from[later]) - dayOf(from[earlier])
  if (days !== 0) return days > 0 ? days : -1
  const timed = !((flags[earlier] | flags[later]) & FLAG.noTime)
  return timed && from[earlier] < from[later] ? 0 : -1
}

/** Whether a later incident at the same place repeats an earlier one: within twelve months, 0 to 365 days after it. */
export function repeats(began: Began, earlier: number, later: number): boolean {
  const days = daysAfter(began, earlier, later)
  return days >= 0 && days <= YEAR
}

/** One place with two or more incidents. */
export interface RepeatPlace {
  readonly place: number
  /** indices into the input, by day, then input order */
  readonly incidents: Uint32Array
  /** days from each incident to the next; one fewer than incidents */
  readonly gaps: Int32Array
}

/** Per incident: days since the latest earlier one at the same place; −1 for the first known there or an unknown place. */
export function daysSincePrevious(place: ArrayLike<number>, began: Began): Int32Array {
  const since = new Int32Array(place.length).fill(-1)
  for (const list of byPlace(place, began.from).values())
    for (let k = 1; k < list.length; k++)
      // the rows before are in order of time: the first of them that is earlier is the latest
      for (let j = k - 1; j >= 0 && since[list[k]] < 0; j--)
        since[list[k]] = daysAfter(began, list[j], list[k])
  return since
}

/** Indices by place, each list by when, then input order. Places below 0 are unknown and left out. */
export function byPlace(place: ArrayLike<number>, when: ArrayLike<number>): Map<number, number[]> {
  const lists = new Map<number, number[]>()
  for (let i = 0; i < place.length; i++) {
    if (place[i] < 0) continue
    const list = lists.get(place[i])
    if (list) list.push(i)
    else lists.set(place[i], [i])
  }
  for (const list of lists.values()) if (list.length > 1) list.sort((a, b) => when[a] - when[b] || a - b)
  return lists
}

/**
 * Places where at least `least` incidents lie within any `window` days (the window's ends both count), each told to be
 * later than the one before: of rows that cannot be told apart in time one counts. Only the incidents that lie in such
 * a window are given. Ordered by place.
 */
export function repeatPlaces(
  place: ArrayLike<number>,
  began: Began,
  window: number,
  least = 2,
): RepeatPlace[] {
  const out: RepeatPlace[] = []
  const day = Int32Array.from(began.from, dayOf)
  for (const [id, all] of byPlace(place, began.from)) {
    const list: number[] = []
    for (const i of all) if (!list.length || daysAfter(began, list[list.length - 1], i) >= 0) list.push(i)
    if (list.length < least) continue
    const member = new Set<number>()
    for (let a = 0, b = 0; b < list.length; b++) {
      while (day[list[b]] - day[list[a]] > window) a++
      if (b - a + 1 >= least) for (let k = a; k <= b; k++) member.add(k)
    }
    if (!member.size) continue
    const kept = [...member].sort((a, b) => a - b).map((k) => list[k])
    out.push({
      place: id,
      incidents: Uint32Array.from(kept),
      gaps: Int32Array.from(kept.slice(1), (i, k) => day[i] - day[kept[k]]),
    })
  }
  return out.sort((a, b) => a.place - b.place)
}

/**
 * How many repeats chance alone gives where every incident falls on any of `homes` homes alike: an incident is a repeat
 * where one of those in the window before it fell on the same home. A high share of homes hit again also comes of homes
 * that differ in risk; more than this says that homes are not alike, not that one burglary brings the next.
 *
 * @param day day number of each incident of the pool, in any order
 * @param judged which of them are asked about
 * @returns their number expected, and its standard deviation
 */
export function repeatsByChance(
  day: ArrayLike<number>,
  judged: (k: number) => boolean,
  window: number,
  homes: number,
): { expected: number; sd: number } {
  const order = Uint32Array.from({ length: day.length }, (_, k) => k).sort((a, b) => day[a] - day[b] || a - b)
  let [expected, variance] = [0, 0]
  for (let at = 0, first = 0; at < order.length; at++) {
    while (day[order[at]] - day[order[first]] > window) first++
    if (!judged(order[at])) continue
    const share = at === first ? 0 : -Math.expm1((at - first) * Math.log1p(-1 / homes))
    expected += share
    variance += share * (1 - share)
  }
  return { expected, sd: Math.sqrt(variance) }
}

/** 95% Wilson interval of a share k of n; NaN for n = 0. */
export function wilson(k: number, n: number, z = 1.959963984540054): [low: number, high: number] {
  if (n === 0) return [NaN, NaN]
  const p = k / n
  const mid = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const d = 1 + (z * z) / n
  // none, and all, are an end of their own interval: rounding must not leave it a hair beside them
  return [k <= 0 ? 0 : Math.max(0, (mid - half) / d), k >= n ? 1 : Math.min(1, (mid + half) / d)]
}
