/** What the results say of one incident, asked through the contract; and what a result says of itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SCREENS } from '../../src/analyses/index.ts'
import { METHODS } from '../../src/analyses/manifest.ts'
import { wordsOf } from '../../src/analyses/words.ts'
import { viewOf } from '../../src/desk/useRun.ts'
import { emptyProject } from '../../src/state/project.ts'
import { ensureRun, usePool } from '../../src/state/runs.ts'
import { setClause, setParam, setSession, useStore } from '../../src/state/store.ts'
import { saidOf } from '../../src/views/story/useStory.ts'
import { Runner } from '../../src/worker/runner.ts'
import { incidentsFrom } from '../tools/incidents.ts'
import { localWorker } from '../tools/localWorker.ts'

const pool = new Runner(() => localWorker(), 1)
beforeAll(() => usePool(pool))
afterAll(() => pool.end())

const state = () => useStore.getState()
const screen = (id: string) => SCREENS.find((s) => s.id === id)!
const done = async (id: string) => {
  ensureRun(screen(id), true)
  for (let i = 0; i < 3000 && state().runs[id]?.status !== 'done'; i++)
    await new Promise((r) => setTimeout(r, 2))
  expect(state().runs[id]?.status).toBe('done')
}
// a burst of burglaries at one corner, and one by itself long before
const rows = [
  { x: 405_000, y: 300_000, day: 19_800, place: 90 },
  ...Array.from({ length: 8 }, (_, i) => ({
    x: 400_000 + i * 12,
    y: 300_000,
    day: 20_000 + i * 2,
    place: i < 2 ? 1 : i,
  })),
]

beforeEach(() => {
  useStore.setState({ project: emptyProject, runs: {} })
  setSession({ incidents: { table: incidentsFrom(rows), sample: false, name: 'a.csv' } as never })
})

describe('the list of screens', () => {
  it('is found by the folders: one for each method, each with words', async () => {
    expect(SCREENS.map((s) => s.id).sort()).toEqual(METHODS.map((m) => m.id).sort())
    for (const s of SCREENS) expect(await wordsOf(s.id)).toMatchObject({ answer: s.answer, list: s.list })
    expect(new Set(SCREENS.map((s) => s.order)).size).toBe(SCREENS.length)
  })
})

describe('an incident', () => {
  it('is spoken of by every method that can, and by none whose result is of other settings', async () => {
    await done('zones')
    await done('classify')
    await done('repeats')
    const words = (row: number) => saidOf(state(), row).flatMap((s) => s.says?.says ?? [])
    expect(words(8)).toEqual([
      expect.stringMatching(/^It lies in risk zone A1, live until /),
      expect.stringMatching(
        /^It is a near repeat of the incident of .*, 12 m away and 2 days before\. Its chain has 8/,
      ),
    ])
    expect(words(0)).toEqual(['It lies in no live risk zone.', 'It follows no other and none follows it.'])
    expect(words(1)).toContain('Its place was hit 2 times.')
    // a filter makes them all of another question
    setClause('weekdays', { source: 'weekdays', kind: 'weekdays', weekdays: [0, 1, 2, 3, 4] })
    expect(words(8)).toEqual([])
    const zones = saidOf(state(), 8).find((s) => s.screen.id === 'zones')
    expect(zones).toMatchObject({ missing: true })
  })
})

describe('a result that says nothing', () => {
  it('says so, with the setting that would', async () => {
    setParam('clusters', 'least', 2)
    setParam('clusters', 'eps', 400)
    setSession({ incidents: { table: incidentsFrom(rows.slice(1)), sample: false, name: 'b.csv' } as never })
    await done('clusters')
    const clusters = screen('clusters')
    const said = clusters.informative!(
      viewOf(state().runs.clusters!.made!, state().incidents!.table, 'metric'),
    )
    expect(said?.says).toMatch(/^One cluster holds 100% of 8 incidents/)
    // a smaller reach by the rule for these few, never one as large as what says nothing
    expect(said?.setting?.label).toMatch(/^Take \d+ m$/)
    expect(said?.setting?.params.eps).toBeGreaterThan(0)
    expect(said?.setting?.params.eps).toBeLessThan(400)
  })
})
