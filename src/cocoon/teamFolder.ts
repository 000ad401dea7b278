/**
 * A team's shared folder without a server: what each device knows lies in files that only it writes and nobody changes.
 *
 * A file is a *segment*: locked, with a few records in it. All segments together are the team's board, in whatever order
 * they are read and however often. Records are a set that only grows: a visit is told apart by its id, any other item by
 * its kind and id, the highest revision stands, and what was taken out stays as taken out until its retention is over.
 * So nothing is lost by two who write at once, and a copy, a rename or a second reading changes nothing.
 *
 * A device writes what it knows and cannot read in the folder. A segment that was torn, or is not there yet, therefore
 * only means that its records are written once more. The format is in docs/team-folder.md.
 */
import {
  among,
  isFlag,
  isRecord,
  isShallow,
  listOf,
  maybe,
  onlyParts,
  textTo,
  wholeIn,
} from '../core/base/sound.ts'
import { dayOf } from '../core/base/time.ts'
import { isErased, soundVisit } from './visitFile.ts'
import { mergeVisits, type Visit } from './visits.ts'

/**
 * What a team shares besides visits: rounds given out, marks of doors, lines of the log, profiles, protocol, plans, and by
 * its id each visit that was handed over late, after its days.
 */
export const ITEM_KINDS = ['round', 'door', 'log', 'profile', 'protocol', 'plan', 'late'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** One thing the team shares; `value` is JSON of its kind, checked by whoever uses it. */
export interface Item {
  readonly kind: ItemKind
  /** made once and never changed: a round's code, a home's key */
  readonly id: string
  /** counts changes: the highest stands */
  readonly revision: number
  /** minute of wall clock of this change, and the device that made it */
  readonly at: number
  readonly device: string
  readonly value: unknown
  /** taken out; kept so that an older copy cannot bring it back */
  readonly removed?: boolean
}

/** What a device knows. */
export interface Board {
  readonly visits: readonly Visit[]
  readonly items: readonly Item[]
}

export const EMPTY_BOARD: Board = { visits: [], items: [] }

const itemKey = (i: Pick<Item, 'kind' | 'id'>): string => `${i.kind}/${i.id}`
const itemText = (i: Item): string => JSON.stringify([i.at, i.device, i.removed ?? false, i.value])

/** Joins what several devices or segments say: any number, in any order, any number of times. */
export function mergeBoards(...boards: readonly Board[]): Board {
  const items = new Map<string, Item>()
  for (const i of boards.flatMap((b) => b.items)) {
    const known = items.get(itemKey(i))
    if (
      !known ||
      i.revision > known.revision ||
      (i.revision === known.revision && itemText(i) > itemText(known))
    )
      items.set(itemKey(i), i)
  }
  return {
    visits: mergeVisits(...boards.map((b) => b.visits)),
    items: [...items.values()].sort((a, b) => (itemKey(a) < itemKey(b) ? -1 : 1)),
  }
}

const keepsBy = (days: number, today: number) => (r: { readonly at: number }) =>
  days === 0 || today - dayOf(r.at) <= days

/** Ids of visits that were handed over late: their retention counts from then. */
export const lateIds = (items: readonly Item[], days: number, today: number): ReadonlySet<string> =>
  new Set(items.filter((i) => i.kind === 'late' && keepsBy(days, today)(i)).map((i) => i.id))

/** A board without visits and log lines older than their retention, in whole days; 0 keeps all. Other items end otherwise. */
export function withinRetention(board: Board, days: number, today: number): Board {
  const keeps = keepsBy(days, today)
  const late = lateIds(board.items, days, today)
  return {
    visits: board.visits.filter((v) => keeps(v) || late.has(v.id)),
    items: board.items.filter((i) => (i.kind !== 'log' && i.kind !== 'late') || keeps(i)),
  }
}

/** What of a board another does not say, or says in an older revision. */
export function missingFrom(folder: Board, mine: Board): Board {
  const both = mergeBoards(folder, mine)
  const visits = new Map(folder.visits.map((v) => [v.id, JSON.stringify(v)]))
  const items = new Map(folder.items.map((i) => [itemKey(i), JSON.stringify(i)]))
  return {
    visits: both.visits.filter((v) => visits.get(v.id) !== JSON.stringify(v)),
    items: both.items.filter((i) => items.get(itemKey(i)) !== JSON.stringify(i)),
  }
}

/** How many records a board has. */
export const boardSize = ({ visits, items }: Board): number => visits.length + items.length

const VERSION = 1

/** A segment's content before it is locked. */
export const segmentText = (device: string, board: Board): string =>
  JSON.stringify({ cocoon: 'segment', version: VERSION, device, ...board })

/** Lists and objects of a value within each other; a plan's drawn places have about ten. What is deeper cannot be written again. */
const MOST_NESTED = 50

const ITEM = {
  kind: among(ITEM_KINDS),
  id: textTo(1000),
  revision: wholeIn(0, 1e9),
  at: wholeIn(-1e9, 1e9),
  device: textTo(200),
  value: (v: unknown): v is unknown => v !== undefined && isShallow(v, MOST_NESTED),
  removed: maybe(isFlag),
}

/** An item out of an unknown value; undefined where it is none. */
export const soundItem = (v: unknown): Item | undefined => onlyParts<Item>(ITEM, v)

/** What a segment says. Throws a sentence where it is none or of a later version. */
export function readSegment(text: string): Board {
  let s: unknown
  try {
    s = JSON.parse(text)
  } catch {
    throw new Error('its text breaks off')
  }
  if (!isRecord(s) || s.cocoon !== 'segment') throw new Error('it is no segment of a team folder')
  if (s.version !== VERSION) throw new Error('a later version of Cocoon wrote it: update this page')
  const list = listOf((v): v is unknown => v !== undefined)
  if (!list(s.visits) || !list(s.items)) throw new Error('its lists are missing')
  return {
    visits: s.visits.flatMap((v) => soundVisit(v) ?? []),
    items: s.items.flatMap((i) => soundItem(i) ?? []),
  }
}

/** A folder as far as the team needs one; each may throw: the network is gone, a file is locked, a name is taken. */
export interface Folder {
  /** names of the files that are there */
  names(): Promise<readonly string[]>
  read(name: string): Promise<Uint8Array<ArrayBuffer>>
  /** writes a file that is not there yet, whole; it may be cut off all the same */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  remove(name: string): Promise<void>
}

/** The lock of the team. `open` throws for whatever was not locked with its key, or is damaged. */
export interface TeamLock {
  seal(text: string): Promise<Uint8Array<ArrayBuffer>>
  open(bytes: Uint8Array<ArrayBuffer>): Promise<string>
}

const ENDING = '.cocoon-segment'

/** Name of a device's nth segment; the mark keeps two tabs of one device apart. */
export const segmentName = (device: string, n: number, mark: string): string =>
  `${device}-${String(n).padStart(5, '0')}-${mark}${ENDING}`

/** A device's own segments by their names, and the number of the latest. */
export function ownSegments(names: readonly string[], device: string): { names: string[]; last: number } {
  const mine = names.filter((n) => n.startsWith(`${device}-`) && n.endsWith(ENDING))
  const last = Math.max(0, ...mine.map((n) => parseInt(n.slice(device.length + 1), 10) || 0))
  return { names: mine, last }
}

/** What reading a folder gave. */
export interface ReadFolder {
  readonly board: Board
  /** segments that were read, by name */
  readonly read: readonly string[]
  /** files that could not be read this time, each with why; they are tried again */
  readonly unread: readonly { readonly name: string; readonly why: string }[]
}

/**
 * Reads every segment. `known` keeps what was read of a name before: a segment never changes. Copies that a synchroniser
 * made ("x (conflict).cocoon-segment") are read like any other. Throws only where the folder itself cannot be listed.
 */
export async function readFolder(
  folder: Folder,
  lock: TeamLock,
  known: Map<string, Board> = new Map(),
): Promise<ReadFolder> {
  const names = (await folder.names()).filter((n) => /\.cocoon-segment/i.test(n))
  const unread: { name: string; why: string }[] = []
  const read: string[] = []
  for (const name of names) {
    try {
      const board = known.get(name) ?? readSegment(await lock.open(await folder.read(name)))
      known.set(name, board)
      read.push(name)
    } catch (error) {
      unread.push({ name, why: error instanceof Error ? error.message : String(error) })
    }
  }
  for (const name of known.keys()) if (!names.includes(name)) known.delete(name)
  return { board: mergeBoards(...read.map((n) => known.get(n)!)), read, unread }
}

/** What a board says of the records that some others name: as it stands now, whatever those said of it. */
function standingOf(board: Board, named: readonly Board[]): Board {
  const visits = new Set(named.flatMap((b) => b.visits.map((v) => v.id)))
  const items = new Set(named.flatMap((b) => b.items.map(itemKey)))
  return {
    visits: board.visits.filter((v) => visits.has(v.id)),
    items: board.items.filter((i) => items.has(itemKey(i))),
  }
}

/** Whether a segment still says what has ended since: its days are over, it was taken out, or erased. */
function saysEnded(segment: Board, now: Board): boolean {
  const visits = new Map(now.visits.map((v) => [v.id, v]))
  const items = new Map(now.items.map((i) => [itemKey(i), i]))
  const ended = (was: { readonly removed?: boolean }, is: { readonly removed?: boolean } | undefined) =>
    is === undefined || (is.removed === true && was.removed !== true)
  return (
    segment.visits.some((v) => {
      const is = visits.get(v.id)
      return ended(v, is) || (isErased(is!) && !isErased(v))
    }) || segment.items.some((i) => ended(i, items.get(itemKey(i))))
  )
}

/** Segments of one device beyond which they are drawn together into one. */
const MOST_OWN = 20

/** What one round of reading and writing did. */
export interface Synced extends ReadFolder {
  /** records that were written */
  readonly wrote: number
  /** why what this device knows could not be written; it is tried again */
  readonly problem?: string
}

/**
 * Reads the folder, and writes what this device knows and the folder does not say. Own segments are drawn together when
 * they are many, and when one still says what has ended since: the new one is read back before the old ones go, and only
 * those this device could read go. `tidies` is false while this machine's clock is not believed: then none goes.
 */
export async function syncFolder(
  folder: Folder,
  lock: TeamLock,
  device: string,
  mine: Board,
  mark: () => string,
  known: Map<string, Board> = new Map(),
  sound: (b: Board) => Board = (b) => b,
  tidies = true,
): Promise<Synced> {
  const before = await readFolder(folder, lock, known)
  const all = sound(mergeBoards(before.board, mine))
  const segments = ownSegments(await folder.names(), device)
  const readable = segments.names.filter((n) => before.read.includes(n))
  const kept = readable.map((n) => known.get(n)!)
  const together = tidies && (readable.length >= MOST_OWN || kept.some((b) => saysEnded(b, all)))
  const news = missingFrom(before.board, all)
  const write = together ? standingOf(all, [...kept, news]) : news
  const wrote = boardSize(news)
  if (boardSize(write) === 0 && !together) return { ...before, board: all, wrote: 0 }
  const name = segmentName(device, segments.last + 1, mark())
  try {
    if (boardSize(write) > 0) {
      await folder.write(name, await lock.seal(segmentText(device, write)))
      // what cannot be read back was not written
      const back = readSegment(await lock.open(await folder.read(name)))
      if (boardSize(missingFrom(back, write)) > 0)
        throw new Error('it reads back otherwise than it was written')
      known.set(name, back)
    }
    if (together)
      for (const old of readable) {
        await folder.remove(old)
        known.delete(old)
      }
    return { ...before, board: all, wrote }
  } catch (error) {
    return {
      ...before,
      board: all,
      wrote: 0,
      problem: error instanceof Error ? error.message : String(error),
    }
  }
}
