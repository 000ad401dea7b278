/** Memory that is given back: at once, of one's own large arrays alone. */
import { expect, it } from 'vitest'
import { giveBack, giveBackBuffer } from '../../../src/core/base/giveBack.ts'

it('empties large arrays, and leaves small ones and shared memory', () => {
  const [large, small] = [new Uint32Array(1 << 19), new Uint32Array(4)]
  const shared = new Uint8Array(new SharedArrayBuffer(1 << 21))
  giveBack(large, small, shared)
  expect([large.length, small.length, shared.length]).toEqual([0, 4, 1 << 21])
})

it('does so where a browser cannot make a buffer smaller', () => {
  const buffer = new ArrayBuffer(8)
  Object.defineProperty(buffer, 'transfer', { value: undefined })
  giveBackBuffer(buffer)
  expect(buffer.byteLength).toBe(0)
})
