/** Months without a row, by hand: over the turn of a year, and where rows are so few that it may be chance. */
import { expect, it } from 'vitest'
import { MINUTES_PER_DAY, parseIsoDay } from '../../../src/core/base/time.ts'
import { gapNote, gapsOf, gapWords, monthsIn } from '../../../src/core/table/gaps.ts'
import { FLAG } from '../../../src/core/table/incidents.ts'

const day = parseIsoDay
/** So many rows in each month, on its 15th. */
const table = (
  months: Record<string, number>,
  precision: 'minute' | 'month' = 'minute',
  odd: string[] = [],
) => {
  const days = [
    ...Object.entries(months).flatMap(([m, n]) => Array<number>(n).fill(day(`${m}-15`))),
    ...odd.map((m) => day(`${m}-15`)),
  ]
  const flags = Uint16Array.from(days, (_, i) => (i >= days.length - odd.length ? FLAG.oddDate : 0))
  return {
    n: days.length,
    from: Int32Array.from(days, (d) => d * MINUTES_PER_DAY),
    flags,
    precision,
  } as const
}
const gap = (from: string, to: string) => [day(from), day(to)]

it('are whole months, from the first day to the last', () => {
  const gaps = gapsOf(table({ '2025-10': 9, '2025-12': 9, '2026-03': 9 }))
  expect(gaps).toEqual([gap('2025-11-01', '2025-11-30'), gap('2026-01-01', '2026-02-28')])
  expect(gapWords(gaps)).toBe('Nov 2025, Jan 2026 to Feb 2026')
  expect(monthsIn(gaps)).toBe(3)
  // months of 28 and of 31 days count as one each
  expect(monthsIn(gapsOf(table({ '2026-01': 9, '2026-03': 9, '2026-06': 9, '2026-08': 9 })))).toBe(4)
  expect(monthsIn([])).toBe(0)
})

it('go over the turn of a year, and a row of an unlikely date fills none', () => {
  expect(gapsOf(table({ '2025-11': 9, '2026-02': 9 }))).toEqual([gap('2025-12-01', '2026-01-31')])
  expect(gapsOf(table({ '2025-11': 9, '2026-02': 9 }, 'minute', ['2025-12']))).toEqual([
    gap('2025-12-01', '2026-01-31'),
  ])
})

it('are chance where the months that have rows have fewer than six, but never in a file of months', () => {
  expect(gapsOf(table({ '2025-11': 6, '2026-01': 5 }))).toEqual([])
  expect(gapsOf(table({ '2025-11': 6, '2026-01': 6 }))).toHaveLength(1)
  expect(gapsOf(table({ '2025-11': 1, '2026-01': 1 }, 'month'))).toHaveLength(1)
  expect(gapsOf(table({ '2025-11': 9, '2025-12': 9 }))).toEqual([])
  expect(gapsOf(table({ '2025-11': 9 }))).toEqual([])
  expect(gapsOf(table({}))).toEqual([])
})

it('are told where the days looked at touch one, by a day', () => {
  const gaps = gapsOf(table({ '2025-10': 9, '2025-12': 9 }))
  const told = (from: string, to: string) => gapNote(gaps, day(from), day(to)) !== undefined
  expect(told('2025-11-30', '2025-12-31')).toBe(true)
  expect(told('2025-12-01', '2025-12-31')).toBe(false)
  expect(told('2025-10-01', '2025-11-01')).toBe(true)
  expect(told('2025-10-01', '2025-10-31')).toBe(false)
  expect(gapNote(undefined, 0, 1)).toBeUndefined()
})
