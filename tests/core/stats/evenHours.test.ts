/** The week that chance draws: held to the plain sharing of windows, and to what is known of uniform draws. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drain } from '../../../src/core/base/drain.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { addWindow, busiestHours, hoursOfDay } from '../../../src/core/table/dayProfile.ts'
import { busiestDay, evenHours } from '../../../src/core/stats/evenHours.ts'
import { quantile } from '../../../src/core/base/quantile.ts'

const WEEK = 168 * 60
// a Monday, 00:00
const MONDAY = 4 * 1440

/** The same by the plain sharing of each window among its hours. */
function plainly(lengths: readonly number[], run: number, draws: number) {
  const shares = { hours: [] as number[], days: [] as number[] }
  for (let k = 0; k < draws; k++) {
    const stream = new Stream(1, k)
    const week = new Float64Array(168)
    for (const length of lengths) {
      const at = MONDAY + stream.below(WEEK)
      addWindow(week, at, at + length, 0)
    }
    shares.hours.push(busiestHours(hoursOfDay(week), run).share)
    shares.days.push(busiestDay(week).share)
  }
  return shares
}

describe('hours and days by chance', () => {
  it('equal windows shared among their hours one by one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 * WEEK })), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.integer({ min: 1, max: 12 }),
        (lengths, run) => {
          const week = new Float64Array(168)
          lengths.forEach((l, i) => addWindow(week, MONDAY + i * 777, MONDAY + i * 777 + l, 0))
          const got = drain(evenHours(lengths, week, run))
          const want = plainly(lengths, run, got.draws)
          const seen = busiestHours(hoursOfDay(week), run).share
          expect(got.hours.upTo).toBeCloseTo(
            quantile(
              want.hours.slice().sort((a, b) => a - b),
              0.975,
            ),
            9,
          )
          expect(got.days.upTo).toBeCloseTo(
            quantile(
              want.days.slice().sort((a, b) => a - b),
              0.975,
            ),
            9,
          )
          const r = want.hours.filter((v) => v >= seen - 1e-9).length
          expect(got.hours.p).toBeCloseTo((r + 1) / (got.draws + 1), 12)
        },
      ),
      { numRuns: 8 },
    )
  })

  it('are certain where every window is a week', () => {
    const week = new Float64Array(168).fill(3 / 168)
    const got = drain(evenHours([WEEK, WEEK, 2 * WEEK], week, 6))
    expect([got.hours.upTo, got.days.upTo]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(1 / 7, 12)])
    expect([got.hours.p, got.days.p]).toEqual([1, 1])
  })

  it('come nearer to even the more there are, and are drawn fewer times', () => {
    const of = (n: number) => drain(evenHours(new Float64Array(n), new Float64Array(168).fill(1), 6))
    const [few, many] = [of(100), of(100_000)]
    expect(few.hours.upTo).toBeGreaterThan(0.35)
    expect(many.hours.upTo).toBeLessThan(0.26)
    expect([few.draws, many.draws]).toEqual([499, 200])
  })

  it('name the day that holds most', () => {
    const week = new Float64Array(168)
    week[3 * 24 + 5] = 3
    week[30] = 1
    expect(busiestDay(week)).toEqual({ day: 3, share: 0.75 })
    expect(busiestDay(new Float64Array(168)).share).toBeNaN()
  })
})
