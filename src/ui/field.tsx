/** Fields: a label, help in the user's words behind the "?", the control, and the problem as a sentence. */
import { useId, useState, type ReactNode } from 'react'

export interface FieldProps {
  readonly label: string
  /** one sentence in the user's words */
  readonly help?: string
  /** why the value cannot stand: what is wrong, what was expected */
  readonly problem?: string
  readonly disabled?: boolean
}

/** What a control inside a field must carry to be tied to its label, help and problem. */
interface Wiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  disabled: boolean | undefined
}

/** The frame of one field. `group` makes a fieldset with a legend, for several controls under one name. */
export function Field({
  label,
  help,
  problem,
  disabled,
  group,
  inline,
  children,
}: FieldProps & { group?: boolean; inline?: boolean; children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const described = [help && `${id}h`, problem && `${id}p`].filter(Boolean).join(' ') || undefined
  const control = children({
    id,
    'aria-describedby': described,
    'aria-invalid': problem ? true : undefined,
    disabled,
  })
  const Frame = group ? 'fieldset' : 'div'
  return (
    <Frame
      className="u-field"
      data-inline={inline || undefined}
      aria-describedby={group ? described : undefined}
      disabled={group ? disabled : undefined}
    >
      {group && <legend className="u-hidden">{label}</legend>}
      <div className="u-field-head">
        {inline && control}
        {group ? <span aria-hidden="true">{label}</span> : <label htmlFor={id}>{label}</label>}
        {help && (
          <button
            type="button"
            className="u-help"
            aria-label={`What does “${label}” mean?`}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            ?
          </button>
        )}
      </div>
      {/* hidden help is still read out with the control, which points at it */}
      {help && (
        <p className="u-field-help" id={`${id}h`} hidden={!open}>
          {help}
        </p>
      )}
      {!inline && control}
      {problem && (
        <p className="u-field-problem" id={`${id}p`}>
          {problem}
        </p>
      )}
    </Frame>
  )
}
export interface Option<T extends string = string> {
  readonly value: T
  readonly label: string
}

/** One of several. */
export const Select = <T extends string>({
  value,
  onChange,
  options,
  ...field
}: FieldProps & { value: T; onChange: (value: T) => void; options: readonly Option<T>[] }) => (
  <Field {...field}>
    {(w) => (
      <select {...w} className="u-select" value={value} onChange={(e) => onChange(e.target.value as T)}>
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** A short text; `list` offers words to choose from as one types. */
export function TextField({
  value,
  onChange,
  placeholder,
  list,
  mono,
  secret,
  ...field
}: FieldProps & {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  list?: readonly string[]
  mono?: boolean
  /** dots instead of letters */
  secret?: boolean
}) {
  const listId = useId()
  return (
    <Field {...field}>
      {(w) => (
        <>
          <input
            {...w}
            className="u-input"
            data-mono={mono || undefined}
            // codes and addresses of machines are taken as typed: a phone must not mend them
            {...(mono ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {})}
            // browsers offer to remember a password unless they are told that it is a new one
            autoComplete={secret ? 'new-password' : 'off'}
            type={secret ? 'password' : undefined}
            value={value}
            placeholder={placeholder}
            list={list && listId}
            onChange={(e) => onChange(e.target.value)}
          />
          {list && (
            <datalist id={listId}>
              {list.map((l) => (
                <option key={l} value={l} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  )
}

/** A date as "2026-11-22"; shown in the manner of the user's machine, typed or picked. `min` and `max` likewise. */
export const DateField = ({
  value,
  onChange,
  min,
  max,
  ...field
}: FieldProps & { value: string; onChange: (iso: string) => void; min?: string; max?: string }) => {
  const outside = value !== '' && ((min !== undefined && value < min) || (max !== undefined && value > max))
  return (
    <Field
      {...field}
      problem={
        outside
          ? `${field.label} is ${value}; it must lie between ${min ?? 'the start'} and ${max ?? 'the end'}.`
          : field.problem
      }
    >
      {(w) => (
        <input
          {...w}
          type="date"
          className="u-input u-date"
          value={value}
          min={min}
          max={max}
          // an empty value is a date half typed; the last whole date stands until it is finished
          onChange={(e) => e.target.value && onChange(e.target.value)}
          // who leaves it empty sees again which date holds
          onBlur={(e) => {
            if (e.target.value === '') e.target.value = value
          }}
        />
      )}
    </Field>
  )
}
