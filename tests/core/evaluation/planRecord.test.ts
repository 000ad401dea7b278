/** Plans out of files: sound ones as they were, others kept aside and counted. */
import { describe, expect, it } from 'vitest'
import { ruleInTime, ruleText, soundPlans } from '../../../src/core/evaluation/planRecord.ts'
import { PLAN } from './planOf.ts'

describe('plans read from a file', () => {
  it('are the same again', () => {
    const { plans, aside } = soundPlans(JSON.parse(JSON.stringify([PLAN])))
    expect(plans).toEqual([PLAN])
    expect(aside).toEqual([])
  })
  it.each([
    ['no object', 5],
    ['no place', { ...PLAN, places: [] }],
    ['a place that is no polygon', { ...PLAN, places: [{ name: 'x', from: '', shape: { type: 'Point' } }] }],
    ['an end before its start', { ...PLAN, end: '2025-12-31' }],
    ['a start that is no day', { ...PLAN, start: '2026-02-30' }],
    ['an offence nobody knows', { ...PLAN, offences: ['loitering'] }],
    ['no window before', { ...PLAN, before: 0 }],
    ['no number', { ...PLAN, number: 'two' }],
    ['a number that has no next one', { ...PLAN, number: 2 ** 53 }],
  ])('are set aside as they were with %s, and cost no other its place', (_, bad) => {
    const { plans, aside } = soundPlans([bad, PLAN])
    expect(plans).toEqual([PLAN])
    expect(aside).toEqual([bad])
  })
  it('are set aside where two share an id, or where the list is none', () => {
    expect(soundPlans([PLAN, { ...PLAN, name: 'other' }]).aside).toHaveLength(1)
    expect(soundPlans('plans')).toEqual({ plans: [], aside: ['plans'] })
    expect(soundPlans(undefined)).toEqual({ plans: [], aside: [] })
  })
  it('lose what is not sound of what the verdict does not rest on', () => {
    const { plans } = soundPlans([
      {
        ...PLAN,
        reviews: ['2026-13-01', 4, '2026-02-01'],
        delivered: { minutes: -5, doors: 12, other: 3 },
        chosen: ['2025-13', '2025-02'],
        rule: { ...PLAN.rule, margin: 3 },
      },
    ])
    expect(plans[0]).toMatchObject({
      reviews: ['2026-02-01'],
      delivered: { doors: 12 },
      chosen: ['', '2025-02'],
    })
    expect(plans[0].rule.margin).toBeUndefined()
  })
})

describe('the rule of success', () => {
  it('is in time only where it was written before the start', () => {
    expect(ruleInTime(PLAN)).toBe(true)
    expect(ruleInTime({ ...PLAN, rule: { ...PLAN.rule, written: PLAN.start } })).toBe(false)
    expect(ruleInTime({ ...PLAN, rule: { ...PLAN.rule, text: ' ' } })).toBe(false)
  })
  it('has another hash with another start, day, margin or word', () => {
    const other = [
      { ...PLAN, start: '2026-01-02' },
      { ...PLAN, rule: { ...PLAN.rule, written: '2025-12-02' } },
      { ...PLAN, rule: { ...PLAN.rule, margin: 0.2 } },
      { ...PLAN, rule: { ...PLAN.rule, text: 'other' } },
    ].map(ruleText)
    expect(new Set([...other, ruleText(PLAN)]).size).toBe(5)
  })
})
