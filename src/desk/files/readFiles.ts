/** Reading files in a worker: share done, rows a second, Cancel, and a sentence where it fails. */
import type { ImportOptions, Opened, Profile } from '../../import/contract.ts'
import { sourceOf } from '../../import/sourceOf.ts'
import { pool } from '../../state/runs.ts'
import { setSession, useStore } from '../../state/store.ts'
import { Cancelled } from '../../worker/runner.ts'
import { count } from '../words.ts'

/** Reads files in a worker, with progress on the page. Undefined = cancelled or failed, and the page says so. */
export async function read(
  files: readonly File[],
  options: ImportOptions,
  profiles: readonly Profile[] = [],
): Promise<Opened[] | undefined> {
  useStore.getState().importing?.cancel()
  const began = performance.now()
  const { homes, incidents } = useStore.getState()
  // no crime of a force lies at an invented door
  const invented = homes?.sample && !(incidents?.sample && incidents.files === files)
  const placing = invented ? undefined : homes?.homes
  const run = pool().open(
    files.map(sourceOf),
    options,
    (share, doing = 'Reading', rows = 0) => {
      const seconds = (performance.now() - began) / 1000
      const pace =
        rows > 0 && seconds > 0.5
          ? `: ${count(rows)} rows, ${count(Math.round(rows / seconds))} a second`
          : ''
      if (useStore.getState().importing)
        setSession({ importing: { share, doing: doing + pace, cancel: run.cancel } })
    },
    profiles,
    placing,
  )
  setSession({ importing: { share: 0, doing: 'Reading', cancel: run.cancel }, declined: [] })
  try {
    return await run.promise
  } catch (error) {
    if (error instanceof Cancelled) {
      // a newer import may have put its own progress there by now
      if (useStore.getState().importing?.cancel === run.cancel) setSession({ importing: undefined })
      setSession({ ready: true })
    } else
      setSession({
        importing: undefined,
        ready: true,
        declined: files.map((f) => ({
          name: f.name,
          sentence: `It could not be opened: ${error instanceof Error ? error.message : String(error)} What was loaded before is unchanged.`,
        })),
      })
    return undefined
  }
}
