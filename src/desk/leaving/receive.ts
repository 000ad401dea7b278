/** Cocoon's own files out of a drop: packages, rounds and visits, locked or not. Everything else is left for import. */
import { keeps } from '../../core/base/kept.ts'
import { readRound } from '../../cocoon/roundFile.ts'
import { readVisits } from '../../cocoon/visitFile.ts'
import type { Visit } from '../../cocoon/visits.ts'
import { readSegment } from '../../cocoon/teamFolder.ts'
import { openPackage, readPackage } from '../../state/package.ts'
import { keepRound } from '../../state/rounds.ts'
import { NotOpened, type SealedKind, type SealKey, sealedKind, unseal } from '../../state/seal.ts'
import { changedSince } from '../../import/changed.ts'
import { useStore } from '../../state/store.ts'
import { takeBoard } from '../../state/team.ts'
import { join, type Joined } from '../../state/visits.ts'
import { toast } from '../../ui/index.ts'
import { goStreet, isStreet } from '../roundRoute.ts'
import { soundParams } from '../soundParams.ts'
import { many, sentenceOf } from '../words.ts'
import { note } from './account.ts'
import { askPassphrase } from './ask.tsx'
import { guardHomes } from './guard.ts'

/** Passphrases that opened or locked a file since the page was loaded: tried before anyone is asked again. */
const known: string[] = []

/** Remembers a passphrase until the page is closed. */
export const rememberPassphrase = (p: string): void => {
  if (!known.includes(p)) known.unshift(p)
}

keeps(() => void known.splice(0))

const JSON_KIND = /^\uFEFF?\s*\{\s*"cocoon"\s*:\s*"(round|visits)"/

/** How a project file begins, as `saveProject` writes it. */
const PROJECT = /^\uFEFF?\s*\{\s*"version"\s*:\s*\d+\s*,\s*"title"\s*:/

const DAMAGED = 'It is damaged, and nothing was changed. Ask for it to be saved again.'

type Kind = SealedKind | 'newer' | 'round text' | 'visits text' | 'project'

/** What a file is by its first bytes; undefined when it is not ours. */
async function kindOf(file: File): Promise<Kind | undefined> {
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer())
  const sealed = sealedKind(head)
  if (sealed) return sealed
  const text = new TextDecoder().decode(head)
  if (PROJECT.test(text) || /\.cocoon\.json$/i.test(file.name)) return 'project'
  const m = JSON_KIND.exec(text)
  return m ? (`${m[1]} text` as 'round text' | 'visits text') : undefined
}

/** Opens a locked file, asking until it opens or the user gives up (undefined). */
async function unlock(file: File) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  for (const p of known) {
    try {
      return await unseal(bytes, p)
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error
    }
  }
  for (let problem: string | undefined; ;) {
    const words = await askPassphrase(file.name, problem)
    if (words === undefined) throw new Error(problem ?? 'It is locked, and no passphrase was given.')
    try {
      const opened = await unseal(bytes, words)
      rememberPassphrase(words)
      return opened
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error
      problem = error.message
    }
  }
}

/** Whether the invented town is open. */
const inTown = (): boolean => useStore.getState().incidents?.sample ?? false

/** What is said of visits at homes that are not known here; '' where there is no address file, or no way to tell. */
async function strange(visits: readonly Visit[]): Promise<string> {
  const { homes } = useStore.getState()
  if (!homes) return ''
  try {
    const [{ strangerWords }, { addressBook }, { givenNow }] = await Promise.all([
      import('./strangers.ts'),
      import('./saveVisits.ts'),
      import('./givenRounds.ts'),
    ])
    return strangerWords(visits, addressBook(homes.homes), givenNow(), inTown())
  } catch {
    // the results are in: what cannot be said of them must not make them look refused
    return ''
  }
}

const joinedWords = ({ added, corrected, known: same, erased = 0 }: Joined, leftOut = 0): string =>
  [
    `${many(added, 'visit')} joined`,
    corrected > 0 && `${corrected} corrected`,
    same > 0 && `${same} known already`,
    erased > 0 &&
      `${many(erased, 'record')} of a home that was erased ${erased === 1 ? 'stays' : 'stay'} erased`,
    leftOut > 0 && `${many(leftOut, 'record')} could not be read and left out`,
  ]
    .filter(Boolean)
    .join(', ') + '.'

async function takeRound(text: string, name: string, key?: SealKey): Promise<void> {
  const round = readRound(text)
  // the invented town has a calendar of its own, and no homes of people
  if (round.shift === 0) await guardHomes()
  await keepRound(round, key)
  await note('import', name, round.code)
  goStreet(round.code)
}

async function takeVisits(text: string, name: string): Promise<void> {
  const { visits, leftOut } = readVisits(text)
  const elsewhere = await strange(visits)
  // of the invented town alone there are no people to guard
  if (!inTown() || elsewhere) await guardHomes()
  const joined = await join(visits)
  await note('import', name)
  toast({ text: joinedWords(joined, leftOut) + elsewhere })
}

/** What a segment says; a sentence where the folder's own words are a phrase. */
function boardOf(text: string): ReturnType<typeof readSegment> {
  try {
    return readSegment(text)
  } catch (error) {
    throw new Error(
      `It is part of a team's folder and cannot be used: ${sentenceOf(error, 'it is damaged')}. Nothing was changed.`,
      { cause: error },
    )
  }
}

async function take(file: File, kind: Exclude<Kind, 'project'>): Promise<void> {
  if (kind === 'round text') return takeRound(await file.text(), file.name)
  if (kind === 'visits text') return takeVisits(await file.text(), file.name)
  const { kind: is, content, key } = await unlock(file)
  if (is === 'round') return takeRound(new TextDecoder().decode(content), file.name, key)
  if (is === 'visits') return takeVisits(new TextDecoder().decode(content), file.name)
  if (is === 'segment') {
    const board = boardOf(new TextDecoder().decode(content))
    await guardHomes()
    const joined = await takeBoard(board)
    await note('import', file.name)
    return void toast({ text: joinedWords(joined) })
  }
  if (is === 'vault') throw new Error('It is the lock of a browser, of no use elsewhere.')
  if (is === 'team')
    throw new Error('It only holds a team folder’s lock. Open the folder itself under Data, “Team folder”.')
  if (isStreet()) throw new Error('It is a package: open it at the desk, on the page with the map.')
  const read = readPackage(content)
  if (!read.incidents.sample && read.visits.length > 0) await guardHomes()
  const { params, leftOut } = soundParams(read.project.params)
  const joined = await openPackage({ ...read, project: { ...read.project, params } })
  await note('import', `${file.name} (package of ${read.incidents.name})`)
  const settings = leftOut > 0 ? ` ${many(leftOut, 'setting')} could not be read; the default is used.` : ''
  toast({ text: `Package opened. ${joinedWords(joined, read.leftOut)}${settings}` })
}

/**
 * Takes what is ours; gives back the other files, a sentence for each of ours that could not be used, and the text of a
 * project, which is put in force once the files it came with stand.
 */
export async function receive(
  files: readonly File[],
): Promise<{ rest: File[]; declined: { name: string; sentence: string }[]; project?: File }> {
  const rest: File[] = []
  const declined: { name: string; sentence: string }[] = []
  let project: File | undefined
  for (const file of files) {
    try {
      const kind = await kindOf(file)
      if (kind === 'project') {
        if (isStreet()) throw new Error('It is a project: open it at the desk, on the page with the map.')
        project = file
      } else if (kind) await take(file, kind)
      else rest.push(file)
    } catch (error) {
      const changed = error instanceof DOMException ? await changedSince(file) : undefined
      declined.push({ name: file.name, sentence: changed ? `It ${changed}` : sentenceOf(error, DAMAGED) })
    }
  }
  return { rest, declined, project }
}
