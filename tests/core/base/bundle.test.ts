/** Typed arrays through bytes and back, exactly. */
import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bundle, unbundle } from '../../../src/core/base/bundle.ts'

const column = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.uint16Array(),
  fc.int16Array(),
  fc.uint8Array(),
  fc.int8Array(),
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    column,
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any')),
    fc.dictionary(
      fc.string().filter((k) => k !== '$' && k !== '__proto__' && k !== 'toJSON'),
      tie('any'),
      { noNullPrototype: true },
    ),
  ),
})).any

describe('a bundle', () => {
  it('gives back every value it was given, NaN and −0 in columns included', () => {
    fc.assert(
      fc.property(value, (v) => {
        expect(unbundle(bundle(v))).toEqual(v)
      }),
    )
  })

  it('takes a column that starts inside a larger buffer', () => {
    const big = Float64Array.from([1, 2, 3, 4])
    expect(unbundle(bundle({ a: big.subarray(1, 3) }))).toEqual({ a: Float64Array.from([2, 3]) })
  })

  it('refuses bytes that are no bundle, with a sentence', () => {
    const good = bundle({ a: new Int32Array(9), b: 'x' })
    for (const cut of [0, 3, 5, good.length - 1]) expect(() => unbundle(good.slice(0, cut))).toThrow()
    const lying = bundle({ a: new Uint8Array(4) })
    const text = new TextDecoder().decode(lying).replace('"n":4', '"n":9')
    expect(() => unbundle(new TextEncoder().encode(text))).toThrow(/not what its header says/)
    expect(() => bundle({ $: 'mine' })).toThrow(/"\$"/)
  })

  it('lays columns out so that they compress to less than half of what raw bytes do', () => {
    const from = Int32Array.from({ length: 20_000 }, (_, i) => 29_000_000 + i * 53 + ((i * 7919) % 40))
    const raw = gzipSync(new Uint8Array(from.buffer)).length
    expect(gzipSync(bundle({ from })).length).toBeLessThan(raw / 2)
  })
})
