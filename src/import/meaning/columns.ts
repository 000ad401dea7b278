/** Which column of an incident table stands for what: by its name, by what it holds, and by the columns beside it. */
import { parseAddress } from '../../core/places/address.ts'
import { fieldsOfHeader, isPersonalHeader, normaliseHeader } from './aliases.ts'
import type { Field, ImportOptions } from '../contract.ts'
import { hasDecimalComma, readGridRef, readNumber } from './coords.ts'
import { readPair } from './cellForms.ts'
import { DateReader, dateShare, readClock, serialOf } from './dates.ts'
import type { Serial } from './dates.ts'
import { offenceOf } from './offences.ts'
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

/** Which column stands for a field. */
export type Columns = Partial<Record<Field, number>>

/** A column of ends or of clock times is read when so many of its cells can be: the others are counted. */
const SOME = 0.2

/** Whether a column can stand for a field at all, by what it holds; blank columns can. */
function fits(table: RawTable, field: Field, column: number): boolean {
  const values = valuesOf(table, column, 200)
  if (values.length === 0) return true
  const share = (test: (v: string) => boolean) => values.filter(test).length / values.length
  const comma = hasDecimalComma(values)
  switch (field) {
    case 'x':
    case 'y':
    case 'lng':
    case 'lat':
      return share((v) => Number.isFinite(readNumber(v, comma))) > 0.5
    case 'gridRef':
      return share((v) => readGridRef(v) !== undefined) > 0.5
    case 'from':
    case 'to':
    case 'reported':
      return (
        Math.max(
          ...(['dmy', 'mdy'] as const).map((o) => dateShare(values, new DateReader(o, serialOf(values)))),
        ) > (field === 'from' ? 0.5 : SOME)
      )
    case 'month':
      return share((v) => new DateReader('dmy', undefined).read(v).monthOnly) > 0.5
    case 'fromTime':
    case 'toTime':
    case 'reportedTime':
      return share((v) => readClock(v) !== undefined || /\d{1,2}:\d{2}/.test(v)) > SOME
    case 'year':
      return share((v) => /^(19|20)\d\d(\.0)?$/.test(v.trim())) > 0.5
    case 'monthOfYear':
      return share((v) => /^(0?[1-9]|1[0-2])(\.0)?$/.test(v.trim())) > 0.5
    case 'day':
    case 'hour':
    case 'minuteOfHour':
      return share((v) => /^\d{1,2}(\.0)?$/.test(v.trim())) > 0.5
    case 'address':
      return share(isPosition) <= 0.5
    default:
      return true
  }
}

/** Whether a cell holds a pair of coordinates and no words beside it: it is no address. */
const isPosition = (v: string): boolean =>
  readPair(v) !== undefined && !/\p{L}{4}/u.test(v.replace(/point|srid|coordinates|type/gi, ''))

const MONTH_AS_DATE = 100

/** What a column named "Month" is that holds no texts such as 2025-01: the number of a month, or a whole date. */
const otherThanMonth = (table: RawTable, column: number): Field =>
  !fits(table, 'monthOfYear', column) && fits(table, 'from', column) ? 'from' : 'monthOfYear'

/** Fields by header text and content; the better-named column wins, then the one further left. */
export function columnsByHeader(table: RawTable): Columns {
  const best: Partial<Record<Field, { column: number; rank: number }>> = {}
  table.header.forEach((text, column) => {
    if (table.headerless) return
    if (isPersonalHeader(text)) return
    for (const { field, rank } of fieldsOfHeader(text)) {
      // "Month" may be 2025-01 or the number of a month beside a year
      const as = field === 'month' && !fits(table, 'month', column) ? otherThanMonth(table, column) : field
      if (!fits(table, as, column)) continue
      const now = best[as]
      // a date under "Month" gives way to every column that is named a date
      const place = as === 'from' && field === 'month' ? rank + MONTH_AS_DATE : rank
      if (!now || place < now.rank) best[as] = { column, rank: place }
      return
    }
  })
  // a "time" column that holds whole date-times is the date
  const cols: Columns = {}
  for (const [field, { column }] of Object.entries(best)) cols[field as Field] = column
  if (cols.year === undefined || cols.monthOfYear === undefined) {
    delete cols.monthOfYear
    delete cols.day
    delete cols.year
  }
  if (cols.year === undefined) {
    delete cols.hour
    delete cols.minuteOfHour
  }
  // x and y named "x" and "y" may hold degrees: guessCrs tells; a lone half of a pair is worth nothing
  if (cols.x === undefined || cols.y === undefined) {
    delete cols.x
    delete cols.y
  }
  if (cols.lng === undefined || cols.lat === undefined) {
    delete cols.lng
    delete cols.lat
  }
  return cols
}

const DATED = /\b(date|datetime|dt|dttm|timestamp)\b/

/** Dates of people and of the record, which no guess by content may take for the day of a crime. */
const NOT_THE_DAY =
  /\b(birth|dob|edit(ed)?|updated?|modified|created|loaded|extract(ed)?|due|review(ed)?|closed|finali[sz]ed)\b/

/** For tables without a header: the first column of dates, and the first two columns of coordinates. */
export function columnsByContent(table: RawTable, cols: Columns): void {
  const width = table.header.length
  const taken = new Set(Object.values(cols))
  const free = Array.from({ length: width }, (_, i) => i).filter((i) => !taken.has(i))
  if (!hasDate(cols)) {
    const date = free.find((i) => {
      if (!table.headerless && NOT_THE_DAY.test(normaliseHeader(table.header[i]))) return false
      const v = valuesOf(table, i, 200)
      // numbers alone are dates only under a header that says so
      const plain = serialOf(v) === undefined || DATED.test(normaliseHeader(table.header[i]))
      return v.length > 0 && plain && fits(table, 'from', i)
    })
    if (date !== undefined) {
      const values = valuesOf(table, date, 50)
      cols[values.every((v) => new DateReader('dmy', undefined).read(v).monthOnly) ? 'month' : 'from'] = date
    }
  }
  if (hasPlace(cols) || !table.headerless) return
  const numeric = free.filter((i) => {
    const v = valuesOf(table, i, 200).map((s) => readNumber(s, false))
    return v.length > 0 && v.every(Number.isFinite) && new Set(v).size > 1 && i !== cols.from
  })
  const pair = numeric.find((i) => numeric.includes(i + 1))
  if (pair !== undefined) {
    cols.x = pair
    cols.y = pair + 1
  }
}

/** A sentence about a column that is named like one of the fields but does not hold such values. */
export function misfits(table: RawTable, options: ImportOptions) {
  return (fields: readonly Field[], what: string): string => {
    // the column a person would look at: named for the field first of all, and best
    const named = table.header.flatMap((h, column) => {
      if (table.headerless || Object.values(options.columns ?? {}).includes(h)) return []
      const hits = fieldsOfHeader(h)
      const at = hits.findIndex(({ field }) => fields.includes(field) && !fits(table, field, column))
      return at < 0 ? [] : [{ column, at, rank: hits[at].rank, of: fields.indexOf(hits[at].field) }]
    })
    const column = named.sort((a, b) => a.at - b.at || a.of - b.of || a.rank - b.rank)[0]?.column ?? -1
    return column < 0
      ? ''
      : ` Its column “${table.header[column]}” holds no ${what}, for example “${(valuesOf(table, column, 1)[0] ?? '').slice(0, 40)}”.`
  }
}

const UPDATED =
  /^(date |dt |record |row |crime )*(last |latest )?(updated?|modified|modification|amended|amendment|changed?|edit(ed)?)( on| at| date| dt| time| date time| datetime| timestamp)*$/

/** The column that says when a row was last changed; undefined where there is none. */
export function updatedColumn(
  table: RawTable,
  used: ReadonlySet<number>,
): { readonly column: number; readonly serial: Serial | undefined } | undefined {
  const column = table.header.findIndex(
    (h, i) => !table.headerless && !used.has(i) && UPDATED.test(normaliseHeader(h)) && fits(table, 'to', i),
  )
  const values = column < 0 ? [] : valuesOf(table, column)
  return values.length === 0 ? undefined : { column, serial: serialOf(values) }
}

const TOLD_TIMES: readonly Field[] = ['to', 'fromTime', 'toTime', 'reported', 'reportedTime']

/** What to say of each column that is named like a time and holds none. */
export function unreadColumns(table: RawTable, used: ReadonlySet<number>): string[] {
  if (table.headerless) return []
  return table.header.flatMap((h, column) => {
    if (used.has(column) || isPersonalHeader(h)) return []
    const [hit] = fieldsOfHeader(h)
    if (hit === undefined || !TOLD_TIMES.includes(hit.field) || fits(table, hit.field, column)) return []
    const example = (valuesOf(table, column, 1)[0] ?? '').slice(0, 40)
    return [
      `the column “${h}” could not be read: it holds no ${hit.field.endsWith('Time') ? 'clock times' : 'dates'}, for example “${example}”`,
    ]
  })
}

/** Words by which the two ends of a window are told apart. */
const ENDS: readonly (readonly [RegExp, string])[] = [
  [/\bfrom\b/, 'to'],
  [/\bstart\b/, 'end'],
  [/\bearliest\b/, 'latest'],
  [/\bfirst\b/, 'last'],
  [/\bmin(imum)?\b/, 'max'],
  [/\bafter\b/, 'before'],
  [/\bbegin\b/, 'end'],
]
/** Words of which either end may have several: "Committed On/From", "Committed To/By". */
const START = /^(from|start|first|earliest|begin|min|on|or|not|between|since|after)$/
const END = /^(to|end|last|latest|max|by|or|not|and|until|till|before|after)$/
const IS_END = /\b(to|end|last|latest|by|until|till|before|and|not after)\b/

/** The words of a name without some of them, in alphabetical order. */
const bareOf = (name: string, without: RegExp): string =>
  name
    .split(' ')
    .filter((w) => !without.test(w))
    .sort()
    .join(' ')

const SCENE = /\b(address|loc|location|venue|scene|premises|committed at|where|place)\b/

/** What no name tells: the other end of the window by the name of the first, offences and addresses by what they are. */
export function columnsByKin(table: RawTable, cols: Columns, given: ImportOptions['columns'] = {}): void {
  if (table.headerless) return
  const names = table.header.map(normaliseHeader)
  const taken = () => new Set(Object.values(cols))
  const free = () => {
    const used = taken()
    return names.flatMap((_, i) => (used.has(i) || isPersonalHeader(table.header[i]) ? [] : [i]))
  }
  if (cols.from !== undefined && cols.to === undefined && given.to === undefined) {
    const start = names[cols.from]
    const other = ENDS.find(([word]) => word.test(start))
    const end = other && start.replace(other[0], other[1])
    const kin = bareOf(start, START)
    const column =
      (end === undefined ? undefined : free().find((i) => names[i] === end)) ??
      free().find((i) => IS_END.test(names[i]) && bareOf(names[i], END) === kin)
    if (column !== undefined && fits(table, 'to', column)) cols.to = column
  }
  clocksByKin(table, cols, names, free())
  placesByKin(table, cols, names, free())
  const most = (column: number, test: (v: string) => boolean) => {
    const values = valuesOf(table, column, 200)
    return values.length > 0 && values.filter(test).length > values.length / 2
  }
  if (cols.offence === undefined && cols.offenceCode === undefined && given.offence === undefined)
    cols.offence = free().find((i) =>
      most(i, (v) => v.length < 120 && /[a-z]{4}/i.test(v) && offenceOf(v) !== 'other'),
    )
  if (cols.address === undefined && cols.street === undefined && given.address === undefined)
    cols.address = free().find(
      (i) =>
        SCENE.test(names[i]) &&
        fits(table, 'address', i) &&
        most(i, (v) => v.length < 200 && parseAddress(v).number > 0 && parseAddress(v).street !== ''),
    )
  for (const f of ['offence', 'address'] as const) if (cols[f] === undefined) delete cols[f]
}

const CLOCK_OF = [
  ['from', 'fromTime'],
  ['to', 'toTime'],
  ['reported', 'reportedTime'],
] as const

/** Clock times beside a date, by the name of the date: "First Date Committed" and "First Time Committed". */
function clocksByKin(
  table: RawTable,
  cols: Columns,
  names: readonly string[],
  free: readonly number[],
): void {
  const bare = (name: string) => bareOf(name, /^(date|dt|time|tm|clock|on|at|of|the)$/)
  for (const [date, clock] of CLOCK_OF) {
    const of = cols[date]
    if (of === undefined || cols[clock] !== undefined) continue
    const column = free.find(
      (i) => /\b(time|tm)\b/.test(names[i]) && bare(names[i]) === bare(names[of]) && fits(table, clock, i),
    )
    const told = valuesOf(table, of, 50)
    const timed = told.filter(
      (v) => new DateReader('dmy', undefined).read(v).hasTime && !/\b0?0:00/.test(v),
    ).length
    // a date that tells its own clock needs no other
    if (column !== undefined && timed <= told.length / 2) cols[clock] = column
  }
}

/** Words by which the two coordinates of a pair are told apart. */
const AXES = [
  ['longitude', 'latitude', 'lng', 'lat'],
  ['long', 'lat', 'lng', 'lat'],
  ['lon', 'lat', 'lng', 'lat'],
  ['lng', 'lat', 'lng', 'lat'],
  ['east', 'north', 'x', 'y'],
  ['x', 'y', 'x', 'y'],
  ['e', 'n', 'x', 'y'],
] as const

/** A pair of numbers named alike but for their axis: "OSGR E" and "OSGR N", "rd_x" and "rd_y". */
function placesByKin(
  table: RawTable,
  cols: Columns,
  names: readonly string[],
  free: readonly number[],
): void {
  if (hasPlace(cols)) return
  const varied = (i: number) => fits(table, 'x', i) && new Set(valuesOf(table, i, 50)).size > 1
  for (const [first, second, across, up] of AXES)
    for (const i of free) {
      const other = names[i].replace(new RegExp(`(^| )${first}( |$)`), `$1${second}$2`)
      const j = other === names[i] ? -1 : names.indexOf(other)
      if (j < 0 || !free.includes(j) || !varied(i) || !varied(j)) continue
      cols[across] = i
      cols[up] = j
      return
    }
}

export const hasPlace = (c: Columns) => c.x !== undefined || c.lng !== undefined || c.gridRef !== undefined
export const hasDate = (c: Columns) =>
  c.from !== undefined || c.month !== undefined || (c.year !== undefined && c.monthOfYear !== undefined)
