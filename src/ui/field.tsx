/** Fields: a label, help in the user's words behind the "?", the control, and the problem as a sentence. */
import { useId, useState, type ReactNode } from 'react'
import { showNumber } from './table.ts'

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

/** A draft of what is being typed, dropped when the value changes from outside. */
function useDraft(shown: string): [string, (text: string | undefined) => void] {
  const [draft, setDraft] = useState<{ text: string; from: string }>()
  return [
    draft && draft.from === shown ? draft.text : shown,
    (text) => setDraft(text === undefined ? undefined : { text, from: shown }),
  ]
}

/** A number as one types it; NaN when it is none. Accepts a thousands comma. */
export function parseNumber(text: string): number {
  const t = text
    .trim()
    .replace(/,(?=\d{3}(\D|$))/g, '')
    .replace('−', '-')
  return t === '' ? NaN : Number(t)
}

const limitSentence = (label: string, text: string, min: number, max: number, unit = '') =>
  `“${text.trim() || 'nothing'}” was typed; ${label} must be ${min} to ${max}${unit && ' ' + unit}.`

/** A number with its unit and limits. `onChange` is called with numbers inside the limits only. */
export function NumberField({
  value,
  onChange,
  unit,
  min = -Infinity,
  max = Infinity,
  step = 1,
  ...field
}: FieldProps & {
  value: number
  onChange: (value: number) => void
  unit?: string
  min?: number
  max?: number
  step?: number
}) {
  const shown = Number.isFinite(value) ? String(value) : ''
  const [text, setText] = useDraft(shown)
  const typed = parseNumber(text)
  const bad = text !== shown && !(typed >= min && typed <= max)
  const bounds = Number.isFinite(min) && Number.isFinite(max)
  const put = (v: number) => {
    // steps of 0.1 must not leave 0.30000000000000004 behind
    const clean = Number(Math.min(max, Math.max(min, v)).toPrecision(12))
    setText(undefined)
    onChange(clean)
  }
  return (
    <Field {...field} problem={bad ? limitSentence(field.label, text, min, max, unit) : field.problem}>
      {(w) => (
        <span className="u-number">
          <input
            {...w}
            className="u-input"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(e) => {
              const v = parseNumber(e.target.value)
              setText(e.target.value)
              if (v >= min && v <= max) onChange(v)
            }}
            onBlur={() => !bad && setText(undefined)}
            onKeyDown={(e) => {
              const by = e.key === 'ArrowUp' ? 1 : e.key === 'ArrowDown' ? -1 : 0
              if (!by || Number.isNaN(typed)) return
              e.preventDefault()
              put(typed + by * step * (e.shiftKey ? 10 : 1))
            }}
          />
          {unit && <span className="u-unit">{unit}</span>}
          {bounds && <span className="u-limits">{`${showNumber(min)} to ${showNumber(max)}`}</span>}
        </span>
      )}
    </Field>
  )
}

/** A list of numbers with commas between them. `problemOf` says what is wrong with a list, if anything. */
export function NumbersField({
  value,
  onChange,
  unit,
  problemOf,
  ...field
}: FieldProps & {
  value: readonly number[]
  onChange: (value: number[]) => void
  unit?: string
  problemOf?: (value: number[]) => string | undefined
}) {
  const shown = value.map((v) => (v === Infinity ? 'inf' : String(v))).join(', ')
  const [text, setText] = useDraft(shown)
  const parse = (t: string) =>
    t.split(/[,;]\s*|\s+/).map((p) => (/^(inf(inity)?|∞)$/i.test(p) ? Infinity : p === '' ? NaN : Number(p)))
  const judge = (list: number[]) =>
    list.some(Number.isNaN) ? `${field.label} needs numbers with commas between them.` : problemOf?.(list)
  const problem = text === shown ? field.problem : judge(parse(text.trim()))
  return (
    <Field {...field} problem={problem}>
      {(w) => (
        <span className="u-number" data-wide>
          <input
            {...w}
            className="u-input"
            autoComplete="off"
            value={text}
            onChange={(e) => {
              setText(e.target.value)
              const list = parse(e.target.value.trim())
              if (!judge(list)) onChange(list)
            }}
            onBlur={() => !problem && setText(undefined)}
          />
          {unit && <span className="u-unit">{unit}</span>}
        </span>
      )}
    </Field>
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
  ...field
}: FieldProps & {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  list?: readonly string[]
  mono?: boolean
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
            autoComplete="off"
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
        />
      )}
    </Field>
  )
}

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
