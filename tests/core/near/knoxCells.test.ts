/** What permutations say of the cells of a table, cell by cell in slow words, and the parts of a cut run put together. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf } from '../../../src/core/near/knoxCells.ts'
import { mergeRuns } from '../../../src/core/near/knoxMerge.ts'
import type { KnoxCounts } from '../../../src/core/near/knox.ts'
import type { KnoxRuns } from '../../../src/core/near/knoxTable.ts'

const close = (a: Float64Array, b: readonly number[]) => {
  expect(a).toHaveLength(b.length)
  b.forEach((v, i) => (Number.isNaN(v) ? expect(a[i]).toBeNaN() : expect(a[i]).toBeCloseTo(v, 9)))
}

describe('the cells of a table', () => {
  it('are what the counts of every permutation say', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }).chain((cells) =>
          fc.integer({ min: 0, max: 45 }).chain((n) =>
            fc.record({
              n: fc.constant(n),
              observed: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: cells, maxLength: cells }),
              expected: fc.array(fc.constantFrom(0, 0.5, 2, 3), { minLength: cells, maxLength: cells }),
              sd: fc.array(fc.constantFrom(0, 0.5, 1, 2), { minLength: cells, maxLength: cells }),
              counts: fc.array(fc.integer({ min: 0, max: 6 }), {
                minLength: cells * n,
                maxLength: cells * n,
              }),
            }),
          ),
        ),
        ({ n, observed, expected, sd, counts }) => {
          const own = (c: number) => counts.slice(c * n, (c + 1) * n)
          const sorted = (c: number) => own(c).sort((a, b) => a - b)
          const rank = (c: number, share: number) => (n === 0 ? NaN : sorted(c)[Math.ceil(share * n) - 1])
          const per = (of: (c: number) => number) => observed.map((_, c) => of(c))
          const median = (c: number) => {
            const s = sorted(c)
            return n === 0 ? NaN : n % 2 ? s[n >> 1] : (s[n / 2 - 1] + s[n / 2]) / 2
          }
          const over = (a: number, b: number) => (b > 0 ? a / b : NaN)
          const p = (r: number) => (n === 0 ? NaN : (r + 1) / (n + 1))
          const z = (v: number, c: number) => (v - expected[c]) / sd[c]
          const free = sd.map((_, c) => c).filter((c) => sd[c] > 0)
          const largest = Array.from({ length: n }, (_, k) => Math.max(...free.map((c) => z(own(c)[k], c))))
          const found = cellsOf({
            observed: Float64Array.from(observed),
            expected: Float64Array.from(expected),
            sd: Float64Array.from(sd),
            simulated: Float64Array.from(counts),
          })
          close(
            found.mean,
            per((c) => (n === 0 ? NaN : own(c).reduce((a, b) => a + b, 0) / n)),
          )
          close(found.median, per(median))
          close(
            found.low,
            per((c) => rank(c, 0.025)),
          )
          close(
            found.high,
            per((c) => rank(c, 0.975)),
          )
          close(
            found.ratio,
            per((c) => over(observed[c], expected[c])),
          )
          close(
            found.ratioMedian,
            per((c) => over(observed[c], median(c))),
          )
          close(
            found.p,
            per((c) => p(own(c).filter((v) => v >= observed[c]).length)),
          )
          close(
            found.familywise,
            per((c) => {
              if (n === 0) return NaN
              return sd[c] > 0 ? p(largest.filter((v) => v >= z(observed[c], c) - 1e-9).length) : 1
            }),
          )
        },
      ),
      { numRuns: 80 },
    )
  })
})

describe('a run that was cut', () => {
  /** Counts of some permutations of two cells: cell 0 counts from 0, cell 1 from 100. */
  const counts = (from: number, to: number, more: object = {}): KnoxCounts =>
    ({
      ...{ from, to, observed: Float64Array.of(1, 2), expected: Float64Array.of(3, 4) },
      simulated: Float64Array.from(
        [0, 100].flatMap((c) => Array.from({ length: to - from }, (_, k) => c + from + k)),
      ),
      ...more,
    }) as unknown as KnoxCounts
  it('is the same whatever the cut, and in whatever order its parts come', () => {
    const whole = [...counts(0, 7).simulated]
    for (const cuts of [
      [0, 7],
      [0, 3, 7],
      [0, 1, 2, 7],
      [0, 0, 7],
    ])
      for (const turned of [false, true]) {
        const parts = cuts.slice(1).map((to, i): KnoxRuns => ({ all: counts(cuts[i], to) }) as KnoxRuns)
        const { all } = mergeRuns(turned ? parts.toReversed() : parts)
        expect([...all.simulated]).toEqual(whole)
        expect([all.from, [...all.observed]]).toEqual([0, [1, 2]])
      }
    const none = {
      all: { ...counts(0, 0), observed: new Float64Array(), simulated: new Float64Array() },
    } as KnoxRuns
    expect(mergeRuns([none, none]).all.simulated).toHaveLength(0)
  })
  it('joins each kind of pair and of run, and passes over a part that did none', () => {
    const detail = (from: number, to: number, more: object = {}) =>
      counts(from, to, { detail: { home: counts(from, to), near: counts(from, to), ...more } })
    const whole = [...counts(0, 5).simulated]
    const apart = (from: number, to: number) => ({
      apart: { home: counts(from, to), near: counts(from, to) },
    })
    const runs = [
      {
        all: detail(0, 2, apart(0, 2)),
        season: { size: 30, counts: counts(0, 5) },
        anchors: [{ anchor: 9, counts: counts(0, 2) }],
      },
      {
        all: detail(2, 5, apart(2, 5)),
        homes: { size: 4, counts: counts(0, 5) },
        anchors: [{ anchor: 9, counts: counts(2, 5) }],
      },
    ] as unknown as KnoxRuns[]
    const merged = mergeRuns(runs)
    const { home, near, apart: parted } = merged.all.detail!
    for (const c of [
      home,
      near,
      parted!.home,
      parted!.near,
      merged.season!.counts,
      merged.homes!.counts,
      merged.anchors![0].counts,
    ])
      expect([...c.simulated]).toEqual(whole)
    expect([merged.season!.size, merged.homes!.size, merged.area, merged.anchors![0].anchor]).toEqual([
      30,
      4,
      undefined,
      9,
    ])
    const plain = mergeRuns([{ all: detail(0, 2) }, { all: detail(2, 5) }] as unknown as KnoxRuns[])
    expect(plain.all.detail).not.toHaveProperty('apart')
    expect(mergeRuns([{ all: counts(0, 2) }] as unknown as KnoxRuns[]).all).not.toHaveProperty('detail')
  })
})
