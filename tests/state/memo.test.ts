/** What a memo remembers, and that it forgets when everything is erased. */
import { describe, expect, it } from 'vitest'
import { forgetMemos, memo } from '../../src/state/derived.ts'

describe('a memo', () => {
  it('works once for the same arguments, and keeps so many answers', () => {
    let worked = 0
    const twice = memo((x: object, y: number) => ({ x, y, n: ++worked }), 2)
    const a = {}
    expect(twice(a, 1)).toBe(twice(a, 1))
    twice(a, 2)
    expect(twice(a, 1).n).toBe(1)
    twice(a, 3)
    twice(a, 4)
    expect(twice(a, 1).n).toBe(5)
  })

  it('lets go of all it holds', () => {
    let worked = 0
    const once = memo((table: object) => ({ table, n: ++worked }))
    const table = {}
    once(table)
    forgetMemos()
    expect(once(table).n).toBe(2)
  })
})
