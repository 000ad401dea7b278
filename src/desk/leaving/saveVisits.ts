/** Visits out of the page: to another device, locked where there is a key, or to a spreadsheet. */
import { memo } from '../../core/base/kept.ts'
import { homeKey } from '../../cocoon/address.ts'
import { visitsCsv, visitsText } from '../../cocoon/visitFile.ts'
import { visitsMade } from '../../cocoon/visits.ts'
import type { Homes } from '../../core/places/homes.ts'
import { textAt } from '../../core/base/text.ts'
import { minuteNow } from '../../core/base/time.ts'
import { seal, type SealKey } from '../../state/seal.ts'
import { markSent } from '../../state/sent.ts'
import { useRounds } from '../../state/rounds.ts'
import { useStore } from '../../state/store.ts'
import { deviceId } from '../../state/visits.ts'
import { saveFile, toast } from '../../ui/index.ts'
import { many } from '../words.ts'
import { accountFor } from './account.ts'

/** Addresses by key, of the address file that is open. */
export const addressBook = memo((homes: Homes): Map<string, string> => {
  const book = new Map<string, string>()
  for (let i = 0; i < homes.n; i++) {
    const address = textAt(homes.address, i)
    book.set(homeKey(textAt(homes.uprn, i), address), address)
  }
  return book
})

const failed = (error: unknown): undefined => {
  toast({ text: `Not saved. ${error instanceof Error ? error.message : String(error)}`, tone: 'bad' })
  return undefined
}

/** Which visits leave: of one round, or all; locked where there is a key. */
export interface Leaving {
  readonly list?: string
  readonly key?: SealKey
}

/** The visits as a file; undefined where nobody accounts for them. They count as gone once `away` has let the file go. */
async function visitsAway(
  { list, key }: Leaving,
  away: (file: File) => Promise<boolean> | boolean,
): Promise<string | undefined> {
  try {
    const visits = useStore.getState().visits.filter((v) => list === undefined || v.list === list)
    if (!(await accountFor('export', many(visitsMade(visits), 'visit'), list))) return undefined
    const text = visitsText(visits)
    const name = `${list ?? 'visits'}-${await deviceId()}.cocoon-visits${key ? '' : '.json'}`
    const content = key ? await seal('visits', new TextEncoder().encode(text), key) : text
    if (!(await away(new File([content], name, { type: 'application/json' })))) return undefined
    await markSent(visits, minuteNow(new Date()))
    return name
  } catch (error) {
    return failed(error)
  }
}

/** Saves visits as a file for another device. Says the file's name; undefined when it was not saved. */
export const saveVisits = (leaving: Leaving): Promise<string | undefined> =>
  visitsAway(leaving, (file) => {
    saveFile(file.name, file, 'application/json')
    return true
  })

/** Whether this browser can hand a file to another app of the device. */
export const canSend = (): boolean => {
  try {
    return navigator.canShare?.({ files: [new File([''], 'a.json', { type: 'application/json' })] }) ?? false
  } catch {
    return false
  }
}

/** Hands visits to another app of the device, such as its mail. Says the file's name; undefined when it was not handed on. */
export const sendVisits = (leaving: Leaving): Promise<string | undefined> =>
  visitsAway(leaving, async (file) => {
    try {
      await navigator.share({ files: [file] })
      return true
    } catch (error) {
      // the user thought better of it
      if ((error as Error).name === 'AbortError') return false
      throw error
    }
  })

/** Saves all visits as CSV, with addresses where an address file is open. */
export async function saveVisitsCsv(): Promise<void> {
  const { visits, homes } = useStore.getState()
  if (!(await accountFor('export', `${many(visitsMade(visits), 'visit')} as CSV`))) return
  const book = homes && addressBook(homes.homes)
  // a round kept here names its own homes
  const walked = new Map(
    useRounds
      .getState()
      .rounds.flatMap(({ round }) =>
        round.calls.flatMap((c) =>
          c.homes.map((h) => [h.key, h.flat ? `${h.flat}, ${c.address}` : c.address] as const),
        ),
      ),
  )
  saveFile(
    'cocoon-visits.csv',
    visitsCsv(visits, (key) => book?.get(key) ?? walked.get(key) ?? ''),
  )
}
