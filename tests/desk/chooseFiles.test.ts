import { afterEach, describe, expect, it, vi } from 'vitest'
import { chooseFiles } from '../../src/desk/files/DropZone.tsx'

afterEach(() => vi.unstubAllGlobals())

/** A page whose browser has, or has not, granted the press. */
function page(userActivation: { isActive: boolean } | undefined) {
  const done: string[] = []
  const input = { type: '', multiple: false, onchange: null, click: () => done.push(`${input.type} chooser`) }
  vi.stubGlobal('navigator', { userActivation })
  vi.stubGlobal('document', {
    querySelector: (q: string) => ({ focus: () => done.push(`focus ${q}`) }),
    createElement: () => input,
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
