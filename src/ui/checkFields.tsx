/** Fields to tick: one box, a switch, and several boxes under one name. */
import type { ReactNode } from 'react'
import { Field, type FieldProps, type Option } from './field.tsx'

/** One box to tick. */
export const Checkbox = ({
  value,
  onChange,
  ...field
}: FieldProps & { value: boolean; onChange: (value: boolean) => void }) => (
  <Field {...field} inline>
    {(w) => (
      <input
        {...w}
        type="checkbox"
        className="u-check"
        checked={value}
        onChange={(e) => onChange(e.target.checked)}
      />
    )}
  </Field>
)

/** On or off, at once. */
export const Switch = ({
  value,
  onChange,
  ...field
}: FieldProps & { value: boolean; onChange: (value: boolean) => void }) => (
  <Field {...field} inline>
    {(w) => (
      <input
        {...w}
        type="checkbox"
        role="switch"
        className="u-switch"
        checked={value}
        onChange={(e) => onChange(e.target.checked)}
      />
    )}
  </Field>
)

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
              onChange={(e) =>
                onChange(
                  options
                    .map((x) => x.value)
                    .filter((v) => (v === o.value ? e.target.checked : value.includes(v))),
                )
              }
            />
            <span>{o.label}</span>
            {o.note !== undefined && <span className="u-check-note">{o.note}</span>}
          </label>
        ))}
      </div>
    )}
  </Field>
)
