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
  // plain counts and a difference for "is finite": of ten million rows each look through a list or a function is felt
  let [before, within, after] = [0, 0, 0]
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if (lng[i] - lng[i] !== 0) continue
    if (from[i] < first) before++
    else if (from[i] < end) within++
    else after++
  }
  // all of them: the list that was given, which nobody writes to
  if (before === rows.length) return [rows, new Uint32Array(0), new Uint32Array(0)]
  const [a, b, c] = [new Uint32Array(before), new Uint32Array(within), new Uint32Array(after)]
  ;[before, within, after] = [0, 0, 0]
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if (lng[i] - lng[i] !== 0) continue
    if (from[i] < first) a[before++] = i
    else if (from[i] < end) b[within++] = i
    else c[after++] = i
  }
  return [a, b, c]
}
