/** Keys as they are written and said. */
import { describe, expect, it } from 'vitest'
import { isSingle, keyName, keyWords } from '../../src/ui/hotkeys.ts'
import { letterKeys } from '../../src/app/Shortcuts.tsx'

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

  it('are named as pressed', () => {
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
    expect(keyName({ ...none, key: '?', shiftKey: true })).toBe('?')
    expect(keyName({ ...none, key: 'Z', shiftKey: true, ctrlKey: true })).toBe('mod+shift+z')
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
