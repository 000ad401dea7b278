/**
 * What this browser keeps on this machine: one IndexedDB shelf, each thing under "kind/name" in its own record, so
 * that two tabs never write over each other. A promise resolves only when the write is done.
 */
import { keeps } from '../core/base/kept.ts'
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval'

/** What is kept: `self` is this device's name and counters. */
export type Kind = 'visit' | 'round' | 'log' | 'self'

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

/** Everything of a kind, in order of its names. */
export const all = <T>(kind: Kind): Promise<T[]> =>
  on('readonly', (s) => promisifyRequest<T[]>(s.getAll(range(kind))))

/** One thing; undefined where there is none. */
export const one = <T>(kind: Kind, name: string): Promise<T | undefined> =>
  on('readonly', (s) => promisifyRequest<T | undefined>(s.get(`${kind}/${name}`)))

/** Changes one thing in a single step: `make` gets what is there; undefined leaves it. Returns what stands then. */
export const put = <T>(
  kind: Kind,
  name: string,
  make: (old: T | undefined) => T | undefined,
): Promise<T | undefined> =>
  on('readwrite', async (s) => {
    const key = `${kind}/${name}`
    const old = await promisifyRequest<T | undefined>(s.get(key))
    const value = make(old)
    if (value !== undefined) s.put(value, key)
    await promisifyRequest(s.transaction)
    return value ?? old
  })

/** Adds a thing under the next number of its kind; an existing one is never replaced. */
export const add = <T>(kind: Kind, make: (n: number) => { name: string; value: T }): Promise<T> =>
  on('readwrite', async (s) => {
    const counter = `self/count of ${kind}`
    const n = ((await promisifyRequest<number | undefined>(s.get(counter))) ?? 0) + 1
    const { name, value } = make(n)
    s.put(n, counter)
    s.add(value, `${kind}/${name}`)
    await promisifyRequest(s.transaction)
    return value
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

keeps(({ log }) => dropAll(log ? ['visit', 'round'] : ['visit', 'round', 'log', 'self']))

/** Asks the browser not to clear the shelf on its own; it decides. */
export const askToStay = async (): Promise<boolean> => {
  try {
    return (await navigator.storage?.persist?.()) ?? false
  } catch {
    return false
  }
}
