/** Chains and the share of near repeats, held against saying the same slowly, down to origins, middles and shuffles. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drain } from '../../../src/core/base/drain.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { classify, KIND } from '../../../src/core/near/chains.ts'
import { fromTable, halving, promap } from '../../../src/core/near/decay.ts'
import { nearShare, type NearShareInput } from '../../../src/core/near/nearShare.ts'
import { FLAG } from '../../../src/core/table/incidents.ts'

interface At {
  readonly x: number
  readonly y: number
  readonly day: number
}
const at = fc.record({
  x: fc.integer({ min: 0, max: 6 }).map((v) => 3 * v),
  y: fc.integer({ min: 0, max: 6 }).map((v) => 4 * v),
  day: fc.integer({ min: 0, max: 9 }),
})

/** Origins, distances and measures by the words: every pair, sorted. */
function slowly(all: readonly At[], reach: number, within: number, repeat: number) {
  const far = (a: number, b: number) => Math.sqrt((all[a].x - all[b].x) ** 2 + (all[a].y - all[b].y) ** 2)
  const before = (a: number, b: number) => all[a].day < all[b].day || (all[a].day === all[b].day && a < b)
  const rows = all.map((_, i) => i)
  const linked = (i: number, r: number) =>
    rows.filter((j) => before(j, i) && all[i].day - all[j].day <= within && far(i, j) <= r)
  const latest = (some: readonly number[]) => some.reduce((a, b) => (before(a, b) ? b : a))
  const origin = rows.map((i) => {
    const again = linked(i, repeat)
    if (again.length > 0) return latest(again)
    const near = linked(i, reach)
    if (near.length === 0) return -1
    const least = Math.min(...near.map((j) => far(i, j)))
    return latest(near.filter((j) => far(i, j) === least))
  })
  const pairs = rows.flatMap((i) =>
    linked(i, reach).map((j) => ({ d: far(i, j), days: all[i].day - all[j].day })),
  )
  const middle = (v: number[]) => v.sort((a, b) => a - b)[v.length >> 1] ?? NaN
  // chains: what hangs together by links, by first incident
  const group = [...rows]
  for (let again = true; again;) {
    again = false
    for (const i of rows)
      for (const j of linked(i, reach))
        if (group[i] !== group[j]) {
          group[i] = group[j] = Math.min(group[i], group[j])
          again = true
        }
  }
  const chains = [...new Set(group)]
    .map((g) => rows.filter((i) => group[i] === g))
    .filter((m) => m.length > 1)
    .map((members) => ({ members, first: members.reduce((a, b) => (before(b, a) ? b : a)) }))
    .sort((a, b) => (before(a.first, b.first) ? -1 : 1))
  const range = (v: number[]) => Math.max(...v) - Math.min(...v)
  const kind = rows.map((i) => {
    if (linked(i, repeat).length > 0) return KIND.repeat
    if (linked(i, reach).length > 0) return KIND.nearRepeat
    return rows.some((j) => linked(j, reach).includes(i)) ? KIND.originator : KIND.none
  })
  return {
    kind,
    origin,
    distance: origin.map((o, i) => (o < 0 ? NaN : far(i, o))),
    days: origin.map((o, i) => (o < 0 ? -1 : all[i].day - all[o].day)),
    pairs: pairs.length,
    sameDay: pairs.filter((p) => p.days === 0).length,
    halfDistance: middle(pairs.map((p) => p.d)),
    halfLife: middle(pairs.map((p) => p.days)),
    chain: rows.map((i) => chains.findIndex((c) => c.members.includes(i)) + 1),
    first: chains.map((c) => c.first),
    size: chains.map((c) => c.members.length),
    span: chains.map((c) => range(c.members.map((i) => all[i].day))),
    spread: chains.map((c) =>
      Math.hypot(range(c.members.map((i) => all[i].x)), range(c.members.map((i) => all[i].y))),
    ),
  }
}

describe('chains', () => {
  it('say of each incident where it comes from, and of each chain how far it spreads', () => {
    fc.assert(
      fc.property(
        fc.array(at, { maxLength: 14 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 4 }),
        (all, reach, within, less) => {
          const repeat = Math.min(reach, less)
          const r = drain(
            classify({
              x: Float64Array.from(all, (a) => a.x),
              y: Float64Array.from(all, (a) => a.y),
              days: Int32Array.from(all, (a) => a.day),
              ...{ reach, within, repeat },
            }),
          )
          const { chains } = r
          expect({
            kind: [...r.kind],
            origin: [...r.origin],
            distance: [...r.distance],
            days: [...r.days],
            ...{ pairs: r.pairs, sameDay: r.sameDay, halfDistance: r.halfDistance, halfLife: r.halfLife },
            chain: [...r.chain],
            first: [...chains.first],
            size: [...chains.size],
            span: [...chains.span],
            spread: [...chains.spread],
          }).toEqual(slowly(all, reach, within, repeat))
          expect(r.halfDistanceStep).toBe(0)
          expect([...r.kind].filter((k) => k === KIND.repeat)).toHaveLength(
            [...chains.repeats].reduce((a, b) => a + b, 0),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
  it('hold more pairs than a page of them', () => {
    // 60 at one place on one day: 1,770 pairs
    const n = 60
    const r = drain(classify({ x: new Float64Array(n), y: new Float64Array(n), days: new Int32Array(n), reach: 1, within: 0, repeat: 1 })) // prettier-ignore
    expect([r.pairs, r.sameDay, r.halfDistance, r.halfLife, r.chains.repeats[0]]).toEqual([
      1770, 1770, 0, 0, 59,
    ])
  })
})

/** Near incidents and close pairs of one dealing, by the words. */
function near(g: NearShareInput, when: readonly number[]) {
  const day = when.map((w) => g.day[w])
  const from = when.map((w) => g.from[w])
  const open = when.map((w) => (g.flags[w] & FLAG.noTime) !== 0)
  const rows = when.map((_, i) => i)
  const before = (j: number, i: number) =>
    day[i] === day[j] && (open[i] || open[j]) ? j < i : from[j] < from[i]
  const forerunners = (i: number) =>
    rows.filter(
      (j) =>
        j !== i &&
        before(j, i) &&
        Math.abs(day[i] - day[j]) <= g.days &&
        Math.hypot(g.x[i] - g.x[j], g.y[i] - g.y[j]) <= g.reach,
    )
  const judged = rows.filter((i) => day[i] >= g.judgedFrom)
  const own = (i: number) => (j: number) => g.place[i] >= 0 && g.place[i] === g.place[j]
  return {
    n: judged.length,
    near: judged.filter((i) => forerunners(i).length > 0).length,
    samePlaceOnly: judged.filter((i) => forerunners(i).length > 0 && forerunners(i).every(own(i))).length,
    pairs: rows.reduce((sum, i) => sum + forerunners(i).length, 0),
  }
}

describe('decay', () => {
  it('halves at each half-distance and after each half-life, however short', () => {
    const f = halving(0.5, 0.25)
    expect([f(0, 0), f(0.5, 0), f(0, 0.25), f(1, 0.5)]).toEqual([1, 0.5, 0.5, 1 / 16])
    const g = promap(0.5, 0.25)
    expect([g(0, 0), g(0.5, 0), g(0, 0.25), g(1, 0.5)]).toEqual([1, 0.5, 0.5, 1 / 9])
    for (const [d, t] of [
      [0, 1],
      [1, 0],
      [-1, 1],
      [1, -1],
      [NaN, 1],
      [1, NaN],
    ] as const) {
      expect(() => halving(d, t)).toThrow(/above 0/)
      expect(() => promap(d, t)).toThrow(/above 0/)
    }
  })
  it('by a table is its excess: each band with its lower edge, the last with both, nothing beyond', () => {
    const f = fromTable([0, 100, 200], [0, 7, 14], [3, 1.5, 0.5, NaN])
    const at = [0, 99, 100, 200, 201, -1].map((d) => [0, 6, 7, 14, 15, -1].map((t) => f(d, t)))
    expect(at).toEqual([
      [2, 2, 0.5, 0.5, 0, 0],
      [2, 2, 0.5, 0.5, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ])
    expect(fromTable([50, 100], [1, 2], [2])(49, 1)).toBe(0)
    expect(fromTable([50, 100], [1, 2], [2])(100, 2)).toBe(1)
    expect(() => fromTable([0, 100], [0, 7], [1, 2])).toThrow(/needs 1 × 1 = 1 ratios/)
    expect(() => fromTable([0, 100], [0, 7], [1])).toThrow(/names no raised risk/)
    expect(() => fromTable([0, 100], [0, 7], [Infinity])).toThrow(/names no raised risk/)
  })
})

describe('the share of near repeats', () => {
  it('and what chance makes of it are those of the words, shuffle by shuffle', () => {
    const one = fc.record({
      ...{
        x: fc.integer({ min: 0, max: 4 }),
        y: fc.integer({ min: 0, max: 4 }),
        day: fc.integer({ min: 0, max: 5 }),
      },
      ...{ hour: fc.integer({ min: 0, max: 2 }), open: fc.boolean(), place: fc.integer({ min: -1, max: 2 }) },
    })
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 0, max: 6 }),
        (all, judgedFrom) => {
          const g: NearShareInput = {
            x: Float64Array.from(all, (a) => 3 * a.x),
            y: Float64Array.from(all, (a) => 4 * a.y),
            day: Int32Array.from(all, (a) => a.day),
            from: Int32Array.from(all, (a) => a.day * 1440 + (a.open ? 0 : a.hour * 60)),
            flags: all.map((a) => (a.open ? FLAG.noTime : 0)),
            place: Int32Array.from(all, (a) => a.place),
            ...{ judgedFrom, reach: 5, days: 2, seed: 3 },
          }
          const rows = all.map((_, i) => i)
          const found = near(g, rows)
          const dealt = Array.from({ length: found.n === 0 ? 0 : 99 }, (_, k) => {
            const when = [...rows]
            shuffle(when, new Stream(3, k))
            return near(g, when)
          })
          const mean = (of: (d: (typeof dealt)[number]) => number) =>
            dealt.reduce((s, d) => s + of(d), 0) / dealt.length
          const r = drain(nearShare(g))
          expect(r).toMatchObject({ ...found, shuffles: dealt.length })
          if (found.n === 0) {
            expect([r.byChance, r.pairsByChance, r.p]).toEqual([NaN, NaN, NaN])
            return
          }
          expect(r.byChance).toBeCloseTo(mean((d) => d.near) / found.n, 9)
          expect(r.pairsByChance).toBeCloseTo(
            mean((d) => d.pairs),
            9,
          )
          expect(r.p).toBeCloseTo((1 + dealt.filter((d) => d.pairs >= found.pairs).length) / 100, 9)
        },
      ),
      { numRuns: 12 },
    )
  })
  it('finds more pairs than a page of them', () => {
    const n = 60
    const g = { x: new Float64Array(n), y: new Float64Array(n), day: new Int32Array(n), from: Int32Array.from({ length: n }, (_, i) => i), flags: new Uint8Array(n), place: new Int32Array(n).fill(1), judgedFrom: 0, reach: 1, days: 0, seed: 1 } // prettier-ignore
    const steps: number[] = []
    const run = nearShare(g)
    for (let s = run.next(); ; s = run.next()) {
      if (s.done) {
        expect(s.value).toMatchObject({
          n,
          near: 59,
          samePlaceOnly: 59,
          pairs: 1770,
          pairsByChance: 1770,
          p: 1,
        })
        break
      }
      steps.push(s.value)
    }
    // the share done rises to one
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect([steps[0], steps.length]).toEqual([0.2, 99])
    expect(steps.at(-1)).toBeLessThan(1)
    // the dates are all dealt: half of the work
    expect(steps.at(-1)).toBeGreaterThan(0.59)
  })
})
