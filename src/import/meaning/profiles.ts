/** Files of profiles: how each layout of columns is read. A profile holds header texts and choices; never a row. */
import { isRecord, listOf, onlyParts, textTo } from '../../core/base/sound.ts'
import type { Profile } from '../contract.ts'
import { soundOptions } from './options.ts'

/** Version that `readProfiles` understands, and all before it. */
export const PROFILES_VERSION = 1

/** A profile as it is kept. */
export interface KeptProfile extends Profile {
  /** ISO date of the last reading it was used or corrected by; '' where it is not known */
  readonly saved: string
}

const PARTS = {
  name: textTo(100_000),
  header: (v: unknown): v is readonly string[] => listOf(textTo(100_000), 1000)(v) && v.length > 0,
}

/** The profiles in an unknown value, and the entries that are none. Throws a sentence when it holds no list of them. */
export function readProfiles(json: unknown): {
  profiles: KeptProfile[]
  leftOut: number
  bad: readonly unknown[]
} {
  const file = json as { version?: unknown; profiles?: unknown } | null
  if (!isRecord(file) || !Array.isArray(file.profiles))
    throw new Error('It holds no profiles. Choose a file saved with "Save profiles".')
  if (typeof file.version !== 'number' || file.version > PROFILES_VERSION)
    throw new Error('These profiles were saved by a newer Cocoon. Update this page, then open them again.')
  const profiles: KeptProfile[] = []
  const bad: unknown[] = []
  for (const p of file.profiles as unknown[]) {
    const sound = onlyParts<Pick<KeptProfile, 'name' | 'header'>>(PARTS, p)
    if (!sound) {
      bad.push(p)
      continue
    }
    const { options, saved } = p as { options?: unknown; saved?: unknown }
    profiles.push({
      name: sound.name.slice(0, 200),
      header: sound.header,
      options: soundOptions(options),
      saved: typeof saved === 'string' ? saved.slice(0, 10) : '',
    })
  }
  return { profiles, leftOut: bad.length, bad }
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
