/** Named views as the user works with them: each change is one step that can be undone. */
import { asAt } from '../../state/derived.ts'
import { change, drift, undo, useStore } from '../../state/store.ts'
import { asOf, keepUsual, kindOf, lastOf, type NamedView, sameQuestion, usualFor } from '../../state/views.ts'
import { toast } from '../../ui/index.ts'
import { hashNow, viewOf } from '../../desk/link.ts'
import { lastOfPeriod, periodAmong } from '../../desk/period.ts'
import { PROJECT_OPENED } from '../../desk/files/projectFile.ts'
import { many } from '../../desk/words.ts'

const views = (): readonly NamedView[] => useStore.getState().project.views

/** The as-at date of the open file where none is chosen: the days of a view without a date of its own end there. */
function todayHere(): number {
  const { project, incidents } = useStore.getState()
  return asAt({ project: { ...project, asAt: 'auto' }, incidents }).day
}

/** What is being looked at, as a view keeps it: "Last 28 days" stays so, unless the as-at date was chosen. */
function hashToKeep(): string {
  const { asAt: chosen, clauses } = useStore.getState().project
  const period = periodAmong(clauses)
  const last = chosen === 'auto' && period ? lastOfPeriod(period, todayHere()) : undefined
  return last ? lastOf(hashNow(), last.days) : hashNow()
}

/** Saves what is being looked at under a new name, or in place of the view that has it. */
export function saveView(name: string): void {
  const view = { name: name.trim(), hash: hashToKeep() }
  const known = views().some((v) => v.name === view.name)
  change(known ? `view “${view.name}” updated` : `view “${view.name}” saved`, {
    views: known ? views().map((v) => (v.name === view.name ? view : v)) : [...views(), view],
  })
  toast({
    text: known
      ? `“${view.name}” now shows this.`
      : `View “${view.name}” saved: filters and settings, no incidents.`,
    undo: () => void undo(),
  })
}

/** Looks at what a view says, as one change; what it does not say is as at the start. */
export function openView({ name, hash }: NamedView): void {
  const { view, problems } = viewOf(asOf(hash, todayHere()))
  change(`view “${name}” opened`, view)
  for (const p of problems) toast({ text: p, tone: 'bad' })
}

/** Gives a view another name. */
export function renameView(view: NamedView, name: string): void {
  change(`view “${view.name}” renamed`, {
    views: views().map((v) => (v.name === view.name ? { ...v, name: name.trim() } : v)),
  })
}

/** Takes a view away; the toast gives it back. */
export function deleteView(view: NamedView): void {
  change(`view “${view.name}” deleted`, { views: views().filter((v) => v.name !== view.name) })
  toast({ text: `View “${view.name}” deleted.`, undo: () => void undo() })
}

/** The view that shows what is being looked at, if one does. */
export const viewInFront = (all: readonly NamedView[]): NamedView | undefined => {
  const [now, today] = [hashNow(), todayHere()]
  return all.find((v) => sameQuestion(asOf(v.hash, today), now))
}

/** Views remembered for files like the one that is open and not among those here. */
export function usualViews(): readonly NamedView[] {
  const { incidents } = useStore.getState()
  if (!incidents) return []
  const here = new Set(views().map((v) => v.name))
  return usualFor(kindOf(incidents), incidents.table.fingerprint).views.filter((v) => !here.has(v.name))
}

/** Takes the remembered views up beside those that are here. */
export function takeUsual(): void {
  const more = usualViews()
  if (more.length === 0) return
  change('usual views taken up', { views: [...views(), ...more] })
  toast({
    text: `${many(more.length, 'view')} taken up, without the days of the earlier file.`,
    undo: () => void undo(),
  })
}

/** Remembers views by kind of file, brings them back with the same file, and offers them with the next one. */
export function followViews(): void {
  useStore.subscribe((s, before) => {
    const { incidents, project } = s
    if (!incidents) return
    const print = incidents.table.fingerprint
    if (incidents !== before.incidents) {
      if (project.views.length > 0) return
      const { views: usual, sameFile } = usualFor(kindOf(incidents), print)
      if (usual.length === 0) return
      if (sameFile) drift({ views: usual })
      else
        toast({
          text: `${many(usual.length, 'view')} from earlier files like this one.`,
          action: { label: 'Use my usual views', run: takeUsual },
        })
      return
    }
    // a project file, a package or the work of before a reload brings views of its own: it says nothing of what is usual
    const step = s.past.at(-1)
    const did = step?.project === before.project || s.future.at(-1)?.project === before.project
    if (project.views !== before.project.views && did && step?.what !== PROJECT_OPENED)
      keepUsual(kindOf(incidents), print, project.views, before.project.views)
  })
}
