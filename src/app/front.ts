/** What is in front: a view of a place, and over it perhaps one that belongs to no place (data, filter …). */
import { useEffect } from 'react'
import { keepFrame, openDrawer } from '../desk/frame.ts'
import { PLACES, type View } from '../desk/view.ts'
import { useSettings } from '../state/settings.ts'
import { drift, useStore } from '../state/store.ts'
import { toast } from '../ui/index.ts'
import { VIEWS } from '../views/index.ts'

const PLACE_IDS: readonly string[] = PLACES.map((p) => p.id)

/** Views that stand in places, in the order of the rail. */
export const PLACED: readonly View[] = PLACES.flatMap((p) => VIEWS.filter((v) => v.group === p.id && v.Panel))

/** The views of the drawer under the map. */
export const DRAWER: readonly View[] = VIEWS.filter((v) => v.group === 'drawer')

/** What can be pinned: whatever draws something of its own accord. */
export const PINNABLE: readonly View[] = VIEWS.filter(
  (v) => v.layers && !v.always && !v.selects?.startsWith('cocooning'),
)

/** The view where it stands in a place. */
const placed = (v: View | undefined): View | undefined =>
  v && v.Panel && PLACE_IDS.includes(v.group) ? v : undefined

/** The view of an id. */
export const viewOf = (id: string | undefined): View | undefined => VIEWS.find((v) => v.id === id)

/** Views with a tab of their own in a place. */
export const tabsOf = (place: string): readonly View[] => PLACED.filter((v) => v.group === place && !v.shares)

/** The view whose tab this one stands in: itself, mostly. */
export const tabOf = (v: View): View => (v.shares && viewOf(v.shares)) || v

/** The views that share a tab, the one it is named after first. */
export const choicesOf = (tab: View): readonly View[] =>
  PLACED.filter((v) => v === tab || v.shares === tab.id)

/** `front` = the view of a place that the map draws; `side` = what stands in the panel in its stead. */
export interface Front {
  readonly front: View
  readonly side?: View
}

/** What is in front for a project's view and what was in front before. An unknown id opens the first place. */
export function frontOf(id: string, before: string | undefined): Front {
  const view = viewOf(id)
  if (view && placed(view)) return { front: view }
  const front = placed(viewOf(before)) ?? PLACED[0]
  return view?.group === 'side' ? { front, side: view } : { front }
}

/** What is in front now. */
export function useFront(): Front {
  const id = useStore((s) => s.project.view)
  const before = useSettings((s) => s.frame.front)
  return frontOf(id, before)
}

/** Where a press on a place leads: to the tab that was open there last. */
export function lastIn(place: string): string {
  const kept = viewOf(useSettings.getState().frame.tabs?.[place])
  return kept && kept.group === place ? kept.id : tabsOf(place)[0].id
}

/** Leaves what stands in the panel in the place's stead. */
export const closeSide = (): void => {
  const { front } = frontOf(useStore.getState().project.view, useSettings.getState().frame.front)
  drift({ view: front.id })
}

/** Remembers place and tab; a link to what is a drawer now opens the drawer. */
export function useFollowFront(): void {
  const id = useStore((s) => s.project.view)
  useEffect(() => {
    const view = viewOf(id)
    if (view && placed(view)) keepFrame({ front: view.id, tabs: { [view.group]: view.id } })
    else if (view?.group !== 'side') {
      const { front } = frontOf(id, useSettings.getState().frame.front)
      if (view?.group === 'drawer') openDrawer(view.id)
      // of a link or project that names it otherwise, or of another version
      else if (!view)
        toast({ text: `There is no view “${id.slice(0, 40)}”: ${front.title} is shown.`, tone: 'bad' })
      drift({ view: front.id })
    }
  }, [id])
}
