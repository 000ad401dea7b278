/** A large table goes to its worker by columns: the same answers, what is read and no more, and what was not foreseen on demand. */
import { afterEach, describe, expect, it } from 'vitest'
import { METHODS, methodOf } from '../../src/analyses/manifest.ts'
import { COLUMNS, type Column, type Incidents } from '../../src/core/table/incidents.ts'
import { fillIn, Missing, partial, partOf } from '../../src/worker/columns.ts'
import { parcel } from '../../src/worker/parcel.ts'
import { Runner } from '../../src/worker/runner.ts'
import { inputFor, plainly, town } from './town.ts'
import { localWorker } from '../tools/localWorker.ts'

let runner: Runner | undefined
afterEach(() => runner?.end())

/** A pool of one that takes every table for large, and the columns that were sent to it, message by message. */
function pool() {
  const sent: string[][] = []
  const spawn = () => {
    const worker = localWorker()
    const { postMessage } = worker
    worker.postMessage = (m: any, ...rest) => {
      if (m.type === 'load') sent.push(COLUMNS.filter((c) => m.table[c] !== undefined))
      if (m.type === 'columns') sent.push(Object.keys(m.columns))
      postMessage.call(worker, m, ...rest)
    }
    return worker
  }
  runner = new Runner(spawn, 1, 10)
  return { runner, sent }
}

describe('a large table', () => {
  it('goes to the worker by the columns that a method reads, once each', async () => {
    const { runner, sent } = pool()
    const table = town(400)
    const input = inputFor('hotspots', table)
    const { reads } = methodOf('hotspots')
    for (let k = 0; k < 2; k++)
      expect(await runner.run('hotspots', input, undefined, false, reads).promise).toEqual(
        plainly('hotspots', input),
      )
    const cells = inputFor('gistar', table)
    expect(await runner.run('gistar', cells, undefined, false, methodOf('gistar').reads).promise).toEqual(
      plainly('gistar', cells),
    )
    expect(sent).toEqual([COLUMNS.filter((c) => reads!.includes(c) && table[c] !== undefined)])
    // one that says nothing gets the rest
    const repeats = inputFor('repeats', table)
    expect(await runner.run('repeats', repeats).promise).toEqual(plainly('repeats', repeats))
    expect(sent).toHaveLength(2)
    expect([...sent[0], ...sent[1]].sort()).toEqual(COLUMNS.filter((c) => table[c] !== undefined).sort())
  })

  it('is asked for a column that nobody foresaw, and the answer is whole', async () => {
    const { runner, sent } = pool()
    const input = inputFor('repeats', town(400))
    const run = runner.run('repeats', input, undefined, false, ['flags'])
    expect(await run.promise).toEqual(plainly('repeats', input))
    expect(sent[0]).toEqual(['flags'])
    expect(sent.length).toBeGreaterThan(3)
    // of a place both halves come at once
    const clusters = inputFor('clusters', town(300))
    await runner.run('clusters', clusters, undefined, false, ['flags']).promise
    expect(sent).toContainEqual(['x', 'y'])
  })

  it('can be left while a column is on its way', async () => {
    const { runner } = pool()
    const table = town(300)
    const left = runner.run('repeats', inputFor('repeats', table), undefined, false, [])
    left.promise.catch(() => undefined)
    left.cancel()
    const input = inputFor('hotspots', town(200))
    expect(await runner.run('hotspots', input, undefined, false, []).promise).toEqual(
      plainly('hotspots', input),
    )
  })

  it('keeps its columns when an answer goes out', async () => {
    const { runner } = pool()
    const input = inputFor('clusters', town(400))
    const wanted = plainly('clusters', input)
    for (let k = 0; k < 2; k++) expect(await runner.run('clusters', input).promise).toEqual(wanted)
  })
})

describe('what a method says it reads', () => {
  it.each(METHODS.filter((m) => m.reads).map((m) => m.id))('%s reads nothing else of a plain table', (id) => {
    const method = methodOf(id)
    const table = town(500)
    const read = new Set<string>()
    const watched = new Proxy(table, {
      get(of, name) {
        read.add(name as string)
        return of[name as keyof Incidents]
      },
    })
    plainly(id, { ...inputFor(id, table), table: watched })
    const unsaid = COLUMNS.filter((c: Column) => read.has(c) && !method.reads!.includes(c))
    expect(unsaid.filter((c) => c !== 'lng' && c !== 'lat')).toEqual([])
  })
})

describe('a part of a table', () => {
  it('tells which column it lacks, and stays the same object when it comes', () => {
    const whole = town(3)
    const { table, absent } = partOf(whole, new Set(['x']))
    const part = partial(table, absent)
    expect([...part.x]).toEqual([...whole.x])
    expect(() => part.flags).toThrow(Missing)
    fillIn(part, { flags: whole.flags })
    expect(part.flags).toBe(whole.flags)
    // a column that the file does not have is not lacking
    expect(part.reported).toBeUndefined()
  })

  it('is copied without writing noughts', async () => {
    const sent = { x: Float64Array.of(0, 0), y: Float64Array.of(0, 3), z: Float64Array.of(-0, 0) }
    const { message } = await parcel(sent)
    expect(message).toEqual(sent)
    expect((message as typeof sent).x).not.toBe(sent.x)
  })
})
