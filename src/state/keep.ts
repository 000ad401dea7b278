/**
 * What this browser keeps on this machine: one IndexedDB shelf, each thing under "kind/name" in its own record, so
 * that two tabs never write over each other. A promise resolves only when the write is done.
 */
import { keeps } from '../core/base/kept.ts'
import { isRecord, wholeIn } from '../core/base/sound.ts'
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval'

/** What is kept: `self` is this device's name and counters, `aside` what could not be read (`aside.ts`). */
export type Kind = 'visit' | 'round' | 'sample' | 'sheet' | 'log' | 'self' | 'aside'

// keeps no data: the way to the shelf
let shelf: UseStore | undefined

async function on<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  try {
    shelf ??= createStore('cocoon', 'kept')
    return await shelf(mode, work)
  } catch (error) {
    // the next try opens the shelf anew
    shelf = undefined
    throw new Error(
      `This browser did not keep it (${error instanceof Error ? error.message : String(error)}). Leave private browsing, or free some storage, and try again.`,
      { cause: error },
    )
  }
}

/** Every key of a kind: '0' is the character after '/'. */
const range = (kind: Kind) => IDBKeyRange.bound(`${kind}/`, `${kind}0`, false, true)

/** A record that was put aside, as it was. */
export interface Aside {
  /** where it was kept: "visit/abc-3", "settings/own" */
  readonly name: string
  readonly value: unknown
}

const isAside = (v: unknown): v is Aside => isRecord(v) && typeof v.name === 'string'

/**
 * Everything of a kind, in order of its names. `sound` says what each record is; one that it does not know is put
 * aside in the same step, so that it neither counts nor is lost.
 */
export async function all<T>(kind: Kind, sound: (v: unknown) => T | undefined): Promise<T[]> {
  const read = async (s: IDBObjectStore) => {
    const keys = (await promisifyRequest(s.getAllKeys(range(kind)))) as string[]
    const values: unknown[] = await promisifyRequest(s.getAll(range(kind)))
    const found = values.map(sound)
    return { keys, values, found, bad: keys.filter((_, i) => found[i] === undefined) }
  }
  const { found, bad } = await on('readonly', read)
  if (bad.length > 0 && kind !== 'aside')
    await on('readwrite', async (s) => {
      const now = await read(s)
      now.keys.forEach((key, i) => {
        if (now.found[i] !== undefined) return
        s.delete(key)
        s.put({ name: key, value: now.values[i] } satisfies Aside, `aside/${key}`)
      })
      await promisifyRequest(s.transaction)
    })
  return found.filter((v) => v !== undefined)
}

/** What was put aside. */
export const allAside = (): Promise<Aside[]> => all('aside', (v) => (isAside(v) ? v : undefined))

/** Forgets what was put aside. */
export const dropAside = (): Promise<void> => dropAll(['aside'])

/** One thing, of an unknown kind; undefined where there is none. */
export const one = (kind: Kind, name: string): Promise<unknown> =>
  on('readonly', (s) => promisifyRequest<unknown>(s.get(`${kind}/${name}`)))

/** Changes one thing in a single step: `make` gets what is there, whatever it is, and gives what stands then. */
export const put = <T>(kind: Kind, name: string, make: (old: unknown) => T): Promise<T> =>
  on('readwrite', async (s) => {
    const key = `${kind}/${name}`
    const value = make(await promisifyRequest<unknown>(s.get(key)))
    s.put(value, key)
    await promisifyRequest(s.transaction)
    return value
  })

/** Changes several things in one step: all of them or, where it fails, none. */
export const putAll = <T>(
  kind: Kind,
  news: readonly { readonly name: string; make(old: unknown): T }[],
): Promise<void> =>
  on('readwrite', async (s) => {
    for (const { name, make } of news) {
      const key = `${kind}/${name}`
      s.put(make(await promisifyRequest<unknown>(s.get(key))), key)
    }
    await promisifyRequest(s.transaction)
  })

const isCount = wholeIn(0, Number.MAX_SAFE_INTEGER - 1)

/** Adds a thing under the next number of its kind; an existing one is never replaced. */
export const add = <T>(kind: Kind, make: (n: number) => { name: string; value: T }): Promise<T> =>
  on('readwrite', async (s) => {
    const counter = `self/count of ${kind}`
    const counted = await promisifyRequest<unknown>(s.get(counter))
    // a counter that was lost begins behind what is there
    let n = isCount(counted) ? counted : await promisifyRequest<number>(s.count(range(kind)))
    for (;;) {
      const { name, value } = make(++n)
      const key = `${kind}/${name}`
      if ((await promisifyRequest(s.count(key))) > 0) continue
      s.put(n, counter)
      s.add(value, key)
      await promisifyRequest(s.transaction)
      return value
    }
  })

/** Takes one thing away. */
export const drop = (kind: Kind, name: string): Promise<void> =>
  on('readwrite', async (s) => {
    s.delete(`${kind}/${name}`)
    await promisifyRequest(s.transaction)
  })

/** Takes everything of these kinds away. */
const dropAll = (kinds: readonly Kind[]): Promise<void> =>
  on('readwrite', async (s) => {
    for (const k of kinds) s.delete(range(k))
    await promisifyRequest(s.transaction)
  })

keeps(({ log }) =>
  dropAll(['visit', 'round', 'aside', 'sample', 'sheet', ...(log ? [] : (['log', 'self'] as const))]),
)

/** Asks the browser not to clear the shelf on its own; it decides. */
export const askToStay = async (): Promise<boolean> => {
  try {
    return (await navigator.storage?.persist?.()) ?? false
  } catch {
    return false
  }
}
