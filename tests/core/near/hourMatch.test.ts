import { describe, expect, it } from 'vitest'
import { hourMatch } from '../../../src/core/near/hourMatch.ts'
import { FLAG } from '../../../src/core/table/incidents.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const at = (hour: number, length = 0, flags?: number): Row => ({
  x: 400_000,
  y: 300_000,
  day: 20_000,
  hour,
  endHour: hour + length,
  ...(flags !== undefined && { flags }),
})
/** Rows 0 and 1 are a pair, 2 and 3 the next … */
const match = (rows: Row[], patch = {}) =>
  hourMatch(
    incidentsFrom(rows, patch),
    Array.from({ length: rows.length / 2 }, (_, k) => [2 * k, 2 * k + 1] as const),
  )

describe('the time of day of pairs', () => {
  it('is the same within three hours, over midnight too', () => {
    expect(match([at(23), at(2)])).toEqual({ pairs: 1, share: 1, byChance: 1 })
    expect(match([at(23), at(3)]).share).toBe(0)
    // one pair at night, one by day: linked they agree, paired at random half of them do
    expect(match([at(1), at(2), at(13), at(14)])).toEqual({ pairs: 2, share: 1, byChance: 0.5 })
  })

  it('counts the hour after midnight like any other', () => {
    expect(match([at(0), at(0)])).toEqual({ pairs: 1, share: 1, byChance: 1 })
    // one pair at midnight, one at noon: dealt at random half of them agree
    expect(match([at(0), at(0), at(12), at(12)])).toEqual({ pairs: 2, share: 1, byChance: 0.5 })
  })

  it('shares a window among its hours', () => {
    // 10:00 to 18:00 against 10:00: the hours 10, 11, 12 and 13 of eight
    expect(match([at(10, 8), at(10)]).share).toBeCloseTo(0.5, 12)
  })

  it('leaves out windows that do not know their hour', () => {
    const none = { pairs: 0, share: NaN, byChance: NaN }
    expect(match([at(8, 9), at(8)])).toEqual(none)
    expect(match([at(8, 0, FLAG.noTime), at(8)])).toEqual(none)
    expect(match([at(8, 2, FLAG.reversed), at(8)])).toEqual(none)
    expect(match([at(8), at(8)], { precision: 'day' })).toEqual(none)
    expect(match([])).toEqual(none)
  })
})
