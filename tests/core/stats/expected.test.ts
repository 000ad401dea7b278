import { Stream } from '../../../src/core/base/random.ts'
import { describe, expect, it } from 'vitest'
import { byDay } from '../../tools/byDay.ts'
import { AT_LEAST, binDays, expectedBand, LOOK_BACK } from '../../../src/core/stats/expected.ts'

describe('binDays', () => {
  it('ends the last bin on the last day and counts each day once', () => {
    const bins = binDays(byDay([100, 106, 107, 113, 114]), 100, 113, 7)
    expect(bins).toEqual({ counts: Uint32Array.of(2, 2), firstDay: 100, width: 7 })
  })
  it('starts earlier when the span is no whole number of bins', () => {
    expect(binDays(byDay([100]), 100, 107, 7)).toEqual({
      counts: Uint32Array.of(1, 0),
      firstDay: 94,
      width: 7,
    })
  })
})

describe('expectedBand', () => {
  it('needs a few bins before it says anything, and then is their mean', () => {
    const counts = Array.from({ length: 30 }, (_, i) => i % 3)
    const { expected, lower, upper } = expectedBand(counts)
    expect(expected[AT_LEAST - 1]).toBeNaN()
    expect(expected[29]).toBeCloseTo(counts.slice(29 - LOOK_BACK, 29).reduce((a, b) => a + b) / LOOK_BACK, 12)
    for (let i = AT_LEAST; i < 30; i++) {
      expect(lower[i]).toBeLessThanOrEqual(expected[i])
      expect(upper[i]).toBeGreaterThan(expected[i])
    }
  })
  it('holds about 95% of steady Poisson counts', () => {
    // a small generator of our own: the point is the share, not the stream
    let s = 12345
    const random = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648
    const poisson = (mean: number) => {
      let k = 0
      for (let p = random(), limit = Math.exp(-mean); p > limit; p *= random()) k++
      return k
    }
    for (const mean of [3, 20]) {
      const counts = Array.from({ length: 4000 }, () => poisson(mean))
      const { lower, upper } = expectedBand(counts)
      let inside = 0
      for (let i = AT_LEAST; i < counts.length; i++)
        if (counts[i] >= lower[i] && counts[i] <= upper[i]) inside++
      const share = inside / (counts.length - AT_LEAST)
      // limits are whole numbers: of small counts they hold somewhat more
      expect(share).toBeGreaterThan(0.94)
      expect(share).toBeLessThan(0.99)
    }
  })
  it('takes the spread from the counts themselves, and holds 95% of counts that vary three times as much', () => {
    const s = new Stream(7, 1)
    const poisson = (mean: number) => {
      let k = 0
      for (let p = s.float(), limit = Math.exp(-mean); p > limit; p *= s.float()) k++
      return k
    }
    // pairs of groups of five: variance is about three times the mean and more
    const clumped = () => {
      let n = 0
      for (let k = poisson(6); k > 0; k--) n += 1 + poisson(2)
      return n
    }
    let [inside, all] = [0, 0]
    for (let series = 0; series < 200; series++) {
      const counts = Array.from({ length: 80 }, clumped)
      const { lower, upper, swing } = expectedBand(counts)
      expect(swing!.phi).toBeGreaterThan(1.5)
      all++
      if (counts[79] >= lower[79] && counts[79] <= upper[79]) inside++
    }
    expect(inside / all).toBeGreaterThan(0.91)
    expect(inside / all).toBeLessThan(0.99)
  })

  it('has no band while fewer than twelve counts tell how they vary, and none for bins that are not over', () => {
    const counts = Array.from({ length: AT_LEAST + 12 }, (_, i) => 5 + (i % 3))
    const few = expectedBand(counts)
    expect(few.measured).toBe(11)
    expect(few.swing).toBeUndefined()
    expect(few.expected.at(-1)).toBeGreaterThan(0)
    expect([...few.upper].every(Number.isNaN)).toBe(true)
    const enough = expectedBand([...counts, 6])
    expect(enough.measured).toBe(12)
    expect(enough.upper.at(-1)).toBeGreaterThan(6)
    // a newest bin that is not over is held against nothing and widens nothing
    const young = expectedBand([...counts, 6, 0], undefined, undefined, 1)
    expect(young.expected.at(-1)).toBeNaN()
    expect(young.swing).toEqual(enough.swing)
    expect([...young.upper.slice(0, -1)]).toEqual([...enough.upper])
  })
})
