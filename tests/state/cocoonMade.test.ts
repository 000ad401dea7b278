/** The cocooning list made in a worker: the same list, only the newest, never one of files that are gone. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gatherAlike } from '../../src/cocoon/make.ts'
import type { Omitted } from '../../src/cocoon/list.ts'
import { cocoonStale, followCocoon, planCocoon, useMaker } from '../../src/state/cocoon.ts'
import { cocoonOf } from '../../src/state/cocoonHere.ts'
import { emptyProject } from '../../src/state/project.ts'
import { forget, setClause, setParam, setSession, type Store, useStore } from '../../src/state/store.ts'
import { Runner } from '../../src/worker/runner.ts'
import { drop, only } from '../import/drop.ts'
import { localWorker } from '../tools/localWorker.ts'

const read = (name: string) => readFileSync(new URL(`../../data/town/${name}`, import.meta.url), 'utf8')
let files: Pick<Store, 'incidents' | 'homes'>
let asked: string[]
let end: () => void

beforeAll(async () => {
  const opened = await drop({
    'incidents.csv': read('incidents.csv'),
    'addresses.csv': read('addresses.csv'),
  })
  const { incidents, text } = only(opened, 'incidents')
  files = {
    incidents: { table: incidents, text } as Store['incidents'],
    homes: { homes: only(opened, 'homes').homes } as Store['homes'],
  }
}, 60_000)

const state = () => useStore.getState()
const made = async () => {
  for (let i = 0; i < 4000 && (!state().cocoon || cocoonStale(state())); i++)
    await new Promise((r) => setTimeout(r, 5))
  expect(cocoonStale(state())).toBe(false)
  return state().cocoon!.made
}

beforeEach(() => {
  asked = []
  useMaker(new Runner(() => localWorker(asked), 1))
  useStore.setState({ ...files, cocoon: undefined, project: { ...emptyProject, asAt: '2026-11-22' } })
  end = followCocoon()
})
afterEach(() => {
  forget()
  end()
  useMaker(undefined)
})

describe('the list made apart', () => {
  it('is the list that this thread would make, and each file is sent once', async () => {
    const apart = await made()
    useStore.setState({ cocoon: undefined })
    const here = cocoonOf(state())
    if (apart.kind !== 'doors' || here?.kind !== 'doors') throw new Error(apart.kind)
    expect(apart.list).toEqual(here.list)
    expect(apart.list.visits.length).toBeGreaterThan(10)
    setParam('cocooning', 'eachSide', 1)
    await made()
    expect(asked.filter((t) => t === 'homes')).toHaveLength(1)
    expect(asked.filter((t) => t === 'text')).toHaveLength(1)
    expect(asked.filter((t) => t === 'load')).toHaveLength(1)
  }, 60_000)

  it('shows the earlier list as stale, and makes only the newest of many changes', async () => {
    const first = await made()
    for (const n of [1, 3, 2]) setParam('cocooning', 'eachSide', n)
    expect(cocoonStale(state())).toBe(true)
    expect(state().cocoon!.made).toBe(first)
    const last = await made()
    expect(last.kind === 'doors' && last.list.protocol.eachSide).toBe(2)
    expect(asked.filter((t) => t === 'cocoon')).toHaveLength(2)
  }, 60_000)

  it('is not made again for a filter of time or kind, which it does not follow', async () => {
    await made()
    const plan = planCocoon(state())
    setClause('period', { source: 'period', kind: 'period', fromDay: 20_000, toDay: 20_400 })
    expect(planCocoon(state())).toBe(plan)
    setClause('beat', { source: 'beat', kind: 'beat', beats: ['Beat 4 Hallam and Larkrise'] })
    expect(planCocoon(state())).not.toBe(plan)
  }, 60_000)

  it('says so where a list that came back cannot be read, and makes the next', async () => {
    end()
    useStore.setState({ cocoon: undefined })
    useMaker({ cocoon: () => ({ promise: Promise.resolve(undefined), cancel() {} }), end() {} } as never)
    end = followCocoon()
    expect((await made()).kind).toBe('refused')
    useMaker(new Runner(() => localWorker(asked), 1))
    setParam('cocooning', 'eachSide', 2)
    expect((await made()).kind).toBe('doors')
  }, 60_000)

  it('forgets the list with the files, and its worker with it', async () => {
    await made()
    setSession({ homes: undefined })
    expect(state().cocoon).toBeUndefined()
    expect((await made()).kind).toBe('streets')
    forget()
    expect(state().cocoon).toBeUndefined()
    expect(asked.at(-1)).toBe('terminate')
  }, 60_000)
})

it('tells thousands that are left out for one reason as one line with their number', () => {
  const old = Array.from({ length: 30 }, (_, i): Omitted => ({
    what: 'burglary',
    row: i,
    home: -1,
    label: `row ${i}`,
    reason: 'older than 42 days',
  }))
  const one: Omitted = { what: 'home', row: 3, home: 9, label: '1 Mill Street', reason: 'visited 2 days ago' }
  expect(gatherAlike([...old, one], 100)).toHaveLength(31)
  expect(gatherAlike([...old, one], 20)).toEqual([
    { what: 'burglary', row: -1, home: -1, label: '30 burglaries', reason: 'older than 42 days' },
    one,
  ])
  // a call of several homes counts as all of them, however many lines become one
  const calls = Array.from({ length: 30 }, (_, i): Omitted => ({ ...one, home: i, homes: 1 + (i % 2) }))
  expect(gatherAlike(calls, 20)).toMatchObject([{ label: '30 homes', homes: 45 }])
})
