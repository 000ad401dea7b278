/** Erase everything: the session, and whatever this browser kept on this machine. */
import { forgetMemos } from './derived.ts'
import { dropAll } from './keep.ts'
import { log, REASON_KEY } from './log.ts'
import { forgetProfiles } from './profiles.ts'
import { useRounds } from './rounds.ts'
import { forgetRuns } from './runs.ts'
import { defaultSettings, useSettings } from './settings.ts'
import { forget } from './store.ts'
import { forgetUsual } from './views.ts'

/** Where the page remembers a round under way between visits. */
export const STREET_KEY = 'cocoon.street'

/**
 * Erases incidents, addresses, visits, rounds, this device's name, settings and reasons; the log too, unless it is to
 * be kept: then its last line says that everything else was erased. Files on disk and the app itself stay.
 */
export async function eraseEverything(keepLog: boolean): Promise<void> {
  forget()
  // results and the tables of the workers are copies of what was loaded
  forgetRuns()
  forgetMemos()
  await dropAll(keepLog ? ['visit', 'round'] : ['visit', 'round', 'log', 'self'])
  if (keepLog) await log('erase', 'everything but this log')
  useRounds.setState({ rounds: [], erased: [], loaded: true })
  useSettings.setState(defaultSettings)
  forgetProfiles()
  forgetUsual()
  try {
    const names = Object.keys(localStorage).filter((k) => k.startsWith('cocoon.'))
    for (const name of keepLog ? names.filter((n) => n !== REASON_KEY) : names) localStorage.removeItem(name)
    sessionStorage.clear()
  } catch {
    // a browser without storage has nothing to erase
  }
}
