/** Visits out of the page: to another device, locked where there is a key, or to a spreadsheet. */
import { memo } from '../../core/base/kept.ts'
import { homeKey } from '../../cocoon/address.ts'
import { visitsCsv, visitsText } from '../../cocoon/visitFile.ts'
import type { Homes } from '../../core/places/homes.ts'
import { textAt } from '../../core/base/text.ts'
import { seal, type SealKey } from '../../state/seal.ts'
import { useStore } from '../../state/store.ts'
import { deviceId } from '../../state/visits.ts'
import { saveFile, toast } from '../../ui/index.ts'
import { many } from '../words.ts'
import { accountFor } from './account.ts'

/** Addresses by key, of the address file that is open. */
const addressBook = memo((homes: Homes): Map<string, string> => {
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

/** Saves visits as a file for another device: of one round, or all. Says the file's name; undefined when it was not saved. */
export async function saveVisits({
  list,
  key,
}: {
  list?: string
  key?: SealKey
}): Promise<string | undefined> {
  try {
    const visits = useStore.getState().visits.filter((v) => list === undefined || v.list === list)
    if (!(await accountFor('export', many(visits.length, 'visit'), list))) return undefined
    const text = visitsText(visits)
    const name = `${list ?? 'visits'}-${await deviceId()}.cocoon-visits${key ? '' : '.json'}`
    const content = key ? new Blob([await seal('visits', new TextEncoder().encode(text), key)]) : text
    saveFile(name, content, 'application/json')
    return name
  } catch (error) {
    return failed(error)
  }
}

/** Saves all visits as CSV, with addresses where an address file is open. */
export async function saveVisitsCsv(): Promise<void> {
  const { visits, homes } = useStore.getState()
  if (!(await accountFor('export', `${many(visits.length, 'visit')} as CSV`))) return
  const book = homes && addressBook(homes.homes)
  saveFile(
    'cocoon-visits.csv',
    visitsCsv(visits, (key) => book?.get(key) ?? ''),
  )
}
