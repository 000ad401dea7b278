/** What the map asks of the notes. */
import { noteLayers } from '../../desk/mapNotes.ts'
import type { LayerSpec } from '../../map/index.ts'
import { useStore } from '../../state/store.ts'

export const useNoteLayers = (): readonly LayerSpec[] => noteLayers(useStore((s) => s.project.mapNotes))
