/** One of several: a row of segments. */
import { useId } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** A short choice that is always seen whole, as radio buttons in one bar. */
export function Segmented<T extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  options: readonly { readonly value: T; readonly label: string; readonly icon?: IconName }[]
}) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className="u-segmented">
      {options.map((o) => (
        <label key={o.value}>
          <input type="radio" name={name} checked={o.value === value} onChange={() => onChange(o.value)} />
          {o.icon && <Icon name={o.icon} />}
          {o.label}
        </label>
      ))}
    </div>
  )
}
