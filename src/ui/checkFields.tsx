/** Fields to tick: one box, a switch, and several boxes under one name. */
import type { ReactNode } from 'react'
import { Field, type FieldProps, type Option } from './field.tsx'

type TickProps = FieldProps & { value: boolean; onChange: (value: boolean) => void }

const Tick = ({ value, onChange, on, ...field }: TickProps & { on: 'check' | 'switch' }) => (
  <Field {...field} inline>
    {(w) => (
      <input
        {...w}
        type="checkbox"
        role={on === 'switch' ? 'switch' : undefined}
        className={`u-${on}`}
        checked={value}
        onChange={(e) => onChange(e.target.checked)}
      />
    )}
  </Field>
)

/** One box to tick. */
export const Checkbox = (p: TickProps) => <Tick {...p} on="check" />

/** On or off, at once. */
export const Switch = (p: TickProps) => <Tick {...p} on="switch" />

/** What is chosen after a tick, in the order of the options; what is chosen and has no box here stays chosen. */
export const ticked = <T extends string>(
  options: readonly { readonly value: T }[],
  chosen: readonly T[],
  one: T,
  on: boolean,
): T[] => [
  ...options.map((o) => o.value).filter((v) => (v === one ? on : chosen.includes(v))),
  ...chosen.filter((v) => !options.some((o) => o.value === v)),
]

/** Several of several. Options may carry a count or a note at the right. */
export const CheckboxGroup = <T extends string>({
  value,
  onChange,
  options,
  ...field
}: FieldProps & {
  value: readonly T[]
  onChange: (value: T[]) => void
  options: readonly (Option<T> & { readonly note?: ReactNode; readonly disabled?: boolean })[]
}) => (
  <Field {...field} group>
    {() => (
      <div className="u-checks">
        {options.map((o) => (
          <label key={o.value} className="u-check-row">
            <input
              type="checkbox"
              className="u-check"
              disabled={o.disabled}
              checked={value.includes(o.value)}
              // kept in the order of the options, so the same choice is the same value
              onChange={(e) => onChange(ticked(options, value, o.value, e.target.checked))}
            />
            <span>{o.label}</span>
            {o.note !== undefined && <span className="u-check-note">{o.note}</span>}
          </label>
        ))}
      </div>
    )}
  </Field>
)
