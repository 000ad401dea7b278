/** The pool of the page, and its first workers: started before anything else is fetched, so that reading begins at once. */
import { keeps } from '../core/base/kept.ts'
import { Runner } from './runner.ts'

let early: Worker[] = []

const start = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

/** Starts a worker that reads its own script until somebody needs one. */
export const startWorker = (): void => void early.push(start())

/** One that was started, once each; else a new one. */
export const takeWorker = (): Worker => early.shift() ?? start()

/** A pool of as many workers as the machine has cores for. */
const makePool = (): Runner =>
  new Runner(takeWorker, Math.min(8, globalThis.navigator?.hardwareConcurrency || 2))

let pool: Runner | undefined

/** The pool that reads the sample while the desk is still being fetched. */
export const earlyPool = (): Runner => (pool ??= makePool())

/** The same pool, for whoever keeps it from now on; a new one where there is none. */
export function takePool(): Runner {
  const taken = pool ?? makePool()
  pool = undefined
  return taken
}

keeps(() => {
  for (const worker of early) worker.terminate()
  early = []
  pool?.end()
  pool = undefined
})
