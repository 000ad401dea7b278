/** Sorting of many whole numbers that lie close together, such as the days of millions of rows. */

/** Fewer numbers than this are compared with each other. */
const MANY = 10_000

/** Sorts whole numbers in place, ascending: many that span less than their number are counted instead of compared. */
export function sortWhole(values: Int32Array): void {
  let [first, last] = [Infinity, -Infinity]
  for (let k = 0; k < values.length; k++) {
    if (values[k] < first) first = values[k]
    if (values[k] > last) last = values[k]
  }
  if (values.length < MANY || last - first > values.length) {
    values.sort()
    return
  }
  const counts = new Uint32Array(last - first + 1)
  for (let k = 0; k < values.length; k++) counts[values[k] - first]++
  for (let v = 0, at = 0; v < counts.length; at += counts[v++]) values.fill(first + v, at, at + counts[v])
}
