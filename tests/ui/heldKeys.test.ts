import { describe, expect, it } from 'vitest'
import { type Heard, hearKeys } from '../../src/ui/heldKeys.ts'

/** A page that hears keys, and what of them reached its own shortcuts. */
function page() {
  const target = new EventTarget()
  const reached: string[] = []
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => {
    const e = Object.assign(new Event('keydown', { cancelable: true }), { key, ...held })
    target.dispatchEvent(e)
    return e.defaultPrevented
  }
  return {
    target,
    reached,
    press,
    own: () => target.addEventListener('keydown', (e) => reached.push((e as KeyboardEvent).key)),
  }
}

describe('keys pressed while a dialog is on its way', () => {
  it('are kept for it and never reach the single keys of the page', () => {
    const { target, reached, press, own } = page()
    const heard: Heard = { text: '', enter: false }
    const stop = hearKeys(heard, () => undefined, target)
    own()
    for (const key of ['B', 'e', 'x', 'Backspace', 'a', 't', ' ', '4', '?', 'Enter', 'g']) press(key)
    expect(heard).toEqual({ text: 'Beat 4?', enter: true })
    expect(reached).toEqual([])
    stop()
    press('d')
    expect(reached).toEqual(['d'])
    expect(heard.text).toBe('Beat 4?')
  })

  it('go through with Ctrl or Alt, and Escape is told', () => {
    const { target, reached, press, own } = page()
    const heard: Heard = { text: '', enter: false }
    let escaped = 0
    hearKeys(heard, () => escaped++, target)
    own()
    expect(press('k', { ctrlKey: true })).toBe(false)
    expect(press('1', { altKey: true })).toBe(false)
    expect(press('Escape')).toBe(true)
    expect(reached).toEqual(['k', '1'])
    expect([escaped, heard.text]).toEqual([1, ''])
  })
})
