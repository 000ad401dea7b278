/** The small kernels: decay, concentration, E-test, emerging classes, repeats, hours of the week. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generalisedGini, gini, shareByChance, shareInTop } from '../../src/core/stats/concentration.ts'
import {
  addWindow,
  busiestHours,
  hourOfWeek,
  hoursOfDay,
  windowsOf,
} from '../../src/core/table/dayProfile.ts'
import { fromTable, halving, promap } from '../../src/core/near/decay.ts'
import { emergingClass, mannKendall } from '../../src/core/stats/emerging.ts'
import { eTest } from '../../src/core/stats/etest.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { drain } from '../../src/core/base/drain.ts'
import {
  daysSincePrevious,
  repeatPlaces,
  repeats,
  repeatsByChance,
  wilson,
} from '../../src/core/places/repeats.ts'
import { riskFinder, riskSurface } from '../../src/core/near/riskSurface.ts'
import { showSteps, stepsOf } from '../../src/core/table/steps.ts'
import { Stream } from '../../src/core/base/random.ts'
import { minuteOf, parseIsoDay } from '../../src/core/base/time.ts'
import { showExact, showNumber } from '../../src/core/base/words.ts'
import { showPeriod } from '../../src/core/table/words.ts'
import { incidentsFrom } from '../tools/incidents.ts'

describe('numbers in words', () => {
  it('never writes NaN, nor a sign of what rounds to nothing', () => {
    expect([NaN, -3.06, -0.04, -0, Infinity, -Infinity].map((v) => showNumber(v, 1))).toEqual([
      ...['unknown', '−3.1', '0.0', '0.0', '∞', '−∞'],
    ])
    expect([1234567.8912, -2.5, 3, NaN, -Infinity].map(showExact)).toEqual([
      ...['1,234,567.891', '−2.5', '3', 'unknown', '−∞'],
    ])
  })
})

describe('decay', () => {
  it('halves at the half-distance and after the half-life', () => {
    const d = halving(100, 7)
    expect([d(0, 0), d(100, 0), d(0, 7), d(100, 7)]).toEqual([1, 0.5, 0.5, 0.25])
    expect(() => halving(0, 7)).toThrow(/above 0/)
  })

  it('follows ProMap in its units', () => {
    const d = promap(50, 7)
    expect(d(0, 0)).toBe(1)
    expect(d(50, 0)).toBe(0.5)
    expect(d(100, 14)).toBeCloseTo(1 / 9, 12)
  })

  it('takes what lies above 1 from a near-repeat table, bands [a, b), the last closed', () => {
    const d = fromTable([0, 100, 400], [0, 14, 42], [2.5, 1.2, 0.8, 1])
    expect([d(0, 0), d(99.9, 13), d(100, 0), d(0, 14), d(0, 42)].map((v) => +v.toFixed(9))).toEqual([
      1.5, 1.5, 0, 0.2, 0.2,
    ])
    expect([d(400, 0), d(401, 0), d(0, 43)]).toEqual([0, 0, 0])
    expect(() => fromTable([0, 100], [0, 7, 14], [1.5])).toThrow(/1 × 2 = 2 ratios/)
    expect(() => fromTable([0, 100], [0, 7], [0.9])).toThrow(/names no raised risk/)
  })
})

describe('the risk surface', () => {
  const live = { x: Float64Array.of(500, 760), y: Float64Array.of(500, 540), age: Int32Array.of(0, 10) }
  const grid = { shape: 'square' as const, x0: 0, y0: 0, cell: 20, nx: 60, ny: 60 }

  it('is the sum of weights within the radius, and knows the distance to its edge', () => {
    const decay = halving(100, 7)
    const here = riskFinder(live, 400, decay)
    const { risk, inside } = drain(riskSurface(live, grid, 400, decay))
    for (let at = 0; at < 3600; at++) {
      const x = ((at % 60) + 0.5) * 20
      const y = (Math.floor(at / 60) + 0.5) * 20
      const exact = here(x, y)
      const given = [0, 1].map((k) => {
        const d = Math.hypot(live.x[k] - x, live.y[k] - y)
        return d <= 400 ? decay(d, live.age[k]) : 0
      })
      expect(exact.sum).toBeCloseTo(given[0] + given[1], 12)
      expect(exact.contributing).toBe(given.filter((g) => g > 0).length)
      expect(exact.strongest).toBe(exact.sum > 0 ? given.indexOf(Math.max(...given)) : -1)
      expect(risk[at]).toBeCloseTo(exact.sum, 5)
      const nearest = Math.min(Math.hypot(x - 500, y - 500), Math.hypot(x - 760, y - 540))
      if (nearest < 430) expect(inside[at]).toBeCloseTo(400 - nearest, 3)
    }
  })

  it('counts the radius itself', () => {
    const here = riskFinder(
      { x: live.x.slice(0, 1), y: live.y.slice(0, 1), age: live.age.slice(0, 1) },
      400,
      halving(100, 7),
    )
    expect(here(900, 500).sum).toBeCloseTo(1 / 16, 12)
    expect(here(900.001, 500)).toEqual({ sum: 0, contributing: 0, strongest: -1 })
  })
})

describe('concentration', () => {
  it('equals the published vectors', () => {
    const a = [10, 8, 2, 0, 0, 0, 0, 0, 0, 0]
    const b = [5, 2, 1, 0, 0, 0, 0, 0, 0, 0]
    expect(gini(a)).toBeCloseTo(0.78, 12)
    expect(generalisedGini(a)).toBeCloseTo(0.78, 12)
    expect(gini(b)).toBeCloseTo(0.8, 12)
    expect(generalisedGini(b)).toBeCloseTo(0.75, 12)
    expect(gini([0, 0])).toBeNaN()
  })

  it('reads the share in the worst units, between two by straight line', () => {
    const counts = [10, 8, 2, 0, 0, 0, 0, 0, 0, 0]
    expect(shareInTop(counts, 0.1)).toBeCloseTo(0.5, 12)
    expect(shareInTop(counts, 0.15)).toBeCloseTo(0.7, 12)
    expect(shareInTop(counts, 1)).toBe(1)
    expect(shareInTop([], 0.05)).toBeNaN()
  })

  it('gives the share that chance alone would put in the worst units', () => {
    // one incident for each unit: Poisson(1); the worst 5% hold all with 4 or more and a part of those with 3
    const p = (k: number) => Math.exp(-1) / [1, 1, 2, 6, 24, 120, 720, 5040][k]
    const above = [4, 5, 6, 7].reduce((s, k) => s + p(k), 0)
    const expected = [4, 5, 6, 7].reduce((s, k) => s + k * p(k), 0) + 3 * (0.05 - above)
    const r = shareByChance(1000, 1000, 0.05)
    expect(Math.abs(r.mean - expected)).toBeLessThan(0.004)
    expect(r.low).toBeLessThan(r.mean)
    expect(r.high).toBeGreaterThan(r.mean)
    expect(shareByChance(10_000_000, 100, 0.05).mean).toBeCloseTo(0.05, 2)
    expect(shareByChance(0, 100, 0.05).mean).toBeNaN()
    expect(shareByChance(50, 100, 1).mean).toBeCloseTo(1, 9)
    // twelve units, one incident: the worst one holds all of it, the worst half of a unit half
    expect(shareByChance(1, 12, 1 / 12).mean).toBeCloseTo(1, 12)
    expect(shareByChance(1, 12, 1 / 24).mean).toBeCloseTo(0.5, 12)
    // two incidents in twelve units: together in one of twelve draws
    expect(Math.abs(shareByChance(2, 12, 1 / 12).mean - (1 / 12 + (11 / 12) * 0.5))).toBeLessThan(0.05)
  })

  it('is what sorting the counts of each draw gives, to the last digit', () => {
    for (const [incidents, units, share] of [
      [50, 12, 0.05],
      [400, 30, 0.2],
      [3, 100, 0.05],
      [900, 7, 1],
      [40, 9, 0],
    ]) {
      const draws = Array.from({ length: 199 }, (_, k) => {
        const stream = new Stream(1, k)
        const counts = new Uint32Array(units)
        for (let i = 0; i < incidents; i++) counts[stream.below(units)]++
        return shareInTop(counts, share)
      }).sort((a, b) => a - b)
      const found = shareByChance(incidents, units, share)
      expect(found.low).toBe(draws[Math.floor(0.025 * 199)])
      expect(found.high).toBe(draws[Math.floor(0.975 * 199)])
      expect(found.mean).toBeCloseTo(draws.reduce((a, b) => a + b, 0) / 199, 14)
    }
  })
})

describe('the E-test', () => {
  it.each([
    [6, 2, 0.1748748],
    [3, 0, 0.088379],
    [20, 10, 0.0688318],
    [12, 4, 0.0459963],
  ])('of %s against %s', (a, b, p) => {
    expect(eTest()(a, b)).toBeCloseTo(p, 6)
    expect(eTest()(b, a)).toBeCloseTo(p, 6)
  })

  it('adds what a loop over all pairs of counts adds, to the last bit', () => {
    const poisson = (mean: number) => {
      const reach = 9 * Math.sqrt(mean) + 20
      const from = Math.max(0, Math.floor(mean - reach))
      let log = -mean
      for (let k = 1; k <= from; k++) log += Math.log(mean / k)
      return Array.from({ length: Math.ceil(mean + reach) - from + 1 }, (_, i) => {
        if (i > 0) log += Math.log(mean / (from + i))
        return [from + i, Math.exp(log)] as const
      })
    }
    const plain = (n1: number, n2: number, k1: number, k2: number) => {
      const statistic = (a: number, b: number) =>
        a + b === 0 ? 0 : Math.abs(a / n1 - b / n2) / Math.sqrt(a / n1 ** 2 + b / n2 ** 2)
      const rate = (k1 + k2) / (n1 + n2)
      const seen = statistic(k1, k2)
      let p = 0
      for (const [a, pa] of poisson(rate * n1))
        for (const [b, pb] of poisson(rate * n2)) if (statistic(a, b) >= seen - 1e-12) p += pa * pb
      return Math.min(1, p)
    }
    const days = fc.integer({ min: 1, max: 400 })
    const count = fc.oneof(fc.nat(12), fc.nat(400))
    fc.assert(
      fc.property(days, days, count, count, (n1, n2, k1, k2) => {
        fc.pre(k1 + k2 > 0)
        expect(eTest(n1, n2)(k1, k2)).toBe(plain(n1, n2, k1, k2))
      }),
      { numRuns: 60 },
    )
  })

  it('says nothing of none against none, 1 of equal counts, and takes exposure into account', () => {
    expect(eTest()(0, 0)).toBeNaN()
    expect(eTest()(7, 7)).toBeCloseTo(1, 9)
    expect(eTest(10, 20)(5, 10)).toBeCloseTo(1, 9)
    expect(eTest(10, 20)(10, 5)).toBeLessThan(0.05)
  })
})

describe('emerging classes', () => {
  const cls = (pattern: string, score?: number[]) => {
    const state = [...pattern].map((c) => (c === 'H' ? 1 : c === 'c' ? -1 : 0))
    return emergingClass(state, score ?? state, 1)
  }
  it.each([
    ['.........H', 'new'],
    ['.......HHH', 'consecutive'],
    ['.H....H..H', 'sporadic'],
    // hot once or twice but not now: no class, as chance alone would make one in every second town
    ['.H....H...', undefined],
    ['c.H.....HH', 'oscillating'],
    ['HHHHHHHHH.', 'historical'],
    ['..........', undefined],
    ['c.H.......', undefined],
  ])('%s is %s', (pattern, name) => {
    expect(cls(pattern)).toBe(name)
  })

  it('tells rising, falling and steady by the trend of the score', () => {
    const up = Array.from({ length: 10 }, (_, i) => 2 + i)
    expect(cls('HHHHHHHHHH', up)).toBe('intensifying')
    expect(cls('HHHHHHHHHH', [...up].reverse())).toBe('diminishing')
    expect(cls('HHHHHHHHHH', [3, 5, 4, 3, 5, 4, 4, 3, 5, 4])).toBe('persistent')
  })

  it('trends as the test does: scipy kendalltau has the same S, ties taken off the variance', () => {
    expect(mannKendall([1, 2, 3, 4, 5]).s).toBe(10)
    // variance 16.667, (10 − 1)/4.0825 = 2.2045
    expect(mannKendall([1, 2, 3, 4, 5]).z).toBeCloseTo(2.20454, 4)
    expect(mannKendall([2, 2, 2]).p).toBe(1)
    expect(mannKendall([1, 1, 2]).z).toBeCloseTo((2 - 1) / Math.sqrt((3 * 2 * 11 - 2 * 1 * 9) / 18), 9)
  })
})

describe('repeats', () => {
  /** At noon of days whose clock times are known. */
  const began = (day: readonly number[], flags = day.map(() => 0)) => ({
    from: day.map((d) => d * 1440 + 720),
    flags,
  })

  it('gives days since the incident before at the same place', () => {
    // the last of them says nothing of having come after the first of its day
    expect([...daysSincePrevious([1, 2, 1, -1, 1], began([10, 11, 5, 5, 10]))]).toEqual([5, -1, -1, -1, 5])
  })

  it('are one definition: 1 to 365 days of the calendar, or the same day where the clock tells', () => {
    const at = (day: number, minute: number) => day * 1440 + minute
    const pair = (a: number, b: number, flags = [0, 0]) => repeats({ from: [a, b], flags }, 0, 1)
    // 365 days apart by the calendar, more by the clock
    expect(pair(at(0, 60), at(365, 1400))).toBe(true)
    expect(pair(at(0, 1400), at(366, 0))).toBe(false)
    expect(pair(at(3, 60), at(3, 61))).toBe(true)
    expect(pair(at(3, 60), at(3, 60))).toBe(false)
    expect(pair(at(3, 0), at(3, 60), [FLAG.noTime, 0])).toBe(false)
    expect(pair(at(3, 0), at(4, 0), [FLAG.noTime, FLAG.noTime])).toBe(true)
    expect(pair(at(4, 0), at(3, 0))).toBe(false)
  })

  it('finds places with enough incidents in any window, its ends included', () => {
    const day = [0, 365, 731, 900]
    expect(repeatPlaces([7, 7, 7, 8], began(day), 365).map((p) => [...p.incidents])).toEqual([[0, 1]])
    expect(repeatPlaces([7, 7, 7, 8], began(day), 366).map((p) => [...p.gaps])).toEqual([[365, 366]])
    expect(repeatPlaces([7, 7, 7, 8], began(day), 366, 3)).toEqual([])
    expect(repeatPlaces([-1, -1], began([1, 1]), 365)).toEqual([])
  })

  it('equals the pairs counted by hand', () => {
    const row = fc.tuple(fc.integer({ min: -1, max: 4 }), fc.integer({ min: 0, max: 60 }))
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), fc.integer({ min: 0, max: 30 }), (rows, window) => {
        const place = rows.map((r) => r[0])
        const day = rows.map((r) => r[1])
        // of rows that cannot be told apart in time one counts
        const first = (i: number) =>
          rows.every((_, j) => j >= i || place[j] !== place[i] || day[j] !== day[i])
        const near = (i: number) =>
          first(i) &&
          rows.some(
            (_, j) => day[j] !== day[i] && place[j] === place[i] && Math.abs(day[i] - day[j]) <= window,
          )
        const found = new Set(repeatPlaces(place, began(day), window).flatMap((p) => [...p.incidents]))
        rows.forEach((_, i) => expect(found.has(i)).toBe(place[i] >= 0 && near(i)))
      }),
    )
  })

  it('gives Wilson’s interval', () => {
    const [lo, hi] = wilson(10, 100)
    expect(lo).toBeCloseTo(0.0552, 4)
    expect(hi).toBeCloseTo(0.1744, 4)
    expect(wilson(0, 0)).toEqual([NaN, NaN])
    // an end that rounding leaves a hair beside 0 would be read as "0.0%" beside "0%"
    for (let n = 1; n < 200; n++) expect([wilson(0, n)[0], wilson(n, n)[1]]).toEqual([0, 1])
  })
})

describe('hours of the week', () => {
  const week = () => new Float64Array(168)
  // 2 November 2026 was a Monday
  const at = (hour: number, minute = 0, day = 2) => minuteOf(2026, 11, day, hour, minute)

  it('shares a window by the minute: 10:55 to 11:55 is mostly the hour of 11', () => {
    const w = week()
    expect(addWindow(w, at(10, 55), at(11, 55), 0)).toBe('window')
    expect(w[10]).toBeCloseTo(5 / 60, 12)
    expect(w[11]).toBeCloseTo(55 / 60, 12)
    expect(hourOfWeek(at(0, 0, 8))).toBe(6 * 24)
  })

  it('gives the hour that UK clocks skip nothing, and the one they repeat twice as much', () => {
    // 29 March 2026: 00:30 to 03:30 by the clock are two hours; 25 October 2026: four
    const spring = week()
    const of = (day: string, from: number, to: number, w: Float64Array, uk = true) =>
      addWindow(w, parseIsoDay(day) * 1440 + from, parseIsoDay(day) * 1440 + to, 0, uk)
    of('2026-03-29', 30, 210, spring)
    const sunday = (w: Float64Array) => [...w.slice(144, 148)].map((v) => Number(v.toFixed(12)))
    expect(sunday(spring)).toEqual([0.25, 0, 0.5, 0.25])
    const autumn = week()
    of('2026-10-25', 30, 210, autumn)
    expect(sunday(autumn)).toEqual([0.125, 0.5, 0.25, 0.125])
    // a week before, and by another country's clock, every hour is an hour
    for (const [day, uk] of [
      ['2026-03-22', true],
      ['2026-03-29', false],
    ] as const) {
      const plain = week()
      of(day, 30, 210, plain, uk)
      expect(sunday(plain).map((v) => v * 6)).toEqual(
        [1, 2, 2, 1].map((v) => Number((v / 6).toFixed(12)) * 6),
      )
    }
    // what is written inside the skipped hour stays there
    const inside = week()
    of('2026-03-29', 70, 100, inside)
    expect(inside[145]).toBe(1)
    // every window still weighs one
    const long = week()
    of('2026-03-28', 0, 3 * 1440, long)
    expect(long.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  })

  it('counts a window without an end, or reversed, at its start, and says so', () => {
    const w = week()
    expect(addWindow(w, at(9, 30), at(9, 30), FLAG.noEnd)).toBe('noEnd')
    expect(addWindow(w, at(9, 30), at(8), FLAG.reversed)).toBe('reversed')
    expect(addWindow(w, at(9, 30), at(9, 30), 0)).toBe('window')
    expect(w[9]).toBe(3)
  })

  it('adds the same to every hour for a week or longer, and nothing where no time is known', () => {
    const w = week()
    expect(addWindow(w, at(9), at(9) + 7 * 1440, 0)).toBe('long')
    expect(w.every((v) => Math.abs(v - 1 / 168) < 1e-15)).toBe(true)
    expect(addWindow(w, at(0), at(0), FLAG.noTime)).toBe('noTime')
    expect(w.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  })

  it('weighs each incident one, whatever its window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -1e6, max: 3e7 }), fc.integer({ min: 0, max: 20_000 })), {
          minLength: 1,
          maxLength: 20,
        }),
        (list) => {
          const table = {
            from: Int32Array.from(list, (r) => r[0]),
            to: Int32Array.from(list, (r) => r[0] + r[1]),
            flags: new Uint16Array(list.length),
          }
          const { week: w } = windowsOf(table, list.keys())
          expect(w.reduce((a, b) => a + b, 0)).toBeCloseTo(list.length, 9)
          expect(hoursOfDay(w).reduce((a, b) => a + b, 0)).toBeCloseTo(list.length, 9)
        },
      ),
    )
  })

  it('finds the busiest run over midnight', () => {
    const hours = new Float64Array(24)
    hours[22] = 2
    hours[1] = 2
    hours[12] = 1
    expect(busiestHours(hours, 6)).toEqual({ from: 20, to: 2, share: 0.8 })
    expect(busiestHours(new Float64Array(24)).share).toBeNaN()
  })
})

describe('steps of time', () => {
  const day = parseIsoDay('2026-11-22')
  it('end today where days are known', () => {
    const s = stepsOf({ precision: 'day', span: { first: day, last: day, complete: day } }, day, 28)
    expect([s.of(day * 1440 + 1439), s.of((day - 27) * 1440), s.of((day - 28) * 1440 + 1439)]).toEqual([
      0, 0, 1,
    ])
    expect(s.days(1)).toEqual([day - 55, day - 28])
    expect(s.year).toBe(13)
    expect(showSteps(s, 0, 2)).toBe('31 Aug 2026 to 22 Nov 2026')
  })

  it('are calendar months ending with the table’s last where only months are known', () => {
    const from = Int32Array.of(minuteOf(2026, 9, 1), minuteOf(2026, 7, 1))
    const s = stepsOf(
      incidentsFrom(
        Array.from(from, (m) => ({ x: 0, y: 0, day: m / 1440, hour: 0 })),
        { precision: 'month' },
      ),
      day,
      28,
    )
    expect([s.of(from[0]), s.of(from[1])]).toEqual([0, 2])
    expect(s.days(2)).toEqual([parseIsoDay('2026-07-01'), parseIsoDay('2026-07-31')])
    expect(showSteps(s, 0, 2)).toBe('Jul 2026 to Sep 2026')
  })
})

describe('a period in words', () => {
  it('leaves an unlikely date apart, unless there is no other', () => {
    const table = incidentsFrom([
      { x: 0, y: 0, day: 20_000 },
      { x: 0, y: 0, day: 20_010 },
      { x: 0, y: 0, day: 21_000, flags: FLAG.oddDate },
    ])
    expect(showPeriod(table, Uint32Array.of(0, 1))).toBe('4 Oct 2024 to 14 Oct 2024')
    expect(showPeriod(table, Uint32Array.of(0, 1, 2))).toBe(
      '4 Oct 2024 to 14 Oct 2024 (1 unlikely date apart)',
    )
    expect(showPeriod(table, Uint32Array.of(2))).toBe('1 Jul 2027')
  })
})

describe('repeats by chance', () => {
  it('are what incidents drawn on homes alike give', () => {
    const s = new Stream(5, 1)
    const day = Int32Array.from({ length: 400 }, () => s.below(700))
    const judged = (k: number) => day[k] >= 365
    const { expected, sd } = repeatsByChance(day, judged, 365, 900)
    let [sum, squares] = [0, 0]
    const draws = 400
    for (let d = 0; d < draws; d++) {
      const home = day.map(() => s.below(900))
      let r = 0
      for (let k = 0; k < day.length; k++)
        if (
          judged(k) &&
          day.some(
            (t, j) => home[j] === home[k] && (t < day[k] || (t === day[k] && j < k)) && day[k] - t <= 365,
          )
        )
          r++
      sum += r
      squares += r * r
    }
    const mean = sum / draws
    expect(Math.abs(expected - mean)).toBeLessThan((4 * sd) / Math.sqrt(draws))
    expect(sd / Math.sqrt(squares / draws - mean * mean)).toBeCloseTo(1, 0)
  })

  it('are none of the first, and one of two in one home', () => {
    expect(repeatsByChance([5], () => true, 365, 10).expected).toBe(0)
    expect(repeatsByChance([5, 6], () => true, 365, 1).expected).toBe(1)
    expect(repeatsByChance([5, 6], () => true, 365, 4).expected).toBeCloseTo(0.25, 12)
    expect(repeatsByChance([5, 371], () => true, 365, 4).expected).toBe(0)
  })
})
