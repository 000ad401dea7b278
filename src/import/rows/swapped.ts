/** Single rows whose two coordinates stand in each other's columns: nobody sees them among a thousand good ones. */
import type { Collector } from './collector.ts'

/** Fewer rows say nothing of where the rest lies. */
const LEAST = 20
/** With this share or more the table is not "good but for some rows": the columns themselves are in question. */
const MOST = 0.2
/** Values looked at for where the rest lies. */
const SAMPLE = 10_001

/**
 * Where most of a column lies: its middle 60%, with one and a half times as much on either side and at least `room`. The
 * ends are beyond what may be exchanged, for all of that can stand at one of them.
 */
function range(values: Float64Array, n: number, room: number): readonly [number, number] {
  const step = Math.max(1, Math.floor(n / SAMPLE))
  const some = new Float64Array(Math.ceil(n / step))
  for (let k = 0; k < some.length; k++) some[k] = values[k * step]
  some.sort()
  const at = (q: number) => some[Math.floor(q * (some.length - 1))]
  const [low, high] = [at(MOST), at(1 - MOST)]
  const wide = Math.max(room, 1.5 * (high - low))
  return [low - wide, high + wide]
}

/**
 * Rows, ascending, that lie away from the rest as they stand and among it when their two coordinates are exchanged.
 * None where the rows are few, come in several systems
 * of coordinates, or lie where both coordinates are of one size.
 */
export function findSwapped(c: Collector): number[] {
  const { n } = c
  if (n < LEAST || new Set(c.segments.map((s) => s.mapping.crs.code)).size > 1) return []
  const [x, y] = [c.x.data, c.y.data]
  // five kilometres, or what is about as much in degrees
  const room = c.segments[0].mapping.crs.code === 'EPSG:4326' ? 0.05 : 5000
  const [west, east] = range(x, n, room)
  const [south, north] = range(y, n, room)
  // around Manchester eastings and northings are alike: there an exchange proves nothing
  if (west <= north && south <= east) return []
  const rows: number[] = []
  for (let i = 0; i < n; i++) {
    const a = x[i]
    const b = y[i]
    const here = a >= west && a <= east && b >= south && b <= north
    if (!here && b >= west && b <= east && a >= south && a <= north) rows.push(i)
  }
  return rows.length < n * MOST ? rows : []
}

/** Exchanges the two coordinates of those rows; says how many there were. */
export function exchangeSwapped(c: Collector): number {
  const rows = findSwapped(c)
  for (const i of rows) [c.x.data[i], c.y.data[i]] = [c.y.data[i], c.x.data[i]]
  return rows.length
}
