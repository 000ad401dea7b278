import { describe, expect, it } from 'vitest'
import { fitSeason, unknownSeason } from '../../../src/core/stats/season.ts'
import type { Days } from '../../../src/core/table/lookBack.ts'

const TURN = (2 * Math.PI) / 365.25
const rate = (d: number) =>
  20 * Math.exp(0.1 * (d / 365.25) + 0.3 * Math.sin(TURN * d) - 0.2 * Math.cos(TURN * d))
const sum = ([a, b]: Days) => {
  let s = 0
  for (let d = a; d <= b; d++) s += rate(d)
  return s
}
const weeks = (n: number) => Array.from({ length: n }, (_, k): Days => [7 * k, 7 * k + 6])

describe('level, trend and season', () => {
  const bins = weeks(90).map((days) => ({ days, count: sum(days) }))
  const season = fitSeason(bins)!

  it('gives back the curve that the counts follow, and what it makes of a window after them', () => {
    expect(season.yearly).toBeCloseTo(Math.exp(0.1), 2)
    expect(season.swing).toBeCloseTo(Math.exp(2 * Math.hypot(0.3, 0.2)), 1)
    const [base, window]: [Days, Days] = [
      [0, 629],
      [630, 657],
    ]
    expect(season.against([base], window).times).toBeCloseTo(sum(base) / sum(window), 1)
    // a base in two parts counts as both
    expect(
      season.against(
        [
          [0, 99],
          [200, 629],
        ],
        window,
      ).times,
    ).toBeCloseTo((sum([0, 99]) + sum([200, 629])) / sum(window), 1)
  })

  it('is the less sure the shorter the past, and the further away the window', () => {
    const short = fitSeason(bins.slice(0, 66))!
    const drift = (s: typeof season, end: number, after: number) =>
      s.against([[0, end]], [end + after, end + after + 27]).drift
    expect(drift(short, 461, 1)).toBeGreaterThan(drift(season, 629, 1))
    expect(drift(season, 629, 150)).toBeGreaterThan(drift(season, 629, 1))
    // about the Poisson error of a curve of four figures
    expect(drift(season, 629, 1)).toBeGreaterThan(1 / Math.sqrt(sum([0, 629])))
    expect(drift(season, 629, 1)).toBeLessThan(6 / Math.sqrt(sum([0, 629])))
  })

  it('fits nothing to nothing', () => {
    expect(fitSeason(bins.slice(0, 11))).toBeUndefined()
    expect(fitSeason(weeks(20).map((days) => ({ days, count: 0 })))).toBeUndefined()
  })

  it('allows for a swing of 30% where no season is known: the more the longer the days between', () => {
    // steepest slope of 0.3 sin: 0.3 · 2π ÷ 365.25 a day; over the year its root mean square is that by √2
    const slopes = Array.from({ length: 3653 }, (_, k) => 0.3 * TURN * Math.cos((TURN * k) / 10))
    const rms = Math.sqrt(slopes.reduce((s, v) => s + v * v, 0) / slopes.length)
    expect(unknownSeason(56)).toBeCloseTo(56 * rms, 3)
    // two days at any two times of the year differ by √2 times the spread of one
    expect(unknownSeason(300)).toBeCloseTo(0.3, 12)
  })
})
