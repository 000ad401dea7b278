/** Plans of the project: made with a rule that cannot be rewritten, undone, kept in the file, joined by a package. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import { readLog } from '../../src/state/log.ts'
import { askOf } from '../../src/state/planRuns.ts'
import {
  changePlan,
  deletePlan,
  dropAside,
  joinPlans,
  makePlan,
  planInFront,
  ruleUnchanged,
  usePlanFront,
} from '../../src/state/plans.ts'
import { emptyProject, upgrade } from '../../src/state/project.ts'
import { accept, forget, undo, useStore } from '../../src/state/store.ts'
import { PLAN } from '../core/evaluation/planOf.ts'
import { incidentsFrom } from '../tools/incidents.ts'

const { id: _, number: __, ...DRAFT } = PLAN
const plans = () => useStore.getState().project.plans
afterEach(() => {
  forget()
  usePlanFront.setState({ id: undefined })
})

describe('a plan', () => {
  it('is made with its rule dated and hashed, and the hash stands in the log', async () => {
    const made = await makePlan(DRAFT, new Date('2025-12-01T10:00:00'))
    expect(made).toMatchObject({ number: 1, rule: { written: '2025-12-01', text: PLAN.rule.text } })
    expect(made.rule.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await ruleUnchanged(made)).toBe(true)
    expect(await ruleUnchanged({ ...made, rule: { ...made.rule, text: 'A fall of 5 %' } })).toBe(false)
    expect(await ruleUnchanged({ ...made, start: '2026-02-01' })).toBe(false)
    const line = (await readLog()).at(-1)!
    expect(line.what).toBe('plan')
    expect(line.detail).toContain(made.rule.hash)
  })
  it('says in the log that its rule came too late', async () => {
    await makePlan(DRAFT, new Date('2026-03-01T10:00:00'))
    expect((await readLog()).at(-1)!.detail).toContain('no rule before its start')
  })
  it('is changed, deleted and brought back, each in one step', async () => {
    const made = await makePlan(DRAFT)
    changePlan(made, 'delivery', { delivered: { doors: 7 } })
    expect(plans()[0]).toEqual({ ...made, delivered: { doors: 7 } })
    deletePlan(plans()[0])
    expect(plans()).toEqual([])
    expect(undo()).toBe('plan P1 deleted')
    expect(undo()).toBe('delivery of plan P1')
    expect(plans()).toEqual([made])
  })
  it('has a number of its own, and the newest is in front until another is chosen', async () => {
    const [a, b] = [await makePlan(DRAFT), await makePlan(DRAFT)]
    expect([a.number, b.number]).toEqual([1, 2])
    expect(planInFront(plans())).toEqual(b)
    expect(planInFront(plans(), a.id)).toEqual(a)
    expect(planInFront(plans(), 'gone')).toEqual(b)
  })
})

describe('the project file', () => {
  it('holds plans, and keeps aside what is none without losing anything else', () => {
    const file = { ...emptyProject, title: 'kept', plans: [PLAN, { id: 'bad' }], plansAside: ['older'] }
    const read = upgrade(JSON.parse(JSON.stringify(file)))
    expect(read).toMatchObject({ title: 'kept', plans: [PLAN], plansAside: ['older', { id: 'bad' }] })
    expect(upgrade(JSON.parse(JSON.stringify(read)))).toEqual(read)
  })
  it('of version 2 opens without plans', () => {
    const { plans: _, plansAside: __, ...old } = emptyProject
    expect(upgrade({ ...old, version: 2, title: 'old' })).toEqual({ ...emptyProject, title: 'old' })
  })
  it('lets go of what is aside only when told, and brings it back', () => {
    useStore.setState({ project: { ...emptyProject, plansAside: [{ id: 'bad' }] } })
    dropAside()
    expect(useStore.getState().project.plansAside).toEqual([])
    undo()
    expect(useStore.getState().project.plansAside).toEqual([{ id: 'bad' }])
  })
})

describe('plans of a package beside those kept here', () => {
  it('are all there, each with a number of its own', () => {
    const here = [PLAN, { ...PLAN, id: 'p2', number: 2 }]
    const come = [
      { ...PLAN, name: 'changed elsewhere' },
      { ...PLAN, id: 'p9', number: 2 },
    ]
    const all = joinPlans(here, come)
    expect(all.map((p) => p.name)).toEqual([
      'Mill Street (as it was here)',
      'Mill Street',
      'changed elsewhere',
      'Mill Street',
    ])
    expect(new Set(all.map((p) => p.number)).size).toBe(4)
    expect(new Set(all.map((p) => p.id)).size).toBe(4)
    expect(joinPlans(here, here)).toEqual(here)
  })
})

describe('what is asked of a plan', () => {
  const load = (day: number) =>
    accept(
      [
        {
          ...{ kind: 'incidents', name: 'x.csv', text: {} as never, report: {} as never },
          incidents: incidentsFrom([{ x: 300_000, y: 420_000, day }]),
        },
      ],
      [],
      false,
    )
  const ask = (plan = PLAN) => askOf(useStore.getState(), plan)
  it('is nothing without incidents, the same while nothing it rests on changes, and new with another file', () => {
    expect(ask()).toBeUndefined()
    load(20_000)
    const first = ask()!
    expect(ask({ ...PLAN, owner: 'Inspector', delivered: { doors: 1 } })).toBe(first)
    expect(ask({ ...PLAN, before: 90 })).not.toBe(first)
    load(20_001)
    expect(ask()).not.toBe(first)
  })
  it('takes the margin only where it was written before the start, and the months that chose the places', () => {
    load(20_000)
    expect(ask()!.margin).toBe(0.1)
    expect(ask({ ...PLAN, rule: { ...PLAN.rule, written: '2026-01-01' } })!.margin).toBeUndefined()
    expect(ask()!.chosen).toEqual([20_089, 20_453])
    expect(ask({ ...PLAN, chosen: ['', ''] })!.chosen).toBeUndefined()
  })
  it('keeps places of other plans out of the comparison, but for those that begin after its end', () => {
    load(20_000)
    const others = (start: string) => {
      const plans = [PLAN, { ...PLAN, id: 'other', number: 2, start, end: '2029-01-01' }]
      useStore.setState((s) => ({ project: { ...s.project, plans } }))
      return ask()!.others.length
    }
    expect(others(PLAN.start)).toBe(PLAN.places.length)
    expect(others(PLAN.end)).toBe(PLAN.places.length)
    expect(others('2028-06-01')).toBe(0)
  })
})
