/** Rows that pass a test, without a list of numbers in between: of ten million rows that list takes longer than the test. */

/**
 * The rows that pass, in their order. Where all do it is the same array, so that nothing is copied: read it, never write
 * to it.
 */
export function rowsWhere(rows: Uint32Array, test: (row: number) => boolean): Uint32Array {
  let k = 0
  while (k < rows.length && test(rows[k])) k++
  if (k === rows.length) return rows
  // what nothing is written to takes no memory
  const out = new Uint32Array(rows.length)
  out.set(rows.subarray(0, k))
  let n = k
  for (k++; k < rows.length; k++) {
    out[n] = rows[k]
    if (test(rows[k])) n++
  }
  return n * 2 > rows.length ? out.subarray(0, n) : out.slice(0, n)
}

/** How many rows pass a test. */
export function countWhere(rows: Uint32Array, test: (row: number) => boolean): number {
  let n = 0
  for (let k = 0; k < rows.length; k++) if (test(rows[k])) n++
  return n
}
