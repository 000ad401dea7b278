/** What happens to incidents that were just read: put in place or joined, their reading remembered, the user told. */
import { keptStore } from '../../core/base/kept.ts'
import { create } from 'zustand'
import type { ImportOptions, Opened } from '../../import/contract.ts'
import { type Became, type JoinCounts, type Side, unjoinable } from '../../import/join/join.ts'
import { takenOff, takenOffWords } from '../../cocoon/takenOff.ts'
import { keysIn } from '../../core/series/series.ts'
import { followRows } from '../../state/series.ts'
import { remember } from '../../state/profiles.ts'
import { warm } from '../../state/derived.ts'
import { pool } from '../../state/runs.ts'
import {
  accept,
  drift,
  loadedFrom,
  type LoadedIncidents,
  putIncidents,
  setSession,
  useStore,
} from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { Cancelled, type Run } from '../../worker/runner.ts'
import { OVERLAYS } from '../layerIds.ts'
import { laidWords, layOver } from '../overlays.ts'
import { dropWords } from './dropWords.ts'
import { read } from './readFiles.ts'
import { count, fileWords, many } from '../words.ts'

/** What the user may want done with a second table of incidents; `over` = only drawn, counted in nothing. */
export type Answer = 'add' | 'replace' | 'over' | 'neither'

/** Whether to add a new extract to what is loaded: asked in one dialog, with the counts of what adding would do. */
export interface AddQuestion {
  readonly loaded: LoadedIncidents
  readonly added: LoadedIncidents
  /** absent while it is being counted */
  readonly counts?: JoinCounts
  /** share done of the counting, 0..1 */
  readonly share?: number
  /** why they cannot be joined */
  readonly refused?: string
  answer(choice: Answer): void
}

export const useAddQuestion = keptStore(create<{ readonly question?: AddQuestion }>(() => ({})))

const sideOf = ({ name, table, text, report, lines, ended }: LoadedIncidents): Side => ({
  name,
  incidents: table,
  text,
  report,
  lines,
  ended,
})

/** Joins incidents to those loaded before, in a worker; can be cancelled. */
export function joinTo(
  base: LoadedIncidents,
  added: LoadedIncidents,
  onProgress?: (share: number) => void,
): Run<{ loaded: LoadedIncidents; counts: JoinCounts; partner: Int32Array }> {
  const { promise, cancel } = pool().join(sideOf(base), sideOf(added), onProgress)
  const loaded = promise.then(({ joined, counts, became, partner }) => {
    const { name, incidents: table, text, report, lines } = joined
    const loaded = { ...added, name, table, text, report, lines, base, joined: counts, became }
    return { loaded, counts, partner }
  })
  return { promise: loaded, cancel }
}

/** Remembers how a file of the user's was read. */
export function rememberReading({ name, reading, report, sample }: LoadedIncidents): void {
  if (!sample) remember(fileWords(name), reading, report, new Date().toISOString().slice(0, 10))
}

/** The view the user was in before the data view. */
// keeps no data: the name of a view
let lastView = useStore.getState().project.view
useStore.subscribe((s) => {
  if (s.project.view !== 'data') lastView = s.project.view
})

/** A reading that loses more than this share of the rows wants a look, whatever the profile says. */
const TOO_MANY = 0.2

/** Goes where the user was when the layout is known, else to the import screen. */
function goOn({ report, profiles }: LoadedIncidents): void {
  const known = profiles.length > 0 && report.kept >= report.rows * (1 - TOO_MANY)
  drift({ view: known ? lastView : 'data' })
  if (profiles.length > 0)
    toast({
      text: `Read with the profile of ${profiles.join(', ')}: ${many(report.kept, 'incident')}, ${count(report.rows - report.kept)} left out.`,
      action: { label: 'Change', run: () => drift({ view: 'data' }) },
    })
}

/** What the user chose, with the joined table where it was made and is of use: whoever replaces still wants to know what became of rows. */
interface Chosen {
  readonly choice: Answer
  readonly joined?: LoadedIncidents
  readonly partner?: Int32Array
}

/** Asks whether to add or to replace; the join is done meanwhile, so that its counts can be shown and its result used. */
async function askAdd(loaded: LoadedIncidents, added: LoadedIncidents): Promise<Chosen> {
  const refused = unjoinable(loaded.table, added.table)
  const ask = (more: Partial<AddQuestion>) =>
    useAddQuestion.setState(({ question }) => ({ question: question && { ...question, ...more } }))
  let share = 0
  const run = refused
    ? undefined
    : joinTo(loaded, added, (done) => {
        share = done
        ask({ share })
        const { importing } = useStore.getState()
        if (importing?.doing === JOINING) setSession({ importing: { ...importing, share } })
      })
  const choice = new Promise<Answer>((answer) => {
    useAddQuestion.setState({ question: { loaded, added, refused, answer } })
    run?.promise.then(
      ({ counts }) => ask({ counts }),
      (error: Error) => ask({ refused: error.message }),
    )
  })
  const chosen = await choice
  useAddQuestion.setState({ question: undefined })
  const inSeries = useStore.getState().project.series.some(({ members }) => members.length > 0)
  const wanted = chosen === 'add' || (chosen === 'replace' && inSeries)
  if (!wanted || !run) {
    run?.cancel()
    return { choice: chosen === 'add' ? 'neither' : chosen }
  }
  // whoever answers before the counts are there sees how far the join is, and may give it up
  setSession({ importing: { share, doing: JOINING, cancel: run.cancel } })
  try {
    const { loaded: joined, partner } = await run.promise
    return { choice: chosen, joined, partner }
  } catch (error) {
    // a table takes the place of another whatever became of the comparison
    if (chosen === 'replace') return { choice: chosen }
    if (error instanceof Cancelled) return { choice: 'neither' }
    throw error
  }
}

const JOINING = 'Joining the two tables'

/** An extract that was taken off so that the one below it can be corrected: it is read and added again by one press. */
export interface Aside {
  readonly name: string
  readonly files: readonly File[]
  readonly reading: ImportOptions
}

export const useAside = keptStore(create<{ readonly aside?: Aside }>(() => ({})))

/** Takes what was added off, so that what was loaded before it can be corrected, and keeps it at hand. */
export function correctBase(): void {
  const { incidents } = useStore.getState()
  if (!incidents?.base) return
  const { files, reading } = incidents
  useAside.setState({ aside: { name: files.map((f) => f.name).join(', '), files, reading } })
  putIncidents(incidents.base, 'filters')
}

/** Reads what was set aside and adds it again. */
export async function addAside(): Promise<void> {
  const { aside } = useAside.getState()
  const { incidents: base } = useStore.getState()
  if (!aside || !base) return
  const opened = await read(aside.files, aside.reading)
  const found = opened?.find((o) => o.kind === 'incidents')
  if (!found) return
  const run = joinTo(base, loadedFrom(found, aside.files, false), (share) =>
    setSession({ importing: { share, doing: JOINING, cancel: run.cancel } }),
  )
  try {
    const { loaded } = await run.promise
    useAside.setState({ aside: undefined })
    putJoined(loaded)
    toast({ text: `${aside.name} added again.`, undo: takeOff })
  } catch (error) {
    setSession({ importing: undefined })
    if (!(error instanceof Cancelled)) toast({ text: `Not added. ${(error as Error).message}`, tone: 'bad' })
  }
}

/** Puts a joined table in place; what rests on rows that it tells otherwise follows them, and says what became of it. */
function putJoined(joined: LoadedIncidents): readonly string[] {
  const { became = [] } = joined
  const { cocoon, visits } = useStore.getState()
  const list = cocoon?.made.kind === 'doors' ? cocoon.made.list : undefined
  const words = takenOffWords(takenOff(list, became, visits))
  const followed = followRows(new Map(became.flatMap((b) => (b.now === undefined ? [] : [[b.key, b.now]]))))
  const outcome = [...(words === undefined ? [] : [words]), ...seriesWords(became, followed)]
  putIncidents({ ...joined, outcome }, 'filters')
  return outcome
}

/** What became of the members of series, a sentence each. */
function seriesWords(became: readonly Became[], followed: number): readonly string[] {
  const gone = new Set(became.filter((b) => b.now === undefined).map((b) => b.key))
  const ended = useStore.getState().project.series.flatMap((s) => {
    const n = s.members.filter((m) => gone.has(m)).length
    return n > 0
      ? [`${many(n, 'member')} of ${s.name} ${n === 1 ? 'is no longer a crime' : 'are no longer crimes'}.`]
      : []
  })
  return [
    ...ended,
    ...(followed > 0
      ? [`${many(followed, 'member')} of series changed in the new file and stay in them.`]
      : []),
  ]
}

/** Takes what was added off again. */
export function takeOff(): void {
  const { incidents } = useStore.getState()
  if (!incidents?.base) return
  const { became = [] } = incidents
  followRows(new Map(became.flatMap((b) => (b.now === undefined ? [] : [[b.now, b.key]]))))
  putIncidents(incidents.base, 'filters')
}

/** Puts what a drop held where it belongs; false = the user wanted none of its incidents. */
export async function placeOpened(opened: readonly Opened[], files: readonly File[]): Promise<boolean> {
  const { incidents: loaded } = useStore.getState()
  const found = opened.find((o) => o.kind === 'incidents')
  for (const o of opened)
    if (o.kind === 'overlay')
      toast({
        text: laidWords(o),
        action: { label: 'Show', run: () => drift({ view: OVERLAYS }) },
      })
  if (found) await warm(found.incidents)
  if (!found || !loaded || loaded.sample) {
    if (found) useAside.setState({ aside: undefined })
    const words = dropWords(opened, useStore.getState())
    accept(opened, files, false)
    if (words !== undefined) toast({ text: words })
    if (!found) return true
    const now = useStore.getState().incidents!
    goOn(now)
    rememberReading(now)
    return true
  }
  // addresses, boundaries and refusals need no question
  accept(
    opened.filter((o) => o !== found),
    files,
    false,
  )
  const added = loadedFrom(found, files, false)
  const { choice, joined, partner } = await askAdd(loaded, added)
  setSession({ importing: undefined })
  if (choice === 'neither') return false
  if (choice === 'over') {
    // read anew: of an overlay only one column may stay
    if (!(await layOver(files))) return false
    drift({ view: OVERLAYS })
    return true
  }
  useAside.setState({ aside: undefined })
  if (choice === 'replace') {
    const members = useStore.getState().project.series.flatMap((s) => s.members)
    const followed = partner ? followRows(keysIn(loaded.table, added.table, partner, members)) : 0
    const outcome = seriesWords(joined?.became ?? [], followed)
    putIncidents(added, 'nothing')
    toast({
      text: [`${fileWords(added.name)} stands in place of ${fileWords(loaded.name)}.`, ...outcome].join(' '),
    })
  } else if (joined) {
    const outcome = putJoined(joined)
    const c = joined.joined!
    toast({
      text: `${added.name} added: ${count(c.fresh)} new, ${count(c.changed)} changed, ${count(c.unchanged)} unchanged, ${count(c.clashing)} clashing.${outcome.map((o) => ` ${o}`).join('')}`,
      undo: takeOff,
    })
  }
  rememberReading(added)
  goOn(added)
  return true
}
