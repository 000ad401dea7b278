/**
 * Named views: what is being looked at, under a name. A view is the hash of the link and so holds filters, dates,
 * settings, layers and the place on the map; never an incident. The project keeps them; this browser remembers them
 * for files of the same layout, so that next week's extract opens with last week's questions.
 */
import { keeps } from '../core/base/kept.ts'
import { isRecord, onlyParts, textTo } from '../core/base/sound.ts'
import { create } from 'zustand'
import type { ImportReport } from '../import/contract.ts'
import { layoutKey } from '../import/meaning/options.ts'
import { type Aside, setAside, stored } from './aside.ts'
import { one, put } from './keep.ts'
import { listOfTabs } from './tabs.ts'

/** What is being looked at, as `encodeView` writes it, under a name of the user's. */
export interface NamedView {
  readonly name: string
  readonly hash: string
}

/** Longest name, and longest hash: a drawn area of some thousand points. */
const LONGEST_NAME = 80
const LONGEST_HASH = 200_000
/** More views than anyone finds their way in. */
const MOST = 100

/** The views in an unknown value, each name once, and what is none. */
function sortViews(json: unknown): { readonly views: NamedView[]; readonly bad: readonly unknown[] } {
  if (!Array.isArray(json)) return { views: [], bad: json === undefined ? [] : [json] }
  const views = new Map<string, NamedView>()
  const bad: unknown[] = []
  for (const v of json as unknown[]) {
    const view = onlyParts<NamedView>({ name: textTo(100_000), hash: textTo(LONGEST_HASH) }, v)
    const name = view?.name.trim().slice(0, LONGEST_NAME)
    if (!view || !name) bad.push(v)
    else if (!views.has(name) && views.size < MOST) views.set(name, { name, hash: view.hash })
  }
  return { views: [...views.values()], bad }
}

/** The views in an unknown value; what is none is left out, and a name stands once. */
export const soundViews = (json: unknown): NamedView[] => sortViews(json).views

/** Why a name cannot be used, as a sentence; undefined when it can. `own` is the name the view has now. */
export function problemWithName(views: readonly NamedView[], name: string, own?: string): string | undefined {
  const n = name.trim()
  if (n === '') return 'A view needs a name, such as “Burglary in Beat 4”.'
  if (n.length > LONGEST_NAME) return `The name has ${n.length} letters; at most ${LONGEST_NAME} fit.`
  if (n !== own && views.some((v) => v.name === n))
    return `There is a view called “${n}”. Choose another name.`
  if (own === undefined && views.length >= MOST) return `There are ${MOST} views. Delete one first.`
  return undefined
}

/** A hash without its days and its place on the map: what stays the question when the file is another. */
export function withoutDays(hash: string): string {
  const q = new URLSearchParams(hash.replace(/^#/, ''))
  for (const key of [...q.keys()]) if (key === 'asat' || key.startsWith('f.period.')) q.delete(key)
  return q.toString()
}

/** Where a hash says its period, and where that of a view says that it is the last so many days to the as-at date. */
const PERIOD = 'f.period.period'
const LAST = 'last'

/** The hash of a view whose period is the last `days` days, of whatever file it is opened with. */
export const lastOf = (hash: string, days: number): string => `${hash}&${LAST}=${days}`

/** The hash of a view as of a day: its last so many days end there; other days stay as they are. */
export function asOf(hash: string, today: number): string {
  const q = new URLSearchParams(hash.replace(/^#/, ''))
  const days = Number(q.get(LAST) ?? NaN)
  q.delete(LAST)
  if (Number.isInteger(days) && days > 0 && days < 100_000) q.set(PERIOD, `${today - days + 1}.${today}`)
  return q.toString()
}

/** Whether two hashes ask the same, wherever the map stands. */
export function sameQuestion(a: string, b: string): boolean {
  const bare = (hash: string) => {
    const q = new URLSearchParams(hash.replace(/^#/, ''))
    q.delete('at')
    q.sort()
    return q.toString()
  }
  return bare(a) === bare(b)
}

/** Views remembered for one kind of file. */
interface Usual {
  /** layouts of its columns, or "sample" */
  readonly kind: string
  /** the very file they were last kept with */
  readonly fingerprint: string
  readonly views: readonly NamedView[]
}

const VERSION = 1
/** Where earlier versions kept them, readable for whoever reads the disk. */
const KEY = 'cocoon.views'
/** Their record on the shelf: a view may name a street. */
const SHELF = 'views'
/** More kinds of file than any force has; the oldest make room. */
const MOST_KINDS = 30

/** The remembered views out of an unknown value, and what of it cannot stand. */
export function soundUsual(json: unknown): { readonly value: Usual[]; readonly bad: readonly Aside[] } {
  if (!isRecord(json) || json.version !== VERSION || !Array.isArray(json.usual))
    return { value: [], bad: [{ name: KEY, value: json }] }
  const bad: Aside[] = []
  const value = (json.usual as unknown[]).flatMap((u, i): Usual[] => {
    const known = onlyParts<Omit<Usual, 'views'>>({ kind: textTo(1e6), fingerprint: textTo(1000) }, u)
    const { views, bad: none } = sortViews(isRecord(u) ? u.views : u)
    if (!known) {
      bad.push({ name: `${KEY}/${i}`, value: u })
      return []
    }
    none.forEach((v, k) => bad.push({ name: `${KEY}/${i}/${k}`, value: v }))
    return [{ ...known, views }]
  })
  return { value, bad }
}

export const useUsual = create<{ readonly usual: readonly Usual[] }>(() => ({ usual: [] }))

/** Brings the remembered views into the page; what an earlier version kept readable goes where the others are. */
export async function loadUsual(): Promise<void> {
  const earlier = stored(KEY, soundUsual)
  if (earlier) {
    await put('self', SHELF, () => ({ version: VERSION, usual: earlier }))
    localStorage.removeItem(KEY)
  }
  const kept = await one('self', SHELF)
  if (kept === undefined) return
  const { value, bad } = soundUsual(kept)
  setAside(bad)
  useUsual.setState({ usual: value })
}

/** A file as its views are remembered by: the layouts of its columns; the sample is a kind of its own. */
export const kindOf = (incidents: { readonly sample: boolean; readonly report: ImportReport }): string =>
  incidents.sample ? 'sample' : (incidents.report.layouts ?? []).map(layoutKey).sort().join('\u0002')

/**
 * Remembers the views of a kind of file beside those other tabs remember; `had` are those that were here before, so that one
 * that was deleted goes. None left = forgets the kind.
 */
export function keepUsual(
  kind: string,
  fingerprint: string,
  views: readonly NamedView[],
  had: readonly NamedView[] = useUsual.getState().usual.find((u) => u.kind === kind)?.views ?? [],
): void {
  if (kind === '') return
  const known = (there: readonly Usual[]): Usual[] => {
    const theirs = there.find((u) => u.kind === kind)?.views ?? []
    const all = listOfTabs(had, views, theirs, (v) => v.name).slice(0, MOST)
    const others = there.filter((u) => u.kind !== kind)
    return (all.length > 0 ? [{ kind, fingerprint, views: all }, ...others] : others).slice(0, MOST_KINDS)
  }
  useUsual.setState((s) => ({ usual: known(s.usual) }))
  // where the browser keeps nothing, nothing is lost but the memory of it
  void put('self', SHELF, (old) => ({
    version: VERSION,
    usual: known(old === undefined ? [] : soundUsual(old).value),
  })).catch(() => undefined)
}

/**
 * What is remembered for a kind of file, and whether it was kept with this very file. With another one the views
 * come without their days, which were the other file's.
 */
export function usualFor(
  kind: string,
  fingerprint: string,
): { readonly views: readonly NamedView[]; readonly sameFile: boolean } {
  const hit = useUsual.getState().usual.find((u) => u.kind === kind)
  if (!hit) return { views: [], sameFile: false }
  const sameFile = hit.fingerprint === fingerprint
  return {
    sameFile,
    views: sameFile ? hit.views : hit.views.map((v) => ({ ...v, hash: withoutDays(v.hash) })),
  }
}

keeps(() => useUsual.setState({ usual: [] }))
