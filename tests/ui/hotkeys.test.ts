/** Keys as they are written and said. */
import { describe, expect, it } from 'vitest'
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys'
import { bindings, isSingle, keyWords } from '../../src/ui/hotkeys.ts'
import { letterKeys } from '../../src/app/letterKeys.ts'

describe('keys', () => {
  it('are said as they stand on a keyboard', () => {
    expect(['mod+shift+z', 'g c', '?', 'mod+,'].map(keyWords)).toEqual([
      'Ctrl Shift Z',
      'G then C',
      '?',
      'Ctrl ,',
    ])
  })

  it('are single where neither Ctrl nor Alt is held', () => {
    expect(['?', 'g c', 'mod+k', 'alt+1', 'shift+a'].map(isSingle)).toEqual([true, true, false, false, true])
  })

  it('are heard as pressed, and only with what is held', () => {
    const pressed = (key: string, ...held: string[]) =>
      ({ key, code: '', getModifierState: (k: string) => held.includes(k) }) as unknown as KeyboardEvent
    const hears = (keys: string, e: KeyboardEvent) =>
      bindings(keys).some((b) => matchKeyBindingPress(e, parseKeybinding(b)[0]))
    expect(hears('?', pressed('?', 'Shift'))).toBe(true)
    expect(hears('?', pressed('?'))).toBe(true)
    expect(hears('?', pressed('?', 'Control'))).toBe(false)
    expect(hears('mod+k', pressed('k', 'Control'))).toBe(true)
    expect(hears('mod+k', pressed('k'))).toBe(false)
    expect(hears('mod+,', pressed(',', 'Control'))).toBe(true)
    expect(hears('mod+shift+z', pressed('Z', 'Control', 'Shift'))).toBe(true)
    expect(hears('mod+z', pressed('Z', 'Control', 'Shift'))).toBe(false)
    expect(bindings('g c').map((b) => parseKeybinding(b).length)).toEqual([2])
  })

  it('give each view a letter of its own name, the first that is free', () => {
    const keys = letterKeys([
      { id: 'a', title: 'Cocooning' },
      { id: 'b', title: 'Concentration' },
      { id: 'c', title: 'Co' },
      { id: 'd', title: 'Clusters' },
    ])
    expect([...keys]).toEqual([
      ['a', 'g c'],
      ['b', 'g o'],
      ['d', 'g l'],
    ])
  })
})
