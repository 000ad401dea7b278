/** The handling marking of what leaves: open data carries none of a force's. */
import { isPublished } from '../../core/table/coarse.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'

/** Said of data that was published before it came here. */
const PUBLISHED = 'Published data'

/** The marking a force's data takes unless it is told otherwise. */
const USUAL = 'OFFICIAL-SENSITIVE'

/** Whether all that is loaded was published already: open data with nothing of a force beside it. */
export function published(): boolean {
  const { incidents, homes, tracks, overlays, project } = useStore.getState()
  const ofTheForce =
    homes ?? incidents?.base ?? [...tracks, ...overlays, ...project.series, ...project.plans][0]
  return incidents !== undefined && isPublished(incidents.table) && ofTheForce === undefined
}

const said = (marking: string): string => (marking === USUAL && published() ? PUBLISHED : marking)

/** The marking in force: the user's own, except that published data never carries the usual one of a force. */
export const markingNow = (): string => said(useSettings.getState().marking)

/** The same, followed. */
export function useMarking(): string {
  const marking = useSettings((s) => s.marking)
  const open = useStore(() => published())
  return open && marking === USUAL ? PUBLISHED : marking
}
