/** Opening things: the sample town, whatever is dropped, and a re-import after a correction. */
import type { ImportOptions } from '../import/contract.ts'
import { pool } from '../state/runs.ts'
import { accept, setSession, useStore } from '../state/store.ts'
import { Cancelled } from '../worker/runner.ts'
import incidentsUrl from '../../data/town/incidents.csv?url'
import addressesUrl from '../../data/town/addresses.csv?url'
import groundUrl from '../../data/town/ground.geojson?url'
import boundariesUrl from '../../data/town/boundaries.geojson?url'

/** Opens files in a worker and puts what they hold where it belongs. Failures end as a sentence on the page. */
export async function openFiles(
  files: readonly File[],
  options: ImportOptions = {},
  sample = false,
): Promise<void> {
  if (files.length === 0) return
  useStore.getState().importing?.cancel()
  const run = pool().open(
    files.map((f) => ({ name: f.name, blob: f })),
    options,
    (share, doing) => {
      if (useStore.getState().importing)
        setSession({ importing: { share, doing: doing ?? 'Reading', cancel: run.cancel } })
    },
  )
  setSession({ importing: { share: 0, doing: 'Reading', cancel: run.cancel }, declined: [] })
  try {
    accept(await run.promise, files, sample)
  } catch (error) {
    if (error instanceof Cancelled) setSession({ importing: undefined, ready: true })
    else
      setSession({
        importing: undefined,
        ready: true,
        declined: files.map((f) => ({
          name: f.name,
          sentence: `It could not be opened: ${error instanceof Error ? error.message : String(error)} What was loaded before is unchanged.`,
        })),
      })
  }
}

/** Imports the same files again with the user's corrections. */
export function openAgain(options: ImportOptions): Promise<void> {
  const { incidents } = useStore.getState()
  return incidents ? openFiles(incidents.files, options, incidents.sample) : Promise.resolve()
}

const fetched = async (url: string, name: string): Promise<File> => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}.`)
  return new File([await answer.blob()], name)
}

/** Opens the invented town that comes with the app. */
export async function openSample(): Promise<void> {
  try {
    const files = await Promise.all([
      fetched(incidentsUrl, 'sample-incidents.csv'),
      fetched(addressesUrl, 'sample-addresses.csv'),
      fetched(groundUrl, 'sample-ground.geojson'),
      fetched(boundariesUrl, 'sample-boundaries.geojson'),
    ])
    await openFiles(files, {}, true)
  } catch (error) {
    setSession({
      ready: true,
      importing: undefined,
      declined: [
        {
          name: 'The sample town',
          sentence: `could not be fetched (${error instanceof Error ? error.message : String(error)}). Serve the whole folder with a web server, or drop a file of your own.`,
        },
      ],
    })
  }
}
