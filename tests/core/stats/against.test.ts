import { describe, expect, it } from 'vitest'
import { lookAt, pFewer, pMore, rangeOfBase } from '../../../src/core/stats/against.ts'
import { STEADY } from '../../../src/core/stats/swing.ts'

/** The conditional test from its definition: of n incidents each falls into the window with chance w. */
function binomial(n: number, w: number): number[] {
  let row = [1]
  for (let k = 0; k < n; k++) {
    const next = new Array<number>(row.length + 1).fill(0)
    row.forEach((p, i) => {
      next[i] += p * (1 - w)
      next[i + 1] += p * w
    })
    row = next
  }
  return row
}
const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)

/** Poisson probabilities by repeated multiplication. */
const poisson = (mean: number, upTo: number) => {
  const p = [Math.exp(-mean)]
  for (let k = 1; k <= upTo; k++) p.push((p[k - 1] * mean) / k)
  return p
}

const CASES = [
  [9, 37, 12],
  [0, 5, 3],
  [1, 0, 7],
  [4, 0, 2.5],
  [23, 167, 2.5],
  [40, 11, 0.5],
  [3, 60, 7],
  [12, 30, 2.5],
] as const

describe('a count against its base', () => {
  it.each(CASES)('%i against %i in %f times as much time: both tails by definition', (x, base, times) => {
    const p = binomial(x + base, 1 / (1 + times))
    expect(pMore(x, base, times)).toBeCloseTo(sum(p.slice(x)), 12)
    expect(pFewer(x, base, times)).toBeCloseTo(sum(p.slice(0, x + 1)), 12)
  })

  it('keeps its digits far out in the tail', () => {
    const p = binomial(60, 1 / 13)
    expect(pMore(45, 15, 12) / sum(p.slice(45))).toBeCloseTo(1, 9)
  })

  it('becomes the Poisson tail when the base is long: 9 where 3.1 are expected', () => {
    const tail = 1 - sum(poisson(3.1, 8))
    expect(tail).toBeCloseTo(0.0047, 4)
    expect(pMore(9, 310_000, 100_000)).toBeCloseTo(tail, 5)
  })

  it('reports a false rise no more often than it says, where a base taken for certain would', () => {
    for (const times of [1, 7, 12])
      for (const mean of [0.3, 1, 3, 8]) {
        const [now, before] = [poisson(mean, 60), poisson(mean * times, 260)]
        for (const level of [0.1, 0.05, 0.01]) {
          let [exact, certain] = [0, 0]
          before.forEach((pb, b) => {
            if (pb < 1e-12) return
            const expected = poisson(b / times, 60)
            let tail = 1
            now.forEach((pn, x) => {
              if (pMore(x, b, times) <= level) exact += pb * pn
              if (tail <= level) certain += pb * pn
              tail -= expected[x]
            })
          })
          expect(exact).toBeLessThanOrEqual(level)
          // the comparison that decided for the conditional test
          if (times === 1 && mean === 3 && level === 0.05) expect(certain).toBeGreaterThan(0.1)
        }
      }
  })

  it('gives the range that the two tails give', () => {
    for (const [, base, times] of CASES) {
      const [low, high] = rangeOfBase(base, times)
      const inside = (x: number) => pMore(x, base, times) > 0.025 && pFewer(x, base, times) > 0.025
      for (let x = 0; x < 200; x++) expect(x >= low && x <= high, `${x} of ${base}/${times}`).toBe(inside(x))
    }
  })

  it('widens with doubt: the same expectation from less base', () => {
    const [a, b] = rangeOfBase(200, 20)
    const [c, d] = rangeOfBase(10, 1)
    expect(c).toBeLessThan(a)
    expect(d).toBeGreaterThan(b)
  })

  it('stands on large counts', () => {
    const [low, high] = rangeOfBase(60_000, 12)
    // normal approximation of the same: ±1.96 · sqrt(5000 · (1 + 1/12))
    expect(low).toBeGreaterThan(5000 - 1.96 * Math.sqrt(5417) - 3)
    expect(high).toBeLessThan(5000 + 1.96 * Math.sqrt(5417) + 3)
    expect(pMore(5300, 60_000, 12)).toBeLessThan(1e-4)
  })

  it('names the verdict, and none without a base', () => {
    expect(lookAt(23, 167, 2.5, STEADY).verdict).toBe('below')
    expect(lookAt(100, 167, 2.5, STEADY).verdict).toBe('above')
    expect(lookAt(66, 167, 2.5, STEADY)).toMatchObject({ verdict: 'within', expected: 66.8 })
    expect(lookAt(66, 167, 2.5)).toMatchObject({ verdict: 'unjudged', expected: 66.8, low: NaN, more: NaN })
    expect(lookAt(5, 0, 0)).toMatchObject({ verdict: 'unknown', expected: NaN, more: NaN })
    expect(lookAt(0, 0, 7, STEADY)).toMatchObject({ verdict: 'within', more: 1, fewer: 1 })
  })
})

/** Negative binomial probabilities by their recursion, from mean and variance ÷ mean. */
function negative(mean: number, v: number, upTo: number): number[] {
  const r = mean / (v - 1)
  const p = [v ** -r]
  for (let k = 1; k <= upTo; k++) p.push((p[k - 1] * (k - 1 + r) * (1 - 1 / v)) / k)
  return p
}

describe('a count that varies more than chance makes it', () => {
  it.each([
    [9, 37, 12, 1.6, 0],
    [40, 90, 3, 2.4, 0.2],
    [0, 5, 3, 1.3, 0],
    [25, 167, 10, 1, 0.3],
  ])(
    '%i against %i in %f times the time, φ %f, level ± %f: the negative binomial',
    (x, base, times, phi, drift) => {
      const spread = { phi, df: Infinity, drift }
      const v = (mean: number) => phi * (1 + 1 / times) + drift ** 2 * mean
      const [up, down] = [(base + 1) / times, base / times]
      expect(pMore(x, base, times, spread)).toBeCloseTo(1 - sum(negative(up, v(up), 600).slice(0, x)), 10)
      expect(pFewer(x, base, times, spread)).toBeCloseTo(
        sum(negative(down, v(down), 600).slice(0, x + 1)),
        10,
      )
    },
  )

  it('reads the tail by Student’s t where φ was estimated: t of 11 df at 2.5% is 2.201, at 5% 1.796', () => {
    const spread = { phi: 1.5, df: 11 }
    const plain = { phi: 1.5, df: Infinity }
    // a count far enough out that the two differ
    for (const x of [12, 20, 30]) expect(pMore(x, 100, 12, spread)).toBeGreaterThan(pMore(x, 100, 12, plain))
    expect(pMore(9, 100, 12, { phi: 1.5, df: 1e7 })).toBeCloseTo(pMore(9, 100, 12, plain), 6)
  })

  it('has a range that leaves out exactly what either tail holds below 2.5%', () => {
    for (const spread of [
      { phi: 1.7, df: 11 },
      { phi: 3, df: 200, drift: 0.2 },
    ])
      for (const [base, times] of [
        [40, 4],
        [3, 12],
        [0, 6],
      ]) {
        const [low, high] = rangeOfBase(base, times, 0.95, spread)
        for (let x = 0; x < 120; x++)
          expect(x >= low && x <= high, `${x} of ${base}/${times}`).toBe(
            pMore(x, base, times, spread) > 0.025 && pFewer(x, base, times, spread) > 0.025,
          )
      }
  })
})

describe('a base of which nothing can be told', () => {
  it('ends without a range', () => {
    expect(rangeOfBase(5, 3, 0.95, { phi: NaN, df: Infinity })).toEqual([NaN, NaN])
    expect(lookAt(4, 5, 3, { phi: 1, df: Infinity, drift: NaN })).toMatchObject({
      low: NaN,
      high: NaN,
      verdict: 'unjudged',
    })
  })
})
