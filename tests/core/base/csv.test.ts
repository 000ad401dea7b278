/** Cells of CSV: no spreadsheet runs one, whatever unseen stands before the sign, and what is read back is the text that was. */
import { expect, it } from 'vitest'
import { csvCell, guarded, unguarded } from '../../../src/core/base/csv.ts'

const UNSEEN = [
  ...['', ' ', '\u00a0', '\u200b', '\ufeff', '\u2060', '\u00ad', '\u0000', '\u0007', '\u001f', '\u000b'],
  ...['\u034f', '\ufe0f', '\u2003', '\u3000', '\u180e', '\u061c', '\u202e', '\u2066', "'", "''", '\u2800'],
  ...['\u3164', '\u{e0020}', '\u17b4', '\u180b'],
]

it('guards a formula behind any two characters that are not seen', () => {
  for (const a of UNSEEN)
    for (const b of UNSEEN)
      for (const formula of ['=1+1', '+1', '-1+1', '@SUM(A1)', '＝1', '＋1', '－2', '＠x', '\t=1', '\n=1']) {
        const text = a + b + formula
        expect(guarded(text)).toBe(`'${text}`)
        expect(unguarded(guarded(text))).toBe(text)
      }
})

it('leaves what no spreadsheet runs as it is', () => {
  for (const text of ['10 Northgate', 'O’Brien', 'a=b', '1-2', '−5', "'tis", ''])
    expect([guarded(text), csvCell(text)]).toEqual([text, text])
  expect([csvCell(-1), csvCell(null), csvCell(NaN)]).toEqual(['-1', '', ''])
})
