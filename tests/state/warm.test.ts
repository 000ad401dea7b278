/** What every panel asks of a large table is worked out before the table is shown. */
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../src/core/table/incidents.ts'
import { frameOf, knownDays, rowsOf, warm } from '../../src/state/derived.ts'
import { incidentsFrom } from '../tools/incidents.ts'

const odd = { x: 450_000, y: 300_000, day: 20_500, flags: FLAG.oddDate }
const rows = Array.from({ length: 100_001 }, (_, i) =>
  i === 7 ? odd : { x: 450_000 + (i % 300), y: 300_000, day: 20_000 + (i % 90) },
)

describe('a large table', () => {
  it('is looked through before it is shown, and never by the panel that draws it', async () => {
    const table = incidentsFrom(rows)
    const s = { incidents: { table }, project: { clauses: [] } } as never
    await warm(table)
    for (const column of ['from', 'to', 'flags', 'lng', 'lat'] as const)
      Object.defineProperty(table, column, {
        get: () => {
          throw new Error(`${column} was read again`)
        },
      })
    expect(rowsOf(s, 'period')).toHaveLength(rows.length)
    expect(frameOf(table)).toBeDefined()
    // one date is odd, and no day of it is counted
    const days = knownDays(s, 'period')
    expect(days.rows.reduce((a, b) => a + b, 0)).toBe(rows.length - 1)
    expect([days.first, days.first + days.rows.length - 1]).toEqual([20_000, 20_089])
  })
})
