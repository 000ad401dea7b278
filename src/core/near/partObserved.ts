/** What is observed in a partition, without anything that chance would give: only pairs near in time are looked at. */
import { squaredThresholds, thresholds, wholeThresholds } from '../base/bands.ts'
import { inOrder } from '../base/inOrder.ts'
import type { PartSetting } from './knoxParts.ts'
import { type Halo, joined, type PartPoints } from './partPoints.ts'

/**
 * Pairs inside a partition and with the points of later ones, band of distance · bands of days + band of days: what `countPart`
 * finds, in a time that goes with the pairs near in time, not with those at any time.
 */
export function observedPart(
  own: PartPoints,
  halos: readonly Halo[],
  { space, time, metric }: Pick<PartSetting, 'space' | 'time' | 'metric'>,
): Float64Array {
  const metres = thresholds(space)
  const days = wholeThresholds(thresholds(time))
  const [nS, nT] = [metres.length - 1, days.length - 1]
  const observed = new Float64Array(nS * nT)
  const all = joined(own, halos)
  const n = all.x.length
  if (n === 0) return observed
  const laid = layCells(all.x, all.y, all.days, metres[nS] * (1 + 1e-9))
  const { order, byDay } = laid
  const points: Laid = {
    ...laid,
    x: inOrder(all.x, order, new Float64Array(n)),
    y: inOrder(all.y, order, new Float64Array(n)),
    day: inOrder(all.days, order, new Int32Array(n)),
    mine: inOrder(
      all.haloOfPoint.map((h) => (h < 0 ? 1 : 0)),
      order,
      new Uint8Array(n),
    ),
  }
  const span = points.day[byDay[n - 1]] - points.day[byDay[0]]
  // days apart → band, as far as any is asked for
  const furthest = Math.min(span, days[nT] - 1)
  const bandOf = new Int8Array(Math.max(0, furthest + 1)).fill(-1)
  for (let t = 0; t < nT; t++)
    for (let d = Math.max(0, days[t]); d < bandOf.length && d < days[t + 1]; d++) bandOf[d] = t
  const limits = metric === 'euclidean' ? squaredThresholds(metres) : metres
  countLater(points, bandOf, limits, metric === 'euclidean', nT, observed)
  return observed
}

/** Points by cell, and by day within each. */
interface Cells {
  readonly order: Uint32Array
  /** places, by day */
  readonly byDay: Uint32Array
  /** per place: its cell; per cell, where its places begin; cells of a row follow one another */
  readonly cell: Uint32Array
  readonly start: Uint32Array
  readonly nx: number
  readonly ny: number
}

interface Laid extends Cells {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly day: Int32Array
  /** 1 = of the partition itself: pairs of two others are not its to count */
  readonly mine: Uint8Array
}

/** Indices 0 … n − 1 by keys 0 … most, equal ones as they stand in `from`. */
function byKey(
  keys: ArrayLike<number>,
  most: number,
  from?: Uint32Array,
): { order: Uint32Array; start: Uint32Array } {
  const start = new Uint32Array(most + 2)
  for (let i = 0; i < keys.length; i++) start[keys[i] + 1]++
  for (let k = 0; k <= most; k++) start[k + 1] += start[k]
  const at = start.slice()
  const order = new Uint32Array(keys.length)
  for (let k = 0; k < order.length; k++) {
    const i = from ? from[k] : k
    order[at[keys[i]]++] = i
  }
  return { order, start }
}

function layCells(x: Float64Array, y: Float64Array, days: Int32Array, reach: number): Cells {
  const n = x.length
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  let [first, last] = [Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    west = Math.min(west, x[i])
    east = Math.max(east, x[i])
    south = Math.min(south, y[i])
    north = Math.max(north, y[i])
    first = Math.min(first, days[i])
    last = Math.max(last, days[i])
  }
  // never more than a few cells for each point, however small the reach
  const room = Math.sqrt(((east - west || 1) * (north - south || 1)) / (4 * n + 16))
  const side = Math.max(reach, room, (east - west) / 1e6, (north - south) / 1e6, 1e-6)
  const nx = Math.floor((east - west) / side) + 1
  const ny = Math.floor((north - south) / side) + 1
  const cellOf = new Uint32Array(n)
  const dayOf = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    cellOf[i] = Math.floor((y[i] - south) / side) * nx + Math.floor((x[i] - west) / side)
    dayOf[i] = days[i] - first
  }
  const { order, start } = byKey(cellOf, nx * ny - 1, byKey(dayOf, last - first).order)
  const byDay = byKey(inOrder(dayOf, order, new Uint32Array(n)), last - first).order
  return { order, byDay, cell: inOrder(cellOf, order, new Uint32Array(n)), start, nx, ny }
}

/** Each point with those before it in time, a moving window of places in each cell around. */
function countLater(
  { x, y, day, mine, byDay, cell, start, nx, ny }: Laid,
  bandOf: Int8Array,
  limits: Float64Array,
  euclidean: boolean,
  nT: number,
  observed: Float64Array,
): void {
  const [least, most] = [limits[0], limits[limits.length - 1]]
  const oldest = start.slice()
  // how many of each cell have been passed: those up to the point itself
  const passed = start.slice()
  for (let k = 0; k < byDay.length; k++) {
    const i = byDay[k]
    const today = day[i]
    const row = Math.floor(cell[i] / nx)
    const column = cell[i] - row * nx
    for (let r = Math.max(0, row - 1); r <= Math.min(ny - 1, row + 1); r++)
      for (let c = Math.max(0, column - 1); c <= Math.min(nx - 1, column + 1); c++) {
        const at = r * nx + c
        const end = passed[at]
        let j = oldest[at]
        while (j < end && today - day[j] >= bandOf.length) j++
        oldest[at] = j
        for (; j < end; j++) {
          if (!mine[i] && !mine[j]) continue
          const dx = x[j] - x[i]
          const dy = y[j] - y[i]
          const d = euclidean ? dx * dx + dy * dy : Math.abs(dx) + Math.abs(dy)
          if (!(d < most && d >= least)) continue
          const t = bandOf[today - day[j]]
          if (t < 0) continue
          let s = limits.length - 2
          while (d < limits[s]) s--
          observed[s * nT + t]++
        }
      }
    passed[cell[i]]++
  }
}
