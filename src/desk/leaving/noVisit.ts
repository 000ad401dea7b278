/** What is said where no visit to the homes or streets of a list is kept: that none was made only where none was erased. */
import { useEffect, useState } from 'react'
import { parseIsoDay, showDay } from '../../core/base/time.ts'
import { useStore } from '../../state/store.ts'
import { useVault } from '../../state/vault.ts'
import { lastErased } from '../../state/visits.ts'

/** As a sentence; `which` are those of the list, such as "the 40 homes of this list". */
export function noVisitWords(which: string, erased: Awaited<ReturnType<typeof lastErased>>): string {
  if (!erased) return `No visit to ${which} is recorded yet.`
  const day = showDay(parseIsoDay(erased.day))
  return `No visit to ${which} is kept here. On ${day} Cocoon erased ${erased.what}, as Settings say: some may have been to them.`
}

/** The same while what is kept is locked: whether there was one is not known. */
export const lockedVisitsWords = (which: string): string =>
  `What was recorded here is locked: visits to ${which} count once the passphrase is typed.`

/** The same for a component: until the log has been read nothing is said, and in the invented town nothing is erased. */
export function useNoVisitWords(which: string): string {
  const sample = useStore((s) => s.incidents?.sample ?? true)
  const locked = useVault((s) => s.state === 'locked')
  const [read, setRead] = useState<{ readonly erased?: Awaited<ReturnType<typeof lastErased>> }>()
  useEffect(() => {
    if (sample || locked) return
    let on = true
    void lastErased()
      .catch(() => undefined)
      .then((erased) => on && setRead({ erased }))
    return () => {
      on = false
    }
  }, [sample, locked])
  if (!sample && locked) return lockedVisitsWords(which)
  return sample || read ? noVisitWords(which, read?.erased) : ''
}
