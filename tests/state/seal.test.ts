/** Locked files: only the passphrase opens them, and not one byte may have changed. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  canonicalPassphrase,
  ARGON,
  HEADER,
  ITERATIONS,
  makeKey,
  NotOpened,
  seal,
  sealedKind,
  suggestPassphrase,
  unseal,
} from '../../src/state/seal.ts'
import { weakness } from '../../src/state/strength.ts'

const content = new TextEncoder().encode('26 Harrow Lane, left next door. '.repeat(200))
let file: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  file = await seal('round', content, await makeKey('correct horse battery'))
})

/** The vectors of the page that writes the format down, read from it. */
const VECTORS = [
  ...readFileSync(new URL('../../docs/file-formats.md', import.meta.url), 'utf8').matchAll(
    /^- (.+?) \(“(.*?)”\): `([0-9a-f]+)` → (?:“(.*)”|refused)$/gm,
  ),
].map(([, name, passphrase, hex, text]) => ({ name, passphrase, hex, text }))

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
    const head = new Uint8Array(HEADER[1])
    head.set(file.slice(0, 10))
    head[8] = 1
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
    const view = new DataView(file.buffer)
    expect([...file.slice(8, 12)]).toEqual([2, 2, 1, ARGON.lanes])
    expect([view.getUint32(12), view.getUint32(16), view.getUint32(48)]).toEqual([3, 65_536, content.length])
    expect(ITERATIONS).toBeGreaterThanOrEqual(600_000)
  })

  it('notices one changed bit anywhere: header, nonce, length, text, tag', async () => {
    // kind, kdf, passes, salt, nonce, length, first byte of the text, tag: one key made for each takes its time
    for (const at of [9, 10, 15, 35, 47, 51, HEADER[2], file.length - 1]) {
      const hurt = file.slice()
      hurt[at] ^= 1
      await expect(unseal(hurt, 'correct horse battery'), `byte ${at}`).rejects.toThrow(
        at === 9 ? /damaged|passphrase/ : NotOpened,
      )
    }
    for (const length of [0, 9, HEADER[2], HEADER[2] + 15])
      await expect(unseal(file.slice(0, length), 'correct horse battery')).rejects.toThrow(NotOpened)
  })

  it('does not let a damaged header hang the page or weaken the key', async () => {
    const began = performance.now()
    for (const [at, n] of [
      [12, 0],
      [12, 2],
      [12, 11],
      [12, 0xffff_ffff],
      [16, 1024],
      [16, 0xffff_ffff],
      [48, 0xffff_ffff],
    ]) {
      const hurt = file.slice()
      new DataView(hurt.buffer).setUint32(at, n)
      await expect(unseal(hurt, 'correct horse battery')).rejects.toThrow(NotOpened)
    }
    for (const [at, v] of [
      [10, 2],
      [11, 0],
      [11, 255],
    ]) {
      const hurt = file.slice()
      hurt[at] = v
      await expect(unseal(hurt, 'correct horse battery')).rejects.toThrow(NotOpened)
    }
    // refused by the header alone, before any key is made
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('is never unpacked past the length its header tells', async () => {
    const key = await makeKey('correct horse battery')
    const bomb = await seal('round', new Uint8Array(64 * 2 ** 20), key)
    expect(bomb.length).toBeLessThan(100_000)
    const { gzipSync } = await import('node:zlib')
    // a header made by whoever knows the passphrase: 100 bytes are told, 64 MiB are packed
    const head = bomb.slice(0, HEADER[2])
    new DataView(head.buffer).setUint32(48, 100)
    const locked = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: head.slice(36, 48), additionalData: head },
      key.key,
      new Uint8Array(gzipSync(new Uint8Array(64 * 2 ** 20))),
    )
    const lying = new Uint8Array([...head, ...new Uint8Array(locked)])
    await expect(unseal(lying, 'correct horse battery')).rejects.toThrow(NotOpened)
  })

  it.each(VECTORS)('is what docs/file-formats.md says: $name', async ({ hex, passphrase, text }) => {
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'))
    if (text === undefined) await expect(unseal(bytes, passphrase)).rejects.toThrow()
    else expect(new TextDecoder().decode((await unseal(bytes, passphrase)).content)).toBe(text)
  })

  it('is known by its first bytes; a newer version is named as such', async () => {
    expect(sealedKind(file)).toBe('round')
    expect(sealedKind(new TextEncoder().encode('crime number,date'))).toBeUndefined()
    const newer = file.slice()
    newer[8] = 3
    expect(sealedKind(newer)).toBe('newer')
    await expect(unseal(newer, 'correct horse battery')).rejects.toThrow(/newer Cocoon/)
  })

  it('lets results go back under the key the round came with, each with its own nonce', async () => {
    const { key } = await unseal(file, 'correct horse battery')
    const [a, b] = [await seal('visits', content, key), await seal('visits', content, key)]
    expect(a.slice(36, 48)).not.toEqual(b.slice(36, 48))
    expect((await unseal(b, 'correct horse battery')).content).toEqual(content)
  })

  it('suggests passphrases that differ and can be read out', () => {
    const some = Array.from({ length: 50 }, suggestPassphrase)
    expect(new Set(some).size).toBe(50)
    for (const s of some) expect(s).toMatch(/^[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}$/)
  })
})

describe('a passphrase', () => {
  it.each([
    'aaaaaaaaaa',
    'password1234',
    'PASSWORD 12 34!',
    'qwertyuiop12',
    'manchester2024',
    'abcdefghijkl',
    'monday2026',
    'short',
    'ab-ab-ab-ab-ab',
    'correct horse battery staple',
    'The quick brown fox',
    'to be or not to be',
    'You’ll never walk alone'.replace('’', ''),
    'liverpoolfc2024',
    'thames valley police',
    '31/12/1999 31/12/1999',
    'P@ssw0rd P@ssw0rd',
  ])('that is easy to guess is refused: %s', async (words) =>
    expect(await weakness(words)).toMatch(/at least 10 characters|too easy to guess/),
  )

  it('that is hard to guess is taken, and every suggested one', async () => {
    expect(await weakness('cellar trumpet oblong vinegar')).toBeUndefined()
    for (let k = 0; k < 20; k++) expect(await weakness(suggestPassphrase())).toBeUndefined()
  })
})
