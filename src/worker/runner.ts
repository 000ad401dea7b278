/** The page's side: a pool of workers that is given work and can be told to stop. */
import { SILENCE, stoppedWords } from '../import/silence.ts'
import type { Ask, Made } from '../cocoon/make.ts'
import type { PlanAnswer, PlanAsk } from '../core/evaluation/judgePlan.ts'
import type { QualityAsk } from '../core/evaluation/quality/ask.ts'
import type { Homes } from '../core/places/homes.ts'
import { type Column, COLUMNS, type Incidents, type IncidentText } from '../core/table/incidents.ts'
import type { Input } from '../core/table/method.ts'
import type { ImportOptions, Opened, Profile, SourceFile } from '../import/contract.ts'
import type { ExportFormat } from '../import/formats/export.ts'
import type { Joined, Side } from '../import/join/join.ts'
import { columnsOf, MANY_ROWS, partOf, withPartner } from './columns.ts'
import { isLarge, parcel, unpackDicts } from './parcel.ts'
import type { FromWorker, RunInput, ToWorker } from './protocol.ts'
import type { QualityReply } from './register.ts'
import { isShared } from './shared.ts'

/** What the pool needs of a Worker; tests give the end of a MessageChannel. */
export interface WorkerLike {
  postMessage(message: unknown, transfer?: Transferable[]): void
  terminate(): void
  onmessage: ((message: MessageEvent) => unknown) | null
  onerror?: ((error: ErrorEvent) => unknown) | null
}

/** Work under way. The promise rejects with `Cancelled` after `cancel()`. */
export interface Run<R> {
  readonly promise: Promise<R>
  cancel(): void
}

/** Why a promise of a cancelled run rejects. */
export class Cancelled extends Error {
  constructor() {
    super('Cancelled.')
    this.name = 'Cancelled'
  }
}

export type OnProgress = (share: number, doing?: string, rows?: number) => void

/**
 * The share done is passed on no more often than this, ms, however often a worker tells it: nobody reads faster, and React
 * takes more than fifty updates of a store in a row, while code of the page is on its way, for a loop without end.
 */
const TELL = 200

/** A cancelled worker that stays silent this long is ended and replaced. */
const PATIENCE = 2000

/** A worker that has done nothing for so long gives back what its last answers left behind, ms; see `#rest`. */
const IDLE = 5000

/** Workers beyond the size of a pool, while others wait for them. */
const MORE = 2

interface Job {
  message: ToWorker & { id: number }
  resolve(result: unknown): void
  reject(error: Error): void
  onProgress: OnProgress
  /** when progress was last passed on, and of what */
  passed?: { readonly at: number; readonly doing?: string }
  /** told to the worker before the job, once each */
  files?: Files
  /** the columns of a large table that it reads; absent = all */
  reads?: readonly Column[]
  cancelled?: ReturnType<typeof setTimeout>
  /** of an import that has begun: ends it when nothing is heard */
  watch?: ReturnType<typeof setTimeout>
}

/** What a list is made from, kept by the worker that makes it. */
interface Files {
  homes?: Homes
  text?: { readonly table: string; readonly text: IncidentText }
}

/** One worker with the jobs it has been given. */
class Hand {
  table = ''
  /** the columns of that table which it has */
  #columns = new Set<Column>()
  /** what was told to the worker besides its table, to be told again to its successor */
  sent: Files = {}
  readonly jobs = new Map<number, Job>()
  /** undefined after the end of one that nobody waited for */
  #worker: WorkerLike | undefined
  /** how many newer runs this one waits for */
  #holds = 0
  /** whether its table lies in shared memory, so that another worker has it at once */
  #light = false
  #idle: ReturnType<typeof setTimeout> | undefined
  #packing: Promise<void> | undefined
  readonly #spawn: () => WorkerLike
  readonly #tableOf: (fingerprint: string) => Incidents | undefined
  readonly #many: number

  constructor(
    spawn: () => WorkerLike,
    tableOf: (fingerprint: string) => Incidents | undefined,
    many: number,
  ) {
    this.#spawn = spawn
    this.#tableOf = tableOf
    this.#many = many
    this.#start()
  }

  #start(): void {
    const worker = (this.#worker = this.#spawn())
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data)
    worker.onerror = (e) => {
      // a worker that dies takes no other run with it: those that still wait go to its successor
      const first = this.jobs.values().next().value
      first?.reject(new Error(`The calculation stopped: ${e.message || 'the worker ended'}. Run it again.`))
      if (first) this.jobs.delete(first.message.id)
      // one that cannot even start would be started again and again for nobody
      if (this.jobs.size > 0) this.#replace()
      else this.#leave()
    }
    if (this.held) worker.postMessage({ type: 'hold', on: true } satisfies ToWorker)
  }

  /** Whether its methods wait for a newer one. */
  get held(): boolean {
    return this.#holds > 0
  }

  /** Lets its methods wait for something newer, or go on when as many have ended as were begun. */
  hold(on: boolean): void {
    const before = this.held
    this.#holds += on ? 1 : -1
    if (this.held !== before) this.#worker?.postMessage({ type: 'hold', on } satisfies ToWorker)
  }

  /**
   * Ends a worker without work after a while: what its answers left of millions of rows it would keep until it works again.
   * Only where the table lies in shared memory, and the next worker so has it at once.
   */
  #rest(): void {
    if (this.jobs.size > 0 || !this.#light || this.sent.homes) return
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.jobs.size === 0 && this.#leave(), IDLE)
  }

  /** Ends the worker. */
  #leave(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#packing = undefined
    this.table = ''
    this.sent = {}
  }

  #replace(): void {
    this.#leave()
    for (const job of this.jobs.values()) clearTimeout(job.watch)
    this.#start()
    for (const [id, job] of this.jobs) {
      if (job.cancelled === undefined) {
        this.#send(job)
        continue
      }
      // nobody waits for it: it must not run first, and end this worker too
      clearTimeout(job.cancelled)
      this.jobs.delete(id)
    }
  }

  give(job: Job): void {
    clearTimeout(this.#idle)
    this.jobs.set(job.message.id, job)
    if (!this.#worker) this.#start()
    try {
      this.#send(job)
    } catch (error) {
      // what cannot be sent keeps no worker busy
      this.jobs.delete(job.message.id)
      throw error
    }
  }

  /** Posts in the order given. A large message is copied in pieces first, and what comes after it waits. */
  #post(message: ToWorker): void {
    const worker = this.#worker
    if (!worker) return
    if (!this.#packing && !isLarge(message)) {
      worker.postMessage(message)
      return
    }
    const packing = (this.#packing ?? Promise.resolve())
      .then(() => (worker === this.#worker ? parcel(message) : undefined))
      .then((p) => {
        // a worker that was replaced meanwhile is told everything anew
        if (p && worker === this.#worker) worker.postMessage(p.message, p.move)
      })
      .catch((error: Error) => {
        if (worker !== this.#worker) return
        for (const job of this.jobs.values()) {
          clearTimeout(job.watch)
          job.reject(error)
        }
        this.jobs.clear()
        // what was to be told has not arrived, and the worker may wait for it: the next job begins with another
        this.#leave()
      })
      .finally(() => {
        if (this.#packing === packing) this.#packing = undefined
      })
    this.#packing = packing
  }

  /** Sends of a table what the worker has not yet: the whole, or of a large one the columns a job reads. */
  #load(table: Incidents, reads: readonly Column[] = COLUMNS): void {
    const { fingerprint } = table
    this.#light = table.n > this.#many && isShared(table.x)
    const names = new Set(table.n > this.#many ? reads : COLUMNS)
    if (this.table !== fingerprint) {
      this.#post({ type: 'load', ...partOf(table, names) })
      this.table = fingerprint
      this.#columns = names
      return
    }
    const more = [...names].filter((c) => !this.#columns.has(c))
    for (const c of more) this.#columns.add(c)
    const columns = columnsOf(table, more)
    if (Object.keys(columns).length > 0) this.#post({ type: 'columns', table: fingerprint, columns })
  }

  #send({ message, files, reads }: Job): void {
    if (files?.homes && files.homes !== this.sent.homes) this.#post({ type: 'homes', homes: files.homes })
    if (files?.text && files.text.text !== this.sent.text?.text) this.#post({ type: 'text', ...files.text })
    if (files) this.sent = { homes: files.homes ?? this.sent.homes, text: files.text ?? this.sent.text }
    if (
      message.type === 'run' ||
      message.type === 'merge' ||
      message.type === 'cocoon' ||
      message.type === 'plan'
    ) {
      const table = this.#tableOf('input' in message ? message.input.table : message.table)
      if (table) this.#load(table, reads)
    }
    this.#post(message)
  }

  cancel(id: number): void {
    const job = this.jobs.get(id)
    if (!job || job.cancelled) return
    job.reject(new Cancelled())
    this.#worker?.postMessage({ type: 'cancel', id } satisfies ToWorker)
    job.cancelled = setTimeout(() => {
      if (!this.jobs.delete(id)) return
      this.#replace()
    }, PATIENCE)
  }

  /** Ends the worker over an import that stands still; what else it was given goes to its successor. */
  #giveUp(job: Job, doing = 'Opening the files'): void {
    if (!this.jobs.delete(job.message.id)) return
    clearTimeout(job.cancelled)
    job.reject(new Error(stoppedWords(doing)))
    this.#replace()
  }

  #hear(m: FromWorker): void {
    if (m.type === 'loaded') return
    const job = this.jobs.get(m.id)
    if (!job) return
    clearTimeout(job.watch)
    if (m.type === 'needs') {
      const table = this.table === m.table ? this.#tableOf(m.table) : undefined
      if (table) this.#load(table, withPartner(m.column))
      // nobody has that table any more: the worker must not wait for it
      else this.#post({ type: 'columns', table: m.table, columns: {} })
      return
    }
    if (m.type === 'progress') {
      if (job.message.type === 'import') job.watch = setTimeout(() => this.#giveUp(job, m.doing), SILENCE)
      const at = performance.now()
      if (job.cancelled || (job.passed && job.passed.doing === m.doing && at - job.passed.at < TELL)) return
      job.passed = { at, doing: m.doing }
      job.onProgress(m.share, m.doing, m.rows)
      return
    }
    this.jobs.delete(m.id)
    clearTimeout(job.cancelled)
    this.#rest()
    if (m.type === 'done') job.resolve(unpackDicts(m.result))
    else if (m.type === 'failed') job.reject(new Error(m.message))
    else job.reject(new Cancelled())
  }

  end(): void {
    clearTimeout(this.#idle)
    this.#leave()
    for (const job of this.jobs.values()) {
      clearTimeout(job.watch)
      job.reject(new Cancelled())
    }
    this.jobs.clear()
  }
}

/** A pool of up to `size` workers, each started when first needed. */
export class Runner {
  #hands: Hand[] = []
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

  /** The hand with the least to do; a new one while all are busy and the pool is not full. Those that wait take no core. */
  #idlest(not: readonly Hand[] = []): Hand {
    const free = this.#hands
      .filter((h) => !not.includes(h))
      .sort((a, b) => Number(a.held) - Number(b.held) || a.jobs.size - b.jobs.size)
    const waiting = Math.min(MORE, this.#hands.filter((h) => h.held).length)
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
   * reads; of a large table the others stay here until it asks for one.
   */
  run<R>(
    method: string,
    input: Input<unknown>,
    onProgress: OnProgress = () => {},
    parallel = false,
    reads?: readonly Column[],
  ): Run<R> {
    const { table, rows, ...rest } = input
    // tables of earlier files would otherwise stay as long as the page
    this.useTable(table)
    // rows are rising and each there once: as many as there are is all
    const slim: RunInput = { ...rest, table: table.fingerprint, ...(rows.length < table.n && { rows }) }
    const of = parallel ? this.size : 1
    const hands: Hand[] = []
    for (let i = 0; i < of; i++) hands.push(this.#idlest(hands))
    const goOn = this.#before(table, hands)
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
    const cancel = () => hands.forEach((hand, i) => hand.cancel(ids[i]))
    // one part that fails takes the others with it
    promise.catch(cancel)
    promise.then(goOn, goOn)
    return { promise: promise as Promise<R>, cancel }
  }

  /**
   * Of a table of millions what was asked last is worked out first: methods that other hands are at wait until it is done.
   * Not where it stands in a queue itself, or two could wait for each other. Gives what lets them go on.
   */
  #before(table: Incidents, hands: readonly Hand[]): () => void {
    if (table.n <= this.#many || hands.some((h) => h.jobs.size > 0)) return () => undefined
    const others = this.#hands.filter((h) => h.jobs.size > 0 && !hands.includes(h))
    for (const h of others) h.hold(true)
    return () => {
      for (const h of others) h.hold(false)
      // hands that came in place of those that waited
      while (this.#hands.length > this.size) {
        const spare = this.#hands.findLast((h) => h.jobs.size === 0 && h !== this.#reader)
        if (!spare) return
        this.#retire(spare)
      }
    }
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
