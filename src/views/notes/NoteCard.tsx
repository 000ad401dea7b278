/** The chosen note as a card over the map: its words, and the way to take it off. */
import { NOTES } from '../../desk/layerIds.ts'
import { removeNote } from '../../desk/mapNotes.ts'
import { setSession, useStore } from '../../state/store.ts'
import { Button, IconButton, MapCard } from '../../ui/index.ts'
import { Words } from './Words.tsx'

const close = (): void => setSession({ selection: undefined })

/** Nothing while no note is chosen. Enter keeps the words, Escape closes. */
export function NoteCard() {
  const selection = useStore((s) => s.selection)
  const notes = useStore((s) => s.project.mapNotes)
  const note = selection?.of === NOTES ? notes[selection.row] : undefined
  if (!note) return null
  return (
    <MapCard place="top-left">
      <section
        className="n-card"
        aria-label="The chosen note"
        onKeyDown={(e) => {
          if (e.key !== 'Escape') return
          e.stopPropagation()
          close()
        }}
      >
        <div className="n-card-head">
          <strong>Note on the map</strong>
          <IconButton icon="close" label="Close" onClick={close} />
        </div>
        <Words key={note.id} note={note} onDone={close} first />
        <Button small icon="trash" onClick={() => removeNote(note.id)}>
          Take it off
        </Button>
      </section>
    </MapCard>
  )
}
