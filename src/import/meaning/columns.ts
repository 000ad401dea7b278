/** Which column of an incident table stands for what: by its name, by what it holds, and by the columns beside it. */
import { KeptWeakMap } from '../../core/base/kept.ts'
import { fieldsOfHeader, isPersonalHeader, normaliseHeader } from './aliases.ts'
import type { Field, ImportOptions } from '../contract.ts'
import { hasDecimalComma, readGridCell, readNumber } from './coords.ts'
import { readPair } from './cellForms.ts'
import { DateReader, dateShare, monthNumber, readClock, readClocks, serialOf } from './dates.ts'
import type { Serial } from './dates.ts'
import { withoutNumbers } from './numberedNames.ts'
import { offenceOf } from './offences.ts'
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

/** Which column stands for a field. */
export type Columns = Partial<Record<Field, number>>

/** A column of ends or of clock times is read when so many of its cells can be: the others are counted. */
const SOME = 0.2

/** Whether a column can stand for a field at all, by what it holds; blank columns can. */
export function fits(table: RawTable, field: Field, column: number): boolean {
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
      return share((v) => readGridCell(v) !== undefined) > 0.5
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
      return (
        share((v) => readClock(v) !== undefined || /\d{1,2}:\d{2}/.test(v) || readClocks(v) !== undefined) >
        SOME
      )
    case 'year':
      return share((v) => /^(19|20)\d\d(\.0)?$/.test(v.trim())) > 0.5
    case 'monthOfYear':
      return share((v) => /^(0?[1-9]|1[0-2])(\.0)?$/.test(v.trim()) || isMonthName(v)) > 0.5
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

/** Whether a cell holds the name of a month and nothing else. */
const isMonthName = (v: string): boolean => /^\p{L}{3,10}\.?$/u.test(v.trim()) && monthNumber(v.trim()) > 0

/** Whether a cell holds a pair of coordinates and no words beside it: it is no address. */
const isPosition = (v: string): boolean =>
  readPair(v) !== undefined && !/\p{L}{4}/u.test(v.replace(/point|srid|coordinates|type/gi, ''))

const PLACED: readonly Field[] = ['x', 'y', 'lng', 'lat', 'gridRef', 'uprn', 'address', 'postcode']
/** Places that are not where the crime was: somebody's home, where a car was found, the middle of an area. */
export const OTHER_PLACE =
  /\b(home|victims?|offenders?|suspects?|aggrieved|complainants?|nominals?|owners?|keepers?|registered|witness|reporter|reporting|informant|callers?|recover(y|ed)|found|dumped|end|finish|centroid|centre|center|lsoa|msoa|oa|ward|beat|sector|station|nearest|office|collator|trackers?|arrest(ed)?)\b/
/** A place of another kind gives way to every column of the crime's own. */
const ELSEWHERE = 50
const MONTH_AS_DATE = 100
const BLANK = 1000
/** A name with the number of its repetition gives way to every name as it is known. */
const NUMBERED = 200

/** What a column named "Month" is that holds no texts such as 2025-01: the number of a month, or a whole date. */
const otherThanMonth = (table: RawTable, column: number): Field =>
  !fits(table, 'monthOfYear', column) && fits(table, 'from', column) ? 'from' : 'monthOfYear'

/** "From" and "To" may head the clock times of one day, which stands under "Date". */
function clockInstead(table: RawTable, field: Field, column: number): Field {
  if ((field !== 'from' && field !== 'to') || fits(table, field, column)) return field
  const values = valuesOf(table, column, 200)
  const clocks = values.filter((v) => /^\s*\d{1,2}[:.]?[0-5]\d\s*$/.test(v) && readClock(v) !== undefined)
  if (clocks.length < 0.9 * values.length) return field
  return field === 'from' ? 'fromTime' : 'toTime'
}

/** The clock times of each date. */
export const CLOCK_OF = [
  ['from', 'fromTime'],
  ['to', 'toTime'],
  ['reported', 'reportedTime'],
] as const

/** Whether a column named a time holds days with their clock times. */
const wholeMoments = (table: RawTable, column: number): boolean =>
  fits(table, 'from', column) &&
  valuesOf(table, column, 200).every((v) => /\d:\d\d/.test(v) && /\d[-/. ]?(\d|[a-z]{3})/i.test(v))

/** What was found of a table: it is asked several times on its way. */
const BY_HEADER = new KeptWeakMap<RawTable, Columns>()

/** Fields by header text and content; the better-named column wins, then the one further left. */
export function columnsByHeader(table: RawTable): Columns {
  let found = BY_HEADER.get(table)
  if (!found) BY_HEADER.set(table, (found = findByHeader(table)))
  return { ...found }
}

function findByHeader(table: RawTable): Columns {
  const best: Partial<Record<Field, { column: number; rank: number }>> = {}
  const names = table.headerless ? [] : withoutNumbers(table.header)
  names.forEach((text, column) => {
    if (isPersonalHeader(text)) return
    const numbered = text === table.header[column] ? 0 : NUMBERED
    for (const hit of fieldsOfHeader(text)) {
      const { field } = hit
      const rank = hit.rank + numbered
      // "Month" may be 2025-01 or the number of a month beside a year
      const as =
        field === 'month' && !fits(table, 'month', column)
          ? otherThanMonth(table, column)
          : clockInstead(table, field, column)
      if (!fits(table, as, column)) continue
      const now = best[as]
      // a date under "Month" gives way to every column that is named a date
      const named = as === 'from' && field === 'month' ? rank + MONTH_AS_DATE : rank
      const whose = PLACED.includes(as) && OTHER_PLACE.test(normaliseHeader(text)) ? named + ELSEWHERE : named
      // a column without a value gives way to any that has some
      const place = valuesOf(table, column, 1).length === 0 ? whose + BLANK : whose
      if (!now || place < now.rank) best[as] = { column, rank: place }
      return
    }
  })
  const telling = best.offence
    ? tellingOffence(table, best.offence.column)
    : wordingByContent(table, new Set(Object.values(best).map((b) => b.column)))
  if (telling !== undefined) best.offence = { column: telling, rank: 0 }
  // a "time" column that holds whole date-times is the date
  const cols: Columns = {}
  for (const [field, { column }] of Object.entries(best)) cols[field as Field] = column
  for (const [date, clock] of CLOCK_OF) {
    const column = cols[clock]
    if (column === undefined || cols[date] !== undefined || !wholeMoments(table, column)) continue
    cols[date] = column
    delete cols[clock]
  }
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

/** Other headers of what a record is, not of what it was. */
const OF_KIND =
  /^(?!.*\b(previous|old|original|initial|former|first|linked|related|secondary|attempt)\b).*\b(classification|classified|offences?|crime|incident) ?(type|as|title|name|description|desc|category|group|class)?$/

/** What was reported may be another thing than what was found: it gives way. */
const AS_REPORTED = /reported/i

/**
 * The column of offences that names some of the kinds where the best-named one names none: "Crime group" may say
 * "Acquisitive" in every row, and "Crime type" beside it what was done. Undefined where the best-named one may stay.
 */
function tellingOffence(table: RawTable, best: number): number | undefined {
  const tells = (column: number) => valuesOf(table, column, 200).some((v) => offenceOf(v) !== 'other')
  if (valuesOf(table, best, 1).length === 0 || tells(best)) return undefined
  const columns = [...table.header.keys()].filter((i) => {
    const h = table.header[i]
    const named =
      fieldsOfHeader(h).some(({ field }) => field === 'offence') || OF_KIND.test(normaliseHeader(h))
    return i !== best && !isPersonalHeader(h) && named && tells(i)
  })
  return columns.find((i) => !AS_REPORTED.test(table.header[i])) ?? columns.at(0)
}

/** Headers of what a record was before, or of the same column in words of the state's own. */
const BEFORE = /\b(previous|old|original|initial|former|first|opening|mo|notes?|summary|outcome|status)\b/
/** So many different texts among two hundred are stories, not wordings. */
const MOST_WORDINGS = 60

/** The column whose few different texts are mostly kinds of crime, whatever it is called; undefined where there is none. */
function wordingByContent(table: RawTable, taken: ReadonlySet<number>): number | undefined {
  const columns = [...table.header.keys()].filter((i) => {
    const h = table.header[i]
    if (taken.has(i) || isPersonalHeader(h) || BEFORE.test(normaliseHeader(h))) return false
    const values = valuesOf(table, i, 200)
    if (values.length === 0 || new Set(values).size > MOST_WORDINGS) return false
    return values.filter((v) => offenceOf(v) !== 'other').length > values.length / 2
  })
  // one that is named after what the record is comes before "Reported as" and groups
  const named = (i: number) =>
    OF_KIND.test(normaliseHeader(table.header[i])) &&
    !/group$/i.test(table.header[i]) &&
    !AS_REPORTED.test(table.header[i])
  return columns.find(named) ?? columns.at(0)
}

const DATED = /\b(date|datetime|dt|dttm|timestamp)\b/

/** Dates of people and of the record, which no guess by content may take for the day of a crime. */
const NOT_THE_DAY =
  /\b(birth|dob|edit(ed)?|updated?|modified|created|loaded|extract(ed)?|due|review(ed)?|closed|finali[sz]ed|expir\w*|(first|vehicle|veh|car) registered|keeper|printed|valid(ity)?|effective|next)\b/

/** Dates of what became of a crime, months later maybe: they stand neither for its day nor for its report. */
const OUTCOME =
  /\b(arrest\w*|charged?|outcome|filed|allocated|assigned|disposal|recover\w*|court|bail|sent|letter|statement|visit\w*|contact\w*|detect\w*|clear(ed)?|result)\b/
/** Dates of the report or of its record: of dates afterwards the nearest to the crime. */
const REPORT =
  /\b(report\w*|rptd?|rep|record\w*|rec|logged|entered|input|received|call|angelegt|gemeldet|angezeigt|erfasst|aufgenommen|denuncia|registro|reporte|captura|signal\w*|enregistr\w*|d[eé]clar\w*|adrodd|cofnod\w*|crimed|log|data entry|notif\w*|dispatch\w*|classified|confirmed|validated|registered)\b/
/** Dates of what came after the crime: the day of a crime only where the table has no other. */
const isAfterwards = (name: string): boolean =>
  OUTCOME.test(name) || REPORT.test(name) || /\b(attend\w*|arriv\w*)\b/.test(name)
/** Dates named after when the crime was committed. */
const COMMITTED =
  /\b(commit\w*|occur\w*|offence|offense|incident|happened|stolen|theft|burglar\w*|from|start|between|earliest|tat\w*|hechos?|faits?|delito|trosedd|drosedd)\b/

/** For tables without a header: the first column of dates, and the first two columns of coordinates. */
export function columnsByContent(table: RawTable, cols: Columns): void {
  const width = table.header.length
  const taken = new Set(Object.values(cols))
  const free = Array.from({ length: width }, (_, i) => i).filter((i) => !taken.has(i))
  if (!hasDate(cols)) {
    const dated = free.filter((i) => {
      if (!table.headerless && NOT_THE_DAY.test(normaliseHeader(table.header[i]))) return false
      const v = valuesOf(table, i, 200)
      // numbers alone are dates only under a header that says so
      const plain = serialOf(v) === undefined || DATED.test(normaliseHeader(table.header[i]))
      return v.length > 0 && plain && fits(table, 'from', i)
    })
    const names = (i: number) => (table.headerless ? '' : normaliseHeader(table.header[i]))
    const ofDay = dated.filter((i) => !isAfterwards(names(i)))
    const date = ofDay.find((i) => COMMITTED.test(names(i))) ?? ofDay.at(0)
    // the report stands for the crime, and that is said: see guessMapping
    if (date === undefined) {
      const after = dated.filter((i) => !OUTCOME.test(names(i)) || REPORT.test(names(i)))
      const report = after.find((i) => REPORT.test(names(i))) ?? after.at(0)
      if (cols.reported === undefined && report !== undefined) cols.reported = report
    } else {
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

/** A sentence about a column of dates of a record or of what became of a crime, where a table has no others; '' where it has none. */
export function onlyOutcomes(table: RawTable): string {
  const found = table.headerless
    ? undefined
    : table.header.find((h, i) => {
        const name = normaliseHeader(h)
        const other = NOT_THE_DAY.test(name) || (OUTCOME.test(name) && !REPORT.test(name))
        return other && !isPersonalHeader(h) && hasDates(table, i)
      })
  if (found === undefined) return ''
  return NOT_THE_DAY.test(normaliseHeader(found))
    ? ` Its column “${found}” tells of the record or of another day, and not when a crime was committed.`
    : ` Its column “${found}” tells what became of a crime, which may be months after it.`
}

const hasDates = (table: RawTable, column: number): boolean =>
  valuesOf(table, column, 1).length > 0 && fits(table, 'from', column)

/** A sentence about a column that is named like one of the fields but does not hold such values. */
export function misfits(table: RawTable, options: ImportOptions) {
  return (fields: readonly Field[], what: string): string => {
    // the column a person would look at: named for the field first of all, and best
    const named = table.header.flatMap((h, column) => {
      if (table.headerless || Object.values(options.columns ?? {}).includes(h)) return []
      const hits = fieldsOfHeader(h)
      const at = hits.findIndex(({ field }) => fields.includes(field) && !fits(table, field, column))
      // "Offence" may head dates, but heads offences where it can
      const other = hits.some(({ field }) => !fields.includes(field) && fits(table, field, column))
      const { rank, field } = hits[Math.max(at, 0)] ?? {}
      return at < 0 || other ? [] : [{ column, at, rank, field, of: fields.indexOf(field) }]
    })
    const hit = named.sort((a, b) => a.at - b.at || a.of - b.of || a.rank - b.rank).at(0)
    if (hit === undefined) return ''
    const { column, field } = hit
    const values = valuesOf(table, column, 200)
    const alone = (v: string) => fits({ ...table, sample: [table.header.map(() => v)] }, field, column)
    // some may be such values, and none of them is an example of what is wrong
    const wrong = values.filter((v) => !alone(v))
    const holds = wrong.length < values.length && wrong.length > 0 ? 'mostly other things than' : 'no'
    return ` Its column “${table.header[column]}” holds ${holds} ${what}, for example “${(wrong[0] ?? values[0] ?? '').slice(0, 40)}”.`
  }
}

const OUTLINE = /^\s*(srid=\d+;\s*)?(multi)?(polygon|linestring)\b/i

/** A sentence about a column of outlines or lines as text, which no table of points has; '' where there is none. */
export function outlinesIn(table: RawTable): string {
  const column = table.header.findIndex((_, i) => {
    const values = valuesOf(table, i, 50)
    return values.length > 0 && values.every((v) => OUTLINE.test(v))
  })
  return column < 0
    ? ''
    : ` Its column “${table.header[column]}” holds outlines or lines as text, which are read from GeoJSON alone.`
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
const MOMENTS: readonly Field[] = ['from', ...TOLD_TIMES]

/** What to say of each column that is named like a time and holds none. */
export function unreadColumns(table: RawTable, used: ReadonlySet<number>): string[] {
  if (table.headerless) return []
  return table.header.flatMap((h, column) => {
    if (used.has(column) || isPersonalHeader(h)) return []
    const twice = /^(.+) \(\d+\)$/.exec(h)?.[1] ?? ''
    const first = twice === '' ? undefined : fieldsOfHeader(twice)[0]?.field
    if (first !== undefined && MOMENTS.includes(first) && used.has(table.header.indexOf(twice))) {
      const holds =
        valuesOf(table, column, 1).length > 0 && fits(table, first.endsWith('Time') ? first : 'to', column)
      return holds
        ? [
            `the column “${h}” is headed as another one is, so it was not read: choose what it stands for, such as the end of the window`,
          ]
        : []
    }
    const [hit] = fieldsOfHeader(h)
    if (hit === undefined || !TOLD_TIMES.includes(hit.field) || fits(table, hit.field, column)) return []
    const values = valuesOf(table, column)
    const example = (values[0] ?? '').slice(0, 40)
    const reader = new DateReader('dmy', serialOf(values))
    if (values.length > 0 && values.every((v) => reader.read(v).sentinel === true))
      return [
        `the column “${h}” holds only what stands for “not known”, for example “${example}”: ${hit.field === 'to' ? 'the windows are open-ended' : 'it tells no date'}`,
      ]
    return [
      `the column “${h}” could not be read: it holds no ${hit.field.endsWith('Time') ? 'clock times' : 'dates'}, for example “${example}”`,
    ]
  })
}

export const hasPlace = (c: Columns) => c.x !== undefined || c.lng !== undefined || c.gridRef !== undefined
export const hasDate = (c: Columns) =>
  c.from !== undefined || c.month !== undefined || (c.year !== undefined && c.monthOfYear !== undefined)
