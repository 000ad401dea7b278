/** Rows of two tables that are alike meet one to one: two equal rows need two equal partners. */

/** Rows between two breaths. */
export const STEP = 50_000

/** What makes a row of one table like one of the other. */
export interface Likeness {
  /** hashes of a loaded and of an added row; those of rows that are alike are equal in one of the `looks` */
  readonly mine: (i: number) => number
  readonly theirs: (j: number, look: number) => number
  readonly looks: number
  readonly alike: (i: number, j: number) => boolean
}

/** Gives each of the added rows `theirs` its partner among the loaded rows `mine`, both ascending; yields the share done. */
export function* meet(
  partner: Int32Array,
  mine: ArrayLike<number>,
  theirs: ArrayLike<number>,
  like: Likeness,
): Generator<number, void> {
  const n = mine.length
  let size = 16
  while (size < n) size *= 2
  const heads = new Int32Array(size).fill(-1)
  const next = new Int32Array(n)
  const hashes = new Int32Array(n)
  // the last row first, so that of equal rows the first is met first
  for (let k = n - 1; k >= 0; k--) {
    if (k % STEP === 0) yield 0.5 * (1 - k / n)
    hashes[k] = like.mine(mine[k])
    const at = hashes[k] & (size - 1)
    next[k] = heads[at]
    heads[at] = k
  }
  for (let m = 0; m < theirs.length; m++) {
    if (m % STEP === 0) yield 0.5 + (0.5 * m) / theirs.length
    const j = theirs[m]
    for (let look = 0; look < like.looks && partner[j] < 0; look++) {
      const hash = like.theirs(j, look)
      const at = hash & (size - 1)
      let before = -1
      for (let k = heads[at]; k >= 0; before = k, k = next[k]) {
        if (hashes[k] !== hash || !like.alike(mine[k], j)) continue
        partner[j] = mine[k]
        if (before < 0) heads[at] = next[k]
        else next[before] = next[k]
        break
      }
    }
  }
}
