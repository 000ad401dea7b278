/** Going from one incident to another, to its story, to its cocoon. */
import { incidentName } from '../../cocoon/list.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { STORY_BAND } from '../../core/near/story.ts'
import { drift, setSession, useStore } from '../../state/store.ts'
import { openDrawer } from '../../desk/frame.ts'
import { fitBounds } from '../../desk/mapHandle.ts'
import { note } from '../../desk/leaving/account.ts'

/** Chooses an incident and shows it on the map with what lies within reach of it. */
export function choose(row: number): void {
  setSession({ selection: { of: 'incidents', row } })
  const table = useStore.getState().incidents?.table
  if (!table || !Number.isFinite(table.x[row]) || !Number.isFinite(table.y[row])) return
  const plane = planeOf(table.crs)
  const [x, y, r] = [table.x[row], table.y[row], STORY_BAND.reach]
  fitBounds([...plane.inverse(x - r, y - r), ...plane.inverse(x + r, y + r)])
}

/** Lets the chosen incident go. */
export const letGo = (): void => setSession({ selection: undefined })

/** Opens the full story of the chosen incident, and puts the keyboard there. */
export function openStory(): void {
  const { incidents, selection } = useStore.getState()
  // the invented town is nobody's story
  if (incidents && !incidents.sample && selection)
    void note('look up', `the story of ${incidentName(incidents.text, selection.row)}`)
  openDrawer('incidents')
  // the panel is another one only after this press has been dealt with
  setTimeout(() => document.querySelector<HTMLElement>('.x-story')?.focus())
}

/** Opens the doors around one burglary. */
export function openCocoon(row: number): void {
  setSession({ cocoonOf: row })
  drift({ view: 'cocooning' })
}
