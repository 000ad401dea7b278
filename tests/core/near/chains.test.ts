import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { classify, type Classified, KIND, KIND_CODES } from '../../../src/core/near/chains.ts'
import { drain } from '../../../src/core/base/drain.ts'

interface Town {
  x: number[]
  y: number[]
  days: number[]
}
const run = (t: Town, reach: number, within: number, repeat: number): Classified =>
  drain(
    classify({
      x: Float64Array.from(t.x),
      y: Float64Array.from(t.y),
      days: Int32Array.from(t.days),
      ...{ reach, within, repeat },
    }),
  )

/** Classes by the rules as they read, looking at every pair. */
function brute(t: Town, reach: number, within: number, repeat: number): number[] {
  const n = t.x.length
  const linked = (a: number, b: number, r: number) =>
    a !== b && Math.hypot(t.x[a] - t.x[b], t.y[a] - t.y[b]) <= r && Math.abs(t.days[a] - t.days[b]) <= within
  const before = (a: number, b: number) => t.days[a] < t.days[b] || (t.days[a] === t.days[b] && a < b)
  const some = (test: (j: number) => boolean) => Array.from({ length: n }, (_, j) => j).some(test)
  return Array.from({ length: n }, (_, i) => {
    if (some((j) => before(j, i) && linked(i, j, repeat))) return KIND.repeat
    if (some((j) => before(j, i) && linked(i, j, reach))) return KIND.nearRepeat
    return some((j) => before(i, j) && linked(i, j, reach)) ? KIND.originator : KIND.none
  })
}

const town = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 9 }),
      y: fc.integer({ min: 0, max: 9 }),
      day: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 40 },
  )
  .map((rows) => ({ x: rows.map((r) => r.x * 3), y: rows.map((r) => r.y * 4), days: rows.map((r) => r.day) }))

describe('classification and chains', () => {
  it('follow the rules on random small towns', () => {
    fc.assert(
      fc.property(
        town,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (t, reach, within) => {
          const repeat = Math.min(reach, 1)
          const r = run(t, reach, within, repeat)
          expect([...r.kind]).toEqual(brute(t, reach, within, repeat))
          for (let i = 0; i < r.n; i++) {
            // every repeat and near repeat goes back to an earlier member of its own chain, within reach
            const o = r.origin[i]
            expect(o >= 0).toBe(r.kind[i] === KIND.repeat || r.kind[i] === KIND.nearRepeat)
            expect(r.chain[i] > 0).toBe(r.kind[i] !== KIND.none)
            if (o < 0) continue
            expect(r.chain[o]).toBe(r.chain[i])
            expect(r.days[i]).toBe(t.days[i] - t.days[o])
            expect(r.distance[i]).toBeLessThanOrEqual(r.kind[i] === KIND.repeat ? repeat : reach)
            expect(r.days[i]).toBeLessThanOrEqual(within)
          }
          // each chain holds one originator at least, and is counted once
          const members = (c: number) => [...r.chain].flatMap((v, i) => (v === c ? [i] : []))
          for (let c = 1; c <= r.chains.n; c++) {
            const all = members(c)
            expect(r.chains.size[c - 1]).toBe(all.length)
            expect(all.some((i) => r.kind[i] === KIND.originator)).toBe(true)
            const days = all.map((i) => t.days[i])
            expect(r.chains.span[c - 1]).toBe(Math.max(...days) - Math.min(...days))
            expect(r.chains.repeats[c - 1]).toBe(all.filter((i) => r.kind[i] === KIND.repeat).length)
            expect(r.kind[r.chains.first[c - 1]]).toBe(KIND.originator)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('equal the reference classes, pairs, half-distance and half-life', () => {
    const golden = join(import.meta.dirname, '../../golden')
    const rows = (name: string) =>
      readFileSync(join(golden, name), 'utf8')
        .trim()
        .split('\n')
        .map((l) => l.split(','))
    const data = rows('edge_lattice.csv').slice(1)
    const t = { x: data.map((r) => +r[1]), y: data.map((r) => +r[2]), days: data.map((r) => +r[4]) }
    const [head, ...wanted] = rows('classify_edge_lattice.csv')
    const { runs } = JSON.parse(readFileSync(join(golden, 'classify_edge_lattice.json'), 'utf8'))
    expect(runs).toHaveLength(5)
    for (const g of runs) {
      const r = run(t, g.S, g.T, g.repeat_dist)
      const column = head.indexOf(`s${g.S}t${g.T}r${g.repeat_dist}`)
      expect([...r.kind].map((k) => KIND_CODES[k])).toEqual(wanted.map((w) => w[column]))
      expect([r.pairs, r.sameDay, r.halfLife]).toEqual([g.pairs, g.same_day_pairs, g.half_life_days])
      expect(r.halfDistance).toBeCloseTo(g.half_distance, 9)
    }
  })

  it('takes the latest origin for a repeat, and the nearest for a near repeat', () => {
    const t = { x: [0, 0, 30, 50, 0], y: [0, 0, 0, 0, 0], days: [0, 2, 3, 4, 5] }
    const r = run(t, 100, 42, 1)
    expect([...r.origin]).toEqual([-1, 0, 1, 2, 1])
    expect([...r.kind].map((k) => KIND_CODES[k])).toEqual(['O', 'R', 'NR', 'NR', 'R'])
    expect([...r.chain]).toEqual([1, 1, 1, 1, 1])
    expect([r.chains.spread[0], r.chains.span[0]]).toEqual([50, 5])
  })

  it('calls the first row of one day the earlier', () => {
    const r = run({ x: [0, 0], y: [0, 0], days: [7, 7] }, 0, 0, 0)
    expect([...r.kind]).toEqual([KIND.originator, KIND.repeat])
    expect([r.halfDistance, r.halfLife, r.sameDay]).toEqual([0, 0, 1])
  })

  it('tell the half-distance by 65,536 steps of the reach where there are more pairs than are held', () => {
    fc.assert(
      fc.property(
        town,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 20 }),
        (t, reach, within) => {
          const input = {
            ...{ x: Float64Array.from(t.x), y: Float64Array.from(t.y), days: Int32Array.from(t.days) },
            ...{ reach, within, repeat: 0 },
          }
          const exact = drain(classify(input))
          expect(drain(classify(input, exact.pairs))).toEqual(exact)
          if (exact.pairs === 0) return
          const { halfDistance, halfDistanceStep, ...rest } = drain(classify(input, exact.pairs - 1))
          expect(rest).toEqual((({ halfDistance: _, halfDistanceStep: __, ...others }) => others)(exact))
          expect(halfDistanceStep).toBe(reach / 65_536)
          // the middle of the step that the exact one lies in
          const step = reach === 0 ? 0 : Math.floor((exact.halfDistance / reach) * 65_536)
          expect(halfDistance).toBe((step + 0.5) * (reach / 65_536))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('rest after as much work as a screen may wait for', () => {
    const n = 4100
    const run = classify({
      ...{ x: Float64Array.from({ length: n }, (_, i) => 1000 * i), y: new Float64Array(n) },
      ...{ days: new Int32Array(n), reach: 10, within: 1, repeat: 1 },
    })
    // an incident counts as fifty pairs
    expect([...run]).toEqual([2000 / n, 4001 / n])
  })

  it('has an answer for nobody and for one', () => {
    const none = run({ x: [], y: [], days: [] }, 400, 42, 1)
    expect([none.n, none.pairs, none.chains.n]).toEqual([0, 0, 0])
    expect(none.halfDistance).toBeNaN()
    expect([...run({ x: [1], y: [1], days: [1] }, 400, 42, 1).kind]).toEqual([KIND.none])
  })
})
