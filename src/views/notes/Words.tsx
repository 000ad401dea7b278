/** The words of one note: kept as one step when they are left or Enter is pressed. */
import './notes.css'
import { useEffect, useRef, useState } from 'react'
import { writeNote } from '../../desk/mapNotes.ts'
import { LONGEST, type MapNote } from '../../state/mapNotes.ts'
import { Field } from '../../ui/index.ts'

export function Words({ note, onDone, first }: { note: MapNote; onDone?: () => void; first?: boolean }) {
  const [text, setText] = useState(note.text)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // a note that was just drawn is written next
    if (first) box.current?.focus()
  }, [first])
  return (
    <Field label="Words of the note">
      {(w) => (
        <input
          {...w}
          ref={box}
          className="u-input n-words"
          autoComplete="off"
          maxLength={LONGEST}
          placeholder="No names of people"
          value={text}
          onChange={(e) => setText(e.target.value)}
          onBlur={() => writeNote(note.id, text.trim())}
          onKeyDown={(e) => {
            if (e.key !== 'Enter') return
            writeNote(note.id, text.trim())
            onDone?.()
          }}
        />
      )}
    </Field>
  )
}
