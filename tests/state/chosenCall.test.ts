/** The chosen door stays the same door when the list is made anew. */
import { describe, expect, it } from 'vitest'
import { sameCall } from '../../src/state/chosenCall.ts'
import type { Cocoon } from '../../src/state/cocoon.ts'

const doors = (...keys: string[]) =>
  ({ kind: 'doors', list: { visits: keys.map((k) => ({ keys: k.split('+') })) } }) as unknown as Cocoon

describe('a list that is made anew', () => {
  it('keeps the chosen home, also in a building, and lets one go that is done', () => {
    const chosen = { of: 'cocooning', row: 2 }
    expect(sameCall(chosen, doors('a', 'b', 'c'), doors('b', 'c'))).toEqual({ of: 'cocooning', row: 1 })
    expect(sameCall(chosen, doors('a', 'b', 'c+d'), doors('x+c'))).toEqual({ of: 'cocooning', row: 0 })
    expect(sameCall(chosen, doors('a', 'b', 'c'), doors('a', 'b'))).toBeUndefined()
    expect(sameCall(chosen, doors('a'), doors('a'))).toBeUndefined()
    expect(sameCall(chosen, doors('a', 'b', 'c'), { kind: 'refused' } as Cocoon)).toBeUndefined()
  })
  it('leaves what is chosen elsewhere', () => {
    const chosen = { of: 'incidents', row: 7 }
    expect(sameCall(chosen, undefined, doors('a'))).toBe(chosen)
  })
})
