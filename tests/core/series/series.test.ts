/** Keys, order, places and days of a series, held against hand numbers, brute force and properties. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../../src/core/table/incidents.ts'
import {
  bearingOf,
  compass,
  compassWord,
  findMembers,
  isRowKey,
  rowKey,
  sequenceOf,
  soundSeries,
} from '../../../src/core/series/series.ts'
import {
  deviationalEllipse,
  type Ellipse,
  ellipseRing,
  meanCentre,
  medianCentre,
} from '../../../src/core/series/place.ts'
import { backTest, nextGap, paceOf, weekdaysOf } from '../../../src/core/series/time.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const row = fc.record({
  x: fc.integer({ min: 0, max: 5000 }),
  y: fc.integer({ min: 0, max: 5000 }),
  day: fc.integer({ min: 20_000, max: 20_200 }),
  hour: fc.integer({ min: 0, max: 11 }),
  endHour: fc.integer({ min: 12, max: 40 }),
})

describe('keys of rows', () => {
  it('find the same incidents whatever the order of the file and the rows added to it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { minLength: 3, maxLength: 40, selector: (r) => JSON.stringify(r) }),
        fc.array(row, { maxLength: 10 }),
        fc.infiniteStream(fc.nat()),
        (rows, more, random) => {
          const table = incidentsFrom(rows)
          const members = [0, 1, 2].map((i) => rowKey(table, i))
          expect(members.every(isRowKey)).toBe(true)
          const mixed = [...rows, ...more]
            .map((r) => ({ r, at: random.next().value! }))
            .sort((a, b) => a.at - b.at)
            .map((m) => m.r)
          const next = incidentsFrom(mixed)
          const found = findMembers(next, members)
          expect(found.missing).toEqual([])
          const same = (a: Row, b: Row) => JSON.stringify(a) === JSON.stringify(b)
          const wanted = mixed.flatMap((r, i) => (rows.slice(0, 3).some((m) => same(m, r)) ? [i] : []))
          expect([...found.rows]).toEqual(wanted)
        },
      ),
    )
  })
  it('change with each of the five things they are made of, and with nothing else', () => {
    const base: Row = { x: 400_100, y: 300_200, day: 20_000, hour: 10, endHour: 12 }
    const key = (r: Row) => rowKey(incidentsFrom([r]), 0)
    const others: Partial<Row>[] = [
      { x: 400_101 },
      { y: 300_201 },
      { day: 20_001 },
      { endHour: 13 },
      { offence: 'theft-of-vehicle' },
    ]
    const keys = [key(base), ...others.map((o) => key({ ...base, ...o }))]
    expect(new Set(keys).size).toBe(6)
    expect(key({ ...base, beat: 'B', street: 'Mill Street', place: 77 })).toBe(keys[0])
    expect(key({ ...base, x: 400_100.3 })).toBe(keys[0])
  })
  it('part a hundred thousand unlike rows', () => {
    const n = 100_000
    const t = {
      n,
      x: Float64Array.from({ length: n }, (_, i) => i % 317),
      y: Float64Array.from({ length: n }, (_, i) => Math.floor(i / 317)),
      from: new Int32Array(n),
      to: new Int32Array(n),
      offence: new Uint8Array(n),
    }
    expect(new Set(Array.from({ length: n }, (_, i) => rowKey(t, i))).size).toBe(n)
  })
  it('count what a file does not hold, and rows that are alike', () => {
    const a: Row = { x: 1, y: 1, day: 20_000 }
    const t = incidentsFrom([a, a, { x: 2, y: 1, day: 20_000 }])
    const gone = rowKey(incidentsFrom([{ x: 9, y: 9, day: 1 }]), 0)
    const found = findMembers(t, [rowKey(t, 0), gone])
    expect(found).toEqual({ rows: Uint32Array.of(0, 1), missing: [gone], alike: 1 })
  })
  it('survive what a project file may hold instead of series', () => {
    expect(soundSeries(undefined)).toEqual([])
    expect(
      soundSeries([null, 3, { id: 'a' }, { id: 'a', name: 'A', members: ['x', 'k0123456789', 5] }]),
    ).toEqual([{ id: 'a', name: 'A', notes: '', members: ['k0123456789'] }])
  })
})

describe('the sequence', () => {
  it('goes by the middles of the windows and says what the windows leave open', () => {
    const t = incidentsFrom([
      { x: 0, y: 0, day: 20_010, hour: 9, endHour: 11 },
      { x: 300, y: 400, day: 20_000, hour: 0, endHour: 96 },
      { x: 300, y: 0, day: 20_020, hour: 1, endHour: 2 },
    ])
    const s = sequenceOf(t, Uint32Array.of(0, 1, 2))
    expect(s.map((x) => x.row)).toEqual([1, 0, 2])
    expect(s.map((x) => x.day)).toEqual([20_002, 20_010, 20_020])
    expect(s[0].gap).toBeNaN()
    expect(s[1]).toMatchObject({ gap: 8, gapRange: [6, 10], metres: 500 })
    expect(compass(s[1].bearing)).toBe('SW')
    expect(s[2]).toMatchObject({ gap: 10, gapRange: [10, 10], metres: 300, bearing: 90 })
  })
  it('takes a reversed window as its start', () => {
    const t = incidentsFrom([
      { x: 0, y: 0, day: 20_000, hour: 48, endHour: 0, flags: FLAG.reversed },
      { x: 0, y: 0, day: 20_001, hour: 1 },
    ])
    expect(sequenceOf(t, Uint32Array.of(0, 1)).map((s) => [s.row, s.day])).toEqual([
      [1, 20_001],
      [0, 20_002],
    ])
  })
  it('names the way as a compass does', () => {
    const ways: [number, number, string][] = [
      [0, 1, 'north'],
      [1, 1, 'north-east'],
      [1, 0, 'east'],
      [1, -1, 'south-east'],
      [0, -1, 'south'],
      [-1, -1, 'south-west'],
      [-1, 0, 'west'],
      [-1, 1, 'north-west'],
      [-0.01, 1, 'north'],
    ]
    for (const [dx, dy, word] of ways) expect(compassWord(bearingOf(dx, dy))).toBe(word)
    expect(bearingOf(0, 0)).toBeNaN()
    expect(compass(NaN)).toBe('')
  })
})

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 })), {
  minLength: 5,
  maxLength: 14,
})
const xs = (p: readonly (readonly [number, number])[]) => p.map((q) => q[0])
const ys = (p: readonly (readonly [number, number])[]) => p.map((q) => q[1])
const turned = (
  p: readonly (readonly [number, number])[],
  degrees: number,
  by: readonly [number, number],
) => {
  // clockwise, as bearings go
  const a = (degrees * Math.PI) / 180
  return p.map(([x, y]): [number, number] => [
    x * Math.cos(a) + y * Math.sin(a) + by[0],
    -x * Math.sin(a) + y * Math.cos(a) + by[1],
  ])
}
/** How far apart two bearings of a line are, degrees. */
const lineApart = (a: number, b: number) => {
  const d = (((a - b) % 180) + 180) % 180
  return Math.min(d, 180 - d)
}

describe('the standard deviational ellipse', () => {
  it('is that of a hand calculation', () => {
    // Σx² = 200, Σy² = 50, Σxy = 0 about (0, 0); n − 2 = 2: √(2·200/2), √(2·50/2)
    const e = deviationalEllipse([-10, 10, 0, 0], [0, 0, -5, 5]) as Ellipse
    expect(e.major).toBeCloseTo(Math.sqrt(200), 10)
    expect(e.minor).toBeCloseTo(Math.sqrt(50), 10)
    expect(e.bearing).toBeCloseTo(90, 10)
    expect(e.inside).toBe(4)
    // the same by hand along the diagonal
    const d = deviationalEllipse([-10, 10, 5, -5], [-10, 10, -5, 5]) as Ellipse
    expect(d.bearing).toBeCloseTo(45, 10)
    expect(d.major).toBeCloseTo(20, 10)
    expect(d.minor).toBeCloseTo(10, 10)
  })
  it('agrees with Yuill’s own formula for the angle and sums along the turned axes', () => {
    fc.assert(
      fc.property(points, (p) => {
        const e = deviationalEllipse(xs(p), ys(p))
        fc.pre(typeof e !== 'string' && !Number.isNaN(e.bearing) && e.major / e.minor > 1.05)
        const n = p.length
        const [mx, my] = meanCentre(xs(p), ys(p))
        let [a, b, c] = [0, 0, 0]
        for (const [x, y] of p) {
          a += (x - mx) ** 2
          b += (y - my) ** 2
          c += (x - mx) * (y - my)
        }
        fc.pre(Math.abs(c) > 1e-6)
        const theta = Math.atan((a - b + Math.sqrt((a - b) ** 2 + 4 * c * c)) / (2 * c))
        let [u, v] = [0, 0]
        for (const [x, y] of p) {
          u += ((x - mx) * Math.cos(theta) - (y - my) * Math.sin(theta)) ** 2
          v += ((x - mx) * Math.sin(theta) + (y - my) * Math.cos(theta)) ** 2
        }
        const axes = [u, v].map((s) => Math.sqrt((2 * s) / (n - 2))).sort((s, t) => t - s)
        expect(e.major / axes[0]).toBeCloseTo(1, 6)
        expect(e.minor / axes[1]).toBeCloseTo(1, 4)
        // Yuill's theta is the clockwise turn of the y axis: the long axis stands at theta from north
        expect(lineApart(e.bearing, (theta * 180) / Math.PI)).toBeLessThan(1e-4)
      }),
    )
  })
  it('turns and moves with its points', () => {
    fc.assert(
      fc.property(
        points,
        fc.integer({ min: 0, max: 359 }),
        fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 })),
        (p, degrees, by) => {
          const e = deviationalEllipse(xs(p), ys(p))
          const q = turned(p, degrees, by)
          const f = deviationalEllipse(xs(q), ys(q))
          fc.pre(typeof e !== 'string' && e.minor > 1)
          fc.pre(typeof f !== 'string')
          expect(f.major).toBeCloseTo(e.major, 4)
          expect(f.minor).toBeCloseTo(e.minor, 4)
          if (e.major / e.minor > 1.05) expect(lineApart(f.bearing, e.bearing + degrees)).toBeLessThan(1e-3)
        },
      ),
    )
  })
  it('refuses two points, a line, a spot, and gives a circle no direction', () => {
    expect(deviationalEllipse([0, 1], [0, 1])).toBe('few')
    expect(deviationalEllipse([0, 1, 2, 5], [0, 2, 4, 10])).toBe('line')
    expect(deviationalEllipse([3, 3, 3], [4, 4, 4])).toBe('line')
    expect(deviationalEllipse([600_000.1, 600_100.1, 600_200.1], [300_000, 300_100, 300_200])).toBe('line')
    const round = deviationalEllipse([1, -1, 0, 0], [0, 0, 1, -1]) as Ellipse
    expect(round.bearing).toBeNaN()
    expect(round.major).toBeCloseTo(round.minor, 12)
  })
  it('has an outline whose points satisfy its equation', () => {
    const e: Ellipse = { x: 100, y: 50, major: 30, minor: 10, bearing: 30, inside: 0 }
    const ring = ellipseRing(e)
    expect(ring[0]).toEqual(ring.at(-1))
    // the end of the long axis lies 30 m away at 30° from north
    expect(ring[0][0]).toBeCloseTo(100 + 30 * Math.sin(Math.PI / 6), 9)
    expect(ring[0][1]).toBeCloseTo(50 + 30 * Math.cos(Math.PI / 6), 9)
  })
})

describe('centres', () => {
  it('find the least sum of distances', () => {
    fc.assert(
      fc.property(points, (p) => {
        const [mx, my] = medianCentre(xs(p), ys(p))
        const sum = (x: number, y: number) => p.reduce((s, [a, b]) => s + Math.hypot(a - x, b - y), 0)
        const here = sum(mx, my)
        for (const [dx, dy] of [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
          [20, 20],
          [-20, 15],
        ])
          expect(here).toBeLessThanOrEqual(sum(mx + dx, my + dy) + 1e-3)
        for (const [a, b] of p) expect(here).toBeLessThanOrEqual(sum(a, b) + 1e-3)
      }),
    )
  })
  it('stay on the place of most', () => {
    const [x, y] = medianCentre([0, 0, 0, 100], [0, 0, 0, 0])
    expect(Math.hypot(x, y)).toBeLessThan(0.01)
    expect(meanCentre([0, 0, 0, 100], [0, 0, 0, 0])).toEqual([25, 0])
  })
})

describe('pace and the days of the next', () => {
  it('sums up gaps as by hand', () => {
    expect(paceOf([2, 4, 4, 6])).toMatchObject({ n: 4, mean: 4, median: 4 })
    expect(paceOf([2, 4, 4, 6]).variation).toBeCloseTo(Math.sqrt(8 / 3) / 4, 12)
    expect(paceOf([NaN, 3]).variation).toBeNaN()
    expect(paceOf([0, 0, 0]).variation).toBeNaN()
  })
  it('takes smallest to largest of few gaps with the chance that has, and trims many', () => {
    expect(nextGap([5, 3, 9])).toBeUndefined()
    expect(nextGap([5, 3, 9, 4])).toEqual({ least: 3, most: 9, chance: 3 / 5 })
    // nine gaps: smallest to largest reach exactly 80%
    expect(nextGap([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual({ least: 1, most: 9, chance: 0.8 })
    // nineteen: sixteen steps of twenty, one spared at each end
    expect(nextGap(Array.from({ length: 19 }, (_, i) => i + 1))).toEqual({ least: 2, most: 18, chance: 0.8 })
  })
  it('holds the next of gaps in any order as often as it says, for every order of a set', () => {
    // the last of each order of these six is foretold from the five before
    const gaps = [0, 2, 3, 7, 8, 20]
    let [hit, all, chance] = [0, 0, 0]
    for (let k = 0; k < 6; k++) {
      const window = nextGap(gaps.filter((_, i) => i !== k))!
      all++
      chance = window.chance
      if (gaps[k] >= window.least && gaps[k] <= window.most) hit++
    }
    expect(hit / all).toBeCloseTo(chance, 12)
  })
  it('holds at least its chance where gaps are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 25 }), (gaps) => {
        let hit = 0
        let chance = 0
        gaps.forEach((g, k) => {
          const w = nextGap(gaps.filter((_, i) => i !== k))!
          chance = w.chance
          if (g >= w.least && g <= w.most) hit++
        })
        expect(hit / gaps.length).toBeGreaterThanOrEqual(chance - 1e-9)
      }),
    )
  })
  it('is tried on the series itself, with earlier gaps only', () => {
    // from 1, 2, 3, 4: 1 to 4; 9 is not in it; from 1, 2, 3, 4, 9: 1 to 9; 5 is
    expect(backTest([1, 2, 3, 4, 9, 5])).toEqual({ tries: 2, hits: 1, expected: 3 / 5 + 4 / 6, width: 6.5 })
    expect(backTest([1, 2, 3, 4])).toMatchObject({ tries: 0, hits: 0 })
  })
})

describe('weekdays', () => {
  const close = (got: Float64Array, wanted: number[]) =>
    wanted.forEach((w, i) => expect(got[i]).toBeCloseTo(w, 12))
  it('share windows by the minute, or by whole days where only those are known', () => {
    // day 20,000 is Friday 4 October 2024
    const minute = incidentsFrom([{ x: 0, y: 0, day: 20_000, hour: 18, endHour: 30 }])
    close(weekdaysOf(minute, [0]), [0, 0, 0, 0, 0.5, 0.5, 0])
    const day = incidentsFrom([{ x: 0, y: 0, day: 20_000, hour: 0, endHour: 72 }], { precision: 'day' })
    close(weekdaysOf(day, [0]), [0.25, 0, 0, 0, 0.25, 0.25, 0.25])
    const long = incidentsFrom([{ x: 0, y: 0, day: 20_000, hour: 0, endHour: 400 }], { precision: 'day' })
    close(weekdaysOf(long, [0]), Array(7).fill(1 / 7))
  })
})
