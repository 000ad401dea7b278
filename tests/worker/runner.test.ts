import { afterEach, describe, expect, it, vi } from 'vitest'
import { buffersOf } from '../../src/worker/protocol.ts'
import { Cancelled, Runner, type WorkerLike } from '../../src/worker/runner.ts'
import { inputFor, plainly, town } from './town.ts'
import { localWorker as local } from '../tools/localWorker.ts'

let runner: Runner | undefined
afterEach(() => runner?.end())

describe('the pool', () => {
  it('gives the answer that the method gives, and sends the table once', async () => {
    const log: string[] = []
    runner = new Runner(() => local(log), 1)
    const input = inputFor('hotspots', town(400))
    const first = await runner.run('hotspots', input).promise
    await runner.run('hotspots', input).promise
    expect(first).toEqual(plainly('hotspots', input))
    expect(log.filter((t) => t === 'load')).toHaveLength(1)
    expect(log.filter((t) => t === 'run')).toHaveLength(2)
  })

  it('gives the same answer for one, two and four workers', async () => {
    const input = inputFor('nearRepeat', town(600))
    const answers = []
    for (const size of [1, 2, 4]) {
      runner = new Runner(() => local(), size)
      answers.push(await runner.run('nearRepeat', input, () => {}, true).promise)
      runner.end()
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('passes on the share done five times a second at most, and at once what is done by then', async () => {
    const sent: any[] = []
    const port: WorkerLike = { onmessage: null, postMessage: (m) => void sent.push(m), terminate: () => {} }
    runner = new Runner(() => port, 1)
    const heard: string[] = []
    const file = { name: 'a.csv', blob: new Blob(['a']) }
    runner.open([file], {}, (share, doing) => heard.push(`${doing} ${share}`)).promise.catch(() => {})
    await Promise.resolve()
    for (let k = 0; k <= 1000; k++) {
      const data = {
        type: 'progress',
        id: sent[0].id,
        share: k / 1000,
        doing: k < 500 ? 'Reading' : 'Placing',
      }
      port.onmessage!({ data } as MessageEvent)
    }
    expect(heard[0]).toBe('Reading 0')
    expect(heard).toContain('Placing 0.5')
    expect(heard.length).toBeLessThan(20)
  })

  it('tells the share done, rising from 0 to 1', async () => {
    runner = new Runner(() => local(), 1)
    const shares: number[] = []
    // a clock by which a quarter of a second lies between two looks at it
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 250))
    const input = inputFor('nearRepeat', town(3000))
    await runner.run('nearRepeat', { ...input, params: { ...input.params, permutations: '9999' } }, (s) =>
      shares.push(s),
    ).promise
    vi.restoreAllMocks()
    expect(shares.length).toBeGreaterThan(1)
    expect([...shares].sort((a, b) => a - b)).toEqual(shares)
    expect(shares.at(-1)).toBeLessThanOrEqual(1)
  })

  it('cancels: the promise rejects at once and the worker is free for the next run', async () => {
    const log: string[] = []
    runner = new Runner(() => local(log), 1)
    const slow = inputFor('nearRepeat', town(4000))
    const run = runner.run('nearRepeat', { ...slow, params: { ...slow.params, permutations: '9999' } })
    run.promise.catch(() => {})
    await new Promise((r) => setTimeout(r, 30))
    run.cancel()
    await expect(run.promise).rejects.toBeInstanceOf(Cancelled)
    const input = inputFor('nearRepeat', town(300))
    const after = await runner.run('nearRepeat', input).promise
    expect(after).toEqual(await runner.run('nearRepeat', input).promise)
    expect(log).not.toContain('terminate')
  })

  it('replaces a worker that stays silent after a cancel, and loads the table again', async () => {
    const log: string[] = []
    let made = 0
    // the first worker never answers
    const deaf = (): WorkerLike => ({
      postMessage: (m) => log.push((m as { type: string }).type),
      terminate: () => log.push('terminate'),
      onmessage: null,
    })
    runner = new Runner(() => (made++ === 0 ? deaf() : local(log)), 1)
    const input = inputFor('hotspots', town(200))
    const run = runner.run('hotspots', input)
    run.promise.catch(() => {})
    run.cancel()
    await expect(run.promise).rejects.toBeInstanceOf(Cancelled)
    const after = runner.run('hotspots', input)
    await expect(after.promise).resolves.toBeDefined()
    expect(made).toBe(2)
    expect(log.filter((t) => t === 'load')).toHaveLength(2)
  })

  it('gives the successor of a silent worker only what somebody still waits for', async () => {
    vi.useFakeTimers()
    try {
      const runs: unknown[][] = []
      runner = new Runner(() => {
        const mine: unknown[] = []
        runs.push(mine)
        const post = (m: unknown) => {
          const { type, method } = m as { type: string; method: string }
          if (type === 'run') mine.push(method)
        }
        return { postMessage: post, terminate: () => undefined, onmessage: null }
      }, 1)
      const table = town(20)
      const jobs = ['hotspots', 'repeats', 'nearRepeat'].map((id) => runner!.run(id, inputFor(id, table)))
      jobs.forEach((j) => j.promise.catch(() => undefined))
      jobs[0].cancel()
      jobs[1].cancel()
      await vi.advanceTimersByTimeAsync(10_000)
      expect(runs).toEqual([['hotspots', 'repeats', 'nearRepeat'], ['nearRepeat']])
    } finally {
      vi.useRealTimers()
    }
  })

  it('passes a sentence on when a method refuses', async () => {
    runner = new Runner(() => local(), 1)
    await expect(runner.run('none', inputFor('hotspots', town(5))).promise).rejects.toThrow(
      /no analysis called "none"/,
    )
  })

  it('opens files and tells what it is doing', async () => {
    runner = new Runner(() => local(), 1)
    const csv = 'id,date,easting,northing\na,2026-11-01,400000,300000\nb,2026-11-02,400010,300000\n'
    const [opened] = await runner.open([{ name: 'x.csv', blob: new Blob([csv]) }], {}).promise
    expect(opened.kind).toBe('incidents')
  })
})

/** A worker that only listens: what was sent to it, whether it was ended, and how it answers. */
function listener() {
  const sent: any[] = []
  const made = { sent, ended: false, tell: (_: object) => {}, fail: () => {} }
  const port: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: (m) => void sent.push(m),
    terminate: () => void (made.ended = true),
  }
  made.tell = (data) => port.onmessage!({ data } as MessageEvent)
  made.fail = () => port.onerror!({ message: 'no script' } as ErrorEvent)
  return { made, port }
}

describe('what goes wrong', () => {
  it('starts no worker again and again that cannot start, and another for the next job', async () => {
    const workers: ReturnType<typeof listener>['made'][] = []
    runner = new Runner(() => {
      const { made, port } = listener()
      workers.push(made)
      queueMicrotask(() => workers.length < 50 && made.fail())
      return port
    }, 1)
    const run = () => runner!.run('hotspots', inputFor('hotspots', town(5))).promise
    await expect(run()).rejects.toThrow('The calculation stopped: no script. Run it again.')
    await new Promise((r) => setTimeout(r, 10))
    expect(workers).toHaveLength(1)
    await expect(run()).rejects.toThrow('no script')
    expect(workers).toHaveLength(2)
    expect(workers.every((w) => w.ended)).toBe(true)
  })

  it('keeps no worker busy with what cannot be sent', async () => {
    let made = 0
    runner = new Runner(() => (made++, local()), 4)
    const input = inputFor('hotspots', town(50))
    const odd = { ...input, params: { ...input.params, f: () => 1 } }
    await expect(runner.run('hotspots', odd).promise).rejects.toThrow(/clone/)
    expect(await runner.run('hotspots', input).promise).toEqual(plainly('hotspots', input))
    expect(made).toBe(1)
  })

  it('leaves a worker that waits for a column which no memory could be found for', async () => {
    runner = new Runner(() => local(), 1, 10)
    const table = town(40)
    const x = new Float64Array(600_000).subarray(0, 40)
    x.set(table.x)
    x.slice = () => {
      throw new RangeError('Array buffer allocation failed')
    }
    const run = runner.run('hotspots', inputFor('hotspots', { ...table, x }), undefined, false, [])
    await expect(run.promise).rejects.toThrow('allocation failed')
    const input = inputFor('hotspots', town(30))
    expect(await runner.run('hotspots', input).promise).toEqual(plainly('hotspots', input))
  })

  it('puts parts together in a worker that is there, when the first was ended after reading a large file', async () => {
    const workers: ReturnType<typeof listener>['made'][] = []
    runner = new Runner(
      () => {
        const { made, port } = listener()
        workers.push(made)
        return port
      },
      2,
      10,
    )
    void runner.run('nearRepeat', inputFor('nearRepeat', town(20)), undefined, true).promise.catch(() => {})
    const idOf = (w: number, type: string) => workers[w].sent.find((m) => m.type === type).id as number
    workers[0].tell({ type: 'done', id: idOf(0, 'run'), result: { part: 0 } })
    const opened = runner.open([{ name: 'a.csv', blob: new Blob(['a']) }], {})
    const large = [{ kind: 'incidents', incidents: { n: 11 } }]
    workers[0].tell({ type: 'done', id: idOf(0, 'import'), result: large })
    await opened.promise
    expect(workers[0].ended).toBe(true)
    workers[1].tell({ type: 'done', id: idOf(1, 'run'), result: { part: 1 } })
    await new Promise((r) => setTimeout(r, 0))
    const merging = workers.filter((w) => w.sent.some((m) => m.type === 'merge'))
    expect(merging.map((w) => w.ended)).toEqual([false])
  })
})

describe('buffersOf', () => {
  it('finds each buffer once, however deep', () => {
    const shared = new Float64Array(4)
    const found = buffersOf({
      a: shared,
      b: [{ c: shared.subarray(1) }, { d: new Uint8Array(2) }],
      e: 'text',
      f: [1, 2, 3],
    })
    expect(found).toHaveLength(2)
  })
})

describe('the watch over imports', () => {
  it('ends one that stands still in a sentence, and gives what waits to another worker', async () => {
    vi.useFakeTimers()
    try {
      const workers: { ended: boolean; sent: any[]; port: WorkerLike }[] = []
      const pool = new Runner(() => {
        const made = { ended: false, sent: [] as any[], port: undefined as never as WorkerLike }
        made.port = {
          onmessage: null,
          postMessage: (m) => void made.sent.push(m),
          terminate: () => void (made.ended = true),
        }
        workers.push(made)
        return made.port
      }, 1)
      const file = { name: 'a.csv', blob: new Blob(['a']) }
      const first = pool.open([file], {}).promise.catch((e: Error) => e)
      const second = pool.open([file], {}).promise.catch((e: Error) => e)
      await vi.advanceTimersByTimeAsync(0)
      const { id } = workers[0].sent[0]
      const tell = (data: object) => workers[0].port.onmessage!({ data } as MessageEvent)
      tell({ type: 'progress', id, share: 0, doing: 'Reading a.csv' })
      await vi.advanceTimersByTimeAsync(80_000)
      // a sign of life begins the wait anew
      tell({ type: 'progress', id, share: 0.1, doing: 'Reading a.csv' })
      await vi.advanceTimersByTimeAsync(80_000)
      expect(workers).toHaveLength(1)
      await vi.advanceTimersByTimeAsync(20_000)
      expect(((await first) as Error).message).toMatch(
        /^Reading a\.csv was stopped: nothing moved for 90 seconds\. .*\.$/,
      )
      expect([workers[0].ended, workers[1].ended]).toEqual([true, false])
      expect(workers[1].sent).toHaveLength(1)
      pool.end()
      expect(await second).toBeInstanceOf(Cancelled)
    } finally {
      vi.useRealTimers()
    }
  })
})
