/**
 * What each tab is at, kept as it changes: project, series, notes, plans and the steps that can be undone; never a row of a
 * file. A reload takes it up again. Tabs have a record each, and a tab's name is held by a lock while it is open: the record of
 * a tab that is gone goes to the next one that is opened.
 */
import { create } from 'zustand'
import { keeps, keptStore } from '../core/base/kept.ts'
import { isFlag, isRecord, listOf, numberIn, onlyParts, textTo, wholeIn } from '../core/base/sound.ts'
import { dayOf, minuteNow, MS_PER_DAY } from '../core/base/time.ts'
import { believes } from './believed.ts'
import { all, askToStay, drop, put } from './keep.ts'
import { useStore } from './instance.ts'
import { type Project, upgrade } from './project.ts'
import type { Store } from './types.ts'

/** Days that the work of a closed tab waits to be taken up. */
export const WORK_DAYS = 14

/** Steps that outlive a reload. */
const STEPS = 50

interface Step {
  readonly what: string
  /** the parts of the project that were otherwise before, or after where it was undone */
  readonly parts: Partial<Project>
}

/** What a tab was at. */
export interface Work {
  readonly tab: string
  /** milliseconds since 1970 */
  readonly at: number
  readonly sample: boolean
  /** names of the files that were open, those of the incidents first */
  readonly files: readonly string[]
  /** the files were added to each other, not opened together: rows of one number are read otherwise then */
  readonly oneByOne?: true
  readonly beside: readonly string[]
  readonly project: Project
  readonly past: Store['past']
  readonly future: Store['future']
}

type Session = Pick<
  Store,
  'incidents' | 'homes' | 'boundaries' | 'tracks' | 'overlays' | 'project' | 'past' | 'future'
>

const PARTS = {
  tab: textTo(60),
  at: numberIn(0, 8.64e15),
  sample: isFlag,
  files: listOf(textTo(1000), 1000),
  beside: listOf(textTo(1000), 1000),
}

const partsOtherwise = (one: Project, other: Project): Partial<Project> =>
  Object.fromEntries(
    Object.entries(one).filter(([k, v]) => v !== other[k as keyof Project]),
  ) as Partial<Project>

/** The steps of a history as what each changes of the next, nearest first. */
function stepsOf(history: Store['past'] | Store['future'], now: Project): Step[] {
  let next = now
  return history
    .slice(-STEPS)
    .toReversed()
    .map(({ project, what }) => {
      const parts = partsOtherwise(project, next)
      next = project
      return { what, parts }
    })
}

/** The history again; one that breaks off is as long as it can be read. */
function historyOf(steps: unknown, now: Project): { project: Project; what: string }[] {
  const found: { project: Project; what: string }[] = []
  let project = now
  for (const s of Array.isArray(steps) ? steps.slice(0, STEPS) : []) {
    if (!isRecord(s) || !textTo(1000)(s.what) || !isRecord(s.parts)) break
    try {
      project = upgrade({ ...project, ...s.parts })
    } catch {
      break
    }
    found.unshift({ project, what: s.what })
  }
  return found
}

/** A kept work out of an unknown value; undefined where it is none. */
export function soundWork(v: unknown): Work | undefined {
  const known = onlyParts<Pick<Work, keyof typeof PARTS>>(PARTS, v)
  if (!known || !isRecord(v) || !wholeIn(1, 1)(v.version)) return undefined
  try {
    const project = upgrade(v.project)
    return {
      ...known,
      ...(v.oneByOne === true && { oneByOne: true }),
      ...{ project, past: historyOf(v.past, project), future: historyOf(v.future, project) },
    }
  } catch {
    return undefined
  }
}

/** What was opened one after the other, oldest first. */
export function chainOf(incidents: Store['incidents']): NonNullable<Store['incidents']>[] {
  const chain: NonNullable<Store['incidents']>[] = []
  for (let l = incidents; l; l = l.base) chain.unshift(l)
  return chain
}

/** What there is to be kept of a session; undefined where nobody has done anything yet. */
export function workOf(
  s: Session,
  tab: string,
  { now = new Date(), always = false } = {},
): object | undefined {
  const { incidents, project, past, future } = s
  if (!incidents) return undefined
  const did = past.length + future.length + project.series.length > 0 || project.briefingNotes !== ''
  if (incidents.sample && !did && !always) return undefined
  const names = (files: readonly { readonly name: string }[]) => files.map((f) => f.name)
  const chain = chainOf(incidents)
  return {
    version: 1,
    tab,
    at: now.getTime(),
    sample: incidents.sample,
    files: chain.flatMap((l) => (l.files.length > 0 ? names(l.files) : [l.name])),
    ...(chain.length > 1 && { oneByOne: true }),
    beside: incidents.sample
      ? []
      : [...(s.homes ? [s.homes.name] : []), ...names([...s.boundaries, ...s.tracks, ...s.overlays])],
    project,
    past: stepsOf(past, project),
    future: stepsOf(future, project),
  }
}

/** Where keeping stands: what changed and is not on the shelf yet, and why the last try failed. */
export const useKeeping = keptStore(
  create<{ readonly unsaved: boolean; readonly problem?: string }>(() => ({ unsaved: false })),
)

const TAB = 'cocoon.tab'
// keeps no data: the name of this tab
let tab = ''

const tabName = (): string | undefined => {
  try {
    return sessionStorage.getItem(TAB) ?? undefined
  } catch {
    return undefined
  }
}

const lockOf = (name: string): string => `cocoon.work.${name}`

/** Longest wait for a page that is being left to let go of its name, milliseconds: only a tab that was doubled waits so long. */
const LEAVING = 3000

/** Holds the lock of a name as long as the page lives; false where another tab holds it and goes on doing so. */
const hold = (name: string): Promise<boolean> =>
  new Promise((done) => {
    const { locks } = navigator as Partial<Navigator>
    if (!locks) return done(true)
    locks
      .request(lockOf(name), { signal: AbortSignal.timeout(LEAVING) }, (lock) => {
        done(lock !== null)
        return lock === null ? undefined : new Promise<void>(() => undefined)
      })
      .catch((error: unknown) =>
        done(!(error instanceof DOMException && /^(Abort|Timeout)Error$/.test(error.name))),
      )
  })

async function takeName(name: string): Promise<boolean> {
  if (!(await hold(name))) return false
  tab = name
  try {
    sessionStorage.setItem(TAB, name)
  } catch {
    // then the next page takes it for that of a tab that is gone
  }
  return true
}

/** What this tab was at before it was loaded again, or another that is gone; undefined where there is nothing to take up. */
export async function takeUp(now = new Date()): Promise<Work | undefined> {
  const kept = await all('work', soundWork).catch(async (error: unknown) => {
    // a browser that keeps nothing is told of when something is to be kept
    if (!tab) await takeName(crypto.randomUUID().slice(0, 8))
    throw error
  })
  kept.sort((a, b) => b.at - a.at)
  const isOver = (w: Work) => now.getTime() - w.at > WORK_DAYS * MS_PER_DAY
  // by a clock that jumped it is only not taken up
  if (kept.some(isOver) && (await believes(dayOf(minuteNow(now)))))
    for (const w of kept) if (isOver(w)) await drop('work', w.tab)
  const fresh = kept.filter((w) => !isOver(w))
  const name = tab || tabName()
  const mine = fresh.find((w) => w.tab === name)
  if (name && (tab === name || (await takeName(name))) && mine) return mine
  const held = new Set((await navigator.locks?.query().catch(() => undefined))?.held?.map((l) => l.name))
  // the sample begins anew in another tab: whoever looks at it first must not find somebody's filters
  const left = fresh.find((w) => !w.sample && w.tab !== name && !held.has(lockOf(w.tab)))
  if (left && (await takeName(left.tab))) return left
  if (!tab) await takeName(crypto.randomUUID().slice(0, 8))
  return undefined
}

/** The name of this tab; '' before `takeUp`. */
export const thisTab = (): string => tab

/** Lets go of what a tab was at. */
export const letGo = (work: Pick<Work, 'tab'>): Promise<void> => drop('work', work.tab)

/** Wait this long after the last change. */
const SETTLE = 400

let timer: ReturnType<typeof setTimeout> | undefined
let asked = false
keeps(() => {
  clearTimeout(timer)
  timer = undefined
  asked = false
})

/** Writes what this tab is at, now; `always` also where nothing was done but looking. */
export async function keepNow(always = false): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const state = useStore.getState()
  const work = workOf(state, tab, { always })
  if (!tab) return
  try {
    if (work) await put('work', tab, () => work)
    else await drop('work', tab)
    if (timer === undefined) useKeeping.setState({ unsaved: false, problem: undefined })
  } catch (error) {
    useKeeping.setState({ problem: (error as Error).message })
  }
  if (asked || !work || state.incidents?.sample) return
  // once, when there is something that would be missed
  asked = true
  void askToStay()
}

/** Keeps what this tab is at from now on, as it changes, while `may` says so. Returns how to stop. */
export function followWork(may: () => boolean): () => void {
  const end = useStore.subscribe((s, before) => {
    if (s.project === before.project && s.past === before.past && s.incidents === before.incidents) return
    if (!s.incidents) return
    const nothing = s.incidents.sample && workOf(s, tab) === undefined && !useKeeping.getState().unsaved
    if (nothing) return
    useKeeping.setState({ unsaved: true })
    if (!may()) return
    clearTimeout(timer)
    timer = setTimeout(() => void keepNow(), SETTLE)
  })
  // a phone may never come back to a page it hides
  const hide = () => {
    if (timer !== undefined) void keepNow()
  }
  addEventListener('pagehide', hide)
  document.addEventListener('visibilitychange', hide)
  return () => {
    end()
    removeEventListener('pagehide', hide)
    document.removeEventListener('visibilitychange', hide)
  }
}
