/** The page's side: a pool of workers that is given work and can be told to stop. */
import type { Ask, Made } from '../cocoon/make.ts'
import type { PlanAnswer, PlanAsk } from '../core/evaluation/planAnswer.ts'
import type { QualityAsk } from '../core/evaluation/quality/ask.ts'
import type { Homes } from '../core/places/homes.ts'
import { type Column, type Incidents, type IncidentText } from '../core/table/incidents.ts'
import type { Input } from '../core/table/method.ts'
import type { ImportOptions, Opened, Profile, SourceFile } from '../import/contract.ts'
import type { ExportFormat } from '../import/formats/export.ts'
import type { Joined, Side } from '../import/join/join.ts'
import { MANY_ROWS } from './columns.ts'
import type { RunInput, ToWorker } from './protocol.ts'
import type { QualityReply } from './register.ts'
import { Hand, type Job, type OnProgress, type WorkerLike } from './hand.ts'

export { Cancelled } from './hand.ts'
export type { WorkerLike } from './hand.ts'

/** Work under way. The promise rejects with `Cancelled` after `cancel()`. */
export interface Run<R> {
  readonly promise: Promise<R>
  cancel(): void
}

/** Workers beyond the size of a pool, while others wait for them. */
const MORE = 2

/** Whether a hand has work that waits for something newer, and so takes no core. */
const waits = (h: Hand): boolean => h.held && h.busy

/** A pool of up to `size` workers, each started when first needed. */
export class Runner {
  #hands: Hand[] = []
  #rank = 0
  /** runs on large tables, each alone in its hands, and the hands that wait for them */
  readonly #runs = new Set<{
    readonly rank: number
    readonly hands: readonly Hand[]
    readonly over: Hand[]
  }>()
  #tables = new Map<string, Incidents>()
  #nextId = 1
  readonly #spawn: () => WorkerLike
  readonly size: number
  readonly #many: number

  /** `many`: tables with more rows than this go to the workers by columns. */
  constructor(spawn: () => WorkerLike, size: number, many = MANY_ROWS) {
    this.#spawn = spawn
    this.size = Math.max(1, size)
    this.#many = many
  }

  /** The hand with the least to do; a new one while all are busy and the pool is not full. Those that wait take no core; `more`: nor will the others. */
  #idlest(not: readonly Hand[] = [], more = false): Hand {
    const free = this.#hands
      .filter((h) => !not.includes(h))
      .sort((a, b) => Number(waits(a)) - Number(waits(b)) || a.jobs.size - b.jobs.size)
    const waiting = more ? MORE : Math.min(MORE, this.#hands.filter(waits).length)
    if (free.length > 0 && (free[0].jobs.size === 0 || this.#hands.length >= this.size + waiting))
      return free[0]
    const hand = new Hand(this.#spawn, (f) => this.#tables.get(f), this.#many)
    this.#hands.push(hand)
    return hand
  }

  #job(
    hand: Hand,
    message: Record<string, unknown>,
    onProgress: OnProgress,
    { files, reads }: Pick<Job, 'files' | 'reads'> = {},
  ): { id: number; promise: Promise<unknown> } {
    const id = this.#nextId++
    const promise = new Promise<unknown>((resolve, reject) => {
      hand.give({ message: { ...message, id } as Job['message'], resolve, reject, onProgress, files, reads })
    })
    return { id, promise }
  }

  /** Keeps only this table: runs name it by its fingerprint. */
  useTable(table: Incidents): void {
    this.#tables.clear()
    this.#tables.set(table.fingerprint, table)
  }

  /**
   * Runs a method. `parallel` asks every worker to take a part, where the method can be split. `reads` are the columns it
   * reads; of a large table the others stay here until it asks for one. `rank`: of `rank()`, so that a run in several parts
   * keeps the place it was asked at.
   */
  run<R>(
    method: string,
    input: Input<unknown>,
    onProgress: OnProgress = () => {},
    parallel = false,
    reads?: readonly Column[],
    rank = this.rank(),
  ): Run<R> {
    const { table, rows, ...rest } = input
    // tables of earlier files would otherwise stay as long as the page
    this.useTable(table)
    // rows are rising and each there once: as many as there are is all
    const slim: RunInput = { ...rest, table: table.fingerprint, ...(rows.length < table.n && { rows }) }
    const of = parallel ? this.size : 1
    const hands: Hand[] = []
    // what somebody waits for does not stand in a queue behind the rest of millions of rows: those will wait for it
    const urgent = table.n > this.#many && rank > 0
    for (let i = 0; i < of; i++) hands.push(this.#idlest(hands, urgent))
    const alone = table.n > this.#many && !hands.some((h) => h.busy)
    const shares = new Map<number, number>()
    const ids: number[] = []
    const parts = hands.map((hand, part) => {
      shares.set(part, 0)
      const tell = (share: number) => {
        shares.set(part, share)
        onProgress([...shares.values()].reduce((a, b) => a + b, 0) / shares.size)
      }
      const { id, promise } = this.#job(hand, { type: 'run', method, input: slim, part, of }, tell, { reads })
      ids.push(id)
      // a part without work does not count in the share done
      return promise.then((r) => (r === undefined && shares.delete(part), r))
    })
    const goOn = alone ? this.#first(rank, hands) : () => undefined
    const promise = Promise.all(parts).then((results) => {
      const real = results.filter((r) => r !== undefined)
      if (real.length === 1) return real[0]
      // the first worker may have been ended meanwhile, after reading millions of rows
      if (!this.#hands.includes(hands[0])) hands[0] = this.#idlest()
      const { id, promise } = this.#job(
        hands[0],
        { type: 'merge', method, input: slim, parts: real },
        () => {},
        { reads },
      )
      ids[0] = id
      return promise
    })
    const cancel = () => {
      hands.forEach((hand, i) => hand.cancel(ids[i]))
      goOn()
    }
    // one part that fails takes the others with it
    promise.catch(cancel)
    promise.then(goOn, goOn)
    return { promise: promise as Promise<R>, cancel }
  }

  /**
   * Of a table of millions what has the higher rank is worked out first: methods of a lower one wait in their hands until it
   * is done. Not told of what stands in a queue itself, or two could wait for each other. Gives what lets the others go on.
   */
  #first(rank: number, hands: readonly Hand[]): () => void {
    const run = { rank, hands, over: [] as Hand[] }
    const hold = (over: typeof run, under: typeof run) => {
      for (const h of under.hands) {
        // the hand of a run that was left a moment ago may be this one's
        if (over.hands.includes(h)) continue
        h.hold(over)
        over.over.push(h)
      }
    }
    for (const other of this.#runs) {
      if (other.rank < rank) hold(run, other)
      else if (other.rank > rank) hold(other, run)
    }
    this.#runs.add(run)
    return () => {
      if (!this.#runs.delete(run)) return
      for (const h of run.over) h.goOn(run)
      // hands that came in place of those that waited
      while (this.#hands.length > this.size) {
        const spare = this.#hands.findLast((h) => h.jobs.size === 0 && h !== this.#reader)
        if (!spare) return
        this.#retire(spare)
      }
    }
  }

  /** The rank of what is asked now, above all that was asked before; 0 is that of what nobody waits for. */
  rank(): number {
    return ++this.#rank
  }

  /** Opens files in a worker. */
  open(
    files: readonly SourceFile[],
    options: ImportOptions,
    onProgress: OnProgress = () => {},
    profiles: readonly Profile[] = [],
    homes?: Homes,
  ): Run<Opened[]> {
    const hand = this.#idlest()
    const { id, promise } = this.#job(
      hand,
      { type: 'import', files, options, profiles, ...(homes && { homes: homes.fingerprint }) },
      onProgress,
      { files: homes && { homes } },
    )
    const opened = (promise as Promise<Opened[]>).then((all) => {
      if (all.some((o) => o.kind === 'incidents' && o.incidents.n > this.#many)) this.#retire(hand)
      return all
    })
    return { promise: opened, cancel: () => hand.cancel(id) }
  }

  /** Ends a worker that has nothing to do: what it left of millions of rows it would keep until it works again. */
  #retire(hand: Hand): void {
    if (hand.jobs.size > 0 || hand === this.#reader) return
    hand.end()
    this.#hands = this.#hands.filter((h) => h !== hand)
  }

  /** Writes incidents as a file in a worker. */
  export(
    table: Incidents,
    text: IncidentText,
    format: ExportFormat,
    rows?: Uint32Array,
    onProgress: OnProgress = () => {},
  ): Run<Blob> {
    const hand = this.#idlest()
    const { id, promise } = this.#job(hand, { type: 'export', table, text, format, rows }, onProgress)
    return { promise: promise as Promise<Blob>, cancel: () => hand.cancel(id) }
  }

  /** Joins one table to another in a worker. */
  join(base: Side, added: Side, onProgress: OnProgress = () => {}): Run<Joined> {
    const hand = this.#idlest()
    const { id, promise } = this.#job(hand, { type: 'join', base, added }, onProgress)
    return { promise: promise as Promise<Joined>, cancel: () => hand.cancel(id) }
  }

  /** Judges a plan, or says what it can show. */
  plan(table: Incidents, ask: PlanAsk, onProgress: OnProgress = () => {}): Run<PlanAnswer> {
    this.useTable(table)
    const hand = this.#idlest()
    const { id, promise } = this.#job(hand, { type: 'plan', table: table.fingerprint, ask }, onProgress)
    return { promise: promise as Promise<PlanAnswer>, cancel: () => hand.cancel(id) }
  }

  /** Makes a cocooning list; the worker keeps the address file laid out for the next one. */
  cocoon(table: Incidents, text: IncidentText, homes: Homes | undefined, ask: Ask): Run<Made> {
    this.useTable(table)
    const hand = this.#idlest()
    const { id, promise } = this.#job(
      hand,
      { type: 'cocoon', table: table.fingerprint, homes: homes?.fingerprint, ask },
      () => {},
      { files: { homes, text: { table: table.fingerprint, text: this.#slim(text) } } },
    )
    return { promise: promise as Promise<Made>, cancel: () => hand.cancel(id) }
  }

  #reader: Hand | undefined

  /** Asks a register of case files; one worker reads it and keeps it for the next question. */
  quality(
    register: Omit<Extract<ToWorker, { type: 'quality' }>, 'type' | 'id' | 'ask'>,
    ask: QualityAsk,
  ): Run<QualityReply> {
    const hand = (this.#reader ??= this.#idlest())
    const { id, promise } = this.#job(hand, { type: 'quality', ...register, ask }, () => {})
    return { promise: promise as Promise<QualityReply>, cancel: () => hand.cancel(id) }
  }

  #slimmed = new WeakMap<IncidentText, IncidentText>()

  /** The text without how it was done, which no list needs: the same object for the same text. */
  #slim(text: IncidentText): IncidentText {
    let slim = this.#slimmed.get(text)
    if (!slim)
      this.#slimmed.set(
        text,
        (slim = { ...text, mo: { bytes: new Uint8Array(0), offsets: text.mo.offsets } }),
      )
    return slim
  }

  /** Ends every worker. */
  end(): void {
    for (const h of this.#hands) h.end()
    this.#hands = []
    this.#reader = undefined
    this.#tables.clear()
  }
}
