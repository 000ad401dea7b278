/**
 * Links to a view. The address bar and the browser's history hold none of it: a link is made when it is asked for, and one
 * that is opened is read and taken out of the bar.
 */
import type { Project } from '../state/project.ts'
import { useSettings } from '../state/settings.ts'
import { change, drift, useStore } from '../state/store.ts'
import { decodeView, encodeView } from '../state/url.ts'
import { toast } from '../ui/index.ts'
import { isSettled } from './online.ts'
import { isStreet } from './roundRoute.ts'
import { SCHEMAS } from './soundParams.ts'

/** The tab of a place that is in front; where Filter or Data stands over one, that one: it is what the map draws. */
function tabInFront(view: string): string {
  const { front, tabs = {} } = useSettings.getState().frame
  return Object.values(tabs).includes(view) ? view : (front ?? view)
}

/** The hash of what is being looked at now, without "#". */
export function hashNow(): string {
  const { project } = useStore.getState()
  return encodeView({ ...project, view: tabInFront(project.view) }, SCHEMAS)
}

/** A link to what is being looked at now. */
export const linkNow = (): string => `${location.href.replace(/#.*$/, '')}#${hashNow()}`

/** What a copied link holds: an area is drawn somewhere, and a circle around an incident tells its very place. */
export const linkWords = (): string =>
  useStore.getState().project.clauses.some((c) => c.kind === 'area')
    ? 'Link copied. It holds settings and the chosen area, no rows of the file: open the same file beside it. A circle around an incident tells where that was.'
    : 'Link copied. It holds filters and settings, no file: open the same one beside it. Plans, series and notes are not in it.'

/** What a hash says, and a sentence for each part that could not be used. */
export const viewOf = (hash: string): ReturnType<typeof decodeView> => decodeView(hash, SCHEMAS)

// keeps no data: what the link says that this page was opened with, until the work it was opened upon is back
let opened: ReturnType<typeof decodeView>['view'] | undefined

/** What the link says that the page was opened with; undefined where there was none. Told once. */
export function takeLink(): typeof opened {
  const view = opened
  opened = undefined
  return view
}

/** Takes up what the address says, and takes it out of the address; tells what could not be used. False = there is no link. */
export function readLink(how: (view: Partial<Project>) => void = drift): boolean {
  if (location.hash.length < 2 || isStreet()) return false
  const { view, problems } = decodeView(location.hash, SCHEMAS)
  opened = view
  // what is no link of ours, or of a newer Cocoon, says nothing: that is no step to undo
  if (Object.keys(view).length > 0) how(view)
  for (const p of problems) toast({ text: p, tone: 'bad' })
  // a page about to give way to the other one leaves it the link
  if (isSettled()) history.replaceState(null, '', location.pathname + location.search)
  return true
}

/** Takes up a link that is put into the address of the open page, as a step that can be undone. */
export const followLink = (): void =>
  addEventListener('hashchange', () => void readLink((view) => change('link opened', view)))
