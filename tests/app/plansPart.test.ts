/** The plans as a part of the briefing: added once, told as they stand, never half. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetKept } from '../../src/core/base/kept.ts'
import type { PlanAnswer } from '../../src/core/evaluation/planAnswer.ts'
import { askOf, usePlanRuns } from '../../src/state/planRuns.ts'
import { soundPlans } from '../../src/core/evaluation/planRecord.ts'
import { useStore } from '../../src/state/store.ts'
import { addPart, PLANS } from '../../src/views/briefing/index.ts'
import { soundChoice } from '../../src/views/briefing/choice.ts'
import { plansPart, plansWait } from '../../src/views/briefing/plansPart.ts'
import { useSettings } from '../../src/state/settings.ts'
import { townOf } from '../analyses/town.ts'

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 52],
      [0.01, 52],
      [0.01, 52.01],
      [0, 52.01],
      [0, 52],
    ],
  ],
}
const plan = (n: number) => ({
  ...{ id: `p${n}`, number: n, name: `Place ${n}`, objective: '', response: '', owner: '', comparison: [] },
  places: [{ name: 'a', shape: square, from: 'drawn' }],
  ...{ offences: [], start: `2024-0${n}-01`, end: '2024-06-30', before: 365, reviews: [], planned: {} },
  ...{ delivered: {}, costs: {}, chosen: ['', ''], rule: { text: 'x', written: '2023-12-01', hash: '' } },
})
const judged = (kind: string, sentence: string) =>
  ({
    kind: 'judged',
    verdict: { kind, sentence, warnings: ['A break.'], level: 'Level 3 of 5.' },
    result: { counts: { before: 50, after: 20 }, change: { rateRatio: 0.5, ci: [0.3, 0.8] } },
  }) as never as PlanAnswer

describe('plans in the briefing', () => {
  beforeEach(() => forgetKept())

  it('is added once, and stays among what was chosen', () => {
    const before = soundChoice(useSettings.getState().briefing).parts.length
    expect(addPart(PLANS)).toBe(true)
    expect(addPart(PLANS)).toBe(false)
    const { parts } = soundChoice(useSettings.getState().briefing)
    expect(parts.filter((p) => p.id === PLANS)).toEqual([{ id: PLANS, full: true }])
    expect(parts).toHaveLength(before + 1)
  })

  it('waits for every plan, then tells each with its verdict', () => {
    const { plans } = soundPlans([plan(1), plan(2)])
    expect(plans).toHaveLength(2)
    const state = {
      incidents: { table: townOf([{ x: 450_000, y: 300_000 }]) },
      project: { ...useStore.getState().project, plans },
    } as never as Parameters<typeof plansPart>[0]
    expect(plansWait(state)).toBe(true)
    const put = (k: number, answer: PlanAnswer) =>
      usePlanRuns.setState((s) => ({
        runs: new Map(s.runs).set(askOf(state, plans[k])!, { answer, share: 1 }),
      }))
    put(0, judged('fell', 'Crime fell more than the comparison by 50% (20–70%).'))
    expect(plansWait(state)).toBe(true)
    put(1, { kind: 'refused', sentence: 'No incident lies in it.' })
    expect(plansWait(state)).toBe(false)
    const told = plansPart(state)!
    expect(told.answer).toBe('2 plans: P1 fell, P2 no verdict.')
    expect(told.says).toEqual([
      'P1 Place 1: Crime fell more than the comparison by 50% (20–70%).',
      'P2 Place 2: No incident lies in it.',
    ])
    expect(told.table.n).toBe(1)
    expect(told.limits).toContain('A break.')
    expect(plansPart({ ...state, project: { ...state.project, plans: [] } })).toBeUndefined()
    const many = soundPlans(
      [1, 2, 3, 4, 5, 6, 7, 8].map((k) => ({ ...plan(1), id: `p${k}`, number: k })),
    ).plans
    const more = plansPart({ ...state, project: { ...state.project, plans: many } })!
    expect(more.answer).toMatch(/^The newest 6 of 8 plans: P3 /)
    expect(more.limits.join(' ')).toContain('The newest 6 of 8 plans are shown')
  })
})
