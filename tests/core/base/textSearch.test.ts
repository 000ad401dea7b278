/** Words in text columns, held against looking at every text. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DictBuilder, TextBuilder } from '../../../src/core/base/text.ts'
import { rowsWithWords, wordsOf } from '../../../src/core/base/textSearch.ts'

const textColumn = (all: readonly string[]) => {
  const b = new TextBuilder()
  for (const s of all) b.push(s)
  return b.finish()
}
const dictColumn = (all: readonly string[]) => {
  const b = new DictBuilder()
  for (const s of all) b.push(s)
  return b.finish()
}
const letters = fc.array(fc.constantFrom('a', 'B', 'b', ' ', '1', 'ŵ', 'Ŵ', '–'), { maxLength: 8 })
const aText = letters.map((l) => l.join(''))

describe('search by words', () => {
  it('finds the rows that a look at every text finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(aText, aText, aText), { maxLength: 30 }),
        fc.array(fc.constantFrom('a', 'ab', 'B1', 'ŵ', 'bŵ', '–', 'bb', 'aŴ'), { maxLength: 3 }),
        (all, words) => {
          const rows = Uint32Array.from([...all.keys()].filter((i) => i % 3 !== 1))
          const found = rowsWithWords(
            words,
            rows,
            [textColumn(all.map((t) => t[0])), textColumn(all.map((t) => t[1]))],
            [dictColumn(all.map((t) => t[2]))],
          )
          const holds = (i: number, w: string) =>
            all[i].some((t) => t.toLowerCase().includes(w.toLowerCase()))
          expect([...found]).toEqual([...rows].filter((i) => words.every((w) => holds(i, w))))
        },
      ),
    )
  })

  it('does not run from one row into the next, and needs every word', () => {
    const address = textColumn(['12 Mill', ' Rise', 'MILL RISE', ''])
    const all = Uint32Array.of(0, 1, 2, 3)
    const find = (q: string) => [...rowsWithWords(wordsOf(q), all, [address], [])]
    expect(find('mill rise')).toEqual([2])
    expect(find('mill')).toEqual([0, 2])
    expect(find('l r')).toEqual([2])
    expect(find('')).toEqual([0, 1, 2, 3])
    expect(find('nowhere')).toEqual([])
    expect(wordsOf('  Mill  mill Rise ')).toEqual(['mill', 'rise'])
  })
})
