/** Of a table of millions what was asked last is worked out first, and a worker at rest gives back what it holds. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FromWorker, ToWorker } from '../../src/worker/protocol.ts'
import { Runner, type WorkerLike } from '../../src/worker/runner.ts'
import { serve, type Port } from '../../src/worker/serve.ts'
import { shareColumns } from '../../src/worker/shared.ts'
import { inputFor, plainly, town } from './town.ts'
import { localWorker } from '../tools/localWorker.ts'

let runner: Runner | undefined
afterEach(() => {
  runner?.end()
  vi.restoreAllMocks()
})

/** A pool of two whose workers only listen: what each was sent, whether it was ended, and how it says that a job is done. */
function listeners(many: number) {
  const workers: {
    sent: ToWorker[]
    ended: boolean
    done: () => void
    stopped: () => void
    waitingFor: () => number
    held: () => boolean[]
  }[] = []
  runner = new Runner(
    () => {
      const port: WorkerLike = {
        onmessage: null,
        postMessage: (m) => void me.sent.push(m as ToWorker),
        terminate: () => void (me.ended = true),
      }
      const me = {
        sent: [] as ToWorker[],
        ended: false,
        done: () => {
          const id = (me.sent.findLast((m) => m.type === 'run') as { id: number }).id
          port.onmessage!({ data: { type: 'done', id, result: 1 } } as MessageEvent)
        },
        stopped: () => {
          for (const m of me.sent)
            if (m.type === 'cancel')
              port.onmessage!({ data: { type: 'cancelled', id: m.id } } as MessageEvent)
        },
        waitingFor: () =>
          me.sent.filter((m) => m.type === 'run').length - me.sent.filter((m) => m.type === 'cancel').length,
        held: () => me.sent.flatMap((m) => (m.type === 'hold' ? [m.on] : [])),
      }
      workers.push(me)
      return port
    },
    2,
    many,
  )
  return { runner, workers }
}

describe('a newer run on a large table', () => {
  it('lets older ones wait until it is done, the newest first', async () => {
    const { runner, workers } = listeners(10)
    const input = inputFor('hotspots', town(20))
    const runs = [0, 1, 2].map(() => runner.run('hotspots', input))
    expect(workers.map((w) => w.held())).toEqual([[true], [true], []])
    workers[2].done()
    await runs[2].promise
    // the first waits for the second still; the third worker was one too many
    await vi.waitFor(() => expect(workers[2].ended).toBe(true))
    expect(workers.map((w) => w.held())).toEqual([[true], [true, false], []])
    workers[1].done()
    await runs[1].promise
    await vi.waitFor(() => expect(workers[0].held()).toEqual([true, false]))
    expect(workers.map((w) => w.ended)).toEqual([false, false, true])
  })

  it('lets nobody wait where it stands in a queue itself: two would wait for each other', () => {
    const { runner, workers } = listeners(10)
    const input = inputFor('hotspots', town(20))
    for (let k = 0; k < 7; k++) runner.run('hotspots', input).promise.catch(() => undefined)
    expect(workers).toHaveLength(4)
    // the worker that has the newest of those under way never waits
    expect(workers.map((w) => w.held())).toEqual([[true], [true], [true], []])
    expect(workers[3].sent.filter((m) => m.type === 'run').length).toBe(4)
  })

  it('never waits itself, however many before it were left and are still being stopped', async () => {
    const { runner, workers } = listeners(10)
    const input = inputFor('hotspots', town(20))
    const left = (k: number) => {
      const run = runner.run('hotspots', input)
      run.promise.catch(() => undefined)
      if (k < 3) run.cancel()
      return run
    }
    for (let k = 0; k < 4; k++) left(k)
    await Promise.resolve()
    // the last of them works; those that were left say so late
    for (const w of workers) if (w.sent.some((m) => m.type === 'cancel')) w.stopped()
    const newest = runner.run('hotspots', input)
    newest.promise.catch(() => undefined)
    const mine = workers.filter((w) => w.sent.findLast((m) => m.type === 'run') && w.waitingFor() === 1)
    // one hand has the newest alone, and is not held; every other that works is
    const free = mine.filter((w) => w.held().at(-1) !== true)
    expect(free).toHaveLength(1)
    expect(mine.length).toBe(2)
    free[0].done()
    expect(await newest.promise).toBe(1)
  })

  it('waits for what was asked before where nobody waits for it, or where it is a later part of something older', async () => {
    const { runner, workers } = listeners(10)
    const input = inputFor('hotspots', town(20))
    const ask = (rank?: number) => {
      const run = runner.run('hotspots', input, undefined, false, undefined, rank)
      run.promise.catch(() => undefined)
      return run
    }
    const older = runner.rank()
    const asked = ask()
    ask(0)
    ask(older)
    expect(workers.map((w) => w.held())).toEqual([[], [true], [true]])
    workers[0].done()
    await asked.promise
    // the older one first, then what nobody waits for
    await vi.waitFor(() => expect(workers[2].held()).toEqual([true, false]))
    expect(workers[1].held()).toEqual([true])
    workers[2].done()
    await vi.waitFor(() => expect(workers[1].held()).toEqual([true, false]))
  })

  it('stands in no queue behind what nobody waits for', () => {
    const { runner, workers } = listeners(10)
    const input = inputFor('hotspots', town(20))
    const ask = (rank?: number) =>
      runner.run('hotspots', input, undefined, false, undefined, rank).promise.catch(() => undefined)
    for (let k = 0; k < 3; k++) void ask(0)
    expect(workers.map((w) => w.waitingFor())).toEqual([2, 1])
    void ask()
    expect(workers.map((w) => w.waitingFor())).toEqual([2, 1, 1])
    expect(workers.map((w) => w.held())).toEqual([[true], [true], []])
  })

  it('lets older ones go on when it is left', async () => {
    const { runner, workers } = listeners(10)
    const input = inputFor('hotspots', town(20))
    runner.run('hotspots', input).promise.catch(() => undefined)
    const newer = runner.run('hotspots', input)
    newer.cancel()
    await newer.promise.catch(() => undefined)
    await vi.waitFor(() => expect(workers[0].held()).toEqual([true, false]))
  })

  it('changes nothing for other tables', () => {
    const { runner, workers } = listeners(1_000_000)
    for (let k = 0; k < 3; k++)
      runner.run('hotspots', inputFor('hotspots', town(20))).promise.catch(() => undefined)
    expect(workers.map((w) => w.held())).toEqual([[], []])
  })
})

describe('a worker', () => {
  /** A worker in this thread that breathes at every step, and what it has said. */
  function worker() {
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 250))
    const { port1, port2 } = new MessageChannel()
    serve(port2 as unknown as Port)
    const said: FromWorker[] = []
    port1.onmessage = ({ data }: MessageEvent<FromWorker>) => void said.push(data)
    const of = (type: FromWorker['type']) => said.filter((m) => m.type === type)
    return { tell: (m: ToWorker) => port1.postMessage(m), of, end: () => port1.close() }
  }
  const input = inputFor('nearRepeat', town(300))
  const { table, rows: _, ...rest } = input
  const run: ToWorker = {
    type: 'run',
    id: 1,
    method: 'nearRepeat',
    input: { ...rest, table: table.fingerprint },
    part: 0,
    of: 1,
  }

  const turns = async () => {
    for (let k = 0; k < 200; k++) await new Promise((resolve) => setImmediate(resolve))
  }

  it('waits before the first step of a method and between two while it is held, and goes on to the same answer', async () => {
    const { tell, of, end } = worker()
    tell({ type: 'load', table })
    tell({ type: 'hold', on: true })
    tell(run)
    await turns()
    expect(of('progress')).toEqual([])
    // let go for the one step between two messages
    tell({ type: 'hold', on: false })
    tell({ type: 'hold', on: true })
    await vi.waitFor(() => expect(of('progress').length).toBeGreaterThan(0), 20_000)
    await turns()
    expect(of('done')).toEqual([])
    tell({ type: 'hold', on: false })
    await vi.waitFor(() => expect(of('done')).toHaveLength(1), 20_000)
    expect((of('done')[0] as { result: unknown }).result).toEqual(plainly('nearRepeat', input))
    end()
  })

  it('leaves what it holds when it is told to', async () => {
    const { tell, of, end } = worker()
    tell({ type: 'load', table })
    tell({ type: 'hold', on: true })
    tell(run)
    await turns()
    tell({ type: 'cancel', id: 1 })
    await vi.waitFor(() => expect(of('cancelled')).toHaveLength(1), 20_000)
    expect(of('done')).toEqual([])
    end()
  })
})

describe('a worker at rest', () => {
  it.each([true, false])(
    'is ended where its table is shared (%s), and the next run has another',
    async (share) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      try {
        const logs: string[][] = []
        const spawn = () => localWorker(logs[logs.push([]) - 1])
        runner = new Runner(spawn, 2, 10)
        const table = share ? shareColumns(town(300), undefined) : town(300)
        const input = inputFor('hotspots', table)
        const wanted = plainly('hotspots', input)
        for (let k = 0; k < 2; k++) {
          expect(await runner.run('hotspots', input).promise).toEqual(wanted)
          vi.advanceTimersByTime(4000)
        }
        expect(logs.flat()).not.toContain('terminate')
        vi.advanceTimersByTime(6000)
        expect(logs[0].includes('terminate')).toBe(share)
        expect(await runner.run('hotspots', input).promise).toEqual(wanted)
        expect(logs.length).toBe(share ? 2 : 1)
      } finally {
        vi.useRealTimers()
      }
    },
  )
})
