/** Going from one incident to another, to its story, to its cocoon. */
import { drift, setSession, useStore } from '../../state/store.ts'
import { flyTo } from '../mapHandle.ts'

/** Chooses an incident and shows it on the map. */
export function choose(row: number, fly = true): void {
  setSession({ selection: { of: 'incidents', row } })
  const table = useStore.getState().incidents?.table
  if (fly && table && Number.isFinite(table.lng[row])) flyTo([table.lng[row], table.lat[row]])
}

/** Lets the chosen incident go. */
export const letGo = (): void => setSession({ selection: undefined })

/** Opens the full story of the chosen incident, and puts the keyboard there. */
export function openStory(): void {
  drift({ view: 'incidents' })
  // the panel is another one only after this press has been dealt with
  setTimeout(() => document.querySelector<HTMLElement>('.x-story')?.focus())
}

/** Opens the doors around one burglary. */
export function openCocoon(row: number): void {
  setSession({ cocoonOf: row })
  drift({ view: 'cocooning' })
}
