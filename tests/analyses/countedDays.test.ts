/** What is named is what was counted: the days that a filter by period leaves, and no verdict on a handful. */
import { describe, expect, it } from 'vitest'
import { METHOD as areas } from '../../src/analyses/areas/compute.ts'
import { METHOD as change } from '../../src/analyses/change/compute.ts'
import { METHOD as compare } from '../../src/analyses/compare/compute.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { METHOD as patrol } from '../../src/analyses/patrol/compute.ts'
import { METHOD as repeats } from '../../src/analyses/repeats/compute.ts'
import { METHOD as today } from '../../src/analyses/today/compute.ts'
import { defaults } from '../../src/core/base/params.ts'
import { isoDay, showDay } from '../../src/core/base/time.ts'
import type { Days } from '../../src/core/table/lookBack.ts'
import type { Method } from '../../src/core/table/method.ts'
import { drain } from '../../src/core/base/drain.ts'
import { townOf } from './town.ts'

const FIRST = 20_000
const LAST = FIRST + 799
/** three incidents a day, one late in the evening: every day is whole */
const table = townOf(
  Array.from({ length: 2400 }, (_, k) => ({
    ...{ x: 400_000 + ((k * 37) % 60) * 50, y: 300_000 + ((k * 53) % 60) * 50 },
    ...{ day: FIRST + Math.floor(k / 3), minute: 1400, place: k, beat: `Beat ${k % 2}` },
  })),
)
const runUnder = (method: Method<any, any>, period: Days, over: object = {}, now = LAST) => {
  const rows = Uint32Array.from({ length: table.n }, (_, i) => i).filter((i) => {
    const day = Math.floor(table.from[i] / 1440)
    return day >= period[0] && day <= period[1]
  })
  return drain(
    method.compute({
      ...{ table, rows, period, today: now },
      params: { ...defaults(method.schema), ...over },
    } as never),
  ) as any
}

describe('figures under a filter by period that ends sooner than the file', () => {
  const end = LAST - 100
  const period = [FIRST, end] as const
  const why = `Figures end on ${showDay(end)}, 100 days before the as-at date: the filter by period ends there.`

  it('end with it in Change', () => {
    const r = runUnder(change, period)
    expect(r.recentPeriod).toBe(`${showDay(end - 83)} to ${showDay(end)}`)
    expect([r.recent, r.earlier]).toEqual([252, 252])
    expect(r.notes).toContain(why)
  })

  it('begin with the filter, or the file, in the earlier period of Change', () => {
    const from = end - 120
    const r = runUnder(change, [from, end])
    expect(r.earlierPeriod).toBe(`${showDay(from)} to ${showDay(end - 84)}`)
    expect([r.recent, r.earlier, ...r.days]).toEqual([252, 111, 84, 37])
    // three a day on both sides
    expect(r.p).toBeNaN()
    expect([r.up, r.down]).toEqual([0, 0])
    expect(r.notes.join(' ')).toContain(`What is looked at begins on ${showDay(from)}, inside the earlier`)
    expect(() => runUnder(change, [end - 50, end])).toThrow(/^The filter by period leaves nothing before/)
  })

  it('end with it in a density against the time before', () => {
    const r = runUnder(hotspots, period, { against: 'earlier', days: 100 })
    expect(r.notes.join(' ')).toContain(`${showDay(end - 99)} to ${showDay(end)} against`)
    // ten days are all that is known before
    const cut = runUnder(hotspots, [end - 109, end], { against: 'earlier', days: 100 })
    expect(cut.notes.join(' ')).toContain(
      'only the 10 days from then on count, and densities are by the day.',
    )
    // one a day at one place on both sides: nothing rose, though the file holds ten days of the hundred before
    const still = townOf(
      Array.from({ length: 110 }, (_, k) => ({ x: 4e5, y: 3e5, day: LAST - k, minute: 1400 })),
    )
    const params = { ...defaults(hotspots.schema), against: 'earlier' as const, days: 100 }
    const given = { table: still, rows: Uint32Array.from({ length: 110 }, (_, k) => k), today: LAST, params }
    expect(drain(hotspots.compute(given)).hotspots).toEqual([])
  })

  it('end with it in Compare', () => {
    const r = runUnder(compare, period)
    expect(r.a.label).toBe(`${showDay(end - 27)} to ${showDay(end)}`)
    expect([r.a.rows.length, r.b.rows.length]).toEqual([84, 84])
    expect(r.notes).toContain(why)
  })

  it('count no days after it in Compare, nor after the file', () => {
    const own = (from: number, to: number) => ({
      ...{ against: 'own', fromA: isoDay(from), toA: isoDay(to) },
      ...{ fromB: isoDay(end - 60), toB: isoDay(end - 40) },
    })
    expect(() => runUnder(compare, period, own(end + 1, end + 20))).toThrow(/lies after the filter by period/)
    expect(() => runUnder(compare, [FIRST, LAST], own(LAST + 1, LAST + 20))).toThrow(
      /lies after the last day that the file tells whole/,
    )
  })

  it('name the days that it leaves of two beats in Compare', () => {
    const r = runUnder(compare, [end - 9, end], { mode: 'beats' })
    expect(r.period).toBe(`${showDay(end - 9)} to ${showDay(end)}`)
    expect(r.notes.join(' ')).toContain('the period of both beats is cut short.')
  })

  it('end with it in Areas', () => {
    const r = runUnder(areas, period)
    expect(r.period).toBe(`${showDay(end - 364)} to ${showDay(end)}`)
    expect(r.n).toBe(3 * 365)
  })

  it('end with it among Repeat places, and judge no day before the file', () => {
    const r = runUnder(repeats, period)
    expect(r.n).toBe(3 * 365)
    expect(r.notes[0]).toContain(`judged, ${showDay(end - 364)} to ${showDay(end)};`)
    const short = runUnder(repeats, [FIRST, FIRST + 99])
    expect(short.notes[0]).toContain(`judged, ${showDay(FIRST)} to ${showDay(FIRST + 99)};`)
    // an as-at date long after the file leaves nothing to judge
    const late = {
      ...{ table, rows: new Uint32Array(1), today: LAST + 500 },
      params: defaults(repeats.schema),
    }
    expect(() => drain(repeats.compute(late))).toThrow(/^No incident with a known place under this filter/)
  })

  it('end with it in Patrol, whose rates are by the day', () => {
    const r = runUnder(patrol, period, { start: 22, length: 2 })
    expect(r.days).toBe(365)
    expect(r.notes.join(' ')).toContain(`Looked back on 365 days, ${showDay(end - 364)} to ${showDay(end)}.`)
  })

  it('say in Overview that the filter ends there, not the file', () => {
    const r = runUnder(today, period)
    expect(r.notes.join(' ')).toContain(why.slice(0, -1))
    expect(r.notes.join(' ')).not.toMatch(/last whole day of the file/)
  })
})

describe('a verdict takes five incidents on both sides together', () => {
  const few = (recent: number, over: object = {}) => {
    // one beat in which little happens, then some of late
    const days = [
      ...Array.from({ length: 26 }, (_, k) => LAST - 790 + 24 * k),
      ...Array(recent).fill(LAST - 20),
    ]
    const of = townOf([
      ...days.map((day, k) => ({ x: 4e5, y: 3e5, day, minute: 1400, beat: 'One', place: k })),
    ])
    const rows = Uint32Array.from(days.keys())
    const run = (method: Method<any, any>, params: object) =>
      drain(
        method.compute({
          ...{ table: { ...of, span: { first: FIRST, last: LAST, complete: LAST } }, rows, today: LAST },
          params: { ...defaults(method.schema), ...params },
        } as never),
      ) as any
    return { change: run(change, { unit: 'beat', ...over }), compare: run(compare, {}) }
  }

  it('in Change as in its note', () => {
    const [four, five] = [4, 5].map((n) => few(n, { level: 10 }).change)
    expect([four.recent, four.earlier]).toEqual([4, 0])
    expect(four.units[0].q).toBeLessThan(0.1)
    expect([four.up, five.up]).toEqual([0, 1])
  })

  it('in Compare, whose note says no more', () => {
    const note = 'Fewer than five incidents on the two sides together carry no verdict, whatever the p.'
    expect(few(4).compare.notes).toContain(note)
    expect(few(9).compare.notes).not.toContain(note)
  })
})

describe('a filter by period that holds the whole file', () => {
  const days = [FIRST, LAST] as const
  it.each([
    ['Patrol', patrol, {}],
    ['Repeat places', repeats, { when: 'now' }],
    ['Density', hotspots, { against: 'earlier' }],
    ['Change', change, {}],
    ['Compare', compare, {}],
    ['Areas', areas, {}],
    ['Overview', today, {}],
  ])('changes nothing in %s, a week after the file ends', (_, method: Method<any, any>, over: object) => {
    const whole = drain(
      method.compute({
        ...{ table, rows: Uint32Array.from({ length: table.n }, (_, i) => i), today: LAST + 7 },
        params: { ...defaults(method.schema), ...over },
      } as never),
    )
    expect(runUnder(method, days, over, LAST + 7)).toEqual(whole)
  })
})
