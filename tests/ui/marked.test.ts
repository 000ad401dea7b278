/** Marked rows are rows of the table as it is now. */
import { describe, expect, it } from 'vitest'
import { markedRows } from '../../src/ui/tableView.ts'

const table = (keys: readonly string[]) => ({ key: (i: number) => keys[i] })

describe('marked rows', () => {
  it('come in the order shown, with the one chosen elsewhere', () => {
    expect(markedRows(table(['a', 'b', 'c']), [2, 1, 0], new Set(['a']), 'c')).toEqual([2, 0])
  })
  it('are none where the table lost them: nothing is called selected that is not copied', () => {
    expect(markedRows(table(['x', 'y']), [0, 1], new Set(['a', 'b', 'c']), 'd')).toEqual([])
    expect(markedRows(table([]), [], new Set(['a']))).toEqual([])
  })
})
