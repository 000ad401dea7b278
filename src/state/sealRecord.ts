/** One record of the shelf, locked: the bytes, and how they were locked. Its name is authenticated with it, so that none can stand in for another. */
import { bundle, unbundle } from '../core/base/bundle.ts'
import { isRecord } from '../core/base/sound.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The keys that open records. */
export interface Pair {
  readonly data: CryptoKey
  /** private half of the pair to whose public half things are added while locked */
  readonly own: CryptoKey
}

/** A locked record. `from`: locked to the public key, by a pair made for this record alone. */
export interface Sealed {
  readonly sealed: 1
  readonly iv: Bytes
  readonly bytes: Bytes
  readonly from?: Bytes
}

const isBytes = (v: unknown): v is Bytes => v instanceof Uint8Array

/** Whether a record lies there locked. */
export const isSealed = (v: unknown): v is Sealed =>
  isRecord(v) &&
  v.sealed === 1 &&
  isBytes(v.iv) &&
  isBytes(v.bytes) &&
  (v.from === undefined || isBytes(v.from))

const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const about = (name: string): Bytes => utf8(`cocoon kept 1 ${name}`)

/** Stands where a key was that results go back under: bytes go on the shelf, no key does. */
const RAW = 'raw key'

/** Whether a value is a key of the browser's own. */
export const isKey = (v: unknown): v is CryptoKey => typeof CryptoKey === 'function' && v instanceof CryptoKey

/** A value without keys of the browser's own: their bytes in their place. */
async function freeze(v: unknown): Promise<unknown> {
  if (isKey(v)) return { [RAW]: new Uint8Array(await crypto.subtle.exportKey('raw', v)) }
  if (ArrayBuffer.isView(v) || typeof v !== 'object' || v === null) return v
  if (Array.isArray(v)) return Promise.all(v.map(freeze))
  const parts = await Promise.all(Object.entries(v).map(async ([k, one]) => [k, await freeze(one)] as const))
  return Object.fromEntries(parts.filter(([, one]) => one !== undefined))
}

/** The value again, its keys made of their bytes. */
async function thaw(v: unknown): Promise<unknown> {
  if (ArrayBuffer.isView(v) || typeof v !== 'object' || v === null) return v
  if (Array.isArray(v)) return Promise.all(v.map(thaw))
  const raw = (v as Record<string, unknown>)[RAW]
  if (isBytes(raw)) return crypto.subtle.importKey('raw', raw, 'AES-GCM', true, ['encrypt', 'decrypt'])
  const parts = await Promise.all(Object.entries(v).map(async ([k, one]) => [k, await thaw(one)] as const))
  return Object.fromEntries(parts)
}

/** A value that is nothing has no text of its own: it is kept as a part of one. */
const pack = async (value: unknown): Promise<Bytes> => bundle({ value: await freeze(value) }) as Bytes
const unpack = (bytes: Uint8Array): Promise<unknown> => thaw((unbundle(bytes) as { value?: unknown }).value)

async function locked(key: CryptoKey, name: string, value: unknown, from?: Bytes): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const content = await pack(value)
  const done = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: about(name) }, key, content)
  return { sealed: 1, iv, bytes: new Uint8Array(done), ...(from ? { from } : {}) }
}

/** Locks under the key of the data. */
export const sealUnder = (key: CryptoKey, name: string, value: unknown): Promise<Sealed> =>
  locked(key, name, value)

/** The curve of what is added while locked. */
export const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const

/** The key that one record added while locked is under: of both publics, so that it is of this pair and no other. */
async function shared(mine: CryptoKey, theirs: CryptoKey, from: Bytes): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256)
  const base = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey'])
  const info = utf8('cocoon kept 1')
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: from, info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/** Locks to the public key: whoever writes cannot read it again. */
export async function sealTo(to: CryptoKey, name: string, value: unknown): Promise<Sealed> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const from = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return locked(await shared(pair.privateKey, to, from), name, value, from)
}

/** What a locked record says. Throws where these are not its keys, or it is another record's. */
export async function openText(raw: Sealed, name: string, { data, own }: Pair): Promise<unknown> {
  let key = data
  if (raw.from) {
    const theirs = await crypto.subtle.importKey('raw', raw.from, CURVE, false, [])
    key = await shared(own, theirs, raw.from)
  }
  const { iv, bytes } = raw
  return unpack(
    new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: about(name) }, key, bytes),
    ),
  )
}

/** Whether two values say the same; keys and handles of files, which nobody can look into, count as the same. */
function saysSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false
  const kind = Object.prototype.toString.call(a)
  if (kind !== Object.prototype.toString.call(b)) return false
  if (a instanceof Date) return Object.is(a.getTime(), (b as Date).getTime())
  if (!Array.isArray(a) && !ArrayBuffer.isView(a) && kind !== '[object Object]') return true
  const [p, q] = [a, b] as unknown as [Record<string, unknown>, Record<string, unknown>]
  const names = Object.keys(p)
  return (
    names.length === Object.keys(q).length && names.every((n) => Object.hasOwn(q, n) && saysSame(p[n], q[n]))
  )
}

/** Whether a record is the one that was read before: no two locked records have the same nonce, one that lies open is compared whole. */
export const sameRecord = (a: unknown, b: unknown): boolean =>
  isSealed(a) && isSealed(b)
    ? a.iv.every((x, i) => x === b.iv[i])
    : isSealed(a) === isSealed(b) && saysSame(a, b)
