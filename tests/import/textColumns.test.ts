/** Columns that grow, are cut back and lose rows hold what a plain list would. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { Dict, Growing, Texts } from '../../src/import/rows/columns.ts'
import type { Spans } from '../../src/import/rows/columns.ts'

function spansOf(texts: readonly string[]): Spans {
  const parts = texts.map((t) => new TextEncoder().encode(t))
  const to = new Int32Array(parts.length)
  let at = 0
  parts.forEach((p, i) => (to[i] = at += p.length))
  const bytes = new Uint8Array(at)
  parts.forEach((p, i) => bytes.set(p, to[i] - p.length))
  return { bytes, from: to.map((end, i) => end - parts[i].length), to }
}

const text = fc.constantFrom('', '', 'Mill Lane', 'é', 'AB/12345', 'x')
const steps = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('one' as const), text }),
    fc.record({ what: fc.constant('many' as const), texts: fc.array(text, { maxLength: 8 }) }),
    fc.record({ what: fc.constant('none' as const), n: fc.nat(6) }),
    fc.record({ what: fc.constant('cut' as const), share: fc.float({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ what: fc.constant('retain' as const), every: fc.integer({ min: 1, max: 3 }) }),
  ),
  { maxLength: 25 },
)

describe('a growing column of texts', () => {
  it('holds what a list holds, whatever is done to it', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let list: string[] = []
        const [texts, dict] = [new Texts(), new Dict()]
        for (const s of all) {
          if (s.what === 'one') {
            texts.push(s.text)
            dict.push(s.text)
            list.push(s.text)
          } else if (s.what === 'many') {
            texts.pushAll(s.texts.length, spansOf(s.texts))
            dict.pushAll(s.texts.length, spansOf(s.texts))
            list.push(...s.texts)
          } else if (s.what === 'none') {
            texts.pushAll(s.n)
            dict.pushAll(s.n)
            list.push(...Array.from({ length: s.n }, () => ''))
          } else if (s.what === 'cut') {
            list = list.slice(0, Math.floor(list.length * s.share))
            texts.cut(list.length)
            dict.codes.length = list.length
          } else {
            const rows = Uint32Array.from(list.keys()).filter((i) => i % s.every === 0)
            list = list.filter((_, i) => i % s.every === 0)
            texts.retain(rows)
            dict.codes.retain(rows)
          }
        }
        const [column, codes] = [texts.finish(), dict.finish()]
        expect(column.offsets).toHaveLength(list.length + 1)
        expect(list.map((_, i) => texts.at(i))).toEqual(list)
        expect(list.map((_, i) => textAt(column, i))).toEqual(list)
        expect(list.map((_, i) => dictAt(codes, i))).toEqual(list)
      }),
    )
  })

  it('is handed over as it is when it is large, and copied when it is small', () => {
    const [small, large] = [new Growing(Uint8Array), new Growing(Uint8Array)]
    small.reserve(10)
    small.length = 10
    large.reserve(2 ** 20)
    large.length = 2 ** 20
    expect(small.finish().buffer).not.toBe(small.data.buffer)
    expect(large.finish().buffer).toBe(large.data.buffer)
    expect(large.finish()).toHaveLength(2 ** 20)
  })
})
