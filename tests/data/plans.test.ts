/** The two plans of the sample: one that worked by construction, one that did nothing, judged as the page judges them. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { drain } from '../../src/core/base/drain.ts'
import { judgePlan } from '../../src/core/evaluation/judgePlan.ts'
import type { PlanJudged } from '../../src/core/evaluation/planAnswer.ts'
import { type PlanRecord, ruleInTime, ruleText, soundPlans } from '../../src/core/evaluation/planRecord.ts'
import { askOf } from '../../src/state/planRuns.ts'
import { emptyProject } from '../../src/state/project.ts'
import type { Store } from '../../src/state/types.ts'
import { drop, only } from '../import/drop.ts'

const read = (name: string) => readFileSync(new URL(`../../data/town/${name}`, import.meta.url), 'utf8')
const { plans, aside } = soundPlans(JSON.parse(read('plans.json')))
const byPlan = new Map<string, PlanJudged>()

beforeAll(async () => {
  const { incidents } = only(await drop({ 'incidents.csv': read('incidents.csv') }), 'incidents')
  for (const plan of plans) {
    const state = {
      incidents: { table: incidents },
      project: { ...emptyProject, plans, asAt: '2026-11-22' },
    } as unknown as Store
    const answer = drain(judgePlan(incidents, askOf(state, plan)!))
    if (answer.kind !== 'judged') throw new Error(JSON.stringify(answer))
    byPlan.set(plan.id, answer)
  }
}, 120_000)

const hash = (p: PlanRecord) => createHash('sha256').update(ruleText(p)).digest('hex')

describe('the plans of the sample', () => {
  it('are sound, with a rule that was written before the start and is as it was hashed', () => {
    expect(aside).toEqual([])
    expect(plans.map((p) => p.id)).toEqual(['sample-1', 'sample-2'])
    for (const p of plans) {
      expect(ruleInTime(p)).toBe(true)
      expect(p.rule.hash).toBe(hash(p))
    }
  })
  it('show one that worked and one that cannot be told from nothing', () => {
    const [worked, nothing] = [byPlan.get('sample-1')!, byPlan.get('sample-2')!]
    expect(worked.verdict.kind).toBe('fell')
    expect(worked.result.signFlip.pairs).toBe(7)
    expect(worked.outcomes[0].pHolm).toBeLessThanOrEqual(0.05)
    expect(nothing.verdict.kind).toBe('cannot tell')
  })
  it('count each kind in both arms as the whole does', () => {
    for (const { kinds, result } of byPlan.values())
      for (const key of ['before', 'after', 'comparisonBefore', 'comparisonAfter'] as const)
        expect(kinds.reduce((s, k) => s + k[key], 0)).toBe(result.counts[key])
  })
})
