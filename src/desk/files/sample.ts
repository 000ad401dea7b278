/** The files of the invented town: asked for at once when the page starts, read when the desk stands. */
import addressesUrl from '../../../data/town/addresses.csv?url'
import boundariesUrl from '../../../data/town/boundaries.geojson?url'
import groundUrl from '../../../data/town/ground.geojson?url'
import incidentsUrl from '../../../data/town/incidents.csv?url'
import { keeps } from '../../core/base/kept.ts'
import type { Opened } from '../../import/contract.ts'
import { earlyPool } from '../../worker/early.ts'
import type { Runner } from '../../worker/runner.ts'

/** What an answer needs, and what only the map does. */
const ANSWER = [
  [incidentsUrl, 'sample-incidents.csv'],
  [addressesUrl, 'sample-addresses.csv'],
  [boundariesUrl, 'sample-boundaries.geojson'],
] as const
const GROUND = [[groundUrl, 'sample-ground.geojson']] as const

async function fetched(url: string, name: string): Promise<File> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}.`)
  return new File([await answer.blob()], name)
}

const ask = (of: readonly (readonly [string, string])[]): Promise<File[]> =>
  Promise.all(of.map(([url, name]) => fetched(url, name)))

/** The files, and what was read of them. */
export interface Sample {
  readonly files: readonly File[]
  readonly opened: readonly Opened[]
}

/** Reads them by the import's own code: in a worker. */
async function readSample(pool: () => Runner): Promise<Sample> {
  const files = await ask(ANSWER)
  performance.mark('cocoon:files')
  const { promise } = pool().open(
    files.map((f) => ({ name: f.name, blob: f })),
    {},
  )
  const opened = await promise
  performance.mark('cocoon:read')
  return { files, opened }
}

let early: Promise<Sample> | undefined
keeps(() => void (early = undefined))

/** Begins at once, in the pool that the desk takes over; a failure is told to whoever takes the sample. */
export function startSample(): void {
  early ??= readSample(earlyPool)
  early.catch(() => undefined)
}

/** What an answer needs of the sample: incidents, addresses, boundaries. */
export function takeSample(pool: () => Runner): Promise<Sample> {
  const sample = early ?? readSample(pool)
  early = undefined
  return sample
}

/** What the map rests on. */
export const takeGround = (): Promise<File[]> => ask(GROUND)
