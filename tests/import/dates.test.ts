import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateReader } from '../../src/import/meaning/dates.ts'

const two = (n: number) => String(n).padStart(2, '0')
const part = (max: number) => fc.integer({ min: 0, max })

describe('the plain forms are read as the careful way reads them', () => {
  it('for every day and order, sound or not', () => {
    fc.assert(
      fc.property(
        part(40),
        part(14),
        fc.oneof(fc.integer({ min: 1900, max: 2110 }), part(99)),
        fc.tuple(part(26), part(70), part(70)),
        fc.constantFrom('dmy', 'mdy', 'ymd') as fc.Arbitrary<'dmy' | 'mdy' | 'ymd'>,
        fc.constantFrom('/', '-', '.'),
        fc.constantFrom('', ' ', 'T', '  '),
        fc.constantFrom('', ':s', ':s.000', ':s.', 'Z', ':sZ', ':s.123Z', ' PM'),
        fc.constantFrom('iso', 'first', 'month'),
        fc.boolean(),
        (d, m, y, [hour, minute, second], order, dash, gap, tail, form, zeros) => {
          const n = zeros ? two : String
          const clock = gap === '' ? '' : `${gap}${n(hour)}:${two(minute)}${tail.replace('s', two(second))}`
          const date =
            form === 'iso'
              ? `${y}${dash}${n(m)}${dash}${n(d)}`
              : form === 'month'
                ? `${y}${dash}${n(m)}`
                : `${n(d)}${dash}${n(m)}${dash}${n(y)}`
          const text = date + clock
          const a = new DateReader(order, undefined)
          const b = new DateReader(order, undefined)
          const bytes = new TextEncoder().encode(`x${text}x`)
          const fast = a.readBytes(bytes, 1, bytes.length - 1)
          const other = b.careful(text)
          expect([fast.minute, fast.hasTime, fast.zone, fast.monthOnly]).toEqual([
            other.minute,
            other.hasTime,
            other.zone,
            other.monthOnly,
          ])
          expect(a.zoned).toEqual(b.zoned)
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
