/** A dictionary numbers texts by their bytes, however alike they are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteDict } from '../../../src/core/base/byteDict.ts'

const encoder = new TextEncoder()

describe('the dictionary of bytes', () => {
  it('numbers texts as a map does, also those that are alike where it glances at them', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 6 }),
      // the same beginning, middle, end and length
      fc.stringMatching(/^\d{3}$/).map((d) => `1${d} Old ${d[0]}Mill Road, ${d[1]}0${d[2]} Town`),
      fc.integer({ min: 0, max: 3000 }).map((n) => `On or near Alder Road ${n}`),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 600 }), (texts) => {
        const dict = new ByteDict()
        const codes = new Map([['', 0]])
        const bytes = encoder.encode(texts.join(''))
        let at = 0
        for (const t of [...texts, ...texts]) {
          if (at === bytes.length) at = 0
          const end = at + encoder.encode(t).length
          if (!codes.has(t)) codes.set(t, codes.size)
          expect(dict.codeOf(bytes, at, end)).toBe(codes.get(t))
          at = end
        }
        expect(dict.values).toEqual([...codes.keys()])
      }),
    )
  })
})
