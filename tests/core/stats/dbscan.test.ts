import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dbscan } from '../../../src/core/stats/dbscan.ts'
import { edgeLattice, golden } from '../lattice.ts'

/** Clusters renumbered by first appearance, noise 0. */
function renumbered(labels: ArrayLike<number>, noise: number): number[] {
  const names = new Map<number, number>()
  return Array.from(labels, (l) => {
    if (l === noise) return 0
    if (!names.has(l)) names.set(l, names.size + 1)
    return names.get(l)!
  })
}

/** The textbook: every pair, breadth first, in file order. */
function plain(x: number[], y: number[], day: number[], eps: number, days: number, least: number) {
  const n = x.length
  const near = (i: number) =>
    [...x.keys()].filter(
      (j) => (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 <= eps * eps && Math.abs(day[i] - day[j]) <= days,
    )
  const core = x.map((_, i) => near(i).length >= least)
  const label = new Array(n).fill(0)
  let count = 0
  for (let i = 0; i < n; i++) {
    if (!core[i] || label[i]) continue
    label[i] = ++count
    const queue = [i]
    while (queue.length)
      for (const j of near(queue.shift()!)) {
        if (label[j]) continue
        label[j] = count
        if (core[j]) queue.push(j)
      }
  }
  return { label, core: core.map(Number), count }
}

describe('DBSCAN', () => {
  const { x, y, day } = edgeLattice()
  const g = golden('dbscan_edge_lattice.json')

  it('equals the reference in space', () => {
    const { eps, least, label, core } = g.space
    const found = dbscan(x, y, eps, least)
    expect(renumbered(found.label, 0)).toEqual(renumbered(label, 0))
    expect([...found.core]).toEqual(core)
  })

  it('equals the reference in space and time, with links of no distance kept', () => {
    const { eps, days, least, label, core } = g.spaceTime
    const found = dbscan(x, y, eps, least, { day, days })
    expect(renumbered(found.label, 0)).toEqual(renumbered(label, -1))
    expect([...found.core]).toEqual(core)
  })

  it('equals the textbook on small towns, whole coordinates and repeats included', () => {
    const c = fc.integer({ min: 0, max: 12 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(c, c, c), { maxLength: 60 }),
        fc.constantFrom(0, 1, 2, 2.5, 5, 40),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (list, eps, days, least) => {
          const [a, b, t] = [0, 1, 2].map((k) => list.map((p) => p[k]))
          const found = dbscan(Float64Array.from(a), Float64Array.from(b), eps, least, { day: t, days })
          const expected = plain(a, b, t, eps, days, least)
          expect([...found.label]).toEqual(expected.label)
          expect([...found.core]).toEqual(expected.core)
          expect(found.count).toBe(expected.count)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('finds the same groups in any order of rows', () => {
    const order = Array.from(x.keys()).sort((i, j) => ((i * 7919) % 601) - ((j * 7919) % 601))
    const a = dbscan(x, y, 100, 6)
    const b = dbscan(
      Float64Array.from(order, (i) => x[i]),
      Float64Array.from(order, (i) => y[i]),
      100,
      6,
    )
    // border points may belong elsewhere, cores may not
    const cores = [...x.keys()].filter((i) => a.core[i])
    const moved = order.map((i, k) => [i, k] as const).filter(([i]) => a.core[i])
    const back = new Map(moved)
    expect(
      renumbered(
        cores.map((i) => a.label[i]),
        0,
      ),
    ).toEqual(
      renumbered(
        cores.map((i) => b.label[back.get(i)!]),
        0,
      ),
    )
  })

  it('answers none, one, and all on one spot; far points do not need a grid of millions of cells', () => {
    const f = Float64Array
    expect(dbscan(f.of(), f.of(), 10, 3).count).toBe(0)
    expect([...dbscan(f.of(5), f.of(5), 10, 1).label]).toEqual([1])
    expect([...dbscan(f.of(5, 5, 5), f.of(5, 5, 5), 0, 3).label]).toEqual([1, 1, 1])
    expect([...dbscan(f.of(0, 1e7, 1e7), f.of(0, 1e7, 1e7), 1, 2).label]).toEqual([0, 1, 1])
    expect(() => dbscan(f.of(1), f.of(1), NaN, 3)).toThrow(/distance is NaN/)
  })
})
