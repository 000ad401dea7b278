/** Notes on the map: words, arrows and areas of the analyst's own; they print with the map and travel in the project. */
import { lazy, useMemo } from 'react'
import { later } from '../../desk/later.ts'
import { NOTES } from '../../desk/layerIds.ts'
import type { View } from '../../desk/view.ts'
import type { MapNote } from '../../state/mapNotes.ts'
import type { Command } from '../../ui/index.ts'

const NotesPanel = lazy(async () => ({ default: (await import('./NotesPanel.tsx')).NotesPanel }))
const NoteCard = lazy(async () => ({ default: (await import('./NoteCard.tsx')).NoteCard }))

const start = (kind: MapNote['kind']) => async () => (await import('../../desk/mapNotes.ts')).startNote(kind)

function useCommands(): readonly Command[] {
  return useMemo(
    () => [
      { id: 'note-text', title: 'Write a note on the map', icon: 'edit', run: () => void start('text')() },
      {
        id: 'note-arrow',
        title: 'Draw an arrow on the map',
        icon: 'route',
        run: () => void start('arrow')(),
      },
      { id: 'note-area', title: 'Mark an area on the map', icon: 'polygon', run: () => void start('area')() },
    ],
    [],
  )
}

export const VIEW: View = {
  id: NOTES,
  title: 'Notes on the map',
  group: 'side',
  icon: 'edit',
  hint: 'words, arrows and areas of your own; they print and travel in the project',
  Panel: NotesPanel,
  layers: later(async () => (await import('./useLayers.ts')).useNoteLayers),
  commands: useCommands,
  mapRole: 'over',
  always: true,
  Card: NoteCard,
}
