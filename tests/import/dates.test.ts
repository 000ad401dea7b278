import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateReader } from '../../src/import/dates.ts'

const two = (n: number) => String(n).padStart(2, '0')
const part = (max: number) => fc.integer({ min: 0, max })

describe('the plain forms are read as the careful way reads them', () => {
  it('for every day and order, sound or not', () => {
    fc.assert(
      fc.property(
        part(40),
        part(14),
        fc.integer({ min: 1900, max: 2110 }),
        part(26),
        part(70),
        part(70),
        fc.constantFrom('dmy', 'mdy', 'ymd') as fc.Arbitrary<'dmy' | 'mdy' | 'ymd'>,
        fc.constantFrom('', ' ', 'T'),
        fc.boolean(),
        fc.boolean(),
        (d, m, y, hour, minute, second, order, gap, iso, seconds) => {
          const clock =
            gap === '' ? '' : `${gap}${two(hour)}:${two(minute)}${seconds ? `:${two(second)}` : ''}`
          const text = (iso ? `${y}-${two(m)}-${two(d)}` : `${two(d)}/${two(m)}/${y}`) + clock
          // numbers without their zeros and a comma before the clock say the same and are not of the plain forms
          const careful = iso ? `${y}-${m}-${d}` : `${d}/${m}/${y}`
          const a = new DateReader(order, undefined)
          const b = new DateReader(order, undefined)
          const fast = a.read(text)
          const other = b.read(careful + (clock === '' ? '' : `, ${clock.slice(1)}`))
          expect([fast.minute, fast.hasTime, fast.zone]).toEqual([other.minute, other.hasTime, other.zone])
          expect([a.firstAbove12, a.secondAbove12, a.ordered]).toEqual([
            b.firstAbove12,
            b.secondAbove12,
            b.ordered,
          ])
        },
      ),
      { numRuns: 5000 },
    )
  })
})
