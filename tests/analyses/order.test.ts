import { describe, expect, it } from 'vitest'
import { METHOD as change } from '../../src/analyses/change/compute.ts'
import { METHOD as compare } from '../../src/analyses/compare/compute.ts'
import { METHOD as today } from '../../src/analyses/today/compute.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import { shuffle, Stream } from '../../src/core/base/random.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import type { Method } from '../../src/core/table/method.ts'
import { type Row, townOf } from './town.ts'

/** Two years of even burglaries in four beats, as many each week but for chance. */
function even(): Row[] {
  const s = new Stream(4, 4)
  return Array.from({ length: 900 }, (_, place) => ({
    ...{ x: 450_000 + s.below(4000), y: 300_000 + s.below(4000) },
    ...{ day: 20_000 + s.below(730), minute: s.below(1440), beat: `Beat ${1 + s.below(4)}`, place },
  }))
}
const run = (method: Method<any, any>, rows: readonly Row[]) => {
  const table = townOf(rows)
  return drain(
    method.compute({ table, rows: allRows(table), params: defaults(method.schema), today: 20_729 }),
  )
}

describe('the order of the rows', () => {
  it.each([
    ['change', change, (r: any) => [r.recent, r.earlier, r.p, r.swing, r.up, r.down, r.notes]],
    ['compare', compare, (r: any) => [r.kinds, r.all]],
    ['today', today, (r: any) => [r.kinds, r.looks, r.watch, r.record]],
  ] as const)('is nothing to %s', (_, method, of) => {
    const rows = even()
    const order = Uint32Array.from(rows, (_, i) => i)
    shuffle(order, new Stream(1, 2))
    const mixed = Array.from(order, (i) => rows[i])
    const sorted = rows.toSorted((a, b) => a.day! * 1440 + a.minute! - b.day! * 1440 - b.minute!)
    expect(of(run(method, mixed))).toEqual(of(run(method, sorted)))
  })
})

describe('the dispersion of all incidents together', () => {
  it('is that of the earlier windows, and about 1 where nothing but chance moves them', () => {
    const rows = even()
    const { notes, windows } = run(change, rows) as { notes: string[]; windows: number }
    const said = /: ([\d.]+) of all together/.exec(notes.join(' '))!
    const [first] = [20_729 - 3 * 28 + 1]
    const counts = Array.from(
      { length: windows },
      (_, k) => rows.filter((r) => r.day! < first - 28 * k && r.day! >= first - 28 * (k + 1)).length,
    )
    const mean = counts.reduce((a, b) => a + b) / windows
    const phi = counts.reduce((s, c) => s + (c - mean) ** 2, 0) / mean / (windows - 1)
    expect(Number(said[1])).toBeCloseTo(Math.max(1, phi), 2)
    expect(Number(said[1])).toBeLessThan(2)
  })
})
