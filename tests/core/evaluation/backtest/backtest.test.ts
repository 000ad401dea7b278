import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drain } from '../../../../src/core/base/drain.ts'
import { Stream } from '../../../../src/core/base/random.ts'
import { backtest, type Backtest } from '../../../../src/core/evaluation/backtest/backtest.ts'
import { blockDraws, pairedDifference } from '../../../../src/core/evaluation/backtest/bootstrap.ts'
import { studyCells } from '../../../../src/core/evaluation/backtest/cells.ts'
import { mapOf } from '../../../../src/core/evaluation/backtest/maps.ts'
import {
  DEFAULT_DECAY,
  mainFraction,
  MAPS,
  problemWithOptions,
  type BacktestOptions,
  type MapId,
} from '../../../../src/core/evaluation/backtest/options.ts'
import { accuracyTable, caught, flagged, observe } from '../../../../src/core/evaluation/backtest/score.ts'
import { fitSepp } from '../../../../src/core/evaluation/backtest/sepp.ts'
import { changed, shapesOn } from '../../../../src/core/evaluation/backtest/shape.ts'
import { chooseBlend } from '../../../../src/core/evaluation/backtest/tune.ts'
import { answerOf, notesOf, sureOf, verdictOf } from '../../../../src/core/evaluation/backtest/words.ts'
import { eventsFrom, town } from './town.ts'

interface Part {
  params: Pick<BacktestOptions, 'cell' | 'history' | 'first' | 'origins' | 'step' | 'horizon' | 'fractions'>
  cells: number
  k: number[]
  n: number
  outside: number
  oracle: number[]
  hits: Record<MapId, number[]>
}
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../golden/backtest_town.json'), 'utf8'),
) as {
  days: Part
  months: Part
  accuracy: {
    cases: { obs: number[]; pred: number[]; area: number[]; out: (number | null)[][] }[]
  }
}
const rest = { kde: 300, decay: DEFAULT_DECAY, shifts: false, draws: 199, seed: 1 }
const days = eventsFrom(town())
const run = (ev = days, o: Partial<BacktestOptions> = {}): Backtest =>
  drain(backtest(ev, { ...rest, ...golden.days.params, methods: ['countall', 'decay'], ...o }))
const hitsOf = (r: Backtest) => Object.fromEntries(r.maps.map((m) => [m.id, m.hits]))

describe('the notes of a back-test', () => {
  it('name no PEI where no map has one, and the best of those that do', () => {
    const r = run()
    const o = { ...rest, ...golden.days.params, methods: ['countall', 'decay'] } as BacktestOptions
    const said = (pei: readonly number[]) =>
      notesOf(
        { ...r, maps: r.maps.map((m, i) => ({ ...m, pei: [pei[i], ...m.pei.slice(1)] })) } as Backtest,
        days,
        o,
      ).join(' ')
    expect(said([NaN, NaN])).not.toMatch(/PEI holds|NaN/)
    expect(said([NaN, 0.25])).toContain('the best here reaches 0.25')
  })
})

describe('the back-test against other code', () => {
  it('catches what a brute force in numpy catches, day by day', () => {
    const methods = Object.keys(golden.days.hits) as MapId[]
    const r = run(days, { methods, blend: [0.8, 0.2] })
    const { cells, k, n, outside, oracle, hits } = golden.days
    expect({ cells: r.cells, k: r.k, n: r.n, outside: r.outside, oracle: r.oracle }).toEqual({
      ...{ cells, k, n, outside, oracle },
    })
    for (const m of r.maps) m.hits.forEach((h, q) => expect(h, m.id).toBeCloseTo(hits[m.id][q], 6))
    r.maps.forEach((m) => m.pai.forEach((v, q) => expect(v).toBeCloseTo(m.hits[q] / n / (k[q] / cells), 12)))
  })

  it('and month by month', () => {
    const { params, cells, k, n, outside, oracle, hits } = golden.months
    const months = eventsFrom(
      town().map(([x, y, d]) => [x, y, Math.floor(d / 30)] as const),
      'month',
    )
    const r = run(months, { ...params, methods: Object.keys(hits) as MapId[] })
    expect([r.cells, r.k, r.n, r.outside, r.oracle]).toEqual([cells, k, n, outside, oracle])
    for (const m of r.maps) m.hits.forEach((h, q) => expect(h, m.id).toBeCloseTo(hits[m.id][q], 6))
  })

  it('PAI, PEI and RRI are those of ptools, its rule for ties among them', () => {
    for (const c of golden.accuracy.cases) {
      const rows = accuracyTable(c.obs, c.pred, c.area)
      rows.forEach((r, i) => {
        const [count, pred, area, pai, pei, rri] = c.out[i]
        expect([r.count, r.pred, r.area]).toEqual([count, pred, area])
        for (const [ours, theirs] of [
          [r.pai, pai],
          [r.pei, pei],
          [r.rri, rri],
        ] as const)
          if (theirs !== null) expect(ours).toBeCloseTo(theirs!, 9)
          else expect(Number.isFinite(ours)).toBe(false)
      })
    }
  })
})

describe('scoring', () => {
  it('is the mean over all orders of tied cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ v: fc.integer({ min: 0, max: 2 }), c: fc.integer({ min: 0, max: 3 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.nat(6),
        (cells, at) => {
          const k = Math.min(at, cells.length)
          let [sum, boxes, n] = [0, 0, 0]
          const permute = (left: number[], order: number[]) => {
            if (left.length === 0) {
              if (order.some((c, i) => i > 0 && cells[order[i - 1]].v < cells[c].v)) return
              n++
              for (const c of order.slice(0, k)) {
                sum += cells[c].c
                boxes += cells[c].c > 0 ? 1 : 0
              }
            }
            left.forEach((c, i) => permute([...left.slice(0, i), ...left.slice(i + 1)], [...order, c]))
          }
          permute([...cells.keys()], [])
          const values = Float64Array.from(cells, (c) => c.v)
          const of = Int32Array.from(cells.flatMap((c, i) => Array<number>(c.c).fill(i)))
          const got = caught(values, values.slice().sort(), observe(of, 0, of.length), Int32Array.of(k))
          expect(got.hits[0]).toBeCloseTo(sum / n, 9)
          expect(got.boxes[0]).toBeCloseTo(boxes / n, 9)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('flags k cells, the best of all, ties always alike', () => {
    const values = Float64Array.of(0, 3, 1, 1, 1, 0)
    const order = Int32Array.of(4, 0, 2, 5, 3, 1)
    const pick = (k: number) => [...flagged(values, values.slice().sort(), k, order)]
    expect([pick(0), pick(1), pick(2), pick(3), pick(5)]).toEqual([
      [],
      [1],
      [1, 4],
      [1, 2, 4],
      [0, 1, 2, 3, 4],
    ])
  })

  it('measures patches, the way through them and what is new', () => {
    // two cells side by side, one touching by a corner, one 3 cells off
    const at = [
      [0, 0],
      [1, 0],
      [2, 1],
      [5, 1],
    ]
    const g = { cell: 100, nx: 10, frame: Int32Array.from(at, ([c, r]) => r * 10 + c) } as never
    const all = Int32Array.of(0, 1, 2, 3)
    expect(shapesOn(g)(all).patches).toBe(3)
    expect(shapesOn(g)(all).kilometres).toBeCloseTo(0.1 * (1 + Math.SQRT2 + 3), 12)
    expect(changed(Int32Array.of(1, 2, 4, 9), Int32Array.of(2, 3, 9, 11))).toBe(0.5)
    expect(changed(all, all)).toBe(0)
  })

  it('finds the patches and the shortest tree that plain loops find, near and far', () => {
    const cells = fc.uniqueArray(fc.integer({ min: 0, max: 60 * 40 - 1 }), { maxLength: 60 })
    fc.assert(
      fc.property(cells, fc.integer({ min: 1, max: 40 }), (list, apart) => {
        // the second half stands further off, so that some groups are joined from afar
        const nx = 60 + apart
        const frame = Int32Array.from(
          list,
          (k) => Math.floor(k / 60) * nx + (k % 60) + (k % 60 > 30 ? apart : 0),
        )
        const at = [...frame].map((f) => [f % nx, Math.floor(f / nx)])
        const far = (i: number, j: number) => Math.hypot(at[i][0] - at[j][0], at[i][1] - at[j][1])
        const grow = (reach: number) => {
          let [groups, length] = [0, 0]
          const left = new Set(at.keys())
          for (const start of at.keys()) {
            if (!left.delete(start)) continue
            groups++
            const joined = [start]
            for (;;) {
              let best = { j: -1, d: Infinity }
              for (const i of joined) for (const j of left) if (far(i, j) < best.d) best = { j, d: far(i, j) }
              if (best.j < 0 || best.d > reach) break
              left.delete(best.j)
              joined.push(best.j)
              length += best.d
            }
          }
          return { groups, length }
        }
        const got = shapesOn({ cell: 1000, nx, frame })(Int32Array.from(list.keys()))
        expect(got.patches).toBe(grow(1).groups)
        expect(got.kilometres).toBeCloseTo(grow(Infinity).length, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('a pair of maps is drawn by the same windows, in runs where asked', () => {
    const draws = blockDraws(10, 4, 500, 7)
    for (const d of draws.slice(0, 20)) {
      expect(d).toHaveLength(10)
      for (const k of [1, 2, 3, 5, 6, 7, 9]) expect(d[k]).toBe((d[k - 1] + 1) % 10)
    }
    const n = Float64Array.from({ length: 40 }, () => 10)
    const base = Float64Array.from({ length: 40 }, (_, i) => i % 5)
    // always one more: no doubt is left, although both vary
    const sure = pairedDifference(
      base.map((v) => v + 1),
      base,
      n,
      blockDraws(40, 1, 200, 1),
      3,
    )
    expect(sure).toMatchObject({ better: 40, worse: 0, same: 0 })
    expect([sure.difference, sure.low, sure.highWide]).toEqual(
      [0.1, 0.1, 0.1].map((v) => expect.closeTo(v, 12)),
    )
    // mean of 0/1 differences: the interval is the binomial's, about ± 1.96 √(p(1−p)/n)
    const coin = Float64Array.from({ length: 400 }, (_, i) => i % 2)
    const zero = new Float64Array(400)
    const half = pairedDifference(
      coin,
      zero,
      zero.map(() => 1),
      blockDraws(400, 1, 4000, 3),
      7,
    )
    expect(half.high - half.low).toBeCloseTo(2 * 1.96 * 0.025, 2)
    expect(half.lowWide).toBeLessThan(half.low)
    // eight windows drawn anew from themselves swing less than eight others would: t with 7 degrees, and √(8 ÷ 7)
    const eight = (runs: number) =>
      pairedDifference(
        Float64Array.of(4, 3, 1, 0, 0, 0, 1, 2),
        new Float64Array(8),
        new Float64Array(8).fill(10),
        blockDraws(8, 1, 4000, 3),
        8,
        runs,
      )
    const [few, many] = [eight(8), eight(1e9)]
    expect((few.difference - few.low) / (many.difference - many.low)).toBeCloseTo(
      (2.3646 / 1.96) * (8 / 7) ** 0.5,
      3,
    )
    expect([many.lowWide > 0, few.lowWide < 0]).toEqual([true, true])
    // one run alone is drawn from itself: it tells of no other
    const { low, high, lowWide, highWide } = pairedDifference(
      Float64Array.of(4, 4, 4, 4),
      new Float64Array(4),
      new Float64Array(4).fill(10),
      blockDraws(4, 14, 200, 1),
      8,
      1,
    )
    expect([low, high, lowWide, highWide]).toEqual([-1, 1, -1, 1])
  })
})

describe('nothing of the future reaches a map', () => {
  const methods = MAPS.map((m) => m.id)
  it('values do not change when all that follows an origin does', () => {
    const first = 450
    const past = town().filter((e) => e[2] < first)
    const [a, b] = [
      [...past, ...town().filter((e) => e[2] >= first)],
      [...past, ...town().map(([x, y]) => [x + 77, y + 33, first + 1] as [number, number, number])],
    ].map((list) => eventsFrom(list))
    const options = { history: 0, horizon: 7, kde: 300 }
    const [ga, gb] = [a, b].map((ev) => studyCells(ev, { cell: 150, history: 0, before: first }))
    expect(gb.m).toBe(ga.m)
    for (const id of methods) {
      const blend = { weights: [0.8, 0.2] as const, decay: DEFAULT_DECAY }
      const [va, vb] = [new Float64Array(ga.m), new Float64Array(ga.m)]
      mapOf(id, a, ga, options, DEFAULT_DECAY, blend)(va, first)
      mapOf(id, b, gb, options, DEFAULT_DECAY, blend)(vb, first)
      expect(vb, id).toEqual(va)
    }
  })

  it('an incident counts from the day after its report, not before', () => {
    const early = [
      ...town()
        .slice(0, 500)
        .map(([x, y]) => [x, y, 10] as const),
    ]
    const late = eventsFrom([...early, [500, 500, 95, 103], [501, 501, 110, 110]])
    const g = studyCells(late, { cell: 150, history: 0, before: 100 })
    const count = (origin: number) => {
      const out = new Float64Array(g.m)
      mapOf('count28', late, g, { history: 0, horizon: 7, kde: 300 }, DEFAULT_DECAY, {
        ...{ weights: [1, 0], decay: DEFAULT_DECAY },
      })(out, origin)
      return out.reduce((s, v) => s + v, 0)
    }
    expect([96, 103, 104, 111].map(count)).toEqual([0, 0, 1, 2])
  })

  it('the blend is chosen on windows that end before the first one', () => {
    const o = { ...rest, ...golden.days.params, methods: ['blend' as const] }
    const choose = (list: readonly [number, number, number][]) =>
      drain(chooseBlend(eventsFrom(list), o, false))
    const chosen = choose(town())
    expect(chosen.origins).toBe(26)
    expect(chosen.weights[0] + chosen.weights[1]).toBeCloseTo(1, 12)
    const other = choose(town().map(([x, y, d]) => (d >= 450 ? [y, x, d] : [x, y, d])))
    expect(other).toEqual(chosen)
    expect(drain(chooseBlend(days, { ...o, blend: [2, 1] }, false))).toMatchObject({
      weights: [2, 1],
      fixed: true,
    })
    expect(drain(chooseBlend(days, { ...o, first: 120 }, false))).toMatchObject({
      weights: [0.8, 0.2],
      origins: 0,
    })
  })
})

describe('what the data must show', () => {
  it('with dates shuffled the near-repeat map adds nothing to the count', () => {
    // the same places, dates without any link: mean difference of blend and count over 20 shuffles is near 0
    const places = town()
    let sum = 0
    for (let k = 0; k < 20; k++) {
      const s = new Stream(5, k)
      const list = places.map(([x, y]) => [x, y, s.below(700)] as const)
      const r = run(eventsFrom(list), { methods: ['countall', 'blend'], blend: [0.8, 0.2], draws: 0 })
      sum += r.maps[1].hitRate[2] - r.maps[0].hitRate[2]
    }
    expect(sum / 20).toBeLessThan(0.005)
    // and where half follow an earlier one within 60 m and a week, it surely adds something
    const s = new Stream(5, 99)
    const followed = places.flatMap(([x, y]) => {
      const d = s.below(690)
      return [[x, y, d] as const, [x + s.below(60), y + s.below(60), d + 1 + s.below(7)] as const]
    })
    const linked = run(eventsFrom(followed), {
      methods: ['countall', 'blend'],
      blend: [0.8, 0.2],
      origins: 34,
    })
    expect(linked.differences[0].at[2].low).toBeGreaterThan(0)
    expect(linked.differences[0]).toMatchObject({ id: 'blend', against: 'countall' })
  })

  it('Mohler’s EM finds what was planted', () => {
    // background evenly over 3 km × 3 km and 1,000 days; each incident followed by 0.4 others, 5 days, 60 m
    const s = new Stream(11, 1)
    const list: [number, number, number][] = []
    const add = (x: number, y: number, t: number) => {
      if (t >= 1000) return
      list.push([x, y, Math.floor(t)])
      for (let u = s.float(), p = Math.exp(-0.4), c = p, k = 0; u > c; c += p *= 0.4 / ++k)
        add(x + 60 * s.normal(), y + 60 * s.normal(), t - 5 * Math.log(1 - s.float()))
    }
    for (let i = 0; i < 2500; i++) add(s.float() * 3000, s.float() * 3000, s.float() * 1000)
    const ev = eventsFrom(list)
    const fit = fitSepp(ev, studyCells(ev, { cell: 250, history: 0, before: 1000 }), 0, 1000)
    // a fifth of the followers come on the same day, of which nobody knows the order
    expect(fit.theta).toBeGreaterThan(0.25)
    expect(fit.theta).toBeLessThan(0.45)
    expect(1 / fit.omega).toBeGreaterThan(4)
    expect(1 / fit.omega).toBeLessThan(7)
    expect(fit.sigma).toBeGreaterThan(50)
    expect(fit.sigma).toBeLessThan(75)
    // and nothing where nothing is
    const none = eventsFrom(list.map(([x, y]) => [x, y, s.below(1000)] as const))
    const flat = fitSepp(none, studyCells(none, { cell: 250, history: 0, before: 1000 }), 0, 1000)
    expect(flat.theta).toBeLessThan(0.1)
  })
})

describe('running', () => {
  it('yields a share done that rises to 1, and four grids give a range round the first', () => {
    const it = backtest(
      days,
      { ...rest, ...golden.days.params, methods: MAPS.map((m) => m.id), shifts: true },
      false,
    )
    const shares: number[] = []
    for (let step = it.next(); ; step = it.next()) {
      if (step.done) {
        for (const m of step.value.maps)
          m.overShifts!.forEach(([low, high], q) => {
            expect(low).toBeLessThanOrEqual(m.hitRate[q])
            expect(high).toBeGreaterThanOrEqual(m.hitRate[q])
          })
        break
      }
      shares.push(step.value)
    }
    expect(shares.every((v, i) => i === 0 || v >= shares[i - 1] - 1e-12)).toBe(true)
    expect(shares.at(-1)).toBeCloseTo(1, 9)
    expect(shares.length).toBeGreaterThan(500)
  })

  it('goes on from one position of the grid to all four, with the figures of one go', () => {
    const asked = { ...rest, ...golden.days.params, methods: ['countall', 'sepp', 'blend'] as MapId[] }
    const begun = {}
    const one = drain(backtest(days, { ...asked, shifts: false }, false, begun))
    const steps = [...backtest(days, { ...asked, shifts: true }, false, begun)].length
    const all = drain(backtest(days, { ...asked, shifts: true }, false, begun))
    const afresh = drain(backtest(days, { ...asked, shifts: true }))
    expect(all).toEqual(afresh)
    expect(one.maps.map((m) => m.hits)).toEqual(all.maps.map((m) => m.hits))
    // three positions of the grid, no first one and no choice of a blend
    expect(steps).toBe(3 * asked.origins * asked.methods.length)
  })

  it('the curve passes through the shares asked for', () => {
    const r = run(days)
    const m = r.maps[0]
    expect([m.curve[2], m.curve[10], m.curve[40]]).toEqual(
      [m.hitRate[0], m.hitRate[2], m.hitRate[4]].map((v) => expect.closeTo(v, 12)),
    )
    expect(hitsOf(r)).toHaveProperty('decay')
  })

  it('refuses in sentences', () => {
    const o = { ...rest, ...golden.days.params, methods: ['countall' as const] }
    const no = (p: Partial<BacktestOptions>, ev = days) => problemWithOptions(ev, { ...o, ...p })
    expect(no({})).toBeUndefined()
    expect(no({ origins: 400 })).toMatch(/last test window ends/)
    expect(no({ history: 500 })).toMatch(
      /begins on \d{1,2} [A-Z][a-z]{2} \d{4}, not before the first origin \d{1,2} [A-Z]/,
    )
    expect(no({ fractions: [0.2, 0.1] })).toMatch(/rising numbers/)
    expect(no({ methods: [] })).toMatch(/No map/)
    expect(no({}, eventsFrom([]))).toMatch(/nothing to try/)
    expect(no({ first: 0, history: -10 })).toMatch(/no map can be made/)
    const months = eventsFrom([[1, 1, 24000]], 'month')
    expect(no({ methods: ['decay'] }, months)).toMatch(/only months/)
    expect(() => run(days, { fractions: [1e-4] })).toThrow(/no share asked for makes a whole cell/)
  })
})

describe('the verdict of a back-test', () => {
  const at = (difference: number, low: number, lowWide: number) => ({
    ...{ fraction: 0.05, difference, low, high: difference + 0.01, lowWide, highWide: difference + 0.02 },
    ...{ better: 26, worse: 18, same: 8 },
  })
  const of = (rival: ReturnType<typeof at>, rate: number) =>
    ({
      ...{ n: 1417, cells: 6206, k: [310], main: 0, baseline: 'countall' },
      origins: Array.from({ length: 52 }, (_, w) => 7 * w),
      maps: [
        { id: 'countall', hitRate: [0.26] },
        { id: 'sepp', hitRate: [rate] },
      ],
      differences: [
        { id: 'sepp', against: 'countall', at: [rival] },
        { id: 'decay', against: 'countall', at: [at(-0.09, -0.1, -0.11)] },
      ],
    }) as unknown as Backtest

  it('shows the wider range where the plain one seems to say the contrary', () => {
    const r = of(at(0.015, 0.004, -0.002), 0.275)
    expect(verdictOf(r, 'day', 7).sentence).toBe(
      'The long count stands: it catches 26% in 5.0% of the area. The self-exciting model catches 28%, no better beyond chance (+0.4 to +2.5 points taken alone, −0.2 to +3.5 points allowing for 2 comparisons; better in 26 of 52 weeks, worse in 18).',
    )
    expect(sureOf(r, 'day', 7)).toContain('−0.2 to +3.5 points allowing for 2 comparisons')
    const plain = verdictOf(of(at(0.005, -0.005, -0.015), 0.265), 'day', 7).sentence
    expect(plain).toContain('no better beyond chance (−0.5 to +1.5 points; better in 26')
    const flat = verdictOf(of(at(0.005, 0.0001, -0.0001), 0.265), 'day', 7).sentence
    expect(flat).toContain('0.0 to +')
    // drawn anew from seven windows no interval holds what it says
    const short = { ...r, origins: r.origins.slice(0, 7) } as Backtest
    expect(sureOf(short, 'day', 7)).toMatch(/in 7 weeks: too few to tell maps apart\.$/)
  })

  it('names what the near-repeat map catches once', () => {
    const r = of(at(-0.05, -0.06, -0.07), 0.2)
    const decay = { ...at(0.015, -0.01, -0.02) }
    const ahead = {
      ...{ ...r, maps: [...r.maps, { id: 'decay', hitRate: [0.275] }] },
      differences: [r.differences[0], { id: 'decay', against: 'countall', at: [decay] }],
    } as unknown as Backtest
    expect(answerOf(ahead, 'day')).toContain('The near-repeat map catches 28%, no better beyond chance')
    expect(answerOf(ahead, 'day')).not.toContain('near-repeat map alone')
  })

  it('speaks of one window in the singular', () => {
    const r = { ...of(at(0.005, -0.005, -0.015), 0.265), origins: [0] } as Backtest
    expect(verdictOf(r, 'day', 7).sentence).toMatch(
      /^1 week is too few to tell maps apart; .* In it the long/,
    )
  })

  it('says that the long count wins only where nothing caught more', () => {
    expect(verdictOf(of(at(-0.01, -0.02, -0.03), 0.25), 'day', 7).sentence).toMatch(
      /^The long count wins: .* Nothing does better/,
    )
    expect(verdictOf(of(at(0.015, 0.01, 0.004), 0.275), 'day', 7).sentence).toMatch(
      /^The self-exciting model wins/,
    )
  })
})

describe('a back-test of next to nothing', () => {
  it('calls no map better or worse', () => {
    const r = {
      ...{ n: 1, cells: 13, k: [1], main: 0, baseline: 'countall' },
      origins: Array.from({ length: 17 }, (_, w) => 7 * w),
      maps: [
        { id: 'countall', hitRate: [0] },
        { id: 'decay', hitRate: [0] },
      ],
      differences: [{ id: 'decay', against: 'countall', at: [] }],
    } as unknown as Backtest
    expect(answerOf(r, 'day')).toBe(
      '1 incident in 17 weeks is too few to tell maps apart; at least 20 are needed.',
    )
    expect(sureOf(r, 'day', 7)).toBe('n = 1 in 17 weeks: too few to tell maps apart.')
  })

  it('tells the share that makes a whole cell', () => {
    const shares = [0.01, 0.02, 0.05, 0.1, 0.2]
    expect(mainFraction(shares)).toBe(2)
    expect(mainFraction(shares, 100)).toBe(2)
    expect(mainFraction(shares, 13)).toBe(3)
    expect(mainFraction(shares, 4)).toBe(4)
  })
})
