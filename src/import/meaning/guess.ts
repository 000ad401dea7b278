/** What the columns of an incident table mean, each guess with its evidence. */
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { parseAddress } from '../../core/places/address.ts'
import { isNowhere } from '../../core/geometry/plane.ts'
import { fieldsOfHeader, isPersonalContent, isPersonalHeader, normaliseHeader } from './aliases.ts'
import type { ColumnGuess, Field, ImportOptions } from '../contract.ts'
import { hasDecimalComma, readGridRef, readNumber } from './coords.ts'
import type { SourceCrs } from './coords.ts'
import { readPair } from './cellForms.ts'
import { DateReader, dateShare, readClock, serialOf, ukClock } from './dates.ts'
import type { DateOrder, Serial } from './dates.ts'
import { handlingFields } from './handlingNames.ts'
import { foldDays, orderOf } from './dateOrder.ts'
import { isOpenData } from './monthsAsDays.ts'
import type { MonthRule } from './monthsAsDays.ts'
import { statusColumns } from './noCrime.ts'
import type { StatusColumn } from './noCrime.ts'
import { offenceOf } from './offences.ts'
import { choosePlace } from './place.ts'
import type { PlaceReading } from './place.ts'
import { Declined, valuesOf } from '../rows/table.ts'
import { maskDetails } from './personal.ts'
import type { RawTable } from '../rows/table.ts'

export { valuesOf } from '../rows/table.ts'

export type DateField = 'from' | 'to' | 'reported' | 'month'

/** How an incident table is read. */
export interface Mapping {
  readonly col: Readonly<Partial<Record<Field, number>>>
  readonly guesses: readonly ColumnGuess[]
  readonly crs: SourceCrs
  /** how its coordinates are read, and the other ones of the file that fill their blanks */
  readonly place: PlaceReading
  readonly others: readonly PlaceReading[]
  /** the first column of coordinates holds what the second should */
  readonly swapped: boolean
  /** rows outside Britain are mistakes */
  readonly britain: boolean
  /** the clock of the place is that of the UK, as far as the coordinates tell */
  readonly uk: boolean
  /** times marked Z are midnights by the UK clock: they are truly of UTC */
  readonly zulu: boolean
  /** of the origin of open data, whose points are snap points */
  readonly open: boolean
  /** columns beside the outcome that tell whether a row still is a crime */
  readonly statuses: readonly StatusColumn[]
  /** the column that says when a row was last changed */
  readonly updated: { readonly column: number; readonly serial: Serial | undefined } | undefined
  /** the dates are days that stand for months, and by what rule; undefined where they are not */
  readonly monthsAsDays: MonthRule | undefined
  readonly order: DateOrder
  /** the user said so: the whole column is not asked again */
  readonly orderFixed: boolean
  readonly serials: Readonly<Partial<Record<DateField, Serial>>>
  /** only months are known: open data */
  readonly monthly: boolean
  readonly notes: readonly string[]
  /** columns named like times or ends that hold none: what is said of them */
  readonly unread: readonly string[]
  readonly dropped: readonly string[]
  readonly droppedPersonal: readonly string[]
  /** positions of those columns */
  readonly personal: readonly number[]
  /** details of people in free text stay, by choice */
  readonly keepsDetails: boolean
}

/** A raw row for preview and export, people's details blanked. */
export function withoutPersonal(row: readonly string[], { personal, keepsDetails }: Mapping): string[] {
  return row.map((c, i) => {
    if (c !== '' && personal.includes(i)) return '…'
    // free text has several words
    return keepsDetails || !/\S\s+\S+\s+\S/.test(c) ? c : maskDetails(c.slice(0, 2000))
  })
}

type Columns = Partial<Record<Field, number>>

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
function columnsByContent(table: RawTable, cols: Columns): void {
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
function misfits(table: RawTable, options: ImportOptions) {
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
function updatedColumn(table: RawTable, used: ReadonlySet<number>): Mapping['updated'] {
  const column = table.header.findIndex(
    (h, i) => !table.headerless && !used.has(i) && UPDATED.test(normaliseHeader(h)) && fits(table, 'to', i),
  )
  const values = column < 0 ? [] : valuesOf(table, column)
  return values.length === 0 ? undefined : { column, serial: serialOf(values) }
}

const TOLD_TIMES: readonly Field[] = ['to', 'fromTime', 'toTime', 'reported', 'reportedTime']

/** What to say of each column that is named like a time and holds none. */
function unreadColumns(table: RawTable, used: ReadonlySet<number>): string[] {
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
const SCENE = /\b(address|location|venue|scene|premises|committed at|where|place)\b/

/** What no name tells: the other end of the window by the name of the first, offences and addresses by what they are. */
function columnsByKin(table: RawTable, cols: Columns, given: ImportOptions['columns'] = {}): void {
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
    const column = end === undefined ? undefined : free().find((i) => names[i] === end)
    if (column !== undefined && fits(table, 'to', column)) cols.to = column
  }
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

const hasPlace = (c: Columns) => c.x !== undefined || c.lng !== undefined || c.gridRef !== undefined
const hasDate = (c: Columns) =>
  c.from !== undefined || c.month !== undefined || (c.year !== undefined && c.monthOfYear !== undefined)

/** Reads the sample and decides what each column means. Throws Declined, with a sentence, when it cannot do. */
export function guessMapping(table: RawTable, options: ImportOptions = {}): Mapping {
  const notes: string[] = []
  const cols = columnsByHeader(table)
  const given = Object.entries(options.columns ?? {}) as [Field, string | null][]
  for (const [field, name] of given) {
    const at = name === null ? -1 : table.header.indexOf(name)
    if (at >= 0) {
      // a column stands for one thing only
      for (const other of Object.keys(cols) as Field[]) if (cols[other] === at) delete cols[other]
      cols[field] = at
    } else if (name === null) delete cols[field]
  }
  // what the user chose wins over what was guessed for the same purpose
  const chose = (...fields: Field[]) => fields.some((f) => typeof options.columns?.[f] === 'string')
  const forget = (...fields: Field[]) => fields.forEach((f) => chose(f) || delete cols[f])
  if (chose('lng', 'lat')) forget('x', 'y', 'gridRef')
  else if (chose('x', 'y')) forget('lng', 'lat', 'gridRef')
  else if (chose('gridRef')) forget('x', 'y', 'lng', 'lat')
  if (chose('month')) forget('from', 'to', 'year')
  else if (chose('from')) forget('month', 'year')
  else if (chose('year')) forget('from', 'month')
  columnsByContent(table, cols)
  columnsByKin(table, cols, options.columns)
  const list = table.header.length > 12 ? '' : ` Its columns are: ${table.header.join(', ')}.`
  const misfit = misfits(table, options)
  if (!hasPlace(cols))
    throw new Declined(
      `${table.name} has no column of coordinates (easting and northing, longitude and latitude, or a grid reference).${misfit(['x', 'y', 'lng', 'lat', 'gridRef'], 'coordinates') || list} Export it with coordinates and drop it again.`,
    )
  if (!hasDate(cols) && cols.reported !== undefined) {
    cols.from = cols.reported
    delete cols.reported
    notes.push('There is no date of the offence: the reporting date stands for it.')
  }
  if (!hasDate(cols) && cols.to !== undefined) {
    cols.from = cols.to
    delete cols.to
  }
  if (!hasDate(cols))
    throw new Declined(
      `${table.name} has coordinates but no column of dates, so it is not a table of incidents.${misfit(['from', 'to', 'month', 'reported'], 'dates') || list} Export it with the date of each offence and drop it again.`,
    )
  if (cols.from !== undefined && cols.month !== undefined) delete cols.month

  // a month column under a "date" header: open data by another name
  const fromValues = cols.from === undefined ? [] : valuesOf(table, cols.from)
  if (fromValues.length > 0) {
    const reader = new DateReader('dmy', undefined)
    if (fromValues.filter((v) => reader.read(v).monthOnly).length > fromValues.length / 2) {
      cols.month = cols.from
      delete cols.from
    }
  }
  const open = isOpenData(table)
  const found = orderOf(table, cols, options)
  const folded = options.months === undefined ? foldDays(table, cols, found, open) : undefined
  const order = folded?.order ?? found
  const monthly =
    cols.from === undefined &&
    (cols.month !== undefined || (cols.year !== undefined && cols.day === undefined))

  if (monthly && cols.street === undefined && cols.address !== undefined) {
    // open data's "On or near" names a street, never an address
    cols.street = cols.address
    delete cols.address
  }

  const serials: Partial<Record<DateField, Serial>> = {}
  for (const f of ['from', 'to', 'reported', 'month'] as const) {
    const column = cols[f]
    if (column === undefined) continue
    const values = valuesOf(table, column)
    const serial = serialOf(values)
    if (serial) serials[f] = serial
  }

  const place = choosePlace(table, cols, options)
  const { best, others } = place
  notes.push(...place.notes)
  // coordinates that are good for nothing are not taken over
  const placed = [best, ...others].flatMap((r) => r.fields as readonly Field[])
  for (const f of ['x', 'y', 'lng', 'lat', 'gridRef'] as const) if (!placed.includes(f)) delete cols[f]
  const used = new Set(Object.values(cols))
  const statuses = statusColumns(
    table.header.map(normaliseHeader),
    (column) => !used.has(column) && !isPersonalHeader(table.header[column]),
    (column) => valuesOf(table, column),
  )
  for (const s of statuses) used.add(s.column)
  const dropped: string[] = []
  const droppedPersonal: string[] = []
  table.header.forEach((text, column) => {
    if (used.has(column)) return
    // "Repeat Victim" says how a case was handled, not who the victim is
    const personal =
      (isPersonalHeader(text) && handlingFields(text).length === 0) ||
      isPersonalContent(valuesOf(table, column, 100))
    ;(personal ? droppedPersonal : dropped).push(text)
  })

  const guesses: ColumnGuess[] = (Object.entries(cols) as [Field, number][]).map(([field, column]) => ({
    field,
    column: table.header[column],
    evidence:
      options.columns?.[field] === table.header[column]
        ? 'chosen by the user'
        : isCoordinate(field)
          ? ([best, ...others].find((r) => (r.fields as readonly Field[]).includes(field))?.evidence ?? '')
          : table.headerless
            ? 'by its values; the file has no header'
            : `named “${table.header[column]}”`,
  }))
  return {
    col: cols,
    guesses,
    place: best,
    others,
    crs: best.crs,
    swapped: best.swapped,
    britain: best.britain,
    uk: isBritish(best),
    zulu: options.clock === undefined && !monthly && isBritish(best) && ukMidnights(fromValues, order),
    open,
    statuses,
    updated: updatedColumn(table, used),
    monthsAsDays: folded?.rule,
    order,
    orderFixed: options.dateOrder !== undefined,
    serials,
    monthly,
    notes,
    unread: unreadColumns(table, used),
    dropped,
    droppedPersonal,
    keepsDetails: options.personal === 'keep',
    personal: droppedPersonal.map((text) => table.header.indexOf(text)),
  }
}

/** Whether times marked Z are midnights by the UK clock, and are not as they are written. */
function ukMidnights(values: readonly string[], order: DateOrder): boolean {
  const reader = new DateReader(order, undefined)
  let turned = 0
  for (const v of values) {
    const { minute, zone } = reader.read(v)
    if (minute !== minute) continue
    if (zone !== 'Z' || ukClock(minute) % MINUTES_PER_DAY !== 0) return false
    if (minute % MINUTES_PER_DAY !== 0) turned++
  }
  return turned > 0
}

/** Whether the place is told in a system of these islands, or lies in them. */
const isBritish = ({ crs, britain }: PlaceReading): boolean =>
  britain || /^EPSG:(27700|29902|2157)$/.test(crs.code) || isNowhere(crs.code)

const isCoordinate = (f: Field) => f === 'x' || f === 'y' || f === 'lng' || f === 'lat' || f === 'gridRef'
