/** The monthly return: months cut to the plan, places by squares, nothing counted twice, an empty cell for what is unknown. */
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { parseIsoDay } from '../../../src/core/base/time.ts'
import { monthlyReturn } from '../../../src/core/evaluation/monthlyReturn.ts'
import { PLAN } from './planOf.ts'

const plan = {
  ...PLAN,
  ...{ start: '2026-01-10', end: '2026-03-05', planned: { minutes: 5500 } },
  done: [
    { month: '2026-01', place: 'A', agency: 'PCSO', visits: 3, minutes: 40 },
    { month: '2026-01', place: 'A', agency: '=Police', arrests: 1, searches: 2, powers: 0 },
    { month: '2026-02', place: '', agency: 'Wardens', minutes: 60 },
  ],
}
const days = ['2026-01-09', '2026-01-10', '2026-01-31', '2026-02-01', '2026-03-05', '2026-03-06'].map(
  parseIsoDay,
)
const points = {
  x: Float64Array.from(days, () => 100),
  y: Float64Array.from(days, () => 100),
  day: Int32Array.from(days),
}
const places = [
  { name: 'A', at: [1234, 777] as const, has: () => true, minutes: () => 99.6 },
  { name: 'B', at: [100, 100] as const, has: () => false, compared: () => true },
]
const read = (last = days[5]) =>
  Papa.parse<Record<string, string>>(monthlyReturn(plan, places, points, { last, plane: 'EPSG:27700' }), {
    header: true,
    skipEmptyLines: true,
  }).data

describe('the monthly return', () => {
  const rows = read()
  const of = (month: string, spot: string) => rows.filter((r) => r.Month === month && r.Spot === spot)
  it('counts only days of the plan, each incident in one row of its month and place', () => {
    expect(rows.map((r) => r.Month)).toEqual([
      ...Array(3).fill('2026-01'),
      ...Array(3).fill('2026-02'),
      ...Array(2).fill('2026-03'),
    ])
    expect(rows.filter((r) => r.Spot === 'A').map((r) => r['Incidents recorded'])).toEqual([
      '2',
      '',
      '1',
      '1',
    ])
    expect(of('2026-01', 'B')[0]['Comparison incidents']).toBe('2')
    expect(of('2026-01', 'A')[0]['Comparison incidents']).toBe('')
  })
  it('tells a place by its square of 500 m', () => {
    expect(rows[0]['Square middle X (500 m)']).toBe('1250')
    expect(rows[0]['Square middle Y (500 m)']).toBe('750')
  })
  it('gives what was entered, else the minutes recorded, else nothing', () => {
    expect(
      of('2026-01', 'A').map((r) => [
        r.Agency,
        r.Visits,
        r['Minutes delivered'],
        r.Arrests,
        r['ASB powers used'],
      ]),
    ).toEqual([
      ['PCSO', '3', '40', '', ''],
      ["'=Police", '', '', '1', '0'],
    ])
    expect(of('2026-02', 'A')[0]['Minutes delivered']).toBe('100')
    expect(of('2026-02', 'B')[0]['Minutes delivered']).toBe('')
    expect(of('2026-02', 'all')[0]).toMatchObject({
      Agency: 'Wardens',
      'Minutes delivered': '60',
      'Incidents recorded': '',
    })
  })
  it('shares the minutes planned by the days of the month, over the places', () => {
    const all = rows.reduce((s, r) => s + Number(r['Minutes planned']), 0)
    expect(Math.abs(all - 5500)).toBeLessThanOrEqual(3)
  })
  it('ends where the incidents do', () => {
    expect(read(days[2]).every((r) => r.Month === '2026-01')).toBe(true)
  })
})
