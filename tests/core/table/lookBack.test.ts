import { describe, expect, it } from 'vitest'
import { breaksWithin, type Days, inDaysOf, lookBackOf } from '../../../src/core/table/lookBack.ts'
import { parseIsoDay } from '../../../src/core/base/time.ts'

const CHOICE = { base: 'auto', years: 3, around: 3, before: 12 } as const
const SAME = { ...CHOICE, base: 'years' } as const
const days = (from: string, to: string): Days => [parseIsoDay(from), parseIsoDay(to)]
const TODAY = parseIsoDay('2026-11-22')
const exact = { precision: 'minute', span: { first: 0, last: 0, complete: 0 } } as const

describe('windows of days', () => {
  it('takes the same weeks of last year, three on either side, on the same weekdays', () => {
    const l = lookBackOf(exact, TODAY, parseIsoDay('2024-11-23'), SAME)
    expect(l).toMatchObject({ grain: 'days', kind: 'years', years: 1 })
    expect(l.windows[0]).toEqual({
      label: '7 days',
      days: days('2026-11-16', '2026-11-22'),
      base: [days('2025-10-27', '2025-12-14')],
      times: 7,
    })
    expect(l.windows[1]).toMatchObject({
      days: days('2026-10-26', '2026-11-22'),
      base: [days('2025-10-06', '2025-12-14')],
      times: 2.5,
    })
    expect(l.series).toHaveLength(26)
    expect(l.series[25]).toEqual(days('2026-11-16', '2026-11-22'))
    expect(l.trend).toEqual({
      now: days('2026-08-31', '2026-11-22'),
      then: days('2025-09-01', '2025-11-23'),
      yearBefore: true,
    })
  })

  it('takes as many years as the table holds whole, up to the limit', () => {
    const years = (first: string, limit = 3) =>
      lookBackOf(exact, TODAY, parseIsoDay(first), { ...SAME, years: limit }).years
    // the long window's base of last year begins on 6 October 2025
    expect(years('2025-10-06')).toBe(1)
    expect(years('2025-10-07')).toBe(0)
    expect(years('2015-01-01')).toBe(3)
    expect(years('2015-01-01', 10)).toBe(10)
  })

  it('falls back on the twelve weeks before, then on fewer, then on nothing', () => {
    const l = (first: string) => lookBackOf(exact, TODAY, parseIsoDay(first), CHOICE)
    expect(l('2026-01-01').windows[1].base).toEqual([days('2026-08-03', '2026-10-25')])
    expect(l('2026-01-01')).toMatchObject({ kind: 'before', years: 0 })
    // eight whole weeks before 26 October, eleven before 16 November
    expect(l('2026-08-30').windows.map((w) => w.times)).toEqual([11, 2])
    expect(l('2026-10-20')).toMatchObject({ kind: 'none' })
    expect(l('2026-10-20').windows.every((w) => w.times === 0)).toBe(true)
    expect(l('2026-10-20').trend).toBeUndefined()
  })

  it('takes all weeks before from fifteen months on, and says whether a season can be known', () => {
    const l = (first: string, over = {}) =>
      lookBackOf(exact, TODAY, parseIsoDay(first), { ...CHOICE, ...over })
    // 456 days with the last
    expect(l('2025-08-24')).toMatchObject({ kind: 'season', seasonKnown: true, years: 0 })
    expect(l('2025-08-25')).toMatchObject({ kind: 'before', seasonKnown: false })
    expect(l('2025-08-25', { base: 'season' }).kind).toBe('none')
    expect(l('2024-11-23', { base: 'before' })).toMatchObject({ kind: 'before', seasonKnown: true })
    // whole weeks up to the window, at most three years of them
    expect(l('2025-08-24').windows.map((w) => w.base)).toEqual([
      [days('2025-08-25', '2026-11-15')],
      [days('2025-08-25', '2026-10-25')],
    ])
    expect(l('2015-01-01').windows.map((w) => w.times)).toEqual([156, 39])
  })

  it('obeys the choice', () => {
    const first = parseIsoDay('2024-11-23')
    expect(lookBackOf(exact, TODAY, first, { ...CHOICE, base: 'before' }).kind).toBe('before')
    expect(lookBackOf(exact, TODAY, parseIsoDay('2026-01-01'), { ...CHOICE, base: 'years' }).kind).toBe(
      'none',
    )
    expect(lookBackOf(exact, TODAY, first, { ...SAME, around: 0 }).windows[0]).toMatchObject({
      base: [days('2025-11-17', '2025-11-23')],
      times: 1,
    })
  })
})

const months = (from: string, to: string) => {
  const [first, last] = [parseIsoDay(`${from}-01`), parseIsoDay(`${to}-01`)]
  return { precision: 'month', span: { first, last, complete: last + 27 } } as const
}

describe('windows of months', () => {
  it('takes the last month and the last three, by the day', () => {
    const l = lookBackOf(
      months('2024-01', '2025-12'),
      parseIsoDay('2025-12-01'),
      parseIsoDay('2024-01-01'),
      SAME,
    )
    expect(l).toMatchObject({ grain: 'months', kind: 'years', years: 1 })
    expect(l.windows[0]).toMatchObject({
      days: days('2025-12-01', '2025-12-31'),
      base: [days('2024-11-01', '2025-01-31')],
      times: 92 / 31,
    })
    expect(l.windows[1]).toMatchObject({
      days: days('2025-10-01', '2025-12-31'),
      base: [days('2024-09-01', '2025-01-31')],
    })
    expect(l.trend).toEqual({
      now: days('2025-10-01', '2025-12-31'),
      then: days('2024-10-01', '2024-12-31'),
      yearBefore: true,
    })
    expect(l.series).toHaveLength(24)
    expect(l.year).toEqual(days('2025-01-01', '2025-12-31'))
  })

  it('takes the months before where a year is not there', () => {
    const l = lookBackOf(
      months('2025-01', '2025-12'),
      parseIsoDay('2025-12-01'),
      parseIsoDay('2025-01-01'),
      CHOICE,
    )
    expect(l).toMatchObject({ kind: 'before' })
    expect(l.windows.map((w) => w.base)).toEqual([
      [days('2025-01-01', '2025-11-30')],
      [days('2025-01-01', '2025-09-30')],
    ])
    const short = lookBackOf(
      months('2025-10', '2025-12'),
      parseIsoDay('2025-12-01'),
      parseIsoDay('2025-10-01'),
      CHOICE,
    )
    expect(short.kind).toBe('none')
  })

  it('takes all months before from the first month on that knows a season', () => {
    const l = (first: string, over = {}) =>
      lookBackOf(months(first, '2025-12'), parseIsoDay('2025-12-01'), parseIsoDay(`${first}-01`), {
        ...CHOICE,
        ...over,
      })
    expect(l('2024-10')).toMatchObject({ kind: 'season', seasonKnown: true })
    expect(l('2024-11')).toMatchObject({ kind: 'before', seasonKnown: false })
    expect(l('2024-10').windows.map((w) => w.base)).toEqual([
      [days('2024-10-01', '2025-11-30')],
      [days('2024-10-01', '2025-09-30')],
    ])
    // no further back than the years chosen
    expect(l('2018-01', { years: 2 }).windows.map((w) => w.base)).toEqual([
      [days('2023-12-01', '2025-11-30')],
      [days('2023-10-01', '2025-09-30')],
    ])
    // the same months of other years: as many as are whole, with one on either side
    expect(l('2023-08', SAME)).toMatchObject({ years: 2 })
    expect(l('2023-10', SAME)).toMatchObject({ years: 1 })
    expect(l('2018-01', { ...SAME, years: 2 }).windows[0].base).toEqual([
      days('2024-11-01', '2025-01-31'),
      days('2023-11-01', '2024-01-31'),
    ])
    expect(l('2024-01', { ...SAME, around: 0 }).windows[1].base).toEqual([days('2024-10-01', '2024-12-31')])
    // a trend over a year ago where the table reaches there, else over the months just before
    expect(l('2024-10').trend).toMatchObject({ yearBefore: true, then: days('2024-10-01', '2024-12-31') })
    expect(l('2024-11').trend).toMatchObject({ yearBefore: false, then: days('2025-07-01', '2025-09-30') })
  })
})

describe('a file shorter than the look', () => {
  it('is looked at no further back than it reaches, and says so', () => {
    const one = lookBackOf(
      months('2025-06', '2025-06'),
      parseIsoDay('2025-06-30'),
      parseIsoDay('2025-06-01'),
      CHOICE,
    )
    expect(one.windows.map((w) => w.label)).toEqual(['last month', '1 month'])
    expect(one).toMatchObject({ yearWords: '1 month', year: days('2025-06-01', '2025-06-30') })
    expect(one.windows[1].days).toEqual(days('2025-06-01', '2025-06-30'))
    const ten = lookBackOf(exact, TODAY, TODAY - 9, CHOICE)
    expect(ten.windows.map((w) => w.label)).toEqual(['7 days', '10 days'])
    expect(ten.windows[1].days).toEqual([TODAY - 9, TODAY])
    expect(ten).toMatchObject({ yearWords: '10 days', year: [TODAY - 9, TODAY] })
    const year = lookBackOf(exact, TODAY, TODAY - 364, CHOICE)
    expect(year.windows.map((w) => w.label)).toEqual(['7 days', '28 days'])
    expect(year.yearWords).toBe('12 months')
  })
})

describe('days and breaks', () => {
  it('counts both ends', () => {
    expect(
      [9, 10, 12, 13, 20].map((d) =>
        inDaysOf(
          [
            [10, 12],
            [20, 20],
          ],
          d,
        ),
      ),
    ).toEqual([false, true, true, false, true])
  })

  it('names the breaks inside', () => {
    expect(breaksWithin(days('2024-11-01', '2026-11-22'))).toEqual([])
    expect(breaksWithin(days('2021-06-30', '2022-01-01'))).toEqual([expect.stringContaining('pandemic')])
    expect(breaksWithin(days('2016-01-01', '2024-01-01'))).toHaveLength(3)
  })
})
