import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oddsRatio, rateRatio } from '../../../src/core/stats/compare.ts'
import { STEADY, swingOf, swingOfCounts, tailOf, widerP, widerTail } from '../../../src/core/stats/swing.ts'

/** The window of each incident of a series of counts. */
const incidents = (counts: readonly number[]) => counts.flatMap((n, w) => new Array<number>(n).fill(w))

describe('φ from earlier windows', () => {
  it('is variance over mean for one series', () => {
    const counts = [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]
    const s = swingOf([incidents(counts)], 12)!
    expect(s.raw).toBeCloseTo(15 / 11 / 2.5, 12)
    expect(s).toMatchObject({ phi: 1, df: 11, windows: 12, series: 1 })
  })

  it('pools series by their degrees of freedom, by definition, with weights and without', () => {
    const row = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 14, maxLength: 14 })
    const weight = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), { minLength: 14, maxLength: 14 })
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        weight,
        fc.boolean(),
        (rows, weights, use) => {
          const w = use ? weights : new Array<number>(14).fill(1)
          const whole = w.reduce((a, b) => a + b, 0)
          let [chi, df] = [0, 0]
          for (const counts of rows) {
            const total = counts.reduce((a, b) => a + b, 0)
            if (total === 0) continue
            counts.forEach((x, k) => (chi += (x - (total * w[k]) / whole) ** 2 / ((total * w[k]) / whole)))
            df += 13
          }
          const s = swingOf(rows.map(incidents), 14, use ? weights : undefined)
          if (df === 0) expect(s).toBeUndefined()
          else expect(s!.raw).toBeCloseTo(chi / df, 8)
        },
      ),
    )
  })

  it('passes over incidents in no window, and says nothing by fewer than twelve windows', () => {
    expect(swingOf([[-1, 0, 0, -1, 1]], 12)!.raw).toBeCloseTo(((4 + 1) * 12) / 3 / 11 - 3 / 11, 12)
    expect(swingOf([incidents([1, 2, 3])], 11)).toBeUndefined()
    expect(swingOf([[]], 12)).toBeUndefined()
  })
})

describe('tests that allow for it', () => {
  it('divides z by √φ: p 0.05 at φ 4 is p of z 0.98', () => {
    expect(widerP(0.05, { phi: 4, df: Infinity })).toBeCloseTo(0.3271, 4)
    expect(widerP(0.05, STEADY)).toBe(0.05)
    expect(widerP(NaN, { phi: 2, df: 5 })).toBeNaN()
    // a normal tail of 2.5% is z 1.96; beyond it t of 11 df holds 3.79%
    expect(tailOf(0.025, 11)).toBeCloseTo(0.0379, 4)
  })

  it('puts limits where the p says', () => {
    for (const swing of [{ phi: 1.8, df: 11 }, { phi: 3.2, df: Infinity }, STEADY]) {
      expect(widerP(2 * widerTail(0.025, swing), swing)).toBeCloseTo(0.05, 10)
      for (const [a, b] of [
        [30, 12],
        [55, 30],
        [9, 4],
        [80, 40],
      ]) {
        const rate = rateRatio(a, 28, b, 28, swing)
        expect(rate.low > 1 || rate.high < 1).toBe(rate.p <= 0.05)
        const odds = oddsRatio(a, b, 60, 70, swing)
        expect(odds.low > 1 || odds.high < 1).toBe(odds.p <= 0.05)
      }
    }
    const [wide, plain] = [rateRatio(55, 28, 30, 28, { phi: 2, df: 20 }), rateRatio(55, 28, 30, 28)]
    expect(wide.p).toBeGreaterThan(plain.p)
    expect(wide.low).toBeLessThan(plain.low)
    expect(wide.high).toBeGreaterThan(plain.high)
    expect(wide.ratio).toBe(plain.ratio)
  })
})

it('is the same of counts by window as of the windows of incidents', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(9), { minLength: 14, maxLength: 14 }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (rows, use) => {
        const weights = use ? Array.from({ length: 14 }, (_, k) => 1 + (k % 5)) : undefined
        // ascending days: the oldest window, which has the highest number, comes first
        const windows = rows.map((counts) =>
          counts.flatMap((n, w) => new Array<number>(n).fill(w)).sort((a, b) => b - a),
        )
        expect(swingOfCounts(rows, 14, weights)).toEqual(swingOf(windows, 14, weights))
      },
    ),
  )
  expect(swingOfCounts([new Array<number>(11).fill(1)], 11)).toBeUndefined()
})
