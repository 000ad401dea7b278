/**
 * Files locked with a passphrase: WebCrypto only. PBKDF2-SHA-256 → AES-256-GCM over the compressed content, the
 * header authenticated with it. Layout, big-endian:
 *
 *     0  89 "COCOON" 0A   8 bytes, so that a drop is recognised and a text transfer breaks it at once
 *     8  version 1        1
 *     9  kind             1: 1 package, 2 round, 3 visits, 4 team, 5 segment
 *    10  iterations       4
 *    14  salt            16
 *    30  nonce           12
 *    42  ciphertext and 16-byte tag
 */

import { isRecord, wholeIn } from '../core/base/sound.ts'

/** What a locked file holds. */
export type SealedKind = 'package' | 'round' | 'visits' | 'team' | 'segment'

/** Iterations of new files; OWASP asks for 600,000 of PBKDF2-HMAC-SHA-256. A file may ask for 600,000 to 10 million. */
export const ITERATIONS = 600_000
const MOST = 10_000_000

/** Fewest characters of a passphrase. */
export const SHORTEST = 10

/** Letters of suggested passphrases: none that looks or sounds like another. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz'
const SUGGESTED = new RegExp(`^[${LETTERS}]{12}$`)

const MAGIC = [0x89, 0x43, 0x4f, 0x43, 0x4f, 0x4f, 0x4e, 0x0a]
const VERSION = 1
const KINDS: readonly SealedKind[] = ['package', 'round', 'visits', 'team', 'segment']
/** Length of the header. */
export const HEADER = 42

/** A key made from a passphrase; it cannot be read out again, only used. Can be kept in IndexedDB. */
export interface SealKey {
  readonly key: CryptoKey
  readonly salt: Uint8Array<ArrayBuffer>
  readonly iterations: number
}

/** Whether a kept value is a key. */
export const isSealKey = (v: unknown): v is SealKey =>
  isRecord(v) &&
  v.key instanceof CryptoKey &&
  v.salt instanceof Uint8Array &&
  v.salt.length === 16 &&
  wholeIn(ITERATIONS, MOST)(v.iterations)

/** The passphrase is wrong or the file is damaged: the cipher cannot tell which. */
export class NotOpened extends Error {
  constructor() {
    super(
      'The passphrase is wrong or the file is damaged; the two cannot be told apart. Type the passphrase exactly as it was given. If it still does not open, ask for the file again.',
    )
    this.name = 'NotOpened'
  }
}

function subtle(): SubtleCrypto {
  // browsers offer encryption only where nobody on the way could have changed the page
  if (!globalThis.crypto?.subtle)
    throw new Error(
      'This browser locks and opens files only on a page that came over https or from this computer (localhost). Ask for this page under an https address.',
    )
  return globalThis.crypto.subtle
}

const random = (n: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(n))

/**
 * A passphrase as files are locked with it: read out over a radio and typed on a phone, its case, blanks and hyphens say
 * nothing. A suggested one keeps the form it is shown in, which opens its files in earlier versions too.
 */
export function canonicalPassphrase(typed: string): string {
  const bare = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]+/gu, '')
  return SUGGESTED.test(bare) ? bare.match(/.{4}/g)!.join('-') : bare
}

/** A passphrase as earlier versions locked with it: exactly as typed, but for looks and blanks at its ends. */
const asTyped = (typed: string): string => typed.normalize('NFKC').trim()

/** Makes a key, slowly on purpose, from the canonical form of a passphrase. */
export const makeKey = (passphrase: string, salt = random(16), iterations = ITERATIONS): Promise<SealKey> =>
  keyFrom(canonicalPassphrase(passphrase), salt, iterations)

async function keyFrom(form: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<SealKey> {
  const words = new TextEncoder().encode(form)
  const raw = await subtle().importKey('raw', words, 'PBKDF2', false, ['deriveKey'])
  const key = await subtle().deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    raw,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
  return { key, salt, iterations }
}

/** Runs bytes through the browser's own gzip. */
async function piped(
  bytes: Uint8Array,
  by: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(by as TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>)
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Compresses and locks. Each file has a nonce of its own, so one key may lock many. */
export async function seal(
  kind: SealedKind,
  content: Uint8Array,
  key: SealKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(HEADER)
  head.set(MAGIC)
  head[8] = VERSION
  head[9] = KINDS.indexOf(kind) + 1
  new DataView(head.buffer).setUint32(10, key.iterations)
  head.set(key.salt, 14)
  const iv = random(12)
  head.set(iv, 30)
  const small = await piped(content, new CompressionStream('gzip'))
  const locked = await subtle().encrypt({ name: 'AES-GCM', iv, additionalData: head }, key.key, small)
  const out = new Uint8Array(HEADER + locked.byteLength)
  out.set(head)
  out.set(new Uint8Array(locked), HEADER)
  return out
}

/** What the first bytes of a file say it holds; `newer` for a version not known here; undefined for any other file. */
export function sealedKind(head: Uint8Array): SealedKind | 'newer' | undefined {
  if (head.length < 10 || MAGIC.some((b, i) => head[i] !== b)) return undefined
  return head[8] === VERSION ? (KINDS[head[9] - 1] ?? 'newer') : 'newer'
}

/** Opens a locked file. Throws `NotOpened` for a wrong passphrase or any damage. */
export async function unseal(
  bytes: Uint8Array<ArrayBuffer>,
  passphrase: string,
): Promise<{ kind: SealedKind; content: Uint8Array; key: SealKey }> {
  const kind = sealedKind(bytes)
  if (kind === 'newer')
    throw new Error(
      'This file was locked by a newer Cocoon, or its header is damaged. Update this page, or ask for the file again.',
    )
  if (!kind || bytes.length < HEADER + 16) throw new NotOpened()
  const head = bytes.slice(0, HEADER)
  const iterations = new DataView(head.buffer).getUint32(10)
  // a damaged count must neither hang the page nor weaken the key
  if (iterations < ITERATIONS || iterations > MOST) throw new NotOpened()
  // files of earlier versions were locked with the passphrase as it was typed
  const forms = new Set([canonicalPassphrase(passphrase), asTyped(passphrase)])
  for (const form of forms) {
    const key = await keyFrom(form, head.slice(14, 30), iterations)
    const small = await opened(bytes, key)
    if (small)
      return { kind, content: await piped(new Uint8Array(small), new DecompressionStream('gzip')), key }
  }
  throw new NotOpened()
}

/** Opens a locked file with a key that is at hand, without the slow way from the passphrase. Throws a phrase where it cannot. */
export async function unsealWith(
  bytes: Uint8Array<ArrayBuffer>,
  key: SealKey,
): Promise<{ kind: SealedKind; content: Uint8Array }> {
  const kind = sealedKind(bytes)
  if (kind === 'newer') throw new Error('a later version of Cocoon wrote it: update this page')
  if (!kind || bytes.length < HEADER + 16) throw new Error('it is no locked file, or not whole yet')
  if (key.salt.some((b, i) => b !== bytes[14 + i])) throw new Error('it is locked with another passphrase')
  const small = await opened(bytes, key)
  if (!small) throw new Error('it is damaged, or not whole yet')
  return { kind, content: await piped(new Uint8Array(small), new DecompressionStream('gzip')) }
}

/** What a key opens, still compressed; undefined where it is not its key, or the file is damaged. */
async function opened(bytes: Uint8Array<ArrayBuffer>, { key }: SealKey): Promise<ArrayBuffer | undefined> {
  const head = bytes.slice(0, HEADER)
  try {
    return await subtle().decrypt(
      { name: 'AES-GCM', iv: head.slice(30, 42), additionalData: head },
      key,
      bytes.slice(HEADER),
    )
  } catch {
    return undefined
  }
}

/** A passphrase nobody could guess, to be read out or typed: "7qkm-2r4t-9xbc", 58 bits from the browser's own source. */
export function suggestPassphrase(): string {
  let out = ''
  while (out.length < 14) {
    // throwing away the uneven rest keeps each letter equally likely
    const [b] = random(1)
    if (b >= 256 - (256 % LETTERS.length)) continue
    out += (out.length % 5 === 4 ? '-' : '') + LETTERS[b % LETTERS.length]
  }
  return out
}
