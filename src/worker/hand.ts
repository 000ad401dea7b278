/** One worker of the pool: what it was told, the jobs it has, and what becomes of them when it dies or stays silent. */
import { SILENCE, stoppedWords } from '../import/silence.ts'
import type { Homes } from '../core/places/homes.ts'
import { type Column, COLUMNS, type Incidents, type IncidentText } from '../core/table/incidents.ts'
import { columnsOf, partOf, withPartner } from './columns.ts'
import { isLarge, parcel, unpackDicts } from './parcel.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { isShared } from './shared.ts'

/** What the pool needs of a Worker; tests give the end of a MessageChannel. */
export interface WorkerLike {
  postMessage(message: unknown, transfer?: Transferable[]): void
  terminate(): void
  onmessage: ((message: MessageEvent) => unknown) | null
  onerror?: ((error: ErrorEvent) => unknown) | null
}

/** Why a promise of a cancelled run rejects. */
export class Cancelled extends Error {
  constructor() {
    super('Cancelled.')
    this.name = 'Cancelled'
  }
}

/** Hears the share done, what is being done and how many rows were read. */
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

/** A job given to a worker. */
export interface Job {
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
export class Hand {
  table = ''
  /** the columns of that table which it has */
  #columns = new Set<Column>()
  /** what was told to the worker besides its table, to be told again to its successor */
  sent: Files = {}
  readonly jobs = new Map<number, Job>()
  /** undefined after the end of one that nobody waited for */
  #worker: WorkerLike | undefined
  /** the newer runs that its methods wait for */
  readonly #holds = new Set<object>()
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
    return this.#holds.size > 0
  }

  /** Whether somebody waits for any of its jobs. */
  get busy(): boolean {
    for (const job of this.jobs.values()) if (job.cancelled === undefined) return true
    return false
  }

  #change(change: () => void): void {
    const before = this.held
    change()
    if (this.held !== before) this.#worker?.postMessage({ type: 'hold', on: this.held } satisfies ToWorker)
  }

  /** Lets its methods wait for a newer run. */
  hold(run: object): void {
    this.#change(() => this.#holds.add(run))
  }

  /** That run has ended. */
  goOn(run: object): void {
    this.#change(() => this.#holds.delete(run))
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
    // what let its earlier jobs wait does not concern a newer one
    if (!this.busy) this.#change(() => this.#holds.clear())
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
