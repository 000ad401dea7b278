/**
 * Files locked with a passphrase: Argon2id → AES-256-GCM over the compressed content, the header authenticated with it.
 * The layout of versions 1 and 2, with test vectors, stands in docs/file-formats.md. Files of version 1 (PBKDF2) are
 * opened, and results go back under the key that a round came with, whatever its version.
 */
import { isRecord, type Check, partsOf, wholeIn } from '../core/base/sound.ts'

/** What a locked file holds. */
export type SealedKind = 'package' | 'round' | 'visits' | 'team' | 'segment' | 'vault'

/** Version 1: rounds of PBKDF2-HMAC-SHA-256; fewer than OWASP asks for, or enough to hang the page, are refused. */
export const ITERATIONS = 600_000
const MOST_ITERATIONS = 10_000_000

/**
 * Version 2: Argon2id (version 0x13) with 64 MiB, 3 passes and 4 lanes, the second of the two choices that RFC 9106 recommends.
 * `memory` in KiB.
 */
export const ARGON = { passes: 3, memory: 65_536, lanes: 4 } as const
const MOST_ARGON = { passes: 10, memory: 262_144, lanes: 16 } as const

/** Fewest characters of a passphrase. */
export const SHORTEST = 10

const MAGIC = [0x89, 0x43, 0x4f, 0x43, 0x4f, 0x4f, 0x4e, 0x0a]
const KINDS: readonly SealedKind[] = ['package', 'round', 'visits', 'team', 'segment', 'vault']
/** Argon2id in the header. */
const KDF = 1
/** Length of the header by version. */
export const HEADER = { 1: 42, 2: 52 } as const
type Version = keyof typeof HEADER
/** Most bytes that a file may hold once it is unpacked: a few kilobytes could otherwise become all there is of memory. */
export const MOST_CONTENT = 2 ** 30

/** How a key was made of a passphrase, as the header tells it. */
type Made =
  | { readonly iterations: number }
  | { readonly passes: number; readonly memory: number; readonly lanes: number }

/** A key made from a passphrase. It can be read out, so that what this browser keeps can hold it locked (`vault.ts`). */
export type SealKey = Made & { readonly key: CryptoKey; readonly salt: Uint8Array<ArrayBuffer> }

const isPbkdf = partsOf<{ iterations: number }>({ iterations: wholeIn(ITERATIONS, MOST_ITERATIONS) })
const isArgon = partsOf<{ passes: number; memory: number; lanes: number }>({
  passes: wholeIn(ARGON.passes, MOST_ARGON.passes),
  memory: wholeIn(ARGON.memory, MOST_ARGON.memory),
  lanes: wholeIn(1, MOST_ARGON.lanes),
})
const isMade: Check<Made> = (v): v is Made => isPbkdf(v) || isArgon(v)

/** Whether a kept value is a key. */
export const isSealKey = (v: unknown): v is SealKey =>
  isRecord(v) &&
  v.key instanceof CryptoKey &&
  v.salt instanceof Uint8Array &&
  v.salt.length === 16 &&
  isMade(v)

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

/** Letters of suggested passphrases: none that looks or sounds like another. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz'
const SUGGESTED = new RegExp(`^[${LETTERS}]{12}$`)

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

/** A passphrase as the first files were locked with it: exactly as typed, but for looks and blanks at its ends. */
const asTyped = (typed: string): string => typed.normalize('NFKC').trim()

async function pbkdf(words: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  const raw = await subtle().importKey('raw', words, 'PBKDF2', false, ['deriveKey'])
  return subtle().deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    raw,
    { name: 'AES-GCM', length: 256 },
    true,
    ['encrypt', 'decrypt'],
  )
}

async function argon(
  password: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  { passes, memory, lanes }: { passes: number; memory: number; lanes: number },
) {
  // the library refuses an empty passphrase, which opens nothing
  if (password.length === 0) throw new NotOpened()
  // fetched only when something is locked or opened
  const { argon2id } = await import('hash-wasm')
  const raw = await argon2id({
    password,
    salt,
    iterations: passes,
    memorySize: memory,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  })
  return subtle().importKey('raw', raw as Uint8Array<ArrayBuffer>, 'AES-GCM', true, ['encrypt', 'decrypt'])
}

/** Makes a key, slowly on purpose, from the canonical form of a passphrase. */
export const makeKey = (passphrase: string, salt = random(16), made: Made = ARGON): Promise<SealKey> =>
  keyFrom(canonicalPassphrase(passphrase), salt, made)

async function keyFrom(form: string, salt: Uint8Array<ArrayBuffer>, made: Made): Promise<SealKey> {
  const words = new TextEncoder().encode(form)
  const key = isPbkdf(made)
    ? await pbkdf(words, salt, made.iterations)
    : await argon(words, salt, made as typeof ARGON)
  return { key, salt, ...made }
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(
      new CompressionStream('gzip') as TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>,
    )
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Unpacks up to `most` bytes; throws `NotOpened` past them, before more is held, and where it is no gzip. */
async function gunzip(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let n = 0
  try {
    const reader = new Blob([bytes])
      .stream()
      .pipeThrough(
        new DecompressionStream('gzip') as TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>,
      )
      .getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      n += value.length
      if (n > most) {
        void reader.cancel().catch(() => undefined)
        throw new NotOpened()
      }
      parts.push(value)
    }
  } catch {
    throw new NotOpened()
  }
  const out = new Uint8Array(n)
  let at = 0
  for (const p of parts) {
    out.set(p, at)
    at += p.length
  }
  return out
}

/** The header of a file; `length` is that of the unpacked content. */
function headOf(kind: SealedKind, key: SealKey, iv: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const version: Version = 'iterations' in key ? 1 : 2
  const head = new Uint8Array(HEADER[version])
  const view = new DataView(head.buffer)
  head.set(MAGIC)
  head[8] = version
  head[9] = KINDS.indexOf(kind) + 1
  if ('iterations' in key) {
    view.setUint32(10, key.iterations)
    head.set(key.salt, 14)
    head.set(iv, 30)
    return head
  }
  head[10] = KDF
  head[11] = key.lanes
  view.setUint32(12, key.passes)
  view.setUint32(16, key.memory)
  head.set(key.salt, 20)
  head.set(iv, 36)
  view.setUint32(48, length)
  return head
}

/** Compresses and locks. Each file has a nonce of its own, so one key may lock many. Throws a sentence where it is too large. */
export async function seal(
  kind: SealedKind,
  content: Uint8Array,
  key: SealKey,
): Promise<Uint8Array<ArrayBuffer>> {
  if (content.length > MOST_CONTENT)
    throw new Error('It is larger than a locked file can hold (1 GiB). Take out what is not needed.')
  const iv = random(12)
  const head = headOf(kind, key, iv, content.length)
  const small = await gzip(content)
  const locked = await subtle().encrypt({ name: 'AES-GCM', iv, additionalData: head }, key.key, small)
  const out = new Uint8Array(head.length + locked.byteLength)
  out.set(head)
  out.set(new Uint8Array(locked), head.length)
  return out
}

/** What the first bytes of a file say it holds; `newer` for a version not known here; undefined for any other file. */
export function sealedKind(head: Uint8Array): SealedKind | 'newer' | undefined {
  if (head.length < 10 || MAGIC.some((b, i) => head[i] !== b)) return undefined
  return Object.hasOwn(HEADER, head[8]) ? (KINDS[head[9] - 1] ?? 'newer') : 'newer'
}

/** What a header says of key, nonce and length. */
interface Header {
  readonly head: Uint8Array<ArrayBuffer>
  readonly made: Made
  readonly salt: Uint8Array<ArrayBuffer>
  readonly iv: Uint8Array<ArrayBuffer>
  /** bytes of the unpacked content, or the most there may be */
  readonly most: number
}

/** The header of a file of a known version; undefined where it is not whole, would weaken the key or hang the page. */
function headerOf(bytes: Uint8Array<ArrayBuffer>): Header | undefined {
  const length = HEADER[bytes[8] as Version]
  if (bytes.length < length + 16) return undefined
  const head = bytes.slice(0, length)
  const view = new DataView(head.buffer)
  const first = head[8] === 1
  const made = first
    ? { iterations: view.getUint32(10) }
    : { passes: view.getUint32(12), memory: view.getUint32(16), lanes: head[11] }
  const most = first ? MOST_CONTENT : view.getUint32(48)
  if (!isMade(made) || most > MOST_CONTENT || (!first && head[10] !== KDF)) return undefined
  const at = first ? 14 : 20
  return { head, made, salt: head.slice(at, at + 16), iv: head.slice(at + 16, at + 28), most }
}

/** What a key opens; undefined where it is not its key, or the file is damaged. */
async function opened(
  bytes: Uint8Array<ArrayBuffer>,
  { head, iv, most }: Header,
  { key }: SealKey,
): Promise<Uint8Array | undefined> {
  const small = await subtle()
    .decrypt({ name: 'AES-GCM', iv, additionalData: head }, key, bytes.slice(head.length))
    .catch(() => undefined)
  if (!small) return undefined
  const content = await gunzip(new Uint8Array(small), most)
  return head[8] === 1 || content.length === most ? content : undefined
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
  const header = kind && headerOf(bytes)
  if (!header) throw new NotOpened()
  const forms = [canonicalPassphrase(passphrase)]
  // the first files were locked with the passphrase as it was typed
  if (bytes[8] === 1 && asTyped(passphrase) !== forms[0]) forms.push(asTyped(passphrase))
  for (const form of forms) {
    const key = await keyFrom(form, header.salt, header.made)
    const content = await opened(bytes, header, key)
    if (content) return { kind, content, key }
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
  const header = kind && headerOf(bytes)
  if (!header) throw new Error('it is no locked file, or not whole yet')
  if (key.salt.some((b, i) => b !== header.salt[i])) throw new Error('it is locked with another passphrase')
  const content = await opened(bytes, header, key).catch(() => undefined)
  if (!content) throw new Error('it is damaged, or not whole yet')
  return { kind, content }
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
