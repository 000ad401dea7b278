/**
 * Files that were open, kept by choice: behind the passphrase only, and until a day that is set. Whoever comes back opens them
 * without looking for them. No clock decides alone: past the day they are not opened any more, and erased once that was seen on
 * seven further days, so that a clock set ahead loses nothing that day; and they are opened on no more days than were chosen,
 * so that a clock set back keeps nothing for longer.
 */
import type { ImportOptions } from '../import/contract.ts'
import { isRecord, listOf, numberIn, partsOf, textTo } from '../core/base/sound.ts'
import { dayOf, minuteNow, MS_PER_DAY } from '../core/base/time.ts'
import { soundOptions } from '../import/meaning/options.ts'
import { isSeen, type Seen, seenAgain, STAYS } from './believed.ts'
import { all, drop, put } from './keep.ts'
import type { Store } from './types.ts'
import { MOST_FILE_DAYS } from './settings.ts'
import { useVault } from './vault.ts'
import { chainOf } from './work.ts'

/** Most bytes that are kept of one tab's files: beyond, a browser may refuse, and reading them takes as long as dropping them. */
const MOST = 150e6

/** One drop as it was read. */
export interface KeptDrop {
  readonly files: readonly File[]
  readonly reading: ImportOptions
}

/** The files of a tab: those of the incidents, in the order in which they were added, and what was open beside them. */
export interface KeptFiles {
  readonly tab: string
  /** milliseconds since 1970: when these files were first kept, and until when */
  readonly made: number
  readonly until: number
  /** the day they were last opened by themselves, and on how many days before that */
  readonly opened?: Seen
  /** past their day: when that was last seen, and on how many days before that */
  readonly hidden?: Seen
  readonly chain: readonly KeptDrop[]
  readonly beside: readonly KeptDrop[]
}

const isFile = partsOf<{ name: string; bytes: Uint8Array<ArrayBuffer> }>({
  name: textTo(1000),
  bytes: (v): v is Uint8Array<ArrayBuffer> => v instanceof Uint8Array,
})
const isFiles = listOf(isFile, 1000)
const isTime = numberIn(0, 8.64e15)

const soundDrop = (v: unknown): KeptDrop | undefined =>
  isRecord(v) && isFiles(v.files)
    ? { files: v.files.map((f) => new File([f.bytes], f.name)), reading: soundOptions(v.reading) }
    : undefined

function soundDrops(v: unknown): KeptDrop[] | undefined {
  const drops = Array.isArray(v) ? v.map(soundDrop) : [undefined]
  return drops.every((d) => d !== undefined) ? drops : undefined
}

function soundFiles(v: unknown): KeptFiles | undefined {
  if (!isRecord(v) || !textTo(60)(v.tab) || !isTime(v.until)) return undefined
  const [chain, beside] = [soundDrops(v.chain), soundDrops(v.beside)]
  // an earlier version did not say when they were kept: on the longest that can be chosen before
  const made = isTime(v.made) ? v.made : Math.max(0, v.until - MOST_FILE_DAYS * MS_PER_DAY)
  return (
    chain &&
    beside && {
      ...{ tab: v.tab, made, until: v.until, chain, beside },
      ...(isSeen(v.opened) && { opened: v.opened }),
      ...(isSeen(v.hidden) && { hidden: v.hidden }),
    }
  )
}

/** Whether two lists of drops are of the same files, by name and size. */
const sameFiles = (a: readonly KeptDrop[], b: readonly KeptDrop[]): boolean => {
  const told = (drops: readonly KeptDrop[]) =>
    JSON.stringify(drops.map((d) => d.files.map((f) => [f.name, f.size])))
  return told(a) === told(b)
}

const dropOf = async ({ files, reading }: KeptDrop) => ({
  reading,
  files: await Promise.all(
    files.map(async (f) => ({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) })),
  ),
})

/** The drops of a session whose files are at hand; undefined where the incidents came without files. */
function dropsOf(
  s: Pick<Store, 'incidents' | 'homes' | 'overlays'>,
): Pick<KeptFiles, 'chain' | 'beside'> | undefined {
  const chain = chainOf(s.incidents)
  if (chain.length === 0 || chain.some((l) => l.sample || l.files.length === 0)) return undefined
  const taken = new Set(chain.flatMap((l) => l.files))
  const others = [s.homes, ...s.overlays].flatMap((o) => (o?.files?.length ? [o.files] : []))
  // homes and incidents of one drop come back with it
  const beside = others.filter((files, i) => files.some((f) => !taken.has(f)) && others.indexOf(files) === i)
  return { chain, beside: beside.map((files) => ({ files, reading: {} })) }
}

/**
 * Keeps the open files for so many days from when they were first kept: opening them again puts no end off. Throws a sentence
 * where they are too large, or the shelf has no passphrase.
 */
export async function keepFiles(
  s: Pick<Store, 'incidents' | 'homes' | 'overlays'>,
  tab: string,
  days: number,
  now = new Date(),
): Promise<void> {
  const drops = dropsOf(s)
  if (!drops || days <= 0) return drop('extract', tab)
  if (useVault.getState().state !== 'open')
    throw new Error('Files are kept behind a passphrase only. Set one under Data, “Locked on this machine”.')
  const size = [...drops.chain, ...drops.beside].flatMap((d) => d.files).reduce((n, f) => n + f.size, 0)
  if (size > MOST)
    throw new Error(
      `The open files hold ${Math.round(size / 1e6)} MB; up to ${MOST / 1e6} MB are kept. Drop them again next time.`,
    )
  const [chain, beside] = await Promise.all([
    Promise.all(drops.chain.map(dropOf)),
    Promise.all(drops.beside.map(dropOf)),
  ])
  await put('extract', tab, (old) => {
    const was = soundFiles(old)
    // what lies beside the incidents puts no end off; what was past its day and is opened by hand is kept anew, as is a
    // record of an earlier version, which does not say when it was made
    const same =
      was && isRecord(old) && isTime(old.made) && !isPast(was, now) && sameFiles(was.chain, drops.chain)
    // a clock that was put back since begins anew
    const made = same ? Math.min(was.made, now.getTime()) : now.getTime()
    return {
      ...{ tab, made, until: made + days * MS_PER_DAY, chain, beside },
      ...(same && was.opened && { opened: was.opened }),
    }
  })
}

/** Whether files are past their day: by the clock, or opened on as many days as they were kept for. */
const isPast = (k: KeptFiles, now: Date): boolean =>
  k.until <= now.getTime() || (k.opened?.days ?? 0) >= Math.ceil((k.until - k.made) / MS_PER_DAY)

/** The record as it lies, with a note of the day; the bytes are not read again. */
const note = (k: KeptFiles, how: Pick<KeptFiles, 'opened' | 'hidden'>) =>
  put('extract', k.tab, (old) => {
    if (!isRecord(old)) return old
    const { hidden: _, ...rest } = old
    return { ...rest, ...how }
  })

/** The files kept of a tab, to be opened now; those seen past their day on seven days since are erased on the way. */
export async function keptFiles(tab: string, now = new Date()): Promise<KeptFiles | undefined> {
  const kept = await all('extract', soundFiles)
  const today = dayOf(minuteNow(now))
  let mine: KeptFiles | undefined
  for (const k of kept) {
    if (isPast(k, now)) {
      const hidden = seenAgain(k.hidden, today)
      if (hidden.days >= STAYS) await drop('extract', k.tab)
      else if (hidden.seen !== k.hidden?.seen) await note(k, { hidden })
    } else if (k.tab === tab) {
      mine = k
      const opened = seenAgain(k.opened, today)
      if (k.hidden || opened.seen !== k.opened?.seen) await note(k, { opened })
    } else if (k.hidden) await note(k, {})
  }
  return mine
}

/** Lets go of the files kept of a tab. */
export const dropFiles = (tab: string): Promise<void> => drop('extract', tab)
