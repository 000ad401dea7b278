/**
 * Files that were open, kept by choice: behind the passphrase only, and until a day that is set. Whoever comes back opens them
 * without looking for them; past the day they are erased when the page is opened.
 */
import type { ImportOptions } from '../import/contract.ts'
import { isRecord, listOf, numberIn, partsOf, textTo } from '../core/base/sound.ts'
import { MS_PER_DAY } from '../core/base/time.ts'
import { soundOptions } from '../import/meaning/options.ts'
import { all, drop, put } from './keep.ts'
import type { Store } from './types.ts'
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
  /** milliseconds since 1970 */
  readonly until: number
  readonly chain: readonly KeptDrop[]
  readonly beside: readonly KeptDrop[]
}

const isFile = partsOf<{ name: string; bytes: Uint8Array<ArrayBuffer> }>({
  name: textTo(1000),
  bytes: (v): v is Uint8Array<ArrayBuffer> => v instanceof Uint8Array,
})
const isFiles = listOf(isFile, 1000)

const soundDrop = (v: unknown): KeptDrop | undefined =>
  isRecord(v) && isFiles(v.files)
    ? { files: v.files.map((f) => new File([f.bytes], f.name)), reading: soundOptions(v.reading) }
    : undefined

function soundDrops(v: unknown): KeptDrop[] | undefined {
  const drops = Array.isArray(v) ? v.map(soundDrop) : [undefined]
  return drops.every((d) => d !== undefined) ? drops : undefined
}

function soundFiles(v: unknown): KeptFiles | undefined {
  if (!isRecord(v) || !textTo(60)(v.tab) || !numberIn(0, 8.64e15)(v.until)) return undefined
  const [chain, beside] = [soundDrops(v.chain), soundDrops(v.beside)]
  return chain && beside && { tab: v.tab, until: v.until, chain, beside }
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
): Omit<KeptFiles, 'tab' | 'until'> | undefined {
  const chain = chainOf(s.incidents)
  if (chain.length === 0 || chain.some((l) => l.sample || l.files.length === 0)) return undefined
  const taken = new Set(chain.flatMap((l) => l.files))
  const others = [s.homes, ...s.overlays].flatMap((o) => (o?.files?.length ? [o.files] : []))
  // homes and incidents of one drop come back with it
  const beside = others.filter((files, i) => files.some((f) => !taken.has(f)) && others.indexOf(files) === i)
  return { chain, beside: beside.map((files) => ({ files, reading: {} })) }
}

/** Keeps the open files for so many days. Throws a sentence where they are too large, or the shelf has no passphrase. */
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
  await put('extract', tab, () => ({ tab, until: now.getTime() + days * MS_PER_DAY, chain, beside }))
}

/** The files kept of a tab; those past their day are erased on the way. */
export async function keptFiles(tab: string, now = new Date()): Promise<KeptFiles | undefined> {
  const kept = await all('extract', soundFiles)
  for (const k of kept) if (k.until <= now.getTime()) await drop('extract', k.tab)
  return kept.find((k) => k.tab === tab && k.until > now.getTime())
}

/** Lets go of the files kept of a tab. */
export const dropFiles = (tab: string): Promise<void> => drop('extract', tab)
