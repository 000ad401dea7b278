/**
 * Profiles: how each layout of columns was read, remembered in this browser, so that next week's extract needs no
 * look at the import screen. A profile holds header texts, offence wordings and choices; never a row.
 */
import { keeps } from '../core/base/kept.ts'
import { create } from 'zustand'
import type { ImportOptions, ImportReport } from '../import/contract.ts'
import { layoutKey } from '../import/meaning/options.ts'
import { type Aside, lying, stored } from './aside.ts'
import { listOfTabs } from './tabs.ts'
import {
  type KeptProfile,
  parseProfiles,
  PROFILES_VERSION,
  readProfiles,
} from '../import/meaning/profiles.ts'

export type { KeptProfile } from '../import/meaning/profiles.ts'

const KEY = 'cocoon.profiles'
/** More layouts than any force has; the oldest make room. */
const MOST = 100

/** The remembered profiles out of an unknown value, and what of it cannot stand. */
export function soundProfiles(json: unknown): {
  readonly value: readonly KeptProfile[]
  readonly bad: readonly Aside[]
} {
  try {
    const { profiles, bad } = readProfiles(json)
    return { value: profiles, bad: bad.map((value, i) => ({ name: `${KEY}/${i}`, value })) }
  } catch {
    return { value: [], bad: [{ name: KEY, value: json }] }
  }
}

export const useProfiles = create<{ readonly profiles: readonly KeptProfile[] }>(() => ({
  profiles: stored(KEY, soundProfiles) ?? [],
}))

const fileOf = (profiles: readonly KeptProfile[]) => ({
  cocoon: 'profiles',
  version: PROFILES_VERSION,
  profiles,
})

function keep(profiles: readonly KeptProfile[]): void {
  const before = useProfiles.getState().profiles
  const there = soundProfiles(lying(KEY)).value
  const some = listOfTabs(before, profiles, there, (p) => layoutKey(p.header)).slice(0, MOST)
  useProfiles.setState({ profiles: some })
  try {
    globalThis.localStorage?.setItem(KEY, JSON.stringify(fileOf(some)))
  } catch {
    // nothing is lost but the memory of it
  }
}

/** Puts profiles first, in place of those of the same layouts. */
export function joinProfiles(news: readonly KeptProfile[]): void {
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
  joinProfiles(
    (report.layouts ?? []).map((header) => ({
      name: known.get(layoutKey(header)) ?? name.replace(/\.[a-z0-9]{2,8}$/i, ''),
      header,
      options,
      saved: today,
    })),
  )
}

/** Remembers how the layout of an address file was read. */
export function rememberHomes(
  name: string,
  header: readonly string[],
  options: ImportOptions,
  today: string,
): void {
  const known = useProfiles.getState().profiles.find((p) => layoutKey(p.header) === layoutKey(header))
  joinProfiles([
    { name: known?.name ?? name.replace(/\.[a-z0-9]{2,8}$/i, ''), header, options, saved: today },
  ])
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
  const { profiles, leftOut } = parseProfiles(text)
  joinProfiles(profiles)
  return { taken: profiles.length, leftOut }
}

keeps(() => useProfiles.setState({ profiles: [] }))
