import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  among,
  isFlag,
  listOf,
  maybe,
  namesTo,
  numberIn,
  onlyParts,
  partsOf,
  soundEntries,
  textTo,
  wholeIn,
} from '../../../src/core/base/sound.ts'

const PARTS = {
  name: textTo(5),
  n: wholeIn(0, 9),
  share: numberIn(0, 1),
  kind: among(['a', 'b']),
  on: maybe(isFlag),
  days: listOf(wholeIn(0, 6), 3),
  by: namesTo(numberIn(0, 1)),
}
const good = { name: 'abc', n: 3, share: 0.5, kind: 'a', days: [1, 2], by: { x: 1 } }

describe('checks of unknown values', () => {
  it('take what is sound, and hand over nothing that was not asked for', () => {
    expect(partsOf(PARTS)(good)).toBe(true)
    expect(onlyParts(PARTS, { ...good, on: true, stray: 'x' })).toEqual({ ...good, on: true })
  })

  it.each([
    { name: 'abcdef' },
    { name: undefined },
    { n: 1.5 },
    { n: '3' },
    { n: 10 },
    { share: NaN },
    { share: Infinity },
    { kind: 'c' },
    { on: null },
    { days: [1, 2, 3, 4] },
    { days: [7] },
    { days: { length: 0 } },
    { by: { constructor: 1 } },
    { by: JSON.parse('{"__proto__": 1}') },
    { by: [1] },
  ])('refuse %j', (part) => expect(onlyParts(PARTS, { ...good, ...part })).toBeUndefined())

  it('see only what an object has itself', () => {
    expect(partsOf({ toString: textTo(5) } as never)({})).toBe(false)
    const { sound, bad } = soundEntries(textTo(3), JSON.parse('{"a":"x","b":7,"__proto__":"y"}'))
    expect(sound).toEqual({ a: 'x' })
    expect(bad).toEqual(['b', '__proto__'])
  })

  it('never throw', () =>
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (v) => {
        expect(typeof partsOf(PARTS)(v)).toBe('boolean')
        expect(() => [onlyParts(PARTS, v), soundEntries(isFlag, v)]).not.toThrow()
      }),
    ))
})
