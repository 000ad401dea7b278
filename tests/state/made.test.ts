/** A result is shown with what it was made of, and only a current one is printed. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SCREENS } from '../../src/analyses/index.ts'
import { describe } from '../../src/core/base/params.ts'
import { playRun, cancelRun, currentMade, ensureRun, usePool } from '../../src/state/runs.ts'
import { emptyProject } from '../../src/state/project.ts'
import { change, setParams, setSession, undo, useStore } from '../../src/state/store.ts'
import { viewOf } from '../../src/desk/useRun.ts'
import { draftsOf } from '../../src/views/briefing/parts.tsx'
import { Runner } from '../../src/worker/runner.ts'
import { incidentsFrom } from '../tools/incidents.ts'
import { localWorker } from '../tools/localWorker.ts'

const printed = vi.hoisted(() => ({ sheets: [] as unknown[], said: [] as string[] }))
vi.mock('../../src/print/index.ts', async (original) => ({
  ...(await original<object>()),
  printDocument: (sheet: unknown) => (printed.sheets.push(sheet), Promise.resolve()),
}))
vi.mock('../../src/ui/index.ts', async (original) => ({
  ...(await original<object>()),
  toast: (t: { text: string }) => void printed.said.push(t.text),
}))
// the map needs a browser: the sheet does without it
vi.mock('../../src/desk/leaving/paper.ts', async (original) => ({
  ...(await original<object>()),
  picture: () => Promise.resolve(undefined),
  print: (sheet: unknown) => (printed.sheets.push(sheet), Promise.resolve()),
}))
const { printAnalysis } = await import('../../src/desk/leaving/printing.tsx')
const { printHandouts } = await import('../../src/desk/leaving/printHandouts.tsx')

const screen = (id: string) => SCREENS.find((s) => s.id === id)!
const [zones, nearRepeat] = [screen('zones'), screen('nearRepeat')]
const state = () => useStore.getState()
const until = async (test: () => boolean) => {
  for (let i = 0; i < 2000 && !test(); i++) await new Promise((r) => setTimeout(r, 2))
  expect(test()).toBe(true)
}
const done = async (s: typeof zones) => {
  ensureRun(s, true)
  await until(() => state().runs[s.id]?.status === 'done')
}
const table = incidentsFrom(
  Array.from({ length: 300 }, (_, i) => ({
    x: 400_000 + ((i * 7919) % 900),
    y: 300_000 + ((i * 104_729) % 900),
    day: 20_000 + (i % 100),
  })),
)

let pool: Runner
beforeEach(() => {
  printed.sheets.length = 0
  printed.said.length = 0
  pool = new Runner(() => localWorker(), 2)
  usePool(pool)
  useStore.setState({ project: emptyProject, runs: {}, past: [], future: [] })
  setSession({
    incidents: {
      name: 'a.csv',
      sample: false,
      table,
      report: { rows: 300, kept: 300, leftOut: [], warnings: [], columns: [], notes: [] },
    } as never,
  })
})
afterEach(() => pool.end())

it('takes a table over, cancels, and prints nothing that names two rules', async () => {
  await done(zones)
  await done(nearRepeat)
  const made = state().runs.zones!.made!
  const [offer] = nearRepeat.offers!(viewOf(state().runs.nearRepeat!.made!, table, 'metric'))
  expect(offer).toMatchObject({ to: 'zones', label: 'Use this table for risk zones' })
  setParams(offer.what, 'zones', zones.schema, offer.params)
  ensureRun(zones)
  cancelRun('zones')
  // what is seen is the earlier result, with the rule it was made with
  const run = state().runs.zones!
  expect(run).toMatchObject({ status: 'failed', made: { key: made.key } })
  const seen = viewOf(run.made!, table, 'metric')
  const rule = (params: object) => JSON.stringify(describe(zones.schema, params as never))
  expect(rule(seen.params)).not.toEqual(rule({ ...seen.params, ...offer.params }))
  await printAnalysis(zones)
  await printHandouts(screen('patrol'))
  expect(printed.sheets).toEqual([])
  expect(printed.said[0]).toMatch(/^Risk zones.*other settings.*then print\.$/)
  expect(currentMade(state(), zones)).toEqual({ refused: printed.said[0] })
  // the briefing has no word of the earlier result either
  const choice = { parts: [{ id: 'zones', full: true }], rows: 8, addresses: false, picture: 'a4' } as const
  const [part] = draftsOf(state(), choice)
  expect(part).toMatchObject({ answer: 'Cancelled by you.', refused: true, parameters: [], layers: [] })

  // the change taken back: the earlier result is current again and prints with its own rule and day
  undo()
  ensureRun(zones)
  await printAnalysis(zones)
  expect(printed.sheets).toHaveLength(1)
  const { props } = printed.sheets[0] as { props: { parameters: { key: string; value: string }[] } }
  expect(JSON.stringify(props.parameters)).not.toMatch(/near-repeat table/i)
})

it('keeps the day a result was made for when the as-at date moves on', async () => {
  await done(zones)
  const { today } = state().runs.zones!.made!
  change('as-at date', { asAt: '2024-10-30' })
  expect(viewOf(state().runs.zones!.made!, table, 'metric').today).toBe(today)
  expect(currentMade(state(), zones)).toHaveProperty('refused')
})

it('prints no first answer, and none while it is worked out', async () => {
  expect(currentMade(state(), nearRepeat)).toMatchObject({ refused: expect.stringMatching(/no result yet/) })
  ensureRun(nearRepeat)
  await until(() => !!state().runs.nearRepeat?.made)
  if (state().runs.nearRepeat!.preliminary) {
    // the first answer is told with the parameters that made it
    expect(state().runs.nearRepeat!.made!.params).toMatchObject({ permutations: '0' })
    expect(currentMade(state(), nearRepeat)).toMatchObject({
      refused: expect.stringMatching(/being worked out/),
    })
  }
  await until(() => state().runs.nearRepeat?.status === 'done')
  expect(currentMade(state(), nearRepeat)).toHaveProperty('made')
})

it('plays a day of the past in the same shape', async () => {
  const made = await playRun(state(), zones, 20_070).promise
  expect(made).toMatchObject({ today: 20_070, params: expect.anything(), result: expect.anything() })
  expect(made!.key).toContain('20070')
})
