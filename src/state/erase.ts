/**
 * Erase everything: whatever is registered in `core/base/kept.ts`, and what the browser stores for this page, here and in
 * every other tab that has it open.
 */
import { forgetKept } from '../core/base/kept.ts'
import { isFlag, partsOf, textTo } from '../core/base/sound.ts'
import { log } from './log.ts'
import { hearTabs, type Speaker, tellTabs } from './tabChannel.ts'

const CHANNEL = 'cocoon.erase'

/** What a browser cannot do, said before anything is erased. */
export const NOT_OVERWRITTEN =
  'The browser lets go of what it kept; it cannot overwrite the bytes in its own files, in memory that was swapped out or in backups. Only an encrypted disk guards those.'

/** Takes out what the small storage holds. */
function clearStorage(): void {
  try {
    const names = Object.keys(localStorage).filter((k) => k.startsWith('cocoon.'))
    for (const name of names) localStorage.removeItem(name)
    sessionStorage.clear()
  } catch {
    // a browser without storage has nothing to erase
  }
}

/** What tabs say to each other. */
interface Word extends Speaker {
  readonly keepLog: boolean
}

const isWord = partsOf<Word>({ keepLog: isFlag, tab: textTo(60) })

/**
 * Erases incidents, addresses, visits, rounds, this device's name, settings and reasons; the log too, unless it is to
 * be kept: then its last line says that everything else was erased. Files on disk and the app itself stay.
 */
export async function eraseEverything(keepLog: boolean): Promise<void> {
  // the others first: what they hold must not be written back
  tellTabs(CHANNEL, { keepLog } satisfies Omit<Word, 'tab'>)
  await forgetKept({ log: keepLog })
  if (keepLog) await log('erase', 'everything but this log')
  clearStorage()
}

/** Forgets in this tab what another one erased, then calls `then`. Returns how to stop listening. */
export const followErase = (then: () => void): (() => void) =>
  // a version that says it otherwise is not obeyed: erasing cannot be undone
  hearTabs(CHANNEL, isWord, ({ keepLog }) => {
    // what lies on the shelf the other tab takes away: two at it would lose a log that stays
    void forgetKept({ log: keepLog, shelf: false })
      .catch(() => undefined)
      .then(() => {
        clearStorage()
        then()
      })
  })
