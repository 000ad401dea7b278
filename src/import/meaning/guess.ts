/** What the columns of an incident table mean, each guess with its evidence. */
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { isNowhere } from '../../core/geometry/plane.ts'
import { isPersonalContent, isPersonalHeader, normaliseHeader } from './aliases.ts'
import type { ColumnGuess, Field, ImportOptions } from '../contract.ts'
import type { SourceCrs } from './coords.ts'
import { countedIn } from './countColumn.ts'
import { DateReader, serialOf, ukClock } from './dates.ts'
import type { DateOrder, Serial } from './dates.ts'
import { handlingFields } from './handlingNames.ts'
import { foldDays, orderOf } from './dateOrder.ts'
import { isOpenData, weeksIn } from './monthsAsDays.ts'
import type { MonthRule } from './monthsAsDays.ts'
import { statusColumns } from './noCrime.ts'
import type { StatusColumn } from './noCrime.ts'
import { choosePlace } from './place.ts'
import type { PlaceReading } from './place.ts'
import { secondTable } from './secondTable.ts'
import { Declined, valuesOf } from '../rows/table.ts'
import { maskDetails } from './personal.ts'
import type { RawTable } from '../rows/table.ts'
import {
  columnsByHeader,
  columnsByContent,
  misfits,
  updatedColumn,
  onlyOutcomes,
  outlinesIn,
  unreadColumns,
  hasPlace,
  hasDate,
} from './columns.ts'
import type { Columns } from './columns.ts'
import { columnsByKin } from './kin.ts'

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
  /** the dates name weeks, by their first or their last day; undefined where they do not */
  readonly weeks: 'first' | 'last' | undefined
  /** that they do is told by their weekday alone, and not by the header */
  readonly weeksByDay: boolean
  readonly order: DateOrder
  /** the user said so: the whole column is not asked again */
  readonly orderFixed: boolean
  readonly serials: Readonly<Partial<Record<DateField, Serial>>>
  /** only months are known: open data */
  readonly monthly: boolean
  /** no column tells when windows began: that of the reports, or of their ends, stands for it */
  readonly standIn?: boolean
  readonly notes: readonly string[]
  /** what is said of the whole: columns named like times or ends that hold none, longitudes without a minus, a second table */
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
  const unnamed = (what: string) =>
    new Declined(
      `${table.name} seems to have no row of headings: its first row reads like values, and values alone do not tell which column holds the ${what}. Put a row of headings on top, such as “Date”, “Easting” and “Northing” (AddressBase brings its own in a file apart), and drop it again.`,
    )
  if (!hasPlace(cols) && table.headerless) throw unnamed('coordinates')
  if (!hasPlace(cols))
    throw new Declined(
      `${table.name} has no column of coordinates (easting and northing, longitude and latitude, or a grid reference).${outlinesIn(table) || misfit(['x', 'y', 'lng', 'lat', 'gridRef'], 'coordinates') || list} Export it with coordinates and drop it again.`,
    )
  const standIn = !hasDate(cols)
  if (!hasDate(cols) && cols.reported !== undefined) {
    cols.from = cols.reported
    delete cols.reported
    notes.push('There is no date of the offence: the reporting date stands for it.')
  }
  if (!hasDate(cols) && cols.to !== undefined) {
    cols.from = cols.to
    delete cols.to
  }
  if (!hasDate(cols) && table.headerless) throw unnamed('dates')
  if (!hasDate(cols))
    throw new Declined(
      `${table.name} has coordinates but no column of dates of crimes, so it is not a table of incidents.${onlyOutcomes(table) || misfit(['from', 'to', 'month', 'reported'], 'dates') || list} Export it with the date of each offence and drop it again.`,
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
    ...weeksOf(table, cols, order, options),
    order,
    orderFixed: options.dateOrder !== undefined,
    serials,
    monthly,
    standIn,
    notes,
    unread: [
      ...unreadColumns(table, used),
      countedIn(table, used),
      place.doubt ?? '',
      secondTable(table) ?? '',
    ].filter((s) => s !== ''),
    dropped,
    droppedPersonal,
    keepsDetails: options.personal === 'keep',
    personal: droppedPersonal.map((text) => table.header.indexOf(text)),
  }
}

/** Whether the dates of the crimes are those of weeks, as the header says, "Week commencing", or all of one weekday. */
function weeksOf(
  table: RawTable,
  { from, to, fromTime }: Columns,
  order: DateOrder,
  { months }: ImportOptions,
): Pick<Mapping, 'weeks' | 'weeksByDay'> {
  if (from === undefined || to !== undefined || fromTime !== undefined)
    return { weeks: undefined, weeksByDay: false }
  const name = normaliseHeader(table.header[from])
  const weeksByDay = false
  if (/\b(week (commencing|beginning|starting|start|begins?|from)|w c|wc)\b/.test(name))
    return { weeks: 'first', weeksByDay }
  if (/\b(week (ending|end|ended)|w e)\b/.test(name)) return { weeks: 'last', weeksByDay }
  const values = months === 'days' ? [] : valuesOf(table, from)
  const weeks = weeksIn(values, new DateReader(order, serialOf(values)))
  return { weeks, weeksByDay: weeks !== undefined }
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
