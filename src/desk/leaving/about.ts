/** What travels with whatever leaves the desk, in words. */
import type { Incidents } from '../../core/table/incidents.ts'
import { isoDay, showDay } from '../../core/base/time.ts'
import type { RowWords } from '../../import/formats/write/shapesCsv.ts'
import { asAt, rowsOf } from '../../state/derived.ts'
import type { SavedClause } from '../../state/project.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import { useStore } from '../../state/store.ts'
import { clauseWords, count, fileWords, many, spanWords } from '../words.ts'
import { markingNow } from './marking.ts'

const nameOf = ({ sample, name }: LoadedIncidents): string =>
  sample ? 'Sample town: everything is invented' : fileWords(name)

/** "as at 22 Nov 2026", or the month where the file knows no days. */
const asAtWord = ({ precision }: Incidents, today = asAt(useStore.getState()).day): string => {
  const day = showDay(today)
  return `as at ${precision === 'month' ? day.replace(/^\d+ /, '') : day}`
}

/** Period and filter in force, in words; the period is that of the file where no filter narrows it. */
export function inForce(clauses: readonly SavedClause[] = useStore.getState().project.clauses): {
  period: string
  filter: string
} {
  const { incidents } = useStore.getState()
  const period = clauses.find((c) => c.kind === 'period')
  const others = clauses.filter((c) => c !== period)
  return {
    period: period ? clauseWords(period) : incidents ? spanWords(incidents.table) : '',
    filter: others.map((c) => clauseWords(c, { most: 8 })).join('; ') || 'none',
  }
}

/**
 * What travels with whatever leaves: file, period, filter, n, settings, as-at date, marking; of the filters of the page unless
 * told.
 */
export function aboutNow(
  clauses: readonly SavedClause[] = useStore.getState().project.clauses,
  settings = '',
): string[] {
  const state = useStore.getState()
  const { incidents } = state
  if (!incidents) return [markingNow()].filter(Boolean)
  const { period, filter } = inForce(clauses)
  return [
    nameOf(incidents),
    period,
    ...(filter === 'none' ? [] : [filter]),
    `${count(rowsOf({ incidents, project: { clauses } }).length)} of ${many(incidents.table.n, 'incident')}`,
    settings,
    asAtWord(incidents.table),
    markingNow(),
  ].filter(Boolean)
}

/** What a view counts in place of the filters of the page, and which of them hold there; else its settings. */
export interface OwnWords {
  readonly period?: string
  readonly counts?: string
  readonly holds?: readonly SavedClause['kind'][]
  /** what a method made of the rows that the filters leave: its own days may be fewer */
  readonly settings?: string
  /** the day of the past that is being played: what is shown is of all days up to it */
  readonly played?: number
}

/** How the name of a file ends that is of a day of the past. */
export const dayName = (played?: number): string => (played === undefined ? '' : `-as-at-${isoDay(played)}`)

/** The same of the map beside a view: while the past is played nothing is drawn of a view that does not play with it. */
export const ofMap = <T extends OwnWords>(own: T, plays?: boolean): T | OwnWords =>
  own.played === undefined || plays ? own : { played: own.played }

const periodOf = ({ period, played }: OwnWords): string =>
  period ?? (played === undefined ? inForce().period : `up to ${showDay(played)}`)

const filtersOf = ({ counts, holds = [] }: OwnWords): string[] => {
  const { clauses } = useStore.getState().project
  const here = clauses.filter((c) => (counts === undefined ? c.kind !== 'period' : holds.includes(c.kind)))
  return [counts ?? '', ...here.map((c) => clauseWords(c, { most: 8 }))].filter(Boolean)
}

/** Period and filter of what leaves a view, as columns; the filters of the page are not said of what has its own. */
export function rowWords(own: OwnWords): RowWords {
  const { incidents } = useStore.getState()
  const { settings } = own
  return {
    period: periodOf(own),
    filter: filtersOf(own).join('; ') || 'none',
    ...(settings && incidents && { settings: `${settings}; ${asAtWord(incidents.table, own.played)}` }),
  }
}

/** The same in words, of what leaves a view. */
export function aboutOwn(own: OwnWords): string[] {
  if (own.period === undefined && own.counts === undefined && own.played === undefined)
    return aboutNow(undefined, own.settings)
  const { incidents } = useStore.getState()
  return [
    incidents ? nameOf(incidents) : '',
    periodOf(own),
    ...filtersOf(own),
    own.settings ?? '',
    incidents ? asAtWord(incidents.table, own.played) : '',
    markingNow(),
  ].filter(Boolean)
}
