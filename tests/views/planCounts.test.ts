/** The counts of a plan: what changed where the days before and after are not as many. */
import { describe, expect, it } from 'vitest'
import { countsTable } from '../../src/views/plans/tables.ts'

const counts = { before: 200, after: 100, comparisonBefore: 0, comparisonAfter: 4 }
const judged = (after: number, held = { before: 364, after }) =>
  ({
    ...{ result: { counts, ring: { counts } }, windows: { before: 364, after }, held },
  }) as unknown as Parameters<typeof countsTable>[0]
const last = (after: number) => countsTable(judged(after)).columns.at(-1)!

describe('the counts of a plan', () => {
  it('call half as many in half the days no change', () => {
    expect(last(182).label).toBe('Change a day')
    expect(last(182).value(0)).toBeCloseTo(0, 10)
    expect(last(182).show!(0)).toBe('0%')
  })
  it('leave out days that the files do not hold', () => {
    const table = countsTable(judged(364, { before: 364, after: 182 }))
    expect(table.caption).toBe(
      'Incidents in 364 days before and 182 of 364 days after the start; the others are missing from the files',
    )
    expect(table.columns.at(-1)!.show!(0)).toBe('0%')
  })
  it('say what changed in as many days, and nothing of none', () => {
    expect(last(364).label).toBe('Change')
    expect(last(364).show!(0)).toBe('−50%')
    expect(last(364).value(1)).toBeNull()
  })
})
