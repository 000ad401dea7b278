/** The address file read again as the user says, and remembered for the next one of its layout. */
import type { HomeField, ImportOptions } from '../../import/contract.ts'
import { withCorrection } from '../../import/meaning/options.ts'
import { rememberHomes } from '../../state/profiles.ts'
import { loadedHomes, setSession, useStore } from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { read } from './readFiles.ts'

/** Reads the address file with a column changed; `undefined` goes back to the guess, null says there is none. */
export async function correctHomes(
  what: string,
  columns: Partial<Record<HomeField, string | null | undefined>>,
): Promise<void> {
  const { homes } = useStore.getState()
  if (!homes?.files?.length) return
  const before = homes.reading ?? {}
  const reading = withCorrection(before, { homeColumns: columns as ImportOptions['homeColumns'] })
  if (await readHomesAgain(reading))
    toast({ text: `Addresses read again: ${what}.`, undo: () => void readHomesAgain(before) })
}

async function readHomesAgain(reading: ImportOptions): Promise<boolean> {
  const { homes } = useStore.getState()
  if (!homes?.files?.length) return false
  const opened = await read(homes.files, reading)
  setSession({ importing: undefined })
  const found = opened?.find((o) => o.kind === 'homes')
  if (found?.kind !== 'homes') {
    setSession({
      declined: (opened ?? []).flatMap((o) =>
        o.kind === 'declined' ? [{ name: o.name, sentence: `${o.sentence} The former reading stands.` }] : [],
      ),
    })
    return false
  }
  useStore.setState({
    homes: { ...loadedHomes(found, homes.files), reading, ...(homes.sample && { sample: true }) },
  })
  rememberHomes(found.name, found.report.header, reading, new Date().toISOString().slice(0, 10))
  return true
}
