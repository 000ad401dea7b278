/** Exact chances of counts, held against sums written out, and against each other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atLeast, atMost, binomialRange, shareInterval } from '../../../src/core/stats/binomial.ts'
import { oddsRatio, rateRatio } from '../../../src/core/stats/compare.ts'
import { funnelTest, limitOf } from '../../../src/core/stats/funnel.ts'
import { type Night, sameSpread, sameSpreadOfNights } from '../../../src/core/stats/spread.ts'
import { Stream } from '../../../src/core/base/random.ts'

/** Chance of each count of heads in n throws, by adding throw after throw. */
function heads(n: number, w: number): number[] {
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
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)

describe('the binomial', () => {
  it('has the tails of throws counted one by one', () => {
    for (const [n, w] of [
      [1, 0.5],
      [9, 0.03],
      [40, 0.71],
      [300, 0.2],
    ]) {
      const p = heads(n, w)
      for (let k = 0; k <= n; k++) {
        expect(atLeast(k, n, w)).toBeCloseTo(sum(p.slice(k)), 11)
        expect(atMost(k, n, w)).toBeCloseTo(sum(p.slice(0, k + 1)), 11)
      }
      expect([atLeast(0, n, w), atLeast(n + 1, n, w), atMost(n, n, w), atMost(-1, n, w)]).toEqual([
        1, 0, 1, 0,
      ])
    }
  })

  it('keeps its digits far out and for many', () => {
    // 2^-200, and a table value
    expect(atLeast(200, 200, 0.5) / 2 ** -200).toBeCloseTo(1, 9)
    expect(atLeast(2, 4, 0.4)).toBeCloseTo(0.5248, 10)
    expect(atLeast(50_500, 100_000, 0.5)).toBeCloseTo(0.000793, 5)
  })

  it('keeps both ends of an interval whose tail is too small for a level', () => {
    // 820 against 827 in months whose counts swing 20 times as much as chance makes them
    for (const phi of [5, 10, 20, 40, 80]) {
      const { ratio, low, high } = rateRatio(820, 28, 827, 28, { phi, df: 40 })
      expect(low).toBeGreaterThan(0.3)
      expect((low * high) / ratio ** 2).toBeCloseTo(1, 2)
      expect(high).toBeLessThan(3)
    }
    const [low, high] = shareInterval(500, 1000, 1e-30)
    expect(low + high).toBeCloseTo(1, 9)
    expect(limitOf(1000, 0.5, 1e-30, 'low') + limitOf(1000, 0.5, 1e-30, 'high')).toBeCloseTo(1000, 3)
  })

  it('gives the range with both tails above the limit, no wider', () => {
    for (const [n, w] of [
      [0, 0.4],
      [12, 0.1],
      [80, 0.5],
      [150, 0.97],
    ]) {
      const p = heads(n, w)
      const [low, high] = binomialRange(n, w)
      const usual = Array.from(p.keys()).filter(
        (k) => sum(p.slice(k)) > 0.025 && sum(p.slice(0, k + 1)) > 0.025,
      )
      expect([low, high]).toEqual([usual[0], usual.at(-1)])
    }
  })

  it('has an interval whose ends are just possible', () => {
    for (const [k, n] of [
      [0, 7],
      [3, 10],
      [10, 10],
      [31, 50],
    ]) {
      const [low, high] = shareInterval(k, n)
      if (k > 0) expect(atLeast(k, n, low)).toBeCloseTo(0.025, 9)
      else expect(low).toBe(0)
      if (k < n) expect(atMost(k, n, high)).toBeCloseTo(0.025, 9)
      else expect(high).toBe(1)
    }
    // Clopper & Pearson's 3 of 10
    expect(shareInterval(3, 10)[0]).toBeCloseTo(0.0667, 4)
    expect(shareInterval(3, 10)[1]).toBeCloseTo(0.6525, 4)
  })
})

describe('two rates', () => {
  it('is the ratio by exposure, and turns over with the sides', () => {
    const t = rateRatio(19, 28, 31, 28)
    expect(t.ratio).toBeCloseTo(19 / 31, 12)
    const back = rateRatio(31, 28, 19, 28)
    expect(back.ratio).toBeCloseTo(31 / 19, 12)
    expect(back.low).toBeCloseTo(1 / t.high, 8)
    expect(back.p).toBeCloseTo(t.p, 12)
    const p = heads(50, 0.5)
    expect(t.p).toBeCloseTo(2 * sum(p.slice(0, 20)), 10)
    expect(rateRatio(10, 7, 20, 28).ratio).toBeCloseTo(2, 12)
  })

  it('leaves 1 out of the interval exactly where p says so', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (a, b, times) => {
          const t = rateRatio(a, times, b, 1)
          if (a + b === 0) return Number.isNaN(t.p)
          return t.p <= 0.05 === (t.low > 1 || t.high < 1) && t.low <= t.ratio && t.ratio <= t.high
        },
      ),
    )
  })

  it('says nothing of none', () => {
    expect(rateRatio(0, 28, 0, 28)).toEqual({ ratio: NaN, low: 0, high: Infinity, p: NaN })
    expect(rateRatio(4, 28, 0, 28)).toMatchObject({ ratio: Infinity, high: Infinity })
  })

  it('calls a difference by chance at most one time in twenty, and not much less when counts are large', () => {
    for (const mean of [2, 8, 40, 200]) {
      const draw = new Stream(9, mean)
      const poisson = () => {
        let k = 0
        for (let t = -Math.log(1 - draw.float()); t < mean; t -= Math.log(1 - draw.float())) k++
        return k
      }
      let wrong = 0
      const runs = 3000
      for (let k = 0; k < runs; k++) if (rateRatio(poisson(), 1, poisson(), 1).p <= 0.05) wrong++
      // four standard errors above 5%
      expect(wrong / runs).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / runs))
      if (mean === 200) expect(wrong / runs).toBeGreaterThan(0.025)
    }
  })
})

/** Fisher's test by counting every table with these margins, in whole numbers. */
function fisher(a: number, b: number, c: number, d: number): number {
  const choose = (n: number, k: number): bigint => {
    if (k < 0 || k > n) return 0n
    let v = 1n
    for (let i = 1; i <= k; i++) v = (v * BigInt(n - k + i)) / BigInt(i)
    return v
  }
  const [row, column, n] = [a + b, a + c, a + b + c + d]
  let [all, least, most] = [0n, 0n, 0n]
  for (let k = 0; k <= row; k++) {
    const ways = choose(column, k) * choose(n - column, row - k)
    all += ways
    if (k >= a) least += ways
    if (k <= a) most += ways
  }
  const share = (v: bigint) => Number((v * 10n ** 15n) / all) / 1e15
  return Math.min(1, 2 * Math.min(share(least), share(most)))
}

describe('two changes', () => {
  it('is Fisher’s exact test', () => {
    for (const t of [
      [3, 1, 1, 3],
      [19, 31, 210, 200],
      [0, 5, 40, 40],
      [12, 5, 7, 29],
    ] as [number, number, number, number][])
      expect(oddsRatio(...t).p).toBeCloseTo(fisher(...t), 11)
  })

  it('has an interval whose ends leave 2.5% in the tail, for the tea of Fisher’s lady', () => {
    // four cups of each, three guessed right: the ways are 1, 16, 36, 16, 1, weighed by powers of the odds
    const t = oddsRatio(3, 1, 1, 3)
    const tail = (odds: number, from: number, to: number) => {
      const ways = [1, 16, 36, 16, 1].map((w, k) => w * odds ** k)
      return sum(ways.slice(from, to)) / sum(ways)
    }
    expect(tail(t.low, 3, 5)).toBeCloseTo(0.025, 9)
    expect(tail(t.high, 0, 4)).toBeCloseTo(0.025, 9)
  })

  it('comes near the log-Poisson interval where counts are large', () => {
    const t = oddsRatio(900, 1000, 5200, 5000)
    const half = 1.96 * Math.sqrt(1 / 900 + 1 / 1000 + 1 / 5200 + 1 / 5000)
    const log = Math.log((900 * 5000) / (1000 * 5200))
    expect(Math.log(t.low)).toBeCloseTo(log - half, 2)
    expect(Math.log(t.high)).toBeCloseTo(log + half, 2)
  })

  it('leaves 1 out of the interval exactly where p says so', () => {
    const count = fc.integer({ min: 0, max: 25 })
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const t = oddsRatio(a, b, c, d)
        return Number.isNaN(t.p) || t.p <= 0.05 === (t.low > 1 || t.high < 1)
      }),
    )
  })

  it('says nothing where a margin is empty', () => {
    expect(oddsRatio(0, 0, 4, 5).p).toBeNaN()
    expect(oddsRatio(4, 0, 5, 0).p).toBeNaN()
  })
})

describe('two spreads', () => {
  it('is the chi-square of the table where counts are large', () => {
    // with two degrees of freedom the chance is e^(−chi²/2)
    const t = sameSpread([30, 20, 10], [20, 30, 40])
    const cells = [30, 20, 10, 20, 30, 40]
    const expected = [50, 50, 50].map((c) => [(c * 60) / 150, (c * 90) / 150])
    const chi2 = cells.reduce((s, v, k) => {
      const e = expected[k % 3][k < 3 ? 0 : 1]
      return s + (v - e) ** 2 / e
    }, 0)
    expect(t.chi2).toBeCloseTo(chi2, 10)
    expect(t).toMatchObject({ df: 2, shuffles: 0, nA: 60, nB: 90 })
    expect(t.p).toBeCloseTo(Math.exp(-chi2 / 2), 10)
  })

  it('deals out anew where counts are small, and agrees with every table counted', () => {
    // 2 × 2 with margins 6, 6 and 5, 7: the hypergeometric says it all
    const t = sameSpread([5, 1], [0, 6])
    expect(t.shuffles).toBeGreaterThan(500)
    const exact = (2 * 6) / 792
    expect(t.p).toBeGreaterThan(exact / 3)
    expect(t.p).toBeLessThan(exact * 3)
  })

  it('gives false alarms at most one time in twenty, small or large', () => {
    for (const n of [14, 400]) {
      const draw = new Stream(4, n)
      let wrong = 0
      const runs = 300
      for (let k = 0; k < runs; k++) {
        const deal = () => {
          const c = new Array<number>(8).fill(0)
          for (let i = 0; i < n; i++) c[draw.below(8)]++
          return c
        }
        if (sameSpread(deal(), deal(), k).p <= 0.05) wrong++
      }
      expect(wrong / runs).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / runs))
    }
  })

  it('says nothing of one category or an empty side', () => {
    expect(sameSpread([4, 0], [9, 0]).p).toBeNaN()
    expect(sameSpread([0, 0], [9, 1]).p).toBeNaN()
  })
})

describe('two spreads of incidents that come in nights', () => {
  /** Twelve weeks in which some nights hold `burst` incidents of one weekday. */
  function side(s: Stream, n: number, burst: number): { list: Night[]; empty: number[] } {
    const nights = new Map<number, Night>()
    for (let i = 0; i < n / burst; i++) {
      const day = s.below(84)
      const night = nights.get(day) ?? { stratum: day % 7, counts: new Float64Array(7) }
      nights.set(day, night)
      night.counts[day % 7] += burst
    }
    const empty = new Array<number>(7).fill(12)
    for (const { stratum } of nights.values()) empty[stratum]--
    return { list: [...nights.values()], empty }
  }
  const sums = (list: readonly Night[]) =>
    Array.from({ length: 7 }, (_, k) => list.reduce((s, v) => s + v.counts[k], 0))

  it('differ in one of twenty where nothing does, however many each night holds', () => {
    const runs = 150
    let [plain, nights] = [0, 0]
    for (let k = 0; k < runs; k++) {
      const s = new Stream(77, k)
      const [a, b] = [side(s, 21, 3), side(s, 21, 3)]
      if (sameSpread(sums(a.list), sums(b.list)).p <= 0.05) plain++
      if (sameSpreadOfNights(a.list, b.list, 7, { a: a.empty, b: b.empty }).p <= 0.05) nights++
    }
    expect(plain / runs).toBeGreaterThan(0.6)
    expect(nights / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs))
  })

  it('are found where they differ, and are the plain test where each stands by itself', () => {
    const on = (weekday: number, n: number): Night[] =>
      Array.from({ length: n }, () => ({ stratum: weekday, counts: Float64Array.from({ length: 7 }, (_, k) => (k === weekday ? 2 : 0)) })) // prettier-ignore
    const empty = (weekday: number) => Array.from({ length: 7 }, (_, k) => (k === weekday ? 2 : 12))
    const found = sameSpreadOfNights(on(1, 10), on(4, 10), 7, { a: empty(1), b: empty(4) })
    expect([found.p < 0.01, found.nights, found.nA]).toEqual([true, true, 20])
    const single = (weekday: number, n: number) =>
      on(weekday, n).map((v) => ({ ...v, counts: v.counts.map((c) => c / 2) }))
    const plain = sameSpreadOfNights(single(1, 10), single(4, 10), 7, { a: empty(1), b: empty(4) })
    expect(plain).toEqual(sameSpread([0, 10, 0, 0, 0, 0, 0], [0, 0, 0, 0, 10, 0, 0]))
  })
})

describe('the funnel', () => {
  it('flags a count exactly where it lies beyond its curve', () => {
    for (const [n, w] of [
      [40, 0.1],
      [500, 0.02],
      [700, 0.3],
    ]) {
      const [low, high] = [limitOf(n, w, 0.025, 'low'), limitOf(n, w, 0.025, 'high')]
      for (let k = 0; k <= n; k++) {
        const { tail, above } = funnelTest(k, n, w)
        if (Math.abs(k - low) < 1e-6 || Math.abs(k - high) < 1e-6) continue
        expect(tail <= 0.025 && above, `${k} of ${n}`).toBe(k > high)
        expect(tail <= 0.025 && !above && low > 0, `${k} of ${n}`).toBe(k < low)
      }
    }
  })
})
