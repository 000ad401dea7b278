/**
 * Parameter schemas. A method declares each parameter once, here; the form, the URL, the printed header,
 * the terminal's flags and the validation are all derived from it.
 */
import { OFFENCES, type OffenceId } from './offences.ts'
import { parseIsoDay, showDay } from './time.ts'
import { unitAfter } from './words.ts'

interface Base<T> {
  readonly label: string
  /** one sentence in the user's words */
  readonly help: string
  readonly default: T
  /** parameters the panel shows behind "More" */
  readonly advanced?: boolean
  /** other parameters and their values under which this one counts; absent = always. What does not count is neither asked nor told */
  readonly when?: Readonly<Record<string, readonly string[]>>
}
export interface NumberParam extends Base<number> {
  readonly type: 'number'
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly step: number
}
export interface NumbersParam extends Base<readonly number[]> {
  /** an ascending list, such as band edges */
  readonly type: 'numbers'
  readonly unit: string
  /** the list need not ascend, such as the ratios of a table */
  readonly anyOrder?: boolean
  readonly min: number
  readonly max: number
}
export interface ChoiceParam<T extends string = string> extends Base<T> {
  readonly type: 'choice'
  readonly options: readonly { readonly value: T; readonly label: string }[]
}
export interface FlagParam extends Base<boolean> {
  readonly type: 'flag'
}
export interface OffencesParam extends Base<readonly OffenceId[]> {
  readonly type: 'offences'
}
/** One name out of the loaded files; '' stands for what `blank` says. */
export interface PickParam extends Base<string> {
  readonly type: 'pick'
  /** beats of the incidents, or files of boundaries */
  readonly from: 'beats' | 'boundaries'
  /** what is taken while nothing is picked, in a few words */
  readonly blank: string
}
/** A calendar day as "2026-11-22"; '' while none is given. */
export interface DayParam extends Base<string> {
  readonly type: 'day'
}
/** A name in the user's own words; '' while none is given. */
export interface TextParam extends Base<string> {
  readonly type: 'text'
  /** what stands in its place while it is empty, in a few words */
  readonly blank: string
}
export type Param =
  NumberParam | NumbersParam | ChoiceParam | FlagParam | OffencesParam | PickParam | DayParam | TextParam
export type Schema = Readonly<Record<string, Param>>

/** The values a schema describes. */
export type Values<S extends Schema> = {
  readonly [K in keyof S]: S[K] extends { type: 'choice'; options: readonly { value: infer T }[] }
    ? T
    : S[K] extends { type: 'number' }
      ? number
      : S[K] extends { type: 'numbers' }
        ? readonly number[]
        : S[K] extends { type: 'flag' }
          ? boolean
          : S[K] extends { type: 'pick' | 'day' | 'text' }
            ? string
            : readonly OffenceId[]
}

/** Types a schema literal and returns it unchanged. */
export const schema = <const S extends Schema>(s: S): S => s

/** The default of every parameter. */
export function defaults<S extends Schema>(s: S): Values<S> {
  return Object.fromEntries(Object.entries(s).map(([k, p]) => [k, p.default])) as Values<S>
}

/** Why a value cannot stand for this parameter, as a sentence; undefined when it can. */
export function problemWith(p: Param, value: unknown): string | undefined {
  const limits = (p: NumberParam | NumbersParam) => `${p.min} to ${p.max}${unitAfter(p.unit)}`
  switch (p.type) {
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value))
        return `${p.label} must be a number, ${limits(p)}.`
      if (value < p.min || value > p.max) return `${p.label} is ${value}; it must lie in ${limits(p)}.`
      return undefined
    case 'numbers':
      if (
        !Array.isArray(value) ||
        value.length < 2 ||
        value.some((v) => typeof v !== 'number' || Number.isNaN(v))
      )
        return `${p.label} needs two or more numbers with commas between them.`
      if (!p.anyOrder && value.some((v, i) => i > 0 && v <= value[i - 1]))
        return `${p.label} must rise from one number to the next.`
      if (value.some((v) => v < p.min || v > p.max)) return `${p.label} must lie in ${limits(p)}.`
      return undefined
    case 'choice':
      return p.options.some((o) => o.value === value)
        ? undefined
        : `${p.label} must be one of ${p.options.map((o) => o.value).join(', ')}.`
    case 'flag':
      return typeof value === 'boolean' ? undefined : `${p.label} must be yes or no.`
    case 'offences':
      return Array.isArray(value) && value.every((v) => OFFENCES.some((o) => o.id === v))
        ? undefined
        : `${p.label} must be kinds of offence: ${OFFENCES.map((o) => o.id).join(', ')}.`
    case 'pick':
    case 'text':
      return typeof value === 'string' && value.length <= LONGEST_NAME
        ? undefined
        : `${p.label} must be a name of at most ${LONGEST_NAME} letters.`
    case 'day':
      return value === '' || (typeof value === 'string' && !Number.isNaN(parseIsoDay(value)))
        ? undefined
        : `${p.label} is ${JSON.stringify(value)}; a date such as 2026-11-22 was expected.`
  }
}

/** Longest name that can be picked. */
const LONGEST_NAME = 300

/** Whether values are those of a `when`; without one they always are. */
export const meets = (when: Param['when'], values: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(when ?? {}).every(([key, wanted]) => wanted.includes(String(values[key])))

/** Whether a parameter counts under these values. */
export const applies = (p: Param, values: Readonly<Record<string, unknown>>): boolean => meets(p.when, values)

/** Problems of all values, by parameter; empty when the values can be used. */
export function problems<S extends Schema>(s: S, values: Values<S>): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [k, p] of Object.entries(s)) {
    const problem = problemWith(p, values[k])
    if (problem) out[k] = problem
  }
  return out
}

/** A value as the URL and the terminal write it. */
export function encodeValue(p: Param, value: unknown): string {
  if (p.type === 'numbers' || p.type === 'offences') return (value as readonly unknown[]).join(',')
  if (p.type === 'flag') return value ? 'yes' : 'no'
  return String(value)
}

/** The reverse of `encodeValue`; the result may still have a `problemWith`. */
export function decodeValue(p: Param, text: string): unknown {
  switch (p.type) {
    case 'number':
      return text.trim() === '' ? NaN : Number(text)
    case 'numbers':
      return text
        .split(',')
        .map((t) => (/^\s*inf(inity)?\s*$/i.test(t) ? Infinity : t.trim() === '' ? NaN : Number(t)))
    case 'flag':
      return /^(yes|true|1)$/i.test(text) ? true : /^(no|false|0)$/i.test(text) ? false : undefined
    case 'offences':
      return text === '' ? [] : text.split(',')
    case 'choice':
    case 'pick':
    case 'text':
    case 'day':
      return text
  }
}

/** A value with its unit, in words. */
export function showValue(p: Param, v: unknown): string {
  switch (p.type) {
    case 'choice':
      return p.options.find((o) => o.value === v)?.label ?? String(v)
    case 'offences':
      return (
        (v as OffenceId[]).map((id) => OFFENCES.find((o) => o.id === id)?.label ?? id).join(', ') || 'none'
      )
    case 'flag':
      return v ? 'yes' : 'no'
    case 'pick':
    case 'text':
      return String(v || p.blank)
    case 'day':
      return v ? showDay(parseIsoDay(String(v))) : 'not given'
    default:
      return encodeValue(p, v).replaceAll(',', ', ') + unitAfter(p.unit)
  }
}

/** Label and value with its unit of each parameter that is read, for printed headers and notes. */
export function describe<S extends Schema>(
  s: S,
  values: Values<S>,
): { key: string; label: string; value: string }[] {
  return Object.entries(s)
    .filter(([, p]) => applies(p, values))
    .map(([key, p]) => ({ key, label: p.label, value: showValue(p, values[key]) }))
}
