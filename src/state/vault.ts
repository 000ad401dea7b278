/**
 * The key under which this browser keeps what names homes, people and places. It lies beside the data until a passphrase
 * is set: then erasing it makes the rest unreadable, but whoever copies the profile has both. With a passphrase a new key is
 * made, everything is locked anew under it, and it lies there only locked itself (Argon2id, AES-256-GCM). While locked, things
 * can still be added, to a public key (ECDH P-256, HKDF-SHA-256, AES-256-GCM), and not read again before the passphrase is given.
 */
import { create } from 'zustand'
import { bundle, unbundle } from '../core/base/bundle.ts'
import { among, isRecord, partsOf, textTo } from '../core/base/sound.ts'
import { promisifyRequest } from 'idb-keyval'
import {
  CURVE,
  isKey,
  isSealed,
  openText,
  type Pair,
  sameRecord,
  type Sealed,
  sealTo,
  sealUnder,
} from './sealRecord.ts'
import { NotOpened, seal, type SealKey, makeKey, unseal } from './seal.ts'
import { on, rawOf, written } from './shelf.ts'
import { hearTabs, type Speaker, tellTabs } from './tabChannel.ts'

/** What is in hand: the keys, or only the one to which things can be added. */
export interface Held {
  readonly id: string
  readonly data?: CryptoKey
  readonly own?: CryptoKey
  readonly to: CryptoKey
}

/**
 * unknown: not looked yet · none: this page cannot encrypt (it came over http) · empty: nothing is kept · device: the key lies
 * beside the data · open, locked: behind a passphrase.
 */
export type VaultState = 'unknown' | 'none' | 'empty' | 'device' | 'open' | 'locked'

// keeps no data: a word for where the lock stands, put back by `forgetKeys`
export const useVault = create<{ readonly state: VaultState }>(() => ({ state: 'unknown' }))

const VAULT = 'self/vault'
const SHIFT = 'self/shift'

/** How the keys lie on the shelf. */
interface DeviceVault {
  readonly id: string
  readonly mode: 'device'
  readonly data: CryptoKey
  readonly own: CryptoKey
  readonly to: CryptoKey
}
interface LockedVault {
  readonly id: string
  readonly mode: 'passphrase'
  /** a locked file, as any other, with the keys in it */
  readonly locked: Uint8Array<ArrayBuffer>
  readonly to: CryptoKey
}
type Vault = DeviceVault | LockedVault

const isDevice = partsOf<DeviceVault>({
  id: textTo(60),
  mode: among(['device']),
  data: isKey,
  own: isKey,
  to: isKey,
})
const isLocked = partsOf<LockedVault>({
  id: textTo(60),
  mode: among(['passphrase']),
  locked: (v): v is Uint8Array<ArrayBuffer> => v instanceof Uint8Array && v.length < 10_000,
  to: isKey,
})

/** What is kept is under a lock that is not known here. */
export class UnknownLock extends Error {
  override name = 'UnknownLock'
}

/** The vault that lies there, if one does. Throws a sentence where it is none that is known here: it must not be replaced. */
function soundVault(v: unknown): Vault | undefined {
  if (v === undefined || isDevice(v) || isLocked(v)) return v
  throw new UnknownLock(
    'What this browser keeps was locked by a newer Cocoon, or its lock is damaged. Nothing was changed. Update this page; if that does not help, erase everything under Data.',
  )
}

/** The id of a vault as it lies there; '' where there is none. */
export const vaultId = (v: unknown): string => (isRecord(v) && typeof v.id === 'string' ? v.id : '')

/** Whether this page can encrypt: browsers allow it only where nobody on the way could have changed the page. */
export const canEncrypt = (): boolean => globalThis.crypto?.subtle !== undefined

// keeps no data: the keys in hand, which `keep.ts` lets go of once it has read what is to stay
let held: Held | undefined

// keeps no data: how often everything was erased in this page
let erasings = 0

/** Counts erasings: what was begun before one must not be written after it. */
export const erasingsSoFar = (): number => erasings

/** Everything is about to be erased. */
export const nowErasing = (): void => void erasings++

/** Lets go of the keys without a word to the shelf; whatever is still being written is let go of too. */
export function forgetKeys(): void {
  nowErasing()
  held = undefined
  useVault.setState({ state: 'unknown' })
}

const say = (state: VaultState): void => {
  if (useVault.getState().state !== state) useVault.setState({ state })
}

function take(v: Held, state: VaultState): Held {
  held = v
  say(state)
  return v
}

const AES = { name: 'AES-GCM', length: 256 } as const

async function newKeys(): Promise<{ data: CryptoKey; own: CryptoKey; to: CryptoKey }> {
  const { subtle } = globalThis.crypto
  // they can be read out, to be locked with a passphrase later; the page's policy is what keeps strangers' code from them
  const data = await subtle.generateKey(AES, true, ['encrypt', 'decrypt'])
  const pair = await subtle.generateKey(CURVE, true, ['deriveBits'])
  return { data, own: pair.privateKey, to: pair.publicKey }
}

const newId = (): string => [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16)).join('')

/** Looks at the shelf again, where another tab may have changed the lock. Undefined where nothing was ever kept. */
export async function lookAgain(): Promise<Held | undefined> {
  const v = soundVault(await rawOf(VAULT))
  if (!v) {
    held = undefined
    say('empty')
    return undefined
  }
  if (held?.id === v.id && held.data) {
    // a page that outlives the shift must not leave its key on the disk
    if (v.mode === 'passphrase') await shiftKeys(v.id)
    return held
  }
  if (v.mode === 'device') return take(v, 'device')
  const kept = await shiftKeys(v.id)
  return kept ? take({ ...v, ...kept }, 'open') : take({ id: v.id, to: v.to }, 'locked')
}

/** The keys in hand; undefined where this page cannot encrypt, or where nothing is kept yet and `make` is not asked. */
export async function keysNow(make: boolean): Promise<Held | undefined> {
  if (!canEncrypt()) {
    say('none')
    return undefined
  }
  const now = held ?? (await lookAgain())
  if (now || !make) return now
  const fresh: DeviceVault = { id: newId(), mode: 'device', ...(await newKeys()) }
  const stands = await on('readwrite', async (s) => {
    const there = soundVault(await promisifyRequest<unknown>(s.get(VAULT)))
    // another tab may have been first
    if (there) return there
    s.put(fresh, VAULT)
    await written(s)
    return fresh
  })
  return stands === fresh ? take(fresh, 'device') : lookAgain()
}

/** Whether a record belongs to the vault in hand; said inside the transaction that writes. */
export const stillOurs = async (s: IDBObjectStore, keys: Held): Promise<boolean> =>
  vaultId(await promisifyRequest<unknown>(s.get(VAULT))) === keys.id

/** Locks one record for the shelf: under the key, or to the public one while that is locked away. */
export const lockRecord = (name: string, value: unknown, keys: Held): Promise<Sealed> =>
  keys.data ? sealUnder(keys.data, name, value) : sealTo(keys.to, name, value)

/** What a record says. `locked` where the passphrase was not given yet; undefined where it cannot be opened. */
export async function openRecord(
  name: string,
  raw: unknown,
  keys: Held | undefined,
): Promise<{ readonly value: unknown } | 'locked'> {
  if (!isSealed(raw)) return { value: raw }
  if (!keys) return { value: undefined }
  if (!keys.data || !keys.own) return 'locked'
  return { value: await openText(raw, name, keys as Pair).catch(() => undefined) }
}

/** Said wherever something kept is asked for while it is locked. */
export class Locked extends Error {
  constructor() {
    super('What this browser keeps is locked. Type its passphrase first.')
    this.name = 'Locked'
  }
}

const rawKeys = async (k: { data: CryptoKey; own: CryptoKey }): Promise<Uint8Array> => {
  const { subtle } = globalThis.crypto
  return bundle({
    data: new Uint8Array(await subtle.exportKey('raw', k.data)),
    own: new Uint8Array(await subtle.exportKey('pkcs8', k.own)),
  })
}

async function keysFrom(content: Uint8Array): Promise<Pair> {
  const { subtle } = globalThis.crypto
  const raw = unbundle(content) as { data: Uint8Array<ArrayBuffer>; own: Uint8Array<ArrayBuffer> }
  return {
    data: await subtle.importKey('raw', raw.data, AES, true, ['encrypt', 'decrypt']),
    own: await subtle.importKey('pkcs8', raw.own, CURVE, true, ['deriveBits']),
  }
}

/** A vault of new keys that only this passphrase opens. */
async function lockedVault(passphrase: string): Promise<{ vault: LockedVault; keys: Held }> {
  const keys = { id: newId(), ...(await newKeys()) }
  const key: SealKey = await makeKey(passphrase)
  const locked = await seal('vault', await rawKeys(keys), key)
  return { vault: { id: keys.id, mode: 'passphrase', locked, to: keys.to }, keys }
}

/** Every record of the shelf that is locked, opened and locked again under other keys, in one step. */
async function relock(vault: Vault, keys: Held, protects: (key: string) => boolean): Promise<void> {
  const old = await keysNow(true)
  if (old && !old.data) throw new Locked()
  for (;;) {
    const before = await on('readonly', async (s) => ({
      names: (await promisifyRequest(s.getAllKeys())) as string[],
      raws: await promisifyRequest<unknown[]>(s.getAll()),
    }))
    const news: [string, unknown][] = []
    for (const [i, name] of before.names.entries()) {
      if (!protects(name)) continue
      const was = await openRecord(name, before.raws[i], old)
      // what no key opens stays as it lies
      if (was !== 'locked' && was.value !== undefined)
        news.push([name, await lockRecord(name, was.value, keys)])
    }
    const done = await on('readwrite', async (s) => {
      const now = await promisifyRequest<unknown[]>(s.getAll())
      if (now.length !== before.raws.length || !now.every((r, i) => sameRecord(r, before.raws[i])))
        return false
      for (const [name, value] of news) s.put(value, name)
      s.put(vault, VAULT)
      s.delete(SHIFT)
      await written(s)
      return true
    })
    if (done) break
  }
  take(keys, vault.mode === 'device' ? 'device' : 'open')
  tell({ say: 'changed', id: keys.id })
}

/** Puts everything kept behind a passphrase: new keys, everything locked anew under them. */
export async function setPassphrase(passphrase: string, protects: (key: string) => boolean): Promise<void> {
  const { vault, keys } = await lockedVault(passphrase)
  await relock(vault, keys, protects)
}

/** Takes the passphrase away again: new keys that lie beside the data. */
export async function dropPassphrase(protects: (key: string) => boolean): Promise<void> {
  const keys = { id: newId(), ...(await newKeys()) }
  await relock({ ...keys, mode: 'device' }, keys, protects)
}

/** How long a key may be kept for a shift, milliseconds. */
const SHIFT_MS = 10 * 3_600_000

/** Keys that were kept for a shift which is not over. */
async function shiftKeys(id: string): Promise<Pair | undefined> {
  const kept = await rawOf(SHIFT)
  if (!isRecord(kept)) return undefined
  const { until, data, own } = kept
  if (kept.id === id && isKey(data) && isKey(own) && typeof until === 'number') {
    const left = until - Date.now()
    if (left > 0 && left <= SHIFT_MS) return { data, own }
  }
  await on('readwrite', async (s) => {
    s.delete(SHIFT)
    await written(s)
  })
  return undefined
}

/**
 * Opens what is kept with its passphrase. `shift` keeps the key on this machine for ten hours, so that a page which the
 * system closed opens again without it. Throws `NotOpened` where it is another one.
 */
export async function unlock(passphrase: string, shift: boolean): Promise<void> {
  const v = soundVault(await rawOf(VAULT))
  if (v?.mode !== 'passphrase') return
  const { kind, content } = await unseal(v.locked, passphrase)
  if (kind !== 'vault') throw new NotOpened()
  const pair = await keysFrom(content)
  const stands = await on('readwrite', async (s) => {
    // erased or locked anew while the passphrase was being tried: a key must not outlive what it opens
    if (vaultId(await promisifyRequest<unknown>(s.get(VAULT))) !== v.id) return false
    if (shift) s.put({ id: v.id, until: Date.now() + SHIFT_MS, ...pair }, SHIFT)
    await written(s)
    return true
  })
  if (!stands) return void (await lookAgain())
  const keys = take({ id: v.id, to: v.to, ...pair }, 'open')
  void tellOpen(keys)
}

/** Lets go of the keys in every tab; the passphrase is asked again. */
export async function lockNow(): Promise<void> {
  if (useVault.getState().state !== 'open') return
  await on('readwrite', async (s) => {
    s.delete(SHIFT)
    await written(s)
  })
  tell({ say: 'lock' })
  letGo()
}

function letGo(): void {
  if (!held || useVault.getState().state !== 'open') return
  take({ id: held.id, to: held.to }, 'locked')
}

type Word =
  | { readonly say: 'open'; readonly id: string; readonly keys: Uint8Array }
  | { readonly say: 'changed'; readonly id: string }
  | { readonly say: 'lock' | 'ask' }

type Heard = Word & Speaker
const isTab = textTo(60)
const isWord = (v: unknown): v is Heard =>
  partsOf<{ tab: string; say: 'lock' | 'ask' }>({ tab: isTab, say: among(['lock', 'ask']) })(v) ||
  partsOf<{ tab: string; say: 'changed'; id: string }>({ tab: isTab, say: among(['changed']), id: isTab })(
    v,
  ) ||
  partsOf<{ tab: string; say: 'open'; id: string; keys: Uint8Array }>({
    tab: isTab,
    say: among(['open']),
    id: isTab,
    keys: (k): k is Uint8Array => k instanceof Uint8Array && k.length < 10_000,
  })(v)

const CHANNEL = 'cocoon.vault'
const tell = (word: Word): void => tellTabs(CHANNEL, word)

/** Tells the other tabs that it is open. Not every browser hands keys themselves from tab to tab. */
async function tellOpen({ id, data, own }: Held): Promise<void> {
  if (data && own) tell({ say: 'open', id, keys: await rawKeys({ data, own }) })
}

/** Takes over the keys of another tab. */
async function hear({ id, to }: Held, raw: Uint8Array): Promise<void> {
  const pair = await keysFrom(raw)
  if (held?.id === id && !held.data) take({ id, to, ...pair }, 'open')
}

/** Keeps the lock in step with the other tabs: one unlock serves all of them, and so does one lock. Returns how to stop. */
export function followVault(): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined
  const stop = hearTabs(CHANNEL, isWord, (data) => {
    if (data.say === 'ask') {
      if (held?.data && useVault.getState().state === 'open') void tellOpen(held)
    } else if (data.say === 'lock') letGo()
    else if (data.say === 'open') {
      // what are no keys opens nothing, and the passphrase is still asked for
      if (held && !held.data && held.id === data.id) void hear(held, data.keys).catch(() => undefined)
    } else {
      held = undefined
      void lookAgain().catch(() => undefined)
    }
  })
  const ask = () => useVault.getState().state === 'locked' && tell({ say: 'ask' })
  ask()
  const off = useVault.subscribe(
    ({ state }, before) => state === 'locked' && before.state !== 'open' && ask(),
  )
  return () => {
    off()
    stop()
  }
}
