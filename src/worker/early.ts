/** The first workers of the page, started before anything else is fetched: they read their own script meanwhile. */
import { keeps } from '../core/base/kept.ts'

let early: Worker[] = []

const start = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

/** Starts two: one reads the file and runs methods, one makes the list. Whoever needs a worker first gets one. */
export function startWorkers(): void {
  if (early.length === 0) early = [start(), start()]
}

/** One that was started, once each; else a new one. */
export const takeWorker = (): Worker => early.shift() ?? start()

keeps(() => {
  for (const worker of early) worker.terminate()
  early = []
})
