import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandOf, type Closed, thresholds } from '../../../src/core/base/bands.ts'
import { distanceOf, type Metric, partnersOf, sweepOf } from '../../../src/core/near/pairs.ts'
import { sortedIndex } from '../../../src/core/base/sortedIndex.ts'

/** "i j band" of every close pair, sorted, by the sweep. */
function swept(x: number[], y: number[], t: Float64Array, metric: Metric): string[] {
  const s = sweepOf(Float64Array.from(x), Float64Array.from(y), t, metric)
  const out: string[] = []
  for (let i = 0; i < s.n; i++) {
    const count = partnersOf(s, i)
    for (let k = 0; k < count; k++) {
      const [a, b] = [s.order[i], s.order[s.partner[k]]].sort((p, q) => p - q)
      const [dx, dy] = [x[a] - x[b], y[a] - y[b]]
      const d = metric === 'euclidean' ? Math.sqrt(dx * dx + dy * dy) : Math.abs(dx) + Math.abs(dy)
      expect(distanceOf(s, k)).toBe(d)
      out.push(`${a} ${b} ${s.band[k]}`)
    }
  }
  return out.sort()
}

/** The same by looking at every pair. */
function brute(x: number[], y: number[], t: Float64Array, metric: Metric): string[] {
  const out: string[] = []
  for (let a = 0; a < x.length; a++)
    for (let b = a + 1; b < x.length; b++) {
      const [dx, dy] = [x[a] - x[b], y[a] - y[b]]
      const d = metric === 'euclidean' ? Math.sqrt(dx * dx + dy * dy) : Math.abs(dx) + Math.abs(dy)
      const k = bandOf(t, d)
      if (k >= 0) out.push(`${a} ${b} ${k}`)
    }
  return out.sort()
}

const metric = fc.constantFrom<Metric>('euclidean', 'manhattan')
const closed = fc.constantFrom<Closed>('left', 'right', 'last')
const edges = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 5 })
  .map((e) => e.sort((a, b) => a - b))

describe('close pairs', () => {
  it('are those of brute force on lattices, where distances tie with edges', () => {
    const at = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
    fc.assert(
      fc.property(fc.array(at, { maxLength: 60 }), edges, closed, metric, (pts, e, c, m) => {
        const [x, y] = [pts.map((p) => p[0] * 5), pts.map((p) => p[1] * 5)]
        const t = thresholds({ edges: e, closed: c })
        expect(swept(x, y, t, m)).toEqual(brute(x, y, t, m))
      }),
      { numRuns: 300 },
    )
  })

  it('are those of brute force anywhere on the plane, with outliers far away', () => {
    const at = fc.tuple(
      fc.double({ min: -300, max: 300, noNaN: true }),
      fc.double({ min: -300, max: 300, noNaN: true }),
      fc.constantFrom(0, 0, 0, 123_456.7, 9e8),
    )
    fc.assert(
      fc.property(fc.array(at, { maxLength: 60 }), edges, closed, metric, (pts, e, c, m) => {
        const [x, y] = [pts.map((p) => p[0] + p[2]), pts.map((p) => p[1] + p[2])]
        const t = thresholds({ edges: e, closed: c })
        expect(swept(x, y, t, m)).toEqual(brute(x, y, t, m))
      }),
      { numRuns: 300 },
    )
  })

  it('are those of brute force for a few points that lie thick', () => {
    const at = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))
    fc.assert(
      fc.property(fc.array(at, { minLength: 12, maxLength: 24 }), edges, closed, metric, (pts, e, c, m) => {
        const [x, y] = [pts.map((p) => p[0] * 7.5), pts.map((p) => p[1] * 7.5)]
        const t = thresholds({ edges: e, closed: c })
        expect(swept(x, y, t, m)).toEqual(brute(x, y, t, m))
      }),
      { numRuns: 25 },
    )
  })

  it('finds all pairs of one spot, and none of one point or of none', () => {
    const t = thresholds({ edges: [0, 1], closed: 'left' })
    expect(swept(Array(40).fill(5), Array(40).fill(7), t, 'euclidean')).toHaveLength((40 * 39) / 2)
    expect(swept([1], [1], t, 'euclidean')).toEqual([])
    expect(swept([], [], t, 'euclidean')).toEqual([])
  })

  it('refuses coordinates that are not metres', () => {
    const t = thresholds({ edges: [0, 1], closed: 'left' })
    for (const bad of [NaN, Infinity, 1e12])
      expect(() => sweepOf(Float64Array.of(0, bad), Float64Array.of(0, 0), t, 'euclidean')).toThrow(/Row 2/)
  })

  it('sorts indices by value, equal values in index order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true })), (values) => {
        const v = Float64Array.from(values)
        const wanted = [...v.keys()].sort((a, b) => v[a] - v[b] || a - b)
        expect([...sortedIndex(v)].map((i) => v[i])).toEqual(wanted.map((i) => v[i]))
      }),
    )
    expect([...sortedIndex(Float64Array.of(2, 1, 2, 1))]).toEqual([1, 3, 0, 2])
  })
})
