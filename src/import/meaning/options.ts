/** The user's corrections as a value: joined, compared, and checked when they come from a file. */
import { OFFENCES } from '../../core/base/offences.ts'
import { HANDLING_FIELDS } from '../../core/evaluation/quality/cases.ts'
import type { Field, HomeField, ImportOptions, Problem, Treatment } from '../contract.ts'

/** A correction: what is named is set, `undefined` inside it goes back to the guess. */
export type Correction = { readonly [K in keyof ImportOptions]: ImportOptions[K] | undefined }

/** Without the entries that say nothing; undefined when none is left. */
function filledIn<T extends object>(o: T | undefined): T | undefined {
  const entries = Object.entries(o ?? {}).filter(([, v]) => v !== undefined)
  return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined
}

/** Corrections with a further one put on top. */
export function withCorrection(options: ImportOptions, patch: Correction): ImportOptions {
  return (
    filledIn({
      ...options,
      ...patch,
      columns:
        'columns' in patch && !patch.columns ? undefined : filledIn({ ...options.columns, ...patch.columns }),
      offences:
        'offences' in patch && !patch.offences
          ? undefined
          : filledIn({ ...options.offences, ...patch.offences }),
      handling:
        'handling' in patch && !patch.handling
          ? undefined
          : filledIn({ ...options.handling, ...patch.handling }),
      homeColumns:
        'homeColumns' in patch && !patch.homeColumns
          ? undefined
          : filledIn({ ...options.homeColumns, ...patch.homeColumns }),
      treat: 'treat' in patch && !patch.treat ? undefined : filledIn({ ...options.treat, ...patch.treat }),
    }) ?? {}
  )
}

const sorted = (_: string, v: unknown): unknown =>
  v && typeof v === 'object' && !Array.isArray(v)
    ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
    : v

/** Whether two readings say the same. */
export const sameOptions = (a: ImportOptions, b: ImportOptions): boolean =>
  a === b || JSON.stringify(a, sorted) === JSON.stringify(b, sorted)

/** Every field a column can stand for. */
export const FIELDS: readonly Field[] = [
  'id offence offenceCode month from fromTime to toTime reported reportedTime x y lng lat gridRef address',
  'flat houseName houseNumber street town postcode uprn beat mo warning outcome kind year monthOfYear day hour minuteOfHour',
]
  .join(' ')
  .split(' ') as Field[]

/** Every field a column of an address file can stand for, in the order they are asked for. */
export const HOME_FIELDS: readonly HomeField[] = [
  'address',
  'uprn',
  'flat',
  'building',
  'houseNumber',
  'numberSuffix',
  'street',
  'town',
  'postcode',
  'x',
  'y',
  'lng',
  'lat',
  'gridRef',
  'class',
  'parent',
  'beat',
  'status',
  'flatNumber',
  'flatSuffix',
  'flatText',
]

const PROBLEMS: readonly Problem[] = [
  'reversed',
  'placeholder',
  'odd',
  'outlier',
  'point',
  'outside',
  'swapped',
  'sentinel',
  'damaged',
  'twice',
  'older',
  'nocrime',
]
const TREATMENTS: readonly Treatment[] = ['keep', 'out', 'fix']

type Obj = Record<string, unknown>
const isObject = (v: unknown): v is Obj => typeof v === 'object' && v !== null && !Array.isArray(v)
const pick = (o: unknown, good: (key: string, v: unknown) => boolean): Obj | undefined =>
  isObject(o) ? filledIn(Object.fromEntries(Object.entries(o).filter(([k, v]) => good(k, v)))) : undefined
const among = <T>(list: readonly T[], v: unknown): T | undefined =>
  list.includes(v as T) ? (v as T) : undefined

/** The parts of an unknown value that are corrections; whatever else it holds is left away. */
export function soundOptions(v: unknown): ImportOptions {
  if (!isObject(v)) return {}
  const crs =
    typeof v.crs === 'string' && /^(EPSG:\d{4,5}|plane|utm|feet|\+proj=.{1,500})$/.test(v.crs)
      ? v.crs
      : undefined
  const kinds: readonly unknown[] = OFFENCES.map((o) => o.id)
  return (
    filledIn({
      columns: pick(
        v.columns,
        (k, c) => FIELDS.includes(k as Field) && (c === null || typeof c === 'string'),
      ) as ImportOptions['columns'],
      homeColumns: pick(
        v.homeColumns,
        (k, c) => HOME_FIELDS.includes(k as HomeField) && (c === null || typeof c === 'string'),
      ) as ImportOptions['homeColumns'],
      crs,
      dateOrder: among(['dmy', 'mdy', 'ymd'] as const, v.dateOrder),
      offences: pick(v.offences, (_, k) => kinds.includes(k)) as ImportOptions['offences'],
      handling: pick(
        v.handling,
        (k, c) => Object.hasOwn(HANDLING_FIELDS, k) && (c === null || typeof c === 'string'),
      ) as ImportOptions['handling'],
      clock: among(['written', 'utc'] as const, v.clock),
      months: among(['days'] as const, v.months),
      points: among(['homes', 'snap'] as const, v.points),
      sheds: among(['home'] as const, v.sheds),
      treat: pick(
        v.treat,
        (k, t) => PROBLEMS.includes(k as Problem) && TREATMENTS.includes(t as Treatment),
      ) as ImportOptions['treat'],
    }) ?? {}
  )
}

/** What tells one layout of columns from another: the header texts, in whatever order. */
export const layoutKey = (header: readonly string[]): string => [...header].sort().join('\u0001')
