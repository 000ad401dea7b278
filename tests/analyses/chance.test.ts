/** What methods say of data without any signal: nothing. Whole runs; the shares over many towns are `npm run calibrate`. */
import { describe, expect, it } from 'vitest'
import { METHOD as change } from '../../src/analyses/change/compute.ts'
import { METHOD as aoristic } from '../../src/analyses/aoristic/compute.ts'
import { METHOD as classify } from '../../src/analyses/classify/compute.ts'
import { METHOD as clusters } from '../../src/analyses/clusters/compute.ts'
import { METHOD as concentration } from '../../src/analyses/concentration/compute.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { METHOD as nearRepeat } from '../../src/analyses/nearRepeat/compute.ts'
import { METHOD as repeats } from '../../src/analyses/repeats/compute.ts'
import { WORDS as repeatsWords } from '../../src/analyses/repeats/words.ts'
import { METHOD as gistar } from '../../src/analyses/gistar/compute.ts'
import { METHOD as today } from '../../src/analyses/today/compute.ts'
import { allRows, FLAG } from '../../src/core/table/incidents.ts'
import type { Method } from '../../src/core/table/method.ts'
import { defaults } from '../../src/core/base/params.ts'
import { drain } from '../../src/core/base/drain.ts'
import { discOf, evenTown, FIRST_DAY, runOn } from '../bench/calibrate/towns.ts'
import { townOf } from './town.ts'

const LAST = FIRST_DAY + 364
const says = (r: { notes: readonly string[] }) => r.notes.join(' ')

describe('Gi*', () => {
  it.each([
    ['few', 150, 8000],
    ['many', 3000, 4000],
  ])('calls no cell hot in a town without hot spots: %s incidents', (_, n, side) => {
    for (const seed of [1, 2, 3]) expect(runOn(gistar, evenTown(seed, n, side), LAST).hotCells).toBe(0)
  })

  it('still finds a planted hot spot', () => {
    const rows = [...evenTown(1, 300), ...discOf(1, 14, [453_300, 304_700], 250)]
    const { spots } = runOn(gistar, rows, LAST)
    expect(spots.some((s) => s.kind === 'hot' && s.incidents.length >= 7)).toBe(true)
  })

  it('says of one extreme address that it is no matter for Gi*, and where to look', () => {
    const flat = Array.from({ length: 12 }, (_, i) => ({
      x: 452_000,
      y: 303_000,
      day: FIRST_DAY + i,
      place: 9,
    }))
    const r = runOn(gistar, [...evenTown(4, 200), ...flat], LAST)
    expect(r.hotCells).toBe(0)
    expect(r.lone.map((l) => l.count)).toEqual([12])
    expect(says(r)).toMatch(/1 cell holds far more than chance by itself \(up to 12 incidents\).*Hotspots/)
  })

  it('calls no neighbours quiet that hold more than others', () => {
    const some = (n: number, x: number) =>
      Array.from({ length: n }, (_, i) => ({ x, y: 303_000, day: FIRST_DAY + i, place: x }))
    const r = runOn(gistar, [...evenTown(4, 400), ...some(12, 452_000), ...some(2, 452_150)], LAST)
    const { grid, counts, lone } = r
    expect([r.hotCells, lone.length]).toEqual([0, 1])
    const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => lone[0].cell + dy * grid.nx + dx))
    const beside = around.reduce((n, c) => n + counts[c], -lone[0].count)
    expect(beside / 8).toBeGreaterThan(r.n / r.cells)
    expect(says(r)).toMatch(/1 cell holds far more than chance by itself .* and is not hot/)
    expect(says(r)).not.toMatch(/quiet|none can/)
  })

  it('tests rates per home: a place with many homes is not hot for having them', () => {
    const rows = [...evenTown(5, 200), ...discOf(5, 60, [453_000, 303_000], 300)]
    const homes = [...evenTown(6, 4000), ...discOf(6, 1200, [453_000, 303_000], 300)]
    const table = townOf(rows)
    const input = {
      ...{ table, rows: allRows(table), today: LAST },
      params: { ...defaults(gistar.schema), per: 'homes' as const },
    }
    const column = (key: 'x' | 'y') => Float64Array.from(homes, (h) => h[key])
    expect(runOn(gistar, rows, LAST).hotCells).toBeGreaterThan(0)
    const rates = drain(gistar.compute({ ...input, homes: { x: column('x'), y: column('y') } }))
    expect(rates.hotCells).toBe(0)
    expect(says(rates)).toMatch(/Rates per home.*5,200 homes/)
    expect(() => drain(gistar.compute(input))).toThrow(/need an address file/)
  })
})

describe('emerging hot spots', () => {
  it('are not found in a town without them', () => {
    for (const seed of [1, 2, 3]) expect(runOn(change, evenTown(seed, 300), LAST).classes).toEqual([])
  })

  it('never hold a cell without an incident of its own in the recent period', () => {
    const rows = Array.from({ length: 12 }, (_, step) =>
      discOf(step, 60, [452_000, 302_000], 300, 28).map((r) => ({
        ...r,
        day: r.day! - FIRST_DAY + LAST - 27 - 28 * step,
      })),
    )
    const r = runOn(change, [...evenTown(1, 400), ...rows.flat()], LAST)
    const hot = r.units.filter((u) => u.hot)
    expect(hot.map((u) => u.hot)).toContain('persistent')
    expect(hot.every((u) => u.recent > 0)).toBe(true)
    expect(says(r)).toMatch(/of (its|their) own in the recent period, hot through neighbours alone/)
  })
})

describe('a date flagged at import', () => {
  it.each([gistar, change, hotspots, concentration, clusters, aoristic, repeats, nearRepeat, classify])(
    'is used by no method: $id',
    (method) => {
      const rows = evenTown(3, 200, 3000)
      const odd = { ...rows[0], day: -2_600, flags: FLAG.oddDate, place: 5 }
      const run = method as Method<any, any>
      const [without, withOdd] = [runOn(run, rows, LAST), runOn(run, [...rows, odd], LAST)]
      // whatever it counts, it counts the same
      expect(withOdd.n ?? withOdd.recent).toBe(without.n ?? without.recent)
      expect(says(withOdd)).toMatch(/1 incident with an unlikely date left out/)
    },
  )
})

describe('the overview', () => {
  it('says of burglaries dealt to homes at random how many repeats chance gives, once the homes are known', () => {
    const homes = 300
    const town = evenTown(9, 200, 3000).map((row, i) => {
      const place = (i * 7919 + 13 * ((i * i) % 97)) % homes
      return { ...row, x: 452_000 + 60 * (place % 20), y: 303_000 + 60 * Math.floor(place / 20), place }
    })
    const table = townOf(town)
    const input = { ...{ table, rows: allRows(table), today: LAST }, params: defaults(today.schema) }
    const at = {
      x: Float64Array.from({ length: homes }, (_, h) => 452_000 + 60 * (h % 20)),
      y: Float64Array.from({ length: homes }, (_, h) => 303_000 + 60 * Math.floor(h / 20)),
    }
    const [group] = drain(today.compute({ ...input, homes: at })).groups
    const { n, repeats: again, chance } = group.repeat!
    expect(chance).toMatchObject({ n, homes })
    expect(again).toBeLessThanOrEqual(chance!.upTo)
    expect(chance!.expected / n).toBeGreaterThan(0.2)
    expect(drain(today.compute(input)).groups[0].repeat!.chance).toBeUndefined()
    // without an address file a place may be a point of a block: it is called no home
    const said = (more: object) => {
      const given = { ...input, params: defaults(repeats.schema) }
      const result = drain(repeats.compute({ ...given, ...more }))
      return repeatsWords.sure!({ ...given, result } as never)
        .map((w) => w.says)
        .join()
    }
    expect(said({ homes: at })).toContain('came to a home burgled before')
    expect(said({})).toContain('came to a place burgled before')
  })
})
