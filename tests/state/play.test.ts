/** The past as it is played: which days, whole pictures only, and a page that is as before when it stops. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  begin,
  dayAfter,
  followPlay,
  playBy,
  playProblem,
  playRange,
  playTo,
  playToEnd,
  stay,
  stop,
  usePlay,
} from '../../src/views/play/player.ts'
import type { ZonesResult } from '../../src/analyses/zones/result.ts'
import { isoDay } from '../../src/core/base/time.ts'
import { emptyProject } from '../../src/state/project.ts'
import { usePool } from '../../src/state/runs.ts'
import { setClause, setSession, undo, useStore } from '../../src/state/store.ts'
import { Runner } from '../../src/worker/runner.ts'
import { incidentsFrom } from '../tools/incidents.ts'
import { localWorker } from '../tools/localWorker.ts'

const FIRST = 20_000
const LAST = FIRST + 199
const state = () => useStore.getState()
const zones = () => state().replay!.results.zones.result as ZonesResult
let end: () => void

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (f: () => void) => setTimeout(f, 0))
  usePool(new Runner(() => localWorker(), 2))
  const table = incidentsFrom(
    Array.from({ length: 200 }, (_, i) => ({ x: 400_000 + ((i * 7919) % 3000), y: 300_000, day: FIRST + i })),
  )
  useStore.setState({
    incidents: { table } as never,
    project: { ...emptyProject, asAt: isoDay(LAST) },
    replay: undefined,
    runs: {},
    past: [],
    future: [],
  })
  usePlay.setState({ step: 7, running: false, skipped: 0, failed: 0 })
  end = followPlay()
})
afterEach(() => {
  stop()
  end()
  vi.unstubAllGlobals()
})

describe('which days', () => {
  it('run from the first whole window to the as-at date, or as the period says', () => {
    expect(playRange(state())).toEqual({ first: FIRST + 41, last: LAST })
    setClause('period', { source: 'period', kind: 'period', fromDay: FIRST + 60, toDay: FIRST + 90 })
    expect(playRange(state())).toEqual({ first: FIRST + 60, last: FIRST + 90 })
    setClause('period', { source: 'period', kind: 'period', fromDay: FIRST, toDay: LAST + 50 })
    expect(playRange(state())).toEqual({ first: FIRST + 41, last: LAST })
  })

  it('are whole steps back from the last day', () => {
    const range = { first: 100, last: 149 }
    expect(dayAfter(149, -1, 7, range)).toBe(142)
    expect(dayAfter(149, 1, 7, range)).toBe(149)
    expect(dayAfter(145, 1, 7, range)).toBe(149)
    expect(dayAfter(145, -1, 7, range)).toBe(142)
    expect(dayAfter(100, -1, 7, range)).toBe(100)
    expect(dayAfter(149, -Infinity, 7, { first: 101, last: 149 })).toBe(107)
  })

  it('are refused with a sentence where there are none', () => {
    expect(playProblem(state())).toBeUndefined()
    const { incidents } = state()
    setSession({ incidents: { ...incidents!, table: { ...incidents!.table, precision: 'month' } } })
    expect(playProblem(state())).toMatch(/only months/)
  })
})

describe('playing', () => {
  it('works each day out from what was known on it, filters of the period apart', async () => {
    setClause('period', { source: 'period', kind: 'period', fromDay: FIRST + 80, toDay: FIRST + 120 })
    await playTo(FIRST + 100)
    expect(state().replay!.day).toBe(FIRST + 100)
    // 43 days, both ends included, also those before the period; nothing after the day
    const days = [...zones().live].map((row) => FIRST + row)
    expect(days).toHaveLength(43)
    expect(Math.max(...days)).toBe(FIRST + 100)
    expect(Math.min(...days)).toBe(FIRST + 58)
  })

  it('never queues: what is overtaken is passed over and counted', async () => {
    await playToEnd('last')
    const first = playBy(-1)
    void playBy(-1)
    void playBy(-1)
    await first
    expect(state().replay!.day).toBe(LAST - 21)
    expect(usePlay.getState().skipped).toBe(1)
  })

  it('leaves project, runs and history alone, and stops without a trace', async () => {
    const { project, runs, past } = state()
    await playToEnd('first')
    await playBy(1)
    expect(state().replay!.day).toBeGreaterThan(FIRST + 41)
    stop()
    expect(state().replay).toBeUndefined()
    expect(state().project).toBe(project)
    expect(state().runs).toBe(runs)
    expect(state().past).toBe(past)
  })

  it('can stay on its day: one step, which undo takes back', async () => {
    await playTo(FIRST + 100)
    stay()
    expect(state().project.asAt).toBe(isoDay(FIRST + 100))
    expect(state().past).toHaveLength(1)
    undo()
    expect(state().project.asAt).toBe(isoDay(LAST))
  })

  it('does not move by itself where nothing may', async () => {
    begin(true)
    await vi.waitFor(() => expect(state().replay?.day).toBe(LAST))
    expect(usePlay.getState().running).toBe(false)
  })

  it('draws its day anew under another filter, and ends with another table', async () => {
    await playTo(FIRST + 100)
    const before = zones()
    setClause('weekdays', { source: 'weekdays', kind: 'weekdays', weekdays: [0, 1] })
    await vi.waitFor(() => expect(zones()).not.toBe(before))
    expect(zones().live.length).toBeLessThan(before.live.length)
    setSession({ incidents: { ...state().incidents! } })
    expect(state().replay).toBeUndefined()
  })
})

it('begun again at once after it was ended shows the new day only, and counts no failure', async () => {
  const shown: (number | undefined)[] = []
  const off = useStore.subscribe((s) => void shown.push(s.replay?.day))
  const first = playTo(LAST)
  stop()
  await Promise.all([first, playTo(LAST - 7)])
  off()
  expect([...new Set(shown.filter((d) => d !== undefined))]).toEqual([LAST - 7])
  expect(Object.keys(state().replay!.results)).toContain('zones')
  expect(usePlay.getState().failed).toBe(0)
})
