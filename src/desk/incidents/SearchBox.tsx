/** A line to search in, named by its placeholder; Escape empties it. */
import { Icon } from '../../ui/index.ts'

export const SearchBox = ({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) => (
  <span className="x-search">
    <Icon name="search" />
    <input
      type="search"
      className="u-input"
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      value={value}
      onChange={(e) => onChange(e.target.value)}
      onKeyDown={(e) => {
        if (e.key !== 'Escape' || value === '') return
        // the first Escape is the box's own, the next one whoever holds it
        e.stopPropagation()
        onChange('')
      }}
    />
  </span>
)
