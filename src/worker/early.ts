/** The pool of the page, and its first workers: started before anything else is fetched, so that reading begins at once. */
import { keeps } from '../core/base/kept.ts'
import { Runner } from './runner.ts'

let early: Worker[] = []

/** What a worker is started for, as its name: it fetches that code before it is asked. */
export type Duty = 'reads' | 'lists'

const start = (name?: Duty): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name })

/** Starts a worker that reads its own script until somebody needs one. They are taken in the order of their start. */
export const startWorker = (duty: Duty): void => void early.push(start(duty))

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
