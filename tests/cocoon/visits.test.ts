/** Records of several devices: joined in any order, counted once, set beside the published figures. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverage, mergeVisits, OUTCOMES, visitId, type Visit } from '../../src/cocoon/visits.ts'

const visits = fc.array(
  fc.record<Visit>({
    id: fc.integer({ min: 0, max: 5 }).map((n) => visitId('d', n)),
    home: fc.constantFrom('1', '2', '3'),
    list: fc.constant('C'),
    incident: fc.constant('CR'),
    outcome: fc.constantFrom(...OUTCOMES),
    at: fc.integer({ min: 0, max: 9 }),
    device: fc.constantFrom('a', 'b'),
    note: fc.constantFrom('', 'dog'),
    revision: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 12 },
)

describe('joining records', () => {
  it('gives the same answer in any order, grouping and number of times', () => {
    fc.assert(
      fc.property(visits, visits, visits, (a, b, c) => {
        const all = mergeVisits(a, b, c)
        expect(mergeVisits(c, mergeVisits(b, a), a)).toEqual(all)
        expect(mergeVisits(all, all)).toEqual(all)
        expect(new Set(all.map((v) => v.id)).size).toBe(all.length)
      }),
    )
  })
  it('lets the latest correction stand, and a removal with it', () => {
    const v: Visit = {
      id: 'd-1',
      home: '1',
      list: 'C',
      incident: 'CR',
      outcome: 'no answer',
      at: 5,
      device: 'd',
      note: '',
      revision: 0,
    }
    const mended = { ...v, outcome: 'spoken' as const, revision: 1 }
    expect(mergeVisits([mended], [v])).toEqual([mended])
    const gone = { ...mended, removed: true, revision: 2 }
    expect(coverage([{ home: '1', due: 9 }], mergeVisits([v, mended], [gone])).shares[0]).toMatchObject({
      n: 0,
      of: 1,
    })
  })
})

describe('coverage', () => {
  const v = (home: string, outcome: Visit['outcome'], at: number): Visit => ({
    id: `${home}-${at}`,
    home,
    list: 'C',
    incident: 'CR',
    outcome,
    at,
    device: 'd',
    note: '',
    revision: 0,
  })
  it('counts homes by their best visit, without those nobody lives in', () => {
    const homes = ['1', '2', '3', '4', '5', '6'].map((home) => ({ home, due: 100 }))
    const c = coverage(homes, [
      v('1', 'no answer', 50),
      v('1', 'spoken', 150),
      v('2', 'leaflet', 90),
      v('3', 'vacant', 20),
      v('4', 'no answer', 120),
      v('5', 'refused', 100),
      v('99', 'spoken', 1),
    ])
    expect(c).toMatchObject({ listed: 6, occupied: 5 })
    expect(c.shares.map((s) => [s.n, s.of, s.published])).toEqual([
      [4, 5, 86],
      [3, 4, 61],
      [1, 5, 58],
      [2, 5, 12.5],
    ])
    expect(c.shares[0].percent).toBe(80)
    expect(c.source).toMatch(/Pegram/)
  })
  it('has no percentage of nothing', () => {
    expect(coverage([], []).shares[0].percent).toBeNaN()
  })
})
