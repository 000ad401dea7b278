/** Locked files: only the passphrase opens them, and not one byte may have changed. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  HEADER,
  ITERATIONS,
  makeKey,
  NotOpened,
  seal,
  sealedKind,
  suggestPassphrase,
  unseal,
} from '../../src/state/seal.ts'

const content = new TextEncoder().encode('26 Harrow Lane, left next door. '.repeat(200))
let file: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  file = await seal('round', content, await makeKey('correct horse battery'))
})

describe('a locked file', () => {
  it('opens with its passphrase and no other', async () => {
    const { kind, content: back } = await unseal(file, '  correct horse battery ')
    expect(kind).toBe('round')
    expect(back).toEqual(content)
    await expect(unseal(file, 'correct horse batterz')).rejects.toThrow(NotOpened)
    await expect(unseal(file, '')).rejects.toThrow(/passphrase is wrong or the file is damaged/)
  })

  it('says nothing of its content and is compressed', () => {
    expect(file.length).toBeLessThan(content.length / 4)
    expect(new TextDecoder('latin1').decode(file)).not.toContain('Harrow')
    expect(new DataView(file.buffer).getUint32(10)).toBeGreaterThanOrEqual(600_000)
    expect(ITERATIONS).toBeGreaterThanOrEqual(600_000)
  })

  it('notices one changed bit anywhere: header, nonce, text, tag', async () => {
    // kind, last byte of the iterations, salt, nonce, first and last byte of the text, tag
    for (const at of [9, 13, 14, 29, 30, 41, HEADER, file.length - 17, file.length - 1]) {
      const hurt = file.slice()
      hurt[at] ^= 1
      await expect(unseal(hurt, 'correct horse battery'), `byte ${at}`).rejects.toThrow(
        at === 9 ? /damaged|passphrase/ : NotOpened,
      )
    }
    for (const length of [0, 9, HEADER, HEADER + 15, file.length - 1])
      await expect(unseal(file.slice(0, length), 'correct horse battery')).rejects.toThrow(NotOpened)
  })

  it('does not let a damaged count of iterations hang the page or weaken the key', async () => {
    for (const n of [1, 599_999, 0xffff_ffff]) {
      const hurt = file.slice()
      new DataView(hurt.buffer).setUint32(10, n)
      await expect(unseal(hurt, 'correct horse battery')).rejects.toThrow(NotOpened)
    }
  })

  it('is known by its first bytes; a newer version is named as such', async () => {
    expect(sealedKind(file)).toBe('round')
    expect(sealedKind(new TextEncoder().encode('crime number,date'))).toBeUndefined()
    const newer = file.slice()
    newer[8] = 2
    expect(sealedKind(newer)).toBe('newer')
    await expect(unseal(newer, 'correct horse battery')).rejects.toThrow(/newer Cocoon/)
  })

  it('lets results go back under the key the round came with, each with its own nonce', async () => {
    const { key } = await unseal(file, 'correct horse battery')
    expect(key.key.extractable).toBe(false)
    const [a, b] = [await seal('visits', content, key), await seal('visits', content, key)]
    expect(a.slice(30, 42)).not.toEqual(b.slice(30, 42))
    expect((await unseal(b, 'correct horse battery')).content).toEqual(content)
  })

  it('suggests passphrases that differ and can be read out', () => {
    const some = Array.from({ length: 50 }, suggestPassphrase)
    expect(new Set(some).size).toBe(50)
    for (const s of some) expect(s).toMatch(/^[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}$/)
  })
})
