/** Going on after a reload: what was done is kept (`state/work.ts`), and the files it was done with are opened again or asked for. */
import { create } from 'zustand'
import { keeps, keptStore } from '../../core/base/kept.ts'
import { type KeptDrop, dropFiles, keepFiles, keptFiles } from '../../state/extract.ts'
import { joinMapNotes } from '../../state/mapNotes.ts'
import { joinPlans } from '../../state/plans.ts'
import { joinSeries } from '../../state/series.ts'
import { useSettings } from '../../state/settings.ts'
import { accept, loadedFrom, putIncidents, setSession, useStore } from '../../state/store.ts'
import { useVault } from '../../state/vault.ts'
import { followWork, keepNow, letGo, takeUp, thisTab, useKeeping, type Work } from '../../state/work.ts'
import { toast } from '../../ui/index.ts'
import { takeLink } from '../link.ts'
import { soundParams } from '../soundParams.ts'
import { many, sentenceOf } from '../words.ts'
import { read } from './readFiles.ts'

/** Work that waits for its files. */
export const usePending = keptStore(create<{ readonly work?: Work }>(() => ({})))

/** What was done, in words: "3 series, 12 steps". */
export function workWords({ project, past }: Work): string {
  const parts = [
    project.series.length > 0 && many(project.series.length, 'series', 'series'),
    project.views.length > 0 && many(project.views.length, 'view'),
    project.plans.length > 0 && many(project.plans.length, 'plan'),
    project.briefingNotes !== '' && 'notes',
    past.length > 0 && `${many(past.length, 'step')} to undo`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'filters and settings'
}

/** Puts kept work in force over what is open. What was done here meanwhile stays too: its series, its plans, and a step back. */
export function putBack(work: Work): void {
  const { project: now, past } = useStore.getState()
  const link = takeLink()
  const worked = past.length > 0
  const back = {
    ...work.project,
    params: soundParams(work.project.params).params,
    source: now.source,
    ...(worked && {
      series: joinSeries(now.series, work.project.series),
      plans: joinPlans(now.plans, work.project.plans),
      mapNotes: joinMapNotes(now.mapNotes, work.project.mapNotes),
    }),
  }
  useStore.setState({
    project: link ? { ...back, ...link } : back,
    past: link ? [...work.past, { project: back, what: 'link opened' }] : work.past,
    future: link ? [] : work.future,
  })
  usePending.setState({ work: undefined })
}

/** Whether what is open is what the work was done with. */
const fits = (work: Work): boolean =>
  work.project.source !== null &&
  useStore.getState().incidents?.table.fingerprint === work.project.source.fingerprint

/** Looks whether the files that were asked for are open now. */
function look(): void {
  const { work } = usePending.getState()
  const { incidents } = useStore.getState()
  if (!work || !incidents || incidents.sample !== work.sample || !fits(work)) return
  putBack(work)
  toast({ text: `Your work is back: ${workWords(work)}.` })
}

async function openDrop({ files, reading }: KeptDrop, added: boolean): Promise<void> {
  const opened = await read(files, reading)
  const found = opened?.find((o) => o.kind === 'incidents')
  if (!opened) throw new Error('A kept file could not be read.')
  const { incidents: base } = useStore.getState()
  if (!added || !found || !base) return accept(opened, files, false)
  const { joinTo } = await import('./putInPlace.ts')
  const run = joinTo(base, loadedFrom(found, files, false), (share) =>
    setSession({ importing: { share, doing: `Adding to ${base.name}`, cancel: run.cancel } }),
  )
  putIncidents((await run.promise).loaded, 'filters')
}

/** Opens the kept files of pending work; false where none are kept. */
async function openKept(work: Work): Promise<boolean> {
  const kept = await keptFiles(work.tab).catch(() => undefined)
  if (!kept) return false
  try {
    for (const d of kept.beside) await openDrop(d, false)
    for (const [i, d] of kept.chain.entries()) await openDrop(d, i > 0)
    return true
  } catch (error) {
    setSession({ importing: undefined })
    toast({ text: sentenceOf(error, 'The kept files could not be opened. Drop them again.'), tone: 'bad' })
    return false
  }
}

/** What was done with the sample comes back with it; what needs files of one's own waits for them. */
export async function findWork(): Promise<Work | undefined> {
  const work = await takeUp().catch(() => undefined)
  if (!work || work.sample) return work
  usePending.setState({ work })
  return undefined
}

/** Opens the files of pending work where they are kept. */
export async function openWaiting(): Promise<void> {
  const { work } = usePending.getState()
  if (work) await openKept(work)
}

/** Takes up what is kept once the passphrase was given: in force at once where nothing was done meanwhile. */
export async function workUnlocked(): Promise<void> {
  if (usePending.getState().work) return
  const { incidents, past } = useStore.getState()
  if (incidents && !incidents.sample) return void keepNow()
  const work = await takeUp().catch(() => undefined)
  if (!work) return
  if (work.sample && past.length === 0) return putBack(work)
  usePending.setState({ work })
  await openKept(work)
}

/** Puts pending work in force over whatever is open. */
export function goOnAnyway(): void {
  const { work } = usePending.getState()
  if (work) putBack(work)
}

/** Lets go of pending work and of the files kept for it. */
export async function letGoOfWork(): Promise<void> {
  const { work } = usePending.getState()
  usePending.setState({ work: undefined })
  if (!work) return
  await letGo(work)
  await dropFiles(work.tab)
}

let timer: ReturnType<typeof setTimeout> | undefined
keeps(() => clearTimeout(timer))

/** Keeps the open files by the setting, a moment after the last was opened. */
function followFiles(): () => void {
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const { fileDays } = useSettings.getState()
      const s = useStore.getState()
      const may = fileDays > 0 && useVault.getState().state === 'open' && !usePending.getState().work
      if (!may || !s.incidents || s.incidents.sample || !thisTab()) return
      keepFiles(s, thisTab(), fileDays).catch((error: Error) =>
        toast({ text: `The files are not kept. ${error.message}`, tone: 'bad' }),
      )
    }, 1000)
  }
  const ends = [
    useStore.subscribe((s, b) => {
      if (s.incidents !== b.incidents || s.homes !== b.homes || s.overlays !== b.overlays) later()
    }),
    useSettings.subscribe((s, b) => s.fileDays !== b.fileDays && later()),
    useVault.subscribe(later),
  ]
  return () => ends.forEach((end) => end())
}

/** Whether leaving now would lose something. */
export function wouldLose(): boolean {
  const { importing, incidents } = useStore.getState()
  const { unsaved } = useKeeping.getState()
  // what a press has begun, such as a file being written, ends with the page
  return (unsaved && incidents !== undefined) || (importing !== undefined && incidents?.sample === false)
}

/** Keeps what is done from now on, takes up work whose file comes back, and asks before something would be lost. */
export function followSession(): void {
  useStore.subscribe((s, before) => {
    if (s.incidents !== before.incidents) look()
  })
  followWork(() => !usePending.getState().work && useVault.getState().state !== 'locked')
  followFiles()
  let lastProblem = ''
  useKeeping.subscribe(({ problem = '' }) => {
    if (problem && problem !== lastProblem)
      toast({ text: `What you do here is not kept for after a reload. ${problem}`, tone: 'bad' })
    lastProblem = problem
  })
  addEventListener('beforeunload', (e) => {
    if (wouldLose()) e.preventDefault()
  })
}
