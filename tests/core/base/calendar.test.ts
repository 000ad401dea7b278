/** The calendar by arithmetic against that of the platform. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOf } from '../../../src/core/base/time.ts'

describe('the parts of a minute', () => {
  it('are those of the platform’s calendar, centuries and leap days among them', () => {
    const same = (minute: number) => {
      const d = new Date(minute * 60_000)
      expect(partsOf(minute)).toEqual({
        year: d.getUTCFullYear(),
        month: d.getUTCMonth() + 1,
        day: d.getUTCDate(),
        hour: d.getUTCHours(),
        minute: d.getUTCMinutes(),
        weekday: (d.getUTCDay() + 6) % 7,
      })
    }
    for (const day of [
      '0001-01-01',
      '1600-02-29',
      '1899-12-31',
      '1900-02-28',
      '1900-03-01',
      '1969-12-31',
      '2000-02-29',
      '2026-02-28',
      '2100-03-01',
      '9999-12-31',
    ])
      same(Date.parse(`${day}T23:59:00Z`) / 60_000)
    fc.assert(fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), same), { numRuns: 2000 })
  })
})
