/** How the shell says things: filters, periods, numbers. */
import { countOf, showNumber } from '../core/base/words.ts'
import { goneOf } from '../import/join/gone.ts'
import { OFFENCES } from '../core/base/offences.ts'
import { OUTCOME_GROUPS } from '../core/table/outcomes.ts'
import { coarseOf, type Told } from '../core/table/coarse.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { showDay, showMonth, showHour, weekdayName } from '../core/base/time.ts'
import type { SavedClause } from '../state/project.ts'

/** "1,825 already loaded, 3 left out": the rows of a report that are not in the table, told apart where a file was added. */
export function goneWords(report: Parameters<typeof goneOf>[0], rows = (n: number) => showNumber(n)): string {
  const { again, out } = goneOf(report)
  return [
    ...(again > 0 ? [`${rows(again)} already loaded`] : []),
    ...(again === 0 || out > 0 ? [`${rows(out)} left out`] : []),
  ].join(', ')
}

/** "12,345", and "1 home", "61 homes". */
export { showNumber as count, countOf as many }

const few = (words: readonly string[], of: string, most: number): string =>
  words.length === 0
    ? `no ${of}`
    : words.length <= most
      ? words.join(', ')
      : `${words[0]} + ${words.length - 1} more`

/** The file as the title says it: an archive by its own name, not by its first entry. */
export const fileWords = (name: string): string => name.split(' › ')[0]

/** "Jan 2025 – Dec 2025" of a table of months, else "1 Jan 2025 – 3 Dec 2025". */
export function spanWords(table: Incidents): string {
  // the first of a month stands for all of it where only months are known
  const show = table.precision === 'month' ? showMonth : (day: number) => showDay(day)
  const [from, to] = [show(table.span.first), show(table.span.last)]
  return from === to ? from : `${from} – ${to}`
}

/** Burglary first: it is what the page is about, and a chip names only its first words. */
const burglaryFirst = (ids: readonly string[]): string[] => [
  ...ids.filter((id) => id.startsWith('burglary')),
  ...ids.filter((id) => !id.startsWith('burglary')),
]

/** A filter as its chip reads; on paper there is room for more than two of its words. */
export function clauseWords(c: SavedClause, { most = 2 } = {}): string {
  switch (c.kind) {
    case 'offence':
      return few(
        burglaryFirst(c.offences).map((id) => OFFENCES.find((o) => o.id === id)?.short ?? id),
        'offence',
        most,
      )
    case 'period':
      return `${showDay(c.fromDay)} – ${showDay(c.toDay)}`
    case 'hours':
      return `${showHour(c.fromHour)}–${showHour(c.toHour)}`
    case 'weekdays':
      return few(c.weekdays.map(weekdayName), 'weekday', most)
    case 'beat':
      return few(c.beats, 'beat', most)
    case 'street':
      return few(c.streets, 'street', most)
    case 'outcome':
      return few(
        c.outcomes.map((id) => OUTCOME_GROUPS.find((g) => g.id === id)?.label ?? id),
        'outcome',
        most,
      )
    case 'area':
      return c.name
    case 'repeat':
      return 'Repeats within 12 months'
  }
}

/** "exact dates and times", "months only, snap points" and so on, for the title bar. */
export function precisionWords(table: Told): string {
  const times = { minute: 'exact dates and times', day: 'exact dates', month: 'months only' }[table.precision]
  return coarseOf(table)?.points ? `${times}, snap points` : times
}

/** Kinds of error that the language and its libraries throw; ours are plain errors with a sentence. */
const FOREIGN = ['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'DOMException', 'AggregateError']

/** What went wrong as a sentence: our own, or `otherwise` where a library spoke. */
export const sentenceOf = (error: unknown, otherwise: string): string =>
  error instanceof Error && !FOREIGN.includes(error.constructor.name) ? error.message : otherwise
