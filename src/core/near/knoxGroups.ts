/** Groups within which dates are shuffled, so that what changes from season to season or area to area stays as it is. */

/** Days of a season, and the fewest incidents that a square should hold. */
const SEASON = 91
const FEW = 30

/** Stretches of about a season each, in equal parts of the period; undefined where there are fewer than two. */
export function seasonsOf(days: Int32Array): { groups: Int32Array; length: number } | undefined {
  let [first, last] = [Infinity, -Infinity]
  for (const d of days) {
    if (d < first) first = d
    if (d > last) last = d
  }
  const span = last - first + 1
  const parts = Math.round(span / SEASON)
  if (!(parts >= 2)) return undefined
  return {
    groups: days.map((d) => Math.floor(((d - first) * parts) / span)),
    length: Math.round(span / parts),
  }
}

/**
 * Squares that hold thirty incidents on average and are at least `least` metres wide; numbered 0, 1, … as they are
 * met. Undefined where all fall into one.
 */
export function squaresOf(
  x: Float64Array,
  y: Float64Array,
  least: number,
): { groups: Int32Array; side: number } | undefined {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < x.length; i++) {
    west = Math.min(west, x[i])
    east = Math.max(east, x[i])
    south = Math.min(south, y[i])
    north = Math.max(north, y[i])
  }
  const even = Math.sqrt((FEW * (east - west) * (north - south)) / Math.max(1, x.length))
  const side = Math.ceil(Math.max(least, even) / 100) * 100
  const known = new Map<number, number>()
  const groups = Int32Array.from(x, (v, i) => {
    const key = Math.floor((v - west) / side) * 1e6 + Math.floor((y[i] - south) / side)
    let g = known.get(key)
    if (g === undefined) known.set(key, (g = known.size))
    return g
  })
  return known.size >= 2 ? { groups, side } : undefined
}
