/** The notes on the map: the three ways to make one, and a table of all of them. */
import { NOTES } from '../../desk/layerIds.ts'
import { flyTo } from '../../desk/mapHandle.ts'
import { noteTitle, placeOfNote, removeNote, startNote } from '../../desk/mapNotes.ts'
import { many } from '../../desk/words.ts'
import type { MapNote } from '../../state/mapNotes.ts'
import { setSession, useStore } from '../../state/store.ts'
import { Actions, Button, DataTable, PanelHead, Section, type TableModel } from '../../ui/index.ts'
import { Words } from './Words.tsx'

const KIND = { text: 'words', arrow: 'arrow', area: 'area' } as const

const tableOf = (notes: readonly MapNote[]): TableModel => ({
  caption: 'Notes on the map',
  n: notes.length,
  key: (i) => notes[i].id,
  at: (i) => [...placeOfNote(notes[i])],
  columns: [
    { key: 'text', label: 'Words', kind: 'text', value: (i) => noteTitle(notes[i]) },
    { key: 'kind', label: 'Kind', kind: 'text', value: (i) => KIND[notes[i].kind] },
  ],
})

export function NotesPanel() {
  const notes = useStore((s) => s.project.mapNotes)
  const selection = useStore((s) => s.selection)
  const chosen = selection?.of === NOTES ? notes[selection.row] : undefined
  return (
    <>
      <PanelHead
        title={notes.length > 0 ? `${many(notes.length, 'note')} on the map` : 'No note on the map yet'}
      >
        They stand over every map, print with results and the briefing, and travel in the project. The public
        version has none of them.
      </PanelHead>
      <Actions>
        <Button variant="primary" icon="edit" onClick={() => startNote('text')}>
          Words
        </Button>
        <Button icon="route" onClick={() => startNote('arrow')}>
          Arrow
        </Button>
        <Button icon="polygon" onClick={() => startNote('area')}>
          Area
        </Button>
      </Actions>
      {notes.length > 0 && (
        <Section title="Notes">
          <DataTable
            model={tableOf(notes)}
            height={320}
            file="cocoon-map-notes"
            selected={chosen?.id ?? null}
            onSelect={(row) => {
              setSession({ selection: row === null ? undefined : { of: NOTES, row } })
              if (row !== null) flyTo([...placeOfNote(notes[row])], 16)
            }}
          />
        </Section>
      )}
      {chosen && (
        <Section title={noteTitle(chosen)}>
          <Words key={chosen.id} note={chosen} />
          <Actions>
            <Button small icon="trash" onClick={() => removeNote(chosen.id)}>
              Take it off
            </Button>
          </Actions>
        </Section>
      )}
    </>
  )
}
