/** A saved table begins with one byte order mark, whoever put it there. */
import { afterEach, expect, it, vi } from 'vitest'
import { saveFile } from '../../src/ui/clipboard.ts'

afterEach(() => vi.unstubAllGlobals())

it.each(['a,b', '\ufeffa,b'])('%j', async (content) => {
  const saved: Blob[] = []
  vi.stubGlobal('document', { createElement: () => ({ click: () => undefined }) })
  vi.stubGlobal('URL', {
    createObjectURL: (b: Blob) => (saved.push(b), 'blob:'),
    revokeObjectURL: () => undefined,
  })
  saveFile('a.csv', content)
  expect([...new Uint8Array(await saved[0].arrayBuffer())].slice(0, 5)).toEqual([0xef, 0xbb, 0xbf, 97, 44])
})
