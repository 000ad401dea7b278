/** The files of the invented town: asked for at once when the page starts, read when the desk stands. */
import addressesUrl from '../../../data/town/addresses.csv?url'
import boundariesUrl from '../../../data/town/boundaries.geojson?url'
import groundUrl from '../../../data/town/ground.geojson?url'
import incidentsUrl from '../../../data/town/incidents.csv?url'
import { keeps } from '../../core/base/kept.ts'

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

let early: Promise<File[]> | undefined
keeps(() => void (early = undefined))

/** Asks for the files that an answer needs; a failure is told to whoever takes them. */
export function startSample(): void {
  early ??= ask(ANSWER)
  early.catch(() => undefined)
}

/** Those files: incidents, addresses, boundaries. */
export function takeSample(): Promise<File[]> {
  const files = early ?? ask(ANSWER)
  early = undefined
  return files
}

/** What the map rests on. */
export const takeGround = (): Promise<File[]> => ask(GROUND)
