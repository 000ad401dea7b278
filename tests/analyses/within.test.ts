// A filter by beat or street is no find: the chosen places must not stand out against the rest of the town for having been chosen.
import { describe, expect, it } from 'vitest'
import { METHOD as areas } from '../../src/analyses/areas/compute.ts'
import { METHOD as concentration } from '../../src/analyses/concentration/compute.ts'
import { METHOD as gistar } from '../../src/analyses/gistar/compute.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { METHOD as today } from '../../src/analyses/today/compute.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import { type Clause, filterRows, withinOf } from '../../src/core/table/filter.ts'
import type { Method } from '../../src/core/table/method.ts'
import { studyOf } from '../../src/core/table/points.ts'
import { evenTown, FIRST_DAY } from '../bench/calibrate/towns.ts'
import { townOf } from './town.ts'

const LAST = FIRST_DAY + 364
const [E, N, SIDE] = [450_000, 300_000, 4000]

/** An even town of sixteen beats of a square kilometre, each row a burglary of one of four streets of its beat. */
const rows = evenTown(1, 3000, SIDE).map((r) => {
  const [c, d] = [Math.floor((r.x - E) / 1000), Math.floor((r.y - N) / 1000)]
  return { ...r, beat: `B${c}${d}`, street: `Street ${c}${d}${r.x % 1000 < 500 ? 'a' : 'b'}` }
})
const table = townOf(rows)
const beat: Clause = { source: 'beat', kind: 'beat', beats: ['B11'] }

const under = <R>(m: Method<any, any>, clauses: readonly Clause[], params = {}): R => {
  const within = withinOf(table, clauses)
  return drain(
    m.compute({
      table,
      rows: filterRows(table, clauses),
      params: { ...defaults(m.schema), ...params },
      today: LAST,
      ...(within && { within }),
    }),
  ) as R
}

describe('one beat of an even town, chosen by the filter', () => {
  it('has the ground of its own incidents, of every kind and day, cut to an area where there is one', () => {
    const period: Clause = { source: 'period', kind: 'period', fromDay: LAST, toDay: LAST }
    expect(withinOf(table, [period])).toBeUndefined()
    const within = withinOf(table, [beat, period])!
    expect(within).toEqual(filterRows(table, [beat]))
    const study = studyOf({ table, within })
    expect(study.size / 1e6).toBeLessThan(2.5)
    expect(studyOf({ table }).size / 1e6).toBeGreaterThan(15)
    expect(study.note).toMatch(/^The filter keeps some beats or streets only/)
    const half = Float64Array.of(E, N, E + 1500, N, E + 1500, N + SIDE, E, N + SIDE, E, N)
    const cut = studyOf({ table, within: within.slice(), area: { name: 'west', polygons: [[half]] } })
    expect(cut.size).toBeLessThan(study.size)
    // the same rows under another study area, and under none again
    const west = { name: 'west', polygons: [[half]] }
    expect(studyOf({ table, within, area: west }).size).toBe(cut.size)
    expect(studyOf({ table, within }).size).toBe(study.size)
  })

  it('holds no hot cell, no dense 1% beyond chance and no worst few', () => {
    expect(under<{ hotCells: number }>(gistar, [beat]).hotCells).toBe(0)
    const dense = under<{ shares: readonly number[]; byChance: readonly number[] }>(hotspots, [beat])
    expect(JSON.stringify(dense)).toContain('The filter keeps some beats or streets only')
    const cells = under<{ counts: Float64Array }>(concentration, [beat])
    expect(cells.counts.length).toBeLessThan(120)
    const { worst } = under<{ worst: { units: number; share: number } }>(today, [beat])
    expect(worst.units).toBeLessThan(120)
  })

  it('says nothing of beats and streets that the filter leaves out', () => {
    const named = under<{ areas: readonly { name: string }[] }>(areas, [beat], { by: 'beat' })
    expect(named.areas.map((a) => a.name)).toEqual(['B11'])
    expect(under<{ counts: Float64Array }>(concentration, [beat], { unit: 'street' }).counts.length).toBe(2)
  })
})
