/** Fields for numbers: what is typed stands as a draft until it is one, and a limit is said as a sentence. */
import { useState } from 'react'
import { unitAfter } from '../core/base/words.ts'
import { Field, type FieldProps } from './field.tsx'
import { cellNumber } from './table.ts'

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

const limitSentence = (label: string, text: string, min: number, max: number, unit = '', whole = false) =>
  `“${text.trim() || 'nothing'}” was typed; ${label} must be ${whole ? 'a whole number, ' : ''}${min} to ${max}${unitAfter(unit)}.`

/** What a field may hold. */
interface Limits {
  readonly min: number
  readonly max: number
  readonly whole?: boolean
  readonly optional?: boolean
}

/** The number that is handed on for what was typed: NaN for an optional field left empty; undefined where it cannot stand. */
export function numberTaken(text: string, { min, max, whole, optional }: Limits): number | undefined {
  if (optional && text.trim() === '') return NaN
  const v = parseNumber(text)
  return v >= min && v <= max && (!whole || Number.isInteger(v)) ? v : undefined
}

/** A number that was typed, or nothing where the field was left empty. */
export const typedOrNone = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value)

/**
 * A number with its unit and limits. `onChange` is called with numbers inside the limits only; `whole`: with whole
 * ones only, and where the limits are those of a machine they are not shown; `optional`: with NaN where it is left empty.
 */
export function NumberField({
  value,
  onChange,
  unit,
  min = -Infinity,
  max = Infinity,
  step = 1,
  whole = false,
  optional = false,
  ...field
}: FieldProps & {
  value: number
  onChange: (value: number) => void
  unit?: string
  min?: number
  max?: number
  step?: number
  whole?: boolean
  optional?: boolean
}) {
  const shown = Number.isFinite(value) ? String(value) : ''
  const [text, setText] = useDraft(shown)
  const typed = parseNumber(text)
  const limits = { min, max, whole, optional }
  const bad = text !== shown && numberTaken(text, limits) === undefined
  const bounds = Number.isFinite(min) && Number.isFinite(max)
  const put = (v: number) => {
    // steps of 0.1 must not leave 0.30000000000000004 behind
    const clean = Number(Math.min(max, Math.max(min, v)).toPrecision(12))
    setText(undefined)
    onChange(clean)
  }
  return (
    <Field {...field} problem={bad ? limitSentence(field.label, text, min, max, unit, whole) : field.problem}>
      {(w) => (
        <span className="u-number">
          <input
            {...w}
            className="u-input"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(e) => {
              const v = numberTaken(e.target.value, limits)
              setText(e.target.value)
              if (v !== undefined) onChange(v)
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
          {bounds && (
            <span className="u-limits">
              {whole && max >= 2 ** 31 - 1 ? 'whole number' : `${cellNumber(min)} to ${cellNumber(max)}`}
            </span>
          )}
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
