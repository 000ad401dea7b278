/** The shelf of this browser as it lies on disk: one IndexedDB store, each thing under "kind/name" in its own record. */
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval'

// keeps no data: the way to the shelf
let shelf: UseStore | undefined

/** Whether the browser's words say that there is no room left. */
const full = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

/** The browser's own words for why, where it has some: without such storage the page only trips over what is not there. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && !(error instanceof TypeError) && error.message !== '' ? ` (${error.message})` : ''

/** Gives up a transaction whose work failed: left alone, the browser would keep what was put before the failure. */
function undone(s: IDBObjectStore, error: unknown): never {
  try {
    s.transaction.abort()
  } catch {
    // the browser has given it up itself
  }
  throw error
}

/** Does work in one transaction, all of it or none. Throws a sentence where the browser keeps nothing, or has no room left. */
export async function on<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T> {
  try {
    shelf ??= createStore('cocoon', 'kept')
    return await shelf(mode, (s) => work(s).catch((error: unknown) => undone(s, error)))
  } catch (error) {
    // the next try opens the shelf anew
    shelf = undefined
    throw new Error(
      full(error)
        ? 'This browser has no room left for it, so it was not kept. Free some space on this machine, or let go of a kept file under Data, and try again.'
        : `This browser did not keep it${reasonOf(error)}. Leave private browsing, or free some storage, and try again.`,
      { cause: error },
    )
  }
}

/** One record as it lies there. */
export const rawOf = (key: string): Promise<unknown> =>
  on('readonly', (s) => promisifyRequest<unknown>(s.get(key)))

/** Every key of a kind: '0' is the character after '/'. */
export const range = (kind: string): IDBKeyRange => IDBKeyRange.bound(`${kind}/`, `${kind}0`, false, true)

/** Resolves when what was asked of a transaction is on disk. */
export const written = async (s: IDBObjectStore): Promise<void> => {
  await promisifyRequest(s.transaction)
}
