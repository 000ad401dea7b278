/** The stretch that a method counts: as long as was asked for, and no further back than the table reaches. */
import { expect, it } from 'vitest'
import { MINUTES_PER_DAY, parseIsoDay } from '../../../src/core/base/time.ts'
import { windowOf } from '../../../src/core/table/window.ts'

const day = parseIsoDay
const table = (precision: 'month' | 'minute', first: string, last: string) =>
  ({
    n: 1,
    precision,
    span: { first: day(first), last: day(last), complete: day(last) },
    from: Int32Array.of(day(first) * MINUTES_PER_DAY),
    flags: Uint16Array.of(0),
  }) as never

it('ends where it was asked to, where the table reaches back so far', () => {
  const long = table('minute', '2024-01-01', '2026-11-22')
  expect(windowOf({ table: long, today: day('2026-11-22') }, 28)).toMatchObject({
    from: day('2026-10-26'),
    to: day('2026-11-22'),
  })
})

it('begins with the table where that is later', () => {
  const short = table('minute', '2026-11-01', '2026-11-22')
  expect(windowOf({ table: short, today: day('2026-11-22') }, 365)).toMatchObject({
    from: day('2026-11-01'),
    words: '1 Nov 2026 to 22 Nov 2026',
  })
  const month = table('month', '2025-06-01', '2025-06-30')
  expect(windowOf({ table: month, today: day('2025-06-30') }, 365)).toMatchObject({
    from: day('2025-06-01'),
    to: day('2025-06-30'),
    words: 'Jun 2025',
  })
})
