/** The note of a call: a word on the door, never on the people behind it. */
export function NoteField({
  value,
  onChange,
  onLeave,
}: {
  value: string
  onChange: (note: string) => void
  /** the field was left */
  onLeave?: () => void
}) {
  return (
    <label className="s-note">
      <span>
        Note <i>about the door, not about people; no names</i>
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
