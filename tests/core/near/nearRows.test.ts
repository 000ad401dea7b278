/** Which incidents a near-repeat method looks at, and what it says of those it leaves out. */
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../../src/core/table/incidents.ts'
import { cannotCountDays, namesNoOffence, nearRows } from '../../../src/core/near/nearRows.ts'
import { MINUTES_PER_DAY } from '../../../src/core/base/time.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const DAY = 20_000
const rowsOf = (n: number) => Uint32Array.from({ length: n }, (_, i) => i)
const taken = (
  rows: readonly Row[],
  offences: Parameters<typeof nearRows>[1],
  patch = {},
  anchor: Parameters<typeof nearRows>[2] = 'from',
) => nearRows({ table: incidentsFrom(rows, patch), rows: rowsOf(rows.length) }, offences, anchor)

describe('the incidents of a near-repeat method', () => {
  it('are those of the kinds asked for, in the order of the table', () => {
    const r = taken(
      [
        { x: 1, y: 2, day: DAY },
        { x: 3, y: 4, day: DAY + 1, offence: 'theft-of-vehicle' },
        { x: 5, y: 6, day: DAY + 2, offence: 'theft-from-vehicle' },
        { x: 7, y: 8, day: DAY + 3, offence: 'other' },
      ],
      ['burglary-home', 'theft-from-vehicle'],
    )
    expect([...r.rows]).toEqual([0, 2])
    expect([[...r.x], [...r.y], [...r.days]]).toEqual([
      [1, 5],
      [2, 6],
      [DAY, DAY + 2],
    ])
    expect(r.offences).toEqual(['burglary-home', 'theft-from-vehicle'])
    expect(r.notes).toHaveLength(2)
    expect(r.notes[0]).toMatch(/^2 incidents of residential burglary; theft from a vehicle, /)
  })

  it('are all where the table names no kind that is known here', () => {
    const rows: Row[] = [0, 1, 2].map((i) => ({ x: i, y: i, day: DAY, offence: 'other' }))
    const r = taken(rows, ['burglary-home'])
    expect([...r.rows]).toEqual([0, 1, 2])
    expect(r.notes[0]).toMatch(/^3 incidents, .*The table names no kind of offence that is known here/)
    expect(r.offences).toEqual(['other'])
    // one row of a known kind, and the rest is meant no more
    expect(taken([...rows, { x: 9, y: 9, day: DAY }], ['theft-of-vehicle']).rows).toHaveLength(0)
    const table = incidentsFrom(rows)
    expect(namesNoOffence(table, rowsOf(3))).toBe(true)
    expect(namesNoOffence(table, rowsOf(0))).toBe(false)
  })

  it('leave out and count rows without coordinates, and rows whose date cannot be believed', () => {
    const r = taken(
      [
        { x: 0, y: 0, day: DAY },
        { x: 0, y: 0, day: DAY },
        { x: 0, y: 0, day: DAY, flags: FLAG.oddDate },
        { x: 0, y: 0, day: DAY },
      ],
      ['burglary-home'],
      { x: Float64Array.of(NaN, 0, 0, 0), y: Float64Array.of(0, Infinity, 0, 0) },
    )
    expect([...r.rows]).toEqual([3])
    expect(r.notes[0]).toMatch(/^1 incident of residential burglary/)
    expect(r.notes).toContain('2 rows without coordinates left out.')
    expect(r.notes.filter((n) => n.startsWith('1 '))).toHaveLength(2)
  })

  it('say how many could have happened at any time in more than a week', () => {
    const minutes = (days: number, extra = 0) => DAY * MINUTES_PER_DAY + days * MINUTES_PER_DAY + extra
    const r = taken(
      [0, 1, 2, 3].map((i) => ({ x: 1000 * i, y: 0, day: DAY })),
      ['burglary-home'],
      {
        from: Int32Array.from([0, 0, 0, 0], () => minutes(0)),
        to: Int32Array.of(minutes(7), minutes(7, 1), minutes(30), minutes(0)),
      },
      'middle',
    )
    expect(r.notes.at(-1)).toMatch(/^2 incidents could have happened at any time in more than a week/)
    expect([...r.days]).toEqual([DAY + 3, DAY + 3, DAY + 15, DAY])
    expect(r.notes[1]).toBe(
      'The day of an incident is the middle of its window; days apart are calendar days.',
    )
    expect(taken([{ x: 0, y: 0, day: DAY }], ['burglary-home']).notes).toHaveLength(2)
  })

  it('are refused where dates are months or points are shared', () => {
    const months = incidentsFrom([{ x: 0, y: 0, day: DAY }], { precision: 'month' })
    const open = incidentsFrom([{ x: 0, y: 0, day: DAY }], { source: 'open' })
    expect(cannotCountDays(months)).toMatch(/^These dates are months/)
    expect(cannotCountDays(open)).toMatch(/^This is open data: it gives snap points/)
    expect(cannotCountDays(incidentsFrom([]))).toBeUndefined()
    expect(() => nearRows({ table: months, rows: rowsOf(1) }, ['burglary-home'], 'from')).toThrow(
      /are months/,
    )
  })
})
