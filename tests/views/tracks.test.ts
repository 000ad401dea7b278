/** The table of tracks. */
import { describe, expect, it } from 'vitest'
import { MINUTES_PER_DAY } from '../../src/core/base/time.ts'
import { tracksTable } from '../../src/views/tracks/TracksPanel.tsx'

describe('the table of tracks', () => {
  it('orders From and To by the clock and names the year', () => {
    const row = (day: number) => ({ from: day * MINUTES_PER_DAY, to: NaN })
    const model = tracksTable([row(9), row(365 + 1)] as never, 'metric')
    const from = model.columns.find((c) => c.key === 'from')!
    expect([0, 1].map((i) => from.value(i))).toEqual(['10 Jan 1970 00:00', '2 Jan 1971 00:00'])
    expect(from.order!(0)).toBeLessThan(from.order!(1) as number)
    const to = model.columns.find((c) => c.key === 'to')!
    expect([to.value(0), to.order!(0)]).toEqual(['no times', null])
  })
})
