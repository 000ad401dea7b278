/** Files of profiles: how each layout of columns is read. A profile holds header texts and choices; never a row. */
import type { Profile } from '../contract.ts'
import { soundOptions } from './options.ts'

/** Version that `readProfiles` understands, and all before it. */
export const PROFILES_VERSION = 1

/** A profile as it is kept. */
export interface KeptProfile extends Profile {
  /** ISO date of the last reading it was used or corrected by; '' where it is not known */
  readonly saved: string
}

/** The profiles in an unknown value, and how many entries were none. Throws a sentence when it holds no list of them. */
export function readProfiles(json: unknown): { profiles: KeptProfile[]; leftOut: number } {
  const file = json as { version?: unknown; profiles?: unknown } | null
  if (!file || typeof file !== 'object' || !Array.isArray(file.profiles))
    throw new Error('It holds no profiles. Choose a file saved with "Save profiles".')
  if (typeof file.version !== 'number' || file.version > PROFILES_VERSION)
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

/** The profiles in the text of a file. Throws a sentence when it is no such file. */
export function parseProfiles(text: string): { profiles: KeptProfile[]; leftOut: number } {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new Error('It is not JSON. Choose a file saved with "Save profiles".')
  }
  return readProfiles(json)
}
