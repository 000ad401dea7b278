/** The small parts of the near-repeat test beside every pair looked at: few points, so that a mutant is tried at once. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thresholds, bandOf } from '../../../src/core/base/bands.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { knox } from '../../../src/core/near/knox.ts'
import { daysGraph, degreesGraph, smallDays } from '../../../src/core/near/knoxDays.ts'
import { seasonsOf, squaresOf } from '../../../src/core/near/knoxGroups.ts'
import { addParts, countPart, type PartSetting, rankParts } from '../../../src/core/near/knoxParts.ts'
import { haloOf, type PartPoints } from '../../../src/core/near/partPoints.ts'
import { dealtByHomes, homesThen, knoxByHomes } from '../../../src/core/near/knoxHomes.ts'
import type { KnoxTable } from '../../../src/core/near/knoxTable.ts'
import { knoxWeights } from '../../../src/core/near/knoxWeights.ts'

/** Edges and paths of a graph on n points. */
function sumsOf(n: number, joined: (a: number, b: number) => boolean) {
  const degree = Array.from({ length: n }, (_, a) =>
    Array.from({ length: n }, (_, b) => b).reduce((s, b) => s + (a !== b && joined(a, b) ? 1 : 0), 0),
  )
  return {
    degree,
    pairs: degree.reduce((s, d) => s + d, 0) / 2,
    paths: BigInt(degree.reduce((s, d) => s + d * (d - 1), 0)),
  }
}

describe('days made small', () => {
  it('keep every gap up to the largest limit, and shorten the rest to it', () => {
    const { days, span, upTo } = smallDays([100, 5000, 103, 100, 5010], [7, 14])
    expect([[...days], span]).toEqual([[0, 17, 3, 0, 27], 27])
    expect([0, 1, 3, 4, 17, 18, 27, 28].map((d) => upTo[d])).toEqual([0, 2, 2, 3, 3, 4, 4, 5])
    expect(smallDays([], [7])).toMatchObject({ span: 0 })
    // without a limit a gap is still a day
    expect([...smallDays([1, 9, 20], []).days]).toEqual([0, 1, 2])
  })

  it('refuse a span that no kernel can hold', () => {
    const long = (n: number) => smallDays([0, n], [1e6])
    expect(long(32_000).span).toBe(32_000)
    expect(() => long(66_000)).toThrow(
      /^The dates span more than \d\d years; a shorter period was expected\./,
    )
  })

  it('have the edges and paths of their graph', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 9 }),
        fc.integer({ min: -1, max: 6 }),
        fc.constantFrom(0, 1, 2, 5, Infinity),
        (days, lo, more) => {
          const hi = lo + more
          const { pairs, paths, degree } = sumsOf(days.length, (a, b) => {
            const d = Math.abs(days[a] - days[b])
            return d >= lo && d < hi
          })
          expect(daysGraph(smallDays(days, [20]), lo, hi)).toEqual({ pairs, paths })
          expect(degreesGraph(Uint32Array.from(degree))).toEqual({ pairs, paths })
        },
      ),
      { numRuns: 80 },
    )
    expect(degreesGraph(new Uint32Array(1203).fill(3))).toEqual({ pairs: 1804.5, paths: 7218n })
  })
})

describe('groups', () => {
  it('are equal stretches of about a season', () => {
    const of = (span: number) => seasonsOf(Int32Array.of(50, 50 + span - 1, 50))
    expect(of(136)).toBeUndefined()
    expect(of(137)?.length).toBe(69)
    expect(of(365)?.length).toBe(91)
    const year = seasonsOf(Int32Array.from({ length: 364 }, (_, d) => 700 - d))!
    const sizes = [0, 1, 2, 3].map((g) => year.groups.filter((v) => v === g).length)
    expect([sizes, year.groups[0], year.groups[363], year.length]).toEqual([[91, 91, 91, 91], 3, 0, 91])
    expect(seasonsOf(new Int32Array())).toBeUndefined()
  })

  it('are squares of thirty incidents, in hundreds of metres, none smaller than asked', () => {
    const x = Float64Array.from({ length: 120 }, (_, k) => 50_000 + (k % 12) * 100)
    const y = Float64Array.from({ length: 120 }, (_, k) => 9_000 + Math.floor(k / 12) * 100)
    // √(30 · 1,100 · 900 / 120) = 497.5
    const { groups, side } = squaresOf(x, y, 100)!
    expect(side).toBe(500)
    const key = (k: number) => `${Math.floor((x[k] - 50_000) / 500)},${Math.floor((y[k] - 9_000) / 500)}`
    const met: string[] = []
    for (let k = 0; k < 120; k++) {
      if (!met.includes(key(k))) met.push(key(k))
      expect(groups[k]).toBe(met.indexOf(key(k)))
    }
    expect(squaresOf(x, y, 501)?.side).toBe(600)
    expect(squaresOf(x, y, 1200)).toBeUndefined()
    expect(squaresOf(x, y, 1100)?.groups.reduce((a, b) => Math.max(a, b))).toBe(1)
    expect(squaresOf(new Float64Array(), new Float64Array(), 100)).toBeUndefined()
  })
})

describe('the weights of a table', () => {
  const table = (more: object = {}) =>
    ({
      ...{ space: [0, 1, 100], time: [0, 7, 14], closed: 'left', ratio: [5.43219, NaN, 2000, 0.5] },
      ...{ sameHome: { found: true }, neighbours: { found: false } },
      ...more,
    }) as unknown as KnoxTable
  it('are its ratios to four digits, at most 1000, and 1 where nothing was expected', () => {
    expect(knoxWeights(table())).toEqual({
      space: [0, 1, 100],
      // the table holds no day of 14
      time: [0, 7, 13.5],
      ratio: [5.432, 1, 1000, 0.5],
    })
    expect(knoxWeights(table({ closed: 'right' }))?.time).toEqual([0, 7.5, 14.5])
    expect(knoxWeights(table({ closed: 'last' }))?.time).toEqual([0, 7, 14])
  })
  it('leave open last bands out, and are none of a table that found nothing', () => {
    const open = { space: [0, 1, Infinity], time: [0, 7, Infinity] }
    expect(knoxWeights(table(open))).toEqual({ space: [0, 1], time: [0, 6.5], ratio: [5.432] })
    expect(knoxWeights(table({ space: [0, 1, Infinity] }))?.ratio).toEqual([5.432, 1])
    expect(knoxWeights(table({ time: [0, 7, Infinity] }))?.ratio).toEqual([5.432, 1000])
    expect(knoxWeights(table({ space: [0, Infinity] }))).toBeUndefined()
    expect(knoxWeights(table({ time: [0, Infinity] }))).toBeUndefined()
    expect(knoxWeights(table({ sameHome: { found: false } }))).toBeUndefined()
    expect(knoxWeights(table({ sameHome: { found: false }, neighbours: { found: true } }))).toBeDefined()
  })
})

const points = (least: number) =>
  fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 6 }),
      y: fc.integer({ min: 0, max: 4 }),
      day: fc.integer({ min: 0, max: 25 }),
      home: fc.integer({ min: -1, max: 2 }),
      apart: fc.boolean(),
    }),
    { minLength: least, maxLength: 9 },
  )

describe('pairs told apart', () => {
  it('are those of each kind, by day and by week', () => {
    fc.assert(
      fc.property(
        points(1),
        fc.constantFrom([0, 1, 100], [0, 60, Infinity], [50, 100, Infinity]),
        fc.constantFrom([0, 7, 30], [0, 1, 30], [2, 7, 30]),
        fc.boolean(),
        fc.constantFrom(0, 2),
        (rows, space, time, withApart, to) => {
          const n = rows.length
          const first = Math.min(...rows.map((r) => r.day))
          const run = drain(
            knox({
              x: Float64Array.from(rows, (r) => r.x * 25),
              y: Float64Array.from(rows, (r) => r.y * 25),
              days: rows.map((r) => r.day),
              homes: Int32Array.from(rows, (r) => r.home),
              ...(withApart && { apart: Uint8Array.from(rows, (r) => (r.apart ? 1 : 0)) }),
              space: { edges: space, closed: 'left' },
              time: { edges: time, closed: 'left' },
              ...{ metric: 'euclidean', seed: 1, from: 0, to, kernel: 'plain' },
            }),
          )
          const d = run.detail!
          const split = time[0] === 0 && time[1] > 1
          const fine = split ? [0, 1, ...time.slice(1)] : time
          const [nS, nF] = [space.length - 1, fine.length - 1]
          const weeks = Math.floor((Math.max(...rows.map((r) => r.day)) - first) / 7) + 1
          expect([d.split, d.columns, d.weeks.n]).toEqual([split, nF, weeks])
          const [ts, tt] = [
            thresholds({ edges: space, closed: 'left' }),
            thresholds({ edges: fine, closed: 'left' }),
          ]
          const zero = (k: number) => new Array<number>(k).fill(0)
          const kinds = [0, 1, 2, 3].map(() => ({
            observed: zero(nS * nF),
            pairs: zero(nS),
            weekly: zero(weeks * nS * nF),
            space: zero(weeks * nS),
          }))
          const [timePairs, weekTime, incidents] = [zero(nF), zero(weeks * nF), zero(weeks)]
          const week = (day: number) => Math.floor((day - first) / 7)
          for (const r of rows) incidents[week(r.day)]++
          for (let a = 0; a < n; a++)
            for (let b = a + 1; b < n; b++) {
              const [p, q] = [rows[a], rows[b]]
              const t = bandOf(tt, Math.abs(p.day - q.day))
              const s = bandOf(ts, Math.hypot(25 * (p.x - q.x), 25 * (p.y - q.y)))
              const early = week(Math.min(p.day, q.day))
              if (t >= 0) timePairs[t]++
              if (t >= 0) weekTime[early * nF + t]++
              if (s < 0) continue
              const rest = space[s + 1] === Infinity
              const kind = rest
                ? 0
                : (p.home >= 0 && p.home === q.home ? 1 : 0) + (withApart && (p.apart || q.apart) ? 2 : 0)
              const k = kinds[kind]
              k.pairs[s]++
              if (!rest) for (const r of [p, q]) k.space[week(r.day) * nS + s] += 0.5
              if (t < 0) continue
              k.observed[s * nF + t]++
              if (!rest) k.weekly[(early * nS + s) * nF + t]++
            }
          const found = [d.near, d.home, ...(withApart ? [d.apart!.near, d.apart!.home] : [])]
          found.forEach((kind, k) => {
            expect([[...kind.observed], [...kind.pairs]]).toEqual([kinds[k].observed, kinds[k].pairs])
          })
          if (!withApart) expect(d).not.toHaveProperty('apart')
          expect([[...d.timePairs], [...d.weeks.time], [...d.weeks.incidents]]).toEqual([
            timePairs,
            weekTime,
            incidents,
          ])
          ;[d.weeks.near, d.weeks.home].forEach((kind, k) => {
            expect([[...kind.observed], [...kind.space]]).toEqual([kinds[k].weekly, kinds[k].space])
          })
          // shuffles: all kinds together are those of the table
          for (let s = 0; s < nS; s++)
            for (let k = 0; k < to; k++)
              for (let t = 0; t < time.length - 1; t++) {
                const columns = split ? (t === 0 ? [0, 1] : [t + 1]) : [t]
                const all = columns.reduce(
                  (sum, c) => sum + found.reduce((v, kind) => v + kind.simulated[(s * nF + c) * to + k], 0),
                  0,
                )
                expect(all).toBe(run.simulated[(s * (time.length - 1) + t) * to + k])
              }
          const every = (n * (n - 1)) / 2
          for (let s = 0; s < nS; s++)
            for (let t = 0; t < nF; t++)
              expect(d.expected[s * nF + t]).toBeCloseTo(
                every ? ((kinds[0].pairs[s] + kinds[1].pairs[s]) * timePairs[t]) / every : 0,
                9,
              )
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('homes by place and time', () => {
  const listOf = (day: number, counts: readonly (readonly [x: number, y: number, n: number])[]) => {
    const at = counts.flatMap(([x, y, n]) => Array.from({ length: n }, () => [x, y] as const))
    return { day, x: Float64Array.from(at, (p) => p[0]), y: Float64Array.from(at, (p) => p[1]) }
  }
  /** Squares of 500 m: (0, 0) grows from 4 to 8 to 20 homes, (0, 1) shrinks from 6 to 2. */
  const lists = [
    listOf(30, [[499, 499, 20]]),
    listOf(10, [
      [0, 0, 4],
      [0, 500, 6],
    ]),
    listOf(20, [
      [0, 499, 8],
      [499, 999, 2],
      [500, 0, 3],
    ]),
  ]
  const places = { x: Float64Array.of(0, 499, 250, 500, -1), y: Float64Array.of(0, 0, 500, 499, 0) }

  it('are those of the square, even between the lists around a day', () => {
    const days = [5, 10, 15, 20, 25]
    const homes = homesThen({ ...places, days }, lists)
    const of = (i: number) => days.map((_, j) => homes(i, j))
    expect([0, 1, 2, 3, 4].map(of)).toEqual([
      ...[
        [4, 4, 6, 8, 14],
        [4, 4, 6, 8, 14],
      ],
      ...[
        [6, 6, 4, 2, 1],
        [1, 1, 1.5, 3, 1.5],
        [1, 1, 1, 1, 1],
      ],
    ])
    const late = homesThen({ ...places, days: [28, 30, 99, 20, 20] }, lists)
    expect([late(0, 0), late(0, 1), late(0, 2)]).toEqual([17.6, 20, 20])
    // two lists of one day: the first
    const twice = homesThen({ ...places, days: [10, 11, 9, 0, 0] }, [
      listOf(10, [[0, 0, 5]]),
      listOf(10, [[0, 0, 9]]),
    ])
    expect([twice(0, 0), twice(0, 1), twice(0, 2)]).toEqual([5, 5, 5])
  })

  it('decide thirty proposed exchanges per incident', () => {
    const weights = (i: number, j: number) => 1 + ((3 * i + 5 * j) % 7)
    for (let n = 0; n < 7; n++) {
      const [one, two] = [new Stream(3, n), new Stream(3, n)]
      const whose = Int32Array.from({ length: n }, (_, k) => k)
      if (n >= 2) {
        shuffle(whose, one)
        for (let k = 0; k < 30 * n; k++) {
          const [i, j] = [one.below(n), one.below(n)]
          const [a, b] = [whose[i], whose[j]]
          if (one.float() < (weights(i, b) * weights(j, a)) / (weights(i, a) * weights(j, b)))
            [whose[i], whose[j]] = [b, a]
        }
      }
      expect([...dealtByHomes(n, weights, two)]).toEqual([...whose])
      expect(one.float()).toBe(two.float())
    }
  })

  it('count each deal as a table of its own', () => {
    const days = [10, 12, 14, 21, 25]
    const input = (more: object) => ({
      ...places,
      ...{ days, homes: Int32Array.of(0, 0, 1, 1, 2) },
      space: { edges: [0, 300, 600], closed: 'left' as const },
      time: { edges: [0, 3, 30], closed: 'left' as const },
      ...{ metric: 'euclidean' as const, seed: 4, from: 0, to: 0, kernel: 'plain' as const, ...more },
    })
    for (const apart of [undefined, Uint8Array.of(0, 0, 0, 1, 0)]) {
      const more = apart ? { apart } : {}
      const steps: number[] = []
      const making = knoxByHomes(input({ ...more, from: 3, to: 5 }), lists)
      let step = making.next()
      for (; !step.done; step = making.next()) steps.push(step.value)
      const found = step.value
      expect(steps.slice(-2)).toEqual([0.5, 1])
      const homes = homesThen({ ...places, days }, lists)
      const deals = [3, 4].map((k) => {
        const whose = dealtByHomes(5, homes, new Stream(4, 0x6000_0000 + k))
        return drain(knox(input({ ...more, days: Array.from(whose, (w) => days[w]) })))
      })
      const plain = drain(knox(input(more)))
      const both = (of: (c: typeof plain) => Float64Array) =>
        [...of(deals[0])].flatMap((v, c) => [v, of(deals[1])[c]])
      expect([found.from, [...found.observed], [...found.expected]]).toEqual([
        3,
        [...plain.observed],
        [...plain.expected],
      ])
      expect([...found.simulated]).toEqual(both((c) => c.observed))
      const d = found.detail!
      for (const kind of ['near', 'home'] as const) {
        expect([...d[kind].simulated]).toEqual(both((c) => c.detail![kind].observed))
        expect(d[kind].observed).toEqual(plain.detail![kind].observed)
        if (apart) expect([...d.apart![kind].simulated]).toEqual(both((c) => c.detail!.apart![kind].observed))
      }
      if (!apart) expect(d).not.toHaveProperty('apart')
    }
    const bare = drain(knoxByHomes(input({ homes: undefined, from: 0, to: 1 }), lists))
    expect(bare).not.toHaveProperty('detail')
    expect(drain(knoxByHomes(input({ from: 2, to: 1 }), lists)).simulated).toHaveLength(0)
  })
})

describe('partitions', () => {
  const setting: PartSetting = {
    space: { edges: [0, 1, 60], closed: 'left' },
    time: { edges: [0, 7, 14], closed: 'left' },
    ...{ metric: 'euclidean', permutations: 2, seed: 9 },
  }
  const partOf = (name: string, rows: readonly { x: number; y: number; day: number }[]): PartPoints => ({
    name,
    x: Float64Array.from(rows, (r) => r.x * 25),
    y: Float64Array.from(rows, (r) => r.y * 25),
    days: Int32Array.from(rows, (r) => r.day),
  })

  it('count every pair once: inside, and across to a later one', () => {
    fc.assert(
      fc.property(points(1), points(1), points(0), (p, q, r) => {
        const parts = [partOf('p', p), partOf('q', q), partOf('r', r)]
        const counts = parts.map((own, i) =>
          drain(
            countPart(
              own,
              parts.slice(i + 1).flatMap((o) => haloOf(own, o, 60) ?? []),
              setting,
            ),
          ),
        )
        const all = [p, q, r].flatMap((rows, part) => rows.map((row) => ({ ...row, part })))
        const [ts, tt] = [thresholds(setting.space), thresholds(setting.time)]
        const [observed, pairs] = [new Array<number>(4).fill(0), { inside: 0, across: 0 }]
        const expected = new Array<number>(4).fill(0)
        /** chance that two dates of these partitions lie in a band of days */
        const chance = (i: number, j: number, t: number) => {
          const days = [[p, q, r][i], [p, q, r][j]]
          const both = days[0].flatMap((a, x) =>
            days[1].flatMap((b, y) =>
              i === j && y <= x ? [] : [bandOf(tt, Math.abs(a.day - b.day)) === t ? 1 : 0],
            ),
          )
          return both.reduce<number>((s, v) => s + v, 0) / both.length
        }
        for (let a = 0; a < all.length; a++)
          for (let b = a + 1; b < all.length; b++) {
            const s = bandOf(ts, Math.hypot(25 * (all[a].x - all[b].x), 25 * (all[a].y - all[b].y)))
            if (s < 0) continue
            pairs[all[a].part === all[b].part ? 'inside' : 'across']++
            for (const t of [0, 1]) expected[s * 2 + t] += chance(all[a].part, all[b].part, t)
            const t = bandOf(tt, Math.abs(all[a].day - all[b].day))
            if (t >= 0) observed[s * 2 + t]++
          }
        const sum = addParts(counts)
        expect([sum.n, sum.pairs, sum.across, [...sum.observed]]).toEqual([
          ...[all.length, pairs.inside, pairs.across],
          observed,
        ])
        expected.forEach((e, c) => expect(sum.expected[c]).toBeCloseTo(e, 9))
        // the first shuffle of the first partition, from the stream of its name
        const fnv = (seed: number, name: string) =>
          [...name].reduce(
            (h, c) => Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0,
            (0x811c9dc5 ^ seed) >>> 0,
          )
        for (const k of [0, 1]) {
          const dates = [p, q, r].map((rows, i) => {
            const days = rows.map((row) => row.day)
            shuffle(days, new Stream(fnv(9, 'pqr'[i]), k))
            return days
          })
          const dealt = dates.flat()
          const shuffled = new Array<number>(4).fill(0)
          for (let a = 0; a < all.length; a++)
            for (let b = a + 1; b < all.length; b++) {
              const s = bandOf(ts, Math.hypot(25 * (all[a].x - all[b].x), 25 * (all[a].y - all[b].y)))
              const t = bandOf(tt, Math.abs(dealt[a] - dealt[b]))
              if (s >= 0 && t >= 0) shuffled[s * 2 + t]++
            }
          expect([0, 1, 2, 3].map((c) => sum.simulated[c * 2 + k])).toEqual(shuffled)
        }
      }),
      { numRuns: 8 },
    )
  })

  it('see of a later one what lies within reach of their box, its edge included', () => {
    const own = partOf('own', [
      { x: 0, y: 0, day: 1 },
      { x: 4, y: 2, day: 2 },
    ])
    const at = (x: number, y: number) =>
      haloOf(own, { name: 'o', x: Float64Array.of(x), y: Float64Array.of(y), days: Int32Array.of(7) }, 60)
    for (const [x, y] of [
      [-60, 0],
      [160, 0],
      [50, -60],
      [50, 110],
    ]) {
      expect(at(x, y)).toMatchObject({
        name: 'o',
        at: Uint32Array.of(0),
        x: Float64Array.of(x),
        y: Float64Array.of(y),
      })
      expect(at(x + Math.sign(x - 50), y + Math.sign(y - 25 || 0) * (x === 50 ? 1 : 0))).toBeUndefined()
    }
    const some = haloOf(
      own,
      partOf('o', [
        { x: 40, y: 0, day: 5 },
        { x: 5, y: 1, day: 6 },
      ]),
      60,
    )!
    expect([[...some.at], [...some.x], [...some.y], [...some.days]]).toEqual([[1], [125], [25], [5, 6]])
  })

  it('are ranked as one table', () => {
    const counts = { observed: Float64Array.of(3, 0), simulated: Float64Array.of(1, 2, 3, 6, 0, 0, 0, 4) }
    const cells = rankParts(counts as never, 4)
    expect(cells[0]).toEqual({ mean: 3, median: 2.5, sd: Math.sqrt(14 / 3), p: 3 / 5 })
    expect(cells[1]).toEqual({ mean: 1, median: 0, sd: 2, p: 1 })
    expect(rankParts({ observed: Float64Array.of(3), simulated: Float64Array.of(1) } as never, 1)[0]).toEqual(
      {
        ...{ mean: 1, median: 1, sd: NaN, p: 0.5 },
      },
    )
  })

  it('count every pair, and say how far they are', () => {
    const many = partOf(
      'many',
      Array.from({ length: 50 }, (_, k) => ({ x: k % 2, y: 0, day: k })),
    )
    const counts = drain(countPart(many, [], setting))
    expect([counts.pairs, counts.observed.reduce((a, b) => a + b)]).toEqual([1225, 13 * 50 - 91])
    // its sweep is a tenth
    expect([...countPart(many, [], setting)]).toEqual([0.1, 0.1, 1])
  })
})
