/** Runs as the panels see them: a quick first answer, then the whole; newest wins; a cancel leaves what there is. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { METHOD as nearRepeat, type NearRepeatResult } from '../../src/analyses/nearRepeat/compute.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { METHOD as overview } from '../../src/analyses/today/compute.ts'
import type { TodayResult } from '../../src/analyses/today/result.ts'
import { type Input, type Meta, withTableNotes } from '../../src/core/table/method.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { planRun } from '../../src/state/plan.ts'
import { cancelRun, ensureRun, forgetRuns, usePool } from '../../src/state/runs.ts'
import { emptyProject } from '../../src/state/project.ts'
import { type RunState, setParam, setParams, setSession, undo, useStore } from '../../src/state/store.ts'
import { Runner } from '../../src/worker/runner.ts'
import { incidentsFrom } from '../tools/incidents.ts'
import { localWorker } from '../tools/localWorker.ts'

/** What was asked of the pool, "nearRepeat/0 of 1" for permutations and workers. */
let asked: string[]
let pool: Runner
let seen: RunState[]
let stop: () => void

const load = (n: number, fingerprint: string) => {
  const table = incidentsFrom(
    Array.from({ length: n }, (_, i) => ({
      x: 400_000 + ((i * 7919) % 3000),
      y: 300_000 + ((i * 104_729) % 3000),
      day: 20_000 + ((i * 31) % 300),
    })),
  )
  setSession({ incidents: { table: { ...table, fingerprint } } as never, runs: {} })
}
const state = () => useStore.getState().runs.nearRepeat as RunState | undefined
const result = () => state()?.made?.result as NearRepeatResult | undefined
const until = async (test: () => boolean) => {
  for (let i = 0; i < 2000 && !test(); i++) await new Promise((r) => setTimeout(r, 2))
  expect(test()).toBe(true)
}

beforeEach(() => {
  asked = []
  pool = new Runner(() => {
    const worker = localWorker()
    const { postMessage } = worker
    worker.postMessage = (m, move) => {
      const job = m as {
        type: string
        method: string
        of: number
        input: { params: { permutations: string } }
      }
      if (job.type === 'run') asked.push(`${job.method}/${job.input.params.permutations} of ${job.of}`)
      postMessage(m, move)
    }
    return worker
  }, 2)
  usePool(pool)
  useStore.setState({ project: emptyProject })
  seen = []
  stop = useStore.subscribe((s) => {
    if (s.runs.nearRepeat && s.runs.nearRepeat !== seen.at(-1)) seen.push(s.runs.nearRepeat)
  })
})
afterEach(() => {
  stop()
  pool.end()
})

describe('what is chosen in a result', () => {
  it('goes with it: the same row of another result is another thing', async () => {
    load(300, 'chosen-1')
    setParam('nearRepeat', 'permutations', '99')
    ensureRun(nearRepeat)
    await until(() => state()?.status === 'done')
    setSession({ selection: { of: 'nearRepeat', row: 2 } })
    setParam('nearRepeat', 'space', [0, 150, 300])
    ensureRun(nearRepeat)
    expect(useStore.getState().selection?.row).toBe(2)
    await until(() => state()?.status === 'done')
    expect(useStore.getState().selection).toBeUndefined()
    setSession({ selection: { of: 'incidents', row: 2 } })
    undo()
    ensureRun(nearRepeat)
    await until(() => state()?.status === 'done')
    expect(useStore.getState().selection).toEqual({ of: 'incidents', row: 2 })
  })
})

describe('a method with a quick first answer', () => {
  it('shows it while the whole is running, then the whole', async () => {
    load(500, 'quick-1')
    ensureRun(nearRepeat)
    await until(() => state()?.status === 'done')
    const first = seen.find((s) => s.preliminary)!
    expect(first.status).toBe('running')
    expect(first.made!.key).toBe(first.key)
    const early = first.made!.result as NearRepeatResult
    expect(early.permutations).toBe(0)
    expect(early.p.every(Number.isNaN)).toBe(true)
    expect(result()!.permutations).toBe(999)
    expect(state()!.preliminary).toBe(false)
    // exact counts and moments do not change when the permutations arrive
    expect(result()!.observed).toEqual(early.observed)
    expect(result()!.expected).toEqual(early.expected)
    expect(asked).toEqual(['nearRepeat/0 of 1', 'nearRepeat/999 of 2', 'nearRepeat/999 of 2'])
    expect(seen.every((s, i) => i === 0 || s.share >= seen[i - 1].share)).toBe(true)
  })

  it('asks for no first answer where the whole is kept, or needs no permutations', async () => {
    load(300, 'quick-2')
    setParam('nearRepeat', 'permutations', '0')
    ensureRun(nearRepeat)
    await until(() => state()?.status === 'done')
    expect(seen.some((s) => s.preliminary)).toBe(false)
    setParam('nearRepeat', 'permutations', '99')
    ensureRun(nearRepeat)
    await until(() => state()?.status === 'done' && result()!.permutations === 99)
    const before = asked.length
    setParam('nearRepeat', 'permutations', '0')
    ensureRun(nearRepeat)
    expect(state()).toMatchObject({ status: 'done', preliminary: false })
    expect(asked).toHaveLength(before)
  })

  it('shows a first answer that leaves out what takes longest, every figure of it final', async () => {
    load(400, 'first-1')
    const shown: RunState[] = []
    const listen = useStore.subscribe((s) => {
      if (s.runs.today && s.runs.today !== shown.at(-1)) shown.push(s.runs.today)
    })
    ensureRun(overview)
    const now = () => useStore.getState().runs.today as RunState
    await until(() => now()?.status === 'done')
    listen()
    const first = shown.find((s) => s.preliminary)!.made!.result as TodayResult
    const whole = now().made!.result as TodayResult
    expect(now().preliminary).toBe(false)
    expect(first.counting).toMatch(/near repeats/)
    expect(whole.counting).toBeUndefined()
    expect([first.groups, first.worst, first.record]).toEqual([[], undefined, undefined])
    expect(whole.groups.length).toBeGreaterThan(0)
    expect(whole.worst).toBeDefined()
    const { kinds, looks, live, ranges, lastDay } = whole
    expect(first).toMatchObject({ kinds, looks, live, ranges, lastDay })
    // what is not counted yet is not said to be missing
    expect(whole.notes).toEqual(
      expect.arrayContaining([...first.notes].filter((n) => !n.startsWith('Alerts:'))),
    )
    expect(first.notes.join()).not.toMatch(/no record|shuffles|Worst/)
  })

  it('lets the newest question win, also between the two answers', async () => {
    load(2000, 'quick-3')
    setParam('nearRepeat', 'permutations', '9999')
    ensureRun(nearRepeat)
    await until(() => state()?.preliminary === true)
    setParam('nearRepeat', 'space', [0, 150, 300])
    setParam('nearRepeat', 'permutations', '99')
    ensureRun(nearRepeat)
    await until(() => state()?.status === 'done')
    expect(result()!.space).toEqual([0, 150, 300])
    expect(result()!.permutations).toBe(99)
    const after = seen.slice(seen.findIndex((s) => s.key === state()!.key))
    expect(after.every((s) => s.key === state()!.key)).toBe(true)
  })

  it('keeps the first answer when the rest is cancelled, and can run again', async () => {
    load(2500, 'quick-4')
    setParam('nearRepeat', 'permutations', '9999')
    ensureRun(nearRepeat)
    await until(() => state()?.preliminary === true)
    cancelRun('nearRepeat')
    expect(state()).toMatchObject({ status: 'failed', error: 'Cancelled by you.', preliminary: true })
    await new Promise((r) => setTimeout(r, 50))
    expect(result()!.permutations).toBe(0)
    setParam('nearRepeat', 'permutations', '99')
    ensureRun(nearRepeat, true)
    await until(() => state()?.status === 'done')
    expect(result()!.permutations).toBe(99)
  })

  it('cancelled before its first answer runs nothing more', async () => {
    load(2500, 'quick-5')
    ensureRun(nearRepeat)
    cancelRun('nearRepeat')
    await new Promise((r) => setTimeout(r, 50))
    expect(state()).toMatchObject({ status: 'failed' })
    expect(result()).toBeUndefined()
    expect(asked).toEqual(['nearRepeat/0 of 1'])
  })
})

it('a method without one runs once', async () => {
  load(200, 'quick-6')
  ensureRun(hotspots)
  await until(() => useStore.getState().runs.hotspots?.status === 'done')
  expect(asked).toHaveLength(1)
})

it('several settings of a method are one change, and defaults are not stored', () => {
  useStore.setState({ project: emptyProject, past: [] })
  setParam('hotspots', 'least', 5)
  setParams('hotspots from elsewhere', 'hotspots', hotspots.schema, { bandwidth: 350, levels: [1, 5, 10] })
  expect(useStore.getState().project.params.hotspots).toEqual({ least: 5, bandwidth: 350 })
  expect(undo()).toBe('hotspots from elsewhere')
  expect(useStore.getState().project.params.hotspots).toEqual({ least: 5 })
})

it('homes travel only to a method that asks for them, on the plane of the incidents', () => {
  load(50, 'homes-1')
  const homes = {
    crs: 'EPSG:27700',
    x: Float64Array.of(400_000),
    y: Float64Array.of(300_000),
    fingerprint: 'h',
  }
  setSession({ homes: { homes } as never })
  const plan = () => planRun(useStore.getState(), hotspots) as { key: string; input: Input<unknown> }
  const plain = plan()
  expect(plain.input.homes).toBeUndefined()
  setParam('hotspots', 'against', 'homes')
  const asked = plan()
  expect(asked.input.homes).toEqual({ x: homes.x, y: homes.y })
  const at = planeOf('EPSG:27700').inverse(400_000, 300_000)
  const [lng, lat] = at.map((v) => Float64Array.of(v))
  setSession({ homes: { homes: { ...homes, crs: 'EPSG:32630', lng, lat, fingerprint: 'i' } } as never })
  expect(plan().input.homes!.x[0]).toBeCloseTo(400_000, 2)
  expect(plan().key).not.toBe(asked.key)
  setSession({ homes: undefined })
  expect(plan().input.homes).toBeUndefined()
})

describe('what a run rests on', () => {
  it('is forgotten with its workers when everything is erased', async () => {
    load(100, 'erased')
    const again = () => {
      setSession({ runs: {} })
      ensureRun(nearRepeat)
    }
    setParam('nearRepeat', 'permutations', '0')
    again()
    await until(() => state()?.status === 'done')
    const before = asked.length
    again()
    expect(asked).toHaveLength(before)
    forgetRuns()
    // the pool of before is ended: whoever asks now gets another
    const later = new Runner(() => localWorker(), 1)
    usePool(later)
    again()
    expect(state()?.status).toBe('running')
    await until(() => state()?.status === 'done')
    later.end()
  })

  it('is another study area even where only a later corner moved', () => {
    load(100, 'area')
    const keyWith = (corner: number) => {
      const ring = [[-2, 52], [-1, 52], [-1, 53], [-2, corner], [-2, 52]] // prettier-ignore
      const features = [
        {
          type: 'Feature',
          properties: { kind: 'study-area' },
          geometry: { type: 'Polygon', coordinates: [ring] },
        },
      ]
      setSession({
        boundaries: [{ name: 'force', features: { type: 'FeatureCollection', features } }] as never,
      })
      const plan = planRun(useStore.getState(), hotspots)
      return 'key' in plan ? plan.key : ''
    }
    const key = keyWith(53)
    expect(key).not.toBe('')
    expect(keyWith(53.1)).not.toBe(key)
    expect(keyWith(53)).toBe(key)
    setSession({ boundaries: [] })
  })
})

it('gives a method the ground of the beats that are chosen, and none while none is', () => {
  const rows = Array.from({ length: 6 }, (_, i) => ({
    x: 400_000 + i * 100,
    y: 300_000,
    day: 20_000,
    beat: `B${i % 2}`,
  }))
  setSession({ incidents: { table: incidentsFrom(rows) } as never, runs: {} })
  const within = (clauses: readonly unknown[]) => {
    useStore.setState({ project: { ...emptyProject, clauses: clauses as never } })
    const plan = planRun(useStore.getState(), hotspots)
    return 'input' in plan && plan.input.within && [...plan.input.within]
  }
  expect(within([])).toBeUndefined()
  const late = { source: 'period', kind: 'period', fromDay: 1, toDay: 2 }
  expect(within([{ source: 'beat', kind: 'beat', beats: ['B1'] }])).toEqual([1, 3, 5])
  expect(within([late])).toBe(false)
})

it('says of a filter that keeps repeats alone that it chose busy places', () => {
  const rows = [0, FLAG.repeat].map((flags, k) => ({ x: 400_000, y: 300_000, day: 20_000 + k, flags }))
  setSession({ incidents: { table: incidentsFrom(rows) } as never, runs: {} })
  const notesWith = (clauses: readonly unknown[], meta: Meta) => {
    useStore.setState({ project: { ...emptyProject, clauses: clauses as never } })
    const plan = planRun(useStore.getState(), meta)
    return 'input' in plan ? withTableNotes(meta, plan.input, { notes: ['One.'] }).notes : plan.refused
  }
  const repeats = [{ source: 'repeat', kind: 'repeat' }]
  expect(notesWith([], hotspots)).toEqual(['One.'])
  expect(notesWith(repeats, hotspots)).toEqual([expect.stringContaining('Only repeats are counted'), 'One.'])
  expect(notesWith(repeats, { ...hotspots, placeless: true })).toEqual(['One.'])
})
