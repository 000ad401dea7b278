/** The note of a call: a word on the door, never on the people behind it. */
export function NoteField({
  value,
  of = 'door',
  onChange,
  onLeave,
}: {
  value: string
  /** what the note is about */
  of?: 'door' | 'street'
  onChange: (note: string) => void
  /** the field was left */
  onLeave?: () => void
}) {
  return (
    <label className="s-note">
      <span>
        Note <i>about the {of}, not about people; no names</i>
      </span>
      <textarea
        autoComplete="off"
        rows={1}
        maxLength={2000}
        value={value}
        onChange={(e) => onChange(e.target.value)}
        onBlur={onLeave}
      />
    </label>
  )
}
