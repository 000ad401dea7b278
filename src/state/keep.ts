/**
 * What this browser keeps on this machine, each thing in its own record, so that two tabs never write over each other, and
 * whatever names homes, people or places locked (`vault.ts`). A promise resolves only when the write is done.
 */
import { keeps, keptMap } from '../core/base/kept.ts'
import { isRecord, wholeIn } from '../core/base/sound.ts'
import { promisifyRequest } from 'idb-keyval'
import { isSealed, sameRecord } from './sealRecord.ts'
import { on, range, rawOf, written } from './shelf.ts'
import {
  erasingsSoFar,
  forgetKeys,
  type Held,
  keysNow,
  Locked,
  lockRecord,
  lookAgain,
  nowErasing,
  openRecord,
  stillOurs,
  vaultId,
} from './vault.ts'

/**
 * What is kept: `self` is this device's name and counters, `aside` what could not be read (`aside.ts`), `tick` what was recorded
 * while locked, `work` what each tab was at, `extract` the files it had open.
 */
export type Kind =
  'visit' | 'round' | 'draft' | 'tick' | 'work' | 'extract' | 'sample' | 'sheet' | 'log' | 'self' | 'aside'

/** Of this device's own records those that say nothing of homes or people: a random name, counters, its clock, the keys themselves. */
const OPEN = /^self\/(?:device$|clock$|count of |vault$|shift$|team folder$)/

/** Whether a record is locked on the shelf. */
export const protects = (key: string): boolean => !OPEN.test(key)

/** A record that was put aside, as it was. */
export interface Aside {
  /** where it was kept: "visit/abc-3", "settings/own" */
  readonly name: string
  readonly value: unknown
}

const isAside = (v: unknown): v is Aside => isRecord(v) && typeof v.name === 'string'

/** What is written of a value. A key of an earlier version cannot be read out: a record with one stays as it was written then. */
async function shelved(key: string, value: unknown, keys: Held | undefined): Promise<unknown> {
  if (!keys || !protects(key)) return value
  try {
    return await lockRecord(key, value, keys)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidAccessError') return value
    throw error
  }
}

/** Gives up what was begun before everything was erased. */
function unlessErased(began: number): void {
  if (erasingsSoFar() !== began)
    throw new Error('Everything was erased meanwhile, so it was not kept. Do it again if it is still wanted.')
}

type Make = (old: readonly unknown[]) => readonly unknown[]

/** The change of each record that was asked for last in this tab, while it is under way. */
const under = keptMap<string, Promise<unknown>>()

/** Changes records in one step. Changes of this tab are made in the order in which they were asked for. */
function changeAll(names: readonly string[], make: Make): Promise<readonly unknown[]> {
  const began = erasingsSoFar()
  const earlier = names.flatMap((n) => under.get(n) ?? [])
  const change =
    earlier.length > 0
      ? Promise.all(earlier).then(() => changeNow(names, make, began))
      : changeNow(names, make, began)
  const over = change
    .catch(() => undefined)
    .then(() => names.forEach((n) => under.get(n) === over && under.delete(n)))
  for (const n of names) under.set(n, over)
  return change
}

/** The same at once, whatever other tabs do meanwhile; begun anew when one of them was faster. */
async function changeNow(names: readonly string[], make: Make, began: number): Promise<readonly unknown[]> {
  const locks = names.some(protects)
  for (;;) {
    unlessErased(began)
    const keys = locks ? await keysNow(true) : undefined
    const raws = await on('readonly', (s) =>
      Promise.all(names.map((n) => promisifyRequest<unknown>(s.get(n)))),
    )
    const opened = await Promise.all(raws.map((raw, i) => openRecord(names[i], raw, keys)))
    if (opened.includes('locked')) throw new Locked()
    const old = opened.map((o) => (o as { value: unknown }).value)
    const values = make(old)
    const lying = await Promise.all(values.map((v, i) => shelved(names[i], v, keys)))
    const done = await on('readwrite', async (s) => {
      if (erasingsSoFar() !== began || (keys && !(await stillOurs(s, keys)))) return false
      for (const [i, n] of names.entries())
        if (!sameRecord(await promisifyRequest<unknown>(s.get(n)), raws[i])) return false
      // what is not there and is to be nothing stays away
      lying.forEach((v, i) => (values[i] !== undefined || old[i] !== undefined) && s.put(v, names[i]))
      await written(s)
      return true
    })
    if (done) return values
    if (keys) await lookAgain()
  }
}

/**
 * Everything of a kind, in order of its names; nothing of it while it is locked. `sound` says what each record is; one that it
 * does not know is put aside in the same step, so that it neither counts nor is lost.
 */
export async function all<T>(kind: Kind, sound: (v: unknown) => T | undefined): Promise<T[]> {
  const read = () =>
    on('readonly', async (s) => ({
      names: (await promisifyRequest(s.getAllKeys(range(kind)))) as string[],
      raws: await promisifyRequest<unknown[]>(s.getAll(range(kind))),
      id: vaultId(await promisifyRequest<unknown>(s.get('self/vault'))),
    }))
  const { names, raws, id } = await read()
  let keys = await keysNow(false)
  if (keys && keys.id !== id) keys = await lookAgain()
  const opened = await Promise.all(raws.map((raw, i) => openRecord(names[i], raw, keys)))
  const found = opened.map((o) => (o === 'locked' ? undefined : sound(o.value)))
  const bad = names.flatMap((_, i) => (found[i] === undefined && opened[i] !== 'locked' ? [i] : []))
  if (bad.length > 0 && kind !== 'aside')
    await putAway(bad.map((i) => ({ name: names[i], raw: raws[i], opened: opened[i] })))
  return found.filter((v) => v !== undefined)
}

/** Puts broken records aside, unless another tab has written them anew since. */
async function putAway(
  bad: readonly { name: string; raw: unknown; opened: { value: unknown } | 'locked' }[],
): Promise<void> {
  const keys = await keysNow(true)
  const lying = await Promise.all(
    bad.map(({ name, raw, opened }) => {
      const value = opened === 'locked' || opened.value === undefined ? raw : opened.value
      return shelved(`aside/${name}`, { name, value } satisfies Aside, keys).catch(
        // what no bundle can hold is kept as a text of it
        () => shelved(`aside/${name}`, { name, value: JSON.stringify(value) }, keys),
      )
    }),
  )
  await on('readwrite', async (s) => {
    if (keys && !(await stillOurs(s, keys))) return
    for (const [i, { name, raw }] of bad.entries()) {
      if (!sameRecord(await promisifyRequest<unknown>(s.get(name)), raw)) continue
      s.delete(name)
      s.put(lying[i], `aside/${name}`)
    }
    await written(s)
  })
}

/** What was put aside. */
export const allAside = (): Promise<Aside[]> => all('aside', (v) => (isAside(v) ? v : undefined))

/** Forgets what was put aside. */
export const dropAside = (): Promise<void> => dropAll(['aside'])

/** One thing, of an unknown kind; undefined where there is none, or while it is locked. */
export async function one(kind: Kind, name: string): Promise<unknown> {
  const key = `${kind}/${name}`
  const raw = await rawOf(key)
  if (!isSealed(raw)) return raw
  let opened = await openRecord(key, raw, await keysNow(false))
  // another tab may have changed the lock
  if (opened !== 'locked' && opened.value === undefined)
    opened = await openRecord(key, raw, await lookAgain())
  return opened === 'locked' ? undefined : opened.value
}

/**
 * Changes one thing in a single step: `make` gets what is there, whatever it is, and gives what stands then; it may be asked
 * again where another tab was faster. Throws `Locked` where what is there is.
 */
export const put = async <T>(kind: Kind, name: string, make: (old: unknown) => T): Promise<T> =>
  (await changeAll([`${kind}/${name}`], ([old]) => [make(old)]))[0] as T

/** Changes several things in one step: all of them or, where it fails, none. Gives what stands then. */
export const putAll = async <T>(
  kind: Kind,
  news: readonly { readonly name: string; make(old: unknown): T }[],
): Promise<T[]> =>
  (await changeAll(
    news.map(({ name }) => `${kind}/${name}`),
    (old) => news.map(({ make }, i) => make(old[i])),
  )) as T[]

const COUNTER = /^self\/count of /
const isCount = wholeIn(0, Number.MAX_SAFE_INTEGER - 1)

/** Adds a thing under the next number of its kind, locked or not; an existing one is never replaced. */
export const add = async <T>(kind: Kind, make: (n: number) => { name: string; value: T }): Promise<T> =>
  (await addAll(kind, [make]))[0]

/** Adds several things under the next numbers of their kind in one step: all of them or, where it fails, none. */
export async function addAll<T>(
  kind: Kind,
  makes: readonly ((n: number) => { name: string; value: T })[],
): Promise<T[]> {
  if (makes.length === 0) return []
  const counter = `self/count of ${kind}`
  const count = async (s: IDBObjectStore): Promise<number> => {
    const counted = await promisifyRequest<unknown>(s.get(counter))
    // a counter that was lost begins behind what is there
    return isCount(counted) ? counted : promisifyRequest<number>(s.count(range(kind)))
  }
  const began = erasingsSoFar()
  for (let least = 0; ;) {
    unlessErased(began)
    const keys = await keysNow(true)
    const n = Math.max(least, await on('readonly', count)) + 1
    const last = n + makes.length - 1
    const made = makes.map((make, i) => make(n + i))
    const names = made.map(({ name }) => `${kind}/${name}`)
    const lying = await Promise.all(made.map(({ value }, i) => shelved(names[i], value, keys)))
    const done = await on('readwrite', async (s) => {
      if (erasingsSoFar() !== began || (keys && !(await stillOurs(s, keys)))) return 'locked anew'
      for (const key of names) if ((await promisifyRequest(s.count(key))) > 0) return 'taken'
      if ((await count(s)) >= n) return 'counted on'
      s.put(last, counter)
      names.forEach((key, i) => s.add(lying[i], key))
      await written(s)
      return 'done'
    })
    if (done === 'done') return made.map(({ value }) => value)
    if (done === 'taken') least = last
    if (done === 'locked anew') await lookAgain()
  }
}

/** Takes one thing away. */
export const drop = (kind: Kind, name: string): Promise<void> =>
  on('readwrite', async (s) => {
    s.delete(`${kind}/${name}`)
    await written(s)
  })

/** Takes everything of these kinds away. */
export const dropAll = (kinds: readonly Kind[]): Promise<void> =>
  on('readwrite', async (s) => {
    for (const k of kinds) s.delete(range(k))
    await written(s)
  })

/** How many things of a kind lie there, locked or not. */
export const countOf = (kind: Kind): Promise<number> =>
  on('readonly', (s) => promisifyRequest(s.count(range(kind))))

/** Kinds that there were before records were locked. */
const EARLIER: readonly Kind[] = ['visit', 'round', 'sample', 'sheet', 'log', 'self', 'aside']

/** Locks what an earlier version kept as it was. Nothing to do once it was done. */
export async function lockOld(): Promise<void> {
  for (const kind of EARLIER) {
    const lying = await on('readonly', async (s) => ({
      names: (await promisifyRequest(s.getAllKeys(range(kind)))) as string[],
      raws: await promisifyRequest<unknown[]>(s.getAll(range(kind))),
    }))
    for (const [i, name] of lying.names.entries())
      if (protects(name) && !isSealed(lying.raws[i]))
        await changeAll([name], (old) => old).catch(() => undefined)
  }
}

/** Everything goes, and the key with it; a log that stays is locked anew under another, and keeps its count. */
keeps(async ({ log, shelf = true }) => {
  if (!shelf) return forgetKeys()
  nowErasing()
  // a log that cannot be read cannot be locked under another key
  const keys = log ? await keysNow(false) : undefined
  if (keys && !keys.data) throw new Locked()
  const lines = log ? await all('log', (v) => v ?? undefined) : []
  await on('readwrite', async (s) => {
    const device = await promisifyRequest<unknown>(s.get('self/device'))
    const counters = (await promisifyRequest(s.getAllKeys(range('self')))).filter((k) =>
      COUNTER.test(String(k)),
    )
    const counts = await Promise.all(counters.map((k) => promisifyRequest<unknown>(s.get(k))))
    s.clear()
    // under its old name a device must not count anew: another record would get the id of one that the desk has
    if (log && device !== undefined) {
      s.put(device, 'self/device')
      counters.forEach((k, i) => s.put(counts[i], k))
    }
    await written(s)
  })
  forgetKeys()
  if (lines.length === 0) return
  await putAll(
    'log',
    lines.map((value, i) => ({
      name: String(isRecord(value) && isCount(value.n) ? value.n : i + 1).padStart(10, '0'),
      make: () => value,
    })),
  )
})

/** Whether the browser has promised not to clear the shelf on its own; undefined where it does not say. */
export const staysKept = async (): Promise<boolean | undefined> => {
  try {
    return await navigator.storage?.persisted?.()
  } catch {
    return undefined
  }
}

/** Asks the browser not to clear the shelf on its own; it decides. */
export const askToStay = async (): Promise<boolean> => {
  try {
    return (await navigator.storage?.persist?.()) ?? false
  } catch {
    return false
  }
}
