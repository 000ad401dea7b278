import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bands, bandOf, type Closed, thresholds } from '../../../src/core/base/bands.ts'
import { cellsOf } from '../../../src/core/near/knoxCells.ts'
import { knox, type KnoxCounts, type KnoxInput } from '../../../src/core/near/knox.ts'
import { plainKernel } from '../../../src/core/near/wasm/knoxPlain.ts'
import { wasmKernel } from '../../../src/core/near/wasm/knoxWasm.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { type Metric, sweepOf } from '../../../src/core/near/pairs.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'

interface Town {
  x: number[]
  y: number[]
  days: number[]
}
type Rest = Partial<Omit<KnoxInput, 'x' | 'y' | 'days'>>

const run = (t: Town, rest: Rest = {}): KnoxCounts =>
  drain(
    knox({
      x: Float64Array.from(t.x),
      y: Float64Array.from(t.y),
      days: t.days,
      space: { edges: [0, 1, 100, 200], closed: 'left' },
      time: { edges: [0, 7, 14], closed: 'left' },
      metric: 'euclidean',
      seed: 1,
      from: 0,
      to: 0,
      ...rest,
    }),
  )

/** Counts of a town by looking at every pair. */
function brute(t: Town, space: Bands, time: Bands, metric: Metric): number[] {
  const [ts, tt] = [thresholds(space), thresholds(time)]
  const width = tt.length - 1
  const out = new Array<number>((ts.length - 1) * width).fill(0)
  for (let a = 0; a < t.x.length; a++)
    for (let b = a + 1; b < t.x.length; b++) {
      const [dx, dy] = [t.x[a] - t.x[b], t.y[a] - t.y[b]]
      const d = metric === 'euclidean' ? Math.sqrt(dx * dx + dy * dy) : Math.abs(dx) + Math.abs(dy)
      const s = bandOf(ts, d)
      const q = bandOf(tt, Math.abs(t.days[a] - t.days[b]))
      if (s >= 0 && q >= 0) out[s * width + q]++
    }
  return out
}

const town = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 12 }),
      y: fc.integer({ min: 0, max: 12 }),
      // two clumps of days years apart, so that gaps are shortened
      day: fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 0, 0, 900, 200_000)),
    }),
    { maxLength: 45 },
  )
  .map((rows) => ({
    x: rows.map((r) => r.x * 25),
    y: rows.map((r) => r.y * 25),
    days: rows.map((r) => r.day[0] + r.day[1]),
  }))
const edges = (most: number) =>
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 0, max: most }), { minLength: 2, maxLength: 5 }), fc.boolean())
    .map(([e, open]) => {
      e.sort((a, b) => a - b)
      return open ? [...e.slice(0, -1), Infinity] : e
    })
const setting = fc.record({
  space: edges(300),
  time: edges(50),
  closed: fc.constantFrom<Closed>('left', 'right', 'last'),
  metric: fc.constantFrom<Metric>('euclidean', 'manhattan'),
})

describe('Knox counts', () => {
  it('are those of brute force, observed and under every permutation, open bands included', () => {
    fc.assert(
      fc.property(town, setting, fc.constantFrom('wasm' as const, 'plain' as const), (t, s, kernel) => {
        const space = { edges: s.space, closed: s.closed }
        const time = { edges: s.time, closed: s.closed }
        const to = 20
        const r = run(t, { space, time, metric: s.metric, to, kernel: t.x.length > 0 ? kernel : undefined })
        expect([...r.observed]).toEqual(brute(t, space, time, s.metric))
        if (t.x.length === 0 || s.space[s.space.length - 1] === Infinity) return
        const sweep = sweepOf(Float64Array.from(t.x), Float64Array.from(t.y), thresholds(space), s.metric)
        for (let k = 0; k < to; k++) {
          const shuffled = [...t.days].sort((a, b) => a - b)
          shuffle(shuffled, new Stream(1, k))
          const days: number[] = []
          sweep.order.forEach((i, place) => (days[i] = shuffled[place]))
          const simulated = Array.from(r.observed, (_, c) => r.simulated[c * to + k])
          expect(simulated).toEqual(brute({ ...t, days }, space, time, s.metric))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('have the exact mean and standard deviation of all orders of the dates', () => {
    const t = { x: [0, 0, 60, 130, 130, 400], y: [0, 0, 0, 0, 50, 0], days: [0, 3, 3, 9, 20, 21] }
    const space = { edges: [0, 1, 100, Infinity], closed: 'left' } as const
    const time = { edges: [0, 7, 14], closed: 'right' } as const
    const r = run(t, { space, time })
    const tables: number[][] = []
    const permute = (left: number[], days: number[]) => {
      if (left.length === 0) tables.push(brute({ ...t, days }, space, time, 'euclidean'))
      left.forEach((d, i) => permute([...left.slice(0, i), ...left.slice(i + 1)], [...days, d]))
    }
    permute(t.days, [])
    expect(tables).toHaveLength(720)
    for (let c = 0; c < r.observed.length; c++) {
      const mean = tables.reduce((sum, v) => sum + v[c], 0) / 720
      const sd = Math.sqrt(tables.reduce((sum, v) => sum + (v[c] - mean) ** 2, 0) / 720)
      expect(r.expected[c]).toBeCloseTo(mean, 12)
      expect(r.sd[c]).toBeCloseTo(sd, 12)
    }
  })

  it('simulate what shuffled dates give', () => {
    const s = new Stream(11)
    const t = {
      x: Array.from({ length: 300 }, () => s.below(1500)),
      y: Array.from({ length: 300 }, () => s.below(1500)),
      days: Array.from({ length: 300 }, () => s.below(200)),
    }
    const r = run(t, { to: 999 })
    for (let c = 0; c < r.observed.length; c++) {
      if (r.sd[c] === 0) continue
      const v = r.simulated.subarray(c * 999, (c + 1) * 999)
      const mean = v.reduce((a, b) => a + b, 0) / 999
      const sd = Math.sqrt(v.reduce((a, b) => a + (b - mean) ** 2, 0) / 998)
      // five standard errors
      expect(Math.abs(mean - r.expected[c])).toBeLessThan((5 * r.sd[c]) / Math.sqrt(999))
      expect(sd / r.sd[c]).toBeGreaterThan(0.8)
      expect(sd / r.sd[c]).toBeLessThan(1.25)
    }
  })

  it('do not depend on the twin, the slices, or a run given up before', () => {
    fc.assert(
      fc.property(town, setting, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (t, s, seed) => {
        fc.pre(t.x.length > 0)
        const space = { edges: s.space, closed: s.closed }
        const time = { edges: s.time, closed: s.closed }
        const rest = { space, time, metric: s.metric, seed }
        const whole = run(t, { ...rest, to: 50, kernel: 'wasm' })
        expect(run(t, { ...rest, to: 50, kernel: 'plain' }).simulated).toEqual(whole.simulated)
        const [a, b] = [run(t, { ...rest, to: 19 }), run(t, { ...rest, from: 19, to: 50 })]
        for (let c = 0; c < whole.observed.length; c++)
          expect([
            ...a.simulated.subarray(c * 19, c * 19 + 19),
            ...b.simulated.subarray(c * 31, c * 31 + 31),
          ]).toEqual([...whole.simulated.subarray(c * 50, c * 50 + 50)])
      }),
      { numRuns: 100 },
    )
  })

  it('do not change when the town is moved, or its rows reordered', () => {
    fc.assert(
      fc.property(town, fc.integer({ min: 0, max: 99 }), (t, seed) => {
        const order = t.x.map((_, i) => i)
        shuffle(order, new Stream(seed))
        const moved = {
          x: order.map((i) => t.x[i] + 400_000),
          y: order.map((i) => t.y[i] - 250_000),
          days: order.map((i) => t.days[i] + 5000),
        }
        const [a, b] = [run(t, { to: 20 }), run(moved, { to: 20 })]
        for (const key of ['observed', 'expected', 'sd', 'spacePairs', 'timePairs', 'simulated'] as const)
          expect(b[key]).toEqual(a[key])
      }),
    )
  })

  it('are defined where there is little or nothing to count', () => {
    const one = run({ x: [5], y: [5], days: [9] }, { to: 9 })
    expect([...one.observed, ...one.expected, ...one.sd, ...one.simulated].every((v) => v === 0)).toBe(true)
    expect(run({ x: [], y: [], days: [] }, { to: 9 }).observed).toEqual(new Float64Array(6))

    const two = run({ x: [5, 5], y: [5, 5], days: [9, 9] }, { to: 9 })
    expect([...two.observed]).toEqual([1, 0, 0, 0, 0, 0])
    expect([two.expected[0], two.sd[0]]).toEqual([1, 0])
    expect([...two.simulated.subarray(0, 9)]).toEqual(Array(9).fill(1))

    // all on one day: every shuffle is the same table
    const day = run({ x: [0, 0, 50, 150], y: [0, 0, 0, 0], days: [3, 3, 3, 3] }, { to: 9 })
    expect([...day.observed]).toEqual([1, 0, 2, 0, 3, 0])
    expect([...day.sd]).toEqual([0, 0, 0, 0, 0, 0])

    // all on one spot: the time table alone
    const spot = run({ x: [7, 7, 7], y: [7, 7, 7], days: [0, 3, 30] }, { to: 9 })
    expect([...spot.observed]).toEqual([1, 0, 0, 0, 0, 0])
    expect(spot.expected[0]).toBe(1)
    expect(() => run({ x: [NaN, 1], y: [0, 0], days: [1, 2] })).toThrow(/Row 1/)
  })

  it('refuses days that span more than a kernel can tell apart', () => {
    const days = Array.from({ length: 400 }, (_, i) => i * 100)
    const t = { x: days.map(() => 0), y: days.map(() => 0), days }
    expect(() => run(t, { time: { edges: [0, 100], closed: 'last' } })).toThrow(/span more than 89 years/)
    expect(run(t).observed[0]).toBe(0)
  })
})

describe('the detail of a run', () => {
  const withHomes = fc.record({
    t: town,
    s: setting,
    homes: fc.array(fc.integer({ min: -1, max: 6 }), { minLength: 45, maxLength: 45 }),
    apart: fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: 45, maxLength: 45 }),
    grouped: fc.boolean(),
  })
  const inputs = ({
    t,
    s,
    homes,
    apart,
    grouped,
  }: typeof withHomes extends fc.Arbitrary<infer T> ? T : never) => {
    const closed = (edges: number[]) => ({ edges: edges.filter(Number.isFinite), closed: s.closed })
    return {
      space: closed(s.space.length > 2 || Number.isFinite(s.space[1]) ? s.space : [0, 100]),
      time: closed(s.time.length > 2 || Number.isFinite(s.time[1]) ? s.time : [0, 20]),
      metric: s.metric,
      homes: Int32Array.from(t.x, (_, i) => homes[i]),
      apart: Uint8Array.from(t.x, (_, i) => apart[i]),
      ...(grouped && { groups: Int32Array.from(t.x, (_, i) => i % 3) }),
      to: 20,
    }
  }

  it('parts the pairs of the table by kind and day 0, observed and under every permutation', () => {
    fc.assert(
      fc.property(withHomes, (g) => {
        fc.pre(g.t.x.length > 1)
        const rest = inputs({ ...g, grouped: false })
        const [whole, r] = [run(g.t, { ...rest, homes: undefined, apart: undefined }), run(g.t, rest)]
        const d = r.detail!
        const columns = (c: number) => (d.split ? (c === 0 ? [0, 1] : [c + 1]) : [c])
        const nT = rest.time.edges.length - 1
        for (const key of ['observed', 'expected', 'sd', 'simulated'] as const)
          expect(r[key]).toEqual(whole[key])
        const kinds = [d.home, d.near, d.apart!.home, d.apart!.near]
        r.observed.forEach((o, cell) => {
          const [row, c] = [Math.floor(cell / nT), cell % nT]
          const at = columns(c).map((f) => row * d.columns + f)
          expect(kinds.reduce((a, k) => a + at.reduce((b, f) => b + k.observed[f], 0), 0)).toBe(o)
          for (let k = 0; k < 20; k++)
            expect(kinds.reduce((a, q) => a + at.reduce((b, f) => b + q.simulated[f * 20 + k], 0), 0)).toBe(
              r.simulated[cell * 20 + k],
            )
        })
        // weeks: every pair once, by its earlier incident
        const { weeks } = d
        for (const kind of ['home', 'near'] as const) {
          const cells = d[kind].observed.length
          d[kind].observed.forEach((o, c) => {
            let sum = 0
            for (let w = 0; w < weeks.n; w++) sum += weeks[kind].observed[w * cells + c]
            expect(sum).toBe(o)
          })
        }
        for (let c = 0; c < d.columns; c++) {
          let sum = 0
          for (let w = 0; w < weeks.n; w++) sum += weeks.time[w * d.columns + c]
          expect(sum).toBe(d.timePairs[c])
        }
      }),
      { numRuns: 80 },
    )
  })

  it('counts within groups what runs of the groups one by one would, whatever the kernel', () => {
    fc.assert(
      fc.property(withHomes, (g) => {
        fc.pre(g.t.x.length > 2)
        const rest = inputs({ ...g, grouped: true })
        const r = run(g.t, { ...rest, kernel: 'wasm' })
        expect(run(g.t, { ...rest, kernel: 'plain' }).detail).toEqual(r.detail)
        const sum = r.observed.map(() => 0)
        for (const group of [0, 1, 2]) {
          const own = [...g.t.x.keys()].filter((i) => i % 3 === group)
          const t = {
            x: own.map((i) => g.t.x[i]),
            y: own.map((i) => g.t.y[i]),
            days: own.map((i) => g.t.days[i]),
          }
          run(t, { space: rest.space, time: rest.time, metric: rest.metric }).observed.forEach(
            (o, c) => (sum[c] += o),
          )
        }
        expect([...r.observed]).toEqual([...sum])
      }),
      { numRuns: 60 },
    )
  })

  it('shuffles dates within groups alone', () => {
    // two groups at one spot: one with all dates on day 5, one on days 5 and 500; pairs of one day cannot change
    const t = { x: [0, 0, 0, 0, 0], y: [0, 0, 0, 0, 0], days: [5, 5, 5, 5, 500] }
    const groups = [0, 0, 0, 1, 1]
    const r = run(t, { groups, homes: new Int32Array(5), space: { edges: [0, 1], closed: 'left' }, to: 50 })
    expect([...r.simulated.subarray(0, 50)]).toEqual(new Array(50).fill(3))
  })
})

describe('cells of a table', () => {
  it('have a family-wise p of the largest standardised count, never below their own', () => {
    const s = new Stream(4)
    const t = {
      x: Array.from({ length: 200 }, () => s.below(900)),
      y: Array.from({ length: 200 }, () => s.below(900)),
      days: Array.from({ length: 200 }, () => s.below(120)),
    }
    const r = run(t, { to: 199 })
    const cells = cellsOf(r)
    const z = (v: number, c: number) => (v - r.expected[c]) / r.sd[c]
    r.observed.forEach((o, c) => {
      let as = 0
      for (let k = 0; k < 199; k++) {
        let most = -Infinity
        for (let q = 0; q < r.observed.length; q++)
          if (r.sd[q] > 0) most = Math.max(most, z(r.simulated[q * 199 + k], q))
        if (most >= z(o, c) - 1e-9) as++
      }
      if (r.sd[c] > 0) expect(cells.familywise[c]).toBeCloseTo((as + 1) / 200, 12)
      expect(cells.familywise[c]).toBeGreaterThanOrEqual(cells.p[c])
      const own = [...r.simulated.subarray(c * 199, (c + 1) * 199)]
      expect(own.filter((v) => v < cells.low[c]).length).toBeLessThanOrEqual(0.025 * 199)
      expect(own.filter((v) => v > cells.high[c]).length).toBeLessThanOrEqual(0.025 * 199)
    })
  })
})

describe('the two kernels', () => {
  it('agree bit for bit on long runs, full streams and any thresholds', () => {
    const s = new Stream(5)
    const n = 700
    const days = Uint16Array.from({ length: n }, () => s.below(600))
    for (const limits of [
      [7, 14, 21, 28, 35, 42],
      [1, 3, 7, 14, 21, 28, 35, 42, 49, 56, 90, 127],
      [100, 127, 128, 400],
      [599],
    ]) {
      const needs = { days, limits, blocks: 2, words: 70_000 }
      const [fast, plain] = [wasmKernel(needs)!, plainKernel(needs)]
      expect(fast.name).toBe('wasm')
      let w = 0
      for (let pairs = 0; pairs < 65_000;) {
        const count = 1 + s.below(255)
        const run = [s.below(n) * 32, count, ...Array.from({ length: count }, () => s.below(n) * 32)]
        fast.stream.set(run, w)
        plain.stream.set(run, w)
        w += run.length
        pairs += count
      }
      for (const k of [fast, plain]) {
        k.shuffle(0, 4_000_000_000, 0)
        k.shuffle(1, 4_000_000_000, 16)
      }
      for (const block of [0, 1]) expect(fast.count(block, w)).toEqual(plain.count(block, w))
    }
  })
})

describe('groups of a whole country', () => {
  it('are counted each by itself, however many and however far apart', () => {
    // two incidents in each of 3,000 squares over 600 km: laid out a country high each they would reach the moon
    const at = Array.from({ length: 6000 }, (_, i) => i >> 1)
    const t = {
      x: at.map((g) => (g % 50) * 12_000),
      y: at.map((g, i) => Math.floor(g / 50) * 10_000 + (i % 2) * 50),
      days: at.map((_, i) => (i % 2) * 3),
    }
    const { observed } = run(t, { groups: Int32Array.from(at) })
    expect(observed.reduce((a, b) => a + b, 0)).toBe(3000)
  })
})
