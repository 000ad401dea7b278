/** The table and its two blocks, of counts written by hand: 99 permutations, of which the first `hits` are as extreme. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figuresOf } from '../../../src/core/near/knoxBlock.ts'
import { cellsOf } from '../../../src/core/near/knoxCells.ts'
import type { KindCounts } from '../../../src/core/near/knoxDetail.ts'
import type { KnoxCounts } from '../../../src/core/near/knox.ts'
import { knoxTable, type KnoxSetting, notable } from '../../../src/core/near/knoxTable.ts'

const SIZE = 99
/** n(n − 1)/2 = 820 pairs, a tenth of them in each column of days. */
const N = 41
type Cell = readonly [observed: number, hits: number]

/** Ten pairs at any time in each band: one is expected in each cell. */
const kindOf = (cells: readonly (readonly Cell[])[], size = SIZE, pairs = 10): KindCounts => ({
  observed: Float64Array.from(cells.flat(), (c) => c[0]),
  simulated: Float64Array.from(
    cells.flat().flatMap(([, hits]) => Array.from({ length: size }, (_, k) => (k < hits ? 1000 : 0))),
  ),
  pairs: Float64Array.from(cells, () => pairs),
})

interface Made {
  home: readonly (readonly Cell[])[]
  near: readonly (readonly Cell[])[]
  apart?: { home: KindCounts; near: KindCounts }
  split?: boolean
  size?: number
  /** weeks that are all alike, so that the interval is one figure */
  weeks?: number
}

function countsOf({ home, near, apart, split = false, size = SIZE, weeks = 0 }: Made): KnoxCounts {
  const [nS, columns] = [near.length, near[0].length]
  const nT = columns - (split ? 1 : 0)
  const weekly = (kind: readonly (readonly Cell[])[]) => ({
    observed: Float64Array.from(
      Array.from({ length: weeks }, () => kind.flat().map((c) => c[0] / weeks)).flat(),
    ),
    space: new Float64Array(weeks * nS).fill(10 / Math.max(1, weeks)),
  })
  return {
    n: N,
    from: 0,
    to: size,
    observed: Float64Array.from({ length: nS * nT }, () => 3),
    expected: new Float64Array(nS * nT).fill(2),
    sd: new Float64Array(nS * nT).fill(1),
    simulated: new Float64Array(nS * nT * size).fill(1),
    spacePairs: new Float64Array(nS).fill(20),
    timePairs: new Float64Array(nT).fill(82),
    detail: {
      split,
      columns,
      home: kindOf(home, size),
      near: kindOf(near, size),
      ...(apart && { apart }),
      timePairs: new Float64Array(columns).fill(82),
      expected: Float64Array.from({ length: nS * columns }, (_, k) => k + 1),
      sd: Float64Array.from({ length: nS * columns }, (_, k) => k + 2),
      weeks: {
        n: weeks,
        incidents: new Float64Array(weeks).fill(N / Math.max(1, weeks)),
        time: new Float64Array(weeks * columns).fill(82 / Math.max(1, weeks)),
        home: weekly(home),
        near: weekly(near),
      },
    },
  } as unknown as KnoxCounts
}

const settingOf = (space: number[], time: number[], more: Partial<KnoxSetting> = {}): KnoxSetting => ({
  space: { edges: space, closed: 'left' },
  time: { edges: time, closed: 'left' },
  metric: 'euclidean',
  seed: 1,
  offences: ['burglary-home'],
  sameDay: true,
  doubles: 0,
  long: 0,
  ...more,
})
const RINGS = [0, 1, 100, 200, 300]
const WEEKS = [0, 7, 14, 21]
const table = (made: Made, space = RINGS, time = WEEKS, more: Partial<KnoxSetting> = {}) =>
  knoxTable({ all: countsOf(made) }, settingOf(space, time, more), [])
/** Nothing seen, nothing simulated: a p of 1 that adds nothing to a block. */
const no: Cell = [0, 0]
const yes: Cell = [9, 0]
const grid = (rows: number, columns: number, at: Record<string, Cell> = {}): Cell[][] =>
  Array.from({ length: rows }, (_, s) => Array.from({ length: columns }, (_, c) => at[`${s},${c}`] ?? no))
const none = grid(4, 3)
const near = (at: Record<string, Cell>, more: Partial<Made> = {}) =>
  table({ home: none, near: grid(4, 3, at), ...more }).neighbours
const home = (at: Record<string, Cell>, more: Partial<Made> = {}) =>
  table({ near: none, home: grid(4, 3, at), ...more }).sameHome

describe('the blocks that the sentences speak of', () => {
  it('begin with the first band and grow while the next is notable: outwards, then later', () => {
    const of = (at: Record<string, Cell>) => {
      const { found, metres, days, observed, expected } = near(at)
      return [found, metres, days, observed, expected]
    }
    expect(of({ '1,0': yes })).toEqual([true, 100, 7, 9, 2])
    expect(of({ '1,0': yes, '2,0': yes })).toEqual([true, 200, 7, 18, 3])
    expect(of({ '1,0': yes, '2,0': yes, '3,0': yes })).toEqual([true, 300, 7, 27, 4])
    expect(of({ '1,0': yes, '3,0': yes })).toEqual([true, 100, 7, 9, 2])
    expect(of({ '1,0': yes, '1,1': yes })).toEqual([true, 100, 14, 18, 4])
    expect(of({ '1,0': yes, '1,1': yes, '1,2': yes })).toEqual([true, 100, 21, 27, 6])
    expect(of({ '1,0': yes, '1,2': yes })).toEqual([true, 100, 7, 9, 2])
    // a ring further out does not count later, and nothing grows from nothing
    expect(of({ '1,0': yes, '2,1': yes })).toEqual([true, 100, 7, 9, 2])
    expect(of({ '2,0': yes })).toEqual([false, 100, 7, 0, 2])
  })

  it('take the same home over all bands, and only later', () => {
    const of = (at: Record<string, Cell>) => {
      const { found, metres, days, observed, expected } = home(at)
      return [found, metres, days, observed, expected]
    }
    expect(of({ '0,0': yes })).toEqual([true, 0, 7, 9, 4])
    expect(of({ '0,0': yes, '3,0': yes })).toEqual([true, 0, 7, 18, 4])
    expect(of({ '0,0': yes, '3,1': yes })).toEqual([true, 0, 14, 18, 8])
    expect(of({ '0,0': yes, '0,1': [20, 0], '0,2': yes })).toEqual([true, 0, 21, 38, 12])
    expect(of({})).toEqual([false, 0, 7, 0, 4])
  })

  it('take the first band of distance in only where it means the same place', () => {
    const first = { '0,0': yes }
    const of = (space: number[], rows: number) =>
      table({ home: grid(rows, 3), near: grid(rows, 3, first) }, space).neighbours
    expect([of([0, 1, 100], 2).metres, of([0, 1, 100], 2).expected]).toEqual([100, 2])
    expect([of([0, 2, 100], 2).metres, of([0, 2, 100], 2).expected]).toEqual([2, 1])
    expect([of([0.5, 1, 100], 2).metres, of([0, 1], 1).metres, of([0, 100], 1).metres]).toEqual([1, 1, 100])
  })

  it('must be large, significant by Holm, and of five pairs', () => {
    // hits + 1 of 100; the same home is not significant, so that half of 0.05 holds
    const alone = (c: Cell) =>
      table({ home: grid(4, 3, { '0,0': [9, 90] }), near: grid(4, 3, { '1,0': c }) }).neighbours.found
    expect([alone([9, 1]), alone([9, 2])]).toEqual([true, false])
    // two are expected
    expect([alone([5, 0]), alone([4, 0])]).toEqual([true, false])
  })

  it('hold the larger of the two p to 0.05 once the smaller is below, else both to half', () => {
    const made = (a: number, b: number) => {
      const rows = (s: number, hits: number) =>
        Array.from({ length: 2 }, (_, r) => [(r === s ? [9, hits] : [0, 0]) as Cell])
      const t = table({ home: rows(0, a), near: rows(1, b) }, [0, 1, 100], [0, 7])
      return [t.sameHome.found, t.neighbours.found]
    }
    expect(made(0, 4)).toEqual([true, true])
    expect(made(0, 5)).toEqual([true, false])
    expect(made(4, 0)).toEqual([true, true])
    // the smaller of the two is itself above a half of 0.05: then neither is found (Holm)
    expect(made(2, 4)).toEqual([false, false])
    expect(made(4, 2)).toEqual([false, false])
    expect(made(1, 1)).toEqual([true, true])
    expect(made(1, 4)).toEqual([true, true])
    expect(made(4, 4)).toEqual([false, false])
    expect(made(3, 60)).toEqual([false, false])
    expect(made(1, 60)).toEqual([true, false])
  })

  it('are large from 1.2 times on', () => {
    const of = (observed: number) =>
      table({ home: [[[0, 0]]], near: [[[observed, 0]]] }, [0, 100], [0, 7], {}).neighbours
    // one is expected; fewer than five pairs are never told of
    expect([of(5).found, of(5).ratio, of(4).found]).toEqual([true, 5, false])
    const ten = (observed: number) => {
      const run = countsOf({ home: [[[0, 0]]], near: [[[observed, 0]]] })
      run.detail!.near.pairs[0] = 100
      return knoxTable({ all: run }, settingOf([0, 100], [0, 7]), []).neighbours.found
    }
    expect([ten(12), ten(11), ten(13)]).toEqual([true, false, true])
    expect(notable({ p: [0.05, 0.051, 0.01] as never, ratio: [1.2, 2, 1.19] as never }, 0)).toBe(true)
    expect(notable({ p: [0.05, 0.051, 0.01] as never, ratio: [1.2, 2, 1.19] as never }, 1)).toBe(false)
    expect(notable({ p: [0.05, 0.051, 0.01] as never, ratio: [1.2, 2, 1.19] as never }, 2)).toBe(false)
  })

  it('claim nothing without permutations', () => {
    const t = table({ home: none, near: grid(4, 3, { '1,0': yes }), size: 0 })
    expect([t.permutations, t.neighbours.found, t.neighbours.days, t.neighbours.interval]).toEqual([
      ...[0, false, 7],
      undefined,
    ])
    expect(t.neighbours.p).toBeNaN()
    // one permutation can make no p of 0.05
    expect(table({ home: none, near: grid(4, 3, { '1,0': yes }), size: 1 }).neighbours.found).toBe(false)
  })

  it('have the interval of their weeks, and are not told of where it reaches 1', () => {
    const of = (observed: number) => near({ '1,0': [observed, 0] }, { weeks: 20 })
    // all weeks are alike: 9 pairs / (2 · 20 close in space / (40 · 41) · 82 close in time) = 4.5
    const t = of(9)
    expect(t.interval![0]).toBeCloseTo(4.5, 9)
    expect(t.interval![1]).toBeCloseTo(4.5, 9)
    expect(t.found).toBe(true)
    expect(near({ '1,0': yes }, { weeks: 15 }).interval).toBeUndefined()
    const low = countsOf({ home: none, near: grid(4, 3, { '1,0': yes }), weeks: 20 })
    const weekly = low.detail!.weeks.near.observed as Float64Array
    weekly.fill(0)
    const told = knoxTable({ all: low }, settingOf(RINGS, WEEKS), []).neighbours
    expect([told.interval, told.found]).toEqual([[0, 0], false])
    // bands of more than a year are drawn in stretches of 366 days, 53 weeks; an open one too
    const long = (weeks: number) =>
      table({ home: [[no]], near: [[yes]], weeks }, [0, 100], [0, Infinity]).neighbours.interval
    expect([long(211), long(212)?.length]).toEqual([undefined, 2])
  })
})

describe('what is shown of a table', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 200, maxLength: 200 })
  it('is both kinds together, day 0 a column of its own or left out', () => {
    fc.assert(
      fc.property(
        counts,
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        (v, split, sameDay, size) => {
          const [nS, columns] = [2, split ? 3 : 2]
          const cells = nS * columns
          const run = countsOf({ home: grid(nS, columns), near: grid(nS, columns), split, size })
          const take = (from: number, n: number) => Float64Array.from(v.slice(from, from + n))
          const d = run.detail!
          const [h, w] = [
            { ...d.home, observed: take(0, cells), simulated: take(10, cells * size) },
            { ...d.near, observed: take(40, cells), simulated: take(50, cells * size) },
          ]
          const all = { ...run, detail: { ...d, home: h, near: w } }
          const t = knoxTable({ all }, settingOf([0, 1, 100], [0, 7, 14], { sameDay, doubles: 4, long: 3 }), [
            'first',
          ])
          const fine = split ? (sameDay ? [0, 1, 2] : [1, 2]) : [0, 1]
          const at = [0, 1].flatMap((s) => fine.map((c) => s * columns + c))
          const pick = (of: (c: number) => number, which = at) => Float64Array.from(which, of)
          const expected = (which: number[]) =>
            cellsOf({
              observed: pick((c) => h.observed[c] + w.observed[c], which),
              expected: pick((c) => c + 1, which),
              sd: pick((c) => c + 2, which),
              simulated: Float64Array.from(
                which.flatMap((c) =>
                  Array.from(
                    { length: size },
                    (_, k) => h.simulated[c * size + k] + w.simulated[c * size + k],
                  ),
                ),
              ),
            })
          expect(t.shown).toEqual({
            n: N - 7,
            columns: (split ? [...(sameDay ? ['zero'] : []), 'rest', 1] : [0, 1]).map((band) => ({ band })),
            ...expected(at),
          })
          if (split) expect(t.dayZero).toEqual(expected([0, columns]))
          else expect(t).not.toHaveProperty('dayZero')
          expect(t).not.toHaveProperty('withAll')
          expect([t.permutations, t.notes[0], t.familywise]).toEqual([size, 'first', cellsOf(all).familywise])
        },
      ),
      { numRuns: 40 },
    )
  })

  it('leaves the pairs of one day out of the sentences where asked', () => {
    const made = {
      split: true,
      home: grid(2, 3),
      near: grid(2, 3, { '1,0': [30, 0], '1,1': [9, 0], '0,0': [0, 0], '0,1': [0, 0] }),
    }
    const of = (sameDay: boolean) => table(made, [0, 1, 100], [0, 7, 14], { sameDay }).neighbours
    expect([of(true).observed, of(true).expected]).toEqual([39, 4])
    expect([of(false).observed, of(false).expected]).toEqual([9, 2])
    const bare = { home: grid(2, 2), near: grid(2, 2, { '1,0': yes, '0,0': [0, 0] }) }
    expect(table(bare, [0, 1, 100], [0, 7, 14], { sameDay: false }).neighbours.observed).toBe(9)
  })

  it('gives the family-wise p without doubles and long windows, and both blocks with them', () => {
    fc.assert(
      fc.property(counts, fc.boolean(), fc.integer({ min: 1, max: 9 }), (v, split, size) => {
        const columns = split ? 3 : 2
        const cells = 2 * columns
        const apart = {
          home: kindOf(grid(2, columns, { '0,0': [2, 0] }), size),
          near: kindOf(grid(2, columns, { '1,0': [4, 0] }), size),
        }
        const run = countsOf({ home: grid(2, columns), near: grid(2, columns), split, size, apart })
        const d = run.detail!
        const near = {
          ...d.near,
          observed: Float64Array.from(v.slice(0, cells)),
          simulated: Float64Array.from(v.slice(20, 20 + cells * size)),
        }
        const all = { ...run, detail: { ...d, near } }
        const t = knoxTable({ all }, settingOf([0, 1, 100], [0, 7, 14]), [])
        const fine = [0, 1].flatMap((s) =>
          (split ? [[0, 1], [2]] : [[0], [1]]).map((band) => band.map((c) => s * columns + c)),
        )
        const sum = (band: number[], of: (c: number) => number) => band.reduce((a, c) => a + of(c), 0)
        const own = (band: number[], k: number) =>
          sum(band, (c) => near.simulated[c * size + k] + d.home.simulated[c * size + k])
        const simulated = fine.map((band) => Array.from({ length: size }, (_, k) => own(band, k)))
        const expected = fine.map((band) => sum(band, (c) => c + 1))
        expect(t.familywise).toEqual(
          cellsOf({
            observed: Float64Array.from(fine, (band) =>
              sum(band, (c) => near.observed[c] + d.home.observed[c]),
            ),
            expected: Float64Array.from(expected),
            sd: Float64Array.from(simulated, (s, c) =>
              Math.sqrt(s.reduce((a, b) => a + (b - expected[c]) ** 2, 0) / size),
            ),
            simulated: Float64Array.from(simulated.flat()),
          }).familywise,
        )
        const first = split ? [0, 1] : [0]
        expect(t.withAll).toEqual({
          sameHome: figuresOf(all, { kind: 'home', rows: [0, 1], columns: first }, { all: true }),
          neighbours: figuresOf(all, { kind: 'near', rows: [0, 1], columns: first }, { all: true }),
        })
      }),
      { numRuns: 40 },
    )
  })

  it('counts the same blocks in each other run, those within groups against the mean of their shuffles', () => {
    const often: Cell = [0, 50]
    const made = { home: [[often], [often]], near: grid(2, 1, { '1,0': yes }) }
    const counts = countsOf(made)
    const t = knoxTable(
      {
        all: counts,
        homes: { size: 500, counts },
        season: { size: 28, counts },
        anchors: [{ anchor: 'to', counts }],
      },
      settingOf([0, 1, 100], [0, 7]),
      [],
    )
    const [neighbours, sameHome] = (['near', 'home'] as const).map((kind) =>
      figuresOf(counts, { kind, rows: [0, 1], columns: [0] }, { grouped: true }),
    )
    expect(t.diagnostics).toEqual([
      { within: 'season', size: 28, sameHome, neighbours },
      { within: 'homes', size: 500, sameHome, neighbours },
    ])
    expect(sameHome.expected).toBeCloseTo((2 * 50 * 1000) / SIZE, 9)
    expect(t.anchors).toEqual([
      {
        anchor: 'to',
        sameHome: figuresOf(counts, { kind: 'home', rows: [0, 1], columns: [0] }),
        neighbours: figuresOf(counts, { kind: 'near', rows: [0, 1], columns: [0] }),
      },
    ])
    expect(table(made, [0, 1, 100], [0, 7]).anchors).toEqual([])
  })

  it('is empty for a table without cells', () => {
    const run = countsOf({ home: [[]], near: [[]] })
    const t = knoxTable({ all: run }, settingOf([0, 100], [0]), [])
    expect([t.permutations, t.shown.columns]).toEqual([0, []])
  })
})
