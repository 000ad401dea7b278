/** Plans taken together. */
import { describe, expect, it } from 'vitest'
import { poolPlans } from '../../../src/core/evaluation/pool.ts'

const item = (rateRatio: number, se: number, df = Infinity) => ({ rateRatio, se, df })

describe('several plans together', () => {
  it('is the mean of the logs weighted by precision, by hand', () => {
    const r = poolPlans([item(0.8, 0.2), item(0.7, 0.1)])!
    const [w1, w2] = [25, 100]
    const log = (w1 * Math.log(0.8) + w2 * Math.log(0.7)) / (w1 + w2)
    expect(r.rateRatio).toBeCloseTo(Math.exp(log), 12)
    expect(r.se).toBeCloseTo(1 / Math.sqrt(125), 12)
    expect(r.widened).toBe(1)
    expect(r.ci[1]).toBeCloseTo(Math.exp(log + 1.959963985 / Math.sqrt(125)), 7)
  })

  it('shows together what one alone cannot', () => {
    const one = item(0.77, 0.2, 20)
    expect(poolPlans([one])).toBeUndefined()
    expect(poolPlans([one, one])!.ci[1]).toBeGreaterThan(1)
    expect(poolPlans([one, one, one, one])!.ci[1]).toBeLessThan(1)
  })

  it('widens where the plans contradict each other, to the mean of what these did', () => {
    const r = poolPlans([item(0.4, 0.1, 50), item(1.6, 0.1, 50), item(0.8, 0.1, 50)])!
    const logs = [0.4, 1.6, 0.8].map(Math.log)
    const mean = logs.reduce((a, b) => a + b, 0) / 3
    const q = logs.reduce((s, v) => s + ((v - mean) / 0.1) ** 2, 0)
    expect(r.q).toBeCloseTo(q, 9)
    expect(r.widened).toBeCloseTo(Math.sqrt(q / 2), 9)
    expect(r.df).toBe(150)
    expect(r.ci[0]).toBeLessThan(0.4)
    expect(r.ci[1]).toBeGreaterThan(1)
  })

  it('leaves out what has no error', () => {
    expect(poolPlans([item(0.5, NaN), item(0.5, 0.1)])).toBeUndefined()
    expect(poolPlans([item(0.5, NaN), item(0.5, 0.1), item(0.6, 0.1)])!.plans).toBe(2)
  })

  it('counts once what two plans are compared with, by the part that overlaps', () => {
    const counts = { before: 100, after: 80, comparisonBefore: 100, comparisonAfter: 100 }
    const plan = (x: number, side = 500) => ({
      ...item(0.8, Math.sqrt(1 / 100 + 1 / 80 + 2 / 100)),
      compared: { phi: 1, counts, matched: [{ area: 0, x, y: 0, side, before: 100, after: 100 }] },
    })
    const own = 1 / 100 + 1 / 80 + 2 / 100
    const variance = (...plans: ReturnType<typeof plan>[]) => poolPlans(plans)!.se ** 2
    expect(variance(plan(0), plan(9000))).toBeCloseTo(own / 2, 12)
    // the comparison's own chance is in both alike: it does not fall with the number of plans
    expect(variance(plan(0), plan(0))).toBeCloseTo((1 / 100 + 1 / 80) / 2 + 2 / 100, 12)
    expect(variance(plan(0), plan(250))).toBeCloseTo(own / 2 + 1 / 200, 12)
    const named = { ...plan(0), compared: { phi: 1, counts, matched: [] } }
    expect(poolPlans([named, named])!.se ** 2).toBeCloseTo((1 / 100 + 1 / 80) / 2 + 2 / 100, 12)
  })
})
