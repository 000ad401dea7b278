/** Opening things: the sample town, whatever is dropped, and a re-import after a correction. */
import { placeless, placesMore } from './placesMore.ts'
import { groundComes } from '../groundComing.ts'
import { HEADS } from '../../analyses/heads.ts'
import type { ImportOptions } from '../../import/contract.ts'
import { useProfiles } from '../../state/profiles.ts'
import { pool } from '../../state/runs.ts'
import { accept, drift, loadedFrom, putIncidents, setSession, useStore } from '../../state/store.ts'
import { note } from '../leaving/account.ts'
import { answered } from '../answered.ts'
import { read } from './readFiles.ts'
import { isStreet } from '../roundRoute.ts'
import { toast } from '../../ui/index.ts'
import { many } from '../words.ts'
import { putSamplePlans } from './samplePlans.ts'
import type { Work } from '../../state/work.ts'
import { putBack } from './resume.ts'
import { takeGround, takeSample } from './sample.ts'

const NOT_A_ROUND =
  'It is not a round and not a record of visits. Ask for a file saved at the desk with "To phones", or open this one at the desk.'

/** Opens files in a worker and puts what they hold where it belongs. Failures end as a sentence on the page. */
export async function openFiles(
  files: readonly File[],
  options: ImportOptions = {},
  sample = false,
): Promise<void> {
  if (files.length === 0) return
  if (!sample) {
    // projects, packages, rounds and visits never reach the import; what is left does
    const { receive } = await import('../leaving/receive.ts')
    const { rest, declined, project } = await receive(files)
    if (rest.length < files.length) {
      if (rest.length > 0) await openFiles(rest, options)
      if (project) declined.push(...(await (await import('./projectFile.ts')).openProject(project)))
      setSession({
        ready: true,
        declined: [...(rest.length > 0 ? useStore.getState().declined : []), ...declined],
      })
      return
    }
    if (isStreet()) {
      setSession({ declined: files.map((f) => ({ name: f.name, sentence: NOT_A_ROUND })) })
      return
    }
  }
  const opened = await read(files, options, sample ? [] : useProfiles.getState().profiles)
  if (!opened) return
  if (sample) return accept(opened, files, true)
  const [{ placeOpened }, { takeWeights }] = await Promise.all([
    import('./putInPlace.ts'),
    import('./weights.ts'),
  ])
  if (await placeOpened(opened, files)) await note('import', files.map((f) => f.name).join(', '))
  takeWeights(opened)
  // addresses alone may place rows of incidents that are loaded
  if (opened.some((o) => o.kind === 'homes') && !opened.some((o) => o.kind === 'incidents'))
    await placeByNewHomes()
  // tracks alone are what was wanted to be seen, unless a panel that reads them is open
  const { view } = useStore.getState().project
  if (
    opened.every((o) => o.kind === 'tracks') &&
    !HEADS.find((s) => s.id === view)?.needs?.includes('tracks')
  )
    drift({ view: 'tracks' })
}

/** Reads the incidents again with the user's corrections; false = they cannot be read so, and the former reading stands. */
export async function openAgain(options: ImportOptions): Promise<boolean> {
  const { incidents } = useStore.getState()
  if (!incidents) return false
  const opened = await read(incidents.files, options)
  const found = opened?.find((o) => o.kind === 'incidents')
  if (found) {
    const { joinTo, rememberReading } = await import('./putInPlace.ts')
    const loaded = loadedFrom(found, incidents.files, incidents.sample)
    const { base } = incidents
    if (base) {
      const run = joinTo(base, loaded, (share) =>
        setSession({ importing: { share, doing: `Adding to ${base.name}`, cancel: run.cancel } }),
      )
      const joined = await run.promise.catch(() => undefined)
      setSession({ importing: undefined })
      if (!joined) return false
      putIncidents(joined.loaded, 'history')
    } else putIncidents(loaded, 'history')
    rememberReading(loaded)
  } else if (opened)
    setSession({
      importing: undefined,
      declined: opened.flatMap((o) =>
        o.kind === 'declined' ? [{ name: o.name, sentence: `${o.sentence} The former reading stands.` }] : [],
      ),
    })
  return found !== undefined
}

/** Puts the sample's streets under the map: for the map and paper alone, so that they never hold up the first answer. */
async function putStreets(): Promise<void> {
  await answered()
  const files = await takeGround()
  const under = await pool().open(
    files.map((f) => ({ name: f.name, blob: f })),
    {},
  ).promise
  const { incidents, ground } = useStore.getState()
  if (!incidents?.sample) return
  const features = under.flatMap((o) =>
    o.kind === 'ground' ? [{ name: o.name, features: o.features, sample: true as const }] : [],
  )
  setSession({ ground: [...ground, ...features] })
}

/** Opens the invented town that comes with the app; `kept` is what was done with it before the page was loaded again. */
export async function openSample(kept?: Promise<Work | undefined>): Promise<void> {
  // a file that is opened meanwhile is what is wanted: the sample must never take its place
  useStore.getState().importing?.cancel()
  const before = useStore.getState().incidents
  let wanted = true
  const cancel = () => {
    wanted = false
    setSession({ ready: true, importing: undefined })
  }
  setSession({ importing: { share: 0, doing: 'Opening the sample town', cancel } })
  const overtaken = () => !wanted || useStore.getState().incidents !== before
  try {
    const { files, opened } = await takeSample(pool)
    const work = await kept
    if (overtaken()) return
    accept(opened, files, true)
    if (work) putBack(work)
    void putSamplePlans()
    performance.mark('cocoon:sample')
    const streets = putStreets()
    groundComes(streets)
    await streets
  } catch (error) {
    if (overtaken() && !useStore.getState().incidents?.sample) return
    setSession({
      ready: true,
      importing: undefined,
      declined: [
        {
          name: 'The sample town',
          sentence: `The sample town could not be fetched (${error instanceof Error ? error.message : String(error)}). Serve the whole folder with a web server, or drop a file of your own.`,
        },
      ],
    })
  }
}

/** Reads incidents again once addresses have come that may place their rows without coordinates. */
async function placeByNewHomes(): Promise<void> {
  const { incidents, homes } = useStore.getState()
  const unplaced = incidents ? placesMore(incidents) : 0
  if (!incidents || !homes || unplaced === 0) return
  if (!(await openAgain(incidents.reading))) return
  const now = placeless(useStore.getState().incidents?.report)
  if (now < unplaced)
    toast({ text: `${many(unplaced - now, 'row')} without usable coordinates placed by the addresses.` })
}
