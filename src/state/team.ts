/** What a team shares besides visits, and where its folder stands. It serves one desk alone too, without any folder. */
import { create } from 'zustand'
import {
  type Board,
  type Item,
  type ItemKind,
  lateIds,
  mergeBoards,
  missingFrom,
  syncFolder,
  withinRetention,
} from '../cocoon/teamFolder.ts'
import { type DoorMark, type DoorMarks, soundMark } from '../cocoon/marks.ts'
import { keeps, memo } from '../core/base/kept.ts'
import { isRecord } from '../core/base/sound.ts'
import { dayOf, minuteNow } from '../core/base/time.ts'
import { believes } from './believed.ts'
import { drop, one, put } from './keep.ts'
import { readLog } from './log.ts'
import { useSettings } from './settings.ts'
import { useStore } from './instance.ts'
import { keptItems, soundItems, TEAM_ITEMS } from './teamItems.ts'
import { isSealKey, makeKey, seal, type SealKey, unseal, unsealWith } from './seal.ts'
import { folderIn, isDirectory, permitted, type Permitted, rootFiles } from './teamHandle.ts'
import { useVault } from './vault.ts'
import { deviceId, join, sampleRounds, splitByAge, stranded } from './visits.ts'

/** Where the team's folder stands. */
export interface Team {
  readonly items: readonly Item[]
  /** name of the folder that was chosen */
  readonly folder?: string
  /** none: no folder · asleep: the browser wants to be asked again · changed: under another passphrase · on: read and written */
  readonly status: 'none' | 'asleep' | 'changed' | 'on'
  /** minute it was last read */
  readonly at?: number
  readonly unread: readonly { readonly name: string; readonly why: string }[]
  /** why it could not be read or written the last time */
  readonly problem?: string
}

export const useTeam = create<Team>(() => ({ items: [], status: 'none', unread: [] }))

interface KeptTeam {
  readonly handle: FileSystemDirectoryHandle
  readonly key: SealKey
  readonly epoch: number
}

const FOLDER = 'team folder'
const KEY = 'team key'

// keeps no data: the way to the folder, and what was read of it; both are let go below
let team: KeptTeam | undefined
const known = new Map<string, Board>()
// keeps no data: whether the folder is being read
let syncing: Promise<void> | undefined

keeps(async () => {
  team = undefined
  known.clear()
  useTeam.setState({ items: [], status: 'none', unread: [] }, true)
  await drop('self', TEAM_ITEMS)
  await drop('self', FOLDER)
  await drop('self', KEY)
})

/** The folder that is kept. Its key lies apart, locked: a folder itself can only lie there as the browser writes it. */
async function keptTeam(): Promise<KeptTeam | undefined> {
  const t = (await one('self', FOLDER)) as Partial<KeptTeam> | undefined
  if (!t || !isDirectory(t.handle) || !Number.isInteger(t.epoch)) return undefined
  const key = (await one('self', KEY)) ?? t.key
  if (!isSealKey(key)) return undefined
  const kept: KeptTeam = { handle: t.handle, epoch: t.epoch!, key }
  // an earlier version kept both together
  if (t.key && key.key.extractable) await shelve(kept)
  return kept
}

async function shelve({ handle, epoch, key }: KeptTeam): Promise<void> {
  await put('self', KEY, () => key)
  await put('self', FOLDER, () => ({ handle, epoch }))
}

async function takeItems(news: readonly Item[]): Promise<void> {
  const items = await put(
    'self',
    TEAM_ITEMS,
    (old) => mergeBoards({ visits: [], items: soundItems(old) }, { visits: [], items: news }).items,
  )
  useTeam.setState({ items })
}

/** Says a thing to the team: the next revision of it. Resolves when it is on disk. */
export const say = (kind: ItemKind, id: string, value: unknown, removed = false): Promise<void> =>
  sayAll(kind, [{ id, value, removed }])

/** Says several things of a kind at once. */
export async function sayAll(
  kind: ItemKind,
  things: readonly { readonly id: string; readonly value: unknown; readonly removed?: boolean }[],
): Promise<void> {
  const device = await deviceId()
  const at = minuteNow(new Date())
  const items = await put('self', TEAM_ITEMS, (old) => {
    const all = new Map(soundItems(old).map((i) => [`${i.kind}/${i.id}`, i]))
    for (const { id, value, removed } of things) {
      const key = `${kind}/${id}`
      const revision = (all.get(key)?.revision ?? -1) + 1
      all.set(key, { kind, id, revision, at, device, value, ...(removed ? { removed } : {}) })
    }
    return [...all.values()]
  })
  useTeam.setState({ items })
}

/** The things of a kind that stand. */
export const itemsOf = (items: readonly Item[], kind: ItemKind): Item[] =>
  items.filter((i) => i.kind === kind && !i.removed)

/** The marks of doors that stand: of the invented town while it is open, of real doors else. */
export const marksOf = memo(
  (items: readonly Item[], sample: boolean): DoorMarks =>
    Object.fromEntries(
      itemsOf(items, 'door').flatMap((i): [string, DoorMark][] => {
        const mark = soundMark(i.value)
        return mark && (mark.sample ?? false) === sample ? [[i.id, mark]] : []
      }),
    ),
  2,
)

/** Joins what came by hand. */
export async function takeBoard(board: Board): Promise<Awaited<ReturnType<typeof join>>> {
  await takeItems(board.items)
  return join(board.visits)
}

/** What this device knows: its items, its log, and the visits of the page. */
export async function boardNow(): Promise<Board> {
  const device = await deviceId()
  const lines = await readLog()
  const log = lines.map((l): Item => ({
    kind: 'log',
    id: `${device}-${l.n}`,
    revision: 0,
    at: minuteNow(new Date(l.at)),
    device,
    value: l,
  }))
  // the invented town is no team's
  const ofSample = (i: Item) => isRecord(i.value) && i.value.sample === true
  const { items } = useTeam.getState()
  const sample = await sampleRounds()
  for (const i of items) if (ofSample(i)) sample.add(i.id)
  return mergeBoards(
    {
      visits: useStore.getState().visits.filter((v) => !v.sample && !sample.has(v.list)),
      items: items.filter((i) => !ofSample(i)),
    },
    { visits: [], items: log },
  )
}

/** Marks results that were not handed over within their days, so that the team takes them all the same. */
async function sayLate(board: Board, days: number, today: number): Promise<void> {
  const { over } = splitByAge(board.visits, days, today)
  const saidLate = lateIds(board.items, days, today)
  const late = over.filter((v) => !saidLate.has(v.id))
  const stays = late.length > 0 ? await stranded() : () => false
  const say = late.filter(stays)
  if (say.length > 0)
    await sayAll(
      'late',
      say.map((v) => ({ id: v.id, value: true })),
    )
}

const lockOf = (key: SealKey) => ({
  seal: (text: string) => seal('segment', new TextEncoder().encode(text), key),
  open: async (bytes: Uint8Array<ArrayBuffer>) =>
    new TextDecoder().decode((await unsealWith(bytes, key)).content),
})

const TEAM_FILE = /^team-(\d{4})\.cocoon-team$/
const teamFile = (epoch: number): string => `team-${String(epoch).padStart(4, '0')}.cocoon-team`

/** The latest passphrase of a folder, counted from 1; 0 where none was set. */
const latestEpoch = (names: readonly string[]): number =>
  Math.max(0, ...names.map((n) => Number(TEAM_FILE.exec(n)?.[1] ?? 0)))

async function keepTeam(t: KeptTeam): Promise<void> {
  team = t
  known.clear()
  await shelve(t)
  useTeam.setState({ folder: t.handle.name, status: 'on', problem: undefined, unread: [] })
}

/** Whether a folder has a team's passphrase already. */
export const hasTeam = async (handle: FileSystemDirectoryHandle): Promise<boolean> =>
  latestEpoch(await rootFiles(handle).names()) > 0

/**
 * Opens a folder with its passphrase, or sets the first one of a folder that has none. Throws `NotOpened` where it is
 * not that folder's.
 */
export async function openTeam(handle: FileSystemDirectoryHandle, passphrase: string): Promise<void> {
  const root = rootFiles(handle)
  const epoch = latestEpoch(await root.names())
  if (epoch > 0) {
    const { key } = await unseal(await root.read(teamFile(epoch)), passphrase)
    await keepTeam({ handle, key, epoch })
  } else await setPassphrase(handle, passphrase, 1)
  await syncTeam()
  await sweep()
}

async function setPassphrase(
  handle: FileSystemDirectoryHandle,
  passphrase: string,
  epoch: number,
): Promise<void> {
  const key = await makeKey(passphrase)
  // another machine may have been faster: its lock must not be written over
  if ((await rootFiles(handle).names()).includes(teamFile(epoch)))
    throw new Error('Another machine has just set a passphrase for this folder. Type that one.')
  const words = JSON.stringify({ cocoon: 'team', version: 1, epoch })
  await rootFiles(handle).write(teamFile(epoch), await seal('team', new TextEncoder().encode(words), key))
  await keepTeam({ handle, key, epoch })
}

/**
 * Changes the passphrase: reads all there is, sets the new one, writes what this device knows under it, and takes its own
 * old segments away. Every other device does the same once the new one was typed there.
 */
export async function changePassphrase(passphrase: string): Promise<void> {
  if (!team) throw new Error('No team folder is open.')
  await syncTeam()
  const { problem, status } = useTeam.getState()
  if (problem) throw new Error(problem)
  if (status === 'changed')
    throw new Error('The passphrase was changed on another machine just now. Type the new one first.')
  await setPassphrase(team.handle, passphrase, team.epoch + 1)
  await syncTeam()
  await sweep()
}

/** Takes this device's segments under earlier passphrases away; what they said was written again. */
async function sweep(): Promise<void> {
  if (!team || useTeam.getState().problem) return
  const folder = await folderIn(team.handle)
  const device = await deviceId()
  for (const { name, why } of useTeam.getState().unread)
    if (name.startsWith(`${device}-`) && why === 'it is locked with another passphrase')
      await folder.remove(name)
  await syncTeam()
}

async function syncOnce(): Promise<void> {
  // while this browser's own records are locked it would say that there are none
  if (!team || useVault.getState().state === 'locked') return
  const { handle, key, epoch } = team
  const at = minuteNow(new Date())
  try {
    if (latestEpoch(await rootFiles(handle).names()) > epoch) {
      useTeam.setState({ status: 'changed' })
      return
    }
    const days = useSettings.getState().visitDays
    const mark = () => crypto.randomUUID().slice(0, 4)
    const today = dayOf(at)
    await sayLate(await boardNow(), days, today)
    const mine = await boardNow()
    const done = await syncFolder(
      await folderIn(handle),
      lockOf(key),
      await deviceId(),
      mine,
      mark,
      known,
      (b) => withinRetention(b, days, today),
      await believes(today),
    )
    const news = missingFrom(mine, done.board)
    if (news.items.length > 0) await takeItems(news.items.filter((i) => i.kind !== 'log'))
    if (news.visits.length > 0) await join(news.visits)
    useTeam.setState({ status: 'on', at, unread: done.unread, problem: done.problem })
  } catch (error) {
    useTeam.setState({ problem: (error as Error).message })
  }
}

/** Reads and writes the folder once; one at a time. What fails is said in the store and tried again. */
export async function syncTeam(): Promise<void> {
  while (syncing) await syncing
  syncing = syncOnce()
  try {
    await syncing
  } finally {
    syncing = undefined
  }
}

/** Brings what is kept into the page; the folder opens by itself where the browser still allows it. */
export async function loadTeam(): Promise<void> {
  useTeam.setState({ items: await keptItems() })
  const kept = await keptTeam()
  if (!kept || team) return
  useTeam.setState({ folder: kept.handle.name, status: 'asleep' })
  if ((await permitted(kept.handle)) === 'granted') {
    team = kept
    await syncTeam()
  }
}

/** Asks the browser for the remembered folder again; from a press of a button only. */
export async function wakeTeam(): Promise<Permitted> {
  const kept = await keptTeam()
  if (!kept) return 'denied'
  const may = await permitted(kept.handle, true)
  if (may === 'granted') {
    team = kept
    await syncTeam()
  }
  return may
}

/** The open folder, to read its extracts. */
export const teamHandle = (): FileSystemDirectoryHandle | undefined => team?.handle

/** Leaves the folder: what is known stays here, what lies there stays there. */
export async function leaveTeam(): Promise<void> {
  team = undefined
  known.clear()
  await drop('self', FOLDER)
  await drop('self', KEY)
  useTeam.setState({ status: 'none', folder: undefined, unread: [], problem: undefined, at: undefined })
}
