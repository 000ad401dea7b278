/** Locked files: only the passphrase opens them, and not one byte may have changed. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  canonicalPassphrase,
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

  it('opens whatever the case, blanks and hyphens of its passphrase', async () => {
    for (const typed of [
      'Correct-Horse-Battery',
      'CORRECT  HORSE\tBATTERY',
      'correcthorsebattery',
      'correct – horse battery',
    ])
      expect((await unseal(file, typed)).content).toEqual(content)
    const said = await seal('round', content, await makeKey('7qkm-2r4t-9xbc'))
    for (const typed of ['7QKM 2R4T 9XBC', '7qkm2r4t9xbc', ' 7qkm-2R4T - 9xbc'])
      expect((await unseal(said, typed)).content).toEqual(content)
    expect(canonicalPassphrase('7QKM 2R4T 9XBC')).toBe('7qkm-2r4t-9xbc')
    await expect(unseal(said, '7qkm-2r4t-9xbd')).rejects.toThrow(NotOpened)
  })

  it('opens where an earlier version locked it with the passphrase exactly as it was typed', async () => {
    // made by the layout above: PBKDF2 of the words as they are, AES-GCM over gzip, the header authenticated
    const [salt, iv] = [new Uint8Array(16).fill(3), new Uint8Array(12).fill(5)]
    const head = new Uint8Array(HEADER)
    head.set(file.slice(0, 10))
    new DataView(head.buffer).setUint32(10, 600_000)
    head.set(salt, 14)
    head.set(iv, 30)
    const raw = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode('A Lamp in the Hall'),
      'PBKDF2',
      false,
      ['deriveKey'],
    )
    const key = await crypto.subtle.deriveKey(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600_000 },
      raw,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt'],
    )
    const { gzipSync } = await import('node:zlib')
    const locked = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: head },
      key,
      new Uint8Array(gzipSync(content)),
    )
    const old = new Uint8Array([...head, ...new Uint8Array(locked)])
    expect((await unseal(old, ' A Lamp in the Hall')).content).toEqual(content)
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
