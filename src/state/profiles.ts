/**
 * Profiles: how each layout of columns was read, remembered in this browser, so that next week's extract needs no
 * look at the import screen. A profile holds header texts, offence wordings and choices; never a row.
 */
import { create } from 'zustand'
import type { ImportOptions, ImportReport, Profile } from '../import/contract.ts'
import { layoutKey, soundOptions } from '../import/options.ts'

/** A profile as it is kept. */
export interface KeptProfile extends Profile {
  /** ISO date of the last reading it was used or corrected by */
  readonly saved: string
}

const VERSION = 1
const KEY = 'cocoon.profiles'
/** More layouts than any force has; the oldest make room. */
const MOST = 100

/** The profiles in an unknown value, and how many entries were none. Throws a sentence when it holds no list of them. */
function readProfiles(json: unknown): { profiles: KeptProfile[]; leftOut: number } {
  const file = json as { version?: unknown; profiles?: unknown } | null
  if (!file || typeof file !== 'object' || !Array.isArray(file.profiles))
    throw new Error('It holds no profiles. Choose a file saved with "Save profiles".')
  if (typeof file.version !== 'number' || file.version > VERSION)
    throw new Error('These profiles were saved by a newer Cocoon. Update this page, then open them again.')
  const profiles: KeptProfile[] = []
  for (const p of file.profiles as (Partial<KeptProfile> | null)[]) {
    const sound =
      typeof p?.name === 'string' &&
      Array.isArray(p.header) &&
      p.header.length > 0 &&
      p.header.length <= 1000 &&
      p.header.every((h) => typeof h === 'string')
    if (!sound) continue
    profiles.push({
      name: p.name!.slice(0, 200),
      header: p.header!,
      options: soundOptions(p.options),
      saved: typeof p.saved === 'string' ? p.saved.slice(0, 10) : '',
    })
  }
  return { profiles, leftOut: file.profiles.length - profiles.length }
}

function stored(): KeptProfile[] {
  try {
    const text = globalThis.localStorage?.getItem(KEY)
    return text ? readProfiles(JSON.parse(text)).profiles : []
  } catch {
    // storage switched off or its content damaged: guessing serves
    return []
  }
}

export const useProfiles = create<{ readonly profiles: readonly KeptProfile[] }>(() => ({
  profiles: stored(),
}))

const fileOf = (profiles: readonly KeptProfile[]) => ({ cocoon: 'profiles', version: VERSION, profiles })

function keep(profiles: readonly KeptProfile[]): void {
  const some = profiles.slice(0, MOST)
  useProfiles.setState({ profiles: some })
  try {
    globalThis.localStorage?.setItem(KEY, JSON.stringify(fileOf(some)))
  } catch {
    // nothing is lost but the memory of it
  }
}

/** Puts profiles first, in place of those of the same layouts. */
function put(news: readonly KeptProfile[]): void {
  const keys = new Set(news.map((p) => layoutKey(p.header)))
  keep([...news, ...useProfiles.getState().profiles.filter((p) => !keys.has(layoutKey(p.header)))])
}

/** What should be remembered of a reading: the corrections, and the order of day and month where the dates proved it. */
export function pinned(reading: ImportOptions, { dates }: ImportReport): ImportOptions {
  const proved = dates && dates.agree > 0 && dates.against === 0 && dates.order !== 'ymd'
  return proved ? { dateOrder: dates.order, ...reading } : reading
}

/** Remembers how the layouts of a report were read; a layout keeps the name it has. */
export function remember(name: string, reading: ImportOptions, report: ImportReport, today: string): void {
  const options = pinned(reading, report)
  const known = new Map(useProfiles.getState().profiles.map((p) => [layoutKey(p.header), p.name]))
  put(
    (report.layouts ?? []).map((header) => ({
      name: known.get(layoutKey(header)) ?? name.replace(/\.[a-z0-9]{2,8}$/i, ''),
      header,
      options,
      saved: today,
    })),
  )
}

export function renameProfile(profile: KeptProfile, name: string): void {
  keep(useProfiles.getState().profiles.map((p) => (p === profile ? { ...p, name } : p)))
}

export function deleteProfile(profile: KeptProfile): void {
  keep(useProfiles.getState().profiles.filter((p) => p !== profile))
}

/** Puts back a list as it was: what undoing a deletion does. */
export const restoreProfiles = (profiles: readonly KeptProfile[]): void => keep(profiles)

/** Every profile as the text of a file. */
export const profilesFile = (): string =>
  JSON.stringify(fileOf(useProfiles.getState().profiles), null, 2) + '\n'

/** Takes the profiles of a file; those of known layouts replace them. Throws a sentence when it is no such file. */
export function takeProfiles(text: string): { taken: number; leftOut: number } {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new Error('It is not JSON. Choose a file saved with "Save profiles".')
  }
  const { profiles, leftOut } = readProfiles(json)
  put(profiles)
  return { taken: profiles.length, leftOut }
}

/** Forgets all profiles: part of erasing everything. */
export const forgetProfiles = (): void => useProfiles.setState({ profiles: [] })
