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

/** The same by the plain sharing of each window among its hours, night by night on days put in a random order. */
function plainly(starts: readonly number[], lengths: readonly number[], run: number, draws: number) {
  const shares = { hours: [] as number[], days: [] as number[] }
  const night = (minute: number) => Math.floor((minute - 720) / 1440)
  const nights = [...new Set(starts.map(night))].sort((a, b) => a - b)
  const span = nights[nights.length - 1] - nights[0] + 1
  for (let k = 0; k < draws; k++) {
    const stream = new Stream(1, k)
    const left = Array.from({ length: span }, (_, d) => d)
    const shift = new Map(
      nights.map((at, g) => {
        const other = g + stream.below(span - g)
        ;[left[g], left[other]] = [left[other], left[g]]
        return [at, (left[g] + nights[0] - at) * 1440 + stream.below(1440)] as const
      }),
    )
    const week = new Float64Array(168)
    lengths.forEach((length, i) => {
      const at = starts[i] + shift.get(night(starts[i]))!
      addWindow(week, at, at + length, 0)
    })
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
          const starts = lengths.map((_, i) => MONDAY + i * 777)
          lengths.forEach((l, i) => addWindow(week, starts[i], starts[i] + l, 0))
          const got = drain(evenHours({ starts, lengths, week }, run))
          const want = plainly(starts, lengths, run, got.draws)
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
    const got = drain(evenHours({ starts: [0, 2000, 4000], lengths: [WEEK, WEEK, 2 * WEEK], week }, 6))
    expect([got.hours.upTo, got.days.upTo]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(1 / 7, 12)])
    expect([got.hours.p, got.days.p]).toEqual([1, 1])
  })

  it('come nearer to even the more there are, and are drawn fewer times', () => {
    const of = (n: number) =>
      drain(
        evenHours(
          {
            starts: Float64Array.from({ length: n }, (_, i) => (i * 97 * 1440) % (400 * 1440)).map(
              (d, i) => d + ((i * 613) % 1440),
            ),
            lengths: new Float64Array(n),
            week: new Float64Array(168).fill(1),
          },
          6,
        ),
      )
    const [few, many] = [of(100), of(100_000)]
    expect(few.hours.upTo).toBeGreaterThan(0.35)
    expect(many.hours.upTo).toBeLessThan(0.26)
    expect([few.draws, many.draws]).toEqual([499, 200])
  })

  it('take the crimes of one night for one', () => {
    // sixty within an hour of one evening say nothing of other evenings
    const at = Array.from({ length: 60 }, (_, i) => MONDAY + 20 * 60 + i)
    const week = new Float64Array(168)
    for (const a of at) addWindow(week, a, a, 0)
    const got = drain(evenHours({ starts: at, lengths: new Float64Array(60), week }, 6))
    expect(got.hours.upTo).toBeCloseTo(1, 9)
    expect(Math.min(got.hours.p, got.days.p)).toBeGreaterThan(0.3)
    // as many, one an evening, do
    const apart = at.map((a, i) => a + i * 1440)
    const other = new Float64Array(168)
    for (const a of apart) addWindow(other, a, a, 0)
    expect(drain(evenHours({ starts: apart, lengths: new Float64Array(60), week: other }, 6)).hours.p).toBe(
      0.002,
    )
  })

  it('name the day that holds most', () => {
    const week = new Float64Array(168)
    week[3 * 24 + 5] = 3
    week[30] = 1
    expect(busiestDay(week)).toEqual({ day: 3, share: 0.75 })
    expect(busiestDay(new Float64Array(168)).share).toBeNaN()
  })
})
