/** That no suppressed count can be worked out: an outsider who reads the paper and tries every possibility. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  audit,
  type Counts,
  type Figure,
  figureOf,
  figureWords,
  LEAST,
  publish,
} from '../../../src/core/stats/disclosure.ts'

/** What a reader of the words knows: nothing of the objects behind them. */
const read = (text: string): [number, number] => {
  const words = text.replaceAll(',', '')
  const few = /^fewer than (\d+)$/.exec(words)
  if (few) return [0, +few[1] - 1]
  const range = /^(\d+) to (\d+)$/.exec(words)
  return range ? [+range[1], +range[2]] : [+words, +words]
}

/** Sums that a list of ranges can reach, each with every value in it: slow and plain. */
const reachable = (ranges: readonly (readonly [number, number])[]): Set<number> => {
  let sums = new Set([0])
  for (const [low, high] of ranges) {
    const next = new Set<number>()
    for (const s of sums) for (let v = low; v <= high; v++) next.add(s + v)
    sums = next
  }
  return sums
}

/** Every value that figure `k` of `table` can have, given all that is printed. */
function possible(
  table: readonly (readonly [number, number])[],
  k: number,
  other: readonly (readonly [number, number])[] | undefined,
  total: readonly [number, number] | undefined,
): number[] {
  const rest = reachable(table.filter((_, i) => i !== k))
  const others = other && reachable(other)
  const out: number[] = []
  for (let v = table[k][0]; v <= table[k][1]; v++)
    if (
      [...rest].some((s) => {
        const all = s + v
        return (!others || others.has(all)) && (!total || (all >= total[0] && all <= total[1]))
      })
    )
      out.push(v)
  return out
}

/** Incidents strewn over squares, months and kinds, as two tables of the same ones. */
const counts = fc
  .record({
    cells: fc.integer({ min: 1, max: 5 }),
    months: fc.integer({ min: 1, max: 3 }),
    kinds: fc.integer({ min: 1, max: 2 }),
    seeds: fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 1, maxLength: 60 }),
    // a few crowded places, as there are everywhere
    heavy: fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.integer({ min: 1, max: 40 })), {
      maxLength: 3,
    }),
  })
  .map(({ cells, months, kinds, seeds, heavy }): Counts => {
    const byCell = Array.from({ length: cells }, () => 0)
    const byMonth = Array.from({ length: months }, () => Array.from({ length: kinds }, () => 0))
    const put = (c: number, m: number, k: number, n: number) => {
      byCell[c % cells] += n
      byMonth[m % months][k % kinds] += n
    }
    for (const [c, m, k] of seeds) put(c, m, k, 1)
    for (const [c, m, k, n] of heavy) put(c, m, k, n)
    return { cells: byCell, months: byMonth }
  })

describe('what is published', () => {
  it('gives no suppressed count away: each can still be anything from none to four', () => {
    let withTotal = 0
    let withMonths = 0
    fc.assert(
      fc.property(counts, (c) => {
        const r = publish(c)
        const words = (figures: readonly Figure[]) => figures.map((f) => read(figureWords(f)))
        const cells = words(r.cells)
        const months = r.months && words(r.months.flat())
        const total = r.total && read(figureWords(r.total))
        if (r.total) withTotal++
        // the note says the width of every range there is, the total's too
        if (r.total && !r.total.hidden)
          expect(r.notes[0]).toMatch(
            new RegExp(`\\b${r.total.high + 1 - Math.floor(r.total.low / 10) * 10}\\b`),
          )
        if (r.months) withMonths++
        const all = Array.from({ length: LEAST }, (_, v) => v)
        cells.forEach((range, k) => {
          if (range[0] === 0) expect(possible(cells, k, months, total)).toEqual(all)
        })
        months?.forEach((range, k) => {
          if (range[0] === 0) expect(possible(months, k, cells, total)).toEqual(all)
        })
      }),
      { numRuns: 400 },
    )
    // the tables are published when they can be, not withheld to be on the safe side
    expect(withMonths).toBeGreaterThan(200)
    expect(withTotal).toBeGreaterThan(50)
  })

  it('shows no count below five, and each other one inside its range', () => {
    fc.assert(
      fc.property(counts, (c) => {
        const r = publish(c)
        r.cells.forEach((f, k) => {
          expect(f.hidden).toBe(c.cells[k] < LEAST)
          expect(c.cells[k]).toBeGreaterThanOrEqual(f.low)
          expect(c.cells[k]).toBeLessThanOrEqual(f.high)
        })
        r.months?.forEach((row, m) => row.forEach((f, k) => expect(f.hidden).toBe(c.months[m][k] < LEAST)))
      }),
    )
  })

  it('withholds a total that would tell the one suppressed square', () => {
    // four squares at the top of their range leave 40 to 44 − 36 for the fifth: it must be 4
    const cells = [9, 9, 9, 9, 4].map((n) => figureOf(n, 5))
    const total = figureOf(40, 5)
    expect(
      possible(
        cells.map((f) => [f.low, f.high]),
        4,
        undefined,
        [total.low, total.high],
      ),
    ).toEqual([4])
    expect(audit({ cells, months: undefined, total })).toBe(false)
    expect(audit({ cells, months: undefined, total: undefined })).toBe(true)
  })

  it('sees that one table bounds the other', () => {
    const cells = [figureOf(5, 5), figureOf(0, 5)]
    const months = [[figureOf(5, 5)]]
    // 5 to 9 in all, 5 to 9 of them in the first square: the second can have four, so nothing is told
    expect(audit({ cells, months, total: undefined })).toBe(true)
    // but exactly 5 in all leaves it none
    expect(audit({ cells, months: [[{ low: 5, high: 5, hidden: false }]], total: undefined })).toBe(false)
  })

  it('refuses tables of different incidents', () => {
    expect(() => publish({ cells: [6], months: [[5]] })).toThrow(/6 incidents and the months 5/)
  })
})
