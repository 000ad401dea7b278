/** The points of partitions, such as forces, and what of one lies near another. */

/** The points of one partition: metres on a plane that all share, and whole days. */
export interface PartPoints {
  readonly name: string
  readonly x: Float64Array
  readonly y: Float64Array
  readonly days: Int32Array
}

/** What of a later partition lies near: all of its days, because they are shuffled as a whole, and the near points. */
export interface Halo extends PartPoints {
  /** index into `days` of each entry of x and y */
  readonly at: Uint32Array
}

/** The box around some points, metres; of none it is empty. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** The box of a partition. */
export function boxOf({ x, y }: Pick<PartPoints, 'x' | 'y'>): Box {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < x.length; i++) {
    w = Math.min(w, x[i])
    e = Math.max(e, x[i])
    s = Math.min(s, y[i])
    n = Math.max(n, y[i])
  }
  return [w, s, e, n]
}

/** Whether a point of one box can lie within `reach` of the other box. */
export const areNear = (a: Box, b: Box, reach: number): boolean =>
  b[0] <= a[2] + reach && b[2] >= a[0] - reach && b[1] <= a[3] + reach && b[3] >= a[1] - reach

/** The points of a later partition that lie no further than `reach` from the box of another; undefined where none does. */
export function haloOf(own: PartPoints, other: PartPoints, reach: number): Halo | undefined {
  const [w, s, e, n] = boxOf(own)
  const at: number[] = []
  for (let i = 0; i < other.x.length; i++)
    if (
      other.x[i] >= w - reach &&
      other.x[i] <= e + reach &&
      other.y[i] >= s - reach &&
      other.y[i] <= n + reach
    )
      at.push(i)
  if (at.length === 0) return undefined
  return {
    name: other.name,
    days: other.days,
    at: Uint32Array.from(at),
    x: Float64Array.from(at, (i) => other.x[i]),
    y: Float64Array.from(at, (i) => other.y[i]),
  }
}

/** The points of a partition, then of its halos one behind the other: which of these each is of, −1 for its own. */
export function joined(own: PartPoints, halos: readonly Halo[]) {
  const n = halos.reduce((sum, h) => sum + h.x.length, own.x.length)
  const [x, y] = [new Float64Array(n), new Float64Array(n)]
  const [days, haloOfPoint] = [new Int32Array(n), new Int32Array(n).fill(-1)]
  x.set(own.x)
  y.set(own.y)
  days.set(own.days)
  let end = own.x.length
  halos.forEach((h, k) => {
    x.set(h.x, end)
    y.set(h.y, end)
    for (let i = 0; i < h.at.length; i++) days[end + i] = h.days[h.at[i]]
    haloOfPoint.fill(k, end, (end += h.x.length))
  })
  return { x, y, days, haloOfPoint }
}
