/** Places hit more than once, and the share of incidents that come back to a place within a year. */

/** A year of days: an incident 365 days after another still counts as within twelve months. */
export const YEAR = 365

/** One place with two or more incidents. */
export interface RepeatPlace {
  readonly place: number
  /** indices into the input, by day, then input order */
  readonly incidents: Uint32Array
  /** days from each incident to the next; one fewer than incidents */
  readonly gaps: Int32Array
}

/** Per incident: days since the one before at the same place; −1 for the first known there or an unknown place. */
export function daysSincePrevious(place: ArrayLike<number>, day: ArrayLike<number>): Int32Array {
  const since = new Int32Array(place.length).fill(-1)
  for (const list of byPlace(place, day).values())
    for (let k = 1; k < list.length; k++) since[list[k]] = day[list[k]] - day[list[k - 1]]
  return since
}

/** Indices by place, each list by day, then input order. Places below 0 are unknown and left out. */
export function byPlace(place: ArrayLike<number>, day: ArrayLike<number>): Map<number, number[]> {
  const lists = new Map<number, number[]>()
  for (let i = 0; i < place.length; i++) {
    if (place[i] < 0) continue
    const list = lists.get(place[i])
    if (list) list.push(i)
    else lists.set(place[i], [i])
  }
  for (const list of lists.values()) if (list.length > 1) list.sort((a, b) => day[a] - day[b] || a - b)
  return lists
}

/**
 * Places where at least `least` incidents lie within any `window` days (the window's ends both count).
 * Only the incidents that lie in such a window are given. Ordered by place.
 */
export function repeatPlaces(
  place: ArrayLike<number>,
  day: ArrayLike<number>,
  window: number,
  least = 2,
): RepeatPlace[] {
  const out: RepeatPlace[] = []
  for (const [id, list] of byPlace(place, day)) {
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

/** 95 % Wilson interval of a share k of n; NaN for n = 0. */
export function wilson(k: number, n: number): [low: number, high: number] {
  if (n === 0) return [NaN, NaN]
  const z = 1.959963984540054
  const p = k / n
  const mid = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const d = 1 + (z * z) / n
  return [Math.max(0, (mid - half) / d), Math.min(1, (mid + half) / d)]
}
