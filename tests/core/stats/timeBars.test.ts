/** Bars of days, weeks and months: every day counted once, and a band that says what it reaches over. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breaksBehind, breaksFor, monthsOver, stepFor, timeBars } from '../../../src/core/stats/timeBars.ts'
import { barSentence } from '../../../src/charts/timelineData.ts'
import { barsSentence } from '../../../src/desk/bars.ts'
import { isoDay, parseIsoDay } from '../../../src/core/base/time.ts'
import { byDay } from '../../tools/byDay.ts'

const day = parseIsoDay

describe('bars', () => {
  it('count every day of the span once, whatever the step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 15_000, max: 21_000 }),
        fc.integer({ min: 0, max: 900 }),
        fc.array(fc.integer({ min: 14_900, max: 22_000 }), { maxLength: 80 }),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        (first, length, days, step) => {
          const last = first + length
          const bars = timeBars(byDay(days), [first, last], step)
          // the first bar of a step may begin before the span
          const inside = days.filter((d) => d >= bars.starts[0] && d <= last).length
          expect(bars.counts.reduce((a, b) => a + b, 0)).toBe(inside)
          days.forEach((d) => {
            if (d < bars.starts[0] || d > last) return
            const bar = bars.starts.findLastIndex((s) => s <= d)
            expect(bars.counts[bar]).toBeGreaterThan(0)
          })
          expect(bars.starts[0]).toBeLessThanOrEqual(first)
          expect(bars.end).toBeGreaterThan(last)
        },
      ),
    )
  })

  it('end weeks on the last day, and expect nothing of a month that is not over', () => {
    const span = [day('2025-01-01'), day('2026-11-22')] as const
    const days = Int32Array.from({ length: 691 }, (_, i) => span[0] + i)
    const weeks = timeBars(byDay(days), span, 'week')
    expect(weeks.end).toBe(day('2026-11-23'))
    expect(weeks.counts.at(-1)).toBe(7)
    expect(weeks.expected.at(-1)).toBe(7)
    const months = timeBars(byDay(days), span, 'month')
    expect(months.partial).toBe(true)
    expect(months.counts.at(-1)).toBe(22)
    expect(months.expected.at(-1)).toBeNaN()
    expect(months.expected.at(-2)).toBeCloseTo(365 / 12, 1)
    // a table that knows only months says they are over
    expect(timeBars(byDay(days), span, 'month', true).partial).toBe(false)
  })

  it('measure nothing against a first bar that the file knows in part', () => {
    // one incident a day from the 31st on: a month of one day would halve what is expected of the seventh
    const span = [day('2025-01-31'), day('2025-12-31')] as const
    const days = Int32Array.from({ length: span[1] - span[0] + 1 }, (_, i) => span[0] + i)
    const months = timeBars(byDay(days), span, 'month')
    expect(months.counts[0]).toBe(1)
    expect(months.expected[6]).toBeNaN()
    expect(months.expected[7]).toBeCloseTo((28 + 31 + 30 + 31 + 30 + 31) / 6, 10)
    expect(months.expected).toHaveLength(months.counts.length)
    const weeks = timeBars(byDay(days), [span[0], span[1] - 1], 'week')
    expect(weeks.counts[0]).toBeLessThan(7)
    expect([...weeks.expected].filter((v) => !Number.isNaN(v) && Math.abs(v - 7) > 1e-9)).toEqual([])
    // where the file begins with the month it counts as any other
    const whole = timeBars(byDay(days.subarray(1)), [span[0] + 1, span[1]], 'month')
    expect(whole.expected[6]).toBeCloseTo((28 + 31 + 30 + 31 + 30 + 31) / 6, 10)
  })

  it('end weeks on the last complete day, with the days after it in a bar that is held against nothing', () => {
    const span = [day('2025-01-01'), day('2026-11-22')] as const
    const days = Int32Array.from({ length: 691 }, (_, i) => span[0] + i)
    const weeks = timeBars(byDay(days), span, 'week', false, span[1] - 3)
    expect(weeks.young).toBe(1)
    expect(weeks.starts.at(-1)).toBe(span[1] - 2)
    expect([...weeks.counts.slice(-2)]).toEqual([7, 3])
    expect([weeks.expected.at(-2), weeks.expected.at(-1)]).toEqual([7, NaN])
    expect(weeks.counts.reduce((a, b) => a + b, 0)).toBe(days.length)
    const single = timeBars(byDay(days), [span[1] - 60, span[1]], 'day', false, span[1] - 3)
    expect(single.young).toBe(3)
    expect(barSentence(single, 60)).toContain('so far, not complete in the file')
    expect(barSentence(single, 57)).not.toContain('so far')
    const { sentence, verdict } = barsSentence(weeks, true, 0)
    // of what the range holds: Overview's, of several looks at once, is wider
    expect(sentence).toMatch(/ expected \(95% of such weeks \d+–\d+/)
    expect(sentence).toContain('7 in the 7 days to 19 Nov')
    expect(sentence).toContain('3 in the 3 days since, whose reports are still coming in (hatched)')
    expect(verdict).toBe('within the range')
    // fewer than twelve weeks that tell how counts vary: nothing is judged, and why
    const short = barsSentence(timeBars(byDay(days), [span[1] - 90, span[1]], 'week'), true, 0)
    expect(short.verdict).toBeUndefined()
    expect(short.sentence).toMatch(/no range, for only \d+ earlier weeks tell how much such counts vary/)
  })

  it('hold a day against four whole weeks, so that a quiet Sunday is no news', () => {
    const span = [day('2026-01-05'), day('2026-03-29')] as const
    const weekdays = Array.from({ length: 84 }, (_, i) => span[0] + i).filter((_, i) => i % 7 < 5)
    const bars = timeBars(byDay(weekdays), span, 'day')
    expect(bars.expected.at(-1)).toBeCloseTo(5 / 7, 10)
    expect(bars.expected[13]).toBeNaN()
  })

  it('name calendar months across a year', () => {
    const { starts, end } = monthsOver([day('2025-11-30'), day('2026-02-01')])
    expect(starts.map(isoDay)).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'])
    expect(isoDay(end)).toBe('2026-03-01')
  })

  it('choose days for a quarter, weeks for years, months for decades', () => {
    expect([60, 92, 93, 2196, 2197].map(stepFor)).toEqual(['day', 'day', 'week', 'week', 'month'])
  })
})

describe('series breaks', () => {
  const span = [day('2019-01-01'), day('2026-11-22')] as const

  it('are those of the days shown, two of them only where burglary is', () => {
    expect(breaksFor(span, true).map((b) => b.short)).toEqual(['pandemic', 'Apr 2023'])
    expect(breaksFor(span, false).map((b) => b.short)).toEqual(['pandemic'])
    expect(breaksFor([day('2017-04-02'), day('2020-02-29')], true)).toEqual([])
    expect(breaksFor([day('2017-04-01'), day('2017-04-01')], true)).toHaveLength(1)
  })

  it('are told while any of the bars behind lies beyond them, and no longer', () => {
    const weeks = timeBars(byDay([]), span, 'week')
    const at = (iso: string) => weeks.starts.findLastIndex((s) => s <= day(iso))
    const behind = (iso: string) => breaksBehind(weeks, at(iso), true).map((b) => b.short)
    expect(behind('2023-03-20')).toEqual([])
    expect(behind('2023-04-03')).toEqual(['Apr 2023'])
    expect(behind('2023-06-20')).toEqual(['Apr 2023'])
    expect(behind('2023-07-03')).toEqual([])
    expect(behind('2021-08-01')).toEqual(['pandemic'])
    expect(behind('2021-10-01')).toEqual([])
  })
})
