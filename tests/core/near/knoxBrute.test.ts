/** A Knox run beside looking at every pair, on towns small enough that each kind of band, group and cut is tried in no time. */
import { describe, expect, it } from 'vitest'
import { type Bands, bandOf, type Closed, thresholds } from '../../../src/core/base/bands.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { knox, type KnoxInput } from '../../../src/core/near/knox.ts'
import { type Metric, sweepOf } from '../../../src/core/near/pairs.ts'
import { LANES, seedOfGroup } from '../../../src/core/near/wasm/knoxKernel.ts'
import { plainKernel } from '../../../src/core/near/wasm/knoxPlain.ts'
import { wasmKernel } from '../../../src/core/near/wasm/knoxWasm.ts'

const inf = Infinity
/** Two dozen incidents on a lattice of 25 m, with days that come up again. */
function town(seed: number, n = 24) {
  const s = new Stream(seed, 99)
  return {
    x: Float64Array.from({ length: n }, () => 25 * s.below(9)),
    y: Float64Array.from({ length: n }, () => 25 * s.below(9)),
    days: Int32Array.from({ length: n }, () => 500 + s.below(40)),
  }
}
const base = (t: ReturnType<typeof town>, rest: Partial<KnoxInput> = {}): KnoxInput => ({
  ...t,
  ...{ space: { edges: [0, 60, 120], closed: 'left' }, time: { edges: [0, 7, 14], closed: 'left' } },
  ...{ metric: 'euclidean', seed: 7, from: 0, to: 0 },
  ...rest,
})

/** Counts by every pair. */
function brute(g: KnoxInput, days: ArrayLike<number>): number[] {
  const [ts, tt] = [thresholds(g.space), thresholds(g.time)]
  const out = new Array<number>((ts.length - 1) * (tt.length - 1)).fill(0)
  for (let a = 0; a < g.x.length; a++)
    for (let b = a + 1; b < g.x.length; b++) {
      if (g.groups && g.groups[a] !== g.groups[b]) continue
      const [dx, dy] = [g.x[a] - g.x[b], g.y[a] - g.y[b]]
      const d = g.metric === 'euclidean' ? Math.sqrt(dx * dx + dy * dy) : Math.abs(dx) + Math.abs(dy)
      const [s, t] = [bandOf(ts, d), bandOf(tt, Math.abs(days[a] - days[b]))]
      if (s >= 0 && t >= 0) out[s * (tt.length - 1) + t]++
    }
  return out
}

/** The days of permutation k: sorted, shuffled, and dealt along the sweep over all bands that end. */
function dealt(g: KnoxInput, k: number): number[] {
  const t = thresholds(g.space)
  const open = t[t.length - 1] === inf
  const swept = [...(open && t[0] > 0 ? [0] : []), ...(open ? t.slice(0, -1) : t)]
  const { order } = sweepOf(g.x, g.y, Float64Array.from(swept), g.metric)
  const shuffled = Int32Array.from(g.days).sort()
  shuffle(shuffled, new Stream(g.seed, k))
  const days: number[] = []
  order.forEach((i, place) => (days[i] = shuffled[place]))
  return days
}

const SPACES: [number[], Closed][] = [
  [[0, 60, 120], 'left'],
  [[0, 60, inf], 'left'],
  [[1, 100, inf], 'left'],
  [[25, 50, 100], 'right'],
  [[25, 50, inf], 'last'],
]
const TIMES = [
  [0, 7, 14],
  [0, 7, inf],
  [1, 3, 21],
  [0, 1],
]

describe('a Knox run', () => {
  it.each(SPACES)('counts what every pair says, as found and as dealt (%j, %s)', (edges, closed) => {
    for (const time of TIMES)
      for (const metric of ['euclidean', 'manhattan'] as Metric[]) {
        const g = base(town(edges[1] + time[1]), {
          ...{ space: { edges, closed }, time: { edges: time, closed }, metric },
          ...{ from: 5, to: 23, kernel: metric === 'euclidean' ? 'plain' : 'wasm' },
        })
        const r = drain(knox(g))
        expect([...r.observed]).toEqual(brute(g, g.days))
        expect([r.from, r.n, r.kernel]).toEqual([5, 24, g.kernel])
        expect(r.simulated).toHaveLength(r.observed.length * 18)
        for (const k of [5, 6, 20, 21, 22])
          expect(Array.from(r.observed, (_, c) => r.simulated[c * 18 + k - 5])).toEqual(brute(g, dealt(g, k)))
      }
  })
  it('deals nothing where every order of the dates gives the same', () => {
    const t = town(3)
    const bands = (space: number[], time: number[]): Partial<KnoxInput> => ({
      space: { edges: space, closed: 'left' } satisfies Bands,
      time: { edges: time, closed: 'left' } satisfies Bands,
      to: 5,
    })
    for (const rest of [
      // all days; all places; days further apart than there are any
      bands([0, 60, 120], [0, inf]),
      bands([0, inf], [0, 7, 14]),
      bands([0, 60, 120], [0, 90, 180]),
      bands([0, 60, inf], [0, 90, 180]),
    ]) {
      const r = drain(knox(base(t, rest)))
      expect([...r.observed]).toEqual(brute(base(t, rest), t.days))
      if (rest.space!.edges[1] !== inf) expect(r.kernel).toBe('none')
      r.observed.forEach((o, c) => {
        if (r.kernel === 'none') expect([...r.simulated.subarray(c * 5, c * 5 + 5)]).toEqual(Array(5).fill(o))
      })
    }
    expect(drain(knox(base(t))).simulated).toHaveLength(0)
    expect(drain(knox(base(t, { from: 9, to: 4 }))).simulated).toHaveLength(0)
  })
  it('gives the same in several sweeps, each of which says how far it is', () => {
    const t = town(4)
    const g = base(t, { to: 121, homes: new Int32Array(24).fill(-1) })
    const block = 24 * LANES * 2
    const shares = (held: number, batch: number) => {
      const run = knox(g, { held, batch })
      const steps: number[] = []
      for (let s = run.next(); ; s = run.next()) {
        if (s.done) return { steps, result: s.value }
        steps.push(s.value)
      }
    }
    // eight blocks, one after another; then three of them at once, a stream at a time
    const [whole, cut] = [shares(1e6, 1e6), shares(3 * block, 1)]
    expect(cut.result).toEqual(whole.result)
    // all of them at once, a stream or two at a time
    for (const batch of [1, 60, 200]) expect(shares(1e6, batch).result).toEqual(whole.result)
    const thirds = [0, 1, 2].map((k) => cut.steps.filter((s) => s >= k / 3 && s < (k + 1) / 3).length)
    expect(thirds.every((n) => n >= 3)).toBe(true)
    for (const { steps } of [whole, cut]) {
      expect(steps.slice(0, 4)).toEqual([0, 0, 0, 0])
      expect(steps).toEqual([...steps].sort((a, b) => a - b))
      expect(steps.at(-1)).toBe(1)
    }
    expect(cut.steps).toContain(1 / 3)
    expect(cut.steps).toContain(2 / 3)
    // less than one block is held as one
    expect(shares(1, 1).result).toEqual(whole.result)
  })
  it('keeps groups apart, and deals to each its own dates', () => {
    // on a line from west to east, so that the order of the sweep is that of places and then of rows
    const x = Float64Array.of(0, 500, 0, 500, 0, 500, 500, 0, 0, 0, 500, 0)
    const days = [3, 9, 4, 5, 41, 6, 8, 90, 3, 44, 7, 91]
    const groups = [0, 0, 0, 1, 1, 1, 0, 2, 0, 1, 2, 2]
    const g = base(
      { x, y: new Float64Array(12), days: Int32Array.from(days) },
      {
        groups,
        to: 20,
        time: { edges: [0, 2, 6], closed: 'left' },
        space: { edges: [0, 1], closed: 'left' },
      },
    )
    for (const kernel of ['plain', 'wasm'] as const) {
      const r = drain(knox({ ...g, kernel }))
      expect([...r.observed]).toEqual(brute(g, g.days))
      for (let k = 0; k < 20; k++) {
        const dealtDays: number[] = []
        for (const group of [0, 1, 2]) {
          const rows = [...groups.keys()].filter((i) => groups[i] === group)
          rows.sort((a, b) => x[a] - x[b] || a - b)
          const shuffled = Int32Array.from(rows, (i) => days[i]).sort()
          shuffle(shuffled, new Stream(seedOfGroup(g.seed, group), k))
          rows.forEach((i, place) => (dealtDays[i] = shuffled[place]))
        }
        expect([r.simulated[k], r.simulated[20 + k]]).toEqual(brute(g, dealtDays))
      }
      // shuffles differ
      expect(new Set(r.simulated.subarray(0, 20)).size).toBeGreaterThan(1)
    }
  })
  it('finds no pair of two groups, however they lie to one another', () => {
    for (const [low, high] of [
      [-150, 150],
      [0, 300],
      [0, 0],
      [5e5, 5e5 + 240],
    ])
      for (const reach of [50, 100, 400]) {
        const ys = [low, high, (low + high) / 2]
        const t = {
          x: new Float64Array(9),
          y: Float64Array.from({ length: 9 }, (_, i) => ys[i % 3]),
          days: new Int32Array(9),
        }
        const g = base(t, {
          groups: Array.from({ length: 9 }, (_, i) => Math.floor(i / 3)),
          space: { edges: [0, reach], closed: 'right' },
        })
        expect([...drain(knox(g)).observed]).toEqual(brute(g, g.days))
      }
  })
  it('counts by weeks and kinds what lies on its last day, and has no column of day 0 where none was asked for', () => {
    const t = {
      x: Float64Array.of(0, 0, 0, 0),
      y: new Float64Array(4),
      days: Int32Array.of(100, 117, 117, 117),
    }
    const g = base(t, { homes: Int32Array.of(1, 1, 1, 2), space: { edges: [0, 10], closed: 'left' } })
    const r = drain(knox(g))
    expect([...r.observed]).toEqual(brute(g, g.days))
    const d = r.detail!
    // [0, 1) and [1, 7) and [7, 14) days; third week, by the earlier of two
    expect([d.split, d.columns, d.weeks.n]).toEqual([true, 3, 3])
    expect([...d.weeks.home.observed]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0])
    expect([...d.weeks.near.observed]).toEqual([0, 0, 0, 0, 0, 0, 2, 0, 0])
    const later = drain(knox({ ...g, time: { edges: [1, 7, 20], closed: 'left' } })).detail!
    expect([later.split, later.columns]).toEqual([false, 2])
    expect([...later.home.observed, ...later.near.observed]).toEqual([0, 2, 0, 1])
    // two weeks and a day are three; the seventh day is of the first week, the eighth of the second
    const fortnight = { ...t, days: Int32Array.of(100, 106, 107, 115) }
    const w = drain(knox(base(fortnight, { homes: Int32Array.of(1, 1, 2, 2), space: g.space }))).detail!.weeks
    expect(w.n).toBe(3)
    expect([...w.home.observed]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0])
    expect([...w.near.observed]).toEqual([0, 1, 2, 0, 0, 0, 0, 0, 0])
  })
})

describe('a kernel', () => {
  it('reads no further than it is told, whatever an earlier stream has left behind', () => {
    const needs = { days: Uint16Array.of(0, 1, 5, 9), limits: [3, 6], blocks: 1, words: 16 }
    for (const kernel of [plainKernel(needs), wasmKernel(needs)!]) {
      kernel.shuffle(0, 1, 0)
      const place = (i: number) => i * LANES * 2
      kernel.stream.set([place(0), 1, place(1), place(1), 2, place(2), place(3)])
      const whole = Array.from(kernel.count(0, 7))
      const first = Array.from(kernel.count(0, 3))
      for (let l = 0; l < LANES; l++) {
        expect(first[LANES + l]).toBeLessThanOrEqual(1)
        expect(first[l]).toBeLessThanOrEqual(whole[l])
      }
      const days = [0, 1, 5, 9]
      shuffle(days, new Stream(1, 0))
      const under = (t: number, pairs: [number, number][]) =>
        pairs.filter(([a, b]) => Math.abs(days[a] - days[b]) < t).length
      expect([first[0], first[LANES]]).toEqual([under(3, [[0, 1]]), under(6, [[0, 1]])])
      const all: [number, number][] = [[0, 1], [1, 2], [1, 3]] // prettier-ignore
      expect([whole[0], whole[LANES]]).toEqual([under(3, all), under(6, all)])
    }
  })
})
