import { afterEach, describe, expect, it, vi } from 'vitest'
import { chooseFiles } from '../../src/desk/files/DropZone.tsx'

afterEach(() => vi.unstubAllGlobals())

/** A page whose browser has, or has not, granted the press. */
function page(userActivation: { isActive: boolean } | undefined) {
  const done: string[] = []
  let stands = false
  const input = {
    ...{ type: '', multiple: false, hidden: false, onchange: null, oncancel: null },
    click: () =>
      done.push(`${input.type} chooser${stands && input.hidden ? '' : ' of a field that hangs nowhere'}`),
    remove: () => void (stands = false),
  }
  vi.stubGlobal('navigator', { userActivation })
  vi.stubGlobal('document', {
    querySelector: (q: string) => ({ focus: () => done.push(`focus ${q}`) }),
    createElement: () => input,
    body: { append: () => void (stands = true) },
  })
  return done
}

describe('asking for files', () => {
  it('opens the chooser where the press counts, and where the browser does not tell', () => {
    for (const activation of [{ isActive: true }, undefined]) {
      const done = page(activation)
      chooseFiles()
      expect(done).toEqual(['file chooser'])
    }
  })

  it('puts the button under the hand where the browser keeps the keys to itself', () => {
    const done = page({ isActive: false })
    chooseFiles()
    expect(done).toEqual(['focus .a-open'])
  })
})
