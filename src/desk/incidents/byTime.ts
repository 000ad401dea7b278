/** Rows with a place by when they were, for the layers of the map. */
import type { Incidents } from '../../core/table/incidents.ts'

/** Rows that have a place, by their start: before `first`, up to `end`, and from there on. Counted first, so that no list grows. */
export function byTime(
  table: Pick<Incidents, 'lng' | 'from'>,
  rows: Uint32Array,
  first: number,
  end: number,
): Uint32Array[] {
  const { lng, from } = table
  const binOf = (i: number) => (from[i] < first ? 0 : from[i] < end ? 1 : 2)
  const n = [0, 0, 0]
  for (let k = 0; k < rows.length; k++) if (Number.isFinite(lng[rows[k]])) n[binOf(rows[k])]++
  const out = n.map((size) => new Uint32Array(size))
  n.fill(0)
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if (!Number.isFinite(lng[i])) continue
    const bin = binOf(i)
    out[bin][n[bin]++] = i
  }
  return out
}
