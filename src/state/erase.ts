/** Erase everything: whatever is registered in `core/base/kept.ts`, and what the browser stores for this page. */
import { forgetKept } from '../core/base/kept.ts'
import { log, REASON_KEY } from './log.ts'

/**
 * Erases incidents, addresses, visits, rounds, this device's name, settings and reasons; the log too, unless it is to
 * be kept: then its last line says that everything else was erased. Files on disk and the app itself stay.
 */
export async function eraseEverything(keepLog: boolean): Promise<void> {
  await forgetKept({ log: keepLog })
  if (keepLog) await log('erase', 'everything but this log')
  try {
    const names = Object.keys(localStorage).filter((k) => k.startsWith('cocoon.'))
    for (const name of keepLog ? names.filter((n) => n !== REASON_KEY) : names) localStorage.removeItem(name)
    sessionStorage.clear()
  } catch {
    // a browser without storage has nothing to erase
  }
}
