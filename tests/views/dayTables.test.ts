/** Drawn days on paper: every day of the plan stands there once, with the places that are patrolled. */
import { describe, expect, it } from 'vitest'
import { dayFrom, isoDay } from '../../src/core/base/time.ts'
import { drawnDaysOf } from '../../src/core/evaluation/planDays.ts'
import { monthTables } from '../../src/views/plans/dayTables.ts'
import { PLAN } from '../core/evaluation/planOf.ts'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const WEEK = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')

/** Every cell of the tables by its date, read back as a person reads it. */
function readBack(tables: ReturnType<typeof monthTables>): Map<string, string> {
  const found = new Map<string, string>()
  for (const t of tables)
    for (const c of t.columns.slice(1))
      for (let i = 0; i < t.n; i++) {
        const text = String(c.value(i))
        if (text === '') continue
        const [month, year] = c.label.split(' ')
        const day = isoDay(dayFrom(Number(year), MONTHS.indexOf(month) + 1, i + 1))
        expect(found.has(day)).toBe(false)
        found.set(day, text)
      }
  return found
}

describe('the days of a draw on paper', () => {
  it.each([
    ['a year and a month', 7, '2027-01-20', '2028-03-03'],
    ['one week', 2, '2027-12-28', '2028-01-03'],
    ['many places', 12, '2027-02-01', '2027-07-31'],
  ])('%s: each day once, with its weekday and its places', (_, n, start, end) => {
    const base = PLAN
    const plan = {
      ...base,
      ...{ start, end },
      places: Array.from({ length: n }, (_, k) => ({ ...base.places[0], name: `Place ${k}` })),
      days: { seed: 5, share: 0.5, run: 1, drawn: '2026-12-01' },
    }
    const drawn = drawnDaysOf(plan)!
    const found = readBack(monthTables(plan, drawn))
    expect(found.size).toBe(drawn.days)
    for (let d = 0; d < drawn.days; d++) {
      const places = plan.places.flatMap((_, k) => (drawn.on[k * drawn.days + d] ? [k + 1] : []))
      const weekday = WEEK[new Date((drawn.first + d) * 86_400_000).getUTCDay()]
      expect(found.get(isoDay(drawn.first + d))).toBe(`${weekday} ${places.join(', ') || 'none'}`)
    }
  })
})
