/** How long a file may keep its reader busy without a sign of life, and what is said then. */

/** Milliseconds: a file may be made, or damaged, so that a reader never ends. */
export const SILENCE = 90_000

/** Why an opening was stopped; `doing` is what was being done, such as "Reading crimes.parquet". */
export const stoppedWords = (doing: string, silence = SILENCE): string =>
  `${doing} was stopped: nothing moved for ${silence / 1000} seconds. The file may be damaged, or hold far more than an extract does. Export a shorter period, or as CSV, and drop that.`
