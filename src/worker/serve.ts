/** The worker's side of the protocol, apart from the worker itself so that tests can run it in-process. */
import type { Doors } from '../cocoon/doors.ts'
import type { Homes } from '../core/places/homes.ts'
import { allRows, type Incidents, type IncidentText } from '../core/table/incidents.ts'
import { type Input, type Method, withTableNotes } from '../core/table/method.ts'
import { fillIn, MANY_ROWS, Missing, partial, type SomeColumns } from './columns.ts'
import { apart, packDicts, unpackDicts } from './parcel.ts'
import type { Register } from './register.ts'
import { buffersOf, type FromWorker, type RunInput, type ToWorker } from './protocol.ts'
import { canShare, shareColumns, shareTexts } from './shared.ts'
import type { Opened } from '../import/contract.ts'

/** Where messages go; the worker's global scope or one end of a MessageChannel. */
export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void
  onmessage: ((message: MessageEvent) => unknown) | null
}

/** Work runs in slices of this many milliseconds between breaths. */
const SLICE = 12

/** Lets waiting messages in. A MessageChannel turn is short and fair; scheduler.yield() was seen to starve them. */
function breather(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel()
  let wake: (() => void) | undefined
  port1.onmessage = () => wake?.()
  return () =>
    new Promise((resolve) => {
      wake = resolve
      port2.postMessage(0)
    })
}

/** What was opened, with the columns and texts of its large tables in shared memory. */
const withShared = (opened: readonly Opened[], many: number): Opened[] =>
  opened.map((o) => {
    if (o.kind !== 'incidents' || o.incidents.n <= many) return o
    const { incidents, text, ...rest } = o
    const beside = [rest, ...opened.filter((other) => other !== o)]
    return {
      ...rest,
      incidents: shareColumns(incidents, [beside, text]),
      text: shareTexts(text, [beside, incidents]),
    }
  })

/**
 * Answers messages on the port until the worker ends. Tables of more than `many` rows are opened into shared memory where
 * `share` says so.
 */
export function serve(port: Port, share = canShare(), many = MANY_ROWS): void {
  const breathe = breather()
  const queue: Exclude<ToWorker, { type: 'load' | 'columns' | 'homes' | 'text' | 'cancel' | 'hold' }>[] = []
  const cancelled = new Set<number>()
  let table: Incidents | undefined
  let text: { table: string; text: IncidentText } | undefined
  let homes: Homes | undefined
  let doors: Doors | undefined
  let register: Register | undefined
  let busy = false
  let held = false
  /** ends the waiting of a method that is held */
  let wake = () => {}
  /** the buffers of the table here */
  const own = new Set<ArrayBuffer>()
  let columnsCome: (table: string, columns: SomeColumns) => void = () => {}
  const say = (m: FromWorker, move?: ArrayBuffer[]) => port.postMessage(m, move ?? [])

  const loaded = (wanted: string): Incidents => {
    if (table?.fingerprint !== wanted)
      throw new Error('The table of this run is no longer loaded. Run it again.')
    return table
  }
  const inputOf = (input: RunInput): Input<any> => {
    const table = loaded(input.table)
    return { ...input, table, rows: input.rows ?? allRows(table) } as Input<any>
  }

  // each job's code is fetched when the first of its kind comes: a worker that reads files never fetches a method
  const methodOf = async (id: string): Promise<Method<any, any>> =>
    (await import('../analyses/manifest.ts')).methodOf(id)

  function* start(
    method: Method<any, any>,
    job: Extract<ToWorker, { type: 'run' }>,
  ): Generator<number, unknown, void> {
    const whole = inputOf(job.input)
    const mine =
      job.of > 1 && method.split ? method.split(whole, job.of)[job.part] : job.part === 0 ? whole : undefined
    if (mine === undefined) return undefined
    const result = yield* method.compute(mine)
    // parts say it when they are put together
    return job.of > 1 && method.split ? result : withTableNotes(method, whole, result)
  }

  /** Takes steps until done or cancelled; true = ran to its end. `waits`: before a step, the first as well, for as long as it is held. */
  async function pace(id: number, step: () => boolean | Promise<boolean>, waits = false): Promise<boolean> {
    let since = performance.now()
    for (;;) {
      while (waits && held && !cancelled.has(id)) await new Promise<void>((resolve) => (wake = resolve))
      if (cancelled.has(id)) return false
      if (await step()) return true
      if (performance.now() - since > SLICE) {
        await breathe()
        since = performance.now()
      }
    }
  }

  async function work(job: (typeof queue)[number]): Promise<void> {
    let result: unknown
    let finished = true
    if (job.type === 'merge') {
      const method = await methodOf(job.method)
      const input = inputOf(job.input)
      result = withTableNotes(method, input, method.merge!(input, job.parts))
    } else if (job.type === 'cocoon') {
      // homes that were taken off the page may still lie here
      const mine = homes?.fingerprint === job.homes ? homes : undefined
      if (table?.fingerprint !== job.table || mine?.fingerprint !== job.homes)
        throw new Error('The files of this list are no longer loaded. Change a setting to make it again.')
      const words = text?.table === job.table ? text.text : undefined
      const [{ makeCocoon }, { prepareHomes }] = await Promise.all([
        import('../cocoon/make.ts'),
        import('../cocoon/doors.ts'),
      ])
      result = makeCocoon(loaded(job.table), words, mine, () => (doors ??= prepareHomes(mine!)), job.ask)
    } else if (job.type === 'quality') {
      register ??= new (await import('./register.ts')).Register()
      result = await register.answer(job)
    } else if (job.type === 'run' || job.type === 'join' || job.type === 'plan') {
      const run: Generator<number, unknown, void> =
        job.type === 'run'
          ? start(await methodOf(job.method), job)
          : job.type === 'join'
            ? (await import('../import/join/join.ts')).joinSteps(job.base, job.added)
            : (await import('../core/evaluation/judgePlan.ts')).judgePlan(loaded(job.table), job.ask)
      let lastShare = -1
      finished = await pace(
        job.id,
        () => {
          const s = run.next()
          if (s.done) result = s.value
          else if (s.value - lastShare >= 0.01)
            say({ type: 'progress', id: job.id, share: (lastShare = s.value) })
          return s.done ?? false
        },
        job.type === 'run',
      )
    } else if (job.type === 'export') {
      const { exportIncidents } = await import('../import/formats/export.ts')
      const run = exportIncidents(job.table, job.text, job.format, job.rows)
      finished = await pace(job.id, async () => {
        const s = await run.next()
        if (s.done) result = s.value
        else say({ type: 'progress', id: job.id, share: s.value })
        return s.done ?? false
      })
    } else {
      const { openFiles } = await import('../import/open.ts')
      const run = openFiles(
        job.files,
        job.options,
        job.profiles,
        job.homes !== undefined && homes?.fingerprint === job.homes ? homes : undefined,
      )
      finished = await pace(job.id, async () => {
        const s = await run.next()
        if (s.done) result = s.value
        else
          say({
            type: 'progress',
            id: job.id,
            share: s.value.share,
            doing: s.value.doing,
            rows: s.value.rows,
          })
        return s.done ?? false
      })
      if (!finished) await run.return([])
      if (finished && share) result = withShared(result as Opened[], many)
    }
    if (finished) {
      result = packDicts(job.type === 'import' ? result : apart(result))
      // a method may hand out a column of the table as it is: that is copied, since the table stays here
      say(
        { type: 'done', id: job.id, result },
        buffersOf(result).filter((b) => !own.has(b)),
      )
    } else say({ type: 'cancelled', id: job.id })
  }

  /** Works; where a column is not here yet it is asked for, and the work begun anew. */
  async function workWithColumns(job: (typeof queue)[number]): Promise<void> {
    for (;;) {
      try {
        return await work(job)
      } catch (error) {
        if (!(error instanceof Missing)) throw error
        const { column, table } = error
        const come = new Promise<boolean>((resolve) => {
          // none at all: whoever is asked has that table no longer
          columnsCome = (of, columns) => {
            if (of === table && (column in columns || Object.keys(columns).length === 0))
              resolve(column in columns)
          }
        })
        say({ type: 'needs', id: job.id, table, column })
        if (!(await come)) throw error
        if (cancelled.has(job.id)) return say({ type: 'cancelled', id: job.id })
      }
    }
  }

  async function drainQueue(): Promise<void> {
    if (busy) return
    busy = true
    for (let job = queue.shift(); job; job = queue.shift()) {
      try {
        if (cancelled.has(job.id)) say({ type: 'cancelled', id: job.id })
        else await workWithColumns(job)
      } catch (error) {
        // an import tells each fault as a sentence of its own; what is thrown past it is a library's, for its makers
        const message =
          job.type === 'import'
            ? 'These files could not be read: one of them may be damaged. Drop them one by one, or as CSV.'
            : error instanceof Error
              ? error.message
              : String(error)
        say({ type: 'failed', id: job.id, message })
      }
      cancelled.delete(job.id)
    }
    busy = false
  }

  port.onmessage = (message: MessageEvent<ToWorker>) => {
    const data = unpackDicts(message.data) as ToWorker
    if (data.type === 'load') {
      own.clear()
      for (const b of buffersOf(data.table)) own.add(b)
      table = partial(data.table, data.absent ?? [])
      say({ type: 'loaded', table: table.fingerprint })
    } else if (data.type === 'columns') {
      for (const b of buffersOf(data.columns)) own.add(b)
      if (table?.fingerprint === data.table) fillIn(table, data.columns)
      columnsCome(data.table, data.columns)
    } else if (data.type === 'text') text = data
    else if (data.type === 'homes') {
      homes = data.homes
      doors = undefined
    } else if (data.type === 'cancel') {
      cancelled.add(data.id)
      wake()
    } else if (data.type === 'hold') {
      held = data.on
      wake()
    } else {
      queue.push(data)
      void drainQueue()
    }
  }
}
