/** What a benchmark is. One file each; `benches.ts` is the contents page, `run.ts` measures and prints. */

export interface Bench {
  readonly name: string
  /** seconds to beat, from the issue */
  readonly goal?: number
  /** how often it is run; the first run warms up and is not counted */
  readonly times?: number
  /** makes the data; what it returns is timed, and `about` says what was worked on */
  prepare(data?: string): Prepared | undefined | Promise<Prepared | undefined>
}

export interface Prepared {
  run(): unknown | Promise<unknown>
  readonly about: string
  end?(): void | Promise<void>
}
