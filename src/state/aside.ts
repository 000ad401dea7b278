/**
 * What was kept and could not be read: put aside as it was, counted on the screen, saved by a press for whoever can
 * mend it, and used by nothing. Records of the shelf are put aside by `keep.ts`; what lay in the browser's small storage
 * (settings, views, profiles) comes by `setAside`.
 */
import { create } from 'zustand'
import { keeps } from '../core/base/kept.ts'
import { type Aside, allAside, dropAside, put } from './keep.ts'

export type { Aside } from './keep.ts'

export const useAside = create<{ readonly aside: readonly Aside[] }>(() => ({ aside: [] }))
keeps(() => useAside.setState({ aside: [] }))

/** Puts parts of what the browser stored aside; the shelf follows where there is one. */
export function setAside(bad: readonly Aside[]): void {
  if (bad.length === 0) return
  useAside.setState((s) => ({
    aside: [...s.aside.filter((a) => !bad.some((b) => b.name === a.name)), ...bad],
  }))
  // a browser without a shelf still shows and saves them while the page is open
  for (const b of bad) void put('aside', b.name, () => b).catch(() => undefined)
}

/** Reads what was put aside before. */
export async function loadAside(): Promise<void> {
  const kept = await allAside()
  useAside.setState((s) => ({
    aside: [...kept, ...s.aside.filter((a) => !kept.some((k) => k.name === a.name))],
  }))
}

/** Everything that was put aside, as the text of a file. */
export const asideText = (aside: readonly Aside[]): string =>
  JSON.stringify({ cocoon: 'aside', records: aside }, null, 2) + '\n'

/** Erases what was put aside. */
export async function forgetAside(): Promise<void> {
  await dropAside()
  useAside.setState({ aside: [] })
}

/** What lies in the browser's small storage under a name; undefined where nothing does, or it is no JSON. */
export function lying(key: string): unknown {
  try {
    return JSON.parse(globalThis.localStorage?.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** What the browser stores under a name: `sound` gives what can stand and what cannot. Nothing stored, or no storage: undefined. */
export function stored<T>(
  key: string,
  sound: (json: unknown) => { readonly value: T; readonly bad: readonly Aside[] },
): T | undefined {
  let text: string | null | undefined
  try {
    text = globalThis.localStorage?.getItem(key)
  } catch {
    // storage switched off: the defaults serve
  }
  if (!text) return undefined
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    setAside([{ name: key, value: text }])
    return undefined
  }
  const { value, bad } = sound(json)
  setAside(bad)
  return value
}
