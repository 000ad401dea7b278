/** The registry of what keeps data, and what its helpers forget. */
import { describe, expect, it } from 'vitest'
import { create } from 'zustand'
import { forgetKept, keeps, keptMap, keptStore, KeptWeakMap, memo } from '../../src/core/base/kept.ts'

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
})

describe('erasing', () => {
  it('empties whatever is registered, and waits for the slowest', async () => {
    let worked = 0
    const once = memo((table: object) => ({ table, n: ++worked }))
    const table = {}
    const map = keptMap<string, object>()
    const weak = new KeptWeakMap<object, string>()
    const store = keptStore(create<{ rows: number[]; more?: string }>(() => ({ rows: [] })))
    once(table)
    map.set('a', table)
    weak.set(table, 'b')
    store.setState({ rows: [1], more: 'name' })
    const order: string[] = []
    keeps(async () => {
      await new Promise((r) => setTimeout(r, 5))
      order.push('slow')
    })
    await forgetKept()
    expect(order).toEqual(['slow'])
    expect(once(table).n).toBe(2)
    expect(map.size).toBe(0)
    expect([weak.has(table), weak.get(table)]).toEqual([false, undefined])
    expect(store.getState()).toEqual({ rows: [] })
  })

  it('tells of a keeper that failed, after the others are done', async () => {
    const map = keptMap<string, number>()
    keeps(() => {
      throw new Error('The shelf is locked.')
    })
    const later = keptMap<string, number>()
    map.set('a', 1)
    later.set('a', 1)
    await expect(forgetKept()).rejects.toThrow('The shelf is locked.')
    expect([map.size, later.size]).toEqual([0, 0])
  })
})
