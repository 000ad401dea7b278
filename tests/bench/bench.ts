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
  /** what the same work is compared with, run in turn with it, and by how much it is to be slower */
  readonly beside?: { readonly name: string; readonly goal?: number; run(): unknown | Promise<unknown> }
  end?(): void | Promise<void>
}
