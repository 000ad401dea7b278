import { describe, expect, it } from 'vitest'
import { AT_LEAST, binDays, expectedBand, LOOK_BACK } from '../../../src/core/stats/expected.ts'

describe('binDays', () => {
  it('ends the last bin on the last day and counts each day once', () => {
    const bins = binDays([100, 106, 107, 113, 114], 100, 113, 7)
    expect(bins).toEqual({ counts: Uint32Array.of(2, 2), firstDay: 100, width: 7 })
  })
  it('starts earlier when the span is no whole number of bins', () => {
    expect(binDays([100], 100, 107, 7)).toEqual({ counts: Uint32Array.of(1, 0), firstDay: 94, width: 7 })
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
      expect(share).toBeGreaterThan(0.92)
      expect(share).toBeLessThan(0.98)
    }
  })
})
