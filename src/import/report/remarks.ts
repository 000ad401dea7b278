/** What is said of a collection as a whole: the choices made for the user, and how the dates were told. */
import { countOf, showNumber } from '../../core/base/words.ts'
import type { Incidents, IncidentText } from '../../core/table/incidents.ts'
import { offenceIndex } from '../../core/base/offences.ts'
import { minuteOf } from '../../core/base/time.ts'
import type { Collector, Segment } from '../rows/collector.ts'
import type { ColumnGuess, DateEvidence, ImportOptions, Warning } from '../contract.ts'
import type { Mapping } from '../meaning/guess.ts'

/** What the table takes of the machine's memory. */
export function memoryNote(t: Incidents, text: IncidentText): string {
  if (t.n === 0) return ''
  let bytes = 4 * t.n
  for (const v of [...Object.values(t), ...Object.values(text)] as unknown[]) {
    if (ArrayBuffer.isView(v)) bytes += v.byteLength
    else if (v && typeof v === 'object')
      for (const part of Object.values(v))
        if (ArrayBuffer.isView(part)) bytes += part.byteLength
        else if (Array.isArray(part))
          for (const s of part as unknown[]) if (typeof s === 'string') bytes += 2 * s.length
  }
  const size =
    bytes < 1e6 ? `${showNumber(Math.ceil(bytes / 1e3))} kB` : `${showNumber(Math.round(bytes / 1e6))} MB`
  return `The table takes ${size} of memory, ${showNumber(Math.round(bytes / t.n))} bytes a row.`
}

/** How the order of day and month was decided, and what was done with times marked as UTC. */
export function dateNotes(c: Collector, options: ImportOptions): string[] {
  const notes: string[] = []
  for (const { dates, mapping, name } of c.segments) {
    if (mapping.orderFixed || dates.ordered === 0) continue
    if (dates.first === 0 && dates.second === 0)
      notes.push(
        `${name}: no date has a number above 12 in the place of the day; ${
          mapping.order === 'mdy'
            ? 'read as month/day/year, for only so they are firsts of months.'
            : 'read as day/month/year, as is usual in the UK.'
        }`,
      )
    else if (dates.first > 0 && dates.second > 0)
      notes.push(
        `${name}: the dates are mixed: ${showNumber(dates.first)} fit only day/month and ${showNumber(dates.second)} only month/day; the more frequent order was used and the others were left out.`,
      )
  }
  const z = c.segments.reduce((s, { dates }) => s + dates.z, 0)
  const offset = c.segments.reduce((s, { dates }) => s + dates.offset, 0)
  if (z > 0 && offset === 0)
    notes.push(
      options.clock === 'utc'
        ? 'Times marked as UTC (Z) were turned to UK clock time.'
        : c.segments.some((s) => s.mapping.zulu)
          ? 'Times marked as UTC (Z) are midnights by the UK clock, so they were turned to it: only the day is known.'
          : 'Times are marked as UTC (Z), but many systems mark local time so: the clock is kept as written. If it is truly UTC, summer times are an hour early.',
    )
  const utc = c.segments.reduce((s, { dates }) => s + dates.utc, 0)
  if (utc > 0 && offset === 0)
    notes.push(
      turnsUtc(c, options)
        ? 'Times are told in UTC (seconds since 1970, or marked +00) and were turned to UK clock time; the clock can be chosen.'
        : 'Times are told in UTC (seconds since 1970, or marked +00) and kept as written; the clock can be chosen.',
    )
  const shifted = c.segments.reduce((s, { dates }) => s + dates.shifted, 0)
  if (shifted > 0)
    notes.push(
      `In ${countOf(shifted, 'row')} the clock changed between start and end: the window is measured in true minutes, its end told by the clock of its start.`,
    )
  if (offset > 0) notes.push('Times carry an offset from UTC: the local clock is kept as written.')
  return notes
}

/** Whether times in UTC are turned to UK clock time: where the user says so, or nothing and the places are in these islands. */
const turnsUtc = (c: Collector, { clock }: ImportOptions): boolean =>
  clock === 'utc' || (clock === undefined && c.segments.some((s) => s.mapping.uk))

/** Dates on which the counting of residential burglary changed, where the table spans them. */
export function seriesBreaks(from: Int32Array, offence: Uint8Array): string[] {
  const home = offenceIndex('burglary-home')
  // whole numbers of 32 bits, as the minutes are
  let lo = 2 ** 31 - 1
  let hi = -(2 ** 31)
  for (let i = 0; i < from.length; i++)
    if (offence[i] === home) {
      if (from[i] < lo) lo = from[i]
      if (from[i] > hi) hi = from[i]
    }
  const breaks = [
    [minuteOf(2017, 4, 1), 'April 2017, when “dwelling” became “residential” and took in sheds and garages'],
    [minuteOf(2023, 4, 1), 'April 2023, when “residential” was split into homes and unconnected buildings'],
  ] as const
  return breaks
    .filter(([when]) => lo < when && hi >= when)
    .map(([, words]) => `Burglary counts before and after are not alike across ${words}.`)
}

/** What all files together say of the order of day and month. */
export function dateEvidence(c: Collector, options: ImportOptions): DateEvidence {
  const sum = (of: (d: Segment['dates']) => number) => c.segments.reduce((s, { dates }) => s + of(dates), 0)
  const { order } = c.segments[0].mapping
  const [first, second] = [sum((d) => d.first), sum((d) => d.second)]
  return {
    order,
    ordered: sum((d) => d.ordered),
    agree: order === 'mdy' ? second : first,
    against: order === 'mdy' ? first : second,
    utc: sum((d) => (d.offset === 0 ? d.z : 0)),
    universal: sum((d) => (d.offset === 0 ? d.utc : 0)),
    turned: turnsUtc(c, options),
  }
}

/** Each different header once; a file without one says nothing of the next. */
export function layouts(c: Collector): string[][] {
  const named = c.segments.filter((s) => !s.table.headerless)
  const seen = new Map(named.map((s) => [s.table.header.join('\u0001'), s.table.header]))
  return [...seen.values()].map((h) => [...h])
}

const SERIAL_WORDS = {
  excel: 'Excel’s day numbers',
  'epoch-days': 'days since 1970',
  'epoch-seconds': 'seconds since 1970',
  'epoch-milliseconds': 'milliseconds since 1970',
  'epoch-microseconds': 'microseconds since 1970',
  'epoch-nanoseconds': 'nanoseconds since 1970',
} as const

/** What the whole column says of how its dates are written. */
function dateForm(mapping: Mapping, dates: Segment['dates']): string {
  if (dates.ordered > 0) {
    const days = mapping.order === 'mdy' ? dates.fromSecond : dates.fromFirst
    const order = mapping.order === 'mdy' ? 'mm/dd' : mapping.order === 'ymd' ? 'yy/mm/dd' : 'dd/mm'
    return `${order}: ${days === 0 ? 'assumed, no day above 12' : `${countOf(days, 'day')} above 12`}`
  }
  return mapping.serials.from ? SERIAL_WORDS[mapping.serials.from] : 'year first, or the month in words'
}

/** Every guess of all files once, those of dates with what the whole column says. */
export function columnGuesses(c: Collector): ColumnGuess[] {
  const seen = new Map<string, ColumnGuess>()
  for (const { mapping, dates } of c.segments)
    for (const g of mapping.guesses) {
      const key = `${g.field}|${g.column}`
      if (seen.has(key)) continue
      const form = g.field === 'from' && g.evidence !== 'chosen by the user' ? dateForm(mapping, dates) : ''
      seen.set(key, form === '' ? g : { ...g, evidence: `${g.evidence}; ${form}` })
    }
  return [...seen.values()]
}

/** What several files say in the same words, said once for the rows of all of them. */
export function saidOnce(warnings: readonly Warning[]): Warning[] {
  const rows = new Map<string, number>()
  for (const { what, n } of warnings) rows.set(what, (rows.get(what) ?? 0) + n)
  return [...rows].map(([what, n]) => ({ what, n }))
}

/** What follows from months alone; a force's own file of months need not have open data's points. */
export const monthsNote = (open: boolean, snapped: string | undefined) =>
  open
    ? 'Open data: only the month is known, and each point stands for eight or more addresses. Equal rows and repeated crime numbers are normal and all are kept.'
    : `Only the month is known${snapped === undefined ? '' : `, and many rows share their points (${snapped})`}: nothing is said of days, doors or repeats at one place. Equal rows and repeated crime numbers are all kept.`
