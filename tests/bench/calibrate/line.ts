/** What a line of the calibration table is. One file per kind of line; `lines.ts` is the contents page. */

/** What was measured over towns without any signal, and with a planted one. */
export interface Measured {
  readonly towns: number
  /** towns without a signal in which something was said all the same; absent where only power is measured */
  readonly hits?: number
  /** what was planted, and how often it was found, in a few words */
  readonly power?: string
  /** what else should be known of the line */
  readonly note?: string
}

export interface Line {
  readonly name: string
  /** share of towns that may at most raise a false alarm; absent = nothing is promised */
  readonly goal?: number
  /** fewer towns than asked for, where one takes long */
  readonly most?: number
  measure(towns: number): Measured
}

/** "37%" of hits. */
export const percent = (hits: number, of: number): string =>
  `${((100 * hits) / of).toFixed((100 * hits) / of < 10 ? 1 : 0)}%`

/** How many of towns 0 … n − 1 pass a test. */
export const countTowns = (n: number, test: (town: number) => boolean): number =>
  Array.from({ length: n }, (_, k) => test(k)).filter(Boolean).length
