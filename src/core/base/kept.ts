/**
 * The registry of what keeps data beyond the call that made it: stores, memos, tables looked up by table, files on
 * the shelf of the browser. "Erase everything" empties the registry and so needs no list of its own. It is the one
 * mutable global of the core; `tests/architecture.test.ts` walks the modules for whatever does not register.
 */

/** What is not forgotten: `log` the log of this browser; `shelf: false` what lies on it, which another tab takes away. */
interface Stays {
  readonly log: boolean
  readonly shelf?: boolean
}

/** How a keeper forgets. */
type Forget = (stays: Stays) => void | Promise<void>

const keepers = new Set<Forget>()

/** Registers how a module forgets what it keeps. Called once, where the module is loaded. */
export const keeps = (forget: Forget): void => void keepers.add(forget)

/** Empties everything that is registered; resolves when the slowest is done. A keeper that fails does not stop others. */
export async function forgetKept(stays: Stays = { log: false }): Promise<void> {
  const done = await Promise.allSettled([...keepers].map(async (forget) => forget(stays)))
  const failed = done.find((d) => d.status === 'rejected')
  if (failed) throw failed.reason
}

/** A map that is emptied with everything else. */
export function keptMap<K, V>(): Map<K, V> {
  const map = new Map<K, V>()
  keeps(() => map.clear())
  return map
}

/** What belongs to an object for as long as that lives: a WeakMap that is emptied with everything else. */
export class KeptWeakMap<K extends object, V> {
  #map = new WeakMap<K, V>()

  constructor() {
    keeps(() => void (this.#map = new WeakMap()))
  }

  get(key: K): V | undefined {
    return this.#map.get(key)
  }

  has(key: K): boolean {
    return this.#map.has(key)
  }

  set(key: K, value: V): void {
    this.#map.set(key, value)
  }
}

/** A store (zustand's) that goes back to how it began. Returns the store. */
export function keptStore<
  S extends { getInitialState(): unknown; setState(state: never, replace: true): void },
>(store: S): S {
  keeps(() => store.setState(store.getInitialState() as never, true))
  return store
}

/** A function of the same few arguments again gives the same answer without working; forgets with everything else. */
export function memo<A extends readonly unknown[], R>(f: (...args: A) => R, keep = 1): (...args: A) => R {
  const kept: { args: A; value: R }[] = []
  keeps(() => void (kept.length = 0))
  return (...args) => {
    const hit = kept.find(
      (k) => k.args.length === args.length && k.args.every((a, i) => Object.is(a, args[i])),
    )
    if (hit) return hit.value
    const value = f(...args)
    kept.unshift({ args, value })
    kept.length = Math.min(kept.length, keep)
    return value
  }
}
