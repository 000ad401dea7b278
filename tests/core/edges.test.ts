/** The edges of small rules that a sum over many rows would not notice. */
import { describe, expect, it } from 'vitest'
import { drain } from '../../src/core/base/drain.ts'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { publicClasses } from '../../src/core/geometry/coverage.ts'
import { nearShare } from '../../src/core/near/nearShare.ts'
import { referenceBandwidth } from '../../src/core/stats/kdeMeasures.ts'
import { filterRows } from '../../src/core/table/filter.ts'
import { lookBackOf } from '../../src/core/table/lookBack.ts'
import { incidentsFrom } from '../tools/incidents.ts'

describe('a shuffle that equals what was found', () => {
  it('counts against it: where every shuffle ties, p is 1', () => {
    // one day for all: whatever is dealt, the same pairs are close
    const r = drain(
      nearShare({
        x: Float64Array.of(0, 50, 100, 150),
        y: new Float64Array(4),
        from: Int32Array.of(10, 20, 30, 40),
        flags: new Uint16Array(4),
        day: new Int32Array(4),
        place: Int32Array.of(0, 1, 2, 3),
        judgedFrom: 0,
        reach: 400,
        days: 42,
        seed: 1,
      }),
    )
    expect(r.pairs).toBe(6)
    expect(r.pairsByChance).toBe(6)
    expect(r.p).toBe(1)
  })
})

describe('the reference bandwidth', () => {
  it('takes the smaller of the two spreads on each axis', () => {
    // 98 places within 98 m and two 100 km away: the standard deviation is that of the two
    const x = Float64Array.from({ length: 100 }, (_, i) => (i < 98 ? i : 1e5 * (i - 97)))
    const quarter = (q: number) => {
      const h = (x.length - 1) * q
      const lo = Math.floor(h)
      return x[lo] + (h - lo) * (x[lo + 1] - x[lo])
    }
    const spread = (quarter(0.75) - quarter(0.25)) / 1.349
    expect(referenceBandwidth({ x, y: x }, 'gaussian')).toBeCloseTo(spread * 100 ** (-1 / 6), 9)
    // evenly spread places: here the standard deviation is the smaller
    const even = Float64Array.from({ length: 101 }, (_, i) => i)
    const sd = Math.sqrt(even.reduce((s, v) => s + (v - 50) ** 2, 0) / 100)
    expect(sd).toBeLessThan(50 / 1.349)
    expect(referenceBandwidth({ x: even, y: even }, 'gaussian')).toBeCloseTo(sd * 101 ** (-1 / 6), 9)
  })
})

describe('hours of a filter', () => {
  const table = incidentsFrom(Array.from({ length: 24 }, (_, hour) => ({ x: 0, y: 0, day: 100, hour })))
  const hours = (fromHour: number, toHour: number) => [
    ...filterRows(table, [{ source: 't', kind: 'hours', fromHour, toHour }]),
  ]
  it('end before the last hour named, over midnight too', () => {
    expect(hours(22, 2)).toEqual([0, 1, 22, 23])
    expect(hours(2, 5)).toEqual([2, 3, 4])
    expect(hours(23, 0)).toEqual([23])
  })
})

describe('a public picture of patrols', () => {
  it('shows a cell with just the least minutes, and hides one with less', () => {
    const inCell = Float64Array.of(0, 9.99, 10, 29.99, 30, 59.99, 60, 120)
    const { classes, hidden } = publicClasses({ inCell } as Parameters<typeof publicClasses>[0], 10)
    expect(hidden).toBe(1)
    expect(classes.map((c) => [...c.cells])).toEqual([[2, 3], [4, 5], [6], [7]])
  })
})

describe('a trend by months', () => {
  const END = parseIsoDay('2026-11-30')
  const trend = (first: string) =>
    lookBackOf(
      { precision: 'month', span: { first: 0, last: END, complete: END } },
      END,
      parseIsoDay(first),
      {
        base: 'auto',
        years: 3,
        around: 1,
        before: 12,
      },
    ).trend
  it('is held against the year before from 15 months on, against the months before under that', () => {
    expect(trend('2025-09-01')).toMatchObject({ yearBefore: true })
    expect(trend('2025-10-01')).toMatchObject({ yearBefore: false })
    expect(trend('2026-06-01')).toMatchObject({ yearBefore: false })
    expect(trend('2026-07-01')).toBeUndefined()
  })
})
